"""Bring the declared files into a folder: none is replaced by another, none stands there half.

The producer's own file, which is seldom the declared one byte for byte, comes beside its place.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from common.drafts import draft_folder
from common.errors import InvalidDataError, NotKeptError
from common.files import make_folder
from common.labelled import Labelled
from common.limits import SOURCE_BYTES, raised
from common.locks import alone
from pipeline.declared import OfficialFile
from pipeline.download import Download, Patience, unpacked
from pipeline.headers import columns_of, lacking
from pipeline.inventory import FileState, Found, look_at, whence
from pipeline.sources import file_hash

#: Begins the name under which a file that is not the declared one is put aside.
ASIDE = "nouveau-"
_LOCK = ".fragiscope-sources.lock"


class Outcome(Labelled):
    """What became of a file that was to be brought."""

    THERE = "there", "déjà là"
    BROUGHT = "brought", "reçu"
    ASIDE = "aside", "mis à côté"
    NO_ADDRESS = "no_address", "adresse à confirmer"
    REWORKED = "reworked", "sans adresse"
    REFUSED = "refused", "refusé"
    FAILED = "failed", "non reçu"


@dataclass(frozen=True)
class Fetched:
    """A declared file, and what became of it.

    Attributes
    ----------
    declared : its declaration.
    outcome : what became of it.
    told : French sentence that says why, or "".
    """

    declared: OfficialFile
    outcome: Outcome
    told: str = ""

    @property
    def lacks_nothing(self) -> bool:
        """Tell whether the build can do with what is there."""
        unknown = self.outcome is Outcome.NO_ADDRESS and self.declared.optional
        return unknown or self.outcome in (Outcome.THERE, Outcome.BROUGHT, Outcome.ASIDE)


#: Told the file that comes, its bytes until now and in all (0 where that is not known).
Progress = Callable[[OfficialFile, int, int], None]


def fetch(
    sources: Path,
    files: list[OfficialFile],
    progress: Progress,
    *,
    replace: bool = False,
    official: bool = False,
    patience: Patience | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> list[Fetched]:
    """Bring files into a folder, one after the other; what fails leaves the others to come.

    Parameters
    ----------
    sources : folder of the official files, which exists.
    files : those wanted.
    progress : told of each piece that comes.
    replace : whether a file that is not the declared one gives way to it.
    official : whether the producer's own files are wanted, beside the places of the declared ones.
    patience : how long servers are waited for.
    waiting : called while another process brings files into the folder.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    patience = patience or Patience()
    with alone(sources / _LOCK, waiting):
        if official:
            return [_beside(sources, one, progress, patience) for one in files]
        return [_fetched(sources, one, progress, patience, replace=replace) for one in files]


def _fetched(
    sources: Path, one: OfficialFile, progress: Progress, patience: Patience, *, replace: bool
) -> Fetched:
    settled = _settled(look_at(sources, one), replace=replace)
    if settled is not None:
        return settled
    target = sources / one.file
    return _tried(one, lambda: _bring(_download(one, one.address, target, progress, patience), one))


def _beside(sources: Path, one: OfficialFile, progress: Progress, patience: Patience) -> Fetched:
    """Bring the producer's own file beside the place of the declared one."""
    if not one.official:
        return Fetched(one, Outcome.NO_ADDRESS, f"à prendre par {one.page}")
    kind = PurePosixPath(unquote(urlsplit(one.official).path)).suffix
    name = f"{ASIDE}{one.name}"
    same_kind = not kind or name.endswith(kind)
    target = (sources / one.file).with_name(name if same_kind else name + kind)
    return _tried(
        one,
        lambda: _bring_official(_download(one, one.official, target, progress, patience), one),
        Outcome.ASIDE,
    )


def _download(
    one: OfficialFile, address: str, target: Path, progress: Progress, patience: Patience
) -> Download:
    make_folder(target.parent)
    return Download(
        address,
        target,
        raised(SOURCE_BYTES),
        patience,
        lambda there, total: progress(one, there, total),
    )


def _tried(one: OfficialFile, bring: Callable[[], str], done: Outcome = Outcome.BROUGHT) -> Fetched:
    """Bring a file, and say what became of it."""
    try:
        return Fetched(one, done, bring())
    except InvalidDataError as error:
        return Fetched(one, Outcome.REFUSED, "\u202f; ".join(error.faults))
    except NotKeptError as error:
        return Fetched(one, Outcome.FAILED, str(error))


def _settled(found: Found, *, replace: bool) -> Fetched | None:
    """Say what becomes of a file that is not to be asked for; None of the others."""
    one = found.declared
    if found.state is FileState.SAME:
        return Fetched(one, Outcome.THERE)
    if found.sha256 and not one.sha256:
        return Fetched(one, Outcome.THERE, f"empreinte à déclarer : {found.sha256}")
    absent = found.state in (FileState.MISSING, FileState.OPTIONAL)
    if not absent and not replace:
        told = "un autre fichier est à sa place, et y reste ; --replace le remplace"
        return Fetched(one, Outcome.REFUSED, told)
    if not one.address:
        missing = Outcome.REWORKED if one.reworked else Outcome.NO_ADDRESS
        return Fetched(one, missing, whence(one))
    return None


def _bring(download: Download, one: OfficialFile) -> str:
    """Receive a file and put it in its place, once it is the declared one.

    Returns
    -------
    str
        French sentence for whoever declares it, or "".

    Raises
    ------
    InvalidDataError
        If the server refuses, or sends another file, which is put aside.
    NotKeptError
        If not all of it comes.
    """
    found = _received(download, one)
    if download.pieced and one.sha256 not in ("", found):
        download.forget()  # pieces of two vintages, from a server that does not tell them apart
        found = _received(download, one)
    if one.sha256 not in ("", found):
        raise InvalidDataError(one.name, [_set_aside(download, one, found)])
    _move(download.part, download.target)
    download.forget()
    return "" if one.sha256 else f"empreinte à déclarer : {found}"


def _received(download: Download, one: OfficialFile) -> str:
    """Receive a file, undo a compression that was not asked for, give its hash."""
    part = download.run()
    found = file_hash(part)
    if not download.compressed or found == one.sha256 or _stays_packed(one):
        return found
    try:
        _unpack(part, one)
    except InvalidDataError:
        if not download.pieced:
            raise
    return file_hash(part)


def _stays_packed(one: OfficialFile) -> bool:
    """Tell whether a file of unknown hash is itself a compressed one."""
    return not one.sha256 and one.name.endswith(".gz")


def _unpack(part: Path, one: OfficialFile) -> None:
    """Undo the compression of a file received."""
    with draft_folder(part.parent) as folder:
        plain = folder / "plain"
        with part.open("rb") as packed, plain.open("wb") as into:
            unpacked(packed, into, raised(SOURCE_BYTES), one.name)
        _move(plain, part)


def _set_aside(download: Download, one: OfficialFile, found: str) -> str:
    """Put what is not the declared file beside its place, and say what it is."""
    aside = download.target.with_name(f"{ASIDE}{one.name}")
    _move(download.part, aside)
    download.forget()
    return (
        f"ce n’est pas le fichier déclaré (empreinte {found}) : gardé sous {aside.name}\u202f; "
        f"{_columns_told(aside, one)}"
    )


def _bring_official(download: Download, one: OfficialFile) -> str:
    """Receive the producer's own file under its name aside; say in French what it is."""
    own = OfficialFile(f"{PurePosixPath(one.file).parent}/{download.target.name}")
    found = _received(download, own)
    _move(download.part, download.target)
    download.forget()
    if found == one.sha256:
        return f"{download.target.name}, le fichier déclaré lui-même"
    return f"{download.target.name}, empreinte {found}\u202f; {_columns_told(download.target, one)}"


def _columns_told(path: Path, one: OfficialFile) -> str:
    """Say in French which columns that the build reads a file lacks."""
    if path.suffix != PurePosixPath(one.file).suffix:
        return f"fichier {path.suffix}, {PurePosixPath(one.file).suffix} attendu"
    try:
        absent = lacking(columns_of(path, one), one)
    except InvalidDataError as error:
        absent = error.faults
    return ", ".join(absent) if absent else "ses colonnes sont celles attendues"


def _move(path: Path, target: Path) -> None:
    """Put a whole file in its place, at once."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    path.chmod(0o644)
    path.replace(target)
