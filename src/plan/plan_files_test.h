// The small plan, register and chapter of tests/corpus/plan_file that the tests of this room bend,
// one mistake at a time, and the real plans of the repository.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/sha256.h"
#include "figure/figure_file.h"
#include "plan/figure_check.h"
#include "plan/plan_file.h"
#include "plan/plan_folder.h"

namespace plan::testing {

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string small_file(std::string_view name) {
  return file_text(std::filesystem::path(NIGIWAI_SOURCE_DIR "/tests/corpus/plan_file") / name);
}
inline std::string small_plan_text() {
  return small_file("small_plan.json");
}
inline std::string small_register_text() {
  return small_file("small_register.json");
}
inline std::string small_document_text() {
  return small_file("small_document.json");
}

// Definitions over the small plan: a sum in thousands that is handed over, a row that cannot be
// computed, a count, and work done elsewhere.
inline std::string small_figures_text() {
  return R"(
format = "nigiwai-figures/1"
municipality = "131202"
plan = "small-2012"

[[row]]
row = "1"
programmes = ["vacant-shop"]
text = "{yen}千円（{cases}事業）"
none = "-"
shown_while_owned_by = "ward"
handed_over = "公社に事務移管"
figures = [
  { key = "yen", label = "補助額", measure = "yen", basis = "paid", kind = "grant_paid", unit = "千円" },
  { key = "cases", label = "補助", measure = "count", kind = "grant_paid", unit = "事業" },
]

[[row]]
row = "2"
reason = "調べは記録から数えられません。"

[[row]]
row = "3-1"
programmes = ["advice"]
text = "{cases}件"
figures = [
  { key = "cases", label = "相談", measure = "count", kind = "consultation_held", unit = "件" },
]

[[row]]
row = "3-2"
programmes = ["advice"]
text = "{visits}件"
done_elsewhere_row = "3-1"
done_elsewhere = "窓口で対応"
figures = [
  { key = "visits", label = "訪問", measure = "count", kind = "guidance_visited", unit = "件" },
]
)";
}

// The text with the first `from` replaced; a `from` that is not there is a mistake of the test.
inline std::string bent(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, std::string(from));
  return text.replace(at, from.size(), to);
}

inline std::string bent_everywhere(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// code at path, one line a mistake: how the tables say what they expect.
inline std::string told(const std::vector<base::Mistake>& mistakes) {
  std::string lines;
  for (const auto& mistake : mistakes) {
    lines += (lines.empty() ? "" : "\n") + std::string(mistake.code) + " at " + mistake.path;
  }
  return lines;
}

// A set as read_plan_set makes it, from texts; the texts must have no mistakes.
inline PlanSet set_of(const std::string& register_text, const std::string& plan_text,
                      const std::string& document_text = "", const std::string& figures_text = "") {
  base::Mistakes mistakes("test");
  PlanSet set;
  if (!register_text.empty()) {
    set.registers.push_back({"register.json", base::sha256_hex(register_text),
                             programme::read_register(register_text, mistakes)});
  }
  if (!plan_text.empty()) {
    PlanFile file{"plan.json", base::sha256_hex(plan_text + document_text),
                  read_plan(plan_text, mistakes)};
    if (!document_text.empty()) {
      file.content.documents.push_back(read_document(document_text, file.content, mistakes));
    }
    if (!figures_text.empty()) {
      file.figures = figure::read_definitions(figures_text, mistakes);
      check_figures(*file.figures, file.content, mistakes);
    }
    set.plans.push_back(std::move(file));
  }
  REQUIRE_MESSAGE(mistakes.none(), told(mistakes.list()));
  return set;
}

// The five registers and seven plans of the repository.
inline const PlanSet& real_plans() {
  static const PlanSet set = read_plan_set({NIGIWAI_SOURCE_DIR "/plans"});
  REQUIRE_MESSAGE(set.mistakes.empty(), told(set.mistakes));
  return set;
}

// Nerima's register and its plan of 2011 to 2014 alone.
inline PlanSet nerima_2011() {
  PlanSet set = real_plans();
  std::erase_if(set.registers,
                [](const auto& f) { return f.content.municipality.code != "131202"; });
  std::erase_if(set.plans, [](const auto& f) { return f.content.slug != "nerima-2011"; });
  return set;
}

inline const Plan& real_plan(std::string_view slug) {
  for (const auto& file : real_plans().plans) {
    if (file.content.slug == slug) return file.content;
  }
  FAIL("no such plan: ", std::string(slug));
  std::abort();
}

}  // namespace plan::testing
