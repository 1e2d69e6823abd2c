/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every control in every view has a name for those who do not see it. */

#include "config.h"

#include <string.h>

#include "tour.h"

static const TourTexts texts = {
  .title = "Checkout 5xx spike",
  .codename = "Blue Heron",
  .me = "Aiko Tanaka",
  .other = "Ben Okafor",
  .third = "Kenji Sato",
  .service = "checkout",
  .team = "Wallet",
  .words = "Half of the hosts are back",
};

/* --- the name, as GTK 4.8 finds it */

/* A label of its own or a relation to one that is there. There is no getter: compared with what
 * nobody says, the check tells what it found instead. */
static gboolean
has_label (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  g_autofree char *label = NULL;

  if (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  label = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "\001");
  return label && strlen (g_strstrip (label)) > 0;
}

static gboolean
has_content (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && (has_label (child) || has_content (child)))
      return TRUE;
  return FALSE;
}

/* Those whose name may be what stands in them; the others hold a value, which is no name. */
static gboolean
is_named_by_content (GtkWidget *widget)
{
  switch ((int) gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_BUTTON:
    case GTK_ACCESSIBLE_ROLE_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_LINK:
    case GTK_ACCESSIBLE_ROLE_LIST_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO:
    case GTK_ACCESSIBLE_ROLE_OPTION:
    case GTK_ACCESSIBLE_ROLE_RADIO:
    case GTK_ACCESSIBLE_ROLE_TAB:
      return TRUE;
    default:
      return GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget);
    }
}

/* The control that a part of it belongs to: GTK names the whole. */
static GtkWidget *
get_whole (GtkWidget *widget)
{
  static const char *const wholes[] = { "GtkEntry",      "GtkSearchEntry", "GtkPasswordEntry",
                                        "GtkSpinButton", "GtkMenuButton",  "GtkDropDown",
                                        "GtkComboBox",   "AdwSplitButton" };
  GtkWidget *parent = gtk_widget_get_parent (widget);

  for (guint depth = 0; parent && depth < 3; depth++, parent = gtk_widget_get_parent (parent))
    for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
      if (g_type_is_a (G_OBJECT_TYPE (parent), g_type_from_name (wholes[i])))
        return parent;
  return NULL;
}

static gboolean
is_named (GtkWidget *widget)
{
  GtkWidget *whole;

  if (has_label (widget) || (is_named_by_content (widget) && has_content (widget)))
    return TRUE;
  whole = get_whole (widget);
  return whole && (has_label (whole) || (is_named_by_content (whole) && has_content (whole)));
}

/* --- what needs one */

/* Takes the keyboard only to scroll or to hand it on. */
static gboolean
is_container (GtkWidget *widget)
{
  return GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget) ||
         GTK_IS_LABEL (widget) || GTK_IS_VIEWPORT (widget) || GTK_IS_FLOW_BOX (widget) ||
         GTK_IS_FLOW_BOX_CHILD (widget);
}

/* Inside a control of libadwaita or GTK, where nobody can put a name: the list that makes up an
 * expander row, the one chosen item of a drop-down. */
static gboolean
is_inner (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget))
    return gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) != NULL;
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) != NULL &&
         gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL;
}

static gboolean
is_control (GtkWidget *widget)
{
  if (is_container (widget) || is_inner (widget))
    return FALSE;
  if (GTK_IS_BUTTON (widget) || GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) ||
      GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) ||
      GTK_IS_PROGRESS_BAR (widget))
    return TRUE;
  switch ((int) gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_IMG:
      /* An icon beside its word needs none; what this program draws does. */
      return g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Matoi");
    case GTK_ACCESSIBLE_ROLE_METER:
    case GTK_ACCESSIBLE_ROLE_PROGRESS_BAR:
    case GTK_ACCESSIBLE_ROLE_TIMER:
      return TRUE;
    default:
      return gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget);
    }
}

typedef struct
{
  const char *view;
  GHashTable *nameless; /* paths, each once, whatever the view */
  guint n_controls;
} Report;

static void
check (GtkWidget *widget, gpointer user_data)
{
  Report *report = user_data;
  g_autofree char *path = NULL;

  if (!is_control (widget))
    return;
  report->n_controls++;
  if (is_named (widget))
    return;
  path = tour_dup_path (widget);
  if (!g_hash_table_contains (report->nameless, path))
    {
      g_test_message ("no name in “%s”: %s%s", report->view, G_OBJECT_TYPE_NAME (widget), path);
      g_hash_table_add (report->nameless, g_steal_pointer (&path));
    }
}

static void
on_view (Fixture *fixture, const char *view, GtkWidget *root, gpointer user_data)
{
  Report *report = user_data;

  report->view = view;
  tour_walk (root, check, report);
}

static void
report_all (Report *report)
{
  g_test_message ("%u controls looked at", report->n_controls);
  g_assert_cmpuint (report->n_controls, >, 0);
  if (g_hash_table_size (report->nameless) > 0)
    g_test_fail_printf ("%u controls have no name", g_hash_table_size (report->nameless));
  g_hash_table_unref (report->nameless);
}

static Report
new_report (void)
{
  Report report = { .nameless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  return report;
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  Report report = new_report ();

  tour_all (fixture, &texts, on_view, &report);
  report_all (&report);
}

static void
test_postmortems (Fixture *fixture, gconstpointer data)
{
  Report report = new_report ();

  tour_postmortems (fixture, &texts, on_view, &report);
  report_all (&report);
}

static void
test_welcome (void)
{
  Report report = new_report ();
  Fixture fixture = { NULL };

  tour_welcome (&fixture, on_view, &report);
  report_all (&report);
  rig_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GSettings) settings = NULL;

  rig_init (&argc, &argv);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);

  g_test_add_func ("/ui/accessible/welcome", test_welcome);
  g_test_add ("/ui/accessible/names", Fixture, NULL, rig_set_up, test_names, rig_tear_down);
  g_test_add ("/ui/accessible/postmortems", Fixture, NULL, rig_set_up, test_postmortems,
              rig_tear_down);
  return g_test_run ();
}
