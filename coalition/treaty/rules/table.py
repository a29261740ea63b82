"""The table of the deadline rules T1 to T11: article, formula, reminders, audience, and what ends them."""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition.core.text import msgid
from coalition.treaty.rules.terms import RuleCode


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One rule of the deadline engine.

    `reminders` are days before the due day, negative ones after it. `audience`: AH head of the affected
    State's side, AM its ministries, UC universalization coordinators, TC thematic coordinators, IC
    cooperation coordinators, PR presidency, IS Implementation Support Unit. `public` rules stand on the
    open page; `assumed` ones are the platform's own spacing and not in the treaty.
    """

    code: RuleCode
    name: str
    article: str
    formula: str
    reminders: tuple[int, ...]
    audience: tuple[str, ...]
    done_when: str
    public: bool = True
    assumed: bool = False


# Source: domain model §10; CCM Articles 3, 4, 7, 17 and 20.
_TABLE = (
    DeadlineRule(
        code=RuleCode.T1,
        name=msgid("Entry into force"),
        article="17",
        formula=msgid("First day of the sixth month after the month of deposit"),
        reminders=(30,),
        audience=("UC", "IS"),
        done_when=msgid("date passed"),
    ),
    DeadlineRule(
        code=RuleCode.T2,
        name=msgid("Withdrawal takes effect"),
        article="20",
        formula=msgid("Six months after the notice"),
        reminders=(90, 30),
        audience=("UC", "PR", "IS"),
        done_when=msgid("effective or revoked"),
    ),
    DeadlineRule(
        code=RuleCode.T3,
        name=msgid("Stockpile destruction complete"),
        article="3",
        formula=msgid("Entry into force + 8 years, or the extension granted"),
        reminders=(730, 365, 180, 90, 30, -1),
        audience=("AH", "TC", "IS"),
        done_when=msgid("declaration filed"),
    ),
    DeadlineRule(
        code=RuleCode.T4,
        name=msgid("Clearance complete"),
        article="4",
        formula=msgid("Entry into force + 10 years, or the extension granted"),
        reminders=(730, 365, 180, 90, 30, -1),
        audience=("AH", "TC", "IC", "IS"),
        done_when=msgid("declaration filed"),
    ),
    DeadlineRule(
        code=RuleCode.T5,
        name=msgid("Notice of intention to request an extension"),
        article="3, 4",
        formula=msgid("120 days before the latest submission"),
        reminders=(60, 30, 0),
        audience=("AH", "IS"),
        done_when=msgid("notice or declaration"),
        public=False,
        assumed=True,
    ),
    DeadlineRule(
        code=RuleCode.T6,
        name=msgid("Latest submission of an extension request"),
        article="3, 4",
        formula=msgid("Nine months before the meeting that decides"),
        reminders=(180, 90, 30, 7, -1, -30),
        audience=("AH", "IS", "TC"),
        done_when=msgid("submitted"),
    ),
    DeadlineRule(
        code=RuleCode.T7,
        name=msgid("Answer to the analysis group"),
        article="3, 4",
        formula=msgid("30 days after the question"),
        reminders=(10, 0, -7),
        audience=("AH",),
        done_when=msgid("answered"),
        public=False,
        assumed=True,
    ),
    DeadlineRule(
        code=RuleCode.T8,
        name=msgid("Informal presentation of an extension request"),
        article="3, 4",
        formula=msgid("Start of the intersessional meeting"),
        reminders=(30, 7),
        audience=("AH", "IS", "TC"),
        done_when=msgid("presented or waived"),
        public=False,
    ),
    DeadlineRule(
        code=RuleCode.T9,
        name=msgid("Initial transparency report"),
        article="7",
        formula=msgid("Entry into force + 180 days"),
        reminders=(90, 30, 7, -1),
        audience=("AH", "AM", "IS"),
        done_when=msgid("submitted"),
    ),
    DeadlineRule(
        code=RuleCode.T10,
        name=msgid("Annual transparency report"),
        article="7",
        formula=msgid("30 April, for the calendar year before"),
        reminders=(90, 45, 14, 3, -1, -30),
        audience=("AH", "AM", "IS"),
        done_when=msgid("submitted"),
    ),
    DeadlineRule(
        code=RuleCode.T11,
        name=msgid("Ministries’ input to the annual report"),
        article="7",
        formula=msgid("30 days before the annual report"),
        reminders=(14, 3, -1),
        audience=("AM", "AH"),
        done_when=msgid("input done"),
        public=False,
        assumed=True,
    ),
)

RULES: Mapping[RuleCode, DeadlineRule] = {rule.code: rule for rule in _TABLE}
