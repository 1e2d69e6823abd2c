/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"
#include "matoi-picture-ref.h"

/* Pictures of the record, inside every file that is written. */

/** matoi_document_set_pictures: hash to GBytes; once, before anything is written. */
void
matoi_document_set_pictures (MatoiDocument *self, GHashTable *pictures_or_null)
{
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  if (pictures_or_null != NULL)
    self->pictures = g_hash_table_ref (pictures_or_null);
}

/** matoi_document_find_picture: (nullable) (transfer none): what @block shows, if it came along. */
GBytes *
matoi_document_find_picture (const MatoiDocument *self, const MatoiBlock *block)
{
  GHashTableIter iter;
  gpointer hash, bytes;

  if (self->pictures == NULL || block->picture == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &hash, &bytes))
    if (matoi_picture_ref_matches (block->picture, hash) && matoi_picture_read_type (bytes) != NULL)
      return bytes;
  return NULL;
}

/** matoi_document_dup_image_text: (transfer full): what stands in the place of a picture that is not there. */
char *
matoi_document_dup_image_text (const MatoiDocument *self, const MatoiBlock *block)
{
  g_autofree char *text = matoi_runs_dup_text (block->runs);

  return g_strdup_printf ("[%s]", *text != '\0' ? text : matoi_document_word (self, "Picture"));
}

/* @bytes as the address of an image. */
static void
append_data (GString *out, GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_base64_encode (data, size);

  g_string_append_printf (out, "data:%s;base64,%s", matoi_picture_read_type (bytes), text);
}

/** matoi_document_append_figure: @block as HTML. */
void
matoi_document_append_figure (GString *out, const MatoiDocument *self, const MatoiBlock *block)
{
  GBytes *bytes = matoi_document_find_picture (self, block);
  g_autofree char *text =
    bytes != NULL ? matoi_runs_dup_text (block->runs) : matoi_document_dup_image_text (self, block);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (bytes == NULL)
    {
      g_string_append_printf (out, block->depth > 0 ? "%s\n" : "<p>%s</p>\n", escaped);
      return;
    }
  g_string_append_printf (out, "<figure><img alt=\"%s\" src=\"", escaped);
  append_data (out, bytes);
  g_string_append (out, "\">");
  if (*text != '\0')
    g_string_append_printf (out, "<figcaption class=\"faint\">%s</figcaption>", escaped);
  g_string_append (out, "</figure>\n");
}

/** matoi_document_append_image: @block as Markdown; the one file has everything. */
void
matoi_document_append_image (GString *out, const MatoiDocument *self, const MatoiBlock *block)
{
  GBytes *bytes = matoi_document_find_picture (self, block);
  g_autofree char *words = matoi_runs_dup_text (block->runs);
  const char *text =
    bytes == NULL && *words == '\0' ? matoi_document_word (self, "Picture") : words;

  g_string_append (out, bytes != NULL ? "![" : "\\[");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_ispunct (*p))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\n' ? ' ' : *p);
    }
  g_string_append (out, bytes != NULL ? "](" : "\\]");
  if (bytes != NULL)
    {
      append_data (out, bytes);
      g_string_append_c (out, ')');
    }
  g_string_append_c (out, '\n');
}
