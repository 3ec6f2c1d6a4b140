"""The ground floor: what every room may use and that knows neither space nor numbers."""

import os

# Arrow's own allocator keeps for itself what reading a table took for a moment: 140 MB for one
# profile. It is chosen when pyarrow is first imported, which every room does after this one.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
