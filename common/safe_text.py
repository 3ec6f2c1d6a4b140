"""The one function through which every text passes before it enters a map.

folium writes texts into HTML and into JavaScript template literals; escaping for one of them is
not enough. The result is plain text in both.
"""

from __future__ import annotations

from markupsafe import escape

_TEMPLATE_LITERAL = str.maketrans({"\\": "&#92;", "`": "&#96;", "$": "&#36;"})


def safe_text(text: object) -> str:
    """Make a text inert in HTML, in an HTML attribute and in a JavaScript template literal.

    Parameters
    ----------
    text : anything that has a text form; a missing text is the empty string.

    Returns
    -------
    str
        ``<``, ``>``, ``&``, quotes, backslash, backtick and dollar as entities.

    Examples
    --------
    >>> safe_text("L'Haÿ <b>")
    'L&#39;Haÿ &lt;b&gt;'
    >>> safe_text("`${alert(1)}`")
    '&#96;&#36;{alert(1)}&#96;'
    """
    return str(escape("" if text is None else str(text))).translate(_TEMPLATE_LITERAL)
