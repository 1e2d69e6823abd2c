/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

#include "matoi-prose.h"

G_BEGIN_DECLS

struct _MatoiProse
{
  GtkWidget parent_instance;
  GtkScrolledWindow *pro_scroller;
  GtkSourceView *pro_view;
  GtkLabel *pro_placeholder, *pro_problem;
  GtkTextBuffer *buffer;

  char *base;                  /* what is durable, as far as this text knows */
  GPtrArray *sent;             /* of char *: offered to be recorded, and not answered yet */
  char *waiting;               /* (nullable) durable, and comes in when the input method has done */
  gboolean showing;            /* the text is not being typed */
  gboolean composing, touched; /* touched: typed since the last offer */
  guint user_actions;
  gint64 first_key; /* of what is not offered yet, monotonic; 0: nothing */
  gsize bytes;      /* of the text when it was last looked at */
  guint save_id, answer_id, settle_id;

  GPtrArray *marks; /* of what is marked in the text, see matoi-prose-hits.c */
};

/* matoi-prose-save.c */
void matoi_prose_typed (MatoiProse *self);
void matoi_prose_set_composing (MatoiProse *self, gboolean composing);
void matoi_prose_clear_save (MatoiProse *self);

/* matoi-prose-paste.c */
void matoi_prose_set_up_paste (MatoiProse *self);

/* matoi-prose-look.c */
void matoi_prose_set_up_look (MatoiProse *self);

/* matoi-prose-hits.c */
void matoi_prose_set_up_hits (MatoiProse *self);
void matoi_prose_colour_hits (MatoiProse *self, gboolean dark);
void matoi_prose_clear_hits (MatoiProse *self);

G_END_DECLS
