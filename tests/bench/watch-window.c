/* watch-window.c: starts a program on an X server of its own and watches its window from outside.
 *
 *   watch-window [--idle] [--rest MS] [--then COMMAND] [--picture FILE.ppm] -- PROGRAM [ARGUMENT…]
 *
 * Says, one `name value` a line: first_frame_ms, from fork() to the first frame that has more than a few colours in the
 * middle, where a header bar that came early does not count; first_frame_cpu_ms, what that took, also when others compete
 * for the processors. With --idle, from two seconds (or MS) after that frame, or
 * after COMMAND, which gives some input, and over five seconds: wakeups, draws and cpu_us, each per second; private_dirty_kib.
 */

#define _GNU_SOURCE

#include <dirent.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>

enum { ENOUGH_COLOURS = 8, REST_MS = 2000, IDLE_MS = 5000, PATIENCE_MS = 30000 };

typedef struct
{
  Display *display;
  int      damage_event;
  Window   window;          /* the program's first window of some size; None until it is mapped */
  int      width, height;
  long     n_draws;         /* of that window, so far */
  double   first_frame_cpu_ms;
} Watch;

typedef struct
{
  long long wakeups;        /* voluntary switches, all threads */
  long long cpu_ns;
  long long private_dirty_kib;
} Usage;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* A window may go between its event and our question about it. */
static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  return 0;
}

/* The number behind each "@name:" in a file of /proc, summed. */
static long long
sum_lines (const char *path,
           const char *name)
{
  FILE *file = fopen (path, "r");
  char line[512];
  long long sum = 0;

  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    if (strncmp (line, name, strlen (name)) == 0 && line[strlen (name)] == ':')
      sum += atoll (line + strlen (name) + 1);
  if (file != NULL)
    fclose (file);

  return sum;
}

static void
add_threads (int    pid,
             Usage *usage)
{
  char path[128];
  struct dirent *entry;
  DIR *tasks;

  snprintf (path, sizeof path, "/proc/%d/task", pid);
  tasks = opendir (path);
  while (tasks != NULL && (entry = readdir (tasks)) != NULL)
    {
      int task = atoi (entry->d_name);
      FILE *file;
      long long ns = 0;

      if (task <= 0)
        continue;
      snprintf (path, sizeof path, "/proc/%d/task/%d/status", pid, task);
      usage->wakeups += sum_lines (path, "voluntary_ctxt_switches");
      snprintf (path, sizeof path, "/proc/%d/task/%d/schedstat", pid, task);
      file = fopen (path, "r");
      if (file != NULL && fscanf (file, "%lld", &ns) == 1)
        usage->cpu_ns += ns;
      if (file != NULL)
        fclose (file);
    }
  if (tasks != NULL)
    closedir (tasks);
}

/* Of the program and whatever it started: all of the session that fork_program() made. */
static Usage
read_usage (pid_t session)
{
  DIR *processes = opendir ("/proc");
  struct dirent *entry;
  Usage usage = { 0 };

  while (processes != NULL && (entry = readdir (processes)) != NULL)
    {
      int pid = atoi (entry->d_name);
      char path[128];

      if (pid <= 0 || getsid (pid) != session)
        continue;
      add_threads (pid, &usage);
      snprintf (path, sizeof path, "/proc/%d/smaps_rollup", pid);
      usage.private_dirty_kib += sum_lines (path, "Private_Dirty");
    }
  if (processes != NULL)
    closedir (processes);

  return usage;
}

static void
take_event (Watch  *watch,
            XEvent *event)
{
  XWindowAttributes shape;

  if (event->type == CreateNotify)
    XDamageCreate (watch->display, event->xcreatewindow.window, XDamageReportRawRectangles);
  else if (event->type == MapNotify && watch->window == None
           && XGetWindowAttributes (watch->display, event->xmap.window, &shape)
           && shape.width >= 300 && shape.height >= 200)
    {
      watch->window = event->xmap.window;
      watch->width = shape.width;
      watch->height = shape.height;
    }
  else if (event->type == ConfigureNotify && event->xconfigure.window == watch->window)
    {
      watch->width = event->xconfigure.width;
      watch->height = event->xconfigure.height;
    }
  else if (event->type == watch->damage_event + XDamageNotify
           && ((XDamageNotifyEvent *) event)->drawable == watch->window)
    watch->n_draws++;
}

/* Returns at the first events, or when the time is over. */
static void
wait_events (Watch *watch,
             int    wait_ms)
{
  struct pollfd connection = { ConnectionNumber (watch->display), POLLIN, 0 };

  XFlush (watch->display);
  if (XPending (watch->display) == 0)
    poll (&connection, 1, wait_ms);
  while (XPending (watch->display) > 0)
    {
      XEvent event;

      XNextEvent (watch->display, &event);
      take_event (watch, &event);
    }
}

static void
watch_for (Watch *watch,
           int    ms)
{
  double end = now_ms () + ms;
  double left;

  while ((left = end - now_ms ()) > 0)
    wait_events (watch, (int) left + 1);
}

static int
has_content (Watch *watch)
{
  XImage *image = XGetImage (watch->display, watch->window, watch->width / 4, watch->height * 3 / 10,
                             watch->width / 2, watch->height / 2, AllPlanes, ZPixmap);
  unsigned long seen[ENOUGH_COLOURS];
  int n_seen = 0;

  if (image == NULL)
    return 0;

  for (int y = 0; y < image->height && n_seen < ENOUGH_COLOURS; y += 2)
    for (int x = 0; x < image->width && n_seen < ENOUGH_COLOURS; x++)
      {
        unsigned long colour = XGetPixel (image, x, y) & 0xffffff;
        int i = 0;

        while (i < n_seen && seen[i] != colour)
          i++;
        if (i == n_seen)
          seen[n_seen++] = colour;
      }
  XDestroyImage (image);

  return n_seen == ENOUGH_COLOURS;
}

static int
save_picture (Watch      *watch,
              const char *path)
{
  XImage *image = XGetImage (watch->display, watch->window, 0, 0, watch->width, watch->height, AllPlanes, ZPixmap);
  FILE *file = fopen (path, "wb");
  int saved = image != NULL && file != NULL;

  if (saved)
    fprintf (file, "P6\n%d %d\n255\n", image->width, image->height);
  for (int y = 0; saved && y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        unsigned long colour = XGetPixel (image, x, y);

        putc (colour >> 16 & 0xff, file);
        putc (colour >> 8 & 0xff, file);
        putc (colour & 0xff, file);
      }
  if (image != NULL)
    XDestroyImage (image);
  if (file != NULL && fclose (file) != 0)
    saved = 0;

  return saved;
}

static pid_t
fork_program (char **command)
{
  pid_t child = fork ();

  if (child == 0)
    {
      setsid ();
      execvp (command[0], command);
      _exit (127);
    }

  return child;
}

static void
end_program (pid_t child)
{
  double begin = now_ms ();

  kill (-child, SIGTERM);
  while (waitpid (child, NULL, WNOHANG) == 0)
    {
      if (now_ms () - begin > 3000)
        kill (-child, SIGKILL);
      usleep (10000);
    }
}

/* Returns: the milliseconds since @begin, or -1 where the program ended or showed nothing. */
static double
wait_first_frame (Watch *watch,
                  pid_t  child,
                  double begin)
{
  long seen_draws = 0;

  while (now_ms () - begin < PATIENCE_MS)
    {
      wait_events (watch, 50);
      if (watch->window != None && watch->n_draws > seen_draws)
        {
          double drawn = now_ms ();

          seen_draws = watch->n_draws;
          watch->first_frame_cpu_ms = read_usage (child).cpu_ns / 1e6;
          if (has_content (watch))
            return drawn - begin;
        }
      if (waitpid (child, NULL, WNOHANG) != 0)
        {
          fprintf (stderr, "the program ended\n");
          return -1;
        }
    }
  fprintf (stderr, "the window showed nothing\n");

  return -1;
}

static void
report_idle (Watch *watch,
             pid_t  session)
{
  Usage before, after;
  long n_draws;

  before = read_usage (session);
  n_draws = watch->n_draws;
  watch_for (watch, IDLE_MS);
  after = read_usage (session);

  printf ("wakeups %.1f\n", (after.wakeups - before.wakeups) * 1e3 / IDLE_MS);
  printf ("draws %.1f\n", (watch->n_draws - n_draws) * 1e3 / IDLE_MS);
  printf ("cpu_us %.0f\n", (after.cpu_ns - before.cpu_ns) / (double) IDLE_MS);
  printf ("private_dirty_kib %lld\n", after.private_dirty_kib);
}

int
main (int    argc,
      char **argv)
{
  static const struct option options[] = {
    { "idle", no_argument, NULL, 'i' },
    { "rest", required_argument, NULL, 'r' },
    { "then", required_argument, NULL, 't' },
    { "picture", required_argument, NULL, 'p' },
    { NULL },
  };
  const char *input = NULL, *picture = NULL;
  int idle = 0, rest_ms = REST_MS, option, error_event;
  Watch watch = { NULL };
  double begin, first_frame;
  long n_draws = 0;
  pid_t child;

  while ((option = getopt_long (argc, argv, "+", options, NULL)) != -1)
    if (option == 'i')
      idle = 1;
    else if (option == 'r')
      rest_ms = atoi (optarg);
    else if (option == 't')
      input = optarg;
    else if (option == 'p')
      picture = optarg;
    else
      return 2;
  if (optind >= argc)
    return 2;

  watch.display = XOpenDisplay (NULL);
  if (watch.display == NULL || !XDamageQueryExtension (watch.display, &watch.damage_event, &error_event))
    {
      fprintf (stderr, "there is no display, or it does not tell what was drawn\n");
      return 77;
    }
  XSetErrorHandler (ignore_error);
  XSelectInput (watch.display, DefaultRootWindow (watch.display), SubstructureNotifyMask);
  XSync (watch.display, False);

  begin = now_ms ();
  child = fork_program (argv + optind);
  if (child < 0)
    return 1;
  first_frame = wait_first_frame (&watch, child, begin);
  if (first_frame >= 0)
    printf ("first_frame_ms %.1f\nfirst_frame_cpu_ms %.1f\n", first_frame, watch.first_frame_cpu_ms);

  if (first_frame >= 0 && input != NULL)
    {
      watch_for (&watch, REST_MS);
      n_draws = watch.n_draws;
      XSetInputFocus (watch.display, watch.window, RevertToPointerRoot, CurrentTime);
      XSync (watch.display, False);
      if (system (input) != 0)
        fprintf (stderr, "the input failed: %s\n", input);
    }
  if (first_frame >= 0 && idle)
    {
      watch_for (&watch, rest_ms);
      if (input != NULL)
        printf ("input_draws %ld\n", watch.n_draws - n_draws);
      report_idle (&watch, child);
    }
  if (first_frame >= 0 && picture != NULL && !save_picture (&watch, picture))
    fprintf (stderr, "the picture could not be saved: %s\n", picture);
  fflush (stdout);

  end_program (child);
  XCloseDisplay (watch.display);

  return first_frame >= 0 ? 0 : 1;
}
