"""Who sees which programme: by role, and by the visibility its keeper gave it."""

import pytest
from sqlmodel import Session

from coalition.auth.policy import VISITOR, Held, Standing
from coalition.auth.rules import Rank, Role, Theme
from coalition.core.errors import NotFound
from coalition.core.visibility import Visibility
from coalition.pledges.queries.register import list_own
from coalition.programmes.queries import get_programme, list_programmes
from tests.factories.pledges import make_donor, make_person
from tests.factories.programmes import make_programme
from tests.factories.states import make_state

LEVELS = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.LEADS, Visibility.OWNER)


def readers(laos: int, other: int, keeper: int) -> dict[str, tuple[Standing, str]]:
    """Return who asks, and the first letters of the levels they see of the keeper's programmes in Laos."""
    donor = Held(Role.DONOR, Rank.EDITOR, organisation_id=keeper + 1000)
    there, led = frozenset({laos}), frozenset({laos})
    return {
        "visitor": (VISITOR, "p"),
        "donor elsewhere": (Standing(1, (donor,), frozenset({other})), "p"),
        "member donor": (Standing(1, (donor,), there), "pm"),
        "lead donor": (Standing(1, (donor,), there, led), "pml"),
        "keeper": (Standing(1, (Held(Role.DONOR, Rank.EDITOR, organisation_id=keeper),)), "pmlo"),
        "own State": (Standing(1, (Held(Role.AFFECTED_STATE, Rank.EDITOR, state_id=laos),)), "pml"),
        "another State": (Standing(1, (Held(Role.AFFECTED_STATE, Rank.HEAD, state_id=other),)), "p"),
        "member partner": (
            Standing(1, (Held(Role.PARTNER, Rank.MEMBER, organisation_id=9999),), there),
            "pm",
        ),
        "member observer": (Standing(1, (Held(Role.OBSERVER, Rank.MEMBER),), there), "pm"),
        "ICA": (Standing(1, (Held(Role.COORDINATOR, Rank.MEMBER, theme=Theme.ICA),)), "pml"),
        "universalization": (
            Standing(1, (Held(Role.COORDINATOR, Rank.MEMBER, theme=Theme.UNIVERSALIZATION),)),
            "pm",
        ),
        "ISU": (Standing(1, (Held(Role.ISU, Rank.MEMBER),)), "pml"),
        "administrator": (Standing(1, (Held(Role.ISU, Rank.ADMINISTRATOR),)), "p"),
    }


def test_each_role_sees_what_its_keeper_lets_it_see(session: Session):
    laos, other = make_state(session, "LAO", iso2="LA"), make_state(session)
    keeper = make_donor(session, "NOR", "Norway")
    kept = {}
    for level in LEVELS:
        programme = make_programme(session, countries="LA")
        programme.visibility, programme.owner_id = level, keeper.id
        kept[level] = programme
    session.commit()
    for name, (standing, expected) in readers(laos.id, other.id, keeper.id).items():
        listed = {programme.visibility[0] for programme in list_programmes(session, viewer=standing).rows}
        assert listed == set(expected), name
        for level, programme in kept.items():
            if level[0] in expected:
                assert get_programme(session, programme.identifier, standing) is programme
            else:
                with pytest.raises(NotFound):
                    get_programme(session, programme.identifier, standing)
                with pytest.raises(NotFound):
                    get_programme(session, str(programme.id), standing)
    assert list_programmes(session).total == 4  # jobs and commands
    assert list_own(session, keeper, viewer=VISITOR).total == 1


@pytest.mark.on("sqlite")
def test_pages_show_no_more(session: Session, sign_in, app):
    make_state(session, "LAO", iso2="LA")
    hidden = make_programme(session, countries="LA")
    hidden.visibility = Visibility.LEADS
    isu = make_person(session, Role.ISU)
    session.commit()
    visitor = app.test_client()
    assert hidden.title not in visitor.get("/programmes/").get_data(as_text=True)
    assert visitor.get(f"/programmes/{hidden.identifier}").status_code == 404
    assert sign_in(isu).get(f"/programmes/{hidden.identifier}").status_code == 200
