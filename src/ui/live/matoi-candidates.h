/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-session.h"

G_BEGIN_DECLS

/* What may stand at one place of a line. */
typedef struct
{
  char *insert; /* what takes the place of what is typed */
  char *title;
  char *hint;       /* "" or what follows it, or another name for it */
  char *note;       /* "" or what it means */
  const char *icon; /* (nullable) */
  gboolean person;  /* shown with a face */
  gboolean more;    /* something may follow: a blank is put behind */
  int score;        /* 0 fits best */
} MatoiCandidate;

/* From where to where it goes, in characters of the line. */
typedef struct
{
  GPtrArray *items; /* of MatoiCandidate, the best first; may be empty */
  guint start, end;
} MatoiCandidateList;

/* The names an incident knows: its own, and the team's. */
typedef struct _MatoiCandidates MatoiCandidates;

MatoiCandidates *matoi_candidates_new (MatoiSession *session);
void matoi_candidates_free (MatoiCandidates *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiCandidates, matoi_candidates_free)

void matoi_candidates_learn (MatoiCandidates *self, GPtrArray *events, gboolean folded_again);
void matoi_candidates_forget_directory (MatoiCandidates *self);

MatoiCandidateList *matoi_candidates_find (MatoiCandidates *self, const char *line, guint cursor);
void matoi_candidate_list_free (MatoiCandidateList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiCandidateList, matoi_candidate_list_free)

const char *matoi_candidates_match_audience (const char *text);
char *matoi_candidates_dup_quoted (MatoiCandidates *self, const char *line);

G_END_DECLS
