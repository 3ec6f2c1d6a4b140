"""Geographical files: shapes of no place, coordinates of elsewhere, files that run something."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from own_data.loaded import PERIMETERS_FILE, OwnKind
from tests.hostile.case import Case, Refused, Taken, of_table
from tests.hostile.formats import POINT, geojson, gpkg, shapefile, zipped

ROWS = [{"titre": "Navette"}]
_TITLES = of_table("partnerships/records.parquet", "title")
_PLACED = of_table("partnerships/records.parquet", "lon", "lat")
_COMMUNES = of_table(PERIMETERS_FILE, "commune")
_RIGHT = Taken(_TITLES, ["Navette"])
#: Around the central point of Ambérieu-en-Bugey, and of it alone.
_X, _Y = 5.3729, 45.9611


def collection(geometry: Any, properties: Any = None, **members: Any) -> bytes:
    feature = {"type": "Feature", "geometry": geometry, "properties": properties or ROWS[0]}
    return json.dumps({"type": "FeatureCollection", "features": [feature], **members}).encode()


def shape(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def point(*coordinates: Any) -> bytes:
    return collection(shape("Point", coordinates))


def ring(*corners: Sequence[float]) -> dict[str, Any]:
    return shape("Polygon", [[*corners, corners[0]]])


def _square(half: float = 0.01) -> dict[str, Any]:
    return ring(*[(_X + i * half, _Y + j * half) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))])


def _bow_tie() -> dict[str, Any]:
    return ring((_X - 0.01, _Y - 0.01), (_X + 0.01, _Y + 0.01), (_X + 0.01, _Y - 0.01),
                (_X - 0.01, _Y + 0.01))  # fmt: skip


def _zigzag(count: int) -> dict[str, Any]:
    """Cross itself all along."""
    return ring(*[(_X + n * 1e-5, _Y + (0.01 if n % 2 else -0.01)) for n in range(count)])


def _nested(depth: int) -> bytes:
    deep = "[" * depth + "]" * depth
    return (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"titre":"Navette"},'
        f'"geometry":{{"type":"Point","coordinates":{deep}}}}}]}}'
    ).encode()


def _raw(text: str) -> bytes:
    """Write a point whose coordinates are a text."""
    return point(0, 0).replace(b"[0, 0]", text.encode())


def _in_crs(crs: Any, x: float = POINT[0], y: float = POINT[1]) -> bytes:
    return collection(shape("Point", (x, y)), crs=crs)


def _named(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


def _changed(*statements: str) -> bytes:
    """Write a GeoPackage, then run statements in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        path.write_bytes(gpkg(ROWS))
        base = sqlite3.connect(path)
        base.execute("PRAGMA writable_schema = ON")
        for (name,) in base.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            base.execute(statement)
        base.commit()
        base.close()
        return path.read_bytes()


#: Rows without end, or of a size without measure.
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


def _viewed(table: str) -> bytes:
    """Put a view without end in the place of a table that every reader of the format asks."""
    columns = {
        "gpkg_contents": "'places' table_name, 'features' data_type, 'x' identifier,"
        " '' description, '' last_change, 0 min_x, 0 min_y, 0 max_x, 0 max_y, 4326 srs_id",
        "gpkg_spatial_ref_sys": "'x' srs_name, 4326 srs_id, 'EPSG' organization,"
        " 4326 organization_coordsys_id, 'x' definition, '' description",
        "gpkg_geometry_columns": "'places' table_name, 'geom' column_name, 'POINT'"
        " geometry_type_name, 4326 srs_id, 0 z, 0 m",
    }[table]
    return _changed(
        f"ALTER TABLE {table} RENAME TO kept",
        f"CREATE VIEW {table} AS {_ENDLESS} SELECT {columns} FROM n WHERE i < 0",  # noqa: S608
    )


def _system(definition: str, organization: str = "NONE") -> bytes:
    """Say that the layer is in a coordinate system of this definition."""
    columns = "srs_name, srs_id, organization, organization_coordsys_id, definition"
    values = f"'x', 999, '{organization}', 999, '{definition}'"
    return _changed(
        f"INSERT INTO gpkg_spatial_ref_sys ({columns}) VALUES ({values})",  # noqa: S608
        "UPDATE gpkg_geometry_columns SET srs_id = 999",
        "UPDATE gpkg_contents SET srs_id = 999",
    )


def _part(
    suffix: str, content: bytes | None = None, change: Callable[[bytes], bytes] = bytes
) -> bytes:
    """Change a file of a zipped Shapefile."""
    found = zipfile.ZipFile(io.BytesIO(shapefile(ROWS)))
    parts = {name: found.read(name) for name in found.namelist()}
    name = next((one for one in parts if one.endswith(suffix)), f"couche/places{suffix}")
    parts[name] = change(parts[name]) if content is None else content
    return zipped(parts)


_VRT = (
    b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://127.0.0.1:9/a.csv'
    b"</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
)
_JSON: dict[str, tuple[Callable[[], bytes], Refused | Taken]] = {
    "nan": (lambda: _raw("[NaN, 45.95]"), Refused("coordonnées qui ne sont pas des nombres")),
    "infinity": (
        lambda: _raw("[Infinity, -Infinity]"),
        Refused("coordonnées qui ne sont pas des nombres"),
    ),
    "huge": (lambda: _raw("[1e308, 1e308]"), Refused("le point", 1)),
    "overflow": (lambda: _raw("[1e999, 45]"), Refused("illisible")),
    "swapped": (lambda: point(*reversed(POINT)), Refused("échangées", 1)),
    "null_island": (lambda: point(0, 0), Refused("le point 0 ; 0", 1)),
    "far": (lambda: point(600, 4_000), Refused("le point", 1)),
    "pole": (lambda: point(0, 90), Refused("le point", 1)),
    "lambert_said_degrees": (lambda: point(879_000, 6_540_000), Refused("le point", 1)),
    "texts": (lambda: point("5.35", "45.95"), Refused("sans géométrie", None)),
    "one_number": (lambda: point(5.35), Refused("une colonne de codes")),
    "no_geometry": (lambda: collection(None), Refused("une colonne de codes")),
    "empty_point": (point, Refused("une colonne de codes")),
    "empty_ring": (lambda: collection(shape("Polygon", [[]])), Refused("une colonne de codes")),
    "two_corners": (
        lambda: collection(shape("Polygon", [[POINT, POINT]])),
        Refused("illisible"),
    ),
    "flat_ring": (lambda: collection(ring(POINT, POINT, POINT)), Taken(_PLACED, [(*POINT,)])),
    "many_dimensions": (lambda: point(5.35, 45.95, 1, 2, 3, 4, 5), _RIGHT),
    "deep_coordinates": (lambda: _nested(100_000), Refused("illisible")),
    "deep_properties": (
        lambda: (
            json.dumps(json.loads(geojson(ROWS)))
            .replace('"Navette"', '{"a":' * 500 + "1" + "}" * 500)
            .encode()
        ),
        Taken(lambda loaded: len(_TITLES(loaded)), 1),
    ),
    "nested_properties": (
        lambda: collection(
            shape("Point", POINT), {"titre": "Navette", "autre": {"a": [1, {"b": "<b>"}]}}
        ),
        _RIGHT,
    ),
    "properties_are_a_list": (
        lambda: collection(shape("Point", POINT), [1, 2]),
        Refused("« titre »"),
    ),
    "geometry_is_a_text": (lambda: collection("POINT(5 45)"), Refused("une colonne de codes")),
    "collection_in_itself": (
        lambda: collection(
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "GeometryCollection", "geometries": [shape("Point", POINT)]}
                ],
            }
        ),
        _RIGHT,
    ),
    "unknown_geometry": (
        lambda: collection(shape("Sphere", POINT)),
        Refused("une colonne de codes"),
    ),
    "no_features": (lambda: b'{"type":"FeatureCollection","features":[]}', Refused("aucune unité")),
    "features_are_null": (
        lambda: b'{"type":"FeatureCollection","features":[null]}',
        Refused("aucune unité"),
    ),
    "other_json": (lambda: b'{"titre": "Navette"}', Refused("illisible")),
    "topology": (
        lambda: (
            b'{"type":"Topology","objects":{"a":{"type":"Point","coordinates":[5,45]}},"arcs":[]}'
        ),
        Refused("format GeoJSON"),
    ),
    "many_crs": (lambda: _in_crs(_named("EPSG:2154"), 879_000, 6_540_000), _RIGHT),
    "unknown_crs": (lambda: _in_crs(_named("EPSG:999999")), Refused("système de coordonnées")),
    "crs_text": (lambda: _in_crs("EPSG:2154"), Refused("système de coordonnées")),
    "crs_null": (lambda: _in_crs(None), Refused("système de coordonnées")),
    "crs_link": (
        lambda: _in_crs(
            {"type": "link", "properties": {"href": "http://127.0.0.1:9/x", "type": "proj4"}}
        ),
        Refused("système de coordonnées"),
    ),
    "crs_address": (
        lambda: _in_crs(_named("http://127.0.0.1:9/x")),
        Refused("système de coordonnées"),
    ),
    "crs_file": (lambda: _in_crs(_named("/etc/passwd")), Refused("système de coordonnées")),
    "moon": (lambda: _in_crs(_named("IAU_2015:30100")), Refused("système de coordonnées")),
    "nul_in_text": (
        lambda: geojson(ROWS).replace(b"Navette", b"Na\\u0000vette"),
        Refused("signe nul"),
    ),
    "lone_surrogate": (
        lambda: geojson(ROWS).replace(b"Navette", b"Na\\ud800vette"),
        Taken(_TITLES, ["Na\ufffdvette"]),
    ),
    "doubled_property": (
        lambda: geojson(ROWS).replace(b'"titre": "Navette"', b'"titre": "A", "titre": "Navette"'),
        _RIGHT,
    ),
    "half": (lambda: geojson(ROWS)[:-30], Refused("illisible")),
    "virtual": (lambda: _VRT, Refused("illisible")),
    "markup": (lambda: b"<kml><Document/></kml>", Refused("XML ou HTML")),
}
_SHAPEFILE: dict[str, tuple[Callable[[], bytes], Refused | Taken]] = {
    "crs_nonsense": (lambda: _part(".prj", b"<script>"), Refused("système de coordonnées")),
    "crs_empty": (lambda: _part(".prj", b""), Refused("système de coordonnées")),
    "crs_address": (
        lambda: _part(".prj", b"http://127.0.0.1:9/x"),
        Refused("système de coordonnées"),
    ),
    "crs_local": (
        lambda: _part(".prj", b'LOCAL_CS["x",LOCAL_DATUM["x",0],UNIT["metre",1]]'),
        Refused("système de coordonnées"),
    ),
    "encoding_nonsense": (lambda: _part(".cpg", b"../../x"), _RIGHT),
    "encoding_long": (lambda: _part(".cpg", b"A" * 10_000), _RIGHT),
    "attributes_cut": (lambda: _part(".dbf", change=lambda was: was[:20]), Refused("« titre »")),
    "attributes_nothing": (lambda: _part(".dbf", b""), Refused("« titre »")),
    "many_rows_said": (
        lambda: _part(".dbf", change=lambda was: was[:4] + b"\xff\xff\xff\x7f" + was[8:]),
        _RIGHT,
    ),
    "wide_row_said": (
        lambda: _part(".dbf", change=lambda was: was[:10] + b"\xff\xff" + was[12:]),
        Refused("illisible"),
    ),
    "index_far": (
        lambda: _part(".shx", change=lambda was: was[:100] + b"\x7f\xff\xff\xff" + was[104:]),
        Refused("illisible"),
    ),
    "index_long": (
        lambda: _part(".shx", change=lambda was: was[:24] + b"\x7f\xff\xff\xff" + was[28:]),
        Refused("illisible"),
    ),
    "shape_cut": (lambda: _part(".shp", change=lambda was: was[:110]), Refused("illisible")),
    "shape_nan": (
        lambda: _part(".shp", change=lambda was: was[:112] + b"\xff" * 8 + was[120:]),
        Refused("coordonnées qui ne sont pas des nombres"),
    ),
    "virtual": (lambda: _part(".shp", _VRT), Refused("illisible")),
}
_GPKG: dict[str, tuple[Callable[[], bytes], Refused | Taken]] = {
    "no_geopackage": (lambda: _database("CREATE TABLE a (titre TEXT)"), Refused("illisible")),
    "view": (
        lambda: _changed(
            "ALTER TABLE places RENAME TO kept",
            f"CREATE VIEW places AS {_ENDLESS} SELECT i fid, NULL geom, 'x' titre FROM n",  # noqa: S608
        ),
        Refused("vue"),
    ),
    "endless_contents": (lambda: _viewed("gpkg_contents"), Refused("vue")),
    "endless_systems": (lambda: _viewed("gpkg_spatial_ref_sys"), Refused("vue")),
    "endless_geometries": (lambda: _viewed("gpkg_geometry_columns"), Refused("vue")),
    "computed_column": (
        lambda: _changed(
            "ALTER TABLE places ADD COLUMN x TEXT GENERATED ALWAYS AS"
            " (hex(zeroblob(100000000))) VIRTUAL"
        ),
        Refused("colonne calculée"),
    ),
    "heavy_trigger": (
        lambda: _changed("CREATE TRIGGER t AFTER UPDATE ON places BEGIN DELETE FROM places; END"),
        _RIGHT,
    ),
    "system_unknown": (
        lambda: _changed(
            "UPDATE gpkg_geometry_columns SET srs_id = 4242",
            "UPDATE gpkg_contents SET srs_id = 4242",
        ),
        Refused("système de coordonnées"),
    ),
    "system_undefined": (
        lambda: _changed(
            "UPDATE gpkg_geometry_columns SET srs_id = -1", "UPDATE gpkg_contents SET srs_id = -1"
        ),
        Refused("système de coordonnées"),
    ),
    "system_geographic_undefined": (
        lambda: _changed(
            "UPDATE gpkg_geometry_columns SET srs_id = 0", "UPDATE gpkg_contents SET srs_id = 0"
        ),
        Refused("système de coordonnées"),
    ),
    "system_nonsense": (lambda: _system("<script>"), Refused("système de coordonnées")),
    "system_address": (lambda: _system("http://127.0.0.1:9/x"), Refused("système de coordonnées")),
    "geometry_nonsense": (
        lambda: _changed("UPDATE places SET geom = x'00112233'"),
        Refused("sans géométrie"),
    ),
    "geometry_text": (
        lambda: _changed("UPDATE places SET geom = 'POINT(5 45)'"),
        Refused("sans géométrie"),
    ),
    "geometry_promises": (
        lambda: _changed("UPDATE places SET geom = x'4750000100000000'||x'0103000000ffffff7f'"),
        Refused("sans géométrie"),
    ),
    "no_table": (lambda: _changed("DROP TABLE places"), Refused("aucune couche")),
    "names_a_program": (
        lambda: _changed("UPDATE gpkg_contents SET table_name = 'x\"; DROP TABLE places; --'"),
        Refused("aucune couche"),
    ),
    "half": (lambda: gpkg(ROWS)[: len(gpkg(ROWS)) // 2], Refused("illisible")),
    "overwritten": (
        lambda: gpkg(ROWS)[:100] + b"\xff" * 4_000 + gpkg(ROWS)[4_100:],
        Refused("illisible"),
    ),
}


def _database(*statements: str) -> bytes:
    base = sqlite3.connect(":memory:")
    for statement in statements:
        base.execute(statement)
    return base.serialize()


_PERIMETER: dict[str, tuple[Callable[[], bytes], Refused | Taken]] = {
    "square": (lambda: collection(_square()), Taken(_COMMUNES, ["01004"])),
    "bow_tie": (lambda: collection(_bow_tie()), Taken(_COMMUNES, ["01004"], "contour réparé")),
    "zigzag": (lambda: collection(_zigzag(300)), Refused("se recoupe")),
    "hole_of_itself": (
        lambda: collection(shape("Polygon", _square()["coordinates"] * 2)),
        Taken(_COMMUNES, ["01004"], "contour réparé"),
    ),
    "points": (lambda: point(*POINT), Refused("ni code, ni polygone")),
    "lines": (
        lambda: collection(shape("LineString", [POINT, (6, 46)])),
        Refused("ni code, ni polygone"),
    ),
    "far": (lambda: collection(ring((0, 0), (1, 0), (1, 1))), Refused("aucune commune")),
    "swapped": (lambda: collection(ring((45, 5), (46, 5), (46, 6))), Refused("aucune commune")),
    "lambert_said_degrees": (
        lambda: collection(ring((8e5, 6e6), (9e5, 6e6), (9e5, 7e6))),
        Refused("aucune commune"),
    ),
    "whole_earth": (
        lambda: collection(ring((-180, -90), (180, -90), (180, 90), (-180, 90))),
        Taken(lambda loaded: len(loaded.tables[PERIMETERS_FILE]) > 34_000, True),
    ),
    "infinite": (lambda: collection(_square()).replace(b"5.3", b"1e999", 1), Refused("illisible")),
}


def _cases(
    kind: OwnKind,
    file: str,
    files: dict[str, tuple[Callable[[], bytes], Refused | Taken]],
    start: str,
) -> tuple[Case, ...]:
    return tuple(
        Case(f"{start}-{name}", kind, file, write, outcome)
        for name, (write, outcome) in files.items()
    )


GEOGRAPHIC = (
    *_cases(OwnKind.PARTNERSHIPS, "a.geojson", _JSON, "geojson"),
    *_cases(OwnKind.PARTNERSHIPS, "a.zip", _SHAPEFILE, "shapefile"),
    *_cases(OwnKind.PARTNERSHIPS, "a.gpkg", _GPKG, "gpkg"),
    *_cases(OwnKind.PERIMETER, "a.geojson", _PERIMETER, "polygon"),
)
