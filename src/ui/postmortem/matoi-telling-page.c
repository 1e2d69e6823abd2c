/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-captured-pane.h"
#include "matoi-lessons.h"
#include "matoi-told-pane.h"

/* Narrower than this the panes stand one above the other. */
#define SIDE_BY_SIDE 600
#define LEAST_WIDTH  300
#define LEAST_HEIGHT 240

struct _MatoiTellingPage
{
  GtkWidget parent_instance;
  MatoiCapturedPane *tel_captured;
  MatoiToldPane *tel_told;
  GtkToggleButton *toggle; /* beside the section's title */

  MatoiSession *session; /* (nullable) */
  MatoiTellingModel *model;
  gboolean side_by_side;
};

static void matoi_telling_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiTellingPage,
                               matoi_telling_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_telling_page_page_init))

enum
{
  OTHER_PANE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- following the session */

static void
show_panes (MatoiTellingPage *self)
{
  gboolean editable = matoi_lessons_may_write (self->session);

  matoi_captured_pane_show (self->tel_captured, self->model, self->session, editable);
  matoi_told_pane_show (self->tel_told, self->model, self->session, editable);
}

static void
load (MatoiTellingPage *self)
{
  matoi_telling_model_load (self->model,
                            self->session ? matoi_session_get_incident (self->session) : NULL,
                            self->session ? matoi_session_get_zone (self->session) : NULL);
}

/* Most of what is written into a document does not touch its timeline. */
static void
on_changed (MatoiTellingPage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean rows = folded_again, state = folded_again;

  for (guint i = 0; i < events->len; i++)
    {
      const char *type = ((const MatoiEvent *) g_ptr_array_index (events, i))->type;

      if (strcmp (type, "postmortem.row") == 0)
        rows = TRUE;
      else if (g_str_has_prefix (type, "postmortem."))
        state = TRUE;
      else if (!g_str_has_prefix (type, "action."))
        rows = TRUE;
    }
  if (rows)
    load (self);
  if (state)
    show_panes (self);
}

static void
on_zone_changed (MatoiTellingPage *self)
{
  load (self);
  show_panes (self);
}

static void
matoi_telling_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiTellingPage *self = MATOI_TELLING_PAGE (page);

  if (self->session == session)
    return;
  matoi_told_pane_flush (self->tel_told);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    {
      g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "zone-changed", G_CALLBACK (on_zone_changed), self,
                               G_CONNECT_SWAPPED);
    }
  else
    load (self);
  show_panes (self);
  if (session)
    load (self);
}

static void
matoi_telling_page_flush (MatoiDocumentPage *page)
{
  matoi_told_pane_flush (MATOI_TELLING_PAGE (page)->tel_told);
}

/* --- what a reason leads to */

static MatoiTellingItem *
find_guess (MatoiTellingPage *self)
{
  GListModel *told = matoi_telling_model_get_told (self->model);

  for (guint i = 0; i < g_list_model_get_n_items (told); i++)
    {
      g_autoptr (MatoiTellingItem) item = g_list_model_get_item (told, i);

      if (item->guess)
        return item;
    }
  return NULL;
}

static void
matoi_telling_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiTellingPage *self = MATOI_TELLING_PAGE (page);
  MatoiTellingItem *guess = find_guess (self);

  if (g_str_has_prefix (gate, "pm.anchor."))
    matoi_told_pane_find_anchor (self->tel_told, gate + strlen ("pm.anchor."));
  else if (strcmp (gate, "pm.hypotheses") == 0 && guess)
    {
      gtk_toggle_button_set_active (self->toggle, TRUE);
      matoi_captured_pane_focus (self->tel_captured, guess);
    }
  else if (strcmp (gate, "pm.evidence") != 0 || !matoi_told_pane_find_unsourced (self->tel_told))
    matoi_told_pane_focus (self->tel_told);
}

/* Everything told was captured, and so is found there. */
static gboolean
matoi_telling_page_find (MatoiDocumentPage *page)
{
  MatoiTellingPage *self = MATOI_TELLING_PAGE (page);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), TRUE);
  matoi_captured_pane_find (self->tel_captured);
  return TRUE;
}

static GtkWidget *
matoi_telling_page_get_tools (MatoiDocumentPage *page)
{
  return GTK_WIDGET (MATOI_TELLING_PAGE (page)->toggle);
}

static void
matoi_telling_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_telling_page_show;
  iface->flush = matoi_telling_page_flush;
  iface->jump = matoi_telling_page_jump;
  iface->find = matoi_telling_page_find;
  iface->get_tools = matoi_telling_page_get_tools;
}

/* --- two panes */

static void
on_other_pane (MatoiTellingPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean in_captured = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->tel_captured));

  if (in_captured)
    matoi_told_pane_focus (self->tel_told);
  else
    {
      gtk_toggle_button_set_active (self->toggle, TRUE);
      matoi_captured_pane_focus (self->tel_captured, NULL);
    }
}

static void
on_toggled (MatoiTellingPage *self)
{
  if (self->tel_captured)
    gtk_widget_set_visible (GTK_WIDGET (self->tel_captured),
                            gtk_toggle_button_get_active (self->toggle));
}

static void
matoi_telling_page_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = 2 * *minimum;
}

static void
allocate (GtkWidget *pane, int x, int y, int width, int height)
{
  GtkAllocation place = { x, y, width, height };
  int least_width, least_height;

  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  place.width = MAX (width, least_width);
  gtk_widget_measure (pane, GTK_ORIENTATION_VERTICAL, place.width, &least_height, NULL, NULL, NULL);
  place.height = MAX (height, least_height);
  gtk_widget_size_allocate (pane, &place, -1);
}

static void
matoi_telling_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiTellingPage *self = MATOI_TELLING_PAGE (widget);
  GtkWidget *captured = GTK_WIDGET (self->tel_captured), *told = GTK_WIDGET (self->tel_told);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int part;

  self->side_by_side = width >= SIDE_BY_SIDE;
  if (!gtk_widget_get_visible (captured))
    allocate (told, 0, 0, width, height);
  else if (self->side_by_side)
    {
      part = CLAMP (width * 2 / 5, 250, 420);
      allocate (captured, rtl ? width - part : 0, 0, part, height);
      allocate (told, rtl ? 0 : part, 0, width - part, height);
    }
  else
    {
      part = height * 2 / 5;
      allocate (captured, 0, 0, width, part);
      allocate (told, 0, part, width, height - part);
    }
}

static GtkSizeRequestMode
matoi_telling_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* --- the object */

static void
matoi_telling_page_dispose (GObject *object)
{
  MatoiTellingPage *self = MATOI_TELLING_PAGE (object);

  if (self->tel_told)
    matoi_telling_page_show (MATOI_DOCUMENT_PAGE (self), NULL, NULL);
  if (self->toggle)
    g_signal_handlers_disconnect_by_data (self->toggle, self);
  g_clear_object (&self->toggle);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_TELLING_PAGE);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (matoi_telling_page_parent_class)->dispose (object);
}

static void
matoi_telling_page_class_init (MatoiTellingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_telling_page_dispose;
  widget_class->measure = matoi_telling_page_measure;
  widget_class->size_allocate = matoi_telling_page_size_allocate;
  widget_class->get_request_mode = matoi_telling_page_get_request_mode;
  g_type_ensure (MATOI_TYPE_CAPTURED_PANE);
  g_type_ensure (MATOI_TYPE_TOLD_PANE);
  signals[OTHER_PANE] =
    g_signal_new_class_handler ("other-pane", G_TYPE_FROM_CLASS (class),
                                G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, G_CALLBACK (on_other_pane),
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/telling-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingPage, tel_captured);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingPage, tel_told);
}

static void
matoi_telling_page_init (MatoiTellingPage *self)
{
  self->model = matoi_telling_model_new ();
  self->toggle = GTK_TOGGLE_BUTTON (g_object_ref_sink (gtk_toggle_button_new ()));
  gtk_button_set_icon_name (GTK_BUTTON (self->toggle), "sidebar-show-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle), _ ("Show everything that was captured"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Captured"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->toggle), "flat");
  gtk_toggle_button_set_active (self->toggle, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->toggle, "toggled", G_CALLBACK (on_toggled), self);
}
