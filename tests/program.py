"""What tests share that drive the program from outside: running it, and saying what came of it as TAP."""

import glob
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
BUNDLED = sorted(glob.glob(os.path.join(SOURCE, 'data', 'reports', '*.plimsoll-report.xml')))
SAMPLE = os.path.join(SOURCE, 'tests', 'reports', 'sample.plimsoll-report.xml')
EVERYTHING = os.path.join(SOURCE, 'tests', 'reports', 'everything.plimsoll-report.xml')


class Program:
    """The program with a folder of its own and nothing of the person's."""

    def __init__(self, path, folder):
        self.path = os.path.abspath(path)
        self.folder = folder
        self.store = os.path.join(folder, 'store.db')
        self.environment = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder,
                                XDG_CACHE_HOME=os.path.join(folder, 'cache'), DISPLAY='')
        self.environment.pop('WAYLAND_DISPLAY', None)

    def file(self, name):
        return os.path.join(self.folder, name)

    def arguments(self, *words):
        return [self.path, words[0], '--store', self.store, *words[1:]]

    def run(self, *words, environment=None, before=()):
        """Status, standard output as text, standard error as text."""
        done = subprocess.run([*before, *self.arguments(*words)], stdin=subprocess.DEVNULL, capture_output=True,
                              env=environment or self.environment, timeout=300)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def succeed(self, *words, **more):
        status, out, err = self.run(*words, **more)
        assert status == 0, f'{words}: status {status}: {err}'
        return out

    def fail(self, status, says, *words, **more):
        found, _, err = self.run(*words, **more)
        assert found == status, f'{words}: status {found}, not {status}: {err}'
        assert says in err, f'{words}: “{says}” is not in: {err}'


class Skip(Exception):
    pass


def main(tests):
    """Runs each test with the program named first on the command line; those named after it, or all."""
    chosen = [test for test in tests if len(sys.argv) < 3 or test.__name__ in sys.argv[2:]]
    failed = 0
    print(f'1..{len(chosen)}')
    for number, test in enumerate(chosen, 1):
        folder = tempfile.mkdtemp(prefix='plimsoll-test-')
        try:
            test(Program(sys.argv[1], folder))
            print(f'ok {number} {test.__name__}')
        except Skip as reason:
            print(f'ok {number} {test.__name__} # SKIP {reason}')
        except Exception:
            failed += 1
            print(f'not ok {number} {test.__name__}')
            print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        sys.stdout.flush()
    sys.exit(failed > 0)
