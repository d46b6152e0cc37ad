#!/usr/bin/python3
"""A year of daily logs, imported one by one: whether the last day costs more than the first, and what the year takes.

bench-days.py PLIMSOLL BENCH_QUESTIONS FOLDER [DAYS [VESSELS [POSITIONS]]]

POSITIONS are those of one vessel on one day. Each day is a file, an import, a claim for each vessel and blocks of its own. Says
the time of the last ten imports beside that of the first ten, the bytes of a position (goal 12), and what bench-questions says of
such a store.
"""
import os
import random
import statistics
import subprocess
import sys

from watching import remove_store, run


class Ship:
    def __init__(self, number):
        self.number = number
        self.lat, self.lon, self.course = 30 + number % 20 * 0.4, 120 + number % 17 * 0.6, random.uniform(0, 360)

    def sail(self):
        self.course = (self.course + random.uniform(-3, 3)) % 360
        turned = not 29 < self.lat < 40 or not 118 < self.lon < 132
        self.course = (self.course + 180) % 360 if turned else self.course
        north = -1 if 90 < self.course < 270 else 1
        self.lat += 0.002 * north
        self.lon += 0.002 * (1 if self.course < 180 else -1)


def write_day(path, day, ships, positions):
    step = 86400 // positions
    month, day_of_month = day // 28 + 1, day % 28 + 1
    with open(path, 'w', encoding='ascii') as file:
        file.write('MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,CallSign\n')
        for i in range(positions):
            for ship in ships:
                second = i * step + random.randrange(step)
                ship.sail()
                file.write(f'{799000000 + ship.number},{2031 + month // 13}-{(month - 1) % 12 + 1:02}-{day_of_month:02}T{second // 3600:02}:'
                           f'{second // 60 % 60:02}:{second % 60:02},{ship.lat:.5f},{ship.lon:.5f},{random.uniform(8, 12):.1f},'
                           f'{ship.course:.1f},{int(ship.course)},EXERCISE {ship.number:05},EX{ship.number:05}\n')


def main():
    plimsoll, questions, folder = sys.argv[1:4]
    days, vessels, positions = (int(word) for word in sys.argv[4:7] + ['365', '20', '1000'][len(sys.argv) - 4:])
    log, store = os.path.join(folder, 'day.csv'), os.path.join(folder, 'days.db')
    random.seed(1)
    ships = [Ship(number) for number in range(vessels)]
    took = []

    remove_store(store)
    for day in range(days):
        write_day(log, day, ships, positions)
        took.append(run([plimsoll, '--store', store, 'import', '--exercise', log])[0])
    os.unlink(log)
    few = min(10, days)
    print(f'{days} days of {vessels} vessels with {positions} positions: a day at the end {statistics.median(took[-few:]) * 1e3:.0f} ms, '
          f'{statistics.median(took[-few:]) / statistics.median(took[:few]):.2f} × one at the beginning; '
          f'{os.path.getsize(store) / (days * vessels * positions):.1f} bytes a position', flush=True)
    subprocess.run([questions, store], check=True)
    remove_store(store)


main()
