/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-brief.h"
#include "matoi-picture.h"

G_BEGIN_DECLS

/* The picture over time of an incident, and what it was about. */
#define MATOI_TYPE_HISTORY_BRIEF (matoi_history_brief_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHistoryBrief, matoi_history_brief, MATOI, HISTORY_BRIEF, GtkWidget)

void matoi_history_brief_show (MatoiHistoryBrief *self, const MatoiBrief *brief, GTimeZone *zone);

/* The bands and marks of @brief, and what a screen reader says of them. At least @length ms are
 * drawn, so that two can have the same scale; 0: as long as it was. */
void matoi_history_draw_course (MatoiPicture *picture,
                                const MatoiBrief *brief,
                                gint64 length,
                                GTimeZone *zone);
/* "SEV-2 for 17 min, then SEV-1 for 25 min" (transfer full) */
char *matoi_history_dup_course (const MatoiBrief *brief);
/* Who was there, a line each. (transfer full) */
char *matoi_history_dup_people (const MatoiBrief *brief);
/* @words one after the other, as one reads them. (transfer full) */
char *matoi_history_join (GStrv words);
/* Says @text for some seconds, at the bottom of the window @widget is in. */
void matoi_history_say (GtkWidget *widget, const char *text);

G_END_DECLS
