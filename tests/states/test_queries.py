from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from coalition.core.errors import NotFound
from coalition.states.models import DonorFlow
from coalition.states.queries import (
    count_on,
    find_state_by_name,
    get_state,
    get_state_by_id,
    given_by_donor,
    ids_by_iso3,
    iso3_by_iso2,
    iso3_by_name_key,
    labels_by_iso3,
    list_all_states,
    list_events,
    list_flows_from,
    list_flows_to,
    list_names,
    list_standings,
    list_totals_of,
)
from coalition.states.rules import CcmRegion, Instrument, TreatyEvent, TreatyStatus
from coalition.states.service import load_reference
from tests.factories.states import make_event, make_name, make_party, make_state

DAY = date(2025, 3, 31)


def count_queries(session: Session, act) -> int:
    seen: list[str] = []
    engine = session.get_bind()

    def note(connection, cursor, statement, *rest):
        seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    act()
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_a_state_is_found_by_its_code_in_either_case(session):
    state = make_state(session, "XLA")
    assert get_state(session, "xla").id == state.id
    assert get_state_by_id(session, state.id).iso3 == "XLA"


def test_a_state_that_does_not_exist_is_not_found(session):
    with pytest.raises(NotFound):
        get_state(session, "XZZ")
    with pytest.raises(NotFound):
        get_state_by_id(session, 404)


def test_a_name_that_means_two_states_means_none(session):
    one, other = make_state(session, name="One"), make_state(session, name="Other")
    make_name(session, one, "Twin")
    make_name(session, other, "The Twin")
    assert find_state_by_name(session, "twin") is None
    assert find_state_by_name(session, "ONE").id == one.id
    assert iso3_by_name_key(session) == {"one": one.iso3, "other": other.iso3}


def test_an_empty_name_means_nobody(session):
    make_state(session)
    assert find_state_by_name(session, " . ") is None


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Laos", "LAO"),
        ("Lao PDR", "LAO"),
        ("lao people's democratic republic", "LAO"),
        ("DRC", "COD"),
        ("République démocratique du Congo", "COD"),
        ("Congo", "COG"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Ivory Coast", "CIV"),
        ("Costa do Marfim", "CIV"),
        ("Лаос", "LAO"),
        ("老挝", "LAO"),
        ("لاوس", "LAO"),
        ("lao", "LAO"),
        ("UK", "GBR"),
    ],
)
def test_names_in_many_languages_find_their_state(session, name, iso3):
    load_reference(session)
    assert find_state_by_name(session, name).iso3 == iso3


def test_codes_and_labels_by_state(session):
    state = make_state(session, "XLA", "Long name", short_name="Short")
    assert ids_by_iso3(session) == {"XLA": state.id}
    assert iso3_by_iso2(session) == {"LA": "XLA"}
    assert labels_by_iso3(session) == {"XLA": "Short"}


def test_names_that_only_serve_the_search_are_not_shown(session):
    load_reference(session)
    names = {name.name for name in list_names(session, get_state(session, "CIV").id)}
    assert "Ivory Coast" in names
    assert "科特迪瓦" not in names


def test_parties_and_signatories_of_the_packaged_facts(session):
    load_reference(session)
    counts = count_on(session, DAY)
    assert (counts[TreatyStatus.STATE_PARTY], counts[TreatyStatus.SIGNATORY]) == (111, 12)
    assert sum(counts.values()) == 197


def test_states_are_listed_by_region_and_name_without_regard_to_accents(session):
    make_state(session, name="Zambia", ccm_region=CcmRegion.AFRICA)
    make_state(session, name="Côte d'Ivoire", ccm_region=CcmRegion.AFRICA)
    make_state(session, name="Comoros", ccm_region=CcmRegion.AFRICA)
    make_state(session, name="Austria", ccm_region=CcmRegion.EUROPE)
    listed = [row.state.name for row in list_standings(session, on=DAY).rows]
    assert listed == ["Comoros", "Côte d'Ivoire", "Zambia", "Austria"]


def test_states_are_listed_by_status_on_the_day(session):
    make_party(session, "XAA", deposited_on=date(2025, 1, 10))
    make_state(session, "XBB")
    listed = [
        [row.state.iso3 for row in list_standings(session, on=on, status=TreatyStatus.STATE_PARTY).rows]
        for on in (date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert listed == [[], ["XAA"]]


def test_states_are_searched_by_any_part_of_a_name(session):
    state = make_state(session, "XLA", "Lao")
    make_name(session, state, "République démocratique populaire lao", language="fr")
    make_state(session, "XBB", "Benin")
    for text in ("democratique", "XLA", "xla", "populaire  LAO"):
        assert [row.state.iso3 for row in list_standings(session, on=DAY, text=text).rows] == ["XLA"], text
    assert list_standings(session, on=DAY, text="100%").rows == []


def test_a_page_of_states_takes_two_queries_however_many_there_are(session):
    make_party(session)
    few = count_queries(session, lambda: list_standings(session, on=DAY))
    for _ in range(40):
        make_party(session)
    assert few == count_queries(session, lambda: list_standings(session, on=DAY)) == 2
    assert [len(list_standings(session, on=DAY, page=n).rows) for n in (1, 2, 3)] == [25, 16, 0]


def test_events_are_told_apart_by_state_and_treaty(session):
    one, other = make_party(session), make_party(session)
    make_event(session, one, TreatyEvent.CONSENT, date(2000, 1, 1), instrument=Instrument.APMBC)
    assert {state: len(events) for state, events in list_events(session).items()} == {one.id: 2, other.id: 1}
    assert list(list_events(session, Instrument.APMBC)) == [one.id]
    assert list(list_events(session, state_ids=[other.id])) == [other.id]


def test_money_is_listed_by_who_gave_and_who_received(session):
    load_reference(session)
    lao, japan = get_state(session, "LAO"), get_state(session, "JPN")
    assert [flow.donor for flow in list_flows_to(session, lao.id)][:2] == ["USA", "JPN"]
    assert all(
        isinstance(flow, DonorFlow) and flow.donor == "JPN" for flow in list_flows_from(session, japan.id)
    )
    assert [total.year for total in list_totals_of(session, lao.id)] == [2023, 2023, 2022]
    assert given_by_donor(session)[japan.id] > 5_693_946_00


def test_all_states_are_offered_by_their_short_name(session):
    make_state(session, name="Åland"), make_state(session, name="Bahamas")
    assert [state.label for state in list_all_states(session)] == ["Åland", "Bahamas"]
