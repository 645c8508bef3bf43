// Statements on the versions of a rule, each above its one function.
#include "review/review_store.h"

namespace review::store {

constexpr db::Statement kRule{
    "review.rule",
    "SELECT name, published_on, reference, tolerance_numerator, tolerance_denominator "
    "FROM scale_rule WHERE municipality = ?1 AND plan = ?2 AND version = ?3"};
constexpr db::Statement kRuleLines{
    "review.rule_lines",
    "SELECT kind, mark, at_least_numerator, at_least_denominator, condition, words "
    "FROM scale_rule_line WHERE municipality = ?1 AND plan = ?2 AND version = ?3 "
    "ORDER BY kind, ordinal"};
constexpr db::Statement kLatestRule{
    "review.latest_rule",
    "SELECT coalesce(max(version), 0) AS version FROM scale_rule WHERE municipality = ?1 "
    "AND plan = ?2"};
constexpr db::Statement kAddRule{
    "review.add_rule",
    "INSERT INTO scale_rule (municipality, plan, version, name, published_on, reference, "
    "tolerance_numerator, tolerance_denominator, deed, recorded_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};
constexpr db::Statement kAddRuleLine{
    "review.add_rule_line",
    "INSERT INTO scale_rule_line (municipality, plan, version, kind, ordinal, mark, "
    "at_least_numerator, at_least_denominator, condition, words) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};

namespace {

constexpr std::string_view kGrade = "grade";
constexpr std::string_view kNonGrade = "non_grade";
constexpr std::string_view kReached = "reached";
constexpr std::string_view kPartly = "partly";
constexpr std::string_view kMissed = "missed";

struct Fraction {
  std::optional<std::int64_t> numerator = {};
  std::optional<std::int64_t> denominator = {};
};
Fraction fraction_of(const std::optional<base::Rate>& rate) {
  if (!rate) return {};
  return {rate->numerator(), rate->denominator()};
}

std::optional<base::Rate> rate_of(db::Row& row, std::string_view above, std::string_view below) {
  const auto numerator = row.maybe_integer(above);
  const auto denominator = row.maybe_integer(below);
  if (!numerator || !denominator) return std::nullopt;
  return base::Rate(*numerator, *denominator);
}

void add_line(ScaleRule& rule, db::Row& row) {
  const std::string kind = row.text("kind");
  const std::string mark = row.text("mark");
  const auto at_least = rate_of(row, "at_least_numerator", "at_least_denominator");
  const auto condition = row.maybe_text("condition");
  std::string words = row.text("words");
  MilestoneWords& milestones = rule.standard.words;
  if (kind == kGrade) rule.grades.push_back({mark, at_least, std::move(words)});
  if (kind == kNonGrade)
    rule.non_grades.push_back(
        {mark, condition ? condition_from(*condition) : std::nullopt, std::move(words)});
  if (kind == kReached) milestones.reached.push_back(mark);
  if (kind == kPartly) milestones.partly.push_back(mark);
  if (kind == kMissed) milestones.missed.push_back(mark);
}

struct Line {
  std::string_view kind;
  std::string_view mark;
  std::optional<base::Rate> at_least = {};
  std::optional<std::string_view> condition = {};
  std::string_view words = {};
};

void add_lines(db::Write& tx, const Place& place, int version, const std::vector<Line>& lines) {
  int ordinal = 0;
  for (const Line& line : lines) {
    const Fraction at_least = fraction_of(line.at_least);
    tx.run(kAddRuleLine, place.municipality, place.plan, version, line.kind, ++ordinal, line.mark,
           at_least.numerator, at_least.denominator, line.condition, line.words);
  }
}

}  // namespace

std::optional<ScaleRule> rule(db::Read& tx, const Place& place, int version) {
  auto found = tx.one<ScaleRule>(
      kRule,
      [&](db::Row& row) {
        ScaleRule one;
        one.version = version;
        one.name = row.text("name");
        one.published_on = base::parse_date(row.text("published_on")).value();
        one.reference = row.text("reference");
        one.standard.tolerance = rate_of(row, "tolerance_numerator", "tolerance_denominator");
        return one;
      },
      place.municipality, place.plan, version);
  if (found)
    tx.each(
        kRuleLines, [&](db::Row& row) { add_line(*found, row); }, place.municipality, place.plan,
        version);
  return found;
}

int latest_rule(db::Read& tx, const Place& place) {
  return static_cast<int>(tx.one<std::int64_t>(
                                kLatestRule, [](db::Row& row) { return row.integer("version"); },
                                place.municipality, place.plan)
                              .value_or(0));
}

void add_rule(db::Write& tx, const Place& place, const ScaleRule& rule, std::int64_t deed) {
  const Fraction tolerance = fraction_of(rule.standard.tolerance);
  tx.run(kAddRule, place.municipality, place.plan, rule.version, rule.name,
         base::iso(rule.published_on), rule.reference, tolerance.numerator, tolerance.denominator,
         deed, tx.recorded_at());
  std::vector<Line> lines;
  for (const Grade& one : rule.grades)
    lines.push_back({kGrade, one.mark, one.at_least, {}, one.words});
  add_lines(tx, place, rule.version, lines);
  lines.clear();
  for (const NonGrade& one : rule.non_grades) {
    lines.push_back({kNonGrade, one.mark, {}, {}, one.words});
    if (one.when) lines.back().condition = in_db(*one.when);
  }
  add_lines(tx, place, rule.version, lines);
  const MilestoneWords& words = rule.standard.words;
  for (const auto& [kind, list] :
       {std::pair{kReached, &words.reached}, {kPartly, &words.partly}, {kMissed, &words.missed}}) {
    lines.clear();
    for (const std::string& word : *list) lines.push_back({kind, word});
    add_lines(tx, place, rule.version, lines);
  }
}

}  // namespace review::store
