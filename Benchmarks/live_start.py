"""How long `live` takes from its start until the first period of a virtual sound card is there.

live_start.py PROGRAM LOG RUNS PERIOD_MS [ARGUMENTS OF live…]

A second of nothing has no strides, so `live` may end with what it has to say about that.

The card writes into LOG when it was started, on the same clock as Python's time.monotonic(); the first period is complete
PERIOD_MS later.
"""

import statistics
import subprocess
import sys
import time

program, log, runs, period = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])


def milliseconds():
    """One start."""
    open(log, "w").close()
    began = time.monotonic()
    done = subprocess.run([program, "live", *sys.argv[5:]], capture_output=True, text=True)
    starts = [line.split() for line in open(log) if line.startswith("capture start")]
    if not starts:
        sys.exit(f"live ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
    return 1000 * (float(starts[0][3]) - began) + period


times = [milliseconds() for _ in range(runs)]
print(
    f"From the program's start to its first period of {period:g} ms: {statistics.median(times):.0f} ms"
    f" (median of {runs}, {min(times):.0f} to {max(times):.0f})"
)
