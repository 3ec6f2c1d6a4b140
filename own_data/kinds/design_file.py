"""A design of a survey that somebody brings as a file, beside the answers."""

from __future__ import annotations

from dataclasses import replace

from common.delimited import parse_delimited
from common.errors import InvalidDataError
from common.text_files import decoded
from common.toml_text import parse_toml
from indicators.survey.calibration import parse_margins
from indicators.survey.design import Design, parse_design
from own_data.kinds.keys import own_key


def read_design_file(
    content: bytes, name: str, margins: bytes | None = None, margins_name: str = ""
) -> Design:
    """Read a design, and the margins that it names where they are given.

    Parameters
    ----------
    content, name : the design (``docs/survey-design.md``).
    margins, margins_name : the file of margins.

    Raises
    ------
    InvalidDataError
        With all the faults of a file.
    """
    design = parse_design(parse_toml(decoded(content, name), name), own_key(name), name)
    if design.calibration is None or margins is None:
        return design
    table = parse_delimited(margins, margins_name).frame
    known = parse_margins(table, margins_name)
    return replace(design, calibration=replace(design.calibration, margins=known))


def refuse_without_margins(design: Design) -> None:
    """Refuse a design whose weights are calibrated on margins that are not there.

    Raises
    ------
    InvalidDataError
        Naming the file that is missing.
    """
    if design.calibration is not None and design.calibration.margins is None:
        raise InvalidDataError(
            "le plan",
            [f"calibration : fichier des marges « {design.calibration.file} » attendu ; donnez-le "
             "aussi, ou retirez [calibration] du plan"],
        )  # fmt: skip
