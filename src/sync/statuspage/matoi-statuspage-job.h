/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-errands.h"
#include "matoi-statuspage-client.h"

G_BEGIN_DECLS

/* One errand for the page on its way, and what the record says about it. */
typedef struct
{
  MatoiErrand *errand; /* borrowed */
  MatoiId incident, update;
  gint64 now;

  /* what the record says */
  gboolean done;    /* what is asked for stands there already */
  gboolean closed;  /* the incident is confidential */
  gboolean changed; /* the text was changed after it was approved */
  char *id, *url;   /* each (nullable): of the incident on the page */
  char *ref;        /* (nullable) */
} MatoiStatuspageJob;

/* As MatoiErrandsKind wants it; @now is set by who carries it out. */
gpointer matoi_statuspage_job_gather (MatoiStore *store, const MatoiErrand *errand, GError **error);
void matoi_statuspage_job_free (gpointer job);

gboolean matoi_statuspage_job_is_postmortem (const MatoiStatuspageJob *self);
/* (transfer full): what is sent for it */
JsonObject *matoi_statuspage_job_make_body (const MatoiStatuspageJob *self);
/* Whether this incident of the page has the update; or is ours. */
gboolean matoi_statuspage_job_has_update (const MatoiStatuspageJob *self, JsonObject *incident);
gboolean matoi_statuspage_job_is_ours (const MatoiStatuspageJob *self, JsonObject *incident);

/* What comes of it: the errand is filled in. */
void matoi_statuspage_job_settle (MatoiStatuspageJob *self, JsonObject *incident);
void matoi_statuspage_job_settle_postmortem (MatoiStatuspageJob *self);
void matoi_statuspage_job_fail (MatoiStatuspageJob *self, const char *text);
/* Of an answer that is not well; @asked: it was a question only. */
void matoi_statuspage_job_judge (MatoiStatuspageJob *self,
                                 const MatoiStatuspageAnswer *answer,
                                 gboolean asked);

/* matoi-statuspage-steps.c: carries it out, to the end of @task, a GTask of a
 * MatoiStatuspageErrands; both outlive that. Takes @task. */
void matoi_statuspage_job_run (MatoiStatuspageJob *self, GTask *task);

G_END_DECLS
