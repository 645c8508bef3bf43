// libpq reads the address; we only choose what to repeat of it.
#include "db/postgres_url.h"

#include <memory>

namespace db {
namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::string option(const PQconninfoOption* options, std::string_view keyword) {
  for (; options->keyword != nullptr; ++options)
    if (options->keyword == keyword && options->val != nullptr) return options->val;
  return {};
}

}  // namespace

std::string shown_url(const std::string& url) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(
      PQconninfoParse(url.c_str(), &error));
  if (!options) {
    PQfreemem(error);  // it may repeat a part of the password
    throw Fault(FaultKind::cannot_open,
                "the address cannot be read; it has the form "
                "postgres://user:password@host:port/name, with signs like @ / : % in the password "
                "written as %40 %2F %3A %25");
  }
  const std::string user = option(options.get(), "user");
  const std::string host = option(options.get(), "host");
  const std::string port = option(options.get(), "port");
  const bool socket = host.starts_with('/');
  return "postgres://" + (user.empty() ? "" : user + "@") + (socket ? "" : host) +
         (port.empty() ? "" : ":" + port) + "/" + option(options.get(), "dbname") +
         (socket ? "?host=" + host : "");
}

const char* const* connection_keywords() {
  static constexpr const char* kKeywords[] = {"connect_timeout", "fallback_application_name",
                                              "dbname", "client_encoding", nullptr};
  return kKeywords;
}

std::array<const char*, 5> connection_values(const std::string& url) {
  return {"5", "nigiwai", url.c_str(), "UTF8", nullptr};
}

FaultKind refused_connection_kind(const PGconn* connection) {
  const std::string_view message = PQerrorMessage(connection);
  const bool password = PQconnectionNeedsPassword(connection) == 1 ||
                        message.find("password authentication failed") != std::string_view::npos ||
                        message.find("authentication failed for user") != std::string_view::npos;
  if (password) return FaultKind::wrong_password;
  const bool crowded = message.find("too many clients") != std::string_view::npos ||
                       message.find("connection slots are reserved") != std::string_view::npos;
  return crowded ? FaultKind::busy : FaultKind::cannot_open;
}

}  // namespace db
