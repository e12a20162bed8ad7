"""The dialogue of a review, without the terminal that it is held in: keys in, answers kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from codex_backfill.editing.preview import PreviewedLink
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.matching.result import Candidate
from codex_backfill.notes.note import Problem, Source
from codex_backfill.review.highlight import COMMON
from codex_backfill.review.queue import ReviewItem
from codex_backfill.review.searching import Searching
from codex_backfill.review.sitting import Sitting
from codex_backfill.terminal.cells import clean

_ANSWERS = ("n", "u", "x", "+", "/")
"""Keys that answer, or lead to an answer, beside the digits."""
_SCROLLS = {"up": -1, "down": 1, "page up": -10, "page down": 10}
"""Lines that a key moves the screen by."""


class View(Enum):
    """What is looked at of a candidate, in place of the claim."""

    DIFF = "d"
    WHY = "w"


class Outside(Enum):
    """What a key opens outside of the terminal's screen."""

    NOTE = "o"
    ADDRESS = "O"


@dataclass
class Dialogue:
    """One session of questions; `press` is all that changes it.

    `propose` gives what one link would write, `explained` an item with the evidence for its candidates.
    """

    items: Sequence[ReviewItem]
    sources: Sequence[Source]
    sitting: Sitting
    propose: Callable[[str, str], PreviewedLink]
    explained: Callable[[ReviewItem], ReviewItem] = lambda item: item
    problems: Mapping[str, Problem] = field(default_factory=dict)
    """By path, the notes that cannot be written."""
    common: frozenset[str] = COMMON
    """Words that tell nothing in this vault."""
    at: int = 0
    message: str = ""
    scroll: int = 0
    done: bool = False
    searching: Searching | None = None
    looking: View | None = None
    look_at: int = 0
    """The place of the candidate that is looked at."""
    opening: Outside | None = None
    """What the screen is to open before the next key."""
    helping: bool = False
    several: bool = False
    refusing: bool = False
    _explained: dict[int, ReviewItem] = field(default_factory=dict)

    @property
    def item(self) -> ReviewItem:
        """The claim in question."""
        if self.at not in self._explained:
            self._explained[self.at] = self.explained(self.items[self.at])
        return self._explained[self.at]

    @property
    def looked_at(self) -> Candidate:
        """The candidate whose diff or reasons are looked at."""
        return self.item.candidates[self.look_at]

    @property
    def blocked(self) -> str:
        """Why nothing is asked of the claim in question: its note cannot be written; empty when it can."""
        path = self.items[self.at].claim.path
        return str(self.problems[path]) if path in self.problems else ""

    @property
    def on_claim(self) -> list[Decision]:
        """The answers of this session on the claim in question."""
        return self.sitting.on(self.items[self.at].claim.path)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The sources' titles by path."""
        return {source.path: source.title for source in self.sources}

    @property
    def answered(self) -> int:
        """How many claims have an answer that settles them."""
        return sum(self._is_settled(item) for item in self.items)

    def press(self, key: str) -> None:
        """A key, or the name of one (`up`, `down`, `enter`, `escape`, `backspace`, `end`), to what follows from it."""
        self.message = ""
        if key == "end":
            self.done = True
        elif self.helping:
            self.helping = False
        elif self.searching is not None:
            self._search(key, self.searching)
        elif key in _SCROLLS:
            self.scroll = max(0, self.scroll + _SCROLLS[key])
        elif self.looking:
            self._look(key)
        elif self.blocked and (key in _ANSWERS or key in "12345"):
            self.message = "This note cannot be written, so nothing is asked of it; s goes on"
        elif key in "12345" and len(key) == 1:
            self._choose(int(key) - 1)
        else:
            self._command(key)

    def _command(self, key: str) -> None:
        self.refusing = key == "x"
        match key:
            case "x":
                self.message = "No to which one? 1-5"
            case "n":
                self._answer((None, Answer.NO_SOURCE))
            case "u":
                best = self.item.best
                self._answer((best.source, Answer.UNSURE)) if best else self._go(1)
            case "s" | "enter":
                self._go(1)
            case "b":
                self._go(-1)
            case "+":
                self.several = not self.several
                self.message = (
                    "Several sources: each digit adds one or takes it away, Enter goes on" if self.several else ""
                )
            case "/":
                self.searching = Searching()
            case "d" | "w":
                self.looking, self.look_at = (View(key) if self.item.candidates else None), 0
                self.message = "" if self.item.candidates else "There is no candidate to look at"
            case "o" | "O":
                self.opening = Outside(key)
            case "?":
                self.helping = True
            case "q":
                self.done = True
            case _:
                self.message = f"{clean(key)} means nothing here; ? lists the keys"
        self.scroll = 0

    def _choose(self, place: int) -> None:
        if place >= len(self.item.candidates):
            self.message = f"There are {len(self.item.candidates)} candidates"
        elif self.refusing:
            self._refuse(self.item.candidates[place].source)
        else:
            self._yes(self.item.candidates[place].source)
        self.refusing = False

    def _yes(self, source: str) -> None:
        if wrong := self.problems.get(source) or next(iter(self.propose(self.item.claim.path, source).problems), None):
            self.message = f"Cannot be written: {clean(str(wrong))}"
            return
        if not self.several:
            self._answer((source, Answer.YES))
            return
        wanted = [one.source for one in self.on_claim if one.verdict is Answer.YES]
        wanted = [one for one in wanted if one != source] if source in wanted else [*wanted, source]
        self._replace([(one, Answer.YES) for one in wanted])
        self.message = f"{len(wanted)} of several sources; Enter goes on"

    def _refuse(self, source: str) -> None:
        others = [one for one in self.on_claim if one.source != source]
        is_refused = any(one.source == source and one.verdict is Answer.NO for one in self.on_claim)
        answers = [(one.source, one.verdict) for one in others if one.verdict is not Answer.NO]
        self._replace(answers if is_refused else [*answers, (source, Answer.NO)], besides=source)
        self.message = f"{'no longer ' if is_refused else ''}no: {clean(self.titles[source])}"
        if self._is_settled(self.item) and not answers:
            self._go(1)

    def _answer(self, answer: tuple[str | None, Answer]) -> None:
        self._replace([answer])
        source, verdict = answer
        told = f"{verdict}: {clean(self.titles[source])}" if source else f"{verdict}"
        self._go(1)
        self.message = f"{told}. {self.message or 'b goes back'}"

    def _replace(self, answers: Sequence[tuple[str | None, Answer]], besides: str | None = None) -> None:
        """Makes these the answers on the claim in question, beside the refusals of other sources than theirs.

        They are on disk when this returns.
        """
        spoken_of = {besides, *(source for source, _ in answers)}
        refused = [(one.source, one.verdict) for one in self.on_claim if one.verdict is Answer.NO]
        kept = [said for said in refused if said[0] not in spoken_of]
        claim = self.item.claim.path
        scores = {(claim, candidate.source): candidate.score for candidate in self.item.candidates}
        self.sitting.put({claim: [*kept, *answers]}, scores)

    def _is_settled(self, item: ReviewItem) -> bool:
        verdicts = [one.verdict for one in self.sitting.on(item.claim.path)]
        refused = verdicts.count(Answer.NO)
        return len(verdicts) > refused or (refused > 0 and refused == len(item.candidates))

    def _go(self, by: int) -> None:
        self.several = self.refusing = False
        self.scroll = 0
        if self.at + by == len(self.items):
            left = len(self.items) - self.answered
            if left == 0:
                self.done = True
            else:
                self.message = f"That was the last one; {left} still open. q quits, b goes back"
        else:
            self.at = max(0, self.at + by)

    def _look(self, key: str) -> None:
        if key in "12345" and len(key) == 1 and int(key) <= len(self.item.candidates):
            self.look_at = int(key) - 1
        elif key in ("d", "w") and self.looking is not View(key):
            self.looking = View(key)
        elif key == "q":
            self.done = True
        else:
            self.looking = None
        self.scroll = 0

    def _search(self, key: str, searching: Searching) -> None:
        if key == "escape":
            self.searching = None
        elif key != "enter":
            searching.press(key, self.sources)
        elif searching.found:
            self.searching = None
            self._yes(searching.found[searching.at].path)
