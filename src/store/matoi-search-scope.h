/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-database.h"
#include "matoi-query.h"

G_BEGIN_DECLS

typedef enum
{
  MATOI_SEARCH_SEVERITY,
  MATOI_SEARCH_SERVICE,
  MATOI_SEARCH_IC,
  MATOI_SEARCH_STATE,
  MATOI_SEARCH_POLICY,
  MATOI_SEARCH_KIND,
  MATOI_SEARCH_N_FILTERS
} MatoiSearchFilter;

/* Which rows a query asks for, as far as the person who asks may know of them (HIS-07). */
typedef struct
{
  MatoiDatabase *db;
  const MatoiQuery *query;
  const char *person;
  const MatoiId *within; /* (nullable) only of this incident */

  GHashTable *allowed; /* (nullable) set of rows of incidents that fit the filters; NULL: all */
  GHashTable *hidden;  /* set of rows of incidents that are not for this person */
  GHashTable *without; /* (nullable) set of what holds words that must not be there */
  char *match, *kinds; /* (nullable) the words for the index; the kinds, between commas */
  gint64 first, last;  /* rows of texts */
  GHashTable *known[MATOI_SEARCH_N_FILTERS]; /* (nullable) value → whether it is asked for */
} MatoiSearchScope;

gboolean matoi_search_scope_open (MatoiSearchScope *scope, GError **error);
void matoi_search_scope_clear (MatoiSearchScope *scope);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MatoiSearchScope, matoi_search_scope_clear)

/* The rows of texts, newest first: matoi_search_scope_next () gives each that is asked for, but for
 * what only the row itself tells: its kind and its time; then matoi_search_scope_end (). */
sqlite3_stmt *matoi_search_scope_read (MatoiSearchScope *scope, GError **error);
gboolean matoi_search_scope_next (MatoiSearchScope *scope,
                                  sqlite3_stmt *stmt,
                                  gint64 *row,
                                  gint64 *incident,
                                  GError **error);
void matoi_search_scope_end (sqlite3_stmt *stmt);
/* Whether only the row tells if it is asked for; then matoi_search_scope_fits () has to be asked. */
gboolean matoi_search_scope_needs_rows (const MatoiSearchScope *scope);
gboolean matoi_search_scope_fits (MatoiSearchScope *scope, const char *kind, gint64 at);

G_END_DECLS
