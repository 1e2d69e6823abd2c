/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-setup.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-pagerduty-things.h"
#include "matoi-service-setup-private.h"

/* Asks PagerDuty what the key allows, then for one list after the other. Pages nobody. */

static const struct
{
  const char *name;   /* of PagerDuty's list, in the order they are asked for */
  const char *choice; /* of the report's */
} lists[] = {
  { "users", "users" },
  { "services", "services" },
  { "escalation_policies", "policies" },
  { "teams", "teams" },
};

typedef struct
{
  MatoiHttp *http;
  MatoiPagerdutyClient *client;
  guint list;
} Questions;

static void
questions_free (gpointer data)
{
  Questions *questions = data;

  g_clear_object (&questions->client);
  g_clear_object (&questions->http);
  g_free (questions);
}

static void
add (MatoiSetupAttempt *attempt,
     const char *id,
     MatoiSetupState state,
     const char *title,
     const char *text,
     const char *fix)
{
  matoi_setup_report_add (attempt->report, id, state, title, text, fix);
}

/* --- what was chosen */

/* What the setting @key names is in the list; @none: nothing is chosen, and that is no mistake. */
static void
judge_choice (MatoiSetupAttempt *attempt,
              const char *key,
              const char *list,
              const char *title,
              const char *none)
{
  const char *id = matoi_setup_attempt_get (attempt, key);
  MatoiSetupChoice *choice = matoi_setup_report_find_choice (attempt->report, list, id);
  g_autofree char *text = NULL;

  if (choice != NULL)
    {
      add (attempt, key, MATOI_SETUP_OK, title, choice->name, NULL);
      return;
    }
  if (id == NULL && none != NULL)
    {
      add (attempt, key, MATOI_SETUP_OK, title, none, NULL);
      return;
    }
  /* Translators: %s is an id of PagerDuty. */
  text =
    g_strdup_printf (_ ("What was chosen (%s) is not there any more, or the key does not see it."),
                        id != NULL ? id : "");
  add (attempt, key, MATOI_SETUP_WARN, title,
       id != NULL
         ? text
         : _ ("Nothing is chosen."), _ ("Choose one; until then nobody can be paged from here."));
}

static void
add_lost (GString *lost, const char *name)
{
  g_string_append_printf (lost, "%s%s", lost->len > 0 ? ", " : "", name);
}

static gboolean
is_lost (MatoiSetupAttempt *attempt, JsonObject *object, const char *key, const char *list)
{
  const char *id = matoi_json_get_string (object, key);

  return id != NULL && matoi_setup_report_find_choice (attempt->report, list, id) == NULL;
}

/* (transfer full) (nullable) */
static JsonNode *
read_setting (MatoiSetupAttempt *attempt, const char *key)
{
  const char *text = matoi_setup_attempt_get (attempt, key);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* Of our services: where somebody of theirs is paged. */
static void
judge_services (MatoiSetupAttempt *attempt)
{
  g_autoptr (JsonNode) node = read_setting (attempt, "services");
  g_autoptr (GString) lost = g_string_new (NULL);
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;

  if (node == NULL)
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &entry))
    if (JSON_NODE_HOLDS_OBJECT (entry) &&
        (is_lost (attempt, json_node_get_object (entry), "service", "services") ||
         is_lost (attempt, json_node_get_object (entry), "policy", "policies")))
      add_lost (lost, name);
  if (lost->len == 0)
    return;
  /* Translators: %s is a list of names of services. */
  text =
    g_strdup_printf (_ ("What is paged for these services is not there any more: %s"), lost->str);
  add (attempt, "service", MATOI_SETUP_WARN,
       _ ("Your Services"), text, _ ("Choose again whom to page for them."));
}

static void
judge_subscribers (MatoiSetupAttempt *attempt)
{
  g_autoptr (JsonNode) node = read_setting (attempt, "subscribers");
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  JsonNode *entry;
  guint n_lost = 0;

  if (node == NULL)
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &entry))
    for (guint i = 0;
         JSON_NODE_HOLDS_ARRAY (entry) && i < json_array_get_length (json_node_get_array (entry));
         i++)
      {
        JsonObject *object = matoi_json_array_get_object (json_node_get_array (entry), i);
        const char *type = object != NULL ? matoi_json_get_string (object, "type") : NULL;

        if (object != NULL &&
            is_lost (attempt, object, "id", g_strcmp0 (type, "team") == 0 ? "teams" : "users"))
          n_lost++;
      }
  if (n_lost == 0)
    return;
  text = g_strdup_printf (
    /* Translators: %u is a number of people and teams. */
    g_dngettext (GETTEXT_PACKAGE, "%u of those who are to be told is not in PagerDuty any more.",
                 "%u of those who are to be told are not in PagerDuty any more.", n_lost),
    n_lost);
  add (attempt, "subscribers", MATOI_SETUP_WARN,
       _ ("Stakeholders"), text, _ ("Choose again whom to tell."));
}

static void
judge (MatoiSetupAttempt *attempt)
{
  judge_choice (attempt, "service", "services", _ ("Service"), NULL);
  judge_choice (attempt, "policy", "policies",
                _ ("Incident Commanders"), _ ("Paged by the escalation policy of the service."));
  judge_choice (attempt, "trainees", "policies", _ ("Trainees"), _ ("None are paged."));
  judge_services (attempt);
  judge_subscribers (attempt);
}

/* --- the lists */

static void
take_list (MatoiSetupAttempt *attempt, Questions *questions, MatoiPagerdutyList *list)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      JsonObject *object = g_ptr_array_index (list->items, i);
      const char *id = matoi_json_get_string (object, "id");
      const char *name = matoi_json_get_string (object, "name");
      MatoiSetupChoice *choice;

      if (id == NULL)
        continue;
      if (name == NULL)
        name = matoi_json_get_string (object, "summary");
      choice =
        matoi_setup_report_add_choice (attempt->report, lists[questions->list].choice, id, name);
      choice->more = g_strdup (matoi_json_get_string (object, "email"));
    }
}

/* Whom Matoi acts as; FALSE: nothing can be done. */
static gboolean
judge_from (MatoiSetupAttempt *attempt)
{
  GPtrArray *users = matoi_setup_report_get_list (attempt->report, "users");
  const char *from = matoi_setup_attempt_get (attempt, "from");
  g_autofree char *folded = g_utf8_casefold (from, -1);
  g_autofree char *text = NULL;

  for (guint i = 0; i < users->len; i++)
    {
      const MatoiSetupChoice *user = g_ptr_array_index (users, i);
      g_autofree char *email = user->more != NULL ? g_utf8_casefold (user->more, -1) : NULL;

      if (g_strcmp0 (folded, email) != 0)
        continue;
      attempt->report->works = TRUE;
      add (attempt, "from", MATOI_SETUP_OK, _ ("Acts As"), user->name, NULL);
      return TRUE;
    }
  /* Translators: %s is an e-mail address. */
  text = g_strdup_printf (_ ("Nobody in PagerDuty has the address %s."), from);
  add (attempt, "from", MATOI_SETUP_FAIL,
       _ ("Acts As"), text,
          _ ("Give the e-mail address of a user of PagerDuty, in whose name people are paged."));
  return FALSE;
}

static void on_list (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes @task. */
static void
ask_list (GTask *task)
{
  Questions *questions = ((MatoiSetupAttempt *) g_task_get_task_data (task))->own;

  matoi_pagerduty_list_async (questions->client, lists[questions->list].name, NULL,
                              g_task_get_cancellable (task), on_list, task);
}

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  Questions *questions = attempt->own;
  g_autoptr (MatoiPagerdutyList) list = matoi_pagerduty_list_finish (result, NULL);
  gboolean goes_on = list != NULL;

  if (list != NULL && list->answer->outcome != MATOI_PAGERDUTY_OK)
    {
      add (attempt, "token", MATOI_SETUP_FAIL, _ ("API Key"), list->answer->text, NULL);
      attempt->report->works = goes_on = FALSE;
    }
  else if (list != NULL)
    take_list (attempt, questions, list);
  if (goes_on && questions->list == 0)
    goes_on = judge_from (attempt);
  if (goes_on && ++questions->list < G_N_ELEMENTS (lists))
    {
      ask_list (task);
      return;
    }
  if (goes_on)
    judge (attempt);
  matoi_setup_attempt_done (task);
}

/* --- the key */

static gboolean
has_ability (const MatoiPagerdutyAnswer *answer, const char *name)
{
  JsonArray *abilities = matoi_pagerduty_answer_get_list (answer, "abilities");

  for (guint i = 0; abilities != NULL && i < json_array_get_length (abilities); i++)
    if (g_strcmp0 (matoi_json_array_get_string (abilities, i), name) == 0)
      return TRUE;
  return FALSE;
}

static void
on_abilities (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (MatoiPagerdutyAnswer) answer =
    matoi_pagerduty_client_call_finish (MATOI_PAGERDUTY_CLIENT (source), result, NULL);

  if (answer == NULL || answer->outcome != MATOI_PAGERDUTY_OK)
    {
      if (answer != NULL)
        add (attempt, "token", MATOI_SETUP_FAIL,
             _ ("API Key"), answer->text,
                answer->outcome == MATOI_PAGERDUTY_AUTH
                ? _ ("Copy the key once more, or make a new one in PagerDuty.")
                : NULL);
      matoi_setup_attempt_done (task);
      return;
    }
  add (attempt, "token", MATOI_SETUP_OK, _ ("API Key"), _ ("It is accepted."), NULL);
  if (!has_ability (answer, "coordinated_responding"))
    add (attempt, "plan", MATOI_SETUP_WARN,
         _ ("Plan"),
            _ ("The plan of this account does not let more people be called to an incident: only "
                               "the first on call is paged."),
               _ ("Call the others by the phone list, or ask PagerDuty for a plan with response "
                               "mobilizing."));
  ask_list (task);
}

void
matoi_pagerduty_setup_ask (GTask *task)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  const char *from = matoi_setup_attempt_get (attempt, "from");
  Questions *questions = g_new0 (Questions, 1);

  attempt->own = questions;
  attempt->own_free = questions_free;
  if (from == NULL)
    {
      add (
        attempt, "from", MATOI_SETUP_FAIL,
        _ ("Acts As"),
          _ ("No e-mail address is given."),
             _ ("Give the e-mail address of a user of PagerDuty, in whose name people are paged."));
      matoi_setup_attempt_done (task);
      return;
    }
  questions->http = matoi_http_new ();
  questions->client =
    matoi_pagerduty_client_new (questions->http, matoi_setup_attempt_get (attempt, "base-url"),
                                from, attempt->tokens->tokens[0]);
  matoi_pagerduty_get_abilities (questions->client, g_task_get_cancellable (task), on_abilities,
                                 task);
}
