#!/usr/bin/python3
"""Nothing here uses the network: every system call of every command, or of a tour of the window, is looked at.

test-network.py commands PLIMSOLL REPORTS
test-network.py window TEST_WINDOW

Allowed are the desktop's own local sockets. A socket of any other family fails, and so does whatever a name look-up cannot
do without. Skips where strace is missing or may not trace, and where there is no display for the window.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77

FAMILY = re.compile(r'\b[AP]F_(?!UNIX\b|LOCAL\b)[A-Z0-9]+')
# What the C library reads or asks before it knows a host's address.
LOOK_UP = re.compile(r'"[^"]*(/etc/hosts|/etc/resolv\.conf|/etc/host\.conf|/etc/gai\.conf|libnss_dns|libnss_resolve|libnss_mdns'
                     r'|/nscd/|systemd/resolve|avahi-daemon)[^"]*"')

# {reports} are all of them, {first} is one; {out} is a new file's name, {last} the last SVG file's.
COMMANDS = [
    ['import', '{reports}'],
    ['import', '--dry-run', '{first}'],
    ['reports'], ['reports', '--csv'], ['reports', '--json'],
    ['claims'], ['claims', '--csv'], ['claims', '--json', '--exercise'],
    ['vessels'], ['vessels', '--csv'], ['vessels', '--json'],
    ['chart', 'coal', '-o', '{out}.svg'], ['chart', 'coal', '-o', '{out}.csv'],
    ['chart', 'oil', '-o', '{out}.pdf'], ['chart', 'oil', '--year', '2020', '-o', '{out}.png'],
    ['chart', 'crypto', '-o', '{out}.png'], ['chart', 'crypto', '--linear', '-o', '{out}.svg'],
    ['map', '-o', '{out}.svg'], ['map', '-o', '{out}.png'], ['map', '--exercise', '-o', '{out}.pdf'], ['map', '-o', '{out}.csv'],
    ['verify'], ['verify', '{last}.svg'],
]

# Files that ask their reader to fetch something. Each is refused, and nothing is fetched.
LURES = {
    'doctype.xml': '<!DOCTYPE report SYSTEM "http://plimsoll.invalid/report.dtd"><report xmlns="urn:plimsoll:report:1"/>',
    'entity.xml': '<!DOCTYPE report [<!ENTITY e SYSTEM "ftp://plimsoll.invalid/e">]><report xmlns="urn:plimsoll:report:1">&e;</report>',
    'include.xml': '<report xmlns="urn:plimsoll:report:1"><i:include xmlns:i="http://www.w3.org/2001/XInclude" '
                   'href="http://plimsoll.invalid/i.xml"/></report>',
    'schema.xml': '<?xml-stylesheet href="http://plimsoll.invalid/s.xsl"?><report xmlns="urn:plimsoll:report:1" '
                  'xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="urn:plimsoll:report:1 http://plimsoll.invalid/r.xsd"/>',
}


def trace(folder, command, **options):
    """Runs it; returns how it ended and what it must not have done."""
    log = os.path.join(folder, 'strace.log')
    # Only the calls that matter stop the program: the rest runs at full speed.
    ended = subprocess.run(['strace', '-f', '--seccomp-bpf', '-s', '200', '-o', log, '-e', 'trace=network,open,openat,openat2,execve',
                            *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **options)
    with open(log, encoding='utf-8', errors='replace') as lines:
        found = [line.strip() for line in lines if FAMILY.search(line) or LOOK_UP.search(line)]
    return ended, found


def can_trace(folder):
    if shutil.which('strace') is None:
        print('there is no strace')
        return False
    try:
        ended, found = trace(folder, ['true'])
    except OSError as error:
        print(f'strace cannot be used: {error}')
        return False
    if ended.returncode != 0:
        print('strace may not trace here: ' + ended.stderr.decode(errors='replace'))
        return False
    if found:
        sys.exit('calls were taken for network use that are none:\n' + '\n'.join(found))

    # A check that cannot fail proves nothing.
    for sin in ('socket.socket(socket.AF_INET)', 'socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)',
                'socket.getaddrinfo("plimsoll.invalid", None)'):
        if not trace(folder, [sys.executable, '-c', f'import socket\ntry: {sin}\nexcept OSError: pass'])[1]:
            sys.exit(f'{sin} went unseen')
    return True


def fail_if_found(what, found):
    if found:
        sys.exit(f'{what} is not offline:\n' + '\n'.join(found[:20]))


def check_commands(folder, plimsoll, reports):
    files = sorted(glob.glob(os.path.join(reports, '*.plimsoll-report.xml')))
    store = os.path.join(folder, 'store.db')
    last_svg = None

    usage = subprocess.run([plimsoll, '--help'], stdout=subprocess.PIPE, check=True, text=True).stdout
    there_are = set(re.findall(r'^  ([a-z-]+) ', usage, re.MULTILINE))
    tried = {command[0] for command in COMMANDS}
    if there_are != tried or not files:
        sys.exit(f'{len(files)} reports; commands that are tried here: {sorted(tried)}, that there are: {sorted(there_are)}')

    for number, command in enumerate(COMMANDS):
        out = os.path.join(folder, f'out-{number}')
        words = []
        for word in command:
            words += files if word == '{reports}' else [word.format(out=out, last=last_svg, first=files[0])]
        if words[-1] == out + '.svg':
            last_svg = out
        ended, found = trace(folder, [plimsoll, '--store', store, *words])
        fail_if_found('plimsoll ' + ' '.join(command), found)
        if ended.returncode != 0:
            sys.exit(f'plimsoll {" ".join(command)} failed: {ended.stderr.decode(errors="replace")}')

    for name, text in LURES.items():
        path = os.path.join(folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        ended, found = trace(folder, [plimsoll, '--store', store, 'import', path])
        fail_if_found('the import of ' + name, found)
        if ended.returncode != 1:
            sys.exit(f'{name} was not refused: {ended.returncode}')
    print(f'{len(COMMANDS)} command lines and {len(LURES)} lures: local all the way')


def check_window(folder, tour):
    """The window's own test goes through all pages, menus, imports, exports; here it is watched doing so. Left out are
    pictures of each page in several sizes: the exercise's pages come later and are the same."""
    ended, found = trace(folder, [tour, '--tap', '-s', '/window/pages'])
    fail_if_found('the window', found)
    said = ended.stdout.decode(errors='replace')
    if ended.returncode != 0 or 'not ok' in said or re.search(r'^ok ', said, re.MULTILINE) is None:
        sys.exit('the tour did not end well:\n' + said + ended.stderr.decode(errors='replace'))
    print('a tour of the window: local all the way')


def main():
    with tempfile.TemporaryDirectory() as folder:
        if not can_trace(folder):
            return SKIPPED
        if sys.argv[1] == 'commands':
            check_commands(folder, *sys.argv[2:])
        elif not os.environ.get('DISPLAY') and not os.environ.get('WAYLAND_DISPLAY'):
            print('there is no display')
            return SKIPPED
        else:
            check_window(folder, *sys.argv[2:])
    return 0


sys.exit(main())
