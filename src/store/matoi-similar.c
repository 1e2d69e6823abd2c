/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-similar.h"

#include <string.h>

#include "matoi-similar-private.h"
#include "matoi-tokens.h"

/* Words that are shown, and texts of another incident they are looked for in. */
#define MAX_WORDS 6
#define MAX_POOL  16
#define MIN_SCORE 0.05

/** matoi_similar_free: (nullable) */
void
matoi_similar_free (MatoiSimilar *similar)
{
  if (similar == NULL)
    return;
  g_free (similar->ref);
  g_free (similar->title);
  g_strfreev (similar->words);
  g_strfreev (similar->services);
  g_strfreev (similar->causes);
  g_free (similar);
}

static void
look_clear (MatoiSimilarLook *look)
{
  matoi_similar_text_clear (&look->text);
  g_strfreev (look->services);
  g_strfreev (look->causes);
  g_free (look->n_services);
  g_free (look->n_causes);
  g_clear_pointer (&look->others, g_array_unref);
}

/* --- what it is about */

static gboolean
read_incident (MatoiSimilarLook *look, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    look->store->db,
    "SELECT i.id, i.title, i.services, i.drill, coalesce(n.causes, '') FROM incident i"
    " LEFT JOIN insight n ON n.incident=i.id WHERE i.uid=?2 AND NOT " MATOI_STORE_HIDDEN,
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "sd", look->person, look->incident);
  if (!matoi_database_step (look->store->db, stmt, &local_error))
    {
      if (local_error == NULL)
        return matoi_store_set_missing (look->incident, error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  look->row = sqlite3_column_int64 (stmt, 0);
  matoi_similar_text_take (&look->text, matoi_column_text (stmt, 1));
  look->services = g_strsplit (matoi_column_text (stmt, 2), ",", -1);
  look->drill = sqlite3_column_int (stmt, 3) != 0;
  look->causes = g_strsplit (matoi_column_text (stmt, 4), "\n", -1);
  look->has_causes = look->causes[0] != NULL && *look->causes[0] != '\0';
  look->n_services = g_new0 (guint, g_strv_length (look->services) + 1);
  look->n_causes = g_new0 (guint, g_strv_length (look->causes) + 1);
  sqlite3_reset (stmt);
  return TRUE;
}

/* The passage of the incident itself begins with its reference. */
static gboolean
read_texts (MatoiSimilarLook *look, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    look->store->db,
    "SELECT kind, text FROM (SELECT id, kind, text, CASE kind WHEN 'incident' THEN 0"
    " WHEN 'factor' THEN 1 WHEN 'lesson' THEN 3 ELSE 4 END AS part FROM passage"
    " WHERE incident=?1 AND kind IN('incident','factor','lesson','section')"
    " UNION ALL SELECT id, kind, text, 2 FROM entry WHERE incident=?1 AND struck=0"
    " AND (kind='decision' OR kind='hypothesis' AND verdict='confirmed')) ORDER BY part, id",
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", look->row);
  while (matoi_database_step (look->store->db, stmt, &local_error))
    {
      const char *text = matoi_column_text (stmt, 1);
      const char *rest =
        strcmp (matoi_column_text (stmt, 0), "incident") == 0 ? strchr (text, '\n') : text;

      if (rest != NULL)
        matoi_similar_text_take (&look->text, rest);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* --- the best of them */

/* The newest of those that are as similar comes first. */
static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const MatoiSimilarOther *x = *(const MatoiSimilarOther *const *) a,
                          *y = *(const MatoiSimilarOther *const *) b;

  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;
  if (x->declared_at != y->declared_at)
    return x->declared_at < y->declared_at ? 1 : -1;
  return (x->row < y->row) - (x->row > y->row);
}

static gboolean
read_name (MatoiSimilarLook *look,
           const MatoiSimilarOther *other,
           MatoiSimilar *similar,
           GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    look->store->db,
    "SELECT uid, ref, CASE WHEN security AND codename IS NOT NULL THEN codename ELSE title END"
    " FROM incident WHERE id=?1",
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", other->row);
  if (!matoi_database_step (look->store->db, stmt, &local_error))
    {
      /* Only while somebody builds the table anew. */
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        matoi_store_set_missing (look->incident, error);
      return FALSE;
    }
  matoi_column_id (stmt, 0, &similar->incident);
  similar->ref = g_strdup (matoi_column_text (stmt, 1));
  similar->title = g_strdup (matoi_column_text (stmt, 2));
  sqlite3_reset (stmt);
  return TRUE;
}

/* What was shared, and the texts it stands in, folded. */
static gboolean
read_pool (MatoiSimilarLook *look,
           const MatoiSimilarOther *other,
           GString *pool,
           gboolean *shared,
           GError **error)
{
  guint n = 0;

  for (guint i = 0; other->shares != NULL && i < other->shares->len; i++)
    {
      const MatoiSimilarShare *one = &g_array_index (other->shares, MatoiSimilarShare, i);
      const char *sql = one->row != 0 ? matoi_similar_get_row_sql (one->row) : NULL;
      sqlite3_stmt *stmt;

      shared[one->term] = TRUE;
      if (sql == NULL || n++ >= MAX_POOL)
        continue;
      stmt = matoi_database_get (look->store->db, sql, error);
      if (stmt == NULL)
        return FALSE;
      matoi_database_bind (stmt, "i", one->row);
      if (matoi_database_step (look->store->db, stmt, NULL))
        {
          g_autofree char *folded = matoi_tokens_fold (matoi_column_text (stmt, 1));

          g_string_append_printf (pool, "\n%s", folded);
        }
      sqlite3_reset (stmt);
    }
  return TRUE;
}

static MatoiSimilar *
explain (MatoiSimilarLook *look, const MatoiSimilarOther *other, GError **error)
{
  g_autofree gboolean *shared = g_new0 (gboolean, look->text.terms->len + 1);
  g_autofree char *title = NULL;
  g_autoptr (GString) pool = g_string_new (NULL);
  MatoiSimilar *similar = g_new0 (MatoiSimilar, 1);

  if (read_name (look, other, similar, error))
    {
      title = matoi_tokens_fold (similar->title);
      g_string_append (pool, title);
    }
  if (title == NULL || !read_pool (look, other, pool, shared, error))
    {
      matoi_similar_free (similar);
      return NULL;
    }
  similar->percent = CLAMP ((int) (other->score * 100 + 0.5), 1, 100);
  similar->words = matoi_similar_text_join (&look->text, shared, pool->str, MAX_WORDS);
  similar->services = g_strsplit (other->services != NULL ? other->services : "", ",", -1);
  similar->causes = g_strsplit (other->causes != NULL ? other->causes : "", "\n", -1);
  return similar;
}

static GPtrArray *
pick (MatoiSimilarLook *look, guint limit, GError **error)
{
  g_autoptr (GPtrArray) best = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_similar_free);

  matoi_similar_weigh (look);
  for (guint i = 0; i < look->others->len; i++)
    if (g_array_index (look->others, MatoiSimilarOther, i).score >= MIN_SCORE)
      g_ptr_array_add (best, &g_array_index (look->others, MatoiSimilarOther, i));
  g_ptr_array_sort (best, compare_scores);
  for (guint i = 0; i < MIN (limit, best->len); i++)
    {
      MatoiSimilar *similar = explain (look, g_ptr_array_index (best, i), error);

      if (similar == NULL)
        return NULL;
      g_ptr_array_add (all, similar);
    }
  return g_steal_pointer (&all);
}

/** matoi_store_list_similar: see the header; MATOI_ERROR_NOT_FOUND if @person may not know of it. */
GPtrArray *
matoi_store_list_similar (MatoiStore *store,
                          const MatoiId *incident,
                          const char *person,
                          guint limit,
                          GError **error)
{
  MatoiSimilarLook look = { .store = store, .incident = incident, .person = person };
  GPtrArray *similar;

  matoi_similar_text_init (&look.text);
  look.others = g_array_new (FALSE, FALSE, sizeof (MatoiSimilarOther));
  g_array_set_clear_func (look.others, matoi_similar_clear_other);
  similar = read_incident (&look, error) && read_texts (&look, error) &&
                matoi_similar_read_others (&look, error)
              ? pick (&look, limit, error)
              : NULL;
  look_clear (&look);
  return similar;
}
