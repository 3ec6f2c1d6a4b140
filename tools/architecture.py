"""Write the documents that the declared tables give: ``python -m tools.architecture``.

``docs/architecture.md`` holds the list of the tables of ``data/``, between two marks, and
``docs/data.md`` each of their columns.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from atlas.layers.measures import MEASURES
from common.paths import ROOT
from common.table_schema import Field, TableSchema

#: Modules that declare tables, by room, in the order in which the documents tell them.
DECLARING = (
    "geo.territories",
    "geo.boundaries",
    "geo.limits",
    "geo.commune_facts",
    "indicators.base.values",
    "indicators.base.series",
    "indicators.scores.score_store",
    "indicators.scores.correlations",
    "indicators.scores.robustness_store",
    "indicators.views.perceptions",
    "indicators.views.answer_counts",
    "indicators.views.gap_store",
    "indicators.views.pairs",
    "indicators.partnerships.records",
    "indicators.partnerships.store",
    "indicators.partnerships.practices",
    "atlas.desk.score_frames",
    "atlas.divergences.view",
    "atlas.divergences.pairs",
    "atlas.partnerships.records",
    "atlas.partnerships.need_response",
)
START, END = "<!-- tables: written by tools/architecture.py -->", "<!-- end of tables -->"
ARCHITECTURE, DATA = ROOT / "docs" / "architecture.md", ROOT / "docs" / "data.md"
_TITLE = """# Tables and frames

Written by `python -m tools.architecture` from the declarations beside each reader
(`common.table_schema.TableSchema`); do not edit by hand. Types are those of pandas, once read.
"""


def declared() -> dict[str, TableSchema]:
    """List the tables by the name of their declaration, each where it is declared."""
    found: dict[str, TableSchema] = {}
    for module in DECLARING:
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, TableSchema) and value not in found.values():
                found[f"{module}.{name}"] = value
    return found


def layers() -> dict[str, TableSchema]:
    """List the frames of the layers, by what makes them."""
    return {
        f"atlas.layers.measures.{key}.{key.upper()}.frame": measure.frame
        for key, measure in MEASURES.items()
    }


def overview() -> str:
    """Write the list of the files."""
    lines = ["| file | key | a row is | declared as |", "|---|---|---|---|"]
    lines += [
        f"| `{schema.file}` | {', '.join(schema.key)} | {plain(schema.rows)} | `{name}` |"
        for name, schema in declared().items()
        if schema.file
    ]
    return "\n".join(lines)


def dictionary() -> str:
    """Write the columns of every table and frame."""
    parts = [_TITLE]
    for files, heading in ((True, "## Files of `data/`"), (False, "## Frames between rooms")):
        parts.append(f"{heading}\n")
        parts += [
            _columns(name, schema)
            for name, schema in declared().items()
            if bool(schema.file) is files
        ]
    parts.append("## Layers, by measure\n")
    parts += [_columns(name, schema) for name, schema in layers().items()]
    return "\n".join(parts)


def architecture() -> str:
    """Give ``docs/architecture.md`` with the list of the files as it is declared."""
    before, _, rest = ARCHITECTURE.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    return f"{before}{START}\n\n{overview()}\n\n{END}{after}"


def _columns(name: str, schema: TableSchema) -> str:
    lines = [
        f"### `{schema.file or name}`\n",
        f"Declared as `{name}`. A row is {plain(schema.rows)}.\n",
        "| column | type | unit | what it holds | missing |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(column, schema) for column in schema.columns]
    return "\n".join(lines) + "\n"


def _row(column: Field, schema: TableSchema) -> str:
    key = " (key)" if column.name in schema.key else ""
    cells = (column.dtype, column.unit, column.meaning, column.absent or "never")
    return f"| {column.name}{key} | {' | '.join(plain(cell) for cell in cells)} |"


def plain(text: str) -> str:
    r"""Turn the marks of a docstring into those of a document, safe in a table.

    >>> plain("``a|b``, :class:`indicators.base.status.Status`")
    '`a\\|b`, `indicators.base.status.Status`'
    """
    for role in ("class", "func", "data", "mod", "attr"):
        text = text.replace(f":{role}:`", "`")
    return text.replace("``", "`").replace("|", "\\|")


def main() -> int:
    """Write both documents."""
    documents: dict[Path, str] = {ARCHITECTURE: architecture(), DATA: dictionary()}
    for path, text in documents.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
