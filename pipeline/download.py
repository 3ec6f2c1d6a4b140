"""Take a file over HTTP, however often the line drops: what came is kept, the rest is asked for.

What comes stands in a file of its own beside the one to make (``NAME.part``), with a note of what
it is a part of (``NAME.part.json``): a later call, after a kill too, asks for the rest only
(``Range``), on condition that the file has not changed since (``If-Range``). The bytes are kept as
the server sends them; :func:`unpacked` undoes a compression that was not asked for.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from common.errors import InvalidDataError, NotKeptError, clipped
from common.files import megabytes, write_text
from common.version import version

_CHUNK = 65_536
_REDIRECTED = frozenset({301, 302, 303, 307, 308})
#: Answers after which the same question may be answered.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOST_REDIRECTS = 5
_GZIP = ("gzip", "x-gzip")


@dataclass(frozen=True)
class Patience:
    """How long a server is waited for, in seconds.

    Attributes
    ----------
    connect, read : for a connection; for the next bytes.
    tries : in a row that bring nothing, after which it is given up; ``all_tries`` whatever they
        bring.
    first_wait, longest_wait : before the second try, doubled each time; longest one, also of those
        that a server asks for (``Retry-After``).
    slowest, window : bytes a second under which, over a window, the line is held for dead.
    """

    connect: float = 10.0
    read: float = 30.0
    tries: int = 5
    all_tries: int = 50
    first_wait: float = 1.0
    longest_wait: float = 120.0
    slowest: float = 1_000.0
    window: float = 60.0


@dataclass(frozen=True)
class _Note:
    """What a part is a part of: its address, what tells that the file changed, its compression."""

    address: str = ""
    validator: str = ""
    encoding: str = ""


class _PassingError(Exception):
    """The server or the line failed; another try may succeed, after ``wait`` seconds if told."""

    def __init__(self, told: str, wait: float | None = None) -> None:
        super().__init__(told)
        self.wait = wait


@dataclass
class Download:
    """A file being taken.

    Parameters
    ----------
    address : http or https.
    target : the file to make; the part stands beside it.
    limit : most bytes, as sent.
    patience : how long the server is waited for.
    progress : told how many bytes are there, after each piece, and how many there will be (0 where
        the server does not say).
    sleep : waits some seconds.
    """

    address: str
    target: Path
    limit: int
    patience: Patience
    progress: Callable[[int, int], None]
    sleep: Callable[[float], None] = time.sleep
    #: Whether what is there was received in several answers.
    pieced: bool = False

    @property
    def part(self) -> Path:
        """What was received until now."""
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def _note_file(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part.json")

    def run(self) -> Path:
        """Receive the whole file.

        Returns
        -------
        Path
            The part, whole.

        Raises
        ------
        InvalidDataError
            If the server refuses, sends one elsewhere than to http or https, or sends too much.
        NotKeptError
            If it cannot be reached or stops answering; what came is kept.
        """
        barren, wait = 0, self.patience.first_wait
        with requests.Session() as session:
            session.auth = _as_it_is
            for _ in range(self.patience.all_tries):
                before = self._size()
                try:
                    self._receive(session)
                    return self.part
                except _PassingError as error:
                    brought = self._size() > before
                    barren, wait = (1, self.patience.first_wait) if brought else (barren + 1, wait)
                    if barren >= self.patience.tries:
                        raise self._given_up(error) from error
                    asked = wait if error.wait is None else error.wait
                    self.sleep(min(asked, self.patience.longest_wait))
                    wait *= 2
        raise self._given_up(_PassingError("trop de reprises"))

    def forget(self) -> None:
        """Remove the part and its note."""
        self.part.unlink(missing_ok=True)
        self._note_file.unlink(missing_ok=True)

    @property
    def compressed(self) -> bool:
        """Tell whether the server says that it compressed the file."""
        return self._note().encoding in _GZIP

    def _receive(self, session: requests.Session) -> None:
        """Ask for what is not there yet, and add what comes to the part.

        Raises
        ------
        _PassingError
            If not all of it came.
        """
        note, there = self._note(), self._size()
        resumed = there > 0 and note.address == self.address
        headers = {"Accept-Encoding": "identity", "User-Agent": f"fragiscope/{version()}"}
        if resumed:
            headers["Range"] = f"bytes={there}-"
            if note.validator:
                headers["If-Range"] = note.validator
        with self._passing_failures(), self._answer(session, headers) as answer:
            if answer.status_code == 416 and resumed:
                if _total(answer.headers.get("Content-Range", "")) == there:
                    return
                self.forget()
                raise _PassingError("le fichier a changé depuis la dernière fois", 0.0)
            if answer.status_code == 206 and resumed:
                if _start(answer.headers.get("Content-Range", "")) != there:
                    self.forget()
                    raise _PassingError("le serveur n’a pas envoyé la suite demandée", 0.0)
                self.pieced = True
            elif answer.status_code == 200:
                there = 0
                self._start_again(answer)
            else:
                self._refuse(answer)
            self._keep(answer, there)

    @contextmanager
    def _passing_failures(self) -> Iterator[None]:
        """Hold a failure of the line for one that may pass."""
        try:
            yield
        except (requests.Timeout, ReadTimeoutError, TimeoutError) as error:
            raise _PassingError("le serveur ne répond plus") from error
        except (requests.ConnectionError, HTTPError, ConnectionError) as error:
            raise _PassingError("la connexion est coupée ou impossible") from error
        except requests.RequestException as error:
            raise InvalidDataError(clipped(self.address), ["adresse inutilisable"]) from error

    @contextmanager
    def _answer(
        self, session: requests.Session, headers: dict[str, str]
    ) -> Iterator[requests.Response]:
        """Ask, and go where the server sends, http and https only, never from https to http."""
        address = self.address
        for _ in range(_MOST_REDIRECTS + 1):
            refuse_other_schemes(address)
            answer = session.get(
                address,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=(self.patience.connect, self.patience.read),
            )
            with answer:
                if answer.status_code not in _REDIRECTED:
                    yield answer
                    return
                sent_to = urljoin(address, answer.headers.get("Location", ""))
            if urlsplit(address).scheme == "https" and urlsplit(sent_to).scheme == "http":
                raise InvalidDataError(address, ["renvoi de https vers http refusé"])
            address = sent_to
        raise InvalidDataError(self.address, [f"plus de {_MOST_REDIRECTS} renvois à la suite"])

    def _refuse(self, answer: requests.Response) -> None:
        """Say what an answer without the file means."""
        code = answer.status_code
        if code in _PASSING:
            wait = _asked_wait(answer.headers.get("Retry-After", ""))
            raise _PassingError(f"le serveur répond {code}", wait)
        why = "le fichier n’y est pas" if code in (404, 410) else "fichier attendu"
        raise InvalidDataError(self.address, [f"réponse {code} : {why}"])

    def _start_again(self, answer: requests.Response) -> None:
        """Begin the part anew, and note what it is a part of."""
        self.pieced = False
        self.part.write_bytes(b"")
        strong = answer.headers.get("ETag", "")
        validator = strong if strong and not strong.startswith("W/") else ""
        note = _Note(
            self.address,
            validator or answer.headers.get("Last-Modified", ""),
            answer.headers.get("Content-Encoding", "").strip().lower(),
        )
        write_text(self._note_file, json.dumps(asdict(note)))

    def _keep(self, answer: requests.Response, there: int) -> None:
        """Add what comes to the part, within the bounds of size and patience."""
        length = answer.headers.get("Content-Length", "")
        announced = int(length) if length.isdecimal() else 0
        total = there + announced if announced else 0
        self._refuse_size(max(there, total))
        pace = _Pace(self.patience)
        with self.part.open("ab") as part:
            while chunk := answer.raw.read1(_CHUNK, decode_content=False):
                there += len(chunk)
                self._refuse_size(there)
                part.write(chunk)
                part.flush()
                self.progress(there, total)
                pace.keep(len(chunk))
        if total and there < total:
            raise _PassingError("la connexion est coupée")

    def _refuse_size(self, size: int) -> None:
        if size > self.limit:
            self.forget()
            raise InvalidDataError(
                self.target.name, [f"{megabytes(self.limit)} au plus attendus du serveur"]
            )

    def _given_up(self, error: _PassingError) -> NotKeptError:
        kept = self._size()
        left = f" {megabytes(kept)} reçus sont gardés : la suite reprendra là." if kept else ""
        return NotKeptError(f"{self.target.name} : {error}, {clipped(self.address)}.{left}")

    def _note(self) -> _Note:
        try:
            told = json.loads(self._note_file.read_text("utf-8"))
            return _Note(**{name: str(told[name]) for name in ("address", "validator", "encoding")})
        except (OSError, ValueError, KeyError, TypeError):  # absent, or cut by a kill: begin anew
            return _Note()

    def _size(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0


class _Pace:
    """Holds a line for dead that brings almost nothing."""

    def __init__(self, patience: Patience) -> None:
        self.patience, self.since, self.came = patience, time.monotonic(), 0

    def keep(self, size: int) -> None:
        self.came += size
        passed = time.monotonic() - self.since
        if passed >= self.patience.window:
            if self.came < self.patience.slowest * passed:
                raise _PassingError("le serveur est trop lent")
            self.since, self.came = time.monotonic(), 0


def unpacked(packed: IO[bytes], into: IO[bytes], limit: int, name: str) -> None:
    """Write what a gzip stream holds.

    Raises
    ------
    InvalidDataError
        If it is no gzip stream, is cut, or holds more than the limit.
    """
    inflating, size = zlib.decompressobj(wbits=31), 0
    try:
        while chunk := packed.read(_CHUNK):
            while chunk:
                piece = inflating.decompress(chunk, _CHUNK)
                size += len(piece)
                if size > limit:
                    raise InvalidDataError(name, [f"{megabytes(limit)} au plus attendus"])
                into.write(piece)
                chunk = inflating.unconsumed_tail
    except zlib.error as error:
        raise InvalidDataError(name, ["compression illisible"]) from error
    if not inflating.eof:
        raise InvalidDataError(name, ["compression coupée"])


def refuse_other_schemes(address: str) -> None:
    """Refuse what is neither http nor https.

    Raises
    ------
    InvalidDataError
        If it is another scheme, or names no server.

    Examples
    --------
    >>> refuse_other_schemes("https://www.insee.fr/fichier.csv")
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidDataError(clipped(address), ["adresse http ou https attendue"])


def _as_it_is(asked: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no password: those of the machine (``.netrc``) are for others."""
    return asked


def _asked_wait(text: str) -> float | None:
    """Read ``Retry-After``: seconds, or a date.

    >>> _asked_wait("3"), _asked_wait("Thu, 01 Jan 1970 00:00:00 GMT"), _asked_wait("bientôt")
    (3.0, 0.0, None)
    """
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _start(content_range: str) -> int | None:
    """Read where a piece starts: ``bytes 12-33/34``."""
    start = content_range.removeprefix("bytes ").partition("-")[0]
    return int(start) if start.isdecimal() else None


def _total(content_range: str) -> int | None:
    """Read how long the whole is: ``bytes */34``."""
    total = content_range.rpartition("/")[2]
    return int(total) if total.isdecimal() else None
