// Exact numbers only: integers of at most 18 digits, decimals as p/10^n, fractions as p/q.
#include "base/cell_number.h"

#include <array>

namespace base {
namespace {

constexpr int digits_max = 18;

// Reads plain digits; counts them, so that too many can be told from a small number.
struct DigitRun {
  std::int64_t value = 0;
  int count = 0;
  std::size_t end = 0;
};

DigitRun read_digits(const CellText& text, std::size_t at) {
  DigitRun run{0, 0, at};
  for (; text.digit(run.end); ++run.end, ++run.count) {
    if (run.count < digits_max) {
      run.value = run.value * 10 + static_cast<std::int64_t>(text.code(run.end) - U'0');
    }
  }
  return run;
}

// 1,058.5 - groups of three, then decimals.
ReadNumber read_arabic(const CellText& text, std::size_t at) {
  ReadNumber read;
  DigitRun first = read_digits(text, at);
  std::int64_t value = first.value;
  int count = first.count;
  read.end = first.end;
  while (text.code(read.end) == U',' && text.digit(read.end + 1)) {
    const DigitRun group = read_digits(text, read.end + 1);
    const bool leads_with_zero = text.code(at) == U'0';
    if (group.count != 3 || first.count > 3 || leads_with_zero) {
      read.trouble = UnreadReason::thousands_misplaced;
    }
    count += group.count;
    if (count <= digits_max && !read.trouble) value = value * 1000 + group.value;
    read.end = group.end;
    read.grouped = true;
  }
  if (text.code(read.end) == U'.' && text.digit(read.end + 1)) {
    const DigitRun decimals = read_digits(text, read.end + 1);
    count += decimals.count;
    read.end = decimals.end;
    read.value.decimals = decimals.count;
    for (int i = 0; i < decimals.count && count <= digits_max; ++i) {
      value *= 10;
      read.value.denominator *= 10;
    }
    value += decimals.value;
    while (text.code(read.end) == U'.' && text.digit(read.end + 1)) {
      read.trouble = UnreadReason::number_malformed;
      read.end = read_digits(text, read.end + 1).end;
    }
  }
  if (count > digits_max) {
    read.trouble = UnreadReason::number_too_large;
    read.value = {};
    return read;
  }
  read.value.numerator = value;
  return read;
}

std::optional<int> kanji_digit(char32_t code) {
  constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  const std::size_t place = digits.find(code);
  if (place == digits.npos) return std::nullopt;
  return static_cast<int>(place);
}

std::int64_t small_scale(char32_t code) {
  return code == U'十' ? 10 : code == U'百' ? 100 : code == U'千' ? 1000 : 0;
}

std::int64_t large_scale(char32_t code) {
  return code == U'万'   ? 10'000
         : code == U'億' ? 100'000'000
         : code == U'兆' ? 1'000'000'000'000
                         : 0;
}

// 二〇二三, the digits one after the other.
std::optional<ReadNumber> read_positional(const CellText& text, std::size_t at) {
  ReadNumber read{
      .value = {}, .end = at, .form = NumberForm::kanji, .grouped = false, .trouble = {}};
  for (; const auto digit = kanji_digit(text.code(read.end)); ++read.end) {
    if (read.end - at >= digits_max) {
      read.trouble = UnreadReason::number_too_large;
    } else {
      read.value.numerator = read.value.numerator * 10 + *digit;
    }
  }
  const char32_t next = text.code(read.end);
  if (read.end - at < 2 || small_scale(next) != 0 || large_scale(next) != 0) return std::nullopt;
  return read;
}

// Adds up 2千3百万: parts below 万 gather in a section, each 万 億 兆 closes one.
class ScaledSum {
 public:
  void part(std::int64_t value) {
    if (has_part_) wrong_ = true;
    part_ = value;
    has_part_ = true;
  }
  void small(std::int64_t scale) {
    const std::int64_t times = has_part_ ? part_ : 1;
    if (scale >= section_limit_ || times >= 10'000 / scale) wrong_ = true;
    section_limit_ = scale;
    if (!wrong_) section_ += times * scale;
    has_part_ = false;
  }
  void large(std::int64_t scale) {
    const bool alone = !has_part_ && section_ == 0;
    const std::int64_t times = alone ? 1 : closed_section();
    if (scale >= total_limit_ || times >= 10'000) wrong_ = true;
    if (!wrong_) total_ += times * scale;
    total_limit_ = scale;
  }
  // Nothing where the parts do not stand in falling order: 2千3千, 1万2億.
  std::optional<std::int64_t> total() {
    const std::int64_t rest = closed_section();
    if (wrong_ || rest >= total_limit_) return std::nullopt;
    return total_ + rest;
  }

 private:
  std::int64_t closed_section() {
    const std::int64_t rest = has_part_ ? part_ : 0;
    if (rest >= section_limit_) wrong_ = true;
    const std::int64_t value = wrong_ ? 0 : section_ + rest;
    section_ = 0;
    section_limit_ = 10'000;
    has_part_ = false;
    return value;
  }

  std::int64_t total_ = 0, total_limit_ = INT64_MAX;
  std::int64_t section_ = 0, section_limit_ = 10'000;
  std::int64_t part_ = 0;
  bool has_part_ = false;
  bool wrong_ = false;
};

// 二千三百, 1億2千万, 3万5千: digits of either kind between scale words.
ReadNumber read_scaled(const CellText& text, std::size_t at, NumberForm form) {
  ReadNumber read{.value = {}, .end = at, .form = form, .grouped = false, .trouble = {}};
  ScaledSum sum;
  std::optional<UnreadReason> part_trouble;
  while (true) {
    const char32_t code = text.code(read.end);
    if (text.digit(read.end) && form == NumberForm::combined) {
      const ReadNumber part = read_arabic(text, read.end);
      if (part.trouble) part_trouble = part.trouble;
      if (!part.value.is_whole()) part_trouble = UnreadReason::number_malformed;
      sum.part(part.value.numerator);
      read.end = part.end;
      continue;
    }
    if (const auto digit = kanji_digit(code)) {
      sum.part(*digit);
    } else if (const std::int64_t scale = small_scale(code)) {
      sum.small(scale);
    } else if (const std::int64_t large = large_scale(code)) {
      sum.large(large);
    } else {
      break;
    }
    ++read.end;
  }
  const auto total = sum.total();
  read.trouble = part_trouble;
  if (!total && !read.trouble) read.trouble = UnreadReason::number_malformed;
  if (!read.trouble) read.value.numerator = *total;
  return read;
}

ReadNumber read_kanji(const CellText& text, std::size_t at) {
  if (const auto positional = read_positional(text, at)) return *positional;
  return read_scaled(text, at, NumberForm::kanji);
}

std::optional<Number> vulgar_fraction(char32_t code) {
  switch (code) {
    case U'½':
      return Number{1, 2, 0};
    case U'⅓':
      return Number{1, 3, 0};
    case U'⅔':
      return Number{2, 3, 0};
    case U'¼':
      return Number{1, 4, 0};
    case U'¾':
      return Number{3, 4, 0};
    case U'⅕':
      return Number{1, 5, 0};
    case U'⅖':
      return Number{2, 5, 0};
    case U'⅗':
      return Number{3, 5, 0};
    case U'⅘':
      return Number{4, 5, 0};
    case U'⅒':
      return Number{1, 10, 0};
    default:
      return std::nullopt;
  }
}

bool starts_number(const CellText& text, std::size_t at) {
  return text.digit(at) || is_kanji_numeral(text.code(at));
}

ReadNumber read_plain(const CellText& text, std::size_t at) {
  if (!text.digit(at)) return read_kanji(text, at);
  const ReadNumber first = read_arabic(text, at);
  const ScaleWord scale = read_scale(text, first.end);
  const bool goes_on = scale.length != 0 && text.digit(first.end + scale.length);
  return goes_on ? read_scaled(text, at, NumberForm::combined) : first;
}

// 3分の2: the denominator stands first.
std::optional<ReadNumber> read_parts(const CellText& text, const ReadNumber& denominator) {
  if (!text.says(denominator.end, U"分の") || !starts_number(text, denominator.end + 2)) {
    return std::nullopt;
  }
  ReadNumber read = read_plain(text, denominator.end + 2);
  read.form = NumberForm::parts;
  if (!read.trouble) read.trouble = denominator.trouble;
  const bool whole = read.value.is_whole() && denominator.value.is_whole();
  if (!read.trouble && (!whole || denominator.value.numerator == 0)) {
    read.trouble = UnreadReason::number_malformed;
  }
  if (!read.trouble) read.value.denominator = denominator.value.numerator;
  return read;
}

std::optional<ReadNumber> read_slash(const CellText& text, const ReadNumber& numerator) {
  if (text.code(numerator.end) != U'/' || !text.digit(numerator.end + 1)) return std::nullopt;
  ReadNumber read = read_arabic(text, numerator.end + 1);
  read.form = NumberForm::slash;
  const std::int64_t denominator = read.value.numerator;
  const bool whole = read.value.is_whole() && numerator.value.is_whole();
  if (numerator.trouble) read.trouble = numerator.trouble;
  if (!read.trouble && (!whole || denominator == 0)) read.trouble = UnreadReason::slash_ambiguous;
  read.value = read.trouble ? Number{} : Number{numerator.value.numerator, denominator, 0};
  return read;
}

}  // namespace

bool is_kanji_numeral(char32_t code) {
  return kanji_digit(code) || small_scale(code) != 0 || large_scale(code) != 0;
}

ScaleWord read_scale(const CellText& text, std::size_t at) {
  ScaleWord word;
  if (const std::int64_t small = small_scale(text.code(at))) word = {small, 1};
  if (const std::int64_t large = large_scale(text.code(at + word.length))) {
    word = {word.factor * large, word.length + 1};
  }
  return word;
}

std::optional<ReadNumber> read_number(const CellText& text, std::size_t at) {
  if (const auto fraction = vulgar_fraction(text.code(at))) {
    return ReadNumber{*fraction, at + 1, NumberForm::parts, false, {}};
  }
  if (text.says(at, U"ゼロ")) return ReadNumber{{}, at + 2, NumberForm::word, false, {}};
  if (!starts_number(text, at)) return std::nullopt;
  ReadNumber plain = read_plain(text, at);
  if (const auto parts = read_parts(text, plain)) return parts;
  if (const auto slash = read_slash(text, plain)) return slash;
  if (vulgar_fraction(text.code(plain.end))) {
    plain.trouble = UnreadReason::number_malformed;
    ++plain.end;
  }
  return plain;
}

}  // namespace base
