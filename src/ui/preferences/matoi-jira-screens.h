/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* The create screens of the projects of a JIRA, each asked for when somebody first looks at it.
 * Signal "changed" (): one has come. */
#define MATOI_TYPE_JIRA_SCREENS (matoi_jira_screens_get_type ())
G_DECLARE_FINAL_TYPE (MatoiJiraScreens, matoi_jira_screens, MATOI, JIRA_SCREENS, GObject)

MatoiJiraScreens *matoi_jira_screens_new (MatoiContext *context, const char *site);
/* Each (transfer none) (nullable) of MatoiSetupChoice; NULL: not known, or not yet. */
GPtrArray *matoi_jira_screens_get_types (MatoiJiraScreens *self, const char *project);
GPtrArray *matoi_jira_screens_get_fields (MatoiJiraScreens *self,
                                          const char *project,
                                          const char *type_or_null);
/* They are asked for again. */
void matoi_jira_screens_forget (MatoiJiraScreens *self);

G_END_DECLS
