/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* A program as it looks from outside: when its window shows what, and what it costs. */
typedef struct
{
  gint64 mapped;     /* µs from exec () to the window */
  gint64 painted;    /* … to a window with something in it */
  gint64 complete;   /* … to the picture that then stays */
  gint64 pss, dirty; /* kB, at the end, with all that the program started */
} Watched;

/* Starts @argv in a session and a home of its own, looks on for @seconds, and kills it.
 * FALSE: no window came. @server is not counted as part of it. */
gboolean watch_program (char **argv, double seconds, pid_t server, Watched *watched);

/* To be called first in main (): the program starts itself to note the time right before exec (). */
void watch_init (int argc, char **argv);

G_END_DECLS
