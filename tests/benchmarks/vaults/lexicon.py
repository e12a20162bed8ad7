"""Ranks to words, and a seed to a vocabulary as skewed as a real one: few words everywhere, most nearly nowhere."""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from random import Random

_COMMON = """
the of and to a in is that for it as with was on by be are this which from or not at have has more one their an but
than they were who what when its can would where there been how only no after most other if each some will two into
between over about because so while does first same had also less many those all up out then even before per year years
report study data share cost rate rise fell found shows case cases claim evidence number results median average higher
lower half third quarter system public local city price market model work people group time change effect growth risk
demand supply policy level test method sample period three four five
""".split()
_ONSETS = ("b", "br", "c", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_SYLLABLES = [onset + vowel for onset in _ONSETS for vowel in ("a", "e", "i", "o", "u", "ea")]
_ENDINGS = ("", "n", "r", "s", "l", "nt", "x", "sh")
TOPICS_PER_DOMAIN = 4


def word(rank: int) -> str:
    """A rank from 0 to the word there: always the same one, short where words are common, unlike its neighbours."""
    length = 2 if rank < 4_000 else 3
    syllables, rest = [], rank * 7919 + 104_729  # primes: neighbouring ranks share no syllable
    for _ in range(length):
        rest, at = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[at])
    return "".join(syllables) + _ENDINGS[rank % len(_ENDINGS)]


@dataclass(frozen=True)
class Lexicon:
    """A vocabulary for a vault of `claims` claims, growing with the text to the power of 0.6 (Heaps' law)."""

    seed: int
    claims: int

    @property
    def topics(self) -> int:
        """How many topics the vault has."""
        return max(8, round(math.sqrt(self.claims)))

    @cached_property
    def size(self) -> int:
        """How many content words there are."""
        return 8_000 + round(400 * math.pow(self.claims, 0.6))

    @cached_property
    def words(self) -> list[str]:
        """The content words, the most frequent ones first."""
        return list(dict.fromkeys(word(rank) for rank in range(self.size)))

    @cached_property
    def common(self) -> list[str]:
        """A sample of running text without a subject, drawn by Zipf's law."""
        rng = Random(f"{self.seed}/common")
        ranked = _COMMON + self.words[:5_000]
        return rng.choices(ranked, cum_weights=zipf(len(ranked)), k=5_000)

    @cached_property
    def topic_words(self) -> list[list[str]]:
        """For each topic the words that it uses more than others do, with repetitions."""
        rng = Random(f"{self.seed}/topics")
        return [self._topic(rng) for _ in range(self.topics)]

    def _topic(self, rng: Random) -> list[str]:
        own = rng.sample(self.words[200:8_000], 150)
        return rng.choices(own, cum_weights=zipf(len(own)), k=1_500)

    @cached_property
    def names(self) -> list[list[str]]:
        """For each topic the people, places and things that its works speak of again and again, with repetitions."""
        rng = Random(f"{self.seed}/names")
        return [self._names(rng) for _ in range(self.topics)]

    def _names(self, rng: Random) -> list[str]:
        own = rng.sample(self.words[4_000:], 40)
        return rng.choices(own, cum_weights=zipf(len(own), 0.6), k=400)

    @cached_property
    def _cumulated(self) -> list[float]:
        return zipf(len(self.words), 0.9)

    def rare(self, rng: Random, count: int) -> list[str]:
        """Words from the whole vocabulary, the rare ones among them rarely."""
        return rng.choices(self.words, cum_weights=self._cumulated, k=count)


def zipf(count: int, exponent: float = 1.05) -> list[float]:
    """How many ranks there are to their cumulated weights, 1 / (rank + 2.7) ** exponent (Mandelbrot's form)."""
    return list(accumulate((rank + 3.7) ** -exponent for rank in range(count)))
