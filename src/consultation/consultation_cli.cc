// From words on the command line to the services of the desk, and back to lines: data on the
// output, sentences on the error output.
#include "consultation/consultation_cli.h"

#include "base/joined.h"
#include "consultation/consultation_json.h"
#include "consultation/consultation_service.h"
#include "consultation/consultation_sheet.h"
#include "plan/written_file.h"
#include "staff/given_file.h"
#include "staff/staff_api.h"

namespace consultation::cli {
namespace {

using base::Terminal;
using figure::cli::refused;

constexpr std::size_t kFileBytesMax = 64 * 1024;
constexpr int kLimitMax = 500;

constexpr staff::Deed kDeed = staff::Deed::read_consultations;  // what every command takes

base::Result<base::Actor> actor_of(db::Database& database, const By& by) {
  return figure::cli::person_of(database, by, person_missing);
}

base::Result<std::optional<base::Date>> day_in(const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto day = base::parse_date(text);
  if (day) return *day;
  return base::refuse(bad_option, {{"option", option}, {"value", text}});
}

base::Result<Place> place_in(const std::string& text) {
  if (text.empty()) return Place{};
  if (const auto place = place_from(text)) return *place;
  return base::refuse(bad_option, {{"option", "--after"}, {"value", text}});
}

base::Result<void> check_limit(int limit) {
  if (limit >= 1 && limit <= kLimitMax) return {};
  return base::refuse(bad_option, {{"option", "--limit"}, {"value", std::to_string(limit)}});
}

base::Result<Question> question_of(const ListOptions& options) {
  Question question{.programme = options.programme,
                    .topic = options.topic,
                    .channel = options.channel,
                    .adviser = options.adviser};
  const auto from = day_in("--from", options.from);
  if (!from) return std::unexpected(from.error());
  const auto until = day_in("--until", options.until);
  if (!until) return std::unexpected(until.error());
  const auto before = place_in(options.after);
  if (!before) return std::unexpected(before.error());
  if (const auto fit = check_limit(options.limit); !fit) return std::unexpected(fit.error());
  question.from = *from;
  question.until = *until;
  question.before = *before;
  question.limit = options.limit;
  return question;
}

web::Names names_for(db::Read& tx, const base::Actor& actor) {
  staff::Who who;
  who.municipality = actor.municipality;
  who.person = actor.id;
  who.body = actor.body;
  return web::names(tx, who);
}

// What one looking shows, and what of it is kept in the history.
struct Shown {
  std::string text;
  base::JsonWriter json;
  std::string next;
  int code = base::kDone;
  staff::Reading reading;
};

// look(tx, actor, eyes, names, shown) -> base::Result<void>. What it found leaves when the looking
// is kept.
template <class Look>
int looking(db::Database& database, const By& by, std::string command, Terminal& terminal,
            Look look) {
  const auto actor = actor_of(database, by);
  if (!actor) return terminal.refuse(actor.error());
  Shown shown;
  shown.reading.address = std::move(command);
  shown.json.begin_object();
  const auto done = database.read([&](db::Read& tx) -> base::Result<void> {
    const auto eyes = eyes_of(*actor);
    if (!eyes) return std::unexpected(eyes.error());
    return look(tx, *actor, *eyes, names_for(tx, *actor), shown);
  });
  if (!done) return refused(database, *actor, shown.reading.address, kDeed, done.error(), terminal);
  staff::note_reading(database, *actor, shown.reading);
  if (terminal.json) {
    terminal.out << shown.json.end_object().take() << '\n';
  } else {
    terminal.out << shown.text;
    if (!shown.next.empty()) terminal.tell("consultation_cli.next", {{"after", shown.next}});
  }
  return shown.code;
}

void show_page(const Page& page, const web::Names& names, base::Language language, Shown& shown) {
  shown.json.key("consultations").begin_array();
  for (const Opened& one : page.consultations) {
    shown.text += base::joined(line_cells(language, names, one), "\t") + '\n';
    shown.json.begin_object();
    write_opened(shown.json, one);
    shown.json.end_object();
    shown.reading.ids.push_back(std::to_string(one.consultation.id));
  }
  shown.json.end_array().field("next", page.next);
  shown.next = page.next;
}

void show_field(base::Language language, std::string_view name, const std::string& value,
                std::string& text) {
  if (value.empty()) return;
  text += std::string(base::words(language, "consultation_pages." + std::string(name))) + '\t' +
          value + '\n';
}

std::string day_text(const std::optional<base::Date>& day) {
  return day ? base::iso(*day) : std::string();
}

// One whole, with what was said last and what was done since.
std::string whole(const Opened& opened, const web::Names& names, base::Language language) {
  const Consultation& one = opened.consultation;
  const Entry& entry = one.entry;
  std::string text = base::joined(line_cells(language, names, opened), "\t") + '\n';
  const auto field = [&](std::string_view name, const std::string& value) {
    show_field(language, name, value, text);
  };
  if (entry.from) field("field_time", time_text(*entry.from) + "-" + time_text(*entry.until));
  if (!opened.notes.empty()) {
    field("field_content", opened.notes.front().content);
    field("field_advice", opened.notes.front().advice);
    field("field_next_action", opened.notes.front().next_action);
  }
  field("field_next_on", day_text(entry.next_on));
  if (!entry.referral.empty())
    field("field_referral",
          names.programme(entry.referral) + ' ' +
              std::string(base::words(language, "consultation_pages.referral_" +
                                                    std::string(in_db(one.referral_state)))));
  field("field_follow_up_on", day_text(entry.follow_up_on));
  for (const Step& step : opened.steps)
    text += base::iso_japan(step.recorded_at) + '\t' +
            std::string(
                base::words(language, "consultation_pages.step_" + std::string(in_db(step.kind)))) +
            '\t' + names.person(step.person) + '\t' + step.note + '\n';
  return text;
}

void show_dues(const std::vector<Waiting>& lines, std::string_view whose, const web::Names& names,
               base::Language language, Shown& shown) {
  for (const Waiting& one : lines) {
    const std::string kind(in_db(one.due.kind));
    shown.text += base::iso(one.due.on) + '\t' +
                  std::string(base::words(language, "consultation_pages.due_" + kind)) + '\t' +
                  base::joined(line_cells(language, names, one.opened), "\t") + '\n';
    shown.json.begin_object().field("due_on", base::iso(one.due.on)).field("due", kind);
    shown.json.field("whose", whose).key("consultation").begin_object();
    write_opened(shown.json, one.opened);
    shown.json.end_object().end_object();
    shown.reading.ids.push_back(std::to_string(one.due.consultation));
  }
}

base::Date today() {
  return base::japan_date(base::now());
}

void tell_number(std::int64_t consultation, std::string_view key, Terminal& terminal) {
  terminal.tell(key, {{"consultation", std::to_string(consultation)}});
}

}  // namespace

int list(db::Database& database, const ListOptions& options, Terminal& terminal) {
  const auto question = question_of(options);
  if (!question) return terminal.refuse(question.error());
  return looking(database, options.by, "nigiwai consultation list", terminal,
                 [&](db::Read& tx, const base::Actor&, const Eyes& eyes, const web::Names& names,
                     Shown& shown) -> base::Result<void> {
                   show_page(search(tx, eyes, *question), names, terminal.language, shown);
                   return {};
                 });
}

int export_csv(db::Database& database, const ListOptions& options, Terminal& terminal) {
  const auto question = question_of(options);
  if (!question) return terminal.refuse(question.error());
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  staff::Reading reading{.kind = staff::ReadingKind::exported,
                         .address = "nigiwai consultation export"};
  const auto csv = database.read([&](db::Read& tx) -> base::Result<std::string> {
    const auto eyes = eyes_of(*actor);
    if (!eyes) return std::unexpected(eyes.error());
    const auto all = search_all(tx, *eyes, *question);
    if (!all) return std::unexpected(all.error());
    for (const Opened& one : *all) reading.ids.push_back(std::to_string(one.consultation.id));
    return output::csv(consultations_sheet(terminal.language, names_for(tx, *actor), *all));
  });
  if (!csv) return refused(database, *actor, reading.address, kDeed, csv.error(), terminal);
  staff::note_reading(database, *actor, reading);
  return plan::cli::write_out(*csv, options.output, terminal);
}

int show(db::Database& database, const OneOptions& options, Terminal& terminal) {
  return looking(database, options.by, "nigiwai consultation show", terminal,
                 [&](db::Read& tx, const base::Actor&, const Eyes& eyes, const web::Names& names,
                     Shown& shown) -> base::Result<void> {
                   const auto opened = open(tx, eyes, options.number);
                   if (!opened) return std::unexpected(opened.error());
                   shown.text = whole(*opened, names, terminal.language);
                   write_opened(shown.json, *opened);
                   shown.reading.subject_kind = "consultation";
                   shown.reading.subject_key = std::to_string(options.number);
                   return {};
                 });
}

int client(db::Database& database, const OneOptions& options, Terminal& terminal) {
  const auto before = place_in(options.after);
  if (!before) return terminal.refuse(before.error());
  if (const auto fit = check_limit(options.limit); !fit) return terminal.refuse(fit.error());
  return looking(database, options.by, "nigiwai consultation client", terminal,
                 [&](db::Read& tx, const base::Actor&, const Eyes& eyes, const web::Names& names,
                     Shown& shown) -> base::Result<void> {
                   const auto known = business::find(tx, eyes.municipality, options.number);
                   if (!known) return std::unexpected(known.error());
                   const Page page = history_of(tx, eyes, *known, *before, options.limit);
                   show_page(page, names, terminal.language, shown);
                   shown.text.clear();
                   for (const Opened& one : page.consultations)
                     shown.text += whole(one, names, terminal.language) + '\n';
                   shown.reading.subject_kind = "business";
                   shown.reading.subject_key = std::to_string(known->id);
                   return {};
                 });
}

int due(db::Database& database, const DueOptions& options, Terminal& terminal) {
  if (const auto fit = check_limit(options.limit); !fit) return terminal.refuse(fit.error());
  int late = 0;
  const int code = looking(database, options.by, "nigiwai consultation due", terminal,
                           [&](db::Read& tx, const base::Actor&, const Eyes& eyes,
                               const web::Names& names, Shown& shown) -> base::Result<void> {
                             const Inbox waits = inbox(tx, eyes, {}, {}, options.limit);
                             shown.json.key("due").begin_array();
                             show_dues(waits.mine, "mine", names, terminal.language, shown);
                             show_dues(waits.others, "others", names, terminal.language, shown);
                             shown.json.end_array();
                             late = due_count(tx, eyes, today()).late;
                             return {};
                           });
  if (code != base::kDone || late == 0) return code;
  terminal.tell("consultation_cli.late", {{"count", std::to_string(late)}});
  return base::kRefused;
}

int count(db::Database& database, const CountOptions& options, Terminal& terminal) {
  const auto year = options.year == 0 ? base::FiscalYear::containing(today())
                                      : base::FiscalYear::of(options.year);
  if (!year)
    return terminal.refuse(
        base::refuse(bad_option, {{"option", "--year"}, {"value", std::to_string(options.year)}})
            .error());
  return looking(database, options.by, "nigiwai consultation count", terminal,
                 [&](db::Read& tx, const base::Actor&, const Eyes& eyes, const web::Names& names,
                     Shown& shown) -> base::Result<void> {
                   shown.json.field("fiscal_year", year->number()).key("programmes").begin_array();
                   for (const Tally& one : tally_of_year(tx, eyes, *year)) {
                     shown.text += one.programme + '\t' + names.programme(one.programme) + '\t' +
                                   base::say(terminal.language, "consultation_pages.tally_cell",
                                             {{"consultations", std::to_string(one.consultations)},
                                              {"visits", std::to_string(one.visits)},
                                              {"clients", std::to_string(one.clients)}}) +
                                   '\n';
                     shown.json.begin_object().field("programme", one.programme);
                     shown.json.field("kind", one.kind).field("consultations", one.consultations);
                     shown.json.field("visits", one.visits).field("clients", one.clients);
                     shown.json.end_object();
                   }
                   shown.json.end_array();
                   return {};
                 });
}

int add(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  const auto text = staff::cli::given_file(options.file, kFileBytesMax);
  if (!text) return terminal.refuse(text.error());
  FromJson typed;
  const auto read = staff::api::read_json(
      *text, terminal.language, bad_file,
      [&](base::JsonObject& object) { typed = entry_from_json(object, actor->id); });
  if (!read) return terminal.refuse(read.error());
  const auto held = hold(*actor, database, options.id, typed.entry, typed.client);
  if (!held)
    return refused(database, *actor, "nigiwai consultation add", kDeed, held.error(), terminal);
  if (terminal.json) {
    base::JsonWriter json;
    write_held(json, *held);
    terminal.out << json.take() << '\n';
    return base::kDone;
  }
  terminal.out << held->consultation << '\n';
  tell_number(held->consultation,
              held->repeated ? "consultation_cli.repeated" : "consultation_cli.added", terminal);
  return base::kDone;
}

int correct(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  const auto text = staff::cli::given_file(options.file, kFileBytesMax);
  if (!text) return terminal.refuse(text.error());
  Correction correction{
      .consultation = options.number, .seen_version = 0, .entry = {}, .reason = {}};
  const auto read =
      staff::api::read_json(*text, terminal.language, bad_file, [&](base::JsonObject& object) {
        correction.entry = entry_from_json(object, actor->id).entry;
        correction.seen_version = static_cast<int>(object.integer("version"));
        correction.reason = object.text("reason");
      });
  if (!read) return terminal.refuse(read.error());
  const auto eyes = eyes_of(*actor);
  const auto version = eyes ? consultation::correct(*actor, *eyes, database, correction)
                            : std::unexpected(eyes.error());
  if (!version)
    return refused(database, *actor, "nigiwai consultation correct", kDeed, version.error(),
                   terminal);
  terminal.tell("consultation_cli.corrected", {{"consultation", std::to_string(options.number)},
                                               {"version", std::to_string(*version)}});
  return base::kDone;
}

int withdraw(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  const auto eyes = eyes_of(*actor);
  const auto done =
      eyes ? consultation::withdraw(*actor, *eyes, database, options.number, options.reason)
           : std::unexpected(eyes.error());
  if (!done)
    return refused(database, *actor, "nigiwai consultation withdraw", kDeed, done.error(),
                   terminal);
  tell_number(options.number, "consultation_cli.withdrawn", terminal);
  return base::kDone;
}

int step(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  const auto kind = step_from(options.step);
  if (!kind) return terminal.refuse(base::refuse(unknown_step).error());
  const auto again_on = day_in("--again-on", options.again_on);
  if (!again_on) return terminal.refuse(again_on.error());
  StepTaken taken{*kind, {}, *again_on};
  if (!options.file.empty()) {
    const auto note = staff::cli::given_file(options.file, kFileBytesMax);
    if (!note) return terminal.refuse(note.error());
    taken.note = note->ends_with('\n') ? note->substr(0, note->size() - 1) : *note;
  }
  const auto eyes = eyes_of(*actor);
  const auto done = eyes ? take_step(*actor, *eyes, database, options.number, taken)
                         : std::unexpected(eyes.error());
  if (!done)
    return refused(database, *actor, "nigiwai consultation step", kDeed, done.error(), terminal);
  tell_number(options.number, "consultation_cli.stepped", terminal);
  return base::kDone;
}

}  // namespace consultation::cli
