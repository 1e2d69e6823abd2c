/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-issues.h"
#include "matoi-service-setup-private.h"

G_BEGIN_DECLS

/* What a JIRA answered becomes lines and lists of the report. */
void matoi_jira_setup_read_projects (MatoiSetupAttempt *attempt, MatoiJiraList *list);
void matoi_jira_setup_read_types (MatoiSetupAttempt *attempt, MatoiJiraList *list);
void matoi_jira_setup_read_fields (MatoiSetupAttempt *attempt,
                                   MatoiJiraFlavour flavour,
                                   MatoiJiraList *list);
void matoi_jira_setup_read_priorities (MatoiSetupAttempt *attempt, MatoiJiraList *list);

G_END_DECLS
