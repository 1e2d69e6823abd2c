/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-setup.h"

#include <glib/gi18n-lib.h>

#include "matoi-jira-setup-private.h"
#include "matoi-jira-text.h"

/* Asks one question of a JIRA after the other; what depends on an answer that did not come is left
 * out. */

typedef struct
{
  MatoiHttp *http;
  char *site;
  MatoiJiraFlavour flavour;
  MatoiJiraClient *client; /* (nullable) until it is known what is there */
  guint step;
} Questions;

static void
questions_free (gpointer data)
{
  Questions *questions = data;

  g_clear_object (&questions->client);
  g_clear_object (&questions->http);
  g_free (questions->site);
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

/* FALSE: what comes next would fail in the same way. */
static gboolean
read_myself (MatoiSetupAttempt *attempt, Questions *questions, MatoiJiraList *list)
{
  MatoiJiraChoice *us = list->items->len > 0 ? g_ptr_array_index (list->items, 0) : NULL;
  g_autofree char *text = NULL;

  if (list->answer->outcome == MATOI_JIRA_OK && us != NULL)
    {
      attempt->report->works = TRUE;
      /* Translators: %s is the name of an account. */
      text = g_strdup_printf (_ ("It is accepted, as that of %s."), us->name ? us->name : us->id);
      add (attempt, "token", MATOI_SETUP_OK, _ ("Token"), text, NULL);
      return TRUE;
    }
  add (
    attempt, "token", MATOI_SETUP_FAIL,
    _ ("Token"), list->answer->text,
       list->answer->outcome != MATOI_JIRA_AUTH ? NULL
                                                : questions->flavour == MATOI_JIRA_CLOUD
         ? _ ("Check the e-mail address of the account and copy the token once more, or make a new "
                 "one in the Atlassian account.")
         : _ ("Copy the personal access token once more, or make a new one in the profile."));
  return FALSE;
}

static void ask_next (GTask *task);

static gboolean
read_list (GTask *task, MatoiJiraList *list)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  Questions *questions = attempt->own;

  switch (questions->step)
    {
    case 0:
      return read_myself (attempt, questions, list);
    case 1:
      matoi_jira_setup_read_projects (attempt, list);
      return TRUE;
    case 2:
      matoi_jira_setup_read_types (attempt, list);
      return TRUE;
    case 3:
      matoi_jira_setup_read_fields (attempt, questions->flavour, list);
      return TRUE;
    default:
      matoi_jira_setup_read_priorities (attempt, list);
      return FALSE;
    }
}

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, NULL);

  if (list == NULL || !read_list (task, list))
    {
      matoi_setup_attempt_done (task);
      return;
    }
  ((Questions *) attempt->own)->step++;
  ask_next (task);
}

/* Takes @task. */
static void
ask_next (GTask *task)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  Questions *questions = attempt->own;
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *project = matoi_setup_attempt_get (attempt, "project");
  const char *type = matoi_setup_attempt_get (attempt, "type");

  if (questions->step == 2 &&
      matoi_setup_report_find_choice (attempt->report, "projects", project) == NULL)
    questions->step = 4;
  if (questions->step == 3 &&
      matoi_setup_report_find_choice (attempt->report, "types", type) == NULL)
    questions->step = 4;
  switch (questions->step)
    {
    case 0:
      matoi_jira_list_myself (questions->client, cancellable, on_list, task);
      break;
    case 1:
      matoi_jira_list_projects (questions->client, cancellable, on_list, task);
      break;
    case 2:
      matoi_jira_list_types (questions->client, project, cancellable, on_list, task);
      break;
    case 3:
      matoi_jira_list_fields (questions->client, project, type, cancellable, on_list, task);
      break;
    default:
      matoi_jira_list_priorities (questions->client, cancellable, on_list, task);
      break;
    }
}

/* --- what is there, asked without the token */

static gboolean
take_site (MatoiSetupAttempt *attempt, const MatoiJiraSite *site)
{
  Questions *questions = attempt->own;
  const char *email = matoi_setup_attempt_get (attempt, "email");
  gboolean cloud = site->flavour == MATOI_JIRA_CLOUD;
  g_autofree char *text = NULL;

  if (site->answer->outcome != MATOI_JIRA_OK)
    {
      add (
        attempt, "site", MATOI_SETUP_FAIL,
        _ ("Site"), site->answer->text,
           _ ("Check the address and the network. For a certificate of your own company, give its "
                                           "file."));
      return FALSE;
    }
  attempt->report->title = g_strdup (site->title != NULL ? site->title : questions->site);
  questions->flavour = site->flavour;
  matoi_setup_report_set_found (attempt->report, "base-url", questions->site);
  matoi_setup_report_set_found (attempt->report, "flavour", cloud ? "cloud" : "server");
  /* Translators: %1$s is the name a site gives itself, %2$s its version. */
  text = g_strdup_printf (cloud ? _ ("%1$s, JIRA Cloud")
                                : _ ("%1$s, JIRA Data Center %2$s"), attempt->report->title,
                                     site->version != NULL ? site->version : "");
  add (attempt, "site", MATOI_SETUP_OK, _ ("Site"), g_strchomp (text), NULL);
  if (cloud && email == NULL)
    {
      add (attempt, "token", MATOI_SETUP_FAIL,
           _ ("Token"),
              _ ("JIRA Cloud knows a token only together with the e-mail address of its account."),
                 _ ("Give the e-mail address of the account the token was made in."));
      return FALSE;
    }
  questions->client = matoi_jira_client_new (questions->http, questions->site, site->flavour, email,
                                             attempt->tokens->tokens[0]);
  return TRUE;
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (MatoiJiraSite) site = matoi_jira_probe_finish (result, NULL);

  if (site != NULL && take_site (g_task_get_task_data (task), site))
    ask_next (task);
  else
    matoi_setup_attempt_done (task);
}

void
matoi_jira_setup_ask (GTask *task)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  Questions *questions = g_new0 (Questions, 1);
  const char *trust = matoi_setup_attempt_get (attempt, "ca-file");
  g_autoptr (GError) error = NULL;

  attempt->own = questions;
  attempt->own_free = questions_free;
  questions->http = matoi_http_new ();
  questions->site = matoi_jira_dup_site (matoi_setup_attempt_get (attempt, "base-url"));
  if (questions->site == NULL)
    add (
      attempt, "address", MATOI_SETUP_FAIL,
      _ ("Address"),
        _ ("This is no address Matoi would send a token to."),
          _ ("Give the address of the site, such as https://acme.atlassian.net; it has to begin with "
                                           "https://."));
  else if (trust != NULL && !matoi_http_set_trust_file (questions->http, trust, &error))
    add (attempt, "address", MATOI_SETUP_FAIL,
         _ ("Certificates"), error->message,
            _ ("Choose the file (PEM) of the company's authority, or none."));
  else
    {
      matoi_jira_probe_async (questions->http, questions->site, g_task_get_cancellable (task),
                              on_probed, task);
      return;
    }
  matoi_setup_attempt_done (task);
}
