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
    "title.rarest": Learned(0.421, 0.115900, 1),
    "title.unique": Learned(0.713, 0.023360, 1),
    "title.inside": Learned(2.466, 0.090214, 1),
    "title.whole": Learned(1.181, 0.082890, 1),
    "title.exact": Learned(0.747, 0.077382, 1),
    "author.rarest": Learned(0.375, 0.072608, 1),
    "author.person": Learned(0.621, 0.238026, 1),
    "author.contradicts": Learned(-0.945, 0.243546, -1),
    "identifier.same": Learned(8.001, 0.000218, 1),
    "identifier.file": Learned(14.347, 0.001126, 1),
    "identifier.handle": Learned(2.683, 0.000742, 1),
    "identifier.contradicts": Learned(-4.765, 0.002614, -1),
    "identifier.elsewhere": Learned(-1.573, 0.009818, -1),
    "date.contradicts": Learned(-3.537, 0.214913, -1),
    "date.day_off": Learned(-6.846, 0.016409, -1),
    "date.near": Learned(-3.021, 0.080526, -1),
    "date.month_off": Learned(-4.293, 0.010246, -1),
    "date.year": Learned(2.298, 0.099832, 1),
    "date.month": Learned(1.154, 0.010160, 1),
    "date.day": Learned(2.785, 0.006251, 1),
    "number.contradicts": Learned(-1.115, 0.010844, -1),
    "number.series": Learned(-4.105, 0.003482, -1),
    "text.cosine": Learned(12.539, 0.001833, 1),
    "text.missing": Learned(1.499, 0.133813, 0),
    "topic.title": Learned(5.002, 0.009675, 1),
    "mentioned.cosine": Learned(0.000, 0.036324, 1),
    "mentioned.covered": Learned(0.000, 0.038897, 1),
    "linked.named": Learned(0.003, 0.000175, 1),
    "linked.added": Learned(-2.517, 0.000218, 0),
    "created.same": Learned(2.570, 0.018389, 1),
    "created.missing": Learned(1.754, 0.088627, 0),
    "status.used": Learned(0.000, 0.100035, 1),
    "status.rejected": Learned(-1.948, 0.039977, -1),
    "domain.other": Learned(-2.138, 0.058947, -1),
    "lead.text": Learned(3.862, 0.009546, 1),
    "lead.title": Learned(2.258, 0.242509, 1),
    "lead.mentioned": Learned(3.155, 0.069547, 1),
    "lead.words": Learned(2.242, 0.018391, 1),
    "uncited.text": Learned(18.829, 0.000028, 0),
}
PRIOR = -8.755
THRESHOLD = 0.075
GAP = 1.0
