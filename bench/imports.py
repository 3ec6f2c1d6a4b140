"""What each screen imports: seconds and memory before it says a word.

``python bench/imports.py [times]`` runs, for each screen and as many times as asked (3), the
imports of ``streamlit_app.py`` and of the screen's file in a process of its own, and prints a
Markdown table of medians. The line *streamlit* is what any application pays. Processor time is told
rather than time on the clock: a busy machine changes it less.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DOOR = ROOT / "streamlit_app.py"
SCREENS = {path.stem: path for path in sorted((ROOT / "pages").glob("[a-z]*.py"))}
#: Packages whose weight no screen should carry before it uses them.
HEAVY = ("matplotlib", "docx", "typst", "pypdfium2", "scipy", "libpysal", "esda", "rasterio")


@dataclass(frozen=True)
class Cost:
    """What imports cost.

    Attributes
    ----------
    seconds : processor time.
    memory : resident memory of the process afterwards, MB.
    heavy : packages of :data:`HEAVY` that were loaded.
    modules : every module that was loaded.
    """

    seconds: float
    memory: float
    heavy: tuple[str, ...]
    modules: frozenset[str]


def imports_of(path: Path) -> list[str]:
    """Modules that a file imports when it is loaded, in order.

    >>> imports_of(DOOR)[-1]
    'pages.parts.kit.notices'
    """
    found: list[str] = []
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def cost_of(modules: list[str]) -> Cost:
    """Import modules in a fresh process."""
    code = "import bench.imports as b; b.measure()"
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, *modules],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, memory, loaded = json.loads(done.stdout)
    heavy = tuple(name for name in HEAVY if name in loaded)
    return Cost(seconds, memory, heavy, frozenset(loaded))


def measure() -> None:
    """Import the modules named on the command line; print what that cost, as JSON."""
    begin = time.process_time()
    for module in sys.argv[1:]:
        importlib.import_module(module)
    seconds = time.process_time() - begin
    status = Path("/proc/self/status").read_text("utf-8")
    memory = int(status.partition("VmRSS:")[2].split()[0]) / 1000
    print(json.dumps([seconds, memory, sorted(sys.modules)]))


def modules_by_screen() -> dict[str, frozenset[str]]:
    """Modules that each screen loads, what the door imports made once for all of them.

    Raises
    ------
    subprocess.CalledProcessError
        If a screen cannot be imported.
    """
    code = "import bench.imports as b; b.tell_screens()"
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    told = (json.loads(line) for line in done.stdout.splitlines())
    return {screen: frozenset(loaded) for screen, loaded in told}


def tell_screens() -> None:
    """Print what each screen loads after the door, in a copy of this process each, as JSON."""
    for module in imports_of(DOOR):
        importlib.import_module(module)
    for screen in SCREENS:
        copy = os.fork()
        if not copy:
            failed = 1
            try:
                for module in screen_imports(screen):
                    importlib.import_module(module)
                print(json.dumps([screen, sorted(sys.modules)]), flush=True)
                failed = 0
            finally:
                os._exit(failed)
        _, status = os.waitpid(copy, 0)
        if status:
            raise SystemExit(screen)


def screen_imports(screen: str) -> list[str]:
    """Modules that the door and a screen import."""
    return [*imports_of(DOOR), *imports_of(SCREENS[screen])]


def main(times: int) -> None:
    """Print the table."""
    asked = {"streamlit": ["streamlit"]} | {name: screen_imports(name) for name in SCREENS}
    print("| screen | import | memory | modules | heavy packages |")
    print("|---|---|---|---|---|")
    for name, modules in asked.items():
        costs = [cost_of(modules) for _ in range(times)]
        print(
            f"| {name} | {median(cost.seconds for cost in costs):.2f} s "
            f"| {median(cost.memory for cost in costs):.0f} MB | {len(costs[0].modules)} "
            f"| {', '.join(costs[0].heavy) or '–'} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
