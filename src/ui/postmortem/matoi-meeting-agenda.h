/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-meeting-clock.h"
#include "matoi-postmortem.h"

G_BEGIN_DECLS

/* The items of the meeting, one under the other, with the time each took.
 *
 * Signal "moved" (guint item): by the person. */
#define MATOI_TYPE_MEETING_AGENDA (matoi_meeting_agenda_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeetingAgenda, matoi_meeting_agenda, MATOI, MEETING_AGENDA, GtkWidget)

/* An opening, what the process lists, and the agreement at the end. */
typedef struct
{
  char *id, *text;
  gint64 minutes; /* 0: not limited */
} MatoiAgendaItem;

void matoi_agenda_item_free (MatoiAgendaItem *item);
GPtrArray *matoi_agenda_dup_items (const MatoiIncident *incident);

/* (nullable) of MatoiAgendaItem; kept. */
void matoi_meeting_agenda_set_items (MatoiMeetingAgenda *self, GPtrArray *items_or_null);
void matoi_meeting_agenda_show (MatoiMeetingAgenda *self, MatoiMeetingClock *clock, gint64 now);
void matoi_meeting_agenda_select (MatoiMeetingAgenda *self, guint item);

G_END_DECLS
