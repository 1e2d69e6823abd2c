/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include <glib/gi18n-lib.h>

/* --- between an incident and its postmortem */

static void
open_incident (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_window_open_reference (MATOI_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree MatoiId *id = matoi_context_resolve_finish (MATOI_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id)
    matoi_postmortems_view_open (self->win_postmortems, id);
  else
    matoi_postmortems_view_show_problem (self->win_postmortems, error);
}

static void
open_postmortem (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (!self->context)
    return;
  matoi_window_show_view (self, MATOI_VIEW_POSTMORTEMS);
  matoi_context_resolve_async (self->context, g_variant_get_string (parameter, NULL),
                               self->cancellable, on_resolved, g_object_ref (self));
}

/* --- the postmortem at a place of it: an action item, or where words were found */

static void
on_place_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree MatoiId *id = matoi_context_resolve_finish (MATOI_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id)
    matoi_postmortems_view_open_place (
      self->win_postmortems, id, self->wanted_kind ? self->wanted_kind : "item",
      &self->wanted_action,
      self->wanted_kind ? matoi_history_view_get_words (self->win_history) : "");
  else
    matoi_postmortems_view_show_problem (self->win_postmortems, error);
}

/* @kind: of a place that was found; NULL: an action item. */
static void
open_place (MatoiWindow *self, const char *ref, const char *kind, const char *id)
{
  if (!self->context || !id || !matoi_id_from_text (&self->wanted_action, id))
    return;
  g_free (self->wanted_kind);
  self->wanted_kind = g_strdup (kind);
  matoi_window_show_view (self, MATOI_VIEW_POSTMORTEMS);
  matoi_context_resolve_async (self->context, ref, self->cancellable, on_place_resolved,
                               g_object_ref (self));
}

static void
open_follow_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  const char *ref, *id;

  g_variant_get (parameter, "(&s&s)", &ref, &id);
  open_place (self, ref, NULL, id);
}

static void
on_follow_ups_said (MatoiWindow *self, const char *text, gboolean can_undo)
{
  matoi_window_show_toast (self, text,
                           can_undo ? _ ("_Undo") : NULL, can_undo ? "win.undo-follow-up" : NULL);
}

static void
undo_follow_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!matoi_follow_ups_view_undo (MATOI_WINDOW (widget)->win_follow_ups))
    gtk_widget_error_bell (widget);
}

/* --- what was found in the history */

static void
on_history_open (MatoiWindow *self, const char *ref, const char *kind, const char *id)
{
  static const char *const written[] = { "section", "message", "factor", "lesson",
                                         "comment", "row",     NULL };

  if (g_strcmp0 (kind, "item") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-follow-up", "(ss)", ref, id);
  else if (kind && g_strv_contains (written, kind))
    open_place (self, ref, kind, id);
  else
    {
      matoi_window_open_reference (self, ref);
      self->entry_wanted = id && matoi_id_from_text (&self->wanted_entry, id);
    }
}

static void
on_history_said (MatoiWindow *self, const char *text, gboolean can_undo)
{
  matoi_window_show_toast (self, text,
                           can_undo ? _ ("_Undo") : NULL, can_undo ? "win.undo-search" : NULL);
}

static void
undo_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!matoi_history_view_undo (MATOI_WINDOW (widget)->win_history))
    gtk_widget_error_bell (widget);
}

/* --- */

/* What leads from one record to another. */
void
matoi_window_begin_jumps (MatoiWindow *self)
{
  g_signal_connect_swapped (self->win_follow_ups, "said", G_CALLBACK (on_follow_ups_said), self);
  g_signal_connect_swapped (self->win_history, "open", G_CALLBACK (on_history_open), self);
  g_signal_connect_swapped (self->win_history, "said", G_CALLBACK (on_history_said), self);
}

void
matoi_window_install_jumps (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-postmortem", "s", open_postmortem);
  gtk_widget_class_install_action (widget_class, "win.open-follow-up", "(ss)", open_follow_up);
  gtk_widget_class_install_action (widget_class, "win.undo-follow-up", NULL, undo_follow_up);
  gtk_widget_class_install_action (widget_class, "win.undo-search", NULL, undo_search);
  gtk_widget_class_install_action (widget_class, "win.open-incident", "s", open_incident);
}
