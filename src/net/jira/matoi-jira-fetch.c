/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-fetch.h"
#include "matoi-json.h"

#define PAGE_ITEMS 100

/* More pages than any list has: a server that never ends is left. */
#define MAX_PAGES 2000

/* Pauses that are waited for in the middle of a list, which would else begin anew. */
#define MAX_PAUSES 3
#define MAX_PAUSE  ((gint64) 60 * 1000)

struct _MatoiJiraFetch
{
  MatoiJiraClient *client;
  MatoiJiraParse parse;
  GQueue orders; /* of MatoiJiraOrder *, the first one is asked now */
  MatoiJiraList *list;
  GHashTable *seen; /* ids: a list that changes while it is read shows some twice */
  GCancellable *cancellable;
  guint max_items, n_pages, n_pauses, start;
  char *token; /* (nullable) of the next page */
};

static void
order_free (MatoiJiraOrder *order)
{
  g_free (order->path);
  g_free (order->fallback);
  g_strfreev (order->query);
  g_clear_pointer (&order->body, json_object_unref);
  g_free (order);
}

static void
fetch_free (MatoiJiraFetch *self)
{
  g_queue_clear_full (&self->orders, (GDestroyNotify) order_free);
  g_clear_pointer (&self->list, matoi_jira_list_free);
  g_hash_table_unref (self->seen);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_free (self->token);
  g_free (self);
}

void
matoi_jira_list_free (MatoiJiraList *list)
{
  g_clear_pointer (&list->answer, matoi_jira_answer_free);
  g_ptr_array_unref (list->items);
  g_free (list);
}

/* --- reading a page */

static void
add_item (MatoiJiraFetch *self, JsonObject *object)
{
  const char *id = matoi_json_get_string (object, "id");
  gpointer item;

  if (id && g_hash_table_contains (self->seen, id))
    return;
  item = self->parse (object);
  if (!item)
    return;
  if (id)
    g_hash_table_add (self->seen, g_strdup (id));
  g_ptr_array_add (self->list->items, item);
}

/* (nullable) */
static JsonArray *
find_items (const MatoiJiraOrder *order, JsonNode *json)
{
  g_auto (GStrv) names = g_strsplit (order->names, " ", -1);

  if (JSON_NODE_HOLDS_ARRAY (json))
    return json_node_get_array (json);
  for (guint i = 0; JSON_NODE_HOLDS_OBJECT (json) && names[i]; i++)
    {
      JsonArray *items = matoi_json_get_array (json_node_get_object (json), names[i]);

      if (items)
        return items;
    }
  return NULL;
}

static gboolean
is_full (MatoiJiraFetch *self)
{
  return self->max_items > 0 && self->list->items->len >= self->max_items;
}

/* Whether another page of the same order follows. */
static gboolean
turn_page (MatoiJiraFetch *self, const MatoiJiraOrder *order, JsonObject *page, guint n_items)
{
  const char *token = page ? matoi_json_get_string (page, "nextPageToken") : NULL;
  gint64 total = page ? matoi_json_get_int (page, "total", -1) : -1;
  gboolean changed;

  if (!page || order->paging == MATOI_JIRA_ONE_PAGE ||
      matoi_json_get_boolean (page, "isLast", FALSE) || ++self->n_pages >= MAX_PAGES)
    return FALSE;
  if (order->paging == MATOI_JIRA_BY_TOKEN)
    {
      changed = token && *token && g_strcmp0 (token, self->token) != 0;
      g_free (self->token);
      self->token = g_strdup (token);
      return changed;
    }
  self->start += n_items;
  return n_items > 0 && (total < 0 || self->start < total);
}

/* FALSE: it is no page. */
static gboolean
read_page (MatoiJiraFetch *self, const MatoiJiraOrder *order, gboolean *more)
{
  JsonNode *json = self->list->answer->json;
  JsonObject *page = matoi_jira_answer_get_object (self->list->answer);
  JsonArray *items = NULL, *errors = page ? matoi_json_get_array (page, "issueErrors") : NULL;

  *more = FALSE;
  if (g_str_equal (order->names, ".") && page)
    {
      add_item (self, page);
      return TRUE;
    }
  items = json ? find_items (order, json) : NULL;
  if (!items)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (items); i++)
    if (is_full (self))
      self->list->whole = FALSE;
    else if (matoi_json_array_get_object (items, i))
      add_item (self, matoi_json_array_get_object (items, i));
  /* These are there, but could not be read this time. */
  if (errors && json_array_get_length (errors) > 0)
    self->list->whole = FALSE;
  *more = turn_page (self, order, page, json_array_get_length (items));
  if (is_full (self) && *more)
    {
      self->list->whole = FALSE;
      *more = FALSE;
    }
  return TRUE;
}

/* --- asking */

static void ask (GTask *task);

static void
drop_order (MatoiJiraFetch *self)
{
  order_free (g_queue_pop_head (&self->orders));
  self->start = 0;
  g_clear_pointer (&self->token, g_free);
}

/* An older or a locked JIRA may show it elsewhere. TRUE: it is asked there. */
static gboolean
fall_back (MatoiJiraFetch *self, MatoiJiraOrder *order)
{
  MatoiJiraOutcome outcome = self->list->answer->outcome;

  if (!order->fallback || (outcome != MATOI_JIRA_PLACE && outcome != MATOI_JIRA_SCOPE &&
                           outcome != MATOI_JIRA_BUG && outcome != MATOI_JIRA_CONTENT))
    return FALSE;
  g_free (order->path);
  order->path = g_steal_pointer (&order->fallback);
  order->paging = MATOI_JIRA_ONE_PAGE;
  g_clear_pointer (&order->query, g_strfreev);
  return TRUE;
}

/* The client does not ask again before the pause is over. */
static gboolean
may_wait (MatoiJiraFetch *self)
{
  const MatoiJiraAnswer *answer = self->list->answer;

  return answer->outcome == MATOI_JIRA_WAIT && answer->retry_after <= MAX_PAUSE &&
         self->n_pauses++ < MAX_PAUSES;
}

static gboolean
is_missing (const MatoiJiraOrder *order, const MatoiJiraAnswer *answer)
{
  return order->may_miss && answer->outcome == MATOI_JIRA_PLACE && answer->status == 404 &&
         answer->json;
}

static void
finish (GTask *task)
{
  MatoiJiraFetch *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->list),
                         (GDestroyNotify) matoi_jira_list_free);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiJiraFetch *self = g_task_get_task_data (task);
  MatoiJiraOrder *order = g_queue_peek_head (&self->orders);
  GError *error = NULL;
  MatoiJiraAnswer *answer =
    matoi_jira_client_call_finish (MATOI_JIRA_CLIENT (source), result, &error);
  gboolean more = FALSE;

  if (!answer)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&self->list->answer, matoi_jira_answer_free);
  self->list->answer = answer;
  if (answer->outcome == MATOI_JIRA_OK && !read_page (self, order, &more))
    matoi_jira_answer_set (answer, MATOI_JIRA_BUG, "no_list");
  if (is_missing (order, answer))
    matoi_jira_answer_set (answer, MATOI_JIRA_OK, NULL);
  if (answer->outcome != MATOI_JIRA_OK && !may_wait (self) && !fall_back (self, order))
    {
      self->list->whole = FALSE;
      finish (task);
      return;
    }
  if (answer->outcome == MATOI_JIRA_OK && !more)
    drop_order (self);
  ask (g_steal_pointer (&task));
}

static char **
dup_query (const MatoiJiraFetch *self, const MatoiJiraOrder *order)
{
  g_autoptr (GPtrArray) query = g_ptr_array_new ();

  for (char **p = order->query; p && *p; p++)
    g_ptr_array_add (query, g_strdup (*p));
  if (order->paging == MATOI_JIRA_BY_START && !order->body)
    {
      g_ptr_array_add (query, g_strdup ("startAt"));
      g_ptr_array_add (query, g_strdup_printf ("%u", self->start));
      g_ptr_array_add (query, g_strdup ("maxResults"));
      g_ptr_array_add (query, g_strdup_printf ("%d", PAGE_ITEMS));
    }
  g_ptr_array_add (query, NULL);
  return (char **) g_ptr_array_steal (query, NULL);
}

static void
prepare_body (const MatoiJiraFetch *self, const MatoiJiraOrder *order)
{
  if (order->paging == MATOI_JIRA_BY_START)
    json_object_set_int_member (order->body, "startAt", self->start);
  if (order->paging != MATOI_JIRA_ONE_PAGE)
    json_object_set_int_member (order->body, "maxResults", PAGE_ITEMS);
  if (order->paging == MATOI_JIRA_BY_TOKEN && self->token)
    json_object_set_string_member (order->body, "nextPageToken", self->token);
}

/* Takes @task. */
static void
ask (GTask *task)
{
  MatoiJiraFetch *self = g_task_get_task_data (task);
  MatoiJiraOrder *order = g_queue_peek_head (&self->orders);
  g_auto (GStrv) query = NULL;
  MatoiRestCall call = { .reads = TRUE };

  if (!order || is_full (self))
    {
      finish (task);
      g_object_unref (task);
      return;
    }
  query = dup_query (self, order);
  if (order->body)
    prepare_body (self, order);
  call.method = order->body ? "POST" : "GET";
  call.path = order->path;
  call.query = *query ? (const char *const *) query : NULL;
  call.body = order->body;
  matoi_jira_client_call_async (self->client, &call, self->cancellable, on_answer, task);
}

/* --- the whole */

MatoiJiraFetch *
matoi_jira_fetch_new (MatoiJiraClient *client,
                      MatoiJiraParse parse,
                      GDestroyNotify free_item,
                      guint max_items)
{
  MatoiJiraFetch *self = g_new0 (MatoiJiraFetch, 1);

  self->client = g_object_ref (client);
  self->parse = parse;
  self->max_items = max_items;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->list = g_new0 (MatoiJiraList, 1);
  self->list->items = g_ptr_array_new_with_free_func (free_item);
  self->list->whole = TRUE;
  return self;
}

void
matoi_jira_fetch_add (MatoiJiraFetch *self, const MatoiJiraOrder *order)
{
  g_queue_push_tail (&self->orders, g_memdup2 (order, sizeof *order));
}

void
matoi_jira_fetch_run (MatoiJiraFetch *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (self->client, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, self, (GDestroyNotify) fetch_free);
  if (g_queue_is_empty (&self->orders))
    {
      self->list->answer = g_new0 (MatoiJiraAnswer, 1);
      matoi_jira_answer_set (self->list->answer, MATOI_JIRA_OK, NULL);
    }
  ask (task);
}

/**
 * matoi_jira_list_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is in the answer
 *
 * Returns: (transfer full)
 */
MatoiJiraList *
matoi_jira_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
