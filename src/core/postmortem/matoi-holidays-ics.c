/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-holidays.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"

/* The days a company is closed, out of a calendar file (RFC 5545). */

/* The largest calendar that is read; a year of holidays has some kilobytes. */
#define MAX_BYTES (5 * 1024 * 1024)
/* One closure is not longer than a year: more is a slip in the file. */
#define MAX_SPAN  366
#define MAX_DEPTH 8

typedef struct
{
  guint line;       /* where it begins */
  GDate start, end; /* end: the first day that is not off any more; invalid: not stated */
  gboolean timed, cancelled, repeats;
} Closure;

typedef struct
{
  const char *at, *stop;
  guint line, next_line;
  GString *text;      /* the unfolded line, without what is below split off */
  char *name, *value; /* into text */
  const char *params;
  GPtrArray *open; /* of char *: the components we are in */
  Closure closure;
  gboolean seen; /* a calendar */
  GHashTable *days;
  GPtrArray *warnings;
  GError **error;
} Reader;

static gboolean
fail (Reader *self, guint line, const char *reason)
{
  g_set_error (self->error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %1$u is a line of a calendar file, %2$s a sentence about it. */
               _ ("Line %1$u of the calendar: %2$s No day of it was taken over; mend the line or "
                  "export the calendar anew."),
                  line, reason);
  return FALSE;
}

static void
warn (Reader *self, const char *text)
{
  if (self->warnings != NULL)
    /* Translators: %1$u is a line of a calendar file, %2$s a sentence about it. */
    g_ptr_array_add (self->warnings,
                     g_strdup_printf (_ ("Line %1$u: %2$s"), self->closure.line, text));
}

/* Reads one line, put together again where it was folded; FALSE at the end. */
static gboolean
read_line (Reader *self)
{
  g_string_truncate (self->text, 0);
  self->line = self->next_line;
  while (self->at < self->stop)
    {
      const char *end = memchr (self->at, '\n', (gsize) (self->stop - self->at));
      const char *next = end != NULL ? end + 1 : self->stop;

      if (end == NULL)
        end = self->stop;
      if (end > self->at && end[-1] == '\r')
        end--;
      g_string_append_len (self->text, self->at, end - self->at);
      self->at = next;
      self->next_line++;
      if (self->at >= self->stop || (*self->at != ' ' && *self->at != '\t'))
        {
          if (*g_strchug (self->text->str) != '\0')
            return TRUE;
          g_string_truncate (self->text, 0);
          self->line = self->next_line;
          continue;
        }
      self->at++;
    }
  return FALSE;
}

/* Splits NAME;PARAMS:VALUE; a colon in quotation marks belongs to a parameter. */
static gboolean
split_line (Reader *self)
{
  gboolean quoted = FALSE;
  char *p;

  self->name = self->text->str;
  self->params = "";
  for (p = self->name; *p != '\0' && (quoted || *p != ':'); p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == ';' && *self->params == '\0')
        {
          *p = '\0';
          self->params = p + 1;
        }
    }
  if (*p != ':')
    return fail (self, self->line, _ ("There is no “:” in it."));
  *p = '\0';
  self->value = p + 1;
  return TRUE;
}

static gboolean
is_name (Reader *self, const char *name)
{
  return g_ascii_strcasecmp (self->name, name) == 0;
}

/* YYYYMMDD, and a time of day that is told apart. */
static gboolean
read_date (Reader *self, GDate *date)
{
  const char *text = g_strstrip (self->value);
  gsize length = strlen (text);
  int number = 0;

  for (gsize i = 0; i < 8; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return fail (self, self->line, _ ("The date is not written as YYYYMMDD."));
      number = number * 10 + (text[i] - '0');
    }
  if (length != 8 && !((length == 15 || length == 16) && text[8] == 'T'))
    return fail (self, self->line, _ ("The date is not written as YYYYMMDD."));
  if (number / 10000 < 1 ||
      !g_date_valid_dmy ((GDateDay) (number % 100), (GDateMonth) (number / 100 % 100),
                         (GDateYear) (number / 10000)))
    return fail (self, self->line, _ ("There is no such day."));
  g_date_set_dmy (date, (GDateDay) (number % 100), (GDateMonth) (number / 100 % 100),
                  (GDateYear) (number / 10000));
  if (length > 8 && strncmp (text + 9, "000000", 6) != 0)
    self->closure.timed = TRUE;
  return TRUE;
}

/* Whole days or weeks; anything shorter is no day off. */
static gboolean
read_duration (Reader *self)
{
  char *end = NULL;
  guint64 count;

  if (self->value[0] != 'P' || !g_date_valid (&self->closure.start))
    return fail (self, self->line, _ ("The duration makes no sense here."));
  count = g_ascii_strtoull (self->value + 1, &end, 10);
  if (end == self->value + 1 || (g_strcmp0 (end, "D") != 0 && g_strcmp0 (end, "W") != 0))
    self->closure.timed = TRUE;
  else if (count < 1 || count > MAX_SPAN)
    return fail (self, self->line, _ ("The duration makes no sense here."));
  else
    {
      self->closure.end = self->closure.start;
      g_date_add_days (&self->closure.end, (guint) count * (*end == 'W' ? 7 : 1));
    }
  return TRUE;
}

static gboolean
take_closure (Reader *self)
{
  Closure *closure = &self->closure;
  int days;

  if (closure->cancelled)
    return TRUE;
  if (!g_date_valid (&closure->start))
    return fail (self, closure->line, _ ("This event has no first day (DTSTART)."));
  if (closure->timed)
    {
      warn (self, _ ("This event is not a whole day, so it is no day off."));
      return TRUE;
    }
  if (closure->repeats)
    warn (self,
          _ ("This event repeats. Only the days written in it were taken over; add the others "
                   "as events of their own."));
  if (!g_date_valid (&closure->end))
    {
      closure->end = closure->start;
      g_date_add_days (&closure->end, 1);
    }
  days = g_date_days_between (&closure->start, &closure->end);
  if (days == 0)
    days = 1; /* some programs write the same day twice */
  if (days < 0)
    return fail (self, closure->line, _ ("This event ends before it begins."));
  if (days > MAX_SPAN)
    return fail (self, closure->line, _ ("This event is longer than a year."));
  for (GDate day = closure->start; days > 0; days--, g_date_add_days (&day, 1))
    g_hash_table_add (self->days,
                      g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day),
                                       (int) g_date_get_month (&day), g_date_get_day (&day)));
  return TRUE;
}

static const char *
get_component (Reader *self)
{
  return self->open->len > 0 ? g_ptr_array_index (self->open, self->open->len - 1) : "";
}

static gboolean
begin (Reader *self)
{
  if (self->open->len == 0 && g_strcmp0 (self->value, "VCALENDAR") != 0)
    return fail (self, self->line, _ ("A calendar begins with BEGIN:VCALENDAR."));
  if (self->open->len >= MAX_DEPTH)
    return fail (self, self->line, _ ("Too many parts are inside each other."));
  self->seen = TRUE;
  g_ptr_array_add (self->open, g_strdup (self->value));
  if (g_strcmp0 (self->value, "VEVENT") == 0)
    {
      self->closure = (Closure){ .line = self->line };
      g_date_clear (&self->closure.start, 1);
      g_date_clear (&self->closure.end, 1);
    }
  return TRUE;
}

static gboolean
end (Reader *self)
{
  if (g_strcmp0 (self->value, get_component (self)) != 0)
    return fail (self, self->line, _ ("This END belongs to no BEGIN."));
  if (g_strcmp0 (self->value, "VEVENT") == 0 && !take_closure (self))
    return FALSE;
  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
  return TRUE;
}

static gboolean
take_line (Reader *self)
{
  if (!split_line (self))
    return FALSE;
  if (is_name (self, "begin") || is_name (self, "end"))
    {
      char *upper = g_ascii_strup (g_strstrip (self->value), -1);

      /* of the same length */
      strcpy (self->value, upper);
      g_free (upper);
      return is_name (self, "begin") ? begin (self) : end (self);
    }
  if (self->open->len == 0)
    return fail (self, self->line, _ ("A calendar begins with BEGIN:VCALENDAR."));
  if (g_strcmp0 (get_component (self), "VEVENT") != 0)
    return TRUE;
  if (is_name (self, "DTSTART"))
    return read_date (self, &self->closure.start);
  if (is_name (self, "DTEND"))
    return read_date (self, &self->closure.end);
  if (is_name (self, "DURATION"))
    return read_duration (self);
  if (is_name (self, "RRULE") || is_name (self, "RDATE"))
    self->closure.repeats = TRUE;
  if (is_name (self, "STATUS") && g_ascii_strcasecmp (g_strstrip (self->value), "CANCELLED") == 0)
    self->closure.cancelled = TRUE;
  return TRUE;
}

static gboolean
read_all (Reader *self)
{
  while (read_line (self))
    if (!take_line (self))
      return FALSE;
  if (self->open->len > 0)
    return fail (self, self->next_line > 1 ? self->next_line - 1 : 1,
                 _ ("The file ends in the middle; a part of it is missing."));
  if (!self->seen)
    return fail (self, 1, _ ("A calendar begins with BEGIN:VCALENDAR."));
  return TRUE;
}

/** matoi_holidays_read_ics: matoi_holidays_read_ics_full() for who does not want to know more. */
gboolean
matoi_holidays_read_ics (const char *text, gssize length, GHashTable *days_off, GError **error)
{
  return matoi_holidays_read_ics_full (text, length, days_off, NULL, error);
}

/**
 * matoi_holidays_read_ics_full:
 * @text: a calendar (RFC 5545)
 * @length: its bytes, or -1
 * @days_off: a set from matoi_days_off_new(); gets all days or none
 * @warnings: (nullable): of char *, translated: what was left out and where
 * @error: MATOI_ERROR_INPUT with the line
 *
 * Every event of whole days counts, over several days too, unless it was cancelled. Repetitions
 * are not followed (see @warnings).
 *
 * Returns: FALSE on error; then nothing was added
 */
gboolean
matoi_holidays_read_ics_full (const char *text,
                              gssize length,
                              GHashTable *days_off,
                              GPtrArray *warnings,
                              GError **error)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) days = matoi_days_off_new ();
  Reader self = {
    text, text + bytes, 1, 1, line, .open = open, .days = days, .warnings = warnings, .error = error
  };
  const char *bad = text + MIN (bytes, MAX_BYTES);
  GHashTableIter iter;
  gpointer day;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (days_off != NULL, FALSE);

  if (bytes > MAX_BYTES)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _ ("The calendar is larger than the 5 MB that are read. No day of it "
                              "was taken over; export only the days off."));
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) bytes, &bad))
    {
      for (const char *p = text; p < bad; p++)
        self.line += *p == '\n';
      return fail (&self, self.line, _ ("It is not UTF-8 text."));
    }
  if (bytes >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    self.at += 3;
  if (!read_all (&self))
    return FALSE;
  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, &day, NULL))
    g_hash_table_add (days_off, g_strdup (day));
  return TRUE;
}
