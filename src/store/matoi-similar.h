/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-store.h"

G_BEGIN_DECLS

/* An incident that is like another one, and why. */
typedef struct
{
  MatoiId incident;
  char *ref, *title; /* title: the codename of a confidential one */
  int percent;       /* 1 … 100 */
  GStrv
    words; /* that stand in both, as they are written in the one asked about, the rarest first */
  GStrv services; /* of both */
  GStrv causes;   /* contributing factors of both */
} MatoiSimilar;
void matoi_similar_free (MatoiSimilar *similar);

/* The @limit incidents that are most like @incident, the most similar first: by rare words of what
 * it is about, by services and by causes. Drills are compared with drills. Those @person may not
 * know of are not there (HIS-07). (transfer full) of MatoiSimilar */
GPtrArray *matoi_store_list_similar (MatoiStore *store,
                                     const MatoiId *incident,
                                     const char *person,
                                     guint limit,
                                     GError **error);

G_END_DECLS
