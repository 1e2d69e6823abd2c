/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-drafts.h"
#include "matoi-live.h"
#include "measure.h"

G_BEGIN_DECLS

/* The window of the program over a database, on a display of its own, and the frames that are painted in it.
 *
 *   if (!stage_begin ("the history"))
 *     return 77;
 *   stage_open (&stage, path);
 *   stage_show (&stage);
 *   … stage_wait (&stage, …) …
 *   stage_end (&stage);
 */
typedef struct
{
  GtkApplication *application;
  MatoiContext *context;
  MatoiLive *live;
  MatoiDrafts *drafts;
  GtkWindow *window;  /* (nullable) between stage_show () and stage_hide () */
  GArray *work;       /* (nullable) what each frame takes goes there: of whoever measures */
  GArray *intervals;  /* (nullable) the times from one frame to the next */
  gint64 frame_ended; /* the interval begins there; 0: with the next frame */
  gboolean restless;  /* a frame follows each frame, though nothing moves */
  /* private */
  gint64 frame_began;
  RunCheck check;
  gpointer user_data;
  gboolean painted;
} Stage;

/* Before anything of GTK: the X server. FALSE: there is none, and it was said that @what was not measured. */
gboolean stage_begin (const char *what);
/* The application alone, with the resources of the window. (transfer full) */
GtkApplication *stage_new_application (void);
/* The application and the database, for somebody who has been welcomed. */
void stage_open (Stage *stage, const char *path);
void stage_end (Stage *stage);

/* A window of 1280×800, whose frames count from now on; and the same when it has come to rest. */
void stage_present (Stage *stage);
void stage_show (Stage *stage);
void stage_hide (Stage *stage);
void stage_show_view (Stage *stage, const char *name);

/* Until @check holds at the end of a frame, as run_until () does; the microseconds since @from. */
gint64 stage_wait (Stage *stage, RunCheck check, gpointer user_data, const char *what, gint64 from);
/* The same until a list that is shown has from @least to @most lines. */
gint64 stage_wait_for_lines (Stage *stage, GtkListView *list, guint least, guint most, gint64 from);

/* --- finding */

GtkWidget *
stage_find (GtkWidget *widget, const char *id); /* (nullable) by its name in the template */
guint stage_get_n_items (GtkListView *list);
/* Does a label below @widget that is on the screen hold @text? */
gboolean stage_shows (GtkWidget *widget, const char *text);

G_END_DECLS
