// 実績日誌: what the form of a programme asks follows from what the programme is measured by. A
// *line* is one kind of record with what is fixed about it (植栽 at a 駅); its *fields* are the
// numbers and codes that the kind carries, in the words of the figures that count them. What is
// typed into the fields becomes facts of the work, one for each day that has a number of its own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "figure/figure.h"
#include "programme/programme.h"
#include "record/record.h"

namespace diary {

inline constexpr base::RefusalKind unknown_programme{"diary.unknown_programme", 404};
inline constexpr base::RefusalKind unknown_entry{"diary.unknown_entry", 404};
inline constexpr base::RefusalKind no_lines{"diary.no_lines", 409};
inline constexpr base::RefusalKind days_reversed{"diary.days_reversed", 400};
inline constexpr base::RefusalKind too_many_days{"diary.too_many_days", 400};
inline constexpr base::RefusalKind years_crossed{"diary.years_crossed", 400};
inline constexpr base::RefusalKind number_unreadable{"diary.number_unreadable", 400};
inline constexpr base::RefusalKind number_negative{"diary.number_negative", 400};
inline constexpr base::RefusalKind count_zero{"diary.count_zero", 400};
inline constexpr base::RefusalKind numbers_and_days{"diary.numbers_and_days", 400};
inline constexpr base::RefusalKind choice_unknown{"diary.choice_unknown", 400};
inline constexpr base::RefusalKind field_missing{"diary.field_missing", 400};
inline constexpr base::RefusalKind nothing_entered{"diary.nothing_entered", 400};
inline constexpr base::RefusalKind other_year{"diary.other_year", 409};
inline constexpr base::RefusalKind same_entry{"diary.same_entry", 409};
inline constexpr base::RefusalKind entry_changed{"diary.entry_changed", 409};
inline constexpr base::RefusalKind already_taken_back{"diary.already_taken_back", 409};
inline constexpr base::RefusalKind nothing_changed{"diary.nothing_changed", 409};
inline constexpr base::RefusalKind reason_missing{"diary.reason_missing", 400};
inline constexpr base::RefusalKind month_changed{"diary.month_changed", 409};
inline constexpr base::RefusalKind unknown_month{"diary.unknown_month", 404};
inline constexpr base::RefusalKind no_texts{"diary.no_texts", 409};
inline constexpr base::RefusalKind unknown_line{"diary.unknown_line", 400};
inline constexpr base::RefusalKind unknown_field{"diary.unknown_field", 400};
inline constexpr base::RefusalKind too_many_lines{"diary.too_many_lines", 413};

inline constexpr int kDaysMax = 31;
inline constexpr std::size_t kPlaceCharactersMax = 200;
inline constexpr std::size_t kNoteCharactersMax = 2000;

template <class List, class T, class Of = std::identity>
bool is_in(const List& list, const T& value, Of of = {}) {
  return std::ranges::find(list, value, of) != std::ranges::end(list);
}

// What one field of a line asks.
enum class Asks { count, people, yen, number, business, code, in_town };

struct Field {
  std::string name;  // of the record: count, people, yen, business, copies, milestone, in_town
  Asks asks = Asks::count;
  bool required = false;
  std::string label = {};          // as the figure that counts it calls it; empty: the word of it
  std::string unit = {};           // 人; empty: the usual one
  std::vector<std::string> codes;  // of a code; those the plan has words for come first
};

struct Line {
  std::string key;  // an address part: site_planted-station
  const record::RecordKind* kind = nullptr;
  std::vector<record::AttributeValue> fixed = {};
  std::optional<bool> in_town = {};  // fixed
  std::vector<Field> fields = {};

  const Field* find(std::string_view name) const;
};

// A figure in force with the words of its row.
struct Measured {
  const figure::Definition* definition = nullptr;
  const figure::RowDefinition* row = nullptr;  // nullptr: none
};

// The lines of a programme: what the figures over it select, in their order; where no figure does,
// the kinds of its type. A figure that counts only some codes (of a place, a course) gives a line
// for each of them.
std::vector<Line> lines_of(const programme::Programme& programme,
                           std::span<const Measured> measured);

// Does a record belong to a line? The line with the most fixed about it comes first.
const Line* line_of(std::span<const Line> lines, const record::Record& record);

// ---- reading

// Of a line, by name of its fields; text as it was typed. An empty text is nothing.
using Typed = std::map<std::string, std::map<std::string, std::string>>;

struct Wrong {
  std::string line;   // empty: of the whole entry
  std::string field;  // of the line, or of the entry
  base::Refusal refusal;
};

// "4,700人" is 4700: digits of any width, commas in threes, the unit behind them. Refusals:
// number_unreadable, number_negative.
base::Result<std::int64_t> read_number(std::string_view text, std::string_view unit);

// What a code is called: {"駅", "station"}; a reader of pasted tables takes both.
using CodeWords = std::map<std::string, std::string, std::less<>>;

struct Days {
  base::Date first{2011, 4, 1};
  base::Date last{2011, 4, 1};
  int count() const { return base::days_between(first, last) + 1; }
};
// Refusals: days_reversed, too_many_days.
base::Result<void> check_days(const Days& days);

struct Reading {
  std::string_view programme;
  std::optional<base::FiscalYear> stated_year = {};
  const CodeWords* words = nullptr;
};
// One number in every field: a total, recorded on the last day. As many numbers as days, with
// spaces between: each day its own. Facts come by day, then by line.
std::vector<record::Facts> read_facts(std::span<const Line> lines, const Days& days,
                                      const Typed& typed, const Reading& reading,
                                      std::vector<Wrong>& wrong);

// What a record says, as it would be typed into its line.
std::map<std::string, std::string> typed_of(const Line& line, const record::Record& record);

// Does the record say these facts, so that nothing has to be corrected?
bool says(const record::Record& record, const record::Facts& facts);

// The same days, kinds and numbers, in whatever order.
bool same_work(std::span<const record::Record> records, std::span<const record::Facts> facts);

}  // namespace diary
