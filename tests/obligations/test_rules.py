from datetime import date

import pytest

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When
from coalition.obligations.rules.declaring import ceremony_at, check_declaration, check_reason
from coalition.treaty.rules.terms import MeetingKind

TODAY = date(2026, 11, 23)
MEETINGS = [
    (1, MeetingKind.MSP, date(2023, 9, 11)),
    (2, MeetingKind.INTERSESSIONAL, date(2024, 4, 1)),
    (3, MeetingKind.MSP, date(2024, 9, 10)),
    (4, MeetingKind.REVIEW_CONFERENCE, date(2026, 9, 1)),
]


@pytest.mark.parametrize("article", [5, 7, 9])
def test_only_articles_3_and_4_end_by_a_declaration(article):
    with pytest.raises(RuleBroken, match="no declaration"):
        check_declaration(article, When(date(2023, 12, 15)), TODAY)


def test_a_declaration_cannot_lie_ahead_but_the_month_we_are_in_may_be_named():
    with pytest.raises(RuleBroken, match="ahead"):
        check_declaration(3, When(date(2026, 11, 24)), TODAY)
    check_declaration(3, When(date(2026, 11, 1), Precision.MONTH), TODAY)


def test_the_ceremony_offered_is_at_the_first_formal_meeting_after_the_declaration():
    assert ceremony_at(MEETINGS, When(date(2023, 12, 15))) == 3
    assert ceremony_at(MEETINGS, When(date(2023, 9, 1), Precision.MONTH)) == 3
    assert ceremony_at(MEETINGS, When(date(2026, 10, 1))) is None


def test_opening_again_asks_what_was_found():
    with pytest.raises(RuleBroken, match="Say what was found"):
        check_reason("  yes ")
