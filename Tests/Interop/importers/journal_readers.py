"""Readers of journals: Beancount with its own loader, hledger and Ledger."""

import json
import subprocess
from decimal import Decimal

from beancount import loader
from beancount.core import data

from entries import Book, Entry, minor

OWN = ("Assets:Monzo:", "Liabilities:Monzo:")


def slug(account):
    """The register of an account of the user; nothing for any other."""
    return account.split(":", 2)[2].lower() if account.startswith(OWN) else ""


def book_of(transactions):
    """What transactions are in registers: each a date, id, id of the other row, payee, memo and postings, which are an
    account and an amount."""
    book = Book()
    for date, id, other_id, payee, memo, postings in transactions:
        own = [posting for posting in postings if slug(posting[0])]
        others = [account for account, _ in postings if not slug(account)]
        for index, (account, amount) in enumerate(own):
            register = slug(account)
            book.balances[register] = book.balances.get(register, 0) + minor(amount)
            if not id:
                continue
            transfer = slug(own[1 - index][0]) if len(own) == 2 else ""
            category = others[0].split(":")[-1] if len(others) == 1 and not transfer else ""
            book.entries.append(Entry(
                register, date, minor(amount), other_id if index and other_id else id, payee, memo, category, transfer))
    return book


def journal(folder, suffix):
    return next(folder.glob(f"*-all.{suffix}"))


def with_beancount(folder):
    entries, errors, _ = loader.load_file(str(journal(folder, "beancount")))
    assert not errors, errors[:3]
    return book_of(
        (entry.date.isoformat(), entry.meta.get("id", ""), entry.meta.get("other-id", ""), entry.payee, entry.narration,
         [(posting.account, posting.units.number) for posting in entry.postings])
        for entry in entries if isinstance(entry, data.Transaction))


def with_hledger(folder):
    run = subprocess.run(
        ["hledger", "-f", journal(folder, "journal"), "print", "-O", "json"], check=True, capture_output=True)

    def transaction(entry):
        payee, _, memo = entry["tdescription"].partition(" | ")
        tags = dict(entry["ttags"])
        postings = [(posting["paccount"], quantity(posting["pamount"])) for posting in entry["tpostings"]]
        return entry["tdate"], tags.get("id", ""), tags.get("other-id", ""), payee, memo, postings

    def quantity(amounts):
        number = amounts[0]["aquantity"]
        return Decimal(number["decimalMantissa"]).scaleb(-number["decimalPlaces"])

    return book_of(map(transaction, json.loads(run.stdout)))


def with_ledger(folder):
    """Ledger's own register, a line for each posting."""
    form = "%(date)\t%(code)\t%(tag('other-id'))\t%(payee)\t%(account)\t%(quantity(amount))\t%(xact.id)\n"
    run = subprocess.run(
        ["ledger", "--args-only", "-f", journal(folder, "journal"), "--date-format", "%Y-%m-%d", "register", "--empty",
         "--format", form], check=True, capture_output=True)
    transactions = {}
    for line in run.stdout.decode("utf-8").split("\n")[:-1]:
        date, code, other, payee, account, amount, number = line.split("\t")
        payee, _, memo = payee.partition(" | ")
        known = transactions.setdefault(number, (date, code, other, payee, memo, []))
        known[-1].append((account, Decimal(amount)))
    return book_of(transactions.values())
