"""Objective scores: from values to a rank among territories, with its interval."""
