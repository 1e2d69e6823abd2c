/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-post.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* What is being written to one audience of one incident, kept while the window lives. */
typedef struct
{
  char *audience, *stage, *lang;
  GtkTextBuffer *buffer;
  char *composed;     /* the text Matoi proposed last */
  char *time_text;    /* as it stands in the text */
  gint64 minutes;     /* 0: a time was typed */
  gint64 next_at;     /* when the next post is promised */
  GHashTable *ticked; /* set of part ids the person ticked by hand */
  char *url;
  gboolean has_source; /* continues a draft that is on the record: */
  MatoiId source;
} MatoiPostDraft;

MatoiPostDraft *matoi_post_draft_new (MatoiSession *session, const char *audience);
void matoi_post_draft_free (MatoiPostDraft *draft);
char *matoi_post_draft_dup_text (MatoiPostDraft *draft);
gboolean matoi_post_draft_is_touched (MatoiPostDraft *draft);
void matoi_post_draft_get_post (MatoiPostDraft *draft, MatoiSession *session, MatoiPost *post);
void matoi_post_draft_fill (MatoiPostDraft *draft, MatoiSession *session);
void matoi_post_draft_renew (MatoiPostDraft *draft, MatoiSession *session);
void matoi_post_draft_set_stage (MatoiPostDraft *draft, MatoiSession *session, const char *stage);
void matoi_post_draft_set_lang (MatoiPostDraft *draft, MatoiSession *session, const char *lang);
void matoi_post_draft_set_time (MatoiPostDraft *draft,
                                MatoiSession *session,
                                gint64 minutes,
                                gint64 next_at);
void matoi_post_draft_add_line (MatoiPostDraft *draft, const char *line);
void
matoi_post_draft_load (MatoiPostDraft *draft, MatoiSession *session, const MatoiUpdate *update);
const MatoiUpdate *matoi_post_draft_get_source (MatoiPostDraft *draft, MatoiSession *session);

G_END_DECLS
