"""GnuCash 4: its OFX importer in the program itself, with its windows answered, and its QIF importer in its own Scheme.

Both are given the same files twice: what is there already must not come again.
"""

import gzip
import os
import subprocess
import tempfile
import uuid
import xml.etree.ElementTree
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from entries import Book, Entry
from ofx_readers import registers
from qif_readers import file_of, slug

HERE = Path(__file__).parent
LIBRARIES = Path("/usr/lib/x86_64-linux-gnu")
SPACES = ("gnc", "act", "book", "cd", "cmdty", "price", "slot", "split", "trn", "ts")


def with_ofx(folder):
    """Every file of a folder, then every file again."""
    names = registers(folder)
    with tempfile.TemporaryDirectory() as home:
        once = imported(sorted(folder.glob("*.ofx")), home)
        twice = imported(sorted(folder.glob("*.ofx")), home)
        assert len(splits(once)) == len(splits(twice)), "GnuCash took something twice"
    book = Book()
    for account, transaction, split in splits(twice):
        register = next((name for id, name in names.items() if id in account.split()), None)
        if register is None:
            assert account.startswith("Imbalance"), account  # the other side, which is not known
            continue
        online = [one.findtext("{*}value") for one in split.iter() if one.findtext("{*}key") == "online_id"]
        notes = [one.findtext("{*}value") for one in transaction.iter() if one.findtext("{*}key") == "notes"]
        book.entries.append(Entry(
            register, transaction.findtext("{*}date-posted/{*}date")[:10],
            int(Fraction(split.findtext("{*}value")) * 100), (online or [""])[0],
            transaction.findtext("{*}description") or "", (notes or [""])[0] or split.findtext("{*}memo") or ""))
    return book


def imported(files, home):
    """The book of a home folder after GnuCash has read some files into it."""
    path, answers = Path(home, "book.gnucash"), Path(home, "answers.so")
    if not path.exists():
        path.write_text(empty_book(), encoding="utf-8")
        subprocess.run(["cc", "-w", "-shared", "-fPIC", "-o", answers, HERE / "gnucash-answers.c", "-ldl"], check=True)
    environment = {**os.environ, "HOME": home, "TZ": "Europe/London", "GSETTINGS_BACKEND": "memory",
                   "LD_PRELOAD": str(answers), "OFX_FILES": "\n".join(map(str, files))}
    run = subprocess.run(["xvfb-run", "-a", "gnucash", str(path)], env=environment, capture_output=True, timeout=120)
    assert run.returncode == 0, run.stderr.decode("utf-8", "replace")[-2000:]
    return xml.etree.ElementTree.fromstring(unpacked(path.read_bytes()))


def unpacked(data):
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def splits(tree):
    """Each split with its account's name and its transaction."""
    accounts = tree.iter(f"{{{space('gnc')}}}account")
    names = {account.findtext("{*}id"): account.findtext("{*}name") for account in accounts}
    return [(names[split.findtext("{*}account")], transaction, split)
            for transaction in tree.iter(f"{{{space('gnc')}}}transaction")
            for split in transaction.iter(f"{{{space('trn')}}}split")]


def space(name):
    return f"http://www.gnucash.org/XML/{name}"


def empty_book():
    """A book with a root account and nothing else."""
    spaces = " ".join(f'xmlns:{name}="{space(name)}"' for name in SPACES)
    return (f'<?xml version="1.0" encoding="utf-8" ?>\n<gnc-v2 {spaces}>\n'
            '<gnc:count-data cd:type="book">1</gnc:count-data>\n'
            f'<gnc:book version="2.0.0">\n<book:id type="guid">{uuid.uuid4().hex}</book:id>\n'
            '<gnc:account version="2.0.0"><act:name>Root Account</act:name>'
            f'<act:id type="guid">{uuid.uuid4().hex}</act:id><act:type>ROOT</act:type></gnc:account>\n'
            "</gnc:book>\n</gnc-v2>\n")


def with_qif(folder):
    once, twice = (scheme(times, file_of(folder)) for times in (1, 2))
    assert len(once) == len(twice), f"GnuCash took something twice: {len(once)} splits, then {len(twice)}"
    sides = defaultdict(list)
    for account, transaction, *_ in twice:
        sides[transaction].append(account)
    own = {slug(line.split("N", 1)[1]) for line in accounts(file_of(folder))}
    book = Book()
    for account, transaction, day, amount, payee, notes, memo in twice:
        if slug(account) not in own:
            continue  # a category
        others = [other for other in sides[transaction] if other != account]
        other = others[0] if len(others) == 1 else ""
        is_transfer = slug(other) in own
        book.entries.append(Entry(
            slug(account), day, int(Fraction(amount)), "", payee, notes or memo, "" if is_transfer else other,
            slug(other) if is_transfer else ""))
    return book


def accounts(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [following for line, following in zip(lines, lines[1:]) if line == "!Account"]


def scheme(times, path):
    """The splits of a book into which a file was read some times over."""
    folders = f"{LIBRARIES}/gnucash:{LIBRARIES}/gnucash/gnucash"
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "HOME": home, "TZ": "Europe/London", "LANG": "C.UTF-8", "GUILE_AUTO_COMPILE": "0",
            "GUILE_LOAD_PATH": "/usr/share/guile/site/3.0", "LD_LIBRARY_PATH": folders, "LTDL_LIBRARY_PATH": folders,
            "GUILE_LOAD_COMPILED_PATH": f"{LIBRARIES}/guile/3.0/site-ccache"}
        run = subprocess.run(["guile", str(HERE / "gnucash-qif.scm"), str(times), str(path)], env=environment,
                             cwd=home, capture_output=True, timeout=300)
    assert run.returncode == 0, run.stderr.decode("utf-8", "replace")[-2000:]
    return [line.split("\t")[1:] for line in run.stdout.decode("utf-8").split("\n") if line.startswith("split\t")]
