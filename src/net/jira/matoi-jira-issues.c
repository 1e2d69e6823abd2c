/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-issues.h"

#include <string.h>

#include "matoi-jira-fetch.h"
#include "matoi-jira-text.h"
#include "matoi-json.h"

/* What can be asked for by its address or searched for by its words, in one request. */
#define IDS_AT_ONCE 100

static const char *const issue_fields[] = { "summary", "status",    "assignee",   "priority",
                                            "labels",  "duedate",   "created",    "updated",
                                            "project", "issuetype", "resolution", NULL };

static gboolean
is_cloud (MatoiJiraClient *client)
{
  return matoi_jira_client_get_flavour (client) == MATOI_JIRA_CLOUD;
}

static MatoiJiraFetch *
fetch_issues (MatoiJiraClient *client, guint max_items)
{
  return matoi_jira_fetch_new (client, (MatoiJiraParse) matoi_jira_issue_new,
                               (GDestroyNotify) matoi_jira_issue_free, max_items);
}

/* --- tickets */

static JsonArray *
new_strings (const char *const *texts, guint n_texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n_texts && texts[i]; i++)
    json_array_add_string_element (array, texts[i]);
  return array;
}

/* Cloud gives nothing but ids when nothing is asked for. */
static void
set_wanted (MatoiJiraClient *client, JsonObject *body)
{
  static const char *const properties[] = { MATOI_JIRA_PROPERTY, NULL };

  json_object_set_array_member (body, "fields", new_strings (issue_fields, G_MAXUINT));
  if (is_cloud (client))
    json_object_set_array_member (body, "properties", new_strings (properties, 1));
}

static gboolean
is_ordered (const char *jql)
{
  g_autofree char *lower = g_ascii_strdown (jql, -1);

  return strstr (lower, "order by") != NULL;
}

static void
add_search (MatoiJiraFetch *fetch, MatoiJiraClient *client, const char *jql, gboolean strict)
{
  /* Pages of a list without an order may overlap. */
  g_autofree char *ordered = g_strconcat (jql, is_ordered (jql) ? "" : " ORDER BY key ASC", NULL);
  JsonObject *body = json_object_new ();
  const MatoiJiraOrder order = {
    .path = g_strdup (is_cloud (client) ? "search/jql" : "search"),
    .body = body,
    .names = "issues",
    .paging = is_cloud (client) ? MATOI_JIRA_BY_TOKEN : MATOI_JIRA_BY_START,
  };

  json_object_set_string_member (body, "jql", ordered);
  if (!strict)
    json_object_set_boolean_member (body, "validateQuery", FALSE);
  set_wanted (client, body);
  matoi_jira_fetch_add (fetch, &order);
}

/**
 * matoi_jira_search:
 * @jql: with at least one condition
 * @max_items: 0: all
 */
void
matoi_jira_search (MatoiJiraClient *client,
                   const char *jql,
                   guint max_items,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_issues (client, max_items);

  add_search (fetch, client, jql, TRUE);
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}

/* A ticket that was asked for by a key it does not bear any more has moved. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *asked = g_task_get_task_data (task);
  GError *error = NULL;
  MatoiJiraList *list = matoi_jira_list_finish (result, &error);
  MatoiJiraIssue *issue = list && list->items->len > 0 ? g_ptr_array_index (list->items, 0) : NULL;

  if (!list)
    {
      g_task_return_error (task, error);
      return;
    }
  if (issue && strchr (asked, '-') && g_ascii_strcasecmp (asked, issue->key) != 0)
    issue->old_key = g_strdup (asked);
  g_task_return_pointer (task, list, (GDestroyNotify) matoi_jira_list_free);
}

static void
add_read (MatoiJiraFetch *fetch, const char *id, gboolean may_miss)
{
  g_autofree char *fields = g_strjoinv (",", (char **) issue_fields);
  MatoiJiraOrder order = { .path = matoi_jira_dup_path ("issue/", id, NULL),
                           .names = ".",
                           .may_miss = may_miss };

  order.query = g_new0 (char *, 5);
  order.query[0] = g_strdup ("fields");
  order.query[1] = g_steal_pointer (&fields);
  order.query[2] = g_strdup ("properties");
  order.query[3] = g_strdup (MATOI_JIRA_PROPERTY);
  matoi_jira_fetch_add (fetch, &order);
}

/** matoi_jira_read: see the header. */
void
matoi_jira_read (MatoiJiraClient *client,
                 const char *id_or_key,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_issues (client, 0);
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (id_or_key), g_free);
  add_read (fetch, id_or_key, FALSE);
  matoi_jira_fetch_run (fetch, cancellable, on_read, task);
}

/* Cloud gives many by their ids; elsewhere each one is asked for: a search for one that was
 * deleted would be refused as a whole, or come out of an old index. */
static void
add_many (MatoiJiraFetch *fetch, MatoiJiraClient *client, const char *const *ids, guint n_ids)
{
  MatoiJiraOrder order = { .path = g_strdup ("issue/bulkfetch"), .names = "issues" };

  order.body = json_object_new ();
  json_object_set_array_member (order.body, "issueIdsOrKeys", new_strings (ids, n_ids));
  set_wanted (client, order.body);
  matoi_jira_fetch_add (fetch, &order);
}

/**
 * matoi_jira_read_many:
 * @ids: or keys, of any number
 */
void
matoi_jira_read_many (MatoiJiraClient *client,
                      const char *const *ids,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_issues (client, 0);
  guint n_ids = g_strv_length ((char **) ids);

  if (is_cloud (client))
    for (guint i = 0; i < n_ids; i += IDS_AT_ONCE)
      add_many (fetch, client, ids + i, IDS_AT_ONCE);
  else
    for (guint i = 0; i < n_ids; i++)
      add_read (fetch, ids[i], TRUE);
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}

static char *
dup_jql_for_ids (const char *const *ids, guint n_ids)
{
  g_autoptr (GString) jql = g_string_new ("id in (");

  for (guint i = 0; i < n_ids && ids[i]; i++)
    {
      g_autofree char *quoted = matoi_jira_dup_jql_string (ids[i]);

      g_string_append_printf (jql, "%s%s", i > 0 ? "," : "", quoted);
    }
  g_string_append_c (jql, ')');
  return g_strdup (jql->str);
}

/**
 * matoi_jira_search_many:
 * @ids: of any number; those that are not there are left out, and not refused
 */
void
matoi_jira_search_many (MatoiJiraClient *client,
                        const char *const *ids,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  MatoiJiraFetch *fetch = fetch_issues (client, 0);
  guint n_ids = g_strv_length ((char **) ids);

  for (guint i = 0; i < n_ids; i += IDS_AT_ONCE)
    {
      g_autofree char *jql = dup_jql_for_ids (ids + i, IDS_AT_ONCE);

      add_search (fetch, client, jql, FALSE);
    }
  matoi_jira_fetch_run (fetch, cancellable, callback, user_data);
}

/* --- changes */

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiJiraList) list = g_new0 (MatoiJiraList, 1);
  GError *error = NULL;
  JsonObject *object;
  MatoiJiraIssue *issue;

  list->items = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_jira_issue_free);
  list->answer = matoi_jira_client_call_finish (MATOI_JIRA_CLIENT (source), result, &error);
  if (!list->answer)
    {
      g_task_return_error (task, error);
      return;
    }
  object = matoi_jira_answer_get_object (list->answer);
  issue = object && list->answer->outcome == MATOI_JIRA_OK ? matoi_jira_issue_new (object) : NULL;
  if (issue && issue->key)
    {
      g_ptr_array_add (list->items, issue);
      list->whole = TRUE;
    }
  else
    {
      g_clear_pointer (&issue, matoi_jira_issue_free);
      /* It says it was done, and not what. */
      if (list->answer->outcome == MATOI_JIRA_OK)
        matoi_jira_answer_set (list->answer, MATOI_JIRA_UNKNOWN, "no_key");
    }
  g_task_return_pointer (task, g_steal_pointer (&list), (GDestroyNotify) matoi_jira_list_free);
}

/**
 * matoi_jira_create:
 *
 * Never repeats itself: after MATOI_JIRA_UNKNOWN the ticket may be there, and is looked for by its
 * mark (apis.md §2.4).
 */
void
matoi_jira_create (MatoiJiraClient *client,
                   const MatoiJiraDraft *draft,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (JsonObject) body =
    matoi_jira_draft_to_json (draft, matoi_jira_client_get_flavour (client));
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  const MatoiRestCall call = { .method = "POST", .path = "issue", .body = body };

  g_task_set_check_cancellable (task, FALSE);
  matoi_jira_client_call_async (client, &call, cancellable, on_created, task);
}

/** matoi_jira_set_property: of any JSON up to 32,768 characters. */
void
matoi_jira_set_property (MatoiJiraClient *client,
                         const char *id_or_key,
                         const char *name,
                         JsonObject *value,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *properties = matoi_jira_dup_path ("issue/", id_or_key, "/properties/");
  g_autofree char *path = matoi_jira_dup_path (properties, name, NULL);
  const MatoiRestCall call = { .method = "PUT", .path = path, .body = value };

  matoi_jira_client_call_async (client, &call, cancellable, callback, user_data);
}

static JsonObject *
new_link (const MatoiJiraRemote *link)
{
  JsonObject *body = json_object_new (), *application = json_object_new ();
  JsonObject *object = json_object_new (), *status = json_object_new ();

  json_object_set_string_member (application, "type", "org.matoi");
  json_object_set_string_member (application, "name", "Matoi");
  json_object_set_string_member (object, "url", link->url);
  json_object_set_string_member (object, "title", link->title);
  matoi_json_set_string (object, "summary", link->summary);
  json_object_set_boolean_member (status, "resolved", link->resolved);
  json_object_set_object_member (object, "status", status);
  json_object_set_string_member (body, "globalId", link->global_id);
  json_object_set_object_member (body, "application", application);
  matoi_json_set_string (body, "relationship", link->relationship);
  json_object_set_object_member (body, "object", object);
  return body;
}

/** matoi_jira_set_link: makes the link, or changes the one with the same global id. */
void
matoi_jira_set_link (MatoiJiraClient *client,
                     const char *id_or_key,
                     const MatoiJiraRemote *link,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (JsonObject) body = new_link (link);
  g_autofree char *path = matoi_jira_dup_path ("issue/", id_or_key, "/remotelink");
  const MatoiRestCall call = { .method = "POST", .path = path, .body = body };

  matoi_jira_client_call_async (client, &call, cancellable, callback, user_data);
}
