"""Activities, what they hang on, their reports and results."""

from coalition.activities.models.reports import (
    ActivityReport,
    BeneficiaryCount,
    LandResult,
    LegalResult,
    ServiceResult,
    StockpileResult,
    YearResult,
)
from coalition.activities.models.work import (
    Activity,
    ActivityHazardArea,
    ActivityNeed,
    ActivityPledge,
    ActivityTarget,
    ScopingLine,
)

__all__ = [
    "Activity",
    "ActivityHazardArea",
    "ActivityNeed",
    "ActivityPledge",
    "ActivityReport",
    "ActivityTarget",
    "BeneficiaryCount",
    "LandResult",
    "LegalResult",
    "ScopingLine",
    "ServiceResult",
    "StockpileResult",
    "YearResult",
]
