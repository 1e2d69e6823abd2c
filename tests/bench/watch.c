/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "watch.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/Xatom.h>
#include <X11/extensions/Xdamage.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define STAMP "--stamp"

/* Smaller ones are tooltips and splash screens. */
#define MIN_WIDTH  200
#define MIN_HEIGHT 120
/* Each so many pixels one is looked at. */
#define GRID 4
/* With fewer colours it is an empty surface. */
#define MIN_COLOURS 12
/* A cursor or a running clock may change this part of the picture. */
#define STILL    0.01
#define PATIENCE ((gint64) 60 * G_USEC_PER_SEC)
#define MAX_PIDS 4096

typedef struct
{
  gint64 at;
  guint n_colours;
  GArray *pixels; /* of guint32 */
} Picture;

typedef struct
{
  Display *display;
  int damage_event;
  Window window;
  Damage damage;
  gint64 began; /* right before exec () */
  gint64 mapped, painted;
  GPtrArray *pictures;
} Watch;

/* --- processes */

typedef struct
{
  guint n;
  pid_t pids[MAX_PIDS], parents[MAX_PIDS];
} Processes;

static void
processes_read (Processes *self)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  self->n = 0;
  while (dir != NULL && self->n < MAX_PIDS && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      const char *end;
      char state;
      int parent;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      end = strrchr (text, ')');
      if (end == NULL || sscanf (end + 2, "%c %d", &state, &parent) != 2 || state == 'Z')
        continue;
      self->pids[self->n] = atoi (name);
      self->parents[self->n++] = parent;
    }
}

static gboolean
processes_is_under (const Processes *self, pid_t pid, pid_t ancestor)
{
  for (guint depth = 0; depth < 50 && pid > 1; depth++)
    {
      guint i = 0;

      if (pid == ancestor)
        return TRUE;
      while (i < self->n && self->pids[i] != pid)
        i++;
      pid = i < self->n ? self->parents[i] : 0;
    }
  return FALSE;
}

/* The sum of the lines of @pid's smaps_rollup that begin with @key, kB. */
static gint64
read_memory (pid_t pid, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, key);
  return line != NULL ? g_ascii_strtoll (line + strlen (key), NULL, 10) : 0;
}

static void
measure_memory (pid_t pid, Watched *watched)
{
  g_autofree Processes *processes = g_new (Processes, 1);

  processes_read (processes);
  for (guint i = 0; i < processes->n; i++)
    if (processes_is_under (processes, processes->pids[i], pid))
      {
        watched->pss += read_memory (processes->pids[i], "\nPss:");
        watched->dirty += read_memory (processes->pids[i], "\nPrivate_Dirty:");
      }
}

/* All that this program has started, but the X server; services of the session come to us when their parent ends. */
static void
kill_all (pid_t server)
{
  g_autofree Processes *processes = g_new (Processes, 1);
  guint n_killed;

  do
    {
      n_killed = 0;
      processes_read (processes);
      for (guint i = 0; i < processes->n; i++)
        if (processes->pids[i] != getpid () &&
            processes_is_under (processes, processes->pids[i], getpid ()) &&
            !processes_is_under (processes, processes->pids[i], server))
          {
            kill (processes->pids[i], SIGKILL);
            n_killed++;
          }
      if (n_killed > 0)
        waitpid (-1, NULL, 0);
    }
  while (n_killed > 0);
  while (waitpid (-1, NULL, WNOHANG) > 0)
    ;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* --- starting */

void
watch_init (int argc, char **argv)
{
  gint64 now;
  int fd;

  if (argc < 4 || strcmp (argv[1], STAMP) != 0)
    return;
  fd = atoi (argv[2]);
  now = g_get_monotonic_time ();
  if (write (fd, &now, sizeof now) != sizeof now)
    _exit (126);
  close (fd);
  execvp (argv[3], argv + 3);
  perror (argv[3]);
  _exit (127);
}

/* In the child. */
static void
run_program (char **argv, int fd, const char *home)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  int nowhere = open ("/dev/null", O_RDWR);
  static const char *const folders[] = { "HOME",           "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME",
                                         "XDG_CACHE_HOME", "XDG_DATA_HOME",   "XDG_STATE_HOME" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    g_setenv (folders[i], home, TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("G_DEBUG");
  g_unsetenv ("GTK_A11Y");
  if (g_find_program_in_path ("dbus-run-session") != NULL)
    {
      g_ptr_array_add (all, (gpointer) "dbus-run-session");
      g_ptr_array_add (all, (gpointer) "--");
    }
  g_ptr_array_add (all, self);
  g_ptr_array_add (all, (gpointer) STAMP);
  g_ptr_array_add (all, g_strdup_printf ("%d", fd));
  for (; *argv != NULL; argv++)
    g_ptr_array_add (all, *argv);
  g_ptr_array_add (all, NULL);
  if (g_getenv ("MATOI_BENCH_VERBOSE") == NULL)
    {
      dup2 (nowhere, STDOUT_FILENO);
      dup2 (nowhere, STDERR_FILENO);
    }
  dup2 (nowhere, STDIN_FILENO);
  execvp (all->pdata[0], (char **) all->pdata);
  _exit (127);
}

/* Returns: when the program itself began, or 0 */
static gint64
start_program (char **argv, const char *home, int connection)
{
  gint64 began = 0;
  int ends[2];

  if (pipe (ends) != 0)
    return 0;
  if (fork () == 0)
    {
      close (connection);
      close (ends[0]);
      run_program (argv, ends[1], home);
    }
  close (ends[1]);
  if (read (ends[0], &began, sizeof began) != sizeof began)
    began = 0;
  close (ends[0]);
  return began;
}

/* --- looking on */

static void
picture_free (Picture *picture)
{
  g_array_unref (picture->pixels);
  g_free (picture);
}

static guint
count_colours (GArray *pixels)
{
  guint32 seen[MIN_COLOURS];
  guint n = 0;

  for (guint i = 0; i < pixels->len && n < MIN_COLOURS; i++)
    {
      guint32 pixel = g_array_index (pixels, guint32, i);
      guint k = 0;

      while (k < n && seen[k] != pixel)
        k++;
      if (k == n)
        seen[n++] = pixel;
    }
  return n;
}

/* How the window looks now. */
static void
take_picture (Watch *watch)
{
  Picture *picture;
  XWindowAttributes shape;
  XImage *image;
  int left, top, right, bottom;
  gint64 now = g_get_monotonic_time ();

  if (!XGetWindowAttributes (watch->display, watch->window, &shape) ||
      shape.map_state != IsViewable)
    return;
  left = MAX (0, -shape.x);
  top = MAX (0, -shape.y);
  right = MIN (shape.width, DisplayWidth (watch->display, 0) - shape.x);
  bottom = MIN (shape.height, DisplayHeight (watch->display, 0) - shape.y);
  if (right <= left || bottom <= top)
    return;
  image = XGetImage (watch->display, watch->window, left, top, (guint) (right - left),
                     (guint) (bottom - top), AllPlanes, ZPixmap);
  if (image == NULL)
    return;
  picture = g_new0 (Picture, 1);
  picture->at = now;
  picture->pixels = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (int y = 0; y < image->height; y += GRID)
    for (int x = 0; x < image->width; x += GRID)
      {
        guint32 pixel = (guint32) XGetPixel (image, x, y) & 0xffffff;

        g_array_append_val (picture->pixels, pixel);
      }
  XDestroyImage (image);
  picture->n_colours = count_colours (picture->pixels);
  g_ptr_array_add (watch->pictures, picture);
  if (watch->painted == 0 && picture->n_colours >= MIN_COLOURS)
    watch->painted = now;
}

static void
on_mapped (Watch *watch, const XMapEvent *event)
{
  XWindowAttributes shape;

  if (watch->window != None || event->override_redirect ||
      !XGetWindowAttributes (watch->display, event->window, &shape) || shape.width < MIN_WIDTH ||
      shape.height < MIN_HEIGHT)
    return;
  watch->window = event->window;
  watch->mapped = g_get_monotonic_time ();
  watch->damage = XDamageCreate (watch->display, event->window, XDamageReportNonEmpty);
  take_picture (watch);
}

static void
on_event (Watch *watch, XEvent *event)
{
  if (event->type == MapNotify)
    on_mapped (watch, &event->xmap);
  else if (event->type == UnmapNotify && event->xunmap.window == watch->window &&
           watch->painted == 0)
    watch->window = None;
  else if (event->type == watch->damage_event + XDamageNotify && watch->window != None)
    {
      XDamageSubtract (watch->display, watch->damage, None, None);
      take_picture (watch);
    }
}

static void
look_on (Watch *watch, double seconds)
{
  struct pollfd events = { ConnectionNumber (watch->display), POLLIN, 0 };

  for (;;)
    {
      gint64 end = watch->painted != 0 ? watch->began + (gint64) (seconds * G_USEC_PER_SEC)
                                       : watch->began + PATIENCE;
      gint64 left = end - g_get_monotonic_time ();

      while (XPending (watch->display) > 0)
        {
          XEvent event;

          XNextEvent (watch->display, &event);
          on_event (watch, &event);
        }
      if (left <= 0)
        return;
      poll (&events, 1, (int) (left / 1000) + 1);
    }
}

static gboolean
is_like (const Picture *a, const Picture *b)
{
  guint n_different = 0;

  if (a->pixels->len != b->pixels->len)
    return FALSE;
  for (guint i = 0; i < a->pixels->len; i++)
    n_different += g_array_index (a->pixels, guint32, i) != g_array_index (b->pixels, guint32, i);
  return n_different <= STILL * a->pixels->len;
}

/* The first picture that is, and stays, like the last one. */
static gint64
find_complete (Watch *watch)
{
  const Picture *last = g_ptr_array_index (watch->pictures, watch->pictures->len - 1);
  gint64 at = last->at;

  for (guint i = watch->pictures->len; i > 0; i--)
    {
      const Picture *picture = g_ptr_array_index (watch->pictures, i - 1);

      if (!is_like (picture, last))
        break;
      at = picture->at;
    }
  return at;
}

static pid_t
get_window_pid (Watch *watch)
{
  Atom type, name = XInternAtom (watch->display, "_NET_WM_PID", False);
  unsigned long n, left;
  unsigned char *data = NULL;
  int format;
  pid_t pid = 0;

  if (XGetWindowProperty (watch->display, watch->window, name, 0, 1, False, XA_CARDINAL, &type,
                          &format, &n, &left, &data) == Success &&
      data != NULL && n == 1)
    pid = (pid_t) * (long *) data;
  if (data != NULL)
    XFree (data);
  return pid;
}

static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

gboolean
watch_program (char **argv, double seconds, pid_t server, Watched *watched)
{
  Watch watch = { .display = XOpenDisplay (NULL) };
  g_autofree char *home = g_dir_make_tmp ("matoi-bench-XXXXXX", NULL);
  int unused;

  memset (watched, 0, sizeof *watched);
  if (watch.display == NULL || !XDamageQueryExtension (watch.display, &watch.damage_event, &unused))
    g_error ("the X server cannot tell of changes");
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  XSetErrorHandler (ignore_error);
  XSelectInput (watch.display, DefaultRootWindow (watch.display), SubstructureNotifyMask);
  XSync (watch.display, False);
  watch.pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  watch.began = start_program (argv, home, ConnectionNumber (watch.display));
  if (watch.began != 0)
    look_on (&watch, seconds);
  if (watch.painted != 0)
    {
      watched->mapped = watch.mapped - watch.began;
      watched->painted = watch.painted - watch.began;
      watched->complete = find_complete (&watch) - watch.began;
      measure_memory (get_window_pid (&watch), watched);
    }
  kill_all (server);
  XCloseDisplay (watch.display);
  g_ptr_array_unref (watch.pictures);
  remove_tree (home);
  return watch.painted != 0;
}
