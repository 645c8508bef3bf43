// What we print comes back as it was: the tables of the plans we hold, as `nigiwai report` writes
// them (tests/import_reports), are imported and compared cell by cell with the plan itself.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "importer/table_words.h"
#include "importer/understanding.h"
#include "plan/plan_file.h"
#include "plan/plan_folder.h"

namespace importer {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The cell as it stands on paper: one text, or the texts of a merged cell.
std::string printed(const plan::Plan& plan, const plan::Cell* cell) {
  if (cell == nullptr) return {};
  const auto* reading = plan::find_reading(*cell, plan::ReadingSource::printed);
  if (reading == nullptr) return {};
  const auto* merged = reading->merged ? plan::find_merged(plan, *reading->merged) : nullptr;
  if (merged == nullptr || !merged->unassigned) return compared(reading->text.value_or(""));
  std::string text;
  for (const auto& part : merged->texts) text += part;
  return compared(text);
}

// Under the same header, or that with the year in full below it.
const plan::Column* column_headed(const plan::Plan& plan, const plan::Column& wanted) {
  for (const auto& column : plan.columns) {
    if (compared(column.header) == compared(wanted.header)) return &column;
  }
  for (const auto& column : plan.columns) {
    const bool begins = compared(column.header).starts_with(compared(wanted.header));
    if (begins && column.kind == wanted.kind && column.fiscal_years == wanted.fiscal_years)
      return &column;
  }
  return nullptr;
}

TEST_CASE("the plans we hold come back from what we print of them") {
  const auto held = plan::read_plan_set({fs::path(NIGIWAI_SOURCE_DIR) / "plans"});
  REQUIRE(held.mistakes.empty());
  int all = 0, all_same = 0;
  for (const auto& entry :
       fs::directory_iterator(fs::path(NIGIWAI_SOURCE_DIR) / "tests/import_reports")) {
    const std::string name = entry.path().filename();
    CAPTURE(name);
    const auto found = std::ranges::find_if(held.plans, [&](const plan::PlanFile& file) {
      return name.starts_with(file.content.slug);
    });
    REQUIRE(found != held.plans.end());
    const plan::Plan& original = found->content;
    const auto source = sheet::read_source(bytes_of(entry.path()), name);
    REQUIRE(source);
    const auto understood = understand(source->tables.front());
    const auto made =
        make_plan(understood, {"again", original.municipality, original.title, original.kind,
                               original.period.from, original.period.to, "", name});
    REQUIRE(made);
    base::Mistakes mistakes(name);
    plan::check(made->plan, mistakes);
    CHECK(mistakes.none());
    const auto leaves = plan::leaves(original);
    const auto again = plan::leaves(made->plan);
    CHECK(leaves.size() == again.size());
    int cells = 0, same = 0;
    std::string differs;
    for (std::size_t i = 0; i < std::min(leaves.size(), again.size()); ++i) {
      const auto compare = [&](const std::string& what, const std::string& a,
                               const std::string& b) {
        ++cells;
        // The form adds a note on the cell below its text, and names the kind of an empty one.
        const bool agrees =
            a == b || (!a.empty() && b.starts_with(a)) || (a.empty() && b == "未集計");
        if (agrees) ++same;
        if (!agrees && differs.empty())
          differs = what + " of " + leaves[i]->key + ": " + a + " | " + b;
      };
      const auto& programme = plan::programme_row(original, *leaves[i]);
      const auto& programme_again = plan::programme_row(made->plan, *again[i]);
      compare("title", compared(programme.title), compared(programme_again.title));
      compare("number", compared(programme.number.value_or("")),
              compared(programme_again.number.value_or("")));
      if (leaves[i]->rating && leaves[i]->rating->scope == plan::RatingScope::row) {
        compare("mark", leaves[i]->rating->mark, again[i]->rating ? again[i]->rating->mark : "");
      }
      compare("years", compared(leaves[i]->years.printed.value_or("")),
              compared(again[i]->years.printed.value_or("")));
      for (const auto& column : original.columns) {
        // Texts that belong to no cell of a merged one have no place of their own in a CSV.
        const auto* held_cell = plan::find_cell(*leaves[i], column.key);
        if (held_cell != nullptr &&
            held_cell->readings.front().kind == plan::CellKind::unassigned) {
          continue;
        }
        const auto* other = column_headed(made->plan, column);
        compare(column.header, printed(original, plan::find_cell(*leaves[i], column.key)),
                other == nullptr ? "no column"
                                 : printed(made->plan, plan::find_cell(*again[i], other->key)));
        if (other != nullptr && i == 0 && column.kind == plan::ColumnKind::year &&
            other->kind == plan::ColumnKind::year) {
          CHECK(other->fiscal_years == column.fiscal_years);
        }
      }
    }
    std::cout << name << ": " << same << "/" << cells << " the same"
              << (differs.empty() ? "" : "  e.g. ") << differs << "\n";
    CHECK(same * 100 >= cells * 95);
    all += cells;
    all_same += same;
  }
  std::cout << "reports: " << all_same << "/" << all << " the same\n";
}

}  // namespace
}  // namespace importer
