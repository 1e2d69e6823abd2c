/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "world.h"

#include "matoi-json.h"
#include "matoi-postmortem.h"

static char *
load_preset (const char *id, gpointer data)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("MATOI_DATADIR"), "presets", name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

MatoiPolicy *
world_load_policy (const char *id, GError **error)
{
  g_autofree char *text = load_preset (id, NULL);

  return matoi_policy_parse (text, -1, id, load_preset, NULL, error);
}

MatoiPolicy *
world_lookup (const char *hash, gpointer data)
{
  return g_hash_table_lookup (((World *) data)->policies, hash);
}

/* Parsed once for the whole program: the tests make thousands of worlds. */
static MatoiPolicy *
get_policy (const char *id)
{
  static GHashTable *parsed;
  g_autoptr (GError) error = NULL;
  MatoiPolicy *policy;

  if (parsed == NULL)
    parsed =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) matoi_policy_unref);
  policy = g_hash_table_lookup (parsed, id);
  if (policy == NULL)
    {
      policy = world_load_policy (id, &error);
      g_assert_no_error (error);
      g_hash_table_insert (parsed, g_strdup (id), policy);
    }
  return matoi_policy_ref (policy);
}

World *
world_new (const char *policy)
{
  World *world = g_new0 (World, 1);

  world->policies =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) matoi_policy_unref);
  world->policy = get_policy (policy);
  g_hash_table_insert (world->policies, (char *) matoi_policy_get_hash (world->policy),
                       world->policy);
  world->log = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  world->incident = matoi_incident_new (NULL, world_lookup, world);
  world->now = G_GINT64_CONSTANT (1763600000000);
  world->replica = 7;
  return world;
}

void
world_free (World *world)
{
  matoi_incident_free (world->incident);
  g_ptr_array_unref (world->log);
  g_hash_table_unref (world->policies);
  g_free (world);
}

MatoiCommand *
world_command (const char *name, const char *actor, ...)
{
  MatoiCommand *command = matoi_command_new (name, actor);
  const char *arg;
  va_list args;

  va_start (args, actor);
  while ((arg = va_arg (args, const char *)) != NULL)
    {
      if (g_str_equal (arg, "minutes"))
        matoi_command_set_int (command, arg, va_arg (args, int));
      else if (g_str_equal (arg, "security") || g_str_equal (arg, "drill") ||
               g_str_equal (arg, "later") || g_str_equal (arg, "handover") ||
               g_str_equal (arg, "draft") || g_str_equal (arg, "approve") ||
               g_str_equal (arg, "deleted") || g_str_equal (arg, "withdrawn"))
        matoi_command_set_flag (command, arg, va_arg (args, int));
      else
        matoi_command_set (command, arg, va_arg (args, const char *));
    }
  va_end (args);
  return command;
}

/* Returns the last event the command made, or NULL (also when it made none). */
MatoiEvent *
world_do (World *world, MatoiCommand *command, GError **error)
{
  g_autoptr (MatoiCommand) owned = command;
  g_autoptr (GPtrArray) events =
    matoi_decide (world->incident, world->policy, owned, world->now, error);
  MatoiEvent *event = NULL;

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      event = g_ptr_array_index (events, i);
      matoi_id_next (&event->id, &world->last, world->now, world->replica);
      world->last = event->id;
      event->seq = (gint64) world->log->len + 1;
      event->incident = world->incident->declared ? world->incident->id : event->id;
      event->source = g_strdup (owned->source);
      g_ptr_array_add (world->log, matoi_event_ref (event));
      matoi_incident_apply (world->incident, event);
    }
  return event;
}

void
world_declare (World *world, const char *severity)
{
  world_must (world, world_command ("declare", "Aiko", "title", "Checkout 5xx", "ref",
                                    "INC-251120-K7", "severity", severity, NULL));
}

void
world_must (World *world, MatoiCommand *command)
{
  g_autoptr (GError) error = NULL;
  MatoiEvent *event = world_do (world, command, &error);

  g_assert_no_error (error);
  g_assert_nonnull (event);
}

/* Refused with @code (and @reason among the reasons), and nothing changed. */
void
world_must_not (World *world, MatoiCommand *command, int code, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = world_dump (world->incident);
  g_autofree char *after = NULL;
  gboolean found = reason == NULL;

  g_assert_null (world_do (world, command, &error));
  g_assert_error (error, MATOI_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
  if (reason != NULL)
    {
      GPtrArray *reasons = matoi_error_get_reasons (error);

      g_assert_nonnull (reasons);
      for (guint i = 0; i < reasons->len; i++)
        {
          const MatoiReason *r = g_ptr_array_index (reasons, i);

          g_assert_cmpstr (r->fix, !=, "");
          found |= g_str_equal (r->id, reason);
        }
    }
  g_assert_true (found);
  after = world_dump (world->incident);
  g_assert_cmpstr (before, ==, after);
}

static void
dump_id (GString *out, const MatoiId *id)
{
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  g_string_append_printf (out, "%s ", text);
}

static void
dump_postmortem (GString *out, const MatoiPostmortem *postmortem)
{
  g_string_append_printf (out, "%s %s %s %s %s %" G_GINT64_FORMAT " %s %s %u %u %u %u %u %u\n",
                          postmortem->state, postmortem->owner, postmortem->form,
                          postmortem->template, postmortem->waiver, postmortem->due_at,
                          postmortem->message.state, postmortem->meeting.agreed_by,
                          postmortem->rows->len, postmortem->impacts->len, postmortem->factors->len,
                          postmortem->learned->len, postmortem->comments->len,
                          g_hash_table_size (postmortem->ticks));
  for (guint i = 0; i < postmortem->sections->len; i++)
    {
      const MatoiSection *section = g_ptr_array_index (postmortem->sections, i);

      g_string_append_printf (out, "%s %s %u %u %u %s\n", section->id, section->assignee,
                              section->versions->len, section->heads->len,
                              matoi_section_get_clashes (section)->len,
                              matoi_section_get_text (section));
    }
}

/* Everything that can be seen of the state, to compare two folds. */
char *
world_dump (const MatoiIncident *incident)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GList) steps =
    g_list_sort (g_hash_table_get_keys (incident->steps_done), (GCompareFunc) g_strcmp0);
  g_autoptr (GList) snoozes =
    g_list_sort (g_hash_table_get_keys (incident->snoozes), (GCompareFunc) g_strcmp0);

  g_string_append_printf (
    out, "%d %s|%s|%s|%s|%s|%s|%s|%s|%s|%d%d%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
    incident->declared, incident->ref, incident->title, incident->state, incident->phase,
    incident->severity, incident->worst_severity, incident->final_severity, incident->scope,
    incident->owner, incident->security, incident->drill, incident->severity_undecided,
    incident->declared_at, incident->ended_at);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *e = g_ptr_array_index (incident->entries, i);

      dump_id (out, &e->id);
      g_string_append_printf (out, "%" G_GINT64_FORMAT " %s %s %s %d %s %s %u %s %d\n",
                              e->occurred_at, e->kind, e->text, e->author, e->struck,
                              e->struck_reason, e->verdict, e->evidence->len, e->source_text,
                              e->source_deleted);
    }
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *a = g_ptr_array_index (incident->assignments, i);

      g_string_append_printf (out, "%s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", a->role,
                              a->person, a->from, a->to);
    }
  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *a = g_ptr_array_index (incident->asks, i);

      g_string_append_printf (out, "%s %s %s %s %" G_GINT64_FORMAT " %d\n", a->person, a->text,
                              a->state, a->answer, a->due_at, a->acknowledged);
    }
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *t = g_ptr_array_index (incident->todos, i);

      g_string_append_printf (out, "%s %d %" G_GINT64_FORMAT " %s %d\n", t->text, t->later,
                              t->done_at, t->source_text, t->source_deleted);
    }
  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *u = g_ptr_array_index (incident->updates, i);

      g_string_append_printf (out, "%s %s %s %s\n", u->to, u->text, u->state, u->approved_by);
    }
  for (guint i = 0; i < incident->severities->len; i++)
    {
      const MatoiSeveritySpan *s = &g_array_index (incident->severities, MatoiSeveritySpan, i);

      g_string_append_printf (out, "%s %" G_GINT64_FORMAT "\n", s->severity, s->at);
    }
  if (incident->postmortem != NULL)
    dump_postmortem (out, incident->postmortem);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *a = g_ptr_array_index (incident->actions, i);

      g_string_append_printf (
        out, "%u %s %s %s %s %s %s %s %s %s %s %d %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
        a->number, a->text, a->priority, a->state, a->key, a->url, a->site, a->status, a->category,
        a->assignee, a->ticket_due, a->gone, a->changes->len, a->changed_at, a->asked_at);
    }
  for (guint i = 0; i < incident->offers->len; i++)
    g_string_append_printf (out, "offer %s\n", (char *) g_ptr_array_index (incident->offers, i));
  for (GList *l = steps; l != NULL; l = l->next)
    g_string_append_printf (out, "%s\n", (char *) l->data);
  for (GList *l = snoozes; l != NULL; l = l->next)
    g_string_append_printf (out, "%s\n", (char *) l->data);
  g_string_append_printf (out, "not applied %u, events %u\n", incident->not_applied->len,
                          incident->events->len);
  return g_string_free (out, FALSE);
}
