/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-policy.h"
#include "matoi-search.h"
#include "matoi-store-private.h"

/* Which severities and policies there are: those of every process that is in the file, and of the incidents. */

typedef struct
{
  GPtrArray *severities, *policies; /* of char *, without the NULL at the end */
} Known;

static void
add (GPtrArray *list, const char *value)
{
  if (value != NULL && *value != '\0' &&
      !g_ptr_array_find_with_equal_func (list, value, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (value));
}

static void
add_policy (Known *known, MatoiPolicy *policy)
{
  GPtrArray *severities = matoi_policy_get_severities (policy);

  add (known->policies, matoi_policy_get_id (policy));
  for (guint i = 0; i < severities->len; i++)
    {
      const MatoiSeverity *severity = g_ptr_array_index (severities, i);

      add (known->severities, severity->id);
      add (known->severities, severity->label);
    }
}

static gboolean
read_policies (MatoiStore *store, Known *known, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (store->db, "SELECT hash FROM policy", error);

  if (stmt == NULL)
    return FALSE;
  while (matoi_database_step (store->db, stmt, &local_error))
    {
      MatoiPolicy *policy = matoi_store_get_policy (store, matoi_column_text (stmt, 0));

      if (policy != NULL)
        add_policy (known, policy);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Of a confidential incident its severity is known to nobody else. */
static gboolean
read_incidents (MatoiStore *store, Known *known, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    store->db, "SELECT DISTINCT severity, severity_label, policy FROM incident WHERE security=0",
    error);

  if (stmt == NULL)
    return FALSE;
  while (matoi_database_step (store->db, stmt, &local_error))
    {
      add (known->severities, matoi_column_text (stmt, 0));
      add (known->severities, matoi_column_text (stmt, 1));
      add (known->policies, matoi_column_text (stmt, 2));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A file in which nothing was recorded yet is asked in the same words; policies that come with Matoi are offered. */
static void
add_usual (Known *known)
{
  static const char *const severities[] = { "1", "2", "3", "4", "5" };
  static const char *const policies[] = { "pagerduty", "small-team", "light" };

  gboolean empty = known->severities->len == 0;

  for (guint i = 0; empty && i < G_N_ELEMENTS (severities); i++)
    g_ptr_array_add (known->severities, g_strdup (severities[i]));
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    add (known->policies, policies[i]);
}

/**
 * matoi_store_know_query:
 * @query: after it was read from the words; loses what is only the beginning of a severity or a policy, and gets all
 *   that begin with it
 * @place: (out): the first that does not exist
 * @error: MATOI_ERROR_INPUT, for people
 *
 * Returns: whether every severity and every policy it asks for is known here
 */
gboolean
matoi_store_know_query (MatoiStore *store,
                        MatoiQuery *query,
                        MatoiQueryPlace *place,
                        GError **error)
{
  g_autoptr (GPtrArray) severities = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) policies = g_ptr_array_new_with_free_func (g_free);
  Known known = { severities, policies };

  if (query->wishes->len == 0)
    return TRUE;
  if (!read_policies (store, &known, error) || !read_incidents (store, &known, error))
    return FALSE;
  add_usual (&known);
  g_ptr_array_add (severities, NULL);
  g_ptr_array_add (policies, NULL);
  return matoi_query_know (query, severities, policies, place, error);
}
