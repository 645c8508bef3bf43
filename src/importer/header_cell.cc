// Takes a header's cell apart: years first, then brackets, then marks and numbering.
#include "importer/header_cell.h"

#include <algorithm>

namespace importer {

namespace {

constexpr std::size_t kHeaderLettersMax = 40;

struct Bracket {
  std::string_view open;
  std::string_view close;
};
constexpr Bracket kBrackets[] = {{"(", ")"},           {"[", "]"},           {"<", ">"},
                                 {"\u3010", "\u3011"}, {"\u3014", "\u3015"}, {"\u300c", "\u300d"}};

// What stands outside of brackets; what stands inside goes to `inside`.
std::string without_brackets(std::string_view text, std::vector<std::string>& inside) {
  std::string outside;
  while (!text.empty()) {
    const auto* bracket =
        std::ranges::find_if(kBrackets, [&](const Bracket& b) { return text.starts_with(b.open); });
    const std::size_t close =
        bracket == std::end(kBrackets) ? std::string_view::npos : text.find(bracket->close);
    if (close == std::string_view::npos) {
      outside += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto content = text.substr(bracket->open.size(), close - bracket->open.size());
    if (!content.empty()) inside.emplace_back(content);
    text.remove_prefix(close + bracket->close.size());
  }
  return outside;
}

bool is_numeral(char c) {
  return c >= '0' && c <= '9';
}

// 1活動指標 of ①活動指標, and the ※2 behind a word.
std::string without_marks(std::string words) {
  for (const std::string_view mark : {"\u203b", "*", "\u6ce8"}) {
    const std::size_t at = words.rfind(mark);
    if (at == std::string::npos || at == 0) continue;
    const auto behind = std::string_view(words).substr(at + mark.size());
    if (std::ranges::all_of(behind, is_numeral)) words.resize(at);
  }
  std::size_t digits = 0;
  while (digits < words.size() && is_numeral(words[digits])) ++digits;
  std::size_t front = digits;
  while (front < words.size() && (words[front] == '.' || words[front] == ')')) ++front;
  if (digits > 0 && digits <= 2 && front < words.size() &&
      named_by(std::string_view(words).substr(front)).fit == Fit::exact) {
    words.erase(0, front);
  }
  while (!words.empty() && (words.front() == ':' || words.front() == '/' || words.front() == '.')) {
    words.erase(0, 1);
  }
  while (!words.empty() && (words.back() == ':' || words.back() == '/')) words.pop_back();
  return words;
}

}  // namespace

bool HeaderCell::is_sure() const {
  return named.fit == Fit::exact || bracket_named.fit == Fit::exact || year || bare || era;
}

bool HeaderCell::is_header_like() const {
  if (is_sure()) return true;
  return named.fit == Fit::alike && named.letters * 2 >= letters_in(words);
}

bool say_the_same(const HeaderCell& a, const HeaderCell& b) {
  if (a.text == b.text) return true;
  const bool years = a.year.has_value() == b.year.has_value() &&
                     (!a.year || (a.year->from == b.year->from && a.year->to == b.year->to));
  if (!years || a.bare != b.bare) return false;
  if (a.named.fit == Fit::exact && b.named.fit == Fit::exact) {
    return a.named.meaning == b.named.meaning;
  }
  return a.year && a.words.empty() && b.words.empty();
}

HeaderCell read_header_cell(std::string_view text) {
  HeaderCell cell;
  cell.text = one_line(text);
  if (letters_in(cell.text) > kHeaderLettersMax) return cell;
  cell.era = base::era_alone(cell.text);
  if (cell.era) return cell;
  cell.bare = base::bare_year(cell.text);
  if (cell.bare) return cell;
  auto years = base::find_years(cell.text);
  if (!years.years.empty()) {
    cell.year = base::YearMention{years.years.front().from, years.years.front().to};
  }
  if (!cell.year) {
    if (std::string words; (cell.bare = base::leading_bare_year(cell.text, words))) {
      years.rest = std::move(words);
    }
  }
  const std::string outside = without_brackets(compared(years.rest), cell.brackets);
  cell.words = cell.year && base::bare_year(outside) ? outside : without_marks(outside);
  // 23年度 2011年度: the short name of the same year.
  if (cell.year && base::bare_year(cell.words)) {
    cell.words.clear();
    cell.named = {};
  } else {
    cell.named = named_by(cell.words);
  }
  for (const auto& bracket : cell.brackets) {
    if (is_one_of(bracket, "importer_terms.unit_words") ||
        starts_with_one_of(bracket, "importer_terms.prefix_of_unit")) {
      cell.unit = bracket;
      for (const auto& front : words_of("importer_terms.prefix_of_unit")) {
        if (cell.unit.starts_with(front)) {
          cell.unit.erase(0, front.size());
          break;
        }
      }
      std::erase(cell.unit, ':');
    } else if (const Named named = named_by(bracket); named.fit > cell.bracket_named.fit) {
      cell.bracket_named = named;
    }
  }
  return cell;
}

}  // namespace importer
