/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What people ask of Matoi in a room: answered once, by whomever and however often it was killed. */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-slack-commands.h"
#include "sync-rig.h"

/* One program, from its start until it is killed. */
typedef struct
{
  MatoiContext *context;
  MatoiSlackBook *book;
  MatoiSlackPump *pump;
  MatoiSlackInbox *inbox;
  MatoiSlackCommands *commands;
} Life;

typedef struct
{
  SyncRig rig;
  Life life;
  FakeChannel *room;
  char *aiko, *ben;
} Fixture;

#define HASTE 50

/* Otherwise one post a second would be all that goes into a room. */
static void
hurry (SyncRig *rig)
{
  matoi_slack_client_set_haste (rig->client, HASTE);
}

static void
life_begin (Life *life, SyncRig *rig, MatoiContext *context)
{
  MatoiSlackSelf self = { .team_id = rig->fake->team_id,
                          .team = rig->fake->team_name,
                          .user_id = rig->user_id,
                          .bot_id = rig->bot_id,
                          .url = (char *) "https://acme.slack.com/" };
  MatoiDesk *desk = MATOI_DESK (context);

  life->context = context;
  life->book = matoi_slack_book_new (rig->client);
  life->pump = matoi_slack_pump_new (desk, rig->client, life->book, &self);
  matoi_slack_pump_set_haste (life->pump, HASTE, NULL, NULL);
  life->inbox = matoi_slack_inbox_new (desk, rig->client, life->book, &self);
  matoi_slack_inbox_set_pace (life->inbox, 40, 40);
  matoi_slack_inbox_set_budget (life->inbox, 10000, 1000);
  life->commands = matoi_slack_commands_new (desk, rig->client, life->book, life->inbox);
  matoi_slack_commands_set_pace (life->commands, 60, 60, 5);
  g_signal_connect_object (context, "outbox-changed", G_CALLBACK (matoi_slack_pump_hurry),
                           life->pump, G_CONNECT_SWAPPED);
  matoi_slack_inbox_start (life->inbox);
  matoi_slack_commands_start (life->commands);
}

static void
life_end (Life *life)
{
  matoi_slack_commands_stop (life->commands);
  matoi_slack_inbox_stop (life->inbox);
  matoi_slack_pump_stop (life->pump);
  g_clear_object (&life->commands);
  g_clear_object (&life->inbox);
  g_clear_object (&life->pump);
  g_clear_object (&life->book);
}

static void
restart (Fixture *fixture)
{
  life_end (&fixture->life);
  sync_rig_reopen (&fixture->rig);
  life_begin (&fixture->life, &fixture->rig, fixture->rig.context);
}

static gboolean
has_rooms (MatoiStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) rooms = matoi_store_list_rooms (store, FALSE, error);

  *(guint *) data = rooms != NULL ? rooms->len : 0;
  return rooms != NULL;
}

static guint
count_rooms (Fixture *fixture)
{
  guint n = 0;

  sync_rig_run (&fixture->rig, has_rooms, &n);
  return n;
}

/* Nothing is under way, and nothing waits. */
static gboolean
is_all_said (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&fixture->rig);
  gboolean all = TRUE;

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      all = all && (strcmp (row->state, "sent") == 0 || strcmp (row->state, "discarded") == 0);
    }
  return all;
}

static void
open_room (Fixture *fixture)
{
  sync_rig_declare (&fixture->rig, "Checkout 5xx");
  sync_rig_submit (&fixture->rig, "Ben Okafor", "role-assign", "role", "ic", "person", "Ben Okafor",
                   NULL);
  matoi_slack_pump_start (fixture->life.pump);
  WAIT_UNTIL (sync_rig_find_room (&fixture->rig, "checkout") != NULL && count_rooms (fixture) > 0 &&
              is_all_said (fixture));
  fixture->room = sync_rig_find_room (&fixture->rig, "checkout");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_rig_set_up (&fixture->rig);
  hurry (&fixture->rig);
  fixture->aiko = g_strdup (fake_slack_find_person (fixture->rig.fake, "aiko"));
  fixture->ben = g_strdup (fake_slack_find_person (fixture->rig.fake, "ben"));
  life_begin (&fixture->life, &fixture->rig, fixture->rig.context);
  open_room (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  life_end (&fixture->life);
  g_free (fixture->aiko);
  g_free (fixture->ben);
  sync_rig_tear_down (&fixture->rig);
}

/* --- what is in the room */

static char *
say (Fixture *fixture, const char *user, const char *text)
{
  return g_strdup (fake_slack_say (fixture->rig.fake, fixture->room, user, text, NULL));
}

static void
forget (char **list)
{
  for (guint i = 0; list[i] != NULL; i++)
    g_free (list[i]);
}

static gboolean
is_bot (Fixture *fixture, JsonObject *message)
{
  return matoi_json_get_string (message, "bot_id") != NULL ||
         g_strcmp0 (matoi_json_get_string (message, "user"), fixture->rig.user_id) == 0;
}

/* The bot's words in the thread of @ts (NULL: in the room itself); @n (out) how many. */
static const char *
find_answer (Fixture *fixture, const char *ts, guint *n)
{
  const char *found = NULL;

  *n = 0;
  for (guint i = 0; i < fixture->room->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (fixture->room->messages, i);
      const char *thread = matoi_json_get_string (message, "thread_ts");

      if (!is_bot (fixture, message) || g_strcmp0 (thread, ts) != 0)
        continue;
      found = matoi_json_get_string (message, "text");
      (*n)++;
    }
  return found;
}

static guint
count_answers (Fixture *fixture, const char *ts)
{
  guint n;

  find_answer (fixture, ts, &n);
  return n;
}

static void
assert_answer (Fixture *fixture, const char *ts, const char *part)
{
  const char *text;
  guint n;

  WAIT_UNTIL (count_answers (fixture, ts) > 0);
  text = find_answer (fixture, ts, &n);
  g_assert_cmpuint (n, ==, 1);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, part));
}

/* Whatever was said before this has been dealt with. */
static void
settle (Fixture *fixture)
{
  g_autofree char *ts = say (fixture, fixture->ben, "!matoi");

  WAIT_UNTIL (count_answers (fixture, ts) > 0);
}

static gboolean
is_claimed (Fixture *fixture, const char *ts)
{
  for (guint i = 0; i < fixture->room->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (fixture->room->messages, i);

      if (g_strcmp0 (matoi_json_get_string (message, "ts"), ts) == 0)
        return matoi_json_get_array (message, "reactions") != NULL;
    }
  return FALSE;
}

/* Time for a few turns. */
static void
pass (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * 1000;

  WAIT_UNTIL (g_get_monotonic_time () >= until);
}

/* --- tests */

static void
test_questions (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *line, *part;
  } cases[] = {
    { "!ic", "Commander: Ben Okafor" },
    { "！ｉｃ", "Commander: Ben Okafor" },
    { "!ic page", "Please call right away" },
    { "!ic who ben", "Ben Okafor: Incident Commander" },
    { "!ic responders", "Incident Commander: Ben Okafor" },
    { "!status", "Checkout 5xx" },
    { "！状況", "Phase:" },
    { "!matoi", "!status stalk" },
    { "!todo", "Add what is to be done" },
  };
  static const char *const others[] = { "!deploy api", "what is !ic", "!status page", "hello" };
  char *asked[G_N_ELEMENTS (cases) + 1] = { NULL };
  char *ignored[G_N_ELEMENTS (others) + 1] = { NULL };
  g_autofree char *parent = NULL, *reply = NULL;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    ignored[i] = say (fixture, fixture->aiko, others[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    asked[i] = say (fixture, fixture->aiko, cases[i].line);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_answer (fixture, asked[i], cases[i].part);
      g_assert_true (is_claimed (fixture, asked[i]));
    }
  settle (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      find_answer (fixture, asked[i], &n);
      g_assert_cmpuint (n, ==, 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_cmpuint (count_answers (fixture, ignored[i]), ==, 0);
      g_assert_false (is_claimed (fixture, ignored[i]));
    }

  /* In a thread it is answered there. */
  parent = say (fixture, fixture->aiko, "Anybody?");
  reply = g_strdup (fake_slack_say (fixture->rig.fake, fixture->room, fixture->ben, "!ic", parent));
  assert_answer (fixture, parent, "Commander: Ben Okafor");
  g_assert_cmpuint (count_answers (fixture, reply), ==, 0);
  forget (asked);
  forget (ignored);
}

/* Where PagerDuty is set up, a line in the room calls the commander: once, in the name of who wrote
 * it; what goes out waits for that connection. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *asked = NULL, *other = NULL;
  MatoiIncident *incident;
  const MatoiPage *page;

  sync_rig_set (&fixture->rig, "pagerduty.from", "ops@acme.example");
  asked = say (fixture, fixture->aiko, "!ic page");
  assert_answer (fixture, asked, "PagerDuty is calling");
  other = say (fixture, fixture->aiko, "！呼び出し payments");
  assert_answer (fixture, other, "payments");
  incident = sync_rig_load (&fixture->rig);
  g_assert_cmpuint (incident->pages->len, ==, 2);
  page = g_ptr_array_index (incident->pages, 0);
  g_assert_cmpstr (page->whom, ==, "ic");
  g_test_message ("by %s", page->by);
  g_assert_cmpstr (page->by, ==, "田中 愛子");
  g_assert_cmpstr (((MatoiPage *) g_ptr_array_index (incident->pages, 1))->whom, ==, "payments");
  matoi_incident_free (incident);
  g_assert_cmpuint (count_answers (fixture, asked), ==, 1);
}

static const MatoiEntry *
find_entry (const MatoiIncident *incident, const char *text)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      if (g_strcmp0 (entry->text, text) == 0)
        return entry;
    }
  return NULL;
}

static gboolean
has_entry (Fixture *fixture, const char *text)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&fixture->rig);

  return find_entry (incident, text) != NULL;
}

static gboolean
has_severity (Fixture *fixture, const char *severity)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&fixture->rig);

  return strcmp (incident->severity, severity) == 0;
}

static gboolean
has_todo (Fixture *fixture, const char *text)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&fixture->rig);

  return incident->todos->len == 1 &&
         strcmp (((MatoiTodo *) g_ptr_array_index (incident->todos, 0))->text, text) == 0;
}

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fact = say (fixture, fixture->aiko, "!fact エラー率が下がった");
  g_autofree char *guess = say (fixture, fixture->aiko, "！仮説　the new index");
  g_autofree char *todo = say (fixture, fixture->ben, "!todo Renew the certificate");
  g_autofree char *worse = NULL, *better = NULL, *nonsense = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiEntry *entry;
  const MatoiEvidence *evidence;

  WAIT_UNTIL (has_entry (fixture, "エラー率が下がった") && has_entry (fixture, "the new index") &&
              has_todo (fixture, "Renew the certificate"));
  incident = sync_rig_load (&fixture->rig);
  entry = find_entry (incident, "エラー率が下がった");
  g_assert_cmpstr (entry->kind, ==, "fact");
  g_assert_cmpstr (entry->author, ==, "田中 愛子");
  g_assert_cmpstr (entry->source, ==, "slack");
  g_assert_cmpint (ABS (entry->occurred_at - (gint64) (g_ascii_strtod (fact, NULL) * 1000)), <=, 1);
  g_assert_cmpuint (entry->evidence->len, ==, 1);
  evidence = g_ptr_array_index (entry->evidence, 0);
  g_assert_nonnull (strstr (evidence->url, "http"));
  g_assert_cmpstr (find_entry (incident, "the new index")->kind, ==, "hypothesis");

  worse = say (fixture, fixture->aiko, "!sev 1 everybody is hit");
  WAIT_UNTIL (has_severity (fixture, "1"));
  better = say (fixture, fixture->aiko, "!sev 3");
  assert_answer (fixture, better, "This is not in the record:");
  assert_answer (fixture, better, "!sev 2 REASON");
  g_assert_true (has_severity (fixture, "1"));
  nonsense = say (fixture, fixture->aiko, "!sev huge");
  assert_answer (fixture, nonsense, "This is not in the record:");
  settle (fixture);
  g_assert_cmpuint (count_answers (fixture, fact), ==, 0);
  g_assert_cmpuint (count_answers (fixture, todo), ==, 0);
  g_assert_cmpuint (count_answers (fixture, worse), ==, 0);
  g_assert_true (is_claimed (fixture, guess));

  sync_rig_set (&fixture->rig, "slack.command.fact", "Noted: {text}");
  g_free (fact);
  fact = say (fixture, fixture->aiko, "!fact 12 hosts are back");
  assert_answer (fixture, fact, "Noted: 12 hosts are back");
}

typedef struct
{
  const char *channel, *ts;
  gboolean known;
} Look;

static gboolean
look (MatoiStore *store, gpointer data, GError **error)
{
  Look *self = data;
  g_autoptr (MatoiRoomMessage) message =
    matoi_store_get_message (store, self->channel, self->ts, NULL);

  self->known = message != NULL;
  return TRUE;
}

static gboolean
is_known (Fixture *fixture, const char *ts)
{
  Look found = { fixture->room->id, ts, FALSE };

  sync_rig_run (&fixture->rig, look, &found);
  return found.known;
}

/* What another bot answers, and what the team does not want. */
static void
test_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ic = NULL, *page = NULL, *status = NULL, *none = NULL;

  sync_rig_set (&fixture->rig, "slack.send.ic", "!ic");
  sync_rig_set (&fixture->rig, "slack.send.page", "!ic page");
  ic = say (fixture, fixture->aiko, "!ic");
  page = say (fixture, fixture->aiko, "!ic page");
  status = say (fixture, fixture->aiko, "!status");
  assert_answer (fixture, status, "Checkout 5xx");
  g_assert_false (is_claimed (fixture, ic) || is_claimed (fixture, page));
  g_assert_cmpuint (count_answers (fixture, ic) + count_answers (fixture, page), ==, 0);

  sync_rig_set (&fixture->rig, "slack.commands", "off");
  none = say (fixture, fixture->aiko, "!status");
  WAIT_UNTIL (is_known (fixture, none));
  sync_rig_set (&fixture->rig, "slack.commands", NULL);
  settle (fixture);
  g_assert_cmpuint (count_answers (fixture, none), ==, 0);
  g_assert_false (is_claimed (fixture, none));
}

/* A second program with a database of its own, in the same rooms. */
typedef struct
{
  char *folder, *db;
  MatoiContext *context;
  Life life;
} Other;

static gboolean
put_room (MatoiStore *store, gpointer data, GError **error)
{
  return matoi_store_put_room (store, data, error);
}

static void
other_begin (Other *other, Fixture *fixture)
{
  SyncRig rig = fixture->rig;
  MatoiRoomRow room = { .channel = fixture->room->id };
  g_autoptr (GError) error = NULL;

  other->folder = g_dir_make_tmp ("matoi-sync-XXXXXX", NULL);
  other->db = g_build_filename (other->folder, "other.db", NULL);
  other->context = matoi_context_new (other->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (other->context, "林 芽衣");
  matoi_context_set_setting (other->context, "slack.team", fixture->rig.fake->team_id, &error);
  g_assert_no_error (error);
  matoi_context_start (other->context);
  rig.context = other->context;
  rig.ref = NULL;
  sync_rig_declare (&rig, "Checkout 5xx");
  g_free (rig.ref);
  room.incident = rig.incident;
  room.name = (char *) "other";
  /* Nothing of what it would open is wanted: only the room is shared. */
  sync_rig_run (&rig, put_room, &room);
  life_begin (&other->life, &rig, other->context);
}

static void
other_end (Other *other)
{
  life_end (&other->life);
  matoi_context_stop (other->context);
  g_clear_object (&other->context);
  test_common_remove (other->folder);
  g_free (other->folder);
  g_free (other->db);
}

/* How often the bot told it in the room since it was asked to. */
static guint
count_told (Fixture *fixture, const char *since)
{
  guint n = 0;

  for (guint i = 0; i < fixture->room->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (fixture->room->messages, i);
      const char *text = matoi_json_get_string (message, "text");

      n += is_bot (fixture, message) && matoi_json_get_string (message, "thread_ts") == NULL &&
           strcmp (matoi_json_get_string (message, "ts"), since) > 0 &&
           strstr (text, "Phase:") != NULL && strstr (text, "Declared:") != NULL;
    }
  return n;
}

static void
test_two (Fixture *fixture, gconstpointer data)
{
  char *asked[7] = { NULL };
  g_autofree char *stalk = NULL;
  Other other = { NULL };
  guint n;

  other_begin (&other, fixture);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (asked); i++)
    asked[i] = say (fixture, fixture->aiko, i % 3 == 0 ? "!ic" : "!status");
  /* What the other one says waits in its outbox until somebody sends it. */
  matoi_slack_pump_start (other.life.pump);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (asked); i++)
    WAIT_UNTIL (count_answers (fixture, asked[i]) > 0);
  settle (fixture);
  stalk = say (fixture, fixture->ben, "!status stalk");
  WAIT_UNTIL (count_told (fixture, stalk) > 0);
  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  settle (fixture);
  pass (300);
  g_assert_cmpuint (count_told (fixture, stalk), ==, 1);
  g_assert_cmpuint (count_answers (fixture, stalk), ==, 1);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (asked); i++)
    {
      find_answer (fixture, asked[i], &n);
      g_assert_cmpuint (n, ==, 1);
    }
  forget (asked);
  other_end (&other);
}

/* Killed before it was claimed, after, with the answer waiting, and with nobody knowing whose mark
 * it is. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  FakeSlack *fake = fixture->rig.fake;
  g_autofree char *before = NULL, *after = NULL, *waiting = NULL, *unsure = NULL, *fact = NULL,
                  *dropped = NULL, *lost = NULL;
  guint marks = fake_slack_count (fake, "reactions.add");

  fake_slack_fault (fake, "reactions.add", FAKE_LIMIT, "60", 1);
  before = say (fixture, fixture->aiko, "!ic");
  WAIT_UNTIL (fake_slack_count (fake, "reactions.add") > marks);
  g_assert_false (is_claimed (fixture, before));
  g_clear_object (&fixture->rig.client);
  fixture->rig.client = matoi_slack_client_new (fixture->rig.http, fake->base, "bot-fake");
  hurry (&fixture->rig);
  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  assert_answer (fixture, before, "Commander");

  fake_slack_fault (fake, "reactions.add", FAKE_SILENT, NULL, 1);
  after = say (fixture, fixture->aiko, "!ic");
  WAIT_UNTIL (is_claimed (fixture, after));
  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  assert_answer (fixture, after, "Commander");

  fake_slack_fault (fake, "reactions.add", FAKE_SILENT, NULL, 1);
  fact = say (fixture, fixture->aiko, "!fact It is the index");
  WAIT_UNTIL (is_claimed (fixture, fact));
  restart (fixture);
  WAIT_UNTIL (has_entry (fixture, "It is the index"));

  /* The pump rests: the answer waits, and is not put in again. */
  waiting = say (fixture, fixture->aiko, "!status");
  WAIT_UNTIL (sync_rig_count_outbox (&fixture->rig, "queued") == 1);
  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  assert_answer (fixture, waiting, "Checkout 5xx");

  fake_slack_fault (fake, "reactions.add", FAKE_DROP_AFTER, NULL, 1);
  unsure = say (fixture, fixture->aiko, "!status");
  assert_answer (fixture, unsure, "Checkout 5xx");

  /* Said, but nobody knows: looked for in the thread. */
  fake_slack_fault (fake, "chat.postMessage", FAKE_DROP_AFTER, NULL, 1);
  dropped = say (fixture, fixture->aiko, "!status");
  assert_answer (fixture, dropped, "Checkout 5xx");
  WAIT_UNTIL (is_all_said (fixture));

  /* Another Matoi was faster. */
  lost = say (fixture, fixture->aiko, "!ic");
  fake_slack_react (fake, fixture->room, lost, fixture->rig.user_id, "eyes", TRUE);
  settle (fixture);
  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  settle (fixture);
  g_assert_cmpuint (count_answers (fixture, before), ==, 1);
  g_assert_cmpuint (count_answers (fixture, after), ==, 1);
  g_assert_cmpuint (count_answers (fixture, waiting), ==, 1);
  g_assert_cmpuint (count_answers (fixture, unsure), ==, 1);
  g_assert_cmpuint (count_answers (fixture, dropped), ==, 1);
  g_assert_cmpuint (count_answers (fixture, lost), ==, 0);
}

/* Given up while Slack was away, it is answered once it is back. */
static void
test_away (Fixture *fixture, gconstpointer data)
{
  FakeSlack *fake = fixture->rig.fake;
  g_autofree char *ts = NULL;
  guint marks = fake_slack_count (fake, "reactions.add");

  fake_slack_fault (fake, "reactions.add", FAKE_DROP_BEFORE, NULL, 5);
  ts = say (fixture, fixture->aiko, "!ic");
  WAIT_UNTIL (fake_slack_count (fake, "reactions.add") == marks + 5);
  settle (fixture);
  g_assert_cmpuint (count_answers (fixture, ts), ==, 0);
  matoi_slack_commands_start (fixture->life.commands);
  assert_answer (fixture, ts, "Commander");
  settle (fixture);
  matoi_slack_commands_start (fixture->life.commands);
  settle (fixture);
  g_assert_cmpuint (count_answers (fixture, ts), ==, 1);
}

/* Seeded: killed at any moment, while marks and answers go astray. */
static void
test_chance (Fixture *fixture, gconstpointer data)
{
  static const FakeFaultKind faults[] = { FAKE_DROP_BEFORE, FAKE_DROP_AFTER, FAKE_STATUS_AFTER,
                                          FAKE_EMPTY, FAKE_SILENT };
  char *asked[11] = { NULL };
  guint n, n_kills = 0;

  for (guint i = 0; i + 1 < G_N_ELEMENTS (asked); i++)
    {
      FakeFaultKind fault = faults[g_test_rand_int_range (0, G_N_ELEMENTS (faults))];

      if (g_test_rand_bit ())
        fake_slack_fault (fixture->rig.fake,
                          g_test_rand_bit () ? "reactions.add" : "chat.postMessage", fault, "500",
                          1);
      asked[i] = say (fixture, fixture->aiko, g_test_rand_bit () ? "!status" : "!ic");
      pass ((guint) g_test_rand_int_range (0, 200));
      /* What is never answered, nobody waits for. */
      if (fault != FAKE_SILENT && g_test_rand_bit ())
        continue;
      restart (fixture);
      matoi_slack_pump_start (fixture->life.pump);
      n_kills++;
    }
  g_ptr_array_set_size (fixture->rig.fake->faults, 0);
  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (asked); i++)
    WAIT_UNTIL (count_answers (fixture, asked[i]) > 0);
  settle (fixture);
  WAIT_UNTIL (is_all_said (fixture));
  for (guint i = 0; i + 1 < G_N_ELEMENTS (asked); i++)
    {
      find_answer (fixture, asked[i], &n);
      g_assert_cmpuint (n, ==, 1);
    }
  g_test_message ("%u kills", n_kills);
  forget (asked);
}

/* --- the status, again and again */

static void
test_stalk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stalk = say (fixture, fixture->aiko, "!status stalk");
  g_autofree char *stop = NULL, *again = NULL, *idle = NULL;
  guint n;

  assert_answer (fixture, stalk, "whenever it changes");
  WAIT_UNTIL (count_told (fixture, stalk) == 1);
  pass (400);
  g_assert_cmpuint (count_told (fixture, stalk), ==, 1);
  sync_rig_submit (&fixture->rig, "Ben Okafor", "phase", "to", "stabilise", NULL);
  WAIT_UNTIL (count_told (fixture, stalk) == 2);

  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  pass (400);
  g_assert_cmpuint (count_told (fixture, stalk), ==, 2);
  sync_rig_submit (&fixture->rig, "Ben Okafor", "phase", "to", "verify", NULL);
  WAIT_UNTIL (count_told (fixture, stalk) == 3);

  stop = say (fixture, fixture->aiko, "!status unstalk");
  assert_answer (fixture, stop, "not posted by itself any more");
  sync_rig_submit (&fixture->rig, "Ben Okafor", "phase", "to", "size-up", NULL);
  pass (400);
  g_assert_cmpuint (count_told (fixture, stalk), ==, 3);
  restart (fixture);
  matoi_slack_pump_start (fixture->life.pump);
  pass (400);
  g_assert_cmpuint (count_told (fixture, stalk), ==, 3);
  idle = say (fixture, fixture->aiko, "!status unstalk");
  assert_answer (fixture, idle, "not being posted");

  sync_rig_set (&fixture->rig, "slack.stalk", "always");
  again = say (fixture, fixture->aiko, "!status stalk");
  assert_answer (fixture, again, "regularly");
  WAIT_UNTIL (count_told (fixture, again) > 2);
  sync_rig_submit (&fixture->rig, "Ben Okafor", "end", "outcome", "false-alarm", "override", "test",
                   "final_severity", "2", "owner", "Ben Okafor", NULL);
  pass (400);
  n = count_told (fixture, again);
  pass (400);
  g_assert_cmpuint (count_told (fixture, again), ==, n);
}

/* SEC-03: in a room that everybody reads nothing is said of it any more, not even a sign. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = say (fixture, fixture->aiko, "!status");
  g_autofree char *stalk = say (fixture, fixture->aiko, "!status stalk");
  g_autofree char *closed = NULL, *inside = NULL;
  FakeChannel *public = fixture->room;
  guint told;

  assert_answer (fixture, open, "Checkout 5xx");
  assert_answer (fixture, stalk, "whenever it changes");
  WAIT_UNTIL (count_told (fixture, stalk) == 1);
  sync_rig_submit (&fixture->rig, "Ben Okafor", "security", "codename", "Quiet Otter", NULL);
  WAIT_UNTIL (sync_rig_find_room (&fixture->rig, "otter") != NULL && count_rooms (fixture) > 1 &&
              is_all_said (fixture));
  closed = say (fixture, fixture->aiko, "!status");
  told = count_told (fixture, stalk);
  sync_rig_submit (&fixture->rig, "Ben Okafor", "phase", "to", "verify", NULL);

  fixture->room = sync_rig_find_room (&fixture->rig, "otter");
  inside = say (fixture, fixture->aiko, "!status");
  assert_answer (fixture, inside, "Quiet Otter");
  fixture->room = public;
  g_assert_cmpuint (count_answers (fixture, closed), ==, 0);
  g_assert_false (is_claimed (fixture, closed));
  g_assert_cmpuint (count_told (fixture, stalk), ==, told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/commands/questions", test_questions);
  ADD ("/commands/page", test_page);
  ADD ("/commands/entries", test_entries);
  ADD ("/commands/left-alone", test_left_alone);
  ADD ("/commands/two", test_two);
  ADD ("/commands/kill", test_kill);
  ADD ("/commands/away", test_away);
  ADD ("/commands/chance", test_chance);
  ADD ("/commands/stalk", test_stalk);
  ADD ("/commands/confidential", test_confidential);
  return g_test_run ();
}
