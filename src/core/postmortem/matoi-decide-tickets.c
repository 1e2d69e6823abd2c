/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"
#include "matoi-ticket-private.h"

/* Tickets of action items: asked for, there, and what the site says of them. The arguments
 * "settings" (of the sites), "zone" and "lang" are those of the organisation; who submits adds
 * them, see matoi_context_complete (). */

#define MAX_KEY 100

/* (transfer full) */
GHashTable *
matoi_decide_read_sites (MatoiDecision *d)
{
  JsonObject *settings = matoi_json_get_object (d->args, "settings");
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (settings == NULL)
    return values;
  json_object_iter_init (&iter, settings);
  while (json_object_iter_next (&iter, &key, &node))
    if (matoi_json_get_string (settings, key) != NULL)
      g_hash_table_insert (values, (gpointer) key,
                           (gpointer) matoi_json_get_string (settings, key));
  return values;
}

static gboolean
check_site (const char *site, GError **error)
{
  if (site == NULL || g_strv_contains (matoi_ticket_list_sites (), site))
    return TRUE;
  /* Translators: %s is what was given as a ticket system; do not translate jira and jira2 */
  return matoi_refuse_input (error, _("There is no ticket system “%s”. Use jira or jira2."), site);
}

/* --- asking for one */

static gboolean
check_may_be_asked (const MatoiAction *action, GError **error)
{
  if (action->key != NULL && !action->gone)
    return matoi_refuse (error, "ticket.there",
                         _("This action item has a ticket already."),
                            _("Look at that ticket; nothing is made twice."));
  if (strcmp (action->state, "wont") == 0)
    return matoi_refuse (error, "ticket.wont",
                         _("It was decided that this is not done."),
                            _("Reopen the action item first."));
  if (strcmp (action->state, "noted") == 0)
    return matoi_refuse (error, "ACT-03",
                         _("Only what really must be done becomes a ticket."),
                            _("Give it a higher priority first."));
  return TRUE;
}

/* What is missing for it, as the reasons of the refusal. */
gboolean
matoi_decide_check_draft (const MatoiTicketDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) reasons = NULL;

  if (matoi_ticket_draft_is_ready (draft))
    return TRUE;
  reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_reason_free);
  for (guint i = 0; i < draft->problems->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (draft->problems, i);

      if (check->hard)
        g_ptr_array_add (reasons,
                         matoi_reason_new (check->id, check->text, check->fix, check->hard));
    }
  matoi_error_take_reasons (error, g_steal_pointer (&reasons));
  return FALSE;
}

static gboolean
check_given (MatoiDecision *d, GError **error)
{
  const char *summary = matoi_decision_get (d, "summary"), *due = matoi_decision_get (d, "due");
  g_autofree char *day = due != NULL ? g_strconcat (due, "T00:00:00Z", NULL) : NULL;
  JsonArray *labels = matoi_json_get_array (d->args, "labels");
  gint64 ms;

  if (summary != NULL &&
      (strchr (summary, '\n') != NULL || g_utf8_strlen (summary, -1) > MATOI_TICKET_MAX_SUMMARY))
    return matoi_refuse_input (
      error,
      _("The summary of a ticket is one line of at most %d characters. Nothing was changed."),
         MATOI_TICKET_MAX_SUMMARY);
  if (due != NULL && (strlen (due) != 10 || !matoi_time_parse (day, NULL, &ms)))
    /* Translators: %s is what was given as a date */
    return matoi_refuse_input (error, _("“%s” is not a date. Write it as 2026-11-20."), due);
  for (guint i = 0; labels != NULL && i < json_array_get_length (labels); i++)
    {
      const char *label = matoi_json_array_get_string (labels, i);

      if (label == NULL || *label == '\0' || strlen (label) > 255 ||
          strpbrk (label, " \t\n") != NULL)
        /* Translators: %s is what was given as a label */
        return matoi_refuse_input (error, _("“%s” is not a label. Write it without blanks."),
                                             label != NULL ? label : "");
    }
  return check_site (matoi_decision_get (d, "site"), error);
}

static void
take_text (MatoiDecision *d, const char *arg, char **field)
{
  const char *given = matoi_decision_get (d, arg);

  if (given == NULL)
    return;
  g_free (*field);
  *field = g_strdup (given);
}

static void
take_labels (MatoiDecision *d, MatoiTicketDraft *draft)
{
  JsonArray *labels = matoi_json_get_array (d->args, "labels");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (labels == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (labels); i++)
    g_strv_builder_add (builder, matoi_json_array_get_string (labels, i));
  g_strfreev (draft->labels);
  draft->labels = g_strv_builder_end (builder);
}

static MatoiTicketDraft *
make_draft (MatoiDecision *d, const MatoiAction *action)
{
  g_autoptr (GHashTable) values = matoi_decide_read_sites (d);
  g_autoptr (GTimeZone) zone = matoi_decide_read_zone (d);
  const char *lang = matoi_decision_get (d, "lang");
  MatoiTicketChoice choice = { matoi_decision_get (d, "site"), matoi_decision_get (d, "project"),
                               matoi_decision_get (d, "type") };
  MatoiTicketDraft *draft = matoi_ticket_draft_new_for (d->state, action, &choice, values, zone,
                                                        lang != NULL ? lang : "en");

  take_text (d, "summary", &draft->summary);
  take_text (d, "description", &draft->description);
  take_text (d, "priority", &draft->priority);
  take_text (d, "due", &draft->due);
  take_labels (d, draft);
  return draft;
}

/* Without "action": the last one, which may be of the same submission and have no id yet. */
static const MatoiAction *
find_action (MatoiDecision *d, GError **error)
{
  GPtrArray *actions = d->state->actions;

  return matoi_decision_get (d, "action") == NULL && actions->len > 0
           ? g_ptr_array_index (actions, actions->len - 1)
           : matoi_decide_require_action (d, error);
}

/* ACT-01: what is recorded is what will be read there, to the letter. */
static gboolean
decide_ticket (MatoiDecision *d, GError **error)
{
  const MatoiAction *action = find_action (d, error);
  g_autoptr (MatoiTicketDraft) draft = NULL;
  JsonObject *payload;

  if (action == NULL || !check_may_be_asked (action, error) || !check_given (d, error))
    return FALSE;
  draft = make_draft (d, action);
  if (!matoi_decide_check_draft (draft, error))
    return FALSE;
  payload = json_object_new ();
  json_object_set_object_member (payload, "draft", matoi_ticket_draft_to_json (draft));
  /* The first one was made, and is no more: this is not the same one once again. */
  if (action->gone)
    json_object_set_boolean_member (payload, "again", TRUE);
  matoi_decide_add_for_action (d, "action.ticket-asked", action, payload);
  return TRUE;
}

/* --- one that is there */

/* Whether what is given of it is known already. */
static gboolean
is_known (const MatoiAction *action, JsonObject *payload)
{
  const struct
  {
    const char *member, *known;
  } parts[] = { { "key", action->key },
                { "url", action->url },
                { "site", action->site },
                { "id", action->remote_id } };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *given = matoi_json_get_string (payload, parts[i].member);

      if (given != NULL && g_strcmp0 (given, parts[i].known) != 0)
        return FALSE;
    }
  return !action->gone && strcmp (action->state, "ticketed") == 0;
}

/* A key that was typed, such as PAY-123, or an address that was pasted. */
static gboolean
decide_link (MatoiDecision *d, GError **error)
{
  const MatoiAction *action = matoi_decide_require_action (d, error);
  const char *text = action ? matoi_decision_require (d, "key", error) : NULL;
  g_autoptr (GHashTable) values = matoi_decide_read_sites (d);
  g_autoptr (JsonObject) payload = NULL;
  g_autofree char *key = NULL, *url = NULL, *site = NULL;

  if (text == NULL || !check_site (matoi_decision_get (d, "site"), error))
    return FALSE;
  if (!matoi_ticket_read (text, values, &key, &url, &site) || strlen (key) > MAX_KEY)
    /* Translators: %s is what was given as a ticket */
    return matoi_refuse_input (error, _("“%s” is not the key of a ticket such as PAY-123."), text);
  if (!matoi_decision_check_link (matoi_decision_get (d, "url"), error))
    return FALSE;
  payload = matoi_decision_copy (d, "id", NULL);
  if (matoi_decision_get (d, "url") != NULL)
    {
      take_text (d, "url", &url);
      g_free (site);
      site = matoi_ticket_find_site (values, url);
    }
  take_text (d, "site", &site);
  json_object_set_string_member (payload, "key", key);
  if (url != NULL)
    json_object_set_string_member (payload, "url", url);
  if (site != NULL)
    json_object_set_string_member (payload, "site", site);
  if (!is_known (action, payload))
    matoi_decide_add_for_action (d, "action.ticketed", action, g_steal_pointer (&payload));
  return TRUE;
}

/* --- what the site says */

static gboolean
says_something (const MatoiAction *action, JsonObject *p)
{
  const struct
  {
    const char *member, *known;
  } parts[] = { { "status", action->status },
                { "category", action->category },
                { "assignee", action->assignee },
                { "due", action->ticket_due },
                { "priority", action->ticket_priority } };
  gboolean gone = matoi_json_get_boolean (p, "gone", FALSE);
  const char *key = matoi_json_get_string (p, "key");

  if (gone || action->gone)
    return gone != action->gone;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strcmp0 (matoi_json_get_string (p, parts[i].member), parts[i].known) != 0)
      return TRUE;
  return key != NULL && strcmp (key, action->key) != 0;
}

/* What was seen before what is known, or of a ticket it does not have any more. */
static gboolean
is_old_news (const MatoiAction *action, JsonObject *p)
{
  const char *id = matoi_json_get_string (p, "id");
  gint64 updated = matoi_json_get_time (p, "updated");

  return action->key == NULL ||
         (id != NULL && action->remote_id != NULL && strcmp (id, action->remote_id) != 0) ||
         (updated != MATOI_TIME_NONE && action->ticket_updated != MATOI_TIME_NONE &&
          updated < action->ticket_updated);
}

/* Absent: the site says nothing of it. A ticket that is closed closes nothing but its item. */
static gboolean
decide_progress (MatoiDecision *d, GError **error)
{
  static const char *const categories[] = { "new", "indeterminate", "done", NULL };
  const MatoiAction *action = matoi_decide_require_action (d, error);
  gboolean gone = matoi_json_get_boolean (d->args, "gone", FALSE);
  const char *category;
  JsonObject *payload;

  if (action == NULL)
    return FALSE;
  category = gone ? "done" : matoi_decision_require (d, "category", error);
  if (category == NULL)
    return FALSE;
  if (!g_strv_contains (categories, category))
    /* Translators: %s is what was given; do not translate the three words */
    return matoi_refuse_input (error, _("“%s” is not a category of a status. Use new, "
                                        "indeterminate or done."),
                                         category);
  if (!matoi_decision_check_link (matoi_decision_get (d, "url"), error))
    return FALSE;
  if (is_old_news (action, d->args) || !says_something (action, d->args))
    return TRUE;
  payload = gone ? matoi_decision_copy (d, "id", "gone", NULL)
                 : matoi_decision_copy (d, "key", "id", "url", "status", "category", "assignee",
                                        "due", "priority", "updated", NULL);
  matoi_decide_add_for_action (d, "action.progress", action, payload);
  return TRUE;
}

/* AFT-02: people are reminded when somebody says so, in the words they saw. */
static gboolean
decide_nudge (MatoiDecision *d, GError **error)
{
  const char *room = matoi_decision_get (d, "room");

  if (matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  if (room != NULL && (strlen (room) > 100 || strpbrk (room, " \t\n,:/@") != NULL))
    /* Translators: %s is what was given as a channel */
    return matoi_refuse_input (error, _("“%s” is not a channel such as #payments."), room);
  matoi_decision_add (d, "action.nudged", matoi_decision_copy (d, "text", "room", NULL));
  return TRUE;
}

const MatoiCommandRule matoi_ticket_commands[] = {
  { "action-ticket", decide_ticket, 0 },
  { "action-link", decide_link, 0 },
  { "action-progress", decide_progress, 0 },
  { "nudge", decide_nudge, 0 },
  { NULL },
};
