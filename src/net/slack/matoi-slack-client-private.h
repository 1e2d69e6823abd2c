/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-limiter.h"
#include "matoi-slack-client.h"

G_BEGIN_DECLS

/* The gate of the limiter through which everything goes that reads what was said. */
#define MATOI_SLACK_READING "reading"

struct _MatoiSlackClient
{
  GObject parent_instance;
  MatoiHttp *http;
  char *base_url;
  char *token; /* a secret: in no message, no log and no error */
  MatoiLimiter *limiter;
  guint haste;    /* times as fast as the clock on the wall */
  guint patience; /* seconds; 0: by the method */
};

/* For the limiter: monotonic, in milliseconds, as fast as the client is in haste. */
gint64 matoi_slack_client_get_clock (MatoiSlackClient *self);

G_END_DECLS
