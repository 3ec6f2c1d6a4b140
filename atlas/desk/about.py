"""What a reader must know of an answer: one value, which every answer carries to every door."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.desk.provenance import DEMONSTRATION_MARK, Source


@dataclass(frozen=True)
class About:
    """Title, reading notes and origin of an answer.

    Attributes
    ----------
    title, method : French texts.
    note : French sentence on what the answer cannot show, or "".
    sources : origin of the figures.
    mentions : sentences that must be shown wherever a figure is.
    demonstration : whether demonstration data are used.
    data_version : fingerprint of the data, "" until the answer is complete.
    recipe : fingerprint of the recipe of the scores, "" where no score enters.
    """

    title: str
    method: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    mentions: tuple[str, ...] = ()
    demonstration: bool = False
    data_version: str = ""
    recipe: str = ""

    @property
    def mark(self) -> str:
        """The demonstration mark, "" where the answer rests on real data."""
        return DEMONSTRATION_MARK if self.demonstration else ""
