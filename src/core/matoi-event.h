/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-id.h"

G_BEGIN_DECLS

/* One immutable fact of the log. Fields are read-only once the event is
 * shared; events may cross threads. */
typedef struct
{
  gatomicrefcount ref_count;
  MatoiId id;
  MatoiId incident;
  gint64 seq;          /* arrival order in this database; 0 before it is stored */
  char *type;          /* such as "severity.changed" */
  int version;         /* of the payload */
  char *actor;         /* who; never NULL, may be "" */
  gint64 occurred_at;  /* ms UTC; may be before the declaration */
  gint64 recorded_at;  /* ms UTC; never changes */
  char *source;        /* (nullable) "import", "slack" … */
  char *external_id;   /* (nullable) unique within source */
  JsonObject *payload; /* (nullable) NULL once redacted */
} MatoiEvent;

#define MATOI_EVENT_MAX_PAYLOAD (256 * 1024)

MatoiEvent *matoi_event_new (const char *type,
                             const char *actor,
                             gint64 occurred_at,
                             gint64 recorded_at,
                             JsonObject *payload);
MatoiEvent *matoi_event_ref (MatoiEvent *event);
void matoi_event_unref (MatoiEvent *event);
int matoi_event_compare (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiEvent, matoi_event_unref)

G_END_DECLS
