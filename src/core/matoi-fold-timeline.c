/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include <string.h>

#include "matoi-json.h"

/* Entries of the timeline; see matoi-fold.c for the rules. */

static MatoiEntry *
get_entry (MatoiIncident *self, JsonObject *p)
{
  MatoiId id;

  return matoi_fold_read_id (p, "entry", &id) ? matoi_incident_find_entry (self, &id) : NULL;
}

static gboolean
fold_entry_added (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *kind = matoi_json_get_string (p, "kind");

  matoi_fold_add_entry (self, event, kind ? kind : "fact", matoi_json_get_string (p, "text"));
  return TRUE;
}

static gboolean
fold_entry_struck (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL || entry->struck)
    return FALSE;
  entry->struck = TRUE;
  matoi_fold_set_text (&entry->struck_reason, matoi_json_get_string (p, "reason"));
  return TRUE;
}

/* A strike taken back; what a correction took the place of stays struck. */
static gboolean
fold_entry_restored (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL || !entry->struck || entry->has_successor)
    return FALSE;
  entry->struck = FALSE;
  g_clear_pointer (&entry->struck_reason, g_free);
  return TRUE;
}

static gboolean
fold_entry_unsettled (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL || entry->verdict == NULL)
    return FALSE;
  g_clear_pointer (&entry->verdict, g_free);
  return TRUE;
}

static gboolean
fold_entry_settled (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL || strcmp (entry->kind, "hypothesis") != 0)
    return FALSE;
  matoi_fold_set_text (&entry->verdict, matoi_json_get_string (p, "verdict"));
  return TRUE;
}

static gboolean
fold_entry_evidence (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry = get_entry (self, p);

  if (entry == NULL)
    return FALSE;
  matoi_evidence_read (entry->evidence, matoi_json_get_array (p, "evidence"));
  return TRUE;
}

static gboolean
fold_entry_corrected (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *old = get_entry (self, p);
  MatoiEntry *entry;

  if (old == NULL || old->has_successor)
    return FALSE;
  entry = matoi_fold_add_entry (self, event, old->kind, matoi_json_get_string (p, "text"));
  for (guint i = 0; i < old->evidence->len; i++)
    {
      const MatoiEvidence *e = g_ptr_array_index (old->evidence, i);

      g_ptr_array_add (entry->evidence, matoi_evidence_new (e->url, e->query, e->none_reason));
    }
  matoi_fold_set_text (&entry->verdict, old->verdict);
  old->has_successor = old->struck = TRUE;
  old->successor = entry->id;
  matoi_fold_set_text (&old->struck_reason, matoi_json_get_string (p, "reason"));
  return TRUE;
}

const MatoiFolder matoi_fold_timeline[] = {
  { "entry.added", fold_entry_added },         { "entry.struck", fold_entry_struck },
  { "entry.restored", fold_entry_restored },   { "entry.settled", fold_entry_settled },
  { "entry.unsettled", fold_entry_unsettled }, { "entry.evidence", fold_entry_evidence },
  { "entry.corrected", fold_entry_corrected }, { NULL },
};
