/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-history-private.h"

#include <glib/gi18n-lib.h>

/* All of it, or nothing. */

static void
show_done (MatoiImportHistory *self, guint created, guint unchanged, guint left_out)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = NULL;

  if (created > 0)
    /* Translators: a heading; %u is a number of incidents. */
    title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Incident Imported",
                                          "%u Incidents Imported", created),
                             created);
  else
    title = g_strdup (_ ("Nothing Changed"));
  if (created > 0)
    g_string_append (text, _ ("They can be searched, and are counted in the figures."));
  if (unchanged > 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (
        text,
        /* Translators: %u is a number of incidents. */
        g_dngettext (GETTEXT_PACKAGE, "%u was known already and stays as it is.",
                     "%u were known already and stay as they are.", unchanged),
        unchanged);
    }
  if (left_out > 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text,
                              /* Translators: %u is a number of lines. */
                              g_dngettext (GETTEXT_PACKAGE, "%u line with a problem was left out.",
                                           "%u lines with problems were left out.", left_out),
                              left_out);
    }
  adw_status_page_set_title (self->imh_done, title);
  adw_status_page_set_description (self->imh_done, text->str);
}

static void
on_sheet_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSheetReport) report = matoi_sheet_finish (MATOI_CONTEXT (source), result, &error);

  if (!self->context)
    return;
  if (report)
    show_done (self, report->created->len, report->unchanged->len, report->n_refused);
  matoi_import_work_end (&self->work, error, "done");
}

static void
on_file_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiImportResult done = { NULL };

  if (matoi_import_file_write_finish (MATOI_CONTEXT (source), result, &done, &error) &&
      self->context)
    show_done (self, done.created->len, done.unchanged->len, 0);
  if (self->context)
    matoi_import_work_end (&self->work, error, "done");
  matoi_import_result_clear (&done);
}

void
matoi_import_history_import (MatoiImportHistory *self)
{
  gboolean strict = !gtk_check_button_get_active (self->imh_skip);

  if (self->sheet && self->report)
    {
      matoi_import_history_begin (self, _ ("Making the incidents ready…"), self->report->n_rows);
      matoi_sheet_import_async (self->sheet, self->context, strict, self->work.cancellable,
                                on_sheet_written, g_object_ref (self));
    }
  else if (self->file)
    {
      matoi_import_history_begin (self, _ ("Importing…"), matoi_import_file_get_n (self->file));
      matoi_import_file_write_async (self->file, self->context, self->work.cancellable,
                                     on_file_written, g_object_ref (self));
    }
}
