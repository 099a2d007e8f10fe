"""Readers of OFX: two of Python, libofx with its `ofxdump`, and Skrooge, which is built on libofx."""

import csv
import os
import re
import subprocess
import tempfile
import warnings
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import ofxparse
import ofxtools.Parser

from entries import Book, Entry, minor, statements


def registers(folder):
    """The register of each account id."""
    return {account: register for register, account, _, _ in statements(folder)}


def with_ofxtools(folder):
    book, names = Book(), registers(folder)
    for path in sorted(folder.glob("*.ofx")):
        tree = ofxtools.Parser.OFXTree()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree.parse(str(path))
            statement = tree.convert().statements[0]
        register = names[statement.account.acctid]
        book.balances[register] = minor(statement.ledgerbal.balamt)
        for one in statement.transactions:
            others = [other.acctid for other in (one.bankacctto, one.ccacctto) if other is not None]
            book.entries.append(Entry(
                register, one.dtposted.date().isoformat(), minor(one.trnamt), one.fitid, one.name or "", one.memo or "",
                transfer=names.get(others[0], others[0]) if others else ""))
    return book


def with_ofxparse(folder):
    book, names = Book(), registers(folder)
    for path in sorted(folder.glob("*.ofx")):
        with open(path, "rb") as file:
            account = ofxparse.OfxParser.parse(file).account
        register = names[account.account_id]
        book.balances[register] = minor(account.statement.balance)
        for one in account.statement.transactions:
            book.entries.append(Entry(
                register, one.date.date().isoformat(), minor(one.amount), one.id, one.payee, one.memo))
    return book


def with_libofx(folder, zone="Europe/London"):
    """What `ofxdump` prints, in a time zone."""
    book, names = Book(), registers(folder)
    for path in sorted(folder.glob("*.ofx")):
        run = subprocess.run(["ofxdump", str(path)], env={**os.environ, "TZ": zone}, capture_output=True, check=True)
        register = None
        for part in run.stdout.decode("utf-8", "replace").split("\n\n"):
            value = lambda name: (re.search(rf"^    {re.escape(name)} ?: (.*)$", part, re.M) or [None, ""])[1]
            if part.startswith("ofx_proc_account"):
                register = names[value("Account #") or value("Account ID")]
            elif part.startswith("ofx_proc_statement"):
                book.balances[register] = minor(value("Ledger balance"))
            elif part.startswith("ofx_proc_transaction"):
                words = value("Date posted").split()
                day = datetime.strptime(" ".join(words[1:3] + words[4:5]), "%b %d %Y").date().isoformat()
                book.entries.append(Entry(
                    register, day, minor(value("Total money amount")),
                    value("Financial institution's ID for this transaction"),
                    value("Name of payee or transaction description"), value("Extra transaction information (memo)")))
    return book


def skrooge(path, zone="Europe/London"):
    """The operations that Skrooge makes of a file, as its own CSV has them; the parts of a split are put together."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "out.csv")
        environment = {**os.environ, "TZ": zone, "QT_QPA_PLATFORM": "offscreen", "HOME": folder}
        subprocess.run(["skroogeconvert", "--in", str(path), "--out", str(target)], env=environment,
                       capture_output=True, check=True, timeout=120)
        with open(target, encoding="utf-8", newline="") as file:
            parts = list(csv.DictReader(file, delimiter=";"))
    whole = {}
    for part in parts:
        one = whole.setdefault(part["idtransaction"], part | {"amount": 0})
        one["amount"] += Decimal(part["amount"])
    return list(whole.values())


def with_skrooge(folder):
    """Skrooge keeps the id to itself and the balance as an opening; its CSV shows neither."""
    book, names = Book(), registers(folder)
    for path in sorted(folder.glob("*.ofx")):
        for one in skrooge(path):
            title = one["account"].strip()
            register = next(name for account, name in names.items() if title in account or account in title)
            if one["date"] == "0000-00-00":
                continue  # the opening balance that it works out
            book.entries.append(Entry(
                register, one["date"], minor(one["amount"]), "", one["payee"], one["comment"], one["category"]))
        total = sum(minor(one["amount"]) for one in skrooge(path))
        book.balances[register] = total
    return book
