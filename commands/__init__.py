"""The commands of ``python -m fragiscope``, one a file. Parse, ask the atlas, write; no logic."""
