// Ordinals, references, ages and names with digits: none of them counts anything.
#include <algorithm>
#include <array>

#include "base/cell_mention.h"
#include "base/cell_number.h"
#include "base/cell_unit.h"
#include "base/cell_words.h"

namespace base {
namespace {

bool is_blank(Script script) {
  return script == Script::end || script == Script::space || script == Script::line_break;
}

std::size_t digits_end(const CellText& text, std::size_t at) {
  while (text.digit(at)) ++at;
  return at;
}

// A plain whole number, or a span of two: 3～5.
std::size_t number_span_end(const CellText& text, std::size_t at) {
  const auto first = read_number(text, at);
  if (!first) return at;
  const char32_t mark = text.code(first->end);
  if (mark == U'~' || mark == U'-' || mark == U'・' || mark == U'、') {
    if (const auto second = read_number(text, first->end + 1)) return second->end;
  }
  return first->end;
}

// 第3回, 第3～5期, 第1四半期, 第一部
std::optional<ReadMention> read_counted_ordinal(const CellText& text, std::size_t at) {
  if (text.code(at) != U'第') return std::nullopt;
  const std::size_t number = text.skip_spaces(at + 1);
  std::size_t end = number_span_end(text, number);
  if (end == number) return std::nullopt;
  if (text.says(end, U"者") || text.code(end) == U'位') return std::nullopt;
  if (const std::size_t counter = known_unit_length(text, end)) {
    end += counter;
  } else if (text.script(end) == Script::kanji) {
    ++end;
  }
  if (text.code(end) == U'曜') end += text.code(end + 1) == U'日' ? 2 : 1;
  if (text.code(end) == U'目') ++end;
  return ReadMention{MentionKind::ordinal, end};
}

// 1回目, 2年目, 3～5番目
std::optional<ReadMention> read_ordinal_behind(const CellText& text, std::size_t at) {
  std::size_t end = number_span_end(text, at);
  if (end == at) return std::nullopt;
  if (text.says(end, U"番目")) return ReadMention{MentionKind::ordinal, end + 2};
  const std::size_t counter = known_unit_length(text, end);
  end += counter;
  if (counter == 0 || text.code(end) != U'目' || text.says(end, U"目標") ||
      text.says(end, U"目的")) {
    return std::nullopt;
  }
  return ReadMention{MentionKind::ordinal, end + 1};
}

// 3級, 2級建築士, 1種免許: a grade, not a count.
bool is_grade_of_noun(const CellText& text, std::size_t at) {
  if (text.code(at) == U'級') return true;
  if (text.code(at) != U'種') return false;
  return text.script(at + 1) == Script::kanji && known_unit_length(text, at) == 1 &&
         !follows_a_counter(text, at + 1);
}

// Words behind a number that make it a place in a row, not a count.
std::optional<ReadMention> read_numbered_thing(const CellText& text, std::size_t at) {
  constexpr std::u32string_view places[] = {
      U"階",       U"F",      U"丁目",   U"番地",     U"番街",     U"番線",     U"番",
      U"号",       U"号店",   U"号線",   U"号館",     U"号棟",     U"号室",     U"号機",
      U"条",       U"項",     U"次",     U"次産業",   U"次産業化", U"等級",     U"等賞",
      U"期生",     U"年生",   U"学年",   U"年次",     U"世紀",     U"行目",     U"街区",
      U"判",       U"版",     U"部構成", U"か年計画", U"ヶ年計画", U"カ年計画", U"ヵ年計画",
      U"ケ年計画", U"年計画", U"月号",   U"段階評価", U"点満点",   U"年代",     U"周年",
      U"日号",     U"類",     U"t車",    U"トン車",
  };
  const std::size_t number = number_span_end(text, at);
  const std::size_t length = number == at ? 0 : longest_of(places, text, number);
  if (number != at && is_grade_of_noun(text, number))
    return ReadMention{MentionKind::ordinal, number + 1};
  if (length == 0 || known_unit_length(text, number) > length) return std::nullopt;  // 3番組
  const std::size_t end = number + length;
  if (text.code(number) == U'F' && is_word_script(text.script(end)) &&
      text.script(end) == Script::letter) {
    return std::nullopt;
  }
  const bool in_a_row = text.code(number) == U'階' || text.code(number) == U'F';
  return ReadMention{in_a_row ? MentionKind::name : MentionKind::ordinal, end};
}

// 65歳以上, 20歳代, 30代, 18～39歳の
std::optional<ReadMention> read_age(const CellText& text, std::size_t at) {
  if (!text.digit(at)) return std::nullopt;
  const auto first = read_number(text, at);
  std::size_t end = first->end;
  if (text.code(end) == U'歳' && text.code(end + 1) == U'~') ++end;
  bool span = false;
  if (text.code(end) == U'~' && text.digit(end + 1)) {
    end = digits_end(text, end + 1);
    span = true;
  }
  constexpr std::u32string_view limits[] = {U"以上", U"以下", U"未満", U"以降",
                                            U"代",   U"児",   U"まで", U"~"};
  constexpr std::u32string_view decade_limits[] = {U"以上", U"以下", U"以降", U"前半", U"後半"};
  if (text.code(end) == U'歳' || text.code(end) == U'才') {
    const std::size_t limit = longest_of(limits, text, end + 1);
    if (limit == 0 && !span) return std::nullopt;
    end += 1 + limit;
    return ReadMention{MentionKind::age, end + longest_of(decade_limits, text, end)};
  }
  const bool decade = first->value.is_whole() && first->value.numerator % 10 == 0 &&
                      first->value.numerator >= 10 && first->value.numerator <= 90;
  if (!decade || text.code(end) != U'代') return std::nullopt;
  return ReadMention{MentionKind::age, end + 1 + longest_of(decade_limits, text, end + 1)};
}

// No.5, №5, Vol.3, #5
std::optional<ReadMention> read_numbered_reference(const CellText& text, std::size_t at) {
  constexpr std::u32string_view heads[] = {
      U"No", U"NO",  U"no",  U"№",  U"Vol",  U"VOL",  U"vol",   U"Ver", U"ver", U"#",
      U"℡",  U"TEL", U"Tel", U"〒", U"Step", U"STEP", U"Phase", U"問",  U"設問"};
  const std::size_t head = longest_of(heads, text, at);
  if (head == 0 || text.script_before(at) == Script::letter) return std::nullopt;
  const bool in_a_word = is_word_script(text.script_before(at)) || text.digit(at == 0 ? 0 : at - 1);
  if (text.script(at) == Script::kanji && at != 0 && in_a_word) return std::nullopt;  // 訪問1回
  std::size_t number = at + head;
  if (text.code(number) == U'.' || text.code(number) == U':') ++number;
  number = text.skip_spaces(number);
  if (!text.digit(number)) return std::nullopt;
  std::size_t end = number;
  while (text.digit(end) ||
         ((text.code(end) == U'-' || text.code(end) == U'.') && text.digit(end + 1)))
    ++end;
  return ReadMention{MentionKind::reference, end};
}

// 03-1234-5678 and 13-1(2): digits joined by hyphens, unless a counter follows two of them (3-5件).
std::optional<ReadMention> read_hyphened(const CellText& text, std::size_t at) {
  std::size_t end = digits_end(text, at);
  std::size_t hyphens = 0;
  while (end > at && text.code(end) == U'-' && text.digit(end + 1)) {
    end = digits_end(text, end + 1);
    ++hyphens;
  }
  if (hyphens == 0) return std::nullopt;
  const char32_t next = text.code(end);
  const bool number_goes_on = next == U',' || next == U'.' || next == U'/' || next == U'~';
  if (hyphens == 1 && (number_goes_on || read_unit(text, end, true))) return std::nullopt;
  if (hyphens == 1 && is_word_script(text.script(end)) && text.script(end) != Script::hiragana)
    return std::nullopt;
  if (next == U'(' && text.digit(end + 1) && text.code(digits_end(text, end + 1)) == U')') {
    end = digits_end(text, end + 1) + 1;
  }
  return ReadMention{MentionKind::reference, end};
}

// (03)1234-5678, 03(1234)5678
std::optional<ReadMention> read_bracketed_telephone(const CellText& text, std::size_t at) {
  const std::size_t open = text.code(at) == U'(' ? at : digits_end(text, at);
  if (text.code(open) != U'(' || text.code(open == at ? at + 1 : at) != U'0') return std::nullopt;
  const std::size_t close = digits_end(text, open + 1);
  if (text.code(close) != U')' || !text.digit(close + 1)) return std::nullopt;
  std::size_t end = digits_end(text, close + 1);
  if (text.code(end) == U'-') end = digits_end(text, end + 1);
  return end - at < 10 ? std::nullopt : std::optional(ReadMention{MentionKind::reference, end});
}

// 5 (4): the bracket holds a second count, not the number of a paragraph.
bool follows_bare_number(const CellText& text, std::size_t at) {
  while (text.script_before(at) == Script::space) --at;
  return text.script_before(at) == Script::digit;
}

// ※1, *2, 注3: a footnote, where no counter makes a count of it.
std::optional<ReadMention> read_footnote(const CellText& text, std::size_t at) {
  const char32_t code = text.code(at);
  if (code != U'※' && code != U'*' && code != U'注') return std::nullopt;
  const std::size_t end = digits_end(text, at + 1);
  const bool counted = end == at + 1 || end - at > 3 || known_unit_length(text, end) != 0;
  const char32_t next = text.code(end);
  if (counted || next == U',' || next == U'.') return std::nullopt;
  return ReadMention{MentionKind::reference, end};
}

// （1）… （前年度9件）（2）…: behind a bracket only a number that goes on counting paragraphs.
bool goes_on_counting(const CellText& text, std::size_t at) {
  const auto number = read_number(text, at + 1);
  if (!number || !number->value.is_whole() || number->value.numerator < 2) return false;
  for (std::size_t place = 0; place < at; ++place) {
    if (text.code(place) != U'(' || !text.digit(place + 1)) continue;
    const auto earlier = read_number(text, place + 1);
    const bool one_before = earlier->value.numerator + 1 == number->value.numerator;
    if (one_before && text.code(earlier->end) == U')') return true;
  }
  return false;
}

// (1) and 1. and 1) at the beginning of a line or after a space: the number of a paragraph.
std::optional<ReadMention> read_enumerator(const CellText& text, std::size_t at) {
  const Script before = text.script_before(at);
  const char32_t sign_before = text.code_before(at);
  const bool behind_mark = before == Script::mark && sign_before != U')' && sign_before != U'%';
  const bool goes_on = sign_before == U')' && text.code(at) == U'(' && goes_on_counting(text, at);
  const bool opens = is_blank(before) || behind_mark || goes_on;
  if (!opens) return std::nullopt;
  const bool bracketed = text.code(at) == U'(';
  const std::size_t number = bracketed ? at + 1 : at;
  const std::size_t end = digits_end(text, number);
  if (end == number || end - number > 2) return std::nullopt;
  const char32_t close = text.code(end);
  if (close == U')' && bracketed) {
    const std::size_t next = text.skip_spaces(end + 1);
    const bool words_follow =
        is_word_script(text.script(next)) || (text.digit(next) && !follows_bare_number(text, at));
    return words_follow ? std::optional(ReadMention{MentionKind::reference, end + 1})
                        : std::nullopt;
  }
  const bool pointed = (close == U'.' && !text.digit(end + 1)) || close == U')';
  const bool line_begins = before == Script::end || before == Script::line_break;
  const bool behind_space = before == Script::space && close == U'.';  // 1. 講座5回 2. 交流会2回
  if (!bracketed && pointed && (line_begins || behind_space) &&
      is_word_script(text.script(text.skip_spaces(end + 1)))) {
    return ReadMention{MentionKind::reference, end + 1};
  }
  return std::nullopt;
}

// https://… up to the next space or Japanese sign.
std::optional<ReadMention> read_address(const CellText& text, std::size_t at) {
  if (!text.says(at, U"http") && !text.says(at, U"www.")) return std::nullopt;
  std::size_t end = at;
  while (text.code(end) > U' ' && text.code(end) < 0x7F) ++end;
  return ReadMention{MentionKind::reference, end};
}

// Names printed with a figure of their own.
std::optional<ReadMention> read_known_name(const CellText& text, std::size_t at) {
  constexpr std::u32string_view names[] = {
      U"エコアクション21",
      U"東京2020",
      U"東京23区",
      U"特別区23区",
      U"Society5.0",
      U"Society 5.0",
      U"インダストリー4.0",
      U"Industry4.0",
      U"COVID-19",
      U"5G",
      U"4K",
      U"8K",
      U"3D",
      U"2D",
      U"3R",
      U"4R",
      U"5S",
      U"B1グランプリ",
      U"B-1グランプリ",
      U"4次元",
      U"PM2.5",
      U"CO2",
      U"Web3",
      U"Web2.0",
      U"3密",
      U"2025大阪",
      U"G7",
      U"G20",
      U"2050年カーボン",
      U"ゼロカーボン",
      U"24H",
  };
  const std::size_t length = longest_of(names, text, at);
  if (length == 0 || text.script_before(at) == Script::letter || text.digit(at + length))
    return std::nullopt;
  if (at > 0 && text.digit(at) && text.digit(at - 1)) return std::nullopt;
  if (text.script(at + length) == Script::letter && text.script(at + length - 1) == Script::letter)
    return std::nullopt;
  // 5G回線 may be five lines; these are names before a counter too: Society5.0セミナー.
  constexpr std::u32string_view always_names[] = {
      U"エコアクション21", U"Society5.0", U"インダストリー4.0", U"Industry4.0", U"COVID-19"};
  const bool counted = text.digit(at + length - 1) && known_unit_length(text, at + length) != 0 &&
                       text.code(at + length) != U'等';
  if (counted && longest_of(always_names, text, at) == 0) return std::nullopt;
  return ReadMention{MentionKind::name, at + length};
}

// ISO14001, A4, JIS-Q-15001, COVID-19: letters and digits glued together, no counter behind.
std::optional<ReadMention> read_lettered_name(const CellText& text, std::size_t at) {
  if (text.script(at) != Script::letter || text.script_before(at) == Script::letter)
    return std::nullopt;
  std::size_t letters = at;
  while (text.script(letters) == Script::letter) ++letters;
  std::size_t number = letters;
  if (text.code(number) == U'-' || text.code(number) == U' ') ++number;
  if (!text.digit(number)) return std::nullopt;
  const bool spaced = text.code(letters) == U' ';
  const bool standard = text.says(at, U"ISO") || text.says(at, U"JIS") || text.says(at, U"HACCP") ||
                        text.says(at, U"IEC");
  if (spaced && !standard) return std::nullopt;
  const auto value = read_number(text, number);
  std::size_t end = digits_end(text, number);
  const bool paper =
      letters - at == 1 && (text.code(at) == U'A' || text.code(at) == U'B') && end - number == 1;
  const bool counted = value && (value->grouped || known_unit_length(text, value->end) != 0);
  if (counted && !standard && !paper) return std::nullopt;
  while (text.script(end) == Script::letter || text.digit(end) ||
         ((text.code(end) == U'-' || text.code(end) == U'.' || text.code(end) == U'~') &&
          text.digit(end + 1)))
    ++end;
  return ReadMention{MentionKind::name, end};
}

}  // namespace

std::optional<ReadMention> read_ordinal_or_name(const CellText& text, std::size_t at) {
  using Rule = std::optional<ReadMention> (*)(const CellText&, std::size_t);
  if (text.digit(at)) {
    constexpr Rule rules[] = {read_enumerator, read_bracketed_telephone, read_hyphened,
                              read_age,        read_ordinal_behind,      read_numbered_thing,
                              read_known_name};
    for (Rule rule : rules) {
      if (const auto mention = rule(text, at)) return mention;
    }
    return std::nullopt;
  }
  if (text.code(at) == U'(') {
    if (const auto enumerator = read_enumerator(text, at)) return enumerator;
    return read_bracketed_telephone(text, at);
  }
  if (const auto ordinal = read_counted_ordinal(text, at)) return ordinal;
  if (text.script_before(at) != Script::letter) {
    constexpr Rule rules[] = {read_address, read_footnote, read_numbered_reference, read_known_name,
                              read_lettered_name};
    for (Rule rule : rules) {
      if (const auto mention = rule(text, at)) return mention;
    }
  }
  return std::nullopt;
}

}  // namespace base
