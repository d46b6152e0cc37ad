#!/usr/bin/python3
"""Who was near here, who was in this area: over a year of positions, each beside reading all of them once, in turns.

bench-questions.py PLIMSOLL GEN_POSITIONS BENCH_QUESTIONS FOLDER [POSITIONS]
"""
import os
import subprocess
import sys

from watching import remove_store

VESSELS = 2000


def main():
    plimsoll, generator, questions, folder = sys.argv[1:5]
    positions = int(sys.argv[5]) if len(sys.argv) > 5 else 10_000_000
    csv, store = os.path.join(folder, 'questions.csv'), os.path.join(folder, 'questions.db')

    remove_store(store)
    with open(csv, 'wb') as out:
        subprocess.run([generator, 'csv', str(VESSELS), str(positions)], stdout=out, check=True)
    subprocess.run([plimsoll, '--store', store, 'import', '--exercise', csv], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.unlink(csv)
    subprocess.run([questions, store], check=True)
    remove_store(store)


main()
