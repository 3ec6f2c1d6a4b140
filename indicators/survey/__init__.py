"""The survey engine: from individual answers to published estimates.

``design`` says which column is what, ``answers`` reads and checks the rows, ``estimates`` is the
only place of the product where an estimate is computed, ``publication`` decides what may be seen.
"""
