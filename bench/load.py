"""Many people at once: browser-like sessions on the real application, over loopback only.

``python bench/load.py [sessions [servers]] [epci] [commune] [notes] [hurry]`` starts the
application (once, or as many times as asked) and lets 30 sessions (or as many as asked, at most 60)
do the same errand: open the map of a level, then change its domain five times; or open the profiles
of five communes and take the note of each, reading both or in a hurry. They pause to look. It
prints a Markdown table, a row for each errand. Each session speaks Streamlit's own protocol over
its WebSocket, as the page in a browser does, and fetches the page, the files it asks for and the
start of the tiles: thirty browsers on the same processor would measure browsers.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from common.grammar import typographic
from common.levels import Level
from common.paths import DATA, ROOT, STATIC
from geo.territories import read_territories
from geo.tiles import ensure_tiles
from indicators.base.domains import DOMAIN_KEYS, domain_label

MOST_SESSIONS = 60
CHANGES = 5
#: Seconds that one looks at a map before asking for another one; that one reads a profile, or a
#: note of four pages, before going on.
LOOKING, READING = (3.0, 9.0), (15.0, 45.0)
#: Seconds over which the sessions arrive.
ARRIVAL = 20.0
#: Seconds after which an answer is an error.
PATIENCE = 60.0
SUCCESS = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
#: Label of the button that gives the note.
PDF_BUTTON = "Télécharger le PDF"


@dataclass
class Visit:
    """What one session met: seconds to each answer, bytes received, errors shown."""

    opening: float = 0.0
    changes: list[float] = field(default_factory=list)
    notes: list[float] = field(default_factory=list)
    received: int = 0
    errors: list[str] = field(default_factory=list)


class Visitor:
    """One session of the application."""

    def __init__(self, address: str, opened: ClientConnection) -> None:
        self.address = address
        self.socket = opened
        self.visit = Visit()
        self.widgets: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.headings: list[str] = []
        self.query = self.session = ""

    def open(self, page: str, query: str = "", expected: str = "") -> float:
        """Open a page at an address, whose headings must name what is expected; seconds."""
        self.widgets.clear()
        self.files.clear()
        self.query = query
        return self.run(page, BackMsg(), expected)

    def choose(self, page: str, label: str, choice: str) -> float:
        """Make another choice in one of the lists of the page; seconds until it is whole."""
        message = BackMsg()
        state = WidgetState(id=self.widgets[label], string_value=choice)
        message.rerun_script.widget_states.widgets.append(state)
        return self.run(page, message, choice)

    def take(self, button: str, start_of_file: bytes = b"%PDF") -> float:
        """Take the file of a button; seconds until its last byte."""
        message = BackMsg()
        message.backend_operation_request.request_id = button
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = self.files[button]
        start = time.perf_counter()
        self.socket.send(message.SerializeToString())
        answer = self._next()
        while answer.WhichOneof("type") != "backend_operation_response":
            answer = self._next()
        url = answer.backend_operation_response.deferred_file.url
        try:
            content = fetch(f"http://{self.address}{url}") if url else b""
        except OSError:
            content = b""
        if not content.startswith(start_of_file):
            self.visit.errors.append(f"pas de fichier : {button}")
        return time.perf_counter() - start

    def run(self, page: str, message: BackMsg, expected: str = "") -> float:
        """Ask for a page, with what a widget says; seconds until it is whole."""
        self.headings.clear()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = self.query
        start = time.perf_counter()
        self.socket.send(message.SerializeToString())
        while not self._finished():
            if time.perf_counter() - start > PATIENCE:
                self.visit.errors.append("pas de réponse")
                break
        if not any(expected in heading for heading in self.headings):
            self.visit.errors.append(f"« {expected} » attendu, {self.headings} trouvé")
        return time.perf_counter() - start

    def _next(self) -> ForwardMsg:
        raw = self.socket.recv(timeout=PATIENCE, decode=False)
        self.visit.received += len(raw)
        answer: ForwardMsg = ForwardMsg.FromString(raw)
        return answer

    def _finished(self) -> bool:
        answer = self._next()
        element = answer.delta.new_element
        if answer.HasField("new_session"):
            self.session = answer.new_session.initialize.session_id
        if element.HasField("selectbox"):
            self.widgets[element.selectbox.label] = element.selectbox.id
        if element.HasField("download_button"):
            self.files[element.download_button.label] = element.download_button.deferred_file_id
        if answer.HasField("page_info_changed"):
            self.query = answer.page_info_changed.query_string
        if element.HasField("heading"):
            self.headings.append(element.heading.body)
        if element.HasField("exception") or (
            element.HasField("alert") and element.alert.format == element.alert.Format.ERROR
        ):
            self.visit.errors.append(element.exception.message or element.alert.body)
        finished: bool = answer.script_finished == SUCCESS
        return finished and answer.WhichOneof("type") == "script_finished"


#: What a session does: its visitor, its own chance, how long it looks, how often it asks again.
Errand = Callable[[Visitor, random.Random, tuple[float, float], int], None]


def maps(level: Level) -> Errand:
    """Open the map of a level and change its domain several times."""

    def errand(
        visitor: Visitor, chance: random.Random, pause: tuple[float, float], changes: int
    ) -> None:
        visitor.visit.opening = visitor.open("carte", f"niveau={level.value}")
        for key in chance.sample(DOMAIN_KEYS, changes):
            time.sleep(chance.uniform(*pause))
            visitor.visit.changes.append(visitor.choose("carte", "Domaine", domain_label(key)))

    return errand


def notes(
    visitor: Visitor, chance: random.Random, pause: tuple[float, float], changes: int
) -> None:
    """Open the profiles of several communes that nobody looked at, then take the note of each."""
    names = _communes()
    for code in chance.sample(sorted(names), changes):
        place = f"territoire={Level.COMMUNE.value}:{code}"
        seconds = visitor.open("territoire", place, names[code])
        visitor.visit.opening = visitor.visit.opening or seconds
        visitor.visit.changes.append(seconds)
        time.sleep(chance.uniform(*pause))
        seconds = visitor.open("note", place, names[code])
        visitor.visit.notes.append(seconds + visitor.take(PDF_BUTTON))
        time.sleep(chance.uniform(*pause))


@cache
def _communes() -> dict[str, str]:
    territories = read_territories(DATA)
    rows = territories[territories["level"] == Level.COMMUNE.value]
    return dict(zip(rows["code"], rows["name"].map(typographic), strict=True))


#: What crowds do, by name, and how long they look at each answer.
ERRANDS: dict[str, tuple[Errand, tuple[float, float]]] = {
    "epci": (maps(Level.EPCI), LOOKING),
    "commune": (maps(Level.COMMUNE), LOOKING),
    "notes": (notes, READING),
    "hurry": (notes, LOOKING),
}


def visit(
    address: str,
    seed: int,
    errand: Errand,
    pause: tuple[float, float] = LOOKING,
    changes: int = CHANGES,
) -> Visit:
    """Do an errand in a session of its own."""
    chance = random.Random(seed)  # noqa: S311 - who arrives when is no secret
    time.sleep(chance.uniform(0, ARRIVAL if pause[1] else 0))
    fetch(f"http://{address}/")
    with connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://{address}"),
        max_size=None,
    ) as opened:
        visitor = Visitor(address, opened)
        errand(visitor, chance, pause, changes)
    return visitor.visit


def fetch(url: str, last_byte: int | None = None) -> bytes:
    """Ask for an address of the application, or its first bytes."""
    request = urllib.request.Request(url)  # noqa: S310 - http, on loopback
    if last_byte is not None:
        request.add_header("Range", f"bytes=0-{last_byte}")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - same
        content: bytes = answer.read()
        return content


@contextmanager
def application() -> Iterator[tuple[str, int]]:
    """Start the application on a free port of loopback; its address and process number."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"127.0.0.1:{port}"
    command = [
        *(sys.executable, "-m", "streamlit", "run", "streamlit_app.py"),
        *("--server.address", "127.0.0.1", "--server.port", str(port)),
    ]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(120):
            try:
                fetch(f"http://{address}/_stcore/health")
                break
            except OSError:
                time.sleep(0.5)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def resident(process: int) -> float:
    """Resident memory of a process, MB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def processor(process: int) -> float:
    """Processor time that a process has taken, user and system, s."""
    told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def load(
    sessions: int,
    errand: str = "epci",
    pause: tuple[float, float] | None = None,
    changes: int = CHANGES,
    replicas: int = 1,
) -> tuple[list[Visit], float]:
    """Let sessions do the same errand at the same time.

    Parameters
    ----------
    sessions : how many.
    errand : key of :data:`ERRANDS`.
    pause : seconds between two requests of a session, its least and most; those of the errand
        unless given.
    changes : requests of each session.
    replicas : servers that share the sessions evenly, as behind a proxy.

    Returns
    -------
    (list of Visit, float)
        What they met, and the most memory that the servers held together (MB).
    """
    asked, usual = ERRANDS[errand]
    pause = usual if pause is None else pause
    tiles = ensure_tiles(DATA, STATIC / "tiles")[Level.EPCI]
    with ExitStack() as stack:
        servers = [stack.enter_context(application()) for _ in range(replicas)]
        for address, _ in servers:
            # A first visitor opens the data and makes the layers that all share.
            visit(address, -1, asked, (0, 0), len(DOMAIN_KEYS) if asked is not notes else 1)
            fetch(f"http://{address}/app/static/tiles/{tiles.low}", 16_383)
        peak, over = [0.0], threading.Event()

        def watch() -> None:
            while not over.wait(0.5):
                peak[0] = max(peak[0], sum(resident(process) for _, process in servers))

        def one(seed: int) -> Visit:
            return visit(servers[seed % replicas][0], seed, asked, pause, changes)

        watcher = threading.Thread(target=watch)
        watcher.start()
        with ThreadPoolExecutor(sessions) as crowd:
            visits = list(crowd.map(one, range(sessions)))
        over.set()
        watcher.join()
    return visits, peak[0]


def at_most(seconds: Sequence[float], share: float = 0.95) -> float:
    """Seconds within which a share of the answers came; NaN without any."""
    return float(np.quantile(seconds, share)) if seconds else float("nan")


def main(sessions: int, replicas: int, errands: Sequence[str]) -> None:
    """Print what the sessions met, a row for each errand."""
    print(
        "| errand | servers | sessions | answers | errors | opening p95 | change median "
        "| change p95 | change max | note median | note p95 | received per session | memory |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    for name in errands:
        visits, memory = load(min(sessions, MOST_SESSIONS), name, replicas=replicas)
        openings = [found.opening for found in visits]
        changes = [seconds for found in visits for seconds in found.changes]
        taken = [seconds for found in visits for seconds in found.notes]
        errors = [error for found in visits for error in found.errors]
        print(
            f"| {name} | {replicas} | {len(visits)} | {len(openings) + len(changes) + len(taken)} "
            f"| {len(errors)} | {at_most(openings):.2f} s | {at_most(changes, 0.5):.2f} s "
            f"| {at_most(changes):.2f} s | {max(changes):.2f} s | {at_most(taken, 0.5):.2f} s "
            f"| {at_most(taken):.2f} s "
            f"| {np.mean([found.received for found in visits]) / 1e6:.2f} MB | {memory:.0f} MB |"
        )
        for error in errors[:5]:
            print(error)


if __name__ == "__main__":
    counts = [int(text) for text in sys.argv[1:] if text.isdecimal()]
    main(
        counts[0] if counts else 30,
        counts[1] if len(counts) > 1 else 1,
        [name for name in sys.argv[1:] if name in ERRANDS] or list(ERRANDS),
    )
