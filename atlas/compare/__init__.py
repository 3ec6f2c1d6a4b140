"""``compare(desk, profile, others, references, domain)``: one place beside several others."""

from atlas.compare.make import compare, kind_of
from atlas.compare.model import Basis, Compared, Comparison

__all__ = ["Basis", "Compared", "Comparison", "compare", "kind_of"]
