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
    "title.rarest": Learned(0.149, 0.114003, 1),
    "title.unique": Learned(1.872, 0.022081, 1),
    "title.inside": Learned(2.686, 0.093254, 1),
    "title.whole": Learned(1.244, 0.086102, 1),
    "title.exact": Learned(0.345, 0.079737, 1),
    "author.rarest": Learned(0.144, 0.072332, 1),
    "author.person": Learned(0.668, 0.238550, 1),
    "author.contradicts": Learned(-1.518, 0.242503, -1),
    "identifier.same": Learned(8.001, 0.000219, 1),
    "identifier.file": Learned(12.340, 0.001199, 1),
    "identifier.handle": Learned(3.555, 0.000743, 1),
    "identifier.contradicts": Learned(-4.617, 0.002617, -1),
    "identifier.elsewhere": Learned(-2.053, 0.008154, -1),
    "date.contradicts": Learned(-4.094, 0.213029, -1),
    "date.day_off": Learned(-6.408, 0.016426, -1),
    "date.near": Learned(-2.629, 0.078037, -1),
    "date.month_off": Learned(-4.408, 0.010385, -1),
    "date.year": Learned(2.235, 0.097064, 1),
    "date.month": Learned(0.243, 0.010171, 1),
    "date.day": Learned(1.722, 0.006257, 1),
    "number.contradicts": Learned(-0.841, 0.010984, -1),
    "text.cosine": Learned(17.375, 0.001835, 1),
    "text.missing": Learned(1.347, 0.133957, 0),
    "topic.title": Learned(4.938, 0.009384, 1),
    "mentioned.cosine": Learned(0.000, 0.037423, 1),
    "mentioned.covered": Learned(0.000, 0.039898, 1),
    "linked.named": Learned(0.016, 0.000175, 1),
    "linked.added": Learned(-3.063, 0.000219, 0),
    "created.same": Learned(2.771, 0.018408, 1),
    "created.missing": Learned(1.015, 0.088745, 0),
    "status.used": Learned(0.000, 0.100160, 1),
    "status.rejected": Learned(-2.490, 0.040138, -1),
    "domain.other": Learned(-1.967, 0.059043, -1),
    "lead.text": Learned(5.378, 0.009556, 1),
    "lead.title": Learned(2.065, 0.244455, 1),
    "lead.mentioned": Learned(3.446, 0.070812, 1),
    "uncited.text": Learned(13.646, 0.000028, 0),
}
PRIOR = -7.717
THRESHOLD = 0.167
GAP = 1.0
