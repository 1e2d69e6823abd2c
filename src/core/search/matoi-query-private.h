/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-query.h"

G_BEGIN_DECLS

typedef struct
{
  MatoiQuery *query;
  const char *text, *p;
  gboolean typing;
  GTimeZone *zone;
  MatoiQueryPlace *place;
  GError **error;
} MatoiQueryParser;

/* FALSE with the error @why (taken), which is from @from to @to. */
gboolean matoi_query_refuse (MatoiQueryParser *parser, const char *from, const char *to, char *why);

/* --- matoi-query-filters.c: one name:value, from where to where */
typedef struct
{
  const char *from, *to;
  const char *value;
} MatoiQueryFilter;

gboolean matoi_query_is_filter (const char *name);
gboolean matoi_query_take_filter (MatoiQueryParser *parser,
                                  const MatoiQueryFilter *filter,
                                  const char *name);

/* --- matoi-query-values.c: the values of filters, as people write them */

typedef enum
{
  MATOI_QUERY_STATE,
  MATOI_QUERY_KIND,
} MatoiQueryClosed;

/* Adds to @list what @value means, or what it is the beginning of if it is @begun. FALSE with @why (transfer full), a
 * sentence: it means nothing. */
gboolean matoi_query_read_closed (MatoiQueryClosed which,
                                  const char *value,
                                  gboolean begun,
                                  GStrv *list,
                                  char **why);
/* The same for a day in @zone, up to the part that is whole; MATOI_TIME_NONE: none is. */
gboolean
matoi_query_read_day (const char *value, gboolean begun, GTimeZone *zone, gint64 *ms, char **why);
void matoi_query_add_value (GStrv *list, const char *value);

G_END_DECLS
