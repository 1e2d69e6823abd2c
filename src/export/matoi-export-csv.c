/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-export-csv.h"

#include <string.h>

#include "matoi-postmortem.h"

/* Without it Excel takes the text for one of the system's old encodings. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const char *const columns[] = { "time_utc", "time_local",  "kind", "text", "author",
                                       "evidence", "none_reason", "mark", "told", "learned_later",
                                       "verdict",  "struck",      "entry" };

/* Excel, LibreOffice and Google Sheets run a cell that begins like this; the wide forms too. */
static gboolean
is_formula (const char *text)
{
  static const char *const wide[] = { "＝", "＋", "－", "＠" };

  if (*text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return FALSE;
}

/** matoi_export_csv_append: see the header. */
void
matoi_export_csv_append (GString *out, const char *text_or_null, gboolean last)
{
  const char *text = text_or_null != NULL ? text_or_null : "";
  gboolean guarded = is_formula (text);
  gboolean quoted = strpbrk (text, ",\"\r\n") != NULL || *text == ' ';

  if (quoted)
    g_string_append_c (out, '"');
  if (guarded)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  if (quoted)
    g_string_append_c (out, '"');
  g_string_append (out, last ? "\r\n" : ",");
}

static void
append_evidences (GString *out, GString *reasons, GPtrArray *evidences)
{
  for (guint i = 0; evidences != NULL && i < evidences->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (evidences, i);

      if (one->none_reason != NULL)
        g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? "\n" : "", one->none_reason);
      if (one->url != NULL || one->query != NULL)
        g_string_append_printf (out, "%s%s%s%s", out->len > 0 ? "\n" : "",
                                one->url != NULL ? one->url : "",
                                one->url != NULL && one->query != NULL ? " " : "",
                                one->query != NULL ? one->query : "");
    }
}

static void
append_line (GString *out, const MatoiLine *line, GTimeZone *utc, GTimeZone *zone)
{
  const MatoiEntry *entry = line->entry;
  gboolean timed = line->occurred_at != MATOI_TIME_NONE;
  g_autofree char *there =
    timed ? matoi_time_to_local (line->occurred_at, "%Y-%m-%d %H:%M:%S", utc) : NULL;
  g_autofree char *here =
    timed ? matoi_time_to_local (line->occurred_at, "%Y-%m-%d %H:%M:%S", zone) : NULL;
  g_autoptr (GString) evidence = g_string_new (NULL);
  g_autoptr (GString) reasons = g_string_new (line->row != NULL ? line->row->none_reason : NULL);
  char id[MATOI_ID_TEXT_LENGTH + 1];

  if (entry != NULL)
    append_evidences (evidence, reasons, entry->evidence);
  if (line->row != NULL)
    append_evidences (evidence, reasons, line->row->evidence);
  matoi_id_to_text (entry != NULL ? &entry->id : &line->row->id, id);
  matoi_export_csv_append (out, there, FALSE);
  matoi_export_csv_append (out, here, FALSE);
  matoi_export_csv_append (out, entry != NULL ? entry->kind : "row", FALSE);
  matoi_export_csv_append (out, line->text, FALSE);
  matoi_export_csv_append (out, entry != NULL ? entry->author : NULL, FALSE);
  matoi_export_csv_append (out, evidence->str, FALSE);
  matoi_export_csv_append (out, reasons->str, FALSE);
  matoi_export_csv_append (out, line->anchor, FALSE);
  matoi_export_csv_append (out, line->told ? "yes" : "no", FALSE);
  matoi_export_csv_append (out, line->learned_later ? "yes" : "no", FALSE);
  matoi_export_csv_append (out, entry != NULL ? entry->verdict : NULL, FALSE);
  matoi_export_csv_append (out, entry != NULL && entry->struck ? "yes" : "no", FALSE);
  matoi_export_csv_append (out, id, TRUE);
}

/**
 * matoi_export_csv:
 * @zone: the organisation's, for the second column
 *
 * Everything that was captured and every row of the postmortem's own, in order of time; "told"
 * says what the document tells. Names of columns and kinds are the same in every language.
 *
 * Returns: (transfer full): the table
 */
char *
matoi_export_csv (const MatoiIncident *incident, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) lines = NULL;
  GString *out = g_string_new (BYTE_ORDER_MARK);

  g_return_val_if_fail (incident != NULL && zone != NULL, g_string_free (out, FALSE));

  lines = matoi_postmortem_dup_timeline (incident);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    matoi_export_csv_append (out, columns[i], i + 1 == G_N_ELEMENTS (columns));
  for (guint i = 0; i < lines->len; i++)
    append_line (out, g_ptr_array_index (lines, i), utc, zone);
  return g_string_free (out, FALSE);
}
