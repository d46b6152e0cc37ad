#!/usr/bin/python3
"""Imports of AIS and of tracks beside what others do with the same file, in turns.

bench-positions.py PLIMSOLL GEN_POSITIONS FOLDER [POSITIONS [ROUNDS]]

CSV beside `sqlite3 .import` (goal 0.35), NMEA beside `gpsdecode` (goal: five times as many sentences a second), GPX of a tenth of
the positions, a million at most, beside `ogr2ogr -f SQLite` (goal 0.5). Ours are complete imports: validated, packed, indexed, hashed, one
transaction. Says also the bytes of the store a position (goal 12), the peak memory of the import (goal 200 MiB, with a million
vessels that have a name each too), and what a day more costs that is appended to the year, beside the same day in an empty store.
"""
import os
import shutil
import statistics
import subprocess
import sys

from watching import remove_store, run

VESSELS = 2000
REPORTING = 'peak {:.0f} MiB, parsing process {:.0f} MiB'


class Bench:
    def __init__(self, plimsoll, generator, folder, rounds):
        self.plimsoll, self.generator, self.folder, self.rounds = plimsoll, generator, folder, rounds
        self.store = os.path.join(folder, 'positions.db')

    def path(self, name):
        return os.path.join(self.folder, name)

    def generate(self, kind, positions, vessels=VESSELS):
        path = self.path(f'positions.{kind}')
        with open(path, 'wb') as out:
            subprocess.run([self.generator, kind, str(vessels), str(positions)], stdout=out, check=True)
        return path

    def import_file(self, path, store=None):
        return run([self.plimsoll, '--store', store or self.store, 'import', '--exercise', path], watch=True)

    def compare(self, name, path, other, reference, clean):
        """Pairs in turns; the ratio is ours to theirs in wall time."""
        if shutil.which(other) is None:
            print(f'{name}: left out, there is no {other}')
            return None
        ratios, ours, theirs, own, child = [], [], [], 0, 0
        for _ in range(self.rounds):
            clean()
            theirs.append(run(reference)[0])
            remove_store(self.store)
            seconds, peak, parser = self.import_file(path)
            ours.append(seconds)
            own, child = max(own, peak), max(child, parser)
            ratios.append(seconds / theirs[-1])
        clean()
        print(f'{name}: {statistics.median(ratios):.2f} × {other} ({min(ratios):.2f} to {max(ratios):.2f}, {self.rounds} pairs); '
              f'{statistics.median(ours):.1f} s beside {statistics.median(theirs):.1f} s; '
              + REPORTING.format(own / 1024, child / 1024) + f'; load {os.getloadavg()[0]:.1f}', flush=True)
        return statistics.median(ratios)


def count_positions(plimsoll, store):
    lines = subprocess.run([plimsoll, '--store', store, 'tracks', '--exercise', '--csv'], check=True,
                           stdout=subprocess.PIPE, text=True).stdout.splitlines()
    column = lines[0].split(',').index('positions')
    return sum(int(line.split(',')[column]) for line in lines[1:])


def split_last_day(path, year, day):
    """The rows of the last day go to another file."""
    with open(path, encoding='ascii') as rows, open(year, 'w', encoding='ascii') as most, open(day, 'w', encoding='ascii') as last:
        header = rows.readline()
        most.write(header)
        last.write(header)
        for row in rows:
            (last if row.split(',', 2)[1].startswith('2031-12-31') else most).write(row)


def bench_csv(bench, positions):
    path = bench.generate('csv', positions)
    reference = bench.path('reference.db')
    bench.compare(f'CSV of {positions / 1e6:g} million positions', path, 'sqlite3',
                  ['sqlite3', reference, '-cmd', '.mode csv', f'.import {path} ais'], lambda: remove_store(reference))
    stored = count_positions(bench.plimsoll, bench.store)
    print(f'store: {os.path.getsize(bench.store) / stored:.1f} bytes a position ({stored} positions of {VESSELS} vessels)', flush=True)

    year, day = bench.path('year.csv'), bench.path('day.csv')
    split_last_day(path, year, day)
    os.unlink(path)
    remove_store(bench.store)
    bench.import_file(year)
    pairs = []
    for _ in range(bench.rounds):
        alone = bench.path('day.db')
        grown = bench.path('grown.db')
        remove_store(alone)
        remove_store(grown)
        shutil.copyfile(bench.store, grown)
        pairs.append((bench.import_file(day, grown)[0], bench.import_file(day, alone)[0]))
        remove_store(alone)
        remove_store(grown)
    print(f'the last day after the year: {statistics.median(a / b for a, b in pairs):.2f} × the same day alone; '
          f'{statistics.median(a for a, _ in pairs):.2f} s', flush=True)
    os.unlink(year)
    os.unlink(day)


def bench_many_vessels(bench, vessels):
    """Two positions each: what is kept of every vessel, and what each says of itself, is most of it."""
    path = bench.generate('csv', 2 * vessels, vessels)
    remove_store(bench.store)
    seconds, own, child = bench.import_file(path)
    os.unlink(path)
    print(f'CSV of {vessels} vessels with two positions each: ' + REPORTING.format(own / 1024, child / 1024)
          + f', together {(own + child) / 1024:.0f} MiB; {seconds:.1f} s; load {os.getloadavg()[0]:.1f}', flush=True)


def main():
    plimsoll, generator, folder = sys.argv[1:4]
    positions = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000_000
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
    bench = Bench(plimsoll, generator, folder, rounds)

    bench_csv(bench, positions)
    bench_many_vessels(bench, min(positions // 10, 1_000_000))

    sentences = bench.generate('nmea', min(positions, 1_000_000))
    ratio = bench.compare('NMEA of a million sentences, to the store', sentences, 'gpsdecode',
                          ['sh', '-c', 'exec gpsdecode < "$0"', sentences], lambda: None)
    if ratio:
        print(f'that is {1 / ratio:.1f} times as many sentences a second')
    os.unlink(sentences)

    tracks, target = bench.generate('gpx', min(positions, 1_000_000)), bench.path('ogr.sqlite')
    bench.compare('GPX of a million points', tracks, 'ogr2ogr', ['ogr2ogr', '-f', 'SQLite', target, tracks], lambda: remove_store(target))
    os.unlink(tracks)
    remove_store(bench.store)


main()
