/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-editor-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-moment.h"

/* What the editor of a row asks to be recorded: the row as a whole, as it stands. */

char *
matoi_telling_editor_dup_typed (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
set_or_drop (JsonObject *args, const char *name, const char *value)
{
  if (value && *value)
    json_object_set_string_member (args, name, value);
  else if (json_object_has_member (args, name))
    json_object_remove_member (args, name);
}

static void
put_text (MatoiTellingEditor *self, JsonObject *args, char **sent)
{
  g_autofree char *text = matoi_prose_dup_text (self->prose);
  g_autofree char *plain = g_strstrip (g_strdup (text));

  *sent = g_strdup (text);
  /* An empty one is about to be typed anew. */
  if (!*plain)
    return;
  set_or_drop (args, "text", g_strcmp0 (plain, self->item->captured) == 0 ? NULL : plain);
}

static void
put_time (MatoiTellingEditor *self, JsonObject *args)
{
  g_autofree char *typed = matoi_telling_editor_dup_typed (self->tel_time);
  g_autofree char *shown =
    matoi_moment_dup_typed (self->item->occurred_at, matoi_session_get_zone (self->session));
  gint64 at;

  /* What is not shown of the time, as parts of a second, stays. */
  if (strcmp (typed, shown) == 0 ||
      !matoi_moment_parse (typed, self->item->occurred_at, matoi_session_get_zone (self->session),
                           &at))
    return;
  if (self->item->is_entry && at == self->item->captured_at)
    set_or_drop (args, "occurred_at", NULL);
  else
    matoi_json_set_time (args, "occurred_at", at);
}

static void
put_evidence (MatoiTellingEditor *self, MatoiCommand *command)
{
  MatoiTellingItem *item = self->item;

  if (self->drop)
    set_or_drop (command->args, "evidence", NULL);
  for (guint i = 0; self->drop && i < item->own_evidence->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (item->own_evidence, i);

      if (one != self->drop)
        matoi_command_add_evidence (command, one->url, one->query, one->none_reason);
    }
  self->drop = NULL;
  if (!self->add_evidence)
    return;
  self->sent_link = matoi_telling_editor_dup_typed (self->tel_link);
  self->sent_query = matoi_telling_editor_dup_typed (self->tel_query);
  if (*self->sent_link || *self->sent_query)
    matoi_command_add_evidence (command, *self->sent_link ? self->sent_link : NULL,
                                *self->sent_query ? self->sent_query : NULL, NULL);
  self->add_evidence = FALSE;
}

/* (transfer full) (nullable): nothing is different. */
MatoiCommand *
matoi_telling_editor_make_command (MatoiTellingEditor *self)
{
  g_autoptr (MatoiCommand) command = matoi_telling_item_new_command (self->item, self->session);
  g_autofree char *before = matoi_json_to_text (command->args);
  g_autofree char *reason = matoi_telling_editor_dup_typed (self->tel_none);
  g_autofree char *after = NULL;
  guint anchor = gtk_drop_down_get_selected (self->tel_anchor);

  g_clear_pointer (&self->sent_text, g_free);
  g_clear_pointer (&self->sent_link, g_free);
  g_clear_pointer (&self->sent_query, g_free);
  put_text (self, command->args, &self->sent_text);
  put_time (self, command->args);
  set_or_drop (command->args, "none_reason", reason);
  set_or_drop (command->args, "anchor",
               anchor > 0 && anchor != GTK_INVALID_LIST_POSITION
                 ? matoi_postmortem_get_anchors ()[anchor - 1]
                 : NULL);
  if (gtk_check_button_get_active (self->tel_later))
    json_object_set_boolean_member (command->args, "learned_later", TRUE);
  else if (json_object_has_member (command->args, "learned_later"))
    json_object_remove_member (command->args, "learned_later");
  put_evidence (self, command);
  after = matoi_json_to_text (command->args);
  return strcmp (before, after) != 0 ? g_steal_pointer (&command) : NULL;
}
