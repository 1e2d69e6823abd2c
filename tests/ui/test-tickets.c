/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Action items become tickets, once and only once, and their progress comes back: in the window, by
 * keyboard, against two JIRAs, a PagerDuty and a Statuspage on this machine; once in each language
 * (meson.build). */

#include "config.h"

#include <string.h>

#include "fake-jira.h"
#include "fake-pagerduty.h"
#include "fake-statuspage.h"
#include "keys.h"
#include "matoi-adapter.h"
#include "matoi-jira-link.h"
#include "matoi-json.h"
#include "matoi-secrets.h"
#include "pm-rig.h"

#define DAY   (24 * 60 * MATOI_MINUTE)
#define HASTE 100

typedef struct
{
  Fixture window;
  FakeSlack *machine;
  FakeJira *cloud, *dc;
  FakePagerduty *pager;
  FakeStatuspage *site;
} Page;

static const char *const secrets[][2] = { { "jira", FAKE_JIRA_TOKEN },
                                          { "jira2", FAKE_JIRA_DC_TOKEN },
                                          { "pagerduty", FAKE_PAGERDUTY_TOKEN },
                                          { "statuspage", FAKE_STATUSPAGE_TOKEN } };

/* --- the four services */

static void
set_setting (Page *page, const char *key, const char *value)
{
  matoi_context_set_setting_async (page->window.context, key, value, NULL, NULL, NULL);
  WAIT_UNTIL (g_strcmp0 (matoi_context_get_setting (page->window.context, key), value) == 0);
}

static void
set_up_services (Page *page)
{
  const char *const settings[][2] = {
    { "jira.flavour", "cloud" },
    { "jira.email", FAKE_JIRA_EMAIL },
    { "jira.project", "OPS" },
    { "jira.type", "10001" },
    { "jira.projects", "{\"payments\":{\"project\":\"PAY\"},\"web\":{\"project\":\"WEB\"},"
                       "\"platform\":{\"site\":\"jira2\",\"project\":\"OPS\"}}" },
    { "jira.base-url", page->cloud->base },
    { "jira2.flavour", "server" },
    { "jira2.project", "OPS" },
    { "jira2.type", "10001" },
    { "jira2.base-url", page->dc->base },
    { "pagerduty.base-url", page->pager->base },
    { "pagerduty.service", FAKE_PAGERDUTY_SERVICE },
    { "pagerduty.policy", FAKE_PAGERDUTY_POLICY },
    { "pagerduty.from", FAKE_PAGERDUTY_FROM },
    { "statuspage.base-url", page->site->base },
    { "statuspage.components", "{\"checkout\":[\"cmcheckout01\"]}" },
    { "statuspage.page", FAKE_STATUSPAGE_PAGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    matoi_secrets_keep (secrets[i][0], secrets[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    set_setting (page, settings[i][0], settings[i][1]);
  matoi_adapters_start (page->window.context);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    WAIT_UNTIL (matoi_adapter_get_state (matoi_adapter_get (page->window.context, secrets[i][0])) ==
                MATOI_ADAPTER_ONLINE);
}

/* What is looked for after a lost answer is looked for without the long pauses between. */
static void
haste (Page *page)
{
  for (guint i = 0; i < 2; i++)
    matoi_jira_link_set_haste (MATOI_JIRA_LINK (matoi_adapter_get_link (
                                 matoi_adapter_get (page->window.context, i ? "jira2" : "jira"))),
                               HASTE);
}

static void
set_up (Page *page, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rig_set_up (&page->window, data);
  page->machine = fake_slack_new (0, &error);
  g_assert_no_error (error);
  page->cloud = fake_jira_new (page->machine->server, "/jira", FAKE_JIRA_CLOUD);
  page->dc = fake_jira_new (page->machine->server, "/jira-dc", FAKE_JIRA_DC);
  page->pager = fake_pagerduty_new (page->machine->server, "/pagerduty");
  page->site = fake_statuspage_new (page->machine->server, "/statuspage");
  fake_jira_seed (page->cloud);
  fake_jira_seed (page->dc);
  fake_pagerduty_seed (page->pager);
  set_up_services (page);
  haste (page);
}

static void
tear_down (Page *page, gconstpointer data)
{
  matoi_adapters_stop (page->window.context);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    matoi_secrets_keep (secrets[i][0], NULL);
  rig_tear_down (&page->window, data);
  fake_jira_free (page->cloud);
  fake_jira_free (page->dc);
  fake_pagerduty_free (page->pager);
  fake_statuspage_free (page->site);
  fake_slack_free (page->machine);
}

/* --- action items */

static void
add (Page *page, const char *text, const char *team)
{
  rig_submit (&page->window, "Aiko Tanaka", "action-add", "text", text, "priority", "P1", "kind",
              "prevent", "owner_team", team, NULL);
}

static const MatoiAction *
get_action (Page *page, guint index)
{
  const MatoiIncident *incident = pm_get_incident (&page->window);

  return index < incident->actions->len ? g_ptr_array_index (incident->actions, index) : NULL;
}

static gboolean
has_key (Page *page, guint index)
{
  const MatoiAction *action = get_action (page, index);

  return action && action->key;
}

/* The ticket of an action item: there is one, and only one. */
static FakeTicket *
find_only (Page *page, FakeJira *jira, guint index)
{
  g_autofree char *mark = matoi_id_dup_text (&get_action (page, index)->id);

  g_assert_cmpuint (fake_jira_count_mark (jira, mark), ==, 1);
  return fake_jira_find (jira, get_action (page, index)->key);
}

/* The document, at its action items. */
static void
open_actions (Page *page)
{
  Fixture *fixture = &page->window;
  const char *title;

  rig_press (fixture, "<Control>2");
  WAIT_UNTIL (keys_is_at (fixture, "pml_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_is_open (fixture));
  title = matoi_text (matoi_postmortem_find_template_section (pm_get_incident (fixture), "actions"),
                      "name");
  for (guint i = 0; i < 12 && !keys_says (fixture, "pmv_section_title", title); i++)
    rig_press (fixture, "<Alt>Down");
  WAIT_UNTIL (keys_says (fixture, "pmv_section_title", title));
}

static GtkWindow *
find_window (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), type) &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* Looks at what is going to be sent, then sends it. */
static void
confirm (Page *page, const char *button, const char *type)
{
  guint before = page->cloud->tickets->len + page->dc->tickets->len;

  keys_push (&page->window, button);
  WAIT_UNTIL (find_window (type));
  g_assert_cmpuint (page->cloud->tickets->len + page->dc->tickets->len, ==, before);
  rig_press_in (find_window (type), "<Control>Return");
  WAIT_UNTIL (!find_window (type));
}

/* --- one ticket */

static void
test_card (Page *page, gconstpointer data)
{
  g_autofree char *url = NULL;
  FakeTicket *other;

  rig_declare (&page->window, "Checkout is down");
  pm_end (&page->window, "recovered");
  add (page, "Alert on the pool", "payments");
  open_actions (page);
  confirm (page, "act_list/act_ticket_create", "MatoiActionTicket");
  WAIT_UNTIL (has_key (page, 0));
  WAIT_UNTIL (keys_is_shown (&page->window, "act_list/act_link"));
  g_assert_cmpuint (page->cloud->tickets->len, ==, 1);
  g_assert_true (g_str_has_prefix (find_only (page, page->cloud, 0)->key, "PAY-"));

  /* One that is there already, by its address. */
  other = fake_jira_add (page->dc, "OPS", "Somebody made it by hand");
  add (page, "Cap the pool", "platform");
  WAIT_UNTIL (keys_is_shown (&page->window, "act_list/act_ticket"));
  url = g_strdup_printf ("%s/browse/%s", page->dc->base, other->key);
  keys_fill (&page->window, "act_list/act_ticket", url);
  rig_press (&page->window, "Return");
  WAIT_UNTIL (has_key (page, 1));
  g_assert_cmpstr (get_action (page, 1)->key, ==, other->key);
  g_assert_cmpuint (page->dc->tickets->len, ==, 1);
  /* How it stands is asked at once. */
  WAIT_UNTIL (get_action (page, 1)->status != NULL);
}

/* How many of the steps have no ticket yet. */
static guint
count_missing (Page *page)
{
  const MatoiStepsTicket *steps = &pm_get_incident (&page->window)->postmortem->steps;

  return json_array_get_length (json_object_get_array_member (steps->draft, "steps")) -
         steps->tickets->len;
}

/* ACT-11: what is left of the process, as one ticket and those below it. */
static void
test_steps (Page *page, gconstpointer data)
{
  const MatoiStepsTicket *steps;

  rig_declare (&page->window, "Checkout is down");
  pm_end (&page->window, "recovered");
  open_actions (page);
  WAIT_UNTIL (keys_is_shown (&page->window, "act_steps/stp_track"));
  fake_jira_fault (page->cloud, "POST issue", FAKE_DROP_AFTER, NULL, 1);
  confirm (page, "act_steps/stp_track", "MatoiStepsWindow");
  WAIT_UNTIL (keys_is_shown (&page->window, "act_steps/stp_list"));
  WAIT_UNTIL (count_missing (page) == 0);
  steps = &pm_get_incident (&page->window)->postmortem->steps;
  g_assert_cmpuint (page->cloud->tickets->len, ==, 1 + steps->tickets->len);
  g_assert_nonnull (fake_jira_find (page->cloud, steps->key));
  g_assert_false (keys_is_shown (&page->window, "act_steps/stp_track"));
  WAIT_UNTIL (
    strstr (gtk_label_get_text (GTK_LABEL (keys_find (&page->window, "act_steps/stp_list"))),
            ((MatoiStepTicket *) g_ptr_array_index (steps->tickets, 0))->key));
  /* None of them closes it. */
  for (guint i = 0; i < page->cloud->tickets->len; i++)
    fake_jira_set_status (page->cloud, g_ptr_array_index (page->cloud->tickets, i), "done");
  g_assert_true (pm_is_in (&page->window, "draft"));
}

/* SEC-13: refused before anything is shown of it, and the reason is said. */
static void
test_confidential (Page *page, gconstpointer data)
{
  GtkWidget *button;

  rig_declare (&page->window, "Keys were published");
  rig_submit (&page->window, "Aiko Tanaka", "security", "codename", "Falcon", NULL);
  pm_end (&page->window, "recovered");
  add (page, "Rotate the keys", "payments");
  open_actions (page);
  WAIT_UNTIL (keys_is_shown (&page->window, "act_list/act_ticket_create"));
  button = keys_find (&page->window, "act_list/act_ticket_create");
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (gtk_widget_get_tooltip_text (button));
  g_assert_cmpuint (page->cloud->tickets->len, ==, 0);
}

/* DET-04, and SEV-5 likewise: a ticket, a record, and nobody is called. */
static void
test_no_incident (Page *page, gconstpointer data)
{
  Fixture *fixture = &page->window;
  g_autoptr (MatoiIncident) incident = NULL;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  rig_press (fixture, "<Control>n");
  rig_type (fixture, "A label is cut");
  rig_press (fixture, "<Alt>5");
  rig_enter (fixture);
  WAIT_UNTIL (keys_is_shown (fixture, "dec_file"));
  keys_push (fixture, "dec_file");
  WAIT_UNTIL (page->cloud->tickets->len == 1);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->outcome, ==, "false-alarm");
  g_assert_cmpuint (incident->actions->len, ==, 1);
  g_assert_null (incident->postmortem);
  g_assert_null (fake_pagerduty_get_last (page->pager));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
}

/* --- the whole of it */

/* What the commander approves, and nothing else, is on the status page. */
static void
publish (Page *page)
{
  Fixture *fixture = &page->window;
  GtkTextView *view = GTK_TEXT_VIEW (rig_get (fixture, "upd_text"));
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  JsonArray *updates;

  rig_submit (fixture, "Aiko Tanaka", "role-assign", "role", "ic", "person", "Aiko Tanaka", NULL);
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "/update public");
  rig_enter (fixture);
  WAIT_UNTIL (keys_is_at (fixture, "upd_text"));
  /* The only gap of the text that is proposed: it is selected. */
  keys_type (fixture, "payments");
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (view), &start, &end);
  text = gtk_text_buffer_get_text (gtk_text_view_get_buffer (view), &start, &end, FALSE);
  /* Whoever leads approves and publishes at once. */
  WAIT_UNTIL (
    g_str_has_suffix (gtk_button_get_label (GTK_BUTTON (rig_get (fixture, "upd_primary"))), "…"));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (keys_is_shown (fixture, "pub_primary"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (keys_is_shown (fixture, "pub_link"));
  g_assert_cmpuint (page->site->incidents->len, ==, 1);
  updates =
    json_object_get_array_member (g_ptr_array_index (page->site->incidents, 0), "incident_updates");
  g_assert_cmpuint (json_array_get_length (updates), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (updates, 0),
                                                  "body"),
                   ==, g_strstrip (text));
}

/* One answer of each site is lost on purpose: still one ticket for each, and they are known. */
static void
create_all (Page *page)
{
  static const char *const calls[] = { "POST issue", "POST issue/bulk" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      fake_jira_fault (page->cloud, calls[i], FAKE_DROP_AFTER, NULL, 1);
      fake_jira_fault (page->dc, calls[i], FAKE_DROP_AFTER, NULL, 1);
    }
  open_actions (page);
  confirm (page, "act_all", "MatoiActionTickets");
  WAIT_UNTIL (has_key (page, 0) && has_key (page, 1) && has_key (page, 2));
  g_assert_cmpuint (page->cloud->tickets->len, ==, 2);
  g_assert_cmpuint (page->dc->tickets->len, ==, 1);
  find_only (page, page->cloud, 0);
  find_only (page, page->cloud, 1);
  find_only (page, page->dc, 2);
}

/* Over night one is done, one moves to another project, one is deleted. */
static void
pass_night (Page *page)
{
  gint64 morning = matoi_context_get_now (page->window.context) + DAY;
  FakeTicket *done = find_only (page, page->cloud, 0), *moved = find_only (page, page->cloud, 1);

  page->cloud->clock = page->dc->clock = morning - 60 * MATOI_MINUTE;
  fake_jira_set_status (page->cloud, done, "done");
  fake_jira_move (page->cloud, moved, "OPS");
  fake_jira_assign (page->cloud, moved, "Mei Lin");
  fake_jira_delete (page->dc, find_only (page, page->dc, 2));
  page->cloud->clock = page->dc->clock = morning;
  matoi_context_set_now (page->window.context, morning);
}

static void
test_whole (Page *page, gconstpointer data)
{
  Fixture *fixture = &page->window;

  rig_declare (fixture, "Checkout is down");
  fake_pagerduty_fault (page->pager, "POST incidents", FAKE_DROP_AFTER, NULL, 1);
  rig_submit (fixture, "Aiko Tanaka", "page", "whom", "ic", NULL);
  WAIT_UNTIL (fake_pagerduty_count_pages (page->pager, "Aiko Tanaka") == 1);
  publish (page);
  pm_end (fixture, "recovered");
  add (page, "Alert on the pool", "payments");
  add (page, "Say it on the page", "web");
  add (page, "Cap the pool", "platform");
  create_all (page);
  pass_night (page);

  rig_press (fixture, "<Control>3");
  WAIT_UNTIL (keys_says (fixture, "fup_count", "3"));
  WAIT_UNTIL (keys_is_at (fixture, "fup_list"));
  rig_press (fixture, "r");
  WAIT_UNTIL (g_strcmp0 (get_action (page, 0)->category, "done") == 0);
  WAIT_UNTIL (g_str_has_prefix (get_action (page, 1)->key, "OPS-"));
  WAIT_UNTIL (g_strcmp0 (get_action (page, 1)->assignee, "Mei Lin") == 0);
  WAIT_UNTIL (get_action (page, 2)->gone);
  /* Whoever leaves the list finds it in its new order. */
  rig_press (fixture, "Tab");
  WAIT_UNTIL (keys_says (fixture, "fup_count", "2"));
  /* The postmortem is not closed by a ticket that is. */
  g_assert_true (pm_is_in (fixture, "draft"));
  g_assert_cmpuint (page->cloud->tickets->len, ==, 2);
  g_assert_cmpuint (page->dc->tickets->len, ==, 0);
  g_assert_cmpuint (fake_pagerduty_count_pages (page->pager, "Aiko Tanaka"), ==, 1);
  g_assert_cmpuint (fake_pagerduty_count_open (page->pager), <=, 1);
  g_assert_cmpuint (page->site->incidents->len, ==, 1);
  g_assert_cmpuint (page->site->mails, ==, 1);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  /* Without a Secret Service: what is given is kept for this run. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
#define ADD(name, func) g_test_add (name, Page, NULL, set_up, func, tear_down)
  ADD ("/ui/tickets/card", test_card);
  ADD ("/ui/tickets/steps", test_steps);
  ADD ("/ui/tickets/confidential", test_confidential);
  ADD ("/ui/tickets/no-incident", test_no_incident);
  ADD ("/ui/tickets/whole", test_whole);
#undef ADD
  return g_test_run ();
}
