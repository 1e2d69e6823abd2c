/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <string.h>

#include "matoi-import-csv-private.h"

/* Times as sheets have them. */

/* Reads on from here. */
typedef struct
{
  const char *p;
} Cursor;

static void
skip_blanks (Cursor *at)
{
  while (*at->p == ' ')
    at->p++;
}

static gboolean
take (Cursor *at, const char *sign)
{
  if (!g_str_has_prefix (at->p, sign))
    return FALSE;
  at->p += strlen (sign);
  return TRUE;
}

/* A number of @least to @most digits. */
static gboolean
take_number (Cursor *at, guint least, guint most, int *number)
{
  guint n = 0;

  *number = 0;
  for (; n < most && g_ascii_isdigit (at->p[n]); n++)
    *number = *number * 10 + (at->p[n] - '0');
  at->p += n;
  return n >= least && !g_ascii_isdigit (*at->p);
}

/* The sign between the parts of a date. */
static gboolean
take_border (Cursor *at, char *border)
{
  if (*at->p == '\0' || strchr ("-/.", *at->p) == NULL || (*border != '\0' && *border != *at->p))
    return FALSE;
  *border = *at->p++;
  return TRUE;
}

/* Three numbers: of a year that stands first or last. */
static gboolean
take_parts (Cursor *at, int parts[3], gboolean *year_first)
{
  const char *end = at->p;
  char border = '\0';

  while (g_ascii_isdigit (*end))
    end++;
  *year_first = end - at->p == 4;
  if (!take_number (at, *year_first ? 4 : 1, *year_first ? 4 : 2, &parts[0]))
    return FALSE;
  if (*year_first && take (at, "年"))
    {
      skip_blanks (at);
      if (!take_number (at, 1, 2, &parts[1]) || !take (at, "月"))
        return FALSE;
      skip_blanks (at);
      return take_number (at, 1, 2, &parts[2]) && take (at, "日");
    }
  return take_border (at, &border) && take_number (at, 1, 2, &parts[1]) &&
         take_border (at, &border) &&
         take_number (at, *year_first ? 1 : 4, *year_first ? 2 : 4, &parts[2]);
}

/* "(金)" or "（Fri）", which says nothing that the date does not. */
static void
skip_weekday (Cursor *at)
{
  const char *end;

  skip_blanks (at);
  if (*at->p != '(')
    return;
  end = strchr (at->p, ')');
  if (end != NULL)
    at->p = end + 1;
}

/* The widths of digits and signs are one, and so are the ways to write a blank. (transfer full) */
static char *
normalise (const char *text)
{
  char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return plain != NULL ? g_strstrip (plain) : g_strdup ("");
}

/** matoi_sheet_look_at_date: what tells whether the day or the month stands first. */
MatoiDateHint
matoi_sheet_look_at_date (const char *text)
{
  g_autofree char *plain = normalise (text);
  Cursor at = { plain };
  gboolean year_first;
  int parts[3];

  if (!take_parts (&at, parts, &year_first) || year_first)
    return MATOI_DATES_NONE;
  if (parts[0] > 12)
    return MATOI_DATES_DAY_FIRST;
  return parts[1] > 12 ? MATOI_DATES_MONTH_FIRST : MATOI_DATES_AMBIGUOUS;
}

/* Before noon or after, before the hour (午後2時) or behind it (2:05 PM); 0: not said. */
static int
take_half (Cursor *at)
{
  static const struct
  {
    const char *word;
    int half;
  } words[] = { { "午前", 1 }, { "午後", 2 }, { "AM", 1 }, { "PM", 2 }, { "am", 1 }, { "pm", 2 } };

  skip_blanks (at);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (take (at, words[i].word))
      {
        skip_blanks (at);
        return words[i].half;
      }
  return 0;
}

static gboolean
take_clock (Cursor *at, int clock[3])
{
  int half = take_half (at);

  if (!take_number (at, 1, 2, &clock[0]))
    return FALSE;
  if (take (at, "時"))
    {
      skip_blanks (at);
      if (g_ascii_isdigit (*at->p) && (!take_number (at, 1, 2, &clock[1]) || !take (at, "分")))
        return FALSE;
      skip_blanks (at);
      if (g_ascii_isdigit (*at->p) && (!take_number (at, 1, 2, &clock[2]) || !take (at, "秒")))
        return FALSE;
    }
  else if (!take (at, ":") || !take_number (at, 2, 2, &clock[1]) ||
           (take (at, ":") && !take_number (at, 2, 2, &clock[2])))
    return FALSE;
  if (take (at, "."))
    while (g_ascii_isdigit (*at->p))
      at->p++;
  half = half != 0 ? half : take_half (at);
  if (half != 0 && clock[0] > 12)
    return FALSE;
  if (half != 0)
    clock[0] = clock[0] % 12 + (half == 2 ? 12 : 0);
  return clock[0] < 24 && clock[1] < 60 && clock[2] < 60;
}

/* "Z", "+09:00", "+0900", " JST" is not one. */
static gboolean
take_zone (Cursor *at, GTimeZone **zone)
{
  g_autofree char *text = NULL;

  skip_blanks (at);
  if (*at->p == '\0')
    return TRUE;
  if (take (at, "Z") || take (at, "UTC"))
    *zone = g_time_zone_new_utc ();
  else if (*at->p == '+' || *at->p == '-')
    {
      *zone = g_time_zone_new_identifier (at->p);
      at->p += strlen (at->p);
    }
  return *zone != NULL && *at->p == '\0';
}

/** matoi_sheet_parse_time: in @zone unless it says another; a day alone is its beginning. */
gboolean
matoi_sheet_parse_time (const char *text, gboolean day_first, GTimeZone *zone, gint64 *ms)
{
  g_autofree char *plain = normalise (text);
  g_autoptr (GTimeZone) own = NULL;
  g_autoptr (GDateTime) time = NULL;
  int parts[3], clock[3] = { 0, 0, 0 }, year, month, day;
  Cursor at = { plain };
  gboolean year_first;

  if (!take_parts (&at, parts, &year_first))
    return FALSE;
  skip_weekday (&at);
  take (&at, "T");
  take (&at, ",");
  skip_blanks (&at);
  if (*at.p != '\0' && (!take_clock (&at, clock) || !take_zone (&at, &own)))
    return FALSE;
  year = parts[year_first ? 0 : 2];
  month = parts[year_first ? 1 : day_first ? 1 : 0];
  day = parts[year_first ? 2 : day_first ? 0 : 1];
  if (year < 1970)
    return FALSE;
  time = g_date_time_new (own != NULL ? own : zone, year, month, day, clock[0], clock[1], clock[2]);
  if (time == NULL)
    return FALSE;
  *ms = g_date_time_to_unix (time) * 1000;
  return TRUE;
}

/** matoi_sheet_parse_minutes: "58", "0:58", "58 min", "1h 5m", "1時間5分": in ms. */
gboolean
matoi_sheet_parse_minutes (const char *text, gint64 *ms)
{
  static const struct
  {
    const char *word;
    gint64 minutes;
  } units[] = { { "時間", 60 }, { "hours", 60 },  { "hour", 60 }, { "h", 60 }, { "分間", 1 },
                { "分", 1 },    { "minutes", 1 }, { "min", 1 },   { "m", 1 } };
  g_autofree char *plain = normalise (text);
  Cursor at = { plain };
  gint64 sum = 0;
  int number;

  if (!take_number (&at, 1, 6, &number))
    return FALSE;
  if (take (&at, ":"))
    {
      int minutes;

      *ms = number * 60 * MATOI_MINUTE;
      if (!take_number (&at, 2, 2, &minutes) || minutes > 59 || *at.p != '\0')
        return FALSE;
      *ms += minutes * MATOI_MINUTE;
      return TRUE;
    }
  while (TRUE)
    {
      gint64 unit = *at.p == '\0' ? 1 : 0;

      skip_blanks (&at);
      for (guint i = 0; i < G_N_ELEMENTS (units) && unit == 0; i++)
        if (take (&at, units[i].word))
          unit = units[i].minutes;
      if (unit == 0)
        return FALSE;
      sum += number * unit;
      skip_blanks (&at);
      if (*at.p == '\0')
        break;
      if (!take_number (&at, 1, 6, &number))
        return FALSE;
    }
  *ms = sum * MATOI_MINUTE;
  return TRUE;
}
