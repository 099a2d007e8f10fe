"""Readers of QIF: quiffen and qifparse of Python, Finance::QIF of Perl, and Skrooge."""

import json
import subprocess
from datetime import datetime
from pathlib import Path

import quiffen
from qifparse.parser import QifParser

from entries import Book, Entry, minor
from ofx_readers import skrooge

HERE = Path(__file__).parent


def slug(name):
    """The register that an account's name is of."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def file_of(folder):
    return next(iter(sorted(folder.glob("*-all.qif"))))


def side(name):
    """A category, or the register that it stands for in brackets."""
    return ("", slug(name[1:-1])) if name.startswith("[") and name.endswith("]") else (name, "")


def with_quiffen(folder):
    book = Book()
    for name, account in quiffen.Qif.parse(str(file_of(folder)), day_first=True).accounts.items():
        for transactions in account.transactions.values():
            for one in transactions:
                category = one.category.name if one.category else ""
                book.entries.append(Entry(
                    slug(name), one.date.date().isoformat(), minor(one.amount), "", one.payee or "", one.memo or "",
                    category, slug(one.to_account or "")))
    return book


def with_qifparse(folder):
    with open(file_of(folder), encoding="utf-8") as file:
        try:
            qif = QifParser.parse(file, "%d/%m/%Y")
        except RuntimeError as error:
            return Book(refusal=str(error))
    book = Book()
    for account in qif.get_accounts():
        for transactions in account._transactions.values():  # its own list of them holds their headers only
            for one in transactions:
                day = datetime.strptime(str(one.date)[:10], "%d/%m/%Y" if "/" in str(one.date) else "%Y-%m-%d").date()
                book.entries.append(Entry(
                    slug(account.name), day.isoformat(), minor(one.amount), "", one.payee or "",
                    one.memo or "", one.category or "", slug(one.to_account or "")))
    return book


def with_finance_qif(folder):
    run = subprocess.run(["perl", str(HERE / "finance-qif.pl"), str(file_of(folder))], capture_output=True, check=True)
    book, register = Book(), ""
    for line in run.stdout.decode("utf-8").split("\n")[:-1]:
        record = json.loads(line)
        if record["header"] == "Account":
            register = slug(record["name"])
        elif "transaction" in record:
            category, other = side(record.get("category", ""))
            day = datetime.strptime(record["date"], "%d/%m/%Y").date().isoformat()
            book.entries.append(Entry(
                register, day, minor(record["transaction"]), "", record.get("payee", ""), record.get("memo", ""),
                category, other))
    return book


def with_skrooge(folder):
    """Skrooge links the two sides of a transfer by a number that both have."""
    found, groups = skrooge(file_of(folder)), {}
    for one in found:
        groups.setdefault(one["idgroup"], []).append(slug(one["account"]))
    book = Book()
    for one in found:
        register = slug(one["account"])
        others = [name for name in groups[one["idgroup"]] if name != register] if one["idgroup"] != "0" else []
        book.entries.append(Entry(
            register, one["date"], minor(one["amount"]), "", one["payee"], one["comment"], one["category"],
            others[0] if others else ""))
    return book
