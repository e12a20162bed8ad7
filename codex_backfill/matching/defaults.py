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
    "title.rarest": Learned(0.273, 0.115900, 1),
    "title.unique": Learned(1.182, 0.023360, 1),
    "title.inside": Learned(2.492, 0.090214, 1),
    "title.whole": Learned(1.204, 0.082890, 1),
    "title.exact": Learned(0.715, 0.077382, 1),
    "author.rarest": Learned(0.415, 0.072608, 1),
    "author.person": Learned(0.600, 0.238026, 1),
    "author.contradicts": Learned(-1.076, 0.243546, -1),
    "identifier.same": Learned(8.001, 0.000218, 1),
    "identifier.file": Learned(13.357, 0.001198, 1),
    "identifier.handle": Learned(3.705, 0.000742, 1),
    "identifier.contradicts": Learned(-4.795, 0.002614, -1),
    "identifier.elsewhere": Learned(-2.082, 0.008145, -1),
    "date.contradicts": Learned(-3.452, 0.214913, -1),
    "date.day_off": Learned(-6.650, 0.016409, -1),
    "date.near": Learned(-2.831, 0.080526, -1),
    "date.month_off": Learned(-4.719, 0.010246, -1),
    "date.year": Learned(2.406, 0.099832, 1),
    "date.month": Learned(0.212, 0.010160, 1),
    "date.day": Learned(1.853, 0.006251, 1),
    "number.contradicts": Learned(-1.214, 0.010844, -1),
    "number.series": Learned(-4.000, 0.005000, -1),
    "text.cosine": Learned(17.886, 0.001833, 1),
    "text.missing": Learned(1.341, 0.133813, 0),
    "topic.title": Learned(4.718, 0.009675, 1),
    "mentioned.cosine": Learned(0.000, 0.036324, 1),
    "mentioned.covered": Learned(0.000, 0.038897, 1),
    "linked.named": Learned(0.013, 0.000175, 1),
    "linked.added": Learned(-3.138, 0.000218, 0),
    "created.same": Learned(2.990, 0.018389, 1),
    "created.missing": Learned(1.038, 0.088627, 0),
    "status.used": Learned(0.000, 0.100035, 1),
    "status.rejected": Learned(-2.547, 0.039977, -1),
    "domain.other": Learned(-1.870, 0.058947, -1),
    "lead.text": Learned(5.922, 0.009546, 1),
    "lead.title": Learned(2.231, 0.242509, 1),
    "lead.mentioned": Learned(3.103, 0.069547, 1),
    "uncited.text": Learned(14.476, 0.000028, 0),
}
PRIOR = -7.935
THRESHOLD = 0.094
GAP = 1.0
