/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What waits to be said at a service, as the window sees it. */

#include "config.h"

#include <string.h>

#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "test-common.h"

typedef struct
{
  char *folder, *db;
  MatoiContext *context;
  MatoiId incident;
  guint changed, answers;
  GPtrArray *rows;
  GError *error;
} Fixture;

static void
on_changed (MatoiContext *context, gpointer user_data)
{
  ((Fixture *) user_data)->changed++;
}

static void
set (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_context_set_setting (fixture->context, key, value, &error));
  g_assert_no_error (error);
}

static MatoiCommand *
make_todo (const char *text)
{
  MatoiCommand *command = matoi_command_new ("todo", "Aiko");

  matoi_command_set (command, "text", text);
  return command;
}

static void
submit (Fixture *fixture, MatoiContext *context, MatoiCommand *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiCommand) owned = command;
  gboolean is_new = matoi_id_is_null (&fixture->incident);
  MatoiReceipt *receipt =
    matoi_context_submit (context, is_new ? NULL : &fixture->incident, command, &error);

  g_assert_no_error (error);
  fixture->incident = receipt->incident;
  matoi_context_free_receipt (receipt);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MatoiCommand *command = matoi_command_new ("declare", "Aiko");

  fixture->folder = g_dir_make_tmp ("matoi-outbox-XXXXXX", NULL);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_command_set (command, "title", "Checkout 5xx");
  matoi_command_set (command, "severity", "2");
  g_assert_true (matoi_context_prepare_declare (fixture->context, command, "small-team", &error));
  submit (fixture, fixture->context, command);
  g_signal_connect (fixture->context, "outbox-changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&fixture->rows, g_ptr_array_unref);
  g_clear_error (&fixture->error);
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->db);
}

static void
connect_slack (Fixture *fixture)
{
  set (fixture, "slack.team", "T1");
  set (fixture, "slack.channel-mode", "existing");
  set (fixture, "slack.channel", "#incidents");
  set (fixture, "slack.language", "en");
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  MatoiReceipt *receipt =
    matoi_context_submit_finish (MATOI_CONTEXT (source), result, &fixture->error);

  g_assert_no_error (fixture->error);
  matoi_context_free_receipt (receipt);
  fixture->answers++;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->rows, g_ptr_array_unref);
  fixture->rows =
    matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->answers++;
}

static void
on_decided (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  matoi_context_decide_outbox_finish (MATOI_CONTEXT (source), result, &fixture->error);
  fixture->answers++;
}

/* Nothing is different as long as no workspace is connected. */
static void
test_not_connected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) later = NULL;

  set (fixture, "slack.channel-mode", "existing");
  set (fixture, "slack.channel", "#incidents");
  submit (fixture, fixture->context, make_todo ("Renew"));
  rows = matoi_context_list_outbox (fixture->context, NULL, TRUE, NULL);
  g_assert_cmpuint (rows->len, ==, 0);
  connect_slack (fixture);
  submit (fixture, fixture->context, make_todo ("Renew again"));
  later = matoi_context_list_outbox (fixture->context, &fixture->incident, TRUE, NULL);
  g_assert_cmpuint (later->len, ==, 1);
}

/* "outbox-changed" for ours, and for what another program does. */
static void
test_signal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiCommand) command = make_todo ("Renew");
  const MatoiOutboxRow *row;

  connect_slack (fixture);
  matoi_context_start (fixture->context);
  matoi_context_submit_async (fixture->context, &fixture->incident, command, NULL, on_submitted,
                              fixture);
  WAIT_UNTIL (fixture->answers == 1);
  g_assert_cmpuint (fixture->changed, ==, 1);
  matoi_context_list_outbox_async (fixture->context, &fixture->incident, FALSE, NULL, on_listed,
                                   fixture);
  WAIT_UNTIL (fixture->answers == 2);
  g_assert_cmpuint (fixture->rows->len, ==, 1);
  row = g_ptr_array_index (fixture->rows, 0);
  g_assert_cmpstr (row->lane, ==, "slack/channel/#incidents");
  matoi_context_decide_outbox_async (fixture->context, row->id, MATOI_OUTBOX_EDIT, "TODO Renew it",
                                     NULL, on_decided, fixture);
  WAIT_UNTIL (fixture->answers == 3);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->changed, ==, 2);
  matoi_context_decide_outbox_async (fixture->context, 99, MATOI_OUTBOX_RETRY, NULL, NULL,
                                     on_decided, fixture);
  WAIT_UNTIL (fixture->answers == 4);
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->changed, ==, 2);
  other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (matoi_context_decide_outbox (other, row->id, MATOI_OUTBOX_DISCARD, NULL, &error));
  WAIT_UNTIL (fixture->changed == 3);
}

/* "show" tells how many wait and how many need a person. */
static void
test_show (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (JsonNode) show = NULL;
  JsonObject *outbox;

  connect_slack (fixture);
  set (fixture, "slack.post.todo", "ask");
  submit (fixture, fixture->context, make_todo ("Renew"));
  set (fixture, "slack.post.todo", NULL);
  submit (fixture, fixture->context, make_todo ("Renew again"));
  submit (fixture, fixture->context, make_todo ("And again"));
  incident = matoi_context_load (fixture->context, &fixture->incident, NULL);
  show = matoi_context_export_show (fixture->context, incident);
  outbox = matoi_json_get_object (json_node_get_object (show), "outbox");
  g_assert_cmpint (matoi_json_get_int (outbox, "waiting", -1), ==, 2);
  g_assert_cmpint (matoi_json_get_int (outbox, "held", -1), ==, 1);
}

static void
test_sentences (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *state, *error, *sentence;
  } cases[] = {
    { "queued", NULL, "Waits for its turn." },
    { "held", MATOI_OUTBOX_ASK,
      "Waits for somebody to decide. This kind of message is released by hand." },
    { "failed", "msg_too_long",
      "Cannot be sent as it is. The message is too long for Slack. (msg_too_long)" },
    { "failed", "brand_new_code",
      "Cannot be sent as it is. The service answered: brand_new_code." },
    { "unknown", NULL,
      "The line broke while it was being sent: nobody knows yet whether it has arrived. Matoi "
      "looks there first and sends it again only if it has not." },
    { "discarded", MATOI_OUTBOX_UNWANTED, "Was discarded." },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MatoiOutboxRow row = { .state = (char *) cases[i].state,
                             .last_error = (char *) cases[i].error,
                             .not_before = MATOI_TIME_NONE,
                             .op = (char *) "message.post",
                             .kind = (char *) "update",
                             .lane = (char *) "slack/room/x",
                             .payload = (char *) "{\"room\":\"#x\",\"text\":\"a\\nb\"}" };
      g_autofree char *reason = matoi_outbox_dup_reason (&row, zone);
      g_autofree char *summary = matoi_outbox_dup_summary (&row);

      g_assert_cmpstr (reason, ==, cases[i].sentence);
      g_assert_cmpstr (summary, ==, "#x: a b");
    }
}

/* A view shows the words below the title: they are not in it as well. */
static void
test_title (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *op, *title;
  } cases[] = {
    { "message.post", "Message to #x" },
    { "channel.topic", "Topic of #x" },
    { "channel.open", "Open the channel #x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MatoiOutboxRow row = { .op = (char *) cases[i].op,
                             .kind = (char *) "update",
                             .lane = (char *) "slack/room/x",
                             .payload = (char *) "{\"room\":\"#x\",\"text\":\"Our words\"}" };
      g_autofree char *title = matoi_outbox_dup_title (&row);

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

/* Every kind can be switched, and nothing else gets in. */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key, *value;
    gboolean good;
  } cases[] = {
    { "slack.team", "T0123", TRUE },
    { "slack.team", "acme", FALSE },
    { "slack.channel-mode", "none", TRUE },
    { "slack.channel-mode", "permanent", TRUE },
    { "slack.channel-name", "{ref}-{slug}", TRUE },
    { "slack.channel-name", "障害-{ref}", TRUE },
    { "slack.channel-name", "incidents", FALSE },
    { "slack.channel-name", "{ref} {slug}", FALSE },
    { "slack.channel-name", "{ref}-{nonsense}", FALSE },
    { "slack.company", "#all", TRUE },
    { "slack.company", "https://chat.example", FALSE },
    { "slack.company", "#two words", FALSE },
    { "slack.language", "both", TRUE },
    { "slack.language", "fr", FALSE },
    { "slack.archive", "after-prevention", TRUE },
    { "slack.archive", "soon", FALSE },
    { "slack.post.todo", "ask", TRUE },
    { "slack.post.todo", "maybe", FALSE },
    { "slack.post.nonsense", "on", FALSE },
    { "slack.invite.1", "@oncall, Ben", TRUE },
    { "slack.reaction.respond", "raised_hand", TRUE },
    { "slack.reaction.respond", ":raised_hand:", FALSE },
    { "slack.reaction.claim", "eyes", TRUE },
    { "slack.commands", "off", TRUE },
    { "slack.commands", "maybe", FALSE },
    { "slack.command.prefix", "!", TRUE },
    { "slack.command.prefix", "two words", FALSE },
    { "slack.stalk", "always", TRUE },
    { "slack.stalk", "30", FALSE },
    { "slack.command.ic", "{ic}, {deputy}: {status}", TRUE },
    { "slack.command.ic", "{boss}", FALSE },
    { "slack.command.nonsense", "x", FALSE },
    { "slack.word.status", "status, 状態", TRUE },
    { "slack.word.status", ", ,", FALSE },
    { "slack.send.page", "!ic page {person}", TRUE },
  };
  const char *const *kinds = matoi_intent_list_kinds ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s=%s", cases[i].key, cases[i].value);
      g_assert_cmpint (matoi_context_check_setting (fixture->context, cases[i].key, cases[i].value,
                                                    &error),
                       ==, cases[i].good);
    }
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("slack.post.", kinds[i], NULL);

      g_assert_true (g_strv_contains (matoi_context_list_setting_keys (), key));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/outbox/not-connected", test_not_connected);
  ADD ("/app/outbox/signal", test_signal);
  ADD ("/app/outbox/show", test_show);
  ADD ("/app/outbox/sentences", test_sentences);
  ADD ("/app/outbox/title", test_title);
  ADD ("/app/outbox/settings", test_settings);
  return g_test_run ();
}
