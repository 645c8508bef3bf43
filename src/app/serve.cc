// Opens the database, refuses one of another version, listens, says where.
#include "app/serve.h"

#include <iostream>

#include "app/background.h"
#include "app/open_database.h"
#include "app/own_site.h"
#include "app/routes.h"
#include "app/service_routes.h"
#include "db/data_watch.h"
#include "db/db.h"
#include "http/metrics.h"
#include "http/server.h"

namespace app {

namespace {

// A database that is away may come back: 503. Anything else is our mistake: 500.
int status_of_fault(const std::exception& fault) {
  const auto* away = dynamic_cast<const db::Fault*>(&fault);
  return away == nullptr ? 500 : db::as_refusal(*away, "").http_status;
}

http::SiteOptions site_options(const Settings& settings) {
  return {.status_of_fault = status_of_fault,
          .report_fault =
              [](std::string_view route, std::string_view what) {
                std::cerr << "nigiwai: " << route << ": " << what << '\n';
              },
          .is_official = !settings.municipality.empty()};
}

http::ServerOptions server_options(const Settings& settings, db::DataWatch& watch,
                                   http::Metrics& metrics) {
  http::ServerOptions options;
  options.data_name = [&watch] { return watch.name(); };
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

}  // namespace

int serve(const Settings& settings, base::Terminal& terminal) {
  auto database = open_database(settings, terminal);
  if (!database) return base::kRefused;
  if (!settings.municipality.empty()) {
    const auto own = own_site(*database, settings.municipality);
    if (!own) {
      terminal.refuse(own.error());
      return base::kRefused;
    }
  }
  db::DataWatch watch(settings.database);
  http::Metrics metrics;
  auto answered = routes(*database);
  for (http::Route& route : service_routes(watch, metrics)) answered.push_back(std::move(route));
  const http::Site site(std::move(answered), site_options(settings));
  try {
    http::Server server(server_options(settings, watch, metrics), site);
    terminal.tell("app.serving", {{"url", "http://127.0.0.1:" + std::to_string(server.port())},
                                  {"database", database->url()}});
    terminal.err.flush();
    const Background background(*database, kBackgroundEvery, log_background(terminal.language));
    server.run();
  } catch (const http::CannotListen& taken) {
    terminal.refuse(taken.refusal());
    return base::kRefused;
  }
  terminal.tell("app.stopped");
  return base::kDone;
}

}  // namespace app
