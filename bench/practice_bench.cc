// Both are measured on SQLite, in a folder of their own below the temporary one.
#include "bench/practice_bench.h"

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <stdexcept>

#include "base/words.h"
#include "bench/figures_tally.h"
#include "db/migrate.h"
#include "town/compare.h"
#include "town/town_service.h"

namespace {

using town_bench::Limit;

namespace fs = std::filesystem;

constexpr std::string_view kPlan = "nerima-2011";
constexpr double kBuildSeconds = 60;
constexpr double kBulkRecordsASecond = 40'000;
constexpr std::int64_t kScale = 5;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("town-bench-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  db::Database database(const std::string& name) const {
    auto database =
        db::Database::open("sqlite:" + (path_ / (name + ".sqlite")).string(), {.create = true});
    db::migrate(database);
    return database;
  }

 private:
  fs::path path_;
};

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(base::say(base::Language::en, result.error()));
  return *std::move(result);
}

}  // namespace

int practice_bench(std::ostream& out, const std::string& plans_folder) {
  const Folder folder;
  const auto files = plan::read_plan_set({plans_folder});
  town_bench::Tally tally(out);
  tally.heading("sqlite");

  auto database = folder.database("one");
  const double begun = town_bench::wall_seconds();
  const auto built = must(town::build(database, files, {}));
  tally.number("seconds: four years through the services", town_bench::wall_seconds() - begun,
               Limit::at_most, kBuildSeconds);
  tally.shown("pieces of work", static_cast<double>(built.pieces));
  if (!must(town::compare(database, files, kPlan)).holds())
    throw std::runtime_error("the town's table does not equal the published one");

  // The first batch begins the count, so that neither the plan nor the people are in it.
  auto larger = folder.database("many");
  town::Question question;
  question.scale = kScale;
  struct Moment {
    double at = 0;
    std::int64_t done = 0;
  };
  std::optional<Moment> first;
  Moment last;
  must(town::build(larger, files, question, [&](const town::Progress& progress) {
    if (progress.pouring) return;
    last = {town_bench::wall_seconds(), progress.done};
    if (!first) first = last;
  }));
  tally.number("records a second by the bulk door",
               static_cast<double>(last.done - first->done) / (last.at - first->at),
               Limit::at_least, kBulkRecordsASecond);
  return tally.all_reached() ? 0 : 1;
}
