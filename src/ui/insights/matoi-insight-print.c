/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-print.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

/* --- what is shown */

static void
on_paper_begin (GtkPrintOperation *operation, GtkPrintContext *print, MatoiInsightPaper *paper)
{
  PangoContext *pango = gtk_print_context_create_pango_context (print);
  guint n = matoi_insight_paper_lay_out (paper, pango, gtk_print_context_get_width (print),
                                         gtk_print_context_get_height (print));

  gtk_print_operation_set_n_pages (operation, (int) n);
  g_object_unref (pango);
}

static void
on_paper_draw (GtkPrintOperation *operation,
               GtkPrintContext *print,
               int page,
               MatoiInsightPaper *paper)
{
  matoi_insight_paper_draw (paper, gtk_print_context_get_cairo_context (print), (guint) page);
}

/* --- a report */

/* The operation has it, and the thread that lays it out while it does. */
typedef struct
{
  MatoiReportText *text;
  double width, height; /* of the paper */
  MatoiPrintout *pages; /* (nullable) laid out; of the main thread */
} Report;

static void
report_clear (gpointer data)
{
  Report *report = data;

  g_clear_pointer (&report->pages, matoi_context_free_pages);
  matoi_report_text_free (report->text);
}

static void
report_unref (gpointer report)
{
  g_atomic_rc_box_release_full (report, report_clear);
}

static void
run_lay_out (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Report *report = data;

  g_task_return_pointer (task,
                         matoi_report_text_new_pages (report->text, report->width, report->height),
                         (GDestroyNotify) matoi_context_free_pages);
}

static void
on_laid_out (GObject *operation, GAsyncResult *result, gpointer user_data)
{
  Report *report = g_task_get_task_data (G_TASK (result));

  g_clear_pointer (&report->pages, matoi_context_free_pages);
  report->pages = g_task_propagate_pointer (G_TASK (result), NULL);
}

/* A report of many pages takes longer than anybody at the window should wait. */
static void
on_report_begin (GtkPrintOperation *operation, GtkPrintContext *print, Report *report)
{
  g_autoptr (GTask) task = g_task_new (operation, NULL, on_laid_out, NULL);

  g_clear_pointer (&report->pages, matoi_context_free_pages);
  report->width = gtk_print_context_get_width (print);
  report->height = gtk_print_context_get_height (print);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (report), report_unref);
  g_task_run_in_thread (task, run_lay_out);
}

/* GTK asks again, when there is nothing else to do, until it is TRUE. */
static gboolean
on_report_paginate (GtkPrintOperation *operation, GtkPrintContext *print, Report *report)
{
  if (!report->pages)
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int) matoi_context_count_pages (report->pages));
  return TRUE;
}

static void
on_report_draw (GtkPrintOperation *operation, GtkPrintContext *print, int page, Report *report)
{
  matoi_context_draw_page (report->pages, gtk_print_context_get_cairo_context (print),
                           (guint) page);
}

/* --- the job */

static GtkPrintOperation *
new_operation (const char *name, gpointer what, GDestroyNotify free)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();

  g_object_set_data_full (G_OBJECT (operation), "matoi-print", what, free);
  /* The margins are those of the page that is drawn. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (operation, settings);
  return operation;
}

/** matoi_insight_print_new_paper: see the header; takes @paper. */
GtkPrintOperation *
matoi_insight_print_new_paper (MatoiInsightPaper *paper, const char *name)
{
  GtkPrintOperation *operation =
    new_operation (name, paper, (GDestroyNotify) matoi_insight_paper_free);

  g_signal_connect (operation, "begin-print", G_CALLBACK (on_paper_begin), paper);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_paper_draw), paper);
  return operation;
}

/** matoi_insight_print_new_report: see the header; takes @text. */
GtkPrintOperation *
matoi_insight_print_new_report (MatoiReportText *text, const char *name)
{
  Report *report = g_atomic_rc_box_new0 (Report);
  GtkPrintOperation *operation = new_operation (name, report, report_unref);

  report->text = text;
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_report_begin), report);
  g_signal_connect (operation, "paginate", G_CALLBACK (on_report_paginate), report);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_report_draw), report);
  return operation;
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  /* Translators: %s is a reason of the system. */
  text = g_strdup_printf (_ ("Nothing was printed (%s). Nothing is lost; try again, or save it as "
                             "a file and print that."),
                             error ? error->message : "");
  g_signal_emit_by_name (widget, "said", text);
}

/** matoi_insight_print_run: see the header. */
void
matoi_insight_print_run (GtkPrintOperation *operation, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkPrintOperationResult result;

  if (!root)
    return;
  g_signal_connect_object (operation, "done", G_CALLBACK (on_done), widget, 0);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    GTK_WINDOW (root), NULL);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    on_done (operation, result, widget);
}

/* --- reading it first */

typedef struct
{
  GtkWidget *widget;
  char *name;
} Ask;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  g_autoptr (GtkWidget) widget = ask->widget;
  g_autofree char *name = ask->name;
  g_autoptr (GError) error = NULL;
  MatoiReportText *text = matoi_context_report_text_finish (MATOI_CONTEXT (source), result, &error);
  g_autoptr (GtkPrintOperation) operation = NULL;

  g_free (ask);
  if (text)
    {
      operation = matoi_insight_print_new_report (text, name);
      matoi_insight_print_run (operation, widget);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *problem = matoi_ui_dup_error (error);

      g_signal_emit_by_name (widget, "said", problem);
    }
}

/** matoi_insight_print_report: see the header. */
void
matoi_insight_print_report (GtkWidget *widget,
                            MatoiContext *context,
                            const MatoiReportQuery *query,
                            GCancellable *cancellable)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->widget = g_object_ref (widget);
  ask->name = g_strdup_printf ("matoi-%04d-%02d", query->year, query->month);
  matoi_context_report_text_async (context, query, cancellable, on_read, ask);
}
