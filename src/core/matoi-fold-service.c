/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include <string.h>

#include "matoi-json.h"

/* What became known at a service about what is here already; see matoi-fold.c for the rules. */

/* The words that were taken stay; where the message agrees with them again, nothing is to be said. */
static void
change_source (char **source_text, gboolean *deleted, const char *words, JsonObject *p)
{
  const char *text = matoi_json_get_string (p, "text");

  *deleted = *deleted || matoi_json_get_boolean (p, "deleted", FALSE);
  if (text == NULL)
    return;
  g_clear_pointer (source_text, g_free);
  if (strcmp (text, words) != 0)
    *source_text = g_strdup (text);
}

static MatoiTodo *
find_todo (MatoiIncident *self, const MatoiId *id)
{
  MatoiTodo *todo = matoi_incident_find_todo (self, id);

  return todo != NULL ? todo : matoi_find_by_id (self->todos_dropped, id);
}

/* A correction answers what was said at the service up to then, not what is said later. */
static gboolean
fold_entry_source (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiEntry *entry;
  MatoiTodo *todo;
  MatoiId id;

  if (!matoi_fold_read_id (p, "entry", &id))
    return FALSE;
  entry = matoi_incident_find_entry (self, &id);
  todo = entry == NULL ? find_todo (self, &id) : NULL;
  if (todo != NULL)
    change_source (&todo->source_text, &todo->source_deleted, todo->text, p);
  for (MatoiEntry *one = entry; one != NULL;
       one = one->has_successor ? matoi_incident_find_entry (self, &one->successor) : NULL)
    change_source (&one->source_text, &one->source_deleted, one->text, p);
  return entry != NULL || todo != NULL;
}

/* Two cockpits may have seen the same hand. */
static gboolean
fold_responder_offered (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *person = matoi_json_get_string (p, "person");
  gboolean there;
  guint index;

  if (person == NULL)
    return FALSE;
  there = g_ptr_array_find_with_equal_func (self->offers, person, g_str_equal, &index);
  if (there && matoi_json_get_boolean (p, "withdrawn", FALSE))
    g_ptr_array_remove_index (self->offers, index);
  else if (!there && !matoi_json_get_boolean (p, "withdrawn", FALSE))
    g_ptr_array_add (self->offers, g_strdup (person));
  return TRUE;
}

const MatoiFolder matoi_fold_service[] = {
  { "entry.source", fold_entry_source },
  { "responder.offered", fold_responder_offered },
  { NULL },
};
