/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-pump.h"

G_BEGIN_DECLS

struct _MatoiSlackPump
{
  GObject parent_instance;
  MatoiDesk *desk;
  MatoiSlackClient *client;
  MatoiSlackBook *book;
  MatoiSlackSelf *self;
  MatoiErrands *errands;
  MatoiSlackAnswer *dead; /* (nullable) the last one that said that the token is */
  gint64 skew;            /* ms Slack's clock is ahead */
};

G_END_DECLS
