"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class Learned(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""


LEARNED = {
    "title.rarest": Learned(0.000, 0.111881),
    "title.unique": Learned(2.994, 0.030939),
    "title.inside": Learned(1.153, 0.039829),
    "title.whole": Learned(0.000, 0.031915),
    "title.exact": Learned(1.273, 0.025503),
    "title.lacks": Learned(-0.711, 0.678092),
    "title.adds": Learned(-0.384, 0.576094),
    "title.replaced": Learned(-1.343, 0.575169),
    "author.rarest": Learned(1.769, 0.073441),
    "author.person": Learned(1.044, 0.100017),
    "author.others": Learned(0.000, 0.024233),
    "author.first": Learned(-0.456, 0.036446),
    "author.contradicts": Learned(-1.433, 0.183395),
    "identifier.same": Learned(8.155, 0.001153),
    "identifier.file": Learned(8.127, 0.001259),
    "identifier.handle": Learned(0.616, 0.000909),
    "identifier.contradicts": Learned(-5.009, 0.016310),
    "identifier.elsewhere": Learned(-1.561, 0.033492),
    "date.contradicts": Learned(-2.460, 0.192911),
    "date.day_off": Learned(-6.470, 0.031020),
    "date.near": Learned(-0.401, 0.091947),
    "date.month_off": Learned(0.000, 0.029626),
    "date.year": Learned(2.133, 0.092613),
    "date.month": Learned(0.560, 0.031605),
    "date.day": Learned(4.486, 0.020254),
    "venue.same": Learned(0.000, 0.052325),
    "venue.rare": Learned(1.682, 0.026458),
    "venue.other": Learned(-0.595, 0.106156),
    "volume.same": Learned(1.004, 0.017605),
    "volume.rare": Learned(0.000, 0.006895),
    "volume.issue": Learned(0.000, 0.000000),
    "volume.other": Learned(-2.221, 0.091120),
    "pages.first": Learned(2.083, 0.015102),
    "pages.rare": Learned(1.615, 0.010655),
    "pages.last": Learned(1.926, 0.014240),
    "pages.other": Learned(-2.235, 0.108438),
    "record.cosine": Learned(0.000, 0.016787),
    "record.covered": Learned(0.000, 0.034597),
    "number.contradicts": Learned(-0.847, 0.039894),
    "number.series": Learned(-6.264, 0.007184),
    "number.source": Learned(-2.837, 0.007471),
    "number.citation": Learned(-4.508, 0.004561),
    "about.source": Learned(-3.174, 0.003061),
    "about.citation": Learned(-4.319, 0.008047),
    "text.cosine": Learned(15.332, 0.002638),
    "text.apart": Learned(-3.171, 0.035967),
    "topic.title": Learned(3.824, 0.005006),
    "mentioned.cosine": Learned(0.000, 0.012851),
    "mentioned.covered": Learned(0.000, 0.040332),
    "linked.named": Learned(0.380, 0.000101),
    "linked.added": Learned(-2.443, 0.000355),
    "created.same": Learned(0.312, 0.028763),
    "created.other": Learned(-0.953, 0.122010),
    "status.used": Learned(0.000, 0.113947),
    "status.rejected": Learned(-1.549, 0.070474),
    "domain.other": Learned(0.000, 0.122213),
    "lead.title_inside": Learned(-0.605, 0.127486),
    "lead.title_whole": Learned(-1.124, 0.119257),
    "lead.record_cosine": Learned(-4.002, 0.051225),
    "lead.text_cosine": Learned(-8.539, 0.008707),
    "lead.mentioned_cosine": Learned(-5.832, 0.038407),
    "lead.words": Learned(2.231, 0.022467),
    "uncited.text": Learned(-0.555, 0.000172),
}
PRIOR = -3.754
