#!/usr/bin/python3
"""Fetching from a real PostgreSQL with PostGIS that this test starts; nothing of it is a ship's."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

from archive import OWNER, PASSWORD, READER, Archive, quote
from program import main

LINE = re.compile(r'^(.*): postgis, added (\d+), revised (\d+), conflicting (\d+), known (\d+), rejected (\d+), warnings (\d+)$', re.M)
FIRST, SECOND = 799000001, 799000002

# Two vessels: one in the Yellow Sea, one across 180°; a row an hour. And what no vessel says.
ROWS = [(FIRST, f'2031-03-01 {hour:02}:00:00+00', 37 + hour / 100, 123 + hour / 100, 10.5, 45, 44, 'EXERCISE ALPHA') for hour in range(24)] \
    + [(SECOND, f'2031-03-02 {hour:02}:30:00.5+00', 40, (179.5 + hour / 10 + 180) % 360 - 180, 8, 90, 511, 'EXERCISE BRAVO') for hour in range(12)]
BAD = [(FIRST, '2031-03-01 05:10:00+00', 91, 181, 102.3, 360, 511, None),
       (12345, '2031-03-01 05:20:00+00', 37, 123, None, None, None, None),
       (FIRST, None, 37, 123, None, None, None, None)]
TYPED = 'mmsi integer, t timestamptz, lat float8, lon float8, sog real, cog real, heading integer, name text'


def fetch(program, archive, *words, table='public.positions', user=OWNER, **more):
    """The counts: added, known, rejected, warnings."""
    out = program.succeed('fetch', '--server', archive.address(user), '--table', table, '--exercise', *words, **more)
    found = LINE.search(out)
    assert found, out
    return int(found[2]), int(found[5]), int(found[6]), int(found[7])


def positions(program):
    out = program.succeed('tracks', '--csv', '--exercise')
    return {row.split(',')[0]: int(row.split(',')[2]) for row in out.splitlines()[1:]}


def forget_store(program):
    for ending in ('', '-wal', '-shm', '-journal'):
        if os.path.exists(program.store + ending):
            os.remove(program.store + ending)


def fill(archive, table='positions', columns=TYPED, rows=ROWS):
    archive.sql(f'CREATE TABLE {table} ({columns})')
    names = ','.join(part.split()[0] for part in columns.split(', '))
    archive.copy(table, names, rows)


def count_reports(program):
    return len(program.succeed('reports', '--csv').splitlines()) - 1


def all_filters(program):
    with Archive() as archive:
        fill(archive, rows=ROWS + BAD)
        # Without an outline, a table of points and one of numbers hold the same; the points' index is used.
        archive.sql('CREATE TABLE points AS SELECT mmsi, t, sog, cog, heading, name, ST_SetSRID(ST_MakePoint(lon, lat), 4326)'
                    '::geometry(Point,4326) AS geom FROM positions WHERE lat <= 90 AND t IS NOT NULL AND mmsi > 99999999')
        archive.sql('CREATE INDEX ON points USING gist (geom)')
        archive.sql('CREATE TABLE globe AS SELECT mmsi, t, geom::geography(Point,4326) AS geog FROM points')
        archive.sql('CREATE TABLE mercator AS SELECT mmsi, t, ST_Transform(geom, 3857)::geometry(Point,3857) AS shape FROM points')
        archive.sql('CREATE TABLE mixed AS SELECT mmsi, t, geom::geometry AS geom FROM points UNION ALL '
                    "SELECT mmsi, t, ST_Transform(geom, 3857) FROM points WHERE mmsi = 799000001 AND t < '2031-03-01 06:00Z' UNION ALL "
                    f"SELECT {FIRST}, '2031-03-05 00:00Z', ST_GeomFromText('LINESTRING(1 2, 3 4)', 4326)")
        archive.sql("CREATE TABLE epoch AS SELECT mmsi::text AS mmsi, floor(extract(epoch FROM t))::bigint AS t, lat::numeric(9,6), lon::numeric(9,6) FROM positions "
                    'WHERE lat <= 90 AND t IS NOT NULL AND mmsi > 99999999')
        archive.sql('CREATE TABLE thousandths AS SELECT mmsi::bigint, t * 1000 AS t, lat::real, lon::real FROM epoch')
        archive.sql("CREATE TABLE words AS SELECT mmsi, to_char(t AT TIME ZONE 'UTC', 'DD/MM/YYYY HH24:MI:SS') AS t, lat::text AS lat, lon::text AS lon FROM positions")
        archive.sql("CREATE TABLE local AS SELECT mmsi, t AT TIME ZONE 'UTC' AS t, lat, lon FROM positions")
        archive.sql('CREATE VIEW seen AS SELECT * FROM points')

        yellow_sea = ('--bbox', '122,36,124,37.105')       # eleven of the first one's
        across = ('--bbox=179.85,39,-179.65,41',)           # 179.9, 180, -179.9, -179.8, -179.7
        spans = ('--from', '2031-03-01T20:00:00Z', '--to', '2031-03-02T02:30:00Z')      # four of the one, three of the other
        for table in ('positions', 'points', 'globe', 'mercator', 'mixed', 'epoch', 'thousandths', 'words', 'local', 'seen'):
            everything = 36
            for words, expected in (((), everything), (yellow_sea, 11), (across, 5), (spans, 7),
                                    (('--vessel', str(SECOND)), 12), (('--vessel', f'{FIRST},{SECOND}'), everything),
                                    (('--vessel', str(FIRST), '--vessel', '799000009'), 24),
                                    ((*yellow_sea, '--from', '2031-03-01T05:00:00Z'), 6),
                                    ((*yellow_sea, '--vessel', str(SECOND)), 0)):
                forget_store(program)
                added, known, rejected, _ = fetch(program, archive, *words, table=f'public.{table}')
                assert added == expected, (table, words, added, expected)
                if table in ('positions', 'words', 'local') and not words:
                    assert rejected == 3, (table, rejected)
                    assert positions(program) == {str(FIRST): 24, str(SECOND): 12}, positions(program)

        # The same places and times, however they are kept.
        forget_store(program)
        assert fetch(program, archive, table='public.positions')[0] == 36
        for table in ('points', 'globe', 'mercator', 'epoch', 'local', 'words'):
            added, known, *_ = fetch(program, archive, table=f'public.{table}')
            assert added == 0 and known >= 36, (table, added, known)
        program.succeed('verify')


def once_is_enough(program):
    with Archive() as archive:
        fill(archive)
        assert fetch(program, archive, '--dry-run') [0] == 36
        assert count_reports(program) == 0
        assert fetch(program, archive)[:2] == (36, 0)
        claims = program.succeed('claims', '--csv', '--exercise')
        # The same rows in another order are the same rows.
        archive.sql('CREATE TABLE again AS SELECT * FROM positions ORDER BY lon DESC; DROP TABLE positions; ALTER TABLE again RENAME TO positions')
        added, _, _, _ = fetch(program, archive)
        assert added == 0 and count_reports(program) == 1
        assert program.succeed('claims', '--csv', '--exercise') == claims
        # Part of it is known, as is what a file has.
        assert fetch(program, archive, '--vessel', str(FIRST))[:2] == (0, 24)
        forget_store(program)
        log = program.file('log.csv')
        with open(log, 'w', encoding='utf-8') as file:
            file.write('MMSI,BaseDateTime,LAT,LON\n')
            for mmsi, when, lat, lon, *_ in ROWS[:10]:
                file.write(f'{mmsi},{when[:19]},{lat},{lon}\n')
        program.succeed('import', '--exercise', log)
        found = fetch(program, archive)
        assert found[:2] == (26, 10), found
        assert positions(program) == {str(FIRST): 24, str(SECOND): 12}
        # Who it came from, and what was asked for; a password would have been seen.
        report = program.succeed('reports', '--csv')
        assert f'public.positions, database ais on {archive.socket}' in report, report


def hostile_names(program):
    names = ['semi;DROP TABLE victim', 'quo"te', "apos'trophe", 'dot.ted', 'new\nline', '--', '%s', '$1', '/*', '\\', ' rows=5', '한국']
    with Archive() as archive:
        archive.sql('CREATE TABLE victim (x int)')
        for schema in ('odd "schema".', 'Ärger'):
            archive.sql('CREATE SCHEMA "' + schema.replace('"', '""') + '"')
            for name in names:
                def column(role):
                    return '"' + (role + name).replace('"', '""') + '"'
                table = '.'.join('"' + part.replace('"', '""') + '"' for part in (schema, name))
                archive.sql(f"CREATE TABLE {table} ({column('m')} integer, {column('t')} timestamptz, {column('p')} geometry(Point,4326), "
                            f"{column('n')} text)")
                archive.sql(f"INSERT INTO {table} VALUES (799000003, '2031-01-01 00:00Z', ST_SetSRID(ST_MakePoint(124, 38), 4326), "
                            "E'A\"B,\\n''; DROP TABLE victim; --\\tC')")
                mapping = ','.join(f'{field}=' + re.sub(r'([,=\\])', r'\\\1', role + name)
                                   for field, role in (('mmsi', 'm'), ('time', 't'), ('lat', 'p'), ('lon', 'p'), ('name', 'n')))
                forget_store(program)
                assert fetch(program, archive, '--bbox', '120,30,130,40', '--columns', mapping, table=table)[0] == 1, name
        assert archive.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'victim'") == '1'
        # Nor does a value pass for SQL: what is not a number or a date does not get that far.
        for words in (('--vessel', "799000003') OR true --"), ('--bbox', "1,2,3,4'"), ('--from', "2031'"), ('--vessel', '79900000')):
            status, _, said = program.run('fetch', '--server', archive.address(), '--table', 'victim', *words)
            assert status == 2, (words, status, said)


def fake_functions(program):
    """Whoever may write to the archive does not get a function of theirs called."""
    with Archive() as archive:
        fill(archive, columns='mmsi integer, t timestamptz, x float8, y float8', rows=[(FIRST, '2031-03-01 00:00+00', 123, 37)])
        archive.sql('CREATE TABLE points AS SELECT mmsi, t, ST_SetSRID(ST_MakePoint(x, y), 4326)::geometry(Point,4326) AS geom FROM positions')
        archive.sql("CREATE SCHEMA own; CREATE FUNCTION own.st_y(geometry) RETURNS float8 LANGUAGE sql AS 'SELECT 1.0::float8'; "
                    f"CREATE FUNCTION own.coalesced() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER ROLE {OWNER} SET search_path = own, public, pg_catalog")
        fetch(program, archive, table='public.points')
        store = sqlite3.connect(program.store)
        assert b'\x00' not in b'' and store.execute('SELECT count(*) FROM position_block').fetchone()[0] == 1
        box = program.succeed('map', '--exercise', '-o', program.file('m.svg'), '--bbox', '122,36,124,38')
        assert box == ''
        # A position at one degree north would be of the made-up function.
        archive.sql('ALTER TABLE points RENAME COLUMN geom TO place')
        assert fetch(program, archive, '--bbox', '122,36,124,38', table='public.points')[1] == 1


def what_goes_wrong(program):
    with Archive() as archive:
        fill(archive)
        archive.sql('CREATE TABLE other (a int, b text)')
        archive.sql(f'GRANT SELECT ON other TO {READER}')
        own = ('--server', archive.address())
        asked = ('--table', 'public.positions')
        program.succeed('import', os.path.join(os.path.dirname(__file__), '..', 'reports', 'sample.plimsoll-report.xml'))
        before = program.succeed('claims', '--csv')
        for says, words in (
                ('there is no table “nothing” in the schema “public”', (*own, '--table', 'public.nothing')),
                ('there is no table “Positions”', (*own, '--table', 'Positions')),
                ('which column is: mmsi, time, lat, lon', (*own, '--table', 'public.other')),
                ('there is no column “nothing”', (*own, *asked, '--columns', 'mmsi=nothing')),
                ('which column is: lat, lon', (*own, *asked, '--columns', 'mmsi=mmsi,time=t')),
                ('there is no table “positions”', ('--server', archive.address(READER), *asked)),
                ('database "nothing" does not exist', ('--server', archive.address(database='nothing'), *asked)),
                ('was not made', ('--server', f'host={archive.folder} dbname=ais user={OWNER}', *asked))):
            environment = dict(program.environment, PGPASSFILE=program.file('pgpass'))
            write_passwords(program, archive, PASSWORD)
            program.fail(1, says, 'fetch', *words, environment=environment)
            program.fail(1, 'The store is as it was.', 'fetch', *words, environment=environment)
        for words in (('--table', 'x'), own, ('--server', 'nonsense', *asked), (*own, '--table', 'a.b.c'), ('--server', 'dbname=ais', *asked)):
            assert program.run('fetch', *words)[0] == 2, words
        assert program.succeed('claims', '--csv') == before

        # The last line of the answer alone says that it was whole.
        archive.sql('CREATE VIEW late AS SELECT mmsi, t, lat, 123 / (CASE WHEN mmsi = 799000002 THEN 0 ELSE 1 END) AS lon FROM positions')
        program.fail(1, 'division by zero', 'fetch', *own, '--table', 'late')
        assert program.succeed('claims', '--csv') == before
        assert archive.backends() == 0


def write_passwords(program, archive, password):
    with open(program.file('pgpass'), 'w', encoding='utf-8') as file:
        file.write(f'localhost:*:*:{READER}:wrong\n*:*:ais:{READER}:' + password.replace('\\', '\\\\').replace(':', '\\:') + '\n')
    os.chmod(program.file('pgpass'), 0o600)


def passwords(program):
    with Archive() as archive:
        fill(archive)
        archive.sql(f'GRANT SELECT ON positions TO {READER}')
        environment = dict(program.environment, PGPASSFILE=program.file('pgpass'))
        words = ('fetch', '--exercise', '--server', archive.address(READER), '--table', 'positions')

        write_passwords(program, archive, PASSWORD)
        program.succeed(*words, environment=environment)
        assert positions(program) == {str(FIRST): 24, str(SECOND): 12}

        forget_store(program)
        write_passwords(program, archive, 'not this one')
        status, out, said = program.run(*words, environment=environment)
        assert status == 1 and 'password authentication failed' in said and 'not this' not in said + out, said
        os.remove(program.file('pgpass'))
        program.fail(1, 'asks for a password', *words, environment=environment)
        # In an address it would be seen by all.
        program.fail(2, '~/.pgpass', 'fetch', '--server', f'postgresql://{READER}:secret@localhost/ais', '--table', 'positions')
        status, out, said = program.run('fetch', '--server', f'postgresql://{READER}:secret@local host/ais', '--table', 'positions')
        assert status == 2 and 'secret' not in said + out, said
        for folder, _, files in os.walk(program.folder):
            for name in files:
                with open(os.path.join(folder, name), 'rb') as file:
                    assert PASSWORD.encode() not in file.read(), name


def fill_many(archive, n):
    """A row a second of @n / 1000 vessels."""
    archive.sql('CREATE TABLE many (mmsi integer, t timestamptz, lat float8, lon float8, sog real, cog real)')
    archive.sql("INSERT INTO many SELECT 799000000 + i % 1000, timestamptz '2031-01-01 00:00Z' + i / 1000 * interval '10 s', "
                f'30 + i % 1000 / 100.0 + i / 1e6, 120 + i % 777 / 100.0 + i / 2e6, i % 300 / 10.0, i % 3600 / 10.0 FROM generate_series(0, {n - 1}) AS i')
    archive.sql('ANALYZE many')


def ends_in_the_middle(program):
    """A server that goes, and a person who gives up: the store is as it was."""
    with Archive() as archive:
        fill(archive)
        fill_many(archive, 400000)
        # An answer that comes in drops, for 20 s. As a condition: joined, the planner would remember what it slept once (Memoize).
        archive.sql('CREATE VIEW slow AS SELECT * FROM many WHERE CASE WHEN mmsi = 799000500 THEN pg_sleep(0.05) IS NOT NULL ELSE true END')
        fetch(program, archive)
        before = program.succeed('claims', '--csv', '--exercise')
        words = program.arguments('fetch', '--exercise', '--server', archive.address(), '--table', 'slow')

        for end in ('server', 'interrupt', 'kill'):
            with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.environment) as running:
                wait_for(lambda: archive.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'plimsoll' AND query LIKE 'COPY%'") == '1')
                time.sleep(0.5)
                if end == 'server':
                    archive.kill_backends()
                else:
                    running.send_signal(signal.SIGINT if end == 'interrupt' else signal.SIGKILL)
                _, said = running.communicate(timeout=60)
            assert running.returncode != 0, end
            if end == 'server':
                assert running.returncode == 1 and b'The store is as it was.' in said, said
                wait_for(lambda: is_up(archive))
            assert program.succeed('claims', '--csv', '--exercise') == before, end
            program.succeed('verify')
            # Nobody works on for somebody who is gone.
            wait_for(lambda: archive.backends() == 0)


def is_up(archive):
    try:
        return archive.sql('SELECT 1') == '1'
    except subprocess.CalledProcessError:
        return False


def wait_for(condition):
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


def only_the_named_server(program):
    """What the environment says of other servers does not count."""
    with Archive() as archive:
        fill(archive)
        environment = dict(program.environment, PGHOST='plimsoll.invalid', PGHOSTADDR='192.0.2.1', PGDATABASE='nothing', PGOPTIONS='', PGPORT='5432')
        assert fetch(program, archive, environment=environment)[0] == 36


def a_million(program):
    with Archive() as archive:
        fill_many(archive, 1000000)
        began = time.monotonic()
        done = subprocess.run(['/usr/bin/env', 'python3', '-c',
                               'import resource, subprocess, sys\n'
                               'status = subprocess.call(sys.argv[1:])\n'
                               'print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\nsys.exit(status)',
                               *program.arguments('fetch', '--exercise', '--server', archive.address(), '--table', 'many')],
                              capture_output=True, env=program.environment, timeout=300, check=True)
        seconds = time.monotonic() - began
        peak = int(re.search(rb'peak (\d+)', done.stderr)[1]) // 1024
        assert LINE.search(done.stdout.decode())[2] == '1000000', done.stdout
        print(f'# a million rows in {seconds:.2f} s ({1 / seconds:.2f} million a second), at most {peak} MiB in one process')
        assert peak < 200, peak


if __name__ == '__main__':
    main([all_filters, once_is_enough, hostile_names, fake_functions, what_goes_wrong, passwords, ends_in_the_middle, only_the_named_server,
          a_million])
