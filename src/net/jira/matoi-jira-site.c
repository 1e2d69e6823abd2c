/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-fetch.h"

/* What the site is made of: its projects, its kinds of ticket, its create screens. */

static gboolean
is_cloud (MatoiJiraClient *client)
{
  return matoi_jira_client_get_flavour (client) == MATOI_JIRA_CLOUD;
}

/* "issue/%s/…" with the id escaped, so that it is one part of the address whatever it is; the two
 * parts that would not be are no ids. (transfer full) */
char *
matoi_jira_dup_path (const char *before, const char *id, const char *after)
{
  gboolean relative = g_str_equal (id, ".") || g_str_equal (id, "..");
  g_autofree char *escaped = g_uri_escape_string (relative ? "-" : id, NULL, FALSE);

  return g_strconcat (before, escaped, after, NULL);
}

static MatoiJiraFetch *
fetch_choices (MatoiJiraClient *client)
{
  return matoi_jira_fetch_new (client, (MatoiJiraParse) matoi_jira_choice_new,
                               (GDestroyNotify) matoi_jira_choice_free, 0);
}

/**
 * matoi_jira_list_myself:
 *
 * The one person the token belongs to; the shortest question with a token.
 */
void
matoi_jira_list_myself (MatoiJiraClient *client,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_choices (client);

  matoi_jira_fetch_add (fetch, &(MatoiJiraOrder){ .path = g_strdup ("myself"), .names = "." });
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}

/** matoi_jira_list_projects: those the account sees. */
void
matoi_jira_list_projects (MatoiJiraClient *client,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_choices (client);
  const MatoiJiraOrder order = {
    .path = g_strdup (is_cloud (client) ? "project/search" : "project"),
    .names = "values",
    .paging = is_cloud (client) ? MATOI_JIRA_BY_START : MATOI_JIRA_ONE_PAGE,
  };

  matoi_jira_fetch_add (fetch, &order);
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}

/** matoi_jira_list_priorities: all of the site, the highest first; a project may have fewer. */
void
matoi_jira_list_priorities (MatoiJiraClient *client,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_choices (client);

  matoi_jira_fetch_add (fetch,
                        &(MatoiJiraOrder){ .path = g_strdup ("priority"), .names = "values" });
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}

/** matoi_jira_list_types: the types of ticket that can be created in @project. */
void
matoi_jira_list_types (MatoiJiraClient *client,
                       const char *project,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_choices (client);
  const MatoiJiraOrder order = {
    .path = matoi_jira_dup_path ("issue/createmeta/", project, "/issuetypes"),
    .fallback = matoi_jira_dup_path ("project/", project, "?expand=issueTypes"),
    .names = "issueTypes values",
    .paging = MATOI_JIRA_BY_START,
  };

  matoi_jira_fetch_add (fetch, &order);
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}

/**
 * matoi_jira_list_fields:
 *
 * A site that does not show its screen answers MATOI_JIRA_PLACE or MATOI_JIRA_SCOPE: then a draft
 * goes without a screen, and the fields are named by the refusal.
 */
void
matoi_jira_list_fields (MatoiJiraClient *client,
                        const char *project,
                        const char *type_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  MatoiJiraFetch *fetch = matoi_jira_fetch_new (client, (MatoiJiraParse) matoi_jira_field_new,
                                                (GDestroyNotify) matoi_jira_field_free, 0);
  g_autofree char *types = matoi_jira_dup_path ("issue/createmeta/", project, "/issuetypes/");
  const MatoiJiraOrder order = {
    .path = matoi_jira_dup_path (types, type_id, NULL),
    .names = "fields values results",
    .paging = MATOI_JIRA_BY_START,
  };

  matoi_jira_fetch_add (fetch, &order);
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}
