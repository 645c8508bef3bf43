// Sentences about releases.
#include "plan/released_words.h"

#include "base/date.h"
#include "base/instant.h"
#include "figure/figure_text.h"
#include "figure/moved.h"

namespace plan {

using base::Language;
using base::say;

namespace {

std::string word(Language language, std::string_view key) {
  return std::string(base::words(language, key));
}

std::string difference_words(Language language, const Apart& one) {
  return one.difference.empty()
             ? std::string()
             : say(language, "release_pages.apart_difference", {{"difference", one.difference}});
}

std::string value_words(const release::PublicFigure& figure, const figure::RowDefinition& row,
                        const figure::Value& value) {
  const auto& definition = figure.held.definition;
  return figure::with_unit(definition, figure::shown_value(definition, value, row));
}

}  // namespace

std::string apart_in_short(Language language, const Cell& cell) {
  std::string text;
  for (const Apart& one : apart(cell)) {
    if (!text.empty()) text += word(language, "plan.list_comma");
    text += say(language, "release_pages.apart_short",
                {{"computed", one.computed}, {"difference", difference_words(language, one)}});
  }
  return text;
}

std::vector<std::string> apart_sentences(Language language, const Cell& cell) {
  std::vector<std::string> sentences;
  for (const Apart& one : apart(cell))
    sentences.push_back(say(language, "release_pages.apart_sentence",
                            {{"printed", one.printed},
                             {"computed", one.computed},
                             {"difference", difference_words(language, one)}}));
  return sentences;
}

std::string moment_words(Language language, base::Instant at) {
  const std::string iso = base::iso_japan(at);
  const base::Date day = base::japan_date(at);
  return say(language, "release_pages.moment",
             {{"year", std::to_string(day.year())},
              {"month", std::to_string(day.month())},
              {"day", std::to_string(day.day())},
              {"time", iso.substr(11, 5)}});
}

std::string release_words(Language language, const release::Release& release) {
  return say(language, "release_pages.told_by_" + std::string(release::in_db(release.kind)),
             {{"title", release.title}, {"at", moment_words(language, release.effective_at)}});
}

std::string released_sentence(Language language, const release::PublicRow& row) {
  return release_words(language, *row.release);
}

std::vector<std::string> withdrawn_sentences(Language language, const release::PublicPlan& plan) {
  std::vector<std::string> sentences;
  for (const release::Release& one : plan.releases) {
    if (!one.withdrawn || one.withdrawn->at > plan.at) continue;
    sentences.push_back(say(language, "release_pages.withdrawn_sentence",
                            {{"title", one.title},
                             {"at", moment_words(language, one.withdrawn->at)},
                             {"reason", one.withdrawn->reason}}));
  }
  return sentences;
}

std::string correction_words(Language language, const release::PublicPlan& plan,
                             const release::Correction& correction) {
  const auto* row = plan.find(correction.row);
  const auto* figure = row == nullptr ? nullptr : row->find(correction.figure);
  if (figure == nullptr) return {};
  const auto& definition = figure->held.definition;
  const std::string label = definition.label.empty() ? definition.unit : definition.label;
  const std::string year = std::to_string(correction.fiscal_year);
  if (correction.hidden)
    return say(language, "release_pages.correction_hidden", {{"figure", label}, {"year", year}});
  return say(language, "release_pages.correction",
             {{"figure", label},
              {"year", year},
              {"before", value_words(*figure, row->definition, correction.before)},
              {"after", value_words(*figure, row->definition, correction.after)}});
}

FactView correction_fact(Language language, const release::PublicPlan& plan,
                         const release::Correction& correction) {
  std::string why = "release_pages.because_corrected";
  if (correction.because == figure::Because::reversed) why = "release_pages.because_reversed";
  if (correction.because == figure::Because::reclassified)
    why = "release_pages.because_reclassified";
  return {moment_words(language, correction.at), correction_words(language, plan, correction),
          word(language, why), ""};
}

std::string figures_path(std::string_view slug) {
  return "/plans/" + std::string(slug) + "/figures";
}

}  // namespace plan
