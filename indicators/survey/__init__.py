"""The survey engine: from individual answers to published estimates.

``design`` says which column is what (``form_questions`` reads what was asked, each a ``question``),
``answers`` reads and checks the rows (``personal_data`` refuses what must not be there),
``calibration`` rakes weights, ``sample`` and ``linearisation`` give variances, ``estimates`` and
``differences`` are the only places of the product where an estimate is computed, ``publication``
and ``subtraction`` decide what may be seen, ``locations`` brings answers to larger territories,
``run`` puts them in order.
"""
