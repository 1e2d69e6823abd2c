/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-steps.h"
#include "matoi-ticket.h"

G_BEGIN_DECLS

/* Action items of all incidents (AFT-01, AFT-02), and their tickets. */

/* --- the morning meeting */
/* @open: only where something is left to do; by the day that counts, those without one last. Which
 * tickets are on their way, matoi_context_list_outbox_async () tells: rows of kind "ticket", whose
 * lane ends in the id of the action item. */
void matoi_context_list_follow_ups_async (MatoiContext *self,
                                          gboolean open,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* (transfer full) of MatoiActionRow, which frees itself with the list. */
GPtrArray *
matoi_context_list_follow_ups_finish (MatoiContext *self, GAsyncResult *result, GError **error);
/* The same of the first @limit that are open: what is seen at once of a long list. Finished by
 * matoi_context_list_follow_ups_finish (). */
void matoi_context_list_first_follow_ups_async (MatoiContext *self,
                                                guint limit,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
/* How many open ones were due before today; cheap. */
void matoi_context_count_overdue_async (MatoiContext *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* FALSE: @error is set. */
gboolean matoi_context_count_overdue_finish (MatoiContext *self,
                                             GAsyncResult *result,
                                             guint *count,
                                             GError **error);

/* What to tell people about @rows (of MatoiActionRow, not owned): by team, what is overdue before the
 * rest, with keys and addresses; in @lang ("en", "ja", "both"), whatever the screen speaks. Of a
 * confidential incident only its codename. (transfer full); "" for no rows. */
char *matoi_follow_up_dup_nudge (GPtrArray *rows, const char *lang, GTimeZone *zone, gint64 now);
/* Where such words of @row's incident would be posted: "#name"; @ask (out): somebody releases it
 * in the outbox first. In any thread that owns @incident. (nullable) (transfer full): NULL:
 * nowhere, they are copied. */
char *
matoi_context_dup_nudge_room (MatoiContext *self, const MatoiIncident *incident, gboolean *ask);
/* Posts @text in the room of the incident, or in @room ("#payments"; NULL: its own): a command to
 * submit for that incident, because somebody said so. (transfer full) */
MatoiCommand *
matoi_context_new_nudge (MatoiContext *self, const char *text, const char *room_or_null);

/* --- tickets */
/* Whether there is a site to make them at. */
gboolean matoi_context_has_tickets (MatoiContext *self);
/* How people call @site ("jira", "jira2"). (transfer full) */
char *matoi_context_dup_site_name (MatoiContext *self, const char *site);
/* Exactly what a ticket of @action would be; in any thread that owns @incident. (transfer full) */
MatoiTicketDraft *matoi_context_draft_ticket (MatoiContext *self,
                                              const MatoiIncident *incident,
                                              const MatoiAction *action);
/* The command that asks for it: to submit for the incident, one or many at once. @draft (nullable):
 * as somebody changed it. (transfer full) */
MatoiCommand *matoi_context_new_ticket (MatoiContext *self,
                                        const MatoiId *action,
                                        const MatoiTicketDraft *draft_or_null);
/* The labels of the incident's tickets, and what finds them (ACT-02, ACT-13); for the site its
 * tickets go to. (transfer full) */
GStrv matoi_context_dup_ticket_labels (MatoiContext *self, const MatoiIncident *incident);
char *matoi_context_dup_ticket_search (MatoiContext *self, const MatoiIncident *incident);

/* --- the steps of the postmortem (ACT-11) */
/* Exactly what they would be; @incident has a postmortem. In any thread that owns it. (transfer full) */
MatoiStepsDraft *matoi_context_draft_steps (MatoiContext *self, const MatoiIncident *incident);
/* The command that asks for them: to submit for the incident. @project (nullable): instead of that
 * of the settings. (transfer full) */
MatoiCommand *matoi_context_new_steps_ticket (MatoiContext *self, const char *project_or_null);

/* --- DET-04: what is no incident becomes a ticket; the record keeps the check */
/* @declare: a command "declare", filled in and prepared as for an incident
 * (matoi_context_prepare_declare ()); @text (nullable): what the ticket says besides
 * the title; @team (nullable): who owns it. It is declared, ended at once as a false alarm, its action item
 * written and the ticket asked for, all or nothing; nobody is told at any service. Without a
 * ticket system the action item remains, and the receipt says so by having no event
 * "action.ticket-asked". Finished by matoi_context_submit_finish (). */
void matoi_context_file_ticket_async (MatoiContext *self,
                                      MatoiCommand *declare,
                                      const char *text,
                                      const char *team,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* The same in the calling thread, before matoi_context_start (). */
MatoiReceipt *matoi_context_file_ticket (MatoiContext *self,
                                         MatoiCommand *declare,
                                         const char *text,
                                         const char *team,
                                         GError **error);
/* Whether the process says of this severity that it is no incident but only a ticket (SEV-5). */
gboolean matoi_context_is_ticket_only (MatoiPolicy *policy, const char *severity);

/* Of the context itself: what the rules of tickets need to know of the organisation. */
void matoi_context_complete_ticket (MatoiContext *self, MatoiCommand *command);

G_END_DECLS
