#!/usr/bin/python3
"""The command line, as a person or a script meets it."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

from program import BUNDLED, EVERYTHING, SAMPLE, SOURCE, main

COLUMNS = ('claim report edition subject commodity direction from to value value_high unit bound laden count origin destination '
           'vessel basis source via grade para annex page known part_of supersedes disputed_by handling exercise wording').split()


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def wrong_usage(program):
    for words, says in [
            (('import',), 'name the files'),
            (('import', '--as', 'spreadsheet', SAMPLE), 'spreadsheet'),
            (('import', '--no-such-option', SAMPLE), 'no-such-option'),
            (('claims', '--basis', 'rumour'), 'rumour'),
            (('claims', '--from', '2020-13'), '--from'),
            (('claims', '--from', '2021', '--to', '2020'), '--from'),
            (('chart',), 'name one chart'),
            (('chart', 'wheat', '-o', program.file('a.svg')), 'name one chart'),
            (('chart', 'oil'), '-o FILE'),
            (('chart', 'oil', '-o', program.file('a.gif')), 'gif'),
            (('chart', 'oil', '-o', program.file('a.svg'), '--size', 'big'), 'big'),
            (('chart', 'oil', '-o', program.file('a.svg'), '--dpi', '7'), '7'),
            (('chart', 'oil', '-o', program.file('a.svg'), '--theme', 'pink'), 'pink'),
            (('chart', 'oil', '-o', program.file('a.svg'), '--lang', 'xx'), 'xx'),
            (('chart', 'oil', '-o', program.file('a.svg'), '--lang', '../../etc'), 'etc'),
            (('map', '-o', program.file('a.svg'), '--bbox', '1,2,3'), '1,2,3'),
            (('map', '-o', program.file('a.svg'), '--tracks-by', 'colour'), 'colour'),
            (('map', 'coal', '-o', program.file('a.svg')), 'coal'),
            (('tracks', 'coal'), 'coal'),
            (('map', '-o', program.file('a.xyz')), '.geojson')]:
        program.fail(2, says, *words)
    assert not os.path.exists(program.store), 'a store was made for nothing'
    program.fail(2, 'neither a command nor a file', 'forget', 'X')


def failures(program):
    bad = program.file('bad.xml')
    with open(bad, 'w') as file:
        file.write('<rss version="2.0"><channel/></rss>')
    program.fail(1, 'bad.xml was not imported', 'import', bad)
    program.fail(1, 'missing.xml was not imported', 'import', program.file('missing.xml'))
    program.fail(1, 'The store is as it was.\n', 'import', bad)
    # The others of the same command are not held up.
    status, out, _ = program.run('import', bad, SAMPLE)
    assert status == 1 and 'sample.plimsoll-report.xml: report, added 13' in out, out
    program.fail(1, 'was not written', 'chart', 'oil', '-o', program.file('no/such/folder/a.svg'))
    other = program.file('other.db')
    with open(other, 'w') as file:
        file.write('no database at all')
    program.store = other
    program.fail(1, 'not a Plimsoll store', 'claims')


def names_are_text(program):
    """A file's name may hold any bytes: none of them reach a terminal, and what is stored and printed is UTF-8."""
    with open(SAMPLE, encoding='utf-8') as file:
        report = file.read()
    for number, name in enumerate((b'e\x1b[31m\n"x.xml', b'\xff\xfe.xml', b'\xc2\x9b31m.xml')):
        path = os.path.join(os.fsencode(program.folder), name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(report.replace('symbol="', f'symbol="N{number}-', 1))
        status, out, err = program.run('import', path)
        assert status == 0, err
        status, again, err = program.run('import', path, path + b'.not')
        assert status == 1 and 'was not imported' in err, err
        for text in out, again, err:
            assert not re.search(r'[\x00-\x09\x0b-\x1f\x7f-\x9f]', text), text
    listed = json.loads(program.succeed('reports', '--json'))
    assert len(listed) == 3 and listed[0]['file'] == 'e[31m "x.xml', listed
    program.succeed('verify')


def waits_for_another(program):
    """A second writer is told why it waits, and then has its turn."""
    program.succeed('import', '--dry-run', EVERYTHING)
    with sqlite3.connect(program.store, isolation_level=None, check_same_thread=False) as other:
        other.execute('PRAGMA journal_mode = WAL')
        other.execute('BEGIN IMMEDIATE')
        release = threading.Timer(7, lambda: other.execute('ROLLBACK'))
        release.start()
        status, out, err = program.run('import', SAMPLE)
        release.join()
    other.close()
    assert status == 0 and 'added 13' in out, (status, out, err)
    assert err.count('another program is writing to the store; waiting') == 1, err


def import_lines(program):
    out = program.succeed('import', '--dry-run', EVERYTHING)
    assert re.fullmatch(r'everything\.plimsoll-report\.xml: report, added 23, revised 0, conflicting \d+, known 0, rejected 0, '
                        r'warnings \d+\n', out), out
    assert rows_of(program.succeed('reports', '--csv')) == []
    assert program.succeed('import', EVERYTHING) == out
    status, again, messages = program.run('import', EVERYTHING)
    assert status == 0 and 'added 0' in again and 'known 23' in again, again
    assert 'nothing changes' in messages, messages
    reports = rows_of(program.succeed('reports', '--csv'))
    assert [row['report'] for row in reports] == ['EX/ALL'], reports
    assert reports[0]['title'] == '연습 보고서: 모든 요소'


def claims_columns(program):
    program.succeed('import', EVERYTHING)
    text = program.succeed('claims', '--csv', '--exercise')
    head = text.splitlines()[0].lstrip('\ufeff').split(',')
    assert head[:len(COLUMNS)] == COLUMNS, head
    rows = {row['claim']: row for row in rows_of(text)}
    assert len(rows) == 23, len(rows)
    row = rows['EX/ALL/1#t1']
    for column, value in dict(report='EX/ALL', edition='1', commodity='coal', direction='export', to='2032-09', value='2500000',
                              value_high='2750000.5', unit='t', bound='about', laden='0.6', count='400', para='23; ', exercise='yes',
                              known='2034-01-31', handling='exercise only', basis='member-state').items():
        assert row[column] == value, (column, row[column], value)
    assert row['from'] == '2032-01'
    assert '석탄 <250만> 톤 & 그 이상' in row['wording']
    assert rows['EX/ALL/1#t2']['part_of'] == 'EX/ALL#t1'
    assert rows['EX/ALL/1#c1']['value'] == '58000000000' and rows['EX/ALL/1#c1']['unit'] == 'KRW'
    # What is real has none of it.
    assert rows_of(program.succeed('claims', '--csv')) == []
    data = json.loads(program.succeed('claims', '--json', '--exercise'))
    assert len(data) == 23 and {entry['claim'] for entry in data} == set(rows)


def tracks(program):
    program.succeed('import', SAMPLE)
    rows = rows_of(program.succeed('tracks', '--csv', '--exercise'))
    assert len(rows) == 1, rows
    assert list(rows[0])[:7] == ['mmsi', 'name', 'positions', 'first', 'last', 'rejected', 'basis'], rows[0]
    for column, value in dict(mmsi='799000001', name='EXERCISE ALPHA', rejected='0', known_by='broadcast', vessel='IMO 0001236').items():
        assert rows[0][column] == value, (column, rows[0])
    assert int(rows[0]['positions']) > 0 and '2030-05-10T04:00:00Z' == rows[0]['first'], rows[0]
    # What is real has none; days, bases and a vessel narrow it down.
    assert rows_of(program.succeed('tracks', '--csv')) == []
    assert rows_of(program.succeed('tracks', '--csv', '--exercise', '--to', '2030-05-09')) == []
    assert rows_of(program.succeed('tracks', '--csv', '--exercise', '--basis', 'court')) == []
    for vessel in '799000001', '0001236', 'IMO 0001236', rows[0]['name'].lower():
        assert rows_of(program.succeed('tracks', '--csv', '--exercise', '--vessel', vessel)) == rows, vessel
    assert json.loads(program.succeed('tracks', '--json', '--exercise', '--vessel', '799000002')) == []


def early(program):
    """A clock that was never set, as tables have it, is told as it stands."""
    table = program.file('early.csv')
    with open(table, 'w') as file:
        file.write('MMSI,Timestamp,Lat,Lon\n799000001,0001-01-01T00:00:00Z,1,2\n')
    program.succeed('import', table)
    assert [row['first'] for row in rows_of(program.succeed('tracks', '--csv'))] == ['0001-01-01T00:00:00Z']


def full(program):
    """What could not all be written was not done."""
    program.succeed('import', SAMPLE)
    with open('/dev/full', 'w') as target:
        done = subprocess.run(program.arguments('claims', '--csv', '--exercise'), stdout=target, stderr=subprocess.PIPE, env=program.environment)
    assert done.returncode == 1, done
    assert b'could not all be written: No space left' in done.stderr, done


def bundled(program):
    program.succeed('import', *BUNDLED)

    # Two truths at once.
    coal = [row for row in rows_of(program.succeed('claims', '--csv', '--from', '2020-01', '--to', '2020-09'))
            if row['commodity'] == 'coal' and (row['from'], row['to']) == ('2020-01', '2020-09')]
    found = {(row['value'], row['bound']): row for row in coal}
    assert ('2500000', 'at-least') in found, found.keys()
    assert any(value == '4100000' for value, _ in found), found.keys()
    for row in coal:
        assert row['report'] and row['source'] and row['grade'], row
    assert found['2500000', 'at-least']['basis'] == 'panel', found['2500000', 'at-least']

    program.succeed('verify')
    for chart in 'oil', 'coal', 'crypto':
        for ending in ('svg', 'png', 'pdf', 'csv') if chart == 'oil' else ('svg',):
            picture = program.file(f'{chart}.{ending}')
            more = ('--from', '2018', '--to', '2024') if chart == 'oil' else ()
            program.succeed('chart', chart, *more, '-o', picture)
            assert os.path.getsize(picture) > 500, picture
            status, _, said = program.run('verify', picture)
            assert status == 0 and 'all are known and say the same' in said, said
    with open(program.file('oil.svg'), encoding='utf-8') as file:
        svg = file.read()
    assert '129,706' in svg and '8.8' in svg, 'the oil chart does not say what 2020 is about'
    with open(program.file('crypto.svg'), encoding='utf-8') as file:
        assert '316.4' in file.read()

    # A picture is what the store says, or verify says that it is not.
    changed = re.sub(r'(\d)#([a-z0-9-]+)', r'\1#x\2', svg, count=1)
    assert changed != svg
    with open(program.file('changed.svg'), 'w', encoding='utf-8') as file:
        file.write(changed)
    program.fail(1, 'does not know the claim', 'verify', program.file('changed.svg'))
    with open(program.file('strange.svg'), 'w', encoding='utf-8') as file:
        file.write('<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>')
    program.fail(1, 'strange.svg', 'verify', program.file('strange.svg'))
    program.fail(1, 'missing.svg', 'verify', program.file('missing.svg'))
    program.fail(1, 'README.md', 'verify', os.path.join(SOURCE, 'README.md'))


def unseen(program):
    """A report of other years, with a share, a range, won and Korean words that no bundled one has, is drawn like any other."""
    program.succeed('import', EVERYTHING)
    for words in ('chart', 'oil'), ('chart', 'coal'), ('chart', 'crypto'), ('map',):
        picture = program.file(words[-1] + '.svg')
        program.succeed(*words, '--exercise', '-o', picture)
        program.succeed('verify', picture)
        with open(picture, encoding='utf-8') as file:
            svg = file.read()
        assert 'EXERCISE' in svg, words
        # Without the switch there is nothing of it.
        program.succeed(*words, '-o', picture)
        with open(picture, encoding='utf-8') as file:
            assert 'EX/ALL' not in file.read(), words
        if words[-1] == 'oil':
            assert '60 %' in svg and '2032' in svg and '연습 참가국' in svg
        if words[-1] == 'coal':
            assert '2.5–2.75' in svg or '2,500,000–2,750,000.5' in svg, 'the range of coal is lost'
        if words[-1] == 'crypto':
            assert '58–59 billion' in svg
    program.succeed('verify')


def change(path, sql):
    with sqlite3.connect(path) as store:
        store.execute('PRAGMA foreign_keys = OFF')
        assert store.execute(sql).rowcount > 0, sql
    store.close()


def changed_store(program):
    """One figure, one word, one row more or fewer: integrity checks see none of it, the digests all."""
    program.succeed('import', SAMPLE, EVERYTHING)
    program.succeed('verify')
    whole = program.store
    program.store = program.file('changed.db')
    for sql in (
            "UPDATE trade SET quantity = quantity + 1 WHERE commodity = 'coal' AND claim_key IN (SELECT claim_key FROM claim JOIN report"
            " USING (import_id) WHERE symbol = 'EX/ALL')",
            "UPDATE identity SET mmsi = '799000002' WHERE callsign = 'EX1A'",
            "UPDATE wording SET text = text || ' ' WHERE text LIKE '석탄%'",
            "DELETE FROM dispute WHERE by_whom = 'Russia'",
            "UPDATE report SET title = 'x' WHERE symbol = 'EX/ALL'",
            "UPDATE place SET lat = lat + 0.000001 WHERE name = '연습항 A'",
            "UPDATE claim SET last_day = last_day + 1 WHERE local_id = 't3'",
            "UPDATE position_block SET first_s = first_s - 1 WHERE first_s > 1960000000",
            "UPDATE asset SET address = '0x2222' WHERE address = '0x1111'"):
        shutil.copyfile(whole, program.store)
        change(program.store, sql)
        status, _, said = program.run('verify')
        assert status == 1 and 'everything.plimsoll-report.xml: rows of this import' in said, (sql, said)
        assert 'sample.plimsoll-report.xml: rows' not in said, said
    shutil.copyfile(whole, program.store)
    change(program.store, 'UPDATE original SET bytes = zeroblob (length (bytes)) WHERE import_id = 2')
    program.fail(1, 'everything.plimsoll-report.xml', 'verify')


def track_files(program):
    """A map's tracks as files: with their claims, which verify finds; nothing to write is said and leaves no file."""
    program.succeed('import', os.path.join(SOURCE, 'tests', 'tracks', 'ways.plimsoll-report.xml'))
    for ending in 'gpx', 'kml', 'geojson', 'csv':
        path = program.file('ways.' + ending)
        _, _, said = program.run('map', '-o', path, '--exercise')
        assert 'vessels: 3, positions: 13' in said, said
        _, _, said = program.run('verify', path)
        assert 'claims in it: 3; all are known and say the same' in said, said
        program.succeed('map', '-o', path, '--exercise', '--vessel', '799000002', '--bbox', '123,36,125,37.25', '--from', '2030-05-10', '--to', '2030-05-10')
        with open(path, encoding='utf-8') as file:
            text = file.read()
        assert '799000002' in text and '799000001' not in text and '37.300000' not in text, text
        program.fail(1, 'no positions', 'map', '-o', program.file('none.' + ending))
        assert not os.path.exists(program.file('none.' + ending))
    program.fail(2, 'leaves tracks out', 'map', '-o', program.file('none.gpx'), '--layers', 'ports')


def same_bytes(program):
    """The same request gives the same bytes, and a store made anew says the same."""
    program.succeed('import', *BUNDLED)
    first = {}
    for ending in 'svg', 'png', 'pdf', 'csv':
        program.succeed('chart', 'oil', '-o', program.file('a.' + ending))
        with open(program.file('a.' + ending), 'rb') as file:
            first[ending] = file.read()
    program.store = program.file('other.db')
    program.succeed('import', *reversed(BUNDLED))
    for ending, wanted in first.items():
        program.succeed('chart', 'oil', '-o', program.file('b.' + ending))
        with open(program.file('b.' + ending), 'rb') as file:
            assert file.read() == wanted, ending


main([wrong_usage, failures, names_are_text, waits_for_another, import_lines, claims_columns, tracks, early, full, bundled, unseen, changed_store,
      track_files, same_bytes])
