"""The most memory that a process had at once."""

import resource
import sys
from pathlib import Path

STATUS, REFERENCES = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def peak_mb() -> float:
    """The most memory that this process has had, in megabytes.

    Linux tells `getrusage` of a child what its parent had before it, and its own file of the process itself.
    """
    if STATUS.exists():
        (line,) = [line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def forget_peak() -> float:
    """Count from now on, where the system can: what made the tables had its peak too. Returns what is in use now."""
    if REFERENCES.exists():
        REFERENCES.write_text("5")
    return peak_mb()
