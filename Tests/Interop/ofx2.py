"""Reads the second form of OFX with two readers and holds it against the first.

    ofx2.py BINARY RECORDS FOLDER

All statements in one file of version 2.1.1: ofxtools reads it whole, an XML parser finds it well formed, and every
transaction is what the files of version 1.0.2 have. Transfers name a register that is there.
"""

import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

import ofxtools.Parser


def export(binary, records, folder, *options):
    subprocess.run([binary, "export", "--quiet", "--format", "ofx", "--out", folder, *options, records], check=True)
    return sorted(pathlib.Path(folder, "all").glob("*.ofx"))


def statements(path):
    tree = ofxtools.Parser.OFXTree()
    tree.parse(str(path))
    return tree.convert().statements


def side(transaction):
    """Who has the other side of a transfer; the reader's own values are false when they hold no list."""
    found = [account.acctid for account in (transaction.bankacctto, transaction.ccacctto) if account is not None]
    return found[0] if found else None


def lines(statement):
    """What a statement says, but for the form that it has."""
    head = (statement.account.acctid, statement.curdef, statement.ledgerbal.balamt, statement.ledgerbal.dtasof)
    return head, [
        (one.fitid, one.trntype, one.dtposted, one.dtuser, one.trnamt, one.name, one.memo, one.refnum, one.sic,
         side(one), None if one.origcurrency is None else (one.origcurrency.currate, one.origcurrency.cursym))
        for one in statement.transactions]


def validate(path):
    """Holds a file against the public schema, whose files `OFX_XSD` names the folder of.

    The schema has a namespace and files of banks have none: the root is given it.
    """
    schemas = os.environ.get("OFX_XSD")
    if not schemas:
        print("OFX 2.1.1 against the schema: not run, OFX_XSD names no folder of it")
        return
    text = path.read_bytes().decode("utf-8")
    text = text.replace("<OFX>", '<ofx:OFX xmlns:ofx="http://ofx.net/types/2003/04">', 1)
    rooted = path.with_suffix(".rooted.xml")
    rooted.write_bytes(text.replace("</OFX>", "</ofx:OFX>").encode("utf-8"))
    subprocess.run(["xmllint", "--noout", "--schema", f"{schemas}/OFX2_Protocol.xsd", rooted], check=True)
    print("OFX 2.1.1 against the schema: valid")


def main(binary, records, folder):
    first = [one for path in export(binary, records, f"{folder}/first") for one in statements(path)]
    files = export(binary, records, f"{folder}/second", "--ofx-version", "2.1.1", "--ofx-single")
    assert len(files) == 1, files
    xml.etree.ElementTree.parse(files[0])
    validate(files[0])
    second = statements(files[0])
    key = lambda one: one.account.acctid
    first, second = sorted(first, key=key), sorted(second, key=key)
    assert [lines(one) for one in first] == [lines(one) for one in second], "the two forms differ"
    accounts = {one.account.acctid for one in first}
    transactions = [one for statement in first for one in statement.transactions]
    sides = [side(one) for one in transactions if side(one)]
    assert sides and accounts.issuperset(sides), "a side that is nowhere"
    assert all(one.dtuser for one in transactions), "a payment without a time"
    print(f"OFX 2.1.1: {len(transactions)} transactions of {len(first)} statements as in 1.0.2, "
          f"{len(sides)} of them with the other side")


main(*sys.argv[1:])
