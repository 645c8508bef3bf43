// Wall time of whole files, because that is what a person waits for.
#include "output_bench.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <vector>

#include "output/pdf.h"
#include "plan/form_sheet.h"
#include "plan/plan_service.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRounds = 7;
constexpr double kXlsxLimitSeconds = 0.3;
constexpr double kPdfLimitSeconds = 1.5;

template <class Work>
double median_seconds(Work work) {
  std::vector<double> rounds;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = Clock::now();
    work();
    rounds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
  }
  std::sort(rounds.begin(), rounds.end());
  return rounds[rounds.size() / 2];
}

bool tell(std::ostream& out, std::string_view what, double seconds, double limit,
          std::size_t bytes) {
  out << what << ": median of " << kRounds << " rounds " << static_cast<int>(seconds * 1000)
      << " ms, " << seconds / limit << " of the limit of " << limit << " s, " << bytes
      << " bytes\n";
  return seconds <= limit;
}

std::string own_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon")) return line;
  }
  return {};
}

}  // namespace

int output_bench(std::ostream& out, const std::string& plans_folder, const std::string& program) {
  const auto set = plan::read_plan_set({plans_folder});
  const auto found = std::ranges::find_if(
      set.plans, [](const auto& file) { return file.content.slug == "nerima-2011"; });
  if (!set.mistakes.empty() || found == set.plans.end()) throw std::runtime_error("no plan");
  const plan::Plan& nerima = found->content;
  const auto form = [&] {
    return plan::form_table(nerima, base::Language::ja, "Nerima", "2026-11-22",
                            plan::leaves(nerima), *plan::columns_of(nerima, {}));
  };
  std::string workbook, pages;
  const double xlsx = median_seconds([&] { workbook = output::xlsx({form()}); });
  const double pdf = median_seconds([&] {
    auto drawn = output::pdf(form(), {.program = program});
    if (!drawn) throw std::runtime_error("no PDF");
    pages = *std::move(drawn);
  });
  const bool xlsx_held = tell(out, "XLSX of 59 lines", xlsx, kXlsxLimitSeconds, workbook.size());
  const bool pdf_held =
      tell(out, "PDF of 59 lines, in a child", pdf, kPdfLimitSeconds, pages.size());
  out << own_memory() << '\n';
  return xlsx_held && pdf_held ? 0 : 1;
}
