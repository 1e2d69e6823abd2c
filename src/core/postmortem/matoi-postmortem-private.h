/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-decide-private.h"
#include "matoi-fold-private.h"
#include "matoi-postmortem.h"
#include "matoi-undo-private.h"

G_BEGIN_DECLS

/* matoi-postmortem.c */
MatoiPostmortem *matoi_postmortem_new (void);
void matoi_postmortem_free (MatoiPostmortem *self);
void matoi_action_free (MatoiAction *self);
void matoi_ticket_change_free (MatoiTicketChange *change);
void matoi_evidence_replace (GPtrArray **evidence, JsonArray *array);

/* matoi-section.c */
MatoiSection *matoi_postmortem_ensure_section (MatoiPostmortem *self, const char *id);
void matoi_section_add (MatoiSection *self,
                        MatoiEvent *event,
                        const char *text,
                        JsonArray *heads,
                        gboolean settled);
char *matoi_section_merge (const MatoiSection *self, GPtrArray *versions, GPtrArray *conflicts);
void matoi_section_free (MatoiSection *self);

/* matoi-section-clash.c */
void matoi_clash_free (MatoiClash *self);

/* matoi-decide-picture.c */
void matoi_attachment_free (MatoiAttachment *self);

/* matoi-timeline.c */
MatoiRow *matoi_postmortem_find_row (const MatoiPostmortem *self, const MatoiId *entry);

/* matoi-decide-postmortem.c, also for the end of the incident */
gboolean matoi_decide_new_postmortem (MatoiDecision *d,
                                      const MatoiSeverity *severity,
                                      gint64 ended_at,
                                      const char *owner,
                                      const char *form,
                                      GError **error);
/* FALSE with a reason unless there is a document one may write in. */
gboolean matoi_decide_require_open (MatoiDecision *d, GError **error);
gboolean matoi_decide_require_postmortem (MatoiDecision *d, GError **error);
JsonObject *matoi_decide_refer (const char *member, const MatoiId *id);
GTimeZone *matoi_decide_read_zone (MatoiDecision *d);

/* matoi-decide-actions.c */
const MatoiAction *matoi_decide_require_action (MatoiDecision *d, GError **error);
void matoi_decide_add_for_action (MatoiDecision *d,
                                  const char *type,
                                  const MatoiAction *action,
                                  JsonObject *payload);

G_END_DECLS
