/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-prose.h"
#include "matoi-session.h"
#include "matoi-wording-watch.h"

G_BEGIN_DECLS

/* One element of a list of the document, such as a factor or a lesson, which a person writes in
 * place: recorded once something is typed, and removed with a way back.
 *
 * Signals: "settled": it was recorded or refused; "vanish": a new one is not wanted. */
#define MATOI_TYPE_ELEMENT (matoi_element_get_type ())
G_DECLARE_DERIVABLE_TYPE (MatoiElement, matoi_element, MATOI, ELEMENT, GtkWidget)

/* @recorded is what the document holds, a MatoiFactor or MatoiLearned: it begins with its id. */
struct _MatoiElementClass
{
  GtkWidgetClass parent_class;

  const char *command; /* that writes it */
  const char *event;   /* that makes it */
  GPtrArray *(*get_all) (const MatoiPostmortem *postmortem);
  gboolean (*is_removed) (gconstpointer recorded);
  /* Shows what is recorded (NULL: nothing yet); what is typed stays. */
  void (*show) (MatoiElement *self, gconstpointer recorded_or_null, gboolean may_write);
  /* Puts what is typed into @command. */
  void (*fill) (MatoiElement *self, MatoiCommand *command);
  gboolean (*is_same) (MatoiElement *self, gconstpointer recorded);
  /* Whether there is too little to record a new one; says so where that helps. */
  gboolean (*is_blank) (MatoiElement *self);
};

/* What a template has for it. */
typedef struct
{
  GtkWidget *body, *removed, *remove, *undo;
  GtkLabel *message;
} MatoiElementParts;

void matoi_element_begin (MatoiElement *self,
                          MatoiSession *session,
                          const MatoiElementParts *parts,
                          gconstpointer recorded_or_null);
MatoiProse *
matoi_element_add_prose (MatoiElement *self, GtkBox *box, guint lines, const char *field);
MatoiSession *matoi_element_get_session (MatoiElement *self);
GtkLabel *matoi_element_get_message (MatoiElement *self);
MatoiCommand *matoi_element_new_command (MatoiElement *self);
gboolean matoi_element_is_there (MatoiElement *self);
void matoi_element_focus (MatoiElement *self);
void matoi_element_flush (MatoiElement *self);

/* The elements in one box of a page. */
MatoiElement *matoi_element_list_get_first (GtkBox *list);
MatoiElement *matoi_element_get_next (MatoiElement *self);
MatoiElement *matoi_element_list_find_new (GtkBox *list);
void matoi_element_list_add (GtkBox *list, MatoiElement *element);
typedef MatoiElement *(*MatoiElementMake) (gpointer page, GtkBox *list, gconstpointer recorded);
void
matoi_element_list_show (GtkBox *list, GPtrArray *recorded, MatoiElementMake make, gpointer page);
void matoi_element_list_flush (GtkBox *list);
void matoi_element_list_clear (GtkBox *list);
gboolean matoi_element_list_select (GtkBox *list, gsize offset, gsize length);

G_END_DECLS
