/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-similar.h"

#include <math.h>
#include <string.h>

#include "matoi-project.h"
#include "matoi-similar-private.h"
#include "matoi-tokens.h"

/* Terms that are looked up in all that was written; the telling ones come first. */
#define MAX_LOOKUPS 40
/* A term that stands in more texts than that is known by the titles alone. */
#define MAX_TEXTS 200
#define MAX_WORDS 6
#define MAX_POOL  16
/* That many of the heaviest terms make two incidents the same. */
#define ENOUGH_TERMS  12
#define TEXT_PART     0.5
#define SERVICES_PART 0.2
#define CAUSES_PART   0.3
#define MIN_SCORE     0.05

/* A term that another incident has as well, and in which text of it (0: the title). */
typedef struct
{
  guint term;
  gint64 row;
} Share;

typedef struct
{
  gint64 row;
  MatoiId id;
  char *ref, *title;
  char *services, *causes; /* (nullable) only if some are shared */
  GArray *shares;          /* (nullable) of Share */
  double score;
} Other;

typedef struct
{
  MatoiStore *store;
  const MatoiId *incident;
  const char *person;
  gint64 row; /* of the incident */
  gboolean drill;
  MatoiSimilarText text;
  GStrv services, causes;
  guint *n_services, *n_causes; /* how many incidents have each */
  GArray *others;               /* of Other */
  GHashTable *by_row;           /* gint64 → place in others, from 1 */
} Look;

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
clear_other (gpointer data)
{
  Other *other = data;

  g_free (other->ref);
  g_free (other->title);
  g_free (other->services);
  g_free (other->causes);
  g_clear_pointer (&other->shares, g_array_unref);
}

static void
look_clear (Look *look)
{
  matoi_similar_text_clear (&look->text);
  g_strfreev (look->services);
  g_strfreev (look->causes);
  g_free (look->n_services);
  g_free (look->n_causes);
  g_clear_pointer (&look->others, g_array_unref);
  g_clear_pointer (&look->by_row, g_hash_table_unref);
}

#define VISIBLE                                                                              \
  "(i.security=0 OR EXISTS(SELECT 1 FROM assignment s WHERE s.incident=i.id AND s.person=?1" \
  "))"

/* --- what it is about */

static gboolean
read_incident (Look *look, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    look->store->db,
    "SELECT i.id, i.title, i.services, i.drill, coalesce(n.causes, '') FROM incident i"
    " LEFT JOIN insight n ON n.incident=i.id WHERE i.uid=?2 AND " VISIBLE,
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
  look->n_services = g_new0 (guint, g_strv_length (look->services) + 1);
  look->n_causes = g_new0 (guint, g_strv_length (look->causes) + 1);
  sqlite3_reset (stmt);
  return TRUE;
}

/* The passage of the incident itself begins with its reference. */
static gboolean
read_texts (Look *look, GError **error)
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

/* --- the others */

static gboolean
has_share (const Other *other, guint term)
{
  for (guint i = 0; other->shares != NULL && i < other->shares->len; i++)
    if (g_array_index (other->shares, Share, i).term == term)
      return TRUE;
  return FALSE;
}

static void
share (Look *look, Other *other, guint term, gint64 row)
{
  MatoiSimilarTerm *shared = &g_array_index (look->text.terms, MatoiSimilarTerm, term);
  guint number = (guint) (other - (Other *) (gpointer) look->others->data) + 1;
  Share one = { term, row };

  /* Titles come incident by incident, other texts do not. */
  if (shared->last == number || (row != 0 && has_share (other, term)))
    return;
  shared->last = number;
  shared->n++;
  if (other->shares == NULL)
    other->shares = g_array_new (FALSE, FALSE, sizeof (Share));
  g_array_append_val (other->shares, one);
}

typedef struct
{
  Look *look;
  Other *other;
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

/* Which of @ours stand in @theirs, counted in @n; NULL: none. (transfer full): joined by @sign */
static char *
find_shared (GStrv ours, guint *n, const char *theirs, const char *sign)
{
  g_autoptr (GString) shared = NULL;
  g_auto (GStrv) each = NULL;

  if (*theirs == '\0' || ours[0] == NULL)
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
take_other (Look *look, sqlite3_stmt *stmt)
{
  Other added = { .row = sqlite3_column_int64 (stmt, 0) };
  Other *other;
  const char *title = matoi_column_text (stmt, 3);
  Title compared;

  matoi_column_id (stmt, 1, &added.id);
  added.ref = g_strdup (matoi_column_text (stmt, 2));
  added.title = g_strdup (title);
  added.services = find_shared (look->services, look->n_services, matoi_column_text (stmt, 4), ",");
  added.causes = find_shared (look->causes, look->n_causes, matoi_column_text (stmt, 5), "\n");
  g_array_append_val (look->others, added);
  other = &g_array_index (look->others, Other, look->others->len - 1);
  g_hash_table_insert (look->by_row, g_memdup2 (&added.row, sizeof added.row),
                       GUINT_TO_POINTER (look->others->len));
  compared = (Title){ look, other };
  matoi_tokens_each (title, strlen (title), MATOI_TOKENS_QUERY, compare_token, &compared);
}

/* Of a confidential one nothing but its codename and words of the one asked about is shown. */
static gboolean
read_others (Look *look, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    look->store->db,
    "SELECT i.id, i.uid, i.ref, CASE WHEN i.security AND i.codename IS NOT NULL THEN i.codename"
    " ELSE i.title END, CASE WHEN i.security THEN '' ELSE i.services END,"
    " CASE WHEN i.security THEN '' ELSE coalesce(n.causes, '') END"
    " FROM incident i LEFT JOIN insight n ON n.incident=i.id WHERE i.id<>?2 AND i.drill=?3"
    " AND " VISIBLE " ORDER BY i.declared_at DESC, i.id DESC",
    error);

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

static const char *
get_row_sql (gint64 row)
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

static gboolean
share_row (Look *look, guint term, gint64 row, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *sql = get_row_sql (row);
  sqlite3_stmt *stmt = sql != NULL ? matoi_database_get (look->store->db, sql, error) : NULL;
  gpointer place = NULL;

  if (sql == NULL)
    return TRUE;
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  if (matoi_database_step (look->store->db, stmt, &local_error))
    {
      gint64 incident = sqlite3_column_int64 (stmt, 0);

      place = g_hash_table_lookup (look->by_row, &incident);
    }
  sqlite3_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (place != NULL)
    share (look, &g_array_index (look->others, Other, GPOINTER_TO_UINT (place) - 1), term, row);
  return TRUE;
}

static gboolean
share_rows (Look *look, guint term, GArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!share_row (look, term, g_array_index (rows, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
look_up (Look *look, guint term, GError **error)
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

/* --- how much alike */

static double
weigh (const Look *look, guint n)
{
  return n > 0 ? log ((double) (look->others->len + 1) / (double) n) : 0;
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x < y) - (x > y);
}

/* The weight of enough terms. */
static double
weigh_terms (Look *look)
{
  g_autofree double *all = g_new0 (double, look->text.terms->len + 1);
  double sum = 0;

  for (guint i = 0; i < look->text.terms->len; i++)
    {
      MatoiSimilarTerm *term = &g_array_index (look->text.terms, MatoiSimilarTerm, i);

      term->weight = weigh (look, term->n);
      all[i] = term->weight;
    }
  qsort (all, look->text.terms->len, sizeof *all, compare_weights);
  for (guint i = 0; i < MIN (ENOUGH_TERMS, look->text.terms->len); i++)
    sum += all[i];
  return MAX (sum, 2 * log ((double) look->others->len + 1));
}

/* @ours without the empty ones: the weight of those in @shared, of all; 0 … 1 */
static double
compare_lists (const Look *look, GStrv ours, const guint *n, const char *shared, const char *sign)
{
  g_auto (GStrv) each = shared != NULL ? g_strsplit (shared, sign, -1) : NULL;
  double all = 0, some = 0;

  for (guint i = 0; ours[i] != NULL; i++)
    {
      double weight =
        *ours[i] != '\0' ? log (1 + (double) (look->others->len + 1) / (n[i] + 1)) : 0;

      all += weight;
      if (each != NULL && g_strv_contains ((const char *const *) each, ours[i]))
        some += weight;
    }
  return all > 0 ? some / all : 0;
}

static void
score_all (Look *look)
{
  double enough = weigh_terms (look);
  double whole = TEXT_PART +
                 (look->services[0] != NULL && *look->services[0] != '\0' ? SERVICES_PART : 0) +
                 (look->causes[0] != NULL && *look->causes[0] != '\0' ? CAUSES_PART : 0);

  for (guint i = 0; i < look->others->len; i++)
    {
      Other *other = &g_array_index (look->others, Other, i);
      double text = 0;

      for (guint j = 0; other->shares != NULL && j < other->shares->len; j++)
        text += g_array_index (look->text.terms, MatoiSimilarTerm,
                               g_array_index (other->shares, Share, j).term)
                  .weight;
      if (enough > 0)
        other->score = TEXT_PART * MIN (text / enough, 1);
      if (other->services != NULL)
        other->score += SERVICES_PART * compare_lists (look, look->services, look->n_services,
                                                       other->services, ",");
      if (other->causes != NULL)
        other->score +=
          CAUSES_PART * compare_lists (look, look->causes, look->n_causes, other->causes, "\n");
      other->score /= whole;
    }
}

/* The newest of those that are as similar comes first: so they were read. */
static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Other *x = *(const Other *const *) a, *y = *(const Other *const *) b;

  return x->score != y->score ? (x->score < y->score ? 1 : -1) : (x > y) - (x < y);
}

static gboolean
read_pool (Look *look, const Other *other, GString *pool, gboolean *shared, GError **error)
{
  g_autofree char *title = matoi_tokens_fold (other->title);
  guint n = 0;

  g_string_assign (pool, title);
  for (guint i = 0; other->shares != NULL && i < other->shares->len; i++)
    {
      const Share *one = &g_array_index (other->shares, Share, i);
      const char *sql = one->row != 0 ? get_row_sql (one->row) : NULL;
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
explain (Look *look, const Other *other, GError **error)
{
  g_autoptr (GString) pool = g_string_new (NULL);
  g_autofree gboolean *shared = g_new0 (gboolean, look->text.terms->len + 1);
  MatoiSimilar *similar;

  if (!read_pool (look, other, pool, shared, error))
    return NULL;
  similar = g_new0 (MatoiSimilar, 1);
  similar->incident = other->id;
  similar->ref = g_strdup (other->ref);
  similar->title = g_strdup (other->title);
  similar->percent = CLAMP ((int) (other->score * 100 + 0.5), 1, 100);
  similar->words = matoi_similar_text_join (&look->text, shared, pool->str, MAX_WORDS);
  similar->services = g_strsplit (other->services != NULL ? other->services : "", ",", -1);
  similar->causes = g_strsplit (other->causes != NULL ? other->causes : "", "\n", -1);
  return similar;
}

static GPtrArray *
pick (Look *look, guint limit, GError **error)
{
  g_autoptr (GPtrArray) best = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_similar_free);

  score_all (look);
  for (guint i = 0; i < look->others->len; i++)
    if (g_array_index (look->others, Other, i).score >= MIN_SCORE)
      g_ptr_array_add (best, &g_array_index (look->others, Other, i));
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

static gboolean
read_all (Look *look, GError **error)
{
  if (!read_incident (look, error) || !read_texts (look, error) || !read_others (look, error))
    return FALSE;
  for (guint i = 0; i < MIN (MAX_LOOKUPS, look->text.terms->len); i++)
    if (!look_up (look, i, error))
      return FALSE;
  return TRUE;
}

/** matoi_store_list_similar: see the header; MATOI_ERROR_NOT_FOUND if @person may not know of it. */
GPtrArray *
matoi_store_list_similar (MatoiStore *store,
                          const MatoiId *incident,
                          const char *person,
                          guint limit,
                          GError **error)
{
  Look look = { .store = store, .incident = incident, .person = person };
  GPtrArray *similar;

  matoi_similar_text_init (&look.text);
  look.others = g_array_new (FALSE, FALSE, sizeof (Other));
  g_array_set_clear_func (look.others, clear_other);
  look.by_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  similar = read_all (&look, error) ? pick (&look, limit, error) : NULL;
  look_clear (&look);
  return similar;
}
