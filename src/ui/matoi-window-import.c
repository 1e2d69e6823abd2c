/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include "matoi-import-history.h"

/* --- what was kept elsewhere */

static void
on_show_history (MatoiWindow *self)
{
  matoi_window_show_view (self, MATOI_VIEW_HISTORY);
  gtk_window_present (GTK_WINDOW (self));
}

/* A window by itself: an incident may be live meanwhile. */
static void
import_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (!self->import_history)
    {
      g_set_weak_pointer (&self->import_history,
                          GTK_WINDOW (matoi_import_history_new (self->context)));
      g_signal_connect_object (self->import_history, "show-history", G_CALLBACK (on_show_history),
                               self, G_CONNECT_SWAPPED);
      gtk_window_set_transient_for (self->import_history, GTK_WINDOW (self));
    }
  gtk_window_present (self->import_history);
}

void
matoi_window_install_import (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import-history", NULL, import_history);
}
