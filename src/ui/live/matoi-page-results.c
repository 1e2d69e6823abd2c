/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-page-results.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "matoi-ui-text.h"

/* More than any payload has. */
#define MAX_PAYLOAD (2 * 1024 * 1024)
#define MAX_DEPTH   16

struct _MatoiPageResults
{
  GtkBox parent_instance;
  GtkBox *res_rows;
  GtkLabel *res_held;
  GtkWidget *res_outbox, *now_link;

  MatoiSession *session; /* (nullable) */
  char *whom;
};

G_DEFINE_FINAL_TYPE (MatoiPageResults, matoi_page_results, GTK_TYPE_BOX)

/* --- person by person */

static void
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
}

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
add_result (MatoiPageResults *self, const MatoiPageResult *result)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (result->result));
  g_autofree char *text = dup_result (result);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), icon);
  add_label (GTK_BOX (row), text, NULL);
  gtk_box_append (self->res_rows, row);
}

const MatoiPage *
matoi_page_results_find (MatoiSession *session, const char *whom)
{
  GPtrArray *pages = matoi_session_get_incident (session)->pages;

  for (guint i = pages->len; i > 0; i--)
    {
      const MatoiPage *page = g_ptr_array_index (pages, i - 1);

      if (!page->by_hand && strcmp (page->whom, whom) == 0)
        return page;
    }
  return NULL;
}

static void
show_rows (MatoiPageResults *self, const MatoiPage *page)
{
  g_autofree char *at =
    matoi_time_to_local (page->asked_at, "%H:%M:%S", matoi_session_get_zone (self->session));
  /* Translators: %1$s is a time of day, %2$s a person. */
  g_autofree char *asked = g_strdup_printf (_ ("Paged at %1$s by %2$s"), at, page->by);

  add_label (self->res_rows, asked, "heading");
  for (guint i = 0; i < page->results->len; i++)
    {
      const MatoiPageResult *result = g_ptr_array_index (page->results, i);

      /* What was said of all of them is over once one of them was reached. */
      if (result->person || page->results->len == 1)
        add_result (self, result);
    }
  if (page->results->len == 0)
    add_label (self->res_rows, _ ("Waiting for PagerDuty. If this takes long, call by phone."),
                                  "dim-label");
}

/* --- what waits for a person */

static gboolean
is_held (const MatoiOutboxRow *row, const MatoiPage *page)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *id = NULL;

  if (strcmp (row->op, "page.send") != 0 || matoi_outbox_get_shelf (row) != MATOI_OUTBOX_PERSON)
    return FALSE;
  node = matoi_json_parse (row->payload, -1, MAX_PAYLOAD, MAX_DEPTH, NULL);
  id = matoi_id_dup_text (&page->id);
  return node && JSON_NODE_HOLDS_OBJECT (node) &&
         g_strcmp0 (matoi_json_get_string (json_node_get_object (node), "page"), id) == 0;
}

static void
show_held (MatoiPageResults *self, const char *reason)
{
  g_autofree char *text = NULL;

  if (reason)
    /* Translators: %s is a whole sentence, such as “The answer was lost …”. */
    text = g_strdup_printf (_ ("Whether everybody is being called is not known: call by phone, or "
                               "decide in the outbox. %s"),
                               reason);
  gtk_label_set_text (self->res_held, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->res_held), text != NULL);
  gtk_widget_set_visible (self->res_outbox, text != NULL);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPageResults) self = user_data;
  g_autoptr (GPtrArray) rows =
    matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, NULL);
  const MatoiPage *page;
  g_autofree char *reason = NULL;

  if (!rows || !self->session ||
      matoi_session_get_context (self->session) != MATOI_CONTEXT (source))
    return;
  page = matoi_page_results_find (self->session, self->whom);
  for (guint i = 0; page && !reason && i < rows->len; i++)
    if (is_held (g_ptr_array_index (rows, i), page))
      reason = matoi_outbox_dup_reason (g_ptr_array_index (rows, i),
                                        matoi_session_get_zone (self->session));
  show_held (self, reason);
}

static void
on_outbox (MatoiPageResults *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.outbox", NULL);
}

/* --- */

void
matoi_page_results_show (MatoiPageResults *self, MatoiSession *session, const char *whom)
{
  const MatoiPage *page = session ? matoi_page_results_find (session, whom) : NULL;
  g_autofree char *kept = g_strdup (whom);
  GtkWidget *child;

  g_return_if_fail (MATOI_IS_PAGE_RESULTS (self));

  g_set_object (&self->session, session);
  g_free (self->whom);
  self->whom = g_steal_pointer (&kept);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->res_rows))))
    gtk_box_remove (self->res_rows, child);
  gtk_widget_set_visible (GTK_WIDGET (self), page != NULL);
  gtk_widget_set_visible (self->now_link, page && page->url);
  if (!page)
    {
      show_held (self, NULL);
      return;
    }
  if (page->url)
    gtk_link_button_set_uri (GTK_LINK_BUTTON (self->now_link), page->url);
  show_rows (self, page);
  matoi_context_list_outbox_async (matoi_session_get_context (session),
                                   &matoi_session_get_incident (session)->id, FALSE, NULL,
                                   on_listed, g_object_ref (self));
}

static void
matoi_page_results_dispose (GObject *object)
{
  MatoiPageResults *self = MATOI_PAGE_RESULTS (object);

  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_PAGE_RESULTS);
  G_OBJECT_CLASS (matoi_page_results_parent_class)->dispose (object);
}

static void
matoi_page_results_finalize (GObject *object)
{
  g_free (MATOI_PAGE_RESULTS (object)->whom);
  G_OBJECT_CLASS (matoi_page_results_parent_class)->finalize (object);
}

static void
matoi_page_results_class_init (MatoiPageResultsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_page_results_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_page_results_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/page-results.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPageResults, res_rows);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageResults, res_held);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageResults, res_outbox);
  gtk_widget_class_bind_template_child (widget_class, MatoiPageResults, now_link);
  gtk_widget_class_bind_template_callback (widget_class, on_outbox);
}

static void
matoi_page_results_init (MatoiPageResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
