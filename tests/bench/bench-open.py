#!/usr/bin/python3
"""The program opened on a store of positions: from its start until all tracks are on its map, and what memory that takes.

bench-open.py PLIMSOLL GEN_POSITIONS FOLDER [POSITIONS [ROUNDS]]

On an X server of its own, drawn by cairo. The map is the page that is shown first. Goals with ten million positions: 2 s until the
first picture of the tracks, 500 MiB at the most, looked at until ten seconds later. Beside it, the same with a
hundredth of the positions.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from display import make_environment, start_display
from watching import remove_store

VESSELS = 2000
SKIPPED = 77


def resident_mib(pid):
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as rollup:
        fields = dict(line.split(':', 1) for line in rollup if line.startswith(('Rss', 'Pss:')))
    return int(fields['Rss'].split()[0]) / 1024


def peak_mib(pid):
    with open(f'/proc/{pid}/status', encoding='ascii', errors='replace') as status:
        return int(next(line for line in status if line.startswith('VmHWM:')).split()[1]) / 1024


def fill_store(plimsoll, generator, folder, store, positions):
    csv = os.path.join(folder, 'open.csv')
    remove_store(store)
    with open(csv, 'wb') as out:
        subprocess.run([generator, 'csv', str(VESSELS), str(positions)], stdout=out, check=True)
    subprocess.run([plimsoll, '--store', store, 'import', csv], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.unlink(csv)


def open_once(plimsoll, store, environment):
    """Seconds until the window has a picture of the tracks; resident and peak MiB ten seconds later."""
    log = environment['PLIM_FRAME_LOG']
    if os.path.exists(log):
        os.unlink(log)
    begin = time.monotonic()
    process = subprocess.Popen([plimsoll, '--store', store], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = None
    while seconds is None and time.monotonic() - begin < 60:
        if process.poll() is not None:
            sys.exit('the program ended by itself')
        if os.path.exists(log):
            with open(log, encoding='ascii') as said:
                if any(line.startswith('sheet ') for line in said):
                    seconds = time.monotonic() - begin
        time.sleep(0.005)
    if seconds is None:
        sys.exit('no tracks were shown within a minute')
    time.sleep(10)
    memory = resident_mib(process.pid), peak_mib(process.pid)
    process.terminate()
    process.wait()
    return seconds, *memory


def report(name, found):
    print(f'{name}: {statistics.median(f[0] for f in found):.2f} s ({min(f[0] for f in found):.2f} to {max(f[0] for f in found):.2f}); '
          f'{max(f[1] for f in found):.0f} MiB resident, {max(f[2] for f in found):.0f} MiB at the peak; load {os.getloadavg()[0]:.1f}',
          flush=True)


def main():
    plimsoll, generator, folder = sys.argv[1:4]
    positions = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000_000
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
    if shutil.which('Xvfb') is None:
        print('there is no Xvfb')
        return SKIPPED

    store = os.path.join(folder, 'open.db')
    with tempfile.TemporaryDirectory() as home:
        environment = make_environment(home)
        environment['PLIM_FRAME_LOG'] = os.path.join(home, 'frames')
        os.makedirs(os.path.join(environment['XDG_STATE_HOME'], 'plimsoll'))
        with open(os.path.join(environment['XDG_STATE_HOME'], 'plimsoll', 'window.ini'), 'w', encoding='ascii') as state:
            state.write('[window]\nwidth=1200\nheight=800\npage=map\n')
        server = start_display(environment)
        try:
            for count in positions // 100, positions:
                fill_store(plimsoll, generator, folder, store, count)
                report(f'{count / 1e6:g} million positions, until all tracks are seen',
                       [open_once(plimsoll, store, environment) for _ in range(rounds)])
        finally:
            server.terminate()
            server.wait()
    remove_store(store)
    return 0


sys.exit(main())
