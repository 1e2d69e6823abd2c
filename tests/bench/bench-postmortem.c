/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "generate.h"
#include "matoi-document.h"
#include "matoi-postmortem.h"
#include "measure.h"

/* Documents: each figure beside a yardstick from the same run. */

#define ROWS      2000
#define DOCUMENTS 10000

/* Takes @command. */
static void
submit (MatoiStore *store, const MatoiId *id, MatoiCommand *command, gint64 now)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  g_ptr_array_add (commands, command);
  receipt = matoi_store_submit (store, id, commands, now, &error);
  if (receipt == NULL)
    g_error ("%s", error->message);
  matoi_receipt_free (receipt);
}

/* @n incidents with @n_entries each, all of them with a postmortem; the id of the last. */
static MatoiId
fill (MatoiStore *store, guint n, guint n_entries, gint64 start)
{
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  GRand *rand = g_rand_new_with_seed (11);
  MatoiId id = { { 0 } };

  if (!matoi_store_add_policy (store, policy, NULL))
    g_error ("no policy");
  for (guint i = 1; i <= n; i++)
    {
      /* none of the numbers that stay live */
      g_autoptr (GPtrArray) commands = generate_incident (rand, policy, i % 500 == 0 ? i + 1 : i,
                                                          n_entries, start + 60000 * (gint64) i);
      MatoiCommand *end = g_ptr_array_index (commands, commands->len - 1);
      g_autoptr (GError) error = NULL;
      MatoiReceipt *receipt;

      matoi_command_set (end, "owner", i % 3 == 0 ? "Owen" : "Noa");
      receipt =
        matoi_store_submit (store, NULL, commands,
                            start + 60000 * (gint64) i + 30000 * (gint64) n_entries, &error);
      if (receipt == NULL)
        g_error ("%s", error->message);
      id = receipt->incident;
      matoi_receipt_free (receipt);
    }
  g_rand_free (rand);
  return id;
}

static MatoiStore *
new_store (char **path)
{
  const char *dir = g_getenv ("MATOI_BENCH_DIR");
  g_autoptr (GError) error = NULL;
  MatoiStore *store;

  *path = g_build_filename (dir ? dir : g_get_tmp_dir (), "bench-postmortem.db", NULL);
  generate_drop (g_strdup (*path));
  store = matoi_store_open (*path, MATOI_STORE_READ_WRITE, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

/* Every fourth entry is told in words of its own; the sections have text. */
static void
write_document (MatoiStore *store, const MatoiId *id, guint n_paragraphs, gint64 now)
{
  static const char *const sections[] = { "overview", "what-happened", "resolution" };
  g_autoptr (MatoiIncident) incident = matoi_store_load (store, id, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_paragraphs; i++)
    g_string_append (text, "The pool of connections had no upper limit, and the queue grew until "
                           "every request waited for longer than its caller did.\n\n"
                           "接続プールに上限がなく、待ち行列が伸び続け、すべてのリクエストが"
                           "呼び出し側の待ち時間を超えました。\n\n- one\n- two\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      MatoiCommand *command = matoi_command_new ("pm-write", "Owen");

      matoi_command_set (command, "section", sections[i]);
      matoi_command_set (command, "text", text->str);
      submit (store, id, command, now);
    }
  for (guint i = 0; i < incident->entries->len; i += 4)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      g_autofree char *full = matoi_id_dup_text (&entry->id);
      MatoiCommand *command;

      if (g_str_equal (entry->kind, "hypothesis") || g_str_equal (entry->kind, "system"))
        continue;
      command = matoi_command_new ("pm-row", "Owen");
      matoi_command_set (command, "entry", full);
      matoi_command_set (command, "text", "The same, told for those who were not there.");
      matoi_command_set (command, "none_reason", "from memory");
      submit (store, id, command, now);
    }
}

/* Opened: read from the file and folded, the lines of its timeline, what stands before its states. */
static void
bench_open (void)
{
  gint64 start = matoi_time_now () - G_GINT64_CONSTANT (10) * 24 * 60 * MATOI_MINUTE;
  char *path;
  MatoiStore *store = new_store (&path);
  MatoiId id = fill (store, 1, ROWS, start);
  g_autoptr (GArray) load = times_new (), lines = times_new (), raw = times_new ();
  guint n_lines = 0, n_events = 0;

  write_document (store, &id, 20, matoi_time_now ());
  matoi_store_close (store);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MatoiIncident) incident = NULL;
      g_autoptr (GPtrArray) timeline = NULL;
      g_autoptr (GPtrArray) gates = NULL;
      g_autoptr (GPtrArray) events = NULL;
      gint64 from;

      store = matoi_store_open (path, MATOI_STORE_READ_ONLY, NULL);
      from = g_get_monotonic_time ();
      incident = matoi_store_load (store, &id, NULL);
      times_since (load, from);
      from = g_get_monotonic_time ();
      timeline = matoi_postmortem_dup_timeline (incident);
      gates = matoi_postmortem_gates (incident, "in-review", matoi_time_now ());
      times_since (lines, from);
      n_lines = timeline->len;
      matoi_store_close (store);
      store = matoi_store_open (path, MATOI_STORE_READ_ONLY, NULL);
      from = g_get_monotonic_time ();
      events = matoi_store_read_events (store, &id, 0, 0, NULL);
      times_since (raw, from);
      n_events = events->len;
      matoi_store_close (store);
    }
  g_print ("postmortem of %u lines: loaded and folded %.1f ms, its timeline and gates %.1f ms "
           "(budget of the whole opening 150); reading its %u events alone %.1f ms\n",
           n_lines, times_get (load, 0.5), times_get (lines, 0.5), n_events, times_get (raw, 0.5));
  generate_drop (path);
}

static void
bench_list (void)
{
  gint64 start = matoi_time_now () - G_GINT64_CONSTANT (30) * 24 * 60 * MATOI_MINUTE;
  char *path;
  MatoiStore *store = new_store (&path);
  g_autoptr (GArray) open = times_new (), all = times_new (), plain = times_new ();
  guint n = 0;

  fill (store, DOCUMENTS, 2, start);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) first = NULL, second = NULL, third = NULL;
      gint64 from = g_get_monotonic_time ();

      first = matoi_store_list_postmortems (store, FALSE, NULL);
      times_since (open, from);
      from = g_get_monotonic_time ();
      second = matoi_store_list_postmortems (store, TRUE, NULL);
      times_since (all, from);
      from = g_get_monotonic_time ();
      third = matoi_store_list (store, NULL, 0, NULL);
      times_since (plain, from);
      n = second->len;
      g_assert (first->len == n && third->len == n);
    }
  g_print (
    "list of %u postmortems: open ones %.1f ms, all %.1f ms (budget 100); the same incidents "
    "by age %.1f ms\n",
    n, times_get (open, 0.5), times_get (all, 0.5), times_get (plain, 0.5));
  matoi_store_close (store);
  generate_drop (path);
}

/* --- the PDF */

static cairo_status_t
count_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

/* The yardstick: the same words by Pango and cairo, line after line, nothing else. */
static void
print_plain (const char *text)
{
  gsize size = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (count_bytes, &size, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  double y = 50;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      PangoLayout *layout = pango_cairo_create_layout (cr);
      PangoFontDescription *font =
        pango_font_description_from_string ("Noto Sans CJK JP, Noto Sans, sans-serif");
      int height;

      pango_font_description_set_absolute_size (font, 10 * PANGO_SCALE);
      pango_layout_set_font_description (layout, font);
      pango_layout_set_width (layout, 493 * PANGO_SCALE);
      pango_layout_set_text (layout, lines[i], -1);
      pango_layout_get_size (layout, NULL, &height);
      if (y + (double) height / PANGO_SCALE > 790)
        {
          cairo_show_page (cr);
          y = 50;
        }
      cairo_move_to (cr, 51, y);
      pango_cairo_show_layout (cr, layout);
      y += (double) height / PANGO_SCALE;
      pango_font_description_free (font);
      g_object_unref (layout);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static void
bench_pdf (void)
{
  gint64 start = matoi_time_now () - G_GINT64_CONSTANT (10) * 24 * 60 * MATOI_MINUTE;
  char *path;
  MatoiStore *store = new_store (&path);
  MatoiId id = fill (store, 1, 500, start);
  g_autoptr (GArray) pdf = times_new (), plain = times_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const MatoiDocumentOptions options = { "en", FALSE, matoi_time_now (), utc };
  g_autoptr (MatoiIncident) incident = NULL;
  guint n_pages = 0;
  gsize size = 0;

  write_document (store, &id, 24, matoi_time_now ());
  incident = matoi_store_load (store, &id, NULL);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (MatoiDocument) document = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gint64 from = g_get_monotonic_time ();

      document = matoi_document_new (incident, &options);
      bytes = matoi_document_to_pdf (document, MATOI_PAPER_A4, NULL);
      times_since (pdf, from);
      if (i == 0)
        {
          g_autoptr (MatoiPrintout) pages = matoi_document_to_printout (document, 595, 842);

          n_pages = matoi_printout_get_n_pages (pages);
        }
      size = g_bytes_get_size (bytes);
      text = matoi_document_to_markdown (document);
      from = g_get_monotonic_time ();
      print_plain (text);
      times_since (plain, from);
    }
  g_print ("PDF of %u pages, %.0f kB: %.0f ms; the same words by Pango alone %.0f ms (%.2f)\n",
           n_pages, (double) size / 1024, times_get (pdf, 0.5), times_get (plain, 0.5),
           times_get (pdf, 0.5) / times_get (plain, 0.5));
  g_clear_pointer (&incident, matoi_incident_free);
  matoi_store_close (store);
  generate_drop (path);
}

int
main (int argc, char *argv[])
{
  if (argc == 2 && strcmp (argv[1], "open") == 0)
    bench_open ();
  else if (argc == 2 && strcmp (argv[1], "list") == 0)
    bench_list ();
  else if (argc == 2 && strcmp (argv[1], "pdf") == 0)
    bench_pdf ();
  else
    {
      g_printerr ("usage: bench-postmortem open|list|pdf\n");
      return 2;
    }
  return 0;
}
