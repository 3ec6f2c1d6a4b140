"""Who runs this server, as they say it themselves: a TOML file that the environment names.

The product cannot know its publisher, its host or whom to write to: each server says it, and a
page says plainly what was left out.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path

from common.errors import InvalidDataError
from common.form import Form
from common.toml_text import read_toml

#: Environment variable: path of the file.
SETTING = "FRAGISCOPE_OPERATOR"


@dataclass(frozen=True)
class Operator:
    """What a server says of who runs it; a text that it does not give is empty.

    Attributes
    ----------
    publisher : who publishes the site: name, status, address.
    director : of the publication.
    host : who hosts it: name, address, telephone.
    contact : where to write: an address, a telephone number.
    personal_data : what is kept of people, and where they claim their rights.
    cookies : those that this server adds to the ones of the product.
    accessibility : where to report what cannot be reached, if not at the contact.
    """

    publisher: str = ""
    director: str = ""
    host: str = ""
    contact: str = ""
    personal_data: str = ""
    cookies: str = ""
    accessibility: str = ""


def operator() -> Operator:
    """Read who runs this server; nothing where the setting is absent.

    Raises
    ------
    MissingDataError
        If the file that is named does not exist.
    InvalidDataError
        If it is no TOML, or holds a field that is unknown or no text.
    """
    named = os.environ.get(SETTING, "").strip()
    if not named:
        return Operator()
    path = Path(named)
    form = Form(read_toml(path))
    found = Operator(
        **{field.name: form.take(field.name, str, "").strip() for field in fields(Operator)}
    )
    form.refuse_others()
    if form.faults:
        raise InvalidDataError(path.name, form.faults)
    return found
