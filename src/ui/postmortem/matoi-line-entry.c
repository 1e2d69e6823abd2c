/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-line-entry.h"

struct _MatoiLineEntry
{
  GtkEntry parent_instance;
  char *durable; /* what is recorded; never NULL */
  char *offered; /* (nullable) what is about to be */
};

G_DEFINE_FINAL_TYPE (MatoiLineEntry, matoi_line_entry, GTK_TYPE_ENTRY)

enum
{
  SAVE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What is typed, without the blanks around it. (transfer full) */
char *
matoi_line_entry_dup_text (MatoiLineEntry *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}

gboolean
matoi_line_entry_is_saved (MatoiLineEntry *self)
{
  g_autofree char *text = matoi_line_entry_dup_text (self);

  return g_strcmp0 (text, self->durable) == 0;
}

/* What is durable now; what the person typed since stays. */
void
matoi_line_entry_set_text (MatoiLineEntry *self, const char *durable)
{
  g_autofree char *text = matoi_line_entry_dup_text (self);
  gboolean untouched = g_strcmp0 (text, self->durable) == 0 || g_strcmp0 (text, self->offered) == 0;

  g_return_if_fail (MATOI_IS_LINE_ENTRY (self));

  if (g_strcmp0 (durable, self->durable) != 0)
    {
      g_free (self->durable);
      self->durable = g_strdup (durable);
    }
  g_clear_pointer (&self->offered, g_free);
  if (untouched && g_strcmp0 (text, durable) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), durable);
}

/* Forgets what was typed: @text is about something else. */
void
matoi_line_entry_reset (MatoiLineEntry *self, const char *text)
{
  g_return_if_fail (MATOI_IS_LINE_ENTRY (self));

  g_clear_pointer (&self->offered, g_free);
  g_free (self->durable);
  self->durable = g_strdup (text);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

/* It was refused: it stays, and is offered again with the next Enter or flush. */
void
matoi_line_entry_fail (MatoiLineEntry *self)
{
  g_clear_pointer (&self->offered, g_free);
}

/* Asks to record what is typed, if it is not recorded yet. */
void
matoi_line_entry_flush (MatoiLineEntry *self)
{
  g_autofree char *text = matoi_line_entry_dup_text (self);

  if (g_strcmp0 (text, self->offered) == 0 || g_strcmp0 (text, self->durable) == 0 ||
      !gtk_editable_get_editable (GTK_EDITABLE (self)))
    return;
  g_free (self->offered);
  self->offered = g_strdup (text);
  g_signal_emit (self, signals[SAVE], 0, text);
}

static void
matoi_line_entry_finalize (GObject *object)
{
  MatoiLineEntry *self = MATOI_LINE_ENTRY (object);

  g_free (self->durable);
  g_free (self->offered);
  G_OBJECT_CLASS (matoi_line_entry_parent_class)->finalize (object);
}

static void
matoi_line_entry_class_init (MatoiLineEntryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_line_entry_finalize;
  signals[SAVE] = g_signal_new ("save", MATOI_TYPE_LINE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
matoi_line_entry_init (MatoiLineEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->durable = g_strdup ("");
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (matoi_line_entry_flush), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "activate", G_CALLBACK (matoi_line_entry_flush), NULL);
}
