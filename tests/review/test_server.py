"""The served review over real HTTP on the loopback address: who is let in, what is taken, what the tabs are told."""

import http.client
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from codex_backfill.editing.preview import PreviewedLink
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.known.texts import decision_on
from codex_backfill.notes.note import Problem
from codex_backfill.review.live import LiveReview
from codex_backfill.review.page import live_page
from codex_backfill.review.page_data import PageHead
from codex_backfill.review.server import ReviewServer
from codex_backfill.review.sitting import Sitting
from tests.review.sample import Sample, make_sample

SAMPLE = make_sample(12)
HEADING = PageHead("harbour-notes", "served", "ann", "5 April 2031", 0.8)
ASKED = [item for item in SAMPLE.items if item.match.verdict == "review"]
CLAIM, BEST = ASKED[0].claim.path, ASKED[0].candidates[0].source
BROKEN = ASKED[-1].claim.path


@dataclass
class Kept:
    """The file of decisions, without a file."""

    rows: list[Decision] = field(default_factory=list)
    clock: int = 0
    refused: frozenset[str] = frozenset()
    """Claims whose notes would be refused when a link is written."""

    def sitting(self, sample: Sample) -> Sitting:
        def make(claim: str, source: str | None, verdict: Answer, score: float | None) -> Decision:
            self.clock += 1
            at = f"2031-04-05T06:00:00.{self.clock:03}Z"
            return decision_on(claim, source, verdict, sample.texts, by="ann", at=at, score=score)

        def keep(given: Sequence[Decision], taken_back: Sequence[Decision]) -> None:
            self.rows = [one for one in self.rows if one not in taken_back] + list(given)

        return Sitting(make, keep)

    def propose(self, claim: str, source: str) -> PreviewedLink:
        problems = (Problem(claim, 2, 1, "two link fields"),) if claim in self.refused else ()
        return PreviewedLink(SAMPLE.diff(claim, source), problems)

    @property
    def said(self) -> list[tuple[str, str | None, str]]:
        return sorted((one.claim, one.source, str(one.verdict)) for one in self.rows)


def make_server(kept: Kept, sample: Sample = SAMPLE) -> ReviewServer:
    queue = replace(sample.queue, problems=[Problem(BROKEN, 3, 1, "key 'tags' appears twice")])
    live = LiveReview(queue, lambda match: match, kept.propose, kept.sitting(sample))
    return ReviewServer(live, live_page(HEADING, queue))


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def server(kept: Kept) -> Iterator[ReviewServer]:
    one = make_server(kept)
    with one.running():
        yield one


Ask = Callable[..., http.client.HTTPResponse]


@pytest.fixture
def ask(server: ReviewServer) -> Iterator[Ask]:
    """Sends a request as the page would; headers given by name take the place of the page's, None leaves one out."""
    connections = []

    def send(method: str, path: str, body: object = None, **changed: str | None) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connections.append(connection)
        headers: dict[str, str | None] = {
            "Host": f"127.0.0.1:{server.server_port}",
            "Cookie": f"{server.cookie}={server.token}",
            **({"Origin": server.origin, "Content-Type": "application/json"} if method == "POST" else {}),
            **{name.replace("_", "-"): value for name, value in changed.items()},
        }
        text = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        connection.putrequest(method, path, skip_host=True)
        for name, value in headers.items():
            if value is not None:
                connection.putheader(name, value)
        if isinstance(text, bytes) and "Content_Length" not in changed:
            connection.putheader("Content-Length", str(len(text)))
        connection.endheaders(text)
        return connection.getresponse()

    yield send
    for connection in connections:
        connection.close()


def said(claim: str, *answers: tuple[str | None, str]) -> dict[str, object]:
    return {"claims": {claim: [{"source": source, "verdict": verdict} for source, verdict in answers]}}


def test_the_terminal_s_address_lets_a_browser_in_and_leaves_no_token_in_it(server: ReviewServer, ask: Ask) -> None:
    response = ask("GET", server.address.removeprefix(server.origin), Cookie=None)
    assert (response.status, response.headers["Location"]) == (303, "/")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"{server.cookie}={server.token}; ")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    page = ask("GET", "/")
    assert (page.status, server.token in page.read().decode()) == (200, False)


def test_the_page_lets_in_nothing_from_outside_and_is_framed_by_nobody(ask: Ask) -> None:
    headers = ask("GET", "/").headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert (policy["default-src"], policy["connect-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
    assert not [value for value in policy.values() if "http" in value or "*" in value or "unsafe" in value]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Server"] == "codex-backfill"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        pytest.param({"Cookie": None}, 403, id="without the token"),
        pytest.param({"Cookie": "codex-backfill-1=x; other"}, 403, id="with another cookie"),
        pytest.param({"Host": "evil.example:80"}, 421, id="under a name that was made to resolve here"),
        pytest.param({"Host": "localhost"}, 421, id="under a name without the port"),
        pytest.param({"Host": None}, 421, id="under no name"),
        pytest.param({"Origin": "https://evil.example"}, 403, id="from another site"),
        pytest.param({"Origin": "null"}, 403, id="from nowhere"),
        pytest.param({"Origin": None}, 403, id="without saying from where"),
        pytest.param({"Content_Type": "text/plain"}, 415, id="as a form could send it"),
    ],
)
def test_nobody_else_is_let_in(ask: Ask, kept: Kept, changed: dict[str, str | None], status: int) -> None:
    assert ask("POST", "/answers", said(CLAIM, (BEST, "yes")), **changed).status == status
    if "Origin" not in changed and "Content_Type" not in changed:
        for path in ("/", f"/claim?path={CLAIM}", "/answers", "/events"):
            assert ask("GET", path, **changed).status == status
    assert kept.said == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/?token=guessed", 403, id="a guessed token"),
        pytest.param("/../../etc/passwd", 404, id="a path out of it"),
        pytest.param("/claim?path=../secret.md", 409, id="a claim that is not asked about"),
        pytest.param("/claim", 409, id="no claim"),
    ],
)
def test_there_is_nothing_else_to_be_had(ask: Ask, path: str, status: int) -> None:
    assert ask("GET", path).status == status


def test_an_answer_is_kept_before_the_page_hears_of_it(ask: Ask, kept: Kept) -> None:
    response = ask("POST", "/answers", said(CLAIM, (BEST, "yes")))
    rows = json.loads(response.read())
    assert (response.status, kept.said) == (200, [(CLAIM, BEST, "yes")])
    assert rows[CLAIM][0]["by"] == "ann"
    assert rows[CLAIM][0]["claim_digest"] == SAMPLE.texts.claims[CLAIM]
    ask("POST", "/answers", said(CLAIM, (None, "no-source")))
    assert kept.said == [(CLAIM, None, "no-source")]
    ask("POST", "/answers", said(CLAIM))
    assert kept.said == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="broken JSON"),
        pytest.param({"claims": {CLAIM: [{"source": BEST, "verdict": "maybe"}]}}, 400, id="an unknown verdict"),
        pytest.param({**said(CLAIM, (BEST, "yes")), "by": "bob"}, 400, id="more than an answer"),
        pytest.param(said("../a.md", (BEST, "yes")), 409, id="a claim that is not asked about"),
        pytest.param(said(CLAIM, ("../../b.md", "yes")), 409, id="a source that the vault does not have"),
        pytest.param(said(CLAIM, (None, "yes")), 409, id="a yes to nothing"),
        pytest.param(said(CLAIM, (BEST, "no-source")), 409, id="no-source of a source"),
        pytest.param(said(BROKEN, (None, "no-source")), 409, id="a note that cannot be written"),
        pytest.param({"claims": {CLAIM: [], "x.md": []}}, 409, id="one bad claim among good ones"),
    ],
)
def test_nothing_is_kept_of_what_is_no_answer(ask: Ask, kept: Kept, body: object, status: int) -> None:
    assert (ask("POST", "/answers", body).status, kept.said) == (status, [])


def test_a_yes_that_could_not_be_written_is_refused_with_the_reason(ask: Ask, kept: Kept) -> None:
    kept.refused = frozenset([CLAIM])
    response = ask("POST", "/answers", said(CLAIM, (BEST, "yes")))
    assert (response.status, response.read().decode()) == (
        409,
        f"this link cannot be written: {CLAIM}:2:1: two link fields; file left unchanged",
    )
    assert kept.said == []


@pytest.mark.parametrize(
    ("length", "status"),
    [
        pytest.param("99999999999", 413, id="too much"),
        pytest.param("-1", 411, id="less than nothing"),
        pytest.param(None, 411, id="no length"),
    ],
)
def test_how_much_comes_in_is_said_first(ask: Ask, length: str | None, status: int) -> None:
    assert ask("POST", "/answers", b"{}", Content_Length=length).status == status


def test_reasons_and_diff_come_as_they_are_now(ask: Ask, kept: Kept) -> None:
    found = json.loads(ask("GET", f"/claim?path={CLAIM}").read())
    start, parts, diff, problem = found[0]
    assert start == -5.5
    assert start + sum(part[2] for part in parts) == pytest.approx(ASKED[0].candidates[0].score, abs=0.01)
    assert "\n".join(diff) + "\n" == SAMPLE.diff(CLAIM, BEST)
    assert problem == ""
    kept.refused = frozenset([CLAIM])
    assert json.loads(ask("GET", f"/claim?path={CLAIM}").read())[0][3].startswith(f"{CLAIM}:2:1")


def test_every_tab_is_told_of_each_change_and_of_the_end(server: ReviewServer, ask: Ask) -> None:
    ask("POST", "/answers", said(CLAIM, (BEST, "yes")))
    events = ask("GET", "/events")
    assert events.headers["Content-Type"] == "text/event-stream"

    def told() -> str:
        lines = [events.readline().decode(), events.readline().decode()]
        assert lines[1] == "\n"
        return lines[0]

    assert json.loads(told().removeprefix("data: "))[CLAIM][0]["verdict"] == "yes"
    ask("POST", "/answers", said(CLAIM))
    assert json.loads(told().removeprefix("data: ")) == {CLAIM: []}
    server.review.close()
    assert events.read().decode() == "event: end\ndata: {}\n\n"


def test_when_it_has_ended_nothing_listens(kept: Kept) -> None:
    one = make_server(kept)
    with one.running():
        port = one.server_port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with pytest.raises(ConnectionRefusedError):
        connection.request("GET", "/")


def test_it_listens_on_the_loopback_address_alone(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_it_logs_nothing(ask: Ask, server: ReviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    ask("GET", server.address.removeprefix(server.origin)).read()
    ask("GET", "/nothing").read()
    assert capfd.readouterr() == ("", "")
