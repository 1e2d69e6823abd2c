/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-pagerduty.h"
#include "matoi-json.h"
#include "matoi-pagerduty-things.h"
#include "matoi-time.h"
#include "test-net.h"

/* Matoi's client and a PagerDuty on this machine, against each other. */

typedef struct
{
  SoupServer *server;
  FakePagerduty *pagerduty;
  MatoiHttp *http;
  MatoiPagerdutyClient *client;
  GAsyncResult *result;
} Fixture;

static void
use (Fixture *self, const char *from, const char *token)
{
  g_clear_object (&self->client);
  self->client = matoi_pagerduty_client_new (self->http, self->pagerduty->base, from, token);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GUri) uri = NULL;

  memset (self, 0, sizeof *self);
  self->server = soup_server_new (NULL, NULL);
  uri = test_net_listen (self->server);
  self->pagerduty = fake_pagerduty_new (self->server, "/pagerduty");
  fake_pagerduty_seed (self->pagerduty);
  self->http = matoi_http_new ();
  use (self, FAKE_PAGERDUTY_FROM, FAKE_PAGERDUTY_TOKEN "\n");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->client);
  g_clear_object (&self->http);
  fake_pagerduty_free (self->pagerduty);
  test_net_close (&self->server);
}

static MatoiPagerdutyAnswer *
finish (Fixture *self)
{
  g_autoptr (GAsyncResult) result = test_net_wait (&self->result);
  g_autoptr (GError) error = NULL;
  MatoiPagerdutyAnswer *answer = matoi_pagerduty_client_call_finish (self->client, result, &error);

  g_assert_no_error (error);
  g_assert_null (strstr (answer->text, FAKE_PAGERDUTY_TOKEN));
  return answer;
}

static MatoiPagerdutyAnswer *
create (Fixture *self)
{
  const MatoiPagerdutyDraft draft = { .title = "SEV-2 INC-1: 決済が失敗する",
                                      .service = FAKE_PAGERDUTY_SERVICE,
                                      .key = "matoi-INC-1",
                                      .details = "Join https://call.example/1" };

  matoi_pagerduty_create (self->client, &draft, NULL, test_net_on_result, &self->result);
  return finish (self);
}

static void
test_incident (Fixture *self, gconstpointer data)
{
  const char *people[] = { "PBEN", NULL };
  g_autoptr (MatoiPagerdutyAnswer) made = create (self), twice = create (self), found = NULL,
                                   asked = NULL, read = NULL, done = NULL, gone = NULL;
  g_autoptr (MatoiPagerdutyIncident) incident =
    matoi_pagerduty_incident_new (matoi_pagerduty_answer_get (made, "incident"));
  g_autoptr (MatoiPagerdutyIncident) after = NULL;

  g_assert_cmpint (made->outcome, ==, MATOI_PAGERDUTY_OK);
  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (incident->key, ==, "matoi-INC-1");
  g_assert_nonnull (matoi_pagerduty_incident_find (incident, "PAIKO"));
  /* The key is taken while it is open. */
  g_assert_cmpint (twice->outcome, ==, MATOI_PAGERDUTY_CONTENT);
  g_assert_nonnull (strstr (twice->said, "already exists"));
  matoi_pagerduty_find_incident (self->client, "matoi-INC-1", NULL, test_net_on_result,
                                 &self->result);
  found = finish (self);
  g_assert_cmpuint (json_array_get_length (matoi_pagerduty_answer_get_list (found, "incidents")),
                    ==, 1);
  matoi_pagerduty_request (self->client, incident->id, "POPS", people, "Help", NULL,
                           test_net_on_result, &self->result);
  asked = finish (self);
  g_assert_cmpint (asked->outcome, ==, MATOI_PAGERDUTY_OK);
  matoi_pagerduty_get_incident (self->client, incident->id, NULL, test_net_on_result,
                                &self->result);
  read = finish (self);
  after = matoi_pagerduty_incident_new (matoi_pagerduty_answer_get (read, "incident"));
  g_assert_cmpint (matoi_pagerduty_incident_find (after, "PBEN")->called_at, !=, MATOI_TIME_NONE);
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Ben Ortiz"), ==, 1);
  matoi_pagerduty_set_status (self->client, incident->id, "resolved", NULL, test_net_on_result,
                              &self->result);
  done = finish (self);
  g_assert_cmpint (done->outcome, ==, MATOI_PAGERDUTY_OK);
  matoi_pagerduty_find_incident (self->client, "matoi-INC-1", NULL, test_net_on_result,
                                 &self->result);
  gone = finish (self);
  g_assert_cmpuint (json_array_get_length (matoi_pagerduty_answer_get_list (gone, "incidents")), ==,
                    0);
}

static void
test_told (Fixture *self, gconstpointer data)
{
  g_autoptr (MatoiPagerdutyAnswer) made = create (self), one = NULL, two = NULL, posted = NULL,
                                   noted = NULL, user = NULL, able = NULL;
  g_autoptr (JsonNode) list = json_from_string ("[{\"id\":\"PBOARD\",\"type\":\"team\"}]", NULL);
  MatoiPagerdutyPerson *person;

  matoi_pagerduty_subscribe (self->client, "PINC1", json_node_get_array (list), NULL,
                             test_net_on_result, &self->result);
  one = finish (self);
  g_assert_cmpint (one->outcome, ==, MATOI_PAGERDUTY_OK);
  matoi_pagerduty_subscribe (self->client, "PINC1", json_node_get_array (list), NULL,
                             test_net_on_result, &self->result);
  two = finish (self);
  g_assert_cmpstr (
    matoi_json_get_string (
      matoi_json_array_get_object (matoi_pagerduty_answer_get_list (two, "subscriptions"), 0),
      "result"),
    ==, "duplicate");
  matoi_pagerduty_post_status (self->client, "PINC1", "Rolled back", NULL, test_net_on_result,
                               &self->result);
  posted = finish (self);
  g_assert_nonnull (matoi_pagerduty_answer_get (posted, "status_update"));
  matoi_pagerduty_add_note (self->client, "PINC1", "INC-1", NULL, test_net_on_result,
                            &self->result);
  noted = finish (self);
  g_assert_nonnull (matoi_pagerduty_answer_get (noted, "note"));
  matoi_pagerduty_get_user (self->client, "PAIKO", NULL, test_net_on_result, &self->result);
  user = finish (self);
  person = matoi_pagerduty_person_new (matoi_pagerduty_answer_get (user, "user"));
  g_assert_cmpstr (person->phone, ==, "+81 9011112222");
  matoi_pagerduty_person_free (person);
  matoi_pagerduty_get_abilities (self->client, NULL, test_net_on_result, &self->result);
  able = finish (self);
  g_assert_cmpuint (json_array_get_length (matoi_pagerduty_answer_get_list (able, "abilities")), ==,
                    3);
}

/* All pages of a list; who is always on call has no end. */
static void
test_lists (Fixture *self, gconstpointer data)
{
  const char *query[] = { "escalation_policy_ids[]", FAKE_PAGERDUTY_POLICY,
                          "escalation_policy_ids[]", FAKE_PAGERDUTY_TRAINEES, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MatoiPagerdutyList) list = NULL;
  MatoiPagerdutyOncall *oncall;

  self->pagerduty->page_size = 3;
  matoi_pagerduty_list_async (self->client, "oncalls", query, NULL, test_net_on_result,
                              &self->result);
  result = test_net_wait (&self->result);
  list = matoi_pagerduty_list_finish (result, NULL);
  g_assert_cmpuint (list->items->len, ==, 4);
  oncall = matoi_pagerduty_oncall_new (g_ptr_array_index (list->items, 1));
  g_assert_cmpuint (oncall->level, ==, 2);
  g_assert_cmpint (oncall->until, ==, MATOI_TIME_NONE);
  matoi_pagerduty_oncall_free (oncall);
}

/* --- refusals (F19) */

static void
assert_create (Fixture *self, MatoiPagerdutyOutcome outcome, gint64 code)
{
  g_autoptr (MatoiPagerdutyAnswer) answer = create (self);
  g_autofree char *reason = matoi_pagerduty_answer_dup_reason (answer);
  g_autofree char *text = matoi_pagerduty_dup_reason_text (reason);

  g_assert_cmpint (answer->outcome, ==, outcome);
  g_assert_cmpint (answer->code, ==, code);
  g_assert_nonnull (text);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  const char *people[] = { "PBEN", NULL };
  g_autoptr (MatoiPagerdutyAnswer) made = NULL, plan = NULL, place = NULL;

  use (self, "", FAKE_PAGERDUTY_TOKEN);
  assert_create (self, MATOI_PAGERDUTY_SENDER, 1028);
  use (self, "nobody@acme.example", FAKE_PAGERDUTY_TOKEN);
  assert_create (self, MATOI_PAGERDUTY_SENDER, 1008);
  use (self, FAKE_PAGERDUTY_FROM, "another");
  assert_create (self, MATOI_PAGERDUTY_AUTH, 2006);
  use (self, FAKE_PAGERDUTY_FROM, FAKE_PAGERDUTY_TOKEN);
  made = create (self);
  self->pagerduty->small_plan = TRUE;
  matoi_pagerduty_request (self->client, "PINC1", "POPS", people, "Help", NULL, test_net_on_result,
                           &self->result);
  plan = finish (self);
  g_assert_cmpint (plan->outcome, ==, MATOI_PAGERDUTY_PLAN);
  matoi_pagerduty_get_incident (self->client, "PNONE", NULL, test_net_on_result, &self->result);
  place = finish (self);
  g_assert_cmpint (place->outcome, ==, MATOI_PAGERDUTY_PLACE);
  g_assert_cmpuint (fake_pagerduty_count_pages (self->pagerduty, "Ben Ortiz"), ==, 0);
}

static void
assert_pause (Fixture *self, const char *seconds, gboolean bare, gint64 expected)
{
  g_autoptr (MatoiPagerdutyAnswer) answer = NULL, at_once = NULL;

  use (self, FAKE_PAGERDUTY_FROM, FAKE_PAGERDUTY_TOKEN);
  self->pagerduty->bare_limits = bare;
  fake_pagerduty_fault (self->pagerduty, "POST incidents", FAKE_LIMIT, seconds, 1);
  answer = create (self);
  g_assert_cmpint (answer->outcome, ==, MATOI_PAGERDUTY_WAIT);
  g_assert_cmpint (answer->retry_after, ==, expected);
  if (expected == 0)
    return;
  /* Nothing is asked during a pause, and whoever pages is told at once. */
  at_once = create (self);
  g_assert_cmpint (at_once->outcome, ==, MATOI_PAGERDUTY_WAIT);
  g_assert_cmpint (at_once->retry_after, >, 0);
}

static void
test_pauses (Fixture *self, gconstpointer data)
{
  assert_pause (self, "7", FALSE, 7000);
  assert_pause (self, NULL, TRUE, 60000);
  assert_pause (self, "0", FALSE, 0);
  g_assert_cmpuint (fake_pagerduty_count (self->pagerduty, "POST incidents"), ==, 3);
}

static void
test_lost (Fixture *self, gconstpointer data)
{
  static const struct
  {
    FakeFaultKind kind;
    const char *value;
    MatoiPagerdutyOutcome outcome;
  } rows[] = {
    { FAKE_DROP_AFTER, NULL, MATOI_PAGERDUTY_UNKNOWN },
    { FAKE_STATUS_BEFORE, "503", MATOI_PAGERDUTY_UNKNOWN },
    { FAKE_HTML, NULL, MATOI_PAGERDUTY_UNKNOWN },
    { FAKE_CUT, NULL, MATOI_PAGERDUTY_UNKNOWN },
    { FAKE_EMPTY, NULL, MATOI_PAGERDUTY_UNKNOWN },
    { FAKE_ERROR, "403", MATOI_PAGERDUTY_SCOPE },
    { FAKE_ERROR, "409", MATOI_PAGERDUTY_NOT_DONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MatoiPagerdutyAnswer) answer = NULL;

      fake_pagerduty_fault (self->pagerduty, "POST incidents", rows[i].kind, rows[i].value, 1);
      answer = create (self);
      g_test_message ("row %u", i);
      g_assert_cmpint (answer->outcome, ==, rows[i].outcome);
      g_ptr_array_set_size (self->pagerduty->incidents, 0);
    }
}

/* --- real answers */

static JsonNode *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pagerduty", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  return json_from_string (text, NULL);
}

static void
test_samples (void)
{
  g_autoptr (JsonNode) event = load ("incident.json"), request = load ("responder-request.json");
  JsonObject *inner = matoi_json_get_object (json_node_get_object (event), "event");
  g_autoptr (MatoiPagerdutyIncident) incident =
    matoi_pagerduty_incident_new (matoi_json_get_object (inner, "data"));
  JsonArray *targets = matoi_json_get_array (matoi_json_get_object (json_node_get_object (request),
                                                                    "responder_request"),
                                             "responder_request_targets");
  JsonObject *target =
    matoi_json_get_object (matoi_json_array_get_object (targets, 0), "responder_request_target");
  JsonObject *responder =
    matoi_json_array_get_object (matoi_json_get_array (target, "incidents_responders"), 0);
  MatoiPagerdutyPerson *person =
    matoi_pagerduty_person_new (matoi_json_get_object (responder, "user"));

  g_assert_cmpstr (incident->id, ==, "PGR0VU2");
  g_assert_cmpint (incident->number, ==, 2);
  g_assert_cmpstr (incident->status, ==, "triggered");
  g_assert_cmpstr (incident->url, ==, "https://acme.pagerduty.com/incidents/PGR0VU2");
  g_assert_cmpstr (incident->service, ==, "PF9KMXH");
  g_assert_cmpstr (incident->title, ==, "A little bump in the road");
  g_assert_true (matoi_pagerduty_incident_is_open (incident));
  g_assert_cmpstr (person->id, ==, "PJ25ZYX");
  g_assert_cmpstr (person->name, ==, "dave");
  matoi_pagerduty_person_free (person);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/pagerduty/incident", test_incident);
  ADD ("/pagerduty/told", test_told);
  ADD ("/pagerduty/lists", test_lists);
  ADD ("/pagerduty/refusals", test_refusals);
  ADD ("/pagerduty/pauses", test_pauses);
  ADD ("/pagerduty/lost", test_lost);
#undef ADD
  g_test_add_func ("/pagerduty/samples", test_samples);
  return g_test_run ();
}
