/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-postmortem.h"

G_BEGIN_DECLS

/* Tickets of action items (ACT-01…13): what one is going to say, and where it is made. Pure. */

/* What a site gets to see, word for word. */
typedef struct
{
  char *site;                  /* "jira", "jira2"; "" if none is set up */
  char *project, *type;        /* (nullable) each: its key; the id of an issue type there */
  char *summary, *description; /* one line of up to 255 characters; Markdown */
  char *priority;              /* (nullable) the id there; NULL: as the site likes */
  GStrv labels;                /* ACT-02 */
  char *due;                   /* (nullable) YYYY-MM-DD */
  char *tag;                   /* "INC-261120-K7/AI-3" */
  GPtrArray *problems;         /* of MatoiCheck, none met: why it is not made (hard), or what of it
                                  is left out; empty as a rule */
} MatoiTicketDraft;

/* What the ticket of @action would be. @values: the settings "jira." and "jira2." (text to text; NULL:
 * none); @lang: "en", "ja" or "both", of the words around what people wrote. (transfer full) */
MatoiTicketDraft *matoi_ticket_draft_new (const MatoiIncident *incident,
                                          const MatoiAction *action,
                                          GHashTable *values,
                                          GTimeZone *zone,
                                          const char *lang);
/* Whether asking for one makes sense: it has none (any more), and is not settled. */
gboolean matoi_action_wants_ticket (const MatoiAction *action);
void matoi_ticket_draft_free (MatoiTicketDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiTicketDraft, matoi_ticket_draft_free)
/* Whether it can be made as it is: none of its problems is a hard one. */
gboolean matoi_ticket_draft_is_ready (const MatoiTicketDraft *draft);
/* {site,project,type,summary,description,priority,labels[],due,tag}, as it is recorded. (transfer
 * full) */
JsonObject *matoi_ticket_draft_to_json (const MatoiTicketDraft *draft);

/* --- sites */
/* Their ids, NULL-terminated: "jira", "jira2". */
const char *const *matoi_ticket_list_sites (void);
/* Set up, and not switched off. */
gboolean matoi_ticket_site_is_on (GHashTable *values, const char *site);
/* Whether anything of the incident may be told there (SEC-13). */
gboolean
matoi_ticket_site_may_see (GHashTable *values, const char *site, const MatoiIncident *incident);
/* How people call it: its own name, or the host. (transfer full) */
char *matoi_ticket_dup_site_name (GHashTable *values, const char *site);

/* --- tickets that are there */
/* What somebody typed or pasted as a ticket: PAY-123, or an address such as
 * https://x.atlassian.net/browse/PAY-1. @key, @url (nullable) and @site (nullable: of none of the
 * sites that are set up) are (transfer full). FALSE: it is no ticket. */
gboolean
matoi_ticket_read (const char *text, GHashTable *values, char **key, char **url, char **site);

/* --- labels (ACT-02, ACT-13) */
/* Of every ticket of the incident; the day is that of its start in @zone. (transfer full) */
GStrv matoi_ticket_dup_labels (const MatoiIncident *incident,
                               GHashTable *values,
                               const char *site,
                               GTimeZone *zone);
/* What finds the tickets of the incident at the site: "labels = sev1_20261120". (nullable)
 * (transfer full) */
char *matoi_ticket_dup_jql (const MatoiIncident *incident,
                            GHashTable *values,
                            const char *site,
                            GTimeZone *zone);
/* When the incident began, as far as anybody said. ms UTC */
gint64 matoi_ticket_get_start (const MatoiIncident *incident);
/* "AI-3". (transfer full) */
char *matoi_action_dup_tag (const MatoiAction *action);

G_END_DECLS
