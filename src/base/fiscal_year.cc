// Fiscal years: their names by the table of eras, and the sets of years that plans print.
#include "base/fiscal_year.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "base/era.h"
#include "base/text_front.h"

namespace base {
namespace {

// No row of a plan names its years at greater length; a longer text is something else.
constexpr std::size_t kBytesMax = 400;

bool wholly_in_range(int number) {
  return number >= kFirstYear && number < kLastYear;
}

std::string era_name(const Era& era, FiscalYear year) {
  const int era_year = year.number() - era.first_year + 1;
  return std::string(era.name) + (era_year == 1 ? "元" : std::to_string(era_year)) + "年度";
}

const Era& naming_era(FiscalYear year) {
  const auto all = eras();
  return *std::ranges::find_if(all.rbegin(), all.rend() - 1,
                               [&](const Era& era) { return era.first_year <= year.number(); });
}

// Reads a text of years from left to right; the first mistake ends the reading.
class YearsReader {
 public:
  explicit YearsReader(std::string_view text)
      : text_(text), folded_(folded_without_spaces(text)), rest_(folded_) {}

  Result<FiscalYears> read() {
    if (folded_.size() > kBytesMax) return unreadable();
    do {
      const auto first = read_year();
      if (!first) return std::unexpected(first.error());
      auto last = first;
      if (take_range_mark()) {
        last = read_year();
        if (!last) return std::unexpected(last.error());
        take(rest_, "まで");
      }
      if (*last < *first) return reversed(*first, *last);
      for (int year = first->number(); year <= last->number(); ++year) {
        found_.years.emplace_back(year);
      }
    } while (take_list_mark());
    if (!rest_.empty()) return unreadable();
    std::ranges::sort(found_.years);
    const auto repeated = std::ranges::unique(found_.years);
    found_.years.erase(repeated.begin(), repeated.end());
    return std::move(found_);
  }

 private:
  std::unexpected<Refusal> unreadable() const {
    return refuse(fiscal_year_unreadable,
                  {{"value", std::string(text_)}, {"rest", std::string(rest_)}});
  }

  std::unexpected<Refusal> reversed(FiscalYear first, FiscalYear last) const {
    return refuse(
        fiscal_years_reversed,
        {{"value", std::string(text_)}, {"first", format_era(first)}, {"last", format_era(last)}});
  }

  bool take_range_mark() {
    for (const std::string_view mark : {"~", "〜", "-", "−", "–", "—", "ー", "から"}) {
      if (take(rest_, mark)) return true;
    }
    return false;
  }

  bool take_list_mark() {
    for (const std::string_view mark : {"、", ",", ".", "・", "･", "及び", "および", "と"}) {
      if (take(rest_, mark)) return true;
    }
    return false;
  }

  // 平成15年度(2003年度) · 平成31(令和元)年度: the other name must mean the same year.
  Result<FiscalYear> read_year() {
    const auto year = read_name();
    if (!year) return year;
    if (take(rest_, "(")) {
      // 平成15年度(2003年度)~22年度: the bracket does not change in what era the text counts on.
      const auto counting = previous_;
      const auto other = read_name();
      previous_ = counting;
      if (!other) return other;
      take_year_word();
      if (!take(rest_, ")")) return unreadable();
      if (*other != *year) return disagreeing(*year, *other);
      take_year_word();
    }
    return year;
  }

  std::unexpected<Refusal> disagreeing(FiscalYear year, FiscalYear other) const {
    return refuse(fiscal_years_disagree, {{"value", std::string(text_)},
                                          {"first", std::to_string(year.number())},
                                          {"second", std::to_string(other.number())}});
  }

  Result<FiscalYear> read_name() {
    const std::string_view before = rest_;
    const auto taken = take_era_year(rest_, previous_ ? &*previous_ : nullptr);
    if (!taken) return unreadable();
    previous_ = *taken;
    take_year_word();
    const std::string_view name = before.substr(0, before.size() - rest_.size());
    if (!wholly_in_range(taken->year)) {
      return refuse(fiscal_year_out_of_range, {{"value", std::string(name)}});
    }
    const FiscalYear year(taken->year);
    note_change_of_era(*taken, name, year);
    return year;
  }

  void take_year_word() { take(rest_, "年度") || take(rest_, "年"); }

  void note_change_of_era(const EraYear& taken, std::string_view name, FiscalYear year) {
    const auto end = taken.era ? ended_by(*taken.era) : std::nullopt;
    if (!end || year.starts() < *end) return;
    Note note{printed_before_era_change,
              {{"value", std::string(name)}, {"issued", format_era(year)}}};
    if (std::ranges::find(found_.notes, note) == found_.notes.end()) {
      found_.notes.push_back(std::move(note));
    }
  }

  std::string_view text_;
  std::string folded_;
  std::string_view rest_;
  std::optional<EraYear> previous_;
  FiscalYears found_;
};

}  // namespace

FiscalYear::FiscalYear(int number) : number_(number) {
  if (!wholly_in_range(number)) throw std::out_of_range("no fiscal year " + std::to_string(number));
}

Result<FiscalYear> FiscalYear::of(int number) {
  if (!wholly_in_range(number)) {
    return refuse(fiscal_year_out_of_range, {{"value", std::to_string(number)}});
  }
  return FiscalYear(number);
}

FiscalYear FiscalYear::containing(Date date) {
  return FiscalYear(date.month() >= 4 ? date.year() : date.year() - 1);
}

std::string format_era(FiscalYear year) {
  return era_name(naming_era(year), year);
}

std::string format_short(FiscalYear year) {
  const Era& era = naming_era(year);
  return era.letter + std::to_string(year.number() - era.first_year + 1);
}

std::vector<std::string> names(FiscalYear year) {
  std::vector<std::string> all;
  for (const Era& era : eras()) {
    const auto end = ended_by(era);
    const bool begun = era.first_year <= year.number();
    if (begun && (!end || year.starts() < *end)) all.push_back(era_name(era, year));
  }
  return all;
}

Result<FiscalYears> parse_fiscal_years(std::string_view text) {
  return YearsReader(text).read();
}

Result<FiscalYearReading> parse_fiscal_year(std::string_view text) {
  const auto years = parse_fiscal_years(text);
  if (!years) return std::unexpected(years.error());
  if (years->years.size() != 1) return refuse(fiscal_year_several, {{"value", std::string(text)}});
  return FiscalYearReading{years->years.front(), years->notes};
}

}  // namespace base
