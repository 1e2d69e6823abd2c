/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-roster-items.h"

G_BEGIN_DECLS

/* Somebody who might be meant. */
typedef struct
{
  char *name, *note;             /* note: what is known of them, or "" */
  char *folded, *folded_reading; /* for matching, see matoi_directory_fold () */
  gboolean offered;              /* said that they can respond (DEC-05) */
  int rank;                      /* the higher, the likelier */
} MatoiRosterCandidate;

/* Everybody of the directory and whoever was seen in the incident, the likeliest for
 * @role_or_null first, without those who hold it. (transfer full) of MatoiRosterCandidate */
GPtrArray *matoi_roster_candidates (MatoiSession *session,
                                    MatoiDirectory *directory,
                                    const char *role_or_null);

G_END_DECLS
