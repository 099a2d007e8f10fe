"""Watches the system calls of a fetch: a file of the archive takes the place of another only when its bytes are on
the disk, and its folder is told to the disk after that.

  Tests/System/durability.py BINARY
"""

import re
import sys
import tempfile

from support import Sandbox, User

binary = sys.argv[1]
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += +(-?\d+)")
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def check(log, folder):
    """Gives the number of renames in a folder, and what is wrong with their order."""
    open_files, synced, renames, faults = {}, {}, 0, []
    waiting = {}
    for number, line in enumerate(log, 1):
        call = CALL.match(line)
        if not call or int(call.group(3)) < 0:
            continue
        name, arguments, result = call.group(1), call.group(2), int(call.group(3))
        texts = TEXT.findall(arguments)
        if name in ("openat", "open"):
            open_files[result] = texts[0]
        elif name in ("write", "pwrite64"):
            path = open_files.get(int(arguments.split(",")[0]))
            synced[path] = False
        elif name in ("fsync", "fdatasync"):
            path = open_files.get(int(arguments))
            synced[path] = True
            waiting.pop(path, None)
        elif name.startswith("rename") and texts[-1].endswith("/cache/digests"):
            # It has a check of its own, and one that is damaged says nothing.
            continue
        elif name.startswith("rename") and texts[-1].startswith(folder):
            renames += 1
            if not synced.get(texts[0]):
                faults.append(f"line {number}: {texts[0]} is renamed before fsync")
            waiting[texts[-1].rsplit("/", 1)[0]] = texts[-1]
    faults += [f"the folder of {path} is not told to the disk" for path in waiting.values()]
    return renames, faults


with Sandbox(binary, "--transactions", "500") as sandbox, tempfile.NamedTemporaryFile("r") as log:
    user = User(binary, sandbox)
    user.log_in("--no-fetch")
    calls = "trace=open,openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2"
    # Without -f each thread would be missed; with one file, lines of threads may interleave and are whole.
    user.must("fetch", prefix=["strace", "-f", "-e", calls, "-e", "signal=none", "-o", log.name])
    lines = log.read().splitlines()
    # A call that another thread interrupts is told in two lines.
    halves, whole = {}, []
    for line in lines:
        thread = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            halves[thread] = line.removesuffix("<unfinished ...>").rstrip()
        elif " resumed>" in line:
            whole.append(halves.pop(thread, thread) + line.split(" resumed>", 1)[1])
        else:
            whole.append(line)
    renames, faults = check(whole, user.archive)
    print(f"{renames} files replaced in the archive, {len(faults)} of them too early or not told to the disk")
    for fault in faults[:20]:
        print(fault)
    sys.exit(1 if faults or renames < 10 else 0)
