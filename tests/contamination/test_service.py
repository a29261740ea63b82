from datetime import UTC, date, datetime
from time import perf_counter

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from coalition.contamination import service
from coalition.contamination.models import (
    AdminArea,
    ContaminationSnapshot,
    HazardArea,
    HazardAreaChange,
    HazardImport,
)
from coalition.contamination.queries import (
    HazardAsked,
    Sight,
    find_mapping,
    find_newest_snapshot,
    list_hazard_areas,
    list_newest,
    list_snapshots,
    total_hazard_areas,
    total_known,
)
from coalition.contamination.readers.table import header_key
from coalition.contamination.rules import HazardMix, HazardStatus, ImportStatus, Knowledge
from coalition.core.errors import RuleBroken
from coalition.core.visibility import Visibility
from coalition.core.when import When
from coalition.documents.models import StoredFile
from coalition.documents.rules import FileKind
from coalition.states.models import State
from tests.factories import contamination as make
from tests.factories.states import make_state

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EVERYWHERE = Sight(states=None, led_states=None)


@pytest.fixture
def state(session: Session) -> State:
    return make_state(session, "LAO", "Lao PDR")


def previewed(session: Session, state: State, data: bytes, kind: FileKind = FileKind.CSV) -> HazardImport:
    number = len(session.exec(select(StoredFile.id)).all())
    file = StoredFile(
        name="areas.csv", kind=kind, size=1, sha256="0" * 64, storage_key=f"x{number}", uploaded_at=NOW
    )
    session.add(file)
    session.flush()
    choice = (make.COLUMNS, {"unit": "m2"})
    return service.preview(session, state.id, file=file, data=data, choice=choice, by=(None, NOW))


def areas_of(session: Session, state: State) -> dict[str, int]:
    rows = session.exec(select(HazardArea).where(HazardArea.state_id == state.id)).all()
    return {area.national_ref: area.area_m2 for area in rows}


def test_an_unknown_extent_is_kept_without_a_zero(session: Session, state: State):
    snapshot = make.make_unknown(session, state)
    assert (snapshot.sha_m2, snapshot.cha_m2) == (None, None)


def test_the_database_itself_keeps_zeros_out_of_the_unknown(session: Session, state: State):
    session.add(
        ContaminationSnapshot(
            state_id=state.id,
            as_of=date(2025, 1, 1),
            knowledge=Knowledge.UNKNOWN,
            sha_m2=0,
            hazard_mix=HazardMix.CMR_ONLY,
            source="x",
            recorded_on=date(2025, 1, 1),
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()


def test_sums_skip_and_count_the_states_that_are_not_known(session: Session, state: State):
    make.make_snapshot(session, state)
    make.make_snapshot(session, make_state(session), sha=None)
    make.make_unknown(session, make_state(session, "TCD", "Chad"))
    total = total_known(session, EVERYWHERE)
    assert (total.area, total.known, total.unknown) == (5_000_000, 2, 1)


def test_a_sum_over_nothing_known_is_not_known(session: Session, state: State):
    make.make_unknown(session, state)
    assert total_known(session, EVERYWHERE).area is None


def test_the_newest_snapshot_counts_and_older_ones_stay(session: Session, state: State):
    make.make_snapshot(session, state)
    newest = make.make_snapshot(session, state, as_of=When(date(2026, 6, 30)), cha=500_000)
    make.make_snapshot(session, state, hazard_mix=HazardMix.WITHOUT_CMR, as_of=When(date(2026, 9, 1)), sha=9)
    assert find_newest_snapshot(session, state.id) is newest
    assert total_known(session, EVERYWHERE).area == 1_500_000
    assert [row.id for row in list_newest(session, EVERYWHERE).rows] == [newest.id]


def test_what_is_for_leads_only_is_seen_by_them_only(session: Session, state: State):
    make.make_snapshot(session, state, visibility=Visibility.LEADS)
    member = Sight(states=frozenset({state.id}))
    lead = Sight(states=frozenset({state.id}), led_states=frozenset({state.id}))
    assert list_snapshots(session, state.id, member) == []
    assert len(list_snapshots(session, state.id, lead)) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"as_of": When(date(2030, 1, 1))}, "as_of"),
        ({"source": " "}, "source"),
        ({"knowledge": Knowledge.UNKNOWN}, "sha"),
        ({"sha": -1}, "sha"),
        ({"cha": 10**15}, "cha"),
        ({"knowledge": Knowledge.COMPLETED}, "knowledge"),
    ],
)
def test_a_snapshot_that_cannot_be_is_refused_by_field(
    session: Session, state: State, change: dict[str, object], field: str
):
    with pytest.raises(RuleBroken) as refused:
        make.make_snapshot(session, state, **change)
    assert refused.value.field == field


def test_a_source_speaks_once_of_a_day(session: Session, state: State):
    make.make_snapshot(session, state)
    with pytest.raises(RuleBroken):
        make.make_snapshot(session, state)


def test_a_preview_counts_and_stores_no_area(session: Session, state: State):
    make.make_hazard_area(session, state, "LA-1", area_m2=5, province="Sekong")
    make.make_hazard_area(session, state, "LA-2", area_m2=7)
    data = make.table(
        "LA-1;CHA;5;cluster munitions;open;Sekong;",
        "LA-2;CHA;8;cluster;;;",
        "LA-3;CHA;9;cluster;;;",
        "LA-4;CHA;0;;;;",
    )
    found = previewed(session, state, data)
    assert (found.read, found.created, found.updated, found.unchanged, found.refused) == (4, 1, 1, 1, 1)
    assert found.refusals[0]["cell"] == "C5"
    assert areas_of(session, state) == {"LA-1": 5, "LA-2": 7}


def test_nothing_is_half_stored_unless_the_state_says_so(session: Session, state: State):
    data = make.table("LA-1;CHA;5;cluster;;;", "LA-2;CHA;-1;cluster;;;")
    found = previewed(session, state, data)
    with pytest.raises(RuleBroken, match="refused"):
        service.save_import(session, found, data=data, keep_good_rows=False, now=NOW)
    assert areas_of(session, state) == {}
    service.save_import(session, found, data=data, keep_good_rows=True, now=NOW)
    assert areas_of(session, state) == {"LA-1": 5}
    with pytest.raises(RuleBroken):
        service.save_import(session, found, data=data, keep_good_rows=True, now=NOW)


def test_a_second_import_changes_what_differs_and_remembers_what_was(session: Session, state: State):
    first, second = make.table("LA-1;SHA;5;cluster;open;Sekong;"), make.table("LA-1;CHA;3;cluster;closed;;")
    for data in (first, first, second):
        found = previewed(session, state, data)
        service.save_import(session, found, data=data, keep_good_rows=False, now=NOW)
    (area,) = list_hazard_areas(session, state.id, HazardAsked()).rows
    session.refresh(area)
    assert (area.area_m2, area.status, area.province) == (3, HazardStatus.CLOSED, "Sekong")
    (change,) = session.exec(select(HazardAreaChange)).all()
    assert change.before == {"kind": "sha", "area_m2": 5, "status": "open"}


def test_places_are_made_once_and_tied_together(session: Session, state: State):
    data = make.table("LA-1;SHA;5;cluster;open;Sékong;Dak", "LA-2;SHA;5;cluster;open;SEKONG;dak")
    service.save_import(session, previewed(session, state, data), data=data, keep_good_rows=False, now=NOW)
    province, district = session.exec(select(AdminArea).order_by(AdminArea.level)).all()
    assert (province.name, district.parent_id) == ("Sékong", province.id)


def test_suspected_and_confirmed_and_mixed_hazards_stay_apart(session: Session, state: State):
    data = make.table(
        "A;SHA;5;cluster;open;;",
        "B;CHA;7;cluster;open;;",
        "C;CHA;9;cluster, AP mine;open;;",
        "D;CHA;1;cluster;closed;;",
    )
    service.save_import(session, previewed(session, state, data), data=data, keep_good_rows=False, now=NOW)
    totals = {(one.kind, one.mix): (one.count, one.area) for one in total_hazard_areas(session, state.id)}
    assert totals == {("sha", "cmr_only"): (1, 5), ("cha", "cmr_only"): (1, 7), ("cha", "mixed"): (1, 9)}


def test_the_same_reference_in_another_state_is_another_area(session: Session, state: State):
    make.make_hazard_area(session, make_state(session), "LA-1")
    data = make.table("LA-1;SHA;5;cluster;open;;")
    assert previewed(session, state, data).created == 1


def test_a_dropped_preview_cannot_be_saved(session: Session, state: State):
    data = make.table("LA-1;SHA;5;cluster;open;;")
    found = previewed(session, state, data)
    service.drop_import(session, found)
    assert found.status is ImportStatus.DROPPED
    with pytest.raises(RuleBroken):
        service.save_import(session, found, data=data, keep_good_rows=True, now=NOW)


def test_the_columns_of_a_states_export_are_remembered(session: Session, state: State):
    for unit in ("m2", "ha"):
        service.remember(
            session,
            state.id,
            names=["b", "A"],
            columns={"area": "A"},
            options={"unit": unit},
            today=make.TODAY,
        )
    known = find_mapping(session, state.id, header_key(["a", "B"]))
    assert known is not None
    assert known.options == {"unit": "ha"}


def test_merged_cells_are_refused_before_anything_is_read(session: Session, state: State):
    data = make.workbook([list(make.COLUMNS.values())], merged="A3:B4")
    with pytest.raises(RuleBroken, match="A3:B4"):
        service.check_file(data, FileKind.XLSX)


@pytest.mark.on("sqlite")
def test_five_thousand_rows_a_second_are_saved(session: Session, state: State):
    """The benchmark measures 50,000; here a tenth, with room for a busy machine."""
    data = make.many_rows(5_000)
    found = previewed(session, state, data)
    start = perf_counter()
    service.save_import(session, found, data=data, keep_good_rows=False, now=NOW)
    assert perf_counter() - start < 3
    assert session.exec(select(sa.func.count()).select_from(HazardArea)).one() == 5_000
