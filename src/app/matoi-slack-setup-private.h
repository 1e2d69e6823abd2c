/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-setup.h"
#include "matoi-slack-tokens.h"

G_BEGIN_DECLS

struct _MatoiSlackSetup
{
  GObject parent_instance;
  MatoiContext *context;
  MatoiSecretPlace bot, app; /* as last looked */
  char *problem;             /* (nullable) */

  /* What was disconnected last, until the program ends. */
  MatoiSlackTokens *former;       /* (nullable) */
  char *former_team, *former_url; /* (nullable) */
};

const char *matoi_slack_setup_get (MatoiSlackSetup *self, const char *key);
void matoi_slack_setup_restart (MatoiSlackSetup *self);
void matoi_slack_setup_drop_former (MatoiSlackSetup *self);

G_END_DECLS
