"""Reads the expected files of every golden case with the readers of `readers.py`, each case a history of its own.

    cases.py CASES FOLDER

A case keeps its rows once, in `enriched.jsonl` before the references; FOLDER gets each as an export lays it out.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from readers import Report, check_exports  # noqa: E402


def laid_out(case, folder):
    """The export of a case, with its rows."""
    export = folder / case.name / "all"
    shutil.copytree(case / "expected" / "all", export)
    lines = (case / "expected" / "enriched.jsonl").read_bytes().split(b"\n")[:-1]
    rows = [line + b"\n" for line in lines if not line.startswith(b'{"reference"')]
    (export / "transactions.jsonl").write_bytes(b"".join(rows))
    return export


def main(cases, folder):
    report, count = Report(), 0
    for case in sorted(Path(cases).iterdir()):
        if (case / "expected" / "all").exists():
            count += 1
            check_exports([laid_out(case, Path(folder))], report)
    print(f"{count} golden cases")
    return report.print() if count else 2


sys.exit(main(*sys.argv[1:]))
