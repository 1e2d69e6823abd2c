/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-jira-screens.h"

G_BEGIN_DECLS

/* The fields a project asks for and Matoi does not fill by itself: what a new ticket gets there.
 * Hidden while there are none. */
#define MATOI_TYPE_JIRA_FIELDS (matoi_jira_fields_get_type ())
G_DECLARE_FINAL_TYPE (MatoiJiraFields, matoi_jira_fields, MATOI, JIRA_FIELDS, AdwPreferencesGroup)

MatoiJiraFields *
matoi_jira_fields_new (MatoiContext *context, const char *site, MatoiJiraScreens *screens);
/* Looks at every project this site is used with. */
void matoi_jira_fields_refresh (MatoiJiraFields *self);

G_END_DECLS
