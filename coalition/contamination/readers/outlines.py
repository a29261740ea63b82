"""Hazard areas from GeoJSON: outlines are checked and measured, then only the middle is kept."""

import json
import math
from typing import Any

import shapely
from shapely.errors import GEOSException
from shapely.validation import explain_validity

from coalition.core.errors import RuleBroken
from coalition.documents.readers.kind import decoded
from coalition.documents.readers.sheet import MOST_ROWS, Sheet

EARTH = 6_371_008.8  # mean radius in metres
# Names of the only reference system of GeoJSON (RFC 7946 §4), as older writers state it.
WGS84 = ("crs84", "4326")
# Columns that an outline itself fills, beside the properties of its feature.
AREA, LATITUDE, LONGITUDE = "(measured area)", "(latitude of the middle)", "(longitude of the middle)"
OUTLINES = frozenset({"Polygon", "MultiPolygon"})


def read_outlines(data: bytes) -> tuple[Sheet, dict[int, RuleBroken]]:
    """Return a GeoJSON file's features as a table, and the outlines refused: number of the feature -> why.

    Features count from 1. Raises RuleBroken (field "file") when the file is none, or in another projection.
    """
    features = _features(data)
    names = sorted({name for feature in features for name in feature.get("properties") or {}})
    columns = [*names, AREA, LATITUDE, LONGITUDE]
    wrong: dict[int, RuleBroken] = {}
    rows = []
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties") or {}
        try:
            measured = _measured(feature.get("geometry"))
        except RuleBroken as broken:
            wrong[number], measured = broken, ("", "", "")
        rows.append((number, [*(_plain(properties.get(name, "")) for name in names), *measured]))
    return Sheet(columns, rows), wrong


def _features(data: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        raise RuleBroken("The file is no GeoJSON: it cannot be read.", field="file") from error
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise RuleBroken("The file holds no collection of features.", field="file")
    system = json.dumps(found.get("crs") or "").lower()
    if found.get("crs") and not any(name in system for name in WGS84):
        raise RuleBroken("The outlines are in another projection. Export them in WGS 84 (EPSG:4326).", "file")
    features = found.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise RuleBroken("The file holds no collection of features.", field="file")
    if len(features) > MOST_ROWS:
        raise RuleBroken("The table has more than {most} rows; split it.", "file", most=MOST_ROWS)
    return features


def _measured(geometry: Any) -> tuple[Any, Any, Any]:
    """Return area in m², latitude and longitude of the middle; empty cells where there is no outline."""
    if geometry is None:
        return "", "", ""
    shape = _shape(geometry)
    _check_degrees(shape)
    if geometry["type"] == "Point":
        return "", shape.y, shape.x
    if geometry["type"] not in OUTLINES:
        raise RuleBroken("A hazard area is a polygon or a point.")
    if not shape.is_valid:
        raise RuleBroken(
            "The outline crosses itself or is not closed ({where}).", where=explain_validity(shape)
        )
    middle = shape.representative_point()
    return round(_square_metres(shape)), round(middle.y, 6), round(middle.x, 6)


def _shape(geometry: Any) -> Any:
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (GEOSException, TypeError, ValueError) as error:
        raise RuleBroken("The outline cannot be read.") from error
    if shape is None or shape.is_empty:
        raise RuleBroken("The outline is empty.")
    return shape


def _check_degrees(shape: Any) -> None:
    west, south, east, north = shape.bounds
    if any(math.isnan(one) for one in shape.bounds) or west < -180 or east > 180 or south < -90 or north > 90:
        raise RuleBroken("The outline is not in degrees: it is in another projection than WGS 84.")


def _square_metres(shape: Any) -> float:
    """Return an outline's area on the ground; right to parts in a thousand at the size of hazard areas."""
    narrowing = math.cos(math.radians(shape.centroid.y))
    metres_a_degree = math.radians(EARTH)
    return float(shape.area * metres_a_degree**2 * narrowing)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else value
