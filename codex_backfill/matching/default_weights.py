"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class Learned(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""


LEARNED = {
    "title.rarest": Learned(0.000, 0.111616),
    "title.unique": Learned(2.655, 0.030826),
    "title.inside": Learned(1.458, 0.038785),
    "title.whole": Learned(0.000, 0.031456),
    "title.exact": Learned(1.101, 0.025099),
    "title.lacks": Learned(-0.629, 0.678638),
    "title.adds": Learned(-0.552, 0.572988),
    "title.replaced": Learned(-1.025, 0.571368),
    "title.swapped": Learned(-3.240, 0.014809),
    "author.rarest": Learned(1.492, 0.072790),
    "author.person": Learned(1.140, 0.099850),
    "author.others": Learned(0.000, 0.027576),
    "author.first": Learned(-0.464, 0.036494),
    "author.contradicts": Learned(-1.372, 0.192536),
    "author.instead": Learned(-0.566, 0.003202),
    "author.organisation": Learned(0.777, 0.005263),
    "identifier.same": Learned(8.220, 0.001151),
    "identifier.file": Learned(8.027, 0.001250),
    "identifier.handle": Learned(1.166, 0.000900),
    "identifier.contradicts": Learned(-4.887, 0.016304),
    "identifier.elsewhere": Learned(-1.946, 0.033609),
    "date.contradicts": Learned(-2.461, 0.193184),
    "date.day_off": Learned(-5.985, 0.031220),
    "date.near": Learned(-0.508, 0.091932),
    "date.month_off": Learned(0.000, 0.029312),
    "date.year": Learned(2.179, 0.092152),
    "date.month": Learned(1.748, 0.009908),
    "date.day": Learned(7.714, 0.008134),
    "venue.same": Learned(0.000, 0.052319),
    "venue.rare": Learned(1.770, 0.026452),
    "venue.other": Learned(-0.499, 0.105874),
    "volume.same": Learned(1.143, 0.017605),
    "volume.rare": Learned(0.045, 0.006895),
    "volume.issue": Learned(0.000, 0.000000),
    "volume.other": Learned(-2.208, 0.091120),
    "pages.first": Learned(2.408, 0.015102),
    "pages.rare": Learned(1.540, 0.010655),
    "pages.last": Learned(1.455, 0.008698),
    "pages.other": Learned(-3.153, 0.021619),
    "pages.elsewhere": Learned(-2.143, 0.098914),
    "record.cosine": Learned(0.000, 0.016423),
    "record.covered": Learned(0.000, 0.034958),
    "number.contradicts": Learned(-0.898, 0.038524),
    "number.series": Learned(-6.494, 0.006165),
    "number.source": Learned(-4.112, 0.006552),
    "number.citation": Learned(-5.043, 0.002936),
    "about.source": Learned(-3.133, 0.003061),
    "about.citation": Learned(-4.146, 0.008047),
    "text.cosine": Learned(13.476, 0.002620),
    "text.apart": Learned(-3.842, 0.036723),
    "topic.title": Learned(4.411, 0.005003),
    "mentioned.cosine": Learned(0.000, 0.012840),
    "mentioned.covered": Learned(0.000, 0.040407),
    "linked.named": Learned(0.004, 0.000100),
    "linked.added": Learned(-3.001, 0.000350),
    "created.same": Learned(0.487, 0.028278),
    "created.other": Learned(-0.058, 0.121198),
    "status.used": Learned(0.000, 0.113714),
    "status.rejected": Learned(-1.814, 0.069841),
    "domain.other": Learned(0.000, 0.122131),
    "lead.title_inside": Learned(-0.628, 0.126888),
    "lead.title_whole": Learned(-0.996, 0.118297),
    "lead.record_cosine": Learned(-4.235, 0.049371),
    "lead.text_cosine": Learned(-9.305, 0.008698),
    "lead.mentioned_cosine": Learned(-5.477, 0.038379),
    "lead.words": Learned(2.342, 0.022243),
    "uncited.text": Learned(1.177, 0.000171),
}
PRIOR = -3.829
