#include "config.h"

#include "app/import/plim-parse-jail.h"
#include "tests/plim-test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define OTHER_FD 5

/* What a parser that was taken over might try. */
static void
try_open (void)
{
  open ("/etc/passwd", O_RDONLY);
}

static void
try_connect (void)
{
  socket (AF_INET, SOCK_STREAM, 0);
}

static void
try_exec (void)
{
  execl ("/bin/true", "true", NULL);
}

static void
try_fork (void)
{
  fork ();
}

static void
try_write_elsewhere (void)
{
  if (write (OTHER_FD, "x", 1) < 0)
    _exit (3);
}

static void
try_read_elsewhere (void)
{
  char byte;

  if (read (OTHER_FD, &byte, 1) < 0)
    _exit (3);
}

static void
try_run_memory (void)
{
  mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
try_kill (void)
{
  kill (getppid (), 0);
}

/* What parsing needs. */
static void
try_work (void)
{
  char *volatile memory = malloc (20 * 1024 * 1024);

  memory[1024 * 1024] = 'x';
  free (memory);
  if (write (STDERR_FILENO, "", 0) != 0)
    _exit (3);
}

static int
run_in_jail (void (*attempt) (void))
{
  int status = 0;
  pid_t pid = fork ();

  if (pid == 0)
    {
      dup2 (open ("/dev/null", O_RDWR), OTHER_FD);
      plim_parse_jail_enter (1);
      attempt ();
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  return status;
}

static void
test_killed (gconstpointer attempt)
{
#ifdef HAVE_SECCOMP
  int status = run_in_jail (*(void (* const *) (void)) attempt);

  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
#else
  g_test_skip ("built without seccomp");
#endif
}

static void
test_work (void)
{
  int status = run_in_jail (try_work);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_nonnull (plim_parse_jail_describe ());
}

int
main (int    argc,
      char **argv)
{
  static void (* const attempts[]) (void) = {
    try_open, try_connect, try_exec, try_fork, try_write_elsewhere, try_read_elsewhere, try_run_memory, try_kill,
  };
  static const char * const names[] = {
    "open", "connect", "exec", "fork", "write-elsewhere", "read-elsewhere", "run-memory", "kill",
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *path = g_strconcat ("/parse-jail/killed/", names[i], NULL);

      g_test_add_data_func (path, &attempts[i], test_killed);
    }
  g_test_add_func ("/parse-jail/work", test_work);

  return g_test_run ();
}
