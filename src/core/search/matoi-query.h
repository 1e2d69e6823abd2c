/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-error.h"
#include "matoi-time.h"

G_BEGIN_DECLS

/* What somebody looks for: words, "phrases", -without, beginnings*, and filters such as sev:1,2.
 * Several words: each of them must be there. */

typedef struct
{
  char *text;
  gboolean prefix;  /* the last word is only a beginning */
  gboolean exclude; /* must not be there */
} MatoiQueryTerm;

/* Where in the text something stands, in bytes. */
typedef struct
{
  gsize at, length;
} MatoiQueryPlace;

/* A severity or a policy, of which only the file knows whether there is one (matoi_query_know ()). */
typedef struct
{
  gboolean policy; /* or else a severity */
  char *text;
  gboolean begun; /* somebody is still typing it */
  MatoiQueryPlace place;
} MatoiQueryWish;

/* Filters of the same kind are alternatives, of different kinds all must fit. */
typedef struct
{
  GPtrArray *terms;                                         /* of MatoiQueryTerm */
  GStrv severities, services, states, ics, kinds, policies; /* each (nullable) */
  gint64 after, before; /* ms UTC; before is exclusive; MATOI_TIME_NONE: not limited */
  gboolean has_action;
  GArray *wishes; /* of MatoiQueryWish */
} MatoiQuery;

#define MATOI_QUERY_MAX_BYTES (10 * 1024)

MatoiQuery *matoi_query_parse (const char *text,
                               gboolean typing,
                               GTimeZone *zone,
                               MatoiQueryPlace *place,
                               GError **error);
void matoi_query_free (MatoiQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiQuery, matoi_query_free)

gboolean matoi_query_has_filters (const MatoiQuery *query);
gboolean matoi_query_know (MatoiQuery *query,
                           GPtrArray *severities,
                           GPtrArray *policies,
                           MatoiQueryPlace *place,
                           GError **error);
char *matoi_query_dup_match (const MatoiQuery *query);
char *matoi_query_dup_without (const MatoiQuery *query);
/* One place in a text where a term stands, in bytes. */
typedef struct
{
  gsize start, end;
} MatoiQueryHit;
GArray *matoi_query_find_hits (const MatoiQuery *query, const char *text);
char *matoi_query_dup_snippet (const MatoiQuery *query, const char *text);

G_END_DECLS
