/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-setup-result.h"

#include <glib/gi18n-lib.h>

struct _MatoiSetupResult
{
  AdwPreferencesGroup parent_instance;
  GPtrArray *rows; /* of GtkWidget */
};

G_DEFINE_FINAL_TYPE (MatoiSetupResult, matoi_setup_result, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
new_icon (MatoiSetupState state)
{
  static const struct
  {
    const char *icon, *word, *style;
  } looks[] = {
    [MATOI_SETUP_OK] = { "object-select-symbolic", N_ ("Works"), "success" },
    [MATOI_SETUP_WARN] = { "dialog-warning-symbolic", N_ ("Needs attention"), "warning" },
    [MATOI_SETUP_FAIL] = { "dialog-error-symbolic", N_ ("Does not work"), "error" },
  };
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[state].icon);

  gtk_widget_add_css_class (icon, looks[state].style);
  gtk_widget_set_tooltip_text (icon, _ (looks[state].word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (looks[state].word), -1);
  return icon;
}

/* Several lines with one remedy: it stands below the last of them. */
static gboolean
is_last_of_fix (const MatoiSetupReport *report, guint index)
{
  const MatoiSetupLine *line = g_ptr_array_index (report->lines, index);
  const MatoiSetupLine *next =
    index + 1 < report->lines->len ? g_ptr_array_index (report->lines, index + 1) : NULL;

  return line->fix && (!next || g_strcmp0 (line->fix, next->fix) != 0);
}

static void
add_row (MatoiSetupResult *self, const MatoiSetupReport *report, guint index)
{
  const MatoiSetupLine *line = g_ptr_array_index (report->lines, index);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = is_last_of_fix (report, index)
                            ? g_strconcat (line->text, "\n", line->fix, NULL)
                            : g_strdup (line->text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), line->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon (line->state));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static gboolean
is_good (const MatoiSetupReport *report, guint index)
{
  return ((MatoiSetupLine *) g_ptr_array_index (report->lines, index))->state == MATOI_SETUP_OK;
}

static const char *
get_summary (const MatoiSetupReport *report)
{
  switch (matoi_setup_report_get_state (report))
    {
    case MATOI_SETUP_OK:
      return _ ("Everything works.");
    case MATOI_SETUP_WARN:
      return _ ("It works, but not all of it.");
    case MATOI_SETUP_FAIL:
    default:
      return _ ("It does not work yet. Nothing was changed.");
    }
}

/* Shows @report (nullable: nothing). */
void
matoi_setup_result_show (MatoiSetupResult *self, const MatoiSetupReport *report)
{
  g_return_if_fail (MATOI_IS_SETUP_RESULT (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), report != NULL);
  if (!report)
    return;
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), get_summary (report));
  /* What somebody has to do something about first: the rest may be below the edge. */
  for (guint i = 0; i < report->lines->len; i++)
    if (!is_good (report, i))
      add_row (self, report, i);
  for (guint i = 0; i < report->lines->len; i++)
    if (is_good (report, i))
      add_row (self, report, i);
}

static void
matoi_setup_result_dispose (GObject *object)
{
  g_clear_pointer (&MATOI_SETUP_RESULT (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_setup_result_parent_class)->dispose (object);
}

static void
matoi_setup_result_class_init (MatoiSetupResultClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_setup_result_dispose;
}

static void
matoi_setup_result_init (MatoiSetupResult *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Result of the Test"));
  gtk_widget_set_name (GTK_WIDGET (self), "setup_result");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
