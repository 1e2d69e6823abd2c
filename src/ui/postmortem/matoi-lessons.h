/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-session.h"
#include "matoi-wording.h"

G_BEGIN_DECLS

/* What the pages of factors, lessons and action items have in common. */

/* @receipt is NULL when it was refused: then @error says why. */
typedef void (*MatoiLessonsDone) (gpointer widget,
                                  const MatoiReceipt *receipt_or_null,
                                  const GError *error_or_null);

gboolean matoi_lessons_may_write (MatoiSession *session_or_null);
gboolean matoi_lessons_may_act (MatoiSession *session_or_null);
void matoi_lessons_submit (gpointer widget,
                           MatoiSession *session,
                           MatoiCommand *command,
                           MatoiLessonsDone done_or_null);
gboolean matoi_lessons_find_new (const MatoiReceipt *receipt, const char *type, MatoiId *id);
void matoi_lessons_set_id (MatoiCommand *command, const char *arg, const MatoiId *id);
void matoi_lessons_follow_up (gpointer widget,
                              MatoiSession *session,
                              const MatoiId *from,
                              const MatoiId *action);
void matoi_lessons_show_message (GtkLabel *label, const char *text_or_null);
void matoi_lessons_show_refusal (GtkLabel *label, const GError *error_or_null);
void matoi_lessons_focus (GtkWidget *widget);
const MatoiLearned *matoi_lessons_find_learned (const MatoiPostmortem *self, const MatoiId *id);
GPtrArray *matoi_lessons_check (MatoiSession *session, const char *text, const char *scope);
const MatoiWordingHit *matoi_lessons_find_hit (GPtrArray *hits, gsize offset, gsize length);
char *matoi_lessons_dup_hints (GPtrArray *hits);
char *matoi_lessons_dup_day (const char *day, gboolean *valid);
char *matoi_lessons_dup_long_day (const char *day);
char *matoi_lessons_dup_due (MatoiSession *session);

G_END_DECLS
