"""How long the screens that weigh most take, at the start of a server and once it is warm.

``python bench/pages.py`` prints a Markdown table: the server's part, asked as a browser asks for it
(no drawing); then the processor time of a profile that nobody asked for, of the page of its note
and of the PDF. What a browser adds on a slow phone: ``bench/first_visit.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.load import PDF_BUTTON, Visitor, application, processor

PLACE, OTHER = "territoire=commune:09122", "territoire=commune:32462"
#: Communes whose note is read, here and there.
READ = ("23045", "01004", "59350", "2A004", "33063", "67482", "97411", "26198")


@contextmanager
def visitor(address: str) -> Iterator[Visitor]:
    """Open a session."""
    with connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://{address}"),
        max_size=None,
    ) as opened:
        yield Visitor(address, opened)


def server_times() -> dict[str, tuple[float, float]]:
    """Seconds of each screen on a server that just started, with its budget."""
    found = {}
    for name, budget, page, query in (
        ("first page after a start (home)", 3.0, "", ""),
        ("first page after a start (profile)", 3.0, "territoire", PLACE),
        ("first page after a start (data and method)", 3.0, "donnees", ""),
    ):
        with application() as (address, _), visitor(address) as someone:
            found[name] = (budget, someone.open(page, query))
            if page == "territoire":
                found["another profile, warm server"] = (1.0, someone.open(page, OTHER))
                found["the same profile again"] = (1.0, someone.open(page, PLACE))
    return found


def costs() -> dict[str, float]:
    """Seconds of processor, on average over some communes, of what a reader of notes asks."""
    spent = dict.fromkeys(("profile", "page of its note", "its PDF"), 0.0)
    with application() as (address, process), visitor(address) as someone:
        someone.open("note", PLACE)

        def measured(name: str, ask: Callable[[], object]) -> None:
            before = processor(process)
            ask()
            spent[name] += (processor(process) - before) / len(READ)

        for code in READ:
            place = f"territoire=commune:{code}"
            measured("profile", partial(someone.open, "territoire", place))
            measured("page of its note", partial(someone.open, "note", place))
            measured("its PDF", partial(someone.take, PDF_BUTTON))
    return spent


def main() -> None:
    """Print both tables."""
    print("| screen | budget | seconds |")
    print("|---|---|---|")
    for name, (budget, seconds) in server_times().items():
        print(f"| {name} | {budget:.0f} s | {seconds:.1f} s |", flush=True)
    print("\n| of a commune | processor |")
    print("|---|---|")
    for name, seconds in costs().items():
        print(f"| {name} | {seconds:.2f} s |")


if __name__ == "__main__":
    main()
