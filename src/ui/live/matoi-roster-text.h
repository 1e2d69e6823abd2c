/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-roster-items.h"

G_BEGIN_DECLS

/* What the popover of the roster says about @item (nullable) and @role (nullable). */
char *matoi_roster_dup_title (const MatoiRosterItem *item, const MatoiRole *role);
char *matoi_roster_dup_subtitle (MatoiSession *session,
                                 MatoiDirectory *directory,
                                 const MatoiRosterItem *item,
                                 const MatoiRole *role);
const char *
matoi_roster_get_hint (MatoiSession *session, const MatoiRosterItem *item, const MatoiRole *role);
const char *
matoi_roster_get_prompt (MatoiSession *session, const MatoiRosterItem *item, const MatoiRole *role);
/* What the meter means, or NULL while there is nothing to say (IC-18). */
const char *matoi_roster_get_span_words (guint value, guint warning, guint limit);

G_END_DECLS
