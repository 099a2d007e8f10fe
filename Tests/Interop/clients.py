"""Uses the sandbox bank with monzo-api and pymonzo, two clients of the real bank that know nothing of this
project, and compares what they are given with what the sandbox says is true.

    python clients.py FILE [now]     FILE is the first line that `monzo-export sandbox --json` prints

With `now` the sandbox was started without --as-of, and the clients ask for the last days by the clock of this
machine. Without it the sandbox began on 18 July 2026, and everything is read.

Only the addresses are changed: the constants in which each client keeps them. The person's part of a login,
opening a page and being sent back, is done by `visit`.
"""

import json
import os
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

NOW = datetime(2026, 7, 18, 10, 0)  # Half an hour after the sandbox begins.
OPENED = datetime(2023, 7, 1)
WINDOW = timedelta(days=364)


def visit(address):
    """Opens the page as a browser without eyes does, and follows it back, which may take the callback's server
    a moment."""
    where = location(address)
    for _ in range(100):
        try:
            return urllib.request.urlopen(where, timeout=10).read()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit(f"nobody listens at the callback address of {urlsplit(where).netloc}")


def location(address):
    """Where the authorisation page sends the browser."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    try:
        urllib.request.build_opener(Stay).open(address, timeout=10)
    except urllib.error.HTTPError as answer:
        if answer.code in (302, 303):
            return answer.headers["Location"]
        raise
    raise SystemExit("the authorisation page sends nobody anywhere")


class Sandbox:
    """The address and the clients of a sandbox, and what it says is true."""

    def __init__(self, greeting):
        self.url = greeting["api_url"]
        self.auth_url = greeting["auth_url"]
        client = next(one for one in greeting["clients"] if one["confidential"])
        self.id, self.secret = client["client_id"], client["client_secret"]

    def get(self, path):
        return urllib.request.urlopen(self.url + path, timeout=60).read()

    def accounts(self):
        return json.loads(self.get("/sandbox/truth"))["accounts"]

    def rows(self, account):
        return [json.loads(line) for line in self.get(f"/sandbox/truth?account_id={account}").splitlines()]


class Checks:
    """Counts what holds, and keeps what does not."""

    def __init__(self, client):
        self.client, self.passed, self.faults = client, Counter(), []

    def equal(self, name, found, expected):
        if found == expected:
            self.passed[name] += 1
        else:
            self.faults.append(f"{name}: found {found!r}, expected {expected!r}"[:300])

    def refused(self, name, error, call):
        try:
            self.faults.append(f"{name}: no {error.__name__}, but {call()!r}"[:300])
        except error:
            self.passed[name] += 1

    def print(self):
        print(f"{'FAILED' if self.faults else 'ok':6} {self.client} {version(self.client)}: "
              + ", ".join(f"{name} {count}" for name, count in self.passed.items()))
        for fault in self.faults:
            print(f"         {fault}")
        return not self.faults


def approved(call, error):
    """What a call answers once the login is approved in the app."""
    for _ in range(100):
        try:
            return call()
        except error:
            time.sleep(0.2)
    return call()


def windows():
    since = OPENED
    while since < NOW:
        yield since, min(since + WINDOW, NOW)
        since += WINDOW


def naive(time_of_day):
    return time_of_day.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)


# ---------------------------------------------------------------- monzo-api


def monzo_api(sandbox):
    """Runs through everything with monzo-api; returns its checks and a call that needs its token."""
    import monzo.authentication
    from monzo.authentication import Authentication
    from monzo.endpoints.account import Account
    from monzo.endpoints.balance import Balance
    from monzo.endpoints.feed_item import FeedItem
    from monzo.endpoints.pot import Pot
    from monzo.endpoints.receipt import Receipt, ReceiptItem
    from monzo.endpoints.transaction import Transaction
    from monzo.endpoints.webhooks import Webhook
    from monzo.endpoints.whoami import WhoAmI
    from monzo.exceptions import MonzoAuthenticationError, MonzoHTTPError, MonzoPermissionsError

    monzo.authentication.MONZO_API_URL = sandbox.url
    monzo.authentication.MONZO_AUTH_URL = sandbox.auth_url
    checks = Checks("monzo-api")

    auth = Authentication(sandbox.id, sandbox.secret, "http://127.0.0.1:8912/callback")
    back = parse_qs(urlsplit(location(auth.authentication_url)).query)
    auth.authenticate(authorization_token=back["code"][0], state_token=back["state"][0])
    checks.refused("approval awaited", MonzoPermissionsError, lambda: Account.fetch(auth))
    accounts = approved(lambda: Account.fetch(auth), MonzoPermissionsError)
    checks.equal("whoami", WhoAmI.fetch(auth).authenticated, True)

    truth = {one["account_id"]: one for one in sandbox.accounts()}
    listed = [one.account_id for one in accounts]
    checks.equal("accounts", listed, [one for one in truth if truth[one]["pot_id"] is None])
    pots = {}
    for account in listed[:3]:
        checks.equal("balance", Balance.fetch(auth, account).balance, truth[account]["balance"])
        pots.update((one.pot_id, one) for one in Pot.fetch(auth, account))
        found = []
        for since, before in windows():
            page = Transaction.fetch(auth, account, since=since, before=before, limit=100)
            while page:
                found += [(one.transaction_id, one.amount, one.notes) for one in page]
                page = Transaction.fetch(
                    auth, account, since=page[-1].transaction_id, before=before, limit=100)
        expected = [(row["id"], row["amount"], row["notes"]) for row in sandbox.rows(account)]
        checks.equal("every row of an account", sorted(found), sorted(expected))
    checks.equal("pots", {pot: one.balance for pot, one in pots.items()},
                 {one["pot_id"]: one["balance"] for one in truth.values() if one["pot_id"]})

    current = listed[0]
    recent = Transaction.fetch(auth, current)
    one = Transaction.fetch_single(auth, recent[-1].transaction_id)
    checks.equal("one row", (one.amount, one.created), (recent[-1].amount, recent[-1].created))
    one.annotate("notes", "Tea & cake 🍰")
    again = Transaction.fetch_single(auth, one.transaction_id)
    checks.equal("annotate", (one.notes, again.notes), ("Tea & cake 🍰",) * 2)
    one.annotate("notes", "")
    checks.equal("annotate", Transaction.fetch_single(auth, one.transaction_id).notes, "")

    pot = next(one for one in Pot.fetch(auth, current) if not one.deleted)
    held = pot.balance
    for _ in range(2):
        pot = Pot.deposit(auth, pot, current, 150, "interop-deposit")
    checks.equal("pot deposit", pot.balance, held + 150)
    checks.equal("pot withdrawal", Pot.withdraw(auth, pot, current, 150, "interop-back").balance, held)

    FeedItem.create(auth, current, "basic",
                    {"title": "Hello", "image_url": "https://example.com/a.png", "body": "World",
                     "title_color": "#AA00FF"}, "https://example.com")
    checks.refused("feed item of a strange colour", MonzoHTTPError, lambda: FeedItem.create(
        auth, current, "basic", {"title": "Hello", "image_url": "x", "title_color": "purple"}))

    hook = Webhook.create(auth, current, "https://example.com/hook")
    checks.equal("webhooks", [(one.webhook_id, one.url) for one in Webhook.fetch(auth, current)],
                 [(hook.webhook_id, "https://example.com/hook")])
    Webhook.delete(hook)
    checks.equal("webhooks", Webhook.fetch(auth, current), [])

    cake = ReceiptItem("Cake", 350, "GBP", 1.5, "kg", 0)
    cake.add_sub_item(ReceiptItem("Icing", 100, "GBP"))
    cake.add_sub_item(ReceiptItem("Sponge", 250, "GBP"))
    receipt = Receipt(auth, one.transaction_id, "interop 1", 400, "GBP", [cake])
    receipt.add_tax("VAT", 50, "GBP", "GB 123")
    receipt.add_merchant("Bakery", False, "020 7946 0000", "a@example.com", "High Street", "1 High St", "E1")
    Receipt.create(auth, receipt)
    kept = Receipt.fetch(auth, "interop 1")[0]
    checks.equal("receipts", (kept.receipt_total, kept.receipt_items[0].as_dict(), kept.receipt_merchant,
                              kept.receipt_taxes),
                 (400, cake.as_dict(), receipt.receipt_merchant, receipt.receipt_taxes))
    Receipt.delete(kept)
    checks.refused("receipts", MonzoHTTPError, lambda: Receipt.fetch(auth, "interop 1"))

    old = (auth.access_token, auth.refresh_token)
    auth.refresh_access()
    checks.equal("refresh", old[0] != auth.access_token and old[1] != auth.refresh_token, True)
    checks.equal("refresh", len(Account.fetch(auth)), len(listed))
    stale = Authentication(sandbox.id, sandbox.secret, "http://127.0.0.1:8912/callback", refresh_token=old[1])
    checks.refused("refresh token of one use", MonzoAuthenticationError, stale.refresh_access)

    def evicted():
        checks.refused("evicted by another login", MonzoAuthenticationError, lambda: Account.fetch(auth))

    return checks, evicted


# ---------------------------------------------------------------- pymonzo


def pymonzo_api(sandbox, folder, evicted):
    """Runs through everything with pymonzo; its login evicts the one before."""
    from pymonzo import MonzoAPI
    from pymonzo.exceptions import MonzoAccessDenied, MonzoAPIError
    from pymonzo.feed import MonzoBasicFeedItem

    MonzoAPI.api_url = sandbox.url
    MonzoAPI.authorization_endpoint = sandbox.auth_url
    MonzoAPI.token_endpoint = sandbox.url + "/oauth2/token"
    MonzoAPI.settings_path = folder / "pymonzo.json"
    checks = Checks("pymonzo")

    with socket.create_server(("127.0.0.1", 0)) as free:
        callback = f"http://127.0.0.1:{free.getsockname()[1]}/pymonzo"
    token = MonzoAPI.authorize(sandbox.id, sandbox.secret, redirect_uri=callback)
    checks.equal("token", (token["token_type"], token["expires_in"]), ("Bearer", 21600))
    evicted()
    bank = MonzoAPI()
    bank.session.timeout = 60
    checks.equal("whoami", bank.whoami().authenticated, True)
    accounts = approved(lambda: bank.accounts.list(refresh=True), MonzoAccessDenied)

    truth = {one["account_id"]: one for one in sandbox.accounts()}
    checks.equal("accounts", [one.id for one in accounts],
                 [one for one in truth if truth[one]["pot_id"] is None])
    pots = {}
    for account in accounts:
        if not truth[account.id]["readable"]:
            checks.refused("an account that refuses", MonzoAccessDenied,
                           lambda: bank.transactions.list(account.id))
            continue
        if account.type == "uk_loan":
            continue
        checks.equal("balance", bank.balance.get(account.id).balance, truth[account.id]["balance"])
        pots.update((one.id, one.balance) for one in bank.pots.list(account.id))
        found = {}
        for since, before in windows():
            while True:
                page = bank.transactions.list(
                    account.id, expand_merchant=True, since=since, before=before, limit=100)
                found.update((one.id, one) for one in page)
                if len(page) < 100:
                    break
                since = naive(page[-1].created)
        expected = sandbox.rows(account.id)
        checks.equal("every row of an account",
                     {one.id: (one.amount, one.merchant and one.merchant.name) for one in found.values()},
                     {row["id"]: (row["amount"], row["merchant"] and row["merchant"]["name"])
                      for row in expected})
    checks.equal("pots", pots,
                 {one["pot_id"]: one["balance"] for one in truth.values() if one["pot_id"]})

    current = accounts[0].id
    recent = bank.transactions.list(current)
    one = bank.transactions.get(recent[-1].id, expand_merchant=True)
    checks.equal("one row", (one.id, one.amount), (recent[-1].id, recent[-1].amount))
    annotated = bank.transactions.annotate(one.id, {"notes": "Tea & cake 🍰", "trip": "Kyoto"})
    checks.equal("annotate", (annotated.notes, annotated.metadata["trip"]), ("Tea & cake 🍰", "Kyoto"))
    bank.transactions.annotate(one.id, {"notes": "", "trip": ""})
    cleared = bank.transactions.get(one.id)
    checks.equal("annotate", (cleared.notes, "trip" in cleared.metadata), ("", False))

    pot = next(one for one in bank.pots.list(current, refresh=True) if not one.deleted)
    for _ in range(2):
        moved = bank.pots.deposit(150, pot.id, account_id=current, dedupe_id="pymonzo-deposit")
    checks.equal("pot deposit", moved.balance, pot.balance + 150)
    back = bank.pots.withdraw(150, pot.id, account_id=current, dedupe_id="pymonzo-back")
    checks.equal("pot withdrawal", back.balance, pot.balance)

    item = MonzoBasicFeedItem(title="Hello", image_url="https://example.com/a.png", body="World",
                              title_color="#AA00FF")
    checks.equal("feed item", bank.feed.create(item, current, url="https://example.com"), {})

    hook = bank.webhooks.register("https://example.com/hook", current)
    checks.equal("webhooks", [one.id for one in bank.webhooks.list(current)], [hook.id])
    checks.equal("webhooks", bank.webhooks.delete(hook.id), {})
    checks.refused("webhooks", MonzoAPIError, lambda: bank.webhooks.delete(hook.id))

    room = bank.attachments.upload(file_name="a.png", file_type="image/png", content_length=5)
    urllib.request.urlopen(urllib.request.Request(room.upload_url, b"photo", method="PUT"), timeout=60)
    photo = bank.attachments.register(one.id, file_url=room.file_url, file_type="image/png")
    checks.equal("attachments", urllib.request.urlopen(photo.file_url, timeout=60).read(), b"photo")
    checks.equal("attachments", bank.attachments.deregister(photo.id), {})
    return checks


# ---------------------------------------------------------------- the last days, by the clock of this machine


def last_days(sandbox, client, read):
    """What a client reads of the last 30 and 80 days is what the sandbox has of them."""
    checks = Checks(client)
    now = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    account = sandbox.accounts()[0]["account_id"]
    rows = sandbox.rows(account)
    for days in 30, 80:
        since = now - timedelta(days=days)
        expected = {row["id"] for row in rows if row["created"] >= since.isoformat()}
        checks.equal(f"rows of {days} days", read(account, since), expected)
        checks.equal("enough of them", len(expected) > 50, True)
    checks.equal("none after now", read(account, now + timedelta(days=1)), set())
    return checks


def monzo_api_today(sandbox):
    import monzo.authentication
    from monzo.authentication import Authentication
    from monzo.endpoints.account import Account
    from monzo.endpoints.transaction import Transaction
    from monzo.exceptions import MonzoPermissionsError

    monzo.authentication.MONZO_API_URL = sandbox.url
    monzo.authentication.MONZO_AUTH_URL = sandbox.auth_url
    auth = Authentication(sandbox.id, sandbox.secret, "http://127.0.0.1:8912/callback")
    back = parse_qs(urlsplit(location(auth.authentication_url)).query)
    auth.authenticate(authorization_token=back["code"][0], state_token=back["state"][0])
    approved(lambda: Account.fetch(auth), MonzoPermissionsError)

    def read(account, since):
        found = set()
        while page := Transaction.fetch(auth, account, since=since, limit=100):
            found.update(one.transaction_id for one in page)
            since = page[-1].transaction_id
        return found

    return last_days(sandbox, "monzo-api", read)


def pymonzo_today(sandbox, folder):
    from pymonzo import MonzoAPI
    from pymonzo.exceptions import MonzoAccessDenied

    MonzoAPI.api_url = sandbox.url
    MonzoAPI.authorization_endpoint = sandbox.auth_url
    MonzoAPI.token_endpoint = sandbox.url + "/oauth2/token"
    MonzoAPI.settings_path = folder / "pymonzo.json"
    with socket.create_server(("127.0.0.1", 0)) as free:
        callback = f"http://127.0.0.1:{free.getsockname()[1]}/pymonzo"
    MonzoAPI.authorize(sandbox.id, sandbox.secret, redirect_uri=callback)
    bank = MonzoAPI()
    bank.session.timeout = 60
    approved(lambda: bank.accounts.list(refresh=True), MonzoAccessDenied)

    def read(account, since):
        found = set()
        while True:
            page = bank.transactions.list(account, since=since, limit=100)
            found.update(one.id for one in page)
            if len(page) < 100:
                return found
            since = naive(page[-1].created)

    return last_days(sandbox, "pymonzo", read)


def main(path, when="everything"):
    sandbox = Sandbox(json.loads(Path(path).read_text(encoding="utf-8").splitlines()[0]))
    with tempfile.TemporaryDirectory() as folder:
        # monzo-api keeps its state in the folder for temporary files; pymonzo opens the browser of the system.
        tempfile.tempdir = folder
        os.environ["BROWSER"] = f"{sys.executable} -I {Path(__file__).resolve()} visit %s &"
        if when == "now":
            first, second = monzo_api_today(sandbox), pymonzo_today(sandbox, Path(folder))
        else:
            first, evicted = monzo_api(sandbox)
            second = pymonzo_api(sandbox, Path(folder), evicted)
    results = [first.print(), second.print()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    if sys.argv[1] == "visit":
        visit(sys.argv[2])
    else:
        sys.exit(main(*sys.argv[1:]))
