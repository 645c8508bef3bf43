// 実績値: a declared sum over records that fills one slot of a plan's cell. A *figure* says which
// records it counts (programmes, kind, conditions), what of them it adds (件, 人, 円, 部, distinct
// businesses, a ratio, the latest milestone), and how the sum is shown (unit, 千円 rounded once
// from the exact yen, 延べ). A *row definition* says how the figures of a plan's row make up the
// text of its cells, column by column, and why a cell cannot be computed where it cannot. File
// format: docs/formats/figures.md; files: plans/<code>/<slug>/figures.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json_file.h"
#include "base/result.h"
#include "record/record.h"

namespace figure {

using FigureId = base::Id<struct FigureTag>;

enum class Measure {
  count,                // 件: the records' counts
  people,               // 人
  yen,                  // 円, of the basis that the kind carries
  attribute,            // the sum of a whole-number attribute: 部 (copies), 団体 (organisations)
  distinct_businesses,  // 者: every business once a year
  milestone,            // the latest milestone reached; see milestone_of
  carried_out,          // 実施 when there is at least one record
  ratio                 // one sum over another: 各8,000部 is copies over issues
};

// The closed vocabulary of conditions on a record's attributes.
enum class Test { one_of, none_of, at_least, at_most };
struct Condition {
  std::string attribute;
  Test test = Test::one_of;
  std::vector<std::string> values;  // one_of, none_of: codes
  std::int64_t number = 0;          // at_least, at_most
  bool operator==(const Condition&) const = default;
};

// Records of these programmes and this kind that meet every condition.
struct Selection {
  std::vector<std::string> programmes;
  std::string kind;
  std::vector<Condition> where;
  std::optional<bool> in_town;
  std::optional<bool> with_business = {};  // true: it is known whose they were; false: 匿名
  bool operator==(const Selection&) const = default;
};

// A record that several selections match counts once.
struct Definition {
  std::string key;    // in its row: "loans"
  std::string label;  // 貸付; may be empty
  Measure measure = Measure::count;
  std::string attribute;               // of Measure::attribute and of a ratio's attribute part
  Measure upper = Measure::attribute;  // ratio: numerator …
  Measure lower = Measure::count;      // … and denominator: count, people, yen or attribute
  std::vector<Selection> records;
  std::string unit;                       // 件, 円, 千円, 部; empty for milestone and carried_out
  std::int64_t scale = 1;                 // 千円: 1000, the sum rounded once, halves away from zero
  std::optional<record::YenBasis> basis;  // yen: must be the basis of every kind selected
  bool gross = false;                     // 延べ
  std::optional<std::string> part_of;     // うち: the key of the figure it is a part of
  bool operator==(const Definition&) const = default;
};

// What a column of the plan shows.
enum class ColumnRule {
  year,         // the records of the column's one fiscal year
  up_to,        // 現況: what is known at the end of the column's (last) year: the year's own sums,
                // or the latest milestone of that year and the years before
  latest_of,    // 計 that repeats the last of its years that has records (13-4: 5 and 3 give 3)
  sum_of,       // 計 that adds its years, each record counted once
  not_computed  // targets, and columns with a reason
};

struct ColumnDefinition {
  std::string column;  // "" is every column without an entry of its own
  ColumnRule rule = ColumnRule::year;
  std::vector<int> fiscal_years;  // the plan's; filled in from the plan when it is loaded
  std::string text;  // pattern: 「貸付{loans}件 利子補給 {interest}円」; {figure:date} …
  std::string none;  // text when there are no records: 「-」「未実施」; "" = no reading
  std::optional<std::string> reason;  // not_computed: why
  bool operator==(const ColumnDefinition&) const = default;
};

// A milestone or 実施 in this row's own words: carried_out = "支援".
struct Wording {
  std::string code;
  std::string text;
  bool operator==(const Wording&) const = default;
};

struct RowDefinition {
  std::string row;
  std::vector<Definition> figures;
  std::vector<ColumnDefinition> columns;
  std::vector<Wording> words;  // each code once
  // The plan's body: in years in which every programme of the row belongs to another body the cell
  // says so (「産業振興公社に事務移管」). Absent: the sums are shown whoever owns the programme.
  std::optional<std::string> shown_while_owned_by;
  std::string handed_over_text;
  std::optional<std::string> done_elsewhere_row;  // 他事業で対応 → the row that does it
  std::string done_elsewhere_text;
  std::optional<std::string> reason;  // the whole row cannot be computed: why
  bool operator==(const RowDefinition&) const = default;
};

// A sum over figures of several rows in which a record counts once.
struct Total {
  std::string key;
  std::string label;
  std::vector<std::string> figures;  // "32/yen"
  bool operator==(const Total&) const = default;
};

struct DefinitionSet {
  std::string plan;
  std::string municipality;
  std::vector<RowDefinition> rows;
  std::vector<Total> totals;
};

// What a record adds to a figure: nullopt when it is not counted. A reversal adds the negative of
// what its first record added, without anyone looking at that: its count, people and yen are stored
// negated, its attributes as they were, so attributes take the sign here.
struct Contribution {
  std::int64_t value = 0;    // ratio: the upper sum; a business or a milestone: ±1
  std::int64_t divisor = 0;  // ratio: the lower sum
  bool operator==(const Contribution&) const = default;
};
std::optional<Contribution> contribution(const Definition& definition,
                                         const record::Record& record);
bool counts(const Selection& selection, const record::Record& record);
bool is_sum(Measure measure);  // count, people, yen, attribute, carried_out, ratio

// What a record reached, for Measure::milestone: the value of its attribute `milestone`, or, where
// its kind has none (an event held), 実施.
inline constexpr std::string_view kCarriedOut = "carried_out";
std::string_view milestone_of(const record::Record& record);

// The sums of a figure in one year, as read.
struct Sum {
  std::int64_t records = 0;  // records counted, reversed ones not
  std::int64_t value = 0;
  std::int64_t singles = 0;  // the part of value from single records, not from typed totals
  std::int64_t divisor = 0;
  bool operator==(const Sum&) const = default;
  Sum& operator+=(const Sum& other);
};

// The latest milestone of a year.
struct Milestone {
  std::string code;
  std::string occurred_on;
  std::int64_t record = 0;
  bool operator==(const Milestone&) const = default;
};

struct Value {
  Sum sum;
  std::optional<Milestone> milestone;
  bool operator==(const Value&) const = default;
};

std::string_view in_db(Measure measure);
std::optional<Measure> measure_from(std::string_view code);
std::string_view in_db(Test test);
std::optional<Test> test_from(std::string_view code);
std::string_view in_db(ColumnRule rule);
std::optional<ColumnRule> rule_from(std::string_view code);

}  // namespace figure
