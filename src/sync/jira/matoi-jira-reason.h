/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a ticket was not made, as it is kept with the row of the outbox: a code, and words of the
 * site or names behind it. */
#define MATOI_JIRA_REASON_MISSING "jira:missing" /* names of required fields */
#define MATOI_JIRA_REASON_UNFIT   "jira:unfit"   /* names of fields whose default does not fit */
#define MATOI_JIRA_REASON_TYPE    "jira:type"    /* of a project */
#define MATOI_JIRA_REASON_TWO     "jira:two"     /* two keys; the first one is kept */

#define MATOI_JIRA_REASON_BLIND "jira:blind" /* what the site says */

/* "jira:CODE" with words. (transfer full) */
char *matoi_jira_dup_code (const char *code, const char *words_or_null);
/* A sentence for people; NULL: @reason is none of these. (transfer full) (nullable) */
char *matoi_jira_dup_reason (const char *reason);

G_END_DECLS
