"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class Learned(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""


LEARNED = {
    "title.rarest": Learned(0.090, 0.115009),
    "title.unique": Learned(1.863, 0.030723),
    "title.inside": Learned(1.812, 0.037518),
    "title.whole": Learned(0.000, 0.028538),
    "title.exact": Learned(1.504, 0.023074),
    "title.lacks": Learned(-0.163, 0.677095),
    "title.adds": Learned(-0.234, 0.572881),
    "title.replaced": Learned(-0.673, 0.571711),
    "title.swapped": Learned(-1.192, 0.012005),
    "author.rarest": Learned(2.653, 0.071896),
    "author.person": Learned(0.219, 0.094329),
    "author.others": Learned(-0.861, 0.108004),
    "author.first": Learned(-1.122, 0.034174),
    "author.contradicts": Learned(-1.349, 0.184996),
    "author.instead": Learned(-1.774, 0.002719),
    "author.organisation": Learned(0.690, 0.004319),
    "identifier.same": Learned(10.437, 0.000773),
    "identifier.file": Learned(8.025, 0.001194),
    "identifier.undated": Learned(6.898, 0.000249),
    "identifier.handle": Learned(1.249, 0.001289),
    "identifier.contradicts": Learned(-3.514, 0.013292),
    "identifier.elsewhere": Learned(-2.923, 0.032059),
    "date.contradicts": Learned(-1.789, 0.190109),
    "date.day_off": Learned(-5.770, 0.031971),
    "date.near": Learned(-0.826, 0.084075),
    "date.month_off": Learned(-3.148, 0.025948),
    "date.year": Learned(2.123, 0.093667),
    "date.month": Learned(1.261, 0.009682),
    "date.day": Learned(5.252, 0.010434),
    "venue.same": Learned(0.000, 0.052001),
    "venue.rare": Learned(1.203, 0.026254),
    "venue.other": Learned(-0.781, 0.105561),
    "volume.same": Learned(1.348, 0.017387),
    "volume.rare": Learned(0.000, 0.006807),
    "volume.issue": Learned(0.000, 0.000000),
    "volume.other": Learned(-1.699, 0.092308),
    "pages.first": Learned(2.441, 0.014595),
    "pages.rare": Learned(0.931, 0.010543),
    "pages.last": Learned(1.111, 0.007974),
    "pages.other": Learned(-3.094, 0.022484),
    "pages.elsewhere": Learned(-3.017, 0.100100),
    "record.cosine": Learned(0.000, 0.016273),
    "record.covered": Learned(0.000, 0.031185),
    "number.contradicts": Learned(-0.773, 0.041510),
    "number.series": Learned(-7.771, 0.006924),
    "number.source": Learned(-6.365, 0.008453),
    "number.citation": Learned(-5.009, 0.002932),
    "number.unclear": Learned(-1.250, 0.002798),
    "about.source": Learned(0.000, 0.003137),
    "about.citation": Learned(-5.271, 0.008085),
    "text.cosine": Learned(10.642, 0.002498),
    "text.apart": Learned(-4.164, 0.036655),
    "topic.title": Learned(7.531, 0.004967),
    "mentioned.cosine": Learned(0.000, 0.012541),
    "mentioned.covered": Learned(0.000, 0.037697),
    "linked.named": Learned(0.009, 0.000140),
    "linked.added": Learned(-3.147, 0.000453),
    "created.same": Learned(1.230, 0.031876),
    "created.other": Learned(-0.327, 0.118074),
    "status.used": Learned(0.000, 0.113630),
    "status.rejected": Learned(-0.760, 0.069797),
    "domain.other": Learned(0.000, 0.122355),
    "lead.title_inside": Learned(-1.410, 0.121553),
    "lead.title_whole": Learned(-1.771, 0.112794),
    "lead.record_cosine": Learned(-5.290, 0.049999),
    "lead.text_cosine": Learned(-2.674, 0.007918),
    "lead.mentioned_cosine": Learned(-7.233, 0.037758),
    "lead.words": Learned(1.683, 0.030554),
    "uncited.text": Learned(4.803, 0.000188),
}
PRIOR = -3.597
