// The course of the shipped plan gets a figure for each of its twelve kinds, so that a month is 31
// rows of 12 numbers and every number moves a sum. A round is a month of its own: opened empty,
// saved full, opened full, a tenth of it corrected; the bare door posts as many records beside it.
#include "bench/diary_bench.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <vector>

#include "bench/figures_tally.h"
#include "db/migrate.h"
#include "diary/diary_web.h"
#include "diary/month.h"
#include "figure/figure_service.h"
#include "plan/plan_folder.h"
#include "plan/plan_service.h"

namespace {

using town_bench::median;
using town_bench::wall_seconds;

constexpr std::string_view kTown = "131202";
constexpr std::string_view kProgramme = "startup-course";
constexpr double kOpenSeconds = 0.050;
constexpr double kSaveSeconds = 0.100;
constexpr std::string_view kCourses[] = {"entry",    "step_up",    "brush_up", "practice",
                                         "owner",    "succession", "it_use",   "startup",
                                         "consumer", "job",        "craft",    "other"};

bool fill(db::Database& database, const std::string& folder) {
  db::migrate(database);
  plan::PlanSet set = plan::read_plan_set({folder});
  for (plan::PlanFile& file : set.plans) {
    if (!file.figures) continue;
    for (figure::RowDefinition& row : file.figures->rows) {
      if (row.row != "26") continue;
      const figure::Definition first = row.figures.front();
      for (const std::string_view course : kCourses) {
        if (std::ranges::any_of(row.figures, [&](const auto& one) { return one.key == course; }))
          continue;
        figure::Definition more = first;
        more.key = course;
        more.label = course;
        more.records.front().where.front().values = {std::string(course)};
        row.figures.push_back(std::move(more));
      }
    }
  }
  if (!set.mistakes.empty() || !plan::load(base::Actor::system(), database, set)) return false;
  figure::build(database, base::Actor::system());
  return true;
}

staff::Visit officer() {
  staff::Visit visit;
  visit.who = {.municipality = std::string(kTown),
               .person = 17,
               .login = "officer",
               .name = "Officer",
               .body = "ward",
               .posts = {{.post = staff::Post::clerk}}};
  visit.form_token = "token";
  return visit;
}

std::string after(const std::string& text, std::string_view before, std::string_view until) {
  const auto at = text.find(before);
  if (at == text.npos) return {};
  const auto from = at + before.size();
  return text.substr(from, text.find(until, from) - from);
}

// The pages themselves, as the server calls them behind signing in.
class Pages {
 public:
  explicit Pages(db::Database& database) : desk_{database, hasher_} {
    actor_.kind = base::ActorKind::staff;
    actor_.id = 17;
    actor_.post = "clerk";
    actor_.body = "ward";
    actor_.municipality = kTown;
  }

  http::Response open(const diary::Month& month) {
    http::Request request = asked(month);
    return diary::web::get_month(desk_, request, visitor());
  }
  // Where a saved month leads: the month, and what it moved.
  http::Response open_after(const diary::Month& month, const http::Response& saved) {
    http::Request request = asked(month);
    for (const auto& [name, value] : saved.headers)
      if (name == "Location") request.query = {{"deed", after(value, "deed=", "&")}};
    return diary::web::get_month(desk_, request, visitor());
  }
  http::Response save(const diary::Month& month, http::Fields form) {
    http::Request request = asked(month);
    request.method = "POST";
    request.form = std::move(form);
    return diary::web::post_month(desk_, request, visitor());
  }
  const base::Actor& actor() const { return actor_; }

 private:
  http::Request asked(const diary::Month& month) const {
    http::Request request;
    request.method = "GET";
    request.path = diary::web::month_path(kProgramme, month.year, month.month);
    request.captures = {{"programme", std::string(kProgramme)},
                        {"month", request.path.substr(request.path.rfind('/') + 1)}};
    return request;
  }
  staff::web::Visitor visitor() {
    looked_ = {};
    return {visit_, actor_, staff::Deed::write_records, looked_};
  }

  staff::Hasher hasher_;
  staff::web::Desk desk_;
  base::Actor actor_;
  staff::Visit visit_ = officer();
  staff::web::Looked looked_;
};

// Every input of the page, filled; a tenth of them with another number the second time.
http::Fields filled(const std::string& page, int round, bool corrected) {
  http::Fields form = {{"seen", after(page, "name=\"seen\" value=\"", "\"")},
                       {"other_year", "1"},
                       {"reason", corrected ? "counted again" : ""}};
  int cell = 0;
  for (auto at = page.find("name=\"d"); at != page.npos; at = page.find("name=\"d", at + 1)) {
    const std::string name = page.substr(at + 6, page.find('"', at + 6) - at - 6);
    const int number = 1 + cell % 40 + round + (corrected && cell % 10 == 0 ? 1 : 0);
    form.emplace_back(name, std::to_string(number));
    ++cell;
  }
  return form;
}

std::vector<record::Facts> bare_facts(const diary::Month& month) {
  std::vector<record::Facts> facts;
  for (base::Date day = month.first(); day <= month.last(); day = base::add_days(day, 1)) {
    for (const std::string_view course : kCourses) {
      record::Facts one;
      one.programme = kProgramme;
      one.kind = "participant_enrolled";
      one.occurred_on = day;
      one.people = 7;
      one.attributes = {{"course", std::string(course)}};
      facts.push_back(std::move(one));
    }
  }
  return facts;
}

struct Rounds {
  std::vector<double> open_empty, save, open_saved, open_full, correct, bare;
  std::size_t cells = 0;
};

double timed(const std::function<void()>& work) {
  const double start = wall_seconds();
  work();
  return wall_seconds() - start;
}

bool tell(std::ostream& out, std::string_view what, std::vector<double> seconds, double limit) {
  const double middle = median(std::move(seconds));
  out << what << ": " << middle * 1000 << " ms";
  if (limit > 0) out << " (required: at most " << limit * 1000 << " ms)";
  out << "\n";
  return limit == 0 || middle <= limit;
}

}  // namespace

int diary_bench(std::ostream& out, const DiaryBenchOptions& options) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("nigiwai-diary-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string url =
      options.postgres_url.value_or("sqlite:" + (folder / "bench.sqlite").string());
  bool is_reached = true;
  {
    db::Database database = db::Database::open(url, {.create = true});
    if (!fill(database, options.plans_folder)) {
      out << "cannot load " << options.plans_folder << "\n";
      std::filesystem::remove_all(folder);
      return 1;
    }
    Pages pages(database);
    Rounds rounds;
    // Months of 31 days, first of one year, then of the next.
    const std::vector<unsigned> months = {5, 7, 8, 10, 12};
    for (int round = 0; round < options.rounds; ++round) {
      const auto place = static_cast<std::size_t>(round);
      const diary::Month month{2011 + round / 5, months[place % 5]};
      http::Response page;
      rounds.open_empty.push_back(timed([&] { page = pages.open(month); }));
      const http::Fields form = filled(page.body, round, false);
      rounds.cells = form.size() - 3;
      http::Response answer;
      rounds.save.push_back(timed([&] { answer = pages.save(month, form); }));
      if (answer.status != 303) {
        out << "the month was refused: " << after(answer.body, "role=\"alert\"", "</div>") << "\n";
        is_reached = false;
        break;
      }
      rounds.open_saved.push_back(timed([&] { page = pages.open_after(month, answer); }));
      is_reached = is_reached && page.status == 200 && page.body.contains("/rows/26/");
      rounds.open_full.push_back(timed([&] { page = pages.open(month); }));
      const http::Fields again = filled(page.body, round, true);
      rounds.correct.push_back(timed([&] { answer = pages.save(month, again); }));
      is_reached = is_reached && answer.status == 303;
      const diary::Month beside{2013, months[place % 5]};
      const auto facts = bare_facts(beside);
      rounds.bare.push_back(timed([&] {
        const auto posted = figure::write(database, [&](db::Write& tx) {
          return figure::post_all(tx, {pages.actor(), {}}, kTown, {}, facts, false);
        });
        is_reached = is_reached && posted.has_value();
      }));
    }
    out << "A month of the work diary, " << rounds.cells << " cells, medians of "
        << rounds.save.size() << " rounds\n";
    is_reached &= tell(out, "opened empty", rounds.open_empty, kOpenSeconds);
    is_reached &= tell(out, "opened full", rounds.open_full, kOpenSeconds);
    is_reached &= tell(out, "opened with what it moved", rounds.open_saved, kOpenSeconds);
    is_reached &= tell(out, "saved as one deed", rounds.save, kSaveSeconds);
    is_reached &= tell(out, "a tenth corrected, one deed", rounds.correct, kSaveSeconds);
    tell(out, "the bare door, as many records", rounds.bare, 0);
    out << "saved, of the rate of the bare door: "
        << median(std::move(rounds.bare)) / median(std::move(rounds.save)) << "\n";
  }
  std::filesystem::remove_all(folder);
  return is_reached ? 0 : 1;
}
