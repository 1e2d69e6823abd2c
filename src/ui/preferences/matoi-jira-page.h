/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Everything about one JIRA: the connection, and where action items become tickets and how. */
#define MATOI_TYPE_JIRA_PAGE (matoi_jira_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiJiraPage, matoi_jira_page, MATOI, JIRA_PAGE, AdwPreferencesPage)

/* @site: "jira" or "jira2" */
MatoiJiraPage *matoi_jira_page_new (MatoiContext *context, const char *site);

G_END_DECLS
