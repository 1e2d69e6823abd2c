/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-pagerduty-client.h"

/* One list out of many pages. */

#define PAGE 100
/* PagerDuty gives no more by offset. */
#define MAX_ITEMS 10000

typedef struct
{
  char *name;
  GPtrArray *query; /* of char *: name, value, … */
  MatoiPagerdutyList *list;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->name);
  g_ptr_array_unref (fetch->query);
  g_clear_pointer (&fetch->list, matoi_pagerduty_list_free);
  g_free (fetch);
}

void
matoi_pagerduty_list_free (MatoiPagerdutyList *list)
{
  g_clear_pointer (&list->answer, matoi_pagerduty_answer_free);
  g_ptr_array_unref (list->items);
  g_free (list);
}

static void ask (GTask *task);

static gboolean
take_page (Fetch *fetch)
{
  MatoiPagerdutyAnswer *answer = fetch->list->answer;
  JsonArray *items = matoi_pagerduty_answer_get_list (answer, fetch->name);
  guint n_before = fetch->list->items->len;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *item = matoi_json_array_get_object (items, i);

      if (item != NULL)
        g_ptr_array_add (fetch->list->items, json_object_ref (item));
    }
  return answer->outcome == MATOI_PAGERDUTY_OK && fetch->list->items->len > n_before &&
         fetch->list->items->len < MAX_ITEMS &&
         matoi_json_get_boolean (json_node_get_object (answer->json), "more", FALSE);
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  MatoiPagerdutyAnswer *answer =
    matoi_pagerduty_client_call_finish (MATOI_PAGERDUTY_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_clear_pointer (&fetch->list->answer, matoi_pagerduty_answer_free);
  fetch->list->answer = answer;
  if (take_page (fetch))
    {
      ask (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&fetch->list),
                         (GDestroyNotify) matoi_pagerduty_list_free);
  g_object_unref (task);
}

static void
ask (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GPtrArray) query = g_ptr_array_copy (fetch->query, NULL, NULL);
  g_autofree char *offset = g_strdup_printf ("%u", fetch->list->items->len);
  MatoiRestCall call = { .method = "GET", .path = fetch->name };

  /* The copy owns nothing. */
  g_ptr_array_set_free_func (query, NULL);
  g_ptr_array_add (query, (gpointer) "limit");
  g_ptr_array_add (query, (gpointer) G_STRINGIFY (PAGE));
  g_ptr_array_add (query, (gpointer) "offset");
  g_ptr_array_add (query, offset);
  g_ptr_array_add (query, NULL);
  call.query = (const char *const *) query->pdata;
  matoi_pagerduty_client_call_async (g_task_get_source_object (task), &call,
                                     g_task_get_cancellable (task), on_page, task);
}

/**
 * matoi_pagerduty_list_async:
 * @name: see the header
 * @query: (nullable): name, value, …, NULL
 */
void
matoi_pagerduty_list_async (MatoiPagerdutyClient *client,
                            const char *name,
                            const char *const *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_return_if_fail (MATOI_IS_PAGERDUTY_CLIENT (client));

  g_task_set_source_tag (task, matoi_pagerduty_list_async);
  g_task_set_check_cancellable (task, FALSE);
  fetch->name = g_strdup (name);
  fetch->query = g_ptr_array_new_with_free_func (g_free);
  for (; query != NULL && *query != NULL; query++)
    g_ptr_array_add (fetch->query, g_strdup (*query));
  fetch->list = g_new0 (MatoiPagerdutyList, 1);
  fetch->list->items = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  ask (task);
}

/** matoi_pagerduty_list_finish: (transfer full): or NULL with G_IO_ERROR_CANCELLED. */
MatoiPagerdutyList *
matoi_pagerduty_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
