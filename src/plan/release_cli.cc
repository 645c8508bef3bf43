// Puts words and options into what the service asks.
#include "plan/release_cli.h"

#include "base/instant.h"
#include "base/json_text.h"
#include "figure/facts_reading.h"
#include "release/release_service.h"
#include "staff/municipality_service.h"

namespace plan::cli {
namespace {

using base::Terminal;

base::Result<std::optional<base::Instant>> moment(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto at = base::parse_japan(text);
  if (!at) return std::unexpected(at.error());
  return *at;
}

int tell(const base::Result<release::Released>& done, std::string_view key, Terminal& terminal) {
  if (!done) return terminal.refuse(done.error());
  const std::string at = base::iso_japan(done->effective_at);
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("release", std::to_string(done->release));
    json.field("effective_at", at).field("repeated", done->repeated).end_object();
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  terminal.out << done->release << '\n';
  terminal.tell(key, {{"release", std::to_string(done->release)}, {"at", at}});
  return base::kDone;
}

std::string_view state_key(const release::Release& one) {
  if (one.withdrawn) return "release.cli_over";
  return one.effective_at > base::now() ? "release.cli_planned" : "release.cli_public";
}

void write(base::JsonWriter& json, const release::Release& one) {
  json.begin_object().field("release", std::to_string(one.id)).field("plan", one.plan);
  json.field("kind", release::in_db(one.kind)).field("title", one.title);
  json.field("effective_at", base::iso_japan(one.effective_at));
  json.field("known_at", base::iso_japan(one.mark));
  json.key("rows").begin_array();
  for (const std::string& row : one.rows) json.string(row);
  json.end_array().key("withdrawn_at");
  if (one.withdrawn) {
    json.string(base::iso_japan(one.withdrawn->at)).field("reason", one.withdrawn->reason);
  } else {
    json.null();
  }
  json.end_object();
}

}  // namespace

int list_releases(db::Database& database, const ReleaseOptions& options, Terminal& terminal) {
  const auto releases =
      database.read([&](db::Read& tx) -> base::Result<std::vector<release::Release>> {
        if (const auto known = staff::municipality(tx, options.by.municipality); !known)
          return std::unexpected(known.error());
        return release::releases(tx, options.by.municipality);
      });
  if (!releases) return terminal.refuse(releases.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("releases").begin_array();
    for (const auto& one : *releases) write(json, one);
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const auto& one : *releases)
    terminal.out << one.id << '\t' << base::words(terminal.language, state_key(one)) << '\t'
                 << base::iso_japan(one.effective_at) << '\t' << one.plan << '\t'
                 << release::in_db(one.kind) << '\t' << one.title << '\n';
  if (releases->empty()) terminal.tell("release.cli_none");
  return base::kDone;
}

int publish(db::Database& database, const ReleaseOptions& options, Terminal& terminal) {
  const auto signers = figure::cli::signers_of(database, options.by);
  if (!signers) return terminal.refuse(signers.error());
  const auto at = moment(options.at);
  if (!at) return terminal.refuse(at.error());
  return tell(release::publish(database, signers->first, options.by.municipality,
                               {options.plan, options.title, *at}, options.id),
              "release.cli_published", terminal);
}

int open_rows(db::Database& database, const ReleaseOptions& options, Terminal& terminal) {
  const auto signers = figure::cli::signers_of(database, options.by);
  if (!signers) return terminal.refuse(signers.error());
  const auto at = moment(options.at);
  if (!at) return terminal.refuse(at.error());
  return tell(release::open(database, signers->first, options.by.municipality,
                            {options.plan, options.title, options.rows, options.programmes, *at},
                            options.id),
              "release.cli_published", terminal);
}

int withdraw(db::Database& database, const ReleaseOptions& options, Terminal& terminal) {
  const auto signers = figure::cli::signers_of(database, options.by);
  if (!signers) return terminal.refuse(signers.error());
  const auto id = figure::whole_number("release", options.release);
  if (!id)
    return terminal.refuse(
        base::refuse(release::unknown_release, {{"release", options.release}}).error());
  return tell(release::withdraw(database, signers->first, options.by.municipality, *id,
                                options.reason, options.id),
              "release.cli_withdrawn", terminal);
}

}  // namespace plan::cli
