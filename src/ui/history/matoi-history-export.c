/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-export.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-export-popover.h"
#include "matoi-exporter.h"
#include "matoi-history-brief.h"
#include "matoi-toast.h"
#include "matoi-ui-text.h"

struct _MatoiHistoryExport
{
  GtkWidget parent_instance;
  GtkWidget *button;
  MatoiContext *context;
  MatoiHistoryItem *item;    /* (nullable) */
  MatoiSession *session;     /* (nullable) of what is being written */
  GCancellable *cancellable; /* (nullable) of what is being read */
  MatoiExportPopover *popover;
  MatoiExporter *exporter;
  gboolean print; /* what is being read is to be printed */
};

G_DEFINE_FINAL_TYPE (MatoiHistoryExport, matoi_history_export, GTK_TYPE_WIDGET)

/* --- what came of it */

static void
add_toast (MatoiHistoryExport *self, const char *text, const char *button, GCallback callback)
{
  AdwToast *toast = matoi_toast_new (text);

  adw_toast_set_button_label (toast, button);
  if (button)
    g_signal_connect_object (toast, "button-clicked", callback, self->exporter, G_CONNECT_SWAPPED);
  matoi_toast_show (GTK_WIDGET (self), toast);
}

static void
on_saved (MatoiHistoryExport *self, const char *text)
{
  add_toast (self, text, _ ("_Open the Folder"), G_CALLBACK (matoi_exporter_open_folder));
}

static void
on_failed (MatoiHistoryExport *self, const char *text, gboolean again)
{
  add_toast (self, text, again ? _ ("_Try Again") : NULL, G_CALLBACK (matoi_exporter_try_again));
}

/* --- asking */

static void
on_chosen (MatoiHistoryExport *self, const char *what, gboolean both)
{
  matoi_exporter_run (self->exporter, self->session, what, both);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryExport) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiIncident *incident = matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->popover)
    {
      g_clear_pointer (&incident, matoi_incident_free);
      return;
    }
  if (!incident)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      matoi_history_say (GTK_WIDGET (self), text);
      return;
    }
  g_clear_object (&self->session);
  self->session = matoi_session_new (self->context, incident);
  matoi_export_popover_set_session (self->popover, self->session);
  if (self->print)
    matoi_export_popover_ask (self->popover, "print");
  else
    gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
load (MatoiHistoryExport *self, gboolean print)
{
  self->print = print;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!self->item)
    return;
  self->cancellable = g_cancellable_new ();
  matoi_context_load_async (self->context, &matoi_history_item_get_row (self->item)->id,
                            self->cancellable, on_loaded, g_object_ref (self));
}

/** matoi_history_export_ask: see the header. */
void
matoi_history_export_ask (MatoiHistoryExport *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_EXPORT (self));

  load (self, FALSE);
}

/** matoi_history_export_print: see the header. */
void
matoi_history_export_print (MatoiHistoryExport *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_EXPORT (self));

  load (self, TRUE);
}

/** matoi_history_export_set_item: see the header. */
void
matoi_history_export_set_item (MatoiHistoryExport *self, MatoiHistoryItem *item)
{
  g_return_if_fail (MATOI_IS_HISTORY_EXPORT (self));

  if (self->item != item)
    g_cancellable_cancel (self->cancellable);
  g_set_object (&self->item, item);
}

/** matoi_history_export_set_context: to be called once. */
void
matoi_history_export_set_context (MatoiHistoryExport *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_HISTORY_EXPORT (self) && !self->context);

  self->context = g_object_ref (context);
}

/* --- the object */

static void
matoi_history_export_dispose (GObject *object)
{
  MatoiHistoryExport *self = MATOI_HISTORY_EXPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->popover)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->exporter);
  g_clear_object (&self->session);
  g_clear_object (&self->item);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_export_parent_class)->dispose (object);
}

static void
matoi_history_export_class_init (MatoiHistoryExportClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_history_export_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_history_export_init (MatoiHistoryExport *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->button = gtk_button_new_with_mnemonic (_ ("_Export…"));
  gtk_widget_set_tooltip_text (
    self->button, _ ("Write it as PDF, web page, Markdown, table or data, or print it (Ctrl+E)"));
  gtk_widget_set_parent (self->button, widget);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (matoi_history_export_ask), self);
  self->popover = MATOI_EXPORT_POPOVER (matoi_export_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->popover), widget);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (on_chosen), self);
  self->exporter = matoi_exporter_new (widget);
  g_signal_connect_object (self->exporter, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->exporter, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
}
