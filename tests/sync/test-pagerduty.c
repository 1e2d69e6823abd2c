/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-pagerduty.h"
#include "matoi-context-oncall.h"
#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "matoi-pagerduty-link.h"
#include "sync-rig.h"

/* Pages, from the record to a PagerDuty on this machine and back; whatever is lost on the way,
 * every telephone rings once. */

#define HASTE 200

typedef struct
{
  SyncRig rig;
  FakePagerduty *pagerduty;
  MatoiLink *link;
} Fixture;

static void
connect_it (Fixture *self)
{
  self->link = matoi_pagerduty_link_new (sync_rig_get_desk (&self->rig), FAKE_PAGERDUTY_TOKEN);
  matoi_pagerduty_link_set_haste (MATOI_PAGERDUTY_LINK (self->link), HASTE);
  matoi_link_start (self->link);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  memset (self, 0, sizeof *self);
  sync_rig_set_up (&self->rig);
  self->pagerduty = fake_pagerduty_new (self->rig.fake->server, "/pagerduty");
  fake_pagerduty_seed (self->pagerduty);
  sync_rig_set (&self->rig, "pagerduty.base-url", self->pagerduty->base);
  sync_rig_set (&self->rig, "pagerduty.from", FAKE_PAGERDUTY_FROM);
  sync_rig_set (&self->rig, "pagerduty.service", FAKE_PAGERDUTY_SERVICE);
  sync_rig_set (&self->rig, "pagerduty.policy", FAKE_PAGERDUTY_POLICY);
  sync_rig_set (&self->rig, "pagerduty.trainees", FAKE_PAGERDUTY_TRAINEES);
  sync_rig_set (&self->rig, "pagerduty.services",
                "{\"Payments\":{\"service\":\"PPAYSVC\",\"policy\":\"PPAYPOL\"}}");
  sync_rig_set (&self->rig, "pagerduty.subscribers",
                "{\"2\":[{\"id\":\"PBOARD\",\"type\":\"team\"}],"
                "\"1\":[{\"id\":\"POPS\",\"type\":\"user\"}]}");
  sync_rig_declare (&self->rig, "Checkout fails");
  connect_it (self);
  WAIT_UNTIL (matoi_link_is_quiet (self->link));
}

static void
drop_link (Fixture *self)
{
  matoi_link_stop (self->link);
  g_clear_object (&self->link);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  drop_link (self);
  fake_pagerduty_free (self->pagerduty);
  sync_rig_tear_down (&self->rig);
}

/* Until nothing is left to be done. */
static void
settle (Fixture *self)
{
  matoi_link_hurry (self->link);
  WAIT_UNTIL (matoi_link_is_quiet (self->link));
}

static void
page (Fixture *self, const char *whom)
{
  sync_rig_submit (&self->rig, "Ben Okafor", "page", "whom", whom, NULL);
  settle (self);
}

/* (transfer full): the newest page of the outbox */
static MatoiOutboxRow *
get_row (Fixture *self, const char *op)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&self->rig);

  for (guint i = rows->len; i > 0; i--)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i - 1);

      if (strcmp (row->op, op) == 0)
        return g_ptr_array_steal_index (rows, i - 1);
    }
  g_assert_not_reached ();
}

static void
assert_state (Fixture *self, const char *op, const char *state)
{
  g_autoptr (MatoiOutboxRow) row = get_row (self, op);

  g_assert_cmpstr (row->state, ==, state);
}

/* How often each telephone rang: "Aiko Tanaka" … */
static void
assert_rang (Fixture *self, guint aiko, guint ben, guint taro)
{
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Aiko Tanaka"), ==, aiko);
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Ben Ortiz"), ==, ben);
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Taro Sato"), ==, taro);
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Dave Cole"), ==, 0);
}

/* "Aiko Tanaka: notified\n…" of the first or the last page. */
static char *
dump_page (Fixture *self, gboolean first)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&self->rig);
  GString *text = g_string_new (NULL);
  const MatoiPage *last;

  g_assert_cmpuint (incident->pages->len, >, 0);
  g_assert_cmpuint (incident->not_applied->len, ==, 0);
  last = g_ptr_array_index (incident->pages, first ? 0 : incident->pages->len - 1);
  for (guint i = 0; i < last->results->len; i++)
    {
      const MatoiPageResult *result = g_ptr_array_index (last->results, i);

      g_string_append_printf (text, "%s: %s\n", result->person != NULL ? result->person : "-",
                              result->result);
    }
  return g_string_free (text, FALSE);
}

static void
assert_page (Fixture *self, const char *expected)
{
  g_autofree char *text = dump_page (self, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_first_page (Fixture *self, const char *expected)
{
  g_autofree char *text = dump_page (self, TRUE);

  g_assert_cmpstr (text, ==, expected);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
retry (Fixture *self)
{
  g_autoptr (MatoiOutboxRow) row = get_row (self, "page.send");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  matoi_context_decide_outbox_async (self->rig.context, row->id, MATOI_OUTBOX_RETRY, NULL, NULL,
                                     on_result, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (matoi_context_decide_outbox_finish (self->rig.context, result, &error));
  g_assert_no_error (error);
  settle (self);
}

/* --- all is well */

static void
test_page (Fixture *self, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *link = g_strconcat (self->pagerduty->base, "/incidents/PINC1", NULL);
  JsonObject *remote;

  page (self, "ic");
  assert_rang (self, 1, 1, 1);
  assert_page (self, "Aiko Tanaka: notified\nBen Ortiz: notified\nTaro Sato: notified\n");
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
  g_assert_true (g_hash_table_contains (self->pagerduty->subscribers, "PINC1/team/PBOARD"));
  incident = sync_rig_load (&self->rig);
  g_assert_cmpstr (((MatoiEvidence *) g_ptr_array_index (incident->links, 0))->url, ==, link);
  remote = fake_pagerduty_get_last (self->pagerduty);
  g_assert_nonnull (strstr (matoi_json_get_string (remote, "title"), incident->ref));
  g_assert_nonnull (strstr (matoi_json_get_string (remote, "title"), "Checkout fails"));
  /* Somebody who pages once more wants the telephones to ring once more. */
  page (self, "ic");
  assert_rang (self, 2, 2, 2);
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
}

static void
test_answers (Fixture *self, gconstpointer data)
{
  page (self, "ic");
  g_assert_true (fake_pagerduty_acknowledge (self->pagerduty, "Ben Ortiz"));
  matoi_link_wake (self->link);
  settle (self);
  assert_page (self, "Aiko Tanaka: notified\nBen Ortiz: acknowledged\nTaro Sato: notified\n");
}

/* Nobody answers, and it comes to somebody who was not called at first; who does not want to come
 * is not waited for. Of several pages the latest shows whoever is new. */
static void
test_escalated (Fixture *self, gconstpointer data)
{
  page (self, "ic");
  page (self, "Mei Lin");
  g_assert_true (fake_pagerduty_decline (self->pagerduty, "Taro Sato"));
  g_assert_true (fake_pagerduty_escalate (self->pagerduty, "Dave Cole"));
  matoi_link_wake (self->link);
  settle (self);
  assert_page (self, "Mei Lin: notified\nDave Cole: notified\n");
  g_assert_true (fake_pagerduty_acknowledge (self->pagerduty, "Dave Cole"));
  g_assert_true (fake_pagerduty_acknowledge (self->pagerduty, "Operations"));
  matoi_link_wake (self->link);
  settle (self);
  assert_page (self, "Mei Lin: notified\nDave Cole: acknowledged\nOperations: acknowledged\n");
  assert_first_page (self, "Aiko Tanaka: notified\nBen Ortiz: notified\nTaro Sato: failed\n");
}

static void
test_later (Fixture *self, gconstpointer data)
{
  sync_rig_submit (&self->rig, "Ben Okafor", "role-assign", "role", "ic", "person", "Ben Okafor",
                   NULL);
  page (self, "ic");
  sync_rig_submit (&self->rig, "Ben Okafor", "update", "to", "executives", "text", "Rolled back",
                   NULL);
  sync_rig_submit (&self->rig, "Ben Okafor", "severity", "to", "1", "reason", "All of them", NULL);
  settle (self);
  g_assert_cmpuint (self->pagerduty->updates->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (self->pagerduty->updates, 0), ==, "PINC1 Rolled back");
  g_assert_true (g_hash_table_contains (self->pagerduty->subscribers, "PINC1/user/POPS"));
  sync_rig_submit (&self->rig, "Ben Okafor", "end", "outcome", "false-alarm", "reason", "A test",
                   "owner", "Ben Okafor", NULL);
  settle (self);
  g_assert_cmpuint (fake_pagerduty_count_open (self->pagerduty), ==, 0);
  assert_rang (self, 1, 1, 1);
}

/* A service of ours, with nobody paged before; then the commander, to the same incident. */
static void
test_service (Fixture *self, gconstpointer data)
{
  page (self, "Payments");
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Mei Lin"), ==, 1);
  assert_rang (self, 0, 0, 0);
  page (self, "ic");
  assert_rang (self, 1, 1, 1);
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Mei Lin"), ==, 1);
  page (self, "Ben Ortiz");
  assert_rang (self, 1, 2, 1);
  page (self, "Nobody Here");
  assert_page (self, "-: failed\n");
  assert_state (self, "page.send", "failed");
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
}

/* One that is there already, and was linked by somebody. */
static void
test_linked (Fixture *self, gconstpointer data)
{
  g_autofree char *url = NULL;

  page (self, "Mei Lin");
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
  /* Another incident of ours. */
  sync_rig_declare (&self->rig, "Another one");
  url = g_strconcat (self->pagerduty->base, "/incidents/PINC1", NULL);
  sync_rig_submit (&self->rig, "Ben Okafor", "link", "url", url, "kind", "pagerduty", NULL);
  page (self, "ic");
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
  assert_rang (self, 1, 1, 1);
}

static void
test_oncall (Fixture *self, gconstpointer data)
{
  g_autoptr (MatoiOncall) oncall = NULL;
  const MatoiOncallPerson *person;

  /* Still there without a line, and the next time. */
  drop_link (self);
  sync_rig_reopen (&self->rig);
  oncall = matoi_context_dup_oncall (self->rig.context);
  g_assert_nonnull (oncall);
  g_assert_cmpuint (oncall->people->len, ==, 3);
  person = g_ptr_array_index (oncall->people, 0);
  g_assert_cmpstr (person->name, ==, "Aiko Tanaka");
  g_assert_cmpstr (person->phone, ==, "+81 9011112222");
  g_assert_cmpint (person->until, !=, MATOI_TIME_NONE);
  person = g_ptr_array_index (oncall->people, 1);
  g_assert_cmpint (person->role, ==, MATOI_ONCALL_BACKUP);
  g_assert_cmpint (person->until, ==, MATOI_TIME_NONE);
  person = g_ptr_array_index (oncall->people, 2);
  g_assert_cmpint (person->role, ==, MATOI_ONCALL_TRAINEE);
  connect_it (self);
}

/* --- F19 */

/* 402: the first on call was called by the opening; the others are called by phone. */
static void
test_plan (Fixture *self, gconstpointer data)
{
  self->pagerduty->small_plan = TRUE;
  page (self, "ic");
  assert_rang (self, 1, 0, 0);
  assert_page (self, "Aiko Tanaka: notified\nBen Ortiz: failed\nTaro Sato: failed\n");
  assert_state (self, "page.send", "sent");
  page (self, "ic");
  assert_rang (self, 1, 0, 0);
  assert_page (self, "Aiko Tanaka: failed\nBen Ortiz: failed\nTaro Sato: failed\n");
  assert_state (self, "page.send", "failed");
}

static void
test_sender (Fixture *self, gconstpointer data)
{
  g_autoptr (MatoiOutboxRow) row = NULL;

  sync_rig_set (&self->rig, "pagerduty.from", "gone@acme.example");
  drop_link (self);
  connect_it (self);
  WAIT_UNTIL (matoi_link_is_quiet (self->link));
  page (self, "ic");
  assert_rang (self, 0, 0, 0);
  assert_page (self, "-: failed\n");
  row = get_row (self, "page.send");
  g_assert_cmpstr (row->state, ==, "failed");
  g_assert_true (g_str_has_prefix (row->last_error, "sender/1008"));
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  g_autoptr (MatoiOutboxRow) row = NULL;

  /* It says how long. */
  fake_pagerduty_fault (self->pagerduty, "POST incidents/*/responder_requests", FAKE_LIMIT, "0", 1);
  page (self, "ic");
  assert_rang (self, 1, 1, 1);
  /* It does not: it waits, and says so. */
  self->pagerduty->bare_limits = TRUE;
  fake_pagerduty_fault (self->pagerduty, "POST incidents/*/responder_requests", FAKE_LIMIT, NULL,
                        1);
  sync_rig_submit (&self->rig, "Ben Okafor", "page", "whom", "ic", NULL);
  matoi_link_hurry (self->link);
  do
    {
      g_clear_pointer (&row, matoi_outbox_row_free);
      WAIT_UNTIL (TRUE);
      row = get_row (self, "page.send");
    }
  while (row->not_before == MATOI_TIME_NONE);
  g_assert_cmpstr (row->state, ==, "queued");
  g_assert_true (g_str_has_prefix (row->last_error, "wait/2020"));
  assert_rang (self, 1, 1, 1);
}

/* The answer to the opening is lost: one incident, nobody called twice; the rest is for a person. */
static void
test_create_lost (Fixture *self, gconstpointer data)
{
  static const FakeFaultKind kinds[] = { FAKE_DROP_AFTER, FAKE_STATUS_AFTER, FAKE_HTML, FAKE_CUT,
                                         FAKE_EMPTY };

  fake_pagerduty_fault (self->pagerduty, "POST incidents", kinds[GPOINTER_TO_INT (data)], "502", 1);
  page (self, "ic");
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
  assert_rang (self, 1, 0, 0);
  assert_state (self, "page.send", "held");
  assert_page (self, "Aiko Tanaka: notified\n");
  retry (self);
  assert_rang (self, 1, 1, 1);
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
  assert_state (self, "page.send", "sent");
}

/* The answer to the calls is lost: everybody was called, and is found there. */
static void
test_request_lost (Fixture *self, gconstpointer data)
{
  fake_pagerduty_fault (self->pagerduty, "POST incidents/*/responder_requests", FAKE_DROP_AFTER,
                        NULL, 1);
  page (self, "ic");
  assert_rang (self, 1, 1, 1);
  assert_state (self, "page.send", "sent");
  assert_page (self, "Aiko Tanaka: notified\nBen Ortiz: notified\nTaro Sato: notified\n");
}

/* It did not arrive: nobody is called again without a person. */
static void
test_request_dropped (Fixture *self, gconstpointer data)
{
  fake_pagerduty_fault (self->pagerduty, "POST incidents/*/responder_requests", FAKE_DROP_BEFORE,
                        NULL, 1);
  page (self, "ic");
  assert_rang (self, 1, 0, 0);
  assert_state (self, "page.send", "held");
  retry (self);
  assert_rang (self, 1, 1, 1);
}

static void
test_status_lost (Fixture *self, gconstpointer data)
{
  page (self, "ic");
  fake_pagerduty_fault (self->pagerduty, "POST incidents/*/status_updates", FAKE_DROP_AFTER, NULL,
                        1);
  sync_rig_submit (&self->rig, "Ben Okafor", "update", "to", "executives", "text", "Rolled back",
                   NULL);
  settle (self);
  g_assert_cmpuint (self->pagerduty->updates->len, ==, 1);
  assert_state (self, "status.post", "held");
}

/* The program is killed while it waits for an answer that never comes. */
static void
test_kill (Fixture *self, gconstpointer data)
{
  const char *call = data;

  fake_pagerduty_fault (self->pagerduty, call, FAKE_SILENT, NULL, 1);
  sync_rig_submit (&self->rig, "Ben Okafor", "page", "whom", "ic", NULL);
  matoi_link_hurry (self->link);
  WAIT_UNTIL (fake_pagerduty_count (self->pagerduty, call) == 1);
  matoi_context_stop (self->rig.context);
  drop_link (self);
  sync_rig_reopen (&self->rig);
  connect_it (self);
  WAIT_UNTIL (matoi_link_is_quiet (self->link));
  g_assert_cmpuint (self->pagerduty->incidents->len, ==, 1);
  if (strcmp (call, "POST incidents") == 0)
    {
      assert_rang (self, 1, 0, 0);
      assert_state (self, "page.send", "held");
      retry (self);
    }
  assert_rang (self, 1, 1, 1);
  assert_state (self, "page.send", "sent");
}

static void
test_token (Fixture *self, gconstpointer data)
{
  self->pagerduty->revoked = TRUE;
  sync_rig_submit (&self->rig, "Ben Okafor", "page", "whom", "ic", NULL);
  matoi_link_hurry (self->link);
  WAIT_UNTIL (matoi_link_get_state (self->link) == MATOI_LINK_REFUSED);
  g_assert_null (strstr (matoi_link_get_text (self->link), FAKE_PAGERDUTY_TOKEN));
  assert_rang (self, 0, 0, 0);
  /* Another key: now it goes. */
  self->pagerduty->revoked = FALSE;
  drop_link (self);
  connect_it (self);
  WAIT_UNTIL (matoi_link_is_quiet (self->link));
  assert_rang (self, 1, 1, 1);
}

/* SEC-13, DRL-06: nothing leaves. */
static void
test_confidential (Fixture *self, gconstpointer data)
{
  sync_rig_submit (&self->rig, "Ben Okafor", "security", "codename", "Quiet Heron", NULL);
  page (self, "ic");
  assert_rang (self, 0, 0, 0);
  sync_rig_set (&self->rig, "pagerduty.security", "on");
  page (self, "ic");
  assert_rang (self, 1, 1, 1);
  g_assert_null (strstr (matoi_json_get_string (fake_pagerduty_get_last (self->pagerduty), "title"),
                         "Checkout"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/pagerduty/page", test_page, NULL);
  ADD ("/pagerduty/answers", test_answers, NULL);
  ADD ("/pagerduty/escalated", test_escalated, NULL);
  ADD ("/pagerduty/later", test_later, NULL);
  ADD ("/pagerduty/service", test_service, NULL);
  ADD ("/pagerduty/linked", test_linked, NULL);
  ADD ("/pagerduty/oncall", test_oncall, NULL);
  ADD ("/pagerduty/plan", test_plan, NULL);
  ADD ("/pagerduty/sender", test_sender, NULL);
  ADD ("/pagerduty/limit", test_limit, NULL);
  ADD ("/pagerduty/create-lost/broken", test_create_lost, GINT_TO_POINTER (0));
  ADD ("/pagerduty/create-lost/502", test_create_lost, GINT_TO_POINTER (1));
  ADD ("/pagerduty/create-lost/page", test_create_lost, GINT_TO_POINTER (2));
  ADD ("/pagerduty/create-lost/cut", test_create_lost, GINT_TO_POINTER (3));
  ADD ("/pagerduty/create-lost/empty", test_create_lost, GINT_TO_POINTER (4));
  ADD ("/pagerduty/request-lost", test_request_lost, NULL);
  ADD ("/pagerduty/request-dropped", test_request_dropped, NULL);
  ADD ("/pagerduty/status-lost", test_status_lost, NULL);
  ADD ("/pagerduty/kill/create", test_kill, "POST incidents");
  ADD ("/pagerduty/kill/request", test_kill, "POST incidents/*/responder_requests");
  ADD ("/pagerduty/token", test_token, NULL);
  ADD ("/pagerduty/confidential", test_confidential, NULL);
#undef ADD
  return g_test_run ();
}
