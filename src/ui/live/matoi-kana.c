/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-kana.h"

#include <string.h>

/* Two signs before one: the first that fits is the longest. */
static const struct
{
  const char *kana, *spellings;
} table[] = {
  { "きゃ", "kya" },
  { "きゅ", "kyu" },
  { "きょ", "kyo" },
  { "しゃ", "sha sya" },
  { "しゅ", "shu syu" },
  { "しょ", "sho syo" },
  { "しぇ", "she sye" },
  { "ちゃ", "cha tya cya" },
  { "ちゅ", "chu tyu cyu" },
  { "ちょ", "cho tyo cyo" },
  { "ちぇ", "che tye" },
  { "にゃ", "nya" },
  { "にゅ", "nyu" },
  { "にょ", "nyo" },
  { "ひゃ", "hya" },
  { "ひゅ", "hyu" },
  { "ひょ", "hyo" },
  { "みゃ", "mya" },
  { "みゅ", "myu" },
  { "みょ", "myo" },
  { "りゃ", "rya" },
  { "りゅ", "ryu" },
  { "りょ", "ryo" },
  { "ぎゃ", "gya" },
  { "ぎゅ", "gyu" },
  { "ぎょ", "gyo" },
  { "じゃ", "ja zya jya" },
  { "じゅ", "ju zyu jyu" },
  { "じょ", "jo zyo jyo" },
  { "じぇ", "je zye" },
  { "びゃ", "bya" },
  { "びゅ", "byu" },
  { "びょ", "byo" },
  { "ぴゃ", "pya" },
  { "ぴゅ", "pyu" },
  { "ぴょ", "pyo" },
  { "ふぁ", "fa hwa" },
  { "ふぃ", "fi hwi" },
  { "ふぇ", "fe hwe" },
  { "ふぉ", "fo hwo" },
  { "てぃ", "ti thi" },
  { "でぃ", "di dhi" },
  { "うぃ", "wi" },
  { "うぇ", "we" },
  { "うぉ", "wo" },
  { "ゔぁ", "va" },
  { "ゔぃ", "vi" },
  { "ゔぇ", "ve" },
  { "ゔぉ", "vo" },
  { "ゔ", "vu" },
  { "あ", "a" },
  { "い", "i" },
  { "う", "u" },
  { "え", "e" },
  { "お", "o" },
  { "か", "ka" },
  { "き", "ki" },
  { "く", "ku" },
  { "け", "ke" },
  { "こ", "ko" },
  { "さ", "sa" },
  { "し", "shi si" },
  { "す", "su" },
  { "せ", "se" },
  { "そ", "so" },
  { "た", "ta" },
  { "ち", "chi ti" },
  { "つ", "tsu tu" },
  { "て", "te" },
  { "と", "to" },
  { "な", "na" },
  { "に", "ni" },
  { "ぬ", "nu" },
  { "ね", "ne" },
  { "の", "no" },
  { "は", "ha" },
  { "ひ", "hi" },
  { "ふ", "fu hu" },
  { "へ", "he" },
  { "ほ", "ho" },
  { "ま", "ma" },
  { "み", "mi" },
  { "む", "mu" },
  { "め", "me" },
  { "も", "mo" },
  { "や", "ya" },
  { "ゆ", "yu" },
  { "よ", "yo" },
  { "ら", "ra" },
  { "り", "ri" },
  { "る", "ru" },
  { "れ", "re" },
  { "ろ", "ro" },
  { "わ", "wa" },
  { "を", "wo o" },
  { "ん", "nn n m" },
  { "が", "ga" },
  { "ぎ", "gi" },
  { "ぐ", "gu" },
  { "げ", "ge" },
  { "ご", "go" },
  { "ざ", "za" },
  { "じ", "ji zi" },
  { "ず", "zu" },
  { "ぜ", "ze" },
  { "ぞ", "zo" },
  { "だ", "da" },
  { "ぢ", "di ji" },
  { "づ", "du zu" },
  { "で", "de" },
  { "ど", "do" },
  { "ば", "ba" },
  { "び", "bi" },
  { "ぶ", "bu" },
  { "べ", "be" },
  { "ぼ", "bo" },
  { "ぱ", "pa" },
  { "ぴ", "pi" },
  { "ぷ", "pu" },
  { "ぺ", "pe" },
  { "ぽ", "po" },
  { "ぁ", "xa la" },
  { "ぃ", "xi li" },
  { "ぅ", "xu lu" },
  { "ぇ", "xe le" },
  { "ぉ", "xo lo" },
  { "ゃ", "xya lya" },
  { "ゅ", "xyu lyu" },
  { "ょ", "xyo lyo" },
};

/* Whether @typed fits when @kana begins with number @row of the table. */
static gboolean
fits_row (guint row, const char *kana, const char *typed)
{
  const char *rest = kana + strlen (table[row].kana);
  const char *spelling = table[row].spellings;

  while (*spelling)
    {
      gsize length = strcspn (spelling, " "), n = strlen (typed);

      if (strncmp (spelling, typed, MIN (length, n)) == 0 &&
          (n <= length || matoi_kana_begins_with (rest, typed + length)))
        return TRUE;
      spelling += length;
      spelling += strspn (spelling, " ");
    }
  return FALSE;
}

gboolean
matoi_kana_begins_with (const char *kana, const char *typed)
{
  if (!*typed)
    return TRUE;
  /* A small tsu doubles the letter that follows; a long vowel is "-", or left out. */
  if (g_str_has_prefix (kana, "っ"))
    return (typed[1] == '\0' || typed[0] == typed[1]) &&
           matoi_kana_begins_with (kana + strlen ("っ"), typed[1] ? typed + 1 : typed);
  if (g_str_has_prefix (kana, "ー"))
    return matoi_kana_begins_with (kana + strlen ("ー"), *typed == '-' ? typed + 1 : typed);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_has_prefix (kana, table[i].kana) && fits_row (i, kana, typed))
      return TRUE;
  return FALSE;
}
