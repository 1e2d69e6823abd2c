/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-action-fields.h"
#include "matoi-day-entry.h"
#include "matoi-line-entry.h"
#include "matoi-team-entry.h"

G_BEGIN_DECLS

#define MATOI_ACTION_KINDS      4
#define MATOI_ACTION_PRIORITIES 4
extern const char *const matoi_action_kinds[MATOI_ACTION_KINDS];
extern const char *const matoi_action_priorities[MATOI_ACTION_PRIORITIES];

struct _MatoiActionFields
{
  GtkWidget parent_instance;
  MatoiLineEntry *act_text, *act_reason;
  GtkLabel *act_hints;
  GtkCheckButton *act_actionable, *act_specific, *act_bounded;
  GtkDropDown *act_priority, *act_kind;
  MatoiTeamEntry *act_team;
  MatoiDayEntry *act_due;
  GtkWidget *act_reason_box;

  MatoiSession *session; /* (nullable) */
  char *reason;          /* (nullable) of an item that is noted already */
  gboolean is_noted;     /* an item that gets no ticket as it is recorded */
  gboolean showing, touched;
};

gboolean matoi_action_fields_gets_ticket (MatoiActionFields *self, const char *priority);
const char *matoi_action_fields_get_priority (MatoiActionFields *self);

G_END_DECLS
