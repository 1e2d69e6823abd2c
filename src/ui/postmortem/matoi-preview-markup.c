/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-preview-private.h"

/* Where a link leads, for a person: the machine, or the address. (transfer full) (nullable) */
static char *
dup_destination (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (uri == NULL)
    return g_strdup (url);
  if (g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0')
    return g_strdup (g_uri_get_host (uri));
  return g_strdup (g_uri_get_path (uri));
}

/* Whether the words of the link already are its address. */
static gboolean
says_address (const char *words, const char *url)
{
  static const char *const schemes[] = { "", "https://", "http://", "mailto:" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (url, schemes[i]) && strcmp (words, url + strlen (schemes[i])) == 0)
      return TRUE;
  return FALSE;
}

static void
append_words (GString *out, const MatoiRun *run)
{
  g_autofree char *escaped = g_markup_escape_text (run->text, -1);
  const char *const tags[] = { run->style & MATOI_RUN_BOLD ? "b" : NULL,
                               run->style & MATOI_RUN_ITALIC ? "i" : NULL,
                               run->style & MATOI_RUN_STRIKE ? "s" : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tags[i] != NULL)
      g_string_append_printf (out, "<%s>", tags[i]);
  /* half transparent: right on light and on dark */
  if (run->style & MATOI_RUN_CODE)
    g_string_append_printf (
      out, "<span font_family=\"monospace\" bgcolor=\"#808080\" bgalpha=\"14%%\">%s</span>",
      escaped);
  else
    g_string_append (out, escaped);
  for (guint i = G_N_ELEMENTS (tags); i > 0; i--)
    if (tags[i - 1] != NULL)
      g_string_append_printf (out, "</%s>", tags[i - 1]);
}

/* The runs from @i on that lead to one place. Returns the first after them. */
static guint
append_link (GString *out, GPtrArray *runs, guint i)
{
  const char *url = ((const MatoiRun *) g_ptr_array_index (runs, i))->url;
  g_autofree char *escaped = g_markup_escape_text (url, -1);
  g_autofree char *where = dup_destination (url);
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (out, "<a href=\"%s\" title=\"%s\">", escaped, escaped);
  for (; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);

      if (g_strcmp0 (run->url, url) != 0)
        break;
      append_words (out, run);
      g_string_append (words, run->text);
    }
  g_string_append (out, "</a>");
  if (where != NULL && !says_address (words->str, url))
    {
      g_autofree char *plain = g_markup_escape_text (where, -1);

      g_string_append_printf (out, "<span size=\"smaller\" alpha=\"75%%\"> (%s)</span>", plain);
    }
  return i;
}

/** matoi_preview_dup_markup: (transfer full): see the header. */
char *
matoi_preview_dup_markup (GPtrArray *runs, gboolean japanese, gboolean *has_link)
{
  GString *out = g_string_new (japanese ? "<span lang=\"ja\">" : "<span>");
  gboolean any = FALSE;

  for (guint i = 0; i < runs->len;)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);

      if (run->url != NULL)
        {
          any = TRUE;
          i = append_link (out, runs, i);
        }
      else
        {
          append_words (out, run);
          i++;
        }
    }
  g_string_append (out, "</span>");
  if (has_link != NULL)
    *has_link = any;
  return g_string_free (out, FALSE);
}
