/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* The three wording tests of an action item (ACT-06), ticks of the list "action-wording":
 * the item is "<id of the action>.<test>". */
#define MATOI_ACTION_TESTS 3
#define MATOI_ACTION_TICKS "action-wording"
extern const char *const matoi_action_tests[MATOI_ACTION_TESTS];
char *matoi_action_dup_tick (const MatoiId *action, guint test);

/* What an action item consists of: text with its tests and hints, priority, kind, team, day.
 * Signals: "save": something is to be recorded; "tick" (guint test, gboolean on);
 * "enter": Enter in the text. */
#define MATOI_TYPE_ACTION_FIELDS (matoi_action_fields_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionFields, matoi_action_fields, MATOI, ACTION_FIELDS, GtkWidget)

void matoi_action_fields_begin (MatoiActionFields *self,
                                MatoiSession *session,
                                const char *text,
                                const char *kind);
void matoi_action_fields_show (MatoiActionFields *self,
                               MatoiSession *session,
                               const MatoiAction *action,
                               gboolean afresh);
gboolean matoi_action_fields_fill (MatoiActionFields *self,
                                   MatoiCommand *command,
                                   const MatoiAction *before_or_null);
char *matoi_action_fields_dup_text (MatoiActionFields *self);
const char *matoi_action_fields_get_problem (MatoiActionFields *self);
gboolean matoi_action_fields_is_ticked (MatoiActionFields *self, guint test);
gboolean matoi_action_fields_is_touched (MatoiActionFields *self);
void matoi_action_fields_fail (MatoiActionFields *self);
void matoi_action_fields_flush (MatoiActionFields *self);

G_END_DECLS
