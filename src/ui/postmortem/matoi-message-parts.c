/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-message-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-lessons.h"
#include "matoi-postmortem.h"
#include "matoi-prose.h"
#include "matoi-ui-text.h"

#define N_PARTS 3

static const struct
{
  const char *arg, *title, *guidance;
} parts[N_PARTS] = {
  { "summary", N_ ("Summary"),
    N_ ("One or two sentences: what did not work, for whom, how long. Say sorry.") },
  { "happened", N_ ("What Happened"),
    N_ ("In words of a customer. No host names, no tickets, no blame, nothing confidential.") },
  { "doing", N_ ("What We Do"),
    N_ ("What is mended, and what is coming. Promise only what is decided.") },
};

struct _MatoiMessageParts
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  MatoiProse *prose[N_PARTS];
  GtkLabel *message;
  const char *choice; /* (nullable) asked for and not recorded yet; static */
  guint to_save, saving, checking;
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (MatoiMessageParts, matoi_message_parts, GTK_TYPE_WIDGET)

enum
{
  TYPED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const MatoiExternal *
get_external (MatoiMessageParts *self)
{
  const MatoiPostmortem *postmortem =
    self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;

  return postmortem ? &postmortem->message : NULL;
}

static const char *
get_durable (const MatoiExternal *external, guint part)
{
  const char *const texts[N_PARTS] = { external->summary, external->happened, external->doing };

  return texts[part] ? texts[part] : "";
}

/* --- hints */

static gboolean
check (gpointer user_data)
{
  MatoiMessageParts *self = user_data;
  const char *scope;

  self->checking = 0;
  if (!self->session)
    return G_SOURCE_REMOVE;
  scope = matoi_session_get_incident (self->session)->security ? "security-public" : "public";
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *text = matoi_prose_dup_text (self->prose[i]);
      g_autoptr (GPtrArray) hits = matoi_lessons_check (self->session, text, scope);

      matoi_prose_set_hits (self->prose[i], hits);
    }
  return G_SOURCE_REMOVE;
}

static void
check_soon (MatoiMessageParts *self)
{
  if (!self->checking)
    self->checking = g_idle_add_full (G_PRIORITY_LOW, check, self, NULL);
}

/* --- saving: one event at a time */

static void save (MatoiMessageParts *self);

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiMessageParts *self = owner;
  guint saving = self->saving;

  self->saving = 0;
  if (!self->session)
    return;
  for (guint i = 0; !recorded && i < N_PARTS; i++)
    if (saving & (1 << i))
      matoi_prose_fail (self->prose[i]);
  matoi_message_parts_refresh (self);
  if (self->to_save || self->choice)
    save (self);
}

/* What is typed here, or still on its way, and of the others what everybody reads now. */
static void
submit (MatoiMessageParts *self)
{
  const MatoiExternal *external = get_external (self);
  const char *choice = self->choice;
  guint typed_here = self->to_save | self->saving;
  MatoiCommand *command;

  if (!choice)
    choice = g_strcmp0 (external->state, "none") == 0 ? "none" : "text";
  command = matoi_session_new_command (self->session, "pm-message");
  matoi_command_set (command, "choice", choice);
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *typed = typed_here & (1 << i) ? matoi_prose_dup_text (self->prose[i]) : NULL;

      matoi_command_set (command, parts[i].arg, typed ? typed : get_durable (external, i));
    }
  /* The highest bit: only the choice, and yet something is on its way. */
  self->saving = self->to_save | 1u << 31;
  self->to_save = 0;
  self->choice = NULL;
  matoi_inline_submit (self->session, command, self->message, self, on_recorded);
}

static void
save (MatoiMessageParts *self)
{
  if (!self->saving && get_external (self))
    submit (self);
}

static void
on_save (MatoiMessageParts *self, const char *text, MatoiProse *prose)
{
  for (guint i = 0; i < N_PARTS; i++)
    if (self->prose[i] == prose)
      self->to_save |= 1 << i;
  save (self);
}

static void
on_typed (MatoiMessageParts *self)
{
  check_soon (self);
  g_signal_emit (self, signals[TYPED], 0);
}

void
matoi_message_parts_choose (MatoiMessageParts *self, const char *choice)
{
  const MatoiExternal *external = get_external (self);

  if (!external)
    return;
  self->choice = strcmp (choice, "none") == 0 ? "none" : "text";
  matoi_message_parts_flush (self);
  save (self);
}

void
matoi_message_parts_flush (MatoiMessageParts *self)
{
  for (guint i = 0; self->session && self->editable && i < N_PARTS; i++)
    matoi_prose_flush (self->prose[i]);
}

/* --- showing */

void
matoi_message_parts_refresh (MatoiMessageParts *self)
{
  const MatoiExternal *external = get_external (self);

  for (guint i = 0; external && i < N_PARTS; i++)
    matoi_prose_set_text (self->prose[i], get_durable (external, i));
  check_soon (self);
}

void
matoi_message_parts_set_editable (MatoiMessageParts *self, gboolean editable)
{
  self->editable = editable;
  for (guint i = 0; i < N_PARTS; i++)
    matoi_prose_set_editable (self->prose[i], editable);
}

char *
matoi_message_parts_dup_text (MatoiMessageParts *self)
{
  g_autofree char *summary = matoi_prose_dup_text (self->prose[0]);
  g_autofree char *happened = matoi_prose_dup_text (self->prose[1]);
  g_autofree char *doing = matoi_prose_dup_text (self->prose[2]);
  const MatoiExternal external = { .summary = summary, .happened = happened, .doing = doing };
  char *text = matoi_external_dup_text (&external);

  return text ? text : g_strdup ("");
}

/* The parts stand with an empty line between them, empty ones not at all. */
void
matoi_message_parts_select (MatoiMessageParts *self, gsize offset, gsize length)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *text = matoi_prose_dup_text (self->prose[i]);
      gsize size = strlen (text);

      if (size == 0)
        continue;
      if (offset <= size)
        {
          matoi_prose_select (self->prose[i], offset, MIN (length, size - offset));
          return;
        }
      offset -= MIN (offset, size + strlen ("\n\n"));
    }
}

void
matoi_message_parts_set_session (MatoiMessageParts *self, MatoiSession *session)
{
  const MatoiExternal *external;

  g_return_if_fail (MATOI_IS_MESSAGE_PARTS (self));

  /* Flushed while a save was on its way: nobody is here any more when that is answered. */
  if (self->session != session && self->to_save && get_external (self))
    submit (self);
  g_set_object (&self->session, session);
  self->choice = NULL;
  self->to_save = 0;
  matoi_inline_show (self->message, NULL);
  external = get_external (self);
  for (guint i = 0; i < N_PARTS; i++)
    matoi_prose_reset (self->prose[i], external ? get_durable (external, i) : "");
  check_soon (self);
}

static gboolean
matoi_message_parts_grab_focus (GtkWidget *widget)
{
  MatoiMessageParts *self = MATOI_MESSAGE_PARTS (widget);
  guint first = 0;

  if (matoi_ui_is_walking (widget))
    return FALSE;
  for (guint i = N_PARTS; i > 0; i--)
    {
      g_autofree char *text = matoi_prose_dup_text (self->prose[i - 1]);

      if (*text == '\0')
        first = i - 1;
    }
  return gtk_widget_child_focus (GTK_WIDGET (self->prose[first]), GTK_DIR_TAB_FORWARD);
}

static void
matoi_message_parts_dispose (GObject *object)
{
  MatoiMessageParts *self = MATOI_MESSAGE_PARTS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->checking, g_source_remove);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_message_parts_parent_class)->dispose (object);
}

static void
matoi_message_parts_class_init (MatoiMessagePartsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_message_parts_dispose;
  widget_class->grab_focus = matoi_message_parts_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  signals[TYPED] = g_signal_new ("typed", MATOI_TYPE_MESSAGE_PARTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (MatoiMessageParts *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
matoi_message_parts_init (MatoiMessageParts *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("msg_%s", parts[i].arg);
      GtkWidget *prose;

      gtk_widget_add_css_class (add_label (self, _ (parts[i].title), "heading"), "message-part");
      add_label (self, _ (parts[i].guidance), "meeting-note");
      prose = matoi_prose_new (_ (parts[i].title), 4);
      gtk_widget_set_name (prose, name);
      gtk_widget_add_css_class (prose, "message-prose");
      self->prose[i] = MATOI_PROSE (prose);
      g_signal_connect_swapped (prose, "save", G_CALLBACK (on_save), self);
      g_signal_connect_swapped (prose, "typed", G_CALLBACK (on_typed), self);
      gtk_widget_set_parent (prose, GTK_WIDGET (self));
    }
  self->message = GTK_LABEL (add_label (self, "", "page-message"));
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
}
