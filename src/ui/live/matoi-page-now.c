/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-page-now.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-contact-item.h"
#include "matoi-context-oncall.h"
#include "matoi-page-results.h"
#include "matoi-ui-text.h"

struct _MatoiPageNow
{
  GtkBox parent_instance;
  GtkLabel *now_reach, *now_problem;
  GtkBox *now_people;
  GtkWidget *now_send;
  MatoiPageResults *now_results;

  MatoiSession *session; /* (nullable) */
  char *whom;
};

G_DEFINE_FINAL_TYPE (MatoiPageNow, matoi_page_now, GTK_TYPE_BOX)

static guint sent_signal;

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static GtkLabel *
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

/* --- whom it reaches */

static char *
list_people (const MatoiOncall *oncall)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < oncall->people->len; i++)
    {
      const MatoiOncallPerson *person = g_ptr_array_index (oncall->people, i);

      if (i > 0)
        /* Translators: between the names of a list. */
        g_string_append (text, C_ ("between names", ", "));
      /* Translators: %1$s is a person, %2$s what they are, such as “Backup”. */
      g_string_append_printf (text, _ ("%1$s (%2$s)"), person->name,
                                       matoi_oncall_role_name (person->role));
    }
  return g_string_free (text, FALSE);
}

static char *
dup_reach (MatoiPageNow *self, const MatoiOncall *oncall)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  g_autofree char *people = NULL;

  if (strcmp (self->whom, "ic") != 0)
    return matoi_context_knows_oncall (context, self->whom)
      /* Translators: %s is a service of ours, such as Payments. */
      ? g_strdup_printf (_ ("PagerDuty calls whoever is on call for %s."), self->whom)
      /* Translators: %s is a name somebody typed. */
      : g_strdup_printf (_ ("PagerDuty calls %s, if it knows somebody of that name."), self->whom);
  if (!oncall || oncall->people->len == 0)
    return g_strdup (_ ("PagerDuty calls the Incident Commander on call and the backup at once."));
  people = list_people (oncall);
  /* Translators: %s are people, such as “Aiko (Primary), Ben (Backup)”. */
  return g_strdup_printf (_ ("PagerDuty calls at once: %s."), people);
}

static void
add_person (MatoiPageNow *self, const MatoiOncallPerson *person)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *who =
    /* Translators: %1$s is what a person is, such as “Backup”, %2$s their name. */
    g_strdup_printf (_ ("%1$s: %2$s"), matoi_oncall_role_name (person->role), person->name);
  GtkWidget *number;
  GtkLabel *name = add_label (GTK_BOX (row), who, NULL);

  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  number = gtk_label_new (person->phone ? person->phone : _ ("No phone number is known"));
  gtk_widget_add_css_class (number, person->phone ? "numeric" : "dim-label");
  gtk_label_set_selectable (GTK_LABEL (number), FALSE);
  gtk_box_append (GTK_BOX (row), number);
  if (person->phone)
    {
      /* Translators: the name of a button: %s is a person. */
      g_autofree char *copy = g_strdup_printf (_ ("Copy the number of %s"), person->name);

      gtk_box_append (GTK_BOX (row), matoi_copy_button_new (copy, person->phone));
    }
  gtk_box_append (self->now_people, row);
}

static void
show_people (MatoiPageNow *self, const MatoiOncall *oncall)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  g_autofree char *at = NULL, *as_of = NULL;

  empty (self->now_people);
  if (!oncall || strcmp (self->whom, "ic") != 0)
    return;
  for (guint i = 0; i < oncall->people->len; i++)
    add_person (self, g_ptr_array_index (oncall->people, i));
  at = matoi_time_to_local (oncall->as_of, "%m-%d %H:%M", matoi_context_get_zone (context));
  /* Translators: %s is a date and a time of day. */
  as_of = g_strdup_printf (_ ("On call as PagerDuty told at %s"), at);
  add_label (self->now_people, as_of, "dim-label");
}

/* --- what came of it */

static void
show_results (MatoiPageNow *self)
{
  const MatoiPage *page = matoi_page_results_find (self->session, self->whom);
  const char *problem = matoi_context_get_page_problem (matoi_session_get_context (self->session));

  gtk_button_set_label (GTK_BUTTON (self->now_send), page ? _ ("Page Again") : _ ("Page Now"));
  gtk_label_set_text (self->now_problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->now_problem), problem != NULL);
  matoi_page_results_show (self->now_results, self->session, self->whom);
}

static void
show_oncall (MatoiPageNow *self)
{
  g_autoptr (MatoiOncall) oncall =
    matoi_context_dup_oncall (matoi_session_get_context (self->session));
  g_autofree char *reach = dup_reach (self, oncall);

  gtk_label_set_text (self->now_reach, reach);
  show_people (self, oncall);
  show_results (self);
}

/* It may become confidential, or end. */
static void
on_changed (MatoiPageNow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          matoi_session_is_live (self->session) &&
                            matoi_context_can_page (matoi_session_get_context (self->session),
                                                    matoi_session_get_incident (self->session)));
  show_results (self);
}

/* --- paging */

/* One key: whom it reaches stands above it. Pressed twice, it pages once; whoever wants it again
 * opens this again. */
static void
on_send (MatoiPageNow *self)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *page;

  if (!self->session)
    return;
  page = matoi_session_new_command (self->session, "page");
  matoi_command_set (page, "whom", self->whom);
  g_ptr_array_add (commands, page);
  matoi_session_send_all (self->session, commands);
  /* The keyboard first: it must not fall out of what cannot be pressed any more. */
  g_signal_emit (self, sent_signal, 0);
  gtk_widget_set_sensitive (self->now_send, FALSE);
}

void
matoi_page_now_end (MatoiPageNow *self)
{
  g_return_if_fail (MATOI_IS_PAGE_NOW (self));

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
    }
  g_clear_object (&self->session);
  if (self->now_results)
    matoi_page_results_show (self->now_results, NULL, NULL);
}

void
matoi_page_now_begin (MatoiPageNow *self, MatoiSession *session, const char *whom)
{
  MatoiContext *context = matoi_session_get_context (session);

  g_return_if_fail (MATOI_IS_PAGE_NOW (self) && whom != NULL);

  matoi_page_now_end (self);
  g_free (self->whom);
  self->whom = g_strdup (whom);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_oncall), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "outbox-changed", G_CALLBACK (show_results), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->now_send, TRUE);
  on_changed (self);
  show_oncall (self);
}

/* Somebody was called, or perhaps is just now. */
static gboolean
has_called (MatoiPageNow *self)
{
  const MatoiPage *page =
    self->session ? matoi_page_results_find (self->session, self->whom) : NULL;

  for (guint i = 0; page && i < page->results->len; i++)
    if (strcmp (((MatoiPageResult *) g_ptr_array_index (page->results, i))->result, "failed") != 0)
      return TRUE;
  return page && page->results->len == 0;
}

/* The keyboard goes to what pages, but not to what pages them again: whoever opens this anew, to look
 * what came of it, presses Enter once too often. */
static gboolean
matoi_page_now_grab_focus (GtkWidget *widget)
{
  MatoiPageNow *self = MATOI_PAGE_NOW (widget);

  return !has_called (self) && gtk_widget_grab_focus (self->now_send);
}

static void
matoi_page_now_dispose (GObject *object)
{
  matoi_page_now_end (MATOI_PAGE_NOW (object));
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_PAGE_NOW);
  G_OBJECT_CLASS (matoi_page_now_parent_class)->dispose (object);
}

static void
matoi_page_now_finalize (GObject *object)
{
  g_free (MATOI_PAGE_NOW (object)->whom);
  G_OBJECT_CLASS (matoi_page_now_parent_class)->finalize (object);
}

static void
matoi_page_now_class_init (MatoiPageNowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_page_now_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_page_now_finalize;
  widget_class->grab_focus = matoi_page_now_grab_focus;
  g_type_ensure (MATOI_TYPE_PAGE_RESULTS);
  sent_signal = g_signal_new ("sent", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/page-now.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_reach);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_results);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_send);
  gtk_widget_class_bind_template_callback (widget_class, on_send);
}

static void
matoi_page_now_init (MatoiPageNow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
