"""A comparison in French: signs, sentences."""

from __future__ import annotations

from atlas.compare.model import Basis, Comparison
from common.french import listed, number, plural
from indicators.deviation import Side
from indicators.domains import DOMAIN_KEYS, domain

#: Before a value: what it says next to that of the first place. Without a sign, nothing can be
#: said: no interval tells what chance or choices of method may do.
SIGNS = {Side.MORE: "▲", Side.LESS: "▼", Side.UNCLEAR: "≈"}


def sign(side: str) -> str:
    """Give the sign of a side, empty where there is nothing to say.

    >>> sign("more"), sign("untested")
    ('▲', '')
    """
    return SIGNS.get(Side(side), "")


def legend(comparison: Comparison) -> str:
    """Explain the signs."""
    first = comparison.compared[0].name
    return (
        f"▲ plus fragile que {first} ; ▼ moins fragile ; ≈ écart non établi : les intervalles ne "
        "permettent pas de conclure. Sans signe, aucun intervalle n’est connu : les nombres se "
        "lisent sans conclure."
    )


def sentences(comparison: Comparison) -> list[str]:
    """Say in which domains each place compared differs from the first, and where none can tell."""
    said = []
    for position, one in enumerate(comparison.compared[1:], start=1):
        rows = comparison.scores[
            (comparison.scores["position"] == position)
            & comparison.scores["domain"].isin(DOMAIN_KEYS)
        ].set_index("domain")["side"]
        by_side = {side: [domain(key).short for key in rows.index[rows == side]] for side in Side}
        if one.basis is Basis.NONE:
            said.append(f"{one.name} : {one.basis_label}. Comparez les indicateurs.")
            continue
        parts = [
            f"{words} dans {_counted(by_side[side])}"
            for side, words in (
                (Side.MORE, "plus fragile"),
                (Side.LESS, "moins fragile"),
                (Side.UNCLEAR, "écart non établi"),
                (Side.UNTESTED, "sans intervalle"),
            )
            if by_side[side]
        ]
        how = "" if one.basis is Basis.OWN else f" ({one.basis_label})"
        said.append(f"{one.name}{how} : {' ; '.join(parts) or 'aucun score à comparer'}.")
    return said


#: Domains named one by one in a sentence; beyond, they are counted and the table names them.
_NAMED = 4


def _counted(names: list[str]) -> str:
    count = f"{number(len(names))} {plural(len(names), 'domaine')}"
    return f"{count} ({listed(names)})" if len(names) <= _NAMED else count


def mixed_levels_note(comparison: Comparison) -> str:
    """Warn that places of several levels are compared; empty where all are of one level."""
    if all(one.basis is Basis.OWN for one in comparison.compared):
        return ""
    level = comparison.level
    note = (
        f"Un score situe un territoire parmi ceux de son niveau. Tout est donc ramené ici à "
        f"l’échelle des {level.plural} : un territoire plus vaste y figure par la moyenne de ses "
        f"{level.plural}, pondérée par la population."
    )
    if any(one.basis is Basis.NONE for one in comparison.compared):
        note += (
            " Un territoire plus petit n’y a pas de score : seuls ses indicateurs, en valeur "
            "absolue, se comparent."
        )
    return note
