"""Places in a spreadsheet of programmes. No database."""

from tests.programmes.test_readers import read


def test_places_and_hazard_areas_stand_several_in_a_cell():
    long = ";".join(f"District {n}" for n in range(200))
    table = (
        "identifier,title,country,places,hazard areas\n"
        'P-1,Mine clearance,LAO,"Savannakhet; Salavan ;;Savannakhet",LA-1;LA-2\n'
        f'P-2,Mine clearance,LAO,"{long}",\n'
    )
    (first, second), notes = read(table.encode())
    assert [place.name for place in first.places] == ["Savannakhet", "Salavan", "", ""]
    assert [place.codes for place in first.places[2:]] == [
        (("hazard-area", "", "LA-1"),), (("hazard-area", "", "LA-2"),),
    ]  # fmt: skip
    assert len(second.places) == 60
    assert notes.refused == []
