"""Official files come whole, the declared ones, whatever the server does."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import requests

from common.errors import InvalidDataError
from pipeline import fetch as fetching
from pipeline.declared import OfficialFile
from pipeline.download import refuse_other_schemes
from pipeline.fetch import ASIDE, Fetched, Outcome, fetch
from tests.pipeline.failing_server import (
    Answer,
    failing_server,
    status,
    whole,
    without_length,
)
from tests.pipeline.one_file import (  # noqa: F401 - one is a fixture
    CONTENT,
    NAME,
    NEWER,
    QUICK,
    Waits,
    assert_whole,
    declared,
    left,
    noted_waits,
)


def brought(
    folder: Path, one: OfficialFile, *, replace: bool = False, official: bool = False
) -> Fetched:
    (result,) = fetch(
        folder, [one], lambda *_: None, replace=replace, official=official, patience=QUICK
    )
    return result


def test_a_file_comes_whole_and_leaves_nothing_beside(tmp_path: Path, waits: Waits) -> None:
    seen: list[tuple[str, int, int]] = []
    with failing_server(whole(CONTENT)) as server:
        one = declared(server.url)
        (result,) = fetch(
            tmp_path, [one], lambda file, there, total: seen.append((file.name, there, total))
        )
    assert result == Fetched(one, Outcome.BROUGHT)
    assert_whole(tmp_path)
    assert seen[-1] == ("a.csv", len(CONTENT), len(CONTENT))
    assert server.asked[0]["Accept-Encoding"] == "identity"
    assert waits.seconds == []


def test_what_came_before_a_drop_is_not_asked_for_again(tmp_path: Path, waits: Waits) -> None:
    drops = [whole(CONTENT, cut=cut) for cut in (50_000, 1, 70_000)]
    with failing_server(*drops, whole(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert_whole(tmp_path)
    assert server.ranges == ["", "bytes=50000-", "bytes=50001-", "bytes=120001-"]
    assert server.sent == len(CONTENT)
    assert server.asked[1]["If-Range"] == '"a"'
    assert waits.seconds == [1, 1, 1]  # each brought something


def test_a_line_that_brings_nothing_is_given_up_and_what_came_is_kept(
    tmp_path: Path, waits: Waits
) -> None:
    with failing_server(whole(CONTENT, cut=60_000), whole(CONTENT, cut=0)) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.FAILED
    assert "0,1 Mo reçus sont gardés" in result.told
    assert left(tmp_path) == {"a.csv.part", "a.csv.part.json"}
    assert waits.seconds == [1, 2]
    with failing_server(whole(CONTENT)) as server:
        note = tmp_path / "codes" / "a.csv.part.json"
        note.write_text(json.dumps(json.loads(note.read_text()) | {"address": server.url}))
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.ranges == ["bytes=60000-"]
    assert_whole(tmp_path)


def test_a_part_of_another_address_is_not_gone_on_with(tmp_path: Path, waits: Waits) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "a.csv.part").write_bytes(b"of another address")
    with failing_server(whole(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.ranges == [""]
    assert_whole(tmp_path)


@pytest.mark.parametrize(
    ("answer", "waited"),
    [
        (status(503, Retry_After="7"), 7.0),
        (status(429, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT"), 0.0),
        (status(503, Retry_After="9999"), 120.0),
        (status(502), 1.0),
        (status(503, Retry_After="bientôt".encode().decode("latin-1")), 1.0),
    ],
)
def test_a_server_that_asks_to_wait_is_waited_for(
    answer: Answer, waited: float, tmp_path: Path, waits: Waits
) -> None:
    with failing_server(answer, whole(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert waits.seconds == [waited]
    assert_whole(tmp_path)


def test_waits_grow_until_the_server_is_given_up(tmp_path: Path, waits: Waits) -> None:
    with failing_server(status(503)) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.FAILED
    assert "le serveur répond 503" in result.told
    assert waits.seconds == [1, 2]
    assert len(server.asked) == QUICK.tries


@pytest.mark.parametrize("code", [401, 403, 404, 410, 418])
def test_a_refusal_is_not_asked_twice(code: int, tmp_path: Path, waits: Waits) -> None:
    with failing_server(status(code)) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.REFUSED
    assert f"réponse {code}" in result.told
    assert len(server.asked) == 1
    assert left(tmp_path) == set()


def test_a_length_longer_than_the_file_is_no_matter_once_all_is_there(
    tmp_path: Path, waits: Waits
) -> None:
    with failing_server(whole(CONTENT, more=5)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.ranges == ["", f"bytes={len(CONTENT)}-"]  # and the answer is 416
    assert_whole(tmp_path)


def test_a_length_shorter_than_the_file_gives_another_file(tmp_path: Path, waits: Waits) -> None:
    with failing_server(whole(CONTENT, more=-9)) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.REFUSED
    assert left(tmp_path) == {f"{ASIDE}a.csv"}


def test_a_file_without_a_length_is_taken_whole(tmp_path: Path, waits: Waits) -> None:
    with failing_server(without_length(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert_whole(tmp_path)


def test_a_server_that_stops_is_not_waited_for_ever(tmp_path: Path, waits: Waits) -> None:
    slow = whole(CONTENT, pause=1.0, piece=100_000)
    with failing_server(slow) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.FAILED
    assert "ne répond plus" in result.told
    assert len(server.asked) == QUICK.tries


def test_a_line_that_drips_is_held_for_dead(tmp_path: Path, waits: Waits) -> None:
    drip = whole(CONTENT, pause=0.05, piece=10)
    with failing_server(drip, drip, whole(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    first, second, third = server.ranges
    assert (first, bool(second), bool(third)) == ("", True, True)
    assert_whole(tmp_path)


def test_a_file_that_changed_since_is_begun_anew(tmp_path: Path, waits: Waits) -> None:
    with failing_server(whole(NEWER, etag='"old"', cut=50_000), whole(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert [asked.get("If-Range") for asked in server.asked] == [None, '"old"']
    assert_whole(tmp_path)


def test_a_change_that_the_server_does_not_tell_is_found_by_the_hash(
    tmp_path: Path, waits: Waits
) -> None:
    with failing_server(whole(NEWER, etag="", cut=50_000), whole(CONTENT, etag="")) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.ranges == ["", "bytes=50000-", ""]
    assert_whole(tmp_path)


def test_a_weak_tag_is_no_reason_to_go_on(tmp_path: Path, waits: Waits) -> None:
    """RFC 9110, 13.1.5: If-Range takes strong tags; the date stands in."""
    date = "Sat, 28 Nov 2026 10:00:00 GMT"
    told = {"Last-Modified": date}
    first = whole(CONTENT, etag='W/"a"', cut=50_000, headers=told)
    with failing_server(first, whole(CONTENT, etag=date)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.asked[1]["If-Range"] == date
    assert_whole(tmp_path)


def test_a_shorter_file_than_what_came_is_begun_anew(tmp_path: Path, waits: Waits) -> None:
    with failing_server(
        whole(CONTENT * 2, etag="", cut=250_000), whole(CONTENT, etag="")
    ) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.ranges == ["", "bytes=250000-", ""]
    assert_whole(tmp_path)


def test_a_server_that_knows_no_parts_sends_all_again(tmp_path: Path, waits: Waits) -> None:
    cut = whole(CONTENT, ranges=False, cut=50_000)
    with failing_server(cut, whole(CONTENT, ranges=False)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.sent == 50_000 + len(CONTENT)
    assert_whole(tmp_path)


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/a.csv", "data:,a"])
def test_a_server_sends_nowhere_else_than_to_the_web(
    where: str, tmp_path: Path, waits: Waits
) -> None:
    with failing_server(status(302, Location=where)) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.REFUSED
    assert len(server.asked) == 1
    assert left(tmp_path) == set()


def test_redirects_are_followed_within_reason(tmp_path: Path, waits: Waits) -> None:
    sent_on = [status(302, Location="b.csv"), status(308, Location="/c")]
    with failing_server(*sent_on, whole(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert [asked["path"] for asked in server.asked] == ["/a.csv", "/b.csv", "/c"]
    with failing_server(status(302, Location="/a.csv")) as server:
        other = declared(server.url, file="codes/b.csv")
        assert "5 renvois" in brought(tmp_path, other).told
    assert len(server.asked) == 6


def test_a_safe_line_is_not_left_for_a_plain_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def get(_: requests.Session, address: str, **__: Any) -> requests.Response:
        asked.append(address)
        answer = requests.Response()
        answer.status_code = 302
        answer.headers["Location"] = "http://127.0.0.1/a.csv"
        answer.raw = (tmp_path / "empty").open("wb")
        return answer

    monkeypatch.setattr(requests.Session, "get", get)
    result = brought(tmp_path, declared("https://example.org/a.csv"))
    assert result.outcome is Outcome.REFUSED
    assert "https vers http" in result.told
    assert asked == ["https://example.org/a.csv"]


def test_a_compression_that_nobody_asked_for_is_undone(tmp_path: Path, waits: Waits) -> None:
    packed = gzip.compress(CONTENT)
    told = {"Content-Encoding": "gzip"}
    with failing_server(
        whole(packed, headers=told, cut=20_000), whole(packed, headers=told)
    ) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert server.ranges == ["", "bytes=20000-"]
    assert_whole(tmp_path)


def test_a_compressed_file_stays_compressed(tmp_path: Path, waits: Waits) -> None:
    """Some servers say of a .gz that they compressed it."""
    packed = gzip.compress(CONTENT)
    with failing_server(whole(packed, headers={"Content-Encoding": "gzip"})) as server:
        one = declared(server.url, packed, file="codes/a.csv.gz")
        unknown = declared(server.url, file="codes/b.csv.gz", size=0, sha256="")
        assert brought(tmp_path, one).outcome is Outcome.BROUGHT
        assert hashlib.sha256(packed).hexdigest() in brought(tmp_path, unknown).told
    assert left(tmp_path) == {"a.csv.gz", "b.csv.gz"}
    assert (tmp_path / "codes" / "b.csv.gz").read_bytes() == packed


def test_what_swells_without_end_is_refused(
    tmp_path: Path, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SOURCE_BYTES", 1_000_000)
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    with failing_server(whole(bomb, headers={"Content-Encoding": "gzip"})) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.REFUSED
    assert "1 Mo au plus" in result.told
    assert "a.csv" not in left(tmp_path)


@pytest.mark.parametrize("answer", [whole(bytes(300_000)), without_length(bytes(300_000))])
def test_a_file_that_is_too_large_is_not_kept(
    answer: Answer, tmp_path: Path, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SOURCE_BYTES", 100_000)
    with failing_server(answer) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.REFUSED
    assert "0,1 Mo au plus" in result.told
    assert left(tmp_path) == set()


def test_another_file_is_put_aside_with_what_it_lacks(tmp_path: Path, waits: Waits) -> None:
    with failing_server(whole(NEWER)) as server:
        result = brought(tmp_path, declared(server.url))
    assert result.outcome is Outcome.REFUSED
    assert hashlib.sha256(NEWER).hexdigest() in result.told
    assert "colonne absente : value" in result.told
    assert left(tmp_path) == {f"{ASIDE}a.csv"}
    assert (tmp_path / "codes" / f"{ASIDE}a.csv").read_bytes() == NEWER


def test_a_good_file_is_not_asked_for(tmp_path: Path, waits: Waits) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / NAME).write_bytes(CONTENT)
    with failing_server(whole(NEWER)) as server:
        assert brought(tmp_path, declared(server.url), replace=True).outcome is Outcome.THERE
    assert server.asked == []
    assert_whole(tmp_path)


def test_another_file_gives_way_to_the_declared_one_only_where_asked(
    tmp_path: Path, waits: Waits
) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / NAME).write_bytes(b"mine")
    with failing_server(whole(NEWER), whole(CONTENT)) as server:
        one = declared(server.url)
        assert brought(tmp_path, one).outcome is Outcome.REFUSED
        assert server.asked == []
        assert brought(tmp_path, one, replace=True).outcome is Outcome.REFUSED
        assert (tmp_path / NAME).read_bytes() == b"mine"
        assert brought(tmp_path, one, replace=True).outcome is Outcome.BROUGHT
    assert (tmp_path / NAME).read_bytes() == CONTENT


def test_the_producer_s_own_file_comes_beside_and_takes_no_place(
    tmp_path: Path, waits: Waits
) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / NAME).write_bytes(CONTENT)
    with failing_server(whole(NEWER, cut=50_000), whole(NEWER), whole(CONTENT)) as server:
        one = declared("https://example.org/a.csv", official=server.url)
        wider = brought(tmp_path, one, official=True)
        same = brought(tmp_path, one, official=True)
    assert (wider.outcome, wider.lacks_nothing) == (Outcome.ASIDE, True)
    assert f"{ASIDE}a.csv, empreinte {hashlib.sha256(NEWER).hexdigest()}" in wider.told
    assert "colonne absente : value" in wider.told
    assert same.told == f"{ASIDE}a.csv, le fichier déclaré lui-même"
    assert server.ranges == ["", "bytes=50000-", ""]
    assert left(tmp_path) == {"a.csv", f"{ASIDE}a.csv"}
    assert (tmp_path / NAME).read_bytes() == CONTENT


def test_the_producer_s_archive_is_named_for_what_it_is(tmp_path: Path, waits: Waits) -> None:
    with failing_server(whole(b"PK")) as server:
        one = declared("", official=server.url.replace("a.csv", "all%20of%20it.zip"))
        told = brought(tmp_path, one, official=True).told
        assert brought(tmp_path, declared(""), official=True).outcome is Outcome.NO_ADDRESS
    assert told.endswith("fichier .zip, .csv attendu")
    assert left(tmp_path) == {f"{ASIDE}a.csv.zip"}


def test_a_reworked_file_is_asked_of_nobody(tmp_path: Path) -> None:
    one = declared("", reworked="géométrie retirée", copy="a/b@c", official="https://b.fr/a.csv")
    result = brought(tmp_path, one)
    assert (result.outcome, result.lacks_nothing) == (Outcome.REWORKED, False)
    assert result.told == "\u202f; ".join(
        [
            "géométrie retirée : aucune adresse ne donne ce fichier",
            "celui du producteur est à https://b.fr/a.csv (--official)",
            "à prendre par https://example.org",
            "copie : a/b@c",
        ]
    )


def test_nobody_there(tmp_path: Path, waits: Waits) -> None:
    with failing_server(whole(CONTENT)) as server:
        one = declared(server.url)
    result = brought(tmp_path, one)
    assert result.outcome is Outcome.FAILED
    assert "coupée ou impossible" in result.told


def test_no_password_of_the_machine_is_sent(
    tmp_path: Path, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with failing_server(whole(CONTENT)) as server:
        assert brought(tmp_path, declared(server.url)).outcome is Outcome.BROUGHT
    assert "Authorization" not in server.asked[0]


@pytest.mark.parametrize("address", ["file:///a.csv", "ftp://a/b", "/a.csv", "https:///a", "a"])
def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises(InvalidDataError, match="http ou https"):
        refuse_other_schemes(address)
