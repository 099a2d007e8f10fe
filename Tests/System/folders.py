"""Kills `month` and `report` at exact system calls while they write into folders that hold other people's files, and
runs each again: nothing of others is lost or changed, and what the program wrote is complete.

  Tests/System/folders.py BINARY [KILLS] [SEED]

Each of the calls that change a folder is met in turn: a first run is watched to count them, then one of them is the
last that a run gets to. Links, pipes, closed files and, in a namespace that allows it, a place where another disk
begins are beside the program's own files, in its own folders too.
"""

import os
import pathlib
import random
import re
import shutil
import stat
import subprocess
import sys
import tempfile

binary = os.path.abspath(sys.argv[1])
kills, seed = [int(text) for text in sys.argv[2:] + ["100", "1"][len(sys.argv) - 2:]]
if not os.environ.get("IN_NAMESPACE"):
    sys.exit(subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv],
        env={**os.environ, "IN_NAMESPACE": "1"}).returncode)

CALLS = ["rename", "link", "unlink", "mkdir", "rmdir", "chmod", "fsync", "utimensat"]
CALL = re.compile(r"^\d+ +(\w+)\(")
LEFT = (".monzo-export-new", ".monzo-export-old")
EARLIER = ["--as-of", "2026-04-20"]
chance = random.Random(seed)
home = tempfile.mkdtemp(prefix="monzo-export-folders-")
environment = {"PATH": os.environ["PATH"], "HOME": home}


def run(*arguments, prefix=()):
    return subprocess.run([*prefix, binary, *arguments], env=environment, capture_output=True, text=True)


def must(*arguments):
    done = run(*arguments)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")


def strange(folder):
    """Puts into a folder what no program wrote."""
    os.makedirs(folder, exist_ok=True)
    pathlib.Path(folder, "notes.txt").write_text("mine")
    pathlib.Path(folder, "closed").write_text("mine")
    os.chmod(f"{folder}/closed", 0)
    os.symlink("/nowhere", f"{folder}/dangling")
    os.symlink("notes.txt", f"{folder}/link")
    os.mkfifo(f"{folder}/pipe", 0o640)
    os.makedirs(f"{folder}/photos/deep", mode=0o750)
    pathlib.Path(folder, "photos/deep/one").write_text("mine")
    os.link(f"{folder}/notes.txt", f"{folder}/photos/second-name")
    os.mkdir(f"{folder}/disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", f"{folder}/disk"], check=True)
    pathlib.Path(folder, "disk/index.html").write_text("mine")


def state(path):
    status = os.lstat(path)
    held = None
    if stat.S_ISLNK(status.st_mode):
        held = os.readlink(path)
    elif stat.S_ISREG(status.st_mode):
        held = pathlib.Path(path).read_bytes()
    return (status.st_mode, status.st_uid, status.st_gid, status.st_ino, status.st_dev, status.st_nlink,
            status.st_mtime_ns, status.st_ctime_ns, held)


def everything(folder):
    return [os.path.join(at, name) for at, folders, files in os.walk(folder) for name in folders + files]


class World:
    """A folder with an export in it or not, and other people's files in it or beside."""

    def __init__(self, command, has_earlier, has_strangers):
        self.out = tempfile.mkdtemp(prefix="out-", dir=home)
        self.arguments = [*command, "--archive", archive, "--out", f"{self.out}/to"]
        self.folders = ["to/2026-06", "to/site"] if command[0] == "month" else ["to"]
        if has_earlier:
            # May, or the site of an earlier day, so that files change, come and go.
            must(*self.arguments, *EARLIER) if command[0] == "report" else must(*self.arguments)
            for folder in self.folders:
                for path in everything(f"{self.out}/{folder}"):
                    if chance.random() < 0.2 and os.path.isfile(path) and ".monzo" not in path:
                        pathlib.Path(path).write_text("edited")
        before = set(everything(self.out))
        for folder in self.folders:
            if has_strangers:
                strange(f"{self.out}/{folder}")
                if os.path.isdir(f"{self.out}/{folder}/months"):
                    strange(f"{self.out}/{folder}/months")
        strange(f"{self.out}/beside")
        self.mine = {path: state(path) for path in everything(self.out) if path not in before}
        for path in [f"{self.out}/to", *(f"{self.out}/{folder}" for folder in self.folders)]:
            self.mine.pop(path, None)

    def differences(self):
        """What is wrong with what the program did not write."""
        return [path for path, was in self.mine.items() if not os.path.lexists(path) or state(path) != was]

    def own(self):
        """The files of the program by their path, with what they hold."""
        return {os.path.relpath(path, self.out): pathlib.Path(path).read_bytes()
                for path in everything(f"{self.out}/to") if path not in self.mine and os.path.isfile(path)}

    def end(self):
        for path in sorted(self.mine, reverse=True):
            if os.path.ismount(path):
                subprocess.run(["umount", path], check=True)
        shutil.rmtree(self.out)


archive = f"{home}/demo/demo-archive"
must("demo", "--out", f"{home}/demo")
COMMANDS = [["month", "2026-06", "--offline"], ["report"]]
KINDS = [(command, earlier, strangers) for command in COMMANDS for earlier in (False, True)
         for strangers in (True, False)]

# What each command writes, and how often it makes each call in each world.
wanted, counts = {}, {}
for command, earlier, strangers in KINDS:
    world = World(command, earlier, strangers)
    with tempfile.NamedTemporaryFile("r") as log:
        done = run(*world.arguments, prefix=[
            "strace", "-f", "-e", f"trace={','.join(CALLS)}", "-e", "signal=none", "-o", log.name])
        if done.returncode != 0:
            raise SystemExit(f"{world.arguments} ended with {done.returncode}:\n{done.stderr}")
        names = [found.group(1) for found in map(CALL.match, log) if found]
    key = (command[0], earlier, strangers)
    counts[key] = [(name, number + 1) for name in CALLS for number in range(names.count(name))]
    assert not world.differences(), world.differences()
    files = world.own()
    if command[0] not in wanted:
        wanted[command[0]] = files
    assert files.keys() == wanted[command[0]].keys(), sorted(files.keys() ^ wanted[command[0]].keys())
    world.end()

lost, killed, incomplete, met = [], 0, [], {}
while killed < kills:
    command, earlier, strangers = KINDS[killed % len(KINDS)]
    call, number = chance.choice(counts[command[0], earlier, strangers])
    world = World(command, earlier, strangers)
    done = run(*world.arguments, prefix=[
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
        "-e", f"inject={call}:signal=SIGKILL:when={number}"])
    place = f"{command[0]} killed at {call} {number}"
    if done.returncode not in (137, -9):
        raise SystemExit(f"{place}: it ended with {done.returncode}:\n{done.stderr}")
    killed += 1
    met[call] = met.get(call, 0) + 1
    lost += [f"{place}: {path}" for path in world.differences()]
    done = run(*world.arguments)
    if done.returncode != 0:
        incomplete.append(f"{place}: the next run ended with {done.returncode}: {done.stderr}")
    lost += [f"{place}, next run: {path}" for path in world.differences()]
    files = world.own()
    for path in sorted(files.keys() | wanted[command[0]].keys()):
        if path.endswith(".monzo-export-files"):
            continue
        if files.get(path) != wanted[command[0]].get(path):
            incomplete.append(f"{place}: {path} differs")
    incomplete += [f"{place}: {path} is left" for path in everything(world.out)
                   if path.endswith(LEFT) or "/draft-" in path]
    world.end()

print(f"month and report killed {killed} times at exact calls ("
      + ", ".join(f"{call} {count}" for call, count in sorted(met.items()))
      + f"): {len(lost)} files of others lost or changed, {len(incomplete)} of their own incomplete after the next run")
for fault in (lost + incomplete)[:20]:
    print(fault)
sys.exit(1 if lost or incomplete else 0)
