// Codes of the states, and what a draft has to say before it can be taken over.
#include "importer/importer.h"

#include <algorithm>
#include <array>

#include "base/japanese_text.h"
#include "programme/programme.h"

namespace importer {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 4> kStates = {{
    {State::draft, "draft"},
    {State::committed, "committed"},
    {State::undone, "undone"},
    {State::dropped, "dropped"},
}};
constexpr std::array<std::pair<Target, std::string_view>, 2> kTargets = {{
    {Target::new_plan, "new_plan"},
    {Target::later_year, "later_year"},
}};

template <class Code, std::size_t count>
std::string_view code_in(const std::array<std::pair<Code, std::string_view>, count>& table,
                         Code code) {
  return std::ranges::find(table, code, &std::pair<Code, std::string_view>::first)->second;
}

template <class Code, std::size_t count>
std::optional<Code> code_from(const std::array<std::pair<Code, std::string_view>, count>& table,
                              std::string_view text) {
  const auto found = std::ranges::find(table, text, &std::pair<Code, std::string_view>::second);
  return found == table.end() ? std::nullopt : std::optional(found->first);
}

bool is_control(char letter) {
  return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
}

// PDF, Excel and CSV are kept under their own ending; what a browser would run is kept as text.
std::string_view ending_of(sheet::FileKind kind) {
  switch (kind) {
    case sheet::FileKind::xlsx:
      return ".xlsx";
    case sheet::FileKind::pdf:
      return ".pdf";
    case sheet::FileKind::csv:
      return ".csv";
    case sheet::FileKind::tsv:
    case sheet::FileKind::html:
    case sheet::FileKind::pasted:
      return ".txt";
  }
  return ".txt";
}

std::size_t filled_cells(const sheet::Grid& grid) {
  std::size_t filled = 0;
  for (const auto& row : grid.rows)
    filled += static_cast<std::size_t>(
        std::ranges::count_if(row, [](const std::string& cell) { return !cell.empty(); }));
  return filled;
}

}  // namespace

std::string_view in_db(State state) {
  return code_in(kStates, state);
}
std::optional<State> state_from(std::string_view code) {
  return code_from(kStates, code);
}
std::string_view in_db(Target target) {
  return code_in(kTargets, target);
}
std::optional<Target> target_from(std::string_view code) {
  return code_from(kTargets, code);
}

base::Result<void> check_wanted(const Wanted& wanted) {
  if (!programme::is_key(wanted.plan)) return base::refuse(slug_unfit, {{"slug", wanted.plan}});
  if (wanted.target == Target::later_year) return {};
  if (base::is_blank(wanted.title)) return base::refuse(title_missing);
  for (const std::string& text : {wanted.title, wanted.source_title}) {
    if (base::character_count(text) > kTextCharactersMax)
      return base::refuse(text_too_long, {{"max", std::to_string(kTextCharactersMax)}});
  }
  if (wanted.from < kFirstYear || wanted.to > kLastYear || wanted.from > wanted.to ||
      wanted.to - wanted.from >= kPeriodYearsMax)
    return base::refuse(years_unfit, {{"max", std::to_string(kPeriodYearsMax)}});
  return {};
}

base::Result<void> check_reason(std::string_view reason) {
  if (base::is_blank(reason)) return base::refuse(reason_missing);
  if (base::character_count(reason) > kReasonCharactersMax)
    return base::refuse(text_too_long, {{"max", std::to_string(kReasonCharactersMax)}});
  return {};
}

base::Result<std::string> kept_name(std::string_view name, sheet::FileKind kind) {
  if (base::is_blank(name) || std::ranges::any_of(name, is_control) ||
      base::character_count(name) > kNameCharactersMax)
    return base::refuse(name_unfit, {{"max", std::to_string(kNameCharactersMax)}});
  std::string kept(name);
  const std::string_view ending = ending_of(kind);
  std::string tail = kept.substr(kept.size() - std::min(kept.size(), ending.size()));
  std::ranges::transform(tail, tail.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  if (tail != ending) kept += ending;
  return kept;
}

Wanted guessed(const Understanding& understanding, std::string_view file_name) {
  Wanted wanted;
  const std::string stem(file_name.substr(0, file_name.rfind('.')));
  wanted.title = understanding.titles.empty() ? stem : understanding.titles.front();
  wanted.source_title = wanted.title;
  for (const ReadColumn& column : understanding.columns) {
    for (const auto& year : {column.year, column.to_year}) {
      if (!year) continue;
      wanted.from = wanted.from == 0 ? *year : std::min(wanted.from, *year);
      wanted.to = std::max(wanted.to, *year);
    }
  }
  if (wanted.from == 0) wanted.from = wanted.to = understanding.year_hint.value_or(0);
  return wanted;
}

int best_table(const sheet::SourceFile& file) {
  int best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < file.tables.size(); ++i) {
    if (file.tables[i].hidden) continue;
    const std::size_t filled = filled_cells(file.tables[i].grid);
    if (filled <= most) continue;
    most = filled;
    best = static_cast<int>(i);
  }
  return best;
}

Frame frame_of(const Import& one) {
  return {
      .slug = one.wanted.plan,
      .municipality = one.municipality,
      .title = one.wanted.title,
      .kind = one.wanted.kind,
      .from = one.wanted.from,
      .to = one.wanted.to,
      .source_title = one.wanted.source_title.empty() ? one.wanted.title : one.wanted.source_title,
      .source_file = one.name};
}

}  // namespace importer
