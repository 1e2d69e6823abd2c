/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-history-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-lines.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* --- what it comes to: a dry run after each change, in the background */

static char *
dup_known (guint n)
{
  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (
    /* Translators: %u is a number of incidents; follows a sentence. */
    g_dngettext (GETTEXT_PACKAGE, " %u of them is known already and stays as it is.",
                 " %u of them are known already and stay as they are.", n),
    n);
}

static char *
dup_summary (MatoiImportHistory *self)
{
  guint n = self->file ? matoi_import_file_get_n (self->file) : self->report->n_rows;
  g_autofree char *known = dup_known (self->report ? self->report->n_known : 0);
  g_autofree char *can = g_strdup_printf (
    /* Translators: %u is a number of incidents. */
    g_dngettext (GETTEXT_PACKAGE, "%u incident can be imported.", "%u incidents can be imported.",
                 n),
    n);

  return g_strconcat (can, known, NULL);
}

/* What stands at the bottom, and whether the button may be pressed. */
void
matoi_import_history_show_ready (MatoiImportHistory *self)
{
  guint refused = self->report ? self->report->n_refused : 0;
  g_autofree char *text = NULL;
  gboolean ready = FALSE;

  if (self->sheet && matoi_sheet_find_missing (self->sheet))
    text = g_strdup (matoi_sheet_find_missing (self->sheet));
  else if (self->sheet && matoi_sheet_is_ambiguous (self->sheet))
    text = g_strdup (_ ("No date tells whether the day or the month comes first. Please choose "
                        "above."));
  else if (self->file || self->report)
    {
      text = dup_summary (self);
      ready = self->file || (self->report->n_rows > 0 &&
                             (refused == 0 || gtk_check_button_get_active (self->imh_skip)));
    }
  else
    text = g_strdup (_ ("Looking through the lines…"));
  matoi_side_set_label (self->imh_summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->imh_skip), refused > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->imh_import), ready);
}

static void
show_refused (MatoiImportHistory *self)
{
  guint n = self->report ? self->report->n_refused : 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->imh_refused, n > 0);
  if (n == 0)
    return;
  text = g_strdup_printf (
    /* Translators: %u is a number of lines. */
    g_dngettext (GETTEXT_PACKAGE, "%u line cannot be imported.", "%u lines cannot be imported.", n),
    n);
  gtk_label_set_text (self->imh_refused_title, text);
  matoi_import_lines_show_refusals (self->imh_refusals, self->report);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSheetReport) report = matoi_sheet_finish (MATOI_CONTEXT (source), result, &error);

  /* Another one has begun since. */
  if (!self->context || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      matoi_import_work_show_problem (&self->work, text);
    }
  g_clear_pointer (&self->report, matoi_sheet_report_free);
  self->report = g_steal_pointer (&report);
  show_refused (self);
  matoi_import_history_show_ready (self);
}

/* After the columns or the dates were chosen anew. */
void
matoi_import_history_look_again (MatoiImportHistory *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->report, matoi_sheet_report_free);
  if (self->sheet)
    matoi_import_lines_show_sheet (self->imh_lines, self->sheet, self->context);
  if (self->sheet && !matoi_sheet_find_missing (self->sheet))
    {
      self->looking = g_cancellable_new ();
      matoi_sheet_check_async (self->sheet, self->context, self->looking, on_checked,
                               g_object_ref (self));
    }
  else
    gtk_widget_set_visible (self->imh_refused, FALSE);
  matoi_import_history_show_ready (self);
}

/* --- what is in it */

static void
show_encoding (MatoiImportHistory *self)
{
  const char *const *names = matoi_sheet_list_encodings ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  self->filling = TRUE;
  gtk_drop_down_set_model (self->imh_encoding, G_LIST_MODEL (list));
  for (guint i = 0; names[i]; i++)
    if (strcmp (names[i], matoi_sheet_get_encoding (self->sheet)) == 0)
      gtk_drop_down_set_selected (self->imh_encoding, i);
  self->filling = FALSE;
}

/* Where the file does not tell, nothing is chosen yet. */
static void
show_dates (MatoiImportHistory *self)
{
  gboolean asked = matoi_sheet_is_ambiguous (self->sheet);
  gboolean choice = matoi_sheet_has_short_dates (self->sheet);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (!choice)
    gtk_string_list_append (list, _ ("Year first"));
  else if (asked)
    gtk_string_list_append (list, _ ("Please choose"));
  if (choice)
    {
      gtk_string_list_append (list, _ ("Day first (31/12/2026)"));
      gtk_string_list_append (list, _ ("Month first (12/31/2026)"));
    }
  self->day_first_at = choice && asked ? 1 : 0;
  self->filling = TRUE;
  gtk_drop_down_set_model (self->imh_dates, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->imh_dates,
                              choice && !asked && !matoi_sheet_get_day_first (self->sheet) ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->imh_dates), choice);
  self->filling = FALSE;
}

static void
show_file (MatoiImportHistory *self, guint n)
{
  g_autofree char *name = g_filename_display_basename (self->next_path);
  g_autofree char *title = g_strdup_printf (
    /* Translators: the heading over the first incidents of a file; %u is how many there are. */
    g_dngettext (GETTEXT_PACKAGE, "As It Will Be Stored (%u Line)",
                 "As It Will Be Stored (the First of %u Lines)", n),
    n);

  g_free (self->path);
  self->path = g_steal_pointer (&self->next_path);
  gtk_label_set_text (self->imh_name, name);
  gtk_label_set_text (self->imh_lines_title, title);
  gtk_widget_set_visible (self->imh_how, self->sheet != NULL);
  gtk_widget_set_visible (self->imh_mapping, self->sheet != NULL);
  gtk_check_button_set_active (self->imh_skip, FALSE);
}

/* What was chosen stays when only the encoding is another one. */
static void
keep_fields (MatoiSheet *sheet, const MatoiSheet *former)
{
  guint n = matoi_sheet_get_n_columns (sheet);

  for (guint i = 0; n == matoi_sheet_get_n_columns (former) && i < n; i++)
    if (matoi_sheet_get_field (sheet, i) == MATOI_SHEET_NOTHING)
      matoi_sheet_set_field (sheet, i, matoi_sheet_get_field (former, i));
}

static void
take_sheet (MatoiImportHistory *self, MatoiSheet *sheet)
{
  matoi_import_columns_show (self->imh_columns, NULL);
  if (self->sheet && g_strcmp0 (self->path, self->next_path) == 0)
    keep_fields (sheet, self->sheet);
  g_clear_pointer (&self->file, matoi_import_file_free);
  g_clear_pointer (&self->sheet, matoi_sheet_free);
  self->sheet = sheet;
  show_file (self, matoi_sheet_get_n_rows (sheet));
  show_encoding (self);
  show_dates (self);
  matoi_import_columns_show (self->imh_columns, sheet);
  matoi_import_history_look_again (self);
}

static void
on_sheet_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiSheet *sheet = matoi_sheet_read_finish (MATOI_CONTEXT (source), result, &error);

  if (!self->context)
    {
      matoi_sheet_free (sheet);
      return;
    }
  if (sheet)
    take_sheet (self, sheet);
  else if (self->sheet)
    show_encoding (self);
  if (self->work.progress_id != 0)
    matoi_import_work_end (&self->work, error, "lines");
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      matoi_import_work_show_problem (&self->work, text);
    }
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiImportFile) file =
    matoi_import_file_read_finish (MATOI_CONTEXT (source), result, &error);

  if (!self->context)
    return;
  if (file)
    {
      matoi_import_columns_show (self->imh_columns, NULL);
      g_clear_pointer (&self->sheet, matoi_sheet_free);
      g_clear_pointer (&self->file, matoi_import_file_free);
      self->file = g_steal_pointer (&file);
      show_file (self, matoi_import_file_get_n (self->file));
      matoi_import_lines_show_file (self->imh_lines, self->file,
                                    matoi_context_get_zone (self->context));
      matoi_import_history_look_again (self);
    }
  matoi_import_work_end (&self->work, error, "lines");
}

void
matoi_import_history_read (MatoiImportHistory *self, const char *path, const char *encoding)
{
  g_free (self->next_path);
  self->next_path = g_strdup (path);
  /* In another encoding it is read where one looks at it. */
  if (encoding)
    {
      matoi_import_work_show_problem (&self->work, NULL);
      matoi_import_work_renew (&self->work);
    }
  else
    matoi_import_history_begin (self, _ ("Reading the file…"), 0);
  if (matoi_sheet_is_one (path))
    matoi_sheet_read_async (self->context, path, encoding, self->work.cancellable, on_sheet_read,
                            g_object_ref (self));
  else
    matoi_import_file_read_async (self->context, path, self->work.cancellable, on_file_read,
                                  g_object_ref (self));
}

void
matoi_import_history_choose_encoding (MatoiImportHistory *self)
{
  guint i = gtk_drop_down_get_selected (self->imh_encoding);
  g_autofree char *path = g_strdup (self->path);

  if (!self->filling && self->sheet && i != GTK_INVALID_LIST_POSITION)
    matoi_import_history_read (self, path, matoi_sheet_list_encodings ()[i]);
}

/* Other columns may have other dates. */
void
matoi_import_history_choose_columns (MatoiImportHistory *self)
{
  if (self->sheet)
    show_dates (self);
  matoi_import_history_look_again (self);
}

void
matoi_import_history_choose_dates (MatoiImportHistory *self)
{
  guint n = gtk_drop_down_get_selected (self->imh_dates);

  if (self->filling || !self->sheet || n == GTK_INVALID_LIST_POSITION || n < self->day_first_at)
    return;
  matoi_sheet_set_day_first (self->sheet, n == self->day_first_at);
  matoi_import_history_look_again (self);
}
