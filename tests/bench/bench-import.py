#!/usr/bin/python3
"""Import of a generated report beside `xmllint --stream --noout` on the same file, in turns.

bench-import.py PLIMSOLL GEN_REPORT FOLDER [MB [ROUNDS]]

Complete imports: validated, indexed, hashed, one transaction; without and with the original kept. Says the ratio of each pair
and the peak memory of the importing and of the parsing process, also for ten times the size where TEN_TIMES=1 is set.
"""
import os
import statistics
import subprocess
import sys

from watching import remove_store, run


def import_once(plimsoll, store, report, *options):
    remove_store(store)
    return run([plimsoll, '--store', store, 'import', *options, report], watch=True)


def compare(name, plimsoll, folder, report, rounds, *options):
    ratios, owns, parsers = [], [], []
    store = os.path.join(folder, 'bench.db')
    for _ in range(rounds):
        reference = run(['xmllint', '--stream', '--noout', report])[0]
        seconds, own, parser = import_once(plimsoll, store, report, *options)
        ratios.append(seconds / reference)
        owns.append(own)
        parsers.append(parser)
    print(f'{name}: {statistics.median(ratios):.2f} × xmllint --stream ({min(ratios):.2f} to {max(ratios):.2f}, {rounds} pairs); '
          f'store {os.path.getsize(store) / 1e6:.0f} MB; peak {max(owns) / 1024:.0f} MiB, parsing process {max(parsers) / 1024:.0f} MiB')


def main():
    plimsoll, gen_report, folder = sys.argv[1:4]
    megabytes = int(sys.argv[4]) if len(sys.argv) > 4 else 300
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
    report = os.path.join(folder, f'generated-{megabytes}.xml')

    with open(report, 'wb') as out:
        subprocess.run([gen_report, str(megabytes)], stdout=out, check=True)
    run(['xmllint', '--stream', '--noout', report])    # once for the file cache
    compare(f'import of {megabytes} MB, original left out', plimsoll, folder, report, rounds, '--no-original')
    compare(f'import of {megabytes} MB, original kept', plimsoll, folder, report, rounds)
    os.unlink(report)

    if os.environ.get('TEN_TIMES') == '1':
        with open(report, 'wb') as out:
            subprocess.run([gen_report, str(megabytes * 10)], stdout=out, check=True)
        compare(f'import of {megabytes * 10} MB, original left out', plimsoll, folder, report, 1, '--no-original')
        os.unlink(report)
    os.unlink(os.path.join(folder, 'bench.db'))


main()
