#!/usr/bin/python3
"""What an import takes of memory does not grow with the file: not with its positions, and hardly with its vessels."""

import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..'), os.path.join(HERE, '..', 'bench')]

from program import main
from watching import run

MIB = 1024


def write_log(path, vessels, rounds):
    """Vessels that do not exist, each once in a round, in no order of their numbers; each says a name of its own."""
    with open(path, 'w', encoding='ascii') as file:
        file.write('MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName\n')
        for i in range(vessels * rounds):
            ship = i % vessels * 7919 % 1000000
            minute = i // vessels
            file.write(f'{799000000 + ship},2031-01-{minute // 1440 + 1:02}T{minute // 60 % 24:02}:{minute % 60:02}:00,'
                       f'{30 + ship % 977 / 100:.5f},{120 + i % 991 / 100:.5f},9.5,90.0,90,EXERCISE {ship}\n')


def import_log(program, vessels, rounds):
    log = program.file('log.csv')
    write_log(log, vessels, rounds)
    if os.path.exists(program.store):
        os.unlink(program.store)
    _, parent, child = run(program.arguments('import', '--exercise', log), watch=True)
    rows = program.succeed('tracks', '--exercise', '--csv').count('\n') - 1
    assert rows == vessels, f'{rows} tracks of {vessels} vessels'
    print(f'# {vessels} vessels, {vessels * rounds} positions: {parent // MIB} MiB, parsing process {child // MIB} MiB', flush=True)
    return parent, child


def many_vessels(program):
    """A hundred thousand vessels, each with a name."""
    few, _ = import_log(program, 1000, 1)
    many, child = import_log(program, 100000, 1)
    assert many < 88 * MIB and child < 48 * MIB, (many, child)
    assert many - few < 60 * MIB, (few, many)


def many_positions(program):
    """Ten times the positions of as many vessels: as much memory."""
    few, few_child = import_log(program, 50, 2000)
    many, many_child = import_log(program, 50, 20000)
    assert many - few < 8 * MIB, (few, many)
    assert many_child - few_child < 8 * MIB, (few_child, many_child)


main([many_vessels, many_positions])
