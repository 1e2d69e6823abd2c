/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-import-window.h"

/* The outbox is a page of Live that one goes to from anywhere, and back. */

static gboolean
is_in_front (MatoiWindow *self)
{
  return matoi_window_shows (self, "live") &&
         g_strcmp0 (gtk_stack_get_visible_child_name (self->win_stack), "outbox") == 0;
}

static void
open_outbox (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  const char *page = gtk_stack_get_visible_child_name (self->win_stack);
  gboolean elsewhere = !matoi_window_shows (self, "live");
  const MatoiIncident *incident = NULL;

  if (!self->context || is_in_front (self))
    return;
  if (!elsewhere && g_strcmp0 (page, "incident") == 0)
    incident = matoi_window_get_incident (self);
  g_clear_pointer (&self->outbox_view, g_free);
  if (elsewhere)
    self->outbox_view = g_strdup (adw_view_stack_get_visible_child_name (self->win_views));
  self->outbox_declares = !elsewhere && g_strcmp0 (page, "declare") == 0;
  matoi_window_show_view (self, "live");
  if (adw_flap_get_folded (self->win_flap))
    adw_flap_set_reveal_flap (self->win_flap, FALSE);
  matoi_window_show_page (self, "outbox");
  matoi_outbox_view_begin (self->win_outbox, incident);
}

/* The toast must not offer a way back that there is no more. */
static void
take_button_off (MatoiWindow *self)
{
  if (self->toast && g_strcmp0 (adw_toast_get_action_name (self->toast), "win.undo-discard") == 0)
    adw_toast_set_button_label (self->toast, NULL);
}

/* Back to where it was asked for. */
static void
on_closed (MatoiWindow *self)
{
  g_autofree char *former = g_steal_pointer (&self->outbox_view);

  /* Who goes on means what they did. */
  matoi_outbox_view_settle (self->win_outbox);
  take_button_off (self);
  if (self->outbox_declares)
    {
      matoi_window_show_page (self, "declare");
      matoi_declare_view_begin (self->win_declare);
      return;
    }
  matoi_window_show_default_page (self);
  if (!former)
    return;
  matoi_window_show_view (self, former);
  matoi_window_focus_view (self);
}

static void
on_said (MatoiWindow *self, const char *text, gboolean can_undo)
{
  matoi_window_show_toast (self, text,
                           can_undo ? _ ("_Undo") : NULL, can_undo ? "win.undo-discard" : NULL);
}

/* Ctrl+Z there takes back what was discarded last. FALSE: that is not what is meant, or too late. */
gboolean
matoi_window_undo_discard (MatoiWindow *self)
{
  if (!is_in_front (self) || !matoi_outbox_view_undo (self->win_outbox))
    return FALSE;
  matoi_window_show_toast (self, _ ("The discard is taken back"), NULL, NULL);
  return TRUE;
}

static void
undo_discard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  /* Behind its button the toast goes by itself. */
  if (!matoi_outbox_view_undo (self->win_outbox))
    gtk_widget_error_bell (widget);
}

/* --- what is taken in from Slack */

static void
on_imported (MatoiWindow *self, const char *ref)
{
  matoi_window_open_reference (self, ref);
  gtk_window_present (GTK_WINDOW (self));
}

/* A window by itself: an incident may be live meanwhile. */
static void
import_slack (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (!self->import)
    {
      g_set_weak_pointer (&self->import, GTK_WINDOW (matoi_import_window_new (self->context)));
      g_signal_connect_object (self->import, "imported", G_CALLBACK (on_imported), self,
                               G_CONNECT_SWAPPED);
      gtk_window_set_transient_for (self->import, GTK_WINDOW (self));
    }
  gtk_window_present (self->import);
}

/* Once the window has its context. */
void
matoi_window_begin_outbox (MatoiWindow *self)
{
  matoi_outbox_view_set_context (self->win_outbox, self->context);
  g_signal_connect_object (self->win_outbox, "closed", G_CALLBACK (on_closed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->win_outbox, "said", G_CALLBACK (on_said), self, G_CONNECT_SWAPPED);
}

void
matoi_window_install_outbox (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.outbox", NULL, open_outbox);
  gtk_widget_class_install_action (widget_class, "win.import-slack", NULL, import_slack);
  gtk_widget_class_install_action (widget_class, "win.undo-discard", NULL, undo_discard);
}
