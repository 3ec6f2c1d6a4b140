"""Faults that nobody foresaw are told in French, with a reference that the log has."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partialmethod
from pathlib import PurePosixPath

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, DeferredFileRequestPayload
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.testing.v1 import AppTest

from common.errors import NotAvailableError
from pages.parts.kit.boundary import FilesToldInFrench, on_script_error, surprise
from pages.parts.kit.notices import plain
from tests.awaited import awaited


@pytest.fixture(autouse=True)
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's test runner has no other way to take what ``st.App`` gives to the server."""
    hooked = partialmethod(ScriptRunner.__init__, on_script_error=on_script_error)
    monkeypatch.setattr(ScriptRunner, "__init__", hooked)


def script_that_fails() -> None:
    import streamlit as st  # noqa: PLC0415 - run as a script of its own

    st.write("above")
    raise RuntimeError("nobody foresaw this")


def callback_that_fails() -> None:
    import streamlit as st  # noqa: PLC0415

    def fail() -> None:
        raise RuntimeError("nobody foresaw this")

    st.button("go", on_click=fail)


def fragment_that_fails() -> None:
    import streamlit as st  # noqa: PLC0415

    @st.fragment
    def part() -> None:
        if st.button("go"):
            raise RuntimeError("nobody foresaw this")

    part()
    st.write("below")


def refusal_in_a_callback() -> None:
    import streamlit as st  # noqa: PLC0415

    from common.errors import NotAvailableError  # noqa: PLC0415

    def refuse() -> None:
        raise NotAvailableError("Pas ici.")

    st.button("go", on_click=refuse)


def reference_in(log: pytest.LogCaptureFixture) -> str:
    """The reference under which the log has the fault, with its traceback."""
    (record,) = [record for record in log.records if record.name == "fragiscope.pages"]
    assert record.levelno == logging.ERROR
    assert record.exc_info
    assert "nobody foresaw this" in str(record.exc_info[1])
    return str(record.args[0]) if isinstance(record.args, tuple) else ""


@pytest.mark.parametrize(
    ("script", "pressed"),
    [(script_that_fails, False), (callback_that_fails, True), (fragment_that_fails, True)],
)
def test_a_surprise_is_one_sentence_with_the_reference_of_the_log(
    script: Callable[[], None], pressed: bool, caplog: pytest.LogCaptureFixture
) -> None:
    app = AppTest.from_function(script).run()
    if pressed:
        app.button[0].click().run()
    assert not app.exception
    assert [error.value for error in app.error] == [plain(surprise(reference_in(caplog)))]


def test_an_error_of_ours_stays_its_own_sentence(caplog: pytest.LogCaptureFixture) -> None:
    app = AppTest.from_function(refusal_in_a_callback).run()
    app.button[0].click().run()
    assert not app.exception
    assert [error.value for error in app.error] == ["Pas ici."]
    assert not [record for record in caplog.records if record.name == "fragiscope.pages"]


def press(make: Callable[[], str]) -> tuple[MediaFileManager, BackendOperationResponse]:
    """Press the button of a file in the session ``a``."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    button = files.add_deferred(make, "text/csv", "0.1")
    asked = BackendOperationRequest(
        request_id="r1", deferred_file=DeferredFileRequestPayload(file_id=button)
    )
    return files, awaited(FilesToldInFrench(lambda: files).handle(asked, "a"))


def failing(error: Exception) -> Callable[[], str]:
    def make() -> str:
        raise error

    return make


def test_a_file_is_given_or_told_why_not(caplog: pytest.LogCaptureFixture) -> None:
    files, made = press(lambda: "a;b")
    assert made.request_id == "r1"
    assert not made.error_msg
    held = files.read_file(PurePosixPath(made.deferred_file.url).stem)
    assert held is not None
    assert held.content == b"a;b"
    _, refused = press(failing(NotAvailableError("Pas ici.")))
    assert (refused.deferred_file.url, refused.error_msg) == ("", "Pas ici.")
    _, told = press(failing(RuntimeError("nobody foresaw this")))
    assert told.error_msg == surprise(reference_in(caplog))


def test_a_file_waits_for_its_visitor_while_others_read_pages() -> None:
    files, made = press(lambda: "a;b")
    name = PurePosixPath(made.deferred_file.url).stem
    for _ in range(3):
        files.remove_orphaned_files()
    assert files.read_file(name) is not None
    files.clear_session_refs("a")
    for _ in range(3):
        files.remove_orphaned_files()
    assert files.read_file(name) is None
