"""A comparison in French: signs, sentences."""

from __future__ import annotations

from collections.abc import Sequence

from atlas.compare.model import Basis, Comparison
from common.french import listed, number, plural
from indicators.base.domains import DOMAIN_KEYS, domain
from indicators.scores.deviation import Fragility

#: Before a value: what it says next to that of the first place. Without a sign, nothing can be
#: said: no interval tells what chance or choices of method may do.
SIGNS = {Fragility.MORE: "▲", Fragility.LESS: "▼", Fragility.UNCLEAR: "≈"}


def sign(side: str) -> str:
    """Give the sign of a side, empty where there is nothing to say.

    >>> sign("more"), sign("untested")
    ('▲', '')
    """
    return SIGNS.get(Fragility(side), "")


def legend(first: str) -> str:
    """Explain the signs, from the point of view of the first place.

    Parameters
    ----------
    first : its name in a sentence.
    """
    return (
        f"Devant une valeur, ▲ : ce territoire est plus fragile, {first} l’est donc moins ; ▼ : il "
        f"est moins fragile, {first} l’est donc plus ; ≈ : écart non établi, les intervalles ne "
        "permettent pas de conclure. Sans signe, aucun intervalle n’est connu : les nombres se "
        "lisent sans conclure."
    )


def sentences(comparison: Comparison, first: str, than: Sequence[str]) -> list[str]:
    """Say in which domains the first place differs from each other one, where that is established.

    Nothing is said of the other domains, nor of the level: one caption says both for all of them.

    Parameters
    ----------
    comparison : what is told.
    first : name of the first place in a sentence.
    than : for each other place, *que* and its name.
    """
    said = []
    others = zip(comparison.compared[1:], than, strict=True)
    for position, (one, than_it) in enumerate(others, start=1):
        if one.basis is Basis.NONE:
            said.append(f"{one.name} : {one.basis_label}. Comparez les indicateurs.")
            continue
        rows = comparison.scores[
            (comparison.scores["position"] == position)
            & comparison.scores["domain"].isin(DOMAIN_KEYS)
        ].set_index("domain")["side"]
        by_side = {
            side: [domain(key).short for key in rows.index[rows == side]] for side in Fragility
        }
        said.append(f"{_capital(_differences(by_side, first, than_it))}.")
    return said


def _differences(by_side: dict[Fragility, list[str]], first: str, than: str) -> str:
    """Say the sides of one place; a side is that of the other, more or less fragile."""
    established = [
        (f"{words} fragile", f"dans {_counted(by_side[side])}")
        for side, words in ((Fragility.LESS, "plus"), (Fragility.MORE, "moins"))
        if by_side[side]
    ]
    if established:
        (how, where), *more = established
        told = [f"{how} {than} {where}", *(" ".join(parts) for parts in more)]
        return f"{first} est {' et '.join(told)}"
    if by_side[Fragility.UNCLEAR] or by_side[Fragility.UNTESTED]:
        return f"rien n’établit que {first} soit plus ou moins fragile {than}"
    return f"{first} n’a aucun score à comparer à un autre territoire"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


#: Goes with the sentences.
LEFT_OUT = "Dans les autres domaines, les intervalles ne permettent pas de conclure."
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
        f"l’échelle des {level.plural} : un territoire plus vaste y figure par la médiane de ses "
        f"{level.plural}, que la moitié dépasse."
    )
    if any(one.basis is Basis.NONE for one in comparison.compared):
        note += (
            " Un territoire plus petit n’y a pas de score : seuls ses indicateurs, en valeur "
            "absolue, se comparent."
        )
    return note
