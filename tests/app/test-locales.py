#!/usr/bin/python3
"""Other locales change what a person reads, never what a file or a digest says.

A bare Debian has no locale but C, and a program that asks for one it does not have silently gets C: so the test makes its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

from program import BUNDLED, EVERYTHING, Skip, main

# Enough for every kind of number, and for the charts.
REPORTS = [EVERYTHING, *(path for path in BUNDLED if os.path.basename(path).startswith(('1718-', 's-', 'states-', 'us-fbi-')))]
LOCALES = ['de_DE', 'fr_FR', 'tr_TR', 'ko_KR', 'ar_EG']


def make_locales(folder):
    if shutil.which('localedef') is None or not os.path.isdir('/usr/share/i18n/locales'):
        raise Skip('localedef or its sources are not installed')
    os.makedirs(folder, exist_ok=True)
    for name in LOCALES:
        target = os.path.join(folder, name + '.UTF-8')
        if not os.path.isdir(target):
            # Made beside its place: a run that is stopped here leaves no half locale to the next.
            with tempfile.TemporaryDirectory(dir=folder) as beside:
                made = os.path.join(beside, 'made')
                # Warnings of the sources are no failure; that the locale is there and works is shown below.
                subprocess.run(['localedef', '--no-archive', '-i', name, '-f', 'UTF-8', made], check=False, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                assert os.path.isdir(made), name
                os.rename(made, target)


def assert_in_force(environment, name):
    """Not C under another name: the decimal sign is a comma, where the locale has one."""
    found = subprocess.run([sys.executable, '-c', 'import locale; locale.setlocale(locale.LC_ALL, ""); '
                            'print(locale.localeconv()["decimal_point"], locale.format_string("%.1f", 1.5))'],
                           env=environment, capture_output=True, check=True).stdout.decode().strip()
    if name in ('de_DE', 'fr_FR', 'tr_TR'):
        assert found == ', 1,5', (name, found)


def produce(program, name, environment):
    """Everything a machine reads, by name."""
    program.store = program.file(name + '.db')
    files = {}
    program.succeed('import', *REPORTS, environment=environment)
    store = sqlite3.connect(program.store)
    files['digests'] = store.execute('SELECT file_name, sha256, rows_sha256 FROM import ORDER BY import_id').fetchall()
    files['numbers'] = store.execute('SELECT lat, lon FROM sighting UNION ALL SELECT quantity, money FROM trade').fetchall()
    store.close()
    for table in 'claims', 'vessels':
        files[table + '.csv'] = program.succeed(table, '--csv', environment=environment)
        files[table + '.json'] = program.succeed(table, '--json', environment=environment)
    for ending in 'svg', 'png', 'pdf', 'csv':
        picture = program.file(f'{name}.{ending}')
        program.succeed('chart', 'oil', '--from', '2018', '--to', '2024', '--dpi', '96', '-o', picture, environment=environment)
        with open(picture, 'rb') as file:
            files['oil.' + ending] = file.read()
    for words in ('chart', 'crypto'), ('map',):
        picture = program.file(f'{name}-{words[-1]}.svg')
        program.succeed(*words, '-o', picture, environment=environment)
        with open(picture, 'rb') as file:
            files[words[-1] + '.svg'] = file.read()
    picture = program.file(f'{name}-ko.svg')
    program.succeed('chart', 'oil', '--lang', 'ko', '-o', picture, environment=environment)
    with open(picture, 'rb') as file:
        files['ko.svg'] = file.read()
    program.succeed('verify', environment=environment)
    return files


def locales(program):
    folder = os.path.join(os.environ.get('G_TEST_BUILDDIR', program.folder), 'locales')
    make_locales(folder)
    wanted = produce(program, 'C', dict(program.environment, LC_ALL='C.UTF-8'))
    # The language of a picture is asked for, never taken from who asks.
    assert 'Oil' in wanted['oil.svg'].decode() and '석유' in wanted['ko.svg'].decode()
    for name in LOCALES:
        environment = dict(program.environment, LOCPATH=folder, LC_ALL=name + '.UTF-8', LANG=name + '.UTF-8', LANGUAGE=name[:2])
        assert_in_force(environment, name)
        found = produce(program, name, environment)
        for what, value in wanted.items():
            assert found[what] == value, f'{what} differs under {name}'


main([locales])
