"""What the page of the diagnosis works out once."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from atlas.desk.place import Place
from atlas.diagnostic.answers import Diagnosis
from atlas.diagnostic.meeting import elsewhere
from indicators.base.domains import DOMAIN_KEYS
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data, cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile


@cache_resource(max_entries=sizes.ELSEWHERE.entries, show_spinner=False)
def cached_elsewhere(place: Place) -> pd.DataFrame:
    """Find what territories alike do, in all the domains, once."""
    return elsewhere(desk(), place, DOMAIN_KEYS)


@cache_data(max_entries=sizes.DIAGNOSES.entries, show_spinner=False)
def cached_sheet(place: Place, diagnosis: Diagnosis, fmt: Literal["pdf", "docx"]) -> bytes:
    """Write and lay out the sheet of a diagnosis once."""
    from reports.documents.diagnosis import diagnosis_content  # noqa: PLC0415 - only on demand
    from reports.layout.docx import to_docx  # noqa: PLC0415
    from reports.layout.pdf import to_pdf  # noqa: PLC0415

    write = to_pdf if fmt == "pdf" else to_docx
    return write(diagnosis_content(desk(), cached_profile(place), diagnosis))
