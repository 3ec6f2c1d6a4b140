"""What every kind of own data becomes once read: tables shaped like those of ``data/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from common.errors import FragiscopeError, clipped
from common.french import number, plural
from common.labelled import Labelled
from indicators.base.catalogue import Indicator
from indicators.base.questions import PublishedQuestion
from indicators.views.perceptions import Survey

#: Mark of everything that an organisation loaded, wherever it is shown.
OWN_MARK = "données de votre organisation, non publiées"
#: Faults that a report writes out; the others are counted.
FAULTS_LISTED = 50


class OwnKind(Labelled):
    """What an organisation may bring."""

    SURVEY = "survey", "enquête"
    """Answers of people, one row each."""
    RESULTS = "results", "résultats publiés"
    """Estimates that somebody published: a territory, a domain, a group, a figure."""
    PARTNERSHIPS = "partnerships", "partenariats"
    PRACTICES = "practices", "pratiques"
    """Case studies of alliances: who, why, and what is said to have changed."""
    INDICATORS = "indicators", "indicateurs"
    PERIMETER = "perimeter", "périmètre"
    """Communes that the organisation works with, under a name."""


@dataclass(frozen=True)
class OwnSource:
    """Whose the data are, and what must be said with them.

    Attributes
    ----------
    title : French name of what was loaded.
    organisation : who brings it.
    year : of the data.
    licence, mention : as the organisation states them, empty where it states none.
    responsible, contact : who answers for the personal data, and how to reach them (RGPD).
    """

    title: str
    organisation: str
    year: int
    licence: str = ""
    mention: str = ""
    responsible: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a file.

    Attributes
    ----------
    line : of the file, the header being 1; of a geographical file, its feature; 0 for the whole.
    column : its name as the file writes it, "" where it is none of them.
    found, expected : French; what is there, what should be. The first says all where the second is
        "".
    mend : French sentence: what to do, "" where ``found`` says it.
    """

    line: int
    column: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        where = [f"ligne {self.line}"] if self.line else []
        where += [f"colonne « {clipped(self.column)} »"] if self.column else []
        start = f"{', '.join(where)} : " if where else ""
        if not self.expected:
            return f"{start}{self.found}"
        return f"{start}trouvé {self.found} ; attendu {self.expected}. {self.mend}"


@dataclass(frozen=True, eq=False)
class CheckReport:
    """All that is to be said of a file before it is loaded.

    Attributes
    ----------
    kind, file : what it was read as, its name.
    taken, repaired, refused : rows; those repaired are among those taken.
    faults : the first :data:`FAULTS_LISTED`; total : how many there are.
    notices : French sentences on what was understood, repaired or replaced.
    preview : the first rows as they were understood, every cell a French text.
    """

    kind: OwnKind
    file: str
    taken: int = 0
    repaired: int = 0
    refused: int = 0
    faults: tuple[Fault, ...] = ()
    total: int = 0
    notices: tuple[str, ...] = ()
    preview: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def is_clean(self) -> bool:
        """Whether the file may be loaded."""
        return self.total == 0


class RefusedFileError(FragiscopeError):
    """A file has faults: nothing of it is loaded; ``report`` says which."""

    def __init__(self, report: CheckReport) -> None:
        self.report = report
        count = f"{number(report.total)} {plural(report.total, 'faute')}"
        lines = "".join(f"\n  - {fault}" for fault in report.faults)
        super().__init__(f"« {clipped(report.file)} » refusé, {count} :{lines}")


@dataclass(frozen=True, eq=False)
class Loaded:
    """What was read from a file without fault.

    Attributes
    ----------
    kind, title : what it is, and its French name.
    tables : frames by the file of ``data/`` whose declaration they follow
        (``perceptions/estimates.parquet``, ``indicators/values/epci.parquet``…); a perimeter, which
        ``data/`` has none of, is :data:`PERIMETERS_FILE`, the answers of a survey
        :data:`ANSWERS_FILE`.
    about : whose it is.
    report : what was said of the file.
    surveys, questions, indicators : what the tables name that no catalogue of the product declares.
    """

    kind: OwnKind
    title: str
    tables: Mapping[str, pd.DataFrame]
    about: OwnSource
    report: CheckReport
    surveys: tuple[Survey, ...] = ()
    questions: tuple[PublishedQuestion, ...] = ()
    indicators: tuple[Indicator, ...] = ()


#: In ``Loaded.tables``: the answers of people, one row each, as texts; kept only if asked for.
ANSWERS_FILE = "answers.parquet"
#: In ``Loaded.tables``: perimeter (its name), commune (current code); both texts, a key together.
PERIMETERS_FILE = "perimeters.parquet"
