"""The page of the index: default, recipes that come from outside, changed choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from common.paths import DATA
from indicators.base.domains import DOMAIN_KEYS
from indicators.composite.options import Aggregation, Normalisation, Weighting
from indicators.composite.recipe_text import from_token, to_token
from indicators.scores.domain_scores import nearly_all
from indicators.scores.objective import default_recipe
from indicators.scores.score_store import read_scores
from pages.parts.indice.tables import MOVE, WHOLE

OpenPage = Callable[..., AppTest]


def texts(app: AppTest) -> str:
    kinds = ("markdown", "caption", "warning", "info", "error", "header")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def weight(app: AppTest, label: str) -> float:
    return float(next(box.value for box in app.slider if box.label == label) or 0)


def set_weight(app: AppTest, label: str, value: float) -> AppTest:
    return next(box for box in app.slider if box.label == label).set_value(value).run()


def test_by_default_every_domain_weighs_one_and_nothing_moves(open_page: OpenPage) -> None:
    app = open_page("indice")
    assert not app.exception
    assert not app.error
    assert [box.value for box in app.slider] == [1.0] * 16
    assert "rangs des réglages par défaut" in texts(app)
    assert "Licence Ouverte 2" in texts(app)
    assert "recette" not in app.query_params


def test_a_changed_weight_moves_ranks_and_travels_in_the_address(open_page: OpenPage) -> None:
    app = set_weight(open_page("indice"), "Mobilité", 4.0)
    assert not app.exception
    moved = app.dataframe[0].value
    assert len(moved) == 1240  # all that both recipes rank, the largest move first
    assert moved[MOVE].abs().is_monotonic_decreasing
    assert (moved["Rang par défaut"] - moved["Rang"] == moved[MOVE]).all()
    assert "change en moyenne" in texts(app)
    # 15 domains count at this level, one of them four times: 4 / 18 and 1 / 18 of the whole.
    assert "22,2\u202f% de l’ensemble" in texts(app)
    assert texts(app).count("5,6\u202f% de l’ensemble") == 14
    token = app.query_params["recette"]
    token = token[0] if isinstance(token, list) else token
    assert dict(from_token(token).weights) == {"mobilite": 4.0}
    again = open_page("indice", recette=token)
    assert weight(again, "Mobilité") == 4.0
    assert again.dataframe[0].value.equals(app.dataframe[0].value)
    back = set_weight(again, "Mobilité", 1.0)
    assert "rangs des réglages par défaut" in texts(back)
    assert "recette" not in back.query_params


@pytest.mark.parametrize(
    "token",
    [
        "n-importe-quoi",
        to_token(
            replace(default_recipe(), weighting=Weighting.GIVEN, weights=(("mobilites", 2.0),))
        ),
    ],
)
def test_a_bad_token_gets_a_message_and_the_default_recipe(open_page: OpenPage, token: str) -> None:
    app = open_page("indice", recette=token)
    assert not app.exception
    assert any("refusées" in str(warning.value) for warning in app.warning)
    assert [box.value for box in app.slider] == [1.0] * 16
    assert "rangs des réglages par défaut" in texts(app)


def test_choices_that_cannot_go_together_are_named_and_left_by_one_button(
    open_page: OpenPage,
) -> None:
    impossible = replace(
        default_recipe(),
        normalisation=Normalisation.ZSCORE,
        aggregation_by_level=((3, Aggregation.GEOMETRIC),),
    )
    app = open_page("indice", recette=to_token(impossible))
    assert not app.exception
    assert "Option inapplicable" in str(app.error[0].value)
    button = next(b for b in app.button if b.label == "Revenir aux réglages par défaut")
    button.click().run()
    assert not app.error
    assert "rangs des réglages par défaut" in texts(app)


def test_the_geometric_mean_is_offered_and_changes_ranks(open_page: OpenPage) -> None:
    app = open_page("indice", niveau="departement")
    box = next(b for b in app.selectbox if b.label == "Agrégation des domaines")
    box.set_value(Aggregation.GEOMETRIC).run()
    assert not app.exception
    assert not app.error
    assert "change en moyenne" in texts(app)


def test_an_indicator_left_out_no_longer_weighs(open_page: OpenPage) -> None:
    app = open_page("indice", niveau="region")
    app.multiselect[0].set_value(["taux_pauvrete"]).run()
    assert not app.exception
    weights = next(t.value for t in app.dataframe if "Part de l’ensemble (%)" in t.value)
    assert not weights["Indicateur"].str.contains("Taux de pauvreté").any()
    domains = weights.loc[weights["Indicateur"] == WHOLE, "Part de l’ensemble (%)"]
    # Of the 16 domains, those that too few régions have weigh nothing in the whole.
    weighed = domains[domains > 0]
    assert len(domains) == len(DOMAIN_KEYS)
    assert (
        len(weighed)
        == (read_scores("region", DATA).groupby("domain")["score"].agg(nearly_all))[
            list(DOMAIN_KEYS)
        ].sum()
    )
    assert (weighed == round(100 / len(weighed), 2)).all()
    parts = weights[weights["Indicateur"] != WHOLE].groupby("Domaine")["Part de l’ensemble (%)"]
    whole = weights[weights["Indicateur"] == WHOLE].set_index("Domaine")["Part de l’ensemble (%)"]
    assert parts.sum().to_dict() == pytest.approx(whole[parts.sum().index].to_dict(), abs=0.05)
