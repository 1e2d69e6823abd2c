/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Matoi's client against the fake: what is shown here holds for the tests that rely on it. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-rig.h"
#include "matoi-json.h"

#define CALL(...) fake_rig_call (rig, __VA_ARGS__, NULL)

static char *
create (FakeRig *rig, const char *name)
{
  g_autoptr (MatoiSlackAnswer) answer = CALL ("conversations.create", "name", name);

  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_OK);
  return g_strdup (matoi_json_get_string (matoi_json_get_object (answer->json, "channel"), "id"));
}

static void
test_post (FakeRig *rig, gconstpointer data)
{
  g_autofree char *channel = create (rig, "inc-1-決済");
  g_autoptr (MatoiSlackAnswer) posted =
    CALL ("chat.postMessage", "channel", channel, "text", "hello 🎉", "metadata",
          "{\"event_type\":\"matoi_post\",\"event_payload\":{\"idem\":\"k1\"}}");
  g_autoptr (MatoiSlackAnswer) plain = CALL ("conversations.history", "channel", channel);
  g_autoptr (MatoiSlackAnswer) whole =
    CALL ("conversations.history", "channel", channel, "include_all_metadata", "1");
  JsonObject *message;

  g_assert_cmpint (posted->outcome, ==, MATOI_SLACK_OK);
  g_assert_cmpuint (fake_slack_count_key (rig->slack, "k1"), ==, 1);
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
test_errors (FakeRig *rig, gconstpointer data)
{
  static const struct
  {
    const char *method, *args[6], *code;
  } table[] = {
    { "no.such", { NULL }, "unknown_method" },
    { "chat.postMessage", { "text", "a", NULL }, "channel_not_found" },
    { "chat.postMessage", { "channel", "C9", "text", "a", NULL }, "channel_not_found" },
    { "chat.postMessage", { "channel", FAKE_GENERAL, NULL }, "no_text" },
    { "chat.postMessage",
      { "channel", FAKE_GENERAL, "blocks", "[", NULL },
      "invalid_blocks_format" },
    { "chat.update", { "channel", FAKE_GENERAL, "ts", "1.000000", NULL }, "message_not_found" },
    { "conversations.create", { "name", "General", NULL }, "invalid_name_specials" },
    { "conversations.create", { "name", "a.b", NULL }, "invalid_name_punctuation" },
    { "conversations.create", { "name", "general", NULL }, "name_taken" },
    { "conversations.create", { NULL }, "invalid_name_required" },
    { "users.info", { "user", "U9", NULL }, "user_not_found" },
    { "users.lookupByEmail", { "email", "nobody@acme.example", NULL }, "users_not_found" },
    { "apps.connections.open", { NULL }, "not_allowed_token_type" },
    { "bookmarks.add", { "channel_id", FAKE_GENERAL, NULL }, "invalid_arguments" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiSlackAnswer) answer =
        fake_rig_call (rig, table[i].method, table[i].args[0], table[i].args[1], table[i].args[2],
                       table[i].args[3], NULL);

      g_assert_cmpstr (answer->code, ==, table[i].code);
    }
}

static void
test_scopes (FakeRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSlackClient) poor = NULL;
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  fake_slack_add_token (rig->slack, "bot-poor", "chat:write");
  poor = matoi_slack_client_new (rig->http, rig->slack->base, "bot-poor");
  g_set_object (&rig->client, poor);
  answer = CALL ("conversations.create", "name", "x");
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_SCOPE);
  g_assert_nonnull (strstr (answer->needed, "channels:manage"));
  fake_slack_revoke (rig->slack, "bot-poor");
  g_clear_pointer (&answer, matoi_slack_answer_free);
  answer = CALL ("auth.test");
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_AUTH);
}

static void
test_pages (FakeRig *rig, gconstpointer data)
{
  FakeChannel *general = fake_slack_find_channel (rig->slack, "general");
  g_autofree char *cursor = g_strdup ("");
  guint n = 0, n_pages = 0;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *text = g_strdup_printf ("m%u", i);

      fake_slack_say (rig->slack, general, "U00000002", text, NULL);
    }
  do
    {
      g_autoptr (MatoiSlackAnswer) page =
        CALL ("conversations.history", "channel", FAKE_GENERAL, "limit", "10", "cursor", cursor);
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
test_threads (FakeRig *rig, gconstpointer data)
{
  FakeChannel *general = fake_slack_find_channel (rig->slack, "general");
  g_autofree char *parent =
    g_strdup (fake_slack_say (rig->slack, general, "U00000002", "parent", NULL));
  g_autoptr (MatoiSlackAnswer) history = NULL, replies = NULL;

  fake_slack_say (rig->slack, general, "U00000002", "reply 1", parent);
  fake_slack_say (rig->slack, general, "U00000002", "reply 2", parent);
  history = CALL ("conversations.history", "channel", FAKE_GENERAL);
  replies = CALL ("conversations.replies", "channel", FAKE_GENERAL, "ts", parent);
  g_assert_cmpuint (json_array_get_length (matoi_json_get_array (history->json, "messages")), ==,
                    1);
  g_assert_cmpuint (json_array_get_length (matoi_json_get_array (replies->json, "messages")), ==,
                    3);
}

static void
test_faults (FakeRig *rig, gconstpointer data)
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
  FakeChannel *general = fake_slack_find_channel (rig->slack, "general");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      guint before = general->messages->len;
      g_autoptr (MatoiSlackAnswer) answer = NULL;

      fake_slack_fault (rig->slack, "chat.postMessage", table[i].kind, table[i].value, 1);
      answer = CALL ("chat.postMessage", "channel", i % 2 ? general->id : "general", "text", "x");
      g_assert_cmpint (answer->outcome, ==, table[i].outcome);
      g_assert_cmpuint (general->messages->len - before, ==, table[i].n_more);
    }
  g_assert_cmpuint (rig->slack->faults->len, ==, 0);
}

static void
test_repeat (FakeRig *rig, gconstpointer data)
{
  FakeChannel *general = fake_slack_find_channel (rig->slack, "general");
  static const guint expected[] = { 2, 1, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      guint before = general->messages->len;
      g_autoptr (MatoiSlackAnswer) first = NULL, second = NULL;

      rig->slack->repeat = (FakeRepeat) i;
      first = CALL ("chat.postMessage", "channel", FAKE_GENERAL, "text", "x", "client_msg_id", id);
      second = CALL ("chat.postMessage", "channel", FAKE_GENERAL, "text", "x", "client_msg_id", id);
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
#define ADD(name, func) \
  g_test_add ("/fake-slack/" name, FakeRig, NULL, fake_rig_set_up, func, fake_rig_tear_down)
  ADD ("post", test_post);
  ADD ("errors", test_errors);
  ADD ("scopes", test_scopes);
  ADD ("pages", test_pages);
  ADD ("threads", test_threads);
  ADD ("faults", test_faults);
  ADD ("repeat", test_repeat);
  return g_test_run ();
}
