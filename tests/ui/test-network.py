#!/usr/bin/python3
"""A tour of the window opens no socket of the network and looks up no name.

test-network.py TEST_WINDOW

The window's own test goes through all pages, menus, imports and exports; here it is watched doing so.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))

import offline

SKIPPED = 77


def main():
    with tempfile.TemporaryDirectory() as folder:
        reason = offline.why_not(folder)
        if reason is None and not os.environ.get('DISPLAY'):
            reason = 'there is no display'
        if reason is not None:
            print(reason)
            return SKIPPED

        log = os.path.join(folder, 'strace.log')
        # Left out are pictures of each page in several sizes: the exercise's pages come later and are the same.
        tour = subprocess.run([*offline.strace(log), sys.argv[1], '--tap', '-s', '/window/pages'],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', check=False)
        found = offline.network_use(log)
        if found:
            sys.exit('the window is not offline:\n' + '\n'.join(found[:20]))
        # A tour that broke off says nothing of what would have come.
        if tour.returncode != 0 or re.search(r'^ok ', tour.stdout, re.MULTILINE) is None:
            sys.exit('the tour did not end well:\n' + tour.stdout)
    return 0


sys.exit(main())
