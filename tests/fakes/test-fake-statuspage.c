/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "fake-statuspage.h"
#include "matoi-json.h"
#include "matoi-statuspage-look.h"
#include "test-net.h"

/* Statuspage and Matoi's client of it, over the wire (F18). */

typedef struct
{
  SoupServer *server;
  FakeStatuspage *site;
  MatoiHttp *http;
  MatoiStatuspageClient *client;
  GAsyncResult *result;
} Rig;

static void
use (Rig *rig, const char *token)
{
  g_clear_object (&rig->client);
  rig->client = matoi_statuspage_client_new (rig->http, rig->site->base, token);
}

static void
set_up (Rig *rig, gconstpointer data)
{
  g_autoptr (GUri) uri = NULL;

  rig->server = soup_server_new (NULL, NULL);
  uri = test_net_listen (rig->server);
  rig->site = fake_statuspage_new (rig->server, "/statuspage");
  rig->http = matoi_http_new ();
  use (rig, FAKE_STATUSPAGE_TOKEN "\n");
}

static void
tear_down (Rig *rig, gconstpointer data)
{
  g_clear_object (&rig->client);
  g_clear_object (&rig->http);
  fake_statuspage_free (rig->site);
  test_net_close (&rig->server);
}

static MatoiStatuspageAnswer *
call (Rig *rig, const char *method, const char *path, const char *body)
{
  g_autoptr (JsonNode) node = body ? json_from_string (body, NULL) : NULL;
  g_autofree char *whole = g_strdup_printf ("pages/%s/%s", FAKE_STATUSPAGE_PAGE, path);
  g_autoptr (GAsyncResult) result = NULL;
  MatoiStatuspageAnswer *answer;

  matoi_statuspage_client_call_async (rig->client, method, whole,
                                      node ? json_node_get_object (node) : NULL, NULL,
                                      test_net_on_result, &rig->result);
  result = test_net_wait (&rig->result);
  answer = matoi_statuspage_client_call_finish (rig->client, result, NULL);
  g_assert_nonnull (answer);
  return answer;
}

static MatoiStatuspageLook *
look (Rig *rig, const char *page)
{
  g_autoptr (GAsyncResult) result = NULL;

  matoi_statuspage_look_async (rig->client, page, NULL, test_net_on_result, &rig->result);
  result = test_net_wait (&rig->result);
  return matoi_statuspage_look_finish (result, NULL);
}

#define NEW                                                                                  \
  "{\"incident\":{\"name\":\"Checkout\",\"status\":\"investigating\",\"body\":\"We look.\"," \
  "\"components\":{\"cmcheckout01\":\"partial_outage\"},"                                    \
  "\"metadata\":{\"matoi\":{\"incident\":\"INC-1\",\"idem\":\"u1\"}}}}"

static void
test_incident (Rig *rig, gconstpointer data)
{
  g_autoptr (MatoiStatuspageAnswer) made = call (rig, "POST", "incidents", NEW);
  g_autoptr (MatoiStatuspageAnswer) changed = NULL;
  JsonObject *incident = matoi_statuspage_answer_get_object (made), *component;
  g_autofree char *path = NULL;

  g_assert_cmpint (made->outcome, ==, MATOI_STATUSPAGE_OK);
  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (matoi_json_get_string (incident, "impact"), ==, "major");
  g_assert_cmpuint (rig->site->mails, ==, 1);
  component = fake_statuspage_find (rig->site->components, "cmcheckout01");
  g_assert_cmpstr (matoi_json_get_string (component, "status"), ==, "partial_outage");
  path = g_strconcat ("incidents/", matoi_json_get_string (incident, "id"), NULL);
  changed = call (rig, "PATCH", path,
                  "{\"incident\":{\"status\":\"resolved\",\"body\":\"Over.\","
                  "\"deliver_notifications\":false,\"components\":{\"cmcheckout01\":"
                  "\"operational\"}}}");
  g_assert_cmpint (changed->outcome, ==, MATOI_STATUSPAGE_OK);
  g_assert_cmpuint (rig->site->mails, ==, 1);
  g_assert_cmpstr (matoi_json_get_string (component, "status"), ==, "operational");
}

static void
test_refusals (Rig *rig, gconstpointer data)
{
  static const struct
  {
    const char *method, *path, *body, *said;
    guint status;
  } cases[] = {
    { "POST", "incidents", "{\"incident\":{}}", "Name can't be blank", 422 },
    { "POST", "incidents",
      "{\"incident\":{\"name\":\"a\",\"components\":{\"cmgone\":\"operational\"}}}",
      "Component with id cmgone not found", 422 },
    { "POST", "incidents", "{\"incident\":{\"name\":\"a\",\"metadata\":{\"matoi\":\"x\"}}}",
      "Metadata values must be objects", 422 },
    { "PATCH", "incidents/nobody", "{\"incident\":{}}", "Record not found", 404 },
    { "GET", "elsewhere", NULL, "Record not found", 404 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MatoiStatuspageAnswer) answer =
        call (rig, cases[i].method, cases[i].path, cases[i].body);
      g_autofree char *text = matoi_statuspage_answer_dup_text (answer);

      g_assert_cmpint (answer->outcome, ==, MATOI_STATUSPAGE_REFUSED);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
      g_assert_cmpstr (answer->said, ==, cases[i].said);
      g_assert_nonnull (strstr (text, cases[i].said));
    }
  g_assert_cmpuint (rig->site->incidents->len, ==, 0);
}

/* Too much is said in two ways, and neither says for how long. */
static void
test_too_much (Rig *rig, gconstpointer data)
{
  static const char *const codes[] = { "420", "429" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (MatoiStatuspageAnswer) answer = NULL;

      use (rig, FAKE_STATUSPAGE_TOKEN);
      fake_statuspage_fault (rig->site, "POST incidents", FAKE_LIMIT, codes[i], 1);
      answer = call (rig, "POST", "incidents", NEW);
      g_assert_cmpint (answer->outcome, ==, MATOI_STATUSPAGE_WAIT);
      g_assert_cmpint (answer->retry_after, ==, -1);
    }
  use (rig, FAKE_STATUSPAGE_TOKEN);
  rig->site->clock = 1763766000000;
  rig->site->per_minute = 1;
  rig->site->too_calm = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MatoiStatuspageAnswer) answer = call (rig, "GET", "components", NULL);

      g_assert_cmpuint (answer->status, ==, i == 0 ? 200 : 420);
    }
}

/* What was on its way when the line broke, and what was only asked. */
static void
test_unclear (Rig *rig, gconstpointer data)
{
  static const struct
  {
    const char *call, *method;
    FakeFaultKind kind;
    const char *value;
    MatoiStatuspageOutcome outcome;
  } cases[] = {
    { "POST incidents", "POST", FAKE_DROP_AFTER, NULL, MATOI_STATUSPAGE_UNKNOWN },
    { "POST incidents", "POST", FAKE_STATUS_AFTER, "503", MATOI_STATUSPAGE_UNKNOWN },
    { "POST incidents", "POST", FAKE_HTML, NULL, MATOI_STATUSPAGE_UNKNOWN },
    { "POST incidents", "POST", FAKE_CUT, NULL, MATOI_STATUSPAGE_UNKNOWN },
    { "POST incidents", "POST", FAKE_EMPTY, NULL, MATOI_STATUSPAGE_UNKNOWN },
    { "GET incidents", "GET", FAKE_DROP_AFTER, NULL, MATOI_STATUSPAGE_NOT_DONE },
    { "GET incidents", "GET", FAKE_HTML, NULL, MATOI_STATUSPAGE_NOT_DONE },
    { "GET incidents", "GET", FAKE_STATUS_BEFORE, "502", MATOI_STATUSPAGE_NOT_DONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MatoiStatuspageAnswer) answer = NULL;
      gboolean writes = g_str_equal (cases[i].method, "POST");

      use (rig, FAKE_STATUSPAGE_TOKEN);
      fake_statuspage_fault (rig->site, cases[i].call, cases[i].kind, cases[i].value, 1);
      answer = call (rig, cases[i].method, "incidents", writes ? NEW : NULL);
      g_assert_cmpint (answer->outcome, ==, cases[i].outcome);
    }
  g_assert_cmpuint (rig->site->incidents->len, ==, 5);
}

static void
test_look (Rig *rig, gconstpointer data)
{
  g_autoptr (MatoiStatuspageLook) page = look (rig, NULL);
  g_autoptr (MatoiStatuspageLook) gone = look (rig, "pgother00001");
  g_autoptr (MatoiStatuspageLook) dead = NULL;
  const MatoiStatuspagePart *part;

  g_assert_cmpint (page->answer->outcome, ==, MATOI_STATUSPAGE_OK);
  g_assert_cmpstr (page->page, ==, FAKE_STATUSPAGE_PAGE);
  g_assert_cmpstr (page->name, ==, "Acme Status");
  g_assert_cmpstr (page->url, ==, "https://status.acme.example");
  g_assert_cmpint (page->mails, ==, 1204);
  g_assert_cmpint (page->others, ==, 15);
  g_assert_cmpuint (page->components->len, ==, 4);
  part = g_ptr_array_index (page->components, 0);
  g_assert_cmpstr (part->id, ==, "cmcheckout01");
  g_assert_cmpstr (part->name, ==, "Checkout");
  g_assert_cmpstr (part->group, ==, "Shop");
  g_assert_cmpstr (part->state, ==, "operational");
  g_assert_cmpint (gone->answer->outcome, ==, MATOI_STATUSPAGE_REFUSED);
  g_assert_null (gone->page);
  g_assert_cmpuint (gone->pages->len, ==, 1);
  rig->site->revoked = TRUE;
  dead = look (rig, NULL);
  g_assert_cmpint (dead->answer->outcome, ==, MATOI_STATUSPAGE_AUTH);
  g_assert_null (strstr (dead->answer->text, FAKE_STATUSPAGE_TOKEN));
}

/* The text customers get of what went wrong, once it is over. */
static void
test_postmortem (Rig *rig, gconstpointer data)
{
  g_autoptr (MatoiStatuspageAnswer) made = call (rig, "POST", "incidents", NEW);
  g_autofree char *path =
    g_strdup_printf ("incidents/%s",
                     matoi_json_get_string (matoi_statuspage_answer_get_object (made), "id"));
  g_autofree char *postmortem = g_strconcat (path, "/postmortem", NULL);
  g_autofree char *publish = g_strconcat (postmortem, "/publish", NULL);
  const char *draft = "{\"postmortem\":{\"body_draft\":\"What happened.\"}}";
  g_autoptr (MatoiStatuspageAnswer) early = call (rig, "PUT", postmortem, draft);
  g_autoptr (MatoiStatuspageAnswer) resolved =
    call (rig, "PATCH", path, "{\"incident\":{\"status\":\"resolved\"}}");
  g_autoptr (MatoiStatuspageAnswer) written = call (rig, "PUT", postmortem, draft);
  g_autoptr (MatoiStatuspageAnswer) published =
    call (rig, "PUT", publish, "{\"postmortem\":{\"notify_subscribers\":true}}");

  g_assert_cmpuint (early->status, ==, 400);
  g_assert_cmpint (resolved->outcome, ==, MATOI_STATUSPAGE_OK);
  g_assert_cmpint (written->outcome, ==, MATOI_STATUSPAGE_OK);
  g_assert_cmpint (published->outcome, ==, MATOI_STATUSPAGE_OK);
  g_assert_cmpstr (matoi_json_get_string (matoi_statuspage_answer_get_object (published), "body"),
                   ==, "What happened.");
  g_assert_cmpuint (rig->site->mails, ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Rig, NULL, set_up, func, tear_down)
  ADD ("/statuspage/incident", test_incident);
  ADD ("/statuspage/refusals", test_refusals);
  ADD ("/statuspage/too-much", test_too_much);
  ADD ("/statuspage/unclear", test_unclear);
  ADD ("/statuspage/look", test_look);
  ADD ("/statuspage/postmortem", test_postmortem);
#undef ADD
  return g_test_run ();
}
