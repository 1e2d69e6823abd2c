/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-page-now.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-contact-item.h"
#include "matoi-context-oncall.h"
#include "matoi-ui-text.h"

struct _MatoiPageNow
{
  GtkBox parent_instance;
  GtkLabel *now_reach, *now_problem;
  GtkBox *now_people, *now_results;
  GtkWidget *now_send, *now_link;

  MatoiSession *session; /* (nullable) */
  char *whom;
};

G_DEFINE_FINAL_TYPE (MatoiPageNow, matoi_page_now, GTK_TYPE_BOX)

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

static char *
dup_result (const MatoiPageResult *result)
{
  const char *person = result->person;

  if (!person)
    return g_strdup (result->text ? result->text : _ ("Nobody was reached."));
  if (strcmp (result->result, "notified") == 0)
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s is being called"), person);
  if (strcmp (result->result, "acknowledged") == 0)
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s has answered"), person);
  if (strcmp (result->result, "by-phone") == 0)
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s was called by hand"), person);
  if (result->text)
    /* Translators: %1$s is a person, %2$s a whole sentence. */
    return g_strdup_printf (_ ("%1$s was not reached. %2$s"), person, result->text);
  /* Translators: %s is a person. */
  return g_strdup_printf (_ ("%s was not reached"), person);
}

static const char *
get_icon (const char *result)
{
  return strcmp (result, "acknowledged") == 0 ? "object-select-symbolic"
         : strcmp (result, "failed") == 0     ? "dialog-warning-symbolic"
         : strcmp (result, "by-phone") == 0   ? "call-start-symbolic"
                                              : "matoi-bell-symbolic";
}

static void
add_result (MatoiPageNow *self, const MatoiPageResult *result)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (result->result));
  g_autofree char *text = dup_result (result);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), icon);
  add_label (GTK_BOX (row), text, NULL);
  gtk_box_append (self->now_results, row);
}

static const MatoiPage *
find_last (MatoiPageNow *self)
{
  GPtrArray *pages = matoi_session_get_incident (self->session)->pages;

  for (guint i = pages->len; i > 0; i--)
    {
      const MatoiPage *page = g_ptr_array_index (pages, i - 1);

      if (!page->by_hand && strcmp (page->whom, self->whom) == 0)
        return page;
    }
  return NULL;
}

static void
show_results (MatoiPageNow *self)
{
  const MatoiPage *page = find_last (self);
  MatoiContext *context = matoi_session_get_context (self->session);
  const char *problem = matoi_context_get_page_problem (context);
  g_autofree char *at = NULL, *asked = NULL;

  empty (self->now_results);
  gtk_button_set_label (GTK_BUTTON (self->now_send), page ? _ ("Page Again") : _ ("Page Now"));
  gtk_label_set_text (self->now_problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->now_problem), problem != NULL);
  gtk_widget_set_visible (self->now_link, page && page->url);
  if (!page)
    return;
  at = matoi_time_to_local (page->asked_at, "%H:%M:%S", matoi_context_get_zone (context));
  /* Translators: %1$s is a time of day, %2$s a person. */
  asked = g_strdup_printf (_ ("Paged at %1$s by %2$s"), at, page->by);
  add_label (self->now_results, asked, "heading");
  for (guint i = 0; i < page->results->len; i++)
    {
      const MatoiPageResult *result = g_ptr_array_index (page->results, i);

      /* What was said of all of them is over once one of them was reached. */
      if (result->person || page->results->len == 1)
        add_result (self, result);
    }
  if (page->results->len == 0)
    add_label (self->now_results, _ ("Waiting for PagerDuty. If this takes long, call by phone."),
                                     "dim-label");
  if (page->url)
    gtk_link_button_set_uri (GTK_LINK_BUTTON (self->now_link), page->url);
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

/* The keyboard goes to what pages. */
static gboolean
matoi_page_now_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MATOI_PAGE_NOW (widget)->now_send);
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/page-now.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_reach);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_results);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_send);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageNow, now_link);
  gtk_widget_class_bind_template_callback (widget_class, on_send);
}

static void
matoi_page_now_init (MatoiPageNow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
