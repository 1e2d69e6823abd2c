/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "xserver.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Far from the numbers that people and xvfb-run take. */
#define FIRST_NUMBER 10000
#define N_NUMBERS    40000
#define N_TRIES      3

static void
run_server (const char *display, int fd)
{
  char number[16];
  int nowhere = open ("/dev/null", O_RDWR);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  g_snprintf (number, sizeof number, "%d", fd);
  dup2 (nowhere, STDIN_FILENO);
  dup2 (nowhere, STDOUT_FILENO);
  dup2 (nowhere, STDERR_FILENO);
  execlp ("Xvfb", "Xvfb", display, "-displayfd", number, "-screen", "0", "1400x1000x24", "-noreset",
          "-nolisten", "tcp", NULL);
  _exit (127);
}

static pid_t
try_display (const char *display)
{
  gboolean ready = FALSE;
  char letter = 0;
  int ends[2];
  pid_t pid;

  if (pipe (ends) != 0)
    return 0;
  pid = fork ();
  if (pid == 0)
    {
      close (ends[0]);
      run_server (display, ends[1]);
    }
  close (ends[1]);
  /* The server writes its number and a line feed when it is ready, in two pieces, and dies if it
   * cannot; none comes if it is not installed. */
  while (pid > 0 && letter != '\n' && read (ends[0], &letter, 1) == 1)
    ready = letter == '\n';
  close (ends[0]);
  if (ready)
    return pid;
  if (pid > 0)
    waitpid (pid, NULL, 0);
  return 0;
}

pid_t
xserver_start (void)
{
  pid_t pid = 0;

  for (int i = 0; i < N_TRIES && pid == 0; i++)
    {
      g_autofree char *display =
        g_strdup_printf (":%d", FIRST_NUMBER + (getpid () + 7919 * i) % N_NUMBERS);

      pid = try_display (display);
      g_setenv ("DISPLAY", display, TRUE);
    }
  g_unsetenv ("WAYLAND_DISPLAY");
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* The drivers of Mesa would be a good part of the memory; the first is for GTK before 4.16. */
  g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  g_setenv ("GDK_DISABLE", "gl", TRUE);
  return pid;
}
