"""Cells of each kind that no figure, code or answer is: what is taken of them, and what is said."""

from __future__ import annotations

from functools import partial
from typing import Any

from indicators.partnerships import RECORDS_FILE
from own_data.loaded import Loaded, OwnKind
from tests.hostile.case import Case, Refused, Taken, of_table

_SAID = {"domain": "emploi", "group": "citoyens", "direction": 1, "unit": "%"}
_VALUES = of_table("indicators/values/commune.parquet", "code", "value", "status")


def _known(loaded: Loaded) -> Any:
    """Look at the figures of the communes that have one, or a reason."""
    return [row for row in _VALUES(loaded) if row[2] != "missing"]


def _none(loaded: Loaded) -> Any:
    return [row for row in _known(loaded) if row[1] == row[1]]


def _statuses(loaded: Loaded) -> Any:
    return [row[2] for row in _known(loaded)]


_FIGURES: dict[str, tuple[str, Refused | Taken]] = {
    "nan": ("NaN", Taken(_none, [])),
    "infinity": ("Infinity", Refused("un nombre", 2, "valeur")),
    "infinity_sign": ("∞", Refused("un nombre", 2, "valeur")),
    "huge": ("1e308", Refused("un nombre", 2, "valeur")),
    "overflow": ("9" * 400, Refused("un nombre", 2, "valeur")),
    "exponent": ("1e-999", Taken(_known, [("01004", 0.0, "observed")])),
    "hexadecimal": ("0x1F", Refused("un nombre", 2, "valeur")),
    "underscore": ("1_000", Refused("un nombre", 2, "valeur")),
    "arabic": ("١٢", Taken(_known, [("01004", 12.0, "observed")])),
    "wide_digits": ("１２", Taken(_known, [("01004", 12.0, "observed")])),
    "superscript": ("5²", Refused("un nombre", 2, "valeur")),
    "fraction": ("½", Refused("un nombre", 2, "valeur")),
    "formula": ("=1+1", Refused("« =1+1 »", 2, "valeur")),
    "script": ("<script>1</script>", Refused("« <script>1</script> »", 2, "valeur")),
    "two_minus": ("--5", Refused("un nombre", 2, "valeur")),
    "thin_spaces": ("1\u202f234,5", Taken(_known, [("01004", 1234.5, "observed")])),
    "points_and_commas": ("1.234.567,5", Taken(_known, [("01004", 1234567.5, "observed")])),
    "spaces": ("1" + " " * 4_000 + "x", Refused("un nombre", 2, "valeur")),
    "secret": ("***", Taken(_statuses, ["suppressed"])),
    "bound": ("< 5", Taken(_statuses, ["censored"])),
    "direction_marks": (
        "\u202b5,4\u202c",
        Taken(_known, [("01004", 5.4, "observed")], "invisibles"),
    ),
}
_REVERSED = Refused("inverse l’ordre des lettres", 2)
_CODES: dict[str, tuple[str, Refused | Taken]] = {
    "lost_zero": ("1004", Taken(_known, [("01004", 7.0, "observed")], "1004 devient 01004")),
    "decimal": ("1004.0", Taken(_known, [("01004", 7.0, "observed")], "devient 01004")),
    "exponent": ("1.004E+03", Refused("un territoire", 2)),
    "unknown": ("99999", Refused("99999", 2)),
    "script": ("<script>1</script>", Refused("un territoire", 2)),
    "query": ("01004' OR '1'='1", Refused("inconnu", 2)),
    "homoglyphs": ("Аmbériеu-еn-Bugеy", Refused("le plus proche : 01004", 2)),
    "reversed": ("\u202e40010", _REVERSED),
    "wide_digits": ("０１００４", Refused("inconnu", 2)),
    "name_of_many": ("Saint-Denis", Refused("Plusieurs territoires", 2)),
    "long": ("x" * 300, Refused("100 signes", 2)),
    "words": ("a b c d e f g h i j k l m n o p q r s t u v w x y z", Refused("inconnu", 2)),
    "marks_only": ("!?!?", Refused("inconnu", 2)),
    "path": ("../../../etc/passwd", Refused("inconnu", 2)),
}


def _figure(text: str) -> bytes:
    return f"code_insee;valeur;unite\n01004;{text};logements\n".encode()


def _code(text: str) -> bytes:
    return f"code_insee;valeur;unite\n{text};7;logements\n".encode()


_LINKS = of_table(RECORDS_FILE, "link")
_PARTNERSHIPS: dict[str, tuple[str, Refused | Taken]] = {
    "script_link": ("lien;javascript:window.__pwned=1", Refused("https://", 2, "lien")),
    "data_link": ("lien;data:text/html,<script>1</script>", Refused("https://", 2, "lien")),
    "file_link": ("lien;file:///etc/passwd", Refused("https://", 2, "lien")),
    "link_attribute": (
        'lien;https://a.fr/?"onclick=window.__pwned=1',
        Taken(_LINKS, ['https://a.fr/?"onclick=window.__pwned=1']),
    ),
    "negative": ("montant;-5", Refused("au moins 0", 2, "montant")),
    "year": ("debut;1e9", Refused("année", 2, "debut")),
    "year_far": ("debut;2999", Refused("année", 2, "debut")),
    "kind": ("nature;<script>", Refused("alliance", 2, "nature")),
    "domain": ("domaines;emploi|{{x}}", Refused("emploi", 2, "domaines")),
    "mail": (
        "partenaires;Jean <jean@exemple.fr>",
        Refused("adresse électronique", 2, "partenaires"),
    ),
    "mail_hidden": (
        "partenaires;jean@\u200bexemple.fr",
        Refused("adresse électronique", 2, "partenaires"),
    ),
    "half_point": ("lon;5,35", Refused("sans latitude", 2)),
    "separators": ("domaines;" + "|" * 4_000, Taken(of_table(RECORDS_FILE, "domains"), [""])),
}


def _partnership(text: str) -> bytes:
    header, _, cell = text.partition(";")
    doubled = cell.replace('"', '""')
    return f'titre;commune;{header}\nA;01004;"{doubled}"\n'.encode()


_RESULTS: dict[str, tuple[str, Refused | Taken]] = {
    "beyond": ("120", Refused("dans l’échelle", 2, "valeur")),
    "below": ("-1", Refused("dans l’échelle", 2, "valeur")),
    "bound": ("< 5", Refused("seul un seuil", 2, "valeur")),
    "word": ("{{ 7*7 }}", Refused("un nombre", 2, "valeur")),
}
_ANSWERS: dict[str, tuple[bytes, Refused]] = {
    "names": (b"commune;nom;emploi\n" + b"01004;Jean Dupont;5\n" * 30, Refused("nom", 1)),
    "telephones": (
        b"commune;contact;emploi\n" + b"01004;06 12 34 56 78;5\n" * 30,
        Refused("contact", 1),
    ),
    "mails": (b"commune;emploi;suite\n" + b"01004;5;jean@exemple.fr\n" * 30, Refused("suite", 1)),
    "answer": (
        b"commune;emploi\n" + b"01004;5\n" * 30 + b"01004;<script>secret</script>\n",
        Refused("une réponse hors de l’échelle", 32, "emploi"),
    ),
    "weight": (b"commune;poids;emploi\n" + b"01004;1;5\n" * 30 + b"01004;-1;5\n", Refused("poids")),
    "weight_infinite": (
        b"commune;poids;emploi\n" + b"01004;1;5\n" * 30 + b"01004;1e308;5\n",
        Refused("poids"),
    ),
    "group": (b"commune;groupe;emploi\n01004;{{x}};5\n", Refused("citoyens", 2, "groupe")),
    "no_question": (b"commune;avis\n01004;rien\n", Refused("aucune question sur un domaine")),
    "no_answer": (b"commune;emploi\n", Refused("aucune réponse")),
    "page": (
        b"<html><script>window.__pwned=1</script></html>",
        Refused("XML ou HTML"),
    ),
}


def _result(text: str) -> bytes:
    return f"code_departement;valeur;n\n01;{text};400\n".encode()


CELLS = (
    *(
        Case(f"figure-{name}", OwnKind.INDICATORS, "a.csv", partial(_figure, text), outcome, _SAID)
        for name, (text, outcome) in _FIGURES.items()
    ),
    *(
        Case(f"code-{name}", OwnKind.INDICATORS, "a.csv", partial(_code, text), outcome, _SAID)
        for name, (text, outcome) in _CODES.items()
    ),
    *(
        Case(
            f"partnership-{name}",
            OwnKind.PARTNERSHIPS,
            "a.csv",
            partial(_partnership, text),
            outcome,
        )
        for name, (text, outcome) in _PARTNERSHIPS.items()
    ),
    *(
        Case(f"result-{name}", OwnKind.RESULTS, "a.csv", partial(_result, text), outcome, _SAID)
        for name, (text, outcome) in _RESULTS.items()
    ),
    *(
        Case(f"answers-{name}", OwnKind.SURVEY, "a.csv", partial(bytes, content), outcome)
        for name, (content, outcome) in _ANSWERS.items()
    ),
)
