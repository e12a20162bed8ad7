"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class Learned(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""
    sign: int
    """1 where it can only count for a link, -1 only against it, 0 either way."""


LEARNED = {
    "title.rarest": Learned(0.000, 0.115900, 1),
    "title.unique": Learned(0.888, 0.023360, 1),
    "title.inside": Learned(2.592, 0.090214, 1),
    "title.whole": Learned(1.212, 0.082890, 1),
    "title.exact": Learned(0.732, 0.077382, 1),
    "author.rarest": Learned(0.488, 0.072608, 1),
    "author.person": Learned(0.643, 0.238026, 1),
    "author.contradicts": Learned(-0.899, 0.243546, -1),
    "identifier.same": Learned(8.001, 0.000218, 1),
    "identifier.file": Learned(14.906, 0.001126, 1),
    "identifier.handle": Learned(2.719, 0.000742, 1),
    "identifier.contradicts": Learned(-4.776, 0.002614, -1),
    "identifier.elsewhere": Learned(-1.548, 0.009818, -1),
    "date.contradicts": Learned(-3.476, 0.214913, -1),
    "date.day_off": Learned(-6.751, 0.016409, -1),
    "date.near": Learned(-2.917, 0.080526, -1),
    "date.month_off": Learned(-4.283, 0.010246, -1),
    "date.year": Learned(2.379, 0.099832, 1),
    "date.month": Learned(1.183, 0.010160, 1),
    "date.day": Learned(2.887, 0.006251, 1),
    "number.contradicts": Learned(0.000, 0.010844, -1),
    "number.series": Learned(-4.121, 0.003482, -1),
    "text.cosine": Learned(14.046, 0.001833, 1),
    "text.missing": Learned(1.768, 0.133813, 0),
    "topic.title": Learned(5.262, 0.009675, 1),
    "mentioned.cosine": Learned(0.000, 0.036324, 1),
    "mentioned.covered": Learned(0.000, 0.038897, 1),
    "linked.named": Learned(0.000, 0.000175, 1),
    "linked.added": Learned(-2.188, 0.000218, 0),
    "created.same": Learned(2.855, 0.018389, 1),
    "created.missing": Learned(1.922, 0.088627, 0),
    "status.used": Learned(0.000, 0.100035, 1),
    "status.rejected": Learned(-1.876, 0.039977, -1),
    "domain.other": Learned(0.000, 0.058947, -1),
    "lead.text": Learned(3.684, 0.009546, 1),
    "lead.title": Learned(2.230, 0.242509, 1),
    "lead.mentioned": Learned(3.179, 0.069547, 1),
    "lead.words": Learned(2.094, 0.018391, 1),
    "uncited.text": Learned(18.608, 0.000028, 0),
}
PRIOR = -9.194
THRESHOLD = -0.056
GAP = 1.0
