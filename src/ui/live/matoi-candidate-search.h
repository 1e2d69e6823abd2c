/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-candidates.h"
#include "matoi-known-people.h"
#include "matoi-line-place.h"

G_BEGIN_DECLS

/* One search. */
typedef struct
{
  MatoiKnownPeople *people;
  const MatoiIncident *incident;
  const MatoiLinePlace *place;
  char *typed;  /* as it is */
  char *folded; /* without width, case, kana and blanks */
  GPtrArray *items;
} MatoiCandidateSearch;

/* 0 fits best; -1 does not fit. */
int matoi_candidate_search_score (MatoiCandidateSearch *search,
                                  const char *name,
                                  const char *reading_or_null);
/* Everything that fits at the place, not sorted. */
void matoi_candidate_search_run (MatoiCandidateSearch *search);

G_END_DECLS
