"""A seed and a size to a believable vault with its right answers, written to a folder; nothing in it exists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.benchmarks.vaults.citations import cite, nothing
from tests.benchmarks.vaults.lexicon import TOPICS_PER_DOMAIN, Lexicon, zipf
from tests.benchmarks.vaults.works import Work, slug, works

_DOMAINS = ("water", "housing", "seabirds", "bread", "energy", "schools", "transport", "archives", "soils", "care")
WITHOUT_SOURCE = 0.4
"""The part of the claims whose source is not in the vault (164 of 365 in the vault we know)."""
UNCITED = 0.08
"""The part of the claims that say nothing of where they come from, whether that is in the vault or not."""
KNOWN = 0.2
"""The part of the claims with a source whose links are given as known pairs; every second one stands in its source."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """A claim before it is written: the works it cites (the first `archived` of which are in the vault)."""

    path: str
    title: str
    works: tuple[Work, ...]
    archived: tuple[Work, ...]
    beside: tuple[Work, ...]
    """Others of the vault on the same topic, of which it speaks and which it does not cite."""


def write(folder: Path, claims: int, seed: int = 0) -> None:
    """Write `folder/vault`, so many claims and half as many sources, beside it `answers.csv` and `known_pairs.csv`."""
    lexicon = Lexicon(seed, claims)
    rng = Random(f"{seed}/vault")
    everything = list(works(lexicon, max(4, claims * 7 // 10)))
    in_vault = sorted(rng.sample(range(len(everything)), max(2, claims // 2)))
    archive = [everything[at] for at in in_vault]
    absent = [everything[at] for at in sorted({*range(len(everything))}.difference(in_vault))]
    planned = _plan(rng, lexicon, archive, absent, claims)
    answers = [(claim.path, f"inbox/archive/{work.stem}.md") for claim in planned for work in claim.archived]
    linked = sorted({claim for claim, _ in answers})
    told = set(rng.sample(linked, round(len(linked) * KNOWN)))
    known = sorted(pair for pair in answers if pair[0] in told)  # of a claim all links or none
    titles = {claim.path: claim.title for claim in planned}
    standing: dict[str, list[str]] = {}
    for claim_path, source_path in known[::2]:
        standing.setdefault(source_path, []).append(titles[claim_path])
    vault = folder / "vault"
    for domain in _DOMAINS:
        (vault / "domains" / domain).mkdir(parents=True, exist_ok=True)
    (vault / "inbox" / "archive").mkdir(parents=True, exist_ok=True)
    for claim in planned:
        _save(vault / claim.path, _claim(lexicon, claim), claim.path)
    for work in archive:
        path = f"inbox/archive/{work.stem}.md"
        _save(vault / path, _source(lexicon, work, standing.get(path, [])), path)
    for name, rows in (("answers.csv", sorted(answers)), ("known_pairs.csv", known)):
        lines = ["claim,source", *(f"{claim},{source}" for claim, source in rows)]
        (folder / name).write_text("\n".join(lines) + "\n")


def _plan(
    rng: Random, lexicon: Lexicon, archive: Sequence[Work], absent: Sequence[Work], claims: int
) -> list[_Planned]:
    popular = rng.sample(archive, max(1, len(archive) * 6 // 10))
    weights = zipf(len(popular), 0.5)
    on_topic: dict[int, list[Work]] = {}
    for work in archive:
        on_topic.setdefault(work.topic, []).append(work)
    planned: list[_Planned] = []
    paths: set[str] = set()
    while len(planned) < claims:
        archived: tuple[Work, ...] = ()
        cited: tuple[Work, ...] = (rng.choice(absent),)
        if rng.random() >= WITHOUT_SOURCE:
            archived = cited = tuple(rng.choices(popular, cum_weights=weights))
        if rng.random() < 0.27:
            if archived and rng.random() < 0.4:
                archived = cited = tuple(dict.fromkeys((*cited, rng.choices(popular, cum_weights=weights)[0])))
            else:
                cited = (*cited, rng.choice(absent))
        about = cited[0]
        said = rng.choice(about.findings).split()
        title = " ".join([*said[: rng.randrange(5, len(said))], *rng.sample(lexicon.topic_words[about.topic], 2)])
        title = title.replace("%", " percent")
        path = f"domains/{_domain(about)}/{slug(title)}.md"
        if path not in paths:
            paths.add(path)
            kin = [work for work in on_topic.get(about.topic, ()) if work not in cited]
            beside = tuple(rng.sample(kin, min(len(kin), rng.choice((0, 1, 1, 2, 3)))))
            planned.append(_Planned(path, title[0].upper() + title[1:], cited, archived, beside))
    return planned


def _claim(lexicon: Lexicon, claim: _Planned) -> str:
    rng = Random(f"{lexicon.seed}/{claim.path}")
    about = claim.works[0]
    text: str | list[str] = cite(rng, claim.works)
    if rng.random() < UNCITED:
        text = nothing(rng)
    created = about.processed + timedelta(days=rng.choice((0, 0, 0, 0, 1, 2, 9, rng.randrange(200))))
    head = ["type: claim"]
    if rng.random() < 0.3:
        head.append(f'title: "{claim.title}"')
    head += [f"domain: {_domain(about)}", f'description: "{rng.choice(about.findings)}, says {about.subject[0]}"']
    head.append(f"confidence: {rng.choice(('likely', 'experimental', 'speculative'))}")
    if isinstance(text, list):
        head += ["source:", *(f"  - {_quoted(item)}" for item in text)]
    elif text:
        head.append(f"source: {_quoted(text)}")
    head.append(f"created: {created.isoformat()}")
    if rng.random() < 0.3:
        head.append(f"tags: [{', '.join(rng.sample(about.subject, 3))}]")
    said = [finding for work in claim.works for finding in rng.sample(work.findings, rng.choice((0, 1, 1, 2)))]
    own = [word for work in claim.works for word in (*work.subject[2:], *_some(rng, work.names))]
    own += [word for work in claim.beside for word in _some(rng, (*work.subject[2:], *work.names))]
    body = _text(rng, lexicon, about, own, said, round(rng.lognormvariate(5.75, 0.45)))
    return "\n".join(["---", *head, "---", "", f"# {claim.title}", "", *body, ""])


def _some(rng: Random, words: Sequence[str]) -> list[str]:
    """A few of some words, or many: claims say more or less of what a work says."""
    return rng.sample(words, min(len(words), round(rng.lognormvariate(2.3, 0.8))))


def _source(lexicon: Lexicon, work: Work, standing: Sequence[str]) -> str:
    rng = Random(f"{lexicon.seed}/{work.stem}/{work.url}")
    legacy = rng.random() < 0.08
    author = ", ".join(work.authors) + (f" ({work.handle})" if work.handle else "")
    head = [f'source_type: "{work.kind}"'] if legacy else ["type: source"]
    titled = rng.random() > 0.11
    if titled:
        head.append(f"title: {_quoted(work.title)}")
    head += [f'author: "{author}"', f"{'source' if legacy else 'url'}: {work.url}"]
    head += [
        f"{'date_published' if legacy else 'date'}: {work.dated}",
        f"domain: {_domain(work)}",
        f"format: {work.kind}",
    ]
    head.append(f"status: {rng.choices(('processed', 'unprocessed', 'null-result', 'rejected'), (60, 30, 6, 4))[0]}")
    if rng.random() < 0.7:
        head.append(f"processed_date: {work.processed}")
    head.append(f"tags: [{', '.join(rng.sample(work.subject, 3))}]")
    if standing:
        head += ["claims_extracted:", *(f"  - {_quoted(title)}" for title in standing)]
    elif rng.random() < 0.2:
        head.append("claims_extracted: []")
    if rng.random() < 0.5:
        notes = " ".join(rng.choices(lexicon.common, k=rng.randrange(20, 80)))
        head.append(f'extraction_notes: "{notes}"')
    length = min(9_000, round(rng.lognormvariate(6.6, 0.65)))
    body = _text(
        rng,
        lexicon,
        work,
        (*work.subject, *work.names),
        (*work.findings, f"{work.title} is by {', '.join(work.authors)}"),
        length,
    )
    heading = [] if titled and rng.random() < 0.5 else [f"# {work.title}", ""]
    return "\n".join(["---", *head, "---", "", *heading, *body, ""])


def _text(
    rng: Random, lexicon: Lexicon, about: Work, own: Sequence[str], said: Sequence[str], length: int
) -> list[str]:
    """About `length` words in paragraphs: common words, those of the topic, what a work speaks of, and its findings."""
    pool = [
        *lexicon.common,
        *about.terms * 5,
        *list(own) * rng.choice((10, 20, 30, 45, 60)),
        *lexicon.rare(rng, max(40, length)) * rng.choice((1, 1, 2, 4)),
    ]
    stream = rng.choices(pool, k=length)
    sentences = [finding[0].upper() + finding[1:] + "." for finding in said]
    at = 0
    while at < length:
        step = 7 + int(14 * rng.random())
        sentence = " ".join(stream[at : at + step])
        sentences.append(sentence[0].upper() + sentence[1:] + ".")
        at += step
    rng.shuffle(sentences)
    lines: list[str] = []
    at = 0
    while at < len(sentences):
        step = 3 + int(4 * rng.random())
        lines += [" ".join(sentences[at : at + step]), ""]
        at += step
    return lines[:-1]


def _save(path: Path, text: str, name: str) -> None:
    """Write a note; one in a hundred has CRLF line ends, one in six no final newline."""
    kind = sum(name.encode()) % 100
    raw = text.replace("\n", "\r\n") if kind == 0 else text
    path.write_bytes((raw.rstrip() if kind % 6 == 1 else raw).encode())


def _domain(work: Work) -> str:
    return _DOMAINS[work.topic // TOPICS_PER_DOMAIN % len(_DOMAINS)]


def _quoted(text: str) -> str:
    """A text to a quoted YAML scalar: double quotes, single ones where it holds double ones."""
    if '"' in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
