"""Reads QIF with programs that this project did not write, in each order of days and in both character sets.

    qif.py BINARY RECORDS FOLDER

quiffen and qifparse are in Python, Finance::QIF is Perl's (run where it is installed). They must find the same amounts on
the same days, which are those of the settled rows; the parts of a divided entry sum to it.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
from collections import Counter
from decimal import Decimal

import qifparse.parser
import quiffen

BINARY, RECORDS, FOLDER = sys.argv[1:]
FOLDER = pathlib.Path(FOLDER)
FORMS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y", "iso": "%Y-%m-%d"}
PERL = r"""
use Finance::QIF; use JSON::PP;
my $qif = Finance::QIF->new(file => $ARGV[0]); my $json = JSON::PP->new->canonical;
while (my $record = $qif->next) {
  next unless defined $record->{transaction};
  print $json->encode({date => $record->{date}, amount => $record->{transaction},
    parts => [map { $_->{amount} } @{$record->{splits} || []}]}), "\n";
}
"""


def minor(text):
    return int(Decimal(str(text).replace(",", "")).scaleb(2).to_integral_exact())


def export(name, *options):
    out = FOLDER / name
    subprocess.run([BINARY, "export", "--quiet", "--format", "qif", "--out", str(out), *options, RECORDS], check=True)
    return sorted((out / "all").glob("*.qif"))


def read_quiffen(path, form):
    book = quiffen.Qif.parse(str(path), day_first=form == "dmy")
    for account in book.accounts.values():
        for transactions in account.transactions.values():
            for one in transactions:
                yield one.date.date(), minor(one.amount), [minor(part.amount) for part in one.splits]


def read_qifparse(path, form):
    # It knows no `!Type:CCard`, and gives up the file; the other registers are read.
    text = "".join(part for part in re.split(r"(?=!Account\r?\n)", path.read_bytes().decode("utf-8"))
                   if "!Type:CCard" not in part)
    copy = FOLDER / "qifparse.qif"
    copy.write_text(text, encoding="utf-8", newline="")
    with open(copy, encoding="utf-8") as file:
        book = qifparse.parser.QifParser.parse(file, date_format=FORMS[form])
    for account in book.get_accounts():
        for transactions in account.get_transactions():
            for one in transactions:
                yield one.date.date(), minor(one.amount), [minor(part.amount) for part in one.splits]


def read_perl(path):
    out = subprocess.run(["perl", "-e", PERL, str(path)], check=True, stdout=subprocess.PIPE).stdout
    for line in out.decode("utf-8", "replace").splitlines():
        record = json.loads(line)
        yield record["date"], minor(record["amount"]), [minor(part) for part in record["parts"]]


def has_perl():
    return shutil.which("perl") and subprocess.run(
        ["perl", "-MFinance::QIF", "-e", "1"], stderr=subprocess.DEVNULL).returncode == 0


def expected():
    rows = FOLDER / "rows.jsonl"
    subprocess.run([BINARY, "export", "--quiet", "--format", "jsonl", "-o", str(rows), RECORDS], check=True)
    found = Counter()
    for line in rows.read_text().splitlines():
        row = json.loads(line)
        if row["status"] == "settled" and row["amount_minor"]:
            found[row["amount_minor"]] += 1
            found["pots"] += row["kind"] == "pot_transfer"
    return found


def check(name, records, rows):
    records = list(records)
    divided = [record for record in records if record[2]]
    assert all(sum(parts) == amount for _, amount, parts in divided), f"{name}: parts that do not sum to the amount"
    assert divided, f"{name}: nothing is divided"
    found = Counter(amount for _, amount, _ in records)
    assert rows is None or not rows - found, f"{name}: amounts are missing: {list((rows - found).items())[:5]}"
    print(f"ok     QIF: {name} reads {len(records)} records, {len(divided)} divided to the penny")
    return Counter((day, amount) for day, amount, _ in records)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = expected()
    del rows["pots"]
    plain = None
    for form, pattern in FORMS.items():
        (path,) = export(form, "--qif-date", form)
        if form != "iso":
            # quiffen guesses at ISO days, and is known to be wrong.
            found = check(f"quiffen, {form}", read_quiffen(path, form), rows)
            assert plain in (None, found), f"quiffen finds other records in {form}"
            plain = found
        found = check(f"qifparse, {form}", read_qifparse(path, form), None)
        assert not found - plain, f"qifparse finds records in {form} that quiffen does not"
        if has_perl():
            check(f"Finance::QIF, {form}", read_perl(path), rows)
    if not has_perl():
        print("not run: Finance::QIF is not installed")
    (path,) = export("cp1252", "--charset", "cp1252")
    text = path.read_bytes().decode("cp1252")
    names = set(re.findall(r"^N(.*?)\r$", text, re.MULTILINE))
    others = set(re.findall(r"^L\[(.*?)\]\r$", text, re.MULTILINE))
    assert others and others <= names, f"transfers to no register: {others - names}"
    (FOLDER / "utf8.qif").write_text(text, encoding="utf-8", newline="")
    assert check("quiffen, cp1252", read_quiffen(FOLDER / "utf8.qif", "dmy"), rows) == plain


main()
