/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-item.h"

G_DEFINE_FINAL_TYPE (MatoiTimelineItem, matoi_timeline_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
matoi_timeline_item_finalize (GObject *object)
{
  MatoiTimelineItem *self = MATOI_TIMELINE_ITEM (object);

  if (self->model)
    matoi_timeline_model_forget_item (self->model, self);
  matoi_event_unref (self->event);
  G_OBJECT_CLASS (matoi_timeline_item_parent_class)->finalize (object);
}

static void
matoi_timeline_item_class_init (MatoiTimelineItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_timeline_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_timeline_item_init (MatoiTimelineItem *self)
{
}

/* @fold: it stands for a run that begins with @event. */
MatoiTimelineItem *
matoi_timeline_item_new (MatoiTimelineModel *model, MatoiEvent *event, gboolean fold)
{
  MatoiTimelineItem *self = g_object_new (MATOI_TYPE_TIMELINE_ITEM, NULL);

  self->model = model;
  self->event = matoi_event_ref (event);
  self->n_folded = fold ? 1 : 0;
  return self;
}

/* Has whoever shows it show it again. */
void
matoi_timeline_item_changed (MatoiTimelineItem *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The incident it is of, or NULL when the list shows another one by now. */
const MatoiIncident *
matoi_timeline_item_get_incident (MatoiTimelineItem *self)
{
  g_return_val_if_fail (MATOI_IS_TIMELINE_ITEM (self), NULL);

  return self->model ? matoi_timeline_model_get_incident (self->model) : NULL;
}

/* The entry as it stands now; NULL for what makes no entry. */
const MatoiEntry *
matoi_timeline_item_get_entry (MatoiTimelineItem *self)
{
  const MatoiIncident *incident = matoi_timeline_item_get_incident (self);

  return incident ? matoi_incident_find_entry (incident, &self->event->id) : NULL;
}

/* What it shows, as it stands now; of a run, the first of it. FALSE: it is of another incident. */
gboolean
matoi_timeline_item_get_record (MatoiTimelineItem *self, MatoiTimelineRecord *record)
{
  g_return_val_if_fail (MATOI_IS_TIMELINE_ITEM (self), FALSE);

  return self->model && matoi_timeline_model_get_incident (self->model) &&
         matoi_timeline_model_get_item_record (self->model, self->event, record);
}

const MatoiId *
matoi_timeline_item_get_id (MatoiTimelineItem *self)
{
  return &self->event->id;
}

/* How many entries the row stands for; 0: for itself only. */
guint
matoi_timeline_item_get_n_folded (MatoiTimelineItem *self)
{
  return self->n_folded;
}

/* Whether it belongs to the open run above it. */
gboolean
matoi_timeline_item_is_inside (MatoiTimelineItem *self)
{
  return self->inside;
}

/* Whether its run, or what it has taken the place of, is shown. */
gboolean
matoi_timeline_item_is_open (MatoiTimelineItem *self)
{
  return self->model && matoi_timeline_model_is_open (self->model, self->event);
}
