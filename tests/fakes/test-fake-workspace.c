/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What happens in a workspace besides Matoi's own calls, and what becomes of texts in it. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-control.h"
#include "fake-rig.h"
#include "matoi-json.h"
#include "matoi-slack-events.h"

#define WAIT_FOR(condition) \
  while (!(condition))      \
  g_main_context_iteration (NULL, TRUE)

static FakeChannel *
get_general (FakeRig *rig)
{
  return fake_slack_find_channel (rig->slack, "general");
}

static JsonObject *
get_last (FakeRig *rig)
{
  FakeChannel *general = get_general (rig);

  return g_ptr_array_index (general->messages, general->messages->len - 1);
}

#define TRY(expected, ...)                                          \
  G_STMT_START                                                      \
  {                                                                 \
    g_autofree char *code_ = fake_rig_try (rig, __VA_ARGS__, NULL); \
    g_assert_cmpstr (code_, ==, expected);                          \
  }                                                                 \
  G_STMT_END

/* A client of its own for each: its pace does not hold the test up. */
static void
check_post (FakeRig *rig, const char *text, const char *kept)
{
  fake_rig_use (rig, "bot-fake");
  TRY ("ok", "chat.postMessage", "channel", FAKE_GENERAL, "text", text);
  g_assert_cmpstr (matoi_json_get_string (get_last (rig), "text"), ==, kept);
}

static void
test_rewriting (FakeRig *rig, gconstpointer data)
{
  check_post (rig, "done 🎉 and 👍🏽", "done :tada: and :+1::skin-tone-4:");
  check_post (rig, "1 & 2 < 3 > 0", "1 &amp; 2 &lt; 3 &gt; 0");
  check_post (rig, "1 &amp; <@U00000002> <!here> <https://x.example|x>",
              "1 &amp; <@U00000002> <!here> <https://x.example|x>");
  check_post (rig, "see https://x.example/a?b=1, mail ops@x.example",
              "see <https://x.example/a?b=1>, mail <mailto:ops@x.example|ops@x.example>");
  check_post (rig, "日本語 https://x.example/障害 です", "日本語 <https://x.example/障害> です");
  check_post (rig, "@here is no ping", "@here is no ping");
  g_assert_cmpuint (rig->slack->n_broadcasts, ==, 1);
}

static char *
new_blocks (guint n, guint length)
{
  g_autoptr (GString) out = g_string_new ("[");
  g_autofree char *text = g_strnfill (length, 'x');

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out,
                            "%s{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"%s\"}"
                            "}",
                            i > 0 ? "," : "", text);
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_limits (FakeRig *rig, gconstpointer data)
{
  static const struct
  {
    guint n, length;
    const char *code;
  } blocks[] = {
    { 50, 10, "ok" },
    { 51, 10, "invalid_blocks" },
    { 1, 3000, "ok" },
    { 1, 3001, "invalid_blocks" },
    { 5, 2700, "msg_blocks_too_long" },
  };
  g_autofree char *longest = g_strnfill (40000, 'x');
  g_autofree char *longer = g_strnfill (40001, 'x');
  g_autofree char *topic = g_strnfill (251, 'x');
  g_autofree char *edited = g_strnfill (4001, 'x');
  g_autoptr (MatoiSlackAnswer) whole =
    fake_rig_call (rig, "chat.postMessage", "channel", FAKE_GENERAL, "text", longest, NULL);
  g_autoptr (MatoiSlackAnswer) cut =
    fake_rig_call (rig, "chat.postMessage", "channel", FAKE_GENERAL, "text", longer, NULL);

  g_assert_null (matoi_json_get_string (whole->json, "warning"));
  g_assert_cmpstr (matoi_json_get_string (cut->json, "warning"), ==, "message_truncated");
  g_assert_cmpint (g_utf8_strlen (matoi_json_get_string (get_last (rig), "text"), -1), ==, 40000);
  TRY ("too_long", "conversations.setTopic", "channel", FAKE_GENERAL, "topic", topic);
  TRY ("msg_too_long", "chat.update", "channel", FAKE_GENERAL, "ts",
       matoi_json_get_string (cut->json, "ts"), "text", edited);
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *text = new_blocks (blocks[i].n, blocks[i].length);

      fake_rig_use (rig, "bot-fake");
      TRY (blocks[i].code, "chat.postMessage", "channel", FAKE_GENERAL, "blocks", text);
    }
}

/* One post, several messages; only the first is told of. */
static void
test_pieces (FakeRig *rig, gconstpointer data)
{
  g_autofree char *text = g_strnfill (4001, 'x');
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  rig->slack->split_over = 2000;
  answer = fake_rig_call (rig, "chat.postMessage", "channel", FAKE_GENERAL, "text", text, NULL);
  g_assert_cmpuint (get_general (rig)->messages->len, ==, 3);
  g_assert_cmpstr (
    matoi_json_get_string (answer->json, "ts"), ==,
    json_object_get_string_member (g_ptr_array_index (get_general (rig)->messages, 0), "ts"));
  g_assert_cmpstr (matoi_json_get_string (get_last (rig), "text"), ==, "x");
}

static void
test_metadata (FakeRig *rig, gconstpointer data)
{
  static const char *const table[][2] = {
    { "{\"event_type\":\"a_b\",\"event_payload\":{\"k\":\"v\",\"n\":[{\"a\":1}]}}", "ok" },
    { "{\"event_type\":\"a b\",\"event_payload\":{}}", "invalid_metadata_format" },
    { "{\"event_type\":\"a\"}", "invalid_metadata_format" },
    { "[", "invalid_metadata_format" },
    { "{\"event_type\":\"a\",\"event_payload\":{\"k\":{\"deep\":{}}}}", "invalid_metadata_schema" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      fake_rig_use (rig, "bot-fake");
      TRY (table[i][1], "chat.postMessage", "channel", FAKE_GENERAL, "text", "x", "metadata",
           table[i][0]);
    }
}

/* An edit without metadata keeps it, an empty one takes it away; without blocks they go. */
static void
test_update (FakeRig *rig, gconstpointer data)
{
  g_autofree char *blocks = new_blocks (1, 10);
  g_autoptr (MatoiSlackAnswer) posted =
    fake_rig_call (rig, "chat.postMessage", "channel", FAKE_GENERAL, "text", "x", "blocks", blocks,
                   "metadata", "{\"event_type\":\"a\",\"event_payload\":{\"idem\":\"k\"}}", NULL);
  const char *ts = matoi_json_get_string (posted->json, "ts");
  const char *said = fake_slack_say (rig->slack, get_general (rig), FAKE_AIKO, "not yours", NULL);

  TRY ("ok", "chat.update", "channel", FAKE_GENERAL, "ts", ts, "text", "y");
  g_assert_cmpuint (fake_slack_count_key (rig->slack, "k"), ==, 1);
  g_assert_cmpuint (fake_slack_count_text (rig->slack, "y"), >=, 1);
  TRY ("ok", "chat.update", "channel", FAKE_GENERAL, "ts", ts, "text", "z", "metadata", "{}");
  g_assert_cmpuint (fake_slack_count_key (rig->slack, "k"), ==, 0);
  TRY ("cant_update_message", "chat.update", "channel", FAKE_GENERAL, "ts", said, "text", "mine");
  TRY ("cant_delete_message", "chat.delete", "channel", FAKE_GENERAL, "ts", said);
}

/* --- pages */

static void
say_many (FakeRig *rig, guint n, const char *thread)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("m%u", i);

      fake_slack_say (rig->slack, get_general (rig), FAKE_AIKO, text, thread);
    }
}

/* Reads everything, in pages of 10; whatever is done between two of them. */
static guint
count_history (FakeRig *rig, const char *oldest, void (*between) (FakeRig *rig), guint *n_pages)
{
  g_autofree char *cursor = g_strdup ("");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *n_pages = 0;
  do
    {
      g_autoptr (MatoiSlackAnswer) page =
        fake_rig_call (rig, "conversations.history", "channel", FAKE_GENERAL, "limit", "10",
                       "oldest", oldest, "cursor", cursor, NULL);
      JsonArray *messages = matoi_json_get_array (page->json, "messages");

      g_assert_cmpint (page->outcome, ==, MATOI_SLACK_OK);
      for (guint i = 0; i < json_array_get_length (messages); i++)
        g_assert_true (g_hash_table_add (
          seen,
          g_strdup (matoi_json_get_string (matoi_json_array_get_object (messages, i), "ts"))));
      g_free (cursor);
      cursor =
        g_strdup (matoi_json_get_string (matoi_json_get_object (page->json, "response_metadata"),
                                         "next_cursor"));
      if (between && *cursor)
        between (rig);
      fake_rig_use (rig, "bot-fake");
      ++*n_pages;
    }
  while (*cursor);
  return g_hash_table_size (seen);
}

static void
say_one (FakeRig *rig)
{
  say_many (rig, 1, NULL);
}

static void
test_pages (FakeRig *rig, gconstpointer data)
{
  guint n_pages;

  say_many (rig, 25, NULL);
  g_assert_cmpuint (count_history (rig, "0", NULL, &n_pages), ==, 25);
  g_assert_cmpuint (n_pages, ==, 3);
  rig->slack->page_size = 4;
  g_assert_cmpuint (count_history (rig, "0", NULL, &n_pages), ==, 25);
  g_assert_cmpuint (n_pages, ==, 7);
  rig->slack->empty_pages = TRUE;
  g_assert_cmpuint (count_history (rig, "0", NULL, &n_pages), ==, 25);
  g_assert_cmpuint (n_pages, ==, 13);
  rig->slack->empty_pages = FALSE;
  rig->slack->from_oldest = TRUE;
  g_assert_cmpuint (count_history (rig, "1", NULL, &n_pages), ==, 25);
  rig->slack->from_oldest = FALSE;
  rig->slack->page_size = 0;
  /* What is said meanwhile moves nothing. */
  g_assert_cmpuint (count_history (rig, "0", say_one, &n_pages), ==, 25);
}

static void
test_bounds (FakeRig *rig, gconstpointer data)
{
  FakeChannel *general = get_general (rig);
  g_autofree char *first = NULL;
  guint n_pages;

  say_many (rig, 3, NULL);
  first = g_strdup (json_object_get_string_member (g_ptr_array_index (general->messages, 0), "ts"));
  g_assert_cmpuint (count_history (rig, first, NULL, &n_pages), ==, 2);
  {
    g_autoptr (MatoiSlackAnswer) answer =
      fake_rig_call (rig, "conversations.history", "channel", FAKE_GENERAL, "oldest", first,
                     "latest", first, "inclusive", "1", NULL);

    g_assert_cmpuint (json_array_get_length (matoi_json_get_array (answer->json, "messages")), ==,
                      1);
  }
  TRY ("invalid_ts_oldest", "conversations.history", "channel", FAKE_GENERAL, "oldest", "soon");
  TRY ("invalid_cursor", "conversations.history", "channel", FAKE_GENERAL, "cursor", "bm8=");
  TRY ("channel_not_found", "conversations.history", "channel", "general");
}

static void
test_threads (FakeRig *rig, gconstpointer data)
{
  FakeChannel *general = get_general (rig);
  g_autofree char *parent =
    g_strdup (fake_slack_say (rig->slack, general, FAKE_AIKO, "parent", NULL));
  JsonObject *message = get_last (rig);

  say_many (rig, 3, parent);
  g_assert_cmpint (json_object_get_int_member (message, "reply_count"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (message, "latest_reply"), ==,
                   json_object_get_string_member (get_last (rig), "ts"));
  {
    g_autofree char *reply = g_strdup (json_object_get_string_member (get_last (rig), "ts"));
    g_autoptr (MatoiSlackAnswer) alone =
      fake_rig_call (rig, "conversations.replies", "channel", FAKE_GENERAL, "ts", reply, NULL);

    g_assert_cmpuint (json_array_get_length (matoi_json_get_array (alone->json, "messages")), ==,
                      1);
    TRY ("cannot_reply_to_message", "chat.postMessage", "channel", FAKE_GENERAL, "text", "x",
         "thread_ts", reply);
    fake_slack_delete (rig->slack, general, reply);
  }
  g_assert_cmpint (json_object_get_int_member (message, "reply_count"), ==, 2);
  /* Its answers stay, so a stone stays for it. */
  fake_slack_delete (rig->slack, general, parent);
  g_assert_cmpstr (json_object_get_string_member (message, "subtype"), ==, "tombstone");
}

/* --- channels */

static void
test_channels (FakeRig *rig, gconstpointer data)
{
  FakeChannel *room = fake_slack_add_channel (rig->slack, "room", FALSE);
  g_autofree char *former = NULL;

  TRY ("not_in_channel", "conversations.history", "channel", room->id);
  TRY ("ok", "conversations.join", "channel", room->id);
  TRY ("ok", "conversations.history", "channel", room->id);
  g_assert_true (fake_slack_kick (rig->slack, room, "U0BOT"));
  TRY ("not_in_channel", "conversations.history", "channel", room->id);
  fake_slack_join (rig->slack, room, "U0BOT");
  former = g_strdup (room->id);
  fake_slack_move (rig->slack, room);
  TRY ("channel_not_found", "conversations.history", "channel", former);
  TRY ("ok", "conversations.history", "channel", room->id);
  g_assert_true (fake_slack_rename (rig->slack, room, "hall"));
  TRY ("name_taken", "conversations.create", "name", "hall");
  fake_slack_archive (rig->slack, room, TRUE);
  TRY ("is_archived", "chat.postMessage", "channel", room->id, "text", "x");
  TRY ("name_taken", "conversations.create", "name", "hall");
  TRY ("already_archived", "conversations.archive", "channel", room->id);
}

static void
test_scope_of_kind (FakeRig *rig, gconstpointer data)
{
  fake_slack_add_token (rig->slack, "bot-open",
                        "channels:manage channels:read channels:history chat:write");
  fake_rig_use (rig, "bot-open");
  TRY ("ok", "conversations.create", "name", "open");
  TRY ("missing_scope", "conversations.create", "name", "shut", "is_private", "true");
  TRY ("missing_scope", "conversations.list", "types", "public_channel,private_channel");
  TRY ("missing_scope", "conversations.open", "users", FAKE_AIKO);
  TRY ("ok", "conversations.list", "types", "public_channel");
  fake_slack_set_scopes (rig->slack, "bot-open", "chat:write");
  TRY ("missing_scope", "conversations.list", "types", "public_channel");
}

static void
test_files (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  const char *tokens[] = { "bot-fake", "bot-nobody" };
  JsonObject *file;

  fake_slack_share (rig->slack, get_general (rig), FAKE_AIKO, "look", "画面.png", "image/png",
                    bytes);
  file = matoi_json_array_get_object (matoi_json_get_array (get_last (rig), "files"), 0);
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *bearer = g_strconcat ("Bearer", " ", tokens[i], NULL);
      const char *headers[] = { "Authorization", bearer, NULL };
      const MatoiHttpRequest request = { "GET",   matoi_json_get_string (file, "url_private"),
                                         headers, NULL,
                                         NULL,    0 };
      g_autoptr (MatoiHttpReply) reply = fake_rig_fetch (rig, &request);

      g_assert_cmpstr (reply->content_type, ==, i == 0 ? "image/png" : "text/html");
      g_assert_cmpint (g_bytes_equal (reply->body, bytes), ==, i == 0);
    }
}

/* --- limits of the service */

static void
test_buckets (FakeRig *rig, gconstpointer data)
{
  fake_slack_set_limits (rig->slack);
  for (guint i = 0; i < 21; i++)
    {
      g_autoptr (MatoiSlackAnswer) answer = NULL;

      fake_rig_use (rig, "bot-fake");
      answer = fake_rig_call (rig, "users.list", NULL);
      g_assert_cmpint (answer->outcome, ==, i < 20 ? MATOI_SLACK_OK : MATOI_SLACK_WAIT);
      if (i == 20)
        {
          g_assert_cmpint (answer->retry_after, >, 50000);
          g_assert_cmpint (answer->retry_after, <=, 60000);
        }
    }
  TRY ("ok", "team.info");
}

/* --- the network */

static void
on_envelope (MatoiSlackEvents *events, const char *id, JsonObject *envelope, GPtrArray *envelopes)
{
  g_ptr_array_add (envelopes, json_object_ref (envelope));
}

static MatoiSlackEvents *
listen (FakeRig *rig, GPtrArray *envelopes)
{
  g_autoptr (MatoiSlackClient) app =
    matoi_slack_client_new (rig->http, rig->slack->base, "app-fake");
  MatoiSlackEvents *events = matoi_slack_events_new (rig->http, app);

  matoi_slack_events_set_pace (events, 20, 100);
  g_signal_connect (events, "envelope", G_CALLBACK (on_envelope), envelopes);
  matoi_slack_events_start (events);
  WAIT_FOR (matoi_slack_events_get_state (events) == MATOI_SLACK_EVENTS_OPEN);
  return events;
}

static const char *
get_event_type (GPtrArray *envelopes, guint index)
{
  JsonObject *payload = matoi_json_get_object (g_ptr_array_index (envelopes, index), "payload");

  return matoi_json_get_string (matoi_json_get_object (payload, "event"), "type");
}

static void
test_cut (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GPtrArray) envelopes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (MatoiSlackEvents) events = listen (rig, envelopes);
  g_autofree char *base = g_strdup (rig->slack->base);

  fake_slack_cut (rig->slack, TRUE);
  WAIT_FOR (matoi_slack_events_get_state (events) != MATOI_SLACK_EVENTS_OPEN);
  {
    g_autoptr (MatoiSlackAnswer) answer =
      fake_rig_call (rig, "chat.postMessage", "channel", FAKE_GENERAL, "text", "lost", NULL);

    g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_NOT_DONE);
  }
  /* People go on talking meanwhile. */
  say_many (rig, 3, NULL);
  g_assert_cmpuint (get_general (rig)->messages->len, ==, 3);
  fake_slack_cut (rig->slack, FALSE);
  g_assert_cmpstr (rig->slack->base, ==, base);
  WAIT_FOR (matoi_slack_events_get_state (events) == MATOI_SLACK_EVENTS_OPEN);
  TRY ("ok", "chat.postMessage", "channel", FAKE_GENERAL, "text", "found");
  g_assert_cmpuint (fake_slack_count_text (rig->slack, "lost"), ==, 0);
  matoi_slack_events_stop (events);
}

/* Orders have a way of their own while the network is cut. */
static void
give_order (FakeRig *rig, const char *control, const char *what, const char *order)
{
  g_autofree char *url = g_strconcat (control, what, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static (order, strlen (order));
  const MatoiHttpRequest request = { "POST", url, NULL, "application/json", body, 0 };
  g_autoptr (MatoiHttpReply) reply = fake_rig_fetch (rig, &request);
  g_autofree char *text =
    g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));

  g_assert_nonnull (strstr (text, "\"ok\" : true"));
}

static void
test_control (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *control = fake_control_listen (rig->slack, 0, &error);

  g_assert_no_error (error);
  give_order (rig, control, "cut", "{\"on\":true}");
  WAIT_FOR (rig->slack->is_cut);
  {
    g_autoptr (MatoiSlackAnswer) answer = fake_rig_call (rig, "auth.test", NULL);

    g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_NOT_DONE);
  }
  give_order (rig, control, "say",
              "{\"channel\":\"general\",\"user\":\"" FAKE_AIKO "\",\"text\":\"offline\"}");
  give_order (rig, control, "cut", "{\"on\":false}");
  TRY ("ok", "auth.test");
  g_assert_cmpuint (fake_slack_count_text (rig->slack, "offline"), ==, 1);
  give_order (rig, control, "channel", "{\"channel\":\"general\",\"name\":\"hall\"}");
  g_assert_nonnull (fake_slack_find_channel (rig->slack, "hall"));
  give_order (rig, control, "limits", "{}");
  g_assert_true (rig->slack->honest_pause);
  give_order (rig, control, "play",
              "{\"channel\":\"hall\",\"steps\":[{\"user\":\"ben\",\"text\":\"by script\"}]}");
  g_assert_cmpuint (fake_slack_count_text (rig->slack, "by script"), ==, 1);
}

/* The clock of the service is the one its messages and answers are dated by. */
static void
test_clock (FakeRig *rig, gconstpointer data)
{
  const gint64 then = G_GINT64_CONSTANT (1540162320000);
  g_autoptr (MatoiSlackAnswer) answer = NULL;

  rig->slack->clock = then;
  answer = fake_rig_call (rig, "auth.test", NULL);
  g_assert_cmpint (answer->server_time, ==, then);
  say_many (rig, 1, NULL);
  g_assert_cmpstr (json_object_get_string_member (get_last (rig), "ts"), ==, "1540162320.000000");
}

/* Several share what happens: each event goes to one of them. */
static void
test_sharing (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (GPtrArray) second =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (MatoiSlackEvents) one = listen (rig, first);
  g_autoptr (MatoiSlackEvents) other = listen (rig, second);

  say_many (rig, 10, NULL);
  WAIT_FOR (first->len + second->len == 10);
  g_assert_cmpuint (first->len, ==, 5);
  matoi_slack_events_stop (one);
  WAIT_FOR (rig->slack->sockets->len == 1);
  say_many (rig, 3, NULL);
  WAIT_FOR (second->len == 8);
  matoi_slack_events_stop (other);
}

static void
test_retries (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GPtrArray) envelopes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (MatoiSlackEvents) events = NULL;

  rig->slack->keep_unheard = TRUE;
  say_many (rig, 1, NULL);
  events = listen (rig, envelopes);
  for (guint i = 1; i <= 3; i++)
    {
      fake_slack_retry (rig->slack);
      WAIT_FOR (envelopes->len == i);
      g_assert_cmpint (
        json_object_get_int_member (g_ptr_array_index (envelopes, i - 1), "retry_attempt"), ==, i);
    }
  fake_slack_retry (rig->slack);
  g_assert_cmpuint (g_hash_table_size (rig->slack->unacknowledged), ==, 0);
  say_many (rig, 1, NULL);
  WAIT_FOR (envelopes->len == 4);
  matoi_slack_events_acknowledge (
    events, json_object_get_string_member (g_ptr_array_index (envelopes, 3), "envelope_id"));
  WAIT_FOR (g_hash_table_size (rig->slack->unacknowledged) == 0);
  matoi_slack_events_stop (events);
}

/* A half-open socket swallows what is sent; a new one beside it brings it again. */
static void
test_frozen (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GPtrArray) envelopes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (MatoiSlackEvents) events = listen (rig, envelopes);

  fake_slack_freeze_sockets (rig->slack);
  say_many (rig, 1, NULL);
  TRY ("ok", "auth.test");
  g_assert_cmpuint (envelopes->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (rig->slack->unacknowledged), ==, 1);
  g_assert_cmpint (matoi_slack_events_get_state (events), ==, MATOI_SLACK_EVENTS_OPEN);
  matoi_slack_events_hurry (events);
  WAIT_FOR (rig->slack->sockets->len == 2);
  while (envelopes->len == 0)
    {
      fake_slack_deliver_again (rig->slack);
      g_main_context_iteration (NULL, TRUE);
    }
  matoi_slack_events_stop (events);
}

/* What happens to a channel is told; what is said where the bot is not, is not. */
static void
test_told (FakeRig *rig, gconstpointer data)
{
  static const char *const expected[] = {
    "channel_rename",      "channel_archive", "channel_unarchive", "channel_id_changed",
    "member_left_channel", "message",         "message",           "reaction_added",
    "tokens_revoked",      "app_uninstalled"
  };
  g_autoptr (GPtrArray) envelopes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (MatoiSlackEvents) events = listen (rig, envelopes);
  FakeChannel *room = fake_slack_add_channel (rig->slack, "room", FALSE);
  const char *ts;

  fake_slack_rename (rig->slack, room, "hall");
  fake_slack_archive (rig->slack, room, TRUE);
  fake_slack_archive (rig->slack, room, FALSE);
  fake_slack_move (rig->slack, room);
  g_ptr_array_add (room->members, g_strdup ("U0BOT"));
  fake_slack_kick (rig->slack, room, "U0BOT");
  fake_slack_say (rig->slack, room, FAKE_AIKO, "unheard", NULL);
  ts = fake_slack_say (rig->slack, get_general (rig), FAKE_AIKO, "heard", NULL);
  fake_slack_unfurl (rig->slack, get_general (rig), ts);
  fake_slack_react (rig->slack, get_general (rig), ts, FAKE_AIKO, "pushpin", TRUE);
  fake_slack_uninstall (rig->slack);
  WAIT_FOR (envelopes->len == G_N_ELEMENTS (expected));
  for (guint i = 0; i < envelopes->len; i++)
    g_assert_cmpstr (get_event_type (envelopes, i), ==, expected[i]);
  TRY ("token_revoked", "auth.test");
  matoi_slack_events_stop (events);
}

static void
test_farewells (FakeRig *rig, gconstpointer data)
{
  static const struct
  {
    const char *reason;
    MatoiSlackEventsState state;
  } table[] = {
    { "warning", MATOI_SLACK_EVENTS_OPEN },
    { "refresh_requested", MATOI_SLACK_EVENTS_OPEN },
    { "too_many_websockets", MATOI_SLACK_EVENTS_CROWDED },
    { "link_disabled", MATOI_SLACK_EVENTS_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) envelopes =
        g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
      g_autoptr (MatoiSlackEvents) events = listen (rig, envelopes);
      guint before = fake_slack_count (rig->slack, "apps.connections.open");

      fake_slack_disconnect (rig->slack, table[i].reason);
      if (table[i].state == MATOI_SLACK_EVENTS_OPEN)
        WAIT_FOR (fake_slack_count (rig->slack, "apps.connections.open") == before + 1);
      WAIT_FOR (matoi_slack_events_get_state (events) == table[i].state);
      matoi_slack_events_stop (events);
      WAIT_FOR (rig->slack->sockets->len == 0);
    }
}

/* --- scripts */

static void
play (FakeRig *rig, const char *text, double speed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_true (fake_slack_play (rig->slack, node, speed, &error));
  g_assert_no_error (error);
}

static void
test_script (FakeRig *rig, gconstpointer data)
{
  FakeChannel *general = get_general (rig);
  gint64 before = g_get_monotonic_time ();
  JsonObject *first;

  play (rig,
        "{\"channel\":\"general\",\"steps\":["
        "{\"user\":\"aiko\",\"text\":\"@ben & #general 🎉\"}]}",
        0);
  first = g_ptr_array_index (general->messages, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "text"), ==,
                   "<@U00000004> &amp; <#C00000003> :tada:");
  play (rig,
        "{\"channel\":\"general\",\"steps\":["
        "{\"at_ms\":1000,\"user\":\"ben\",\"thread\":\"~&amp;\",\"text\":\"ok\"},"
        "{\"at_ms\":2000,\"edit\":\"~&amp;\",\"text\":\"changed\"},"
        "{\"at_ms\":3000,\"user\":\"mei\",\"react\":\"~changed\",\"name\":\"pushpin\"},"
        "{\"at_ms\":4000,\"user\":\"mei\",\"id\":\"b\",\"text\":\"oops\"},"
        "{\"at_ms\":5000,\"delete\":\"b\"}]}",
        100);
  WAIT_FOR (fake_slack_count_steps (rig->slack) == 0);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 45 * 1000);
  g_assert_cmpuint (rig->slack->n_lost_steps, ==, 0);
  g_assert_cmpuint (general->messages->len, ==, 2);
  g_assert_cmpstr (json_object_get_string_member (first, "text"), ==, "changed");
  g_assert_cmpuint (json_array_get_length (matoi_json_get_array (first, "reactions")), ==, 1);
  g_assert_cmpint (json_object_get_int_member (first, "reply_count"), ==, 1);
}

/* Waits for what somebody else has yet to say; what comes after moves with it. */
static void
test_script_patient (FakeRig *rig, gconstpointer data)
{
  FakeChannel *general = get_general (rig);

  play (
    rig,
    "{\"channel\":\"general\",\"steps\":["
    "{\"at_ms\":0,\"wait\":\"who can\",\"user\":\"ben\",\"react\":\"~who can\",\"name\":\"hand\"},"
    "{\"at_ms\":1,\"user\":\"ben\",\"text\":\"I can\"}]}",
    1);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fake_slack_count_steps (rig->slack), ==, 2);
  TRY ("ok", "chat.postMessage", "channel", FAKE_GENERAL, "text", "who can respond?");
  WAIT_FOR (fake_slack_count_steps (rig->slack) == 0);
  g_assert_cmpuint (general->messages->len, ==, 2);
  g_assert_true (json_object_has_member (g_ptr_array_index (general->messages, 0), "reactions"));
}

/* The one for the whole program speaks only of what is there. */
static void
test_script_whole (FakeRig *rig, gconstpointer data)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fakes", "scripts", "network-partition.json", NULL);
  g_autoptr (MatoiSlackAnswer) room = NULL;
  g_autoptr (GError) error = NULL;
  FakeChannel *channel;
  guint n_replies = 0, n_pinned = 0, n_edited = 0;

  fake_slack_seed_team (rig->slack);
  g_assert_true (fake_slack_play_file (rig->slack, path, 0, &error));
  g_assert_no_error (error);
  room = fake_rig_call (rig, "conversations.create", "name", "inc-1", NULL);
  channel = fake_slack_find_channel (rig->slack, "inc-1");
  TRY ("ok", "chat.postMessage", "channel", channel->id, "text", "Who? :raised_hand:");
  WAIT_FOR (fake_slack_count_steps (rig->slack) == 0);
  g_assert_cmpuint (rig->slack->n_lost_steps, ==, 0);
  for (guint i = 0; i < channel->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);

      n_replies += json_object_has_member (message, "parent_user_id");
      n_edited += json_object_has_member (message, "edited");
      n_pinned += json_object_has_member (message, "reactions");
      g_assert_null (strstr (json_object_get_string_member (message, "text"), "thsi"));
    }
  g_assert_cmpuint (n_replies, ==, 6);
  g_assert_cmpuint (n_edited, ==, 2);
  g_assert_cmpuint (n_pinned, ==, 16);
  g_assert_cmpstr (json_object_get_string_member (channel->info, "name"), ==,
                   "inc-network-partition");
}

/* It waits until there is a room of an incident to talk in. */
static void
test_script_waits (FakeRig *rig, gconstpointer data)
{
  play (rig, "[{\"at_ms\":0,\"user\":\"ben\",\"text\":\"hello\"}]", 1);
  g_assert_cmpuint (fake_slack_count_steps (rig->slack), ==, 1);
  TRY ("ok", "conversations.create", "name", "inc-1");
  WAIT_FOR (fake_slack_count_steps (rig->slack) == 0);
  g_assert_cmpuint (fake_slack_find_channel (rig->slack, "inc-1")->messages->len, ==, 1);
}

static void
test_script_bad (FakeRig *rig, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string ("[{\"at_ms\":1}]", NULL);

  g_assert_false (fake_slack_play (rig->slack, node, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_false (fake_slack_play_file (rig->slack, "/nowhere", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/fake-workspace/" name, FakeRig, NULL, fake_rig_set_up, func, fake_rig_tear_down)
  ADD ("rewriting", test_rewriting);
  ADD ("limits", test_limits);
  ADD ("pieces", test_pieces);
  ADD ("metadata", test_metadata);
  ADD ("update", test_update);
  ADD ("pages", test_pages);
  ADD ("bounds", test_bounds);
  ADD ("threads", test_threads);
  ADD ("channels", test_channels);
  ADD ("scope-of-kind", test_scope_of_kind);
  ADD ("files", test_files);
  ADD ("buckets", test_buckets);
  ADD ("cut", test_cut);
  ADD ("control", test_control);
  ADD ("clock", test_clock);
  ADD ("sharing", test_sharing);
  ADD ("frozen", test_frozen);
  ADD ("retries", test_retries);
  ADD ("told", test_told);
  ADD ("farewells", test_farewells);
  ADD ("script", test_script);
  ADD ("script-waits", test_script_waits);
  ADD ("script-patient", test_script_patient);
  ADD ("script-whole", test_script_whole);
  ADD ("script-bad", test_script_bad);
  return g_test_run ();
}
