/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insights-report.h"

#include <glib/gi18n-lib.h>

#include "matoi-insight-print.h"
#include "matoi-insight-save.h"
#include "matoi-side.h"

/* So many months back; older ones matoictl makes. */
#define N_MONTHS 36

static const struct
{
  const char *format, *ending, *label; /* label untranslated */
} formats[] = {
  { "pdf-a4", "pdf", N_ ("PDF, A4") },   { "pdf-letter", "pdf", N_ ("PDF, US Letter") },
  { "markdown", "md", N_ ("Markdown") }, { "html", "html", N_ ("Web page") },
  { "csv", "csv", N_ ("Tables (CSV)") },
};

/* As they stand in the list. */
enum
{
  ENGLISH,
  JAPANESE,
  BOTH
};

struct _MatoiInsightsReport
{
  GtkPopover parent_instance;
  GtkDropDown *month, *format, *language;
  GtkWidget *save;
  GtkStringList *months; /* not owned; "2026-10" */
  MatoiContext *context;
  GFile *file; /* (nullable) that is being written */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiInsightsReport, matoi_insights_report, GTK_TYPE_POPOVER)

/* --- writing */

static void
done (MatoiInsightsReport *self, const GError *error)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->file);
  g_autofree char *said = NULL;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (!file || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  said = matoi_insight_dup_saved (file, error);
  g_signal_emit_by_name (self, "said", said);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightsReport) self = user_data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  done (self, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightsReport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = matoi_context_report_finish (MATOI_CONTEXT (source), result, &error);

  if (!bytes || !self->file)
    {
      done (self, error);
      return;
    }
  /* Beside the file first, then in its place: what was there is never half gone. */
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       self->cancellable, on_written, g_object_ref (self));
}

static const char *
get_month (MatoiInsightsReport *self)
{
  return gtk_string_list_get_string (self->months, gtk_drop_down_get_selected (self->month));
}

/* FALSE: that is no month. */
static gboolean
fill_query (MatoiInsightsReport *self, MatoiReportQuery *query)
{
  guint language = gtk_drop_down_get_selected (self->language);

  *query = (MatoiReportQuery){ .lang = language == JAPANESE  ? "ja"
                                       : language == ENGLISH ? "en"
                                                             : NULL,
                               .both = language == BOTH };
  query->format = formats[gtk_drop_down_get_selected (self->format)].format;
  return matoi_report_query_set_month (query, get_month (self), NULL);
}

/** matoi_insights_report_save: see the header. */
void
matoi_insights_report_save (MatoiInsightsReport *self, GFile *file)
{
  MatoiReportQuery query;

  g_return_if_fail (MATOI_IS_INSIGHTS_REPORT (self));

  if (self->file || !fill_query (self, &query))
    return;
  self->file = g_object_ref (file);
  gtk_widget_set_sensitive (self->save, FALSE);
  matoi_context_report_async (self->context, &query, self->cancellable, on_made,
                              g_object_ref (self));
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightsReport) self = user_data;
  g_autoptr (GFile) file = matoi_insight_choose_finish (result, NULL);

  if (file)
    matoi_insights_report_save (self, file);
}

static void
on_save (MatoiInsightsReport *self)
{
  g_autofree char *name =
    g_strdup_printf ("matoi-%s.%s", get_month (self),
                     formats[gtk_drop_down_get_selected (self->format)].ending);

  gtk_popover_popdown (GTK_POPOVER (self));
  matoi_insight_choose_async (GTK_WIDGET (self), _ ("Save the Month Report"), name, on_chosen,
                                                    g_object_ref (self));
}

static void
print (MatoiInsightsReport *self)
{
  MatoiReportQuery query;

  if (!fill_query (self, &query))
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  matoi_insight_print_report (GTK_WIDGET (self), self->context, &query, self->cancellable);
}

/* --- the object */

/* This one, which is not over, and those before it; the last whole one is chosen. */
static void
fill_months (MatoiInsightsReport *self)
{
  gint64 now = matoi_context_get_now (self->context);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) local =
    g_date_time_to_timezone (utc, matoi_context_get_zone (self->context));

  for (int i = 0; i <= N_MONTHS; i++)
    {
      g_autoptr (GDateTime) month = g_date_time_add_months (local, -i);
      g_autofree char *text = g_date_time_format (month, "%Y-%m");

      gtk_string_list_append (self->months, text);
    }
  gtk_drop_down_set_selected (self->month, 1);
}

static void
add (GtkWidget *grid, int row, const char *text, GtkWidget *widget, const char *id)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_name (widget, id);
  gtk_widget_set_hexpand (widget, TRUE);
  matoi_side_set_name (widget, text);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, row, 1, 1);
}

/** matoi_insights_report_new: see the header. */
GtkWidget *
matoi_insights_report_new (MatoiContext *context)
{
  MatoiInsightsReport *self = g_object_new (MATOI_TYPE_INSIGHTS_REPORT, NULL);

  self->context = g_object_ref (context);
  fill_months (self);
  return GTK_WIDGET (self);
}

static void
matoi_insights_report_dispose (GObject *object)
{
  MatoiInsightsReport *self = MATOI_INSIGHTS_REPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_insights_report_parent_class)->dispose (object);
}

static void
matoi_insights_report_class_init (MatoiInsightsReportClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insights_report_dispose;
  g_signal_new ("said", MATOI_TYPE_INSIGHTS_REPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
make_lists (MatoiInsightsReport *self)
{
  GtkStringList *names = gtk_string_list_new (NULL), *languages = gtk_string_list_new (NULL);
  gboolean japanese = g_str_equal (C_ ("language of the presets", "en"), "ja");

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_string_list_append (names, _ (formats[i].label));
  gtk_string_list_append (languages, "English");
  gtk_string_list_append (languages, "日本語");
  gtk_string_list_append (languages, _ ("English and Japanese"));
  self->months = gtk_string_list_new (NULL);
  self->month = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (self->months), NULL));
  self->format = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  self->language = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (languages), NULL));
  gtk_drop_down_set_selected (self->language, japanese ? JAPANESE : ENGLISH);
}

static GtkWidget *
make_buttons (MatoiInsightsReport *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *paper = gtk_button_new_with_mnemonic (_ ("_Print…"));

  self->save = gtk_button_new_with_mnemonic (_ ("_Save…"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_name (self->save, "report_save");
  gtk_widget_set_name (paper, "report_print");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (paper, "clicked", G_CALLBACK (print), self);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), paper);
  gtk_box_append (GTK_BOX (buttons), self->save);
  return buttons;
}

static void
matoi_insights_report_init (MatoiInsightsReport *self)
{
  GtkWidget *grid = gtk_grid_new ();

  self->cancellable = g_cancellable_new ();
  make_lists (self);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_margin_start (grid, 6);
  gtk_widget_set_margin_end (grid, 6);
  add (grid, 0, _ ("Month"), GTK_WIDGET (self->month), "report_month");
  add (grid, 1, _ ("Format"), GTK_WIDGET (self->format), "report_format");
  add (grid, 2, _ ("Headings in"), GTK_WIDGET (self->language), "report_language");
  gtk_grid_attach (GTK_GRID (grid), make_buttons (self), 0, 3, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (self), grid);
}
