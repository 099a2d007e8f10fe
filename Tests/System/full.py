"""Fetches into an archive on a disk that is too small, then on one that is not.

  Tests/System/full.py BINARY

Needs to mount a small tmpfs: runs itself in a user namespace where it may.
"""

import os
import shutil
import subprocess
import sys
import tempfile

from support import Sandbox, User, archived_rows

binary = sys.argv[1]
if not os.environ.get("IN_NAMESPACE"):
    sys.exit(subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv],
        env={**os.environ, "IN_NAMESPACE": "1"}).returncode)

mount = tempfile.mkdtemp(prefix="monzo-export-full-")
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", mount], check=True)
with Sandbox(binary, "--transactions", "3000") as sandbox:
    user = User(binary, sandbox, archive=f"{mount}/archive")
    user.log_in("--no-fetch")
    code, _, err = user.run("fetch")
    print(f"full disk: exit {code}\n{err.strip()}")
    assert code == 7, "a full disk is exit 7"
    assert "the disk is full" in err, "the message names the cause"
    before = archived_rows(user.archive)
    status, _, told = user.run("status")
    assert status in (0, 5, 8), f"the archive can be read: status ended with {status}: {told}"

    # What an export could not finish must not keep the disk full.
    with open(f"{mount}/ballast", "wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"\0" * 4096)
        except OSError:
            pass
        ballast.truncate(max(0, ballast.seek(0, os.SEEK_END) - 16384))
    code, _, err = user.run("export", "--out", f"{mount}/out")
    print(f"export to a full disk: exit {code}\n{err.strip()}")
    assert code == 7, "a full disk is exit 7"
    left = [name for _, folders, files in os.walk(mount) for name in folders + files if name.endswith("-new")]
    assert not left, f"an unfinished export stays: {left}"
    os.remove(f"{mount}/ballast")

    # The same archive with room again carries on and loses nothing that was there.
    subprocess.run(["mount", "-o", "remount,size=64m", mount], check=True)
    user.must("fetch")
    after = archived_rows(user.archive)
    lost = [row for account in before for row in before[account] if row not in after.get(account, {})]
    assert not lost, f"rows are gone: {lost[:3]}"
    fresh = User(binary, sandbox)
    shutil.copytree(f"{user.home}/.local", f"{fresh.home}/.local")
    fresh.must("fetch")
    assert archived_rows(fresh.archive) == after, "the archive is the one that a disk with room has"
    print(f"{sum(map(len, before.values()))} rows before, {sum(map(len, after.values()))} after; nothing lost")
