"""What is proposed for vaults of other habits: by who points to whom and whose work a note holds, not by their names."""

from pathlib import Path

import pytest

from codex_backfill.settings import Settings
from codex_backfill.settings_file import parse
from codex_backfill.setup.proposal import Proposal, propose
from codex_backfill.setup.settings_text import settings_text
from codex_backfill.setup.survey import survey


def proposed(root: Path, notes: dict[str, str]) -> Proposal | None:
    """The proposal for a vault of these notes."""
    for path, text in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return propose(survey(root))


def settings(root: Path, notes: dict[str, str]) -> Settings:
    """The settings that are proposed for them."""
    found = proposed(root, notes)
    assert found
    return parse(settings_text(found), "codex-backfill.toml")


WORK = "---\ntitle: The work called {n}\nauthor: Ann {n}\nurl: https://works.tarn/{n}\n---\nText {n}\n"
WORKS = {f"lib/work-{n}.md": WORK.format(n=n) for n in range(4)}


def thoughts(text: str, folder: str = "thoughts") -> dict[str, str]:
    """Eight notes with this text, in which {n} is the number of a work and {next} that of the next thought."""
    return {f"{folder}/thought-{n}.md": text.format(n=n % 4, next=(n + 1) % 8) for n in range(8)}


@pytest.mark.parametrize(
    ("text", "keys", "body_links"),
    [
        pytest.param("---\nraw: lib/work-{n}.md\n---\n", ("raw",), False, id="paths under an unknown key"),
        pytest.param('---\nfrom: "[[work-{n}]]"\nup: "[[thought-{next}]]"\n---\n', ("from",), False, id="wikilinks, beside those to other thoughts"),
        pytest.param("---\nsources: 1\nbased_on: [The work called {n} by Ann {n}]\n---\n", ("based_on",), False, id="titles in a text, beside a count"),
        pytest.param("---\ntags: [x]\n---\nSee [[work-{n}]] and [[thought-{next}]].\n", None, True, id="links in the text alone"),
        pytest.param("---\ntags: [x]\n---\n**Source:** [w](../lib/work-{n}.md)\n\n[[thought-{next}]]\n", None, False, id="labelled lines, which are read anyway"),
    ],
)  # fmt: skip
def test_what_cites_is_found_where_it_stands(
    tmp_path: Path, text: str, keys: tuple[str, ...] | None, body_links: bool
) -> None:
    found = settings(tmp_path, WORKS | thoughts(text))
    assert (found.claims.folders, found.sources.folders) == (("thoughts",), ("lib",))
    assert found.claims.keys.citation == (keys or Settings().claims.keys.citation)
    assert found.claims.body_links is body_links


def test_headings_of_ones_own_are_proposed_beside_the_defaults(tmp_path: Path) -> None:
    found = settings(
        tmp_path, WORKS | thoughts("# T\n\n## Learned from\n- [[work-{n}]]\n\n## Next\n- [[thought-{next}]]\n")
    )
    assert found.claims.headings == (*Settings().claims.headings, "Learned from")
    assert found.claims.create_frontmatter


def test_one_folder_is_told_apart_by_the_key_that_does(tmp_path: Path) -> None:
    ideas = {f"i{n}.md": f'---\nkind: idea\nby: me\nvia: "[[b{n % 3}]]"\n---\n' for n in range(6)}
    books = {f"b{n}.md": f"---\nkind: book\nauthor: Ann {n}\nyear: 2019\n---\n" for n in range(3)}
    found = settings(tmp_path, ideas | books)
    assert (found.claims.folders, found.sources.folders) == (("",), ("",))
    assert (found.claims.types, found.sources.types) == (("idea",), ("book",))
    assert (found.claims.keys.type, found.sources.keys.type) == (("kind",), ("kind",))


def test_indexes_and_templates_are_no_claims_and_sources_without_frontmatter_get_some(tmp_path: Path) -> None:
    raw = {f"raw/deep/r{n}.txt.md": f"Raw text {n}\n" for n in range(3)}
    pages = {f"wiki/a/p{n}.md": f"---\nsources: [raw/deep/r{n}.txt.md]\n---\n# P{n}\n" for n in range(3)}
    pages |= {f"wiki/b/q{n}.md": f"---\nsources: [raw/deep/r{n}.txt.md]\n---\n# Q{n}\n" for n in range(3)}
    pages["wiki/index.md"] = "".join(f"- [[p{n}]] [[r{n}.txt]]\n" for n in range(3))
    pages["wiki/templates/t.md"] = "---\nsources: []\n---\n# {{title}}\n"
    found = settings(tmp_path, raw | pages)
    assert found.claims.folders == ("wiki",)
    assert found.claims.exclude == ("wiki/index.md", "wiki/templates")
    assert found.sources.create_frontmatter
    assert not found.claims.create_frontmatter


def test_page_bundles_and_other_suffixes(tmp_path: Path) -> None:
    posts = {f"content/posts/p{n}/index.mdx": f"---\ntitle: P{n}\n---\n[w](/works/w{n}/)\n" for n in range(3)}
    works = {f"content/works/w{n}.qmd": WORK.format(n=n) for n in range(3)}
    found = settings(tmp_path, posts | works)
    assert (found.claims.folders, found.sources.folders) == (("content/posts",), ("content/works",))
    assert found.claims.suffixes == found.sources.suffixes == (".mdx", ".qmd")


def test_keys_of_ones_own_that_name_a_work_are_proposed(tmp_path: Path) -> None:
    works = {f"lib/w{n}.md": f"---\nzkey: ann201{n}\nlink: https://w.tarn/{n}\nauthor: A\n---\n" for n in range(3)}
    found = settings(tmp_path, works | {f"t/t{n}.md": f"---\nreference: ann201{n}\n---\n" for n in range(3)})
    assert found.sources.keys.id == (*Settings().sources.keys.id, "zkey")
    assert found.sources.keys.url == (*Settings().sources.keys.url, "link")


def test_claims_of_one_type_are_told_by_it_and_those_whose_citations_are_prose_belong_to_them(tmp_path: Path) -> None:
    claims = thoughts("---\ntype: claim\nsource: '[[work-{n}]]'\n---\n", "a/cited")
    claims |= thoughts("---\ntype: claim\nsource: Somebody told me {n}\n---\n", "a/told")
    found = settings(tmp_path, WORKS | claims | {"a/cited/about.md": "---\ntype: moc\n---\n[[work-1]]\n"})
    assert (found.claims.folders, found.claims.types, found.claims.exclude) == (("a",), ("claim",), ())


def test_links_that_this_tool_wrote_are_no_citations(tmp_path: Path) -> None:
    text = "---\nsourced_from: lib/work-{n}.md\nreference: '[[work-{n}]]'\n---\n"
    found = proposed(tmp_path, WORKS | thoughts(text))
    assert found
    assert list(found.places) == ["key:reference"]
    assert found.claims.style == "path", "as they are written already"


def test_one_folder_is_told_apart_by_how_files_are_called(tmp_path: Path) -> None:
    works = {f"n/@ann201{n}.md": f"# The work called {n}\n" for n in range(4)}
    found = settings(tmp_path, works | thoughts("As [[@ann201{n}]] says, and [[thought-{next}]].\n", "n"))
    assert (found.claims.folders, found.sources.folders) == (("n",), ("n/@*",))


def test_one_folder_is_told_apart_by_a_tag_wherever_it_stands(tmp_path: Path) -> None:
    about = ["salt", "kilns", "terns"]
    ideas = {f"i{n}.md": f"---\ntags: [{about[n % 3]}, idea]\n---\n[[b{n % 4}]] [[i{n // 2}]]\n" for n in range(9)}
    books = {f"b{n}.md": f"---\ntags: [book, {about[n % 3]}]\nauthor: Ann\n---\n" for n in range(4)}
    found = settings(tmp_path, ideas | books)
    assert (found.claims.types, found.sources.types) == (("idea",), ("book",))


def test_properties_in_the_body_are_keys(tmp_path: Path) -> None:
    books = {f"pages/b{n}.md": f"type:: [[book]]\nauthor:: [[Ann]]\n\n- text {n}\n" for n in range(4)}
    notes = {f"pages/n{n}.md": f"type:: [[note]]\nsource:: [[b{n % 4}]]\n\n- see [[n{n // 2}]]\n" for n in range(9)}
    found = settings(tmp_path, books | notes)
    assert (found.claims.types, found.sources.types) == (("note",), ("book",))
    assert found.claims.create_frontmatter
    assert found.sources.create_frontmatter


def test_sources_in_many_folders_are_found_as_one_where_citations_are_prose(tmp_path: Path) -> None:
    works = {f"lib/{n}/work.md": WORK.format(n=f"{n} of ten") for n in range(10)}
    ideas = {f"ideas/i{n}.md": f'---\nsource: "Ann, The work called {n % 10} of ten, p. 3"\n---\n' for n in range(12)}
    found = settings(tmp_path, works | ideas)
    assert (found.claims.folders, found.sources.folders) == (("ideas",), ("lib",))


def test_links_to_people_and_notions_are_not_those_to_works(tmp_path: Path) -> None:
    people = {f"people/p{n}.md": f"# P {n}\n" for n in range(4)}
    found = settings(tmp_path, WORKS | people | thoughts("On [[p{n}]], see [[work-{n}]] and [[thought-{next}]].\n"))
    assert found.sources.folders == ("lib",)


def test_what_leads_to_notes_about_the_same_is_no_citation(tmp_path: Path) -> None:
    hubs = {f"maps/m{n}.md": f"# M {n}\n" for n in range(3)}
    text = "---\ncategories: ['[[m{n}]]', '[[m1]]']\nup: '[[m2]]'\n---\nSee [[work-{n}]].\n"
    found = proposed(tmp_path, WORKS | hubs | thoughts(text.replace("m{n}", "m0")))
    assert found
    assert (found.sources.folders, list(found.places)) == (("lib",), ["body"])


def test_a_few_links_in_the_text_are_citations_where_most_cite_by_other_means(tmp_path: Path) -> None:
    cited = {f"t/c{n}.md": f"---\nsource: '[[work-{n % 4}]]'\n---\nText\n" for n in range(20)}
    linked = {f"t/l{n}.md": f"---\ntags: [x]\n---\nSee [[work-{n}]].\n" for n in range(3)}
    assert settings(tmp_path, WORKS | cited | linked).claims.body_links


def test_keys_in_other_languages_are_proposed(tmp_path: Path) -> None:
    works = {f"l/w{n}.md": f"---\nTitel: Salz {n}\nAutor: Ito\nJahr: 19{n}0\nVerlag: V\n---\n" for n in range(3)}
    notes = {f"t/t{n}.md": f"---\nQuelle: '[[w{n}]]'\n---\n" for n in range(3)}
    keys = settings(tmp_path, works | notes).sources.keys
    own = Settings().sources.keys
    assert (keys.title, keys.author) == ((*own.title, "Titel"), (*own.author, "Autor"))
    assert (keys.date, keys.venue) == ((*own.date, "Jahr"), (*own.venue, "Verlag"))


@pytest.mark.parametrize(
    ("head", "cited", "key"),
    [
        pytest.param("bib-key: Ann:201{n}", "[@Ann:201{n}, p. 2]", "bib-key", id="citekeys in the text"),
        pytest.param("aliases: [The {n}th of Ann]", "[[The {n}th of Ann]]", "aliases", id="second names"),
    ],
)
def test_what_the_text_calls_sources_by_is_proposed(tmp_path: Path, head: str, cited: str, key: str) -> None:
    works = {f"lib/w{n}.md": f"---\n{head.format(n=n)}\nauthor: Ann\n---\n" for n in range(4)}
    found = settings(tmp_path, works | thoughts(f"---\ntags: [x]\n---\nSo {cited} says.\n"))
    assert found.sources.keys.id == (*Settings().sources.keys.id, key)


def test_identifiers_are_citations_however_they_are_spelled(tmp_path: Path) -> None:
    works = {f"lib/w{n}.md": f"---\nurl: https://arxiv.org/abs/2401.0000{n}v2\n---\n" for n in range(4)}
    found = settings(tmp_path, works | thoughts("---\npaper: arXiv:2401.0000{n}\n---\n"))
    assert found.claims.keys.citation == ("paper",)


def test_days_on_which_something_was_done_name_nothing(tmp_path: Path) -> None:
    works = {f"lib/w{n}.md": f"---\nauthor: Ann\nprocessed_date: 2024/01/0{n + 1}\n---\n" for n in range(4)}
    ideas = thoughts("---\nsource: '[[w{n}]]'\ncreated: 2024/01/0{n}\n---\n")
    found = settings(tmp_path, works | ideas)
    assert (found.claims.keys.citation, found.sources.keys.id) == (
        Settings().claims.keys.citation,
        Settings().sources.keys.id,
    )


@pytest.mark.parametrize(
    "notes",
    [
        pytest.param({}, id="no notes"),
        pytest.param({"a.md": "text", "b.md": "text"}, id="nothing points anywhere"),
        pytest.param({f"n{n}.md": f"[[n{(n + 1) % 5}]]" for n in range(5)}, id="all point to each other"),
    ],
)
def test_nothing_is_proposed_where_nothing_cites(tmp_path: Path, notes: dict[str, str]) -> None:
    assert proposed(tmp_path, notes) is None
