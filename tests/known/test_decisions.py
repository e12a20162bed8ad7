"""Which answers count, which hold of the texts of today, and what a later one does to an earlier one."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.known.answers import answers_that_hold
from codex_backfill.known.decisions import Answer, Decision, later, merge, tally
from codex_backfill.known.texts import Texts, follow
from codex_backfill.notes.note import Claim, Note, Source, Vault
from codex_backfill.notes.standing_links import Link

CLAIM, SOURCE = "domains/sea/tides.md", "inbox/archive/cartwright.md"
TEXTS = Texts({CLAIM: "c1"}, {SOURCE: "s1"}, {CLAIM: "t1"})


def said(
    verdict: Answer, minute: int = 0, *, claim: str = CLAIM, source: str = SOURCE, by: str = "ann", read: str = "c1"
) -> Decision:
    at = f"2031-04-05T06:{minute:02}:00.000Z"
    if verdict is Answer.NO_SOURCE:
        return Decision(claim, None, verdict, by, at, None, read, "t1")
    return Decision(claim, source, verdict, by, at, 1.5, read, "s1")


YES, NO, UNSURE, NO_SOURCE = Answer.YES, Answer.NO, Answer.UNSURE, Answer.NO_SOURCE


@pytest.mark.parametrize(
    ("lines", "counting", "other"),
    [
        pytest.param([said(YES, 2), said(NO, 1)], [NO], ["yes"], id="no counts before yes, whatever the clocks say"),
        pytest.param([said(NO, 1), said(YES, 2)], [NO], ["yes"], id="and whatever their order in the file"),
        pytest.param([said(YES, 1), said(UNSURE, 2)], [UNSURE], ["yes"], id="doubt counts before yes"),
        pytest.param([said(YES, 1), said(YES, 2)], [YES], [], id="the same on both branches is no contradiction"),
        pytest.param([said(YES, 2), said(NO_SOURCE, 1)], [NO_SOURCE], ["yes"], id="no-source counts before a yes"),
        pytest.param([said(NO, 1), said(NO_SOURCE, 2)], [NO_SOURCE, NO], [], id="no-source and no go together"),
        pytest.param(
            [said(YES, 1), said(YES, 2, source="inbox/archive/lubbock.md")],
            [YES, YES],
            [],
            id="two sources of one claim",
        ),
    ],
)
def test_what_two_branches_brought_together(lines: list[Decision], counting: list[Answer], other: list[str]) -> None:
    merged, found = merge(lines)
    assert [decision.verdict for decision in merged] == counting
    assert [one.second.verdict for one in found] == other


@pytest.mark.parametrize(
    ("before", "given_now", "left", "overruled"),
    [
        pytest.param([said(YES, 2)], said(NO, 1), [NO], ["yes"], id="what is given now is later than any clock"),
        pytest.param([said(NO, 2)], said(YES, 1), [YES], ["no"], id="a changed mind"),
        pytest.param([said(YES, 1)], said(YES, 2), [YES], [], id="the same again overrules nothing"),
        pytest.param([said(YES, 1)], said(NO_SOURCE, 2), [NO_SOURCE], ["yes"], id="no-source takes a yes back"),
        pytest.param([said(UNSURE, 1)], said(NO_SOURCE, 2), [NO_SOURCE], ["unsure"], id="no-source ends doubt"),
        pytest.param([said(NO, 1)], said(NO_SOURCE, 2), [NO_SOURCE, NO], [], id="no-source keeps an earlier no"),
        pytest.param([said(NO_SOURCE, 1)], said(YES, 2), [YES], ["no-source"], id="a source was found after all"),
        pytest.param([said(NO, 1), said(YES, 2)], said(YES, 3), [YES], ["no"], id="an answer ends a contradiction"),
        pytest.param(
            [said(NO, 1), said(YES, 2)],
            said(YES, 3, source="inbox/archive/lubbock.md"),
            [YES, NO, YES],
            [],
            id="an answer on something else leaves it",
        ),
    ],
)
def test_an_answer_given_now(
    before: list[Decision], given_now: Decision, left: list[Answer], overruled: list[str]
) -> None:
    lines, lost = later(before, [given_now])
    assert [decision.verdict for decision in lines] == left
    assert [one.first.verdict for one in lost] == overruled


def test_what_is_overruled_or_contradicted_is_named() -> None:
    _, lost = later([said(YES, 1)], [said(NO, 2, by="bob")])
    _, found = merge([said(YES, 1), said(NO, 2, by="bob")])
    assert [str(line) for line in (*lost, *found)] == [
        "domains/sea/tides.md -> inbox/archive/cartwright.md: yes, ann, 2031-04-05T06:01:00.000Z; "
        "overruled by no, bob, 2031-04-05T06:02:00.000Z",
        "domains/sea/tides.md -> inbox/archive/cartwright.md: no, bob, 2031-04-05T06:02:00.000Z; "
        "answered both ways: yes, ann, 2031-04-05T06:01:00.000Z",
    ]


ANSWERS = st.builds(
    said,
    st.sampled_from(Answer),
    st.integers(0, 3),
    claim=st.sampled_from([CLAIM, "core/ebb.md"]),
    source=st.sampled_from([SOURCE, "inbox/archive/lubbock.md"]),
    by=st.sampled_from(["ann", "bob"]),
)


@given(st.lists(ANSWERS, max_size=7), st.randoms(use_true_random=False))
def test_merging_is_blind_to_order_and_to_what_was_merged_before(answers: list[Decision], random: object) -> None:
    merged, _ = merge(answers)
    shuffled = list(answers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled)[0] == merged
    assert merge(merged)[0] == merged
    assert list(merged) == sorted(merged, key=lambda decision: decision.key)
    for claim, on_claim in itertools.groupby(merged, key=lambda decision: decision.claim):
        verdicts = {decision.verdict for decision in on_claim}
        assert not (NO_SOURCE in verdicts and verdicts & {YES, UNSURE}), claim


def test_answers_on_the_texts_as_they_were_hold() -> None:
    answers = answers_that_hold([said(YES), said(NO_SOURCE, claim=CLAIM)], TEXTS)
    assert (list(answers.yes), list(answers.no_source), answers.changed) == ([Link(CLAIM, SOURCE)], [CLAIM], ())


@pytest.mark.parametrize("verdict", [pytest.param(YES, id="yes"), pytest.param(NO, id="no")])
@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(replace(TEXTS, claims={CLAIM: "c2"}), id="the claim was rewritten"),
        pytest.param(replace(TEXTS, sources={SOURCE: "s2"}), id="the source was rewritten"),
    ],
)
def test_a_yes_and_a_no_outlive_their_texts_and_are_shown_as_such(verdict: Answer, texts: Texts) -> None:
    answers = answers_that_hold([said(verdict)], texts)
    assert list(answers.yes if verdict is YES else answers.no) == [Link(CLAIM, SOURCE)]
    assert answers.changed == (said(verdict),)


def test_no_source_outlives_the_claim_s_body_but_not_its_source_text() -> None:
    assert list(answers_that_hold([said(NO_SOURCE)], replace(TEXTS, claims={CLAIM: "c2"})).no_source) == [CLAIM]
    answers = answers_that_hold([said(NO_SOURCE)], replace(TEXTS, source_texts={CLAIM: "t2"}))
    assert (list(answers.no_source), list(answers.lapsed), answers.changed) == ([], [CLAIM], ())


def test_unsure_is_asked_again_once_a_text_has_changed() -> None:
    assert list(answers_that_hold([said(UNSURE)], TEXTS).unsure) == [CLAIM]
    answers = answers_that_hold([said(UNSURE)], replace(TEXTS, sources={SOURCE: "s2"}))
    assert (list(answers.unsure), list(answers.lapsed)) == ([], [CLAIM])


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        pytest.param(
            {"inbox/archive/sea/c.md": "s1", "inbox/archive/o.md": "s2"}, "inbox/archive/sea/c.md", id="by text"
        ),
        pytest.param(
            {"inbox/queue/cartwright.md": "s9"}, "inbox/queue/cartwright.md", id="edited and moved: by file name"
        ),
        pytest.param(
            {"Inbox/Archive/Cartwright.md": "s9", "b/cartwright.md": "s8"},
            "Inbox/Archive/Cartwright.md",
            id="written otherwise, as another system has it",
        ),
        pytest.param({"a/x.md": "s1", "b/y.md": "s1"}, None, id="never by a text that two notes have"),
        pytest.param(
            {"a/cartwright.md": "s8", "b/cartwright.md": "s9"}, None, id="never by a name that two notes have"
        ),
        pytest.param({}, None, id="gone"),
    ],
)
def test_an_answer_follows_a_moved_note(sources: dict[str, str], found: str | None) -> None:
    moved = follow(said(YES), replace(TEXTS, sources=sources), by_name=True)
    assert (moved.source if moved else None) == found


def test_a_kept_answer_does_not_pass_to_a_newcomer_of_the_same_name() -> None:
    newcomer = replace(TEXTS, sources={"inbox/queue/cartwright.md": "s9"})
    assert answers_that_hold([said(YES)], newcomer).gone == (said(YES),)


def test_answers_on_notes_that_are_gone_are_kept_apart() -> None:
    answers = [said(YES), said(NO_SOURCE, claim="core/gone.md", read="c9")]
    assert answers_that_hold(answers, replace(TEXTS, sources={})).gone == tuple(answers)


def test_texts_are_blind_to_the_link_fields() -> None:
    def vault(**links: str) -> Vault:
        note = Note(CLAIM, "", {"title": "Tides", "source": "Cartwright", **links}, False, "", None)
        archived = Note(SOURCE, "", {"title": "Tides: a history", **links}, False, "", None)
        return Vault(
            (Claim(note, ("Cartwright",), "", "", (), (), ()),),
            (Source(archived, "Cartwright", (), "", "", "", (), (), ()),),
            (),
        )

    fields = ("sourced_from", "claims_extracted")
    assert Texts.of(vault(), fields) == Texts.of(vault(sourced_from="x", claims_extracted="y"), fields)


def test_a_tally_counts_by_answer() -> None:
    assert tally([said(YES), said(NO_SOURCE), said(YES)]) == "2 yes, 1 no-source"
    assert tally([]) == "none"
