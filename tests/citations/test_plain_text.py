import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.plain_text import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(r"Schr{\"o}dinger", "Schrödinger", id="TeX, an accent in braces"),
        pytest.param(r"Schr\"{o}dinger", "Schrödinger", id="TeX, a letter in braces"),
        pytest.param(r"Schr\"odinger", "Schrödinger", id="TeX, no braces"),
        pytest.param(r"Poincar\'e, Erd\H{o}s, \v{C}apek", "Poincaré, Erdős, Čapek", id="TeX, other accents"),
        pytest.param(r"na{\"\i}ve, Jos{\'{e}}", "naïve, José", id="TeX, an i without its dot, two braces"),
        pytest.param(r"{\O}rsted, \L{}\'od\'z, Stra{\ss}e, \AA ngstr\"om", "Ørsted, Łódź, Straße, Ångström", id="TeX, letters"),
        pytest.param(r"\emph{Ebb} \& \textbf{Flow} in {DNA}", "Ebb & Flow in DNA", id="TeX, commands and braces"),
        pytest.param(r"$\alpha$-tides of {C}alais", "alpha-tides of Calais", id="TeX, a letter of a formula"),
        pytest.param(r"inbox\archive\tides.md", r"inbox\archive\tides.md", id="a path with backslashes stays"),
        pytest.param("@article{a, title={Ebb and {Flow}}}", "@article{a, title={Ebb and {Flow}}}", id="a BibTeX entry keeps its braces"),
        pytest.param("M&#246;ller &amp; S&oslash;n &#x2014; AT&T; R&D", "Möller & Søn — AT&T; R&D", id="HTML entities, and what is none"),
        pytest.param("<i>Ebb</i> in H<sub>2</sub>O<A NAME='t1'></A>", "Ebb in H2O", id="HTML tags"),
        pytest.param("<https://lund.io/a> 1 < 2 > 0", "<https://lund.io/a> 1 < 2 > 0", id="an address in angle brackets stays"),
        pytest.param("ﬁsh\u200b and soft\u00adware", "fish and software", id="a ligature and what is not seen"),
        pytest.param("Ｌｕｎｄ，２０２４", "Lund,2024", id="forms of full width"),
        pytest.param("Mu\u0308ller", "Müller", id="a decomposed letter"),
        pytest.param("Arbel´aez, M¨uller", "Arbeláez, Müller", id="an accent before its letter, as from a PDF"),
        pytest.param("Jean‐Paul", "Jean-Paul", id="a hyphen that only looks like one"),
        pytest.param("Lund (2019)", "Lund (2019)", id="plain text stays"),
    ],
)  # fmt: skip
def test_marks_give_way_to_what_they_show(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet="a{}\\\"'&;#1<>/ bé\u0308\u200b$", max_size=40))
def test_any_text_can_be_read_and_grows_no_longer(text: str) -> None:
    assert len(plain(text)) <= len(text)
