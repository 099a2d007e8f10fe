"""A year exported month after month from an archive in which payments settle late, change and vanish, with a month that
is skipped, one that is repeated and a filtered export between: GnuCash reads every file as it was exported, one after
another, and its account holds in the end what the archive says.

    history.py BINARY FOLDER
"""

import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "importers"))
import gnucash  # noqa: E402


class Household:
    """An archive and what is in it."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.rows, self.stamp, self.exports = {}, 0, []
        folder.mkdir(parents=True)

    def run(self, *arguments, statuses=(0,)):
        run = subprocess.run([self.binary, *arguments, "--quiet", "--archive", self.folder / "archive"],
                             env={**os.environ, "HOME": str(self.folder)}, capture_output=True, text=True)
        assert run.returncode in statuses, (arguments, run.returncode, run.stderr)
        return run.stdout

    def record(self, id, day, amount, pending=False):
        self.stamp += 1
        self.rows[id] = 0 if pending else amount
        return json.dumps({
            "id": f"tx_{id}", "account_id": "acc_1", "created": f"{day}T12:00:00Z", "description": f"Shop {id}",
            "amount": amount, "currency": "GBP", "metadata": {},
            "category": "groceries" if amount < 0 else "income",
            "settled": "" if pending else f"{day}T20:00:00Z", "scheme": "mastercard", "amount_is_pending": pending,
            "updated": f"{day}T{12 + self.stamp // 3600:02}:{self.stamp // 60 % 60:02}:{self.stamp % 60:02}Z"})

    def take(self, records):
        path = self.folder / "records.jsonl"
        path.write_text("\n".join(records) + "\n", encoding="utf-8")
        self.run("import", path)
        return json.loads(self.run("import", "--list", "--json"))["imports"][-1]["number"]

    def month(self, month):
        """What comes in a month, and what becomes of payments of earlier ones."""
        day = f"2026-{month:02}"
        records = [self.record(f"wages{month}", f"{day}-01", 100000),
                   self.record(f"food{month}", f"{day}-12", -2500 - month),
                   self.record(f"held{month}", f"{day}-28", -4400, pending=True)]
        if month > 1:
            before = f"2026-{month - 1:02}"
            records += [self.record(f"held{month - 1}", f"{before}-28", -4500 - month),
                        self.record(f"late{month - 1}", f"{before}-27", -333)]
        if month > 2:
            records.append(self.record(f"food{month - 2}", f"2026-{month - 2:02}-12", -2600))
        self.take(records)
        if month % 4 == 1:
            self.gone = self.take([self.record(f"gone{month}", f"{day}-15", -999)])
        if month % 4 == 3:
            self.run("import", "--undo", str(self.gone))
            del self.rows[f"gone{month - 2}"]

    def export(self, out, *arguments):
        """Exports, and keeps the files as an importer gets them."""
        text = self.run(*arguments, "--adjust", "--json", "--out", self.folder / out)
        if text:
            period = json.loads(text)["period"]
            self.exports.append(self.folder / f"{len(self.exports):02}-{period}")
            shutil.copytree(self.folder / out / period, self.exports[-1])

    def files(self, pattern):
        return [path for folder in self.exports for path in sorted(folder.glob(pattern))]


def with_ofx(household):
    for month in range(1, 13):
        household.month(month)
        if month == 6:
            continue
        household.export("out", "month", f"2026-{month:02}", "--offline")
        if month == 4:
            household.export("out", "month", "2026-02", "--offline")
        if month == 8:
            household.export("out", "export", "--month", "2026-07", "--category", "groceries")
        if month == 9:
            household.export("out", "month", "2026-06", "--offline")
    household.export("out", "month", "2026-12", "--offline")
    home = household.folder / "gnucash"
    home.mkdir()
    book = gnucash.imported(household.files("*.ofx"), home)
    return sum(int(Fraction(split.findtext("{*}value")) * 100) for account, _, split in gnucash.splits(book)
               if not account.startswith("Imbalance"))


def with_qif(household):
    for month in range(1, 13):
        household.month(month)
        if month != 6:
            for _ in range(2 if month == 3 else 1):
                household.export("new", "export", "--only-new", "--format", "qif", "--month", f"2026-{month:02}")
    household.export("new", "export", "--only-new", "--format", "qif")
    return sum(int(Fraction(amount)) for path in household.files("*.qif")
               for account, _, _, amount, *_ in gnucash.scheme(1, path) if account in ("Account", "account"))


def main(binary, folder):
    for name, read in (("OFX", with_ofx), ("QIF of --only-new", with_qif)):
        household = Household(Path(binary).resolve(), Path(folder) / name.split()[0])
        found = read(household)
        expected = sum(household.rows.values())
        assert found == expected, f"{name}: GnuCash has {found}, the archive {expected}"
        print(f"{name}: {len(household.exports)} exports of a year, one after another, in GnuCash: {found / 100:.2f}, "
              "as the archive says")


if __name__ == "__main__":
    main(*sys.argv[1:])
