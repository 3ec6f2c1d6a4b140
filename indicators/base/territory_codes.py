"""The only things that numbers need to know of territories: what a whole country is called."""

from __future__ import annotations

#: Level and code of the whole country in every table.
FRANCE_LEVEL = "france"
FRANCE = "FR"
