/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import.h"
#include "matoi-slack-export.h"

G_BEGIN_DECLS

/* Where messages go; everything may be left at 0. */
typedef struct
{
  const MatoiId *into; /* (nullable) NULL: where they are already, else a new incident */
  const char *title, *severity, *policy; /* (nullable) of the new one */
  gboolean todos;                        /* lines that begin with TODO are taken as such */
  GHashTable *chosen_todos; /* (nullable) only these: set of matoi_slack_dup_todo_id () */
} MatoiSlackTarget;

typedef struct
{
  guint n_todos;     /* lines that begin with TODO */
  guint n_elsewhere; /* messages that were left in the other incident they are in */
} MatoiSlackTally;

/* What a message is called in the log, and the n-th of its TODO lines. (transfer full) */
char *matoi_slack_dup_message_id (const MatoiSlackMessage *message);
char *matoi_slack_dup_todo_id (const MatoiSlackMessage *message, guint n);

/* The same in steps, for whoever has a thread for it; @declare was prepared for a new incident. */
typedef struct
{
  GPtrArray *messages;
  const MatoiSlackTarget *target;
  MatoiCommand *declare; /* (owned) (nullable): with target->into; taken if it is needed */
  GTimeZone *zone;
} MatoiSlackPlan;
MatoiCommand *matoi_slack_new_declare (MatoiContext *context,
                                       const MatoiSlackMessage *first,
                                       const MatoiSlackTarget *target,
                                       GError **error);
/* (transfer full) of MatoiCommand; @incident (out), @is_new (out): of what is declared by them. */
GPtrArray *matoi_slack_plan_commands (MatoiStore *store,
                                      MatoiSlackPlan *plan,
                                      MatoiId *incident,
                                      gboolean *is_new,
                                      MatoiSlackTally *tally,
                                      GError **error);
void matoi_slack_take_receipt (MatoiReceipt *receipt, MatoiImportResult *result);

gboolean matoi_slack_import (MatoiContext *context,
                             GPtrArray *messages,
                             const MatoiSlackTarget *target,
                             MatoiImportResult *result,
                             MatoiSlackTally *tally,
                             GError **error);

G_END_DECLS
