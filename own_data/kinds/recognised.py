"""What a file looks like, by the names of its columns: so that it goes where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from common.errors import InvalidDataError, clipped
from geo.designation_columns import is_known
from indicators.base.domains import DOMAINS
from indicators.partnerships.practice_words import CHANGES
from own_data.checks.columns import OwnColumn, folded
from own_data.kinds import indicators, partnerships, practices, results
from own_data.kit.form_answers import is_form_export
from own_data.loaded import OwnKind
from own_data.sheets.reading import is_binary, read_sheet
from own_data.sheets.sheet import Sheet

#: Article and name of each kind, after « ce fichier ressemble à ».
LOOKS = {
    OwnKind.SURVEY: "une enquête",
    OwnKind.RESULTS: "des résultats publiés",
    OwnKind.PARTNERSHIPS: "une liste de partenariats",
    OwnKind.PRACTICES: "une liste de pratiques",
    OwnKind.INDICATORS: "un indicateur",
    OwnKind.PERIMETER: "un périmètre",
}
_DOMAINS = frozenset(
    folded(f"{start}{word}")
    for domain in DOMAINS
    for word in (domain.key, domain.short)
    for start in ("", "note", "q", "score", "rang", "pratique")
)
_QUESTION = re.compile(r"q(?:uestion)?[ _]?\d{1,3}[a-z]?")
_PEOPLE = (
    *("poids", "weight", "strate", "stratum", "profil", "age", "sexe", "genre", "csp", "diplome"),
    *("grappe", "cluster", "repondant", "idrepondant", "trancheage", "groupe"),
)
#: Questions, or a question and something of the person, that make a file of answers.
_QUESTIONS = 2
#: Bytes of a text that tell what it looks like.
_HEAD = 100_000
_NEVER_A_LIST = (OwnKind.SURVEY, OwnKind.RESULTS, OwnKind.PARTNERSHIPS, OwnKind.PRACTICES)
#: What a list of practices tells and a list of partnerships does not.
_OF_PRACTICES = {"finalites", *CHANGES}


def recognised(sheet: Sheet) -> OwnKind | None:
    r"""Tell what a file looks like; None where its columns do not say.

    Examples
    --------
    >>> from own_data.sheets.reading import is_binary, read_sheet
    >>> recognised(read_sheet(b"commune;poids;note_emploi\n01004;1;3\n", "a.csv")).value
    'survey'
    >>> recognised(read_sheet(b"code_insee;nom\n01004;A\n", "a.csv")).value
    'perimeter'
    """
    titles = [str(title) for title in sheet.frame.columns]
    heads = {folded(title) for title in titles}
    questions = sum(head in _DOMAINS or bool(_QUESTION.fullmatch(head)) for head in heads)
    people = heads & set(_PEOPLE)
    has = {
        kind: _names(declared, heads)
        for kind, declared in (
            (OwnKind.RESULTS, results.COLUMNS),
            (OwnKind.PARTNERSHIPS, partnerships.COLUMNS),
            (OwnKind.PRACTICES, practices.COLUMNS),
            (OwnKind.INDICATORS, indicators.COLUMNS),
        )
    }
    if is_form_export(sheet.frame.columns) or questions >= _QUESTIONS or (questions and people):
        return OwnKind.SURVEY
    told = has[OwnKind.PRACTICES]
    if "titre" in told and told & _OF_PRACTICES:
        return OwnKind.PRACTICES
    told = has[OwnKind.PARTNERSHIPS]
    if "titre" in told and len(told) > 1:
        return OwnKind.PARTNERSHIPS
    told = has[OwnKind.RESULTS]
    if "valeur" in told and told & {"question", "groupe", "marge", "borne_basse", "n"}:
        return OwnKind.RESULTS
    told = has[OwnKind.INDICATORS]
    if "valeur" in told or {"numerateur", "denominateur"} <= told:
        return OwnKind.RESULTS if "domaine" in told and "sens" not in told else OwnKind.INDICATORS
    placed = any(is_known(title) for title in titles) or sheet.shapes is not None
    return OwnKind.PERIMETER if placed else None


def _names(declared: Iterable[OwnColumn], heads: set[str]) -> set[str]:
    """Name the declared columns that a file has."""
    return {column.name for column in declared if column.heads & heads}


def looks_like(kind: OwnKind) -> str:
    """Say what a file looks like, a French sentence without its point.

    >>> looks_like(OwnKind.SURVEY)
    'ce fichier ressemble à une enquête'
    """
    return f"ce fichier ressemble à {LOOKS[kind]}"


class OtherKindError(InvalidDataError):
    """A file given as a list of territories is something else, which has its own way in.

    Attributes
    ----------
    told : French sentence for a screen, which leads there by itself.
    """

    def __init__(self, name: str, kind: OwnKind) -> None:
        said = f"{looks_like(kind)}, pas à une liste de territoires"
        self.told = f"« {clipped(name, 40)} » : {said}. Vérifiez-le et chargez-le comme tel."
        super().__init__(
            name,
            [f"{said} : vérifiez-le comme tel avec « python -m fragiscope check "
             f"{clipped(name, 40)} --kind {kind} » (docs/mes-donnees)"],
        )  # fmt: skip


def refuse_other_kind(content: bytes, name: str) -> str:
    """Refuse, as a list of territories, a file that looks like something else.

    Returns
    -------
    str
        French sentence to show where only the territories of the file are taken, or "".

    Raises
    ------
    OtherKindError
        Naming what the file looks like, and the way to check it as such.
    """
    # The names of the columns stand in the first lines of a text.
    head = content if is_binary(content) else content[:_HEAD].rpartition(b"\n")[0] or content
    try:
        kind = recognised(read_sheet(head, name))
    except InvalidDataError:
        return ""  # a list without header, which its own reader judges
    if kind in _NEVER_A_LIST:
        raise OtherKindError(name, kind)
    if kind is OwnKind.INDICATORS:
        said = looks_like(kind)
        return f"{said[:1].upper()}{said[1:]} : seuls ses territoires sont pris."
    return ""
