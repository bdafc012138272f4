"""Two records: can they be of one conversation, what do both tell, what does one alone tell, where do they contradict each other.

Pure functions of two records; nothing is looked up elsewhere.
"""

from __future__ import annotations

from memcon.compare.accounts import Agreement, Comparison, Row, compare
from memcon.compare.kinship import Evidence, Kinship, kinship
from memcon.compare.releases import Opened, Releases, Revoiced, releases

__all__ = [
    "Agreement", "Comparison", "Evidence", "Kinship", "Opened", "Releases", "Revoiced", "Row", "compare", "kinship", "releases",
]
