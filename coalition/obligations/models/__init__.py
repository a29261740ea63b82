"""Tables of what States hand in under the Convention."""

from coalition.obligations.models.declaration import Declaration
from coalition.obligations.models.extension import (
    ExtensionAnalyst,
    ExtensionBenchmark,
    ExtensionProcess,
    ExtensionQuestion,
    ExtensionSection,
)
from coalition.obligations.models.transparency import MinistryInput, TransparencyForm, TransparencyReport

__all__ = [
    "Declaration",
    "ExtensionAnalyst",
    "ExtensionBenchmark",
    "ExtensionProcess",
    "ExtensionQuestion",
    "ExtensionSection",
    "MinistryInput",
    "TransparencyForm",
    "TransparencyReport",
]
