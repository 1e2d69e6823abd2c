/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-jira.h"
#include "matoi-jira-issues.h"
#include "matoi-jira-text.h"
#include "matoi-json.h"
#include "matoi-time.h"
#include "test-net.h"

/* Both kinds of JIRA against Matoi's client: what each test says holds for both, unless its name
 * says which. */

#define NOON ((gint64) 1795608000000)

typedef struct
{
  SoupServer *server;
  FakeJira *jira;
  MatoiHttp *http;
  MatoiJiraClient *client;
  GAsyncResult *result;
} Fixture;

static void
use_token (Fixture *fixture, const char *token)
{
  g_autoptr (MatoiJiraClient) client = matoi_jira_client_new (
    fixture->http, fixture->jira->base,
    fixture->jira->profile == FAKE_JIRA_CLOUD ? MATOI_JIRA_CLOUD : MATOI_JIRA_DC, FAKE_JIRA_EMAIL,
    token);

  g_set_object (&fixture->client, client);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  FakeJiraProfile profile = (FakeJiraProfile) GPOINTER_TO_INT (data);

  memset (fixture, 0, sizeof *fixture);
  fixture->server = soup_server_new (NULL, NULL);
  g_uri_unref (test_net_listen (fixture->server));
  fixture->jira = fake_jira_new (fixture->server, "/jira", profile);
  fixture->jira->clock = NOON;
  fake_jira_seed (fixture->jira);
  fixture->http = matoi_http_new ();
  use_token (fixture, profile == FAKE_JIRA_CLOUD ? FAKE_JIRA_TOKEN : FAKE_JIRA_DC_TOKEN);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->http);
  fake_jira_free (fixture->jira);
  test_net_close (&fixture->server);
}

static MatoiJiraList *
get_list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = test_net_wait (&fixture->result);
  g_autoptr (GError) error = NULL;
  MatoiJiraList *list = matoi_jira_list_finish (result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (list->answer);
  return list;
}

static MatoiJiraAnswer *
get_answer (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = test_net_wait (&fixture->result);
  g_autoptr (GError) error = NULL;
  MatoiJiraAnswer *answer = matoi_jira_client_call_finish (fixture->client, result, &error);

  g_assert_no_error (error);
  return answer;
}

#define LIST(call, ...)                                                             \
  (call (fixture->client, __VA_ARGS__, NULL, test_net_on_result, &fixture->result), \
   get_list (fixture))
#define LIST0(call) \
  (call (fixture->client, NULL, test_net_on_result, &fixture->result), get_list (fixture))

static MatoiJiraIssue *
get_issue (MatoiJiraList *list, guint i)
{
  return g_ptr_array_index (list->items, i);
}

static MatoiJiraDraft
new_draft (const char *mark)
{
  return (MatoiJiraDraft){ .mark = mark,
                           .tag = "INC-42/AI-3",
                           .project = "OPS",
                           .type_id = "10001",
                           .summary = "接続プールの上限を\n見直す",
                           .description = "**原因**\n\n- `pool` exhausted",
                           .priority_id = "2",
                           .due = "2026-12-01" };
}

static gboolean
is_cloud (Fixture *fixture)
{
  return fixture->jira->profile == FAKE_JIRA_CLOUD;
}

/* --- the site */

static void
test_probe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MatoiJiraSite) site = NULL;

  matoi_jira_probe_async (fixture->http, fixture->jira->base, NULL, test_net_on_result,
                          &fixture->result);
  result = test_net_wait (&fixture->result);
  site = matoi_jira_probe_finish (result, NULL);
  g_assert_cmpint (site->answer->outcome, ==, MATOI_JIRA_OK);
  g_assert_cmpint (site->flavour, ==, is_cloud (fixture) ? MATOI_JIRA_CLOUD : MATOI_JIRA_DC);
  g_assert_cmpstr (site->title, ==, "Acme JIRA");
}

static void
test_site (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraList) me = LIST0 (matoi_jira_list_myself);
  g_autoptr (MatoiJiraList) projects = LIST0 (matoi_jira_list_projects);
  g_autoptr (MatoiJiraList) priorities = LIST0 (matoi_jira_list_priorities);
  g_autoptr (MatoiJiraList) types = NULL;

  fixture->jira->page_size = 2;
  types = LIST (matoi_jira_list_types, "OPS");
  g_assert_cmpuint (me->items->len, ==, 1);
  g_assert_cmpstr (((MatoiJiraChoice *) g_ptr_array_index (me->items, 0))->name, ==, "aiko");
  g_assert_cmpuint (projects->items->len, ==, 3);
  g_assert_cmpstr (((MatoiJiraChoice *) g_ptr_array_index (projects->items, 2))->name, ==,
                   "ウェブ");
  g_assert_cmpuint (priorities->items->len, ==, 5);
  g_assert_cmpstr (((MatoiJiraChoice *) g_ptr_array_index (priorities->items, 0))->id, ==, "1");
  /* F17: two pages, whatever the list in them is called. */
  g_assert_cmpuint (types->items->len, ==, 3);
  g_assert_true (types->whole);
  g_assert_true (((MatoiJiraChoice *) g_ptr_array_index (types->items, 2))->subtask);
}

/* A locked site still names the types of its projects. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraList) types = NULL, fields = NULL;

  fixture->jira->locked_meta = TRUE;
  types = LIST (matoi_jira_list_types, "OPS");
  fields = LIST (matoi_jira_list_fields, "OPS", "10001");
  g_assert_cmpint (types->answer->outcome, ==, MATOI_JIRA_OK);
  g_assert_cmpuint (types->items->len, ==, 3);
  g_assert_cmpint (fields->answer->outcome, ==, MATOI_JIRA_PLACE);
  g_assert_false (fields->whole);
}

static MatoiJiraField *
find_field (GPtrArray *fields, const char *id)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((MatoiJiraField *) g_ptr_array_index (fields, i))->id, id))
      return g_ptr_array_index (fields, i);
  return NULL;
}

/* A field somebody requires is found, filled, and then the ticket is made. */
static void
test_required (Fixture *fixture, gconstpointer data)
{
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (MatoiJiraList) fields = NULL, refused = NULL, made = NULL;
  g_autoptr (GPtrArray) missing = NULL, none = NULL;
  g_autoptr (JsonObject) more = json_object_new ();
  MatoiJiraField *field;

  fixture->jira->required_field = g_strdup ("customfield_10050");
  fixture->jira->page_size = 3;
  fields = LIST (matoi_jira_list_fields, "OPS", "10001");
  g_assert_cmpuint (fields->items->len, ==, 11);
  draft.screen = fields->items;
  missing = matoi_jira_draft_list_missing (&draft);
  g_assert_cmpuint (missing->len, ==, 1);
  field = g_ptr_array_index (missing, 0);
  g_assert_cmpstr (field->id, ==, "customfield_10050");
  g_assert_cmpuint (field->choices->len, ==, 2);
  refused = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (refused->answer->outcome, ==, MATOI_JIRA_CONTENT);
  g_assert_cmpstr (g_hash_table_lookup (refused->answer->fields, "customfield_10050"), ==,
                   "Service is required.");
  g_assert_null (
    matoi_jira_field_new_value (field, matoi_jira_client_get_flavour (fixture->client), "99"));
  json_object_set_member (
    more, field->id,
    matoi_jira_field_new_value (field, matoi_jira_client_get_flavour (fixture->client),
                                ((MatoiJiraChoice *) g_ptr_array_index (field->choices, 1))->id));
  draft.fields = more;
  none = matoi_jira_draft_list_missing (&draft);
  g_assert_cmpuint (none->len, ==, 0);
  made = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_OK);
}

/* Values of every kind of field Matoi can fill. */
static void
test_values (Fixture *fixture, gconstpointer data)
{
  MatoiJiraFlavour flavour = matoi_jira_client_get_flavour (fixture->client);
  const char *user = is_cloud (fixture) ? "{\"id\":\"mei\"}" : "{\"name\":\"mei\"}";
  const struct
  {
    const char *schema, *text, *json;
  } table[] = {
    { "\"type\":\"string\"", "a\"b", "\"a\\\"b\"" },
    { "\"type\":\"number\"", "3", "3" },
    { "\"type\":\"number\"", "x", NULL },
    { "\"type\":\"number\"", "nan", NULL },
    { "\"type\":\"date\"", "2026-12-01", "\"2026-12-01\"" },
    { "\"type\":\"date\"", "2026-02-30", NULL },
    { "\"type\":\"date\"", "soon", NULL },
    { "\"type\":\"user\"", "mei", user },
    { "\"type\":\"option\"", "7", "{\"id\":\"7\"}" },
    { "\"type\":\"array\",\"items\":\"component\"", "7", "[{\"id\":\"7\"}]" },
    { "\"type\":\"array\",\"items\":\"string\"", "x", "[\"x\"]" },
    { "\"type\":\"any\"", "x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"fieldId\":\"f\",\"schema\":{%s}}", table[i].schema);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      g_autoptr (MatoiJiraField) field = matoi_jira_field_new (json_node_get_object (node));
      g_autoptr (JsonNode) value = matoi_jira_field_new_value (field, flavour, table[i].text);
      g_autofree char *json = value ? json_to_string (value, FALSE) : NULL;

      g_assert_cmpstr (json, ==, table[i].json);
    }
}

/* --- making one */

static void
test_create (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "sev1_20261121", "two words", "matoi", NULL };
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (MatoiJiraList) made = NULL, read = NULL;
  MatoiJiraIssue *issue;
  FakeTicket *ticket;
  JsonNode *description;

  draft.labels = labels;
  made = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_OK);
  g_assert_cmpstr (get_issue (made, 0)->key, ==, "OPS-1");
  read = LIST (matoi_jira_read, "OPS-1");
  issue = get_issue (read, 0);
  g_assert_cmpstr (issue->summary, ==, "接続プールの上限を 見直す");
  g_assert_cmpstr (issue->mark, ==, "m1");
  g_assert_cmpstr (issue->due, ==, "2026-12-01");
  g_assert_cmpstr (issue->priority, ==, "High");
  g_assert_cmpint (issue->progress, ==, MATOI_JIRA_PROGRESS_NEW);
  g_assert_cmpint (issue->created, ==, NOON);
  g_assert_null (issue->assignee);
  g_assert_null (issue->old_key);
  g_assert_cmpuint (g_strv_length (issue->labels), ==, 4);
  g_assert_cmpstr (issue->labels[1], ==, "matoi-m1");
  g_assert_cmpstr (issue->labels[3], ==, "two-words");
  ticket = fake_jira_find (fixture->jira, "OPS-1");
  description = json_object_get_member (ticket->fields, "description");
  g_assert_true (is_cloud (fixture) == JSON_NODE_HOLDS_OBJECT (description));
  if (!is_cloud (fixture))
    g_assert_cmpstr (json_node_get_string (description), ==, "*原因*\n\n* {{pool}} exhausted");
}

/* Labels are not on the screen: the property and the summary say which it is. */
static void
test_bare_screen (Fixture *fixture, gconstpointer data)
{
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (MatoiJiraList) fields = NULL, made = NULL, refused = NULL;
  g_autoptr (GPtrArray) left_out = NULL;
  FakeTicket *ticket;

  fixture->jira->no_labels = fixture->jira->no_priority = fixture->jira->no_due = TRUE;
  fields = LIST (matoi_jira_list_fields, "OPS", "10001");
  refused = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (refused->answer->outcome, ==, MATOI_JIRA_CONTENT);
  g_assert_cmpuint (g_hash_table_size (refused->answer->fields), ==, 3);
  g_assert_nonnull (g_hash_table_lookup (refused->answer->fields, "priority"));
  draft.screen = fields->items;
  left_out = matoi_jira_draft_list_left_out (&draft);
  g_assert_cmpuint (left_out->len, ==, 3);
  made = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_OK);
  ticket = fake_jira_find (fixture->jira, get_issue (made, 0)->key);
  g_assert_true (
    g_str_has_suffix (json_object_get_string_member (ticket->fields, "summary"), " [INC-42/AI-3]"));
  g_assert_cmpuint (fake_jira_count_mark (fixture->jira, "m1"), ==, 1);
}

/* A scheme without P0: the site's own list is what can be chosen from. */
static void
test_priorities (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "至急", "通常", NULL };
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (MatoiJiraList) fields = NULL, refused = NULL;
  MatoiJiraField *priority;

  fake_jira_set_priorities (fixture->jira, names);
  fields = LIST (matoi_jira_list_fields, "OPS", "10001");
  priority = find_field (fields->items, "priority");
  g_assert_cmpuint (priority->choices->len, ==, 2);
  g_assert_cmpstr (((MatoiJiraChoice *) g_ptr_array_index (priority->choices, 0))->name, ==,
                   "至急");
  draft.priority_id = "5";
  refused = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (refused->answer->outcome, ==, MATOI_JIRA_CONTENT);
  g_assert_nonnull (g_hash_table_lookup (refused->answer->fields, "priority"));
}

/* What the site says in its language is shown; what it means does not depend on it. */
static void
test_languages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *language, *text;
  } table[] = {
    { "en", "The priority selected is invalid." },
    { "de", "Die gewählte Priorität ist ungültig." },
    { "ja", "選択した優先度は無効です。" },
  };
  MatoiJiraDraft draft = new_draft ("m1");

  draft.priority_id = "99";
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (MatoiJiraList) list = NULL;
      g_autoptr (MatoiJiraList) gone = NULL;

      g_free (fixture->jira->language);
      fixture->jira->language = g_strdup (table[i].language);
      list = LIST (matoi_jira_create, &draft);
      gone = LIST (matoi_jira_read, "OPS-99");
      g_assert_cmpint (list->answer->outcome, ==, MATOI_JIRA_CONTENT);
      g_assert_cmpstr (g_hash_table_lookup (list->answer->fields, "priority"), ==, table[i].text);
      g_assert_cmpint (gone->answer->outcome, ==, MATOI_JIRA_PLACE);
      g_assert_cmpstr (gone->answer->code, ==, "http_404");
      g_assert_nonnull (gone->answer->said);
    }
}

/* --- F16: answers that are lost, an index that is late */

static void
test_lost_answers (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    FakeFaultKind kind;
    const char *value;
    MatoiJiraOutcome outcome;
    guint n_made;
  } table[] = {
    { FAKE_DROP_BEFORE, NULL, MATOI_JIRA_UNKNOWN, 0 },
    { FAKE_DROP_AFTER, NULL, MATOI_JIRA_UNKNOWN, 1 },
    { FAKE_STATUS_BEFORE, "503", MATOI_JIRA_UNKNOWN, 0 },
    { FAKE_STATUS_AFTER, "503", MATOI_JIRA_UNKNOWN, 1 },
    { FAKE_HTML, NULL, MATOI_JIRA_UNKNOWN, 1 },
    { FAKE_CUT, NULL, MATOI_JIRA_UNKNOWN, 1 },
    { FAKE_EMPTY, NULL, MATOI_JIRA_UNKNOWN, 1 },
    { FAKE_ERROR, "403", MATOI_JIRA_SCOPE, 0 },
    { FAKE_ERROR, "captcha", MATOI_JIRA_AUTH, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *mark = g_strdup_printf ("lost%u", i);
      g_autofree char *jql = matoi_jira_dup_jql_for_mark (mark);
      MatoiJiraDraft draft = new_draft (mark);
      g_autoptr (MatoiJiraList) made = NULL, found = NULL;

      fake_jira_fault (fixture->jira, "POST issue", table[i].kind, table[i].value, 1);
      made = LIST (matoi_jira_create, &draft);
      g_assert_cmpint (made->answer->outcome, ==, table[i].outcome);
      g_assert_cmpuint (made->items->len, ==, 0);
      g_assert_cmpuint (fake_jira_count_mark (fixture->jira, mark), ==, table[i].n_made);
      /* Sent once, whatever came of it. */
      g_assert_cmpuint (fake_jira_count (fixture->jira, "POST issue"), ==, i + 1);
      found = LIST (matoi_jira_search, jql, 10);
      g_assert_cmpuint (found->items->len, ==, table[i].n_made);
    }
}

static void
test_late_index (Fixture *fixture, gconstpointer data)
{
  MatoiJiraDraft draft = new_draft ("m1");
  g_autofree char *jql = matoi_jira_dup_jql_for_mark ("m1");
  g_autofree char *recent = matoi_jira_dup_jql_for_recent ("OPS", 15);
  g_autoptr (MatoiJiraList) made = NULL, read = NULL;
  static const gint64 lags[] = { 0, 10, 90 };

  fixture->jira->index_lag = 90 * 1000;
  fake_jira_fault (fixture->jira, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  made = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_UNKNOWN);
  for (guint i = 0; i < G_N_ELEMENTS (lags); i++)
    {
      g_autoptr (MatoiJiraList) by_mark = NULL, by_time = NULL;

      fixture->jira->clock = NOON + lags[i] * 1000;
      by_mark = LIST (matoi_jira_search, jql, 10);
      by_time = LIST (matoi_jira_search, recent, 10);
      g_assert_cmpuint (by_mark->items->len, ==, lags[i] < 90 ? 0 : 1);
      g_assert_cmpuint (by_time->items->len, ==, lags[i] < 90 ? 0 : 1);
      if (lags[i] == 90)
        g_assert_cmpstr (get_issue (by_mark, 0)->mark, ==, "m1");
    }
  /* What is read is not late. */
  fixture->jira->clock = NOON;
  read = LIST (matoi_jira_read, "OPS-1");
  g_assert_cmpstr (get_issue (read, 0)->mark, ==, "m1");
}

static void
test_search_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *jql = matoi_jira_dup_jql_for_mark ("m1");
  g_autoptr (MatoiJiraList) found = NULL;

  fake_jira_fault (fixture->jira, "*", FAKE_STATUS_BEFORE, "500", 1);
  found = LIST (matoi_jira_search, jql, 10);
  /* Nothing was found is not what it says. */
  g_assert_false (found->whole);
  g_assert_cmpint (found->answer->outcome, ==, MATOI_JIRA_NOT_DONE);
}

/* --- F17: many at once */

static void
test_bulk (Fixture *fixture, gconstpointer data)
{
  gboolean backwards = is_cloud (fixture);
  MatoiJiraDraft drafts[50];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MatoiJiraBulk) bulk = NULL;

  /* No order of the answer may matter. */
  fixture->jira->bulk_backwards = backwards;
  fixture->jira->refused_summary = g_strdup ("refuse me");
  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      char *mark = g_strdup_printf ("bulk%u", i);
      char *summary =
        g_strdup_printf ("%s %u", i == 0 || i == 17 || i == 49 ? "refuse me" : "take me", i);

      g_ptr_array_add (texts, mark);
      g_ptr_array_add (texts, summary);
      drafts[i] = new_draft (mark);
      drafts[i].summary = summary;
    }
  matoi_jira_create_many (fixture->client, drafts, G_N_ELEMENTS (drafts), NULL, test_net_on_result,
                          &fixture->result);
  result = test_net_wait (&fixture->result);
  bulk = matoi_jira_create_many_finish (result, NULL);
  g_assert_cmpuint (bulk->made->len, ==, G_N_ELEMENTS (drafts));
  for (guint i = 0; i < bulk->made->len; i++)
    {
      const MatoiJiraMade *made = g_ptr_array_index (bulk->made, i);
      FakeTicket *ticket = made->key ? fake_jira_find (fixture->jira, made->key) : NULL;

      if (i == 0 || i == 17 || i == 49)
        {
          g_assert_cmpint (made->outcome, ==, MATOI_JIRA_CONTENT);
          g_assert_nonnull (g_hash_table_lookup (made->fields, "summary"));
          continue;
        }
      g_assert_cmpint (made->outcome, ==, MATOI_JIRA_OK);
      g_assert_true (made->proven);
      g_assert_cmpstr (json_object_get_string_member (ticket->fields, "summary"), ==,
                       drafts[i].summary);
    }
  g_assert_cmpuint (fixture->jira->tickets->len, ==, 47);
  g_assert_cmpuint (fake_jira_count (fixture->jira, "POST issue/bulk"), ==, 1);
}

static MatoiJiraBulk *
create_three (Fixture *fixture)
{
  MatoiJiraDraft drafts[] = { new_draft ("a"), new_draft ("b"), new_draft ("c") };
  g_autoptr (GAsyncResult) result = NULL;

  drafts[1].summary = "refuse me";
  matoi_jira_create_many (fixture->client, drafts, 3, NULL, test_net_on_result, &fixture->result);
  result = test_net_wait (&fixture->result);
  return matoi_jira_create_many_finish (result, NULL);
}

static MatoiJiraOutcome
get_outcome (MatoiJiraBulk *bulk, guint i)
{
  return ((MatoiJiraMade *) g_ptr_array_index (bulk->made, i))->outcome;
}

static void
test_bulk_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraBulk) lost = NULL, limited = NULL, refused = NULL, unproven = NULL;

  fixture->jira->refused_summary = g_strdup ("refuse me");
  fake_jira_fault (fixture->jira, "POST issue/bulk", FAKE_DROP_AFTER, NULL, 1);
  lost = create_three (fixture);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get_outcome (lost, i), ==, MATOI_JIRA_UNKNOWN);
  g_assert_cmpuint (fixture->jira->tickets->len, ==, 2);
  fake_jira_fault (fixture->jira, "POST issue/bulk", FAKE_LIMIT, "0", 1);
  limited = create_three (fixture);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get_outcome (limited, i), ==, MATOI_JIRA_WAIT);
  /* The proof cannot be read: the order is believed, and it says so. */
  fake_jira_fault (fixture->jira, is_cloud (fixture) ? "POST issue/bulkfetch" : "GET issue/*",
                   FAKE_STATUS_BEFORE, "500", 1);
  unproven = create_three (fixture);
  g_assert_cmpint (get_outcome (unproven, 0), ==, MATOI_JIRA_OK);
  g_assert_cmpint (get_outcome (unproven, 1), ==, MATOI_JIRA_CONTENT);
  g_assert_false (((MatoiJiraMade *) g_ptr_array_index (unproven->made, 0))->proven);
  /* None is made at all. */
  g_free (fixture->jira->refused_summary);
  fixture->jira->refused_summary = g_strdup ("");
  refused = create_three (fixture);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get_outcome (refused, i), ==, MATOI_JIRA_CONTENT);
}

/* --- following */

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  FakeTicket *ticket = fake_jira_add (fixture->jira, "OPS", "one");
  g_autoptr (MatoiJiraList) read = NULL;
  MatoiJiraIssue *issue;

  g_free (fixture->jira->language);
  fixture->jira->language = g_strdup ("ja");
  fixture->jira->clock = NOON + MATOI_MINUTE;
  fake_jira_set_status (fixture->jira, ticket, "done");
  fake_jira_assign (fixture->jira, ticket, "mei");
  fake_jira_set_due (fixture->jira, ticket, "2026-12-24");
  read = LIST (matoi_jira_read, ticket->id);
  issue = get_issue (read, 0);
  g_assert_cmpint (issue->progress, ==, MATOI_JIRA_PROGRESS_DONE);
  g_assert_cmpstr (issue->status, ==, "完了");
  g_assert_cmpstr (issue->assignee, ==, "mei");
  g_assert_cmpstr (issue->due, ==, "2026-12-24");
  g_assert_cmpint (issue->updated, ==, NOON + MATOI_MINUTE);
}

/* The key changes, the ticket does not; one that is gone is gone. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  FakeTicket *ticket = fake_jira_add (fixture->jira, "OPS", "one");
  FakeTicket *other = fake_jira_add (fixture->jira, "OPS", "two");
  g_autofree char *other_id = g_strdup (other->id);
  const char *ids[] = { ticket->id, other->id, "4711", NULL };
  g_autoptr (MatoiJiraList) by_key = NULL, by_id = NULL, many = NULL, gone = NULL;

  fake_jira_move (fixture->jira, ticket, "PAY");
  by_key = LIST (matoi_jira_read, "OPS-1");
  by_id = LIST (matoi_jira_read, ticket->id);
  g_assert_cmpstr (get_issue (by_key, 0)->key, ==, "PAY-1");
  g_assert_cmpstr (get_issue (by_key, 0)->old_key, ==, "OPS-1");
  g_assert_cmpstr (get_issue (by_id, 0)->key, ==, "PAY-1");
  g_assert_null (get_issue (by_id, 0)->old_key);
  many = LIST (matoi_jira_read_many, ids);
  g_assert_cmpuint (many->items->len, ==, 2);
  g_assert_true (many->whole);
  g_assert_cmpstr (get_issue (many, 0)->key, ==, "PAY-1");
  fake_jira_delete (fixture->jira, other);
  gone = LIST (matoi_jira_read, other_id);
  g_assert_cmpint (gone->answer->outcome, ==, MATOI_JIRA_PLACE);
  g_assert_cmpstr (gone->answer->code, ==, "http_404");
}

static void
test_project_gone (Fixture *fixture, gconstpointer data)
{
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (MatoiJiraList) made = NULL, types = NULL;

  fake_jira_delete_project (fixture->jira, "OPS");
  made = LIST (matoi_jira_create, &draft);
  types = LIST (matoi_jira_list_types, "OPS");
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_CONTENT);
  g_assert_nonnull (g_hash_table_lookup (made->answer->fields, "project"));
  g_assert_cmpint (types->answer->outcome, ==, MATOI_JIRA_PLACE);
}

/* All pages, each once. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraList) all = NULL, some = NULL, few = NULL;

  for (guint i = 0; i < 250; i++)
    fake_jira_add (fixture->jira, "OPS", "one");
  all = LIST (matoi_jira_search, "project = OPS", 0);
  g_assert_cmpuint (all->items->len, ==, 250);
  g_assert_true (all->whole);
  g_assert_nonnull (get_issue (all, 249)->summary);
  g_assert_cmpuint (
    fake_jira_count (fixture->jira, is_cloud (fixture) ? "POST search/jql" : "POST search"), ==, 3);
  some = LIST (matoi_jira_search, "project = OPS", 120);
  g_assert_cmpuint (some->items->len, ==, 120);
  g_assert_false (some->whole);
  few = LIST (matoi_jira_search, "key in (OPS-1, OPS-2)", 1);
  g_assert_cmpuint (few->items->len, ==, 1);
  g_assert_false (few->whole);
}

static void
test_jql (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiJiraList) hostile = NULL, bad = NULL;
  g_autofree char *jql = matoi_jira_dup_jql_for_mark ("x\" OR project = \"OPS");

  fake_jira_add (fixture->jira, "OPS", "one");
  hostile = LIST (matoi_jira_search, jql, 10);
  g_assert_cmpint (hostile->answer->outcome, ==, MATOI_JIRA_OK);
  g_assert_cmpuint (hostile->items->len, ==, 0);
  bad = LIST (matoi_jira_search, "project OPS", 10);
  g_assert_cmpint (bad->answer->outcome, ==, MATOI_JIRA_CONTENT);
  g_assert_nonnull (bad->answer->said);
}

/* --- what may be repeated */

static void
test_link (Fixture *fixture, gconstpointer data)
{
  FakeTicket *ticket = fake_jira_add (fixture->jira, "OPS", "one");
  MatoiJiraRemote link = { .global_id = "system=matoi&id=INC-42/AI-3",
                           .url = "https://matoi.example/INC-42",
                           .title = "INC-42: 決済 & <b>" };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MatoiJiraAnswer) answer = NULL;

      link.resolved = i == 1;
      matoi_jira_set_link (fixture->client, ticket->key, &link, NULL, test_net_on_result,
                           &fixture->result);
      answer = get_answer (fixture);
      g_assert_cmpint (answer->outcome, ==, MATOI_JIRA_OK);
      g_assert_cmpuint (answer->status, ==, i == 0 ? 201 : 200);
    }
  g_assert_cmpuint (ticket->links->len, ==, 1);
}

static void
test_property (Fixture *fixture, gconstpointer data)
{
  FakeTicket *ticket = fake_jira_add (fixture->jira, "OPS", "one");
  g_autoptr (JsonObject) value = json_object_new ();
  g_autoptr (MatoiJiraList) read = NULL;

  json_object_set_string_member (value, "idem", "m9");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MatoiJiraAnswer) answer = NULL;

      matoi_jira_set_property (fixture->client, ticket->key, MATOI_JIRA_PROPERTY, value, NULL,
                               test_net_on_result, &fixture->result);
      answer = get_answer (fixture);
      g_assert_cmpint (answer->outcome, ==, MATOI_JIRA_OK);
    }
  read = LIST (matoi_jira_read, ticket->key);
  g_assert_cmpstr (get_issue (read, 0)->mark, ==, "m9");
}

/* --- tokens and limits */

/* Cloud shows nothing to a token it does not know: nothing is not "deleted". */
static void
test_token (Fixture *fixture, gconstpointer data)
{
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (MatoiJiraList) me = NULL, read = NULL, found = NULL, made = NULL;

  fake_jira_add (fixture->jira, "OPS", "one");
  fixture->jira->revoked = TRUE;
  me = LIST0 (matoi_jira_list_myself);
  read = LIST (matoi_jira_read, "OPS-1");
  found = LIST (matoi_jira_search, "project = OPS", 10);
  made = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (me->answer->outcome, ==, MATOI_JIRA_AUTH);
  g_assert_cmpint (read->answer->outcome, ==, MATOI_JIRA_AUTH);
  g_assert_cmpint (found->answer->outcome, ==, MATOI_JIRA_AUTH);
  g_assert_false (found->whole);
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_AUTH);
}

/* F5: a list waits for the pause and goes on where it was; what writes is left to its queue. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (MatoiJiraList) all = NULL, made = NULL, long_pause = NULL;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 150; i++)
    fake_jira_add (fixture->jira, "OPS", "one");
  fake_jira_fault (fixture->jira, is_cloud (fixture) ? "POST search/jql" : "POST search",
                   FAKE_LIMIT, "1", 1);
  all = LIST (matoi_jira_search, "project = OPS", 0);
  g_assert_cmpuint (all->items->len, ==, 150);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 990 * 1000);
  fake_jira_fault (fixture->jira, "POST issue", FAKE_LIMIT, "1", 1);
  made = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_WAIT);
  g_assert_cmpint (made->answer->retry_after, ==, 1000);
  g_assert_cmpuint (fake_jira_count_mark (fixture->jira, "m1"), ==, 0);
  fake_jira_fault (fixture->jira, "GET issue/*", FAKE_LIMIT, "3600", 1);
  long_pause = LIST (matoi_jira_read, "OPS-1");
  g_assert_cmpint (long_pause->answer->outcome, ==, MATOI_JIRA_WAIT);
  g_assert_cmpint (long_pause->answer->retry_after, ==, 3600 * 1000);
}

/* A description somebody made to break things. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  MatoiJiraDraft draft = new_draft ("m1");
  g_autoptr (GString) text = g_string_new ("{\"type\":\"doc\",\"version\":1,\"content\":[]}\n\n");
  g_autoptr (MatoiJiraList) made = NULL;

  while (text->len < 40000)
    g_string_append (text, "{code}[~admin] \\\\ | * _x_ </script> ");
  draft.description = text->str;
  draft.more_url = "https://matoi.example/pm";
  draft.summary = text->str;
  made = LIST (matoi_jira_create, &draft);
  g_assert_cmpint (made->answer->outcome, ==, MATOI_JIRA_OK);
}

/* --- Cloud alone */

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  static const char *const query[] = { "jql", "project = OPS", NULL };
  const MatoiRestCall call = { .method = "GET", .path = "search", .query = query };
  g_autoptr (MatoiJiraAnswer) answer = NULL;

  matoi_jira_client_call_async (fixture->client, &call, NULL, test_net_on_result, &fixture->result);
  answer = get_answer (fixture);
  g_assert_cmpuint (answer->status, ==, 410);
  g_assert_cmpint (answer->outcome, ==, MATOI_JIRA_BUG);
}

/* Nothing but ids comes when no fields are asked for, and no query is refused. */
static void
test_ids_only (Fixture *fixture, gconstpointer data)
{
  static const char *const query[] = { "jql", "project = OPS", NULL };
  static const char *const none[] = { "jql", "", NULL };
  const MatoiRestCall call = { .method = "GET", .path = "search/jql", .query = query };
  const MatoiRestCall empty = { .method = "GET", .path = "search/jql", .query = none };
  g_autoptr (MatoiJiraAnswer) answer = NULL, refused = NULL;
  JsonObject *issue;

  fake_jira_add (fixture->jira, "OPS", "one");
  matoi_jira_client_call_async (fixture->client, &call, NULL, test_net_on_result, &fixture->result);
  answer = get_answer (fixture);
  issue = matoi_json_array_get_object (
    matoi_json_get_array (matoi_jira_answer_get_object (answer), "issues"), 0);
  g_assert_nonnull (matoi_json_get_string (issue, "id"));
  g_assert_null (matoi_json_get_string (issue, "key"));
  matoi_jira_client_call_async (fixture->client, &empty, NULL, test_net_on_result,
                                &fixture->result);
  refused = get_answer (fixture);
  g_assert_cmpint (refused->outcome, ==, MATOI_JIRA_CONTENT);
}

/* Each check of the fake refuses what the service refuses. */
static void
test_checks (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fields, *field;
  } table[] = {
    { "\"labels\":[\"two words\"]", "labels" },
    { "\"description\":\"a string\"", "description" },
    { "\"description\":{\"type\":\"doc\",\"version\":1,\"content\":[{\"type\":\"paragraph\","
      "\"content\":[{\"type\":\"text\",\"text\":\"\"}]}]}",
      "description" },
    { "\"description\":{\"type\":\"doc\",\"version\":1,\"content\":[{\"type\":\"bulletList\","
      "\"content\":[]}]}",
      "description" },
    { "\"description\":{\"type\":\"doc\",\"version\":1,\"content\":[{\"type\":\"paragraph\","
      "\"content\":[{\"type\":\"text\",\"text\":\"a\",\"marks\":[{\"type\":\"code\"},{\"type\":"
      "\"strong\"}]}]}]}",
      "description" },
    { "\"duedate\":\"tomorrow\"", "duedate" },
    { "\"priority\":{\"name\":\"High\"}", "priority" },
    { "\"customfield_1\":\"x\"", "customfield_1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"fields\":{\"project\":{\"key\":\"OPS\"},\"issuetype\":{\"id\":\"10001\"},"
        "\"summary\":\"a\",%s}}",
        table[i].fields);
      g_autoptr (JsonNode) body = json_from_string (text, NULL);
      const MatoiRestCall call = { .method = "POST",
                                   .path = "issue",
                                   .body = json_node_get_object (body) };
      g_autoptr (MatoiJiraAnswer) answer = NULL;

      matoi_jira_client_call_async (fixture->client, &call, NULL, test_net_on_result,
                                    &fixture->result);
      answer = get_answer (fixture);
      g_assert_cmpint (answer->outcome, ==, MATOI_JIRA_CONTENT);
      g_assert_nonnull (g_hash_table_lookup (answer->fields, table[i].field));
      g_assert_cmpuint (g_hash_table_size (answer->fields), ==, 1);
    }
  g_assert_cmpuint (fixture->jira->tickets->len, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD_TO(kind, data, name, func) \
  g_test_add ("/fake-jira/" kind "/" name, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
#define ADD(name, func)                          \
  ADD_TO ("cloud", FAKE_JIRA_CLOUD, name, func); \
  ADD_TO ("data-center", FAKE_JIRA_DC, name, func)
  ADD ("probe", test_probe);
  ADD ("site", test_site);
  ADD ("locked", test_locked);
  ADD ("required", test_required);
  ADD ("values", test_values);
  ADD ("create", test_create);
  ADD ("bare-screen", test_bare_screen);
  ADD ("priorities", test_priorities);
  ADD ("languages", test_languages);
  ADD ("lost-answers", test_lost_answers);
  ADD ("late-index", test_late_index);
  ADD ("search-down", test_search_down);
  ADD ("bulk", test_bulk);
  ADD ("bulk-lost", test_bulk_lost);
  ADD ("progress", test_progress);
  ADD ("moved", test_moved);
  ADD ("project-gone", test_project_gone);
  ADD ("pages", test_pages);
  ADD ("jql", test_jql);
  ADD ("link", test_link);
  ADD ("property", test_property);
  ADD ("token", test_token);
  ADD ("limit", test_limit);
  ADD ("hostile", test_hostile);
  ADD_TO ("cloud", FAKE_JIRA_CLOUD, "removed", test_removed);
  ADD_TO ("cloud", FAKE_JIRA_CLOUD, "ids-only", test_ids_only);
  ADD_TO ("cloud", FAKE_JIRA_CLOUD, "checks", test_checks);
  return g_test_run ();
}
