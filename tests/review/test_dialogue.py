"""What each key does, what is on disk by then, and what the screen shows, without a terminal."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from codex_backfill.editing.preview import PreviewedLink
from codex_backfill.known.decision_file import keep, load
from codex_backfill.known.decisions import Answer, Decision, merge
from codex_backfill.known.texts import decision_on
from codex_backfill.notes.note import Problem
from codex_backfill.review.dialogue import Dialogue
from codex_backfill.review.queue import ReviewItem
from codex_backfill.review.sheet import sheet
from codex_backfill.review.sitting import Sitting
from codex_backfill.terminal.cells import cells
from tests.review.sample import Sample, make_sample

SAMPLE = make_sample(12)
ITEMS = tuple(item for item in SAMPLE.items if item.match.verdict == "review")


class Desk:
    """A dialogue whose answers are kept in a list, in place of the file."""

    def __init__(self, sample: Sample = SAMPLE) -> None:
        self.kept: list[Decision] = []
        self.clock = 0

        def make(claim: str, source: str | None, verdict: Answer, score: float | None) -> Decision:
            self.clock += 1
            at = f"2031-04-05T06:00:00.{self.clock:03}Z"
            return decision_on(claim, source, verdict, sample.texts, by="ann", at=at, score=score)

        def hold(given_answers: object, taken_back: object) -> None:
            self.kept = [one for one in self.kept if one not in taken_back] + list(given_answers)  # type: ignore[operator, call-overload]

        items = tuple(item for item in sample.items if item.match.verdict == "review")
        self.dialogue = Dialogue(items, sample.vault.sources, Sitting(make, hold), sample.propose)

    def press(self, *keys: str) -> "Desk":
        for key in keys:
            self.dialogue.press(key)
        return self

    @property
    def answers(self) -> list[tuple[int, str]]:
        """Each answer as the number of the candidate (0 for none) and the verdict, by claim and candidate."""
        places = {item.claim.path: place for place, item in enumerate(ITEMS)}
        rows = []
        for one in self.kept:
            candidates = [candidate.source for candidate in ITEMS[places[one.claim]].candidates]
            number = candidates.index(one.source) + 1 if one.source in candidates else 0
            rows.append((places[one.claim], number, str(one.verdict)))
        return [row[1:] for row in sorted(rows)]

    def screen(self, width: int = 80, height: int = 24) -> list[str]:
        return ["".join(text for text, _ in line) for line in sheet(self.dialogue, width, height)]


@pytest.mark.parametrize(
    ("keys", "answers", "at"),
    [
        pytest.param("2", [(2, "yes")], 1, id="a digit is a yes, and on"),
        pytest.param("n", [(0, "no-source")], 1, id="n says none"),
        pytest.param("u", [(1, "unsure")], 1, id="u says unsure of the best"),
        pytest.param("s", [], 1, id="s skips"),
        pytest.param("1b", [(1, "yes")], 0, id="back keeps the answer"),
        pytest.param("1b3", [(3, "yes")], 1, id="a new answer takes the place of the old"),
        pytest.param("1bn", [(0, "no-source")], 1, id="none after a yes"),
        pytest.param("nb2", [(2, "yes")], 1, id="a yes after none"),
        pytest.param("+12", [(1, "yes"), (2, "yes")], 0, id="several sources stay on the claim"),
        pytest.param("+121", [(2, "yes")], 0, id="the same digit takes one away"),
        pytest.param("+12s", [(1, "yes"), (2, "yes")], 1, id="and go on when told to"),
        pytest.param("x1", [(1, "no")], 0, id="x refuses one candidate"),
        pytest.param("x1x1", [], 0, id="and takes the refusal back"),
        pytest.param("x12", [(1, "no"), (2, "yes")], 1, id="a refusal stays beside a yes"),
        pytest.param("x1+23", [(1, "no"), (2, "yes"), (3, "yes")], 0, id="and beside several"),
        pytest.param("x1n", [(0, "no-source"), (1, "no")], 1, id="and beside none"),
        pytest.param("x1x2x3x4x5", [(n, "no") for n in range(1, 6)], 1, id="refusing all goes on"),
        pytest.param("xs1", [(1, "yes")], 2, id="x is forgotten by the next key"),
        pytest.param("b", [], 0, id="nothing before the first"),
        pytest.param("z", [], 0, id="an unknown key does nothing"),
        pytest.param("?1", [], 0, id="any key leaves the help"),
        pytest.param("w2w1", [(1, "yes")], 1, id="and the reasons"),
        pytest.param("wd1d2", [(2, "yes")], 1, id="from the reasons to the diff and back"),
        pytest.param("o1", [(1, "yes")], 1, id="opening the note answers nothing"),
        pytest.param("d2d1", [(1, "yes")], 1, id="digits choose a diff while one is shown"),
    ],
)
def test_keys(keys: str, answers: list[tuple[int, str]], at: int) -> None:
    desk = Desk().press(*keys)
    assert (desk.answers, desk.dialogue.at) == (answers, at)


@pytest.mark.parametrize("key", ["q", "end"])
def test_quitting_ends_it(key: str) -> None:
    assert Desk().press(key).dialogue.done


def test_the_last_answer_ends_it_but_not_while_one_is_open() -> None:
    desk = Desk().press("s", *"1" * (len(ITEMS) - 1))
    assert not desk.dialogue.done
    assert "1 still open" in desk.screen()[-1]
    desk.press(*"b" * len(ITEMS), *"1" * len(ITEMS))
    assert desk.dialogue.done


def test_a_source_that_is_no_candidate_is_found_by_search() -> None:
    desk = Desk().press("/", *"penhalgon flood")
    assert "The North Sea *Flood*, Fifty Years On" in "\n".join(desk.screen())
    desk.press("enter")
    assert [one.source for one in desk.kept] == ["inbox/archive/2003-01-31-penhaligon-north-sea-flood.md"]


def test_a_search_is_typed_corrected_and_left() -> None:
    desk = Desk().press("/", *"lubbockx", "backspace", "down", "down", "up", "up")
    assert desk.dialogue.searching is not None
    assert (desk.dialogue.searching.query, desk.dialogue.searching.at) == ("lubbock", 0)
    desk.press("escape", "1")
    assert desk.answers == [(1, "yes")]


def test_the_screen_marks_agreement_and_tells_signs_without_colour() -> None:
    text = "\n".join(Desk().screen(height=40))
    assert f"0/{len(ITEMS)}" in text
    assert "*" in text
    assert "░░" in text
    assert "-5.5" in text
    assert "start -5.5" in text
    assert "prior" not in text


def test_an_answer_shows_on_its_candidate() -> None:
    desk = Desk().press("x1", "x", "1", "+", "2", "3")
    text = "\n".join(desk.screen(height=40))
    assert "✓2" in text
    assert "✓3" in text


@pytest.mark.parametrize(
    ("keys", "footer"),
    [
        pytest.param("", "1-5 yes  n none  u unsure  s skip  / search  w why  d diff  q quit  ? more", id="the first claim"),
        pytest.param("s", "1-5 yes  n none  u unsure  s skip  / search  b back  w why  d diff  q quit", id="a later one"),
        pytest.param("+", "1-5 add or take away  / search  Enter goes on  q quit  ? more", id="several sources"),
        pytest.param("d", "1-5 another  ↑ ↓ scroll  d back  q quit", id="a diff"),
        pytest.param("w", "1-5 another  ↑ ↓ scroll  w back  q quit", id="the reasons"),
        pytest.param("?", "any key goes back", id="the help"),
        pytest.param("/", "Esc back", id="a search that found nothing"),
        pytest.param("/tide", "↑ ↓ choose  Enter yes  Esc back", id="a search that found something"),
    ],
)  # fmt: skip
def test_the_footer_offers_what_works_here(keys: str, footer: str) -> None:
    screen = Desk().press(*keys).screen(width=100)
    assert screen[-2].strip().startswith(footer)


def test_a_note_that_cannot_be_written_is_told_and_gets_no_answer() -> None:
    desk = Desk()
    desk.dialogue.problems = {ITEMS[0].claim.path: Problem(ITEMS[0].claim.path, 3, 1, "key 'tags' appears twice")}
    text = "\n".join(desk.screen())
    assert "cannot be written, so nothing is asked of it" in text
    assert desk.screen()[-2].strip().startswith("s skip  o open  q quit")
    desk.press("1", "n", "u", "x", "1", "/", "enter")
    assert desk.answers == []


def test_a_yes_that_could_not_be_written_is_not_taken() -> None:
    desk = Desk()
    desk.dialogue.propose = lambda claim, source: PreviewedLink("", (Problem(source, 4, 1, "claims_extracted is 3"),))
    desk.press("1")
    assert desk.answers == []
    assert "Cannot be written" in desk.screen()[-1]


def test_the_reasons_are_told_in_words_from_the_starting_point_to_the_sum() -> None:
    desk = Desk().press("w")
    text = "\n".join(desk.screen(height=40))
    assert "starting point" in text
    assert "how likely any one source is" in text
    assert f"{ITEMS[0].candidates[0].score:+.2f}" in text
    assert "Each bar moves the count on" in text


def test_what_is_wrapped_stands_below_its_beginning() -> None:
    lines = Desk().screen(width=44, height=60)
    heads = [at for at, line in enumerate(lines) if line[1:2].isdigit() and "%" in line[:8]]
    assert heads
    for at in heads:
        assert lines[at + 1].startswith(" " * 8)


def test_a_wide_terminal_shows_the_source_s_text_beside_its_evidence() -> None:
    text = "\n".join(Desk().screen(width=140, height=60))
    assert "│" in text
    assert "gathers what was known of it" in text
    assert "gathers what was known of it" not in "\n".join(Desk().screen(width=100, height=60))


def test_evidence_is_asked_for_only_for_what_is_looked_at() -> None:
    desk = Desk()
    asked: list[str] = []

    def explained(item: ReviewItem) -> ReviewItem:
        asked.append(item.claim.path)
        return item

    desk.dialogue.explained = explained
    desk.press("s", "s", "b").screen()
    assert asked == [ITEMS[1].claim.path]


def test_a_lapsed_answer_is_told() -> None:
    desk = Desk()
    before = Decision(ITEMS[0].claim.path, None, Answer.NO_SOURCE, "bob", "2030-01-02T00:00:00.000Z", None, "c", "t")
    desk.dialogue.items = (replace(ITEMS[0], before=before),)
    assert "answered before: no-source, bob, 2030-01-02; the text has changed since" in " ".join(desk.screen()).replace(
        "  ", " "
    )


def test_the_diff_is_shown_to_the_letter() -> None:
    desk = Desk().press("d", "2")
    patch = SAMPLE.diff(ITEMS[0].claim.path, ITEMS[0].candidates[1].source)
    shown = "".join(line[1:] for line in desk.screen(width=200, height=60)[2:])
    assert "".join(patch.split("\n")) in shown


KEYS = st.sampled_from([*"12345nusb+x/dq?za ", "enter", "escape", "up", "down", "page down", "backspace", "潮"])


@given(st.lists(KEYS, max_size=25), st.integers(20, 100), st.integers(8, 40))
@hypothesis_settings(max_examples=60)
def test_any_keys_leave_a_screen_that_fits_and_answers_that_agree(keys: list[str], width: int, height: int) -> None:
    desk = Desk()
    for key in keys:
        if desk.dialogue.done:
            break
        desk.press(key)
        lines = desk.screen(width, height)
        assert len(lines) == height
        assert all(cells(line) <= width for line in lines)
    assert sorted(desk.kept, key=lambda one: one.key) == list(merge(desk.kept)[0])
    assert sorted(desk.kept, key=str) == sorted(desk.dialogue.sitting.all, key=str)


def test_every_answer_is_on_disk_before_the_next_question(tmp_path: Path) -> None:
    desk = Desk()
    desk.dialogue.sitting.keep = lambda new, old: (keep(tmp_path, new, old), None)[1]
    seen = []
    for key in "1n+23sux1":
        desk.press(key)
        seen.append(len(load(tmp_path)))
    assert seen == [1, 2, 2, 3, 4, 4, 5, 5, 6]
