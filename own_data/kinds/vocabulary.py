"""The words by which people write the domains, the groups and the sides of an indicator."""

from __future__ import annotations

from common.labelled import Labelled
from indicators.base.domains import DOMAINS, OVERALL, domain_label
from indicators.base.groups import GROUPS
from indicators.base.questions import TRANSVERSAL
from indicators.partnerships import SEPARATOR

#: Key of a domain by what may be written.
DOMAIN_WORDS: dict[str, str] = {
    word: domain.key for domain in DOMAINS for word in (domain.key, domain.label, domain.short)
} | {word.replace("_", " "): word for word in (domain.key for domain in DOMAINS)}
#: The same with what is none of the 16 domains, which questions may be about.
SUBJECT_WORDS: dict[str, str] = (
    DOMAIN_WORDS
    | {word: key for key, label in TRANSVERSAL.items() for word in (key, label)}
    | {OVERALL: OVERALL, "ensemble des domaines": OVERALL}
)
#: Key of a group by what may be written.
GROUP_WORDS: dict[str, str] = {
    **{word: key for key, label in GROUPS.items() for word in (key, label)},
    **dict.fromkeys(
        ("citoyen", "citoyenne", "citoyennes", "habitant", "habitants", "population", "tous",
         "ensemble", "public", "grand public"),
        "citoyens",
    ),
    **dict.fromkeys(
        ("elu", "elue", "maire", "maires", "elus locaux", "elu local", "collectivites"), "elus"
    ),
    **dict.fromkeys(("entreprise", "entrepreneurs", "dirigeants"), "entreprises"),
    **dict.fromkeys(("association", "associatif"), "associations"),
    "fondation": "fondations",
    **dict.fromkeys(
        ("academique", "acteur academique", "universite", "universites", "chercheurs"),
        "academiques",
    ),
}  # fmt: skip
#: What a question is about, by what may be written: its domain as such, or a part of it.
WHOLE, PART = "domaine", "partie"
SCOPE_WORDS: dict[str, str] = {
    **dict.fromkeys((WHOLE, "tout le domaine", "domaine entier", "ensemble"), WHOLE),
    **dict.fromkeys((PART, "une partie", "partie du domaine", "aspect"), PART),
}
#: 1 where high is fragile, -1 where low is, by what may be written.
DIRECTION_WORDS: dict[str, str] = {
    **dict.fromkeys(("1", "haut", "eleve", "high", "plus", "+"), "1"),
    **dict.fromkeys(("-1", "bas", "faible", "low", "moins", "−1"), "-1"),
}


def words_of(known: type[Labelled]) -> dict[str, str]:
    """Give the key of each member of a list by what may be written: its key or its label.

    >>> from indicators.partnerships import Kind
    >>> words_of(Kind)["alliance"]
    'alliance'
    """
    return {word: one.value for one in known for word in (one.value, one.label)}


def named_domains(keys: str) -> str:
    """Name the domains of a text of keys to a reader.

    >>> named_domains("sante|culture_loisirs")
    'Santé ; Culture / loisirs'
    """
    return " ; ".join(domain_label(key) for key in keys.split(SEPARATOR) if key)
