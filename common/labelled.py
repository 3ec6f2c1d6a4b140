"""Enumerations whose members carry their French wording: the one idiom of the product."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A name among a few, as files and addresses write it, with the words that a reader sees.

    A member is written ``NAME = "value", "label"``.

    Attributes
    ----------
    label : French wording.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Explained(StrEnum):
    """The same with a sentence: ``NAME = "value", "label", "sentence"``.

    Attributes
    ----------
    label : French wording for legends and tables.
    sentence : French sentence that explains the member to a reader.
    """

    label: str
    sentence: str

    def __new__(cls, value: str, label: str = "", sentence: str = "") -> Self:
        """Keep the label and the sentence beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.sentence = label, sentence
        return member
