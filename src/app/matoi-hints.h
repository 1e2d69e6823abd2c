/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"
#include "matoi-wording.h"

G_BEGIN_DECLS

/* Hints on the words of a postmortem (§12.5c): what was found, and where. */

/* A text of the document, copied: it may be read in any thread. */
typedef struct
{
  guint order;       /* of its section in the document */
  char *section;     /* id in the template */
  const char *field; /* (nullable): NULL: the section's own text; else what of, timeline, learned,
                          action, summary, happened, doing */
  char *item;        /* (nullable) the factor, lesson or action: its id in hex */
  const char *scope;
  char *text;
} MatoiHintText;

typedef struct
{
  guint order;
  char *section;
  const char *field; /* (nullable) as above */
  char *item;        /* (nullable) */
  char *text;        /* the words that were found */
  guint line;        /* in which they stand, from 1 */
  gboolean dismissed;
  MatoiWordingHit hit; /* in the text of the field; borrows from the MatoiWording */
} MatoiHint;

/* The texts of the timeline, or all others. (transfer full) of MatoiHintText */
GPtrArray *matoi_hints_collect (const MatoiIncident *incident, gboolean timeline);
/* The people of the incident: blame words count next to a name only. (transfer full) */
GStrv matoi_hints_dup_names (const MatoiIncident *incident);
/* In any thread. (transfer full) of MatoiHint, as they stand in the document */
GPtrArray *matoi_hints_find (const MatoiWording *wording,
                             GPtrArray *texts,
                             GPtrArray *timeline,
                             const char *const *names);
/* Which of them somebody put aside. */
void matoi_hints_mark_dismissed (GPtrArray *hints, const MatoiIncident *incident);

G_END_DECLS
