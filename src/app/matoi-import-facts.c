/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-import.h"
#include "matoi-json.h"
#include "matoi-text.h"

#define SCHEMA_PREFIX "matoi/incident-facts/1"
#define MAX_ID        200
#define MAX_ENTRIES   100000

/* What is being read, for the error texts. */
typedef struct
{
  MatoiContext *context;
  JsonObject *facts;
  const char *id;
  GTimeZone *zone;
  GPtrArray *commands;
} Reader;

static gboolean
bad_member (GError **error, const char *member, const char *reason)
{
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %1$s is the name of a JSON member, %2$s a reason. */
               _ ("The member “%1$s” cannot be used: %2$s. Nothing was imported."), member, reason);
  return FALSE;
}

static gboolean
is_absent (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

/* A text; @text is NULL when it is absent and need not be there. */
static gboolean
read_text (JsonObject *object, const char *name, gboolean required, char **text, GError **error)
{
  const char *raw = matoi_json_get_string (object, name);

  *text = raw != NULL ? matoi_text_dup_plain (raw) : NULL;
  if (raw == NULL && !is_absent (object, name))
    return bad_member (error, name, _ ("it must be a text"));
  if (required && (*text == NULL || **text == '\0'))
    return bad_member (error, name, _ ("it must be there and not be empty"));
  return TRUE;
}

static gboolean
read_texts (JsonObject *object, const char *name, GStrv *texts, GError **error)
{
  JsonArray *array = matoi_json_get_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL && !is_absent (object, name))
    return bad_member (error, name, _ ("it must be a list of texts"));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *raw = matoi_json_array_get_string (array, i);
      g_autofree char *clean = raw != NULL ? matoi_text_dup_plain (raw) : NULL;

      if (clean == NULL)
        return bad_member (error, name, _ ("it must be a list of texts"));
      if (*clean != '\0')
        g_strv_builder_add (builder, clean);
    }
  *texts = g_strv_builder_end (builder);
  return TRUE;
}

/* A date alone stands for the start of that day in the record's zone. */
static gboolean
parse_at (Reader *reader, const char *text, gint64 *ms)
{
  int year, month, day, end = 0;
  g_autoptr (GDateTime) start = NULL;

  if (strlen (text) != 10)
    return matoi_time_parse (text, reader->zone, ms);
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10)
    return FALSE;
  start = g_date_time_new (reader->zone, year, month, day, 0, 0, 0);
  if (start == NULL)
    return FALSE;
  *ms = g_date_time_to_unix (start) * 1000;
  return TRUE;
}

static gboolean
read_time (Reader *reader, JsonObject *object, const char *name, gint64 *ms, GError **error)
{
  const char *text = matoi_json_get_string (object, name);

  *ms = MATOI_TIME_NONE;
  if (text == NULL)
    return is_absent (object, name) ? TRUE
                                    : bad_member (error, name, _ ("it must be a time or null"));
  return parse_at (reader, text, ms) ? TRUE : bad_member (error, name, _ ("it is not a time"));
}

static MatoiCommand *
add_command (Reader *reader, const char *name, gint64 at, const char *suffix)
{
  MatoiCommand *command = matoi_command_new (name, matoi_context_get_identity (reader->context));

  command->occurred_at = at;
  command->source = g_strdup ("import");
  command->external_id = g_strconcat ("facts:", reader->id, suffix, NULL);
  g_ptr_array_add (reader->commands, command);
  return command;
}

/* "SEV1" of the file is level "1" of the process. */
static gboolean
read_severity (Reader *reader, char **severity, GError **error)
{
  JsonObject *object = matoi_json_get_object (reader->facts, "severity");
  MatoiPolicy *policy = matoi_context_get_policy (reader->context, "pagerduty", error);
  const char *guess;

  if (policy == NULL)
    return FALSE;
  if (object == NULL)
    return is_absent (reader->facts, "severity")
             ? TRUE
             : bad_member (error, "severity", _ ("it must be an object"));
  guess = matoi_json_get_string (object, "guess");
  if (guess != NULL && g_str_has_prefix (guess, "SEV") &&
      matoi_policy_find_severity (policy, guess + 3) != NULL)
    {
      *severity = g_strdup (guess + 3);
      return TRUE;
    }
  return bad_member (error, "severity.guess", _ ("it must be SEV1 to SEV5"));
}

static gboolean
read_entry (Reader *reader, JsonObject *object, guint index, GError **error)
{
  static const char *const kinds[] = { "detection", "fact",   "hypothesis", "decision",
                                       "action",    "update", NULL };
  g_autofree char *name = g_strdup_printf ("timeline[%u]", index);
  g_autofree char *suffix = g_strdup_printf ("#%u", index);
  g_autofree char *text = NULL;
  const char *kind = object != NULL ? matoi_json_get_string (object, "kind") : NULL;
  const char *at = object != NULL ? matoi_json_get_string (object, "at") : NULL;
  MatoiCommand *command;
  gint64 ms;

  if (object == NULL)
    return bad_member (error, name, _ ("it must be an object"));
  if (at == NULL || !parse_at (reader, at, &ms))
    return bad_member (error, name, _ ("its “at” is not a time"));
  if (kind == NULL || !g_strv_contains (kinds, kind))
    return bad_member (error, name, _ ("its “kind” is not one of the kinds of an entry"));
  if (!read_text (object, "text", TRUE, &text, NULL))
    return bad_member (error, name, _ ("its “text” must be a text and not be empty"));
  command = add_command (reader, "note", ms, suffix);
  matoi_command_set (command, "kind", kind);
  matoi_command_set (command, "text", text);
  return TRUE;
}

static gboolean
read_timeline (Reader *reader, GError **error)
{
  JsonArray *timeline = matoi_json_get_array (reader->facts, "timeline");

  if (timeline == NULL)
    return bad_member (error, "timeline", _ ("it must be there and be a list"));
  if (json_array_get_length (timeline) > MAX_ENTRIES)
    return bad_member (error, "timeline", _ ("it has more than 100,000 entries"));
  for (guint i = 0; i < json_array_get_length (timeline); i++)
    {
      if (!read_entry (reader, matoi_json_array_get_object (timeline, i), i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_declaration (Reader *reader, const char *severity, gint64 *declared_at, GError **error)
{
  g_autofree char *title = NULL;
  g_autofree char *line = NULL;
  g_autofree char *impact = NULL;
  g_auto (GStrv) services = NULL;
  gint64 started, detected, declared;
  MatoiCommand *command;

  if (!read_text (reader->facts, "title", TRUE, &title, error) ||
      !read_text (reader->facts, "impact", FALSE, &impact, error) ||
      !read_texts (reader->facts, "services", &services, error) ||
      !read_time (reader, reader->facts, "started_at", &started, error) ||
      !read_time (reader, reader->facts, "detected_at", &detected, error) ||
      !read_time (reader, reader->facts, "declared_at", &declared, error))
    return FALSE;
  if (declared == MATOI_TIME_NONE)
    declared = detected != MATOI_TIME_NONE ? detected : started;
  if (declared == MATOI_TIME_NONE)
    return bad_member (error, "started_at",
                       _ ("one of started_at, detected_at and declared_at must be there"));
  command = add_command (reader, "declare", declared, "");
  line = matoi_text_dup_line (title);
  matoi_command_set (command, "title", line);
  matoi_command_set (command, "scope", impact);
  matoi_command_set (command, "severity", severity);
  matoi_command_set_strv (command, "services", (const char *const *) services);
  if (started != MATOI_TIME_NONE)
    matoi_command_set_int (command, "started_at", started);
  if (detected != MATOI_TIME_NONE)
    matoi_command_set_int (command, "detected_at", detected);
  *declared_at = declared;
  return matoi_context_prepare_declare (reader->context, command, "pagerduty", error);
}

static gboolean
read_end (Reader *reader, const char *severity, gint64 declared_at, GError **error)
{
  g_auto (GStrv) follow_ups = NULL;
  gint64 mitigated, resolved;
  MatoiCommand *command;

  if (!read_texts (reader->facts, "follow_ups", &follow_ups, error) ||
      !read_time (reader, reader->facts, "mitigated_at", &mitigated, error) ||
      !read_time (reader, reader->facts, "resolved_at", &resolved, error))
    return FALSE;
  for (guint i = 0; follow_ups != NULL && follow_ups[i] != NULL; i++)
    {
      g_autofree char *suffix = g_strdup_printf ("#follow-up-%u", i);

      command =
        add_command (reader, "todo", resolved != MATOI_TIME_NONE ? resolved : declared_at, suffix);
      matoi_command_set (command, "text", follow_ups[i]);
      matoi_command_set_flag (command, "later", TRUE);
    }
  if (mitigated != MATOI_TIME_NONE)
    {
      command = add_command (reader, "details", mitigated, "#mitigated");
      matoi_command_set_int (command, "mitigated_at", mitigated);
    }
  if (resolved != MATOI_TIME_NONE)
    {
      command = add_command (reader, "end", resolved, "#end");
      matoi_command_set (command, "outcome", "recovered");
      matoi_command_set (command, "final_severity", severity);
      /* Translators: why an imported incident was ended without the checks of an end. */
      matoi_command_set (command, "override", _ ("Imported record"));
    }
  return TRUE;
}

/**
 * matoi_import_read_facts:
 * @context: who imports, and the processes
 * @facts: one record of the schema matoi/incident-facts/1
 * @error: MATOI_ERROR_INPUT names the member
 *
 * Checks everything before it gives anything. Each command carries an
 * external id, so that doing it twice changes nothing.
 *
 * Returns: (transfer full) (element-type MatoiCommand): "declare" first, or NULL
 */
GPtrArray *
matoi_import_read_facts (MatoiContext *context, JsonObject *facts, GError **error)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *id = NULL;
  g_autofree char *zone_name = NULL;
  g_autofree char *severity = NULL;
  Reader reader = { .context = context, .facts = facts, .commands = commands };
  gint64 declared_at = MATOI_TIME_NONE;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  if (g_strcmp0 (matoi_json_get_string (facts, "schema"), SCHEMA_PREFIX) != 0)
    {
      bad_member (error, "schema", _ ("it must be “matoi/incident-facts/1”"));
      return NULL;
    }
  if (!read_text (facts, "id", TRUE, &id, error) ||
      !read_text (facts, "zone", FALSE, &zone_name, error))
    return NULL;
  if (strlen (id) > MAX_ID)
    {
      bad_member (error, "id", _ ("it is too long"));
      return NULL;
    }
  zone = zone_name != NULL ? g_time_zone_new_identifier (zone_name) : g_time_zone_new_utc ();
  if (zone == NULL)
    {
      bad_member (error, "zone", _ ("it is not the name of a time zone"));
      return NULL;
    }
  reader.id = id;
  reader.zone = zone;
  if (!read_severity (&reader, &severity, error) ||
      !read_declaration (&reader, severity, &declared_at, error) ||
      !read_timeline (&reader, error) || !read_end (&reader, severity, declared_at, error))
    return NULL;
  return g_steal_pointer (&commands);
}
