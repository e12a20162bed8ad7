"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class Learned(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""


LEARNED = {
    "title.rarest": Learned(0.094, 0.115009),
    "title.unique": Learned(1.863, 0.030723),
    "title.inside": Learned(1.796, 0.037518),
    "title.whole": Learned(0.000, 0.028538),
    "title.exact": Learned(1.524, 0.023074),
    "title.lacks": Learned(-0.163, 0.677095),
    "title.adds": Learned(-0.235, 0.572263),
    "title.replaced": Learned(-0.671, 0.571397),
    "title.swapped": Learned(-1.184, 0.012005),
    "author.rarest": Learned(2.657, 0.071896),
    "author.person": Learned(0.217, 0.094264),
    "author.others": Learned(-0.867, 0.108053),
    "author.first": Learned(-1.125, 0.034174),
    "author.contradicts": Learned(-1.346, 0.184996),
    "author.instead": Learned(-1.793, 0.002719),
    "author.organisation": Learned(0.683, 0.004319),
    "identifier.same": Learned(10.427, 0.000773),
    "identifier.file": Learned(8.025, 0.001194),
    "identifier.undated": Learned(6.895, 0.000249),
    "identifier.handle": Learned(1.244, 0.001289),
    "identifier.contradicts": Learned(-3.516, 0.013292),
    "identifier.elsewhere": Learned(-2.920, 0.032059),
    "date.contradicts": Learned(-1.775, 0.190109),
    "date.day_off": Learned(-5.767, 0.031971),
    "date.near": Learned(-0.825, 0.084075),
    "date.month_off": Learned(-3.145, 0.025948),
    "date.year": Learned(2.123, 0.093667),
    "date.month": Learned(1.263, 0.009682),
    "date.day": Learned(5.210, 0.010434),
    "venue.same": Learned(0.000, 0.052001),
    "venue.rare": Learned(1.203, 0.026254),
    "venue.other": Learned(-0.765, 0.105598),
    "volume.same": Learned(1.347, 0.017387),
    "volume.rare": Learned(0.000, 0.006807),
    "volume.issue": Learned(0.000, 0.000000),
    "volume.other": Learned(-1.700, 0.092308),
    "pages.first": Learned(2.439, 0.014595),
    "pages.rare": Learned(0.930, 0.010543),
    "pages.last": Learned(1.110, 0.007974),
    "pages.other": Learned(-3.095, 0.022484),
    "pages.elsewhere": Learned(-3.015, 0.100100),
    "record.cosine": Learned(0.000, 0.016273),
    "record.covered": Learned(0.000, 0.031185),
    "number.contradicts": Learned(-0.772, 0.041510),
    "number.series": Learned(-7.777, 0.006924),
    "number.source": Learned(-6.354, 0.008453),
    "number.citation": Learned(-5.002, 0.002932),
    "number.unclear": Learned(-5.882, 0.000056),
    "about.source": Learned(0.000, 0.003137),
    "about.citation": Learned(-5.272, 0.008085),
    "text.cosine": Learned(10.621, 0.002498),
    "text.apart": Learned(-4.160, 0.036655),
    "topic.title": Learned(7.554, 0.004967),
    "mentioned.cosine": Learned(0.000, 0.012541),
    "mentioned.covered": Learned(0.000, 0.037697),
    "linked.named": Learned(0.009, 0.000140),
    "linked.added": Learned(-3.146, 0.000453),
    "created.same": Learned(1.231, 0.031876),
    "created.other": Learned(-0.324, 0.118075),
    "status.used": Learned(0.000, 0.113593),
    "status.rejected": Learned(-0.759, 0.069827),
    "domain.other": Learned(0.000, 0.122355),
    "lead.title_inside": Learned(-1.398, 0.121553),
    "lead.title_whole": Learned(-1.793, 0.112794),
    "lead.record_cosine": Learned(-5.292, 0.049999),
    "lead.text_cosine": Learned(-2.672, 0.007918),
    "lead.mentioned_cosine": Learned(-7.231, 0.037758),
    "lead.words": Learned(1.683, 0.030554),
    "uncited.text": Learned(4.819, 0.000188),
}
PRIOR = -3.600
