/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include <string.h>

#include "matoi-json.h"

/*
 * The one reducer. It is total: any event is accepted; one that makes no sense
 * in this state is kept in not_applied. Nothing here may depend on anything
 * but the state and the event.
 */

static const MatoiFolder *const groups[] = {
  matoi_fold_incident, matoi_fold_timeline, matoi_fold_people,     matoi_fold_work,
  matoi_fold_comms,    matoi_fold_service,  matoi_fold_postmortem, matoi_fold_document,
  matoi_fold_actions,  matoi_fold_pictures, matoi_fold_pages,      matoi_fold_steps
};

/* Puts a copy of @value in @field; NULL leaves it as it is. */
void
matoi_fold_set_text (char **field, const char *value)
{
  if (value != NULL)
    {
      g_free (*field);
      *field = g_strdup (value);
    }
}

/* A line of the timeline, at its place. */
MatoiEntry *
matoi_fold_add_entry (MatoiIncident *self, MatoiEvent *event, const char *kind, const char *text)
{
  MatoiEntry *entry = matoi_entry_new (event, kind, text);
  guint at = self->entries->len;

  /* Nearly always the end; a back-dated entry finds its place by time, then id. */
  while (at > 0)
    {
      const MatoiEntry *other = g_ptr_array_index (self->entries, at - 1);

      if (other->occurred_at <= entry->occurred_at)
        break;
      at--;
    }
  g_ptr_array_insert (self->entries, (int) at, entry);
  g_hash_table_insert (self->entry_index, &entry->id, entry);
  if (event->payload != NULL)
    matoi_evidence_read (entry->evidence, matoi_json_get_array (event->payload, "evidence"));
  return entry;
}

/* A line that Matoi itself wrote; always TRUE. */
gboolean
matoi_fold_add_system (MatoiIncident *self, MatoiEvent *event, const char *text)
{
  matoi_fold_add_entry (self, event, "system", text);
  return TRUE;
}

/* FALSE if the member is no id. */
gboolean
matoi_fold_read_id (JsonObject *p, const char *member, MatoiId *id)
{
  const char *text = matoi_json_get_string (p, member);

  return text != NULL && matoi_id_from_text (id, text);
}

/* In milliseconds. What others wrote may hold any number: a year is more than enough. */
gint64
matoi_fold_read_minutes (JsonObject *p)
{
  return CLAMP (matoi_json_get_int (p, "minutes", 0), 0, 366 * 24 * 60) * MATOI_MINUTE;
}

static gboolean
fold_known (MatoiIncident *self, MatoiEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const MatoiFolder *one = groups[i]; one->type != NULL; one++)
      if (strcmp (event->type, one->type) == 0)
        return one->fold (self, event, event->payload);
  /* From a newer Matoi: shown as an unknown entry. */
  matoi_fold_add_entry (self, event, "system", NULL);
  return FALSE;
}

/*
 * Folds one event that follows all that were folded before. The policy is
 * looked up when the declaration is seen.
 */
void
matoi_fold (MatoiIncident *self, MatoiEvent *event, MatoiPolicyLookup lookup, gpointer user_data)
{
  if (event->payload == NULL)
    {
      /* Redacted: that something stood here is all that is left. What was said of an entry goes
       * with the entry, whose line is enough. */
      if (strcmp (event->type, "entry.source") != 0)
        matoi_fold_add_entry (self, event, "system", NULL);
      return;
    }
  if (self->policy == NULL && strcmp (event->type, "incident.declared") == 0 &&
      matoi_id_equal (&event->id, &event->incident))
    {
      const char *hash = matoi_json_get_string (event->payload, "policy");
      MatoiPolicy *policy = hash && lookup ? lookup (hash, user_data) : NULL;

      if (policy != NULL)
        self->policy = matoi_policy_ref (policy);
    }
  if (!fold_known (self, event))
    g_ptr_array_add (self->not_applied, matoi_event_ref (event));
}
