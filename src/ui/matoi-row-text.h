/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-timeline-record.h"

G_BEGIN_DECLS

/* The words of one row of the timeline. */
typedef struct
{
  char *kind;                /* what the chip says */
  char *text;                /* the entry itself */
  char *author;              /* and who has corrected it */
  const char *verdict;       /* (nullable) translated */
  const char *verdict_style; /* (nullable) the word in the CSS class "kind-…" */
  char *note;                /* (nullable) such as why it was struck */
  gboolean struck;
  char *change;     /* (nullable) what became of the message it was taken from, in one line */
  char *change_tip; /* (nullable) the same in full */
  char *name;       /* all of it, to be read out */
} MatoiRowText;

MatoiRowText *matoi_row_text_new (const MatoiTimelineRecord *record,
                                  const MatoiIncident *incident,
                                  GTimeZone *zone);
void matoi_row_text_free (MatoiRowText *text);

char *matoi_row_text_dup_times (const MatoiTimelineRecord *record, GTimeZone *zone);
char *matoi_row_text_dup_original (const MatoiIncident *incident,
                                   const MatoiEntry *original,
                                   GTimeZone *zone);
char *matoi_row_text_dup_line (const MatoiTimelineRecord *record,
                               const MatoiIncident *incident,
                               GTimeZone *zone);
const char *matoi_row_text_get_source_icon (const char *source_or_null);
char *matoi_row_text_dup_source (const char *source);

G_END_DECLS
