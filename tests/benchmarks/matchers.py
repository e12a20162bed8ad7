"""How fast, how right and how complete other matchers are on the same vault, each in a process of its own.

    python -m tests.benchmarks.matchers                          an invented vault of 20,000 claims and 10,000 sources
    python -m tests.benchmarks.matchers --vault V --answers A    one of your own

What they need is in `requirements-matchers.txt`; one whose packages are missing is left out, by name. Every rival gets
a claim's citation and a source's author, title, date and address, answers with its best source for each claim, and has
its threshold chosen *on the answers* (the best F0.5 of all thresholds): that flatters it. The tool chooses none.
"""

import argparse
import csv
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.child import Cost, Failed, run
from tests.benchmarks.rivals import frontmatter
from tests.benchmarks.vaults.folder import write

Best = list[tuple[int, float]]
"""For each claim the number of its best source, -1 for none, and that pair's score: higher is likelier."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What all matchers are given, by row."""

    claims: list[str]
    sources: list[str]
    years: tuple[list[str], list[str]]


def fuzzy(texts: Texts) -> Best:
    """RapidFuzz's `token_set_ratio` of all pairs, by `cdist` on all cores, a thousand claims at a time."""
    import numpy
    from rapidfuzz import fuzz, process, utils

    sources = [utils.default_process(text) for text in texts.sources]
    best: Best = []
    for start in range(0, len(texts.claims), 1000):
        claims = [utils.default_process(text) for text in texts.claims[start : start + 1000]]
        scores = process.cdist(claims, sources, scorer=fuzz.token_set_ratio, dtype=numpy.uint8, workers=-1)
        rows = scores.argmax(axis=1)
        best += [(int(row), float(scores[at, row])) for at, row in enumerate(rows)]
    return best


def cosine(texts: Texts) -> Best:
    """TF-IDF of words, the best source by a sparse product that keeps the top one (`sparse_dot_topn`)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    vectorizer = TfidfVectorizer(sublinear_tf=True)
    sources = vectorizer.fit_transform(texts.sources)
    found = sp_matmul_topn(vectorizer.transform(texts.claims), sources.T.tocsr(), top_n=1)
    rows: Best = [(-1, 0.0)] * len(texts.claims)
    entries = found.tocoo()
    for claim, source, score in zip(entries.row, entries.col, entries.data, strict=True):
        rows[claim] = int(source), float(score)
    return rows


def splink(texts: Texts) -> Best:
    """Splink's Fellegi-Sunter model on DuckDB: blocked on rare words, trained by expectation maximisation."""
    import pandas
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as compare

    words = [[_words(text) for text in rows] for rows in (texts.claims, texts.sources)]
    count = Counter(word for row in words[1] for word in set(row))
    tables = []
    for rows, years in zip(words, texts.years, strict=True):
        rare = [
            sorted({word for word in row if 0 < count[word] <= 100}, key=lambda w: (count[w], w))[:8] for row in rows
        ]
        tables.append(pandas.DataFrame({"unique_id": range(len(rows)), "rare": rare, "words": rows, "year": years}))
        tables[-1]["year"] = tables[-1]["year"].replace("", None)
        tables[-1]["first"] = [row[0] if row else None for row in rare]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.ArrayIntersectAtSizes("rare", [5, 4, 3, 2, 1]),
            compare.ArrayIntersectAtSizes("words", [10, 8, 6, 4, 2]),
            compare.ExactMatch("year"),
        ],
        blocking_rules_to_generate_predictions=[block_on("rare", arrays_to_explode=["rare"])],
        probability_two_random_records_match=1 / max(1, len(texts.sources)),
    )
    linker = Linker(tables, settings, DuckDBAPI(), input_table_aliases=["claims", "sources"])
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for key in ("year", "first"):  # exploded blocks, as predictions use them, cannot be trained on
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(key))
    pairs = linker.inference.predict(threshold_match_weight=-20).as_pandas_dataframe()
    return _best(zip(pairs.unique_id_l, pairs.unique_id_r, pairs.match_weight, strict=True), len(texts.claims))


def recordlinkage(texts: Texts) -> Best:
    """The recordlinkage toolkit: pairs that share a rare word, compared by Jaro-Winkler, q-grams and year, added up."""
    import pandas
    import recordlinkage as toolkit

    tables = [
        pandas.DataFrame({"text": rows, "year": years})
        for rows, years in zip((texts.claims, texts.sources), texts.years, strict=True)
    ]
    count = Counter(word for text in texts.sources for word in set(_words(text)))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts.sources):
        for word in set(_words(text)):
            if count[word] <= 30:
                holders[word].append(number)
    pairs = sorted(
        {
            (at, number)
            for at, text in enumerate(texts.claims)
            for word in set(_words(text))
            for number in holders.get(word, ())
        }
    )
    compare = toolkit.Compare()
    compare.string("text", "text", method="qgram", label="grams")
    compare.string("text", "text", method="jarowinkler", label="start")
    compare.exact("year", "year", label="year")
    scores = compare.compute(pandas.MultiIndex.from_tuples(pairs), *tables).sum(axis=1)
    return _best(((claim, source, score) for (claim, source), score in scores.items()), len(texts.claims))


RIVALS: dict[str, Callable[[Texts], Best]] = {one.__name__: one for one in (cosine, fuzzy, splink, recordlinkage)}


def _words(text: str) -> list[str]:
    return ["".join(letter for letter in word if letter.isalnum()) for word in text.lower().split()]


def _best(pairs: Any, claims: int) -> Best:
    rows: Best = [(-1, float("-inf"))] * claims
    for claim, source, score in pairs:
        if score > rows[claim][1]:
            rows[claim] = int(source), float(score)
    return rows


def read(vault: Path) -> tuple[list[str], list[str], Texts]:
    """A vault to its claims' and sources' paths, and what the matchers are given of them."""
    from ruamel.yaml.cyaml import CSafeLoader
    from ruamel.yaml.error import YAMLError

    paths: tuple[list[str], list[str]] = [], []
    texts: tuple[list[str], list[str]] = [], []
    years: tuple[list[str], list[str]] = [], []
    for path in sorted(vault.rglob("*.md")):
        try:
            root = CSafeLoader(frontmatter(path.read_bytes()) or "").get_single_node()
        except YAMLError:
            continue
        fields = {key.value: str(value.value) for key, value in root.value} if root else {}
        is_claim = fields.get("type") == "claim"
        text = (
            fields.get("source", "")
            if is_claim
            else " ".join(fields.get(key, "") for key in ("author", "title", "date", "url"))
        )
        side = not is_claim
        paths[side].append(path.relative_to(vault).as_posix())
        texts[side].append(text)
        found = re.search(r"(?:19|20)\d\d", text)
        years[side].append(found[0] if found else "")
    return *paths, Texts(*texts, years)


def figures(found: dict[str, set[str]], answers: dict[str, set[str]]) -> tuple[float, float]:
    """Links by claim, and the right ones, to precision and recall; a claim without a right answer must have no link."""
    links = sum(map(len, found.values()))
    right = sum(len(sources & answers.get(claim, set())) for claim, sources in found.items())
    return right / max(1, links), right / max(1, sum(map(len, answers.values())))


def at_best_threshold(best: Sequence[tuple[str, str, float]], answers: dict[str, set[str]]) -> tuple[float, float]:
    """Best sources with their scores, and the right ones, to precision and recall at the threshold of the best F0.5."""
    total = sum(map(len, answers.values()))
    right, top = 0, (0.0, 0.0, 0.0)
    for count, (claim, source, _) in enumerate(sorted(best, key=lambda row: -row[2]), 1):
        right += source in answers.get(claim, ())
        precision, recall = right / count, right / total
        if right:
            top = max(top, (1.25 * precision * recall / (0.25 * precision + recall), precision, recall))
    return top[1], top[2]


def links_of_tool(plan: Path) -> dict[str, set[str]]:
    """A saved plan to its links by claim."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in json.loads(plan.read_text())["links"]:
        found[link["claim"]].add(link["source"])
    return found


def rows(vault: Path, answers: dict[str, set[str]], scratch: Path, only: Sequence[str]) -> Iterator[str]:
    """A vault to a line for each matcher as it is done."""
    claims, sources, _ = read(vault)
    yield f"{len(claims):,} claims, {len(sources):,} sources, {sum(map(len, answers.values())):,} right links"
    yield f"{'':24}{'seconds':>9}{'processor':>11}{'MiB':>8}{'precision':>11}{'recall':>8}"
    plan = scratch / "plan.json"
    for name in ("first run", "the same again"):
        if only and "tool" not in only:
            break
        cost = run(
            ["-m", "codex_backfill", "plan", str(vault), "-o", str(plan), "--min-precision", "0"], scratch / "home"
        )
        yield _row(f"codex-backfill, {name}", cost, figures(links_of_tool(plan), answers))
    for name in RIVALS:
        if only and name not in only:
            continue
        report = scratch / f"{name}.json"
        try:
            cost = run(
                ["-m", "tests.benchmarks.matchers", "--as", name, "--vault", str(vault), "--report", str(report)],
                scratch / "home",
            )
        except Failed as error:
            yield f"{name:<24}  left out: {str(error).strip().splitlines()[-1]}"
            continue
        best = [
            (claims[at], sources[row], score)
            for at, (row, score) in enumerate(json.loads(report.read_text()))
            if row >= 0
        ]
        yield _row(name, cost, at_best_threshold(best, answers))


def _row(name: str, cost: Cost, found: tuple[float, float]) -> str:
    times = f"{cost.seconds:9.1f}{cost.processor:11.1f}{cost.mebibytes:8.0f}"
    return f"{name:<24}{times}{found[0]:11.3f}{found[1]:8.3f}"


def main() -> None:
    """Measures, and prints as it goes."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.matchers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--answers", type=Path, help="its right links, columns `claim,source`")
    parser.add_argument("--claims", type=int, default=20_000, help="the size of the invented vault")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help=f"tool, {', '.join(RIVALS)}")
    parser.add_argument("--as", dest="rival", choices=RIVALS, help=argparse.SUPPRESS)
    parser.add_argument("--report", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.rival:
        given.report.write_text(json.dumps(RIVALS[given.rival](read(given.vault)[2])))
        return
    with tempfile.TemporaryDirectory(prefix="codex-backfill-") as name:
        scratch = Path(name)
        if given.vault is None:
            write(scratch, given.claims, 0)
        vault, answers = given.vault or scratch / "vault", given.answers or scratch / "answers.csv"
        right: defaultdict[str, set[str]] = defaultdict(set)
        with answers.open(newline="") as file:
            for row in csv.DictReader(file):
                if row["source"]:
                    right[row["claim"]].add(row["source"])
        for line in rows(vault.resolve(), right, scratch, given.only):
            print(line, flush=True)


if __name__ == "__main__":
    main()
