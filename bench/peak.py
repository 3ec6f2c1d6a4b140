"""The peak memory of a command, by its own account.

The kernel's account of a child that has ended (``ru_maxrss``) counts what its parent held when it
began it: a test suite of 2 GB would lend its peak to every command that it tries.
"""

from __future__ import annotations

#: Script of ``python -c``: its first argument is the file where it writes the peak in kB, the
#: others are those of ``fragiscope``.
RUN = """
import pathlib, re, runpy, sys
peak = pathlib.Path(sys.argv.pop(1))
try:
    runpy.run_module("fragiscope", run_name="__main__", alter_sys=True)
finally:
    status = pathlib.Path("/proc/self/status").read_text()
    peak.write_text(re.search(r"VmHWM:\\s*(\\d+) kB", status)[1])
"""
