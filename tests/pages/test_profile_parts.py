"""The parts of a profile: demonstration marked cell by cell and point by point, honest counts."""

from __future__ import annotations

import dataclasses
import re

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose
from atlas.partnerships.around import INSIDE
from atlas.profiles import Profile, profile
from common.levels import Territory
from indicators.base.domains import domains_of
from pages.parts.kit.notices import plain
from pages.parts.territoire.answers_table import answers_table
from pages.parts.territoire.charts import perceived_points
from pages.parts.territoire.head import rests_on
from pages.parts.territoire.records import MOST_PARTNERS, record_lines
from pages.parts.territoire.tables import matrix_table


@pytest.fixture(scope="module")
def amberieu() -> Profile:
    return profile(Desk(), Territory.parse("commune:01004"))


def half_drawn(made: Profile) -> Profile:
    """Take every second view of a profile for the demonstration's, the others for real."""
    drawn = [row % 2 == 0 for row in range(len(made.views))]
    return dataclasses.replace(made, views=made.views.assign(demonstration=drawn))


def test_each_row_says_whose_answer_it_is(amberieu: Profile) -> None:
    shown = answers_table(Desk(), amberieu)
    rows = amberieu.answers
    assert len(shown) == len(rows)
    assert (rows["measured"] != str(amberieu.place)).all()
    assert set(shown["À qui est la réponse"]) == {Whose.LARGER.label}
    assert list(shown["Mesuré pour"]) == list(rows["measured_name"])
    assert shown["Ce que cela ne dit pas"].str.len().gt(20).all()


def test_a_domain_that_is_known_here_is_not_said_to_lack_here() -> None:
    # Its three economic domains have a rank; a dimension of communes compares but one of them.
    made = profile(Desk(), Territory.parse("commune:23096"))
    held = domains_of("economique")
    assert made.domains.loc[list(held), "rank"].notna().all()
    told = rests_on(made.domain("economique"), len(held), "communes")
    assert told.endswith("les autres manquent à plus d’un dixième des communes")


def test_each_point_says_whether_it_is_drawn(amberieu: Profile) -> None:
    made = half_drawn(amberieu)
    group = str(made.views["group"].iloc[0])
    points = perceived_points(made.views_of(group))
    felt = points[points["Série"].str.startswith("Perçu")]
    rows = made.views_of(group)
    drawn = rows.loc[rows["domain"] != "ensemble", "demonstration"]
    assert felt["Série"].str.endswith("démonstration").tolist() == drawn.tolist()


def test_a_rate_never_contradicts_the_count_beside_it(amberieu: Profile) -> None:
    table = matrix_table(amberieu).set_index("Domaine")
    rates = amberieu.partnership_rates.loc[amberieu.matrix.index]
    assert (
        table["Dont listes complètes"].isna().tolist()
        == (rates["count"].isna() | rates["listed"].isna()).tolist()
    )
    unknown = rates["count"].isna().to_numpy()
    assert (table["Pour 10 000 habitants"][unknown] == "–").all()
    stars = (amberieu.presence == "not_listed").to_numpy()
    cells = table.iloc[:, : stars.shape[1]].to_numpy()
    assert stars.any()
    assert all(cell == "0*" for cell in cells[stars])
    assert all(re.fullmatch(r"\d+|inconnu", cell) for cell in cells[~stars])


def test_a_line_names_partners_as_the_source_does() -> None:
    """A name may hold commas: partners are not counted, and are cut where they are many."""
    rows = {
        "R": "CC Rhony, Vistre, Vidourle, CC Terre de Camargue, CA Lunel Agglo",
        "S": ", ".join(["CC du Pays de Nemours"] * 20),
        "T": None,
    }
    records = pd.DataFrame(
        {"title": list(rows), "kind": "alliance", "attached": INSIDE, "partners": rows.values()}
    )
    first, second, third = record_lines(records)
    assert first.endswith(plain(f" ; avec : {rows['R']}."))
    assert second.endswith("…")
    assert len(second) < MOST_PARTNERS + 100
    assert third.startswith("**T** – alliance, ")
    assert "avec" not in third
