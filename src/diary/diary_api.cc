// A request becomes a question or a command, a result becomes JSON or a refusal.
#include "diary/diary_api.h"

#include <charconv>

#include "base/japanese_text.h"
#include "diary/diary_json.h"
#include "diary/listing.h"
#include "http/request.h"
#include "staff/staff_api.h"

namespace diary::api {
namespace {

using staff::Deed;
using staff::api::finished;
using staff::api::refused;
using staff::api::refused_for;

constexpr int kLimitMax = 500;
constexpr std::size_t kCommandCharactersMax = 200;

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : 0;
}

base::Result<int> number_in(const Request& request, std::string_view name, int low, int high,
                            int otherwise) {
  const std::string text = request.parameter(name).value_or("");
  if (text.empty()) return otherwise;
  const std::int64_t number = number_of(text);
  if (number >= low && number <= high) return static_cast<int>(number);
  return base::refuse(bad_question, {{"field", std::string(name)}, {"value", text}});
}

base::Result<int> year_of(const Request& request) {
  const int now = base::FiscalYear::containing(base::japan_date(base::now())).number();
  const auto year = number_in(request, "year", 1, 9999, now);
  if (!year || base::FiscalYear::of(*year)) return year;
  return base::refuse(bad_question, {{"field", "year"}, {"value", std::to_string(*year)}});
}

base::Result<Wanted> wanted_of(const Request& request) {
  Wanted wanted;
  wanted.programme = request.parameter("programme").value_or("");
  const auto year = year_of(request);
  if (!year) return std::unexpected(year.error());
  const auto month = number_in(request, "month", 1, 12, 0);
  if (!month) return std::unexpected(month.error());
  const auto limit = number_in(request, "limit", 1, kLimitMax, wanted.limit);
  if (!limit) return std::unexpected(limit.error());
  wanted.fiscal_year = *year;
  wanted.month = static_cast<unsigned>(*month);
  wanted.limit = *limit;
  wanted.text = request.parameter("q").value_or("");
  if (auto fit = base::check_text(wanted.text, base::Lines::one, 100); !fit)
    return std::unexpected(fit.error());
  if (const std::string after = request.parameter("after").value_or(""); !after.empty()) {
    wanted.before = place_from(after);
    if (!wanted.before) return base::refuse(bad_question, {{"field", "after"}, {"value", after}});
  }
  return wanted;
}

// work(tx, actor, json, reading) -> base::Result<void> fills the object of the answer and names
// what it shows.
template <class Work>
Response answer(db::Database& database, const Request& request, Work work) {
  return staff::api::answer(
      database, request, Deed::read_work,
      [&](const base::Actor& actor, staff::Reading& reading) -> base::Result<Response> {
        base::JsonWriter json;
        json.begin_object();
        const auto done =
            database.read([&](db::Read& tx) { return work(tx, actor, json, reading); });
        if (!done) return std::unexpected(done.error());
        return http::json(200, json.end_object().take());
      });
}

base::Result<Command> command_of(const Request& request) {
  Command command{.id = staff::api::command_id(request), .reason = {}};
  if (auto fit = base::check_text(command.id, base::Lines::one, kCommandCharactersMax); !fit)
    return std::unexpected(fit.error());
  return command;
}

// read(object) takes its part of the body; work(actor, command) -> base::Result<Logged>.
template <class Read, class Work>
Response carry_out(db::Database& database, const Request& request, int status, Read read,
                   Work work) {
  const auto actor = staff::api::actor_of(database, request, staff::May::write);
  if (!actor) return refused(actor.error());
  auto command = command_of(request);
  if (!command) return refused(command.error());
  const auto body = staff::api::read_body(
      request, bad_body, [&](base::JsonObject& object) { read(object, *command); });
  if (!body) return refused(body.error());
  const auto logged = work(*actor, *command);
  if (!logged) return refused_for(database, request, *actor, logged.error(), Deed::write_records);
  base::JsonWriter json;
  json.begin_object();
  write_logged(json, *logged);
  Response response = http::json(status, json.end_object().take());
  response.headers.emplace_back("Location",
                                "/api/v1/staff/diary/entries/" + std::to_string(logged->entry));
  return finished(std::move(response));
}

Which which_of(const Request& request, std::int64_t version) {
  return {number_of(request.capture("entry")), static_cast<int>(version)};
}

}  // namespace

Response get_programmes(db::Database& database, const Request& request) {
  return answer(
      database, request,
      [&](db::Read& tx, const base::Actor& actor, base::JsonWriter& json,
          staff::Reading&) -> base::Result<void> {
        const auto year = year_of(request);
        if (!year) return std::unexpected(year.error());
        if (const auto may =
                staff::permits(actor, Deed::read_work, {actor.municipality, actor.body});
            !may)
          return std::unexpected(may.error());
        json.field("fiscal_year", *year).key("programmes").begin_array();
        for (const auto& one : programmes_of(tx, actor.municipality, actor.body, *year))
          json.begin_object().field("programme", one.key).field("name", one.name).end_object();
        json.end_array();
        return {};
      });
}

Response get_programme(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const base::Actor& actor, base::JsonWriter& json,
                    staff::Reading& reading) -> base::Result<void> {
                  const auto year = year_of(request);
                  if (!year) return std::unexpected(year.error());
                  const auto form = worked(tx, actor, request.capture("programme"), *year);
                  if (!form) return std::unexpected(form.error());
                  write_form(json, *form, request.language);
                  reading.subject_kind = "diary";
                  reading.subject_key = form->programme.key;
                  return {};
                });
}

Response get_entries(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const base::Actor& actor, base::JsonWriter& json,
                    staff::Reading& reading) -> base::Result<void> {
                  const auto wanted = wanted_of(request);
                  if (!wanted) return std::unexpected(wanted.error());
                  const auto listed = list(tx, actor, *wanted);
                  if (!listed) return std::unexpected(listed.error());
                  json.field("in_all", listed->in_all).key("entries").begin_array();
                  for (const Entry& entry : listed->entries) {
                    json.begin_object();
                    write_entry(json, entry);
                    json.end_object();
                    reading.ids.push_back(std::to_string(entry.entry));
                  }
                  json.end_array().field("next", listed->next);
                  reading.subject_kind = "diary";
                  reading.subject_key = wanted->programme.empty() ? actor.body : wanted->programme;
                  return {};
                });
}

Response get_entry(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const base::Actor& actor, base::JsonWriter& json,
                    staff::Reading& reading) -> base::Result<void> {
                  const auto entry = open(tx, actor, number_of(request.capture("entry")));
                  if (!entry) return std::unexpected(entry.error());
                  write_entry(json, *entry);
                  reading.subject_kind = "diary_entry";
                  reading.subject_key = std::to_string(entry->entry);
                  return {};
                });
}

Response post_entry(db::Database& database, const Request& request) {
  Asked asked;
  return carry_out(
      database, request, 201,
      [&](base::JsonObject& object, Command&) { asked = asked_from_json(object); },
      [&](const base::Actor& actor, const Command& command) -> base::Result<Logged> {
        const auto occurrence = database.read(
            [&](db::Read& tx) { return occurrence_of(tx, actor, asked, request.language); });
        if (!occurrence) return std::unexpected(occurrence.error());
        return log(actor, database, command, *occurrence, asked.accepted);
      });
}

Response post_correction(db::Database& database, const Request& request) {
  Asked asked;
  std::int64_t version = 0;
  return carry_out(
      database, request, 200,
      [&](base::JsonObject& object, Command& command) {
        asked = asked_from_json(object);
        version = object.integer("version");
        command.reason = object.maybe_text("reason").value_or("");
      },
      [&](const base::Actor& actor, const Command& command) -> base::Result<Logged> {
        const Which which = which_of(request, version);
        const auto occurrence = database.read([&](db::Read& tx) {
          return occurrence_of(tx, actor, asked, request.language, which.entry);
        });
        if (!occurrence) return std::unexpected(occurrence.error());
        return correct(actor, database, command, which, *occurrence, asked.accepted);
      });
}

Response post_taking_back(db::Database& database, const Request& request) {
  std::int64_t version = 0;
  return carry_out(
      database, request, 200,
      [&](base::JsonObject& object, Command& command) {
        version = object.integer("version");
        command.reason = object.text("reason");
      },
      [&](const base::Actor& actor, const Command& command) {
        return take_back(actor, database, command, which_of(request, version));
      });
}

}  // namespace diary::api
