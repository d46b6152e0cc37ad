"""What a program must not ask of the system if it keeps off the network, seen from outside with strace."""
import os
import re
import shutil
import subprocess
import sys

# Local sockets are the desktop's own.
FAMILY = re.compile(r'\b[AP]F_(?!UNIX\b|LOCAL\b)[A-Z0-9]+')
# What the C library reads or asks before it knows a host's address.
LOOK_UP = re.compile(r'"[^"]*(/etc/hosts|/etc/resolv\.conf|/etc/host\.conf|/etc/gai\.conf|libnss_dns|libnss_resolve|libnss_mdns'
                     r'|/nscd/|systemd/resolve|avahi-daemon)[^"]*"')


def strace(log):
    """To stand before a command. Only the calls that matter stop it: the rest runs at full speed."""
    return ['strace', '-f', '-qq', '--seccomp-bpf', '-s', '200', '-o', log, '-e', 'trace=network,open,openat,openat2']


def network_use(log):
    """The calls in strace's @log that are use of the network, or lead to it."""
    with open(log, encoding='utf-8', errors='replace') as lines:
        return [line.strip() for line in lines if FAMILY.search(line) or LOOK_UP.search(line)]


def why_not(folder):
    """Why nothing can be traced here, or None; @folder is one to write in."""
    if shutil.which('strace') is None:
        return 'strace is not installed'

    log = os.path.join(folder, 'probe')
    if subprocess.run([*strace(log), 'true'], check=False, stderr=subprocess.DEVNULL).returncode != 0:
        return 'strace may not trace here'
    assert not network_use(log), network_use(log)

    # A check that cannot fail proves nothing.
    for sin in ('socket.socket(socket.AF_INET)', 'socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)',
                'socket.getaddrinfo("plimsoll.invalid", None)'):
        subprocess.run([*strace(log), sys.executable, '-c', f'import socket\ntry: {sin}\nexcept OSError: pass'],
                       check=True, stderr=subprocess.DEVNULL)
        assert network_use(log), sin + ' went unseen'

    return None
