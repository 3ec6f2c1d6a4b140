"""What the data say of the index is what the document shows."""

from __future__ import annotations

import pandas as pd

from common.paths import DATA
from indicators.base.catalogue import load_catalogue
from indicators.scores.correlations import CORRELATIONS, read_correlations
from tools.correlations import DOCUMENT, page


def test_the_document_is_what_the_data_say() -> None:
    """If not: python -m tools.correlations."""
    assert DOCUMENT.read_text("utf-8") == page(read_correlations(DATA), load_catalogue())


def test_pairs_are_written_once_and_closeness_is_told() -> None:
    pairs = [
        ("part_75_ans_ou_plus", "density", "indicator", "context", -0.5, 1_200),
        ("part_75_ans_ou_plus", "poverty", "indicator", "context", 0.5, 1_200),
        ("ips_ecoles", "density", "indicator", "context", -0.25, 1_200),
        ("ips_ecoles", "poverty", "indicator", "context", 0.5, 1_200),
        ("part_sous_bac", "density", "indicator", "context", -0.25, 1_200),
        ("part_sous_bac", "poverty", "indicator", "context", 0.5, 1_200),
        ("ips_ecoles", "part_sous_bac", "indicator", "indicator", 0.85, 1_200),
        ("ips_ecoles", "part_75_ans_ou_plus", "indicator", "indicator", 0.1, 1_200),
        ("part_75_ans_ou_plus", "part_sous_bac", "indicator", "indicator", 0.1, 1_200),
        ("education", "density", "score", "context", -0.3, 1_200),
        ("education", "poverty", "score", "context", 0.6, 1_200),
    ]
    catalogue = load_catalogue()
    text = page(pd.DataFrame(pairs, columns=CORRELATIONS.names), catalogue)
    label = {key: catalogue[key].label for key in ("part_sous_bac", "ips_ecoles")}

    assert "| Éducation | −0,30 | +0,60 |" in text
    row = f"| {label['part_sous_bac']} | Éducation | {label['ips_ecoles']} | Éducation | +0,85 |"
    assert text.count(row) == 1
    assert "+0,10" not in text
