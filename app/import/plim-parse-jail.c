#include "config.h"

#include "app/import/plim-parse-jail.h"

#include <glib/gi18n.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#ifdef HAVE_SECCOMP
#include <errno.h>
#include <seccomp.h>
#include <sys/mman.h>
#endif

#define ADDRESS_BYTES     (512 * 1024 * 1024)
/* The slowest reading that is still reading; ours takes about a hundredth of it. */
#define BYTES_PER_SECOND  (2 * 1024 * 1024)
#define CPU_SECONDS       20

static void
limit (int    resource,
       rlim_t most)
{
  struct rlimit bound;

  if (getrlimit (resource, &bound) == 0 && bound.rlim_max != RLIM_INFINITY && bound.rlim_max < most)
    most = bound.rlim_max;
  bound.rlim_cur = bound.rlim_max = most;
  setrlimit (resource, &bound);
}

#ifdef HAVE_SECCOMP
static gboolean
allow_calls (scmp_filter_ctx filter)
{
  static const int calls[] = {
    SCMP_SYS (exit), SCMP_SYS (exit_group), SCMP_SYS (brk), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (madvise),
    SCMP_SYS (futex), SCMP_SYS (clock_gettime), SCMP_SYS (rt_sigreturn),
#ifdef __SANITIZE_ADDRESS__
    /* What the sanitizer's own bookkeeping asks for. */
    SCMP_SYS (sigaltstack), SCMP_SYS (getpid), SCMP_SYS (gettid), SCMP_SYS (sched_yield), SCMP_SYS (rt_sigprocmask),
    SCMP_SYS (getrusage), SCMP_SYS (sched_getaffinity), SCMP_SYS (prctl),
#endif
  };
  gboolean held = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    held &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0) == 0;

  /* Memory, but none that could be run. */
  held &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 2, SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                            SCMP_A3 (SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0;
  held &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                            SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
  held &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (read), 1, SCMP_A0 (SCMP_CMP_EQ, 0)) == 0;
  held &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1, SCMP_A0 (SCMP_CMP_EQ, 1)) == 0;
  held &= seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1, SCMP_A0 (SCMP_CMP_EQ, 2)) == 0;

  return held;
}

static gboolean
load_filter (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean held;

  if (filter == NULL)
    return FALSE;
  held = allow_calls (filter) && seccomp_load (filter) == 0;
  seccomp_release (filter);

  return held;
}
#endif

gboolean
plim_parse_jail_enter (guint64 input_bytes)
{
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_NOFILE, 3);
  if (input_bytes > 0)
    limit (RLIMIT_CPU, CPU_SECONDS + input_bytes / BYTES_PER_SECOND);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, ADDRESS_BYTES);
#endif
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;

#ifdef HAVE_SECCOMP
  return load_filter ();
#else
  return FALSE;
#endif
}

const char *
plim_parse_jail_describe (void)
{
#ifdef HAVE_SECCOMP
  return _("Foreign files are parsed in a process of their own, which may read that file and nothing else (seccomp), with limited "
           "memory and time.");
#else
  return _("Foreign files are parsed in a process of their own, with limited memory and time. This build has no seccomp, so that "
           "the process is not kept from other files.");
#endif
}
