"""Columns that look like personal data: no survey needs them here, and none may enter.

A column is judged by its name, then by its values. A name alone is not enough where the values
cannot hold what it announces: ``telephone_portable`` answered by yes or no is a question about
equipment. Names of people, dates of birth and free text are refused whatever they hold.
Names of places and of groups (``nom_commune``), years of birth and postcodes are accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from common.french import fold
from indicators.survey.question import binary_numbers

#: Characters beyond which an answer is a free text.
LONGEST_ANSWER = 60
#: Share of the values of a column that must look alike before it is refused for them.
ALIKE = 0.5

_NAME = "nom d’une personne"
_CONTACT = "téléphone ou adresse électronique"
_ADDRESS = "adresse ou position précise"
_BIRTH = "date de naissance"
_NUMBER = "numéro qui identifie une personne"
_NETWORK = "adresse IP ou trace de connexion"
_FREE_TEXT = "texte libre"

#: Kind -> words, any of which in the name of a column announces it.
_WORDS = {
    _NAME: "nom noms prenom prenoms patronyme name names firstname lastname surname fullname "
    "forename nomprenom prenomnom pseudo pseudonyme login",
    _CONTACT: "email emails mail courriel telephone tel phone gsm fax numtel notel",
    _ADDRESS: "adresse address addresse rue voie street latitude longitude lat lon lng gps",
    _BIRTH: "naissance ddn datenaissance dnaissance birth birthdate birthday dob dateofbirth",
    _NUMBER: "nir nss insee_nir siret siren iban rib passeport passport matricule numfiscal spi "
    "immatriculation ssn",
    _NETWORK: "ip ipaddress adresseip useragent cookie",
    _FREE_TEXT: "commentaire commentaires verbatim verbatims remarque remarques precisez preciser "
    "observations suggestion suggestions",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
#: Kind -> sets of words that announce it together.
_PHRASES = (
    (_CONTACT, {"numero", "portable"}), (_CONTACT, {"numero", "mobile"}),
    (_CONTACT, {"cell", "phone"}), (_ADDRESS, {"coordonnees"}),
    (_NUMBER, {"numero", "securite", "sociale"}), (_NUMBER, {"num", "secu"}),
    (_NUMBER, {"carte", "identite"}), (_NUMBER, {"numero", "fiscal"}),
    (_FREE_TEXT, {"texte", "libre"}), (_FREE_TEXT, {"reponse", "libre"}),
    (_FREE_TEXT, {"champ", "libre"}), (_FREE_TEXT, {"reponse", "ouverte"}),
    (_FREE_TEXT, {"question", "ouverte"}), (_FREE_TEXT, {"free", "text"}),
    (_FREE_TEXT, {"open", "text"}),
)  # fmt: skip
#: Whole names that announce a kind, where the word alone would be ambiguous.
_WHOLE = {"comment": _FREE_TEXT, "comments": _FREE_TEXT, "portable": _CONTACT, "mobile": _CONTACT}
#: Words that say that a name is not a person's, nor a number: the name of a place or of a class.
_THINGS = frozenset(
    (
        *("commune", "ville", "village", "epci", "interco", "intercommunalite", "agglomeration"),
        *("groupement", "departement", "dep", "region", "reg", "crte", "canton", "bassin", "zone"),
        *("territoire", "quartier", "pays", "country", "city", "town", "county", "district"),
        *("department", "area", "strate", "stratum", "grappe", "cluster", "groupe", "group"),
        *("enquete", "survey", "vague", "wave", "domaine", "domain", "variable", "question"),
        *("secteur", "sector", "niveau", "level", "modalite"),
    )
)
#: Words that say nothing of a person beside those.
_THING_WORDS = frozenset(("nom", "noms", "name", "names", "siren"))
#: Words beside « naissance » that leave no full date.
_NOT_A_DATE = frozenset(
    ("annee", "year", "an", "decennie", "tranche", "pays", "country", "region", "departement")
)
_ALWAYS = (_NAME, _BIRTH, _FREE_TEXT)
#: A question with a few choices: how many at most, and how often each is chosen at least.
_CHOICES, _TIMES = 8, 5
#: Mean number of words of the distinct values of a column of sentences.
_SENTENCE = 4

_VALUES = (
    (_CONTACT, r"(?:\+33|0033|0)\s?[1-9](?:[\s.\-]?\d{2}){4}"),
    (_NUMBER, r"[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}"
     r"(?:\s?\d{2})?"),
    (_NUMBER, r"[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){4,7}\s?[A-Z0-9]{0,3}"),
    (_NETWORK, r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{0,4}"),
    (_ADDRESS, r"(?i:\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.?|boulevard|bd|place|chemin|"
     r"impasse|allée|route|quai|cours|square|lotissement)\s.+)"),
    (_NAME, r"(?:M|Mr|Mme|Mlle|Monsieur|Madame|Mademoiselle|Ms|Mrs)\.?\s[A-ZÉÈ][\w’' -]+"),
)  # fmt: skip
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_SIRET = r"\d{3}\s?\d{3}\s?\d{3}\s?\d{5}"
_DATE = r"\d{4}-\d{2}-\d{2}(?:[T ].*)?|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4})"
#: Years before the survey beyond which a column of full dates holds dates of birth.
_ADULT = 15

_ADVICE = "retirez-la du fichier (une enquête n’a pas besoin de données personnelles)"


def personal_columns(table: pd.DataFrame, year: int) -> Iterator[str]:
    """Name the columns of a table of answers that look like personal data, and say why.

    Parameters
    ----------
    table : one row per respondent, columns as in the file.
    year : year of the survey.

    Yields
    ------
    str
        One sentence per column.
    """
    for name in table.columns:
        values = table[name].dropna()
        by_name = _kind_by_name(str(name))
        if by_name and (by_name in _ALWAYS or not _is_closed_question(values)):
            yield f"colonne « {name} » : {by_name}, d’après son nom ; {_ADVICE}"
            continue
        by_value = next(_kinds_by_values(values, year), None)
        if by_value:
            yield f"colonne « {name} » : {by_value}, d’après ses valeurs ; {_ADVICE}"


def _kind_by_name(name: str) -> str | None:
    """Tell what the name of a column announces.

    >>> _kind_by_name("DateNaissance"), _kind_by_name("nom_commune"), _kind_by_name("Nom2")
    ('date de naissance', None, 'nom d’une personne')
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = [word.rstrip("0123456789") for word in fold(spaced).split()]
    words = [word for word in words if word not in ("", "q")]
    of_things = _THING_WORDS if _THINGS & set(words) else frozenset()
    found = {kind for word in words if word not in of_things and (kind := _KIND_OF.get(word))}
    found |= {kind for kind, phrase in _PHRASES if phrase <= set(words)}
    if len(words) == 1:
        found |= {kind for word in words if (kind := _WHOLE.get(word))}
    if _NOT_A_DATE & set(words):
        found -= {_BIRTH}
    return min(found) if found else None


def _is_closed_question(values: pd.Series) -> bool:
    """Tell whether values are notes, yes and no, or a few choices: not what a name announces."""
    if values.empty:
        return False
    if pd.api.types.is_bool_dtype(values):
        return True
    text = values.astype("str")
    if binary_numbers(text).notna().all():
        return True
    choices = text.unique()
    few = len(choices) <= _CHOICES and len(text) >= _TIMES * len(choices)
    if few and not any(set(choice) & set("0123456789@") for choice in choices):
        return True
    return bool(text.str.fullmatch(r"\d{1,2}(?:[.,]0)?").all())


def _kinds_by_values(values: pd.Series, year: int) -> Iterator[str]:
    """Say what the values of a column look like."""
    if pd.api.types.is_datetime64_any_dtype(values) and not values.empty:
        values = values.dt.strftime("%Y-%m-%d")
    if values.empty or pd.api.types.is_bool_dtype(values) or pd.api.types.is_float_dtype(values):
        return
    given = values.astype("str").str.strip()
    text = given.drop_duplicates()
    if text.str.fullmatch(_EMAIL).any():
        yield _CONTACT
    sentences = text.str.count(r"\s+").mean() + 1 >= _SENTENCE and len(given) >= _TIMES
    if (text.str.len() > LONGEST_ANSWER).any() or (sentences and len(text) >= ALIKE * len(given)):
        yield _FREE_TEXT
    for kind, pattern in _VALUES:
        if text.str.fullmatch(pattern).mean() >= ALIKE:
            yield kind
    if _are_sirets(text):
        yield _NUMBER
    dates = text[text.str.fullmatch(_DATE)]
    if len(dates) >= ALIKE * len(text) and _years(dates).median() <= year - _ADULT:
        yield _BIRTH


def _years(dates: pd.Series) -> pd.Series:
    return dates.str.extract(r"(\d{4})", expand=False).astype(float)


def _are_sirets(text: pd.Series) -> bool:
    """Tell whether values are SIRET numbers: 14 digits and Luhn's key."""
    numbers = text[text.str.fullmatch(_SIRET)].str.replace(r"\s", "", regex=True)
    if len(numbers) < ALIKE * len(text):
        return False
    return sum(_luhn(digits) for digits in numbers) >= ALIKE * len(text)


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
