/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the commander approved stands on the public page once, whatever breaks (F18, IC-17,
 * COM-07, SEC-07). */

#include "config.h"

#include <string.h>

#include "fake-statuspage.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-statuspage-errands.h"
#include "matoi-statuspage-link.h"
#include "sync-rig.h"
#include "test-net.h"

#define IC    "Ben Okafor"
#define HASTE 1000

typedef struct
{
  SyncRig rig;
  SoupServer *server;
  FakeStatuspage *site;
  MatoiStatuspageClient *client;
  MatoiStatuspageErrands *errands;
  guint n_trouble;
  char *dead;
  char *update; /* the last one */
} Page;

static void
on_trouble (Page *self, MatoiErrand *errand)
{
  self->n_trouble++;
  g_free (self->dead);
  self->dead = g_strdup (errand->dead);
}

/* Anew, as another program would. */
static void
make (Page *self, const char *token)
{
  g_clear_object (&self->errands);
  g_clear_object (&self->client);
  self->client = matoi_statuspage_client_new (self->rig.http, self->site->base, token);
  self->errands = matoi_statuspage_errands_new (sync_rig_get_desk (&self->rig), self->client);
  matoi_errands_set_haste (matoi_statuspage_errands_get (self->errands), HASTE);
  matoi_rest_set_haste (MATOI_REST (self->client), HASTE);
  g_signal_connect_swapped (matoi_statuspage_errands_get (self->errands), "trouble",
                            G_CALLBACK (on_trouble), self);
}

static void
set_up (Page *self)
{
  memset (self, 0, sizeof *self);
  sync_rig_set_up (&self->rig);
  self->server = soup_server_new (NULL, NULL);
  g_uri_unref (test_net_listen (self->server));
  self->site = fake_statuspage_new (self->server, "/statuspage");
  sync_rig_set (&self->rig, "statuspage.page", FAKE_STATUSPAGE_PAGE);
  sync_rig_set (&self->rig, "statuspage.base-url", self->site->base);
  sync_rig_declare (&self->rig, "Checkout fails");
  sync_rig_submit (&self->rig, IC, "role-assign", "role", "ic", "person", IC, NULL);
  make (self, FAKE_STATUSPAGE_TOKEN);
}

static void
tear_down (Page *self)
{
  g_clear_object (&self->errands);
  g_clear_object (&self->client);
  sync_rig_tear_down (&self->rig);
  fake_statuspage_free (self->site);
  test_net_close (&self->server);
  g_free (self->update);
  g_free (self->dead);
}

static void
submit (Page *self, MatoiCommand *command)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  matoi_context_submit_async (self->rig.context, &self->rig.incident, command, NULL,
                              test_net_on_result, &result);
  WAIT_UNTIL (result != NULL);
  receipt = matoi_context_submit_finish (self->rig.context, result, &error);
  g_assert_no_error (error);
  if (receipt->events->len > 0 &&
      strcmp (((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->type, "update.drafted") == 0)
    {
      g_free (self->update);
      self->update =
        matoi_id_dup_text (&((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id);
    }
  matoi_context_free_receipt (receipt);
}

/* An approved one, asked to be published as @status. */
static void
publish (Page *self, const char *text, const char *status, const char *components, gboolean notify)
{
  g_autoptr (MatoiCommand) draft = matoi_command_new ("update", IC);
  g_autoptr (MatoiCommand) approve = matoi_command_new ("update-approve", IC);
  g_autoptr (MatoiCommand) command = matoi_command_new ("update-publish", IC);
  g_autoptr (JsonNode) node = json_from_string (components, NULL);

  matoi_command_set (draft, "to", "public");
  matoi_command_set (draft, "text", text);
  matoi_command_set_flag (draft, "draft", TRUE);
  submit (self, draft);
  matoi_command_set (approve, "update", self->update);
  submit (self, approve);
  matoi_command_set (command, "update", self->update);
  matoi_command_set (command, "status", status);
  json_object_set_boolean_member (command->args, "notify", notify);
  matoi_command_set_flag (command, "recovered", TRUE);
  json_object_set_member (command->args, "components", g_steal_pointer (&node));
  submit (self, command);
}

static void
run (Page *self)
{
  MatoiErrands *errands = matoi_statuspage_errands_get (self->errands);

  matoi_errands_start (errands);
  WAIT_UNTIL (!matoi_errands_is_busy (errands));
}

/* The first one for the page. (transfer full) */
static MatoiOutboxRow *
get_row (Page *self)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&self->rig);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_has_prefix (((MatoiOutboxRow *) g_ptr_array_index (rows, i))->lane, "statuspage/"))
      return g_ptr_array_steal_index (rows, i);
  g_assert_not_reached ();
}

static JsonObject *
get_newest (Page *self, guint *n)
{
  JsonObject *incident;
  JsonArray *updates;

  g_assert_cmpuint (self->site->incidents->len, ==, 1);
  incident = g_ptr_array_index (self->site->incidents, 0);
  updates = json_object_get_array_member (incident, "incident_updates");
  *n = json_array_get_length (updates);
  return json_array_get_object_element (updates, 0);
}

/* The page has @n updates, the newest says @text, and as many mails went out. */
static void
assert_page (Page *self, guint n, const char *text, guint mails)
{
  guint there;
  JsonObject *newest = get_newest (self, &there);

  g_assert_cmpuint (there, ==, n);
  g_assert_cmpstr (json_object_get_string_member (newest, "body"), ==, text);
  g_assert_cmpuint (self->site->mails, ==, mails);
}

static MatoiUpdate *
find_update (Page *self, MatoiIncident *incident)
{
  MatoiId id;

  g_assert_true (matoi_id_from_text (&id, self->update));
  return matoi_incident_find_update (incident, &id);
}

static void
assert_recorded (Page *self)
{
  MatoiIncident *incident = sync_rig_load (&self->rig);
  const MatoiUpdate *update = find_update (self, incident);

  g_assert_cmpstr (update->state, ==, "posted");
  g_assert_true (g_str_has_prefix (update->url, "https://stspg.example/"));
  g_assert_nonnull (incident->public_incident);
  matoi_incident_free (incident);
}

/* Three updates: one incident on the page, its parts are well again at the end, and everything is
 * recorded with its address. */
static void
test_whole (void)
{
  Page page;
  JsonObject *component;
  MatoiIncident *incident;
  guint n;

  set_up (&page);
  publish (&page, "We look into errors at the checkout.", "investigating",
           "{\"cmcheckout01\":\"partial_outage\"}", TRUE);
  run (&page);
  assert_page (&page, 1, "We look into errors at the checkout.", 1);
  assert_recorded (&page);
  component = fake_statuspage_find (page.site->components, "cmcheckout01");
  g_assert_cmpstr (json_object_get_string_member (component, "status"), ==, "partial_outage");
  publish (&page, "Payments by card fail.", "identified", "{}", FALSE);
  run (&page);
  assert_page (&page, 2, "Payments by card fail.", 1);
  sync_rig_submit (&page.rig, IC, "phase", "to", "verify", NULL);
  publish (&page, "It is over; nothing was lost.", "resolved", "{\"cmcheckout01\":\"operational\"}",
           TRUE);
  run (&page);
  assert_page (&page, 3, "It is over; nothing was lost.", 2);
  assert_recorded (&page);
  g_assert_cmpstr (json_object_get_string_member (component, "status"), ==, "operational");
  g_assert_cmpstr (json_object_get_string_member (get_newest (&page, &n), "status"), ==,
                   "resolved");
  incident = sync_rig_load (&page.rig);
  g_assert_cmpstr (incident->public_state, ==, "resolved");
  matoi_incident_free (incident);
  g_assert_cmpuint (fake_statuspage_count (page.site, "POST incidents"), ==, 1);
  tear_down (&page);
}

/* The answer is lost, in every way, to the first one and to a later one: one incident, one mail. */
static void
test_lost (void)
{
  static const struct
  {
    FakeFaultKind kind;
    const char *value;
  } faults[] = {
    { FAKE_DROP_AFTER, NULL }, { FAKE_STATUS_AFTER, "503" }, { FAKE_HTML, NULL },
    { FAKE_CUT, NULL },        { FAKE_EMPTY, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      Page page;

      set_up (&page);
      fake_statuspage_fault (page.site, "POST incidents", faults[i].kind, faults[i].value, 1);
      publish (&page, "We look.", "investigating", "{}", TRUE);
      run (&page);
      assert_page (&page, 1, "We look.", 1);
      assert_recorded (&page);
      fake_statuspage_fault (page.site, "PATCH incident", faults[i].kind, faults[i].value, 1);
      publish (&page, "Found.", "identified", "{}", TRUE);
      run (&page);
      assert_page (&page, 2, "Found.", 2);
      assert_recorded (&page);
      g_assert_cmpuint (sync_rig_count_outbox (&page.rig, "sent"), ==, 2);
      tear_down (&page);
    }
}

static gboolean
send_anyway (MatoiStore *store, gpointer id, GError **error)
{
  return matoi_store_retry_outbox (store, *(gint64 *) id, g_get_real_time () / 1000, error);
}

/* It never arrived: what mails nobody goes again by itself, what does waits for a person, whose word
 * is not taken for it: it is looked for once more. */
static void
test_never_arrived (void)
{
  for (guint notify = 0; notify < 2; notify++)
    {
      Page page;

      set_up (&page);
      fake_statuspage_fault (page.site, "POST incidents", FAKE_DROP_BEFORE, NULL, 1);
      publish (&page, "We look.", "investigating", "{}", notify != 0);
      run (&page);
      if (notify == 0)
        assert_page (&page, 1, "We look.", 0);
      else
        {
          g_autoptr (MatoiOutboxRow) row = get_row (&page);
          guint n_looks = fake_statuspage_count (page.site, "GET incidents");

          g_assert_cmpstr (row->state, ==, "held");
          g_assert_cmpuint (page.site->incidents->len, ==, 0);
          g_assert_cmpuint (page.site->mails, ==, 0);
          sync_rig_run (&page.rig, send_anyway, &row->id);
          run (&page);
          g_assert_cmpuint (fake_statuspage_count (page.site, "GET incidents"), ==, n_looks + 1);
          assert_page (&page, 1, "We look.", 1);
        }
      tear_down (&page);
    }
}

/* Too much at a time, in both ways to say it. */
static void
test_too_much (void)
{
  Page page;

  set_up (&page);
  fake_statuspage_fault (page.site, "POST incidents", FAKE_LIMIT, "420", 1);
  fake_statuspage_fault (page.site, "POST incidents", FAKE_LIMIT, "429", 1);
  publish (&page, "We look.", "investigating", "{}", TRUE);
  run (&page);
  assert_page (&page, 1, "We look.", 1);
  g_assert_cmpuint (fake_statuspage_count (page.site, "POST incidents"), ==, 3);
  tear_down (&page);
}

/* It says for how long it wants to be left alone: that is waited for to the end, with everything that
 * goes there, and then it is asked once. */
static void
test_pause (void)
{
  const gint64 minute = 60 * G_TIME_SPAN_SECOND / HASTE;
  Page page;

  set_up (&page);
  fake_statuspage_fault (page.site, "POST incidents", FAKE_LIMIT, "429 60", 1);
  publish (&page, "We look.", "investigating", "{}", TRUE);
  run (&page);
  assert_page (&page, 1, "We look.", 1);
  g_assert_cmpint (page.site->asked_at - page.site->refused_at, >=, minute);
  g_assert_cmpuint (fake_statuspage_count (page.site, "POST incidents"), ==, 2);
  /* While it is shut, nothing else is asked either. */
  fake_statuspage_fault (page.site, "PATCH incident", FAKE_LIMIT, "420 60", 1);
  publish (&page, "Found.", "identified", "{}", TRUE);
  publish (&page, "Nearly there.", "monitoring", "{}", FALSE);
  run (&page);
  assert_page (&page, 3, "Nearly there.", 2);
  g_assert_cmpint (page.site->asked_at - page.site->refused_at, >=, minute);
  g_assert_cmpuint (fake_statuspage_count (page.site, "PATCH incident"), ==, 3);
  tear_down (&page);
}

/* The program ends after the page has it and before that is written down. */
static void
test_killed (void)
{
  Page page;

  set_up (&page);
  fake_statuspage_fault (page.site, "POST incidents", FAKE_SILENT, NULL, 1);
  publish (&page, "We look.", "investigating", "{}", TRUE);
  matoi_errands_start (matoi_statuspage_errands_get (page.errands));
  WAIT_UNTIL (page.site->incidents->len == 1);
  make (&page, FAKE_STATUSPAGE_TOKEN);
  sync_rig_reopen (&page.rig);
  make (&page, FAKE_STATUSPAGE_TOKEN);
  run (&page);
  assert_page (&page, 1, "We look.", 1);
  assert_recorded (&page);
  tear_down (&page);
}

/* A component is gone, the token is dead: nothing is published, a person is told, and it goes on
 * once that is mended. */
static void
test_refused (void)
{
  Page page;
  g_autoptr (MatoiOutboxRow) row = NULL;

  set_up (&page);
  fake_statuspage_delete_component (page.site, "cmcheckout01");
  publish (&page, "We look.", "investigating", "{\"cmcheckout01\":\"major_outage\"}", TRUE);
  run (&page);
  row = get_row (&page);
  g_assert_cmpstr (row->state, ==, "failed");
  g_assert_nonnull (strstr (row->last_error, "Component with id cmcheckout01 not found"));
  g_assert_cmpuint (page.site->incidents->len, ==, 0);
  tear_down (&page);

  set_up (&page);
  page.site->revoked = TRUE;
  publish (&page, "We look.", "investigating", "{}", TRUE);
  matoi_errands_start (matoi_statuspage_errands_get (page.errands));
  WAIT_UNTIL (page.n_trouble > 0);
  g_assert_nonnull (page.dead);
  page.site->revoked = FALSE;
  make (&page, FAKE_STATUSPAGE_TOKEN);
  run (&page);
  assert_page (&page, 1, "We look.", 1);
  tear_down (&page);
}

/* The site is away: it is kept, and goes out once it is back. */
static void
test_away (void)
{
  Page page;

  set_up (&page);
  fake_statuspage_fault (page.site, "POST incidents", FAKE_STATUS_BEFORE, "503", 1);
  fake_statuspage_fault (page.site, "GET incidents", FAKE_STATUS_BEFORE, "503", 2);
  publish (&page, "We look.", "investigating", "{}", FALSE);
  run (&page);
  assert_page (&page, 1, "We look.", 0);
  tear_down (&page);
}

/* Somebody has recorded it by hand meanwhile, or asked twice: nothing is published again. */
static void
test_by_hand (void)
{
  Page page;
  g_autoptr (MatoiCommand) again = matoi_command_new ("update-publish", IC);

  set_up (&page);
  publish (&page, "We look.", "investigating", "{}", TRUE);
  matoi_command_set (again, "update", page.update);
  matoi_command_set (again, "status", "investigating");
  submit (&page, again);
  run (&page);
  assert_page (&page, 1, "We look.", 1);
  publish (&page, "Found.", "identified", "{}", TRUE);
  sync_rig_submit (&page.rig, IC, "update-post", "update", page.update, "url",
                   "https://status.acme.example/1", NULL);
  run (&page);
  assert_page (&page, 1, "We look.", 1);
  g_assert_cmpuint (sync_rig_count_outbox (&page.rig, "sent"), ==, 3);
  tear_down (&page);
}

/* SEC-07: what waited stays here. */
static void
test_confidential (void)
{
  Page page;

  set_up (&page);
  publish (&page, "We look.", "investigating", "{}", TRUE);
  sync_rig_submit (&page.rig, IC, "security", "reason", "Somebody is inside.", NULL);
  run (&page);
  g_assert_cmpuint (page.site->incidents->len, ==, 0);
  g_assert_cmpuint (fake_statuspage_count (page.site, "POST incidents"), ==, 0);
  tear_down (&page);
}

/* WRI-11: the approved message stands below the incident once, also after a lost answer. */
static void
test_postmortem (void)
{
  static const char *const calls[] = { NULL, "PUT postmortem", "PUT publish" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      Page page;
      MatoiIncident *incident;
      JsonObject *there;

      set_up (&page);
      sync_rig_submit (&page.rig, IC, "phase", "to", "verify", NULL);
      publish (&page, "It is over.", "resolved", "{}", FALSE);
      run (&page);
      sync_rig_submit (&page.rig, IC, "end", "outcome", "recovered", "final_severity", "2", "owner",
                       IC, "override", "a test", NULL);
      sync_rig_submit (&page.rig, IC, "pm-message", "choice", "text", "summary", "Sorry.",
                       "happened", "The cache was full.", "doing", "A limit.", NULL);
      sync_rig_submit (&page.rig, IC, "pm-message-approve", NULL);
      if (calls[i] != NULL)
        fake_statuspage_fault (page.site, calls[i], FAKE_DROP_AFTER, NULL, 1);
      sync_rig_submit (&page.rig, IC, "pm-message-publish", NULL);
      run (&page);
      incident = sync_rig_load (&page.rig);
      there = g_hash_table_lookup (page.site->postmortems, incident->public_incident);
      g_assert_nonnull (there);
      g_assert_nonnull (
        strstr (json_object_get_string_member (there, "body"), "The cache was full."));
      g_assert_cmpuint (fake_statuspage_count (page.site, "PUT publish"), ==, 1);
      g_assert_cmpstr (incident->postmortem->message.state, ==, "posted");
      g_assert_nonnull (incident->postmortem->message.url);
      matoi_incident_free (incident);
      tear_down (&page);
    }
}

/* The connection: where it stands, and what the page is like. */
static void
test_link (void)
{
  Page page;
  g_autoptr (MatoiLink) link = NULL, dead = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MatoiStatuspageLook) look = NULL;

  set_up (&page);
  link = matoi_statuspage_link_new (sync_rig_get_desk (&page.rig), FAKE_STATUSPAGE_TOKEN);
  publish (&page, "We look.", "investigating", "{}", TRUE);
  matoi_link_start (link);
  WAIT_UNTIL (page.site->mails == 1 && matoi_link_is_quiet (link));
  g_assert_cmpint (matoi_link_get_state (link), ==, MATOI_LINK_ONLINE);
  g_assert_nonnull (strstr (matoi_link_get_text (link), "Acme Status"));
  matoi_statuspage_link_look_async (MATOI_STATUSPAGE_LINK (link), NULL, test_net_on_result,
                                    &result);
  WAIT_UNTIL (result != NULL);
  look = matoi_statuspage_look_finish (result, NULL);
  g_assert_cmpint (look->mails, ==, 1204);
  matoi_link_stop (link);
  dead = matoi_statuspage_link_new (sync_rig_get_desk (&page.rig), "other");
  matoi_link_start (dead);
  WAIT_UNTIL (matoi_link_get_state (dead) == MATOI_LINK_REFUSED);
  matoi_link_stop (dead);
  tear_down (&page);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statuspage/whole", test_whole);
  g_test_add_func ("/statuspage/lost", test_lost);
  g_test_add_func ("/statuspage/never-arrived", test_never_arrived);
  g_test_add_func ("/statuspage/too-much", test_too_much);
  g_test_add_func ("/statuspage/pause", test_pause);
  g_test_add_func ("/statuspage/killed", test_killed);
  g_test_add_func ("/statuspage/refused", test_refused);
  g_test_add_func ("/statuspage/away", test_away);
  g_test_add_func ("/statuspage/by-hand", test_by_hand);
  g_test_add_func ("/statuspage/confidential", test_confidential);
  g_test_add_func ("/statuspage/postmortem", test_postmortem);
  g_test_add_func ("/statuspage/link", test_link);
  return g_test_run ();
}
