/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-owner-note.h"

#include <glib/gi18n-lib.h>

#include "matoi-directory.h"
#include "matoi-postmortem.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiOwnerNote
{
  GtkWidget parent_instance;
  GtkLabel *own_note_title, *own_note_text;
  GtkButton *own_note_mail;

  MatoiSession *session; /* (nullable) */
  char *address;         /* (nullable) of the owner, from the directory */
};

G_DEFINE_FINAL_TYPE (MatoiOwnerNote, matoi_owner_note, GTK_TYPE_WIDGET)

/* See the header. */
gboolean
matoi_owner_note_is_needed (MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;

  return postmortem && !matoi_session_is_me (session, postmortem->owner) &&
         (g_strcmp0 (postmortem->state, "draft") == 0 ||
          g_strcmp0 (postmortem->state, "in-review") == 0);
}

/* The words go outside: a confidential incident is named by its code name (SEC-03). */
static char *
dup_text (MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const MatoiPostmortem *postmortem = incident->postmortem;
  GString *text = g_string_new (NULL);
  g_autofree char *due = NULL;

  g_string_append_printf (text,
                          /* Translators: a message to the owner: %1$s is their name, %2$s a
                           * reference, %3$s the incident's title. */
                          _ ("%1$s, you own the postmortem of %2$s (%3$s)."), postmortem->owner,
                             incident->ref, matoi_incident_get_public_title (incident));
  if (postmortem->due_at != MATOI_TIME_NONE)
    {
      due = matoi_time_to_local (postmortem->due_at,
                                 _ ("%a %-d %b"),
                                    matoi_context_get_zone (matoi_session_get_context (session)));
      /* Translators: %s is a day. */
      g_string_append_printf (text, _ (" The meeting and the document are due by %s."), due);
    }
  g_string_append (text, _ (" Please schedule the meeting first. You coordinate it; others write "
                            "their parts with you."));
  return g_string_free (text, FALSE);
}

static char *
dup_address (MatoiSession *session, const char *owner)
{
  g_autoptr (MatoiDirectory) directory = matoi_directory_load (matoi_session_get_context (session));
  const MatoiPerson *person = directory ? matoi_directory_find_person (directory, owner) : NULL;

  return person && *person->email ? g_strdup (person->email) : NULL;
}

/* Shows the words for the owner of @session; when the popover opens. */
void
matoi_owner_note_set_session (MatoiOwnerNote *self, MatoiSession *session)
{
  const MatoiPostmortem *postmortem;
  g_autofree char *title = NULL, *text = NULL;

  g_return_if_fail (MATOI_IS_OWNER_NOTE (self));

  g_set_object (&self->session, session);
  g_clear_pointer (&self->address, g_free);
  postmortem = session ? matoi_session_get_incident (session)->postmortem : NULL;
  if (!postmortem)
    return;
  /* Translators: %s is a person. */
  title = g_strdup_printf (_ ("Tell %s"), postmortem->owner);
  text = dup_text (session);
  self->address = dup_address (session, postmortem->owner);
  gtk_label_set_text (self->own_note_title, title);
  gtk_label_set_text (self->own_note_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->own_note_mail), self->address != NULL);
}

static void
copy (MatoiOwnerNote *self, GtkButton *button)
{
  matoi_side_copy (button, gtk_label_get_text (self->own_note_text));
}

static void
write_mail (MatoiOwnerNote *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  /* Translators: the subject of a mail: %s is a reference. */
  g_autofree char *subject = g_strdup_printf (_ ("Postmortem of %s"), incident->ref);
  g_autofree char *to = g_uri_escape_string (self->address, "@", TRUE);
  g_autofree char *words = g_uri_escape_string (subject, NULL, FALSE);
  g_autofree char *body =
    g_uri_escape_string (gtk_label_get_text (self->own_note_text), NULL, FALSE);
  g_autofree char *uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, words, body);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

/* See the header. */
GtkWidget *
matoi_owner_note_popover_new (MatoiOwnerNote **note)
{
  GtkWidget *popover = gtk_popover_new ();

  *note = g_object_new (MATOI_TYPE_OWNER_NOTE, NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (*note));
  return popover;
}

static void
matoi_owner_note_dispose (GObject *object)
{
  MatoiOwnerNote *self = MATOI_OWNER_NOTE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->address, g_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_OWNER_NOTE);
  G_OBJECT_CLASS (matoi_owner_note_parent_class)->dispose (object);
}

static void
matoi_owner_note_class_init (MatoiOwnerNoteClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_owner_note_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/owner-note.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiOwnerNote, own_note_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiOwnerNote, own_note_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiOwnerNote, own_note_mail);
  gtk_widget_class_bind_template_callback (widget_class, copy);
  gtk_widget_class_bind_template_callback (widget_class, write_mail);
}

static void
matoi_owner_note_init (MatoiOwnerNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
