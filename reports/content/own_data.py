"""What an organisation brings of a place, told apart from what is published, under its mark."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from atlas.desk.own_rows import OWN_SENTENCE, only_own
from atlas.desk.wording import quantity
from atlas.profiles import Profile
from atlas.profiles.programme_words import (
    ABOUT,
    ABOUT_WAVES,
    NOT_DISTINGUISHABLE,
    WAVES_HEADING,
    national_mentions,
    own_mentions,
    programme_table,
    waves_table,
)
from atlas.profiles.programme_words import HEADING as HEADING_PROGRAMME
from common.french import number, plural
from common.grammar import typographic
from indicators.base.domains import domain_label
from reports.report import Block, Cell, Column, Paragraph, Section, Table

HEADING = "Données de votre organisation"
#: Partnerships that a note has room for.
MOST_NAMED = 12


def own_section(desk: Desk, profile: Profile) -> tuple[Section, ...]:
    """Tell the indicators, the answers and the partnerships that the organisation brings.

    Returns
    -------
    tuple of Section
        None where it brings nothing of this place.
    """
    blocks = (
        *_indicators(desk, profile),
        *_answers(desk, profile),
        *_programme(desk, profile),
        *_waves(desk, profile),
        *_partnerships(desk, profile),
    )
    if not blocks:
        return ()
    mark = Paragraph(
        "Elles n’entrent ni dans les scores, ni dans les rangs, ni dans les taux de partenariats.",
        lead=OWN_SENTENCE,
    )
    return (Section(HEADING, (mark, *blocks)),)


def _indicators(desk: Desk, profile: Profile) -> tuple[Block, ...]:
    rows = only_own(profile.indicators, "key").dropna(subset=["value"])
    if rows.empty:
        return ()
    sources = [desk.catalogue[key] for key in rows["key"]]
    cells = zip(*(rows[name] for name in ("label", "domain", "value", "unit", "year")), sources,
                strict=True)  # fmt: skip
    return (
        Table(
            "Indicateurs",
            (
                Column("Indicateur", width=2.4),
                Column("Domaine", width=1.4),
                Column("Valeur", "right"),
                Column("Année", "right", 0.6),
                Column("Source", width=1.6),
            ),
            tuple(
                (
                    Cell(typographic(str(label))),
                    Cell(domain_label(domain)),
                    Cell(quantity(value, unit)),
                    Cell(str(year)),
                    Cell(typographic(source.producer)),
                )
                for label, domain, value, unit, year, source in cells
            ),
            compact=True,
        ),
    )


def _answers(desk: Desk, profile: Profile) -> tuple[Block, ...]:
    """List what each group answered, with the territory where it was asked and the mention."""
    rows = only_own(profile.views, "survey")
    return tuple(
        Paragraph(
            typographic(
                f"{_felt(desk, some)}. {mention}"  # the mention names the survey and says the mark
            ),
            lead=f"Ressenti, {typographic(str(name))}.",
            small=True,
        )
        for (name, mention), some in rows.groupby(["measured_name", "mention"], sort=False)
    )


def _programme(desk: Desk, profile: Profile) -> tuple[Block, ...]:
    """Lay out the programme's questions, each national figure with its mention."""
    every = profile.programme
    rows = every[every["published"].notna()]
    left = len(every) - len(rows)
    if every.empty:
        return ()
    more = Paragraph(
        f"{number(left)} autres {plural(left, 'réponse')} sans chiffre national publié : page "
        "Territoire.",
        small=True,
    )
    if rows.empty:
        return (more,)
    mentions = [
        *(f"({place}) {text}" for place, text in enumerate(national_mentions(rows), start=1)),
        *own_mentions(rows),
    ]
    return (
        _laid(HEADING_PROGRAMME, programme_table(desk, rows), (1.6, 1.8, 1.0, 1.3, 1.3, 0.8, 1.2)),
        Paragraph(ABOUT, small=True),
        *(Paragraph(typographic(text), small=True) for text in mentions),
        *([more] if left else []),
    )


def _waves(desk: Desk, profile: Profile) -> tuple[Block, ...]:
    """Lay out what changed for certain between two surveys, and count the rest."""
    real = profile.waves[profile.waves["real"]]
    left = len(profile.waves) - len(real)
    if profile.waves.empty:
        return ()
    others = f"{number(left)} {plural(left, 'évolution')} {NOT_DISTINGUISHABLE}. {ABOUT_WAVES}"
    about = Paragraph(others, lead="" if len(real) else f"{WAVES_HEADING}.", small=True)
    mentions = [Paragraph(typographic(text), small=True) for text in own_mentions(real)]
    if real.empty:
        return (about,)
    widths = (1.6, 1.6, 1.0, 1.3, 0.8, 0.8, 1.3, 1.2)
    return (
        _laid(WAVES_HEADING, waves_table(desk, real), widths),
        about,
        *mentions,
    )


def _laid(caption: str, frame: pd.DataFrame, widths: Sequence[float]) -> Table:
    return Table(
        caption,
        tuple(
            Column(str(name), width=width)
            for name, width in zip(frame.columns, widths, strict=True)
        ),
        tuple(
            tuple(Cell(typographic(str(cell))) for cell in row)
            for row in frame.itertuples(index=False)
        ),
        compact=True,
    )


def _felt(desk: Desk, rows: pd.DataFrame) -> str:
    names = ("group", "survey", "domain", "value", "low", "high")
    cells = zip(*(rows[name] for name in names), strict=True)
    return " ; ".join(
        f"{domain_label(domain)}, {heard_label(desk, group, [survey]).lower()} : "
        f"{number(value)} sur 100" + (f" ({number(low)} à {number(high)})" if pd.notna(low) else "")
        for group, survey, domain, value, low, high in cells
    )


def _partnerships(desk: Desk, profile: Profile) -> tuple[Block, ...]:
    rows = only_own(profile.partnerships, "scheme")
    if rows.empty:
        return ()
    labels = desk.schemes.set_index("scheme")["label"]
    named = [
        f"{title} ({labels[scheme]})"
        for title, scheme in zip(rows["title"], rows["scheme"], strict=True)
    ][:MOST_NAMED]
    left = len(rows) - len(named)
    more = f" ; et {number(left)} {plural(left, 'autre')}" if left > 0 else ""
    kind = f"{number(len(rows))} {plural(len(rows), 'partenariat')}"
    return (Paragraph(typographic(f"{' ; '.join(named)}{more}."), lead=f"{kind}.", small=True),)
