#!/usr/bin/python3
"""No command opens a socket of the network or looks up a name, nor does what it starts."""

import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

from program import BUNDLED, EVERYTHING, Skip, main

# A name is looked up over the network, or through the daemon that caches names.
FORBIDDEN = re.compile(r'AF_INET|AF_PACKET|sin_port|/nscd/|resolve')


def no_network(program):
    if shutil.which('strace') is None:
        raise Skip('strace is not installed')
    if subprocess.run(['strace', '-o', program.file('probe'), 'true'], check=False, stderr=subprocess.DEVNULL).returncode != 0:
        raise Skip('strace may not trace here')

    # What watches for leaks cannot be watched itself.
    environment = dict(program.environment, ASAN_OPTIONS='detect_leaks=0')
    hostile = program.file('hostile.xml')
    with open(hostile, 'w') as file:
        file.write('<?xml version="1.0"?>\n<!DOCTYPE report SYSTEM "http://example.org/report.dtd">\n'
                   '<report xmlns="urn:plimsoll:report:1" symbol="EX/1" exercise="yes"/>\n')

    for words, status in [
            (('import', EVERYTHING, *BUNDLED[:12]), 0),
            (('import', hostile), 1),
            (('reports', '--csv'), 0),
            (('claims', '--csv'), 0),
            (('vessels', '--json'), 0),
            (('chart', 'oil', '-o', program.file('a.svg')), 0),
            (('chart', 'crypto', '-o', program.file('a.pdf')), 0),
            (('map', '-o', program.file('a.png')), 0),
            (('verify',), 0),
            (('verify', program.file('a.svg')), 0)]:
        log = program.file('strace.log')
        found, _, said = program.run(*words, environment=environment, before=('strace', '-f', '-qq', '-e', 'trace=network', '-o', log))
        assert found == status, (words, found, said)
        with open(log, encoding='utf-8', errors='replace') as file:
            for line in file:
                assert not FORBIDDEN.search(line), (words, line)


main([no_network])
