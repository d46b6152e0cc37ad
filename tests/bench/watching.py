"""What benchmarks of imports share: a process, how long it took, how much memory it and its children had."""
import os
import subprocess
import sys
import time


def peak_kib(pid):
    try:
        with open(f'/proc/{pid}/status', encoding='ascii', errors='replace') as status:
            for line in status:
                if line.startswith('VmHWM:'):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def children_of(pid):
    """Of all its threads: the parser is started by the writer's, which need not be the first."""
    found = set()
    try:
        for task in os.listdir(f'/proc/{pid}/task'):
            with open(f'/proc/{pid}/task/{task}/children', encoding='ascii') as children:
                found.update(int(word) for word in children.read().split())
    except OSError:
        pass
    return found


def run(command, watch=False):
    """Wall seconds, and the peaks of the process and of its children in KiB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    own = child = 0
    while watch and process.poll() is None:
        own = max(own, peak_kib(process.pid))
        for pid in children_of(process.pid):
            child = max(child, peak_kib(pid))
        time.sleep(0.05)
    if process.wait() != 0:
        sys.exit(f'{command[0]} failed: {" ".join(command)}')
    return time.monotonic() - begin, own, child


def remove_store(store):
    for suffix in ('', '-wal', '-shm', '-journal'):
        if os.path.exists(store + suffix):
            os.unlink(store + suffix)
