/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The marks of a MatoiPicture. */

/* Kinds by how much they tell: of several in one place the first one gives its look. */
typedef enum
{
  MATOI_MARK_SEVERITY,
  MATOI_MARK_DETECTION,
  MATOI_MARK_DECISION,
  MATOI_MARK_UPDATE,
  MATOI_MARK_ACTION,
  MATOI_MARK_FACT,
  MATOI_MARK_HYPOTHESIS,
  MATOI_MARK_TODO,
  MATOI_MARK_SYSTEM,
  MATOI_N_MARKS,
} MatoiMarkKind;

/* Marks that would cover each other are one group. */
typedef struct
{
  double x;  /* of the first of them, from the left as the time runs */
  gint64 at; /* of the one that is drawn */
  guint n;
  MatoiMarkKind kind;
} MatoiMarkGroup;

typedef struct _MatoiMarks MatoiMarks;

MatoiMarks *matoi_marks_new (void);
void matoi_marks_free (MatoiMarks *marks);
void matoi_marks_clear (MatoiMarks *marks);
gboolean matoi_marks_add (MatoiMarks *marks, gint64 at, const char *kind);
GArray *
matoi_marks_place (MatoiMarks *marks, gint64 from, gint64 to, int width); /* of MatoiMarkGroup */
const MatoiMarkGroup *matoi_marks_find (MatoiMarks *marks, double x);

/* What the style sheet says; see matoi-picture.h. */
#define MATOI_N_RANKS 6

typedef struct
{
  GdkRGBA bands[MATOI_N_RANKS], marks[MATOI_N_MARKS], now, tick;
} MatoiPictureColours;

void matoi_picture_colours_read (MatoiPictureColours *colours, GtkWidget *widget);
void matoi_mark_draw (cairo_t *cr,
                      MatoiMarkKind kind,
                      const GdkRGBA *colour,
                      double x,
                      double y,
                      guint n);

G_END_DECLS
