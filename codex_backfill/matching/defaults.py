"""The weights to start from, as `tests/benchmarks/learn_defaults.py` wrote them; not to be edited by hand."""

from codex_backfill.matching.model import Model

LEARNED: dict[str, tuple[float, float]] = {
    "title.coverage": (1.276, 0.01273),
    "title.rarity": (-0.303, 0.06396),
    "title.ratio": (2.688, 0.00365),
    "title.inside": (2.480, 0.00934),
    "title.unmarked": (-0.285, 0.20033),
    "author.coverage": (-0.028, 0.14160),
    "author.rarity": (0.330, 0.02826),
    "author.rarest": (0.912, 0.01286),
    "author.contradicts": (-0.307, 0.15060),
    "head.share": (0.195, 0.02228),
    "identifier.same": (0.014, 0.00047),
    "identifier.file": (3.019, 0.00122),
    "identifier.handle": (1.981, 0.00207),
    "identifier.host": (0.111, 0.12804),
    "identifier.contradicts": (-1.118, 0.01082),
    "date.day": (1.468, 0.02347),
    "date.month": (-0.061, 0.05212),
    "date.year": (0.208, 0.07404),
    "date.off": (-1.234, 0.17957),
    "date.near": (0.019, 0.18081),
    "date.contradicts": (-0.218, 0.17312),
    "number.same": (-1.141, 0.00758),
    "number.contradicts": (-0.405, 0.07039),
    "text.cosine": (6.847, 0.00412),
    "topic.title": (2.967, 0.00139),
    "topic.text": (6.629, 0.00233),
    "mentioned.cosine": (1.336, 0.00231),
    "linked.named": (4.504, 0.00207),
    "created.same": (0.090, 0.11790),
    "created.near": (-0.451, 0.11486),
    "created.before": (-0.192, 0.13917),
    "created.missing": (0.466, 0.24783),
    "status.used": (0.126, 0.19808),
    "status.rejected": (-0.607, 0.18857),
    "domain.same": (-0.327, 0.24806),
    "domain.other": (-0.236, 0.21028),
    "lead.text": (2.571, 0.02971),
    "lead.title": (0.515, 0.19386),
    "lead.author": (0.326, 0.10917),
    "lead.head": (0.585, 0.08278),
    "lead.mentioned": (3.941, 0.01185),
    "lead.topic": (1.473, 0.00878),
}
"""By measured number: its weight in natural-log odds, and how much it varied (variance) where it was learned."""

PRIOR = -5.010
THRESHOLD = 0.500
GAP = 1.0
