/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"
#include "matoi-setup-result.h"

G_BEGIN_DECLS

/* The connection to one service ("jira", "jira2", "pagerduty", "statuspage"): how it stands, what it
 * takes, and the buttons to try it out, to connect and to disconnect. Nothing counts before
 * "Connect". Signal "asked" (): the service has been asked what there is. */
#define MATOI_TYPE_SERVICE_FORM (matoi_service_form_get_type ())
G_DECLARE_FINAL_TYPE (MatoiServiceForm,
                      matoi_service_form,
                      MATOI,
                      SERVICE_FORM,
                      AdwPreferencesGroup)

/* @result: of the same page, for what a test finds. */
MatoiServiceForm *
matoi_service_form_new (MatoiContext *context, const char *id, MatoiSetupResult *result);
/* (transfer none) (nullable) of MatoiSetupChoice; NULL: not known what there is */
GPtrArray *matoi_service_form_get_list (MatoiServiceForm *self, const char *name);
/* Asks the service what there is, if it is connected; nothing is said about it. */
void matoi_service_form_ask (MatoiServiceForm *self);

G_END_DECLS
