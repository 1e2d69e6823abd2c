/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-wording.h"

static const char *const names[] = { "Aiko Tanaka", "Ben", "田中 愛子", "林", NULL };

static char *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MATOI_DATADIR"), "wording", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static MatoiWording *
parse (void)
{
  g_autofree char *en = load ("en.json");
  g_autofree char *ja = load ("ja.json");
  g_autoptr (GError) error = NULL;
  MatoiWording *wording = matoi_wording_parse (en, ja, &error);

  g_assert_no_error (error);
  return wording;
}

/* What was found, as "rule:words, rule:words". */
static char *
find (const MatoiWording *wording, const char *text, const char *scope)
{
  static const char *const known[] = { "SLO", NULL };
  g_autoptr (GPtrArray) hits = matoi_wording_check (wording, text, scope, names, known);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const MatoiWordingHit *hit = g_ptr_array_index (hits, i);

      g_assert_cmpuint (hit->offset + hit->length, <=, strlen (text));
      g_string_append_printf (found, "%s%s:%.*s", i > 0 ? ", " : "", hit->rule, (int) hit->length,
                              text + hit->offset);
    }
  return g_string_free (found, FALSE);
}

typedef struct
{
  const char *scope, *text, *found; /* found: "" for a near miss */
} Case;

static void
check_cases (const Case *cases, guint count)
{
  g_autoptr (MatoiWording) wording = parse ();

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *found = find (wording, cases[i].text, cases[i].scope);

      if (strcmp (found, cases[i].found) != 0)
        g_test_message ("%s: %s", cases[i].scope, cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_outage (void)
{
  static const Case cases[] = {
    { "public", "We had an outage of search.", "outage:outage" },
    { "document", "Two Outages in a week.", "outage:Outages" },
    { "document", "The site was down for 20 minutes.", "outage:down" },
    { "document", "Checkout went completely down.", "outage:down" },
    { "document", "A deploy took the whole cluster down.", "outage:down" },
    { "document", "10:02 API down", "outage:down" },
    { "timeline", "The site was down.", "" },
    { "document", "Users could not download files; we break down the numbers.", "" },
    { "document", "Traffic was down to 3 %, then scaled down. We shut down two nodes.", "" },
    { "document", "The queue slowed down, and latency was down by half.", "" },
    { "document", "Errors were down 14 %. A drop-down was broken down.", "" },
    { "document", "`kubectl describe outage` and https://example.com/outage/down", "" },
    { "document", "```\nthe site was down\noutage\n```\nfine", "" },
    { "document", "As it said:\n\n    outage\n\n\toutage\nfine", "" },
    { "document", "    outage\n\n- a point\n\n    outage", "outage:outage" },
    { "document", "- a point\n\n      outage", "" },
    { "document", "It went on\n    as an outage.", "outage:outage" },
    { "document", "12. a point\n\n    with an outage", "outage:outage" },
    { "document", "See [the page](https://x.example/outage).", "" },
    { "public", "検索が機能停止しました。", "outage:機能停止" },
    { "document", "全面停止だった。", "outage:全面停止" },
    { "document", "サーバーダウンにより", "outage:サーバーダウン" },
    { "public", "サイトがダウンしています。", "outage:ダウン" },
    { "document", "バッチを停止した。停止の理由は後述。", "" },
    { "document", "ダウンロードとシャットダウン、ダウンタイム、スケールダウン。", "" },
    { "document", "インシデントが発生した。", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_blame (void)
{
  static const Case cases[] = {
    { "document", "It was human error.", "human-error:human error" },
    { "document", "Human\nerror and carelessness.",
      "human-error:Human\nerror, human-error:carelessness" },
    { "document", "A mistake by the on-call engineer.", "human-error:mistake by" },
    { "document", "The error was human-readable; by mistake two jobs ran.", "" },
    { "document", "The careful error budget of humans.", "" },
    { "document", "ヒューマンエラーが原因。", "human-error:ヒューマンエラー" },
    { "document", "人為ミスと不注意、うっかり。",
      "human-error:人為ミス, human-error:不注意, human-error:うっかり" },
    { "document", "入力の検査がエラーを返した。注意書きがなかった。", "" },
    { "timeline", "It was human error.", "" },
    /* only next to a person */
    { "document", "Aiko forgot to drain the node.", "blame:forgot" },
    { "timeline", "The build was broken because Ben missed the check.", "blame:missed" },
    { "document", "Tanaka's mistake.", "blame:mistake" },
    { "document", "The script forgot the lock. A mistake in the config caused it.", "" },
    { "document", "The benchmark failed; a tender fault of the disk.", "" },
    { "document", "The disk failed. Ben replaced it.", "" },
    { "document", "Ben restarted the node and it came back.", "" },
    { "document", "田中さんの設定ミスで止まった。", "blame:ミス" },
    { "document", "愛子が手順を忘れた。", "blame:忘れ" },
    { "document", "林さんの見落としです。", "blame:見落と" },
    { "document", "設定ミスがあった。手順を忘れても動くようにする。", "" },
    { "document", "森林の監視で誤りを見つけた。", "" },
    { "document", "設定が誤っていた。田中さんが直した。", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_counterfactual (void)
{
  static const Case cases[] = {
    { "document", "We should have noticed.", "counterfactual:should have" },
    { "timeline", "It could not have been seen, would've helped.",
      "counterfactual:could not have, counterfactual:would've" },
    { "document", "They shouldn’t have restarted.", "counterfactual:shouldn’t have" },
    { "timeline", "If the alert had fired, we would have known.",
      "counterfactual:If the alert had fired, counterfactual:would have" },
    { "document", "Had we known this earlier.", "counterfactual:Had we known" },
    { "document", "The team failed to scale; monitoring was insufficient.",
      "counterfactual:failed to, counterfactual:insufficient" },
    { "document", "If only somebody looked.", "counterfactual:If only" },
    { "task", "We should have noticed.", "" },
    { "document", "Each service should have an owner. We could have a look.", "" },
    { "document", "The login failed. If the disk is full, it had no effect.", "" },
    { "document", "Sufficient memory; the shoulder; we had known about it.", "" },
    { "document", "監視すべきだった。", "counterfactual:べきだった" },
    { "timeline", "確認していれば防げた。", "counterfactual:ていれば" },
    { "document", "気づけたはず。直ったはずでした。",
      "counterfactual:けたはず, counterfactual:はずでした" },
    { "document", "監視が不十分だった。", "counterfactual:不十分" },
    { "document", "もっと早く読んでいれば。", "counterfactual:でいれば" },
    { "document", "監視している。監視すべき項目は十分だ。手はずを整えた。", "" },
    { "document", "14時に確認していた。外すことにした。", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_questions (void)
{
  static const Case cases[] = {
    { "document", "Who deployed this?", "who-why:Who deployed this?" },
    { "document", "Why did the operator restart it?", "who-why:Why did the operator" },
    { "document", "Why didn't Ben wait?", "who-why:Why didn't" },
    { "document", "Customers who saw errors were told.", "" },
    { "document", "Who was affected?", "" },
    { "document", "Why did the cache grow? What did Ben see?", "" },
    { "document", "誰が実行したのか。", "who-why:誰が" },
    { "document", "なぜ鈴木さんは再起動したのか。", "who-why:なぜ鈴木さんは" },
    { "document", "どうして林さんだけが知っていたのか。", "who-why:どうして" },
    { "document", "なぜキャッシュが増えたのか。誰でも実行できた。", "" },
    { "document", "誰が見ても正しい状態。", "" },
    { "task", "誰が実行したのか。", "" },
    { "document", "The root cause was a typo.", "root-cause:root cause" },
    { "document", "root causes; the cause of the delay", "" },
    { "document", "根本原因は設定でした。", "root-cause:根本原因は" },
    { "document", "根本原因の分析を続ける。", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_work (void)
{
  static const Case cases[] = {
    { "task", "Can someone look at the logs?", "nobody:someone" },
    { "task", "Somebody please call. Anyone?", "nobody:Somebody, nobody:Anyone" },
    { "task", "Check something with every one of them", "" },
    { "document", "Can someone look?", "" },
    { "task", "誰かログを見てください", "nobody:誰か" },
    { "task", "どなたかお願いします", "nobody:どなたか" },
    { "task", "誰が担当かを書く。誰でも読めるようにする", "" },
    { "task", "次の指揮を取る人を、誰かに決めてもらう", "" },
    { "action", "Investigate the leak", "vague-action:Investigate" },
    { "action", "We should consider a queue and look into alerts",
      "vague-action:consider, vague-action:look into" },
    { "action", "Make sure it is fine. Be careful.",
      "vague-action:Make sure, vague-action:Be careful" },
    { "action", "check the disk", "vague-action:check" },
    { "action", "Add a health check to the considerable queue", "" },
    { "action", "Limit the pool to 20 so that responders can investigate", "" },
    { "document", "Investigate the leak", "" },
    { "action", "原因を調査する", "vague-action:調査する" },
    { "action", "キューの導入を検討する", "vague-action:検討する" },
    { "action", "再発防止の徹底", "vague-action:徹底" },
    { "action", "操作に気をつける。", "vague-action:気をつける" },
    { "action", "調査結果をもとに上限を20に設定する", "" },
    { "action", "検討会で決めた値を監視に追加する", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_public (void)
{
  static const Case cases[] = {
    { "public", "It will be fixed in 20 minutes.", "promise:will be fixed in 20" },
    { "public", "It will be resolved by tonight.", "promise:will be resolved by" },
    { "public", "ETA: 15:00", "promise:ETA" },
    { "public", "ETAは15時です。", "promise:ETA" },
    { "public", "Service is back within 30 minutes", "promise:within 30 minutes" },
    { "public", "Logins work again within the next 10 minutes.",
      "promise:within the next 10 minutes" },
    { "public", "The next update comes within 20 minutes.", "" },
    { "public", "We will post again within 20 minutes.", "" },
    { "public", "The problem was fixed by 10:20.", "" },
    { "public", "Most of it worked again within 49 minutes.", "" },
    { "public", "The beta letters eta and theta.", "" },
    { "document", "It will be fixed in 20 minutes. ETA (expected time of arrival).", "" },
    { "public", "30分で復旧します。", "promise:30分で復旧" },
    { "public", "15時までに復旧する予定です。", "promise:15時までに復旧" },
    { "public", "約１時間後に解消する見込み", "promise:１時間後に解消" },
    { "public", "復旧見込みは18時です。", "promise:復旧見込みは" },
    { "public", "次のお知らせは15時までに行います。30分後に更新します。", "" },
    { "public", "20分で復旧しました。", "" },
    { "public", "復旧の見込みは未定です。", "" },
    { "public", "Seen on db-01 and web-prod-12.eu.internal.",
      "internal-names:db-01, internal-names:web-prod-12.eu.internal" },
    { "public", "Tracked as PAY-1234 on `cache-7`.",
      "internal-names:PAY-1234, internal-names:cache-7" },
    { "public", "10.0.3.17 did not answer.", "internal-names:10.0.3.17" },
    { "public", "A SEV-1 in us-east-1 with UTF-8 and our web 2 app, version 10.2.", "" },
    { "document", "Seen on db-01; PAY-1234.", "" },
    { "public", "db01で障害。チケット番号 PAY-12", "internal-names:db01, internal-names:PAY-12" },
    { "public", "ホスト名: tokyo-a", "internal-names:ホスト名: tokyo-a" },
    { "public", "チケットの購入ができません。", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_security (void)
{
  static const Case cases[] = {
    { "security-public", "We take the security of your data very seriously.",
      "security-phrase:take the security of your data very seriously" },
    { "security-public", "Security is our top priority.", "security-phrase:Security is our top" },
    { "security-public", "We take security reports at any time.", "" },
    { "public", "We take security very seriously.", "" },
    { "security-public", "The keys were stored at Okta.", "third-party:Okta" },
    { "security-public", "An oktagon.", "" },
    { "public", "The keys were stored at Okta.", "" },
    { "security-public", "セキュリティを非常に重視しています。",
      "security-phrase:セキュリティを非常に重視" },
    { "security-public", "セキュリティ更新を適用しました。", "" },
    { "security-public", "クラウドフレアの設定", "third-party:クラウドフレア" },
    { "security-public", "クラウドの設定を直しました。", "" },
    /* it is public too */
    { "security-public", "The outage was seen on db-01.", "outage:outage, internal-names:db-01" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_acronyms (void)
{
  static const Case cases[] = {
    { "outgoing", "The DLQ grew. The DLQ was drained.", "acronym:DLQ" },
    { "public", "Two LBs were replaced.", "acronym:LB" },
    { "document", "DLQが溢れた。", "acronym:DLQ" },
    { "outgoing", "The DLQ (dead letter queue) grew; a load balancer (LB) and an LB.", "" },
    { "outgoing", "DLQ（未配信キュー）が溢れた。配送待ち（MTA）。WAFとは防御です。", "" },
    { "outgoing", "SEV-1: the URL of the HTTP API, SLO and P1; 10:00 UTC, HTTP-like, PAY-12.", "" },
    { "outgoing", "iPhone, McDonald, MAX_CONN, `DLQ` and https://example.com/DLQ", "" },
    { "action", "Drain the DLQ", "" },
    { "timeline", "Drain the DLQ", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_order (void)
{
  g_autoptr (MatoiWording) wording = parse ();
  const char *text = "障害の前: we should have seen the outage.";
  g_autoptr (GPtrArray) hits = matoi_wording_check (wording, text, "document", NULL, NULL);
  const MatoiWordingHit *first = g_ptr_array_index (hits, 0);
  const MatoiWordingHit *second = g_ptr_array_index (hits, 1);

  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (first->rule, ==, "counterfactual");
  g_assert_cmpuint (first->offset, ==, strlen ("障害の前: we "));
  g_assert_cmpuint (first->length, ==, strlen ("should have"));
  g_assert_cmpstr (second->rule, ==, "outage");
  g_assert_nonnull (strstr (first->advice_en, "did not happen"));
  g_assert_nonnull (strstr (first->advice_ja, "起きなかった"));
  g_assert_cmpstr (matoi_wording_hit_get_advice (first), ==, first->advice_en);
}

#define RULE(members) "{\"schema\":\"matoi/wording/1\",\n\"rules\":[\n{" members "}]}"
#define ADVICE        ",\"advice\":{\"en\":\"a\",\"ja\":\"b\"}"

/* A file a team has edited. */
static void
test_broken_file (void)
{
  static const char fine[] =
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"],\"words\":[\"so+ meh*\",\"まあ\"]" ADVICE);
  static const char *const broken[] = {
    "",
    "[]",
    "{}",
    "{\"schema\":\"matoi/wording/1\"}",
    RULE (""),
    RULE ("\"id\":\"x\",\"words\":[\"a\"]" ADVICE),
    RULE ("\"id\":\"x\",\"scopes\":[\"poem\"],\"words\":[\"a\"]" ADVICE),
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"],\"words\":[\"a\"]"),
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"]" ADVICE),
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"],\"words\":\"a\"" ADVICE),
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"],\"words\":[\"\"]" ADVICE),
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"],\"patterns\":[\"(\"]" ADVICE),
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"],\"patterns\":[\"a*\"]" ADVICE),
    RULE ("\"id\":\"x\",\"scopes\":[\"task\"],\"words\":[\"a\"],\"unless\":[\"[\"]" ADVICE),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiWording) wording = matoi_wording_parse (fine, fine, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = find (wording, "So+  mehhh, somehow, まあまあ", "task");
  g_assert_cmpstr (found, ==, "x:So+  mehhh, x:まあ, x:まあ");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_assert_null (matoi_wording_parse (fine, broken[i], &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
      g_assert_true (g_str_has_prefix (error->message, "ja.json:"));
      g_clear_error (&error);
    }
}

/* Every rule of both files is written in two languages, and nothing is slow. */
static void
test_large (void)
{
  static const char *const scopes[] = { "document", "public", "security-public", "timeline",
                                        "task",     "action", "outgoing" };
  static const char *const bits[] = { "who ", "if the ", "`",        "```\n", "ABC",       "なぜ",
                                      "復旧", "15時",    "ダウン",   "take ", "within 5 ", "\n",
                                      "。",   "had ",    "https://", "Ben ",  "ミス",      "(",
                                      "）",   "a",       "](" };
  g_autoptr (MatoiWording) wording = parse ();
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) wild = g_string_new (NULL);
  GRand *rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  while (plain->len < 200 * 1024)
    g_string_append (plain, "The queue grew from 100 to 4,000 jobs at 10:02 and Ben saw the graph. "
                            "キューが増え、当番が気づいた。If the pool is full, jobs wait.\n");
  while (wild->len < 200 * 1024)
    g_string_append (wild, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))]);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      gint64 before = g_get_monotonic_time ();
      g_autofree char *found = find (wording, plain->str, scopes[i]);
      gint64 between = g_get_monotonic_time ();
      g_autofree char *more = find (wording, wild->str, scopes[i]);

      g_test_message ("%s, 200 kB: %.1f ms, of nonsense: %.1f ms", scopes[i],
                      (double) (between - before) / 1000,
                      (double) (g_get_monotonic_time () - between) / 1000);
      g_assert_nonnull (more);
      g_assert_cmpstr (found, ==, "");
    }
  g_rand_free (rand);
}

/* A timeline of 2,000 lines is checked line by line. */
static void
test_many_lines (void)
{
  g_autoptr (MatoiWording) wording = parse ();
  gint64 before = g_get_monotonic_time ();

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *found =
        find (wording, "The queue grew to 4,000 jobs at 10:02. キューが増えた。", "timeline");

      g_assert_cmpstr (found, ==, "");
    }
  g_test_message ("2,000 lines: %.1f ms", (double) (g_get_monotonic_time () - before) / 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/outage", test_outage);
  g_test_add_func ("/wording/blame", test_blame);
  g_test_add_func ("/wording/counterfactual", test_counterfactual);
  g_test_add_func ("/wording/questions", test_questions);
  g_test_add_func ("/wording/work", test_work);
  g_test_add_func ("/wording/public", test_public);
  g_test_add_func ("/wording/security", test_security);
  g_test_add_func ("/wording/acronyms", test_acronyms);
  g_test_add_func ("/wording/order", test_order);
  g_test_add_func ("/wording/broken-file", test_broken_file);
  g_test_add_func ("/wording/large", test_large);
  g_test_add_func ("/wording/many-lines", test_many_lines);
  return g_test_run ();
}
