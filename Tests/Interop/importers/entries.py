"""What an importer has to get right, and what it made of it.

An entry is one line of one register. What is expected comes from the rows of an export (`transactions.jsonl`); the
files of the export say only which row is in which register, and the name that a transfer between own registers has.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

FIELDS = ("id", "date", "amount", "payee", "memo", "category", "transfer", "balance")


@dataclass
class Entry:
    register: str
    date: str
    amount: int
    id: str = ""
    payee: str = ""
    memo: str = ""
    category: str = ""
    transfer: str = ""


@dataclass
class Book:
    """Everything that a reader found, or everything that there is."""

    entries: list = field(default_factory=list)
    balances: dict = field(default_factory=dict)
    # Why the reader read nothing, in a few words.
    refusal: str = ""


def minor(text):
    """Hundredths; None for what is no amount of two places."""
    scaled = Decimal(str(text)) * 100
    return int(scaled) if scaled == scaled.to_integral_value() else None


def unescaped(text):
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def statements(folder):
    """The OFX statements of an export, each as (register, account id, balance, [element texts of a transaction])."""
    for path in sorted(folder.glob("*.ofx")):
        text = path.read_bytes().decode("utf-8")
        register = path.stem.removeprefix(folder.name + "-")
        value = lambda part, name: unescaped((re.search(rf"<{name}>([^<\r]*)", part) or [None, ""])[1])
        parts = text.split("<STMTTRN>")
        foot = parts[-1].split("</BANKTRANLIST>")[-1]
        lines = [{name: value(part.split("</STMTTRN>")[0], name) for name in ("FITID", "TRNAMT", "NAME")} |
                 {"to": value(re.sub(r"(?s).*<(BANK|CC)ACCTTO>", "", part) if "ACCTTO>" in part else "", "ACCTID")}
                 for part in parts[1:]]
        yield register, value(parts[0], "ACCTID"), minor(value(foot, "BALAMT")), lines


def expected(folder):
    """What the registers of an export hold."""
    rows = {}
    for line in (folder / "transactions.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        row = json.loads(line)
        rows[row["id"]] = row
    book, register_of = Book(), {}
    found = list(statements(folder))
    for register, account, balance, _ in found:
        register_of[account] = register
        book.balances[register] = balance
    for register, _, _, lines in found:
        for line in lines:
            row = rows.get(line["FITID"])
            if row is None:
                continue  # a late row of an earlier month
            amount = minor(line["TRNAMT"])
            is_transfer = bool(line["to"]) or amount == -row["amount_minor"]
            book.entries.append(Entry(
                register, row["date"], amount, row["id"],
                line["NAME"] if is_transfer else plain(row["payee"]), plain(row["memo"]),
                "" if is_transfer or row["category_split"] else row["category"] or "",
                register_of.get(line["to"], line["to"])))
    return book


def plain(text):
    """A text on one line, as every format of one line has it: a control is a space."""
    hidden = lambda c: unicodedata.category(c) == "Cc" or c in "\u2028\u2029\ufffe\uffff"
    return " ".join("".join(" " if hidden(c) else c for c in text or "").split())


class Losses:
    """What one reader makes of each field, counted over all entries."""

    def __init__(self):
        self.counts = defaultdict(Counter)
        self.refusals = set()
        self.entries = 0

    def add(self, found, book):
        if found.refusal:
            self.refusals.add(found.refusal)
            return
        for one, other in paired(book.entries, found.entries):
            self.entries += 1
            for name in FIELDS[:-1]:
                self.count(name, getattr(one, name), getattr(other, name) if other else None)
        for register, balance in book.balances.items():
            self.count("balance", balance, found.balances.get(register))

    def count(self, name, wanted, found):
        if wanted in ("", None):
            return
        wanted, found = (" ".join(x.split()) if isinstance(x, str) else x for x in (wanted, found))
        if name in ("memo", "payee") and isinstance(found, str) and wanted in found:
            kind = "kept"
        elif found == wanted:
            kind = "kept"
        elif name == "category" and isinstance(found, str) and loose(found) == loose(wanted):
            kind = "kept"
        elif found in ("", None):
            kind = "lost"
        elif isinstance(found, str) and len(found) > 3 and wanted.startswith(found.rstrip("�.…").rstrip()):
            kind = "cut"
        else:
            kind = "changed"
        self.counts[name][kind] += 1

    def cell(self, name):
        counts = self.counts[name]
        total = sum(counts.values())
        if not total:
            return "–"
        if counts["kept"] == total:
            return "kept"
        if counts["lost"] == total:
            return "–"
        found = [f"{kind} {counts[kind]}" for kind in ("cut", "changed", "lost") if counts[kind]]
        return ", ".join(found) + f" of {total}"


def loose(category):
    """A category's name without capitals and signs: programs show `eating_out` as `Eating out`."""
    return re.sub(r"[^a-z0-9]", "", category.lower())


def paired(wanted, found):
    """Each expected entry with the one that a reader made of it: by its id, else the first left of its amount, day
    and payee, then of amount and payee, then of the amount."""
    left = defaultdict(list)
    for entry in found:
        left[entry.register].append(entry)
    result = []
    for entry in wanted:
        others = left[entry.register]
        tests = (
            lambda other: other.id and other.id == entry.id,
            lambda other: not other.id and (other.amount, other.date) == (entry.amount, entry.date)
            and other.payee[:8] == entry.payee[:8],
            lambda other: not other.id and (other.amount, other.date) == (entry.amount, entry.date),
            lambda other: not other.id and other.amount == entry.amount,
        )
        match = next((other for test in tests for other in others if test(other)), None)
        if match is not None:
            others.remove(match)
        result.append((entry, match))
    return result
