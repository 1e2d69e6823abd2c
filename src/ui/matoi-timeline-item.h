/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-timeline-model.h"
#include "matoi-timeline-story.h"

G_BEGIN_DECLS

/* What the model and its items know of each other; for them only. */
struct _MatoiTimelineItem
{
  GObject parent_instance;
  MatoiTimelineModel *model; /* NULL once the model shows another incident */
  MatoiEvent *event;
  guint n_folded;  /* 0: not a fold */
  gboolean inside; /* an open fold */
};

MatoiTimelineItem *
matoi_timeline_item_new (MatoiTimelineModel *model, MatoiEvent *event, gboolean fold);
void matoi_timeline_item_changed (MatoiTimelineItem *self);

struct _MatoiTimelineModel
{
  GObject parent_instance;
  MatoiTimelineStory *story;
  GArray *lines;          /* of MatoiTimelineLine */
  guint n_above, n_below; /* of them, which the listeners do not know yet */
  GHashTable *items;      /* tagged MatoiEvent -> MatoiTimelineItem, the living ones, not owned */
  GHashTable *open;       /* set of MatoiEvent: of folds and corrected entries */
  guint n_found;          /* records the lines stand for */
  guint first_changed;
};

/* The model's side */
void matoi_timeline_model_lay_out (MatoiTimelineModel *self, guint from);
void
matoi_timeline_model_report (MatoiTimelineModel *self, guint position, guint removed, guint added);
gboolean matoi_timeline_model_find_line (MatoiTimelineModel *self, const MatoiId *id, guint *index);
gboolean matoi_timeline_model_get_item_record (MatoiTimelineModel *self,
                                               MatoiEvent *event,
                                               MatoiTimelineRecord *record);
const MatoiIncident *matoi_timeline_model_get_incident (MatoiTimelineModel *self);
gboolean matoi_timeline_model_is_open (MatoiTimelineModel *self, MatoiEvent *event);
void matoi_timeline_model_forget_item (MatoiTimelineModel *self, MatoiTimelineItem *item);

G_END_DECLS
