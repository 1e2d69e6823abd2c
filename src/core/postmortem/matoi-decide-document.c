/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* What is written into the document (§12.4, §8). */

static JsonObject *
require_section (MatoiDecision *d, GError **error)
{
  const char *id = matoi_decision_require (d, "section", error);
  JsonObject *section = id ? matoi_postmortem_find_template_section (d->state, id) : NULL;

  if (id != NULL && section == NULL)
    /* Translators: %s is what was given as a section */
    matoi_refuse_missing (error, _("There is no section “%s” in this postmortem."), id);
  return section;
}

static gboolean
check_length (const char *text, JsonObject *payload, GError **error)
{
  g_autofree char *whole = NULL;

  if (strlen (text) <= MATOI_SECTION_MAX_BYTES)
    whole = matoi_json_to_text (payload);
  if (whole != NULL && strlen (whole) <= MATOI_EVENT_MAX_PAYLOAD)
    return TRUE;
  /* Translators: %d is a number of kilobytes */
  return matoi_refuse_input (
    error, _("A section holds at most %d kB of text. Nothing was changed; what is typed stays "
                                      "where it is. Put long material behind a link."),
              MATOI_SECTION_MAX_BYTES / 1024);
}

/* Autosave writes the whole text, on the versions it was typed on ("heads"). Who names none writes
 * on what everybody reads now, and means all of it: no two wordings are left to choose from, as
 * with "settled". */
static gboolean
decide_write (MatoiDecision *d, GError **error)
{
  const char *text = matoi_json_get_string (d->args, "text");
  gboolean settled = matoi_json_get_boolean (d->args, "settled", FALSE);
  const MatoiSection *section;
  g_autoptr (JsonObject) payload = NULL;

  if (!matoi_decide_require_open (d, error) || require_section (d, error) == NULL)
    return FALSE;
  if (text == NULL)
    return matoi_decision_require (d, "text", error) != NULL;
  section = matoi_postmortem_find_section (d->state->postmortem,
                                           matoi_json_get_string (d->args, "section"));
  payload = matoi_decision_copy (d, "section", "text", "heads", NULL);
  if (matoi_json_get_array (d->args, "heads") == NULL)
    {
      g_auto (GStrv) heads = matoi_section_dup_heads (section);
      JsonArray *array = json_array_new ();

      for (guint i = 0; heads[i] != NULL; i++)
        json_array_add_string_element (array, heads[i]);
      json_object_set_array_member (payload, "heads", array);
      settled = matoi_section_is_conflicted (section);
    }
  if (settled)
    json_object_set_boolean_member (payload, "settled", TRUE);
  if (!check_length (text, payload, error))
    return FALSE;
  /* The same again, unless it makes one of many versions or settles a conflict. */
  if (strcmp (matoi_section_get_text (section), text) != 0 ||
      (section != NULL && section->heads->len > 1) ||
      (settled && matoi_section_is_conflicted (section)))
    matoi_decision_add (d, "postmortem.section", g_steal_pointer (&payload));
  return TRUE;
}

static gboolean
decide_assign (MatoiDecision *d, GError **error)
{
  const char *person = matoi_decision_get (d, "person");
  const MatoiSection *section;

  if (!matoi_decide_require_open (d, error) || require_section (d, error) == NULL)
    return FALSE;
  section = matoi_postmortem_find_section (d->state->postmortem,
                                           matoi_json_get_string (d->args, "section"));
  if (g_strcmp0 (section != NULL ? section->assignee : NULL, person) != 0)
    matoi_decision_add (d, "postmortem.assigned",
                        matoi_decision_copy (d, "section", "person", NULL));
  return TRUE;
}

static gboolean
decide_tick (MatoiDecision *d, GError **error)
{
  const char *list = matoi_decision_require (d, "list", error);
  const char *item = list ? matoi_decision_require (d, "item", error) : NULL;
  gboolean on = matoi_json_get_boolean (d->args, "on", TRUE);
  JsonObject *payload;

  if (item == NULL || !matoi_decide_require_postmortem (d, error))
    return FALSE;
  if (strlen (list) + strlen (item) > 200)
    return matoi_refuse_input (error, _("There is no such item to tick."));
  if (matoi_postmortem_is_ticked (d->state->postmortem, list, item) == on)
    return TRUE;
  payload = matoi_decision_copy (d, "list", "item", NULL);
  json_object_set_boolean_member (payload, "on", on);
  matoi_decision_add (d, "postmortem.tick", payload);
  return TRUE;
}

/* TML-07: what nobody confirmed is not told as a fact. */
static gboolean
check_told (const MatoiEntry *entry, GError **error)
{
  if (strcmp (entry->kind, "hypothesis") != 0 || entry->verdict != NULL)
    return TRUE;
  return matoi_refuse (error, "TML-07",
                       _("This is still a guess and cannot be told as a fact."),
                          _("Confirm it or rule it out first, or leave it out."));
}

/* The entry or the row this one is about, as a full id in @payload. */
static gboolean
refer_to_row (MatoiDecision *d, JsonObject *payload, GError **error)
{
  const char *text = matoi_decision_get (d, "entry"), *row = matoi_decision_get (d, "row");
  const gboolean told = matoi_json_get_boolean (d->args, "told", TRUE);
  char full[MATOI_ID_TEXT_LENGTH + 1];
  MatoiId id;

  if (text != NULL)
    {
      if (!matoi_incident_resolve (d->state, "entry", text, &id, error) ||
          (told && !matoi_json_get_boolean (d->args, "reset", FALSE) &&
           !check_told (matoi_incident_find_entry (d->state, &id), error)))
        return FALSE;
      matoi_id_to_text (&id, full);
      json_object_set_string_member (payload, "entry", full);
      return TRUE;
    }
  if (row != NULL && (!matoi_id_from_text (&id, row) ||
                      matoi_find_by_id (d->state->postmortem->rows, &id) == NULL))
    return matoi_refuse_missing (error, _("There is no such row."));
  if (row == NULL && matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  if (matoi_json_get_time (d->args, "occurred_at") == MATOI_TIME_NONE)
    return matoi_refuse_input (error, _("A row needs the time it happened. Nothing was changed."));
  return TRUE;
}

/* TML-01…08: what the document tells of an entry, or a row of its own. */
static gboolean
decide_row (MatoiDecision *d, GError **error)
{
  const char *anchor = matoi_decision_get (d, "anchor");
  gint64 at = matoi_json_get_time (d->args, "occurred_at");
  g_autoptr (JsonObject) payload = NULL;

  if (!matoi_decide_require_open (d, error) ||
      !matoi_decision_check_evidence (matoi_json_get_array (d->args, "evidence"), error) ||
      (at != MATOI_TIME_NONE && !matoi_decision_check_time (d, at, error)))
    return FALSE;
  if (anchor != NULL && !g_strv_contains (matoi_postmortem_get_anchors (), anchor))
    /* Translators: %s is what was given as a mark; do not translate the marks */
    return matoi_refuse_input (error, _("“%s” is not a mark of the timeline. Use factor-began, "
                                        "page, public, key-action or impact-ended."),
                                         anchor);
  payload = matoi_decision_copy (d, "row", "told", "text", "anchor", "evidence", "none_reason",
                                 "learned_later", "occurred_at", "reset", NULL);
  if (!refer_to_row (d, payload, error))
    return FALSE;
  matoi_decision_add (d, "postmortem.row", g_steal_pointer (&payload));
  return TRUE;
}

static JsonObject *
find_impact_row (MatoiDecision *d, const char *id)
{
  JsonArray *rows = matoi_postmortem_get_list (d->state, "impact");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = matoi_json_array_get_object (rows, i);

      if (row != NULL && g_strcmp0 (matoi_json_get_string (row, "id"), id) == 0)
        return row;
    }
  return NULL;
}

/* TPL-06: exact numbers; "about" and a unit are fine, words alone are not. */
static gboolean
has_digit (const char *value)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isdigit (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

static gboolean
decide_impact (MatoiDecision *d, GError **error)
{
  const char *id = matoi_decision_require (d, "row", error);
  const char *value = matoi_decision_get (d, "value"), *url = matoi_decision_get (d, "url");
  JsonObject *row;

  if (id == NULL || !matoi_decide_require_open (d, error))
    return FALSE;
  row = find_impact_row (d, id);
  if (row == NULL)
    /* Translators: %s is what was given as a number to state */
    return matoi_refuse_missing (error, _("There is no number “%s” to state."), id);
  if (matoi_json_get_string (row, "computed") != NULL)
    return matoi_refuse (error, "TPL-06",
                         _("This number is computed from the timeline."),
                            _("Correct the times it comes from."));
  if (value != NULL && g_strcmp0 (matoi_json_get_string (row, "kind"), "text") != 0 &&
      !has_digit (value))
    return matoi_refuse (error, "TPL-06",
                         _("The impact is told in numbers."),
                            _("Give a number, or say why it is unknown."));
  if (!matoi_decision_check_link (url, error))
    return FALSE;
  matoi_decision_add (d, "postmortem.impact",
                      matoi_decision_copy (d, "row", "value", "unknown_reason", "url", NULL));
  return TRUE;
}

/* Adds @type, about the element "id" of @list if it is named. */
static gboolean
add_element (MatoiDecision *d,
             const char *type,
             GPtrArray *list,
             JsonObject *payload,
             GError **error)
{
  const char *text = matoi_decision_get (d, "id");
  MatoiId id;

  if (text != NULL && (!matoi_id_from_text (&id, text) || matoi_find_by_id (list, &id) == NULL))
    {
      json_object_unref (payload);
      return matoi_refuse_missing (error, _("There is nothing with that id in this postmortem."));
    }
  matoi_decision_add (d, type, payload);
  return TRUE;
}

static gboolean
decide_factor (MatoiDecision *d, GError **error)
{
  if (!matoi_decide_require_open (d, error) ||
      !matoi_decision_check_evidence (matoi_json_get_array (d->args, "evidence"), error) ||
      (matoi_decision_get (d, "id") == NULL && matoi_decision_require (d, "what", error) == NULL))
    return FALSE;
  return add_element (d, "postmortem.factor", d->state->postmortem->factors,
                      matoi_decision_copy (d, "id", "what", "why", "evidence", "removed", NULL),
                      error);
}

static gboolean
decide_learned (MatoiDecision *d, GError **error)
{
  static const char *const sides[] = { "well", "badly", "lucky", NULL };
  const char *side = matoi_decision_get (d, "side"), *action = matoi_decision_get (d, "action");
  JsonObject *payload;
  MatoiId id;

  if (!matoi_decide_require_open (d, error) ||
      (matoi_decision_get (d, "id") == NULL && (matoi_decision_require (d, "side", error) == NULL ||
                                                matoi_decision_require (d, "text", error) == NULL)))
    return FALSE;
  if (side != NULL && !g_strv_contains (sides, side))
    return matoi_refuse_input (error, _("A lesson is of the side well, badly or lucky."));
  if (action != NULL && !matoi_incident_resolve (d->state, "action", action, &id, error))
    return FALSE;
  payload = matoi_decision_copy (d, "id", "side", "text", "waiver", "removed", NULL);
  if (action != NULL)
    {
      g_autofree char *full = matoi_id_dup_text (&id);

      json_object_set_string_member (payload, "action", full);
    }
  return add_element (d, "postmortem.learned", d->state->postmortem->learned, payload, error);
}

const MatoiCommandRule matoi_document_commands[] = {
  { "pm-write", decide_write, MATOI_COMMAND_LONG_TEXT },
  { "pm-assign", decide_assign, 0 },
  { "pm-tick", decide_tick, 0 },
  { "pm-row", decide_row, 0 },
  { "pm-impact", decide_impact, 0 },
  { "pm-factor", decide_factor, 0 },
  { "pm-learned", decide_learned, 0 },
  { NULL },
};
