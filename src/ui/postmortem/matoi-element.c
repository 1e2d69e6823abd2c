/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-element.h"

#include "matoi-lessons.h"

typedef struct
{
  MatoiProse *prose;
  const char *field; /* of a MatoiHint */
} Text;

typedef struct
{
  MatoiElementParts parts;
  GArray *texts; /* of Text */
  MatoiSession *session;
  MatoiWordingWatch *watch;
  MatoiId id;
  gboolean has_id;     /* FALSE: not recorded yet */
  gboolean busy;       /* a command is on its way */
  MatoiCommand *later; /* (nullable) what is to be recorded when it has arrived */
  gboolean removed_here;
} MatoiElementPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MatoiElement, matoi_element, GTK_TYPE_WIDGET)

enum
{
  SETTLED,
  VANISH,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static MatoiElementPrivate *
get_private (MatoiElement *self)
{
  return matoi_element_get_instance_private (self);
}

/* (nullable) */
static gconstpointer
find_in (GPtrArray *recorded, const MatoiId *id)
{
  for (guint i = 0; recorded && i < recorded->len; i++)
    if (matoi_id_equal (g_ptr_array_index (recorded, i), id))
      return g_ptr_array_index (recorded, i);
  return NULL;
}

static gconstpointer
find_recorded (MatoiElement *self)
{
  MatoiElementPrivate *priv = get_private (self);
  const MatoiPostmortem *postmortem = matoi_session_get_incident (priv->session)->postmortem;

  return priv->has_id && postmortem
           ? find_in (MATOI_ELEMENT_GET_CLASS (self)->get_all (postmortem), &priv->id)
           : NULL;
}

/* --- showing */

static void
show_hits (MatoiElement *self)
{
  MatoiElementPrivate *priv = get_private (self);
  char item[MATOI_ID_TEXT_LENGTH + 1];

  if (!priv->has_id)
    return;
  matoi_id_to_text (&priv->id, item);
  for (guint i = 0; i < priv->texts->len; i++)
    {
      const Text *text = &g_array_index (priv->texts, Text, i);
      g_autoptr (GPtrArray) hits =
        matoi_wording_watch_dup_hits (priv->watch, NULL, text->field, item);

      matoi_prose_set_hits (text->prose, hits);
    }
}

static void
show (MatoiElement *self, gconstpointer recorded)
{
  MatoiElementPrivate *priv = get_private (self);
  gboolean may_write = matoi_lessons_may_write (priv->session);

  priv->removed_here &= recorded && MATOI_ELEMENT_GET_CLASS (self)->is_removed (recorded);
  gtk_widget_set_visible (priv->parts.removed, priv->removed_here);
  gtk_widget_set_visible (priv->parts.body, !priv->removed_here);
  gtk_widget_set_visible (priv->parts.remove, may_write);
  for (guint i = 0; i < priv->texts->len; i++)
    matoi_prose_set_editable (g_array_index (priv->texts, Text, i).prose, may_write);
  MATOI_ELEMENT_GET_CLASS (self)->show (self, recorded, may_write);
}

static void
fail (MatoiElement *self)
{
  MatoiElementPrivate *priv = get_private (self);

  for (guint i = 0; i < priv->texts->len; i++)
    matoi_prose_fail (g_array_index (priv->texts, Text, i).prose);
}

/* --- recording */

static void save (MatoiElement *self);

typedef struct
{
  MatoiElement *element;
  MatoiSession *session; /* the element may be gone by the time it is answered */
} Order;

static void submit (MatoiElement *self, MatoiSession *session, MatoiCommand *command);

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  MatoiElement *self = order->element;
  MatoiElementPrivate *priv = get_private (self);
  MatoiCommand *later = g_steal_pointer (&priv->later);
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  priv->busy = FALSE;
  if (receipt && !priv->has_id)
    priv->has_id =
      matoi_lessons_find_new (receipt, MATOI_ELEMENT_GET_CLASS (self)->event, &priv->id);
  if (later && priv->has_id)
    matoi_lessons_set_id (later, "id", &priv->id);
  /* Else another postmortem is shown meanwhile, or the window is gone. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)))
    {
      matoi_lessons_show_refusal (priv->parts.message, error);
      priv->removed_here &= !error;
      if (error)
        fail (self);
      show (self, find_recorded (self));
      g_signal_emit (self, signals[SETTLED], 0);
    }
  /* What was typed meanwhile is not lost, wherever the person is by now. */
  if (later)
    submit (self, order->session, later);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (order->element);
  g_object_unref (order->session);
  g_free (order);
}

/* Takes @command. */
static void
submit (MatoiElement *self, MatoiSession *session, MatoiCommand *command)
{
  MatoiElementPrivate *priv = get_private (self);
  Order *order;

  if (priv->busy)
    {
      g_clear_pointer (&priv->later, matoi_command_free);
      priv->later = command;
      return;
    }
  order = g_new0 (Order, 1);
  order->element = g_object_ref (self);
  order->session = g_object_ref (session);
  priv->busy = TRUE;
  matoi_session_submit_async (session, command, on_submitted, order);
}

/* (transfer full): one that writes this element. */
MatoiCommand *
matoi_element_new_command (MatoiElement *self)
{
  MatoiElementPrivate *priv = get_private (self);
  MatoiCommand *command =
    matoi_session_new_command (priv->session, MATOI_ELEMENT_GET_CLASS (self)->command);

  if (priv->has_id)
    matoi_lessons_set_id (command, "id", &priv->id);
  return command;
}

/* Nothing is recorded of one that nobody wrote. */
static void
save (MatoiElement *self)
{
  MatoiElementPrivate *priv = get_private (self);
  gconstpointer recorded = find_recorded (self);
  MatoiCommand *command;

  if (!priv->busy && recorded && MATOI_ELEMENT_GET_CLASS (self)->is_same (self, recorded))
    {
      show (self, recorded);
      return;
    }
  if (!priv->has_id && !priv->busy && MATOI_ELEMENT_GET_CLASS (self)->is_blank (self))
    {
      fail (self);
      return;
    }
  command = matoi_element_new_command (self);
  MATOI_ELEMENT_GET_CLASS (self)->fill (self, command);
  submit (self, priv->session, command);
}

static void
set_removed (MatoiElement *self, gboolean removed)
{
  MatoiElementPrivate *priv = get_private (self);
  MatoiCommand *command = matoi_element_new_command (self);

  matoi_command_set_flag (command, "removed", removed);
  submit (self, priv->session, command);
}

static void
on_remove (MatoiElement *self)
{
  MatoiElementPrivate *priv = get_private (self);

  if (priv->busy)
    return;
  if (!priv->has_id)
    {
      g_signal_emit (self, signals[VANISH], 0);
      return;
    }
  priv->removed_here = TRUE;
  set_removed (self, TRUE);
  gtk_widget_set_visible (priv->parts.removed, TRUE);
  gtk_widget_grab_focus (priv->parts.undo);
}

static void
on_undo (MatoiElement *self)
{
  if (!get_private (self)->busy)
    set_removed (self, FALSE);
}

/* --- for those who are one */

/* Once, when the parts of the template are there. */
void
matoi_element_begin (MatoiElement *self,
                     MatoiSession *session,
                     const MatoiElementParts *parts,
                     gconstpointer recorded)
{
  MatoiElementPrivate *priv = get_private (self);

  priv->parts = *parts;
  priv->session = g_object_ref (session);
  priv->watch = matoi_wording_watch_get (session);
  priv->has_id = recorded != NULL;
  if (recorded)
    priv->id = *(const MatoiId *) recorded;
  g_signal_connect_object (parts->remove, "clicked", G_CALLBACK (on_remove), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (parts->undo, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->watch, "checked", G_CALLBACK (show_hits), self, G_CONNECT_SWAPPED);
  show (self, recorded);
  show_hits (self);
}

/* A text of the element, at the end of @box; @field: as in matoi-hints.h. (transfer none) */
MatoiProse *
matoi_element_add_prose (MatoiElement *self, GtkBox *box, guint lines, const char *field)
{
  const Text text = { MATOI_PROSE (matoi_prose_new ("", lines)), field };

  gtk_widget_set_hexpand (GTK_WIDGET (text.prose), TRUE);
  gtk_box_append (box, GTK_WIDGET (text.prose));
  g_signal_connect_object (text.prose, "save", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_array_append_val (get_private (self)->texts, text);
  return text.prose;
}

MatoiSession *
matoi_element_get_session (MatoiElement *self)
{
  return get_private (self)->session;
}

GtkLabel *
matoi_element_get_message (MatoiElement *self)
{
  return get_private (self)->parts.message;
}

/* FALSE for one that was removed here and can still be taken back. */
gboolean
matoi_element_is_there (MatoiElement *self)
{
  return !get_private (self)->removed_here;
}

/* Puts the keyboard into its first text. */
void
matoi_element_focus (MatoiElement *self)
{
  matoi_lessons_focus (GTK_WIDGET (g_array_index (get_private (self)->texts, Text, 0).prose));
}

/* Asks for everything typed to be recorded. */
void
matoi_element_flush (MatoiElement *self)
{
  GArray *texts = get_private (self)->texts;

  for (guint i = 0; i < texts->len; i++)
    matoi_prose_flush (g_array_index (texts, Text, i).prose);
}

/* --- the elements of a box */

/* (nullable) */
MatoiElement *
matoi_element_list_get_first (GtkBox *list)
{
  return (MatoiElement *) gtk_widget_get_first_child (GTK_WIDGET (list));
}

/* (nullable) */
MatoiElement *
matoi_element_get_next (MatoiElement *self)
{
  return (MatoiElement *) gtk_widget_get_next_sibling (GTK_WIDGET (self));
}

/* (nullable) the one that is still to be written. */
MatoiElement *
matoi_element_list_find_new (GtkBox *list)
{
  for (MatoiElement *one = matoi_element_list_get_first (list); one;
       one = matoi_element_get_next (one))
    if (!get_private (one)->has_id && !get_private (one)->busy)
      return one;
  return NULL;
}

static MatoiElement *
find_shown (GtkBox *list, const MatoiId *id)
{
  for (MatoiElement *one = matoi_element_list_get_first (list); one;
       one = matoi_element_get_next (one))
    if (get_private (one)->has_id && matoi_id_equal (&get_private (one)->id, id))
      return one;
  return NULL;
}

/* The id of one that is being recorded comes with the answer; until then it looks unknown. */
static gboolean
has_pending (GtkBox *list)
{
  for (MatoiElement *one = matoi_element_list_get_first (list); one;
       one = matoi_element_get_next (one))
    if (!get_private (one)->has_id && get_private (one)->busy)
      return TRUE;
  return FALSE;
}

/* What somebody else adds comes before the one that is still to be written. */
void
matoi_element_list_add (GtkBox *list, MatoiElement *element)
{
  MatoiElement *draft = get_private (element)->has_id ? matoi_element_list_find_new (list) : NULL;

  gtk_box_append (list, GTK_WIDGET (element));
  if (draft)
    gtk_box_reorder_child_after (list, GTK_WIDGET (element),
                                 gtk_widget_get_prev_sibling (GTK_WIDGET (draft)));
}

/* Shows those of @recorded in @list, each in its place; @make is asked for those that are not there
 * yet, and adds them. */
void
matoi_element_list_show (GtkBox *list, GPtrArray *recorded, MatoiElementMake make, gpointer page)
{
  gboolean pending = has_pending (list);
  MatoiElement *next;

  for (MatoiElement *one = matoi_element_list_get_first (list); one; one = next)
    {
      MatoiElementPrivate *priv = get_private (one);
      gconstpointer found = find_in (recorded, &priv->id);

      next = matoi_element_get_next (one);
      if (priv->has_id && !priv->removed_here &&
          (!found || MATOI_ELEMENT_GET_CLASS (one)->is_removed (found)))
        gtk_box_remove (list, GTK_WIDGET (one));
    }
  for (guint i = 0; i < recorded->len; i++)
    {
      gconstpointer one = g_ptr_array_index (recorded, i);
      MatoiElement *shown = find_shown (list, one);

      if (shown)
        show (shown, one);
      else if (!pending)
        make (page, list, one);
    }
}

void
matoi_element_list_flush (GtkBox *list)
{
  for (MatoiElement *one = matoi_element_list_get_first (list); one;
       one = matoi_element_get_next (one))
    matoi_element_flush (one);
}

void
matoi_element_list_clear (GtkBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))))
    gtk_box_remove (list, child);
}

/* Selects the words a hint is about, in the first text that has one there. */
gboolean
matoi_element_list_select (GtkBox *list, gsize offset, gsize length)
{
  for (MatoiElement *one = matoi_element_list_get_first (list); one;
       one = matoi_element_get_next (one))
    {
      MatoiElementPrivate *priv = get_private (one);
      char item[MATOI_ID_TEXT_LENGTH + 1];

      if (!priv->has_id)
        continue;
      matoi_id_to_text (&priv->id, item);
      for (guint i = 0; i < priv->texts->len; i++)
        {
          const Text *text = &g_array_index (priv->texts, Text, i);
          g_autoptr (GPtrArray) hits =
            matoi_wording_watch_dup_hits (priv->watch, NULL, text->field, item);

          if (!matoi_lessons_find_hit (hits, offset, length))
            continue;
          matoi_prose_select (text->prose, offset, length);
          return TRUE;
        }
    }
  return FALSE;
}

/* --- the object */

static void
matoi_element_finalize (GObject *object)
{
  MatoiElementPrivate *priv = get_private (MATOI_ELEMENT (object));

  g_clear_pointer (&priv->later, matoi_command_free);
  g_clear_object (&priv->watch);
  g_clear_object (&priv->session);
  g_array_unref (priv->texts);
  G_OBJECT_CLASS (matoi_element_parent_class)->finalize (object);
}

static void
matoi_element_class_init (MatoiElementClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_element_finalize;
  signals[SETTLED] =
    g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VANISH] =
    g_signal_new ("vanish", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_element_init (MatoiElement *self)
{
  get_private (self)->texts = g_array_new (FALSE, FALSE, sizeof (Text));
}
