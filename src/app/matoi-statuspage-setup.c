/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-setup.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-service-setup-private.h"
#include "matoi-statuspage-look.h"

/* Looks at the page; publishes nothing. */

typedef struct
{
  MatoiHttp *http;
  MatoiStatuspageClient *client;
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

/* --- what was chosen for our services */

static gboolean
is_lost (MatoiSetupAttempt *attempt, JsonArray *ids)
{
  for (guint i = 0; i < json_array_get_length (ids); i++)
    if (matoi_setup_report_find_choice (attempt->report, "components",
                                        matoi_json_array_get_string (ids, i)) == NULL)
      return TRUE;
  return FALSE;
}

static void
judge_components (MatoiSetupAttempt *attempt, guint n)
{
  const char *setting = matoi_setup_attempt_get (attempt, "components");
  g_autoptr (JsonNode) node = setting != NULL ? json_from_string (setting, NULL) : NULL;
  g_autoptr (GString) lost = g_string_new (NULL);
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_iter_init (&iter, json_node_get_object (node));
  while (node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_iter_next (&iter, &name, &entry))
    if (JSON_NODE_HOLDS_ARRAY (entry) && is_lost (attempt, json_node_get_array (entry)))
      g_string_append_printf (lost, "%s%s", lost->len > 0 ? ", " : "", name);
  if (lost->len > 0)
    {
      /* Translators: %s is a list of names of services. */
      text =
        g_strdup_printf (_ ("The page does not have the components of these services any more: %s"),
                            lost->str);
      add (attempt, "components", MATOI_SETUP_WARN,
           _ ("Components"), text, _ ("Choose their components again."));
      return;
    }
  text = g_strdup_printf (
    /* Translators: %u is a number of components of a status page. */
    g_dngettext (GETTEXT_PACKAGE, "The page has %u component.", "The page has %u components.", n),
    n);
  add (attempt, "components", MATOI_SETUP_OK, _ ("Components"), text, NULL);
}

static void
tell_subscribers (MatoiSetupAttempt *attempt, const MatoiStatuspageLook *look)
{
  int n = (int) MIN (look->mails + MAX (look->others, 0), G_MAXINT);
  g_autofree char *text = NULL;

  if (look->mails < 0)
    {
      add (attempt, "subscribers", MATOI_SETUP_WARN,
           _ ("Subscribers"), _ ("Statuspage did not say how many people are told."), NULL);
      return;
    }
  text = g_strdup_printf (
    /* Translators: %d is a number of subscribers of a status page. */
    g_dngettext (GETTEXT_PACKAGE, "%d subscriber is told of an update, if you choose so.",
                 "%d subscribers are told of an update, if you choose so.", (gulong) n),
    n);
  add (attempt, "subscribers", MATOI_SETUP_OK, _ ("Subscribers"), text, NULL);
}

static void
tell_page (MatoiSetupAttempt *attempt, const MatoiStatuspageLook *look)
{
  attempt->report->works = TRUE;
  attempt->report->title = g_strdup (look->name != NULL ? look->name : look->page);
  matoi_setup_report_set_found (attempt->report, "page", look->page);
  add (attempt, "page", MATOI_SETUP_OK, _ ("Status Page"), attempt->report->title, NULL);
  for (guint i = 0; i < look->components->len; i++)
    {
      const MatoiStatuspagePart *part = g_ptr_array_index (look->components, i);

      matoi_setup_report_add_choice (attempt->report, "components", part->id, part->name)->more =
        g_strdup (part->group);
    }
  if (look->answer->outcome == MATOI_STATUSPAGE_OK || look->components->len > 0)
    {
      judge_components (attempt, look->components->len);
      tell_subscribers (attempt, look);
    }
  else
    add (attempt, "components", MATOI_SETUP_WARN, _ ("Components"), look->answer->text, NULL);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (MatoiStatuspageLook) look = matoi_statuspage_look_finish (result, NULL);

  if (look == NULL)
    {
      matoi_setup_attempt_done (task);
      return;
    }
  for (guint i = 0; i < look->pages->len; i++)
    {
      const MatoiStatuspagePart *page = g_ptr_array_index (look->pages, i);

      matoi_setup_report_add_choice (attempt->report, "pages", page->id, page->name);
    }
  if (look->pages->len > 0)
    add (attempt, "token", MATOI_SETUP_OK, _ ("API Key"), _ ("It is accepted."), NULL);
  if (look->page != NULL)
    tell_page (attempt, look);
  else if (look->pages->len > 0)
    add (attempt, "page", MATOI_SETUP_FAIL,
         _ ("Status Page"), look->answer->text, _ ("Choose the page, and save once more."));
  else
    add (attempt, "token", MATOI_SETUP_FAIL,
         _ ("API Key"), look->answer->outcome == MATOI_STATUSPAGE_OK
            ? _ ("The account of this key has no page.") : look->answer->text,
                 look->answer->outcome == MATOI_STATUSPAGE_AUTH
                 ? _ ("Copy the key once more, or make a new one in your account of Statuspage.")
                 : NULL);
  matoi_setup_attempt_done (task);
}

void
matoi_statuspage_setup_ask (GTask *task)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  Questions *questions = g_new0 (Questions, 1);

  attempt->own = questions;
  attempt->own_free = questions_free;
  questions->http = matoi_http_new ();
  questions->client =
    matoi_statuspage_client_new (questions->http, matoi_setup_attempt_get (attempt, "base-url"),
                                 attempt->tokens->tokens[0]);
  matoi_statuspage_look_async (questions->client, matoi_setup_attempt_get (attempt, "page"),
                               g_task_get_cancellable (task), on_looked, task);
}
