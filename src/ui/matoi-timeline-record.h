/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"
#include "matoi-text-query.h"
#include "matoi-ui-text.h"

G_BEGIN_DECLS

/* What the timeline can be narrowed down to. */
typedef enum
{
  MATOI_TIMELINE_ALL,
  MATOI_TIMELINE_FACTS,
  MATOI_TIMELINE_HYPOTHESES,
  MATOI_TIMELINE_DECISIONS,
  MATOI_TIMELINE_ACTIONS,
  MATOI_TIMELINE_UPDATES,
  MATOI_TIMELINE_TODOS,
} MatoiTimelineFilter;

/* One thing that happened, as the timeline sees it: an entry, or an event that makes none, such as
 * a TODO or a step that was done. */
typedef struct
{
  MatoiEvent *event;       /* borrowed from the incident; stays when it is folded again */
  const MatoiEntry *entry; /* (nullable) borrowed; new when it is folded again */
  const MatoiKindLook *look;
  gint64 at;
  guint8 filter; /* MatoiTimelineFilter; MATOI_TIMELINE_ALL: none of them */
  guint8 noise;  /* of the system, and folded away together with its neighbours */
  guint8 found;  /* by the text that is looked for */
} MatoiTimelineRecord;

gboolean matoi_timeline_record_init (MatoiTimelineRecord *record,
                                     const MatoiIncident *incident,
                                     MatoiEvent *event);
int matoi_timeline_record_compare (gconstpointer a, gconstpointer b);
gboolean
matoi_timeline_record_is_gone (const MatoiTimelineRecord *record, const MatoiIncident *incident);
char *
matoi_timeline_record_dup_text (const MatoiTimelineRecord *record, const MatoiIncident *incident);
/* (nullable) borrowed: the reference of the other incident that @event says was the same, or takes
 * back. */
const char *matoi_timeline_record_get_incident (const MatoiEvent *event);
const char *matoi_timeline_record_get_words (const MatoiTimelineRecord *record);
const MatoiTodo *matoi_timeline_find_todo (const MatoiIncident *incident, const MatoiId *id);
const MatoiEntry *
matoi_timeline_find_original (const MatoiIncident *incident, const MatoiEntry *entry);

G_END_DECLS
