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
    "title.rarest": Learned(0.198, 0.116006, 1),
    "title.unique": Learned(1.908, 0.020365, 1),
    "title.inside": Learned(2.779, 0.085227, 1),
    "title.whole": Learned(1.250, 0.078043, 1),
    "title.exact": Learned(0.330, 0.071508, 1),
    "author.rarest": Learned(0.082, 0.070063, 1),
    "author.person": Learned(0.690, 0.230918, 1),
    "author.contradicts": Learned(-1.532, 0.246086, -1),
    "identifier.same": Learned(8.001, 0.000194, 1),
    "identifier.file": Learned(12.922, 0.001064, 1),
    "identifier.handle": Learned(3.401, 0.000659, 1),
    "identifier.contradicts": Learned(-4.562, 0.002554, -1),
    "identifier.elsewhere": Learned(-1.953, 0.008501, -1),
    "date.contradicts": Learned(-4.089, 0.213645, -1),
    "date.day_off": Learned(-6.238, 0.016854, -1),
    "date.near": Learned(-2.638, 0.079866, -1),
    "date.month_off": Learned(-4.327, 0.012110, -1),
    "date.year": Learned(2.270, 0.091564, 1),
    "date.month": Learned(0.368, 0.009225, 1),
    "date.day": Learned(1.810, 0.005479, 1),
    "number.contradicts": Learned(-0.807, 0.010517, -1),
    "text.cosine": Learned(17.281, 0.001919, 1),
    "text.missing": Learned(1.568, 0.140311, 0),
    "topic.title": Learned(5.036, 0.009946, 1),
    "mentioned.cosine": Learned(0.000, 0.035894, 1),
    "mentioned.covered": Learned(0.000, 0.038650, 1),
    "linked.named": Learned(0.015, 0.000155, 1),
    "linked.added": Learned(-2.852, 0.000233, 0),
    "created.same": Learned(2.795, 0.017603, 1),
    "created.missing": Learned(0.955, 0.093534, 0),
    "status.used": Learned(0.000, 0.104951, 1),
    "status.rejected": Learned(-2.297, 0.043191, -1),
    "domain.other": Learned(-1.889, 0.066823, -1),
    "lead.text": Learned(5.331, 0.010288, 1),
    "lead.title": Learned(2.077, 0.238063, 1),
    "lead.mentioned": Learned(3.453, 0.071905, 1),
    "uncited.text": Learned(14.722, 0.000031, 0),
}
PRIOR = -8.013
THRESHOLD = 0.932
GAP = 1.0
