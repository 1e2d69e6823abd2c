/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-look.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

/* As many as one answer holds; more pages of them than anybody has. */
#define PER_PAGE  100
#define MAX_PAGES 20

typedef struct
{
  char *page; /* (nullable) wanted */
  guint n_pages;
  JsonArray *parts; /* components and groups, as they came */
  MatoiStatuspageLook *look;
} Looking;

static void
part_free (gpointer data)
{
  MatoiStatuspagePart *part = data;

  g_free (part->id);
  g_free (part->name);
  g_free (part->group);
  g_free (part->state);
  g_free (part);
}

/** matoi_statuspage_look_free: frees @look. */
void
matoi_statuspage_look_free (MatoiStatuspageLook *look)
{
  g_clear_pointer (&look->answer, matoi_statuspage_answer_free);
  g_ptr_array_unref (look->pages);
  g_ptr_array_unref (look->components);
  g_free (look->page);
  g_free (look->name);
  g_free (look->url);
  g_free (look);
}

static void
looking_free (Looking *looking)
{
  g_clear_pointer (&looking->look, matoi_statuspage_look_free);
  json_array_unref (looking->parts);
  g_free (looking->page);
  g_free (looking);
}

static void
add_part (GPtrArray *parts, JsonObject *object, const char *group, const char *state)
{
  const char *id = matoi_json_get_string (object, "id");
  const char *name = matoi_json_get_string (object, "name");
  MatoiStatuspagePart *part;

  if (!id)
    return;
  part = g_new0 (MatoiStatuspagePart, 1);
  part->id = g_strdup (id);
  part->name = g_strdup (name ? name : id);
  part->group = g_strdup (group);
  part->state = g_strdup (state ? state : "");
  g_ptr_array_add (parts, part);
}

static void ask (GTask *task, const char *path, GAsyncReadyCallback callback);

/* The answer to what was asked; NULL: it is over, and @task has been told. */
static MatoiStatuspageAnswer *
take (GObject *source, GAsyncResult *result, GTask *task)
{
  Looking *looking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  MatoiStatuspageAnswer *answer =
    matoi_statuspage_client_call_finish (MATOI_STATUSPAGE_CLIENT (source), result, &error);

  if (!answer)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return NULL;
    }
  g_clear_pointer (&looking->look->answer, matoi_statuspage_answer_free);
  looking->look->answer = matoi_statuspage_answer_copy (answer);
  return answer;
}

static void
finish (GTask *task)
{
  Looking *looking = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&looking->look),
                         (GDestroyNotify) matoi_statuspage_look_free);
}

/* --- subscribers; some plans have none, which spoils nothing else */

static void
on_subscribers (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const others[] = { "sms", "webhook", "integration_partner", "slack", "teams" };
  g_autoptr (GTask) task = user_data;
  Looking *looking = g_task_get_task_data (task);
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);
  JsonObject *counts = answer ? matoi_statuspage_answer_get_object (answer) : NULL;

  if (!answer)
    return;
  if (answer->outcome == MATOI_STATUSPAGE_OK && counts)
    {
      looking->look->mails = matoi_json_get_int (counts, "email", 0);
      looking->look->others = 0;
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        looking->look->others += matoi_json_get_int (counts, others[i], 0);
    }
  finish (task);
}

/* --- components */

static const char *
find_group (JsonArray *parts, const char *id)
{
  for (guint i = 0; id && i < json_array_get_length (parts); i++)
    {
      JsonObject *object = matoi_json_array_get_object (parts, i);

      if (object && g_strcmp0 (matoi_json_get_string (object, "id"), id) == 0)
        return matoi_json_get_string (object, "name");
    }
  return NULL;
}

static void
sort_out (Looking *looking)
{
  for (guint i = 0; i < json_array_get_length (looking->parts); i++)
    {
      JsonObject *object = matoi_json_array_get_object (looking->parts, i);

      if (object && !matoi_json_get_boolean (object, "group", FALSE))
        add_part (looking->look->components, object,
                  find_group (looking->parts, matoi_json_get_string (object, "group_id")),
                  matoi_json_get_string (object, "status"));
    }
}

static void ask_components (GTask *task);

static void
on_components (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Looking *looking = g_task_get_task_data (task);
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);
  JsonArray *list = answer ? matoi_statuspage_answer_get_list (answer) : NULL;
  g_autofree char *path = NULL;

  if (!answer)
    return;
  if (answer->outcome != MATOI_STATUSPAGE_OK)
    {
      finish (task);
      return;
    }
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    json_array_add_element (looking->parts, json_array_dup_element (list, i));
  if (list && json_array_get_length (list) >= PER_PAGE && looking->n_pages < MAX_PAGES)
    {
      ask_components (task);
      return;
    }
  sort_out (looking);
  path = g_strdup_printf ("pages/%s/subscribers/count", looking->look->page);
  ask (task, path, on_subscribers);
}

static void
ask_components (GTask *task)
{
  Looking *looking = g_task_get_task_data (task);
  g_autofree char *path = g_strdup_printf ("pages/%s/components?page=%u&per_page=%d",
                                           looking->look->page, ++looking->n_pages, PER_PAGE);

  ask (task, path, on_components);
}

/* --- the page */

static gboolean
choose_page (Looking *looking, JsonArray *list)
{
  MatoiStatuspageLook *look = looking->look;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *object = matoi_json_array_get_object (list, i);
      const char *id = object ? matoi_json_get_string (object, "id") : NULL;

      if (!id)
        continue;
      add_part (look->pages, object, NULL, NULL);
      if (look->page ||
          (looking->page ? g_strcmp0 (looking->page, id) != 0 : json_array_get_length (list) > 1))
        continue;
      look->page = g_uri_escape_string (id, NULL, FALSE);
      look->name = g_strdup (matoi_json_get_string (object, "name"));
      look->url = g_strdup (matoi_json_get_string (object, "url"));
    }
  return look->page != NULL;
}

static void
on_pages (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Looking *looking = g_task_get_task_data (task);
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);

  if (!answer)
    return;
  if (answer->outcome == MATOI_STATUSPAGE_OK &&
      choose_page (looking, matoi_statuspage_answer_get_list (answer)))
    {
      ask_components (task);
      return;
    }
  if (answer->outcome == MATOI_STATUSPAGE_OK)
    {
      MatoiStatuspageAnswer *told = looking->look->answer;

      told->outcome = MATOI_STATUSPAGE_REFUSED;
      g_free (told->text);
      told->text =
        g_strdup (looking->page
                  ? _ ("The page Matoi publishes on is not in this account any more. Choose one "
                         "in the preferences.")
                  : _ ("Choose on which page of the account Matoi publishes."));
    }
  finish (task);
}

static void
ask (GTask *task, const char *path, GAsyncReadyCallback callback)
{
  matoi_statuspage_client_call_async (g_task_get_source_object (task), "GET", path, NULL,
                                      g_task_get_cancellable (task), callback, g_object_ref (task));
}

/** matoi_statuspage_look_async: see the header. */
void
matoi_statuspage_look_async (MatoiStatuspageClient *client,
                             const char *page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Looking *looking = g_new0 (Looking, 1);

  g_task_set_source_tag (task, matoi_statuspage_look_async);
  looking->page = page && *page ? g_strdup (page) : NULL;
  looking->parts = json_array_new ();
  looking->look = g_new0 (MatoiStatuspageLook, 1);
  looking->look->pages = g_ptr_array_new_with_free_func (part_free);
  looking->look->components = g_ptr_array_new_with_free_func (part_free);
  looking->look->mails = looking->look->others = -1;
  g_task_set_task_data (task, looking, (GDestroyNotify) looking_free);
  ask (task, "pages", on_pages);
}

/** matoi_statuspage_look_finish: see the header. */
MatoiStatuspageLook *
matoi_statuspage_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
