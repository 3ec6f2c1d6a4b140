"""Many people at once: browser-like sessions on the real application, over loopback only.

``python bench/load.py [sessions]`` starts the application, lets 30 sessions (or as many as asked,
at most 60) open the map, then change the domain five times each with a pause to look, and prints a
Markdown table. Each session speaks Streamlit's own protocol over its WebSocket, as the page in a
browser does, and fetches the page and the start of the tiles: thirty browsers on the same
processor would measure browsers.
"""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from common.levels import Level
from common.paths import DATA, ROOT, STATIC
from geo.tiles import ensure_tiles
from indicators.base.domains import DOMAIN_KEYS, domain_label

MOST_SESSIONS = 60
CHANGES = 5
#: Seconds that a reader looks at a map before asking for another one.
PAUSE = (3.0, 9.0)
#: Seconds over which the sessions arrive.
ARRIVAL = 20.0
#: Seconds after which an answer is an error.
PATIENCE = 60.0
SUCCESS = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY


@dataclass
class Visit:
    """What one session met: seconds to each answer, bytes received, errors shown."""

    opening: float = 0.0
    changes: list[float] = field(default_factory=list)
    received: int = 0
    errors: list[str] = field(default_factory=list)


class Visitor:
    """One session of the map page."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.visit = Visit()
        self.widgets: dict[str, str] = {}
        self.headings: list[str] = []
        self.query = ""

    def ask(self, label: str = "", choice: str = "") -> float:
        """Run the page, with another choice in one of its lists; seconds until it is whole."""
        self.headings.clear()
        message = BackMsg()
        message.rerun_script.page_name = "carte"
        message.rerun_script.query_string = self.query
        if label:
            state = WidgetState(id=self.widgets[label], string_value=choice)
            message.rerun_script.widget_states.widgets.append(state)
        start = time.perf_counter()
        self.socket.send(message.SerializeToString())
        while not self._finished():
            if time.perf_counter() - start > PATIENCE:
                self.visit.errors.append("pas de réponse")
                break
        if not any(choice in heading for heading in self.headings):
            self.visit.errors.append(f"la carte ne montre pas « {choice} » : {self.headings}")
        return time.perf_counter() - start

    def _finished(self) -> bool:
        raw = self.socket.recv(timeout=PATIENCE, decode=False)
        self.visit.received += len(raw)
        answer = ForwardMsg.FromString(raw)
        element = answer.delta.new_element
        if element.HasField("selectbox"):
            self.widgets[element.selectbox.label] = element.selectbox.id
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


def visit(
    address: str, seed: int, pause: tuple[float, float] = PAUSE, changes: int = CHANGES
) -> Visit:
    """Open the map and change its domain several times."""
    chance = random.Random(seed)  # noqa: S311 - who arrives when is no secret
    time.sleep(chance.uniform(0, ARRIVAL if pause[1] else 0))
    fetch(f"http://{address}/carte")
    with connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://{address}"),
        max_size=None,
    ) as opened:
        visitor = Visitor(opened)
        visitor.visit.opening = visitor.ask()
        for key in chance.sample(DOMAIN_KEYS, changes):
            time.sleep(chance.uniform(*pause))
            visitor.visit.changes.append(visitor.ask("Domaine", domain_label(key)))
    return visitor.visit


def fetch(url: str, last_byte: int | None = None) -> int:
    """Ask for an address of the application, or its first bytes; how many came."""
    request = urllib.request.Request(url)  # noqa: S310 - http, on loopback
    if last_byte is not None:
        request.add_header("Range", f"bytes=0-{last_byte}")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - same
        return len(answer.read())


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


def load(sessions: int, pause: tuple[float, float] = PAUSE) -> tuple[list[Visit], float]:
    """Let sessions visit at the same time; what they met, and the most memory used (MB)."""
    tiles = ensure_tiles(DATA, STATIC / "tiles")[Level.EPCI]
    with application() as (address, process):
        # A first visitor opens the data and makes the layers that all share, as after any start.
        visit(address, -1, (0, 0), len(DOMAIN_KEYS))
        fetch(f"http://{address}/app/static/tiles/{tiles.low}", 16_383)
        peak, over = [resident(process)], threading.Event()

        def watch() -> None:
            while not over.wait(0.5):
                peak[0] = max(peak[0], resident(process))

        watcher = threading.Thread(target=watch)
        watcher.start()
        with ThreadPoolExecutor(sessions) as crowd:
            visits = list(crowd.map(lambda seed: visit(address, seed, pause), range(sessions)))
        over.set()
        watcher.join()
    return visits, peak[0]


def main(sessions: int) -> None:
    """Print what the sessions met."""
    visits, memory = load(min(sessions, MOST_SESSIONS))
    openings = [found.opening for found in visits]
    changes = [seconds for found in visits for seconds in found.changes]
    errors = [error for found in visits for error in found.errors]
    print(
        "| sessions | answers | errors | opening p95 | change median | change p95 | change max "
        "| received per session | memory |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    print(
        f"| {len(visits)} | {len(openings) + len(changes)} | {len(errors)} "
        f"| {np.quantile(openings, 0.95):.2f} s | {np.median(changes):.2f} s "
        f"| {np.quantile(changes, 0.95):.2f} s | {max(changes):.2f} s "
        f"| {np.mean([found.received for found in visits]) / 1e6:.2f} MB | {memory:.0f} MB |"
    )
    for error in errors[:5]:
        print(error)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
