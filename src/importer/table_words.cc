// Cuts the word tables once and keeps them; finds the meaning that a header's words name.
#include "importer/table_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "base/code_points.h"
#include "base/japanese_text.h"
#include "base/words.h"

namespace importer {

namespace {

// In this order a word that stands in two lists is taken for the first.
constexpr auto kMeanings = std::to_array<std::pair<std::string_view, Meaning>>(
    {{"importer_columns.sub_number", Meaning::sub_number},
     {"importer_columns.number", Meaning::number},
     {"importer_columns.objective", Meaning::objective},
     {"importer_columns.measure", Meaning::measure},
     {"importer_columns.sub_name", Meaning::sub_name},
     {"importer_columns.name", Meaning::name},
     {"importer_columns.owner", Meaning::owner},
     {"importer_columns.indicator", Meaning::indicator},
     {"importer_columns.unit", Meaning::unit},
     {"importer_columns.state_at", Meaning::state_at},
     {"importer_columns.target", Meaning::target},
     {"importer_columns.total", Meaning::total},
     {"importer_columns.rating", Meaning::rating},
     {"importer_columns.direction", Meaning::direction},
     {"importer_columns.budget", Meaning::budget},
     {"importer_columns.settled", Meaning::settled},
     {"importer_columns.result", Meaning::result},
     {"importer_columns.years", Meaning::years},
     {"importer_columns.content", Meaning::content},
     {"importer_columns.note", Meaning::note},
     {"importer_columns.ignored", Meaning::ignored}});

std::vector<std::string> cut(std::string_view list) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t bar = std::min(list.find('|', at), list.size());
    if (std::string word = compared(list.substr(at, bar - at)); !word.empty()) {
      words.push_back(std::move(word));
    }
    at = bar + 1;
  }
  return words;
}

std::vector<std::string> cut_both(std::string_view key) {
  auto words = cut(base::words(base::Language::ja, key));
  for (auto& word : cut(base::words(base::Language::en, key))) {
    if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
  }
  return words;
}

struct MeaningWords {
  std::unordered_map<std::string, Meaning> exact;
  std::vector<std::pair<std::string, Meaning>> longest_first;

  MeaningWords() {
    for (const auto& [key, meaning] : kMeanings) {
      for (auto& word : cut_both(key)) {
        if (exact.emplace(word, meaning).second) longest_first.emplace_back(word, meaning);
      }
    }
    std::ranges::stable_sort(longest_first, [](const auto& a, const auto& b) {
      return a.first.size() > b.first.size();
    });
  }
};

const MeaningWords& meaning_words() {
  static const MeaningWords words;
  return words;
}

std::string_view without(std::string_view text, bool front) {
  for (const auto& word :
       words_of(front ? "importer_columns.drop_in_front" : "importer_columns.drop_behind")) {
    if (text.size() <= word.size()) continue;
    if (front && text.starts_with(word)) return text.substr(word.size());
    if (!front && text.ends_with(word)) return text.substr(0, text.size() - word.size());
  }
  return text;
}

std::optional<Meaning> exactly(std::string_view words) {
  const auto found = meaning_words().exact.find(std::string(words));
  if (found == meaning_words().exact.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::string compared(std::string_view text) {
  if (text.empty()) return {};
  std::string key = base::search_key(text);
  std::erase_if(key, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  return key;
}

std::string one_line(std::string_view text) {
  std::string line;
  bool gap = false;
  base::CodePoints characters(text);
  while (!characters.done()) {
    const std::size_t from = characters.offset();
    const auto character = characters.next();
    const char32_t c = character.value_or(U'?');
    if (c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\u3000' || c == U'\u00a0') {
      gap = !line.empty();
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    if (character) line += text.substr(from, characters.offset() - from);
  }
  return line;
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const char c = text.front();
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      text.remove_prefix(1);
    } else if (text.starts_with("\u3000")) {
      text.remove_prefix(3);
    } else if (text.starts_with("\u00a0")) {
      text.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & '\xC0') != '\x80'; }));
}

std::string_view innermost(std::string_view header) {
  constexpr std::string_view kBetween = " / ";
  const std::size_t at = header.rfind(kBetween);
  return at == header.npos ? header : header.substr(at + kBetween.size());
}

const std::vector<std::string>& words_of(std::string_view key) {
  thread_local std::map<std::string, std::vector<std::string>, std::less<>> kept;
  const auto found = kept.find(key);
  if (found != kept.end()) return found->second;
  return kept.emplace(std::string(key), cut_both(key)).first->second;
}

bool is_one_of(std::string_view text, std::string_view key) {
  return std::ranges::find(words_of(key), text) != words_of(key).end();
}

bool starts_with_one_of(std::string_view text, std::string_view key) {
  return std::ranges::any_of(words_of(key),
                             [&](const auto& word) { return text.starts_with(word); });
}

bool ends_with_one_of(std::string_view text, std::string_view key) {
  return std::ranges::any_of(words_of(key), [&](const auto& word) { return text.ends_with(word); });
}

namespace {

// 資金名 and 講座名 name what the lines are; 件数 and 交付額 head figures.
std::optional<Named> by_ending(std::string_view words) {
  constexpr std::size_t letters_max = 12;
  if (letters_in(words) < 2 || letters_in(words) > letters_max) return std::nullopt;
  if (ends_with_one_of(words, "importer_columns.person_ends")) return std::nullopt;
  for (const auto& end : words_of("importer_columns.name_ends")) {
    if (!words.ends_with(end) || words.size() == end.size()) continue;
    // 部署名 names a 部署.
    const auto named = exactly(words.substr(0, words.size() - end.size()));
    if (named && *named != Meaning::result && *named != Meaning::target)
      return Named{*named, Fit::exact, letters_in(words)};
    return Named{Meaning::name, Fit::alike, letters_in(words)};
  }
  if (ends_with_one_of(words, "importer_columns.figure_ends"))
    return Named{Meaning::result, Fit::alike, letters_in(words)};
  return std::nullopt;
}

// 次年度の取組 and 今後の進め方 tell a direction; 次年度の目標 still is a target, 今後の課題 a
// note.
bool is_ahead(std::string_view words, Meaning meaning) {
  switch (meaning) {
    case Meaning::name:
    case Meaning::measure:
    case Meaning::content:
    case Meaning::sub_name:
      return starts_with_one_of(words, "importer_columns.ahead_words") ||
             starts_with_one_of(words, "importer_columns.year_after");
    case Meaning::target:
      return starts_with_one_of(words, "importer_columns.ahead_words");
    default:
      return false;
  }
}

Named find_meaning(std::string_view words) {
  for (const std::string_view form :
       {words, without(words, true), without(words, false), without(without(words, true), false)}) {
    if (const auto meaning = exactly(form)) return {*meaning, Fit::exact, letters_in(form)};
  }
  constexpr std::size_t like_letters_min = 2, contained_letters_min = 2, words_letters_max = 30;
  if (letters_in(words) > words_letters_max) return {};
  for (const auto& [word, meaning] : meaning_words().longest_first) {
    if (letters_in(word) < like_letters_min) break;
    if (words.ends_with(word)) return {meaning, Fit::alike, letters_in(word)};
  }
  if (const auto by_end = by_ending(words)) return *by_end;
  for (const auto& [word, meaning] : meaning_words().longest_first) {
    if (letters_in(word) < contained_letters_min) break;
    if (words.find(word) != std::string_view::npos) {
      return {meaning, Fit::contained, letters_in(word)};
    }
  }
  return {};
}

Named find_named(std::string_view words) {
  Named named = find_meaning(words);
  if (named.fit != Fit::none && is_ahead(words, named.meaning)) {
    named.meaning = Meaning::direction;
    named.fit = std::min(named.fit, Fit::alike);
  }
  return named;
}

}  // namespace

Named named_by(std::string_view words) {
  const bool figure = std::ranges::all_of(words, [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '%';
  });
  if (figure) return {};
  // The same words stand in many cells.
  constexpr std::size_t kept_max = 4096, bytes_max = 200;
  thread_local std::unordered_map<std::string, Named> kept;
  if (words.size() > bytes_max) return find_named(words);
  const auto found = kept.find(std::string(words));
  if (found != kept.end()) return found->second;
  if (kept.size() >= kept_max) kept.clear();
  return kept.emplace(std::string(words), find_named(words)).first->second;
}

}  // namespace importer
