/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-similar-private.h"

#include <string.h>

#include "matoi-project.h"
#include "matoi-tokens.h"

/* Every other incident, and what it has in common with the one that is asked about. */

/* Terms that are looked up in all that was written; the telling ones come first. */
#define MAX_LOOKUPS 40
/* A term that stands in more texts than that is known by the titles alone. */
#define MAX_TEXTS 200

/** matoi_similar_clear_other: for the list of them. */
void
matoi_similar_clear_other (gpointer data)
{
  MatoiSimilarOther *other = data;

  g_free (other->services);
  g_free (other->causes);
  g_clear_pointer (&other->shares, g_array_unref);
}

static gboolean
has_share (const MatoiSimilarOther *other, guint term)
{
  for (guint i = 0; other->shares != NULL && i < other->shares->len; i++)
    if (g_array_index (other->shares, MatoiSimilarShare, i).term == term)
      return TRUE;
  return FALSE;
}

static void
share (MatoiSimilarLook *look, MatoiSimilarOther *other, guint term, gint64 row)
{
  MatoiSimilarTerm *shared = &g_array_index (look->text.terms, MatoiSimilarTerm, term);
  guint number = (guint) (other - (MatoiSimilarOther *) (gpointer) look->others->data) + 1;
  MatoiSimilarShare one = { term, row };

  /* Titles come incident by incident, other texts do not. */
  if (shared->last == number || (row != 0 && has_share (other, term)))
    return;
  shared->last = number;
  shared->n++;
  if (other->shares == NULL)
    other->shares = g_array_new (FALSE, FALSE, sizeof (MatoiSimilarShare));
  g_array_append_val (other->shares, one);
}

typedef struct
{
  MatoiSimilarLook *look;
  MatoiSimilarOther *other;
} Title;

static gboolean
compare_token (const char *token,
               gsize length,
               gsize start,
               gsize end,
               gboolean beside,
               gpointer user_data)
{
  Title *title = user_data;
  char text[64];
  gpointer place;

  if (length >= sizeof text)
    return TRUE;
  memcpy (text, token, length);
  text[length] = '\0';
  place = g_hash_table_lookup (title->look->text.by_token, text);
  if (place != NULL)
    share (title->look, title->other, GPOINTER_TO_UINT (place) - 1, 0);
  return TRUE;
}

/* A quick look, for most have nothing in common. */
static gboolean
may_share (GStrv ours, const char *theirs)
{
  for (guint i = 0; ours[i] != NULL; i++)
    if (*ours[i] != '\0' && strcasestr (theirs, ours[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Which of @ours stand in @theirs, counted in @n; NULL: none. (transfer full): joined by @sign */
static char *
find_shared (GStrv ours, guint *n, const char *theirs, const char *sign)
{
  g_autoptr (GString) shared = NULL;
  g_auto (GStrv) each = NULL;

  if (*theirs == '\0' || !may_share (ours, theirs))
    return NULL;
  each = g_strsplit (theirs, sign, -1);
  for (guint i = 0; ours[i] != NULL; i++)
    for (guint j = 0; *ours[i] != '\0' && each[j] != NULL; j++)
      if (g_ascii_strcasecmp (g_strstrip (ours[i]), g_strstrip (each[j])) == 0)
        {
          if (shared == NULL)
            shared = g_string_new (NULL);
          g_string_append_printf (shared, "%s%s", shared->len > 0 ? sign : "", ours[i]);
          n[i]++;
          break;
        }
  return shared != NULL ? g_string_free (g_steal_pointer (&shared), FALSE) : NULL;
}

static void
take_other (MatoiSimilarLook *look, sqlite3_stmt *stmt)
{
  MatoiSimilarOther added = { .row = sqlite3_column_int64 (stmt, 0),
                              .declared_at = sqlite3_column_int64 (stmt, 1) };
  const char *title = matoi_column_text (stmt, 2);
  Title compared;

  added.services = find_shared (look->services, look->n_services, matoi_column_text (stmt, 3), ",");
  if (look->has_causes)
    added.causes = find_shared (look->causes, look->n_causes, matoi_column_text (stmt, 4), "\n");
  g_array_append_val (look->others, added);
  compared =
    (Title){ look, &g_array_index (look->others, MatoiSimilarOther, look->others->len - 1) };
  matoi_tokens_each (title, strlen (title), MATOI_TOKENS_QUERY, compare_token, &compared);
}

/* Of a confidential one nothing but its codename and words of the one asked about is shown. Causes
 * are in another table, which is asked only where there is something to compare. */
#define OTHERS(CAUSES, TABLE)                                                                   \
  "SELECT i.id, i.declared_at, CASE WHEN i.security AND i.codename IS NOT NULL THEN i.codename" \
  " ELSE i.title END, CASE WHEN i.security THEN '' ELSE i.services END" CAUSES                  \
  " FROM incident i" TABLE " WHERE i.id<>?2 AND i.drill=?3 AND NOT " MATOI_STORE_HIDDEN         \
  " ORDER BY i.id"

static gboolean
read_titles (MatoiSimilarLook *look, GError **error)
{
  static const char *const sql[] = {
    OTHERS ("", ""),
    OTHERS (", CASE WHEN i.security THEN '' ELSE coalesce(n.causes, '') END",
            " LEFT JOIN insight n ON n.incident=i.id"),
  };
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (look->store->db, sql[look->has_causes], error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "sii", look->person, look->row, (gint64) look->drill);
  while (matoi_database_step (look->store->db, stmt, &local_error))
    take_other (look, stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* --- words in all that was written of them */

/** matoi_similar_get_row_sql: see the header. */
const char *
matoi_similar_get_row_sql (gint64 row)
{
  static const char *const sql[] = {
    "SELECT incident, text FROM entry WHERE id=?1",
    "SELECT incident, text FROM todo WHERE id=?1",
    "SELECT incident, text FROM action WHERE id=?1",
    "SELECT incident, text FROM passage WHERE id=?1",
  };
  guint kind = matoi_project_get_kind (row);

  return kind < G_N_ELEMENTS (sql) ? sql[kind] : NULL;
}

/* (nullable): they are in the order of their rows. */
static MatoiSimilarOther *
find_other (MatoiSimilarLook *look, gint64 row)
{
  guint from = 0, to = look->others->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      MatoiSimilarOther *other = &g_array_index (look->others, MatoiSimilarOther, middle);

      if (other->row == row)
        return other;
      if (other->row < row)
        from = middle + 1;
      else
        to = middle;
    }
  return NULL;
}

static gboolean
share_row (MatoiSimilarLook *look, guint term, gint64 row, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *sql = matoi_similar_get_row_sql (row);
  sqlite3_stmt *stmt = sql != NULL ? matoi_database_get (look->store->db, sql, error) : NULL;
  MatoiSimilarOther *other = NULL;

  if (sql == NULL)
    return TRUE;
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  if (matoi_database_step (look->store->db, stmt, &local_error))
    other = find_other (look, sqlite3_column_int64 (stmt, 0));
  sqlite3_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (other != NULL)
    share (look, other, term, row);
  return TRUE;
}

static gboolean
share_rows (MatoiSimilarLook *look, guint term, GArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!share_row (look, term, g_array_index (rows, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
look_up (MatoiSimilarLook *look, guint term, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *match =
    g_strdup_printf ("\"%s\"", g_array_index (look->text.terms, MatoiSimilarTerm, term).token);
  sqlite3_stmt *stmt = matoi_database_get (
    look->store->db, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "si", match, (gint64) MAX_TEXTS + 1);
  while (matoi_database_step (look->store->db, stmt, &local_error))
    {
      gint64 row = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (rows, row);
    }
  sqlite3_clear_bindings (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return rows->len > MAX_TEXTS || share_rows (look, term, rows, error);
}

/** matoi_similar_read_others: see the header. */
gboolean
matoi_similar_read_others (MatoiSimilarLook *look, GError **error)
{
  if (!read_titles (look, error))
    return FALSE;
  for (guint i = 0; i < MIN (MAX_LOOKUPS, look->text.terms->len); i++)
    if (!look_up (look, i, error))
      return FALSE;
  return TRUE;
}
