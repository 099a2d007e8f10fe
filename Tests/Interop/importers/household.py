"""A year as a person lives it: history once, then month by month, with a month that is forgotten and made up for, one
made twice and an export of one category between. Everything that is written goes into GnuCash as it comes.

    household.py BINARY FOLDER

The bank grows from run to run: payments that were pending settle, often with other amounts, and come in late. In the
end GnuCash holds each settled payment of the bank once, with its amount, and so does whoever adds up the QIF files that
`--only-new` wrote, with no memory at all.
"""

import json
import sys
import urllib.request
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent.parent / "System")]

import quiffen  # noqa: E402
import support  # noqa: E402
from entries import minor  # noqa: E402
from gnucash import imported, splits  # noqa: E402
from qif_readers import slug  # noqa: E402

# The made-up household is another one from each 1 July.
MONTHS = ["2025-%02d" % month for month in range(6, 13)] + ["2026-%02d" % month for month in range(1, 6)]
FIRST_RUN = date(2025, 7, 3)
FORGOTTEN, REPEATED, FILTERED = "2025-11", "2026-02", "2026-04"


def following(month):
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def last_day(month):
    """The last day of the month before."""
    return (date.fromisoformat(f"{month}-01") - timedelta(days=1)).isoformat()


class Year:
    def __init__(self, binary, folder):
        self.binary, self.gnucash = binary, str(folder)
        self.user = None
        self.tree = None
        self.seen, self.added = set(), set()
        self.totals = Counter()

    def live(self, month, is_first):
        """What the user does on the third of the month after."""
        support.AS_OF = f"{following(month)}-03T09:30:00Z"
        with support.Sandbox(self.binary) as sandbox:
            self.meet(sandbox)
            self.user.log_in("--no-fetch")
            self.user.must("fetch")
            if is_first:
                self.give("export", "--to", last_day(month), "--format", "ofx")
            if month == FILTERED:
                self.user.must("export", "--month", month, "--category", "groceries", "--out", f"{self.user.home}/some")
            if month == following(FORGOTTEN):
                self.give("month", FORGOTTEN, "--offline")
            for _ in range({FORGOTTEN: 0, REPEATED: 2}.get(month, 1)):
                self.give("month", month, "--offline")
            self.add_up(month)
            return bank_books(sandbox, f"{following(month)}-01")

    def meet(self, sandbox):
        if self.user is None:
            self.user = support.User(self.binary, sandbox)
        self.user.environment |= {
            "MONZO_API_URL": sandbox.api_url, "MONZO_AUTH_URL": sandbox.auth_url,
            "MONZO_CLIENT_ID": sandbox.client["client_id"], "MONZO_CLIENT_SECRET": sandbox.client["client_secret"]}

    def give(self, *command):
        """Exports into the folder of the books, and gives GnuCash what is new in it."""
        out = Path(self.user.home, "books")
        self.user.must(*command, "--out", str(out))
        found = {path: path.read_bytes() for path in sorted(out.glob("*/*.ofx"))}
        new = [path for path, data in found.items() if (path, data) not in self.seen]
        self.seen |= set(found.items())
        if new:
            self.tree = imported(new, self.gnucash)

    def add_up(self, month):
        """Adds every entry of the QIF file of what is new to what the files before it had."""
        out = Path(self.user.home, "qif")
        self.user.must("export", "--to", last_day(following(month)), "--format", "qif", "--only-new", "--out", str(out))
        for path in sorted(set(out.glob("*/*.qif")) - self.added):
            self.added.add(path)
            for name, account in quiffen.Qif.parse(str(path), day_first=True).accounts.items():
                for transactions in account.transactions.values():
                    self.totals[slug(name)] += sum(minor(one.amount) for one in transactions)

    def held(self):
        """Each id that GnuCash has with its amount, by account id."""
        held = defaultdict(dict)
        for account, _, split in splits(self.tree):
            online = [one.findtext("{*}value") for one in split.iter() if one.findtext("{*}key") == "online_id"]
            for id in online:
                assert id not in held[account], f"{id} is there twice"
                held[account][id] = int(Fraction(split.findtext("{*}value")) * 100)
        return held


def bank_books(sandbox, end):
    """What each account and pot of the bank holds of what was made before a day and has settled: ids and amounts."""
    def ask(query=""):
        with urllib.request.urlopen(f"{sandbox.api_url}/sandbox/truth{query}") as answer:
            return [json.loads(line) for line in answer.read().splitlines()]

    def is_held(row, is_pot):
        made = datetime.fromisoformat(row["created"]).astimezone(ZoneInfo("Europe/London")).date()
        # Rows of Flex never get a day on which they settled.
        is_final = row["settled"] or not row["amount_is_pending"]
        # The interest of a pot is in the pot's own account, of which the bank shows 90 days.
        is_shown = not is_pot or row["scheme"] == "uk_retail_pot" or made > FIRST_RUN - timedelta(days=90)
        return is_final and is_shown and not row.get("decline_reason") and row["amount"] and made.isoformat() < end

    books = []
    for account in ask()[0]["accounts"]:
        rows = ask(f"?account_id={account['account_id']}")
        books.append({row["id"]: row["amount"] for row in rows if is_held(row, account["pot_id"])})
    return books


def main(binary, folder):
    year = Year(Path(binary).resolve(), folder)
    for month in MONTHS:
        books = year.live(month, is_first=month == MONTHS[0])
    held = year.held()
    sums = lambda books: sorted(total for total in (sum(book.values()) for book in books) if total)
    assert sums(held.values()) == sums(books), (sums(held.values()), sums(books))
    known = {id: amount for book in books for id, amount in book.items()}
    strange = [id for book in held.values() for id in book if id not in known]
    assert not strange, f"the bank does not know {strange[:3]}"
    added = sorted(total for total in year.totals.values() if total)
    assert added == sums(books), (added, sums(books))
    print(f"{len(MONTHS)} months: GnuCash has {sum(map(len, held.values()))} entries in {len(held)} registers, each once, "
          "and they sum to what the bank has; so do the QIF files of what was new")


main(*sys.argv[1:])
