/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-decide-private.h"
#include "matoi-ticket.h"

G_BEGIN_DECLS

#define MATOI_TICKET_MAX_SUMMARY 255

/* Where somebody wants it, whatever the settings say; each (nullable). */
typedef struct
{
  const char *site, *project, *type;
} MatoiTicketChoice;

MatoiTicketDraft *matoi_ticket_draft_new_for (const MatoiIncident *incident,
                                              const MatoiAction *action,
                                              const MatoiTicketChoice *choice,
                                              GHashTable *values,
                                              GTimeZone *zone,
                                              const char *lang);

/* matoi-decide-tickets.c */
/* The settings of the sites, out of the arguments; FALSE with what is missing as the reasons. */
GHashTable *matoi_decide_read_sites (MatoiDecision *d);
gboolean matoi_decide_check_draft (const MatoiTicketDraft *draft, GError **error);

/* matoi-ticket-text.c */
char *matoi_ticket_dup_summary (const MatoiAction *action);
char *matoi_ticket_dup_description (const MatoiIncident *incident,
                                    const MatoiAction *action,
                                    GTimeZone *zone,
                                    const char *lang);

char *matoi_ticket_dup_steps_title (const MatoiIncident *incident, const char *lang);

/* matoi-ticket-sites.c */
/* "jira" + ".project". Borrowed, (nullable) */
const char *matoi_ticket_get (GHashTable *values, const char *site, const char *name);
/* (nullable) (transfer full): the site @url is an address of */
char *matoi_ticket_find_site (GHashTable *values, const char *url);

G_END_DECLS
