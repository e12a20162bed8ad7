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
    "title.rarest": Learned(0.120, 0.114003, 1),
    "title.unique": Learned(1.968, 0.022081, 1),
    "title.inside": Learned(2.681, 0.093254, 1),
    "title.whole": Learned(1.247, 0.086102, 1),
    "title.exact": Learned(0.351, 0.079737, 1),
    "author.rarest": Learned(0.118, 0.072332, 1),
    "author.person": Learned(0.677, 0.238550, 1),
    "author.contradicts": Learned(-1.523, 0.242503, -1),
    "identifier.same": Learned(8.001, 0.000219, 1),
    "identifier.file": Learned(12.223, 0.001199, 1),
    "identifier.handle": Learned(3.435, 0.000743, 1),
    "identifier.contradicts": Learned(-4.596, 0.002617, -1),
    "identifier.elsewhere": Learned(-2.070, 0.008154, -1),
    "date.contradicts": Learned(-4.109, 0.213029, -1),
    "date.day_off": Learned(-6.234, 0.017101, -1),
    "date.near": Learned(-2.662, 0.078109, -1),
    "date.month_off": Learned(-4.201, 0.011283, -1),
    "date.year": Learned(2.240, 0.096687, 1),
    "date.month": Learned(0.390, 0.009056, 1),
    "date.day": Learned(1.749, 0.006171, 1),
    "number.contradicts": Learned(-0.842, 0.010984, -1),
    "text.cosine": Learned(16.887, 0.001835, 1),
    "text.missing": Learned(1.312, 0.133957, 0),
    "topic.title": Learned(4.996, 0.009384, 1),
    "mentioned.cosine": Learned(0.000, 0.037423, 1),
    "mentioned.covered": Learned(0.000, 0.039898, 1),
    "linked.named": Learned(0.021, 0.000175, 1),
    "linked.added": Learned(-3.048, 0.000219, 0),
    "created.same": Learned(2.763, 0.018408, 1),
    "created.missing": Learned(1.014, 0.088745, 0),
    "status.used": Learned(0.000, 0.100160, 1),
    "status.rejected": Learned(-2.375, 0.040138, -1),
    "domain.other": Learned(-1.986, 0.059043, -1),
    "lead.text": Learned(5.377, 0.009556, 1),
    "lead.title": Learned(2.063, 0.244455, 1),
    "lead.mentioned": Learned(3.467, 0.070812, 1),
    "uncited.text": Learned(13.797, 0.000028, 0),
}
PRIOR = -7.670
THRESHOLD = 0.102
GAP = 1.0
