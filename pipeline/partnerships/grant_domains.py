"""Which domains the title of a grant names: words chosen by hand, prudent rather than complete.

A word counts where it says what the money is for. What stands where something else used to be
(« ancienne école »), or next to it (« rue du Stade »), is put aside first. The precision of the
words is measured on titles read by hand (``tests/pipeline/partnerships/grant_titles.csv``).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.french import fold
from indicators.partnerships import SEPARATOR

#: Words of a title, without accent or case -> domain, by hand, with the reason.
GRANT_WORDS = Path(__file__).with_name("grant_words.csv")
_ARTICLES = r"(?:(?:de|du|des|d|la|le|les|l|a|au|aux|en|deux) )*"
_KINDS = r"(?: (?:maternelle|elementaire|primaire|communale?|scolaire|publique|de musique))*"
#: What a title names without serving it: what a place was, and what it is near.
_BESIDE = "|".join(
    (
        rf"(?:ancien(?:ne)?s?|ex) (?:batiments? {_ARTICLES})?\w+{_KINDS}",
        r"(?:rue|avenue|place|placette|parvis|chemin|route|impasse|allee|boulevard|quartier|secteur"
        rf"|lotissement|hameau|lieu dit|pont|carrefour) {_ARTICLES}\w+{_KINDS}",
        rf"(?:logements?|appartements?) (?:situes? |au dessus |communal |communaux )*{_ARTICLES}"
        r"(?:ecoles?|gendarmerie)",
        rf"(?:abords|proximite|devant|face) {_ARTICLES}\w+{_KINDS}",
    )
)


def domains_named(titles: pd.Series[str]) -> pd.Series[str]:
    """Give the keys of the domains that titles name, separated by a bar.

    >>> titles = ["Isolation thermique de l’école", "Rue de la Gare", "Ancienne école : mairie"]
    >>> domains_named(pd.Series(titles)).tolist()
    ['education|transition_energetique', '', '']
    """
    words = pd.read_csv(GRANT_WORDS, dtype="str").set_index("domain")["words"]
    folded = titles.map(fold).str.replace(rf"\b(?:{_BESIDE})\b", " ", regex=True)
    named = pd.Series("", index=titles.index, dtype="str")
    for key, pattern in words.sort_index().items():
        found = folded.str.contains(rf"\b(?:{pattern})\b", regex=True)
        named = named.mask(found, named + SEPARATOR + str(key))
    return named.str.lstrip(SEPARATOR)
