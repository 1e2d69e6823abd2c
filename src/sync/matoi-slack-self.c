/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-pump.h"

/* Who we are at Slack. */

/** matoi_slack_self_copy: (transfer full) */
MatoiSlackSelf *
matoi_slack_self_copy (const MatoiSlackSelf *self)
{
  MatoiSlackSelf *copy = g_new0 (MatoiSlackSelf, 1);

  copy->team_id = g_strdup (self->team_id);
  copy->team = g_strdup (self->team);
  copy->user_id = g_strdup (self->user_id);
  copy->bot_id = g_strdup (self->bot_id);
  copy->url = g_strdup (self->url);
  return copy;
}

/** matoi_slack_self_free: NULL is fine. */
void
matoi_slack_self_free (MatoiSlackSelf *self)
{
  if (self == NULL)
    return;
  g_free (self->team_id);
  g_free (self->team);
  g_free (self->user_id);
  g_free (self->bot_id);
  g_free (self->url);
  g_free (self);
}
