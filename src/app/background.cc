// One thread, three works after each other. Stopping is asked for between the pieces of a build.
#include "app/background.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include "figure/figure_service.h"
#include "history/seal.h"
#include "paper/paper_service.h"

namespace app {
namespace {

// Leaves a build in the middle; a job is made to be gone on with.
struct Stopped {};

void build_figures(db::Database& database, const std::stop_token& stop) {
  try {
    figure::build(database, base::Actor::system(),
                  [&](std::string_view, std::int64_t, std::int64_t) {
                    if (stop.stop_requested()) throw Stopped{};
                  });
  } catch (const Stopped&) {
  }
}

template <class Work>
void attempt(const Background::Report& report, std::string_view name, Work work) {
  try {
    work();
  } catch (const std::exception& fault) {
    report(name, fault.what());
  }
}

void work_until(const std::stop_token& stop, db::Database& database,
                const std::filesystem::path& files, std::chrono::milliseconds pause,
                const Background::Report& report) {
  std::mutex mutex;
  std::condition_variable_any wake;
  // A walk through all drawers takes about four hours, and any server may begin it anywhere.
  int drawer = static_cast<int>(base::now().microseconds / 60'000'000 % paper::kDrawers);
  while (!stop.stop_requested()) {
    attempt(report, "seal", [&] { history::seal_all(database); });
    attempt(report, "figure.build", [&] { build_figures(database, stop); });
    attempt(report, "paper.sweep", [&] { paper::sweep(database, files, drawer); });
    drawer = (drawer + 1) % paper::kDrawers;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace

Background::Background(db::Database& database, std::filesystem::path files,
                       std::chrono::milliseconds pause, Report report)
    : thread_([&database, files = std::move(files), pause,
               report = std::move(report)](const std::stop_token& stop) {
        work_until(stop, database, files, pause, report);
      }) {}

}  // namespace app
