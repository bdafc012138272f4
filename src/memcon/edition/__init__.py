"""A record as a TEI P5 edition, and back: the words stand once, marked with who says them; nothing is lost on the way.

What nests is marked in the text (statements, paragraphs, names), what crosses it or has no element of its own stands in
``standOff``. A change made to the markup by hand is read back; a change of the words moves what stands by offset.
"""

from __future__ import annotations

from memcon.edition.reading import is_edition, rendered_of
from memcon.edition.writing import to_tei

__all__ = ["is_edition", "rendered_of", "to_tei"]
