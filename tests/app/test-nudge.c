/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* AFT-02: people are reminded of what they wanted to do, when somebody says so, in words that were
 * read before. */

#include "config.h"

#include <string.h>

#include "matoi-context-actions.h"
#include "matoi-context-outbox.h"
#include "test-common.h"

#define NOW "2026-11-20T09:00:00+09:00"

typedef struct
{
  char *folder;
  MatoiContext *context;
  MatoiId incident;
} Fixture;

/* --- the words */

static char *
dup_words (GPtrArray *rows, const char *lang)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  gint64 now;

  g_assert_true (matoi_time_parse (NOW, NULL, &now));
  return matoi_follow_up_dup_nudge (rows, lang, zone, now);
}

static void
test_words (void)
{
  MatoiActionRow late = { .ref = (char *) "INC-1",
                          .text = (char *) "Alert on the queue",
                          .owner_team = (char *) "payments",
                          .key = (char *) "PAY-1",
                          .url = (char *) "https://x.example/browse/PAY-1",
                          .assignee = (char *) "Sato Yuki",
                          .due = (char *) "2026-11-18",
                          .number = 1 };
  MatoiActionRow later = { .ref = (char *) "INC-1",
                           .text = (char *) "Cap\nthe pool",
                           .owner_team = (char *) "payments",
                           .due = (char *) "2026-12-01",
                           .number = 2 };
  MatoiActionRow nobody = { .ref = (char *) "INC-2", .text = (char *) "Rehearse", .number = 7 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *none = dup_words (rows, "en");
  g_autofree char *en = NULL, *ja = NULL, *both = NULL;

  g_assert_cmpstr (none, ==, "");
  g_ptr_array_add (rows, &nobody);
  g_ptr_array_add (rows, &later);
  g_ptr_array_add (rows, &late);
  en = dup_words (rows, "en");
  g_assert_cmpstr (en, ==,
                   "1 item of payments is overdue:\n"
                   "• PAY-1 Alert on the queue (due 2026-11-18, Sato Yuki)"
                   " https://x.example/browse/PAY-1\n"
                   "\n1 item of payments is open:\n"
                   "• INC-1/AI-2 Cap the pool (due 2026-12-01)\n"
                   "\n1 item of no team is open and has no due date:\n"
                   "• INC-2/AI-7 Rehearse\n");
  ja = dup_words (rows, "ja");
  g_assert_nonnull (strstr (ja, "payments: 期限を過ぎた対策が 1 件あります:\n"));
  g_assert_nonnull (strstr (ja, "(期限 2026-11-18, Sato Yuki)"));
  both = dup_words (rows, "both");
  g_assert_nonnull (
    strstr (both, "期限を過ぎた対策が 1 件あります:\n1 item of payments is overdue:\n"));
}

/* A ticket that is gone leads nowhere; a confidential incident is called by its codename; a novel
 * is one line. */
static void
test_care (void)
{
  g_autofree char *novel = g_strnfill (5000, 'x');
  MatoiActionRow gone = { .ref = (char *) "INC-1",
                          .text = (char *) "Alert",
                          .key = (char *) "PAY-1",
                          .url = (char *) "https://x.example/",
                          .number = 1,
                          .gone = TRUE };
  MatoiActionRow secret = { .ref = (char *) "INC-2",
                            .title = (char *) "Falcon",
                            .text = (char *) "Rotate the keys of example",
                            .number = 2,
                            .security = TRUE };
  MatoiActionRow lengthy = { .ref = (char *) "INC-3", .text = novel, .number = 3 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_ptr_array_add (rows, &gone);
  g_ptr_array_add (rows, &secret);
  g_ptr_array_add (rows, &lengthy);
  text = dup_words (rows, "en");
  g_assert_null (strstr (text, "PAY-1"));
  g_assert_null (strstr (text, "https://"));
  g_assert_null (strstr (text, "keys"));
  g_assert_nonnull (strstr (text, "INC-2/AI-2 Falcon"));
  g_assert_nonnull (strstr (text, "x…\n"));
  g_assert_cmpuint (strlen (text), <, 400);
}

/* --- where they go */

static void
set (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_context_set_setting (fixture->context, key, value, &error));
  g_assert_no_error (error);
}

/* FALSE: @error is set. Takes @command. */
static gboolean
submit (Fixture *fixture, MatoiCommand *command, GError **error)
{
  g_autoptr (MatoiCommand) owned = command;
  gboolean is_new = matoi_id_is_null (&fixture->incident);
  MatoiReceipt *receipt =
    matoi_context_submit (fixture->context, is_new ? NULL : &fixture->incident, command, error);

  if (!receipt)
    return FALSE;
  fixture->incident = receipt->incident;
  matoi_context_free_receipt (receipt);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MatoiCommand *command = matoi_command_new ("declare", "Aiko");
  g_autofree char *db = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-nudge-XXXXXX", NULL);
  db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Aiko");
  matoi_command_set (command, "title", "Checkout 5xx");
  matoi_command_set (command, "severity", "2");
  g_assert_true (matoi_context_prepare_declare (fixture->context, command, "small-team", &error));
  g_assert_true (submit (fixture, command, &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->context);
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
connect_slack (Fixture *fixture)
{
  set (fixture, "slack.channel-mode", "existing");
  set (fixture, "slack.channel", "#incidents");
  set (fixture, "slack.team", "T1");
}

static char *
dup_room (Fixture *fixture, gboolean *ask)
{
  g_autoptr (MatoiIncident) incident =
    matoi_context_load (fixture->context, &fixture->incident, NULL);

  return matoi_context_dup_nudge_room (fixture->context, incident, ask);
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL, *room = NULL, *at_once = NULL, *off = NULL;
  gboolean ask = FALSE;

  none = dup_room (fixture, &ask);
  g_assert_null (none);
  connect_slack (fixture);
  room = dup_room (fixture, &ask);
  g_assert_cmpstr (room, ==, "#incidents");
  g_assert_true (ask);
  set (fixture, "slack.post.nudge", "on");
  at_once = dup_room (fixture, &ask);
  g_assert_cmpstr (at_once, ==, "#incidents");
  g_assert_false (ask);
  set (fixture, "slack.post.nudge", "off");
  off = dup_room (fixture, &ask);
  g_assert_null (off);
}

/* Said once, to the letter, where it was said to be said; by itself nobody is ever reminded. */
static void
test_post (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL, rows = NULL;
  const MatoiOutboxRow *row;

  connect_slack (fixture);
  before = matoi_context_list_outbox (fixture->context, &fixture->incident, TRUE, NULL);
  g_assert_true (submit (
    fixture, matoi_context_new_nudge (fixture->context, "PAY-1 is late", "#payments"), &error));
  g_assert_no_error (error);
  rows = matoi_context_list_outbox (fixture->context, &fixture->incident, TRUE, NULL);
  g_assert_cmpuint (rows->len, ==, before->len + 1);
  row = g_ptr_array_index (rows, rows->len - 1);
  g_assert_cmpstr (row->kind, ==, "nudge");
  g_assert_cmpstr (row->state, ==, "held");
  g_assert_nonnull (strstr (row->lane, "#payments"));

  g_assert_false (
    submit (fixture, matoi_context_new_nudge (fixture->context, "Hello", "two rooms"), &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (submit (fixture, matoi_context_new_nudge (fixture->context, "", NULL), &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/nudge/words", test_words);
  g_test_add_func ("/app/nudge/care", test_care);
  g_test_add ("/app/nudge/room", Fixture, NULL, set_up, test_room, tear_down);
  g_test_add ("/app/nudge/post", Fixture, NULL, set_up, test_post, tear_down);
  return g_test_run ();
}
