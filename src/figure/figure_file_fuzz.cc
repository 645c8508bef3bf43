// Arbitrary bytes as figures.toml: every mistake is told, nothing breaks, and what has no mistake
// reads back from the JSON that the database keeps, composes and explains.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/japanese_text.h"
#include "figure/figure_file.h"
#include "figure/figure_text.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void walk(const figure::RowDefinition& row) {
  figure::Values values;
  for (const auto& definition : row.figures) {
    must(figure::definition_from_json(figure::definition_json(definition)) == definition);
    for (const auto& sentence : figure::explain(base::Language::ja, row, definition, {})) {
      must(base::is_valid_utf8(sentence));
    }
    values[definition.key] = {{1, -7, 1, 3}, figure::Milestone{"built", "2012-01-15", 1}};
  }
  for (const auto& column : row.columns) {
    must(base::is_valid_utf8(figure::compose(row, column, values).text));
    must(base::is_valid_utf8(figure::compose(row, column, {}).text));
  }
  auto bare = row;
  bare.figures.clear();
  must(figure::row_from_json(figure::row_json(bare)) == bare);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  base::Mistakes mistakes("figures.toml");
  const auto set = figure::read_definitions({reinterpret_cast<const char*>(data), size}, mistakes);
  if (!mistakes.none()) return 0;
  for (const auto& row : set.rows) walk(row);
  for (const auto& total : set.totals) figure::as_figure(total, set, mistakes);
  must(mistakes.none());
  return 0;
}
