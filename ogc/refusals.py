"""Why a request is refused: a status of HTTP, a word for programs, a French sentence."""

from __future__ import annotations

from http import HTTPStatus

from common.errors import FragiscopeError


class RefusedRequestError(FragiscopeError):
    """A request that the standard has the server refuse.

    Attributes
    ----------
    status : of HTTP.
    """

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status

    @property
    def code(self) -> str:
        """The word that OGC exceptions carry.

        >>> RefusedRequestError(HTTPStatus.NOT_FOUND, "…").code
        'NotFound'
        """
        return {
            HTTPStatus.BAD_REQUEST: "InvalidParameterValue",
            HTTPStatus.INTERNAL_SERVER_ERROR: "ServerError",
        }.get(self.status, self.status.phrase.replace(" ", ""))


def invalid(sentence: str) -> RefusedRequestError:
    """Refuse a parameter (400)."""
    return RefusedRequestError(HTTPStatus.BAD_REQUEST, sentence)


def not_found(sentence: str) -> RefusedRequestError:
    """Refuse the address of what does not exist (404)."""
    return RefusedRequestError(HTTPStatus.NOT_FOUND, sentence)
