/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-errands.h"
#include "matoi-slack-book.h"

G_BEGIN_DECLS

/* Takes what waits in the outbox to Slack: each room in order, rooms beside each other; what may
 * or may not have arrived is looked for before it is said again (apis.md of the project's notes:
 * exactly one message for each key).
 *
 * Signals:
 * "trouble" (MatoiSlackAnswer *answer): the token is dead, or Slack is not reached; nothing more
 *   is tried until matoi_slack_pump_start ().
 * "idle" (): nothing is under way and nothing is due. */
#define MATOI_TYPE_SLACK_PUMP (matoi_slack_pump_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackPump, matoi_slack_pump, MATOI, SLACK_PUMP, GObject)

/* Who we are there, of auth.test. */
typedef struct
{
  char *team_id, *team, *user_id, *bot_id, *url;
} MatoiSlackSelf;
MatoiSlackSelf *matoi_slack_self_copy (const MatoiSlackSelf *self);
void matoi_slack_self_free (MatoiSlackSelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackSelf, matoi_slack_self_free)

MatoiSlackPump *matoi_slack_pump_new (MatoiDesk *desk,
                                      MatoiSlackClient *client,
                                      MatoiSlackBook *book,
                                      const MatoiSlackSelf *self);
void matoi_slack_pump_start (MatoiSlackPump *self);
/* What is on its way is finished; nothing new begins. */
void matoi_slack_pump_stop (MatoiSlackPump *self);
/* Something may have become due. */
void matoi_slack_pump_hurry (MatoiSlackPump *self);
gboolean matoi_slack_pump_is_busy (MatoiSlackPump *self);
/* Every wait is @factor times shorter; @random: [0, 1) instead of chance. */
void matoi_slack_pump_set_haste (MatoiSlackPump *self,
                                 guint factor,
                                 MatoiErrandsRandom random_or_null,
                                 gpointer user_data);

G_END_DECLS
