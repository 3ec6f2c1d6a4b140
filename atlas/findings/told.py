"""The findings that are told: the first ones whose figures hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from atlas.desk.desk import Desk
from atlas.findings.finding import CountryFinding
from atlas.findings.groups import groups_finding
from atlas.findings.partnerships import partnerships_finding
from atlas.findings.silent import silent_finding
from atlas.findings.together import together_finding
from common.errors import NotAvailableError

Candidate = Callable[[Desk], CountryFinding | None]
#: In the order in which they are told; those after the first three take the place of one that no
#: longer holds, and are not worked out before.
CANDIDATES: tuple[Candidate, ...] = (
    groups_finding,
    together_finding,
    silent_finding,
    partnerships_finding,
)
TOLD = 3


def findings(
    desk: Desk, candidates: Sequence[Candidate] = CANDIDATES
) -> tuple[CountryFinding, ...]:
    """Find what the data say of the country, three things at most.

    Parameters
    ----------
    desk : the opened data; its published answers alone, without demonstration or own data.
    candidates : what is looked for, in order.
    """
    found: list[CountryFinding] = []
    for look in candidates:
        with suppress(NotAvailableError):
            finding = look(desk)
            found += [finding] if finding is not None else []
        if len(found) == TOLD:
            break
    return tuple(found)
