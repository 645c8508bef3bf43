// A request becomes a question or a command, a result becomes JSON or a refusal. A refusal of the
// permission table is kept in the history, like a page that was refused.
#include "consultation/consultation_api.h"

#include <charconv>

#include "base/japanese_text.h"
#include "consultation/consultation_json.h"
#include "consultation/consultation_service.h"
#include "staff/staff_api.h"

namespace consultation::api {
namespace {

using http::Request;
using http::Response;

using staff::api::finished;
using staff::api::refused;
using staff::api::refused_for;

constexpr int kLimitMax = 500;
constexpr std::int64_t kWhoAsks = 0;  // the adviser, where none is named

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : 0;
}

// work(tx, eyes, json, reading) -> base::Result<void> fills the object of the answer and names what
// it shows.
template <class Work>
Response answer(db::Database& database, const Request& request, Work work) {
  return staff::api::answer(
      database, request, staff::Deed::read_consultations,
      [&](const base::Actor& actor, staff::Reading& reading) -> base::Result<Response> {
        const auto eyes = eyes_of(actor);
        if (!eyes) return std::unexpected(eyes.error());
        base::JsonWriter json;
        json.begin_object();
        const auto done =
            database.read([&](db::Read& tx) { return work(tx, *eyes, json, reading); });
        if (!done) return std::unexpected(done.error());
        return http::json(200, json.end_object().take());
      });
}

base::Result<Question> question_of(const Request& request) {
  const auto asked = [&](std::string_view name) { return request.parameter(name).value_or(""); };
  const auto wrong = [](std::string_view name, std::string value) {
    return base::refuse(bad_question, {{"field", std::string(name)}, {"value", std::move(value)}});
  };
  Question question;
  for (const auto& [name, place] :
       {std::pair{"from", &question.from}, std::pair{"until", &question.until}}) {
    if (asked(name).empty()) continue;
    const auto day = base::parse_date(asked(name));
    if (!day) return wrong(name, asked(name));
    *place = *day;
  }
  question.programme = asked("programme");
  question.topic = asked("topic");
  question.channel = asked("channel");
  if (!asked("after").empty()) {
    const auto place = place_from(asked("after"));
    if (!place) return wrong("after", asked("after"));
    question.before = *place;
  }
  if (!asked("limit").empty()) {
    question.limit = static_cast<int>(number_of(asked("limit")));
    if (question.limit < 1 || question.limit > kLimitMax) return wrong("limit", asked("limit"));
  }
  return question;
}

void write_page(base::JsonWriter& json, const Page& page, staff::Reading& reading) {
  json.key("consultations").begin_array();
  for (const Opened& one : page.consultations) {
    json.begin_object();
    write_opened(json, one);
    json.end_object();
    reading.ids.push_back(std::to_string(one.consultation.id));
  }
  json.end_array().field("next", page.next);
}

// ---- writing

template <class Read>
base::Result<void> read_body(const Request& request, Read read) {
  return staff::api::read_body(request, bad_body, read);
}

std::string path_of(std::int64_t consultation) {
  return "/api/v1/staff/consultations/" + std::to_string(consultation);
}

Response written(int status, std::int64_t consultation, base::JsonWriter& json) {
  Response response = http::json(status, json.take());
  response.headers.emplace_back("Location", path_of(consultation));
  return finished(std::move(response));
}

}  // namespace

Response get_consultations(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const Eyes& eyes, base::JsonWriter& json,
                    staff::Reading& reading) -> base::Result<void> {
                  const auto question = question_of(request);
                  if (!question) return std::unexpected(question.error());
                  const std::int64_t client = number_of(request.parameter("client").value_or(""));
                  if (client == 0) {
                    write_page(json, search(tx, eyes, *question), reading);
                    return {};
                  }
                  const auto known = business::find(tx, eyes.municipality, client);
                  if (!known) return std::unexpected(known.error());
                  reading.subject_kind = "business";
                  reading.subject_key = std::to_string(known->id);
                  write_page(json, history_of(tx, eyes, *known, question->before, question->limit),
                             reading);
                  return {};
                });
}

Response get_consultation(db::Database& database, const Request& request) {
  return answer(database, request,
                [&](db::Read& tx, const Eyes& eyes, base::JsonWriter& json,
                    staff::Reading& reading) -> base::Result<void> {
                  const auto opened = open(tx, eyes, number_of(request.capture("consultation")));
                  if (!opened) return std::unexpected(opened.error());
                  write_opened(json, *opened);
                  reading.subject_kind = "consultation";
                  reading.subject_key = std::to_string(opened->consultation.id);
                  return {};
                });
}

Response post_consultation(db::Database& database, const Request& request) {
  FromJson typed;
  const auto body = read_body(
      request, [&](base::JsonObject& object) { typed = entry_from_json(object, kWhoAsks); });
  if (!body) {  // told to those alone who may ask
    const auto actor = staff::api::actor_of(database, request, staff::May::write);
    return refused(actor ? body.error() : actor.error());
  }
  std::optional<base::Actor> actor;
  const auto recognise = [&](db::Read& tx) -> base::Result<base::Actor> {
    const auto bearer =
        staff::bearer(tx, http::bearer_secret(request), staff::May::write, request.remote);
    if (!bearer) return std::unexpected(bearer.error());
    actor = bearer->actor;
    return bearer->actor;
  };
  const std::string command = staff::api::command_id(request);
  const auto held = hold(recognise, database, command, typed.entry, typed.client);
  if (!held && !actor) return refused(held.error());
  if (!held)
    return refused_for(database, request, *actor, held.error(), staff::Deed::hold_consultation);
  base::JsonWriter json;
  write_held(json, *held);
  return written(201, held->consultation, json);
}

Response post_correction(db::Database& database, const Request& request) {
  const auto actor = staff::api::actor_of(database, request, staff::May::write);
  if (!actor) return refused(actor.error());
  const auto eyes = eyes_of(*actor);
  if (!eyes)
    return refused_for(database, request, *actor, eyes.error(), staff::Deed::read_consultations);
  Correction correction;
  correction.consultation = number_of(request.capture("consultation"));
  const auto body = read_body(request, [&](base::JsonObject& object) {
    correction.entry = entry_from_json(object, actor->id).entry;
    correction.seen_version = static_cast<int>(object.integer("version"));
    correction.reason = object.text("reason");
  });
  if (!body) return refused(body.error());
  const auto version = correct(*actor, *eyes, database, correction);
  if (!version)
    return refused_for(database, request, *actor, version.error(), staff::Deed::hold_consultation);
  base::JsonWriter json;
  json.begin_object().field("consultation", std::to_string(correction.consultation));
  json.field("version", *version).end_object();
  return written(200, correction.consultation, json);
}

Response post_withdrawal(db::Database& database, const Request& request) {
  const auto actor = staff::api::actor_of(database, request, staff::May::write);
  if (!actor) return refused(actor.error());
  const auto eyes = eyes_of(*actor);
  if (!eyes)
    return refused_for(database, request, *actor, eyes.error(), staff::Deed::read_consultations);
  std::string reason;
  const auto body =
      read_body(request, [&](base::JsonObject& object) { reason = object.text("reason"); });
  if (!body) return refused(body.error());
  const std::int64_t id = number_of(request.capture("consultation"));
  const auto done = withdraw(*actor, *eyes, database, id, reason);
  if (!done)
    return refused_for(database, request, *actor, done.error(), staff::Deed::hold_consultation);
  base::JsonWriter json;
  json.begin_object().field("consultation", std::to_string(id)).field("withdrawn", true);
  json.end_object();
  return written(200, id, json);
}

}  // namespace consultation::api
