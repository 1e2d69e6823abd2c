/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

#define MAX_EVIDENCE_CHIPS 3

struct _MatoiTimelineRow
{
  GtkWidget parent_instance;
  GtkLabel *row_day, *row_time, *row_kind, *row_author, *row_verdict, *row_text, *row_note;
  GtkWidget *row_body, *row_chip, *row_evidence;
  GtkImage *row_icon;
};

G_DEFINE_FINAL_TYPE (MatoiTimelineRow, matoi_timeline_row, GTK_TYPE_WIDGET)

static void
matoi_timeline_row_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_TIMELINE_ROW);
  G_OBJECT_CLASS (matoi_timeline_row_parent_class)->dispose (object);
}

static void
matoi_timeline_row_class_init (MatoiTimelineRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_timeline_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_day);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_kind);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_author);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_verdict);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_note);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_body);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_chip);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_evidence);
  gtk_widget_class_bind_template_child (widget_class, MatoiTimelineRow, row_icon);
}

static void
matoi_timeline_row_init (MatoiTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->row_text), "entry-text");
}

GtkWidget *
matoi_timeline_row_new (void)
{
  return g_object_new (MATOI_TYPE_TIMELINE_ROW, NULL);
}

static void
open_evidence (GtkButton *button, gpointer user_data)
{
  const char *url = g_object_get_data (G_OBJECT (button), "matoi-url");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
}

/* A short name of where a link leads: the query, or the host and the last part of the path. */
static char *
dup_evidence_label (const MatoiEvidence *evidence)
{
  g_autoptr (GUri) uri =
    evidence->url ? g_uri_parse (evidence->url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  g_autofree char *last = uri ? g_path_get_basename (g_uri_get_path (uri)) : NULL;
  const char *what = evidence->query;

  if (!evidence->url && !evidence->query)
    /* Translators: %s is the reason why an entry has no source to point at. */
    return g_strdup_printf (_ ("No source: %s"),
                               evidence->none_reason ? evidence->none_reason : "");
  if (!what && last && g_strcmp0 (last, "/") != 0 && g_strcmp0 (last, ".") != 0)
    what = last;
  if (host && g_str_has_prefix (host, "www."))
    host += strlen ("www.");
  if (host && what)
    /* Translators: a link: %1$s is the site, %2$s what it shows there. */
    return g_strdup_printf (_ ("%1$s · %2$s"), host, what);
  return g_strdup (host ? host : what ? what : evidence->url);
}

static GtkWidget *
new_chip (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *image = gtk_image_new_from_icon_name ("matoi-link-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_evidence (MatoiTimelineRow *self, const MatoiEvidence *evidence)
{
  g_autofree char *text = dup_evidence_label (evidence);
  g_autofree char *scheme = evidence->url ? g_uri_parse_scheme (evidence->url) : NULL;
  GtkWidget *chip = new_chip (text);

  /* Entries come from other people too: only web addresses are opened. */
  if (g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0)
    {
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), chip);
      g_object_set_data_full (G_OBJECT (button), "matoi-url", g_strdup (evidence->url), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (open_evidence), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                      -1);
      gtk_widget_set_tooltip_text (button, evidence->url);
      chip = button;
    }
  else
    gtk_widget_add_css_class (chip, "kind-system");
  gtk_widget_add_css_class (chip, "evidence");
  gtk_box_append (GTK_BOX (self->row_evidence), chip);
}

static void
show_evidence (MatoiTimelineRow *self, const MatoiEntry *entry)
{
  GtkWidget *child;
  guint length = entry->evidence ? entry->evidence->len : 0;

  while ((child = gtk_widget_get_first_child (self->row_evidence)))
    gtk_box_remove (GTK_BOX (self->row_evidence), child);
  for (guint i = 0; i < MIN (length, MAX_EVIDENCE_CHIPS); i++)
    add_evidence (self, g_ptr_array_index (entry->evidence, i));
  if (length > MAX_EVIDENCE_CHIPS)
    {
      /* Translators: %u is how many more links an entry has than are shown. */
      g_autofree char *text = g_strdup_printf (_ ("+%u"), length - MAX_EVIDENCE_CHIPS);

      gtk_box_append (GTK_BOX (self->row_evidence), gtk_label_new (text));
    }
  gtk_widget_set_visible (self->row_evidence, length > 0);
}

static const char *
get_verdict (const MatoiEntry *entry)
{
  if (g_strcmp0 (entry->verdict, "confirmed") == 0)
    return _ ("Confirmed");
  if (g_strcmp0 (entry->verdict, "ruled-out") == 0)
    return _ ("Ruled out");
  return NULL;
}

static char *
dup_note (const MatoiEntry *entry)
{
  if (entry->struck && entry->struck_reason)
    /* Translators: %s is why a timeline entry was struck out. */
    return g_strdup_printf (_ ("Struck: %s"), entry->struck_reason);
  if (entry->struck)
    return g_strdup (_ ("Struck"));
  if (entry->has_successor)
    return g_strdup (_ ("Corrected by a later entry"));
  return NULL;
}

static void
show_optional (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Reads the whole row out in one go: GTK leaves rows of a list without a name. */
static void
name_row (MatoiTimelineRow *self,
          const char *time,
          const char *kind,
          const MatoiEntry *entry,
          const char *text,
          const char *note)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *verdict = get_verdict (entry);
  g_autoptr (GString) name = g_string_new (time);

  g_string_append_printf (name, ", %s", kind);
  if (entry->author && *entry->author)
    g_string_append_printf (name, ", %s", entry->author);
  g_string_append_printf (name, ": %s", text);
  if (verdict)
    g_string_append_printf (name, ", %s", verdict);
  if (note)
    g_string_append_printf (name, ", %s", note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row ? row : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

/* Shows @item as it stands now, times in @zone; @starts_day: with the date above it. */
void
matoi_timeline_row_show (MatoiTimelineRow *self,
                         MatoiTimelineItem *item,
                         gboolean starts_day,
                         GTimeZone *zone)
{
  const MatoiEntry *entry = matoi_timeline_item_get_entry (item);
  const MatoiKindLook *look;
  g_autofree char *time = NULL, *text = NULL, *note = NULL, *day = NULL;
  const char *verdict;

  g_return_if_fail (MATOI_IS_TIMELINE_ROW (self));

  if (!entry)
    return;
  look = matoi_ui_get_entry_look (entry);
  time = matoi_time_to_local (entry->occurred_at, "%H:%M:%S", zone);
  text = matoi_entry_dup_text (matoi_timeline_item_get_incident (item), entry);
  note = dup_note (entry);
  verdict = get_verdict (entry);
  if (starts_day)
    /* Translators: the heading of a day in the timeline; see strftime (3). */
    day = matoi_time_to_local (entry->occurred_at, _ ("%A, %-d %B %Y"), zone);

  show_optional (self->row_day, day);
  gtk_label_set_text (self->row_time, time);
  gtk_label_set_text (self->row_kind, matoi_ui_get_look_label (look));
  gtk_image_set_from_icon_name (self->row_icon, look->icon);
  matoi_ui_set_style (self->row_chip, "kind-", look->style);
  matoi_ui_set_style (self->row_body, "bar-", look->style);
  gtk_label_set_text (self->row_author, entry->author ? entry->author : "");
  show_optional (self->row_verdict, verdict);
  matoi_ui_set_style (GTK_WIDGET (self->row_verdict), "kind-",
                      g_strcmp0 (entry->verdict, "confirmed") == 0 ? "fact" : "system");
  gtk_label_set_text (self->row_text, text);
  show_optional (self->row_note, note);
  set_class (self->row_body, "struck", entry->struck || entry->has_successor);
  show_evidence (self, entry);
  name_row (self, time, matoi_ui_get_look_label (look), entry, text, note);
}
