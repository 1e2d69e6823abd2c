/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"
#include "matoi-link.h"

G_BEGIN_DECLS

/* The connection to PagerDuty: carries out what waits for it, keeps who is on call, and records who
 * has answered. See matoi-pagerduty-op.h. */
#define MATOI_TYPE_PAGERDUTY_LINK (matoi_pagerduty_link_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPagerdutyLink, matoi_pagerduty_link, MATOI, PAGERDUTY_LINK, MatoiLink)

/* (transfer full) */
MatoiLink *matoi_pagerduty_link_new (MatoiDesk *desk, const char *token);
/* Every wait is @factor times shorter. */
void matoi_pagerduty_link_set_haste (MatoiPagerdutyLink *self, guint factor);

G_END_DECLS
