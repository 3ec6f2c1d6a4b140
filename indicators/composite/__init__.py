"""Composite indices: from a table of indicators to scores and ranks, one step a module.

Rows are units, columns are indicators; a missing value stays missing unless the recipe says how
to impute it. :mod:`indicators.composite.recipe` holds the choices and
:mod:`indicators.composite.engine` applies them in order.
"""
