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
    "title.rarest": Learned(0.580, 0.114313, 1),
    "title.unique": Learned(0.535, 0.022924, 1),
    "title.inside": Learned(2.423, 0.091014, 1),
    "title.whole": Learned(1.320, 0.083323, 1),
    "title.exact": Learned(0.427, 0.077506, 1),
    "title.replaced": Learned(-2.182, 0.028448, -1),
    "author.rarest": Learned(0.776, 0.074091, 1),
    "author.person": Learned(0.524, 0.238743, 1),
    "author.contradicts": Learned(-0.815, 0.243972, -1),
    "identifier.same": Learned(8.000, 0.000221, 1),
    "identifier.file": Learned(9.213, 0.001198, 1),
    "identifier.handle": Learned(2.535, 0.000750, 1),
    "identifier.contradicts": Learned(-4.971, 0.002640, -1),
    "identifier.elsewhere": Learned(-1.505, 0.010780, -1),
    "date.contradicts": Learned(-2.029, 0.249724, -1),
    "date.day_off": Learned(-7.233, 0.009613, -1),
    "date.near": Learned(-1.574, 0.061462, -1),
    "date.month_off": Learned(-3.811, 0.008227, -1),
    "date.year": Learned(3.868, 0.081224, 1),
    "date.month": Learned(2.538, 0.017253, 1),
    "date.day": Learned(3.339, 0.015846, 1),
    "date.missing": Learned(1.619, 0.200160, 0),
    "number.contradicts": Learned(-2.008, 0.002816, -1),
    "number.series": Learned(-4.072, 0.002948, -1),
    "text.cosine": Learned(14.961, 0.001855, 1),
    "text.missing": Learned(1.844, 0.127918, 0),
    "topic.title": Learned(4.748, 0.009726, 1),
    "mentioned.cosine": Learned(0.000, 0.036710, 1),
    "mentioned.covered": Learned(0.000, 0.040503, 1),
    "linked.named": Learned(0.899, 0.000176, 1),
    "linked.added": Learned(-2.827, 0.000221, 0),
    "created.same": Learned(2.087, 0.014263, 1),
    "created.missing": Learned(1.201, 0.085045, 0),
    "status.used": Learned(0.000, 0.095588, 1),
    "status.rejected": Learned(-2.632, 0.043624, -1),
    "domain.other": Learned(-2.610, 0.065653, -1),
    "lead.title_inside": Learned(1.546, 0.247838, 1),
    "lead.title_whole": Learned(0.813, 0.274138, 1),
    "lead.text_cosine": Learned(3.937, 0.008934, 1),
    "lead.mentioned_cosine": Learned(3.371, 0.070147, 1),
    "lead.words": Learned(2.544, 0.018578, 1),
    "uncited.text": Learned(17.485, 0.000049, 0),
}
PRIOR = -10.199
THRESHOLD = 0.0  # even odds
GAP = 1.0
