"""Copies an archive over and over while a fetch writes it: every copy is whole by itself, and holds what was there before.

  Tests/System/copy.py BINARY [COPIES]

More copies are made where these do not show a fetch at work: a third of them while one runs, and of different sizes.
Then copies to a disk that is too small, and kills copies at random instants: no half copy ever has the name of a copy.
Needs to mount a small tmpfs: runs itself in a user namespace where it may.
"""

import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

from support import Sandbox, User, archived_rows, files_of

binary = sys.argv[1]
copies = int(sys.argv[2]) if len(sys.argv) > 2 else 25
if not os.environ.get("IN_NAMESPACE"):
    sys.exit(subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv],
        env={**os.environ, "IN_NAMESPACE": "1"}).returncode)

chance = random.Random(1)


def check(user, copy, before):
    """Checks a copy by itself; gives its number of rows."""
    code, out, err = user.run("status", "--verify", "--json", "--archive", copy)
    # 5 or 8 would be a gap that the first fetch has not filled yet; damage is none of them.
    assert code == 0, f"the copy is not whole: {code}\n{err}"
    told = json.loads(out)
    assert not told["damage"] and not told["verified"]["problems"], told
    rows = archived_rows(copy)
    lost = [row for account in before for row in before[account] if row not in rows.get(account, {})]
    assert not lost, f"rows that were archived before are not in the copy: {lost[:3]}"
    assert not [name for name in files_of(copy) if name == "lock" or name.endswith(".new")]
    return sum(map(len, rows.values()))


with Sandbox(binary, "--transactions", "6000", "--latency", "30ms") as sandbox:
    user = User(binary, sandbox)
    user.log_in("--no-fetch")
    made = during = number = 0
    sizes = set()

    def show_a_fetch():
        """Whether the copies show a fetch at work: some were made while it ran, and it stored something between them."""
        return during >= copies // 3 and len(sizes) > 1

    def is_enough():
        """Whether no more copies are needed; no more than tenfold are made, however fast they are beside the fetch."""
        return made >= copies and show_a_fetch() or made >= 10 * copies

    while not is_enough():
        number += 1
        user.log_in("--no-fetch")
        user.use_archive(f"{user.home}/archive-{number}")
        copy = f"{user.home}/copy-{number}"
        fetch = user.start("fetch")
        while not os.path.exists(f"{user.archive}/FORMAT"):
            time.sleep(0.01)
        while not is_enough():
            is_running = fetch.poll() is None
            before = archived_rows(user.archive) if not is_running else {}
            user.must("archive", "copy", copy)
            sizes.add(check(user, copy, before))
            made += 1
            if not is_running:
                break
            during += fetch.poll() is None
        fetch.communicate()
        assert fetch.returncode == 0, f"the fetch ended with {fetch.returncode}"
    print(f"{made} copies, {during} of them while a fetch ran, of {len(sizes)} different sizes: all whole")
    assert show_a_fetch(), "the fetch is too short to be copied while it runs"

    # Kills: the folder is the earlier copy or the later one.
    copy = f"{user.home}/killed"
    user.must("archive", "copy", copy)
    earlier = files_of(copy)
    later = None
    for kill in range(copies):
        if kill % 5 == 0:
            user.must("fetch")
            later = None
        process = user.start("archive", "copy", copy)
        time.sleep(0.06 * chance.random())
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if os.path.exists(copy):
            check(user, copy, {})
    user.must("archive", "copy", copy)
    check(user, copy, archived_rows(user.archive))
    left = [name for name in os.listdir(user.home) if name.startswith(".killed")]
    assert not left, f"unfinished copies stay: {left}"
    print(f"{copies} kills: the copy was whole after each")

    # A disk that is too small.
    mount = tempfile.mkdtemp(prefix="monzo-export-copy-")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", mount], check=True)
    code, _, err = user.run("archive", "copy", f"{mount}/copy")
    print(f"full disk: exit {code}\n{err.strip()}")
    assert code == 7 and "the disk is full" in err, "a full disk is exit 7, and the message names it"
    assert os.listdir(mount) == [], f"something stays: {os.listdir(mount)}"
    subprocess.run(["umount", mount], check=True)
