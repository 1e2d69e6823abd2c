/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <langinfo.h>
#endif
#include <string.h>

#include "matoi-context-private.h"
#include "matoi-directory.h"
#include "matoi-document-format.h"
#include "matoi-document.h"
#include "matoi-export-csv.h"
#include "matoi-export-ics.h"
#include "matoi-json.h"
#include "matoi-pictures-private.h"

/**
 * matoi_context_export_ics:
 * @error: MATOI_ERROR_RULE while no meeting is set
 *
 * Returns: (transfer full): the postmortem meeting as a calendar file, with the addresses of
 *   the team's directory, or NULL
 */
char *
matoi_context_export_ics (MatoiContext *self, const MatoiIncident *incident, GError **error)
{
  g_autoptr (MatoiDirectory) directory = matoi_directory_load (self);
  g_autoptr (GHashTable) addresses = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < directory->people->len; i++)
    {
      MatoiPerson *person = g_ptr_array_index (directory->people, i);

      if (*person->email != '\0')
        g_hash_table_insert (addresses, person->name, person->email);
    }
  return matoi_export_ics (incident, matoi_context_get_now (self), addresses, error);
}

/* What printers have loaded where the user lives; A4 where nothing says so. */
static MatoiPaper
get_paper (void)
{
#ifdef __GLIBC__
  /* In millimetres, as a number in the place of a pointer: 279 is Letter. */
  return GPOINTER_TO_INT (nl_langinfo (_NL_PAPER_HEIGHT)) == 279 ? MATOI_PAPER_LETTER
                                                                 : MATOI_PAPER_A4;
#else
  return MATOI_PAPER_A4;
#endif
}

/* @format: "pdf", "pdf-a4" or "pdf-letter" */
static GBytes *
write_pdf (const MatoiDocument *document, const char *format, GError **error)
{
  g_autoptr (GError) problem = NULL;
  MatoiPaper paper = g_str_equal (format, "pdf-letter") ? MATOI_PAPER_LETTER
                     : g_str_equal (format, "pdf-a4")   ? MATOI_PAPER_A4
                                                        : get_paper ();
  GBytes *bytes = matoi_document_to_pdf (document, paper, &problem);

  if (bytes == NULL)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                 /* Translators: %s is a reason, in English. */
                 _ ("The PDF could not be made: %s. The incident is safe; export it as HTML "
                    "instead, and print that."),
                    problem->message);
  return bytes;
}

/* Every word of the incident that is printed, without its pictures; not bound to the incident any
 * more. */
static MatoiDocument *
new_document (MatoiContext *self, const MatoiIncident *incident, gboolean both)
{
  const MatoiDocumentOptions options = { C_ ("language of the presets", "en"), both,
                                         matoi_context_get_now (self),
                                         matoi_context_get_zone (self) };

  return matoi_document_new (incident, &options);
}

/** matoi_document_format: see the header. */
GBytes *
matoi_document_format (const MatoiDocument *document, const char *format, GError **error)
{
  char *text = NULL;

  if (g_str_has_prefix (format, "pdf"))
    return write_pdf (document, format, error);
  if (g_strcmp0 (format, "html") == 0)
    text = matoi_document_to_html (document);
  else if (g_strcmp0 (format, "markdown") == 0)
    text = matoi_document_to_markdown (document);
  if (text != NULL)
    return g_bytes_new_take (text, strlen (text));
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %s is what was asked for. */
               _ ("“%s” is not a kind of document Matoi writes. Nothing was written; choose "
                  "markdown, html or pdf."),
                  format);
  return NULL;
}

/* What is no document; FALSE: @format is one. */
static gboolean
export_data (MatoiContext *self,
             const MatoiIncident *incident,
             const char *format,
             GBytes **bytes,
             GError **error)
{
  char *text = NULL;

  if (g_str_equal (format, "csv"))
    text = matoi_export_csv (incident, matoi_context_get_zone (self));
  else if (g_str_equal (format, "ics"))
    text = matoi_context_export_ics (self, incident, error);
  else if (g_str_equal (format, "json"))
    {
      g_autoptr (JsonNode) node = matoi_context_export_bundle (self, incident);
      g_autofree char *json = matoi_json_to_pretty (node);

      text = g_strconcat (json, "\n", NULL);
    }
  else
    return FALSE;
  *bytes = text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
  return TRUE;
}

/**
 * matoi_context_export:
 * @incident: with or without a postmortem
 * @format: "markdown", "html", "pdf", "pdf-a4", "pdf-letter", "ics", "json" or "csv"
 * @both: headings in English and in Japanese, side by side
 * @error: MATOI_ERROR_INPUT for another format, _STORAGE if a PDF could not be made, _RULE for
 *   "ics" while no meeting is set
 *
 * In the language of the interface; a confidential incident goes by its codename, and every page
 * says so (SEC-04, SEC-13).
 *
 * Returns: (transfer full): the file, or NULL
 */
GBytes *
matoi_context_export (MatoiContext *self,
                      const MatoiIncident *incident,
                      const char *format,
                      gboolean both,
                      GError **error)
{
  g_autoptr (MatoiDocument) document = NULL;
  g_autoptr (GHashTable) pictures = NULL;
  GBytes *bytes;

  if (export_data (self, incident, format, &bytes, error))
    return bytes;
  document = new_document (self, incident, both);
  pictures = matoi_pictures_read (self, incident);
  matoi_document_set_pictures (document, pictures);
  return matoi_document_format (document, format, error);
}

/* --- for the window */

typedef struct
{
  MatoiDocument *document;
  char *format;
  char *path; /* (nullable): no pictures */
  MatoiId id;
} Job;

static void
job_free (Job *job)
{
  matoi_document_free (job->document);
  g_free (job->format);
  g_free (job->path);
  g_free (job);
}

static void
run_export (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GHashTable) pictures =
    job->path != NULL ? matoi_pictures_read_from (job->path, &job->id) : NULL;
  GError *error = NULL;
  GBytes *bytes;

  matoi_document_set_pictures (job->document, pictures);
  bytes = matoi_document_format (job->document, job->format, &error);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * matoi_context_export_async:
 * @incident: read before this returns
 *
 * As matoi_context_export (), but what takes long is done in a thread.
 */
void
matoi_context_export_async (MatoiContext *self,
                            const MatoiIncident *incident,
                            const char *format,
                            gboolean both,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  GBytes *bytes;
  Job *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self) && incident != NULL && format != NULL);

  g_task_set_source_tag (task, matoi_context_export_async);
  if (export_data (self, incident, format, &bytes, &error))
    {
      if (bytes != NULL)
        g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
      else
        g_task_return_error (task, error);
      return;
    }
  job = g_new0 (Job, 1);
  job->document = new_document (self, incident, both);
  job->format = g_strdup (format);
  job->id = incident->id;
  if (matoi_pictures_has (incident))
    job->path = g_strdup (matoi_context_get_path (self));
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_export);
}

/** matoi_context_export_finish: (transfer full): the file, or NULL: see matoi_context_export (). */
GBytes *
matoi_context_export_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_new_pages: for paper of @width by @height points. (transfer full) */
MatoiPrintout *
matoi_context_new_pages (MatoiContext *self,
                         const MatoiIncident *incident,
                         gboolean both,
                         double width,
                         double height)
{
  g_autoptr (MatoiDocument) document = new_document (self, incident, both);
  g_autoptr (GHashTable) pictures = matoi_pictures_read (self, incident);

  matoi_document_set_pictures (document, pictures);
  return matoi_document_to_printout (document, width, height);
}

/** matoi_context_count_pages: at least 1. */
guint
matoi_context_count_pages (const MatoiPrintout *pages)
{
  return matoi_printout_get_n_pages (pages);
}

/** matoi_context_draw_page: @page, from 0 on, at the origin of @cr. */
void
matoi_context_draw_page (const MatoiPrintout *pages, cairo_t *cr, guint page)
{
  matoi_printout_draw (pages, cr, page);
}

/** matoi_context_free_pages: frees @pages. */
void
matoi_context_free_pages (MatoiPrintout *pages)
{
  matoi_printout_free (pages);
}
