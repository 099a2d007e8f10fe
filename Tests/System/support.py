"""What the checks of the real program share: a sandbox bank as a process, a new user's folders, and an
archive read without the program."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import threading
import urllib.request


# The bank of the demo: its rows are the same on every day, and those of `demo --records`.
AS_OF = "2026-07-18T09:30:00Z"


class Sandbox:
    """A sandbox bank that runs until the block ends."""

    def __init__(self, binary, *options):
        self.process = subprocess.Popen(
            [binary, "sandbox", "--port", "0", "--json", "--as-of", AS_OF, *options], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the sandbox did not start: {self.process.stderr.read()}")
        told = json.loads(line)
        self.api_url, self.auth_url = told["api_url"], told["auth_url"]
        self.client = told["clients"][0]

    def end(self):
        """Ends the bank; gives the number of requests and the most that were in flight at once."""
        self.process.terminate()
        told = self.process.communicate()[1]
        found = re.search(r"(\d+) requests, at most (\d+)", told)
        return (int(found.group(1)), int(found.group(2))) if found else (0, 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()


class User:
    """Somebody with a home folder of their own, a client of the sandbox, and the program."""

    def __init__(self, binary, sandbox, archive=None):
        self.binary = binary
        self.home = tempfile.mkdtemp(prefix="monzo-export-user-")
        self.archive = archive or f"{self.home}/archive"
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.home, "MONZO_EXPORT_ARCHIVE": self.archive,
            "MONZO_API_URL": sandbox.api_url, "MONZO_AUTH_URL": sandbox.auth_url,
            "MONZO_CLIENT_ID": sandbox.client["client_id"],
            "MONZO_CLIENT_SECRET": sandbox.client["client_secret"],
        }

    def use_archive(self, archive):
        """Goes on with another archive, made when it is needed."""
        self.archive = self.environment["MONZO_EXPORT_ARCHIVE"] = archive

    def start(self, *arguments, prefix=()):
        return subprocess.Popen(
            [*prefix, self.binary, *arguments], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *arguments, prefix=()):
        """Runs the program to its end; gives exit code, standard output, standard error."""
        process = self.start(*arguments, prefix=prefix)
        out, err = process.communicate()
        return process.returncode, out, err

    def must(self, *arguments, prefix=(), codes=(0,)):
        code, out, err = self.run(*arguments, prefix=prefix)
        if code not in codes:
            raise SystemExit(f"{' '.join(arguments)} ended with {code}:\n{err}")
        return out

    def log_in(self, *arguments):
        """Logs in as a person without a browser does: opens the address that the program prints."""
        process = self.start("login", "--no-browser", *arguments)
        told = []
        for line in process.stderr:
            told.append(line)
            address = re.search(r"https?://\S+response_type=code\S*", line)
            if address:
                # The bank sends the browser back to the program, which listens on this machine.
                threading.Thread(target=urllib.request.urlopen, args=[address.group()], daemon=True).start()
                break
        told.append(process.stderr.read())
        if process.wait() != 0:
            raise SystemExit(f"login ended with {process.returncode}:\n{''.join(told)}")
        return "".join(told)


def archived_rows(archive):
    """The rows of an archive: account id to row id to the line as it stands."""
    rows = {}
    for part in sorted(pathlib.Path(archive, "transactions").glob("account_id=*/month=*/part.jsonl")):
        account = part.parts[-3].removeprefix("account_id=")
        for line in part.read_bytes().splitlines():
            known = rows.setdefault(account, {})
            identifier = json.loads(line)["id"]
            assert identifier not in known, f"{identifier} is in the archive twice"
            known[identifier] = line
    return rows


def bank_rows(binary, *options):
    """The rows that the bank has: account id to row id to the record as the bank writes it."""
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(
            [binary, "demo", "--quiet", *options, "--records", file.name], check=True)
        rows = {}
        for line in pathlib.Path(file.name).read_bytes().splitlines():
            record = json.loads(line)
            if "created" in record and "amount" in record:
                rows.setdefault(record["account_id"], {})[record["id"]] = line
        return rows


def files_of(folder):
    """Every file below a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()
    }
