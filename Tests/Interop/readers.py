"""Reads the files of exports with DuckDB, pandas, ofxtools, ofxparse and quiffen, and compares what they
give back. JSON Lines, read with Python's own json module, is the truth that the rest is held to.

An export is any folder with `transactions.jsonl`. Its rows are `rows`; every OFX statement must hold
settled rows only, under their ids, and all of them must be in some statement; QIF must hold the same
movements without ids. Money is compared as integers of minor units.
"""

import csv
import json
import sys
import unicodedata
import warnings
from collections import Counter
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import duckdb
import ofxparse
import ofxtools
import ofxtools.Parser
import pandas
import quiffen

READERS = ("duckdb", "pandas", "ofxtools", "ofxparse", "quiffen")
PLACES = {"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "KWD": 3, "BHD": 3, "JOD": 3, "OMR": 3, "TND": 3}


class Report:
    """Counts what was checked, and keeps the first faults of each check."""

    def __init__(self):
        self.passed = Counter()
        self.faults = {}

    def check(self, name, holds, fault):
        if holds:
            self.passed[name] += 1
        else:
            self.faults.setdefault(name, []).append(fault() if callable(fault) else fault)

    def equal(self, name, found, expected, where):
        self.check(name, found == expected, lambda: f"{where}: found {found!r}, expected {expected!r}")

    def print(self):
        for name in sorted(set(self.passed) | set(self.faults)):
            faults = self.faults.get(name, [])
            print(f"{'FAILED' if faults else 'ok':6} {name}: {self.passed[name]} hold", end="")
            print(f", {len(faults)} do not" if faults else "")
            for fault in faults[:5]:
                print(f"         {fault}")
        return 1 if self.faults else 0


def minor(value, currency):
    """An exact amount in minor units; None when it has more places than the currency."""
    scaled = Decimal(value).scaleb(PLACES.get(currency, 2))
    return int(scaled) if scaled == scaled.to_integral_value() else None


def one_line(text):
    """Text as it may stand in OFX and QIF: a run of controls, and the spaces around it, is one space."""
    words, gap = [""], False
    for character in text:
        if unicodedata.category(character) == "Cc" or character in "\u2028\u2029\ufffe\uffff":
            gap = True
        else:
            if gap and words[-1].strip(" "):
                words.append("")
            gap = False
            words[-1] += character
    return " ".join(word for word in (word.strip(" ") for word in words) if word)


def booked(row):
    return row["status"] == "settled" and row["amount_minor"] != 0


# ---------------------------------------------------------------- JSON Lines and CSV


def check_json_lines(path, report):
    raw = path.read_bytes()
    report.check("JSON Lines: UTF-8, no mark, LF at the end", not raw.startswith(b"\xef\xbb\xbf")
                 and (not raw or raw.endswith(b"\n")) and b"\r" not in raw, str(path))
    rows = [json.loads(line) for line in raw.decode("utf-8").split("\n")[:-1]]
    for row in rows:
        report.equal("JSON Lines: one order of keys", list(row), list(rows[0]), row["id"])
    if rows:
        types = {"amount_minor": "BIGINT", "balance_minor": "BIGINT", "local_amount_minor": "BIGINT",
                 "id": "VARCHAR", "created": "TIMESTAMP WITH TIME ZONE", "date": "DATE"}
        found = duckdb.execute(
            "select id, amount_minor, date::varchar, payee from "
            f"read_json($file, format='newline_delimited', columns={dict.fromkeys(types | {'payee': 0})!r})"
            .replace("None", "'VARCHAR'"), {"file": str(path)}).fetchall()
        expected = [(r["id"], str(r["amount_minor"]), r["date"], r["payee"]) for r in rows]
        report.equal("JSON Lines: DuckDB reads every row", found, expected, path.parent.name)
        inferred = dict(duckdb.execute(
            "select column_name, column_type from (describe select * from "
            "read_json_auto($file, sample_size=-1))", {"file": str(path)}).fetchall())
        for key in ("amount_minor", "created", "date", "id"):
            allowed = {types[key], "HUGEINT"} if key == "amount_minor" else {types[key]}
            report.check("JSON Lines: DuckDB infers the types", inferred[key] in allowed,
                         f"{key} is {inferred[key]}")
    keys = [(row["created"].rstrip("Z"), row["id"]) for row in rows]
    report.check("JSON Lines: in order of (created, id)",
                 all(a[0][:19] <= b[0][:19] for a, b in zip(keys, keys[1:])), str(path))
    return rows


def check_csv(path, rows, report):
    name = path.parent.name
    raw = path.read_bytes()
    report.check("CSV: UTF-8, no mark, CRLF at the end",
                 not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n"), str(path))
    with open(path, newline="", encoding="utf-8") as file:
        plain = list(csv.DictReader(file, strict=True))
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")
    duck = duckdb.execute("select * from read_csv($file, all_varchar=true, header=true, delim=',', "
                          "quote='\"', escape='\"', nullstr='')", {"file": str(path)})
    columns = [column[0] for column in duck.description]
    duck = [dict(zip(columns, (cell or "" for cell in record))) for record in duck.fetchall()]
    for reader, records in (("csv", plain), ("pandas", frame), ("DuckDB", duck)):
        report.equal(f"CSV: {reader} finds every row", len(records), len(rows), name)
        for record, row in zip(records, rows):
            check_record(reader, record, row, report)


def check_record(reader, record, row, report):
    check = f"CSV: {reader} reads each row"
    merchant, other = row["merchant"] or {}, row["counterparty"] or {}
    currency, local = row["currency"], row["local_currency"]
    expected = {key: row[key] or "" for key in (
        "id", "account_id", "kind", "status", "created", "settled", "date", "posted_date", "currency",
        "payee", "memo", "description", "notes", "category", "pot_id", "transfer_id", "scheme")}
    expected |= {
        "amount_minor": str(row["amount_minor"]), "tags": " ".join(row["tags"] or []),
        "merchant_name": merchant.get("name") or "", "merchant_city": merchant.get("city") or "",
        "counterparty_name": other.get("name") or "",
        "counterparty_sort_code": other.get("sort_code") or "",
        "balance_minor": "" if row["balance_minor"] is None else str(row["balance_minor"])}
    if reader == "pandas":  # ends a cell at a NUL
        expected = {key: text.split("\0")[0] for key, text in expected.items()}
    found = {key: record[key] for key in expected}
    report.equal(check, found, expected, row["id"])
    report.equal(check, minor(record["amount"], currency), row["amount_minor"], row["id"])
    if local:
        report.equal(check, minor(record["local_amount"], local), row["local_amount_minor"], row["id"])


# ---------------------------------------------------------------- OFX


def read_ofx_twice(path):
    """The transactions of a file as two independent readers have them, and its head."""
    tree = ofxtools.Parser.OFXTree()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # ofxtools warns of a NAME that is too long
        tree.parse(str(path))
        statement = tree.convert().statements[0]
    with open(path, "rb") as file:
        other = ofxparse.OfxParser.parse(file).account
    return statement, other


def check_ofx(path, truth, ledgers, report):
    """Checks one statement; gives (register, id, amount, day, type, name) of each transaction."""
    raw = path.read_bytes()
    report.check("OFX: header of nine lines, CRLF, one statement",
                 raw.split(b"\r\n\r\n")[0].count(b"\r\n") == 8 and raw.count(b"\n") == raw.count(b"\r\n")
                 and raw.count(b"STMTTRNRS>") == 2, str(path))
    try:
        statement, other = read_ofx_twice(path)
    except Exception as error:
        report.check("OFX: ofxtools and ofxparse read the file", False, f"{path}: {error!r}")
        return []
    report.check("OFX: ofxtools and ofxparse read the file", True, "")
    where, currency = path.name, statement.curdef
    account = statement.account
    report.equal("OFX: one account for both readers", account.acctid, other.account_id, where)
    report.equal("OFX: one balance for both readers", statement.ledgerbal.balamt,
                 other.statement.balance, where)
    slug = path.stem.removeprefix(path.parent.name + "-")
    if ledgers.get(slug) is not None:
        report.equal("OFX: the ledger balance is the manifest's closing one without pending money",
                     minor(statement.ledgerbal.balamt, currency), ledgers[slug], where)
    report.equal("OFX: as many transactions for both readers", len(statement.transactions),
                 len(other.statement.transactions), where)
    ids = [one.fitid for one in statement.transactions]
    report.equal("OFX: no id twice in a statement", len(ids), len(set(ids)), where)
    first, last = statement.dtstart.date(), statement.dtend.date()
    movements = []
    for one, two in zip(statement.transactions, other.statement.transactions):
        row = truth.get(one.fitid)
        report.check("OFX: every id is a row's", row is not None, f"{where}: {one.fitid}")
        if row is None:
            continue
        at = f"{where}: {one.fitid}"
        report.check("OFX: only settled money", booked(row), at)
        amount = minor(one.trnamt, currency)
        is_mirror = amount == -row["amount_minor"] and row["kind"] == "pot_transfer"
        report.equal("OFX: amounts", amount, -row["amount_minor"] if is_mirror else row["amount_minor"], at)
        report.equal("OFX: amounts of both readers", two.amount, one.trnamt, at)
        report.equal("OFX: currency", currency, row["currency"], at)
        day = one.dtposted.date()
        report.check("OFX: days", day.isoformat() in (row["date"], row["posted_date"]),
                     lambda: f"{at}: {day}, the row has {row['date']}")
        report.equal("OFX: days of both readers", two.date.date(), day, at)
        report.check("OFX: DTSTART and DTEND span the days", first <= day <= last, at)
        report.equal("OFX: ids of both readers", two.id, one.fitid, at)
        check_texts(one, two, row, is_mirror, report, at)
        check_rate(one, row, is_mirror, report, at)
        movements.append((path.stem, one.fitid, amount, day, is_mirror))
    return movements


def check_texts(one, two, row, is_mirror, report, at):
    name, memo = one.name or "", one.memo or ""
    report.check("OFX: names within 32 characters and 96 bytes",
                 0 < len(name) <= 32 and len(name.encode()) <= 96, lambda: f"{at}: {name!r}")
    report.check("OFX: memos within 255 characters and 390 bytes",
                 len(memo) <= 255 and len(memo.encode()) <= 390, lambda: f"{at}: {memo!r}")
    report.equal("OFX: names of both readers", two.payee.strip(), name.strip(), at)
    report.equal("OFX: memos of both readers", two.memo.strip(), memo.strip(), at)
    # Both readers trim what is white space to Python, a no-break space too.
    payee, note = one_line(row["payee"] or "").strip(), one_line(row["memo"] or "").strip()
    kept = memo
    if row["fees"] and not is_mirror:
        kept, _, charged = memo.rpartition("; ") if "; " in memo else ("", "", memo)
        fees = [(abs(fee["amount_minor"]), fee["currency"]) for fee in row["fees"]]
        words = [word.split() for word in charged.split(", ")]
        report.equal("OFX: memos end with what the bank charged",
                     [(int(amount.replace(".", "")), currency) for _, amount, currency in words], fees, at)
    if one.origcurrency is not None:
        report.check("OFX: the original amount ends the memo, but for what the bank charged",
                     kept.endswith(one.origcurrency.cursym), lambda: f"{at}: {memo!r}")
        kept = kept.rpartition("; ")[0]
    # A transfer between own accounts is named after the other one.
    is_own = row["kind"] == "own_transfer" and (one.bankacctto, one.ccacctto) != (None, None)
    if payee and not is_mirror and not is_own:
        report.check("OFX: names are the payee's beginning", payee.startswith(name),
                     lambda: f"{at}: {name!r} of {payee!r}")
        if payee != name:
            report.check("OFX: a name that was cut is whole in the memo",
                         kept.startswith(payee) or payee.startswith(kept) and is_full(memo),
                         lambda: f"{at}: {memo!r}")
    if note:
        report.check("OFX: memos hold the row's", note in memo or is_full(memo),
                     lambda: f"{at}: {memo!r} without {note!r}")
    hidden = [c for c in name + memo if unicodedata.category(c) == "Cc" or c in "\u2028\u2029"]
    report.check("OFX: no control in any text", not hidden, at)


def is_full(memo):
    """Whether a memo is so long that a character more, of the widest kind in it, might not have fitted."""
    return len(memo) > 255 - 12 or len(memo.encode()) > 390 - 30


def check_rate(one, row, is_mirror, report, at):
    local = row["local_currency"]
    if is_mirror or local in (None, row["currency"]) or not row["local_amount_minor"]:
        return
    report.check("OFX: the original currency is named", one.origcurrency is not None, at)
    if one.origcurrency is None:
        return
    report.equal("OFX: the original currency is the row's", one.origcurrency.cursym, local, at)
    units = Decimal(abs(row["local_amount_minor"])).scaleb(-PLACES.get(local, 2))
    back = (units * one.origcurrency.currate).quantize(Decimal(1).scaleb(-PLACES.get(row["currency"], 2)))
    report.equal("OFX: the rate gives the amount back", minor(back, row["currency"]),
                 abs(row["amount_minor"]), at)


def check_registers(movements, rows, report, where):
    """Every settled row is in one register under its own sign; a pot move is in two, which sum to nothing."""
    own = Counter(id for _, id, _, _, is_mirror in movements if not is_mirror)
    mirrored = Counter(id for _, id, _, _, is_mirror in movements if is_mirror)
    for row in rows:
        if not booked(row):
            continue
        is_pot_move = row["kind"] == "pot_transfer"
        if is_pot_move and own[row["id"]] == 0:
            # A pot's own row of a move: the account's row stands for it.
            report.check("OFX: a move that is not written has its other side", any(
                other["id"] in mirrored and other["transfer_id"] == row["transfer_id"] for other in rows),
                lambda: f"{where}: {row['id']}")
            continue
        report.equal("OFX: every settled row is in one register", own[row["id"]], 1, row["id"])
        report.check("OFX: pot moves are in the pot once", mirrored[row["id"]] == 0 or is_pot_move
                     and mirrored[row["id"]] == 1, row["id"])


# ---------------------------------------------------------------- QIF


def check_qif(path, movements, report):
    raw = path.read_bytes()
    report.check("QIF: UTF-8, no mark", not raw.startswith(b"\xef\xbb\xbf"), str(path))
    raw.decode("utf-8")
    book = quiffen.Qif.parse(str(path), day_first=True)
    registers = {}
    for register, _, amount, day, _ in movements:
        registers.setdefault(register, Counter())[(day, amount)] += 1
    found, moved = {}, Counter()
    for name, account in book.accounts.items():
        entries = Counter()
        for kind, transactions in account.transactions.items():
            for one in transactions:
                entries[(one.date.date(), minor(one.amount, "GBP"))] += 1
                if one.to_account:
                    report.check("QIF: a transfer names a register of the file",
                                 one.to_account in book.accounts, f"{name}: {one.to_account}")
                    pair = tuple(sorted((name, one.to_account)))
                    moved[(pair, one.date.date(), abs(one.amount))] += 1 if one.amount > 0 else -1
                if one.splits:
                    report.equal("QIF: splits sum to the amount", sum(part.amount for part in one.splits),
                                 one.amount, f"{name}: {one.date}")
        if entries:  # an account may have none, and then the OFX of the period has no file of it
            found[name] = entries
    report.equal("QIF: quiffen finds the registers of the OFX files", len(found), len(registers), path.name)
    report.equal("QIF: quiffen finds the movements of the OFX files",
                 sorted(sorted(c.items()) for c in found.values()),
                 sorted(sorted(c.items()) for c in registers.values()), path.name)
    report.check("QIF: both sides of every transfer pair", all(n == 0 for n in moved.values()),
                 lambda: f"{[key for key, n in moved.items() if n][:3]}")
    report.check("QIF: no lost lines", raw.count(b"\n") == raw.count(b"\r\n"), path.name)


# ----------------------------------------------------------------


def check_exports(exports, report):
    """Checks exports of one history: a late row of an earlier month is in the statements of a later one."""
    truth = {row["id"]: row for export in exports for row in read_rows(export)}
    for export in exports:
        rows = check_json_lines(export / "transactions.jsonl", report)
        if (export / "transactions.csv").exists():
            check_csv(export / "transactions.csv", rows, report)
        movements = [m for path in sorted(export.glob("*.ofx"))
                     for m in check_ofx(path, truth, read_ledgers(export), report)]
        if list(export.glob("*.ofx")):
            check_registers(movements, rows, report, export.name)
            for path in sorted(export.glob("*-all.qif")):
                check_qif(path, movements, report)


def main(folder):
    report = Report()
    exports = sorted(path.parent for path in Path(folder).rglob("transactions.jsonl"))
    if not exports:
        print(f"{folder}: no transactions.jsonl in any folder", file=sys.stderr)
        return 2
    for export in exports:
        counts = Counter(row["status"] for row in read_rows(export))
        print(f"{export}: {counts.total()} rows ({dict(counts)})")
    check_exports(exports, report)
    versions = ", ".join(f"{name} {version(name)}" for name in READERS)
    print(f"readers: {versions}")
    return report.print()


def read_ledgers(export):
    """What each account of the manifest holds at the end without what is pending, where that is known."""
    if not (export / "manifest.json").exists():
        return {}
    manifest = json.loads((export / "manifest.json").read_text(encoding="utf-8"))
    return {line["account"]: line["closing_minor"] - line["pending_minor"]
            for line in manifest["accounts"] if line["closing_minor"] is not None}


def read_rows(export):
    with open(export / "transactions.jsonl", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
