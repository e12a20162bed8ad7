"""A live review on this machine's own address: one page, its details, answers in, changes out; no other program's.

Whoever holds the token may talk to it: it stands in the address that the terminal shows, and from then on in a cookie
that no script reads. A page of another site can neither send it (SameSite, Origin) nor be resolved to it (Host).
"""

import hmac
import json
import secrets
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from codex_backfill.errors import CodexError
from codex_backfill.known.decision_file import fields
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.review.frame import Page
from codex_backfill.review.live import LiveReview

HOST = "127.0.0.1"
_LARGEST = 8_000_000
"""Bytes of the largest body that is read: an answer for each of 20,000 claims."""
_ALIVE = 10.0
"""Seconds after which a waiting tab is told that nothing changed, by which one that is gone is noticed."""
_SAFE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str | None
    verdict: Answer


class _Answers(BaseModel):
    """The body of a POST: by claim, all that is said of it from now on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    claims: dict[str, tuple[_Said, ...]]


class _Failed(Exception):  # noqa: N818 - an answer of the protocol
    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class ReviewServer(ThreadingHTTPServer):
    """Serves one live review on a free port of the loopback address until it is closed."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, review: LiveReview, page: Page) -> None:
        self.review, self.page = review, page
        self.token = secrets.token_urlsafe(32)
        super().__init__((HOST, 0), _Handler)

    @property
    def origin(self) -> str:
        """Where it is: `http://127.0.0.1:PORT`."""
        return f"http://{HOST}:{self.server_port}"

    @property
    def address(self) -> str:
        """What a browser opens to be let in."""
        return f"{self.origin}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers keep those of all ports together."""
        return f"codex-backfill-{self.server_port}"

    def lets_in(self, token: str) -> bool:
        """Whether a token is the right one, in a time that tells nothing of it."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def handle_error(self, request: object, client_address: object) -> None:
        """Leaves the terminal alone when a tab goes away in the middle of a request."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serves from another thread; in the end every tab is told, and nothing listens any more."""
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.review.close()
            self.shutdown()
            self.server_close()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def version_string(self) -> str:
        """The name of the server, without versions that would tell what it can be attacked by."""
        return "codex-backfill"

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing: the address of the first request holds the token."""

    def do_GET(self) -> None:
        """The page, the details of a claim, all answers, or the changes as they come."""
        self._answer(self._get)

    def do_POST(self) -> None:
        """Answers in."""
        self._answer(self._post)

    def _answer(self, respond: Callable[[], None]) -> None:
        try:
            self._check_host()
            respond()
        except _Failed as failed:
            self._send(failed.status, "text/plain; charset=utf-8", failed.reason.encode())
        except CodexError as error:
            self._send(HTTPStatus.CONFLICT, "text/plain; charset=utf-8", str(error).encode())
        except (ConnectionError, TimeoutError):
            self.close_connection = True  # the tab was closed

    def _check_host(self) -> None:
        """Refuses what was sent to another name: a name of somebody else's that was made to resolve to this address."""
        if self.headers.get_all("Host") != [f"{HOST}:{self.server.server_port}"]:
            raise _Failed(HTTPStatus.MISDIRECTED_REQUEST, "this is not the address that was asked for")

    def _check_token(self) -> None:
        try:
            cookies = SimpleCookie(self.headers.get("Cookie", ""))
        except CookieError:
            cookies = SimpleCookie()
        given = cookies.get(self.server.cookie)
        if given is None or not self.server.lets_in(given.value):
            raise _Failed(
                HTTPStatus.FORBIDDEN, "open the address that the terminal shows; it holds the key to this page"
            )

    def _get(self) -> None:
        asked = urlsplit(self.path)
        query = parse_qs(asked.query)
        if asked.path == "/" and "token" in query:
            self._let_in(query["token"][0])
            return
        self._check_token()
        match asked.path:
            case "/":
                page = self.server.page
                self._send(HTTPStatus.OK, "text/html; charset=utf-8", page.text.encode(), **{
                    "Content-Security-Policy": f"{page.policy}; frame-ancestors 'none'"})  # fmt: skip
            case "/claim":
                self._send_json(self.server.review.details(query.get("path", [""])[0]))
            case "/answers":
                self._send_json(_rows(self.server.review.answers()))
            case "/events":
                self._stream()
            case _:
                raise _Failed(HTTPStatus.NOT_FOUND, "there is nothing here")

    def _let_in(self, token: str) -> None:
        """Moves the token from the address, where people see it, to a cookie, where scripts do not."""
        if not self.server.lets_in(token):
            raise _Failed(HTTPStatus.FORBIDDEN, "this key is not the one that the terminal shows")
        cookie = f"{self.server.cookie}={token}; HttpOnly; SameSite=Strict; Path=/"
        self._send(HTTPStatus.SEE_OTHER, "text/plain", b"", **{"Location": "/", "Set-Cookie": cookie})

    def _post(self) -> None:
        self._check_token()
        if self.headers.get("Origin") != self.server.origin:
            raise _Failed(HTTPStatus.FORBIDDEN, "answers are taken from this page only")
        if urlsplit(self.path).path != "/answers":
            raise _Failed(HTTPStatus.NOT_FOUND, "there is nothing here")
        if self.headers.get_content_type() != "application/json":
            raise _Failed(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "answers come as application/json")
        try:
            given = _Answers.model_validate_json(self._body())
        except ValidationError:
            raise _Failed(HTTPStatus.BAD_REQUEST, "these are no answers") from None
        said = {claim: [(one.source, one.verdict) for one in answers] for claim, answers in given.claims.items()}
        self.server.review.put(said)
        self._send_json(_rows(self.server.review.answers(list(said))))

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            raise _Failed(HTTPStatus.LENGTH_REQUIRED, "say how long the answers are")
        if int(length) > _LARGEST:
            raise _Failed(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "that is too much at once")
        return self.rfile.read(int(length))

    def _stream(self) -> None:
        """Every change from the first one on, as server-sent events, until the tab or the sitting is closed."""
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
        seen, claims = self.server.review.since(0, 0)
        self._event(claims)
        while not self.server.review.is_closed:
            seen, claims = self.server.review.since(seen, _ALIVE)
            if claims:
                self._event(claims)
            elif not self.server.review.is_closed:
                self.wfile.write(b": nothing new\n\n")
        with suppress(OSError):
            self.wfile.write(b"event: end\ndata: {}\n\n")

    def _event(self, claims: Sequence[str]) -> None:
        self.wfile.write(f"data: {json.dumps(_rows(self.server.review.answers(claims)))}\n\n".encode())

    def _send_json(self, data: object) -> None:
        self._send(HTTPStatus.OK, "application/json", json.dumps(data).encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        if status >= HTTPStatus.BAD_REQUEST:
            self.close_connection = True  # a body may be left unread
            headers["Connection"] = "close"
        self._head(status, {"Content-Type": kind, "Content-Length": str(len(body)), **headers})
        self.wfile.write(body)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_SAFE, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def _rows(answers: dict[str, list[Decision]]) -> dict[str, list[dict[str, object]]]:
    return {claim: [fields(one) for one in given] for claim, given in answers.items()}
