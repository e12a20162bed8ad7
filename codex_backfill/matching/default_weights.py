"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""

from typing import NamedTuple


class Learned(NamedTuple):
    """What one measured number is worth."""

    weight: float
    """Natural-log odds for a value of 1."""
    variance: float
    """Of the number, where the weight was learned."""


LEARNED = {
    "title.rarest": Learned(0.032, 0.113566),
    "title.unique": Learned(1.766, 0.021273),
    "title.inside": Learned(2.054, 0.076228),
    "title.whole": Learned(0.000, 0.067497),
    "title.exact": Learned(1.063, 0.059918),
    "title.lacks": Learned(-0.217, 0.603816),
    "title.adds": Learned(-0.391, 0.606626),
    "title.replaced": Learned(-0.842, 0.590925),
    "author.rarest": Learned(1.485, 0.070623),
    "author.person": Learned(0.465, 0.201178),
    "author.others": Learned(-0.379, 0.037639),
    "author.first": Learned(-0.570, 0.077503),
    "author.contradicts": Learned(-1.615, 0.240732),
    "identifier.same": Learned(8.001, 0.000189),
    "identifier.file": Learned(5.743, 0.001029),
    "identifier.handle": Learned(2.189, 0.000644),
    "identifier.contradicts": Learned(-5.211, 0.003061),
    "identifier.elsewhere": Learned(-2.263, 0.010463),
    "date.contradicts": Learned(-2.976, 0.249911),
    "date.day_off": Learned(-7.940, 0.009497),
    "date.near": Learned(-1.159, 0.061633),
    "date.month_off": Learned(-3.285, 0.010314),
    "date.year": Learned(2.123, 0.095012),
    "date.month": Learned(0.000, 0.015519),
    "date.day": Learned(1.905, 0.013643),
    "venue.same": Learned(0.000, 0.117069),
    "venue.rare": Learned(0.667, 0.039467),
    "venue.other": Learned(-0.658, 0.211769),
    "volume.same": Learned(1.917, 0.027976),
    "volume.rare": Learned(0.000, 0.008928),
    "volume.issue": Learned(0.000, 0.000000),
    "volume.other": Learned(-1.820, 0.108264),
    "pages.first": Learned(1.828, 0.027439),
    "pages.rare": Learned(1.699, 0.019976),
    "pages.last": Learned(1.435, 0.021826),
    "pages.other": Learned(-2.595, 0.168741),
    "record.cosine": Learned(0.000, 0.029975),
    "record.covered": Learned(0.000, 0.038689),
    "number.contradicts": Learned(-0.147, 0.007262),
    "number.series": Learned(-4.427, 0.005690),
    "number.source": Learned(-5.988, 0.004978),
    "number.citation": Learned(-2.258, 0.008455),
    "about.source": Learned(-0.916, 0.006402),
    "about.citation": Learned(-4.247, 0.021174),
    "text.cosine": Learned(12.048, 0.001636),
    "text.apart": Learned(-3.307, 0.093115),
    "topic.title": Learned(4.926, 0.007109),
    "mentioned.cosine": Learned(0.000, 0.028930),
    "mentioned.covered": Learned(0.000, 0.045804),
    "linked.named": Learned(2.663, 0.000152),
    "linked.added": Learned(-2.908, 0.000303),
    "created.same": Learned(0.472, 0.013606),
    "created.other": Learned(-1.427, 0.082255),
    "status.used": Learned(0.544, 0.102615),
    "status.rejected": Learned(-1.277, 0.047596),
    "domain.other": Learned(-2.030, 0.076020),
    "lead.title_inside": Learned(-1.604, 0.186038),
    "lead.title_whole": Learned(-1.938, 0.199101),
    "lead.record_cosine": Learned(-4.106, 0.053766),
    "lead.text_cosine": Learned(-0.129, 0.008658),
    "lead.mentioned_cosine": Learned(-6.465, 0.051343),
    "lead.words": Learned(1.785, 0.015841),
    "uncited.text": Learned(2.957, 0.000043),
}
PRIOR = -3.892
