"""One month, written by six hands that know nothing of each other, as six sources would hand it out: the bank's API, the
app's CSV, its search export, Open Banking, GoCardless and TrueLayer. Each is imported into an archive of its own, and
their months must agree; then all are imported into one archive, in which every payment must still be once.

    python statements.py BINARY FOLDER
"""

import csv
import json
import random
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

ACCOUNT, POT = "acc_0000AcUbrTGxcuEYEYJjgO", "pot_0000AcUbrTGxcuEYEYJjgP"
MONTH = "2026-06"
SHOPS = [
    ("Fernhill Deli", "FERNHILL DELI          LONDON        GBR", "eating_out", "5814"),
    ("Larch Grocer", "LARCH GROCER           LEEDS         GBR", "groceries", "5411"),
    ("Juniper Books & Maps", "JUNIPER BOOKS          BRISTOL       GBR", "shopping", "5942"),
    ("Café Rosé", "CAFE ROSE              YORK          GBR", "eating_out", "5812"),
    ("Willow, Oak and Ash", "WILLOW OAK ASH         LONDON        GBR", "shopping", "5999"),
]
PEOPLE = [
    ("Sam Friend", "Dinner", "040004", "12345678"),
    ("Robin Neighbour", "Half the taxi", "200000", "00112233"),
    ("Alder Lettings", "RENT JUNE", "300000", "44556677"),
]
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def bank_id(when, number, prefix="tx"):
    """An id as the bank makes them: milliseconds, then what tells ids of one millisecond apart."""
    value = int(when.timestamp() * 1000) << 64 | number
    text = ""
    while value:
        value, digit = divmod(value, 62)
        text = DIGITS[digit] + text
    return f"{prefix}_{text.rjust(22, '0')}"


def truth(seed):
    """What happened in the month, in the order of time."""
    chance = random.Random(seed)
    begin = datetime(2026, 6, 1, 6, 0, tzinfo=timezone.utc)
    events = []
    for number in range(60):
        # No time is a whole minute, let alone midnight, and no day of the month is left by a zone.
        when = begin + timedelta(
            days=chance.randrange(29), seconds=chance.randrange(60_000), milliseconds=chance.randrange(1000)
        )
        if when.second == 0:
            when += timedelta(seconds=1)
        kind = chance.choice(["card"] * 6 + ["out", "in", "pot", "refund"])
        amount = chance.randrange(100, 9000)
        event = {"when": when, "number": number, "kind": kind, "id": bank_id(when, number)}
        if kind in ("card", "refund"):
            shop = chance.choice(SHOPS)
            event |= dict(zip(("name", "raw", "category", "mcc"), shop))
            event["minor"] = amount if kind == "refund" else -amount
        elif kind == "pot":
            event |= {"name": "Holiday", "raw": POT, "category": "savings", "minor": -amount}
        else:
            person = chance.choice(PEOPLE)
            event |= dict(zip(("name", "raw", "sort_code", "account_number"), person))
            event |= {"category": "transfers", "minor": amount if kind == "in" else -amount}
        events.append(event)
    # Two coffees of one day at one price: what knows only days or minutes cannot tell them apart.
    for number, minute in ((900, 7), (901, 41)):
        when = datetime(2026, 6, 17, 8, minute, 13, 250_000, tzinfo=timezone.utc)
        event = {"when": when, "number": number, "kind": "card", "id": bank_id(when, number), "minor": -280}
        events.append(event | dict(zip(("name", "raw", "category", "mcc"), SHOPS[0])))
    return sorted(events, key=lambda event: event["when"])


def decimal(minor, places=2):
    sign, minor = ("-" if minor < 0 else ""), abs(minor)
    return f"{sign}{minor // 100}.{minor % 100:02}" + "0" * (places - 2)


def stamp(when):
    return when.strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03}Z"


# ---------------------------------------------------------------- the six hands


def api(events, folder):
    rows = []
    for event in events:
        isolated = event["kind"] in ("card", "refund")
        rows.append({
            "id": event["id"], "account_id": ACCOUNT, "user_id": "user_0000AcUbrTGxcuEYEYJjgQ",
            "created": stamp(event["when"]), "updated": stamp(event["when"]), "settled": stamp(event["when"]),
            "amount": event["minor"], "currency": "GBP", "local_amount": event["minor"], "local_currency": "GBP",
            "description": event["raw"], "notes": "", "category": event["category"],
            "categories": {event["category"]: event["minor"]},
            "merchant": {"id": bank_id(datetime(2020, 1, 1, tzinfo=timezone.utc), SHOPS.index(next(
                s for s in SHOPS if s[0] == event["name"])), "merch"), "name": event["name"],
                "category": event["category"]} if isolated else None,
            "counterparty": {} if isolated or event["kind"] == "pot" else {
                "name": event["name"], "sort_code": event["sort_code"], "account_number": event["account_number"]},
            "metadata": {"pot_id": POT} if event["kind"] == "pot" else {},
            "scheme": {"pot": "uk_retail_pot", "in": "payport_faster_payments", "out": "payport_faster_payments"}
            .get(event["kind"], "mastercard"),
            "amount_is_pending": False, "include_in_spending": event["kind"] != "pot", "is_load": False,
        })
    (folder / "api.json").write_text(json.dumps({"transactions": rows}, ensure_ascii=False))
    return ["api.json"]


def app_csv(events, folder):
    with open(folder / "statement.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,"
            "Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In".split(","))
        for event in events:
            amount = decimal(event["minor"])
            writer.writerow([
                event["id"], event["when"].strftime("%d/%m/%Y"), event["when"].strftime("%H:%M:%S"),
                {"pot": "Pot transfer", "in": "Faster payment", "out": "Faster payment"}.get(
                    event["kind"], "Card payment"),
                event["name"] + (" Pot" if event["kind"] == "pot" else ""), "",
                event["category"].replace("_", " ").capitalize(), amount, "GBP", amount, "GBP", "", "", "",
                event["name"] + " Pot" if event["kind"] == "pot" else event["raw"], "",
                amount if event["minor"] < 0 else "", "" if event["minor"] < 0 else amount])
    return ["statement.csv"]


def search_export(events, folder):
    with open(folder / "search.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("id,created,title,subtitle,amount,currency,categories".split(","))
        for event in reversed(events):
            local = event["when"] + timedelta(hours=1)  # June is summer time.
            short = decimal(event["minor"]).rstrip("0").rstrip(".")
            writer.writerow([
                bank_id(event["when"], event["number"], "feed"), local.strftime("%d/%m/%y, %H:%M"),
                event["name"] + (" Pot" if event["kind"] == "pot" else ""),
                event["raw"] if event["kind"] in ("in", "out") else "", short, "GBP",
                event["category"].replace("_", " ").capitalize()])
    return ["search.csv"]


def open_banking(events, folder):
    rows = []
    for event in events:
        isolated = event["kind"] in ("card", "refund")
        row = {
            "AccountId": ACCOUNT, "TransactionId": event["id"], "Status": "Booked",
            "CreditDebitIndicator": "Debit" if event["minor"] < 0 else "Credit",
            "BookingDateTime": stamp(event["when"]), "TransactionInformation": event["name"],
            "Amount": {"Amount": decimal(abs(event["minor"]), 4), "Currency": "GBP"},
            "ProprietaryBankTransactionCode": {"Code": {
                "pot": "uk_retail_pot", "in": "payport_faster_payments", "out": "payport_faster_payments"}.get(
                    event["kind"], "mastercard"), "Issuer": "Monzo"},
            "SupplementaryData": {"Declined": False, "RawTransactionDescription": event["raw"]}}
        if isolated:
            row["MerchantDetails"] = {"MerchantName": event["name"], "MerchantCategoryCode": event["mcc"]}
        elif event["kind"] != "pot":
            row["CreditorAccount" if event["minor"] < 0 else "DebtorAccount"] = {
                "SchemeName": "UK.OBIE.SortCodeAccountNumber", "Name": event["name"],
                "Identification": event["sort_code"] + event["account_number"]}
        rows.append(row)
    (folder / "open-banking.json").write_text(json.dumps({"Data": {"Transaction": rows}, "Links": {}, "Meta": {}}))
    return ["open-banking.json"]


def gocardless(events, folder):
    rows = []
    for event in events:
        side = "creditor" if event["minor"] < 0 else "debtor"
        row = {
            "transactionId": event["id"], "internalTransactionId": f"{event['number']:032x}",
            "bookingDate": event["when"].strftime("%Y-%m-%d"), "bookingDateTime": stamp(event["when"]),
            "transactionAmount": {"amount": decimal(event["minor"], 4), "currency": "GBP"},
            f"{side}Name": event["name"], "remittanceInformationUnstructured": event["raw"],
            "proprietaryBankTransactionCode": {
                "pot": "uk_retail_pot", "in": "payport_faster_payments", "out": "payport_faster_payments"}.get(
                    event["kind"], "mastercard")}
        if "sort_code" in event:
            row[f"{side}Account"] = {"bban": event["sort_code"] + event["account_number"]}
        rows.append(row)
    (folder / "gocardless.json").write_text(
        json.dumps({"transactions": {"booked": rows[::-1], "pending": []}, "last_updated": "2026-07-02T00:00:00Z"}))
    return ["gocardless.json"]


def truelayer(events, folder):
    rows = []
    for event in events:
        isolated = event["kind"] in ("card", "refund")
        row = {
            "transaction_id": f"{event['number'] * 7919:032x}",
            "normalised_provider_transaction_id": f"txn-{event['number'] * 104729:016x}",
            "timestamp": stamp(event["when"]), "description": event["name"],
            "transaction_type": "DEBIT" if event["minor"] < 0 else "CREDIT",
            "transaction_category": "PURCHASE" if isolated else "TRANSFER",
            "transaction_classification": ["Shopping"] if isolated else [],
            "amount": event["minor"] / 100, "currency": "GBP",
            "meta": {"provider_transaction_category": {
                "pot": "uk_retail_pot", "in": "payport_faster_payments", "out": "payport_faster_payments"}.get(
                    event["kind"], "mastercard")}}
        if isolated:
            row["merchant_name"] = event["name"]
        elif event["kind"] != "pot":
            row["meta"]["counter_party_preferred_name"] = event["name"]
            row["meta"]["provider_reference"] = event["raw"]
        rows.append(row)
    (folder / "truelayer.json").write_text(json.dumps({"results": rows, "status": "Succeeded"}))
    return ["truelayer.json"]


HANDS = {"api": api, "csv": app_csv, "search": search_export, "open-banking": open_banking,
         "gocardless": gocardless, "truelayer": truelayer}
WITH_CATEGORY = ("api", "csv", "search")


# ---------------------------------------------------------------- the program


def lists(folder):
    """The account and its pot, which a person has beside every dump."""
    (folder / "accounts.json").write_text(json.dumps({"accounts": [{
        "id": ACCOUNT, "type": "uk_retail", "closed": False, "created": "2020-01-01T00:00:00Z",
        "currency": "GBP", "sort_code": "040004", "account_number": "00000001", "owners": []}]}))
    (folder / "pots.json").write_text(json.dumps({"pots": [{
        "id": POT, "name": "Holiday", "balance": 0, "currency": "GBP", "current_account_id": ACCOUNT,
        "created": "2020-01-01T00:00:00Z", "updated": "2026-07-01T00:00:00Z", "deleted": False}]}))
    return ["accounts.json", "pots.json"]


def month(binary, folder, archive, files):
    """The month's rows of an archive into which files are imported."""
    run([binary, "import", "--archive", archive, "--account", ACCOUNT] + [str(folder / file) for file in files])
    out = folder / f"{archive.name}-out"
    run([binary, "export", "--archive", archive, "--month", MONTH, "--out", out, "--quiet"])
    return [json.loads(line) for line in open(out / MONTH / "transactions.jsonl", encoding="utf-8")]


def run(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode not in (0, 8):
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr}")


def said(row, *, category):
    """What two sources must agree in."""
    return (row["date"], row["amount_minor"], row["payee"], row["category"] if category else None)


def main():
    binary, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    faults = 0

    def check(name, found, expected):
        nonlocal faults
        if found == expected:
            print(f"ok     {name}")
            return
        faults += 1
        print(f"FAILED {name}")
        for sign, rows in (("-", expected - found), ("+", found - expected)):
            for row in list(rows)[:5]:
                print(f"         {sign} {row}")

    for seed in (1, 2, 3):
        events, place = truth(seed), folder / str(seed)
        place.mkdir(exist_ok=True)
        beside = lists(place)
        files = {name: write(events, place) for name, write in HANDS.items()}
        months = {name: month(binary, place, place / name, beside + of) for name, of in files.items()}
        for name, rows in months.items():
            category = name in WITH_CATEGORY
            check(
                f"seed {seed}: the month of {name} is that of the API",
                Counter(said(row, category=category) for row in rows),
                Counter(said(row, category=category) for row in months["api"]))
        whole = month(binary, place, place / "all", beside + [file for of in files.values() for file in of])
        check(
            f"seed {seed}: all together are each once",
            Counter(said(row, category=True) for row in whole),
            Counter(said(row, category=True) for row in months["api"]))
        check(
            f"seed {seed}: under the ids of the bank", Counter(row["id"] for row in whole),
            Counter(event["id"] for event in events))
        check(
            f"seed {seed}: each says who decided its payee",
            Counter(bool((row["provenance"] or {}).get("payee")) for row in whole), Counter({True: len(events)}))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
