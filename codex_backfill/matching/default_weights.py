"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class DefaultWeight(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""


LEARNED = {
    "title.rarest": DefaultWeight(0.094, 0.115009),
    "title.unique": DefaultWeight(1.863, 0.030723),
    "title.inside": DefaultWeight(1.796, 0.037518),
    "title.whole": DefaultWeight(0.000, 0.028538),
    "title.exact": DefaultWeight(1.524, 0.023074),
    "title.lacks": DefaultWeight(-0.163, 0.677095),
    "title.adds": DefaultWeight(-0.235, 0.572263),
    "title.replaced": DefaultWeight(-0.671, 0.571397),
    "title.swapped": DefaultWeight(-1.184, 0.012005),
    "author.rarest": DefaultWeight(2.657, 0.071896),
    "author.person": DefaultWeight(0.217, 0.094264),
    "author.others": DefaultWeight(-0.867, 0.108053),
    "author.first": DefaultWeight(-1.125, 0.034174),
    "author.contradicts": DefaultWeight(-1.346, 0.184996),
    "author.instead": DefaultWeight(-1.793, 0.002719),
    "author.organisation": DefaultWeight(0.683, 0.004319),
    "identifier.same": DefaultWeight(10.427, 0.000773),
    "identifier.file": DefaultWeight(8.025, 0.001194),
    "identifier.undated": DefaultWeight(6.895, 0.000249),
    "identifier.handle": DefaultWeight(1.244, 0.001289),
    "identifier.contradicts": DefaultWeight(-3.516, 0.013292),
    "identifier.elsewhere": DefaultWeight(-2.920, 0.032059),
    "date.contradicts": DefaultWeight(-1.775, 0.190109),
    "date.day_off": DefaultWeight(-5.767, 0.031971),
    "date.near": DefaultWeight(-0.825, 0.084075),
    "date.month_off": DefaultWeight(-3.145, 0.025948),
    "date.year": DefaultWeight(2.123, 0.093667),
    "date.month": DefaultWeight(1.263, 0.009682),
    "date.day": DefaultWeight(5.210, 0.010434),
    "venue.same": DefaultWeight(0.000, 0.052001),
    "venue.rare": DefaultWeight(1.203, 0.026254),
    "venue.other": DefaultWeight(-0.765, 0.105598),
    "volume.same": DefaultWeight(1.347, 0.017387),
    "volume.rare": DefaultWeight(0.000, 0.006807),
    "volume.issue": DefaultWeight(0.000, 0.000000),
    "volume.other": DefaultWeight(-1.700, 0.092308),
    "pages.first": DefaultWeight(2.439, 0.014595),
    "pages.rare": DefaultWeight(0.930, 0.010543),
    "pages.last": DefaultWeight(1.110, 0.007974),
    "pages.other": DefaultWeight(-3.095, 0.022484),
    "pages.elsewhere": DefaultWeight(-3.015, 0.100100),
    "record.cosine": DefaultWeight(0.000, 0.016273),
    "record.covered": DefaultWeight(0.000, 0.031185),
    "number.contradicts": DefaultWeight(-0.772, 0.041510),
    "number.series": DefaultWeight(-7.777, 0.006924),
    "number.source": DefaultWeight(-6.354, 0.008453),
    "number.citation": DefaultWeight(-5.002, 0.002932),
    "number.unclear": DefaultWeight(-5.882, 0.000056),
    "about.source": DefaultWeight(0.000, 0.003137),
    "about.citation": DefaultWeight(-5.272, 0.008085),
    "text.cosine": DefaultWeight(10.621, 0.002498),
    "text.apart": DefaultWeight(-4.160, 0.036655),
    "topic.title": DefaultWeight(7.554, 0.004967),
    "mentioned.cosine": DefaultWeight(0.000, 0.012541),
    "mentioned.covered": DefaultWeight(0.000, 0.037697),
    "linked.named": DefaultWeight(0.009, 0.000140),
    "linked.added": DefaultWeight(-3.146, 0.000453),
    "created.same": DefaultWeight(1.231, 0.031876),
    "created.other": DefaultWeight(-0.324, 0.118075),
    "status.used": DefaultWeight(0.000, 0.113593),
    "status.rejected": DefaultWeight(-0.759, 0.069827),
    "domain.other": DefaultWeight(0.000, 0.122355),
    "lead.title_inside": DefaultWeight(-1.398, 0.121553),
    "lead.title_whole": DefaultWeight(-1.793, 0.112794),
    "lead.record_cosine": DefaultWeight(-5.292, 0.049999),
    "lead.text_cosine": DefaultWeight(-2.672, 0.007918),
    "lead.mentioned_cosine": DefaultWeight(-7.231, 0.037758),
    "lead.words": DefaultWeight(1.683, 0.030554),
    "uncited.text": DefaultWeight(4.819, 0.000188),
}
PRIOR = -3.600
