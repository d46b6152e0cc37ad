#!/usr/bin/python3
"""The dialog of fetching, with a real server: test-fetch.py TEST_FETCH_DIALOG."""

import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

from archive import Archive
from program import Skip

SKIPPED = 77


def main():
    if not os.environ.get('DISPLAY'):
        print('there is no display')
        return SKIPPED
    try:
        with Archive() as archive:
            archive.sql('CREATE TABLE ports (name text, country text)')
            archive.sql('CREATE SCHEMA archive')
            archive.sql("CREATE TABLE archive.positions AS SELECT 799000000 + i % 3 AS mmsi, timestamptz '2031-03-01 00:00Z' + i * interval '1 min' AS t, "
                        "10.5::real AS sog, 90.0::real AS cog, 'EXERCISE ALPHA' AS name, "
                        'ST_SetSRID(ST_MakePoint(123 + i / 1e4, 37 + i / 1e4), 4326)::geometry(Point,4326) AS geom FROM generate_series(1, 3000) AS i')
            return subprocess.run([sys.argv[1], '--tap'], env=dict(os.environ, PLIM_TEST_ARCHIVE=archive.socket), check=False).returncode
    except Skip as reason:
        print(reason)
        return SKIPPED


sys.exit(main())
