/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-lines.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

/* What is seen of a file before it is imported: its beginning. */
#define MAX_LINES    50
#define MAX_REFUSALS 200

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))))
    gtk_list_box_remove (list, row);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* @number (nullable): of the line; @problem (nullable) stands instead of @details. */
static void
add_row (GtkListBox *list,
         const char *number,
         const char *title,
         const char *details,
         const char *problem)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *label;
  g_autofree char *name = NULL;

  if (number)
    {
      label = new_label (number, "import-when");
      gtk_widget_set_tooltip_text (label, NULL);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_width_chars (GTK_LABEL (label), 7);
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), label);
    }
  if (title && *title)
    gtk_box_append (GTK_BOX (texts), new_label (title, "import-who"));
  if (problem)
    {
      GtkWidget *warning = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_append (GTK_BOX (warning), gtk_image_new_from_icon_name ("matoi-detection-symbolic"));
      gtk_box_append (GTK_BOX (warning), new_label (problem, "import-refused"));
      gtk_box_append (GTK_BOX (texts), warning);
    }
  else if (details && *details)
    gtk_box_append (GTK_BOX (texts), new_label (details, "import-when"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "import-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  name = g_strjoin (" ", number ? number : "", title ? title : "",
                    problem ? problem : (details ? details : ""), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (list, row);
}

/* “2025-11-20 14:05 – 15:00, 55 min” */
static char *
dup_span (gint64 from, gint64 to, GTimeZone *zone)
{
  g_autofree char *day = matoi_time_to_local (from, "%F", zone);
  g_autofree char *last = matoi_time_to_local (to, "%F", zone);
  g_autofree char *start = matoi_time_to_local (from, "%F %H:%M", zone);
  g_autofree char *end =
    matoi_time_to_local (to, g_str_equal (day, last) ? "%H:%M" : "%F %H:%M", zone);
  g_autofree char *length = matoi_ui_dup_minutes (to - from);

  return g_strdup_printf ("%s – %s (%s)", start, end, length);
}

static void
add_part (GString *text, const char *part)
{
  if (part && *part)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static char *
dup_number (guint line)
{
  /* Translators: the number of a line in a file; short. */
  return g_strdup_printf (_ ("Line %u"), line);
}

void
matoi_import_lines_show_sheet (GtkListBox *list, MatoiSheet *sheet, MatoiContext *context)
{
  clear (list);
  for (guint i = 0; i < MIN (matoi_sheet_get_n_rows (sheet), MAX_LINES); i++)
    {
      g_autoptr (MatoiSheetLine) line = matoi_sheet_preview (sheet, context, i);
      g_autofree char *number = dup_number (line->line), *span = NULL;
      g_autoptr (GString) details = g_string_new (NULL);

      if (line->started != MATOI_TIME_NONE)
        span = dup_span (line->started, line->ended, matoi_context_get_zone (context));
      add_part (details, line->severity);
      add_part (details, span);
      add_part (details, line->services);
      add_part (details, line->commander);
      add_row (list, number, line->title, details->str, line->problem);
    }
}

void
matoi_import_lines_show_file (GtkListBox *list, MatoiImportFile *file, GTimeZone *zone)
{
  clear (list);
  for (guint i = 0; i < MIN (matoi_import_file_get_n (file), MAX_LINES); i++)
    {
      gint64 at = matoi_import_file_get_at (file, i);
      guint n = matoi_import_file_get_n_entries (file, i);
      g_autofree char *day =
        at != MATOI_TIME_NONE ? matoi_time_to_local (at, "%F %H:%M", zone) : NULL;
      g_autofree char *entries = g_strdup_printf (
        /* Translators: %u is the number of entries of a timeline. */
        g_dngettext (GETTEXT_PACKAGE, "%u entry", "%u entries", n), n);
      g_autoptr (GString) details = g_string_new (NULL);

      add_part (details, day);
      add_part (details, entries);
      add_row (list, NULL, matoi_import_file_get_title (file, i), details->str, NULL);
    }
}

void
matoi_import_lines_show_refusals (GtkListBox *list, const MatoiSheetReport *report)
{
  clear (list);
  for (guint i = 0; i < MIN (report->refusals->len, MAX_REFUSALS); i++)
    {
      const MatoiSheetRefusal *refusal = g_ptr_array_index (report->refusals, i);
      g_autofree char *number = dup_number (refusal->line);

      add_row (list, number, NULL, NULL, refusal->text);
    }
}
