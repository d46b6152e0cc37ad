"""What benchmarks of the window share: an X server and an environment of their own."""
import os
import subprocess
import sys


def make_environment(home):
    environment = dict(os.environ)
    for name in ('WAYLAND_DISPLAY', 'LANGUAGE', 'XAUTHORITY'):
        environment.pop(name, None)
    environment.update({
        'LC_ALL': 'C.UTF-8', 'TZ': 'UTC',
        'GSK_RENDERER': 'cairo', 'GDK_BACKEND': 'x11', 'GTK_A11Y': 'none', 'NO_AT_BRIDGE': '1',
        'GSETTINGS_BACKEND': 'memory', 'DBUS_SESSION_BUS_ADDRESS': 'disabled:',
    })
    for name in ('XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'):
        environment[name] = os.path.join(home, name)
        os.mkdir(environment[name], 0o700)
    return environment


def start_display(environment):
    """An X server on a number that was free; it says which."""
    reading, writing = os.pipe()
    # It would start anew whenever the last window is gone, and turn away who comes meanwhile.
    server = subprocess.Popen(['Xvfb', '-displayfd', str(writing), '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'],
                              pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    if not number:
        sys.exit('the X server did not start')
    environment['DISPLAY'] = ':' + number
    return server
