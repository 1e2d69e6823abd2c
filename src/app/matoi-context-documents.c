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
#include "matoi-document.h"
#include "matoi-export-csv.h"
#include "matoi-export-ics.h"

/** matoi_context_export_csv: (transfer full) the timeline as a table. */
char *
matoi_context_export_csv (MatoiContext *self, const MatoiIncident *incident)
{
  return matoi_export_csv (incident, matoi_context_get_zone (self));
}

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

static GBytes *
write_pdf (const MatoiDocument *document, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GBytes *bytes = matoi_document_to_pdf (document, get_paper (), &problem);

  if (bytes == NULL)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                 /* Translators: %s is a reason, in English. */
                 _ ("The PDF could not be made: %s. The incident is safe; export it as HTML "
                    "instead, and print that."),
                    problem->message);
  return bytes;
}

/**
 * matoi_context_export_document:
 * @incident: with or without a postmortem
 * @format: "markdown", "html" or "pdf"
 * @both: headings in English and in Japanese, side by side
 * @error: MATOI_ERROR_INPUT for another format, _STORAGE if a PDF could not be made
 *
 * In the language of the interface; a confidential incident goes by its codename, and every page
 * says so (SEC-04, SEC-13).
 *
 * Returns: (transfer full): the file, or NULL
 */
GBytes *
matoi_context_export_document (MatoiContext *self,
                               const MatoiIncident *incident,
                               const char *format,
                               gboolean both,
                               GError **error)
{
  const MatoiDocumentOptions options = { C_ ("language of the presets", "en"), both,
                                         matoi_context_get_now (self),
                                         matoi_context_get_zone (self) };
  g_autoptr (MatoiDocument) document = matoi_document_new (incident, &options);
  char *text = NULL;

  if (g_strcmp0 (format, "pdf") == 0)
    return write_pdf (document, error);
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

static char *
load_wording_file (const char *name, GError **error)
{
  const char *datadir = g_getenv ("MATOI_DATADIR");
  g_autofree char *path =
    g_build_filename (datadir != NULL && *datadir != '\0' ? datadir : PKGDATADIR, "wording", name,
                      NULL);
  char *text = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    return text;
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
               /* Translators: %s is the name of a file. */
               _ ("The dictionary of words “%s” is missing, so no wording is checked. Install "
                  "Matoi anew, or set MATOI_DATADIR to the folder that holds “wording”."),
                  name);
  return NULL;
}

/**
 * matoi_context_load_wording:
 * @error: MATOI_ERROR_STORAGE if a file is missing, _INPUT if somebody broke one
 *
 * Returns: (transfer full): the rules of wording, from the files of Matoi, or NULL
 */
MatoiWording *
matoi_context_load_wording (GError **error)
{
  g_autofree char *en = load_wording_file ("en.json", error);
  g_autofree char *ja = en != NULL ? load_wording_file ("ja.json", error) : NULL;

  return ja != NULL ? matoi_wording_parse (en, ja, error) : NULL;
}
