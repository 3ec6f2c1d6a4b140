"""Write what ``docs/kit-enquete/`` hands out: ``python -m tools.survey_kit``.

All of it comes from the one declaration of the questions (:mod:`own_data.kit.questions`), but the
instructions of ``mode-d-emploi.md``, written by hand.
"""

from __future__ import annotations

from pathlib import Path

from atlas.jobs.survey_kit import FOLDER
from own_data.kit.limesurvey import limesurvey_structure
from own_data.kit.plan import answers_header, design_toml, margins_rows
from own_data.kit.questionnaire import questionnaire_text
from reports.documents.questionnaire import questionnaire_report
from reports.layout.docx import to_docx


def written_files() -> dict[Path, bytes]:
    """Give every file, with its bytes."""
    margins = [";".join(row) for row in [("variable", "category", "group", "total"),
                                         *margins_rows()]]  # fmt: skip
    texts = {
        "questionnaire.md": questionnaire_text(),
        "reponses.csv": answers_header(),
        "design.toml": design_toml(),
        "marges.csv": "\n".join(margins) + "\n",
    }
    return {
        **{FOLDER / name: text.encode("utf-8") for name, text in texts.items()},
        FOLDER / "limesurvey.txt": limesurvey_structure(),
        FOLDER / "questionnaire.docx": to_docx(questionnaire_report()),
    }


def main() -> None:
    """Write them all."""
    for path, content in written_files().items():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
