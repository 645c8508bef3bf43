// The tables of words and the cleaning of labels.
#include "base/cell_words.h"

#include <algorithm>
#include <array>

#include "base/cell_word_table.h"

namespace base {
namespace {

// What was done; words are separated by spaces.
constexpr std::u32string_view deeds[] = {
    U"発行 開催 実施 参加 表彰 採択 認定 認証 登録 支援 配布 配付 作成 整備 設置",
    U"派遣 受講 修了 来場 来店 来館 来訪 出展 出店 出品 成約 成立 交付 補助 助成",
    U"融資 貸付 決定 承認 認可 許可 申請 応募 受付 相談 利用 使用 入居 入所 入園",
    U"入学 退去 開設 開業 開店 開始 創業 起業 就職 就業 就農 就労 雇用 採用 訪問",
    U"回収 回答 達成 増加 減少 予定 見込 見込み 目標 実績 完了 着手 継続 連続 新規",
    U"対応 終了 中止 廃止 運営 管理 掲載 公開 更新 投稿 閲覧 販売 購入 売上 還元",
    U"給付 支給 支払 執行 加盟 加入 入会 退会 在籍 輩出 育成 養成 研修 指導 診断",
    U"検討 調査 協力 連携 締結 協定 導入 活用 改修 改善 植栽 貸出 提供 送付 郵送",
    U"発送 納品 製作 制作 作製 印刷 放送 放映 配信 視聴 再生 体験 見学 視察 受入",
    U"受入れ 受賞 受注 発注 受託 委託 入賞 出場 出席 出前 宿泊 誘致 立地 進出 移転",
    U"撤退 廃業 閉店 新設 増設 拡充 拡大 縮小 削減 供用 稼働 稼動 確保 獲得 取得",
    U"合格 卒業 内定 定着 移住 転入 転出 把握 策定 改定 公表 展示 紹介 推薦 推進",
    U"募集 選定 選出 指定 委嘱 任命 配置 増員 減員 処理 解決 解消 商談 契約 成功",
    U"完成 竣工 着工 建設 施工 撤去 交換 修繕 補修 点検 清掃 巡回 収集 超過 不足",
    U"未達 経過 対象 規模 限定 無料 付与 配当 投入 投資 寄付 寄附 借入 返済 返還",
    U"徴収 納付 拠出 負担 割引 引下げ 引上げ 上昇 低下 向上 悪化 減額 増額 届出 提出",
    U"発表 発信 発売 発生 発見 発足 結成 設立 法人化 組織化 構成 参画 従事 所属 活動",
    U"移行 周遊 乗車 乗降 運行 運航 運転 停車 来街 来庁 通行",
};

// One sign behind a counter that is no part of it: 5件増, 3社等, 全6日制.
constexpr std::u32string_view single_followers =
    U"増減等他外超弱強余中制毎計内済分台着差枠別前後位込宛迄来";

constexpr std::u32string_view more_followers[] = {
    U"未満", U"前後", U"ほか", U"当たり", U"当り", U"目",   U"新規", U"継続", U"以降", U"以外",
    U"以前", U"以上", U"以下", U"以内",   U"程度", U"合計", U"平均", U"含",   U"以後",
};

constexpr std::u32string_view particles[] = {
    U"に対して", U"に対し", U"により", U"として", U"による", U"にて", U"から", U"まで",
    U"への",     U"での",   U"との",   U"では",   U"には",   U"は",   U"が",   U"を",
    U"に",       U"へ",     U"で",     U"の",     U"も",     U"と"};
// Endings of a label before a number; one-sign particles that end many nouns (と, も, へ) are not
// cut.
constexpr std::u32string_view label_endings[] = {
    U"又は",   U"または", U"及び", U"および", U"並びに", U"について", U"として",
    U"により", U"による", U"にて", U"では",   U"には",   U"から",     U"は",
    U"が",     U"を",     U"に",   U"で",     U"の",     U"第"};
// Endings of a sentence behind a deed: 採択した, 参加があった.
constexpr std::u32string_view verb_endings[] = {
    U"しました",   U"されました", U"いたしました", U"している", U"しており", U"された",
    U"している。", U"があった",   U"がありました", U"であった", U"でした",   U"である",
    U"となった",   U"となり",     U"となっている", U"を行った", U"を行い",   U"行った",
    U"を実施",     U"させた",     U"した",         U"して",     U"する",     U"され",
    U"あり",       U"です",       U"し",           U"が",       U"を",       U"に",
    U"で",         U"の",         U"は",           U"、",
};

const WordTable& deed_table() {
  static const WordTable table(deeds);
  return table;
}

struct Modifier {
  std::u32string_view words;
  Qualifier qualifier;
  bool names;                     // stays as the label where nothing else stands before the number
  std::u32string_view not_after;  // signs that make a different word of it: 会計, 安全
};

constexpr Modifier modifiers[] = {
    {U"延べ人数", Qualifier::gross, true, U""},
    {U"延べ", Qualifier::gross, true, U""},
    {U"のべ", Qualifier::gross, true, U""},
    {U"延", Qualifier::gross, true, U"遅順繰"},
    {U"累計", Qualifier::cumulative, true, U""},
    {U"累積", Qualifier::cumulative, true, U""},
    {U"通算", Qualifier::cumulative, true, U""},
    {U"合計", Qualifier::sum, true, U""},
    {U"総計", Qualifier::sum, true, U""},
    {U"計", Qualifier::sum, true, U"会合累統設家総集推小時生"},
    {U"平均", Qualifier::average, true, U""},
    {U"各回", Qualifier::each, false, U""},
    {U"各", Qualifier::each, false, U""},
    {U"全", Qualifier::whole, false, U"安保健完万"},
};
constexpr std::u32string_view approximations[] = {U"おおよそ", U"およそ", U"おおむね",
                                                  U"概ね",     U"ほぼ",   U"約"};
constexpr std::u32string_view not_before_about = U"契予条節集要誓解公規協成制婚密盟";

struct Rhythm {
  std::u32string_view words;
  std::u32string_view basis;  // the part of the words that is the basis
};
constexpr Rhythm rhythms[] = {
    {U"四半期毎に", U"四半期"},
    {U"四半期ごとに", U"四半期"},
    {U"四半期毎", U"四半期"},
    {U"四半期ごと", U"四半期"},
    {U"四半期に", U"四半期"},
    {U"年度ごとに", U"年度"},
    {U"年度ごと", U"年度"},
    {U"年度毎に", U"年度"},
    {U"年度毎", U"年度"},
    {U"各年度", U"年度"},
    {U"毎年度", U"年度"},
    {U"年ごとに", U"年"},
    {U"年毎に", U"年"},
    {U"月ごとに", U"月"},
    {U"月毎に", U"月"},
    {U"週ごとに", U"週"},
    {U"回ごとに", U"回"},
    {U"回毎に", U"回"},
    {U"毎年", U"年"},
    {U"各年", U"年"},
    {U"毎月", U"月"},
    {U"各月", U"月"},
    {U"毎週", U"週"},
    {U"毎日", U"日"},
    {U"毎回", U"回"},
    {U"隔月", U"隔月"},
    {U"隔週", U"隔週"},
    {U"隔年", U"隔年"},
    {U"年間", U"年"},
    {U"月間", U"月"},
    {U"週間", U"週"},
    {U"年に", U"年"},
    {U"月に", U"月"},
    {U"週に", U"週"},
    {U"年", U"年"},
    {U"月", U"月"},
    {U"週", U"週"},
};
constexpr std::u32string_view not_before_rhythm =
    U"昨本今前翌毎同来周万定通青少高学新初当去隔近例生満数半次単各一二三四五六七八九十元";

bool begins_with(const CellText& text, Stretch words, std::u32string_view beginning) {
  return words.end - words.begin >= beginning.size() && text.says(words.begin, beginning);
}

// The sign before the last `length` signs of the words, 0 at their beginning.
char32_t sign_before(const CellText& text, Stretch words, std::size_t length) {
  const std::size_t at = words.end - length;
  return at > words.begin ? text.code(at - 1) : U'\0';
}

constexpr std::u32string_view word_marks = U"㎡%)₂²³㈱㈲㈳";  // they may end a label

bool is_edge(const CellText& text, std::size_t at) {
  switch (text.script(at)) {
    case Script::space:
    case Script::line_break:
      return true;
    case Script::mark:
      return word_marks.find(text.code(at)) == word_marks.npos;
    default:
      return false;
  }
}

// 「商店街」マップ keeps its brackets, a bracket without its partner goes.
bool opens_a_pair(const CellText& text, Stretch words) {
  constexpr std::u32string_view opening = U"「『〈《([", closing = U"」』〉》)]";
  const std::size_t kind = opening.find(text.code(words.begin));
  if (kind == opening.npos) return false;
  for (std::size_t at = words.begin + 1; at < words.end; ++at) {
    if (text.code(at) == closing[kind]) return at + 1 < words.end;
  }
  return false;
}

bool closes_a_pair(const CellText& text, Stretch words) {
  constexpr std::u32string_view opening = U"「『〈《", closing = U"」』〉》";
  const std::size_t kind = closing.find(text.code(words.end - 1));
  if (kind == closing.npos) return false;
  for (std::size_t at = words.begin; at < words.end; ++at) {
    if (text.code(at) == opening[kind]) return true;
  }
  return false;
}

Stretch without_edges(const CellText& text, Stretch words) {
  while (!words.empty() && (is_edge(text, words.begin) || text.code(words.begin) == U')') &&
         !opens_a_pair(text, words))
    ++words.begin;
  while (!words.empty() && is_edge(text, words.end - 1) && !closes_a_pair(text, words)) --words.end;
  return words;
}

bool has_open_bracket(const CellText& text, Stretch words) {
  for (std::size_t at = words.begin; at < words.end; ++at) {
    if (text.code(at) == U'(' || text.code(at) == U'「' || text.code(at) == U'『') return true;
  }
  return false;
}

// Takes one modifier off the end of the words; false when there is none.
bool take_modifier(const CellText& text, Stretch& words, bool first, Label& label) {
  for (const Modifier& modifier : modifiers) {
    if (!ends_with(text, words, modifier.words)) continue;
    const char32_t before = sign_before(text, words, modifier.words.size());
    if (before != U'\0' && modifier.not_after.find(before) != modifier.not_after.npos) continue;
    label.qualifiers.add(modifier.qualifier);
    const bool alone = before == U'\0' && first;
    if (modifier.names && alone) return false;
    words.end -= modifier.words.size();
    return true;
  }
  return false;
}

bool take_approximation(const CellText& text, Stretch& words, Label& label) {
  for (std::u32string_view about : approximations) {
    if (!ends_with(text, words, about)) continue;
    if (not_before_about.find(sign_before(text, words, about.size())) != not_before_about.npos)
      continue;
    label.approximate = true;
    words.end -= about.size();
    return true;
  }
  return false;
}

bool take_rhythm(const CellText& text, Stretch& words, Label& label) {
  for (const Rhythm& rhythm : rhythms) {
    if (!ends_with(text, words, rhythm.words)) continue;
    const char32_t before = sign_before(text, words, rhythm.words.size());
    if (before != U'\0' && not_before_rhythm.find(before) != not_before_rhythm.npos) continue;
    std::size_t begin = words.end - rhythm.words.size();
    while (!text.says(begin, rhythm.basis)) ++begin;
    label.per = {begin, begin + rhythm.basis.size()};
    words.end -= rhythm.words.size();
    return true;
  }
  return false;
}

bool take_particle(const CellText& text, Stretch& words) {
  for (std::u32string_view particle : label_endings) {
    if (!ends_with(text, words, particle)) continue;
    words.end -= particle.size();
    return true;
  }
  const bool only_and = words.end - words.begin == 1 && text.code(words.begin) == U'と';
  if (only_and) words.end = words.begin;
  return only_and;
}

bool take_one(const CellText& text, Stretch& words, bool first, Label& label) {
  return take_approximation(text, words, label) || take_rhythm(text, words, label) ||
         take_modifier(text, words, first, label) || take_particle(text, words);
}

// うち区内, 目標値, 計画値, R4実績: the words stay in the label and are said as a qualifier too.
void read_naming_words(const CellText& text, Stretch words, Qualifiers& qualifiers) {
  constexpr std::u32string_view not_inner[] = {U"内訳", U"内容", U"内部", U"内外", U"内定", U"内示",
                                               U"内科", U"内装", U"内職", U"内閣", U"内陸"};
  const bool inner =
      begins_with(text, words, U"内") && longest_of(not_inner, text, words.begin) == 0;
  if (begins_with(text, words, U"うち") || inner) qualifiers.add(Qualifier::part_of);
  const bool against_target =
      contains(text, words, U"目標達成") || contains(text, words, U"目標比");
  if (contains(text, words, U"目標") && !against_target) qualifiers.add(Qualifier::target);
  const bool plan_alone = words.end - words.begin == 2 && begins_with(text, words, U"計画");
  if (plan_alone || contains(text, words, U"計画値") || contains(text, words, U"見込")) {
    qualifiers.add(Qualifier::planned);
  }
  if (contains(text, words, U"実績")) qualifiers.add(Qualifier::result);
  if (contains(text, words, U"累計")) qualifiers.add(Qualifier::cumulative);
  if (contains(text, words, U"延べ") || contains(text, words, U"のべ"))
    qualifiers.add(Qualifier::gross);
  if (contains(text, words, U"平均")) qualifiers.add(Qualifier::average);
  if (contains(text, words, U"合計")) qualifiers.add(Qualifier::sum);
}

}  // namespace

bool ends_with(const CellText& text, Stretch words, std::u32string_view end) {
  return words.end - words.begin >= end.size() && text.says(words.end - end.size(), end);
}

bool contains(const CellText& text, Stretch words, std::u32string_view part) {
  for (std::size_t at = words.begin; at + part.size() <= words.end; ++at) {
    if (text.says(at, part)) return true;
  }
  return false;
}

bool follows_a_counter(const CellText& text, std::size_t at) {
  if (single_followers.find(text.code(at)) != single_followers.npos && text.code(at) != U'\0') {
    const bool alone =
        !is_word_script(text.script(at + 1)) || text.script(at + 1) == Script::hiragana;
    if (alone || deed_length(text, at + 1) != 0) return true;
  }
  return deed_length(text, at) != 0 || longest_of(more_followers, text, at) != 0;
}

std::size_t deed_length(const CellText& text, std::size_t at) {
  if (text.script(at) != Script::kanji) return 0;
  return deed_table().longest(text, at);
}

std::size_t deed_length_at_end(const CellText& text, std::size_t from, std::size_t to) {
  return deed_table().longest_at_end(text, from, to);
}

Stretch cleaned(const CellText& text, Stretch words) {
  words = without_edges(text, words);
  if (!words.empty() && text.code(words.end - 1) == U')' && !has_open_bracket(text, words))
    --words.end;
  return words;
}

Label read_label(const CellText& text, std::vector<Stretch> parts) {
  Label label;
  while (!parts.empty()) {
    Stretch last = cleaned(text, parts.back());
    parts.pop_back();
    const bool first = parts.empty();
    while (!last.empty() && take_one(text, last, first, label)) last = cleaned(text, last);
    if (last.empty()) continue;
    parts.push_back(last);
    break;
  }
  for (Stretch part : parts) {
    part = cleaned(text, part);
    if (part.empty()) continue;
    read_naming_words(text, part, label.qualifiers);
    label.parts.push_back(part);
  }
  return label;
}

Stretch trailing_label(const CellText& text, Stretch words) {
  words = cleaned(text, words);
  const auto take_front = [&] {
    for (std::u32string_view particle : particles) {
      if (!begins_with(text, words, particle)) continue;
      words.begin += particle.size();
      return true;
    }
    return false;
  };
  while (take_front()) {
  }
  const auto take_back = [&] {
    for (std::u32string_view ending : verb_endings) {
      if (words.end - words.begin < ending.size() || !ends_with(text, words, ending)) continue;
      words.end -= ending.size();
      return true;
    }
    return false;
  };
  while (!words.empty() && take_back()) {
  }
  words = cleaned(text, words);
  constexpr std::u32string_view no_labels = U"分制含";  // 13,000円分, 全6日制
  const bool no_label =
      words.end - words.begin == 1 && no_labels.find(text.code(words.begin)) != no_labels.npos;
  return no_label ? Stretch{words.end, words.end} : words;
}

void read_trailing_qualifiers(const CellText& text, Stretch words, Qualifiers& qualifiers) {
  words = cleaned(text, words);
  const auto says = [&](std::u32string_view part) { return contains(text, words, part); };
  if (says(U"予定") || says(U"見込")) qualifiers.add(Qualifier::planned);
  if (says(U"目標")) qualifiers.add(Qualifier::target);
  if (says(U"実績")) qualifiers.add(Qualifier::result);
  if (says(U"累計")) qualifiers.add(Qualifier::cumulative);
  if (says(U"延べ")) qualifiers.add(Qualifier::gross);
}

bool is_carried_on(const CellText& text, Stretch words) {
  constexpr std::u32string_view carried[] = {U"累計", U"合計", U"計", U"延べ",
                                             U"のべ", U"平均", U"約", U"うち"};
  return std::ranges::any_of(carried, [&](std::u32string_view word) {
    return words.end - words.begin == word.size() && text.says(words.begin, word);
  });
}

bool is_numbered_heading(const CellText& text, Stretch words) {
  constexpr std::u32string_view headings = U"表図式料策標略針点号別項";
  return !words.empty() && headings.find(text.code(words.end - 1)) != headings.npos;
}

bool names_a_bare_number(const CellText& text, Stretch words) {
  words = cleaned(text, words);
  constexpr std::u32string_view endings[] = {U"数",   U"率",   U"額",   U"計",   U"比",
                                             U"値",   U"高",   U"量",   U"費",   U"目標",
                                             U"実績", U"人口", U"価格", U"指数", U"度"};
  return std::ranges::any_of(endings,
                             [&](std::u32string_view end) { return ends_with(text, words, end); });
}

bool states_a_unit(const CellText& text, Stretch words) {
  return contains(text, words, U"単位");
}

bool names_a_share(const CellText& text, Stretch words) {
  constexpr std::u32string_view shares[] = {U"率", U"補助", U"助成", U"割合", U"負担"};
  constexpr std::u32string_view wholes[] = {U"費の", U"額の", U"全体の", U"金の", U"料の"};
  return std::ranges::any_of(
             shares, [&](std::u32string_view share) { return contains(text, words, share); }) ||
         std::ranges::any_of(
             wholes, [&](std::u32string_view whole) { return ends_with(text, words, whole); });
}

std::size_t deed_before_next(const CellText& text, Stretch words) {
  constexpr std::u32string_view nouns = U"額金率数者費件人高量生物品店会式先書";
  std::size_t begin = words.begin;
  constexpr std::u32string_view joints = U"でをがに";
  if (joints.find(text.code(begin)) != joints.npos) ++begin;
  const std::size_t length = deed_length(text, begin);
  std::size_t end = begin + length;
  if (length == 0 || end > words.end ||
      (end < words.end && nouns.find(text.code(end)) != nouns.npos)) {
    return words.begin;
  }
  while (end < words.end && text.script(end) == Script::hiragana) ++end;
  return end;
}

}  // namespace base
