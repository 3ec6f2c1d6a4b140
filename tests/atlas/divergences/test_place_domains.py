"""The domains of one territory: its own answers first, else those of the smallest that holds it."""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.divergences.divergences import DivergenceQuery, divergences
from atlas.divergences.place_domains import place_domains
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from pages.parts.ecarts.one_place import NOT_ASKED, domains_table, rows_html


def test_the_answers_of_a_region_are_those_of_the_table(desk: Desk) -> None:
    view = place_domains(desk, Territory.parse("region:53"))
    cells = divergences(desk, DivergenceQuery(Level.REGION)).cells
    own = cells[(cells["code"] == "53") & cells["subject"].isin(DOMAIN_KEYS)].set_index("subject")
    assert view.felt["status"].to_dict() == own["status"].to_dict()
    assert set(view.felt["level"]) == {"region"}
    scores = desk.scores_of(Territory.parse("region:53")).set_index("domain")["score"]
    assert view.measured["score"].to_dict() == scores[list(DOMAIN_KEYS)].to_dict()


def test_a_commune_is_told_what_was_asked_around_it_by_name(desk: Desk) -> None:
    view = place_domains(desk, Territory.parse("commune:23008"))
    whose = dict(
        zip(view.felt.index, zip(view.felt["level"], view.felt["code"], strict=True), strict=True)
    )
    assert whose["vieillissement"] == ("departement", "23")
    assert whose["mobilite"] == ("region", "75")
    rows = domains_table(view)
    assert len(rows) == 16
    said = rows.set_index(view.measured.index)["Ressenti"]
    assert "pour Creuse (département)" in said["vieillissement"]
    assert "pour Nouvelle-Aquitaine (région)" in said["mobilite"]
    assert (said[[key for key in DOMAIN_KEYS if key not in whose]] == NOT_ASKED).all()
    assert rows_html(rows, "<b>").count("<tr>") == 1 + 16
    assert "<b>" not in rows_html(rows, "<b>")
    assert rows["Mesuré ici"].str.contains("sur 100|pas de score").all()
