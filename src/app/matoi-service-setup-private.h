/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-service-setup.h"
#include "matoi-setup-tokens.h"

G_BEGIN_DECLS

struct _MatoiServiceSetup
{
  GObject parent_instance;
  const MatoiAdapterKind *kind;
  MatoiContext *context;
  MatoiSecretPlace places[MATOI_ADAPTER_MAX_TOKENS]; /* as last looked */
  char *problem;                                     /* (nullable) */

  /* What was disconnected last, until the program ends. */
  MatoiSetupTokens *former;    /* (nullable) */
  GHashTable *former_settings; /* (nullable) */
};

/* Tokens are not settings: nobody else hears of new ones. */
void matoi_service_setup_restart (MatoiServiceSetup *self);
void matoi_service_setup_drop_former (MatoiServiceSetup *self);

/* --- one attempt: the data of its task */

typedef struct
{
  MatoiContext *context; /* borrowed, as is the kind */
  const MatoiAdapterKind *kind;
  char *given[MATOI_ADAPTER_MAX_TOKENS]; /* (nullable) */
  GHashTable *settings;                  /* that were given: text without "ID." to text */
  gboolean save;
  MatoiSetupTokens *tokens; /* (nullable) those that are tried; the first is there */
  MatoiSetupReport *report;
  gpointer own; /* (nullable) of the one who asks the service */
  GDestroyNotify own_free;
} MatoiSetupAttempt;

/* (nullable): the setting as it is to be tried: not there, or empty */
const char *matoi_setup_attempt_get (MatoiSetupAttempt *attempt, const char *key);
/* The one who asks the service is done; takes @task. Cancelled, it need not tell. */
void matoi_setup_attempt_done (GTask *task);

/* Ask the service, add to the report, end with matoi_setup_attempt_done (); each takes @task. */
void matoi_slack_setup_ask (GTask *task);
void matoi_jira_setup_ask (GTask *task);
void matoi_pagerduty_setup_ask (GTask *task);
void matoi_statuspage_setup_ask (GTask *task);

G_END_DECLS
