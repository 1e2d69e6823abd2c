/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Between words of people and what JIRA takes for text. */

/* Lengths in UTF-16 units, which is what JIRA counts. */
#define MATOI_JIRA_MAX_TEXT    32767
#define MATOI_JIRA_MAX_SUMMARY 255
#define MATOI_JIRA_MAX_LABEL   255

JsonObject *
matoi_jira_text_to_adf (const char *markdown, const char *more_url_or_null, guint max_length);
char *
matoi_jira_text_to_wiki (const char *markdown, const char *more_url_or_null, guint max_length);
guint matoi_jira_text_length (const char *text);
char *matoi_jira_dup_summary (const char *text, const char *tag_or_null);
char *matoi_jira_dup_label (const char *text);
char *matoi_jira_dup_jql_string (const char *text);

/* --- addresses of tickets */
char *matoi_jira_dup_site (const char *text);
char *matoi_jira_dup_key (const char *text);
char *matoi_jira_dup_browse_url (const char *site, const char *key);

G_END_DECLS
