"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class Learned(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""


LEARNED = {
    "title.rarest": Learned(0.000, 0.107429),
    "title.unique": Learned(2.810, 0.024045),
    "title.inside": Learned(1.211, 0.023260),
    "title.whole": Learned(0.000, 0.016485),
    "title.exact": Learned(1.226, 0.009416),
    "title.lacks": Learned(-0.739, 0.687832),
    "title.adds": Learned(-0.396, 0.516065),
    "title.replaced": Learned(-1.377, 0.527765),
    "author.rarest": Learned(1.755, 0.063245),
    "author.person": Learned(1.089, 0.086782),
    "author.others": Learned(0.000, 0.024517),
    "author.first": Learned(-0.479, 0.040826),
    "author.contradicts": Learned(-1.413, 0.184378),
    "identifier.same": Learned(11.854, 0.000000),
    "identifier.file": Learned(2.846, 0.000071),
    "identifier.handle": Learned(1.433, 0.000477),
    "identifier.contradicts": Learned(-5.168, 0.016572),
    "identifier.elsewhere": Learned(-1.555, 0.027093),
    "date.contradicts": Learned(-2.458, 0.187388),
    "date.day_off": Learned(-6.722, 0.029339),
    "date.near": Learned(-0.232, 0.089686),
    "date.month_off": Learned(0.000, 0.027727),
    "date.year": Learned(2.166, 0.076324),
    "date.month": Learned(0.590, 0.026833),
    "date.day": Learned(4.868, 0.015096),
    "venue.same": Learned(0.000, 0.046494),
    "venue.rare": Learned(1.660, 0.021759),
    "venue.other": Learned(-0.520, 0.103094),
    "volume.same": Learned(0.993, 0.011564),
    "volume.rare": Learned(0.000, 0.004524),
    "volume.issue": Learned(0.000, 0.000000),
    "volume.other": Learned(-2.178, 0.092853),
    "pages.first": Learned(2.303, 0.010434),
    "pages.rare": Learned(1.353, 0.007148),
    "pages.last": Learned(1.985, 0.009320),
    "pages.other": Learned(-2.214, 0.111316),
    "record.cosine": Learned(0.000, 0.007993),
    "record.covered": Learned(0.000, 0.019937),
    "number.contradicts": Learned(-0.744, 0.041293),
    "number.series": Learned(-6.266, 0.007106),
    "number.source": Learned(-3.448, 0.008132),
    "number.citation": Learned(-4.429, 0.004143),
    "about.source": Learned(-3.226, 0.002740),
    "about.citation": Learned(-4.400, 0.008708),
    "text.cosine": Learned(16.984, 0.001088),
    "text.apart": Learned(-3.183, 0.026108),
    "topic.title": Learned(3.067, 0.004486),
    "mentioned.cosine": Learned(0.000, 0.006400),
    "mentioned.covered": Learned(0.000, 0.026467),
    "linked.named": Learned(7.290, 0.000000),
    "linked.added": Learned(-2.489, 0.000362),
    "created.same": Learned(0.333, 0.021800),
    "created.other": Learned(-0.931, 0.120229),
    "status.used": Learned(0.000, 0.113644),
    "status.rejected": Learned(-1.528, 0.074025),
    "domain.other": Learned(0.000, 0.123542),
    "lead.title_inside": Learned(-0.583, 0.060974),
    "lead.title_whole": Learned(-0.942, 0.045705),
    "lead.record_cosine": Learned(-4.846, 0.014385),
    "lead.text_cosine": Learned(-14.031, 0.002203),
    "lead.mentioned_cosine": Learned(-9.678, 0.011338),
    "lead.words": Learned(1.967, 0.008492),
    "uncited.text": Learned(-1.111, 0.000185),
}
PRIOR = -3.687
