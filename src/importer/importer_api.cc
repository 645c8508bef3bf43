// A request becomes a question or a command, a result becomes JSON or a refusal. Forms are read
// strictly: a field that nobody knows is told, never passed over.
#include "importer/importer_api.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/japanese_text.h"
#include "importer/choices_text.h"
#include "importer/importer_json.h"
#include "importer/looking.h"
#include "importer/understanding_json.h"
#include "staff/staff_api.h"

namespace importer::api {
namespace {

using staff::Deed;
using staff::May;
using staff::api::finished;
using staff::api::refused;
using staff::api::refused_for;

constexpr std::string_view kFile = "file";
constexpr std::string_view kPasted = "pasted";
constexpr std::size_t kCommandCharactersMax = 200;
constexpr auto kLookingFields = std::to_array<std::string_view>({"pasted", "table", "choices"});
constexpr auto kImportFields =
    std::to_array<std::string_view>({"pasted", "table", "choices", "target", "plan", "title",
                                     "kind", "from_year", "to_year", "source_title", "corrects"});

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return is_whole && number >= 0 ? std::optional(number) : std::nullopt;
}

base::Result<std::string> command_of(const Request& request) {
  std::string command = staff::api::command_id(request);
  if (auto fit = base::check_text(command, base::Lines::one, kCommandCharactersMax); !fit)
    return std::unexpected(fit.error());
  return command;
}

ImportId import_of(const Request& request) {
  return ImportId{number_of(request.capture("import")).value_or(0)};
}

Shop shop_of(const Desk& desk) {
  return {desk.database, desk.papers};
}

// ---- a form with a file

base::Result<void> check_fields(const Request& request, std::span<const std::string_view> known) {
  std::vector<std::string> seen;
  const auto wrong = [](const std::string& field, const std::string& value) {
    return base::refuse(bad_question, {{"field", field}, {"value", value}});
  };
  for (const auto& [name, value] : request.form) {
    if (std::ranges::find(known, name) == known.end()) return wrong(name, value.substr(0, 80));
    if (std::ranges::find(seen, name) != seen.end()) return wrong(name, value.substr(0, 80));
    seen.push_back(name);
  }
  for (const http::UploadedFile& file : request.files)
    if (file.field != kFile || &file != &request.files.front()) return wrong(file.field, file.name);
  if (!request.files.empty() && request.typed(kPasted)) return base::refuse(file_and_paste);
  if (request.files.empty() && !request.typed(kPasted)) return base::refuse(no_file_chosen);
  return {};
}

base::Result<int> number_in(const Request& request, std::string_view name, int otherwise) {
  const auto typed = request.typed(name);
  if (!typed) return otherwise;
  const auto number = number_of(*typed);
  if (number && *number > 0 && *number <= 9'999) return static_cast<int>(*number);
  return base::refuse(bad_question, {{"field", std::string(name)}, {"value", *typed}});
}

base::Result<Choices> choices_of(const Request& request) {
  const auto text = request.typed("choices");
  if (!text) return Choices{};
  base::Mistakes mistakes("");
  Choices choices = choices_from(*text, mistakes);
  if (mistakes.none()) return choices;
  return base::refuse(bad_body, {{"mistakes", staff::api::told(mistakes, request.language)}});
}

// The file or what was pasted, with what was said about it. Valid as long as the request is.
base::Result<Looking> looking_of(const Request& request, std::string& pasted) {
  const auto table = number_in(request, "table", 0);
  if (!table) return std::unexpected(table.error());
  auto choices = choices_of(request);
  if (!choices) return std::unexpected(choices.error());
  Looking looking{.name = {}, .bytes = {}, .table = *table, .choices = *std::move(choices)};
  if (request.files.empty()) {
    pasted = request.typed(kPasted).value_or("");
    looking.name = kPasted;
    looking.bytes = pasted;
    looking.pasted = true;
  } else {
    looking.name = request.files.front().name;
    looking.bytes = request.files.front().bytes;
  }
  return looking;
}

// What was said about the plan, over what the table lets guess.
base::Result<void> read_wanted(const Request& request, Wanted& wanted) {
  const auto code = [&](std::string_view name, auto from, auto& into) -> base::Result<void> {
    const auto typed = request.typed(name);
    if (!typed) return {};
    const auto found = from(*typed);
    if (!found)
      return base::refuse(bad_question, {{"field", std::string(name)}, {"value", *typed}});
    into = *found;
    return {};
  };
  const auto text = [&](std::string_view name, std::string& into) {
    if (auto typed = request.typed(name)) into = *std::move(typed);
  };
  if (const auto read = code("target", target_from, wanted.target); !read) return read;
  if (const auto read = code("kind", plan::from_db<plan::PlanKind>, wanted.kind); !read)
    return read;
  text("plan", wanted.plan);
  text("title", wanted.title);
  text("source_title", wanted.source_title);
  const auto from = number_in(request, "from_year", wanted.from);
  if (!from) return std::unexpected(from.error());
  const auto to = number_in(request, "to_year", wanted.to);
  if (!to) return std::unexpected(to.error());
  wanted.from = *from;
  wanted.to = *to;
  return {};
}

base::Result<std::optional<ImportId>> corrects_of(const Request& request) {
  const auto typed = request.typed("corrects");
  if (!typed) return std::nullopt;
  const auto number = number_of(*typed);
  if (!number) return base::refuse(bad_question, {{"field", "corrects"}, {"value", *typed}});
  return ImportId{*number};
}

// ---- answers

// work(actor) -> base::Result<Response> for somebody whose token may write.
template <class Work>
Response carry_out(const Desk& desk, const Request& request, May may, Work work) {
  const auto actor = staff::api::actor_of(desk.database, request, may);
  if (!actor) return refused(actor.error());
  const MemoryGivenBack given_back;
  auto response = work(*actor);
  if (!response)
    return refused_for(desk.database, request, *actor, response.error(), Deed::import_tables);
  return finished(*std::move(response));
}

template <class Work>
Response answer(const Desk& desk, const Request& request, Work work) {
  const MemoryGivenBack given_back;
  return staff::api::answer(
      desk.database, request, Deed::import_tables,
      [&](const base::Actor& actor, staff::Reading& reading) -> base::Result<Response> {
        const auto may =
            staff::permits(actor, Deed::import_tables, {actor.municipality, actor.body});
        if (!may) return std::unexpected(may.error());
        return work(actor, reading);
      });
}

// read(object) takes its part of the JSON body; work(actor, command) gives the answer.
template <class Read, class Work>
Response command(const Desk& desk, const Request& request, Read read, Work work) {
  return carry_out(desk, request, May::write,
                   [&](const base::Actor& actor) -> base::Result<Response> {
                     const auto id = command_of(request);
                     if (!id) return std::unexpected(id.error());
                     const auto body = staff::api::read_body(request, bad_body, read);
                     if (!body) return std::unexpected(body.error());
                     return work(actor, *id);
                   });
}

base::Result<Response> told(const Desk& desk, const base::Actor& actor, ImportId id, int status) {
  const auto one =
      desk.database.read([&](db::Read& tx) { return find(tx, actor.municipality, id); });
  if (!one) return std::unexpected(one.error());
  base::JsonWriter json;
  write_import(json, *one);
  Response response = http::json(status, json.take());
  if (status == 201)
    response.headers.emplace_back("Location", "/api/v1/staff/imports/" + std::to_string(id.value));
  return response;
}

// A repeat of the same command finds the draft as it stands: corrected already, or not yet.
base::Result<void> say_what_is_wanted(const Desk& desk, const base::Actor& actor,
                                      const Request& request, ImportId id, const Looking& looking) {
  const auto draft =
      desk.database.read([&](db::Read& tx) { return find(tx, actor.municipality, id); });
  if (!draft) return std::unexpected(draft.error());
  if (draft->state != State::draft || draft->version != 1) return {};
  Correction correction;
  Wanted wanted = draft->wanted;
  if (const auto read = read_wanted(request, wanted); !read) return read;
  if (looking.table > 0) correction.table = looking.table - 1;
  if (request.typed("choices")) correction.choices = looking.choices;
  if (wanted != draft->wanted) correction.wanted = wanted;
  if (!correction.table && !correction.choices && !correction.wanted) return {};
  const auto corrected = correct(actor, shop_of(desk), id, draft->version, correction);
  if (!corrected) return std::unexpected(corrected.error());
  return {};
}

}  // namespace

Response post_understanding(const Desk& desk, const Request& request) {
  return carry_out(
      desk, request, May::read, [&](const base::Actor& actor) -> base::Result<Response> {
        if (const auto fit = check_fields(request, kLookingFields); !fit)
          return std::unexpected(fit.error());
        std::string pasted;
        const auto looking = looking_of(request, pasted);
        if (!looking) return std::unexpected(looking.error());
        const auto looked = look(actor, *looking);
        if (!looked) return std::unexpected(looked.error());
        if (const std::size_t cells = cells_filled(*looked->file); cells > kCellsToldMax)
          return base::refuse(answer_too_large, {{"count", std::to_string(cells)},
                                                 {"max", std::to_string(kCellsToldMax)}});
        return http::json(200, understanding_json(std::string(looking->name), *looked->file,
                                                  looked->understood, request.language));
      });
}

Response get_imports(const Desk& desk, const Request& request) {
  return answer(desk, request,
                [&](const base::Actor& actor, staff::Reading& reading) -> base::Result<Response> {
                  const std::string after = request.parameter("after").value_or("");
                  const auto before =
                      after.empty() ? std::optional<std::int64_t>(0) : number_of(after);
                  if (!before)
                    return base::refuse(bad_question, {{"field", "after"}, {"value", after}});
                  const auto all = desk.database.read([&](db::Read& tx) {
                    return imports(tx, actor.municipality, ImportId{*before});
                  });
                  base::JsonWriter json;
                  json.begin_object().key("imports").begin_array();
                  for (const Import& one : all) {
                    write_import(json, one);
                    reading.ids.push_back(std::to_string(one.id.value));
                  }
                  json.end_array().key("next");
                  if (all.size() == static_cast<std::size_t>(kImportsAtOnce))
                    json.string(std::to_string(all.back().id.value));
                  else
                    json.null();
                  reading.subject_kind = "import";
                  reading.subject_key = "list";
                  return http::json(200, json.end_object().take());
                });
}

Response get_import(const Desk& desk, const Request& request) {
  return answer(desk, request, [&](const base::Actor& actor, staff::Reading& reading) {
    reading.subject_kind = "import";
    reading.subject_key = request.capture("import");
    return told(desk, actor, import_of(request), 200);
  });
}

Response get_proposal(const Desk& desk, const Request& request) {
  return answer(desk, request,
                [&](const base::Actor& actor, staff::Reading& reading) -> base::Result<Response> {
                  const auto proposed = propose(actor, shop_of(desk), import_of(request));
                  if (!proposed) return std::unexpected(proposed.error());
                  if (proposed->draft.state != State::draft) return base::refuse(not_a_draft);
                  base::JsonWriter json;
                  write_proposal(json, *proposed);
                  reading.subject_kind = "import";
                  reading.subject_key = request.capture("import");
                  return http::json(200, json.take());
                });
}

Response post_import(const Desk& desk, const Request& request) {
  return carry_out(desk, request, May::write,
                   [&](const base::Actor& actor) -> base::Result<Response> {
                     if (const auto fit = check_fields(request, kImportFields); !fit)
                       return std::unexpected(fit.error());
                     const auto command = command_of(request);
                     if (!command) return std::unexpected(command.error());
                     const auto corrects = corrects_of(request);
                     if (!corrects) return std::unexpected(corrects.error());
                     std::string pasted;
                     const auto looking = looking_of(request, pasted);
                     if (!looking) return std::unexpected(looking.error());
                     Wanted wanted;
                     if (const auto read = read_wanted(request, wanted); !read)
                       return std::unexpected(read.error());
                     if (looking->table > 0) {
                       const auto looked = look(actor, *looking);
                       if (!looked) return std::unexpected(looked.error());
                     }
                     const auto begun = begin(actor, shop_of(desk),
                                              {.name = looking->name,
                                               .bytes = looking->bytes,
                                               .pasted = looking->pasted,
                                               .corrects = *corrects,
                                               .command_id = *command});
                     if (!begun) return std::unexpected(begun.error());
                     const auto said = say_what_is_wanted(desk, actor, request, *begun, *looking);
                     if (!said) return std::unexpected(said.error());
                     return told(desk, actor, *begun, 201);
                   });
}

Response post_taking(const Desk& desk, const Request& request) {
  std::int64_t version = 0, standing = 0;
  bool publish = false;
  return command(
      desk, request,
      [&](base::JsonObject& object) {
        version = object.integer("version");
        standing = number_of(object.maybe_text("standing").value_or("0")).value_or(-1);
        publish = object.flag_or("publish", false);
      },
      [&](const base::Actor& actor, const std::string& id) -> base::Result<Response> {
        const auto done = commit(actor, shop_of(desk), import_of(request),
                                 {.version = static_cast<int>(version),
                                  .standing = standing,
                                  .publish = publish,
                                  .command_id = id});
        if (!done) return std::unexpected(done.error());
        base::JsonWriter json;
        json.begin_object().field("import", request.capture("import"));
        json.field("deed", std::to_string(done->deed)).field("plan", done->plan);
        return http::json(200, json.field("cells", done->cells).end_object().take());
      });
}

Response post_undoing(const Desk& desk, const Request& request) {
  std::string reason;
  return command(
      desk, request, [&](base::JsonObject& object) { reason = object.text("reason"); },
      [&](const base::Actor& actor, const std::string& id) -> base::Result<Response> {
        const auto undone = undo(actor, shop_of(desk), import_of(request), reason, id);
        if (!undone) return std::unexpected(undone.error());
        base::JsonWriter json;
        json.begin_object().field("import", request.capture("import"));
        return http::json(200, json.field("deed", std::to_string(*undone)).end_object().take());
      });
}

Response post_dropping(const Desk& desk, const Request& request) {
  return command(
      desk, request, [](base::JsonObject&) {},
      [&](const base::Actor& actor, const std::string&) -> base::Result<Response> {
        const auto dropped = drop(actor, shop_of(desk), import_of(request));
        if (!dropped) return std::unexpected(dropped.error());
        return told(desk, actor, import_of(request), 200);
      });
}

std::optional<Response> turn_stranger_away(const Desk& desk, const Request& request) {
  const auto actor = staff::api::actor_of(desk.database, request, May::read);
  if (!actor) return refused(actor.error());
  const auto may = staff::permits(*actor, Deed::import_tables, {actor->municipality, actor->body});
  if (!may) return refused(may.error());
  return std::nullopt;
}

}  // namespace importer::api
