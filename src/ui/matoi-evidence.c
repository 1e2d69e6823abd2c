/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-evidence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *host; /* the end of the host's name, or a word in front of its first dot */
  const char *name; /* as the service writes itself; not translated */
  const char *icon; /* of what it keeps: nobody's trademark */
} Service;

static const Service services[] = {
  { "datadoghq.com", "Datadog", "matoi-metrics-symbolic" },
  { "datadoghq.eu", "Datadog", "matoi-metrics-symbolic" },
  { "ddog-gov.com", "Datadog", "matoi-metrics-symbolic" },
  { "sumologic.com", "Sumo Logic", "matoi-logs-symbolic" },
  { "grafana.net", "Grafana", "matoi-metrics-symbolic" },
  { "grafana.", "Grafana", "matoi-metrics-symbolic" },
  { "x.com", "X", "matoi-chat-symbolic" },
  { "twitter.com", "X", "matoi-chat-symbolic" },
  { "atlassian.net", "JIRA", "matoi-ticket-symbolic" },
  { "jira.", "JIRA", "matoi-ticket-symbolic" },
  { "slack.com", "Slack", "matoi-chat-symbolic" },
};

static gboolean
is_at (const char *host, const char *wanted)
{
  gsize length = strlen (wanted), n = strlen (host);

  if (g_str_has_suffix (wanted, "."))
    return g_ascii_strncasecmp (host, wanted, length) == 0;
  return n >= length && g_ascii_strcasecmp (host + n - length, wanted) == 0 &&
         (n == length || host[n - length - 1] == '.');
}

/* GovSlack and gateways have other hosts, but the same addresses of messages. */
static gboolean
is_slack_message (const char *path)
{
  return g_regex_match_simple ("^/archives/[CDG][A-Z0-9]{6,}/p\\d{16}$", path, 0, 0);
}

static const Service *
find_service (GUri *uri)
{
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  for (gsize i = 0; host && i < G_N_ELEMENTS (services); i++)
    if (is_at (host, services[i].host) ||
        (strcmp (services[i].name, "Slack") == 0 && is_slack_message (g_uri_get_path (uri))))
      return &services[i];
  return NULL;
}

/* Long parts are ids that tell nobody anything. */
static gboolean
is_telling (const char *part)
{
  return *part && strlen (part) <= 40;
}

/* Channels are called by ids in capitals, messages by numbers; only files have names there. */
static gboolean
is_slack_id (const char *part)
{
  return strspn (part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == strlen (part) ||
         (*part == 'p' && strspn (part + 1, "0123456789") == strlen (part + 1));
}

static char *
dup_slack_title (const char *before, const char *last)
{
  if (!before)
    return g_strdup (last);
  if (strcmp (before, "archives") == 0)
    return is_slack_id (last) ? NULL : g_strdup_printf ("#%s", last);
  if (!is_slack_id (before))
    return g_strdup_printf ("#%s", before);
  return is_slack_id (last) ? NULL : g_strdup (last);
}

/* What the link shows there: the last two telling parts of its path. */
static char *
dup_title (const Service *service, GUri *uri)
{
  const char *fragment = g_uri_get_fragment (uri);
  /* Some write the place within their one page behind the "#". */
  g_autofree char *path =
    g_strconcat (g_uri_get_path (uri), fragment && *fragment == '/' ? fragment : "", NULL);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  const char *last = NULL, *before = NULL;

  for (guint i = 0; parts[i]; i++)
    if (is_telling (parts[i]))
      {
        before = last;
        last = parts[i];
      }
  if (!last)
    return NULL;
  if (service && strcmp (service->name, "Slack") == 0)
    return dup_slack_title (before, last);
  if (service && strcmp (service->name, "X") == 0)
    return g_strdup_printf ("@%s", parts[0] && parts[1] ? parts[1] : last);
  if (!before ||
      (service && (strcmp (service->name, "Grafana") == 0 || strcmp (service->name, "JIRA") == 0)))
    return g_strdup (last);
  return g_strdup_printf ("%s/%s", before, last);
}

/* One line for @evidence: the service and what it shows there, or why there is none. */
char *
matoi_evidence_dup_label (const MatoiEvidence *evidence)
{
  g_autoptr (GUri) uri =
    evidence->url ? g_uri_parse (evidence->url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  const Service *service = find_service (uri);
  g_autofree char *title = NULL;

  if (!evidence->url && !evidence->query)
    /* Translators: %s is the reason why an entry has no source to point at. */
    return g_strdup_printf (_ ("No source: %s"),
                               evidence->none_reason ? evidence->none_reason : "");
  title = evidence->query ? g_strdup (evidence->query) : uri ? dup_title (service, uri) : NULL;
  if (host && g_str_has_prefix (host, "www."))
    host += strlen ("www.");
  if (service)
    host = service->name;
  if (host && *host && title)
    /* Translators: a link: %1$s is the site, %2$s what it shows there. */
    return g_strdup_printf (_ ("%1$s · %2$s"), host, title);
  return g_strdup (host && *host ? host : title ? title : evidence->url);
}

/* The icon of the kind of service: figures, logs, talk, tickets, or any link. */
const char *
matoi_evidence_get_icon (const MatoiEvidence *evidence)
{
  g_autoptr (GUri) uri =
    evidence->url ? g_uri_parse (evidence->url, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  const Service *service = find_service (uri);

  if (!evidence->url && !evidence->query)
    return "matoi-system-symbolic";
  return service ? service->icon : "matoi-link-symbolic";
}

/* The address, if it can be opened. Entries come from other people too: only web addresses can. */
const char *
matoi_evidence_get_link (const MatoiEvidence *evidence)
{
  g_autofree char *scheme = evidence->url ? g_uri_parse_scheme (evidence->url) : NULL;

  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0 ? evidence->url : NULL;
}

/* --- lists */

/* A list of its own, which outlives the incident. */
GPtrArray *
matoi_evidence_copy_list (GPtrArray *list)
{
  GPtrArray *copy = matoi_evidence_new_list ();

  for (guint i = 0; list && i < list->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (list, i);

      g_ptr_array_add (copy, matoi_evidence_new (one->url, one->query, one->none_reason));
    }
  return copy;
}

/* Whether both name the same, in the same order. */
gboolean
matoi_evidence_is_same_list (GPtrArray *a, GPtrArray *b)
{
  if ((a ? a->len : 0) != (b ? b->len : 0))
    return FALSE;
  for (guint i = 0; a && i < a->len; i++)
    {
      const MatoiEvidence *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (g_strcmp0 (x->url, y->url) != 0 || g_strcmp0 (x->query, y->query) != 0 ||
          g_strcmp0 (x->none_reason, y->none_reason) != 0)
        return FALSE;
    }
  return TRUE;
}

/* --- the chip */

struct _MatoiEvidenceChip
{
  GtkButton parent_instance;
  GtkWidget *image, *label;
  char *link; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiEvidenceChip, matoi_evidence_chip, GTK_TYPE_BUTTON)

static void
matoi_evidence_chip_clicked (GtkButton *button)
{
  MatoiEvidenceChip *self = MATOI_EVIDENCE_CHIP (button);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->link)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->link, GDK_CURRENT_TIME);
}

/* What it is called, in full, and where it leads; told only to who asks for it: to set a text for
 * each of many takes long. (transfer full) */
char *
matoi_evidence_chip_dup_tooltip (MatoiEvidenceChip *self)
{
  const char *text = gtk_label_get_text (GTK_LABEL (self->label));

  return self->link ? g_strconcat (text, "\n", self->link, NULL) : g_strdup (text);
}

static gboolean
matoi_evidence_chip_query_tooltip (GtkWidget *widget,
                                   int x,
                                   int y,
                                   gboolean keyboard,
                                   GtkTooltip *tooltip)
{
  g_autofree char *text = matoi_evidence_chip_dup_tooltip (MATOI_EVIDENCE_CHIP (widget));

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
matoi_evidence_chip_finalize (GObject *object)
{
  g_free (MATOI_EVIDENCE_CHIP (object)->link);
  G_OBJECT_CLASS (matoi_evidence_chip_parent_class)->finalize (object);
}

static void
matoi_evidence_chip_class_init (MatoiEvidenceChipClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_evidence_chip_finalize;
  GTK_WIDGET_CLASS (class)->query_tooltip = matoi_evidence_chip_query_tooltip;
  GTK_BUTTON_CLASS (class)->clicked = matoi_evidence_chip_clicked;
}

static void
matoi_evidence_chip_init (MatoiEvidenceChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->image = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 42);
  gtk_box_append (GTK_BOX (box), self->image);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "evidence");
}

GtkWidget *
matoi_evidence_chip_new (void)
{
  return g_object_new (MATOI_TYPE_EVIDENCE_CHIP, NULL);
}

/* Names @evidence. */
void
matoi_evidence_chip_show (MatoiEvidenceChip *self, const MatoiEvidence *evidence)
{
  g_autofree char *text = matoi_evidence_dup_label (evidence);
  const char *link = matoi_evidence_get_link (evidence);

  g_return_if_fail (MATOI_IS_EVIDENCE_CHIP (self));

  g_free (self->link);
  self->link = g_strdup (link);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), matoi_evidence_get_icon (evidence));
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  /* What cannot be opened is there to be read. */
  gtk_widget_set_focusable (GTK_WIDGET (self), link != NULL);
  if (link)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "no-link");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "no-link");
}

/* The address it opens, or NULL. */
const char *
matoi_evidence_chip_get_link (MatoiEvidenceChip *self)
{
  return self->link;
}
