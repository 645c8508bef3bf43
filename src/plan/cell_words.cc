// Puts readings, sources and differences into words.
#include "plan/cell_words.h"

#include "plan/value_stage.h"

namespace plan {

using base::Language;

namespace {

std::string word(Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

std::string told(Language language, const Comparison& comparison) {
  std::string text = word(language, "plan.agreement_" + code_of(comparison));
  for (const auto& part : comparison.parts) {
    text += " " + base::say(language, "plan.computed_part",
                            {{"what", part.what}, {"one", part.one}, {"other", part.other}});
  }
  return text;
}

std::string day_words(Language language, base::Date day) {
  return base::say(language, "staff_pages.day",
                   {{"year", std::to_string(day.year())},
                    {"month", std::to_string(day.month())},
                    {"day", std::to_string(day.day())},
                    {"iso", base::iso(day)}});
}

}  // namespace

std::string said(Language language, const Reading& reading) {
  if (reading.text) return *reading.text;
  return base::say(
      language, "plan.computed_absent",
      {{"state", word(language, "plan.state_" + std::string(in_db(reading.meaning.state)))}});
}

std::string source_words(Language language, ReadingSource source) {
  return word(language, "plan.source_" + std::string(in_db(source)));
}

std::string stage_words(Language language, const Reading& reading, const Column& column,
                        const OpenedTable& opened) {
  const ValueStage stage = stage_of(reading, column, opened.closed_years, opened.settled_years);
  const std::string text = word(language, "plan.stage_" + std::string(in_db(stage)));
  const auto day = settled_on(column, opened.settled_years);
  if (stage != ValueStage::settled || !day) return text;
  return base::say(language, "plan.stage_on",
                   {{"stage", text}, {"day", day_words(language, *day)}});
}

std::vector<std::string> difference_lines(Language language, const OpenedTable& opened,
                                          const CellPlace& place) {
  std::vector<std::string> lines;
  const auto found = opened.comparisons.find(place);
  if (found == opened.comparisons.end()) return lines;
  for (const auto& comparison : found->second) {
    lines.push_back(base::say(language, "plan.computed_compared",
                              {{"one", source_words(language, comparison.one)},
                               {"other", source_words(language, comparison.other)},
                               {"told", told(language, comparison)}}));
  }
  return lines;
}

std::string why_words(Language language, const OpenedTable& opened, const CellPlace& place) {
  const auto found = opened.computed.find(place);
  if (found == opened.computed.end() || found->second.basis == Basis::composed) return {};
  if (!found->second.reason.empty()) return found->second.reason;
  return word(language, "plan.basis_" + std::string(in_db(found->second.basis)));
}

std::string leaf_words(const Plan& plan, const Row& leaf) {
  const Row& programme = programme_row(plan, leaf);
  if (&programme == &leaf) return number_and_title(leaf);
  return number_and_title(programme) + " / " + number_and_title(leaf);
}

}  // namespace plan
