"""``run``: start the application, from any folder."""

from __future__ import annotations

import subprocess
import sys

import click

from commands.speech import say
from common.errors import NotKeptError
from common.paths import ROOT

#: What the application needs beside its tables, made once: scripts of the map, its tiles.
_MADE_ONCE = ("tools.assets", "tools.tiles")
_LARGEST_PORT = 65_535


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, _LARGEST_PORT),
    default=8501,
    show_default=True,
    help="Port où le navigateur la trouve.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Adresse qui écoute ; 0.0.0.0 ouvre au réseau.",
)
def run(port: int, host: str) -> None:
    """Ouvrir l’application dans un navigateur ; Ctrl + C l’arrête."""
    say("Préparation de la carte (une minute, la première fois)…")
    for module in _MADE_ONCE:
        if subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=False).returncode:  # noqa: S603 - fixed
            raise NotKeptError(f"La carte n’a pas pu être préparée (python -m {module}).")
    server = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    asked = ["--server.address", host, "--server.port", str(port)]
    say(f"Application : http://{host}:{port}")
    raise SystemExit(subprocess.run([*server, *asked], cwd=ROOT, check=False).returncode)  # noqa: S603 - fixed, and a number
