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
    "title.rarest": Learned(0.307, 0.115669, 1),
    "title.unique": Learned(0.645, 0.023019, 1),
    "title.inside": Learned(2.451, 0.090255, 1),
    "title.whole": Learned(1.335, 0.082692, 1),
    "title.exact": Learned(0.390, 0.076859, 1),
    "title.replaced": Learned(-2.162, 0.028198, -1),
    "author.rarest": Learned(0.557, 0.072666, 1),
    "author.person": Learned(0.577, 0.237972, 1),
    "author.contradicts": Learned(-0.852, 0.243198, -1),
    "identifier.same": Learned(8.001, 0.000219, 1),
    "identifier.file": Learned(13.787, 0.001127, 1),
    "identifier.handle": Learned(2.681, 0.000743, 1),
    "identifier.contradicts": Learned(-4.888, 0.002616, -1),
    "identifier.elsewhere": Learned(-1.594, 0.009826, -1),
    "date.contradicts": Learned(-1.921, 0.249320, -1),
    "date.day_off": Learned(-5.955, 0.016422, -1),
    "date.near": Learned(-1.376, 0.068948, -1),
    "date.month_off": Learned(-3.067, 0.010254, -1),
    "date.year": Learned(3.941, 0.080370, 1),
    "date.month": Learned(2.580, 0.010169, 1),
    "date.day": Learned(4.317, 0.006256, 1),
    "date.missing": Learned(1.758, 0.196014, 0),
    "number.contradicts": Learned(-1.338, 0.010853, -1),
    "number.series": Learned(-4.073, 0.003268, -1),
    "text.cosine": Learned(12.667, 0.001834, 1),
    "text.missing": Learned(1.498, 0.133904, 0),
    "topic.title": Learned(4.239, 0.009679, 1),
    "mentioned.cosine": Learned(0.000, 0.036532, 1),
    "mentioned.covered": Learned(0.000, 0.039743, 1),
    "linked.named": Learned(0.007, 0.000175, 1),
    "linked.added": Learned(-2.790, 0.000219, 0),
    "created.same": Learned(2.110, 0.018404, 1),
    "created.missing": Learned(1.485, 0.088693, 0),
    "status.used": Learned(0.000, 0.100107, 1),
    "status.rejected": Learned(-2.261, 0.040009, -1),
    "domain.other": Learned(-2.554, 0.058993, -1),
    "lead.text_cosine": Learned(3.837, 0.009554, 1),
    "lead.title_inside": Learned(1.590, 0.242077, 1),
    "lead.title_whole": Learned(0.800, 0.273977, 1),
    "lead.mentioned_cosine": Learned(3.423, 0.069024, 1),
    "lead.words": Learned(2.602, 0.018402, 1),
    "uncited.text": Learned(17.713, 0.000028, 0),
}
PRIOR = -10.031
THRESHOLD = 0.0  # even odds
GAP = 1.0
