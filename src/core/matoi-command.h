/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-id.h"

G_BEGIN_DECLS

/* What somebody wants to happen. Every way in (window, matoictl, import,
 * services) makes one of these; nothing else reaches the log. */
typedef struct
{
  char *name;         /* such as "note", "severity", "role-assign": see matoi-decide.c */
  char *actor;        /* who acts; never NULL */
  gint64 occurred_at; /* MATOI_TIME_NONE: now */
  char *source;       /* (nullable) */
  char *external_id;  /* (nullable) a repeated one is a no-op */
  JsonObject *args;
  GBytes *attachment; /* (nullable) of "pm-picture": kept beside the log */
} MatoiCommand;

MatoiCommand *matoi_command_new (const char *name, const char *actor);
void matoi_command_free (MatoiCommand *command);
void matoi_command_set (MatoiCommand *command, const char *arg, const char *value_or_null);
void matoi_command_set_int (MatoiCommand *command, const char *arg, gint64 value);
void matoi_command_set_flag (MatoiCommand *command, const char *arg, gboolean value);
void matoi_command_set_strv (MatoiCommand *command, const char *arg, const char *const *values);
void matoi_command_add_evidence (MatoiCommand *command,
                                 const char *url,
                                 const char *query,
                                 const char *none_reason);
void matoi_command_set_attachment (MatoiCommand *command, GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiCommand, matoi_command_free)

G_END_DECLS
