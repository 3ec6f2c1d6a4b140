"""What sessions with own data hold: memory of each, once much was asked of it.

``python bench/own_sessions.py [sessions]`` loads the examples of ``docs/mes-donnees`` into a
workspace a session (6), beside one desk, asks of each a profile, a layer, records and the choices
of the gaps, and prints a Markdown table: MB of resident memory a session then holds, on average.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from atlas.desk.desk import Desk
from atlas.desk.own import with_workspace
from atlas.desk.perimeters import gazetteer
from atlas.divergences.choices import gap_choices
from atlas.layers.layer import layer
from atlas.layers.query import parse_query
from atlas.partnerships.records import RecordsQuery, choose_records
from atlas.profiles import profile
from common.levels import Level, Territory
from common.memory import give_back
from common.paths import ROOT
from own_data.kinds.choices import Choices
from own_data.kinds.keys import is_own
from own_data.kinds.loading import check
from own_data.loaded import OwnKind, OwnSource
from own_data.workspace.session import SessionWorkspace

EXAMPLES = {
    OwnKind.RESULTS: "exemple-resultats.csv",
    OwnKind.PARTNERSHIPS: "exemple-partenariats.csv",
    OwnKind.INDICATORS: "exemple-indicateurs.csv",
}
HERE = Territory(Level.COMMUNE, "01004")


def resident() -> float:
    """Give the resident memory of the process, MB, without what is only not yet given back."""
    gc.collect()
    give_back(pause=0)
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def loaded(desk: Desk) -> SessionWorkspace:
    """Make a workspace of the examples."""
    workspace = SessionWorkspace()
    for kind, name in EXAMPLES.items():
        content = (ROOT / "docs" / "mes-donnees" / name).read_bytes()
        choices = Choices(OwnSource(name, "Préfecture", 2026))
        checked = check(kind, content, name, gazetteer(desk), choices)
        if checked.loaded is None:
            raise SystemExit(str(checked.report))
        workspace.add(checked.loaded)
    return workspace


def ask(desk: Desk) -> None:
    """Ask what a visit of the screens asks."""
    profile(desk, HERE)
    own = next(key for key in desk.catalogue if is_own(key))
    layer(desk, parse_query("commune", measure="indicator", indicator=own))
    choose_records(desk, RecordsQuery(within=Territory(Level.DEPARTEMENT, "01")))
    gap_choices(desk)


def main(sessions: int) -> None:
    """Print the table."""
    desk = Desk()
    ask(with_workspace(desk, loaded(desk)))  # what all share is read by whoever comes first
    start, kept = resident(), []
    for _ in range(sessions):
        kept.append(with_workspace(desk, loaded(desk)))
        ask(kept[-1])
    print("| sessions | memory of each |\n|---|---|")
    print(f"| {len(kept)} | {(resident() - start) / sessions:.0f} MB |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
