#!/usr/bin/python3
"""Imports killed at random moments leave the store as before or as after, never between.

PLIM_KILLS says how often; the default keeps the suite quick."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

from program import BUNDLED, SAMPLE, main

KILLS = int(os.environ.get('PLIM_KILLS', '25'))
RANDOM = random.Random(1)


def write_big_report(path, records):
    """Made up, and big enough that there is a while in which to be killed."""
    with open(path, 'w', encoding='utf-8') as file:
        file.write('<report xmlns="urn:plimsoll:report:1" symbol="EX/BIG" exercise="yes"><about><title>Big</title>'
                   '<publisher kind="panel">P</publisher><dated>2034</dated></about><trade>\n')
        for i in range(records):
            file.write(f'<total id="t{i}" commodity="coal" direction="export" from="20{i % 30 + 10}" quantity="{i}" unit="t" '
                       f'laden="0.{i + 1}"><cite para="{i}"/><wording xml:lang="en">words {i * 7919}</wording></total>\n')
        file.write('</trade></report>\n')


def write_big_log(path, rows):
    """A feed of fifty ships that do not exist, in order of time."""
    with open(path, 'w', encoding='ascii') as file:
        file.write('MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName\n')
        for i in range(rows):
            day, second = divmod(i * 20, 86400)
            file.write(f'{799000000 + i % 50},2031-01-{day + 1:02}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02},'
                       f'{30 + i % 50 / 10 + i / 1e6:.5f},{120 + i % 7 + i / 1e6:.5f},9.5,90.0,90,EXERCISE {i % 50}\n')


def dump(path):
    """What the store says: every row but for the times; and that it is whole."""
    if not os.path.exists(path):
        return None
    store = sqlite3.connect(path)
    try:
        assert store.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
        assert store.execute('PRAGMA foreign_key_check').fetchall() == []
        imports = store.execute('SELECT file_name, bytes, sha256, rows_sha256 FROM import ORDER BY import_id').fetchall()
        # What an R-tree keeps its nodes in is never empty, and no two histories need give the same nodes.
        tables = [name for name, in store.execute("SELECT name FROM pragma_table_list WHERE schema = 'main'"
                                                  " AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%'"
                                                  " ORDER BY name")]
        return imports, [(name, store.execute(f'SELECT count (*) FROM "{name}"').fetchone()) for name in tables]
    finally:
        store.close()


def start(program, *words):
    return subprocess.Popen(program.arguments(*words), env=program.environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def fresh_store(program, filled):
    for ending in '', '-wal', '-shm', '-journal':
        if os.path.exists(program.store + ending):
            os.remove(program.store + ending)
    if filled:
        program.succeed('import', SAMPLE)


def kill_imports(program, filled, kills, *big):
    fresh_store(program, filled)
    before = dump(program.store)
    began = time.monotonic()
    program.succeed('import', *big)
    lasts = time.monotonic() - began
    after = dump(program.store)

    counts = dict(before=0, after=0, finished=0, hot=0)
    fresh_store(program, filled)
    for _ in range(kills):
        process = start(program, 'import', *big)
        time.sleep(RANDOM.uniform(0, lasts * 1.05))
        counts['finished'] += process.poll() is not None
        process.kill()
        process.communicate()
        counts['hot'] += any(os.path.exists(program.store + ending) and os.path.getsize(program.store + ending) > 0
                             for ending in ('-wal', '-journal'))

        # The program itself finds it whole, and what it says is what it said or all of the new.
        if os.path.exists(program.store):
            program.succeed('reports', '--csv')
        found = dump(program.store)
        if found == after:
            counts['after'] += 1
            program.succeed('verify')
            fresh_store(program, filled)
        else:
            # An empty store may have been made before anything was written to it.
            assert found == before or (not filled and found[0] == [] and all(n == (0,) for _, n in found[1])), found
            counts['before'] += 1

    # Nothing is left in the way: the import can be had again.
    program.succeed('import', *big)
    assert dump(program.store) == after
    print(f'# {kills} kills of an import of {lasts:.2f} s: {counts}')
    assert counts['before'] > 0


def kill_report(program, filled, kills):
    big = program.file('big.xml')
    write_big_report(big, 3000)
    kill_imports(program, filled, kills, big)


def empty_store(program):
    kill_report(program, False, (KILLS + 1) // 2)


def filled_store(program):
    kill_report(program, True, KILLS // 2)


def log(program):
    """Positions are written before the claims that they belong to."""
    big = program.file('big.csv')
    write_big_log(big, 120000)
    kill_imports(program, True, KILLS, '--exercise', big)


def children_of(pid):
    with open(f'/proc/{pid}/task/{pid}/children', encoding='ascii') as file:
        return [int(child) for child in file.read().split()]


def reading_child(program):
    """The child that reads is killed: the import is refused with a sentence, the store is as it was."""
    big = program.file('big.xml')
    write_big_report(big, 8000)
    program.succeed('import', SAMPLE)
    before = dump(program.store)
    hit = 0
    for _ in range(20):
        process = start(program, 'import', big)
        while process.poll() is None and not hit:
            for child in children_of(process.pid):
                # The program forks before it becomes its own reader.
                time.sleep(0.02)
                if os.path.exists(f'/proc/{child}'):
                    os.kill(child, signal.SIGKILL)
                    hit += 1
        _, said = process.communicate()
        if hit and process.returncode != 0:
            break
        assert hit == 0, 'the child was killed and the import went on'
    assert hit, 'no child was seen'
    said = said.decode()
    assert process.returncode == 1, process.returncode
    assert 'was not imported' in said and 'ended by signal 9' in said, said
    assert dump(program.store) == before
    program.succeed('import', big)


main([empty_store, filled_store, log, reading_child])
