/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-database.h"
#include "matoi-incident.h"

G_BEGIN_DECLS

/* matoi-search-tokenizer.c: for each connection, before the index is touched. */
gboolean matoi_search_register (MatoiDatabase *db, GError **error);

/* matoi-search-index.c: keeps the index like the rows it is made of, inside the caller's
 * transaction. What was noted is written at its end, all at once. */
typedef struct _MatoiSearchChanges
{
  GArray *forgotten; /* of rows with their old text */
  GArray *learned;   /* of gint64 */
  GHashTable *stale; /* gint64 → char *: noted rows nobody has told the new text of yet */
} MatoiSearchChanges;

void matoi_search_changes_init (MatoiSearchChanges *changes);
void matoi_search_changes_clear (MatoiSearchChanges *changes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MatoiSearchChanges, matoi_search_changes_clear)
gboolean matoi_search_note (MatoiDatabase *db,
                            MatoiSearchChanges *changes,
                            gint64 id,
                            const char *text_or_null,
                            GError **error);
/* For many rows of an incident: all that are there, then the text each has from now on (TRUE: it
 * is another one), then what is left over goes. @table: "action" or "passage". */
gboolean matoi_search_note_rows (MatoiDatabase *db,
                                 MatoiSearchChanges *changes,
                                 const char *table,
                                 gint64 incident,
                                 GError **error);
gboolean matoi_search_note_text (MatoiSearchChanges *changes, gint64 id, const char *text);
void matoi_search_drop_stale (MatoiSearchChanges *changes);
gboolean matoi_search_delete_stale (MatoiDatabase *db, MatoiSearchChanges *changes, GError **error);
gboolean matoi_search_write (MatoiDatabase *db, MatoiSearchChanges *changes, GError **error);
gboolean matoi_search_forget_incident (MatoiDatabase *db, const MatoiId *incident, GError **error);
gboolean matoi_search_learn_incident (MatoiDatabase *db, gint64 incident, GError **error);
gboolean matoi_search_forget_all (MatoiDatabase *db, GError **error);
gboolean matoi_search_scrub (MatoiDatabase *db, GError **error);

/* matoi-search-rebuild.c: the span of rows that is not in the index yet. */
gboolean matoi_search_get_gap (MatoiDatabase *db, gint64 *low, gint64 *high, GError **error);
gboolean matoi_search_set_gap (MatoiDatabase *db, gint64 low, gint64 high, GError **error);
gboolean matoi_search_check_whole (MatoiDatabase *db, GError **error);
/* Before anything is written: an index of other tokens is emptied, and filled like a damaged one. */
void matoi_search_check_tokens (MatoiDatabase *db);

/* matoi-passages.c: what was written besides entries, TODOs and action items. (transfer full) */
typedef struct
{
  gint64 seq; /* of the event it came with */
  const char *kind;
  MatoiId id; /* of the event */
  gint64 at;
  char *text;
} MatoiPassage;
GPtrArray *matoi_passages_of (const MatoiIncident *incident);

G_END_DECLS
