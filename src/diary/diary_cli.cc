// From words on the command line to the services of the diary, and back to lines: data on the
// output, sentences on the error output.
#include "diary/diary_cli.h"

#include <algorithm>

#include "diary/diary_json.h"
#include "diary/diary_sheet.h"
#include "diary/diary_words.h"
#include "diary/listing.h"
#include "diary/paste_service.h"
#include "diary/paste_table.h"
#include "figure/moved.h"
#include "figure/record_lines.h"
#include "plan/written_file.h"
#include "staff/given_file.h"
#include "staff/permission.h"
#include "staff/reading.h"

namespace diary::cli {
namespace {

using base::Terminal;
using figure::cli::refused;

constexpr int kLimitMax = 500;

base::Date today() {
  return base::japan_date(base::now());
}

base::Result<base::Actor> actor_of(db::Database& database, const By& by) {
  return figure::cli::person_of(database, by, person_missing);
}

std::unexpected<base::Refusal> wrong(std::string option, std::string value) {
  return base::refuse(bad_option, {{"option", std::move(option)}, {"value", std::move(value)}});
}

base::Result<base::Date> day_in(const std::string& option, const std::string& text) {
  if (const auto day = base::parse_date(text)) return *day;
  return wrong(option, text);
}

// ---- looking

base::Result<int> year_of(const ListOptions& options) {
  if (options.year == 0) return base::FiscalYear::containing(today()).number();
  if (!base::FiscalYear::of(options.year)) return wrong("--year", std::to_string(options.year));
  return options.year;
}

base::Result<Wanted> wanted_of(const ListOptions& options) {
  const auto year = year_of(options);
  if (!year) return std::unexpected(year.error());
  if (options.month < 0 || options.month > 12)
    return wrong("--month", std::to_string(options.month));
  if (options.limit < 1 || options.limit > kLimitMax)
    return wrong("--limit", std::to_string(options.limit));
  Wanted wanted{.programme = options.programme,
                .fiscal_year = *year,
                .month = static_cast<unsigned>(options.month),
                .text = options.text,
                .limit = options.limit};
  if (!options.after.empty()) {
    wanted.before = place_from(options.after);
    if (!wanted.before) return wrong("--after", options.after);
  }
  return wanted;
}

struct Shown {
  std::string text;
  base::JsonWriter json;
  std::string next;
  staff::Reading reading;
};

// look(tx, actor, shown) -> base::Result<void>. What it found leaves when the looking is kept.
template <class Look>
int looking(db::Database& database, const By& by, std::string command, Terminal& terminal,
            Look look) {
  const auto actor = actor_of(database, by);
  if (!actor) return terminal.refuse(actor.error());
  Shown shown;
  shown.reading.address = std::move(command);
  shown.reading.subject_kind = "diary";
  shown.reading.subject_key = actor->body;
  shown.json.begin_object();
  const auto done = database.read([&](db::Read& tx) { return look(tx, *actor, shown); });
  if (!done)
    return refused(database, *actor, shown.reading.address, staff::Deed::read_work, done.error(),
                   terminal);
  staff::note_reading(database, *actor, shown.reading);
  if (terminal.json) {
    terminal.out << shown.json.end_object().take() << '\n';
    return base::kDone;
  }
  terminal.out << shown.text;
  if (!shown.next.empty()) terminal.tell("diary_cli.next", {{"after", shown.next}});
  return base::kDone;
}

std::string days_text(const Days& days) {
  const std::string first = base::iso(days.first);
  return days.first == days.last ? first : first + "/" + base::iso(days.last);
}

std::string state_words(base::Language language, const Entry& entry) {
  return std::string(base::words(language, !entry.stands()       ? "diary_pages.taken_back"
                                           : entry.unconfirmed() ? "diary_pages.unconfirmed"
                                                                 : "diary_pages.confirmed"));
}

std::string entry_line(base::Language language, const Entry& entry) {
  return std::to_string(entry.entry) + '\t' + days_text(entry.days) + '\t' + entry.programme +
         '\t' + records_words(language, entry.records) + '\t' + entry.texts.place + '\t' +
         state_words(language, entry) + '\n';
}

void show_form(const Worked& worked, base::Language language, std::string& text) {
  for (const Line& line : worked.lines) {
    text += line.key + '\t' + line_title(language, line) + '\n';
    for (const Field& field : line.fields) {
      text += "  " + field.name + (field.required ? " *" : "") + '\t' +
              field_label(language, line, field);
      for (const std::string& code : field.codes) text += ' ' + code;
      text += '\n';
    }
  }
}

// ---- writing

// "event_held.people=4,700"; the line may be left out where only one has the field. An empty value
// takes the number away.
base::Result<void> put(const Worked& worked, const std::string& set, Typed& typed) {
  const auto equals = set.find('=');
  if (equals == std::string::npos) return wrong("--set", set);
  std::string name = set.substr(0, equals);
  const auto dot = name.rfind('.');
  std::string line;
  if (dot != std::string::npos) {
    line = name.substr(0, dot);
    name = name.substr(dot + 1);
  } else {
    const auto has = [&](const Line& one) { return one.find(name) != nullptr; };
    if (std::ranges::count_if(worked.lines, has) != 1)
      return base::refuse(number_unclear, {{"field", name}, {"programme", worked.programme.key}});
    line = std::ranges::find_if(worked.lines, has)->key;
  }
  typed[line][name] = set.substr(equals + 1);
  return {};
}

// What the options say over what stands already.
base::Result<Asked> asked_over(Asked asked, const Worked& worked, const WriteOptions& options) {
  asked.programme = worked.programme.key;
  if (!options.on.empty()) {
    const auto first = day_in("--on", options.on);
    if (!first) return std::unexpected(first.error());
    asked.days = {*first, *first};
  }
  if (!options.last.empty()) {
    const auto last = day_in("--last", options.last);
    if (!last) return std::unexpected(last.error());
    asked.days.last = *last;
  }
  for (const std::string& set : options.set)
    if (const auto done = put(worked, set, asked.numbers); !done)
      return std::unexpected(done.error());
  asked.texts.place = options.place.value_or(asked.texts.place);
  asked.texts.co_organisers = options.co_organisers.value_or(asked.texts.co_organisers);
  asked.texts.note = options.note.value_or(asked.texts.note);
  asked.of_year_before = asked.of_year_before || options.of_year_before;
  asked.accepted = {options.accept_other_year, options.accept_same};
  return asked;
}

int tell_logged(db::Database& database, const base::Actor& actor, const Logged& logged,
                std::string_view key, Terminal& terminal) {
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object();
    write_logged(json, logged);
    terminal.out << json.end_object().take() << '\n';
    return base::kDone;
  }
  const std::string number = std::to_string(logged.entry);
  terminal.out << number << '\n';
  const auto moved = database.read([&](db::Read& tx) {
    std::vector<record::RecordId> records;
    for (const auto& record : store::records(tx, actor.municipality, logged.entry))
      records.push_back(record.id);
    return figure::moved(tx, actor.municipality, records);
  });
  for (const figure::Moved& one : moved)
    terminal.out << figure::moved_line(terminal.language, one) << '\n';
  terminal.tell(logged.repeated ? "diary_cli.repeated" : key, {{"entry", number}});
  return base::kDone;
}

// work(actor) -> base::Result<Logged>
template <class Work>
int writing(db::Database& database, const WriteOptions& options, const std::string& command,
            std::string_view done_key, Terminal& terminal, Work work) {
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  const auto logged = work(*actor);
  if (!logged)
    return refused(database, *actor, command, staff::Deed::write_records, logged.error(), terminal);
  return tell_logged(database, *actor, *logged, done_key, terminal);
}

base::Result<Entry> standing(db::Database& database, const base::Actor& actor,
                             const WriteOptions& options) {
  return database.read([&](db::Read& tx) { return open(tx, actor, options.entry); });
}

base::Result<Worked> form_of(db::Database& database, const base::Actor& actor,
                             const std::string& programme, int year) {
  return database.read([&](db::Read& tx) { return worked(tx, actor, programme, year); });
}

Command command_of(const WriteOptions& options) {
  return {.id = options.id, .reason = options.reason};
}

base::Result<Logged> log_asked(db::Database& database, const base::Actor& actor,
                               const WriteOptions& options, const Asked& asked,
                               base::Language language) {
  const auto occurrence =
      database.read([&](db::Read& tx) { return occurrence_of(tx, actor, asked, language); });
  if (!occurrence) return std::unexpected(occurrence.error());
  return diary::log(actor, database, command_of(options), *occurrence, asked.accepted);
}

// ---- a table

std::string row_state(base::Language language, const PastedRow& row) {
  if (row.wrong.empty())
    return std::string(base::words(language, row.is_there        ? "diary_pages.row_there"
                                             : row.is_other_year ? "diary_pages.row_other_year"
                                                                 : "diary_pages.row_new"));
  std::string text;
  for (const auto& one : row.wrong) text += (text.empty() ? "" : " ") + base::say(language, one);
  return text;
}

void show_rows(const Pasted& pasted, Terminal& terminal) {
  base::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const PastedRow& row : pasted.rows) {
    const std::string what = facts_words(terminal.language, row.facts);
    const std::string state = row_state(terminal.language, row);
    if (!terminal.json) {
      terminal.out << row.row << '\t' << days_text(row.days) << '\t' << what << '\t'
                   << row.texts.place << '\t' << state << '\n';
      continue;
    }
    json.begin_object().field("row", static_cast<std::int64_t>(row.row));
    json.field("first", base::iso(row.days.first)).field("what", what);
    json.field("place", row.texts.place).field("right", row.wrong.empty());
    json.field("is_there", row.is_there).field("state", state).end_object();
  }
  if (terminal.json) terminal.out << json.end_array().end_object().take() << '\n';
}

base::Result<Pasted> read_pasted(db::Database& database, const base::Actor& actor,
                                 const Worked& worked, const std::string& path,
                                 base::Language language) {
  const auto bytes = staff::cli::given_file(path, kTableFileBytesMax);
  if (!bytes) return std::unexpected(bytes.error());
  const auto text = text_of_file(*bytes);
  if (!text) return std::unexpected(text.error());
  const auto grid = table_of(*text);
  if (!grid) return std::unexpected(grid.error());
  const CodeWords words = code_words();
  Pasted pasted = read_table(
      *grid, headers_of(language, worked),
      {worked.lines, worked.programme.key, base::FiscalYear::containing(today()).number(), &words});
  database.read([&](db::Read& tx) {
    check_rows(tx, actor, worked, today(), pasted);
    return 0;
  });
  return pasted;
}

}  // namespace

int programmes(db::Database& database, const ListOptions& options, Terminal& terminal) {
  const auto year = year_of(options);
  if (!year) return terminal.refuse(year.error());
  return looking(
      database, options.by, "nigiwai diary programmes", terminal,
      [&](db::Read& tx, const base::Actor& actor, Shown& shown) -> base::Result<void> {
        if (const auto may =
                staff::permits(actor, staff::Deed::read_work, {actor.municipality, actor.body});
            !may)
          return std::unexpected(may.error());
        shown.json.key("programmes").begin_array();
        for (const auto& one : programmes_of(tx, actor.municipality, actor.body, *year)) {
          shown.text += one.key + '\t' + one.name + '\n';
          shown.json.begin_object().field("programme", one.key);
          shown.json.field("name", one.name).end_object();
        }
        shown.json.end_array();
        return {};
      });
}

int form(db::Database& database, const ListOptions& options, Terminal& terminal) {
  const auto year = year_of(options);
  if (!year) return terminal.refuse(year.error());
  return looking(database, options.by, "nigiwai diary form", terminal,
                 [&](db::Read& tx, const base::Actor& actor, Shown& shown) -> base::Result<void> {
                   const auto form = worked(tx, actor, options.programme, *year);
                   if (!form) return std::unexpected(form.error());
                   shown.reading.subject_key = options.programme;
                   show_form(*form, terminal.language, shown.text);
                   write_form(shown.json, *form, terminal.language);
                   return {};
                 });
}

int list(db::Database& database, const ListOptions& options, Terminal& terminal) {
  const auto wanted = wanted_of(options);
  if (!wanted) return terminal.refuse(wanted.error());
  return looking(database, options.by, "nigiwai diary list", terminal,
                 [&](db::Read& tx, const base::Actor& actor, Shown& shown) -> base::Result<void> {
                   const auto listed = diary::list(tx, actor, *wanted);
                   if (!listed) return std::unexpected(listed.error());
                   shown.json.field("in_all", listed->in_all).key("entries").begin_array();
                   for (const Entry& entry : listed->entries) {
                     shown.text += entry_line(terminal.language, entry);
                     shown.json.begin_object();
                     write_entry(shown.json, entry);
                     shown.json.end_object();
                     shown.reading.ids.push_back(std::to_string(entry.entry));
                   }
                   shown.json.end_array().field("next", listed->next);
                   shown.next = listed->next;
                   if (!wanted->programme.empty()) shown.reading.subject_key = wanted->programme;
                   return {};
                 });
}

int export_csv(db::Database& database, const ListOptions& options, Terminal& terminal) {
  const auto wanted = wanted_of(options);
  if (!wanted) return terminal.refuse(wanted.error());
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  staff::Reading reading{
      .kind = staff::ReadingKind::exported,
      .address = "nigiwai diary export",
      .subject_kind = "diary",
      .subject_key = options.programme.empty() ? actor->body : options.programme};
  const auto csv = database.read([&](db::Read& tx) -> base::Result<std::string> {
    const auto entries = list_whole(tx, *actor, *wanted);
    if (!entries) return std::unexpected(entries.error());
    for (const Entry& entry : *entries) reading.ids.push_back(std::to_string(entry.entry));
    return output::csv(
        entries_sheet(terminal.language, *entries, programme_names(tx, actor->municipality)));
  });
  if (!csv)
    return refused(database, *actor, reading.address, staff::Deed::read_work, csv.error(),
                   terminal);
  staff::note_reading(database, *actor, reading);
  return plan::cli::write_out(*csv, options.output, terminal);
}

int show(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  return looking(
      database, options.by, "nigiwai diary show", terminal,
      [&](db::Read& tx, const base::Actor& actor, Shown& shown) -> base::Result<void> {
        const auto entry = open(tx, actor, options.entry);
        if (!entry) return std::unexpected(entry.error());
        shown.reading.subject_kind = "diary_entry";
        shown.reading.subject_key = std::to_string(options.entry);
        write_entry(shown.json, *entry);
        shown.text = entry_line(terminal.language, *entry);
        for (const record::Record& record : entry->records)
          shown.text += std::to_string(record.id.value) + '\t' + base::iso(record.occurred_on) +
                        '\t' + record_words(terminal.language, record) + '\n';
        for (const auto& [key, value] :
             {std::pair{"diary.column_co_organisers", entry->texts.co_organisers},
              std::pair{"diary.column_note", entry->texts.note}})
          if (!value.empty())
            shown.text += std::string(base::words(terminal.language, key)) + '\t' + value + '\n';
        return {};
      });
}

int log(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  return writing(database, options, "nigiwai diary log", "diary_cli.logged", terminal,
                 [&](const base::Actor& actor) -> base::Result<Logged> {
                   const auto day = day_in("--on", options.on);
                   if (!day) return std::unexpected(day.error());
                   const auto worked = form_of(database, actor, options.programme,
                                               base::FiscalYear::containing(*day).number());
                   if (!worked) return std::unexpected(worked.error());
                   const auto asked = asked_over({}, *worked, options);
                   if (!asked) return std::unexpected(asked.error());
                   return log_asked(database, actor, options, *asked, terminal.language);
                 });
}

int correct(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  return writing(database, options, "nigiwai diary correct", "diary_cli.corrected", terminal,
                 [&](const base::Actor& actor) -> base::Result<Logged> {
                   const auto entry = standing(database, actor, options);
                   if (!entry) return std::unexpected(entry.error());
                   const auto worked =
                       form_of(database, actor, entry->programme, entry->fiscal_year);
                   if (!worked) return std::unexpected(worked.error());
                   Asked begun{.programme = entry->programme,
                               .days = entry->days,
                               .texts = entry->texts,
                               .numbers = typed_of(worked->lines, *entry),
                               .accepted = {},
                               .repeats = entry->repeats};
                   begun.of_year_before = base::FiscalYear::containing(entry->days.last).number() !=
                                          entry->fiscal_year;
                   const auto asked = asked_over(std::move(begun), *worked, options);
                   if (!asked) return std::unexpected(asked.error());
                   const Which which{options.entry, options.seen.value_or(entry->version)};
                   const auto occurrence = database.read([&](db::Read& tx) {
                     return occurrence_of(tx, actor, *asked, terminal.language, which.entry);
                   });
                   if (!occurrence) return std::unexpected(occurrence.error());
                   return diary::correct(actor, database, command_of(options), which, *occurrence,
                                         asked->accepted);
                 });
}

int take_back(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  return writing(database, options, "nigiwai diary take-back", "diary_cli.taken_back", terminal,
                 [&](const base::Actor& actor) -> base::Result<Logged> {
                   const auto entry = standing(database, actor, options);
                   if (!entry) return std::unexpected(entry.error());
                   return diary::take_back(actor, database, command_of(options),
                                           {options.entry, options.seen.value_or(entry->version)});
                 });
}

int repeat(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  return writing(database, options, "nigiwai diary repeat", "diary_cli.logged", terminal,
                 [&](const base::Actor& actor) -> base::Result<Logged> {
                   const auto earlier = standing(database, actor, options);
                   if (!earlier) return std::unexpected(earlier.error());
                   const base::Date first = std::min(a_year_on(earlier->days.first), today());
                   const base::Date last = std::min(a_year_on(earlier->days.last), today());
                   const auto worked = form_of(database, actor, earlier->programme,
                                               base::FiscalYear::containing(last).number());
                   if (!worked) return std::unexpected(worked.error());
                   const auto asked = asked_over(
                       {.programme = earlier->programme,
                        .days = {first, last},
                        .texts = {earlier->texts.place, earlier->texts.co_organisers, {}},
                        .numbers = typed_again(worked->lines, *earlier),
                        .accepted = {},
                        .repeats = earlier->entry},
                       *worked, options);
                   if (!asked) return std::unexpected(asked.error());
                   return log_asked(database, actor, options, *asked, terminal.language);
                 });
}

int paste(db::Database& database, const PasteOptions& options, Terminal& terminal) {
  const auto actor = actor_of(database, options.by);
  if (!actor) return terminal.refuse(actor.error());
  const auto fail = [&](const base::Refusal& refusal) {
    return refused(database, *actor, "nigiwai diary paste", staff::Deed::write_records, refusal,
                   terminal);
  };
  const auto worked =
      form_of(database, *actor, options.programme, base::FiscalYear::containing(today()).number());
  if (!worked) return fail(worked.error());
  const auto pasted = read_pasted(database, *actor, *worked, options.file, terminal.language);
  if (!pasted) return fail(pasted.error());
  show_rows(*pasted, terminal);
  for (const auto& refusal : pasted->wrong) terminal.refuse(refusal);
  const auto wrong_rows =
      std::ranges::count_if(pasted->rows, [](const PastedRow& row) { return !row.wrong.empty(); });
  if (!pasted->is_right()) {
    terminal.tell("diary_cli.paste_wrong", {{"wrong", std::to_string(wrong_rows)}});
    return base::kRefused;
  }
  const Taking taking{options.accept_other_year, options.accept_same};
  const Sheet sheet = sheet_of(*worked, *pasted, taking, base::iso(today()));
  if (sheet.days.empty()) {
    terminal.tell("diary_cli.paste_all_there", {{"count", std::to_string(pasted->rows.size())}});
    return base::kDone;
  }
  if (!options.commit) {
    terminal.tell("diary_cli.paste_preview", {{"new", std::to_string(sheet.days.size())},
                                              {"count", std::to_string(pasted->rows.size())}});
    return base::kDone;
  }
  const auto saved = save(*actor, database, {}, sheet, {taking.other_year, taking.same});
  if (!saved) return fail(saved.error());
  terminal.tell("diary_cli.paste_saved",
                {{"added", std::to_string(saved->added)}, {"deed", std::to_string(saved->deed)}});
  return base::kDone;
}

}  // namespace diary::cli
