// The numbers of short Japanese texts.
#include "base/text_front.h"

#include <algorithm>
#include <array>

#include "base/code_points.h"
#include "base/japanese_text.h"

namespace base {
namespace {

constexpr int kNumberMax = 9999;
constexpr std::u32string_view kKanjiDigits = U"〇一二三四五六七八九";
constexpr std::array<std::pair<char32_t, int>, 3> kKanjiUnits{
    {{U'十', 10}, {U'百', 100}, {U'千', 1000}}};

bool is_kanji_number(char32_t character) {
  return kKanjiDigits.find(character) != std::u32string_view::npos ||
         std::ranges::find(kKanjiUnits, character, &std::pair<char32_t, int>::first) !=
             kKanjiUnits.end();
}

std::optional<int> take_digits(std::string_view& text) {
  std::size_t length = 0;
  int number = 0;
  while (length < text.size() && text[length] >= '0' && text[length] <= '9') {
    number = number * 10 + (text[length++] - '0');
    if (number > kNumberMax) return std::nullopt;
  }
  if (length == 0) return std::nullopt;
  text.remove_prefix(length);
  return number;
}

// 二百三十 adds up its units, which only fall; digits in a row (二〇二三) are read by position.
class KanjiNumber {
 public:
  bool add(char32_t character) {
    if (const auto digit = kKanjiDigits.find(character); digit != std::u32string_view::npos) {
      if (digits_ > 0 && total_ > 0) return false;
      pending_ = pending_ * 10 + static_cast<int>(digit);
      ++digits_;
      return pending_ <= kNumberMax;
    }
    const auto unit = std::ranges::find(kKanjiUnits, character, &std::pair<char32_t, int>::first);
    if (unit == kKanjiUnits.end() || unit->second >= last_unit_) return false;
    const int times = digits_ == 0 ? 1 : pending_;
    if (times < 1 || times > 9) return false;
    total_ += times * unit->second;
    last_unit_ = unit->second;
    pending_ = 0;
    digits_ = 0;
    return true;
  }
  int value() const { return total_ + pending_; }

 private:
  int total_ = 0;
  int last_unit_ = kNumberMax + 1;
  int pending_ = 0;  // the digits that no unit has taken up yet, and how many there are
  int digits_ = 0;
};

}  // namespace

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<int> take_number(std::string_view& text) {
  if (const auto number = take_digits(text)) return number;
  KanjiNumber number;
  CodePoints characters(text);
  std::size_t taken = 0;
  while (!characters.done()) {
    const auto character = characters.next();
    if (!character || !is_kanji_number(*character)) break;
    if (!number.add(*character)) return std::nullopt;
    taken = characters.offset();
  }
  if (taken == 0) return std::nullopt;
  text.remove_prefix(taken);
  return number.value();
}

std::string folded_without_spaces(std::string_view text) {
  std::string folded = fold_width(text);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return folded;
}

}  // namespace base
