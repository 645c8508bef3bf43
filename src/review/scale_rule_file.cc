// Reads the file from the top downwards; what the parts say together is judged by check().
#include "review/scale_rule_file.h"

#include "figure/figure_toml.h"

namespace review {
namespace {

constexpr std::string_view kFormat = "nigiwai-rating-rule/1";

std::optional<base::Rate> rate_in(const base::JsonNode& node) {
  if (!node.present()) return std::nullopt;
  const auto rate = base::parse_rate(node.text());
  if (!rate) node.mistake(rate.error().code, rate.error().facts);
  return rate ? std::optional(*rate) : std::nullopt;
}

Grade grade_in(const base::JsonNode& node) {
  auto object = node.object();
  Grade grade{.mark = object.text("mark")};
  grade.at_least = rate_in(object.optional("at_least"));
  grade.words = object.maybe_text("words").value_or("");
  object.end();
  return grade;
}

NonGrade non_grade_in(const base::JsonNode& node) {
  auto object = node.object();
  NonGrade one{.mark = object.text("mark")};
  if (const auto when = object.maybe_text("when")) {
    one.when = condition_from(*when);
    if (!one.when) node.mistake(rule_condition_unknown.code, {{"condition", *when}});
  }
  one.words = object.maybe_text("words").value_or("");
  object.end();
  return one;
}

void read_milestones(const base::JsonNode& node, MilestoneWords& words) {
  if (!node.present()) return;
  auto object = node.object();
  words.reached = object.texts("reached");
  words.partly = object.texts("partly");
  words.missed = object.texts("missed");
  object.end();
}

void read_day(const base::JsonNode& node, base::Date& day) {
  const auto read = base::parse_date(node.text());
  if (read) day = *read;
  if (!read && node.present()) node.mistake(read.error().code, read.error().facts);
}

}  // namespace

std::optional<ScaleRule> read_scale_rule(std::string_view toml, base::Mistakes& mistakes) {
  const auto json = figure::json_from_toml(toml, mistakes);
  if (!json) return std::nullopt;
  const auto file = base::JsonFile::parse(*json, mistakes);
  if (!file) return std::nullopt;
  auto root = file->root().object();
  ScaleRule rule;
  const auto format = root.required("format");
  if (format.present() && format.text() != kFormat)
    format.mistake("figure.wrong_format",
                   {{"format", format.text()}, {"expected", std::string(kFormat)}});
  rule.name = root.text("name");
  read_day(root.required("published"), rule.published_on);
  rule.reference = root.maybe_text("reference").value_or("");
  rule.standard.tolerance = rate_in(root.optional("tolerance"));
  root.each("grade", [&](const base::JsonNode& node) { rule.grades.push_back(grade_in(node)); });
  root.each("non_grade",
            [&](const base::JsonNode& node) { rule.non_grades.push_back(non_grade_in(node)); });
  read_milestones(root.optional("milestone"), rule.standard.words);
  root.end();
  if (mistakes.none()) {
    if (const auto checked = check(rule); !checked)
      mistakes.add("", checked.error().code, checked.error().facts);
  }
  return mistakes.none() ? std::optional(std::move(rule)) : std::nullopt;
}

}  // namespace review
