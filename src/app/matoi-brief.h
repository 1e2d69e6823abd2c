/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* What there is to say of one incident without opening it: for a preview, and to compare two of
 * them. Plain data: it may outlive the incident and the context, and go from thread to thread. */

typedef struct
{
  char *label; /* "SEV-1" */
  guint rank;  /* 0: unknown */
  gint64 from, to;
} MatoiBriefSpan;

typedef struct
{
  gint64 at;
  const char *kind; /* as for matoi_picture_add_mark () */
} MatoiBriefMark;

typedef struct
{
  char *role, *person; /* role: its name in the language of the locale */
} MatoiBriefPerson;

typedef struct
{
  char *text;
  const char *state; /* translated */
  gboolean open;
} MatoiBriefAction;

typedef struct
{
  MatoiId id;
  gint64 at;
  char *kind, *text;
} MatoiBriefEntry;

/* As insights count them. */
typedef enum
{
  MATOI_BRIEF_DETECT,
  MATOI_BRIEF_DECLARE,
  MATOI_BRIEF_MITIGATE,
  MATOI_BRIEF_RESOLVE,
  MATOI_BRIEF_N_TIMES
} MatoiBriefTime;

typedef struct
{
  MatoiId id;
  char *ref, *title; /* title: the codename of a confidential one */
  char *severity;    /* (nullable) the label that counts */
  guint rank;        /* of it; 0: unknown */
  gboolean drill, security, live;
  gint64 from, to;                   /* ms UTC, of all there is; to: now while it is live */
  gint64 times[MATOI_BRIEF_N_TIMES]; /* ms; MATOI_TIME_NONE: not known */
  GArray *spans;                     /* of MatoiBriefSpan, by time */
  GArray *marks;                     /* of MatoiBriefMark */
  GPtrArray *people;                 /* of MatoiBriefPerson, each once */
  GPtrArray *actions;                /* of MatoiBriefAction */
  GPtrArray *entries;                /* of MatoiBriefEntry: decisions and what was confirmed */
  GStrv services, causes;
  GStrv seen_before;            /* references of incidents that were the same */
  char *summary;                /* "" if nobody wrote one */
  const char *postmortem_state; /* (nullable) translated */
} MatoiBrief;

/* Pure. (transfer full) */
MatoiBrief *matoi_brief_new (const MatoiIncident *incident, gint64 now);
void matoi_brief_free (MatoiBrief *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiBrief, matoi_brief_free)

/* Reads one in a thread of its own with a connection of its own: whoever writes does not wait for
 * it. MATOI_ERROR_NOT_FOUND if the identity of the context may not know of it (HIS-07). */
void matoi_context_read_brief_async (MatoiContext *self,
                                     const MatoiId *incident,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
MatoiBrief *
matoi_context_read_brief_finish (MatoiContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
