// A request becomes a question or a command, a result becomes JSON or a refusal. Nothing here is
// kept by anybody on the way (no-store), and no token is ever told.
#include "figure/figure_api.h"

#include "base/japanese_text.h"
#include "figure/facts_reading.h"
#include "figure/figure_sheet.h"
#include "figure/known_at.h"
#include "figure/staff_json.h"
#include "figure/staff_question.h"
#include "http/request.h"
#include "programme/programme_service.h"
#include "staff/permission.h"
#include "staff/staff_api.h"

namespace figure::api {
namespace {

using staff::api::finished;
using staff::api::refused;

constexpr std::size_t kCommandCharactersMax = 200;

std::string parameter(const Request& request, std::string_view name) {
  return request.parameter(name).value_or("");
}

base::Result<int> number(std::string_view field, std::string_view text) {
  const auto read = whole_number(field, text);
  if (!read || *read < 0 || *read > 1'000'000'000)
    return base::refuse(bad_number, {{"field", std::string(field)}, {"value", std::string(text)}});
  return static_cast<int>(*read);
}

base::Result<std::optional<int>> maybe_year(const Request& request) {
  const auto text = request.parameter("year");
  if (!text) return std::nullopt;
  return number("year", *text);
}

// ---- reading

// Who reads, when their post permits it.
base::Result<base::Actor> reader(db::Read& tx, const Request& request) {
  const auto bearer =
      staff::bearer(tx, http::bearer_secret(request), staff::May::read, request.remote);
  if (!bearer) return std::unexpected(bearer.error());
  const base::Actor& actor = bearer->actor;
  const staff::Place own{actor.municipality, actor.body};
  if (const auto may = staff::permits(actor, staff::Deed::read_work, own); !may)
    return std::unexpected(may.error());
  return actor;
}

// What is read is not public: the answer is let go when it is kept who got it.
void note_reading(db::Database& database, const base::Actor& actor, const Request& request,
                  staff::ReadingKind kind) {
  const auto captured = request.captures.find("record");
  const std::string record = captured == request.captures.end() ? "" : captured->second;
  staff::note_reading(database, actor,
                      {.kind = kind,
                       .address = staff::api::address_of(request),
                       .subject_kind = record.empty() ? "" : "record",
                       .subject_key = record});
}

// work(tx, municipality, json) -> base::Result<void> fills the object of the answer.
template <class Work>
Response answer(db::Database& database, const Request& request, Work work) {
  base::JsonWriter json;
  const auto done = database.read([&](db::Read& tx) -> base::Result<base::Actor> {
    const auto actor = reader(tx, request);
    if (!actor) return actor;
    json.begin_object();
    const auto written = work(tx, actor->municipality, json);
    if (!written) return std::unexpected(written.error());
    return actor;
  });
  if (!done) return refused(done.error());
  note_reading(database, *done, request, staff::ReadingKind::view);
  return finished(http::json(200, json.end_object().take()));
}

// The figure that the address names; the row of a total is written -.
struct Asked {
  Held figure;
  RowDefinition row;
  std::optional<base::Instant> at;
};

std::string row_of(const Request& request) {
  const std::string row = request.capture("row");
  return row == "-" ? "" : row;
}

base::Result<Asked> ask(db::Read& tx, const std::string& municipality, const Request& request) {
  const auto at = known_at(tx, municipality, parameter(request, "as_known"));
  if (!at) return std::unexpected(at.error());
  const std::string plan = request.capture("slug");
  auto figure = find(tx, municipality, plan, row_of(request), request.capture("figure"), *at);
  if (!figure) return std::unexpected(figure.error());
  const Shown all = shown(tx, municipality, plan, *at);
  RowDefinition row = all.row_of(*figure);
  return Asked{std::move(*figure), std::move(row), *at};
}

struct AskedInYear {
  Asked asked;
  int year = 0;
  Scope scope = Scope::all;
};
base::Result<AskedInYear> ask_in_year(db::Read& tx, const std::string& municipality,
                                      const Request& request) {
  auto asked = ask(tx, municipality, request);
  if (!asked) return std::unexpected(asked.error());
  const auto year = number("year", parameter(request, "year"));
  if (!year) return std::unexpected(year.error());
  const auto scope = read_scope(parameter(request, "scope"));
  if (!scope) return std::unexpected(scope.error());
  return AskedInYear{*std::move(asked), *year, *scope};
}

void write_years(base::JsonWriter& json, const Held& figure, const RowDefinition& row,
                 const Table& table, std::optional<int> wanted) {
  json.key("years").begin_array();
  for (const auto& [key, value] : table) {
    if (key.figure != figure.id.value || (wanted && key.fiscal_year != *wanted)) continue;
    json.begin_object().field("fiscal_year", key.fiscal_year);
    write_value(json, figure, row, value);
    json.end_object();
  }
  json.end_array();
}

void write_sentences(base::JsonWriter& json, db::Read& tx, const std::string& municipality,
                     const Asked& asked, base::Language language) {
  Names names;
  for (const programme::Programme& programme : programme::programmes(tx, municipality))
    names.emplace(programme.key, programme.name);
  json.key("explained").begin_array();
  for (const std::string& sentence : explain(language, asked.row, asked.figure.definition, names))
    json.string(sentence);
  json.end_array().key("cells_explained").begin_array();
  for (const std::string& sentence : explain_cells(language, asked.row)) json.string(sentence);
  json.end_array();
}

base::Result<Question> question_of(const Request& request) {
  QuestionText text{.scope = parameter(request, "scope"),
                    .sort = parameter(request, "sort"),
                    .month = parameter(request, "month"),
                    .after = parameter(request, "after")};
  if (const auto limit = request.parameter("limit")) {
    const auto read = number("limit", *limit);
    if (!read) return std::unexpected(read.error());
    text.limit = *read;
  }
  return read_question(text);
}

base::Result<record::RecordId> record_of(const Request& request) {
  const auto number = whole_number("record", request.capture("record"));
  if (!number) return base::refuse(record::unknown_record, {{"record", request.capture("record")}});
  return record::RecordId{*number};
}

// ---- writing

struct Body {
  std::optional<record::Facts> facts;
  std::string reason;
};

enum class Brings { facts, reason };

base::Result<Body> body_of(const Request& request, Brings brings) {
  Body body;
  const auto read = staff::api::read_body(request, bad_body, [&](base::JsonObject& object) {
    if (brings == Brings::facts) body.facts = facts_from_json(object);
    body.reason = object.maybe_text("reason").value_or("");
  });
  if (!read) return std::unexpected(read.error());
  return body;
}

base::Result<Signers> signers_of(db::Read& tx, const Request& request) {
  const auto first =
      staff::bearer(tx, http::bearer_secret(request), staff::May::write, request.remote);
  if (!first) return std::unexpected(first.error());
  Signers signers{.first = first->actor, .second = std::nullopt};
  if (http::header_value(request, "second-authorization").empty()) return signers;
  const auto second = staff::bearer(tx, http::bearer_secret(request, "second-authorization"),
                                    staff::May::write, request.remote);
  if (!second) return std::unexpected(second.error());
  signers.second = second->actor;
  return signers;
}

// The figures that the command moved, as they are once it is committed.
Written with_figures(db::Database& database, const std::string& municipality, const Posted& posted,
                     std::optional<record::RecordId> taken_back) {
  return database.read([&](db::Read& tx) {
    std::vector<record::RecordId> records{posted.record};
    if (taken_back) {
      const auto first = open_record(tx, municipality, *taken_back);
      if (first && first->reversal && first->reversal->id != posted.record)
        records.push_back(first->reversal->id);
    }
    return Written{posted, moved(tx, municipality, records)};
  });
}

// work(tx, signers, municipality, command, body) -> base::Result<Posted>
template <class Work>
Response carry_out(db::Database& database, const Request& request, Brings brings, int status,
                   std::optional<record::RecordId> taken_back, Work work) {
  const auto signers = database.read([&](db::Read& tx) { return signers_of(tx, request); });
  if (!signers) return refused(signers.error());
  const std::string id = staff::api::command_id(request);
  if (const auto checked = base::check_text(id, base::Lines::one, kCommandCharactersMax); !checked)
    return refused(checked.error());
  const auto body = body_of(request, brings);
  if (!body) return refused(body.error());
  const std::string& municipality = signers->first.municipality;
  const Command command{.id = id, .reason = body->reason};
  const auto posted = write(
      database, [&](db::Write& tx) { return work(tx, *signers, municipality, command, *body); });
  if (!posted) return refused(posted.error());
  base::JsonWriter json;
  write_written(json, with_figures(database, municipality, *posted, taken_back));
  Response response = http::json(status, json.take());
  response.headers.emplace_back("Location",
                                "/api/v1/staff/records/" + std::to_string(posted->record.value));
  return finished(std::move(response));
}

}  // namespace

Response get_figures(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const std::string& municipality,
                    base::JsonWriter& json) -> base::Result<void> {
                  const std::string plan = request.capture("slug");
                  const auto at = known_at(tx, municipality, parameter(request, "as_known"));
                  if (!at) return std::unexpected(at.error());
                  const auto scope = read_scope(parameter(request, "scope"));
                  if (!scope) return std::unexpected(scope.error());
                  const Shown all = shown(tx, municipality, plan, *at);
                  if (all.figures.empty())
                    return base::refuse(plan_without_figures, {{"plan", plan}});
                  const Table values = table(tx, municipality, plan, *scope, *at);
                  json.field("plan", plan).key("figures").begin_array();
                  for (const Held& figure : all.figures) {
                    json.begin_object();
                    write_figure(json, figure);
                    write_years(json, figure, all.row_of(figure), values, std::nullopt);
                    json.end_object();
                  }
                  json.end_array();
                  return {};
                });
}

Response get_figure(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const std::string& municipality,
                    base::JsonWriter& json) -> base::Result<void> {
                  const auto asked = ask(tx, municipality, request);
                  if (!asked) return std::unexpected(asked.error());
                  const auto scope = read_scope(parameter(request, "scope"));
                  if (!scope) return std::unexpected(scope.error());
                  const auto year = maybe_year(request);
                  if (!year) return std::unexpected(year.error());
                  write_figure(json, asked->figure);
                  write_sentences(json, tx, municipality, *asked, request.language);
                  write_years(json, asked->figure, asked->row,
                              table(tx, municipality, request.capture("slug"), *scope, asked->at),
                              *year);
                  return {};
                });
}

Response get_records(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const std::string& municipality,
                    base::JsonWriter& json) -> base::Result<void> {
                  const auto wanted = ask_in_year(tx, municipality, request);
                  if (!wanted) return std::unexpected(wanted.error());
                  const auto& [asked, year, scope] = *wanted;
                  const auto question = question_of(request);
                  if (!question) return std::unexpected(question.error());
                  const auto page = records(tx, municipality, asked.figure, year, *question);
                  if (!page) return std::unexpected(page.error());
                  write_page(json, *page);
                  return {};
                });
}

Response get_records_csv(db::Database& database, const Request& request) {
  std::string csv;
  const auto done = database.read([&](db::Read& tx) -> base::Result<base::Actor> {
    const auto actor = reader(tx, request);
    if (!actor) return actor;
    const std::string& municipality = actor->municipality;
    const auto wanted = ask_in_year(tx, municipality, request);
    if (!wanted) return std::unexpected(wanted.error());
    const auto& [asked, year, scope] = *wanted;
    auto question = question_of(request);
    if (!question) return std::unexpected(question.error());
    const auto page = records(tx, municipality, asked.figure, year, *question);
    if (!page) return std::unexpected(page.error());
    if (page->in_all > kCsvRecordsMax) {
      return base::refuse(csv_too_long, {{"count", std::to_string(page->in_all)},
                                         {"max", std::to_string(kCsvRecordsMax)}});
    }
    records_csv(tx, municipality, asked.figure, year, *question, request.language,
                [&](std::string_view piece) { csv += piece; });
    return actor;
  });
  if (!done) return refused(done.error());
  note_reading(database, *done, request, staff::ReadingKind::exported);
  Response response{200, "text/csv; charset=utf-8", std::move(csv), {}, {}};
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"records.csv\"");
  return finished(std::move(response));
}

Response get_series(db::Database& database, const Request& request) {
  return answer(
      database, request,
      [&](db::Read& tx, const std::string& municipality,
          base::JsonWriter& json) -> base::Result<void> {
        const auto wanted = ask_in_year(tx, municipality, request);
        if (!wanted) return std::unexpected(wanted.error());
        const auto& [asked, year, scope] = *wanted;
        write_figure(json, asked.figure);
        json.field("fiscal_year", year).key("months").begin_array();
        for (const MonthValue& month : by_month(tx, municipality, asked.figure.id, year, scope)) {
          json.begin_object().field("month", month.month);
          write_sum(json, month.sum);
          json.end_object();
        }
        json.end_array();
        return {};
      });
}

Response get_difference(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const std::string& municipality,
                    base::JsonWriter& json) -> base::Result<void> {
                  const auto wanted = ask_in_year(tx, municipality, request);
                  if (!wanted) return std::unexpected(wanted.error());
                  const auto& [asked, year, scope] = *wanted;
                  const auto from = known_at(tx, municipality, parameter(request, "from"));
                  if (!from) return std::unexpected(from.error());
                  const auto until = known_at(tx, municipality, parameter(request, "until"));
                  if (!until) return std::unexpected(until.error());
                  const auto explained = difference(
                      tx, municipality, request.capture("slug"), row_of(request),
                      request.capture("figure"), year, scope, from->value_or(base::Instant{}),
                      until->value_or(latest_settled(tx, municipality)));
                  if (!explained) return std::unexpected(explained.error());
                  json.field("fiscal_year", year);
                  write_explained(json, asked.figure, asked.row, *explained);
                  return {};
                });
}

Response get_record(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const std::string& municipality,
                    base::JsonWriter& json) -> base::Result<void> {
                  const auto id = record_of(request);
                  if (!id) return std::unexpected(id.error());
                  const auto opened = open_record(tx, municipality, *id);
                  if (!opened) return std::unexpected(opened.error());
                  write_opened(json, *opened, deeds_of(tx, municipality, *opened));
                  return {};
                });
}

Response get_marks(db::Database& database, const Request& request) {
  return answer(database, request,
                [](db::Read& tx, const std::string& municipality,
                   base::JsonWriter& json) -> base::Result<void> {
                  json.key("marks").begin_array();
                  for (const Mark& mark : marks(tx, municipality)) {
                    json.begin_object();
                    write_mark(json, mark);
                    json.end_object();
                  }
                  json.end_array();
                  return {};
                });
}

Response post_record(db::Database& database, const Request& request) {
  return carry_out(database, request, Brings::facts, 201, std::nullopt,
                   [](db::Write& tx, const Signers& signers, const std::string& municipality,
                      const Command& command, const Body& body) {
                     return post(tx, signers, municipality, command, *body.facts);
                   });
}

Response post_reversal(db::Database& database, const Request& request) {
  const auto id = record_of(request);
  if (!id) return refused(id.error());
  return carry_out(database, request, Brings::reason, 201, *id,
                   [&](db::Write& tx, const Signers& signers, const std::string& municipality,
                       const Command& command,
                       const Body&) { return reverse(tx, signers, municipality, command, *id); });
}

Response post_correction(db::Database& database, const Request& request) {
  const auto id = record_of(request);
  if (!id) return refused(id.error());
  return carry_out(database, request, Brings::facts, 201, *id,
                   [&](db::Write& tx, const Signers& signers, const std::string& municipality,
                       const Command& command, const Body& body) {
                     return correct(tx, signers, municipality, command, *id, *body.facts);
                   });
}

Response post_confirmation(db::Database& database, const Request& request) {
  const auto id = record_of(request);
  if (!id) return refused(id.error());
  return carry_out(database, request, Brings::reason, 200, std::nullopt,
                   [&](db::Write& tx, const Signers& signers, const std::string& municipality,
                       const Command& command,
                       const Body&) { return confirm(tx, signers, municipality, command, *id); });
}

Response post_mark(db::Database& database, const Request& request) {
  const auto signers = database.read([&](db::Read& tx) { return signers_of(tx, request); });
  if (!signers) return refused(signers.error());
  std::string name;
  const auto read = staff::api::read_body(
      request, bad_body, [&](base::JsonObject& object) { name = object.text("name"); });
  if (!read) return refused(read.error());
  const auto at = mark(database, signers->first, signers->first.municipality, "publication", name);
  if (!at) return refused(at.error());
  base::JsonWriter json;
  json.begin_object();
  write_mark(json, {*at, "publication", name});
  return finished(http::json(201, json.end_object().take()));
}

}  // namespace figure::api
