/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-import-csv-private.h"
#include "matoi-markdown.h"

/* What is written down of an incident of a sheet: each command with a name of its own, so that
 * the same line leads to it once. */

typedef struct
{
  GPtrArray *commands;
  const MatoiSheetRecord *record;
  const char *actor;
} Maker;

static MatoiCommand *
add_command (Maker *maker, const char *name, gint64 at, const char *suffix)
{
  MatoiCommand *command = matoi_command_new (name, maker->actor);

  command->occurred_at = at;
  command->source = g_strdup (MATOI_SHEET_SOURCE);
  command->external_id = g_strconcat ("csv:", maker->record->key, suffix, NULL);
  g_ptr_array_add (maker->commands, command);
  return command;
}

static void
add_time (MatoiCommand *command, const char *name, gint64 ms)
{
  if (ms != MATOI_TIME_NONE)
    matoi_command_set_int (command, name, ms);
}

static void
add_note (Maker *maker, const char *text, const char *suffix)
{
  MatoiCommand *command;

  if (*text == '\0')
    return;
  command = add_command (maker, "note", maker->record->ended, suffix);
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
}

static void
add_declare (Maker *maker, MatoiPolicy *policy)
{
  const MatoiSheetRecord *record = maker->record;
  MatoiCommand *command = add_command (maker, "declare", record->declared, "");
  guint64 seed = ((guint64) g_random_int () << 32) | g_random_int ();

  matoi_command_set (command, "title", record->title);
  matoi_command_set (command, "scope", *record->scope != '\0' ? record->scope : NULL);
  matoi_command_set (command, "severity", record->severity);
  matoi_command_set (command, "policy", matoi_policy_get_hash (policy));
  matoi_command_set_int (command, "ref_seed", (gint64) (seed >> 1));
  matoi_command_set_strv (command, "services", (const char *const *) record->services);
  add_time (command, "started_at", record->started);
  /* Where nobody wrote down when it was noticed, the declaration is no better guess. */
  add_time (command, "detected_at", record->detected);
}

static void
add_end (Maker *maker)
{
  const MatoiSheetRecord *record = maker->record;
  MatoiCommand *command;

  if (record->mitigated != MATOI_TIME_NONE)
    {
      command = add_command (maker, "details", record->mitigated, "#mitigated");
      matoi_command_set_int (command, "mitigated_at", record->mitigated);
    }
  command = add_command (maker, "end", record->ended, "#end");
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", record->severity);
  /* Translators: why an imported incident was ended without the checks of an end. */
  matoi_command_set (command, "override", _ ("Imported record"));
}

/** matoi_sheet_make_commands: see the header; in any thread. */
GPtrArray *
matoi_sheet_make_commands (const MatoiSheetRecord *record, MatoiPolicy *policy, const char *actor)
{
  Maker maker = { g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free), record,
                  actor };
  MatoiCommand *command;

  add_declare (&maker, policy);
  if (*record->commander != '\0')
    {
      command = add_command (&maker, "role-assign", record->declared, "#ic");
      matoi_command_set (command, "role", "ic");
      matoi_command_set (command, "person", record->commander);
    }
  add_note (&maker, record->summary, "#summary");
  if (*record->cause != '\0')
    {
      /* Translators: %s is what somebody wrote as the cause of an incident, elsewhere. */
      g_autofree char *cause = g_strdup_printf (_ ("Cause: %s"), record->cause);

      add_note (&maker, cause, "#cause");
    }
  if (*record->link != '\0' && matoi_url_is_safe (record->link))
    {
      command = add_command (&maker, "link", record->ended, "#link");
      matoi_command_set (command, "url", record->link);
    }
  else
    add_note (&maker, record->link, "#link");
  add_end (&maker);
  return maker.commands;
}
