/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Which follow-ups are shown, and where each of them stands. Pure. */
typedef struct _MatoiFollowUpsChoice MatoiFollowUpsChoice;

/* In the order of the list. */
typedef enum
{
  MATOI_FOLLOW_UPS_OVERDUE,
  MATOI_FOLLOW_UPS_WEEK, /* within seven days */
  MATOI_FOLLOW_UPS_LATER,
  MATOI_FOLLOW_UPS_NO_TICKET,
  MATOI_FOLLOW_UPS_DONE, /* nothing is left to do about it */
  MATOI_FOLLOW_UPS_N_GROUPS,
} MatoiFollowUpsGroup;

/* @words: what somebody types: all have to be found; “team:”, “kind:” and “who:” look in
 * that place only, and P0 is a priority. @me (nullable): only what is assigned to that person;
 * @team (nullable): only what that team owns, "" for what no team owns. */
MatoiFollowUpsChoice *
matoi_follow_ups_choice_new (const char *words, const char *me, const char *team);
void matoi_follow_ups_choice_free (MatoiFollowUpsChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiFollowUpsChoice, matoi_follow_ups_choice_free)
gboolean
matoi_follow_ups_choice_fits (const MatoiFollowUpsChoice *choice, const MatoiActionRow *row);

/* @today, @week: YYYY-MM-DD; the last day of “this week”. */
MatoiFollowUpsGroup
matoi_follow_ups_find_group (const MatoiActionRow *row, const char *today, const char *week);
/* The heading above a group, translated. */
const char *matoi_follow_ups_get_group_name (MatoiFollowUpsGroup group);
G_END_DECLS
