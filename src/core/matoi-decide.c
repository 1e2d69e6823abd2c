/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-text.h"

/* A clock may be a little behind the one of the person who tells when it happened. */
#define FUTURE_TOLERANCE (5 * MATOI_MINUTE)

static const MatoiCommandRule commands[] = {
  { "note", matoi_decide_note, 0 },
  { "strike", matoi_decide_strike, 0 },
  { "restore", matoi_decide_restore, 0 },
  { "confirm", matoi_decide_settle, 0 },
  { "rule-out", matoi_decide_settle, 0 },
  { "unsettle", matoi_decide_unsettle, 0 },
  { "evidence", matoi_decide_evidence, 0 },
  { "correct", matoi_decide_correct, 0 },
  { "source-changed", matoi_decide_source_changed, 0 },
  { "offer", matoi_decide_offer, 0 },
  { "severity", matoi_decide_severity, 0 },
  { "final-severity", matoi_decide_final_severity, 0 },
  { "phase", matoi_decide_phase, MATOI_COMMAND_LIVE_ONLY },
  { "role-assign", matoi_decide_role_assign, MATOI_COMMAND_LIVE_ONLY },
  { "role-release", matoi_decide_role_release, MATOI_COMMAND_LIVE_ONLY },
  { "subteam", matoi_decide_subteam, MATOI_COMMAND_LIVE_ONLY },
  { "subteam-move", matoi_decide_subteam_move, MATOI_COMMAND_LIVE_ONLY },
  { "subteam-dissolve", matoi_decide_subteam_dissolve, MATOI_COMMAND_LIVE_ONLY },
  { "ask", matoi_decide_ask, MATOI_COMMAND_LIVE_ONLY },
  { "answer", matoi_decide_ask_change, 0 },
  { "ask-withdraw", matoi_decide_ask_change, 0 },
  { "ask-reopen", matoi_decide_ask_reopen, MATOI_COMMAND_LIVE_ONLY },
  { "extend", matoi_decide_ask_change, MATOI_COMMAND_LIVE_ONLY },
  { "ack", matoi_decide_ask_change, MATOI_COMMAND_LIVE_ONLY },
  { "reassign", matoi_decide_ask_change, MATOI_COMMAND_LIVE_ONLY },
  { "todo", matoi_decide_todo, 0 },
  { "todo-done", matoi_decide_todo_done, 0 },
  { "todo-drop", matoi_decide_todo_drop, 0 },
  { "todo-reopen", matoi_decide_todo_reopen, 0 },
  { "snooze", matoi_decide_snooze, MATOI_COMMAND_LIVE_ONLY },
  { "step-done", matoi_decide_step, 0 },
  { "step-undo", matoi_decide_step, 0 },
  { "poll", matoi_decide_poll, MATOI_COMMAND_LIVE_ONLY },
  { "poll-close", matoi_decide_poll_close, MATOI_COMMAND_LIVE_ONLY },
  { "update", matoi_decide_update, 0 },
  { "update-approve", matoi_decide_update_approve, 0 },
  { "update-post", matoi_decide_update_post, 0 },
  { "security", matoi_decide_security, 0 },
  { "details", matoi_decide_details, 0 },
  { "link", matoi_decide_link, 0 },
  { "unlink", matoi_decide_unlink, 0 },
  { "end", matoi_decide_end, MATOI_COMMAND_LIVE_ONLY },
  { "reopen", matoi_decide_reopen, 0 },
  { NULL },
};

static const MatoiCommandRule *const groups[] = { commands,
                                                  matoi_postmortem_commands,
                                                  matoi_document_commands,
                                                  matoi_meeting_commands,
                                                  matoi_action_commands,
                                                  matoi_ticket_commands,
                                                  matoi_steps_commands,
                                                  matoi_page_commands,
                                                  matoi_picture_commands,
                                                  matoi_publish_commands };

gboolean
matoi_refuse_input (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (MATOI_ERROR, MATOI_ERROR_INPUT, format, args));
  va_end (args);
  return FALSE;
}

gboolean
matoi_refuse_missing (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (MATOI_ERROR, MATOI_ERROR_NOT_FOUND, format, args));
  va_end (args);
  return FALSE;
}

/* Adds an event with @payload (transfer full). */
MatoiEvent *
matoi_decision_add (MatoiDecision *d, const char *type, JsonObject *payload)
{
  MatoiEvent *event = matoi_event_new (type, d->command->actor, d->at, d->now, payload);

  g_ptr_array_add (d->events, event);
  return event;
}

/* The text argument, or NULL when it is absent or blank. */
const char *
matoi_decision_get (MatoiDecision *d, const char *arg)
{
  const char *value = matoi_json_get_string (d->args, arg);

  for (const char *c = value; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      return value;
  return NULL;
}

const char *
matoi_decision_require (MatoiDecision *d, const char *arg, GError **error)
{
  const char *value = matoi_decision_get (d, arg);

  if (value == NULL)
    /* Translators: 1: a command such as “strike”, 2: an argument such as “reason” */
    matoi_refuse_input (error, _("“%s” needs “%s”. Nothing was changed."), d->command->name, arg);
  return value;
}

gboolean
matoi_decision_get_minutes (MatoiDecision *d, gint64 *minutes, GError **error)
{
  *minutes = matoi_json_get_int (d->args, "minutes", 0);
  if (*minutes >= 1 && *minutes <= 24 * 60)
    return TRUE;
  return matoi_refuse_input (error,
                             _("The minutes must be between 1 and 1440. Nothing was changed."));
}

/* A payload with the named members of the arguments, where present. */
JsonObject *
matoi_decision_copy (MatoiDecision *d, const char *first_arg, ...)
{
  JsonObject *payload = json_object_new ();
  va_list args;

  va_start (args, first_arg);
  for (const char *arg = first_arg; arg != NULL; arg = va_arg (args, const char *))
    {
      JsonNode *node = json_object_get_member (d->args, arg);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
        json_object_set_member (payload, arg, json_node_copy (node));
    }
  va_end (args);
  return payload;
}

gboolean
matoi_decision_is_commander (MatoiDecision *d)
{
  return matoi_incident_holds (d->state, "ic", d->command->actor);
}

/* Only what opens safely in a browser; @url NULL: there is none to check. */
gboolean
matoi_decision_check_link (const char *url, GError **error)
{
  g_autoptr (GUri) uri = url ? g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;

  if (url == NULL || g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0)
    return TRUE;
  /* Translators: %s is what was given as a link */
  return matoi_refuse_input (error, _("“%s” is not a link. Nothing was changed."), url);
}

/* The first character that must not be in a text of people, or 0. */
static gunichar
find_odd_char (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!matoi_char_is_plain (g_utf8_get_char (c)))
      return g_utf8_get_char (c);
  return 0;
}

static gboolean
check_text (const char *text, const char *name, gboolean any_length, GError **error)
{
  gunichar odd;

  if (!any_length && strlen (text) > MATOI_MAX_TEXT_BYTES)
    /* Translators: 1: an argument such as “text”, 2: a number of kilobytes */
    return matoi_refuse_input (
      error, _("“%s” is longer than %d kB. Nothing was changed; put long material "
                                          "behind a link and give it as evidence."),
                name, MATOI_MAX_TEXT_BYTES / 1024);
  if (!g_utf8_validate (text, -1, NULL))
    /* Translators: an argument such as “text” */
    return matoi_refuse_input (
      error, _("“%s” holds bytes that are not readable text. Nothing was changed."), name);
  odd = find_odd_char (text);
  if (odd == 0)
    return TRUE;
  /* Translators: 1: an argument such as “text”, 2: the number of a character in hexadecimal */
  return matoi_refuse_input (
    error, _("“%1$s” holds the invisible character U+%2$04X. Nothing was changed; type the "
                                      "text without it."),
              name, odd);
}

static gboolean
check_texts (JsonNode *node, const char *name, gboolean any_length, GError **error)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      return check_text (json_node_get_string (node), name, any_length, error);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!check_texts (json_array_get_element (array, i), name, any_length, error))
          return FALSE;
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &member, &value))
        if (!check_texts (value, member, any_length, error))
          return FALSE;
    }
  return TRUE;
}

/* Whether @at can be when something happened: nothing is told ahead of time. */
gboolean
matoi_decision_check_time (MatoiDecision *d, gint64 at, GError **error)
{
  if (at > d->now + FUTURE_TOLERANCE)
    return matoi_refuse_input (
      error, _("That time is in the future. Nothing was changed; check the time or this "
                                        "computer’s clock."));
  return TRUE;
}

static const MatoiCommandRule *
find_rule (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const MatoiCommandRule *one = groups[i]; one->name != NULL; one++)
      if (strcmp (one->name, name) == 0)
        return one;
  return NULL;
}

static gboolean
check_command (MatoiDecision *d, const MatoiCommandRule *rule, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), d->args);

  if (!g_utf8_validate (d->command->actor, -1, NULL) || find_odd_char (d->command->actor) != 0 ||
      strlen (d->command->actor) > 200)
    return matoi_refuse_input (error, _("The name of the person who acts is not readable text."));
  if (!matoi_decision_check_time (d, d->at, error))
    return FALSE;
  return check_texts (node, "text", rule != NULL && (rule->flags & MATOI_COMMAND_LONG_TEXT) != 0,
                      error);
}

/**
 * matoi_decide:
 * @policy: (nullable): the process to begin with; only for "declare"
 * @now: ms UTC
 *
 * The rules of the live incident. Pure: what is not in the arguments cannot
 * matter.
 *
 * Returns: (transfer container): events to append, or NULL
 */
GPtrArray *
matoi_decide (const MatoiIncident *incident,
              MatoiPolicy *policy,
              const MatoiCommand *command,
              gint64 now,
              GError **error)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  MatoiDecision d = {
    incident, incident->policy ? incident->policy : policy,
    command,  command->args,
    now,      command->occurred_at != MATOI_TIME_NONE ? command->occurred_at : now,
    events
  };
  const MatoiCommandRule *rule = find_rule (command->name);

  if (!check_command (&d, rule, error))
    return NULL;
  if (strcmp (command->name, "declare") == 0)
    return matoi_decide_declare (&d, error) ? g_steal_pointer (&events) : NULL;
  if (!incident->declared)
    {
      matoi_refuse_missing (error, _("There is no such incident."));
      return NULL;
    }
  if (d.policy == NULL)
    {
      matoi_refuse_input (
        error, _("The process this incident began with is not known here. Nothing was changed; "
                                   "import the incident again together with its process."));
      return NULL;
    }
  if (rule == NULL)
    {
      /* Translators: the name of a command */
      matoi_refuse_input (error, _("“%s” is not something an incident understands."),
                                    command->name);
      return NULL;
    }
  if ((rule->flags & MATOI_COMMAND_LIVE_ONLY) != 0 && strcmp (incident->state, "live") != 0)
    {
      matoi_refuse (error, "ended",
                    _("The incident has ended."),
                       _("Reopen it first, with a reason, or add a note."));
      return NULL;
    }
  return rule->decide (&d, error) ? g_steal_pointer (&events) : NULL;
}
