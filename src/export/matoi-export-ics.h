/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *address; /* (nullable) e-mail; without one they are named in the description */
  gboolean required;
} MatoiIcsPerson;

/* A meeting as a calendar entry; (nullable) where said. */
typedef struct
{
  const char *uid; /* the same for every version of the meeting */
  guint sequence;  /* higher with each version */
  gint64 stamp;    /* ms UTC: when it is written */
  gint64 starts_at, minutes;
  const char *summary;
  const char *description, *location, *url; /* each (nullable) */
  const char *calendar;                     /* (nullable) name of the calendar it belongs into */
  gboolean confidential;
  MatoiIcsPerson organizer;
  const MatoiIcsPerson *people;
  guint n_people;
} MatoiIcsMeeting;

/* A calendar file (RFC 5545) with that one meeting. (transfer full) */
char *matoi_export_ics_meeting (const MatoiIcsMeeting *meeting);
/* The postmortem meeting of @incident; @addresses (nullable): person → e-mail. (transfer full) */
char *
matoi_export_ics (const MatoiIncident *incident, gint64 now, GHashTable *addresses, GError **error);

G_END_DECLS
