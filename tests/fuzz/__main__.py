"""`make fuzz`: thousands of mutants, by hand; FIRST and COUNT choose them."""

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from fuzzing import findings

AT_ONCE = 100


def main() -> None:
    first, count = int(os.environ.get("FIRST", "0")), int(os.environ.get("COUNT", "5000"))
    folder = Path(tempfile.mkdtemp(prefix="tierzero-fuzz-"))
    begins = range(first, first + count, AT_ONCE)
    spans = [(begin, min(begin + AT_ONCE, first + count)) for begin in begins]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        tasks = [pool.submit(lambda span: list(findings(folder, *span)), span) for span in spans]
        wrong = list(chain.from_iterable(task.result() for task in tasks))
    print("\n".join(wrong))
    print(f"{count} mutants in {folder}, {len(wrong)} findings")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
