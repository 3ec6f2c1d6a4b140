"""A layer drawn by one function of ``static/map/fragiscope.js``."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

_UNSAFE_IN_SCRIPT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def script_json(content: Any) -> str:
    r"""Write JSON that can stand inside a script.

    Raises
    ------
    ValueError
        If a number is not finite: a missing value must be ``None``.

    Examples
    --------
    >>> script_json({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_UNSAFE_IN_SCRIPT)


def digest(text: str) -> str:
    """Fingerprint of a content, to be written in the script that carries it.

    streamlit-folium recognises a map by its script *without* whatever follows an underscore; the
    fingerprint has none, so that two different contents never pass for the same map.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Widget(JSCSSMixin, Layer):
    """A Leaflet layer made by ``fragiscope.<function>(options)``.

    Parameters
    ----------
    function : name of the function in ``fragiscope.js``.
    options : what it receives; every text in it went through ``safe_text``.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            /* {{ this.digest }} */
            var {{ this.get_name() }} = fragiscope.{{ this.function }}({{ this.payload }});
        {% endmacro %}
        """
    )

    def __init__(self, function: str, options: dict[str, Any]) -> None:
        super().__init__(name=function, overlay=True, control=False)
        self._name = "Widget"
        self.function = function
        self.payload = script_json(options)
        self.digest = digest(self.payload)
