/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* A part of the public status page. */
typedef struct
{
  char *id, *name;
  char *group;   /* (nullable) the name of what it stands in */
  char *state;   /* operational …, "": not known */
  gboolean ours; /* stands for a service of the incident, by the setting */
} MatoiStatusPart;

/* The public status page as far as it is known: without a connection only by the settings. */
typedef struct
{
  char *name, *url; /* each (nullable) */
  GPtrArray *parts; /* of MatoiStatusPart, ours first */
  gint64 mails;     /* people that get an e-mail; -1: not known */
  gint64 others;    /* by other ways */
  char *problem;    /* (nullable) why it could not be looked at, a sentence */
} MatoiStatusPage;
void matoi_status_page_free (MatoiStatusPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiStatusPage, matoi_status_page_free)

/* Whether Matoi publishes on a page of its own account; else it is done by hand. */
gboolean matoi_status_page_is_used (MatoiContext *context);
/* The status that is proposed, by how far the team is; borrowed. */
const char *matoi_status_page_propose_status (const MatoiIncident *incident);
/* What is asked unless somebody chooses. */
gboolean matoi_status_page_notifies (MatoiContext *context);
/* What the page is like, for @incident. In the main context. */
void matoi_status_page_look_async (MatoiContext *context,
                                   const MatoiIncident *incident,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full): NULL only if cancelled */
MatoiStatusPage *
matoi_status_page_look_finish (MatoiContext *context, GAsyncResult *result, GError **error);

/* What a status or a state is called. Translated; borrowed. */
const char *matoi_status_page_status_name (const char *status);
const char *matoi_status_page_state_name (const char *state);
const char *matoi_status_page_impact_name (const char *impact);

/* Where an update, or the external message (@update NULL), stands on its way to the page. */
typedef enum
{
  MATOI_PUBLISH_NONE,    /* nobody has asked for it */
  MATOI_PUBLISH_WAITING, /* goes by itself */
  MATOI_PUBLISH_PERSON,  /* somebody has to decide, in the outbox */
  MATOI_PUBLISH_OUT,     /* it is published */
} MatoiPublishState;
/* @rows (nullable): of MatoiOutboxRow, what waits of the incident; @reason (out) (nullable) (transfer
 * full): a sentence */
MatoiPublishState matoi_status_page_judge (const MatoiIncident *incident,
                                           const MatoiId *update,
                                           GPtrArray *rows,
                                           GTimeZone *zone,
                                           char **reason);

G_END_DECLS
