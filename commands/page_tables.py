"""The tables of the pages, each by its name: what the command ``table`` writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from atlas.compare.asked import asked_comparison
from atlas.compare.export import taken_comparison
from atlas.compare.recipes import IndexComparison, compare_recipe
from atlas.compare.recipes_export import index_workbook, taken_index
from atlas.desk.desk import Desk
from atlas.desk.file_formats import CSV, CSV_FRANCE, GEOJSON, XLSX, FileFormat
from atlas.desk.perimeters import parse_place
from atlas.desk.series_export import series_rows, series_table, series_workbook
from atlas.desk.taken import Taken, written
from atlas.divergences import GapQuery, gap_view
from atlas.divergences.correspondences import correspondences_of
from atlas.divergences.correspondences_export import correspondences_about, correspondences_rows
from atlas.divergences.crossed_export import crossed_rows, differences_rows
from atlas.divergences.crossed_views import crossed_views
from atlas.divergences.divergences import (
    ALL_POSITIONS,
    DivergenceQuery,
    Divergences,
    divergences,
)
from atlas.divergences.divergences_export import (
    divergences_rows,
    divergences_workbook,
    taken_divergences,
)
from atlas.divergences.export import taken_gap
from atlas.divergences.modelled import modelled_rows, modelled_view
from atlas.divergences.pairs import PairQuery, pair_rows, pair_view
from atlas.divergences.question_groups import group_rows, question_groups
from atlas.jobs.catalogue import catalogue_file
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.partnerships.need_response_export import need_response_rows
from atlas.partnerships.practices import PracticesQuery, choose_practices
from atlas.partnerships.practices_export import (
    practices_geojson,
    practices_rows,
    practices_workbook,
)
from atlas.profiles import profile
from atlas.profiles.export import answers_rows, views_rows
from atlas.profiles.goals import goals_rows
from common.csv_files import FRANCE, INTERNATIONAL, csv_bytes
from common.errors import NotAvailableError, UnknownNameError
from common.french import listed
from common.levels import parse_level
from indicators.base.groups import GROUPS
from indicators.composite.recipe_text import from_token
from indicators.partnerships.practices import PracticeFilter

#: Options as they are given, those that say something.
Asked = dict[str, str]
#: How a table is written, by format: the rows of a CSV are the same in both dialects.
Writers = dict[FileFormat, Callable[[], bytes]]
_FILTER = tuple(one.name for one in fields(PracticeFilter))


@dataclass(frozen=True)
class PageTable:
    """A table of a page.

    Attributes
    ----------
    asks : options that it takes.
    needs : those that it cannot do without.
    make : gives what it holds, in any format (a :class:`Taken`) or in some.
    others : formats whose files hold other rows or sheets, and what writes them.
    """

    asks: tuple[str, ...]
    needs: tuple[str, ...]
    make: Callable[[Desk, Asked], Taken | Writers]
    others: Callable[[Desk, Asked], Writers] | None = None


def page_table(desk: Desk, name: str, asked: Asked, form: FileFormat, crs: int) -> bytes:
    """Write a table of a page.

    Parameters
    ----------
    desk : the opened data.
    name : key of :data:`TABLES`.
    asked : what is asked, as texts by option.
    form, crs : as :func:`atlas.desk.taken.written`.

    Raises
    ------
    UnknownNameError
        If an option names something that does not exist, or is not one of the table.
    NotAvailableError
        If the table lacks an option, or has not this format.
    """
    table = TABLES[name]
    foreign = [option for option in asked if option not in (*table.asks, *table.needs)]
    if foreign:
        options = [f"--{option}" for option in (*table.needs, *table.asks)]
        raise UnknownNameError(f"l’option de {name}", f"--{foreign[0]}", options)
    absent = [f"--{option}" for option in table.needs if option not in asked]
    if absent:
        raise NotAvailableError(f"La table « {name} » attend {listed(absent)}.")
    others = {} if table.others is None else table.others(desk, asked)
    if form in others:
        return others[form]()
    made = table.make(desk, asked)
    if isinstance(made, Taken):
        return written(made, form, crs)
    if form not in made:
        endings = listed(list(dict.fromkeys(f".{one.extension}" for one in made)))
        raise NotAvailableError(f"La table « {name} » s’écrit en {endings}, pas en {form.label}.")
    return made[form]()


def _in_csv(rows: Callable[[], pd.DataFrame]) -> Writers:
    """Write rows in both dialects; they name the command of the French one."""

    def international() -> bytes:
        made = rows()
        command = made["command"].str.replace(" --france -o", " -o", regex=False)
        return csv_bytes(made.assign(command=command), INTERNATIONAL)

    return {CSV_FRANCE: lambda: csv_bytes(rows(), FRANCE), CSV: international}


def _level(asked: Asked) -> dict[str, Any]:
    return {"level": parse_level(asked["level"])} if "level" in asked else {}


def _question(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Read options as the attributes of a question."""
    within = {"within": desk.resolve(asked["within"])} if "within" in asked else {}
    return {**asked, **_level(asked), **within}


def _catalogue(desk: Desk, _asked: Asked) -> Writers:
    return _in_csv(lambda: catalogue_file(desk))


def _gaps(desk: Desk, asked: Asked) -> Taken:
    return taken_gap(desk, gap_view(desk, GapQuery(**_question(desk, asked))))


def _modelled(desk: Desk, asked: Asked) -> Writers:
    query = GapQuery(**_question(desk, asked))
    return _in_csv(lambda: modelled_rows(modelled_view(desk, query)))


def _diverging(desk: Desk, asked: Asked) -> Divergences:
    query = DivergenceQuery(**{"position": ALL_POSITIONS, **_question(desk, asked)})
    return divergences(desk, query)


def _divergences(desk: Desk, asked: Asked) -> Taken:
    return taken_divergences(desk, _diverging(desk, asked))


def _divergence_cells(desk: Desk, asked: Asked) -> Writers:
    return {
        **_in_csv(lambda: divergences_rows(desk, _diverging(desk, asked))),
        XLSX: lambda: divergences_workbook(desk, _diverging(desk, asked)),
    }


def _crossed(desk: Desk, asked: Asked) -> Writers:
    place = parse_place(desk, asked["place"])
    return _in_csv(lambda: crossed_rows(crossed_views(desk, place, asked["domain"])))


def _differences(desk: Desk, asked: Asked) -> Writers:
    place = parse_place(desk, asked["place"])
    return _in_csv(lambda: differences_rows(crossed_views(desk, place, asked["domain"])))


def _correspondences(desk: Desk, asked: Asked) -> Writers:
    level = parse_level(asked["level"])
    rows = correspondences_of(desk, level, asked.get("group"))
    about = correspondences_about(desk, level, rows, asked.get("group"))
    return _in_csv(lambda: correspondences_rows(desk, rows, about))


def _pair(desk: Desk, asked: Asked) -> Writers:
    return _in_csv(lambda: pair_rows(pair_view(desk, PairQuery(**_question(desk, asked)))))


def _groups(desk: Desk, asked: Asked) -> Writers:
    return _in_csv(lambda: group_rows(question_groups(desk, asked["question"], **_level(asked))))


def _need(desk: Desk, asked: Asked) -> Writers:
    query = NeedQuery(**_question(desk, asked))
    return _in_csv(lambda: need_response_rows(need_response(desk, query)))


def _series(desk: Desk, asked: Asked) -> Writers:
    series = series_table(desk, asked["indicator"], parse_level(asked["level"]))
    return {**_in_csv(lambda: series_rows(series)), XLSX: lambda: series_workbook(series)}


def _practices(desk: Desk, asked: Asked) -> Writers:
    conditions = {name: text for name, text in asked.items() if name in _FILTER}
    within = parse_place(desk, asked["within"]) if "within" in asked else None
    chosen = choose_practices(desk, PracticesQuery(PracticeFilter(**conditions), within))
    return {
        **_in_csv(lambda: practices_rows(chosen)),
        GEOJSON: lambda: practices_geojson(desk, chosen).encode(),
        XLSX: lambda: practices_workbook(chosen),
    }


def _scored(desk: Desk, asked: Asked) -> IndexComparison:
    return compare_recipe(desk, parse_level(asked["level"]), from_token(asked["recipe"]))


def _scores(desk: Desk, asked: Asked) -> Taken:
    return taken_index(_scored(desk, asked))


def _scores_workbook(desk: Desk, asked: Asked) -> Writers:
    return {XLSX: lambda: index_workbook(_scored(desk, asked))}


def _comparison(desk: Desk, asked: Asked) -> Taken:
    beside, references = asked.get("beside", ""), asked.get("references", "")
    return taken_comparison(desk, asked_comparison(desk, asked["place"], beside, references))


def _goals(desk: Desk, asked: Asked) -> Writers:
    return _in_csv(lambda: goals_rows(profile(desk, parse_place(desk, asked["place"]))))


def _views(desk: Desk, asked: Asked) -> Writers:
    group = asked["group"]
    if group not in GROUPS:
        raise UnknownNameError("le groupe", group, list(GROUPS))
    return _in_csv(lambda: views_rows(profile(desk, parse_place(desk, asked["place"])), group))


def _answers(desk: Desk, asked: Asked) -> Writers:
    place = parse_place(desk, asked["place"])
    return _in_csv(lambda: answers_rows(desk, profile(desk, place)))


_PLACE = ("place",)
#: By the name that the command takes.
TABLES: dict[str, PageTable] = {
    "answers": PageTable((), _PLACE, _answers),
    "catalogue": PageTable((), (), _catalogue),
    "comparison": PageTable(("beside", "references"), _PLACE, _comparison),
    "correspondences": PageTable(("group",), ("level",), _correspondences),
    "crossed": PageTable((), ("place", "domain"), _crossed),
    "differences": PageTable((), ("place", "domain"), _differences),
    "divergences": PageTable(
        ("within", "group", "survey", "position"), ("level",), _divergences, _divergence_cells
    ),
    "gaps": PageTable(("group", "survey"), ("level", "domain"), _gaps),
    "goals": PageTable((), _PLACE, _goals),
    "groups": PageTable(("level",), ("question",), _groups),
    "modelled": PageTable(("group", "survey"), ("level", "domain"), _modelled),
    "need": PageTable(("domain", "kind", "group", "within"), ("level",), _need),
    "pair": PageTable(("indicator", "level", "group", "age"), ("question",), _pair),
    "practices": PageTable((*_FILTER, "within"), (), _practices),
    "scores": PageTable((), ("level", "recipe"), _scores, _scores_workbook),
    "series": PageTable((), ("indicator", "level"), _series),
    "views": PageTable((), ("place", "group"), _views),
}
