// Opens the database, refuses one of another version, listens, says where.
#include "app/serve.h"

#include <iostream>

#include "app/background.h"
#include "app/open_database.h"
#include "app/own_site.h"
#include "app/practice_mark.h"
#include "app/public_data.h"
#include "app/routes.h"
#include "app/service_routes.h"
#include "app/staff_tables.h"
#include "db/data_watch.h"
#include "db/db.h"
#include "http/metrics.h"
#include "http/server.h"
#include "staff/first_administrator.h"
#include "staff/hasher.h"
#include "staff/practice.h"
#include "town/town_service.h"

namespace app {

namespace {

std::string local_site(std::uint16_t port) {
  return "http://127.0.0.1:" + std::to_string(port);
}

// A database that is away may come back: 503. Anything else is our mistake: 500.
int status_of_fault(const std::exception& fault) {
  const auto* away = dynamic_cast<const db::Fault*>(&fault);
  return away == nullptr ? 500 : db::as_refusal(*away, "").http_status;
}

http::SiteOptions site_options(const Settings& settings, PracticeMark& mark) {
  return {.status_of_fault = status_of_fault,
          .report_fault =
              [](std::string_view route, std::string_view what) {
                std::cerr << "nigiwai: " << route << ": " << what << '\n';
              },
          .is_official = !settings.municipality.empty(),
          .is_practice = [&mark](const http::Request& request) { return mark.is_on(request); }};
}

http::ServerOptions server_options(const Settings& settings, PublicData& data,
                                   http::Metrics& metrics, db::Database& database) {
  http::ServerOptions options;
  options.among_writes = [&database](db::Database::Work work, db::Database::Kept kept) {
    return database.among_writes(std::move(work), std::move(kept));
  };
  options.data_name = [&data] { return data.name(); };
  options.metrics = &metrics;
  options.port = settings.port;
  options.workers = settings.workers;
  if (settings.access_log) {
    options.access_log = [](const std::string& line) { std::cerr << line << '\n'; };
  }
  return options;
}

constexpr std::chrono::minutes kBackgroundEvery{1};

Background::Report log_background(base::Language language) {
  return [language](std::string_view work, std::string_view detail) {
    std::cerr << "nigiwai: "
              << base::say(language, "app.background_failed",
                           {{"work", std::string(work)}, {"detail", std::string(detail)}})
              << '\n';
  };
}

// The own site of a municipality is no place to practise.
bool is_production(const Settings& settings) {
  return settings.production || !settings.municipality.empty();
}

// Whether the database may be served as the settings say.
base::Result<void> check_ready(const Settings& settings, db::Database& database) {
  if (!settings.municipality.empty())
    if (const auto own = own_site(database, settings.municipality); !own) return own;
  if (!is_production(settings)) return {};
  const auto people = database.read([](db::Read& tx) { return staff::practice_people(tx); });
  if (!people.empty())
    return base::refuse(staff::practice_in_production, {{"count", std::to_string(people.size())}});
  const auto town = database.read([](db::Read& tx) { return town::standing(tx); });
  if (town.empty()) return {};
  return base::refuse(town::in_production, {{"name", town}});
}

// The link is data: it goes to the output alone, and no log of messages keeps it.
bool tell_first_administrators(db::Database& database, std::uint16_t port,
                               base::Terminal& terminal) {
  const auto added = staff::add_first_administrators(database);
  if (!added) {
    terminal.refuse(added.error());
    return false;
  }
  for (const staff::FirstAdministrator& one : *added) {
    terminal.tell("app.first_administrator", {{"municipality", one.name},
                                              {"login", std::string(staff::kFirstLogin)},
                                              {"hours", std::to_string(staff::kInvitationHours)}});
    terminal.out << local_site(port) << "/invitation/" << one.secret << std::endl;
  }
  return true;
}

}  // namespace

int serve(const Settings& settings, base::Terminal& terminal) {
  auto database = open_database(settings, terminal);
  if (!database) return base::kRefused;
  if (const auto ready = check_ready(settings, *database); !ready) {
    return terminal.refuse(ready.error());
  }
  staff::Hasher hasher;
  const staff::web::Desk desk{*database,
                              hasher,
                              !is_production(settings),
                              start_parts(),
                              files_folder(settings),
                              record_sources(),
                              keys_folder(settings),
                              printed_places(),
                              thing_eyes()};
  db::DataWatch watch(settings.database);
  PublicData data(watch, *database);
  http::Metrics metrics;
  auto answered = routes(desk);
  for (http::Route& route : service_routes(watch, metrics)) answered.push_back(std::move(route));
  PracticeMark mark(*database);
  const http::Site site(std::move(answered), site_options(settings, mark));
  try {
    http::Server server(server_options(settings, data, metrics, *database), site);
    terminal.tell("app.serving",
                  {{"url", local_site(server.port())}, {"database", database->url()}});
    if (!tell_first_administrators(*database, server.port(), terminal)) return base::kRefused;
    terminal.err.flush();
    const Background background(*database, desk.papers, kBackgroundEvery,
                                log_background(terminal.language));
    server.run();
  } catch (const http::CannotListen& taken) {
    return terminal.refuse(taken.refusal());
  }
  terminal.tell("app.stopped");
  return base::kDone;
}

}  // namespace app
