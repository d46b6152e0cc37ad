"""A PostgreSQL server with PostGIS of its own, in a temporary folder, for tests that fetch from one."""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile

from program import Skip

# A made-up archive: nothing in it is a ship's. MMSIs beginning with 799 belong to no country.
OWNER = 'owner'
READER = 'reader'
PASSWORD = 'pass word\'"\\'


def find_programs():
    """The folder of the newest server that is installed, or None."""
    folders = [path for path in glob.glob('/usr/lib/postgresql/*/bin') if os.path.exists(os.path.join(path, 'initdb'))]
    return max(folders, key=lambda path: int(path.split('/')[-2]), default=None)


class Archive:
    """Running from entering to leaving. The server listens on a local socket in `socket`, and on no network."""

    def __init__(self, postgis=True):
        self.programs = find_programs()
        self.postgis = postgis
        if self.programs is None:
            raise Skip('PostgreSQL is not installed')
        if not glob.glob(os.path.join(self.programs, '../../../postgresql/*/lib/postgis-3.so')):
            raise Skip('PostGIS is not installed')
        # The server refuses to run as root.
        self.user = None
        if os.geteuid() == 0:
            try:
                self.user = pwd.getpwnam('postgres')
            except KeyError:
                raise Skip('root cannot run PostgreSQL, and there is no user “postgres”') from None

    def __enter__(self):
        # A socket's path may not have more than 107 bytes.
        self.folder = tempfile.mkdtemp(prefix='plim-pg-', dir='/tmp')
        self.socket = os.path.join(self.folder, 's')
        self.data = os.path.join(self.folder, 'd')
        os.mkdir(self.socket)
        if self.user is not None:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
            os.chown(self.socket, self.user.pw_uid, self.user.pw_gid)
        os.chmod(self.folder, 0o755)
        try:
            self.run('initdb', '-D', self.data, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N')
            # Only the reader needs a password.
            with open(os.path.join(self.data, 'pg_hba.conf'), 'w', encoding='utf-8') as rules:
                rules.write(f'local all {READER} scram-sha-256\nlocal all {OWNER} trust\n')
            self.start()
            self.sql(f"CREATE ROLE {READER} LOGIN PASSWORD {quote(PASSWORD)}", database='postgres')
            self.sql("CREATE DATABASE ais", database='postgres')
            if self.postgis:
                self.sql('CREATE EXTENSION postgis')
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop('immediate')
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, name, *words, **more):
        return subprocess.run([os.path.join(self.programs, name), *words], check=True, stdin=more.pop('stdin', subprocess.DEVNULL),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder, timeout=300, preexec_fn=self.step_down,
                              env={'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'TZ': 'Asia/Tokyo'}, **more)

    def step_down(self):
        if self.user is not None:
            os.setgroups([])
            os.setgid(self.user.pw_gid)
            os.setuid(self.user.pw_uid)

    def start(self):
        # pg_ctl leaves a server behind that holds on to the standard streams it was given.
        log = os.path.join(self.folder, 'log')
        # A local time that is not UTC, so that whoever forgets to ask for UTC is found out.
        options = f"-k {self.socket} -c listen_addresses= -c fsync=off -c full_page_writes=off -c TimeZone=Asia/Tokyo " \
                  "-c DateStyle=German -c max_connections=20 -c shared_buffers=64MB"
        self.run('pg_ctl', '-D', self.data, '-l', log, '-w', '-t', '60', '-o', options, 'start')

    def stop(self, mode='fast'):
        if os.path.exists(os.path.join(self.data, 'postmaster.pid')):
            self.run('pg_ctl', '-D', self.data, '-m', mode, '-w', 'stop')

    def sql(self, text, database='ais', stdin=None):
        """Does it as the owner; what it prints, bare."""
        arguments = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', self.socket, '-U', OWNER, '-d', database]
        if stdin is None:
            done = self.run('psql', *arguments, '-c', text)
        else:
            with tempfile.TemporaryFile() as rows:
                rows.write(stdin.encode())
                rows.seek(0)
                done = self.run('psql', *arguments, '-c', text, stdin=rows)
        return done.stdout.decode().strip()

    def copy(self, table, columns, rows):
        """Fills a table by COPY; None is NULL."""
        text = ''.join('\t'.join('\\N' if value is None else str(value).replace('\\', '\\\\').replace('\t', '\\t') for value in row) + '\n'
                       for row in rows)
        self.sql(f'COPY {table} ({columns}) FROM STDIN', stdin=text)

    def backends(self):
        """How many connections of ours the server has."""
        return int(self.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'plimsoll'"))

    def address(self, user=OWNER, database='ais'):
        return f'host={self.socket} dbname={database} user={user}'

    def kill_backends(self):
        """As if the server's machine were switched off under the connections."""
        for pid in self.sql("SELECT pid FROM pg_stat_activity WHERE application_name = 'plimsoll'").split():
            os.kill(int(pid), signal.SIGKILL)


def quote(text):
    return "'" + text.replace("'", "''") + "'"
