/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

static const char *const kinds[] = { "fact",   "hypothesis", "decision", "action",
                                     "update", "detection",  NULL };

static MatoiEntry *
require_entry (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "entry", error);
  MatoiEntry *entry = NULL;
  MatoiId id;

  if (text == NULL)
    return NULL;
  if (matoi_incident_resolve (d->state, "entry", text, &id, error))
    entry = matoi_incident_find_entry (d->state, &id);
  return entry;
}

static JsonObject *
refer_to (const MatoiEntry *entry)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *text = matoi_id_dup_text (&entry->id);

  json_object_set_string_member (payload, "entry", text);
  return payload;
}

gboolean
matoi_decision_check_evidence (JsonArray *array, GError **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item = matoi_json_array_get_object (array, i);
      const char *url = item ? matoi_json_get_string (item, "url") : NULL;

      if (item == NULL)
        return matoi_refuse_input (error, _("The evidence is not readable. Nothing was changed."));
      if (!matoi_decision_check_link (url, error))
        return FALSE;
    }
  return TRUE;
}

/* A timeline entry with what it rests on (DUR-17, TML-01, TML-03, TML-06). */
gboolean
matoi_decide_note (MatoiDecision *d, GError **error)
{
  const char *kind = matoi_decision_get (d, "kind");
  JsonObject *payload;

  if (matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  if (kind != NULL && !g_strv_contains (kinds, kind))
    /* Translators: %s is what was given as the kind of an entry; do not translate the kinds */
    return matoi_refuse_input (
      error, _("“%s” is not a kind of entry. Use fact, hypothesis, decision, action, "
                                        "update or detection."),
                kind);
  if (!matoi_decision_check_evidence (matoi_json_get_array (d->args, "evidence"), error))
    return FALSE;
  payload = matoi_decision_copy (d, "text", "evidence", NULL);
  json_object_set_string_member (payload, "kind", kind ? kind : "fact");
  /* It is what shows that the incident is over (END-01). */
  if (matoi_json_get_boolean (d->args, "converged", FALSE))
    json_object_set_boolean_member (payload, "converged", TRUE);
  /* Who was called in: another bot may do it (DEC-07). */
  if (matoi_decision_get (d, "paged") != NULL)
    json_object_set_string_member (payload, "paged", matoi_decision_get (d, "paged"));
  matoi_decision_add (d, "entry.added", payload);
  return TRUE;
}

/* A wrong entry is struck, with the reason, and stays readable. */
gboolean
matoi_decide_strike (MatoiDecision *d, GError **error)
{
  MatoiEntry *entry = require_entry (d, error);
  JsonObject *payload;

  if (entry == NULL || matoi_decision_require (d, "reason", error) == NULL)
    return FALSE;
  if (entry->struck)
    return TRUE;
  payload = refer_to (entry);
  json_object_set_string_member (payload, "reason", matoi_decision_get (d, "reason"));
  matoi_decision_add (d, "entry.struck", payload);
  return TRUE;
}

static gboolean
refuse_superseded (GError **error)
{
  return matoi_refuse (error, "superseded",
                       _("This entry was corrected already."),
                          _("Correct the newer entry instead."));
}

/* Takes a strike back. */
gboolean
matoi_decide_restore (MatoiDecision *d, GError **error)
{
  MatoiEntry *entry = require_entry (d, error);

  if (entry == NULL)
    return FALSE;
  if (entry->has_successor)
    return refuse_superseded (error);
  if (entry->struck)
    matoi_decision_add (d, "entry.restored", refer_to (entry));
  return TRUE;
}

/* Takes a verdict on a hypothesis back. */
gboolean
matoi_decide_unsettle (MatoiDecision *d, GError **error)
{
  MatoiEntry *entry = require_entry (d, error);

  if (entry == NULL)
    return FALSE;
  if (entry->verdict != NULL)
    matoi_decision_add (d, "entry.unsettled", refer_to (entry));
  return TRUE;
}

/* A hypothesis is confirmed or ruled out (DUR-17). */
gboolean
matoi_decide_settle (MatoiDecision *d, GError **error)
{
  const char *verdict = strcmp (d->command->name, "confirm") == 0 ? "confirmed" : "ruled-out";
  MatoiEntry *entry = require_entry (d, error);
  JsonObject *payload;

  if (entry == NULL)
    return FALSE;
  if (strcmp (entry->kind, "hypothesis") != 0)
    return matoi_refuse (error, "DUR-17",
                         _("Only a hypothesis can be confirmed or ruled out."),
                            _("Strike the entry if it is wrong, or note a new one."));
  if (g_strcmp0 (entry->verdict, verdict) == 0)
    return TRUE;
  payload = refer_to (entry);
  json_object_set_string_member (payload, "verdict", verdict);
  matoi_decision_add (d, "entry.settled", payload);
  return TRUE;
}

/* Where an entry's data comes from, or why there is none (TML-03, TML-04). */
gboolean
matoi_decide_evidence (MatoiDecision *d, GError **error)
{
  MatoiEntry *entry = require_entry (d, error);
  JsonArray *evidence = matoi_json_get_array (d->args, "evidence");
  JsonObject *payload;

  if (entry == NULL || !matoi_decision_check_evidence (evidence, error))
    return FALSE;
  if (evidence == NULL || json_array_get_length (evidence) == 0)
    return matoi_refuse_input (error,
                               _("Give a link, a query, or the reason why there is no evidence."));
  payload = refer_to (entry);
  json_object_set_array_member (payload, "evidence", json_array_ref (evidence));
  matoi_decision_add (d, "entry.evidence", payload);
  return TRUE;
}

/* A correction is a new entry that takes the old one's place: of the words, and of the time if
 * "occurred_at" (ms UTC) is given. It is also the time of the command, if that has one. */
gboolean
matoi_decide_correct (MatoiDecision *d, GError **error)
{
  MatoiEntry *entry = require_entry (d, error);
  gint64 at = matoi_json_get_time (d->args, "occurred_at");
  JsonObject *payload;

  if (entry == NULL || matoi_decision_require (d, "text", error) == NULL)
    return FALSE;
  if (entry->has_successor)
    return refuse_superseded (error);
  if (strcmp (entry->kind, "system") == 0)
    return matoi_refuse (error, "system-entry",
                         _("Matoi wrote this entry itself; it cannot be reworded."),
                            _("Add a note that says what is wrong."));
  if (at != MATOI_TIME_NONE && !matoi_decision_check_time (d, at, error))
    return FALSE;
  if (at != MATOI_TIME_NONE)
    d->at = at;
  else if (d->command->occurred_at == MATOI_TIME_NONE)
    d->at = entry->occurred_at;
  payload = refer_to (entry);
  json_object_set_string_member (payload, "text", matoi_decision_get (d, "text"));
  matoi_json_set_string (payload, "reason", matoi_decision_get (d, "reason"));
  matoi_decision_add (d, "entry.corrected", payload);
  return TRUE;
}
