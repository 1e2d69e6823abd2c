/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "stage.h"

#include <string.h>

#include "matoi-application.h"
#include "matoi-window.h"
#include "xserver.h"

#define REST_MS 2000

/* --- the program */

gboolean
stage_begin (const char *what)
{
  if (xserver_start () == 0)
    {
      g_print ("Xvfb is not installed: nothing of %s was measured\n", what);
      return FALSE;
    }
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Nobody answers there, and a bus started for this program would outlive it. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  return TRUE;
}

GtkApplication *
stage_new_application (void)
{
  GtkApplication *application;
  g_autoptr (GError) error = NULL;

  gtk_init ();
  application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Bench", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  return application;
}

void
stage_open (Stage *stage, const char *path)
{
  g_autofree char *beside = g_strconcat (path, "-drafts", NULL);
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  *stage = (Stage){ .application = stage_new_application () };
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  stage->context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  if (stage->context == NULL)
    g_error ("%s", error->message);
  matoi_context_set_identity (stage->context, "Aiko Tanaka");
  matoi_context_start (stage->context);
  stage->live = matoi_live_new (stage->context);
  stage->drafts = matoi_drafts_new (beside);
}

void
stage_end (Stage *stage)
{
  stage_hide (stage);
  g_clear_object (&stage->drafts);
  g_clear_object (&stage->live);
  g_clear_object (&stage->context);
  g_clear_object (&stage->application);
}

/* --- the frames */

static void
on_before_paint (Stage *stage)
{
  stage->frame_began = g_get_monotonic_time ();
}

static void
on_after_paint (Stage *stage)
{
  gint64 now = g_get_monotonic_time ();

  if (stage->work != NULL)
    times_add (stage->work, now - stage->frame_began);
  if (stage->intervals != NULL && stage->frame_ended != 0)
    times_add (stage->intervals, now - stage->frame_ended);
  stage->frame_ended = now;
  if (stage->check != NULL && !stage->painted)
    stage->painted = stage->check (stage->user_data);
  if (stage->restless)
    gtk_widget_queue_draw (GTK_WIDGET (stage->window));
}

void
stage_present (Stage *stage)
{
  GdkFrameClock *clock;

  stage->window =
    GTK_WINDOW (matoi_window_new (stage->application, stage->live, stage->drafts, NULL));
  gtk_window_set_default_size (stage->window, 1280, 800);
  gtk_window_present (stage->window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (stage->window));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), stage);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (on_after_paint), stage, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
stage_show (Stage *stage)
{
  stage_present (stage);
  run_for (REST_MS);
}

void
stage_hide (Stage *stage)
{
  if (stage->window == NULL)
    return;
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (stage->window)),
                                        stage);
  gtk_window_destroy (g_steal_pointer (&stage->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
stage_show_view (Stage *stage, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.show-view", "s", name);
}

static gboolean
is_painted (gpointer user_data)
{
  return ((const Stage *) user_data)->painted;
}

gint64
stage_wait (Stage *stage, RunCheck check, gpointer user_data, const char *what, gint64 from)
{
  stage->check = check;
  stage->user_data = user_data;
  stage->painted = FALSE;
  run_until (is_painted, stage, what);
  stage->check = NULL;
  return g_get_monotonic_time () - from;
}

typedef struct
{
  GtkListView *list;
  guint least, most;
} Lines;

static gboolean
has_lines (gpointer user_data)
{
  const Lines *lines = user_data;
  guint n = stage_get_n_items (lines->list);

  return gtk_widget_get_mapped (GTK_WIDGET (lines->list)) && n >= lines->least && n <= lines->most;
}

gint64
stage_wait_for_lines (Stage *stage, GtkListView *list, guint least, guint most, gint64 from)
{
  Lines lines = { list, least, most };
  g_autofree char *what = g_strdup_printf ("the list to have %u to %u lines", least, most);

  /* They may be there already. */
  gtk_widget_queue_draw (GTK_WIDGET (stage->window));
  return stage_wait (stage, has_lines, &lines, what, from);
}

/* --- finding */

GtkWidget *
stage_find (GtkWidget *widget, const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

guint
stage_get_n_items (GtkListView *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return NULL;
}

gboolean
stage_shows (GtkWidget *widget, const char *text)
{
  const char *own = gtk_widget_get_mapped (widget) ? get_text (widget) : NULL;

  if (own != NULL && strstr (own, text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && stage_shows (child, text))
      return TRUE;
  return FALSE;
}
