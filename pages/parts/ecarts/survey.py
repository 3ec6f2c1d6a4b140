"""What a survey would need: the answers, and a calculator."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.divergences import GapQuery
from atlas.divergences.needs import needs
from common.french import number, percent
from indicators.base.domains import domain_label
from indicators.base.groups import GROUPS
from indicators.views.survey_size import (
    MINIMUM_ANSWERS,
    NOTE_DEVIATION,
    USUAL_DESIGN_EFFECT,
    SurveyPlan,
    answers_needed,
    difference_margin,
    margin_given,
    proportion_deviation,
)
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain, told_in_french

_NOTE, _SHARE = "Note moyenne, de 0 à 10", "Part de « oui » ou de priorités"


def needs_notice(query: GapQuery) -> None:
    """Say what a survey would need for the gap that is asked for."""
    with st.spinner("Calcul de ce qu’il faudrait…"):
        asked = needs(desk(), query)
    st.info(
        plain(
            f"Ce qu’il faudrait pour « {domain_label(query.domain)} » : interroger le groupe "
            f"« {GROUPS[query.group]} » dans chacun des {number(asked.territories)} territoires du "
            f"niveau {query.level.label}, environ {number(asked.answers)} réponses par territoire "
            f"pour une note moyenne à ± {number(asked.margin, 1)} point sur 10 "
            f"({number(asked.total)} réponses en tout), et jamais moins de {MINIMUM_ANSWERS}. "
            "Le kit et le calculateur du bas de la page aident à s’y prendre."
        ),
        icon=":material/campaign:",
    )


def size_calculator(key: str) -> None:
    """Answer « how many answers? » and « what margin? » for a survey by territory."""
    st.markdown("**Combien de réponses faut-il ?**")
    kind = st.radio("On estime…", [_NOTE, _SHARE], key=f"{key}.kind", horizontal=True)
    note = kind == _NOTE
    first, second, third = st.columns(3)
    margin, deviation = (_note_wish if note else _share_wish)(first, second, key)
    effect = third.number_input(
        "Effet de plan",
        1.0,
        10.0,
        USUAL_DESIGN_EFFECT,
        0.1,
        key=f"{key}.effect",
        help="1 : tirage aléatoire simple ; 1,5 : quotas ou redressement ; 2 et plus : grappes.",
    )
    fourth, fifth, sixth = st.columns(3)
    territories = fourth.number_input("Territoires", 1, 40_000, 10, 1, key=f"{key}.territories")
    population = fifth.number_input(
        "Personnes du groupe par territoire",
        0,
        10_000_000,
        0,
        1,
        key=f"{key}.population",
        help="0 : très nombreuses. Pour des maires ou des associations, mettez leur nombre.",
    )
    rate = sixth.number_input(
        "Taux de réponse attendu (%)", 1.0, 100.0, 20.0, 1.0, key=f"{key}.rate"
    )
    with told_in_french():
        plan = SurveyPlan(deviation, effect, population or None)
        _answers(margin, plan, territories, rate / 100)
        available = st.number_input(
            "Et si je n’ai que… réponses par territoire", 1, 100_000, 30, 1, key=f"{key}.available"
        )
        st.markdown(_margin_sentence(available, plan, note=note))


def _note_wish(first: DeltaGenerator, second: DeltaGenerator, key: str) -> tuple[float, float]:
    """Ask for the margin and the standard deviation of a mean note."""
    margin = first.number_input(
        "Marge voulue (± points de note)", 0.1, 5.0, 0.5, 0.1, key=f"{key}.margin.note"
    )
    deviation = second.number_input(
        "Dispersion des notes (écart type)",
        0.5,
        5.0,
        NOTE_DEVIATION,
        0.1,
        key=f"{key}.deviation",
        help="2 à 3 pour une note de 0 à 10 ; 5 au plus. 2,5 est un choix prudent.",
    )
    return margin, deviation


def _share_wish(first: DeltaGenerator, second: DeltaGenerator, key: str) -> tuple[float, float]:
    """Ask for the margin of a share, and for the share, which gives its standard deviation."""
    points = first.number_input(
        "Marge voulue (± points de %)", 1.0, 50.0, 5.0, 0.5, key=f"{key}.margin.share"
    )
    share = second.number_input(
        "Part attendue (%)",
        1.0,
        99.0,
        50.0,
        1.0,
        key=f"{key}.share",
        help="50 % demande le plus de réponses : c’est le choix prudent.",
    )
    return points / 100, proportion_deviation(share / 100)


def _answers(margin: float, plan: SurveyPlan, territories: int, rate: float) -> None:
    needed = answers_needed(margin, plan)
    each = max(needed, MINIMUM_ANSWERS)
    if plan.population is not None:
        each = min(each, plan.population)
    one, total, asked = st.columns(3)
    one.metric("Réponses par territoire", number(each))
    total.metric("Réponses en tout", number(each * territories))
    asked.metric("Personnes à solliciter", number(each * territories / rate))
    if plan.population is not None and plan.population < MINIMUM_ANSWERS:
        st.warning(
            f"Sous {MINIMUM_ANSWERS} réponses, rien n’est publié : ce territoire est trop petit "
            "pour ce groupe ; regroupez des territoires.",
            icon=":material/shield_person:",
        )
    elif needed < MINIMUM_ANSWERS:
        st.caption(
            f"La marge en demanderait {number(needed)}, mais rien n’est publié sous "
            f"{MINIMUM_ANSWERS} réponses."
        )


def _margin_sentence(answers: int, plan: SurveyPlan, *, note: bool) -> str:
    if plan.population is not None and answers > plan.population:
        return f"Il n’y a que {number(plan.population)} personnes par territoire."
    alone, between = margin_given(answers, plan), difference_margin(answers, plan)
    one, two = (
        (f"{number(value, 2)} point" if note else percent(value)) for value in (alone, between)
    )
    hidden = (
        f" Sous {MINIMUM_ANSWERS} réponses, l’estimation ne serait pas publiée."
        if answers < MINIMUM_ANSWERS
        else ""
    )
    return (
        f"{number(answers)} réponses donnent une marge de ± {one} à 95 % ; une différence entre "
        f"deux territoires, ou deux groupes, doit dépasser {two} pour être établie.{hidden}"
    )
