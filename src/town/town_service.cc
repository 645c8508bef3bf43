// Look at everything first, build in the jar, pour once.
#include "town/town_service.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <random>

#include "base/words.h"
#include "db/migrate.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "history/seal.h"
#include "plan/plan_service.h"
#include "programme/programme_service.h"
#include "town/building.h"
#include "town/bulk.h"
#include "town/jar_store.h"
#include "town/portfolio.h"
#include "town/wanted.h"
#include "town/working_days.h"

namespace town {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInterest = "interest_subsidy_paid";
constexpr std::string_view kLoans = "loan_executed";

// The town has its own time for as long as it is built.
class TownClock {
 public:
  TownClock() { base::fix_clock(base::parse_japan("2011-04-01T08:30").value()); }
  ~TownClock() { base::release_clock(); }
  TownClock(const TownClock&) = delete;
  TownClock& operator=(const TownClock&) = delete;
};

fs::path jar_parent(const fs::path& wanted) {
  return wanted.empty() ? fs::temp_directory_path() : wanted;
}

// Whoever asked knows of the database alone: what the jar's disk refuses is told with its folder.
// `is_of_database` is looked at when a fault comes.
template <class Work>
base::Result<void> in_jar(const fs::path& wanted, const bool& is_of_database, Work work) {
  try {
    return work();
  } catch (const db::Fault& fault) {
    if (is_of_database) throw;
    const std::vector<base::Fact> folder = {{"folder", jar_parent(wanted).string()},
                                            {"detail", fault.what()}};
    if (fault.kind() == db::FaultKind::disk_full) return base::refuse(jar_full, folder);
    if (fault.kind() != db::FaultKind::cannot_open && fault.kind() != db::FaultKind::read_only)
      throw;
    return base::refuse(jar_unwritable, folder);
  }
}

// A folder with the jar in it, gone with the object.
class JarFolder {
 public:
  explicit JarFolder(const fs::path& wanted) {
    path_ = jar_parent(wanted) / ("nigiwai-town-" + std::to_string(std::random_device{}()));
    std::error_code error;
    fs::create_directories(path_, error);
    if (error) throw db::Fault(db::FaultKind::cannot_open, path_.string() + ": " + error.message());
  }
  ~JarFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  JarFolder(const JarFolder&) = delete;
  JarFolder& operator=(const JarFolder&) = delete;
  std::string url() const { return "sqlite:" + (path_ / "jar.sqlite").string(); }

 private:
  fs::path path_;
};

base::Result<std::vector<int>> years_of(const plan::Plan& plan, const std::vector<int>& asked) {
  std::vector<int> all;
  for (const plan::Column& column : plan.columns)
    if (column.fiscal_years.size() == 1) all.push_back(column.fiscal_years.front());
  if (asked.empty()) return all;
  for (const int year : asked)
    if (std::ranges::find(all, year) == all.end())
      return base::refuse(unknown_year, {{"year", std::to_string(year)}});
  return asked;
}

// The loans' own work is taken out of the rest: it is solved for all years together.
struct Plan {
  std::vector<Piece> pieces;
  bool solved = true;
};

Plan planned(const Wanted& all, std::uint64_t seed) {
  Plan plan;
  std::map<int, LoanYear> loans;
  std::string programme;
  for (const Work& work : all.work) {
    if (work.kind == kLoans) {
      loans[work.fiscal_year].loans = work.records.value_or(0);
      programme = work.programme;
    } else if (work.kind == kInterest) {
      loans[work.fiscal_year].interest_yen = work.yen.value_or(0);
    } else {
      std::string name = work.programme + ' ' + work.kind + ' ' + std::to_string(work.fiscal_year);
      for (const record::AttributeValue& one : work.attributes) name += ' ' + one.value;
      std::ranges::move(pieces_of(work, Draw(seed, name)), std::back_inserter(plan.pieces));
    }
  }
  // Of a year that is not counted yet the table says nothing, and the town has paid nothing.
  std::vector<int> paid;
  for (const auto& [year, wanted] : loans) paid.push_back(year);
  const auto solved = portfolio(loans, Draw(seed, "loans"));
  plan.solved = solved.has_value();
  if (solved)
    std::ranges::move(pieces_of(*solved, paid, programme, Draw(seed, "payments")),
                      std::back_inserter(plan.pieces));
  std::ranges::stable_sort(plan.pieces, {}, &Piece::entered);
  return plan;
}

bool is_standing(db::Read& tx) {
  return staff::municipality(tx, kTown).has_value();
}

std::string own_name() {
  return std::string(base::words(base::Language::ja, "town.name"));
}

// Only what build() brought is the town; a name that somebody else gave says that it is not.
base::Result<void> check_ours(db::Read& tx) {
  const std::string name = standing(tx);
  if (name.empty() || name == own_name()) return {};
  return base::refuse(not_ours, {{"name", name}, {"code", std::string(kTown)}});
}

// Refusals: not_ours, built_already.
base::Result<void> check_free(db::Read& tx) {
  if (const auto ours = check_ours(tx); !ours) return ours;
  if (!is_standing(tx)) return {};
  return base::refuse(built_already, {{"name", standing(tx)}});
}

// The jar, filled: register, plan, people, four years of work.
base::Result<void> fill(db::Database& jar, const plan::PlanSet& twin, std::vector<Piece> pieces,
                        const Question& question, const OnProgress& on_progress) {
  const TownClock clock;
  const base::Actor program = base::Actor::system();
  if (const auto loaded = plan::load(program, jar, twin); !loaded)
    return std::unexpected(loaded.error());
  figure::build(jar, program);
  const auto people = settle(jar, Draw(question.seed, "people"));
  if (!people) return std::unexpected(people.error());
  const OnDay on_day = [&](base::Date day, std::int64_t done, std::int64_t total) {
    if (on_progress) on_progress({day, done, total, false});
  };
  if (question.scale > 1)
    return post_in_bulk(jar, people->businesses, pieces, question.scale, on_day);
  const auto programmes = jar.read([](db::Read& tx) { return programme::programmes(tx, kTown); });
  return work_through(jar, *people, programmes, std::move(pieces), twin.plans.front().content.slug,
                      on_day);
}

base::Result<std::int64_t> pour(db::Database& jar, db::Database& database,
                                const Question& question) {
  return jar.read([&](db::Read& from) {
    const auto tables = store::tables(from);
    return database.write([&](db::Write& into) -> base::Result<std::int64_t> {
      if (const auto free = check_free(into); !free) return std::unexpected(free.error());
      const std::int64_t rows = store::pour(from, into, tables, kTown);
      history::write(into, base::Actor::system(std::string(kTown)),
                     {.kind = "town.build",
                      .municipality = std::string(kTown),
                      .subject_kind = "plan",
                      .subject_key = twin_slug(question.plan),
                      .reason = "seed " + std::to_string(question.seed),
                      .payload_json = {}});
      figure::changed(into, kTown);
      history::seal(into, kTown);
      return rows;
    });
  });
}

struct Telling {
  const OnProgress& on_progress;
  Building& building;
};

base::Result<Built> build_and_pour(db::Database& database, const Published& original,
                                   std::vector<Piece> pieces, const Question& question,
                                   const Telling& telling) {
  Built built{.name = own_name(),
              .plan = twin_slug(question.plan),
              .pieces = std::ssize(pieces) * question.scale};
  bool is_telling = false;  // writes into the database
  const OnProgress on_progress = [&](const Progress& progress) {
    is_telling = true;
    telling.building.told(progress.day, progress.done);
    is_telling = false;
    if (telling.on_progress) telling.on_progress(progress);
  };
  std::optional<JarFolder> folder;
  std::unique_ptr<db::Database> jar;
  const auto filled = in_jar(question.jar, is_telling, [&]() -> base::Result<void> {
    folder.emplace(question.jar);
    jar.reset(new db::Database(db::Database::open(folder->url(), {.create = true})));
    db::migrate(*jar);
    store::work_fast(*jar);
    return fill(*jar, twin_of(original, question.scale), std::move(pieces), question, on_progress);
  });
  if (!filled) return std::unexpected(filled.error());
  telling.building.pouring();
  if (telling.on_progress)
    telling.on_progress({base::japan_date(base::now()), built.pieces, built.pieces, true});
  const auto rows = pour(*jar, database, question);
  if (!rows) return std::unexpected(rows.error());
  store::learn_tables(database);
  built.rows = *rows;
  return built;
}

// The disk that was full may be full still: the fault itself says what happened.
void tell_of_failure(Building& building, std::string_view what) {
  try {
    building.fail(what);
  } catch (const db::Fault&) {
  }
}

}  // namespace

base::Result<std::uint64_t> seed_from(std::string_view text) {
  std::uint64_t seed = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seed);
  if (text.empty() || read.ec != std::errc() || read.ptr != end)
    return base::refuse(seed_not_number, {{"seed", std::string(text)}});
  return seed;
}

base::Result<std::int64_t> scale_from(std::string_view text) {
  std::int64_t scale = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, scale);
  if (read.ec != std::errc() || read.ptr != end || scale < 1 || scale > kScaleMax)
    return base::refuse(scale_unfit,
                        {{"scale", std::string(text)}, {"max", std::to_string(kScaleMax)}});
  return scale;
}

base::Result<std::vector<int>> years_from(std::string_view text) {
  std::vector<int> years;
  const auto wrong = [&] { return base::refuse(unknown_year, {{"year", std::string(text)}}); };
  const auto year_in = [](std::string_view part) -> std::optional<int> {
    int year = 0;
    const char* end = part.data() + part.size();
    const auto read = std::from_chars(part.data(), end, year);
    if (part.size() != 4 || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return year;
  };
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const auto first = year_in(part.substr(0, part.find('-')));
    const auto last = part.size() > 4 ? year_in(part.substr(5)) : first;
    if (!first || !last || *last < *first || *last - *first > 50) return wrong();
    for (int year = *first; year <= *last; ++year) years.push_back(year);
  }
  std::ranges::sort(years);
  years.erase(std::ranges::unique(years).begin(), years.end());
  return years;
}

base::Result<Built> build(db::Database& database, const plan::PlanSet& files,
                          const Question& question, const OnProgress& on_progress) {
  if (const auto fit = scale_from(std::to_string(question.scale)); !fit)
    return std::unexpected(fit.error());
  if (!files.mistakes.empty())
    return base::refuse(files_wrong, {{"count", std::to_string(files.mistakes.size())}});
  const auto original = published(files, question.plan);
  if (!original) return std::unexpected(original.error());
  const auto years = years_of(original->plan.content, question.years);
  if (!years) return std::unexpected(years.error());
  if (const auto free = database.read([](db::Read& tx) { return check_free(tx); }); !free)
    return std::unexpected(free.error());
  Plan plan =
      planned(wanted(original->plan.content, *original->plan.figures, *years), question.seed);
  if (!plan.solved) return base::refuse(unsolvable, {{"seed", std::to_string(question.seed)}});

  const std::int64_t pieces = std::ssize(plan.pieces) * question.scale;
  auto building = Building::begin(database, twin_slug(question.plan), pieces);
  if (!building) return std::unexpected(building.error());
  try {
    auto built = build_and_pour(database, *original, std::move(plan.pieces), question,
                                {on_progress, *building});
    if (built)
      building->finish();
    else
      tell_of_failure(*building, built.error().code);
    return built;
  } catch (...) {
    tell_of_failure(*building, "stopped");
    throw;
  }
}

base::Result<std::int64_t> reset(db::Database& database) {
  const JarFolder folder({});
  db::Database empty = db::Database::open(folder.url(), {.create = true});
  db::migrate(empty);
  return empty.read([&](db::Read& described) {
    const auto tables = store::tables(described);
    return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
      if (!is_standing(tx)) return base::refuse(not_built);
      if (const auto ours = check_ours(tx); !ours) return std::unexpected(ours.error());
      return store::take_out(tx, tables, store::easing(tx, described, tables), kTown);
    });
  });
}

std::string standing(db::Read& tx) {
  const auto found = staff::municipality(tx, kTown);
  return found ? found->name : std::string();
}

}  // namespace town
