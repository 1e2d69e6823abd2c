/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-outbox-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"

/* --- what belongs into the list */

/* Whose only, if one incident is looked at. */
const MatoiId *
matoi_outbox_view_get_only (MatoiOutboxView *self)
{
  return self->has_incident && gtk_check_button_get_active (self->out_own) ? &self->incident : NULL;
}

MatoiOutboxShelf
matoi_outbox_view_get_shelf (MatoiOutboxView *self)
{
  return gtk_toggle_button_get_active (self->out_goes)     ? MATOI_OUTBOX_GOES
         : gtk_toggle_button_get_active (self->out_person) ? MATOI_OUTBOX_PERSON
                                                           : MATOI_OUTBOX_OVER;
}

static GPtrArray *
get_rows (MatoiOutboxView *self)
{
  return matoi_outbox_view_get_shelf (self) == MATOI_OUTBOX_OVER ? self->sent : self->open;
}

guint
matoi_outbox_view_count (MatoiOutboxView *self, MatoiOutboxShelf shelf)
{
  guint n = 0;

  for (guint i = 0; self->open && i < self->open->len; i++)
    n += matoi_outbox_list_belongs (self->out_list, self->open, i, shelf,
                                    matoi_outbox_view_get_only (self));
  return n;
}

/* --- around the list */

static void
show_count (GtkToggleButton *button, const char *title, guint n)
{
  /* Translators: %1$s is a filter such as “Waiting”, %2$u how many there are. */
  g_autofree char *label = n ? g_strdup_printf (_ ("%1$s %2$u"), title, n) : g_strdup (title);

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) != 0)
    gtk_button_set_label (GTK_BUTTON (button), label);
}

/* (nullable) */
static const MatoiConnection *
find_slack (MatoiOutboxView *self)
{
  for (guint i = 0; i < matoi_connections_get_n (self->connections); i++)
    {
      const MatoiConnection *connection = matoi_connections_get (self->connections, i);

      if (strcmp (connection->id, "slack") == 0)
        return connection;
    }
  return NULL;
}

/* (nullable) Slack, if it needs somebody although nothing of the outbox does. */
static const MatoiConnection *
find_trouble (MatoiOutboxView *self)
{
  const MatoiConnection *slack = find_slack (self);

  return slack && slack->state == MATOI_CONNECTION_TROUBLE ? slack : NULL;
}

static void
show_empty (MatoiOutboxView *self)
{
  static const char *const titles[] = {
    [MATOI_OUTBOX_GOES] = N_ ("Nothing Waits"),
    [MATOI_OUTBOX_PERSON] = N_ ("Nothing Needs You"),
    [MATOI_OUTBOX_OVER] = N_ ("Nothing Was Sent Yet"),
  };
  static const char *const texts[] = {
    [MATOI_OUTBOX_GOES] =
      N_ ("What is recorded here and belongs into a channel passes through this "
          "page. Without a connection it waits here, and nothing is lost."),
    [MATOI_OUTBOX_PERSON] = N_ ("Matoi asks before it alerts people late or says anything twice. "
                                "Then it waits here."),
    [MATOI_OUTBOX_OVER] = N_ ("What was posted for an incident is listed here."),
  };
  MatoiOutboxShelf shelf = matoi_outbox_view_get_shelf (self);
  const MatoiConnection *trouble = shelf == MATOI_OUTBOX_PERSON ? find_trouble (self) : NULL;

  gtk_widget_set_visible (self->out_settings, trouble != NULL);
  adw_status_page_set_icon_name (self->out_empty,
                                 trouble ? "dialog-warning-symbolic" : "object-select-symbolic");
  if (trouble)
    {
      g_autofree char *text = g_markup_escape_text (trouble->text, -1);

      adw_status_page_set_title (self->out_empty, _ ("Slack Needs You"));
      adw_status_page_set_description (self->out_empty, text);
      return;
    }
  adw_status_page_set_title (self->out_empty, _ (titles[shelf]));
  adw_status_page_set_description (self->out_empty, _ (texts[shelf]));
}

/* What is not shown: too much at a time, or of other incidents. */
static void
show_rest (MatoiOutboxView *self, guint n)
{
  guint others = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; matoi_outbox_view_get_only (self) && self->open && i < self->open->len; i++)
    others += !matoi_id_equal (&((MatoiOutboxRow *) g_ptr_array_index (self->open, i))->incident,
                               matoi_outbox_view_get_only (self));
  if (n > MATOI_OUTBOX_LIST_MAX)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more waits.", "%u more wait.",
                                         n - MATOI_OUTBOX_LIST_MAX),
                            n - MATOI_OUTBOX_LIST_MAX);
  else if (others)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more is for other incidents.",
                                         "%u more are for other incidents.", others),
                            others);
  matoi_side_set_label (self->out_more, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->out_more), text != NULL);
}

/* What is read by now; see matoi_outbox_list_show (). */
void
matoi_outbox_view_show (MatoiOutboxView *self, gboolean all_anew)
{
  guint n =
    matoi_outbox_list_show (self->out_list, get_rows (self), matoi_outbox_view_get_shelf (self),
                            matoi_outbox_view_get_only (self),
                            self->has_incident ? &self->incident : NULL, all_anew);
  gboolean empty = matoi_outbox_list_is_empty (self->out_list);

  show_count (self->out_goes, C_ ("outbox", "Waiting"),
              matoi_outbox_view_count (self, MATOI_OUTBOX_GOES));
  show_count (self->out_person, C_ ("outbox", "Needs a Person"),
              matoi_outbox_view_count (self, MATOI_OUTBOX_PERSON));
  show_rest (self, n);
  show_empty (self);
  if (get_rows (self))
    gtk_stack_set_visible_child_name (self->out_stack, empty ? "empty" : "list");
}

/* Why nothing goes, if that is so: how the connection is. */
void
matoi_outbox_view_show_connection (MatoiOutboxView *self)
{
  const MatoiConnection *slack = find_slack (self);
  const char *text = slack ? slack->text : "";
  /* What waits is told by the page itself. */
  g_autofree char *first = g_strndup (text, strcspn (text, "\n"));

  matoi_side_set_label (self->out_connection, first);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->out_connection), *text ? text : NULL);
  show_empty (self);
}
