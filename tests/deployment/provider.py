"""A small provider of identities (OpenID Connect, authorization code with PKCE) on loopback.

It asks who one is by a page of links, one a person, without password: it stands for the provider of
an organisation in front of which the application is tried.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey

CLIENT, SECRET = "fragiscope", "a secret of the tests"
#: What the provider says of its people, by the name on their link.
PEOPLE: Mapping[str, Mapping[str, Any]] = {
    "Marie": {"sub": "1", "email": "marie@ain.gouv.fr", "email_verified": True},
    "Jean": {"sub": "2", "email": "jean@ailleurs.fr", "email_verified": True},
    "Paul": {"sub": "3", "email": "paul@ain.gouv.fr", "email_verified": False},
}


def _key() -> RSAKey:
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - an optional package

    return RSAKey.generate_key(2048, {"kid": "tests"})


@dataclass
class Provider:
    """What the provider holds: its key, and the codes that it gave and nobody has used."""

    address: str
    key: RSAKey = field(default_factory=_key)
    codes: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def metadata(self) -> dict[str, Any]:
        """Say where its parts are, as OpenID Connect Discovery 1.0 has them."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def code(self, person: str, asked: dict[str, str]) -> str:
        """Give a code that is used once."""
        code = secrets.token_urlsafe()
        self.codes[code] = (person, asked)
        return code

    def token(self, given: Mapping[str, str]) -> dict[str, Any] | None:
        """Give the identity that a code stands for; None if whoever asks is not whom it is for."""
        from joserfc import jwt  # noqa: PLC0415 - an optional package

        person, asked = self.codes.pop(given.get("code", ""), ("", {}))
        proof = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if not person or given.get("redirect_uri") != asked["redirect_uri"]:
            return None
        if asked.get("code_challenge") != challenge:
            return None
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **PEOPLE[person],
        }
        signed = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, self.key)
        return {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """Start a provider, and stop it at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.provider  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


class _Handler(BaseHTTPRequestHandler):
    @property
    def _provider(self) -> Provider:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        return provider

    def log_message(self, format: str, *args: Any) -> None:
        self._provider.asked.append(str(args[0]))

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        if parts.path == "/.well-known/openid-configuration":
            self._json(self._provider.metadata)
        elif parts.path == "/jwks":
            self._json({"keys": [self._provider.key.as_dict(private=False)]})
        elif parts.path == "/authorize" and asked.get("client_id") == CLIENT:
            links = [
                f'<p><a href="/as/{quote(name)}?{html.escape(parts.query)}">{name}</a></p>'
                for name in PEOPLE
            ]
            self._send(200, "text/html", "".join(links).encode())
        elif parts.path.startswith("/as/"):
            code = self._provider.code(parts.path.removeprefix("/as/"), asked)
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        else:
            self._send(404, "text/plain", b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        known = base64.b64encode(f"{quote(CLIENT)}:{quote(SECRET)}".encode()).decode()
        written = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        is_known = self.headers.get("Authorization") in (f"Basic {known}", f"Basic {written}")
        token = self._provider.token(given) if self.path == "/token" and is_known else None
        if token is None:
            self._send(400, "application/json", b'{"error": "invalid_grant"}')
        else:
            self._json(token)

    def _json(self, content: Mapping[str, Any]) -> None:
        self._send(200, "application/json", json.dumps(content).encode())

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
