"""What an installed Fragiscope depends on: the very versions that its tests ran with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

#: A pinned package of ``requirements.txt``, its marker included, without its hashes.
_PINNED = re.compile(r"^([A-Za-z0-9._-]+(?:\[[^]]+\])?==[^\\\n]+?)\s*\\?$", re.MULTILINE)


class PinnedDependencies(MetadataHookInterface):
    """Reads ``requirements.txt``."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Write the dependencies of the package."""
        text = Path(self.root, "requirements.txt").read_text("utf-8")
        metadata["dependencies"] = _PINNED.findall(text)
