"""The wording follows the numbers: contrasted cases, none of which may say more than it knows."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.divergences.reading import POSITIONS, agreement_sentence, limits, positions, read
from common.levels import Level
from indicators.base.survey_kind import SurveyKind
from indicators.views.agreement import Agreement
from indicators.views.positions import GapStatus

SILENT, LISTENING = GapStatus.SILENT_FRAGILITY, GapStatus.LISTENING_TOPIC
FRAGILE, SOLID = GapStatus.ALIGNED_FRAGILE, GapStatus.ALIGNED_SOLID
UNCLEAR, ABSENT = GapStatus.NOT_DISTINGUISHABLE, GapStatus.NOT_PUBLISHABLE


def frame_of(*statuses: GapStatus) -> pd.DataFrame:
    """Territories A, B, C… of some statuses; each gap is wider than the one before."""
    return pd.DataFrame(
        {
            "name": [chr(65 + rank) for rank in range(len(statuses))],
            "gap": [
                None if status is ABSENT else rank + 1.0 for rank, status in enumerate(statuses)
            ],
            "status": [status.value for status in statuses],
        }
    )


def agreed(
    low: float, high: float, reliability: float = 0.9, *, spearman: float = 0.0, units: int = 17
) -> Agreement:
    return Agreement(units, spearman, low, high, 0.1, reliability)


def test_no_distinguishable_territory_at_all() -> None:
    text = positions(frame_of(*[UNCLEAR] * 9), Level.REGION)
    assert text.startswith("Aucune des 9 régions comparées n’a de position nette")
    assert "ni où ils se rejoignent" in text
    assert positions(frame_of(*[UNCLEAR] * 9), Level.DEPARTEMENT).startswith(
        "Aucun des 9 départements comparés"
    )


def test_every_position_at_once_with_some_unclear_and_some_absent() -> None:
    frame = frame_of(SILENT, SILENT, LISTENING, FRAGILE, SOLID, SOLID, UNCLEAR, UNCLEAR, ABSENT)
    assert positions(frame, Level.REGION) == (
        "Sur 8 régions comparées (pour 1, la mesure ou le ressenti manque), 6 ont une position "
        "nette : 2 fragilités silencieuses (B, A), 1 fragilité surtout ressentie (C), 1 "
        "fragilité partagée et 2 solidités partagées. Pour les 2 autres, les données ne "
        "permettent pas de trancher."
    )


def test_a_single_position_and_a_single_doubt() -> None:
    text = positions(frame_of(SILENT, *[UNCLEAR] * 7), Level.EPCI)
    assert "1 a une position nette : 1 fragilité silencieuse (A)." in text
    text = positions(frame_of(*[FRAGILE] * 8, UNCLEAR), Level.CRTE)
    assert text.endswith("Pour l’autre, les données ne permettent pas de trancher.")
    assert "trancher" not in positions(frame_of(*[SOLID] * 8), Level.EPCI)


def test_only_the_widest_gaps_are_named_when_there_are_many() -> None:
    text = positions(frame_of(*[LISTENING] * 8), Level.REGION)
    assert f"8 {POSITIONS[LISTENING][1]} (dont H, G, F, E)" in text


@pytest.mark.parametrize(
    ("low", "high", "said", "not_said"),
    [
        (0.6, 0.9, "nettement aussi", "ne suffisent pas"),
        (0.1, 0.8, "plus le ressenti l’est aussi", "nettement"),
        (-0.3, 0.6, "ne suffisent pas à dire", "Plus la mesure"),
        (-0.1, 0.2, "presque pas de rapport", "ne suffisent pas"),
        (-0.8, -0.2, "en sens contraire", "ne suffisent pas"),
    ],
)
def test_the_words_are_as_strong_as_the_interval_of_the_correlation(
    low: float, high: float, said: str, not_said: str
) -> None:
    text = agreement_sentence(agreed(low, high, spearman=(low + high) / 2), Level.REGION)
    assert said in text
    assert not_said not in text
    assert "kappa" in text


def test_what_cannot_be_told_depends_on_the_sample() -> None:
    assert "Seulement 30" in limits(agreed(0, 1, 0.3), SurveyKind.PROBABILITY)
    assert "Environ 60" in limits(agreed(0, 1, 0.6), SurveyKind.PROBABILITY)
    assert "distingue bien" in limits(agreed(0, 1, 0.95), SurveyKind.PROBABILITY)
    assert "volontaires" in limits(agreed(0, 1), SurveyKind.SELF_SELECTED)
    assert "fictives" in limits(agreed(0, 1), SurveyKind.DEMONSTRATION)
    assert "volontaires" not in limits(agreed(0, 1), SurveyKind.PROBABILITY)


def test_no_reading_blames_anyone() -> None:
    texts = []
    for status in (SILENT, LISTENING, FRAGILE, SOLID, UNCLEAR):
        for kind in ("probability", "self_selected", "composite", SurveyKind.DEMONSTRATION):
            for low, high in ((0.6, 0.9), (-0.3, 0.6), (-0.8, -0.2)):
                made = read(frame_of(*[status] * 8), agreed(low, high), Level.REGION, kind)
                texts += [made.positions, made.agreement, made.limits]
    for accusing in (" tort", "raison", "se trompe", "surestim", "sous-estim", "exagèr", "erron"):
        assert accusing not in " ".join(texts).casefold()
