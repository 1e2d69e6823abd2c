/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-exporter.h"

#include <glib/gi18n-lib.h>

#include "matoi-document-export.h"

struct _MatoiExporter
{
  GObject parent_instance;
  GtkWidget *owner;      /* (weak) (nullable) */
  MatoiSession *session; /* (nullable) of what was asked for last, as is the rest */
  char *format;          /* (nullable) */
  gboolean both;
  GFile *file; /* (nullable) where it was to go */
};

G_DEFINE_FINAL_TYPE (MatoiExporter, matoi_exporter, G_TYPE_OBJECT)

enum
{
  SAVED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- to a file */

/** matoi_exporter_open_folder: see the header. */
void
matoi_exporter_open_folder (MatoiExporter *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (MATOI_IS_EXPORTER (self));

  folder = self->file ? g_file_get_parent (self->file) : NULL;
  uri = folder ? g_file_get_uri (folder) : NULL;
  if (uri && self->owner)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (self->owner)), uri, GDK_CURRENT_TIME);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiExporter) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = matoi_document_save_finish (MATOI_SESSION (source), result, &error);
  g_autofree char *path = NULL, *text = NULL;

  if (self->session != MATOI_SESSION (source) || !self->file)
    return;
  if (saved)
    {
      path = g_file_get_parse_name (self->file);
      /* Translators: %s is the path of a file. */
      text = g_strdup_printf (_ ("Saved to %s"), path);
      g_signal_emit (self, signals[SAVED], 0, text);
    }
  else
    {
      text = matoi_document_dup_problem (self->file, error);
      g_signal_emit (self, signals[FAILED], 0, text, TRUE);
    }
}

/** matoi_exporter_save: see the header. */
void
matoi_exporter_save (MatoiExporter *self, GFile *file)
{
  g_return_if_fail (MATOI_IS_EXPORTER (self));

  if (!self->session || !self->format)
    return;
  g_set_object (&self->file, file);
  matoi_document_save_async (self->session, self->format, self->both, file, on_saved,
                             g_object_ref (self));
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiExporter) self = user_data;
  g_autoptr (GFile) file = matoi_document_choose_finish (result, NULL);

  if (file && self->session == MATOI_SESSION (source))
    matoi_exporter_save (self, file);
}

/** matoi_exporter_try_again: see the header. */
void
matoi_exporter_try_again (MatoiExporter *self)
{
  GtkRoot *root;

  g_return_if_fail (MATOI_IS_EXPORTER (self));

  root = self->owner ? gtk_widget_get_root (self->owner) : NULL;
  if (root && self->session && self->format)
    matoi_document_choose_async (GTK_WINDOW (root), self->session, self->format, on_chosen,
                                 g_object_ref (self));
}

/* --- on paper */

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  MatoiExporter *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  /* Translators: %s is a reason of the system. */
  text = g_strdup_printf (_ ("Nothing was printed (%s); the postmortem is safe in Matoi. Try "
                             "again, or export it as a PDF."),
                             error ? error->message : "");
  g_signal_emit (self, signals[FAILED], 0, text, FALSE);
}

static void
print (MatoiExporter *self)
{
  GtkRoot *root = self->owner ? gtk_widget_get_root (self->owner) : NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  GtkPrintOperationResult result;

  if (!root)
    return;
  operation = matoi_document_new_print (self->session, self->both);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done), self, 0);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    GTK_WINDOW (root), NULL);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    on_print_done (operation, result, self);
}

/** matoi_exporter_run: see the header. */
void
matoi_exporter_run (MatoiExporter *self, MatoiSession *session, const char *what, gboolean both)
{
  g_return_if_fail (MATOI_IS_EXPORTER (self) && session && what);

  g_set_object (&self->session, session);
  self->both = both;
  if (g_str_equal (what, "print"))
    {
      print (self);
      return;
    }
  g_free (self->format);
  self->format = g_strdup (what);
  matoi_exporter_try_again (self);
}

/** matoi_exporter_forget: see the header. */
void
matoi_exporter_forget (MatoiExporter *self)
{
  g_return_if_fail (MATOI_IS_EXPORTER (self));

  g_clear_object (&self->session);
  g_clear_pointer (&self->format, g_free);
  g_clear_object (&self->file);
}

/* --- the object */

static void
matoi_exporter_dispose (GObject *object)
{
  g_clear_weak_pointer (&MATOI_EXPORTER (object)->owner);
  matoi_exporter_forget (MATOI_EXPORTER (object));
  G_OBJECT_CLASS (matoi_exporter_parent_class)->dispose (object);
}

static void
matoi_exporter_class_init (MatoiExporterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_exporter_dispose;
  signals[SAVED] = g_signal_new ("saved", MATOI_TYPE_EXPORTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", MATOI_TYPE_EXPORTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
matoi_exporter_init (MatoiExporter *self)
{
}

/** matoi_exporter_new: (transfer full): see the header. */
MatoiExporter *
matoi_exporter_new (GtkWidget *owner)
{
  MatoiExporter *self = g_object_new (MATOI_TYPE_EXPORTER, NULL);

  g_set_weak_pointer (&self->owner, owner);
  return self;
}
