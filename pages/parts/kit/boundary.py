"""The outer boundary of the screens: what nobody foresaw is told in French, with a reference.

Errors of :mod:`common.errors` are sentences already. Any other one is a fault of the program: the
visitor reads a short reference, and the log has the traceback under the same reference.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from common.errors import FragiscopeError
from common.french import spaced
from pages.parts.kit.notices import plain

if TYPE_CHECKING:
    from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
    from streamlit.runtime.media_file_manager import MediaFileManager

_log = logging.getLogger("fragiscope.pages")


def told(error: Exception) -> str:
    """Word an error for a visitor; one that is not ours goes to the log under a reference."""
    ours = error if isinstance(error, FragiscopeError) else error.__cause__
    if isinstance(ours, FragiscopeError):
        return str(ours)
    reference = secrets.token_hex(3).upper()
    _log.error("Erreur imprévue, référence %s", reference, exc_info=error)
    return surprise(reference)


def surprise(reference: str) -> str:
    """Word an error that nobody foresaw."""
    return spaced(
        f"Une erreur imprévue s’est produite (référence {reference}). Rechargez la page et "
        "recommencez ; si elle revient, signalez cette référence à qui administre ce serveur : "
        "son journal dit ce qui s’est passé."
    )


def on_script_error(error: Exception) -> bool:
    """Show an error of a screen, a callback or a fragment where it happened.

    Returns
    -------
    bool
        True: Streamlit adds nothing in English.
    """
    st.error(plain(told(error)), icon=":material/error:")
    return True


class FilesToldInFrench(DeferredFileHandler):
    """Makes the file that a button gives; what stops it is written in place of the button."""

    async def handle(
        self,
        request: BackendOperationRequest,
        session_id: str,
    ) -> BackendOperationResponse:
        """Run what makes the file, and give its address or the sentence that says why not."""
        made = BackendOperationResponse(request_id=request.request_id)
        files, button = self._get_media_file_mgr(), request.deferred_file.file_id
        try:
            url = await asyncio.to_thread(files.execute_deferred, button)
        except Exception as error:  # noqa: BLE001 - the outer boundary of what makes a file
            made.error_msg = told(error)
        else:
            _keep_for(files, session_id, button, url)
            made.deferred_file.CopyFrom(DeferredFileResponsePayload(url=url))
        return made


def _keep_for(files: MediaFileManager, session: str, button: str, url: str) -> None:
    """Have a session hold the file of its button until it shows another page.

    Streamlit gives such a file to nobody, and deletes what nobody holds each time that a page is
    shown to anyone: on a busy server, before its own visitor has fetched it.
    """
    with files._lock:
        files._files_by_session_and_coord[session][button] = PurePosixPath(url).stem


def guard_files() -> None:
    """Have Streamlit make the files of buttons as above: it offers no setting for it."""
    app_session.DeferredFileHandler = FilesToldInFrench  # type: ignore[attr-defined]
