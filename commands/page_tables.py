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
from atlas.desk.series_export import series_table, taken_series
from atlas.desk.taken import Taken, written
from atlas.divergences import GapQuery, gap_view
from atlas.divergences.correspondences import correspondences_of
from atlas.divergences.correspondences_export import correspondences_about, taken_correspondences
from atlas.divergences.crossed_export import taken_crossed, taken_differences
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
from atlas.divergences.modelled import modelled_view, taken_modelled
from atlas.divergences.pairs import PairQuery, pair_view, taken_pair
from atlas.divergences.programme import programme_view, taken_programme_level
from atlas.divergences.question_groups import question_groups, taken_groups
from atlas.jobs.catalogue import taken_catalogue
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.partnerships.need_response_export import taken_need
from atlas.partnerships.practices import Practices, PracticesQuery, choose_practices
from atlas.partnerships.practices_export import (
    practices_geojson,
    practices_workbook,
    taken_practices,
)
from atlas.profiles import Profile, profile
from atlas.profiles.export import (
    taken_answers,
    taken_programme,
    taken_views,
    taken_waves,
)
from atlas.profiles.goals import taken_goals
from common.csv_files import FRANCE, INTERNATIONAL, csv_bytes
from common.errors import NotAvailableError, UnknownNameError
from common.french import listed
from common.levels import parse_level
from indicators.base.groups import GROUPS
from indicators.composite.recipe_text import from_token
from indicators.partnerships.practices import PracticeFilter

#: Options as they are given, those that say something.
Asked = dict[str, str]
#: How a table is written in some formats.
Writers = dict[FileFormat, Callable[[], bytes]]
_FILTER = tuple(one.name for one in fields(PracticeFilter))


@dataclass(frozen=True)
class PageTable:
    """A table of a page.

    Attributes
    ----------
    asks : options that it takes.
    needs : those that it cannot do without.
    make : gives what it holds, written in any format.
    others : formats whose files hold other rows or sheets, and what writes them.
    """

    asks: tuple[str, ...]
    needs: tuple[str, ...]
    make: Callable[[Desk, Asked], Taken]
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
    return written(table.make(desk, asked), form, crs)


def _level(asked: Asked) -> dict[str, Any]:
    return {"level": parse_level(asked["level"])} if "level" in asked else {}


def _question(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Read options as the attributes of a question."""
    within = {"within": desk.resolve(asked["within"])} if "within" in asked else {}
    return {**asked, **_level(asked), **within}


def _catalogue(desk: Desk, _asked: Asked) -> Taken:
    return taken_catalogue(desk)


def _gaps(desk: Desk, asked: Asked) -> Taken:
    return taken_gap(desk, gap_view(desk, GapQuery(**_question(desk, asked))))


def _modelled(desk: Desk, asked: Asked) -> Taken:
    return taken_modelled(modelled_view(desk, GapQuery(**_question(desk, asked))))


def _diverging(desk: Desk, asked: Asked) -> Divergences:
    query = DivergenceQuery(**{"position": ALL_POSITIONS, **_question(desk, asked)})
    return divergences(desk, query)


def _divergences(desk: Desk, asked: Asked) -> Taken:
    return taken_divergences(desk, _diverging(desk, asked))


def _divergence_cells(desk: Desk, asked: Asked) -> Writers:
    def rows(form: FileFormat) -> pd.DataFrame:
        return divergences_rows(desk, _diverging(desk, asked), form)

    return {
        CSV_FRANCE: lambda: csv_bytes(rows(CSV_FRANCE), FRANCE),
        CSV: lambda: csv_bytes(rows(CSV), INTERNATIONAL),
        XLSX: lambda: divergences_workbook(desk, _diverging(desk, asked)),
    }


def _crossed(desk: Desk, asked: Asked) -> Taken:
    place = parse_place(desk, asked["place"])
    return taken_crossed(crossed_views(desk, place, asked["domain"]))


def _differences(desk: Desk, asked: Asked) -> Taken:
    place = parse_place(desk, asked["place"])
    return taken_differences(crossed_views(desk, place, asked["domain"]))


def _correspondences(desk: Desk, asked: Asked) -> Taken:
    level = parse_level(asked["level"])
    rows = correspondences_of(desk, level, asked.get("group"))
    about = correspondences_about(desk, level, rows, asked.get("group"))
    return taken_correspondences(desk, rows, about)


def _pair(desk: Desk, asked: Asked) -> Taken:
    return taken_pair(pair_view(desk, PairQuery(**_question(desk, asked))))


def _groups(desk: Desk, asked: Asked) -> Taken:
    return taken_groups(question_groups(desk, asked["question"], **_level(asked)))


def _need(desk: Desk, asked: Asked) -> Taken:
    return taken_need(need_response(desk, NeedQuery(**_question(desk, asked))))


def _series(desk: Desk, asked: Asked) -> Taken:
    return taken_series(series_table(desk, asked["indicator"], parse_level(asked["level"])))


def _chosen(desk: Desk, asked: Asked) -> Practices:
    conditions = {name: text for name, text in asked.items() if name in _FILTER}
    within = parse_place(desk, asked["within"]) if "within" in asked else None
    return choose_practices(desk, PracticesQuery(PracticeFilter(**conditions), within))


def _practices(desk: Desk, asked: Asked) -> Taken:
    return taken_practices(_chosen(desk, asked))


def _practices_beside(desk: Desk, asked: Asked) -> Writers:
    return {
        GEOJSON: lambda: practices_geojson(desk, _chosen(desk, asked)).encode(),
        XLSX: lambda: practices_workbook(_chosen(desk, asked)),
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


def _described(desk: Desk, asked: Asked) -> Profile:
    return profile(desk, parse_place(desk, asked["place"]))


def _goals(desk: Desk, asked: Asked) -> Taken:
    return taken_goals(_described(desk, asked))


def _views(desk: Desk, asked: Asked) -> Taken:
    group = asked["group"]
    if group not in GROUPS:
        raise UnknownNameError("le groupe", group, list(GROUPS))
    return taken_views(_described(desk, asked), group)


def _answers(desk: Desk, asked: Asked) -> Taken:
    return taken_answers(desk, _described(desk, asked))


def _programme(desk: Desk, asked: Asked) -> Taken:
    return taken_programme(_described(desk, asked))


def _programme_level(desk: Desk, asked: Asked) -> Taken:
    level = parse_level(asked["level"])
    named = (asked["survey"], asked["question"], asked["group"])
    return taken_programme_level(programme_view(desk, level, *named))


def _waves(desk: Desk, asked: Asked) -> Taken:
    return taken_waves(_described(desk, asked))


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
    "practices": PageTable((*_FILTER, "within"), (), _practices, _practices_beside),
    "programme": PageTable((), _PLACE, _programme),
    "programme-level": PageTable((), ("level", "survey", "question", "group"), _programme_level),
    "scores": PageTable((), ("level", "recipe"), _scores, _scores_workbook),
    "series": PageTable((), ("indicator", "level"), _series),
    "views": PageTable((), ("place", "group"), _views),
    "waves": PageTable((), _PLACE, _waves),
}
