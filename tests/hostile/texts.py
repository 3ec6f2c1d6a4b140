"""Texts that run, format, hide or break something wherever they are not taken literally."""

from __future__ import annotations

#: Set by every text that runs in a browser.
PWNED = "window.__pwned=1"
#: By name: a text, and what is kept of it, None where that is all of it.
TEXTS: dict[str, tuple[str, str | None]] = {
    "script": (f"<script>{PWNED}</script>", None),
    "closing_script": (f"</script></style></textarea><script>{PWNED}</script>", None),
    "image": (f'<img src=x onerror="{PWNED}">', None),
    "svg": (f"<svg/onload={PWNED}>", None),
    "frame": (f'<iframe srcdoc="<script>parent.{PWNED}</script>">', None),
    "attribute": (f'x" onmouseover="{PWNED}" \' onfocus=\'{PWNED}', None),
    "address": (f"javascript:{PWNED}", None),
    "template_literal": (f"`${{{PWNED}}}`", None),
    "script_string": (f"\\u003cscript\\u003e';{PWNED};//\\", None),
    "comment": ("<!-- x --> ]]> <![CDATA[ y", None),
    "entities": ("&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp;", None),
    "doctype": ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>&b;', None),
    "mustache": ("{{ 7*7 }} {{constructor.constructor('x')()}}", None),
    "block": ("{% for x in ().__class__.__mro__ %}x{% endfor %}", None),
    "server_page": ("<%= 7*7 %> <?php echo 7*7; ?> #{7*7} ${7*7}", None),
    "format": ("%s %(x)s %n {0} {0.__class__} {x!r}", None),
    "typst_code": ('#read("/etc/passwd") #panic("x") #(1+1)', None),
    "typst_marks": ("= titre $ sum_i $ *gras* _ital_ @ref <cle> \\ `brut` ~ --- // fin", None),
    "typst_bracket": ('"] #set page(width: 1pt) [ "', None),
    "markdown": ("**gras** [lien](https://a.fr) ![i](https://a.fr/i.png) # t", None),
    "streamlit": (":red[rouge] :material/home: $\\alpha$ :smile:", None),
    "formula": ('=HYPERLINK("https://a.fr";"x")', None),
    "command": ("=cmd|' /C calc'!A0", None),
    "plus": ("+1+1", None),
    "minus": ("-2+3+cmd|' /C calc'!A0", None),
    "at": ("@SUM(1+1)*cmd|' /C calc'!A0", None),
    "query": ("'; DROP TABLE loads; -- \" OR 1=1", None),
    "path": ("../../../etc/passwd", None),
    "right_to_left": ("devis\u202bcod.exe\u202c \u2066x\u2069", "deviscod.exe x"),
    "invisible": ("\ufeffmai\u00adri\u200be \u2060x\u180e", "mairie x"),
    "homoglyphs": ("Рrеfесturе dе l’Аin", None),
    "piled_marks": ("\u0179" + "\u0336" * 40, None),
    "emoji": (
        "\U0001f469\u200d\U0001f692 \U0001f1eb\U0001f1f7",
        "\U0001f469\U0001f692 \U0001f1eb\U0001f1f7",
    ),
    "private": ("a\ue000b", "ab"),
    "missing_word": ("null", None),
    "number": ("1e999", None),
    "long": ("é" * 100 + "x" * 100 + " " + "y" * 40, None),
}
