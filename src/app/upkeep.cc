// Each command opens the database its own way; what every room finds wrong is told in one list.
#include "app/upkeep.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <utility>

#include "app/open_database.h"
#include "base/json_text.h"
#include "consultation/consultation_service.h"
#include "db/backup.h"
#include "db/db.h"
#include "db/migrate.h"
#include "db/verify.h"
#include "diary/diary_service.h"
#include "edition/anchor_service.h"
#include "edition/edition_service.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "history/seal.h"
#include "importer/import_service.h"
#include "paper/paper_service.h"
#include "plan/defining.h"
#include "plan/plan_service.h"
#include "plan/report.h"
#include "sampling/sampling_service.h"

namespace app {

namespace {

using Findings = std::vector<db::Finding>;

void add(Findings& all, Findings more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// That of the figures takes longest and says how far it is.
Findings verify_figures(db::Database& database, base::Terminal& terminal) {
  return figure::verify(
      database, [&](std::string_view part, std::int64_t done, std::int64_t total) {
        terminal.progress("app.verifying_part", {{"room", "figure"},
                                                 {"part", std::string(part)},
                                                 {"done", std::to_string(done)},
                                                 {"total", std::to_string(total)}});
      });
}

// The verifications of the rooms, left to right.
Findings findings_of_rooms(const Settings& settings, db::Database& database,
                           base::Terminal& terminal) {
  using Verify = std::function<Findings(db::Database&, base::Terminal&)>;
  const std::pair<std::string_view, Verify> verifications[] = {
      {"db", [](db::Database& opened, base::Terminal&) { return db::verify(opened); }},
      {"history", [](db::Database& opened, base::Terminal&) { return history::verify(opened); }},
      {"paper", [&](db::Database& opened,
                    base::Terminal&) { return paper::verify(opened, files_folder(settings)); }},
      {"figure", verify_figures},
      {"plan", [](db::Database& opened, base::Terminal&) { return plan::verify(opened); }},
      {"edition", [](db::Database& opened, base::Terminal&) { return edition::verify(opened); }},
      {"sampling", [](db::Database& opened, base::Terminal&) { return sampling::verify(opened); }},
      {"diary", [](db::Database& opened, base::Terminal&) { return diary::verify(opened); }},
      {"consultation",
       [](db::Database& opened, base::Terminal&) { return consultation::verify(opened); }},
      {"importer", [&](db::Database& opened, base::Terminal&) {
         return importer::verify(opened, files_folder(settings));
       }}};
  Findings all;
  for (const auto& [room, verify] : verifications) {
    terminal.progress("app.verifying", {{"room", std::string(room)}});
    add(all, verify(database, terminal));
  }
  terminal.progress_done();
  return all;
}

// No mistake: where nobody serves, nobody seals.
void tell_unsealed(db::Database& database, base::Terminal& terminal) {
  for (const history::Unsealed& open :
       database.read([](db::Read& tx) { return history::unsealed(tx); }))
    terminal.tell("app.unsealed", {{"municipality", open.municipality},
                                   {"deeds", std::to_string(open.deeds)},
                                   {"since", base::iso_japan(open.since)}});
}

int tell(const Findings& findings, base::Terminal& terminal) {
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("findings").begin_array();
    for (const auto& finding : findings) {
      json.begin_object().field("room", finding.room).field("code", finding.code);
      json.field("sentence", base::say(terminal.language, finding.code, finding.facts))
          .end_object();
    }
    json.end_array().end_object();
    terminal.out << json.take() << '\n';
  }
  for (const auto& finding : findings) {
    terminal.err << finding.room << ": "
                 << base::say(terminal.language, finding.code, finding.facts) << '\n';
  }
  if (findings.empty()) {
    terminal.tell("app.verified");
    return base::kDone;
  }
  terminal.tell("app.verify_found", {{"count", std::to_string(findings.size())}});
  return base::kRefused;
}

// The folder of an embedded database that is not there yet; "" otherwise.
std::string absent_folder(const std::string& url) {
  constexpr std::string_view sqlite = "sqlite:";
  if (!url.starts_with(sqlite)) return {};
  const auto folder = std::filesystem::path(url.substr(sqlite.size())).parent_path();
  return folder.empty() || std::filesystem::exists(folder) ? std::string() : folder.string();
}

}  // namespace

int migrate(const Settings& settings, base::Terminal& terminal) {
  const std::string folder = absent_folder(settings.database);
  auto database = db::Database::open(settings.database, {.create = true});
  const int applied = db::migrate(database, [&](std::string_view file) {
    terminal.tell("app.migrating", {{"file", std::string(file)}});
  });
  if (!folder.empty()) terminal.tell("app.folder_made", {{"folder", folder}});
  terminal.tell("app.migrated", {{"applied", std::to_string(applied)},
                                 {"version", std::to_string(db::schema_version(database))},
                                 {"database", database.url()}});
  if (const int plans = plan::define_undefined(base::Actor::system(), database); plans > 0)
    terminal.tell("app.plans_defined", {{"plans", std::to_string(plans)}});
  return base::kDone;
}

int verify(const Settings& settings, const std::vector<std::string>& paths,
           const std::string& anchor, base::Terminal& terminal) {
  auto database = open_database(settings, terminal);
  if (!database) return base::kRefused;
  Findings findings = findings_of_rooms(settings, *database, terminal);
  if (!paths.empty()) {
    const auto set = plan::read_plan_set({paths.begin(), paths.end()});
    add(findings, plan::verify_files(*database, set));
  }
  if (!anchor.empty()) {
    std::ifstream file(anchor, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file)
      return terminal.refuse(base::refuse(plan::file_not_read, {{"file", anchor}}).error());
    auto against = edition::check_anchor(*database, text);
    if (!against) return terminal.refuse(against.error());
    add(findings, *std::move(against));
  }
  tell_unsealed(*database, terminal);
  return tell(findings, terminal);
}

int backup(const Settings& settings, const std::string& target, base::Terminal& terminal) {
  if (std::filesystem::exists(target)) {
    terminal.tell("app.backup_exists", {{"file", target}});
    return base::kRefused;
  }
  auto database = open_database(settings, terminal);
  if (!database) return base::kRefused;
  history::seal_all(*database);  // what is taken away is sealed to its end
  terminal.progress("app.backing_up", {{"file", target}});
  db::backup(*database, files_folder(settings), target);
  terminal.progress_done();
  terminal.tell("app.backed_up", {{"file", target}});
  return base::kDone;
}

int restore(const Settings& settings, const std::string& archive, base::Terminal& terminal) {
  terminal.progress("app.restoring", {{"file", archive}});
  const auto restored = db::restore(archive, settings.database, files_folder(settings));
  terminal.progress_done();
  if (!restored) {
    return terminal.refuse(restored.error());
  }
  auto database = db::Database::open(settings.database, {});
  terminal.tell("app.restored", {{"file", archive}, {"database", database.url()}});
  return tell(findings_of_rooms(settings, database, terminal), terminal);
}

}  // namespace app
