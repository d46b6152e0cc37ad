#!/usr/bin/python3
"""The window beside a bare libadwaita status page: start to the first real frame, in turns; then what it does when left alone.

bench-window.py PLIMSOLL FLOOR_WINDOW WATCH_WINDOW REPORTS FOLDER [PAIRS]

On an X server of its own, drawn by cairo, without a window manager, session bus or anybody's settings. The goals are
a ratio of 1.5 at most and no wake-up and no draw at all. Memory is what the process has written to itself (private, dirty).
"""
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from display import make_environment, start_display

SKIPPED = 77


class Bench:
    def __init__(self, watcher, environment):
        self.watcher = watcher
        self.environment = environment

    def watch(self, command, *options):
        done = subprocess.run([self.watcher, *options, '--', *command], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f'{command[0]}: {done.stderr}')
        return {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())}

    def compare_starts(self, ours, floor, pairs):
        self.watch(floor)    # once for the file cache, and for caches that the first start makes
        self.watch(ours)
        both = [(self.watch(floor), self.watch(ours)) for _ in range(pairs)]
        for words, name in (('first real frame', 'first_frame_ms'), ('processor time until then', 'first_frame_cpu_ms')):
            floors, times = [pair[0][name] for pair in both], [pair[1][name] for pair in both]
            ratios = [a / b for a, b in zip(times, floors)]
            print(f'{words}: {statistics.median(ratios):.2f} × a status page ({min(ratios):.2f} to {max(ratios):.2f}, {pairs} pairs); '
                  f'{statistics.median(times):.0f} ms ({min(times):.0f} to {max(times):.0f}) beside {statistics.median(floors):.0f} ms '
                  f'({min(floors):.0f} to {max(floors):.0f}); load {os.getloadavg()[0]:.1f}')

    def check_counting(self, busy):
        found = self.watch(busy, '--idle')
        if min(found['wakeups'], found['draws']) < 5 or found['cpu_us'] < 100:
            sys.exit(f'a window that changes ten times a second is not seen to: {found}')

    def report_idle(self, name, command, *options):
        found = self.watch(command, '--idle', *options)
        if found.get('input_draws') == 0:
            sys.exit(f'{name}: the window did not react to the key')
        print(f'{name}, left alone: {found["wakeups"]:.1f} wake-ups, {found["draws"]:.1f} draws, {found["cpu_us"]:.0f} µs of CPU a second; '
              f'{found["private_dirty_kib"] / 1024:.1f} MiB')


def main():
    plimsoll, floor, watcher, reports, folder = sys.argv[1:6]
    pairs = int(sys.argv[6]) if len(sys.argv) > 6 else 7
    if shutil.which('Xvfb') is None:
        print('there is no Xvfb')
        return SKIPPED

    with tempfile.TemporaryDirectory() as home:
        environment = make_environment(home)
        server = start_display(environment)
        try:
            bench = Bench(watcher, environment)
            empty = [plimsoll, '--store', os.path.join(home, 'empty.db')]
            full = [plimsoll, '--store', os.path.join(home, 'full.db')]
            bench.compare_starts(empty, [floor], pairs)

            bench.check_counting([floor, '--busy'])
            print('renderer cairo, from 2 s after the last input, over 5 s:')
            bench.report_idle('status page', [floor])
            bench.report_idle('empty store', empty)
            files = sorted(glob.glob(os.path.join(reports, '*.plimsoll-report.xml')))
            subprocess.run([*full, 'import', *files], env=environment, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            picture = os.path.join(folder, 'window-{}.ppm')
            bench.report_idle('bundled reports, Overview', full, '--picture', picture.format(1))
            if shutil.which('xdotool') is None:
                print('the other pages: left out, there is no xdotool to press keys')
            else:
                # Three seconds after a key GTK hides the focus ring, which is a frame of its own.
                print('the same, reached by a key and 4 s later:')
                for page, key in (('Map', 2), ('Oil', 4), ('Vessels, a caret in its search', 6)):
                    bench.report_idle(page, full, '--rest', '4000', '--then', f'xdotool key ctrl+{key}',
                                      '--picture', picture.format(key))
        finally:
            server.terminate()
            server.wait()
    return 0


sys.exit(main())
