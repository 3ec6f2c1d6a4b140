"""A note made by hand: all the kinds of blocks, and nothing that depends on the data."""

from __future__ import annotations

from atlas.desk.about import About
from atlas.desk.provenance import DEMONSTRATION_MARK, Source
from reports.report import Cell, Column, Dot, Figure, Item, Items, Paragraph, Report, Section, Table

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">'
    '<rect width="200" height="60" fill="#f3efe9"/><circle cx="60" cy="30" r="22" fill="#cb6784"/>'
    '<rect x="110" y="12" width="60" height="36" fill="#2c1243"/></svg>'
)


def sample(title: str = "CRTE de l’Essai", *, mark: str = DEMONSTRATION_MARK) -> Report:
    """Make the note; without a mark, no cell is of the demonstration."""
    items = Items(
        tuple(
            Item(f"Constat {n}", f"La mesure donne {n * 12} sur 100 ici.", f"Base : {n} réponses.")
            for n in (1, 2, 3)
        )
    )
    dots = Table(
        "Rang parmi les CRTE",
        (
            Column("Domaine", width=2),
            Column("Lecture", "center", 3, axis="Moins fragile → plus fragile"),
            Column("Score", "right"),
            Column("Rang", "right"),
        ),
        (
            _row("Emploi", Dot(0.9, 0.8, 0.95, "weak"), "fragilité établie"),
            _row("Santé", Dot(0.1, 0.05, 0.2, "strong"), "solidité établie"),
            _row("Sécurité", Dot(0.5, 0.3, 0.7, "plain"), "non établi"),
            (Cell("Éducation"), Cell("sans score"), Cell("–"), Cell("–")),
        ),
        compact=True,
    )
    groups = Table(
        "Fragilité ressentie",
        (Column("Domaine"), Column("Citoyens"), Column("Entreprises")),
        (
            (
                Cell("Emploi"),
                Cell("61 (55 à 67) [a]\nnon établi"),
                _drawn("48 (41 à 55) [b]", mark),
            ),
            (Cell("Santé"), Cell("–"), _drawn("35 (30 à 41) [b]", mark)),
        ),
    )
    return Report(
        kicker="Note de territoire · CRTE",
        lines=("12 345 habitants (2023) · 67 km²", "Essai · région"),
        sections=(
            Section("Trois faits", (items,)),
            Section("À lire", (Paragraph("Une note en petit.", lead="Lecture.", small=True),)),
            Section(
                "Le territoire", (Figure("Carte", "Carte de l’essai.", SVG.encode()), dots), True
            ),
            Section("Ce que ressentent les groupes", (groups,), True),
            Section("Sources", (Paragraph("Insee : recensement 2023.", small=True),), True),
        ),
        stamp=("donnees-0123456789", "reglages-abcdef0123", "avec-demonstration"),
        about=About(
            title,
            sources=(Source("Insee", "recensement", "2023", "Licence Ouverte 2.0"),),
            demonstration=bool(mark),
            data_version="0123456789",
            recipe="abcdef0123",
        ),
    )


def _row(name: str, dot: Dot, reading: str) -> tuple[Cell, ...]:
    return Cell(name), Cell(reading, dot=dot), Cell("50"), Cell("12ᵉ à 40ᵉ")


def _drawn(text: str, mark: str) -> Cell:
    return Cell(text, demonstration=bool(mark))
