"""Has every importer that can be driven read the same exports, and says which fields it keeps, changes or loses.

    losses.py BINARY FOLDER README [--write]

The table is in the README between two marks: this holds it against what the importers do now, or writes it (`--write`).
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import csv_readers as flat  # noqa: E402
import gnucash  # noqa: E402
import journal_readers as journal  # noqa: E402
import ofx_readers as ofx  # noqa: E402
import qif_readers as qif  # noqa: E402
from entries import FIELDS, Losses, expected  # noqa: E402

READERS = (
    ("CSV", "pandas", flat.with_pandas), ("CSV", "DuckDB", flat.with_duckdb),
    ("CSV", "LibreOffice", flat.with_libreoffice),
    ("OFX", "ofxtools", ofx.with_ofxtools), ("OFX", "ofxparse", ofx.with_ofxparse), ("OFX", "libofx", ofx.with_libofx),
    ("OFX", "GnuCash", gnucash.with_ofx), ("OFX", "Skrooge", ofx.with_skrooge),
    ("QIF", "quiffen", qif.with_quiffen), ("QIF", "qifparse", qif.with_qifparse),
    ("QIF", "Finance::QIF", qif.with_finance_qif), ("QIF", "GnuCash", gnucash.with_qif),
    ("QIF", "Skrooge", qif.with_skrooge),
    ("journal", "Beancount", journal.with_beancount), ("journal", "hledger", journal.with_hledger),
    ("journal", "Ledger", journal.with_ledger))
ZONES = ("Europe/London", "America/Los_Angeles", "Asia/Tokyo", "Australia/Sydney", "Pacific/Honolulu")
# What must be whole with every reader of a format, whatever else it does.
MUSTS = {"CSV": ("id", "date", "amount"), "OFX": ("date", "amount"), "QIF": ("date", "amount"),
         "journal": ("id", "date", "amount", "transfer")}
START, END = "<!-- losses: Tests/Interop/importers/losses.py writes this table -->\n", "<!-- /losses -->\n"


def exports(binary, folder):
    """The demo's month, and text that has broken importers."""
    hostile = Path(__file__).parent.parent / "hostile.jsonl"
    subprocess.run([binary, "demo", "--quiet", "--out", folder / "demo"], check=True)
    subprocess.run([binary, "export", "--quiet", "--out", folder / "hostile", hostile], check=True)
    records = folder / "records"
    subprocess.run([binary, "demo", "--quiet", "--records", records], check=True)
    for format, suffix in (("beancount", "beancount"), ("hledger", "journal")):
        for name, month, source in (("demo/2026-06", ["--month", "2026-06"], records), ("hostile/all", [], hostile)):
            path = folder / name / f"{Path(name).name}-all.{suffix}"
            subprocess.run(
                [binary, "export", "--quiet", "--format", format, "-o", path, *month, source], check=True)
    return [path.parent for path in sorted(folder.rglob("transactions.jsonl"))]


def table(folders):
    rows, broken = [], []
    for format, name, reader in READERS:
        losses = Losses()
        for folder in folders:
            losses.add(reader(folder), flat.expected_rows(folder) if format == "CSV" else expected(folder))
        cells = [losses.cell(field) for field in FIELDS]
        refusals = "".join(f" (refuses some files: {why})" for why in sorted(losses.refusals))
        rows.append((format, name + refusals, *cells))
        broken += [f"{name} ({format}): {field} {losses.cell(field)}" for field in MUSTS[format]
                   if losses.cell(field) != "kept"]
    head = ("format", "program", *FIELDS)
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines), broken


def same_day_everywhere(folder):
    """The days that libofx shows in five zones of the world."""
    days = {zone: [(entry.id, entry.date) for entry in ofx.with_libofx(folder, zone).entries] for zone in ZONES}
    return all(found == days[ZONES[0]] for found in days.values())


def errors_of_the_grammar(folder):
    """What libofx's parser finds wrong by the grammar of OFX 1.6 (its DTD), which contains 1.0.2.

    It holds every byte of UTF-8 above ASCII for no character, and reads it all the same.
    """
    found = []
    for path in sorted(folder.glob("*.ofx")):
        run = subprocess.run(["ofxdump", str(path)], capture_output=True, check=True)
        found += [line for line in run.stderr.decode("utf-8", "replace").split("\n")
                  if ":E:" in line and "non SGML character number" not in line]
    return found


def main(binary, folder, readme, *options):
    folders = exports(Path(binary).resolve(), Path(folder))
    text, broken = table(folders)
    assert all(map(same_day_everywhere, folders)), "libofx shows other days in other zones"
    for folder in folders:
        assert not errors_of_the_grammar(folder), errors_of_the_grammar(folder)[:3]
    readme = Path(readme)
    whole = readme.read_text(encoding="utf-8")
    before, _, rest = whole.partition(START)
    old, _, after = rest.partition(END)
    if "--write" in options:
        readme.write_text(before + START + text + END + after, encoding="utf-8")
    print(text, end="")
    assert not broken, broken
    assert "--write" in options or old == text, "the README has another table: run it with --write"


main(*sys.argv[1:])
