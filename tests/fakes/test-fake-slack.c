/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Matoi's client against the fake: what is shown here holds for the tests that rely on it. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-slack.h"
#include "matoi-json.h"
#include "matoi-slack-client.h"

typedef struct
{
  FakeSlack *slack;
  MatoiHttp *http;
  MatoiSlackClient *client;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->slack = fake_slack_new (0, &error);
  g_assert_no_error (error);
  fake_slack_seed (fixture->slack);
  fixture->http = matoi_http_new ();
  fixture->client = matoi_slack_client_new (fixture->http, fixture->slack->base, "bot-fake");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->http);
  fake_slack_free (fixture->slack);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object (&((Fixture *) user_data)->result, result);
}

static MatoiSlackAnswer *
call (Fixture *fixture, const char *method, ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  MatoiSlackAnswer *answer;
  const char *arg;
  va_list list;

  va_start (list, method);
  while ((arg = va_arg (list, const char *)))
    g_ptr_array_add (args, (gpointer) arg);
  va_end (list);
  g_ptr_array_add (args, NULL);
  matoi_slack_client_call_async (fixture->client, method, (const char *const *) args->pdata, NULL,
                                 on_result, fixture);
  while (!fixture->result)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (&fixture->result);
  answer = matoi_slack_client_call_finish (fixture->client, result, NULL);
  g_assert_nonnull (answer);
  return answer;
}

#define CALL(...) call (fixture, __VA_ARGS__, NULL)

static char *
create (Fixture *fixture, const char *name)
{
  g_autoptr (MatoiSlackAnswer) answer = CALL ("conversations.create", "name", name);

  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_OK);
  return g_strdup (matoi_json_get_string (matoi_json_get_object (answer->json, "channel"), "id"));
}

static void
test_post (Fixture *fixture, gconstpointer data)
{
  g_autofree char *channel = create (fixture, "inc-1-決済");
  g_autoptr (MatoiSlackAnswer) posted =
    CALL ("chat.postMessage", "channel", channel, "text", "hello 🎉", "metadata",
          "{\"event_type\":\"matoi_post\",\"event_payload\":{\"idem\":\"k1\"}}");
  g_autoptr (MatoiSlackAnswer) plain = CALL ("conversations.history", "channel", channel);
  g_autoptr (MatoiSlackAnswer) whole =
    CALL ("conversations.history", "channel", channel, "include_all_metadata", "1");
  JsonObject *message;

  g_assert_cmpint (posted->outcome, ==, MATOI_SLACK_OK);
  g_assert_cmpuint (fake_slack_count_key (fixture->slack, "k1"), ==, 1);
  message = matoi_json_array_get_object (matoi_json_get_array (whole->json, "messages"), 0);
  g_assert_cmpstr (matoi_json_get_string (message, "text"), ==, "hello :tada:");
  g_assert_cmpstr (matoi_json_get_string (message, "ts"), ==,
                   matoi_json_get_string (posted->json, "ts"));
  g_assert_nonnull (
    matoi_json_get_object (matoi_json_get_object (message, "metadata"), "event_payload"));
  message = matoi_json_array_get_object (matoi_json_get_array (plain->json, "messages"), 0);
  g_assert_null (
    matoi_json_get_object (matoi_json_get_object (message, "metadata"), "event_payload"));
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *method, *args[6], *code;
  } table[] = {
    { "no.such", { NULL }, "unknown_method" },
    { "chat.postMessage", { "text", "a", NULL }, "channel_not_found" },
    { "chat.postMessage", { "channel", "C9", "text", "a", NULL }, "channel_not_found" },
    { "chat.postMessage", { "channel", "general", NULL }, "no_text" },
    { "chat.postMessage", { "channel", "general", "blocks", "[", NULL }, "invalid_blocks_format" },
    { "chat.update", { "channel", "general", "ts", "1.000000", NULL }, "message_not_found" },
    { "conversations.create", { "name", "General", NULL }, "invalid_name_specials" },
    { "conversations.create", { "name", "a.b", NULL }, "invalid_name_punctuation" },
    { "conversations.create", { "name", "general", NULL }, "name_taken" },
    { "conversations.create", { NULL }, "invalid_name_required" },
    { "users.info", { "user", "U9", NULL }, "user_not_found" },
    { "users.lookupByEmail", { "email", "nobody@acme.example", NULL }, "users_not_found" },
    { "apps.connections.open", { NULL }, "not_allowed_token_type" },
    { "bookmarks.add", { "channel_id", "general", NULL }, "invalid_arguments" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiSlackAnswer) answer =
        call (fixture, table[i].method, table[i].args[0], table[i].args[1], table[i].args[2],
              table[i].args[3], NULL);

      g_assert_cmpstr (answer->code, ==, table[i].code);
    }
}

static void
test_scopes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSlackClient) poor = NULL;
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  fake_slack_add_token (fixture->slack, "bot-poor", "chat:write");
  poor = matoi_slack_client_new (fixture->http, fixture->slack->base, "bot-poor");
  g_set_object (&fixture->client, poor);
  answer = CALL ("conversations.create", "name", "x");
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_SCOPE);
  g_assert_nonnull (strstr (answer->needed, "channels:manage"));
  fake_slack_revoke (fixture->slack, "bot-poor");
  g_clear_pointer (&answer, matoi_slack_answer_free);
  answer = CALL ("auth.test");
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_AUTH);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  FakeChannel *general = fake_slack_find_channel (fixture->slack, "general");
  g_autofree char *cursor = g_strdup ("");
  guint n = 0, n_pages = 0;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *text = g_strdup_printf ("m%u", i);

      fake_slack_say (fixture->slack, general, "U00000002", text, NULL);
    }
  do
    {
      g_autoptr (MatoiSlackAnswer) page =
        CALL ("conversations.history", "channel", "general", "limit", "10", "cursor", cursor);
      JsonArray *messages = matoi_json_get_array (page->json, "messages");

      for (guint i = 0; i < json_array_get_length (messages); i++, n++)
        {
          const char *ts = matoi_json_get_string (matoi_json_array_get_object (messages, i), "ts");

          g_assert_true (!last || g_strcmp0 (ts, last) < 0);
          g_free (last);
          last = g_strdup (ts);
        }
      g_free (cursor);
      cursor =
        g_strdup (matoi_json_get_string (matoi_json_get_object (page->json, "response_metadata"),
                                         "next_cursor"));
      n_pages++;
    }
  while (*cursor);
  g_assert_cmpuint (n, ==, 25);
  g_assert_cmpuint (n_pages, ==, 3);
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  FakeChannel *general = fake_slack_find_channel (fixture->slack, "general");
  g_autofree char *parent =
    g_strdup (fake_slack_say (fixture->slack, general, "U00000002", "parent", NULL));
  g_autoptr (MatoiSlackAnswer) history = NULL, replies = NULL;

  fake_slack_say (fixture->slack, general, "U00000002", "reply 1", parent);
  fake_slack_say (fixture->slack, general, "U00000002", "reply 2", parent);
  history = CALL ("conversations.history", "channel", "general");
  replies = CALL ("conversations.replies", "channel", "general", "ts", parent);
  g_assert_cmpuint (json_array_get_length (matoi_json_get_array (history->json, "messages")), ==,
                    1);
  g_assert_cmpuint (json_array_get_length (matoi_json_get_array (replies->json, "messages")), ==,
                    3);
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    FakeFaultKind kind;
    const char *value;
    MatoiSlackOutcome outcome;
    guint n_more;
  } table[] = {
    { FAKE_DROP_BEFORE, NULL, MATOI_SLACK_UNKNOWN, 0 },
    { FAKE_DROP_AFTER, NULL, MATOI_SLACK_UNKNOWN, 1 },
    { FAKE_STATUS_BEFORE, "503", MATOI_SLACK_UNKNOWN, 0 },
    { FAKE_STATUS_AFTER, "503", MATOI_SLACK_UNKNOWN, 1 },
    { FAKE_HTML, NULL, MATOI_SLACK_UNKNOWN, 1 },
    { FAKE_CUT, NULL, MATOI_SLACK_UNKNOWN, 1 },
    { FAKE_EMPTY, NULL, MATOI_SLACK_UNKNOWN, 1 },
    { FAKE_ERROR, "is_archived", MATOI_SLACK_PLACE, 0 },
  };
  FakeChannel *general = fake_slack_find_channel (fixture->slack, "general");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      guint before = general->messages->len;
      g_autoptr (MatoiSlackAnswer) answer = NULL;

      fake_slack_fault (fixture->slack, "chat.postMessage", table[i].kind, table[i].value, 1);
      answer = CALL ("chat.postMessage", "channel", i % 2 ? general->id : "general", "text", "x");
      g_assert_cmpint (answer->outcome, ==, table[i].outcome);
      g_assert_cmpuint (general->messages->len - before, ==, table[i].n_more);
    }
  g_assert_cmpuint (fixture->slack->faults->len, ==, 0);
}

static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  FakeChannel *general = fake_slack_find_channel (fixture->slack, "general");
  static const guint expected[] = { 2, 1, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      guint before = general->messages->len;
      g_autoptr (MatoiSlackAnswer) first = NULL, second = NULL;

      fixture->slack->repeat = (FakeRepeat) i;
      first = CALL ("chat.postMessage", "channel", "general", "text", "x", "client_msg_id", id);
      second = CALL ("chat.postMessage", "channel", "general", "text", "x", "client_msg_id", id);
      g_assert_cmpint (first->outcome, ==, MATOI_SLACK_OK);
      g_assert_cmpuint (general->messages->len - before, ==, expected[i]);
      if (i == FAKE_REPEAT_REFUSED)
        g_assert_cmpstr (second->code, ==, "duplicate_message_not_found");
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/fake-slack/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("post", test_post);
  ADD ("errors", test_errors);
  ADD ("scopes", test_scopes);
  ADD ("pages", test_pages);
  ADD ("threads", test_threads);
  ADD ("faults", test_faults);
  ADD ("repeat", test_repeat);
  return g_test_run ();
}
