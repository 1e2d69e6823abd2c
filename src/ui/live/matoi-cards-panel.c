/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-cards-panel.h"

#include "matoi-json.h"
#include "matoi-messages.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiCardsPanel
{
  GtkWidget parent_instance;
  GtkToggleButton *cards_toggle;
  GtkWidget *cards_scroller;
  GtkListBox *cards_list;
  GtkLabel *cards_en, *cards_ja;

  MatoiSession *session; /* (nullable) */
  char *rows_of;         /* the hash of the process whose cards are listed */
  gint64 minute;         /* phrases count in minutes; of which one they are */
};

G_DEFINE_FINAL_TYPE (MatoiCardsPanel, matoi_cards_panel, GTK_TYPE_WIDGET)

static JsonArray *
get_cards (MatoiCardsPanel *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  return incident->policy ? matoi_json_get_array (matoi_policy_get_json (incident->policy), "cards")
                          : NULL;
}

static void
show_phrase (MatoiCardsPanel *self, GtkLabel *label, JsonObject *card, const char *lang)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  g_autofree char *text =
    matoi_card_compose (matoi_session_get_incident (self->session), card, lang,
                        matoi_session_get_identity (self->session),
                        matoi_context_get_setting (context, "contact.channel"),
                        matoi_session_get_now (self->session),
                        matoi_session_get_zone (self->session));

  /* What is selected is being copied. */
  if (!gtk_label_get_selection_bounds (label, NULL, NULL))
    matoi_side_set_label (label, text);
}

/* Both languages, whatever the interface speaks: there may be either on the call. */
static void
show_card (MatoiCardsPanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->cards_list);
  JsonArray *cards = get_cards (self);
  JsonObject *card;

  if (!row || !cards || !gtk_toggle_button_get_active (self->cards_toggle))
    return;
  card = matoi_json_array_get_object (cards, (guint) gtk_list_box_row_get_index (row));
  if (!card)
    return;
  self->minute = matoi_session_get_now (self->session) / MATOI_MINUTE;
  show_phrase (self, self->cards_en, card, "en");
  show_phrase (self, self->cards_ja, card, "ja");
}

static void
on_selected (MatoiCardsPanel *self)
{
  if (!self->session)
    return;
  gtk_label_select_region (self->cards_en, 0, 0);
  gtk_label_select_region (self->cards_ja, 0, 0);
  show_card (self);
}

static void
make_rows (MatoiCardsPanel *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *hash = incident->policy ? matoi_policy_get_hash (incident->policy) : "";
  JsonArray *cards = get_cards (self);
  GtkListBoxRow *row;

  if (g_strcmp0 (hash, self->rows_of) == 0)
    return;
  g_free (self->rows_of);
  self->rows_of = g_strdup (hash);
  while ((row = gtk_list_box_get_row_at_index (self->cards_list, 0)))
    gtk_list_box_remove (self->cards_list, GTK_WIDGET (row));
  for (guint i = 0; cards && i < json_array_get_length (cards); i++)
    {
      const char *text = matoi_text (matoi_json_array_get_object (cards, i), "situation");
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (label, text);
      gtk_list_box_append (self->cards_list, label);
      matoi_side_set_name (gtk_widget_get_parent (label), text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), cards && json_array_get_length (cards) > 0);
  gtk_list_box_select_row (self->cards_list, gtk_list_box_get_row_at_index (self->cards_list, 0));
}

/* As for the status: not for every line that is typed. */
static void
on_ticked (MatoiCardsPanel *self)
{
  if (matoi_session_get_now (self->session) / MATOI_MINUTE != self->minute)
    show_card (self);
}

static void
on_changed (MatoiCardsPanel *self)
{
  self->minute = -1;
}

/* It was unfolded just now. */
static void
on_revealed (MatoiCardsPanel *self, GParamSpec *pspec, GtkRevealer *revealer)
{
  if (gtk_revealer_get_child_revealed (revealer))
    matoi_side_bring_into_view (GTK_WIDGET (self));
}

static void
on_toggled (MatoiCardsPanel *self)
{
  matoi_side_report_expanded (self->cards_toggle);
  if (self->session)
    show_card (self);
}

static void
on_copy_en (MatoiCardsPanel *self, GtkButton *button)
{
  matoi_side_copy (button, gtk_label_get_text (self->cards_en));
}

static void
on_copy_ja (MatoiCardsPanel *self, GtkButton *button)
{
  matoi_side_copy (button, gtk_label_get_text (self->cards_ja));
}

/* Shows the cards of the process of @session (nullable). */
void
matoi_cards_panel_set_session (MatoiCardsPanel *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_CARDS_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ticked", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  make_rows (self);
  on_selected (self);
}

static void
matoi_cards_panel_dispose (GObject *object)
{
  MatoiCardsPanel *self = MATOI_CARDS_PANEL (object);

  matoi_cards_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_CARDS_PANEL);
  g_clear_pointer (&self->rows_of, g_free);
  G_OBJECT_CLASS (matoi_cards_panel_parent_class)->dispose (object);
}

static void
matoi_cards_panel_class_init (MatoiCardsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_cards_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/cards-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiCardsPanel, cards_toggle);
  gtk_widget_class_bind_template_child (widget_class, MatoiCardsPanel, cards_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiCardsPanel, cards_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiCardsPanel, cards_en);
  gtk_widget_class_bind_template_child (widget_class, MatoiCardsPanel, cards_ja);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_revealed);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_en);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_ja);
}

static void
matoi_cards_panel_init (MatoiCardsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_share_height (self->cards_scroller, self->cards_list, 132, 160);
  matoi_side_report_expanded (self->cards_toggle);
}
