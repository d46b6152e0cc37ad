#define _GNU_SOURCE
#include "config.h"

#include "app/import/plim-parse-worker.h"

#include "app/import/plim-parse-jail.h"
#include "app/import/plim-report-reader.h"
#include "app/import/plim-xml-input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OPTION         "--parse-worker"
#define PIPE_BYTES     (1024 * 1024)
#define READ_BYTES     (256 * 1024)
#define N_OPTIONS      4
#define POLL_MS        50
#define SILENT_US      (10 * G_USEC_PER_SEC)

typedef struct
{
  pid_t pid;
  int   fd;     /* records come out of it */
} Child;

gboolean
plim_parse_worker_wanted (int    argc,
                          char **argv)
{
  return argc >= 2 && strcmp (argv[1], OPTION) == 0;
}

/* Messages are made in the child: while it can still open files, its catalogue is looked up once for what it
 * has (which sets up the conversion of letters) and once for what it has not (which tries every language). */
static void
load_messages (void)
{
  setlocale (LC_MESSAGES, "");
  bindtextdomain (GETTEXT_PACKAGE, PLIM_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  gettext ("");
  gettext ("a message that no catalogue has");
}

/* The child's command line: what was asked for, empty where nothing was. */
static PlimLogOptions
read_options (int    argc,
              char **argv)
{
  PlimLogOptions options = { NULL };

  if (argc == 2 + N_OPTIONS)
    {
      options.as = *argv[2] != '\0' ? argv[2] : NULL;
      options.exercise = strcmp (argv[3], "exercise") == 0;
      options.columns = *argv[4] != '\0' ? argv[4] : NULL;
      options.remembered = *argv[5] != '\0' ? argv[5] : NULL;
    }

  return options;
}

static void
finish_log (PlimRecordWriter *writer,
            const GError     *error)
{
  g_autoptr(PlimImportMessage) failure = error != NULL
    ? plim_import_message_new (PLIM_SEVERITY_ERROR, 0, 0, NULL, error->message) : NULL;

  plim_record_writer_finish (writer, failure, error != NULL ? (PlimError) error->code : PLIM_ERROR_FORMAT);
}

static void
warn (PlimRecordWriter *writer,
      const char       *words)
{
  g_autoptr(PlimImportMessage) message = plim_import_message_new (PLIM_SEVERITY_WARNING, 0, 0, "", words);

  plim_record_writer_message (writer, message);
}

/* A drawing is one file: of an archive with several the first is read, as by every program that shows a KMZ. An archive
 * of which the end does not fit is not believed, whatever could be read of it. */
static gboolean
finish_archive (PlimByteSource    *source,
                PlimRecordWriter  *writer,
                GError           **error)
{
  guint n_passed;

  if (plim_byte_source_next_member (source, NULL))
    warn (writer, _("the archive has several files of this kind, and the first alone is read"));
  if (!plim_byte_source_finish (source, error))
    return FALSE;

  n_passed = plim_byte_source_count_passed (source);
  if (n_passed > 0)
    {
      g_autofree char *words
        = g_strdup_printf (ngettext ("the archive has %u more file, of another kind, which is not read",
                                     "the archive has %u more files, of other kinds, which are not read", n_passed), n_passed);

      warn (writer, words);
    }

  return TRUE;
}

/* A report comes as it is, a log may be packed. */
static void
read_source (PlimByteSource       *source,
             PlimRecordWriter     *writer,
             const PlimLogOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *packing = NULL;
  const PlimLogReader *reader;
  const guint8 *head;
  gsize size;

  head = plim_byte_source_peek (source, &size, &error);
  if (head == NULL)
    {
      finish_log (writer, error);
      return;
    }
  reader = plim_log_reader_find (options->as, head, size);
  if (reader != NULL)
    {
      if (reader->run (source, writer, options, &error))
        finish_archive (source, writer, &error);
      finish_log (writer, error);
      return;
    }
  packing = plim_byte_source_dup_packing (source);
  if (packing != NULL)
    {
      g_set_error (&error, PLIM_ERROR, PLIM_ERROR_FORMAT,
                   _("this is %s, and what is in it is no log of positions that is known here; a report must not be packed"), packing);
      finish_log (writer, error);
      return;
    }
  plim_report_reader_run (source, writer);
}

int
plim_parse_worker_main (int    argc,
                        char **argv)
{
  PlimLogOptions options = read_options (argc, argv);
  PlimRecordWriter *writer;
  PlimByteSource *source;
  struct stat status;
  guint64 size = 0;

  load_messages ();
  xmlInitParser ();
  plim_xml_input_prepare ();
  plim_byte_source_prepare ();
  source = plim_byte_source_new (STDIN_FILENO);
  writer = plim_record_writer_new (STDOUT_FILENO);
  if (fstat (STDIN_FILENO, &status) == 0 && S_ISREG (status.st_mode))
    size = status.st_size;

  plim_parse_jail_enter (size);
  read_source (source, writer, &options);

  /* Nothing is left to do that would not need more than the jail allows. */
  _exit (0);
}

#ifdef __SANITIZE_ADDRESS__
/* The leak checker stops all threads by ptrace, which the jail forbids. */
static char **
make_environment (void)
{
  return g_environ_setenv (g_get_environ (), "ASAN_OPTIONS", "detect_leaks=0", TRUE);
}
#else
static char **
make_environment (void)
{
  return g_get_environ ();
}
#endif

static char *
argument (const char *text)
{
  return (char *) (text != NULL ? text : "");
}

static gboolean
start_child (int                   fd,
             const PlimLogOptions *options,
             Child                *child,
             GError              **error)
{
  char *argv[] = { (char *) "plimsoll", (char *) OPTION, argument (options->as), (char *) (options->exercise ? "exercise" : ""),
                   argument (options->columns), argument (options->remembered), NULL };
  g_auto(GStrv) environment = make_environment ();
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none;
  int ends[2];
  int failed;

  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER, _("No pipe to a reading process could be made: %s."),
                   g_strerror (errno));
      return FALSE;
    }
  /* A wide pipe keeps both sides busy; a narrow one is only slower. */
  fcntl (ends[0], F_SETPIPE_SZ, PIPE_BYTES);

  sigemptyset (&none);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, fd, STDIN_FILENO);
  posix_spawn_file_actions_adddup2 (&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np (&actions, 3);
  failed = posix_spawn (&child->pid, "/proc/self/exe", &actions, &attributes, argv, environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  close (ends[1]);
  if (failed != 0)
    {
      close (ends[0]);
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER, _("The process that reads files could not be started: %s."),
                   g_strerror (failed));
      return FALSE;
    }
  child->fd = ends[0];

  return TRUE;
}

/* Says how a child ended that did not say so itself. */
static void
tell_end (int          status,
          const char  *display_name,
          GError     **error)
{
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER,
                 _("%s: while it was read, something in it tried to leave the reading process, which was ended. "
                   "The file may be an attack."), display_name);
  else if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER,
                 _("%s: reading it took more time than a file of its size can need, and was ended."), display_name);
  else if (WIFSIGNALED (status))
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER,
                 _("%s: the process that read it was ended by signal %d (%s); it may have needed more memory than is allowed."),
                 display_name, WTERMSIG (status), g_strsignal (WTERMSIG (status)));
  else
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER,
                 _("%s: the process that read it ended before the file did (status %d)."), display_name,
                 WEXITSTATUS (status));
}

static gboolean
is_empty_pipe (int fd)
{
  struct stat status;
  int waiting;

  return fstat (fd, &status) == 0 && S_ISFIFO (status.st_mode) && ioctl (fd, FIONREAD, &waiting) == 0 && waiting == 0;
}

static gboolean
read_records (Child             *child,
              int                input_fd,
              PlimRecordReader  *reader,
              const char        *display_name,
              GCancellable      *cancellable,
              gboolean          *at_end,
              GError           **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  gint64 heard_at = g_get_monotonic_time ();

  for (;;)
    {
      struct pollfd wait = { child->fd, POLLIN, 0 };
      int ready = poll (&wait, 1, POLL_MS);
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (ready == 0 || (ready < 0 && errno == EINTR))
        {
          /* A child that waits for whoever fills its pipe does not hang. */
          if (is_empty_pipe (input_fd))
            heard_at = g_get_monotonic_time ();
          if (g_get_monotonic_time () - heard_at < SILENT_US)
            continue;
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER,
                       _("%s: the process that read it made no progress for ten seconds, and was ended."), display_name);
          return FALSE;
        }
      n = read (child->fd, buffer, READ_BYTES);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          *at_end = TRUE;
          return TRUE;
        }
      if (!plim_record_reader_feed (reader, buffer, n, error))
        return FALSE;
      /* Only waiting counts: the sink may take its time. */
      heard_at = g_get_monotonic_time ();
    }
}

gboolean
plim_parse_file (int                    fd,
                 const char            *display_name,
                 const PlimLogOptions  *options,
                 const PlimRecordSink  *sink,
                 gpointer               data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  static const PlimLogOptions by_content = { NULL };
  g_autoptr(PlimRecordReader) reader = NULL;
  Child child;
  gboolean at_end = FALSE;
  gboolean is_read;
  int status = 0;

  g_return_val_if_fail (sink != NULL && sink->fixes != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  lseek (fd, 0, SEEK_SET);
  if (!start_child (fd, options != NULL ? options : &by_content, &child, error))
    return FALSE;
  reader = plim_record_reader_new (display_name, sink, data);
  is_read = read_records (&child, fd, reader, display_name, cancellable, &at_end, error);

  if (!at_end)
    kill (child.pid, SIGKILL);
  close (child.fd);
  while (waitpid (child.pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (is_read && !plim_record_reader_is_done (reader))
    {
      tell_end (status, display_name, error);
      return FALSE;
    }

  return is_read;
}
