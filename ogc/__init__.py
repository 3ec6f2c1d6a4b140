"""The address that GIS software reads: OGC API - Features, made by pygeoapi over the atlas.

Read only. Nothing is worked out here: rows, shapes and words come from
:mod:`atlas.jobs.collections`.
"""
