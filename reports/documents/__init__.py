"""The documents that are handed out: each chooses and orders what ``reports.content`` says."""
