"""``make bench``: every benchmark in turn, each in a process of its own."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run all; the worst exit code is ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the real texts")
    environment = os.environ | {"FACTA_SHARED": str(parser.parse_args().shared.resolve())}
    code = 0
    for script in sorted(Path(__file__).parent.glob("*.py")):
        if script.name != Path(__file__).name:
            print(f"\n== {script.stem} ==", flush=True)
            code = max(code, subprocess.run([sys.executable, str(script)], env=environment, check=False).returncode)
    return code


if __name__ == "__main__":
    sys.exit(main())
