/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"
#include "matoi-link.h"

G_BEGIN_DECLS

/* The connection to one JIRA: tickets are made once and only once, told where they come from, and
 * followed. */
#define MATOI_TYPE_JIRA_LINK (matoi_jira_link_get_type ())
G_DECLARE_FINAL_TYPE (MatoiJiraLink, matoi_jira_link, MATOI, JIRA_LINK, MatoiLink)

/* @site: "jira" or "jira2"; its settings are read through @desk. */
MatoiLink *matoi_jira_link_new (MatoiDesk *desk, const char *site, const char *token);
/* Every wait is @factor times shorter. */
void matoi_jira_link_set_haste (MatoiJiraLink *self, guint factor);

G_END_DECLS
