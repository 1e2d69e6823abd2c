/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-client-private.h"

/* How often what was said may be asked for. */

/** matoi_slack_client_set_reading: see the header; at least one call. */
void
matoi_slack_client_set_reading (MatoiSlackClient *self, guint calls, guint window_ms)
{
  g_return_if_fail (MATOI_IS_SLACK_CLIENT (self));

  matoi_limiter_set_window (self->limiter, MATOI_SLACK_READING, calls, window_ms);
}

/** matoi_slack_client_get_reading: see the header. */
guint
matoi_slack_client_get_reading (MatoiSlackClient *self)
{
  g_return_val_if_fail (MATOI_IS_SLACK_CLIENT (self), 0);

  return matoi_limiter_get_used (self->limiter, MATOI_SLACK_READING,
                                 matoi_slack_client_get_clock (self));
}

/** matoi_slack_client_set_haste: see the header. */
void
matoi_slack_client_set_haste (MatoiSlackClient *self, guint factor)
{
  g_return_if_fail (MATOI_IS_SLACK_CLIENT (self));
  g_return_if_fail (factor > 0);

  self->haste = factor;
}

/** matoi_slack_client_set_patience: see the header. */
void
matoi_slack_client_set_patience (MatoiSlackClient *self, guint seconds)
{
  g_return_if_fail (MATOI_IS_SLACK_CLIENT (self));

  self->patience = seconds;
}
