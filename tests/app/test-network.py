#!/usr/bin/python3
"""No command opens a socket of the network or looks up a name, nor does what it starts."""

import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

import offline
from program import BUNDLED, EVERYTHING, Skip, main

# Files that ask their reader to fetch something.
LURES = {
    'doctype.xml': '<!DOCTYPE report SYSTEM "http://plimsoll.invalid/report.dtd">\n<report xmlns="urn:plimsoll:report:1"/>\n',
    'entity.xml': '<!DOCTYPE report [<!ENTITY e SYSTEM "ftp://plimsoll.invalid/e">]>\n<report xmlns="urn:plimsoll:report:1">&e;</report>\n',
    'include.xml': '<report xmlns="urn:plimsoll:report:1"><i:include xmlns:i="http://www.w3.org/2001/XInclude" '
                   'href="http://plimsoll.invalid/i.xml"/></report>\n',
    'schema.xml': '<?xml-stylesheet href="http://plimsoll.invalid/s.xsl"?>\n<report xmlns="urn:plimsoll:report:1" '
                  'xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="urn:plimsoll:report:1 http://plimsoll.invalid/r.xsd"/>\n',
}


def no_network(program):
    reason = offline.why_not(program.folder)
    if reason is not None:
        raise Skip(reason)

    # What watches for leaks cannot be watched itself.
    environment = dict(program.environment, ASAN_OPTIONS='detect_leaks=0')
    lures = []
    for name, text in LURES.items():
        lures.append(program.file(name))
        with open(lures[-1], 'w', encoding='utf-8') as file:
            file.write(text)

    tried = set()
    for words, status in [
            (('import', EVERYTHING, *BUNDLED[:12]), 0),
            *((('import', lure), 1) for lure in lures),
            (('reports', '--csv'), 0),
            (('claims', '--csv'), 0),
            (('vessels', '--json'), 0),
            (('tracks', '--csv'), 0),
            (('chart', 'oil', '-o', program.file('a.svg')), 0),
            (('chart', 'coal', '-o', program.file('a.csv')), 0),
            (('chart', 'crypto', '-o', program.file('a.pdf')), 0),
            (('map', '-o', program.file('a.png')), 0),
            # Fetching goes to the server that is named and to no other: here to a socket of this machine that is not there.
            (('fetch',), 2),
            (('fetch', '--server', f'host={program.folder} dbname=ais user=nobody', '--table', 'positions'), 1),
            (('verify',), 0),
            (('verify', program.file('a.svg')), 0)]:
        log = program.file('strace.log')
        found, _, said = program.run(*words, environment=environment, before=offline.strace(log))
        assert found == status, (words, found, said)
        assert not offline.network_use(log), (words, offline.network_use(log)[:20])
        tried.add(words[0])

    # A command that comes to the program comes to this list.
    _, usage, _ = program.run('--help')
    there_are = set(re.findall(r'^  ([a-z-]+) ', usage, re.MULTILINE))
    assert there_are == tried, (there_are, tried)


main([no_network])
