/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-outbox.h"
#include "matoi-postmortem.h"
#include "store-rig.h"

/* The rows of action items and their tickets, and what waits for them. */

static MatoiCommand *
about (const char *name, const MatoiId *action)
{
  g_autofree char *id = matoi_id_dup_text (action);
  MatoiCommand *command = matoi_command_new (name, "Owen");

  matoi_command_set (command, "action", id);
  return command;
}

static MatoiCommand *
with (MatoiCommand *command, const char *arg, const char *value)
{
  matoi_command_set (command, arg, value);
  return command;
}

static MatoiCommand *
with_site (MatoiCommand *command)
{
  JsonObject *settings = json_object_new ();

  json_object_set_string_member (settings, "jira.base-url", "https://j.example");
  json_object_set_string_member (settings, "jira.project", "PAY");
  json_object_set_object_member (command->args, "settings", settings);
  return command;
}

static MatoiId
add_action (Rig *rig, const char *text, const char *due)
{
  MatoiCommand *command = with (matoi_command_new ("action-add", "Owen"), "text", text);
  MatoiId id;

  rig_do (rig, with (with (command, "due_on", due), "owner_team", "Payments"), &id);
  return id;
}

static void
link_to (Rig *rig, const MatoiId *action, const char *key)
{
  rig_do (rig, with_site (with (with (about ("action-link", action), "key", key), "id", "10007")),
          NULL);
}

static void
tell (Rig *rig, const MatoiId *action, const char *category, const char *due)
{
  MatoiCommand *command = with (about ("action-progress", action), "category", category);

  matoi_command_set_int (command, "updated", RIG_NOW - 1000);
  if (category == NULL)
    matoi_command_set_flag (command, "gone", TRUE);
  rig_do (rig, with (with (with (command, "status", category), "assignee", "Mika"), "due", due),
          NULL);
}

static char *
list (Rig *rig, gboolean open)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_actions (rig->store, open, NULL);
  GString *out = g_string_new (NULL);

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (out, "%" G_GINT64_FORMAT " %s %s %s %s%s|", row->number, row->text,
                              row->due, row->key, row->category, row->gone ? " gone" : "");
    }
  return g_string_free (out, FALSE);
}

/* The beginning of the list is the list, as far as it goes; what is late is counted by its day. */
static void
assert_first (Rig *rig, guint limit, guint n_late)
{
  g_autoptr (GPtrArray) all = matoi_store_list_actions (rig->store, TRUE, NULL);
  g_autoptr (GPtrArray) first = matoi_store_list_first_actions (rig->store, limit, NULL);
  guint late;

  g_assert_cmpuint (first->len, ==, MIN (limit, all->len));
  for (guint i = 0; i < first->len; i++)
    {
      const MatoiActionRow *a = g_ptr_array_index (all, i), *b = g_ptr_array_index (first, i);

      g_assert_true (matoi_id_equal (&a->id, &b->id));
      g_assert_cmpstr (a->due, ==, b->due);
      g_assert_cmpstr (a->key, ==, b->key);
    }
  g_assert_true (matoi_store_count_overdue (rig->store, "2026-11-30", &late, NULL));
  g_assert_cmpuint (late, ==, n_late);
}

#define LISTS(OPEN, EXPECTED)                    \
  G_STMT_START                                   \
  {                                              \
    g_autofree char *said = list (&rig, (OPEN)); \
    g_assert_cmpstr (said, ==, EXPECTED);        \
  }                                              \
  G_STMT_END

static void
test_rows (void)
{
  g_autoptr (GPtrArray) rows = NULL;
  const MatoiActionRow *row;
  MatoiId first, second, third;
  Rig rig;

  rig_init (&rig);
  rig_do (&rig, rig_declare (&rig, "Checkout"), &rig.incident);
  first = add_action (&rig, "One", "2026-12-01");
  second = add_action (&rig, "Two", "2026-11-30");
  third = add_action (&rig, "Three", NULL);
  LISTS (TRUE, "2 Two 2026-11-30 (null) (null)|1 One 2026-12-01 (null) (null)|"
               "3 Three 2026-12-18 (null) (null)|");
  assert_first (&rig, 2, 0);
  assert_first (&rig, 9, 0);
  /* The day of the ticket counts once there is one; a finished one is none to do. */
  link_to (&rig, &first, "PAY-1");
  tell (&rig, &first, "new", "2026-11-29");
  link_to (&rig, &third, "PAY-3");
  tell (&rig, &third, "done", NULL);
  LISTS (TRUE, "1 One 2026-11-29 PAY-1 new|2 Two 2026-11-30 (null) (null)|");
  assert_first (&rig, 1, 1);
  LISTS (FALSE, "1 One 2026-11-29 PAY-1 new|2 Two 2026-11-30 (null) (null)|"
                "3 Three 2026-12-18 PAY-3 done|");
  tell (&rig, &third, NULL, NULL);
  LISTS (TRUE, "1 One 2026-11-29 PAY-1 new|2 Two 2026-11-30 (null) (null)|"
               "3 Three 2026-12-18 PAY-3 done gone|");
  rows = matoi_store_list_actions (rig.store, FALSE, NULL);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->assignee, ==, "Mika");
  g_assert_cmpstr (row->site, ==, "jira");
  g_assert_cmpstr (row->due_on, ==, "2026-12-01");
  g_assert_cmpstr (row->title, ==, "Checkout");
  g_assert_cmpstr (row->severity, !=, NULL);
  g_assert_cmpint (row->created_at, ==, RIG_NOW);
  g_assert_true (matoi_id_equal (&row->id, &first));
  g_assert_false (row->security);
  rig_do (&rig, with (about ("action-drop", &second), "reason", NULL), NULL);
  LISTS (TRUE, "1 One 2026-11-29 PAY-1 new|3 Three 2026-12-18 PAY-3 done gone|");
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

static void
test_tickets (void)
{
  g_autoptr (GPtrArray) rows = NULL, others = NULL;
  const MatoiTicketRow *row;
  MatoiId first, second, third;
  Rig rig;

  rig_init (&rig);
  g_assert_true (matoi_store_set_setting (rig.store, "jira.base-url", "https://j.example", NULL));
  rig_do (&rig, rig_declare (&rig, "Checkout"), &rig.incident);
  first = add_action (&rig, "One", NULL);
  second = add_action (&rig, "Two", NULL);
  third = add_action (&rig, "Three", NULL);
  link_to (&rig, &first, "PAY-1");
  tell (&rig, &first, "done", "2026-11-29");
  /* As it was recorded before there were sites; and one of somebody else's. */
  rig_do (&rig,
          with (with (about ("action-link", &second), "key", "PAY-2"), "url",
                "https://j.example/browse/PAY-2"),
          NULL);
  rig_do (&rig,
          with (with (about ("action-link", &third), "key", "PAY-3"), "url",
                "https://j.example.org/browse/PAY-3"),
          NULL);
  rows = matoi_store_list_tickets (rig.store, "jira", NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_true (matoi_id_equal (&row->action, &first));
  g_assert_true (matoi_id_equal (&row->incident, &rig.incident));
  g_assert_cmpstr (row->key, ==, "PAY-1");
  g_assert_cmpstr (row->remote_id, ==, "10007");
  g_assert_cmpstr (row->category, ==, "done");
  g_assert_cmpstr (row->due, ==, "2026-11-29");
  g_assert_cmpint (row->updated, ==, RIG_NOW - 1000);
  row = g_ptr_array_index (rows, 1);
  g_assert_true (matoi_id_equal (&row->action, &second));
  g_assert_cmpint (row->updated, ==, MATOI_TIME_NONE);
  others = matoi_store_list_tickets (rig.store, "jira2", NULL);
  g_assert_cmpuint (others->len, ==, 0);
  rig_clear (&rig);
}

/* --- what waits */

static MatoiIntent *
new_create (const MatoiEvent *event, const char *action)
{
  MatoiIntent *intent = g_new0 (MatoiIntent, 1);

  intent->event = event->id;
  intent->lane = g_strconcat ("jira/", action, NULL);
  intent->op = g_strdup ("ticket.create");
  intent->kind = g_strdup ("ticket");
  intent->at = event->occurred_at;
  intent->payload = json_object_new ();
  return intent;
}

static GPtrArray *
find_intents (MatoiStore *store,
              const MatoiIncident *after,
              GPtrArray *events,
              gint64 now,
              gpointer user_data)
{
  GPtrArray *intents = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_intent_free);

  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->type, "action.ticket-asked"))
        g_ptr_array_add (
          intents, new_create (event, json_object_get_string_member (event->payload, "action")));
    }
  return intents;
}

static char *
list_outbox (Rig *rig)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (rig->store, NULL, TRUE, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (out, "%s ", row->state);
    }
  return g_string_free (out, FALSE);
}

#define WAITS(EXPECTED)                         \
  G_STMT_START                                  \
  {                                             \
    g_autofree char *said = list_outbox (&rig); \
    g_assert_cmpstr (said, ==, EXPECTED);       \
  }                                             \
  G_STMT_END

/* What was not made yet gives way to what is asked for anew, or is not wanted any more; what
 * perhaps was made stays. */
static void
test_withdrawn (void)
{
  MatoiOutboxRow *taken;
  MatoiId action, other;
  Rig rig;

  rig_init (&rig);
  matoi_store_set_intents (rig.store, find_intents, NULL);
  rig_do (&rig, rig_declare (&rig, "Checkout"), &rig.incident);
  action = add_action (&rig, "One", NULL);
  other = add_action (&rig, "Two", NULL);
  rig_do (&rig, with_site (about ("action-ticket", &action)), NULL);
  rig_do (&rig, with_site (about ("action-ticket", &other)), NULL);
  rig_do (&rig, with_site (about ("action-ticket", &action)), NULL);
  WAITS ("discarded queued queued ");
  rig_do (&rig, with (about ("action-wont", &other), "reason", "too dear"), NULL);
  WAITS ("discarded discarded queued ");
  taken = matoi_store_take_outbox (rig.store, NULL, RIG_NOW, NULL);
  g_assert_nonnull (taken);
  g_assert_true (matoi_store_mark_outbox (rig.store, taken->id, MATOI_OUTBOX_UNSURE, "no_answer",
                                          RIG_NOW, RIG_NOW, NULL));
  matoi_outbox_row_free (taken);
  matoi_store_set_intents (rig.store, NULL, NULL);
  rig_do (&rig, with_site (about ("action-ticket", &action)), NULL);
  WAITS ("discarded discarded unknown ");
  /* SEC-07 */
  rig_do (&rig, matoi_command_new ("security", "Owen"), NULL);
  WAITS ("discarded discarded discarded ");
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/tickets/rows", test_rows);
  g_test_add_func ("/store/tickets/tickets", test_tickets);
  g_test_add_func ("/store/tickets/withdrawn", test_withdrawn);
  return g_test_run ();
}
