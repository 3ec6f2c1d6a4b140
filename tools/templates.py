"""Write what ``docs/mes-donnees/`` hands out: ``python -m tools.templates``.

A template of each kind as CSV and as a workbook, the list of its columns and what is kept of it in
its page, and the example of a survey, whose answers are drawn by a program and say nothing of
anybody.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from common.csv_files import FRANCE, csv_bytes
from common.workbook_files import workbook_bytes
from own_data.kinds.help import FOLDER, PAGES, example_name, template_name
from own_data.kinds.kept_words import kept_text
from own_data.kinds.loading import COLUMNS, template
from own_data.kit.questions import ALLOWED
from own_data.loaded import OwnKind

#: What is typed over is plain: no cell of a template stands as a formula.
_TO_FILL = replace(FRANCE, texts_kept=False)
KEPT, END_KEPT = "<!-- kept: written by tools/templates.py -->", "<!-- end of kept -->"
START, END = "<!-- columns: written by tools/templates.py -->", "<!-- end of columns -->"
SEED, PEOPLE = 400, 400
_PLACES = ("01004", "01033", "01053", "01283")


def written_files() -> dict[Path, bytes]:
    """Give every file, with its bytes."""
    files: dict[Path, bytes] = {}
    for kind, name in PAGES.items():
        frame = template(kind)
        first = str(frame.columns[0])
        indexed = frame.set_index(first)
        files[FOLDER / template_name(kind, "csv")] = csv_bytes(indexed, _TO_FILL)
        files[FOLDER / template_name(kind, "xlsx")] = workbook_bytes({"Données": indexed})
        page = FOLDER / f"{name}.md"
        text = between(page.read_text("utf-8"), START, END, columns_text(kind))
        files[page] = between(text, KEPT, END_KEPT, kept_text(kind)).encode()
    files[FOLDER / example_name(OwnKind.SURVEY)] = csv_bytes(answers(), _TO_FILL)
    return files


def between(text: str, start: str, end: str, written: str) -> str:
    """Put what is written between two marks of a page."""
    before, _, rest = text.partition(start)
    return f"{before}{start}\n\n{written}\n\n{end}{rest.partition(end)[2]}"


def columns_text(kind: OwnKind) -> str:
    """List the columns of a kind, as a Markdown table."""
    rows = [
        f"| `{column.name}`{' (nécessaire)' if column.needed else ''} | {column.meaning} | "
        f"{', '.join(f'`{other}`' for other in column.others)} |".replace(" |  |", " | |")
        for column in COLUMNS[kind]
    ]
    return "\n".join(["| colonne | ce qu’elle contient | aussi reconnue |", "|---|---|---|", *rows])


def answers() -> pd.DataFrame:
    """Draw the answers of the example: 400 people of four communes, three domains."""
    random = np.random.default_rng(SEED)
    table = pd.DataFrame(
        {
            "commune": random.choice(_PLACES, PEOPLE),
            "groupe": random.choice(["citoyens", "elus"], PEOPLE, p=[0.85, 0.15]),
            "poids": random.uniform(0.5, 2.0, PEOPLE).round(2),
            "emploi": random.integers(0, 11, PEOPLE),
            "sante": random.integers(0, 11, PEOPLE),
            "mobilite": random.integers(1, 6, PEOPLE),
            "levier_souhaite": random.choice(ALLOWED["levier_souhaite"], PEOPLE),
        }
    )
    return table.set_index("commune")


def main() -> None:
    """Write them all."""
    for path, content in written_files().items():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
