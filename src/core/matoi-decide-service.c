/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* What comes from a service about what is here already. */

/* Where the words come from, and what is known of how they stand there now. */
typedef struct
{
  MatoiId id;
  const char *source, *words, *source_text;
  gboolean deleted;
} Taken;

static gboolean
find_taken (MatoiDecision *d, Taken *taken, GError **error)
{
  const char *text = matoi_decision_require (d, "entry", error);
  const MatoiTodo *todo = NULL;
  const MatoiEntry *entry;

  if (text == NULL)
    return FALSE;
  if (matoi_id_from_text (&taken->id, text))
    todo = matoi_incident_find_todo (d->state, &taken->id);
  if (todo != NULL)
    {
      taken->source = todo->source;
      taken->words = todo->text;
      taken->source_text = todo->source_text;
      taken->deleted = todo->source_deleted;
      return TRUE;
    }
  if (!matoi_incident_resolve (d->state, "entry", text, &taken->id, error))
    return FALSE;
  entry = matoi_incident_find_entry (d->state, &taken->id);
  /* What was erased keeps nothing that was said. */
  taken->source = entry->event->payload != NULL ? entry->source : NULL;
  taken->words = entry->text;
  taken->source_text = entry->source_text;
  taken->deleted = entry->source_deleted;
  return TRUE;
}

/* The message that an entry or a TODO was taken from was edited or deleted: what was taken keeps its
 * words, and says so. */
gboolean
matoi_decide_source_changed (MatoiDecision *d, GError **error)
{
  gboolean deleted = matoi_json_get_boolean (d->args, "deleted", FALSE);
  const char *text = matoi_decision_get (d, "text");
  g_autofree char *id = NULL;
  Taken taken = { 0 };
  JsonObject *payload;

  if (!find_taken (d, &taken, error) ||
      (!deleted && matoi_decision_require (d, "text", error) == NULL))
    return FALSE;
  if (taken.source == NULL)
    return matoi_refuse_input (error,
                               _("This entry was not taken from a message. Nothing was changed."));
  if (deleted ? taken.deleted
              : strcmp (text, taken.source_text ? taken.source_text : taken.words) == 0)
    return TRUE;
  id = matoi_id_dup_text (&taken.id);
  payload = json_object_new ();
  json_object_set_string_member (payload, "entry", id);
  if (deleted)
    json_object_set_boolean_member (payload, "deleted", TRUE);
  else
    json_object_set_string_member (payload, "text", text);
  matoi_decision_add (d, "entry.source", payload);
  return TRUE;
}

/* Who answers the roll call could respond; giving a role is another step (DEC-05). */
gboolean
matoi_decide_offer (MatoiDecision *d, GError **error)
{
  const char *person = matoi_decision_require (d, "person", error);
  gboolean withdrawn = matoi_json_get_boolean (d->args, "withdrawn", FALSE);
  JsonObject *payload;

  if (person == NULL)
    return FALSE;
  if (g_ptr_array_find_with_equal_func (d->state->offers, person, g_str_equal, NULL) != withdrawn)
    return TRUE;
  payload = matoi_decision_copy (d, "person", NULL);
  if (withdrawn)
    json_object_set_boolean_member (payload, "withdrawn", TRUE);
  matoi_decision_add (d, "responder.offered", payload);
  return TRUE;
}
