// Arbitrary bytes as a plan, a chapter and a register: every mistake is told, nothing breaks, and
// what has no mistake can be written as JSON and as a table.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/japanese_text.h"
#include "plan/plan_file.h"
#include "plan/plan_json.h"
#include "plan/plan_sheet.h"
#include "plan/table.h"
#include "programme/programme.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void write_out(plan::Plan plan) {
  const plan::Opened opened{std::move(plan), {}};
  must(base::is_valid_utf8(plan::plan_json(opened)));
  const auto lines = plan::leaves(opened.plan);
  const auto sheet = plan::table_sheet(opened.plan, base::Language::ja, lines);
  must(sheet.rows.size() == lines.size());
  for (const auto& row : sheet.rows) must(row.size() == sheet.headers.size());
  std::size_t covered = 0;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    for (std::size_t column = 0; column < opened.plan.columns.size(); ++column) {
      const auto stretch = plan::stretch_of(opened.plan, lines, line, column);
      covered += static_cast<std::size_t>(stretch.rows * stretch.columns);
    }
  }
  must(covered == lines.size() * opened.plan.columns.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  base::Mistakes of_register("register.json"), of_plan("plan.json"), of_document("document.json");
  programme::read_register(text, of_register);
  plan::Plan plan = plan::read_plan(text, of_plan);
  plan.documents.push_back(plan::read_document(text, plan, of_document));
  if (!of_document.none()) plan.documents.clear();
  if (of_plan.none()) write_out(std::move(plan));
  return 0;
}
