/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-rig.h"

#include <string.h>

void
fake_rig_set_up (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  memset (rig, 0, sizeof *rig);
  rig->slack = fake_slack_new (0, &error);
  g_assert_no_error (error);
  fake_slack_seed (rig->slack);
  rig->http = matoi_http_new ();
  fake_rig_use (rig, "bot-fake");
}

void
fake_rig_tear_down (FakeRig *rig, gconstpointer data)
{
  g_clear_object (&rig->client);
  g_clear_object (&rig->http);
  fake_slack_free (rig->slack);
}

void
fake_rig_use (FakeRig *rig, const char *token)
{
  g_clear_object (&rig->client);
  rig->client = matoi_slack_client_new (rig->http, rig->slack->base, token);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object (&((FakeRig *) user_data)->result, result);
}

MatoiSlackAnswer *
fake_rig_call_list (FakeRig *rig, const char *method, const char *const *args)
{
  g_autoptr (GAsyncResult) result = NULL;
  MatoiSlackAnswer *answer;

  matoi_slack_client_call_async (rig->client, method, args, NULL, on_result, rig);
  while (!rig->result)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (&rig->result);
  answer = matoi_slack_client_call_finish (rig->client, result, NULL);
  g_assert_nonnull (answer);
  return answer;
}

static GPtrArray *
collect (va_list list)
{
  GPtrArray *args = g_ptr_array_new ();
  const char *arg;

  while ((arg = va_arg (list, const char *)))
    g_ptr_array_add (args, (gpointer) arg);
  g_ptr_array_add (args, NULL);
  return args;
}

MatoiSlackAnswer *
fake_rig_call (FakeRig *rig, const char *method, ...)
{
  g_autoptr (GPtrArray) args = NULL;
  va_list list;

  va_start (list, method);
  args = collect (list);
  va_end (list);
  return fake_rig_call_list (rig, method, (const char *const *) args->pdata);
}

char *
fake_rig_try (FakeRig *rig, const char *method, ...)
{
  g_autoptr (GPtrArray) args = NULL;
  g_autoptr (MatoiSlackAnswer) answer = NULL;
  va_list list;

  va_start (list, method);
  args = collect (list);
  va_end (list);
  answer = fake_rig_call_list (rig, method, (const char *const *) args->pdata);
  return g_strdup (answer->code ? answer->code : "ok");
}

MatoiHttpReply *
fake_rig_fetch (FakeRig *rig, const MatoiHttpRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiHttpReply *reply;

  matoi_http_send_async (rig->http, request, NULL, on_result, rig);
  while (!rig->result)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (&rig->result);
  reply = matoi_http_send_finish (rig->http, result, &error);
  g_assert_no_error (error);
  return reply;
}

JsonObject *
fake_rig_send (FakeRig *rig,
               const char *verb,
               const char *method,
               const char *query,
               const char *type,
               const char *body)
{
  g_autofree char *url =
    g_strconcat (rig->slack->base, method, query ? "?" : "", query ? query : "", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer", " ", "bot-fake", NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  g_autoptr (GBytes) bytes = body ? g_bytes_new (body, strlen (body)) : NULL;
  const MatoiHttpRequest request = { verb, url, headers, type, bytes, 0 };
  g_autoptr (MatoiHttpReply) reply = fake_rig_fetch (rig, &request);
  g_autofree char *text =
    g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}
