/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-preview-private.h"

/* Blocks of any size are cut into pieces that are laid out in an instant. */

#define MAX_TEXT     1500 /* bytes of a label */
#define MAX_CODE     4000
#define MAX_LINE     1000 /* characters of a line of code */
#define MAX_ROWS     50
#define ROW_OVERHEAD 200 /* a widget weighs as much as that many letters */

static void
piece_free (MatoiPreviewPiece *piece)
{
  g_ptr_array_unref (piece->runs);
  g_clear_pointer (&piece->rows, g_ptr_array_unref);
  g_free (piece->picture);
  g_free (piece->whole);
  g_free (piece);
}

/* --- what looks the same */

static guint64
digest_bytes (guint64 digest, const void *data, gsize length)
{
  const guchar *bytes = data;

  for (gsize i = 0; i < length; i++)
    digest = (digest ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return digest;
}

static guint64
digest_text (guint64 digest, const char *text)
{
  return text != NULL ? digest_bytes (digest, text, strlen (text) + 1)
                      : digest_bytes (digest, "\xff", 1);
}

static guint64
digest_runs (guint64 digest, GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);

      digest = digest_text (digest, run->text);
      digest = digest_text (digest, run->url);
      digest = digest_bytes (digest, &run->style, sizeof run->style);
    }
  return digest_bytes (digest, "\xfe", 1);
}

static gsize
weigh_runs (GPtrArray *runs)
{
  gsize weight = 0;

  for (guint i = 0; i < runs->len; i++)
    weight += strlen (((const MatoiRun *) g_ptr_array_index (runs, i))->text);
  return weight;
}

static void
for_rows (MatoiPreviewPiece *piece)
{
  for (guint i = 0; i <= piece->n_rows; i++)
    {
      GPtrArray *row = g_ptr_array_index (piece->rows, i == 0 ? 0 : piece->first_row + i - 1);

      for (guint j = 0; j < row->len; j++)
        {
          piece->digest = digest_runs (piece->digest, g_ptr_array_index (row, j));
          piece->weight += ROW_OVERHEAD + weigh_runs (g_ptr_array_index (row, j));
        }
      piece->digest = digest_bytes (piece->digest, "\xfd", 1);
    }
}

static void
finish (MatoiPreviewPiece *piece)
{
  const guint facts[] = { piece->kind,
                          piece->level,
                          piece->depth,
                          piece->number,
                          (guint) piece->item,
                          (guint) piece->quote,
                          (guint) piece->continued,
                          (guint) piece->japanese };

  piece->digest = digest_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), facts, sizeof facts);
  piece->digest = digest_text (piece->digest, piece->picture);
  piece->digest = digest_text (piece->digest, piece->whole);
  piece->digest = digest_runs (piece->digest, piece->runs);
  piece->weight = ROW_OVERHEAD + weigh_runs (piece->runs);
  if (piece->rows != NULL)
    for_rows (piece);
}

/* --- cutting */

/* @runs: (transfer full) */
static MatoiPreviewPiece *
add_piece (GPtrArray *pieces, const MatoiBlock *block, GPtrArray *runs, gboolean continued)
{
  MatoiPreviewPiece *piece = g_new0 (MatoiPreviewPiece, 1);

  piece->kind = block->kind;
  piece->level = block->level;
  piece->depth = block->depth;
  piece->item = block->item && !continued;
  piece->number = piece->item ? block->number : 0;
  piece->quote = block->quote;
  piece->continued = continued;
  piece->picture = g_strdup (block->picture);
  piece->runs = runs;
  g_ptr_array_add (pieces, piece);
  return piece;
}

/* How much of @text, which is longer than @room, goes into it: to a blank if there is one. */
static gsize
find_cut (const char *text, gsize room)
{
  const char *end = g_utf8_find_prev_char (text, text + room + 1);

  for (const char *p = end; p > text + room / 2; p--)
    if (p[-1] == ' ' || p[-1] == '\n')
      return (gsize) (p - text);
  return end > text ? (gsize) (end - text) : (gsize) (g_utf8_next_char (text) - text);
}

static void
add_long_text (GPtrArray *pieces, const MatoiBlock *block)
{
  GPtrArray *runs = matoi_runs_new ();
  gboolean continued = FALSE;
  gsize room = MAX_TEXT;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (block->runs, i);
      const char *text = run->text;

      for (gsize left = strlen (text); left > 0;)
        {
          gsize length = left > room ? find_cut (text, room) : left;
          g_autofree char *part = g_strndup (text, length);

          matoi_runs_add (runs, part, run->style, run->url);
          text += length;
          left -= length;
          room -= MIN (room, length);
          if (left == 0 && room > 8)
            break;
          add_piece (pieces, block, runs, continued);
          runs = matoi_runs_new ();
          continued = TRUE;
          room = MAX_TEXT;
        }
    }
  if (runs->len > 0)
    add_piece (pieces, block, runs, continued);
  else
    g_ptr_array_unref (runs);
}

/* @code in lines that are not endless. */
static char *
dup_lines (const char *code)
{
  GString *lines = g_string_sized_new (strlen (code));
  guint column = 0;

  for (const char *p = code; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p != '\n' && column >= MAX_LINE)
        {
          g_string_append_c (lines, '\n');
          column = 0;
        }
      g_string_append_len (lines, p, g_utf8_next_char (p) - p);
      column = *p == '\n' ? 0 : column + 1;
    }
  return g_string_free (lines, FALSE);
}

static void
add_code (GPtrArray *pieces, const MatoiBlock *block)
{
  g_autofree char *whole = matoi_runs_dup_text (block->runs);
  g_autofree char *lines = dup_lines (whole);
  gboolean continued = FALSE;

  for (const char *p = lines; *p != '\0' || !continued;)
    {
      GPtrArray *runs = matoi_runs_new ();
      const char *end = p + strlen (p);
      g_autofree char *part = NULL;

      if (end - p > MAX_CODE)
        {
          end = g_utf8_find_prev_char (p, p + MAX_CODE);
          for (const char *q = end; q > p; q--)
            if (q[-1] == '\n')
              {
                end = q;
                break;
              }
        }
      part = g_strndup (p, (gsize) (end - p));
      matoi_runs_add (runs, g_strchomp (part), MATOI_RUN_CODE, NULL);
      if (!continued)
        add_piece (pieces, block, runs, FALSE)->whole = g_steal_pointer (&whole);
      else
        add_piece (pieces, block, runs, TRUE);
      continued = TRUE;
      p = end;
    }
}

static void
add_table (GPtrArray *pieces, const MatoiBlock *block)
{
  guint row = 1;

  do
    {
      MatoiPreviewPiece *piece = add_piece (pieces, block, g_ptr_array_ref (block->runs), row > 1);

      piece->rows = g_ptr_array_ref (block->rows);
      piece->first_row = row;
      piece->n_rows = MIN (block->rows->len - row, MAX_ROWS);
      row += MAX_ROWS;
    }
  while (row < block->rows->len);
}

/* --- languages */

static gboolean
has_kana (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if ((guchar) *p == 0xe3) /* all of them begin with it */
      {
        gunichar c = g_utf8_get_char (p);

        if (c >= 0x3041 && c <= 0x30ff)
          return TRUE;
      }
  return FALSE;
}

/** matoi_preview_dup_pieces: (transfer full): see the header. */
GPtrArray *
matoi_preview_dup_pieces (const char *markdown)
{
  g_autoptr (GPtrArray) blocks = matoi_markdown_parse (markdown);
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  gboolean japanese = has_kana (markdown);

  for (guint i = 0; i < blocks->len; i++)
    {
      const MatoiBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == MATOI_BLOCK_CODE)
        add_code (pieces, block);
      else if (block->kind == MATOI_BLOCK_TABLE)
        add_table (pieces, block);
      else if (block->kind != MATOI_BLOCK_IMAGE && weigh_runs (block->runs) > MAX_TEXT)
        add_long_text (pieces, block);
      else
        add_piece (pieces, block, g_ptr_array_ref (block->runs), FALSE);
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      MatoiPreviewPiece *piece = g_ptr_array_index (pieces, i);

      piece->japanese = japanese;
      finish (piece);
    }
  return pieces;
}
