/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"
#include "matoi-pagerduty-things.h"

G_BEGIN_DECLS

/* Who is on call, kept in the record so that it is there when PagerDuty is not (DEC-08b), and who
 * of those that were paged has answered. Each asks once and is done. In the main context. */

/* A row of the settings that is nobody's setting: {"as_of": ms, "people": [{"id", "name", "phone",
 * "role": "primary" "backup" "trainee", "until": ms or null}]}. */
#define MATOI_PAGERDUTY_ONCALL "oncall.pagerduty"

/* FALSE with @answer (nullable): why not; NULL: nothing was asked, or nothing could be kept. */
typedef void (*MatoiPagerdutyDutyDone) (gboolean done,
                                        const MatoiPagerdutyAnswer *answer,
                                        gpointer user_data);

void matoi_pagerduty_duty_read (MatoiDesk *desk,
                                MatoiPagerdutyClient *client,
                                GCancellable *cancellable,
                                MatoiPagerdutyDutyDone done,
                                gpointer user_data);

/* @n_open (out): pages that somebody has still to answer. */
typedef void (*MatoiPagerdutyWatchDone) (guint n_open, gpointer user_data);
void matoi_pagerduty_watch_read (MatoiDesk *desk,
                                 MatoiPagerdutyClient *client,
                                 GCancellable *cancellable,
                                 MatoiPagerdutyWatchDone done,
                                 gpointer user_data);

G_END_DECLS
