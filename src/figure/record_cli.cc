// From words on the command line to the services and back to lines.
#include "figure/record_cli.h"

#include <array>
#include <limits>
#include <set>

#include "base/yen.h"
#include "figure/known_at.h"
#include "figure/record_lines.h"
#include "figure/staff_json.h"
#include "figure/staff_question.h"
#include "record/record_store.h"
#include "staff/municipality_service.h"
#include "staff/reading.h"

namespace figure::cli {
namespace {

using base::Terminal;
using record::Record;
using record::RecordId;

base::Actor person(const By& by, std::int64_t number) {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = number;
  actor.post = by.post;
  actor.body = by.body;
  actor.municipality = by.municipality;
  return actor;
}

void tell_written(std::string_view done_key, const Written& written, Terminal& terminal) {
  if (terminal.json) {
    base::JsonWriter json;
    write_written(json, written);
    terminal.out << json.text() << '\n';
    return;
  }
  const std::string number = std::to_string(written.posted.record.value);
  terminal.out << number << '\n';
  for (const Moved& moved : written.figures)
    terminal.out << moved_line(terminal.language, moved) << '\n';
  terminal.tell(written.posted.repeated ? "figure_cli.repeated" : done_key, {{"record", number}});
  if (written.figures.empty()) terminal.tell("figure_cli.moves_nothing");
  for (const record::Warning warning : written.posted.warnings)
    terminal.tell("record.warning_" + std::string(record::name_of(warning)));
}

// Writes, then reads what moved: the records of the answer, and what they took back.
template <class Do>
base::Result<Written> written(db::Database& database, const WriteOptions& options,
                              std::optional<RecordId> taken_back, Do work) {
  const auto signers = signers_of(database, options.by);
  if (!signers) return std::unexpected(signers.error());
  const Command command{.id = options.id, .reason = options.reason};
  const auto posted = write(database, [&](db::Write& tx) { return work(tx, *signers, command); });
  if (!posted) return std::unexpected(posted.error());
  return database.read([&](db::Read& tx) {
    const std::string& municipality = options.by.municipality;
    std::vector<RecordId> records{posted->record};
    if (taken_back) {
      const auto first = open_record(tx, municipality, *taken_back);
      if (first && first->reversal && first->reversal->id != posted->record)
        records.push_back(first->reversal->id);
    }
    return Written{*posted, moved(tx, municipality, records)};
  });
}

int tell(const base::Result<Written>& written, std::string_view done_key, Terminal& terminal) {
  if (!written) return terminal.refuse(written.error());
  tell_written(done_key, *written, terminal);
  return base::kDone;
}

// ---- list

bool is_of_one_work(const ListOptions& options) {
  return !options.programme.empty() && !options.kind.empty() && options.year &&
         options.from_recorded.empty();
}

bool is_wanted(const ListOptions& options, const Record& record) {
  return (options.programme.empty() || record.programme == options.programme) &&
         (options.kind.empty() || record.kind == options.kind) &&
         (!options.year || record.fiscal_year.number() == *options.year);
}

base::Result<base::Instant> beginning(const std::string& from_recorded) {
  if (from_recorded.empty()) return base::Instant{};
  if (from_recorded.find('T') != std::string::npos) return base::parse_japan(from_recorded);
  const auto day = base::parse_date(from_recorded);
  if (!day) return std::unexpected(day.error());
  return end_of(base::add_days(*day, -1));
}

using Records = std::vector<Record>;

base::Result<std::optional<Record>> last_seen(db::Read& tx, const ListOptions& options) {
  if (options.after.empty()) return std::nullopt;
  const auto number = record_number(options.after);
  if (!number) return std::unexpected(number.error());
  auto record = record::store::find(tx, options.municipality, *number);
  if (!record) return base::refuse(record::unknown_record, {{"record", options.after}});
  return record;
}

// A page, and where the next one begins.
struct Listed {
  Records records;
  std::optional<RecordId> next;
  int looked_at = 0;
};

// The last recorded first, along the index of the moments; a filter that fits little gives up after
// a while and says where.
Listed by_recording(db::Read& tx, const ListOptions& options, base::Instant until, Record before) {
  constexpr int kLookedMax = 20'000;
  const bool all = options.programme.empty() && options.kind.empty() && !options.year;
  const int piece_max = all ? options.limit : 1000;
  Listed listed;
  while (true) {
    const Records piece = record::store::recorded_before(tx, options.municipality,
                                                         before.recorded_at, before.id, piece_max);
    for (const Record& record : piece) {
      if (record.recorded_at <= until) return listed;
      ++listed.looked_at;
      if (is_wanted(options, record)) listed.records.push_back(record);
      if (std::ssize(listed.records) < options.limit) continue;
      listed.next = record.id;
      return listed;
    }
    if (std::ssize(piece) < piece_max) return listed;
    before = piece.back();
    if (listed.looked_at < kLookedMax) continue;
    listed.next = before.id;
    return listed;
  }
}

base::Result<Listed> listed(db::Read& tx, const ListOptions& options) {
  if (const auto known = staff::municipality(tx, options.municipality); !known)
    return std::unexpected(known.error());
  if (options.limit < 1 || options.limit > kLimitMax) {
    return base::refuse(limit_out_of_range, {{"value", std::to_string(options.limit)},
                                             {"max", std::to_string(kLimitMax)}});
  }
  const auto last = last_seen(tx, options);
  if (!last) return std::unexpected(last.error());
  if (is_of_one_work(options)) {
    std::optional<record::store::Place> after;
    if (*last) after = {base::iso((*last)->occurred_on), (*last)->id.value};
    Listed page;
    page.records = record::store::page(tx, options.municipality, options.programme, options.kind,
                                       *options.year, after, record::store::Order::oldest_first,
                                       options.limit);
    if (std::ssize(page.records) == options.limit) page.next = page.records.back().id;
    return page;
  }
  const auto until = beginning(options.from_recorded);
  if (!until) return std::unexpected(until.error());
  Record newest;
  newest.recorded_at.microseconds = std::numeric_limits<std::int64_t>::max();
  return by_recording(tx, options, *until, last->value_or(newest));
}

// ---- show

void show_field(Terminal& terminal, std::string_view key, const std::string& value) {
  terminal.out << base::words(terminal.language, "figure_cli.field_" + std::string(key)) << '\t'
               << value << '\n';
}

// Who it was, when and why.
void show_author(Terminal& terminal, std::string_view key,
                 const std::optional<history::PastDeed>& deed) {
  if (!deed) return;
  const std::string reason = deed->reason.value_or("");
  show_field(terminal, key,
             base::iso_japan(deed->at) + ' ' + deed->actor_kind + ' ' +
                 std::to_string(deed->actor) + ' ' + deed->post + ' ' + deed->body +
                 (reason.empty() ? "" : ' ' + reason));
}

void show_fields(const OpenedRecord& opened, const RecordDeeds& deeds, Terminal& terminal) {
  const Record& record = opened.record;
  const auto words = [&](const std::string& key) {
    return std::string(base::words(terminal.language, key));
  };
  show_field(terminal, "kind", words("record.kind_" + record.kind) + " (" + record.kind + ")");
  show_field(terminal, "one", words("record.one_" + record.kind));
  for (const record::AttributeValue& attribute : record.attributes) {
    const std::string code = "record.code_" + attribute.value;
    terminal.out << words("record.attribute_" + attribute.name) << '\t'
                 << (base::has_words(code) ? words(code) : attribute.value) << '\n';
  }
  show_field(terminal, "recorded_at", base::iso_japan(record.recorded_at));
  if (record.confirmed_at)
    show_field(terminal, "confirmed_at", base::iso_japan(*record.confirmed_at));
  show_author(terminal, "confirmed_by", deeds.confirmed);
  if (record.reverses) show_field(terminal, "reverses", std::to_string(record.reverses->value));
  if (opened.reversal) show_field(terminal, "reversal", std::to_string(opened.reversal->id.value));
  show_author(terminal, "taken_back_by", deeds.taken_back);
  show_author(terminal, "reversal_confirmed_by", deeds.reversal_confirmed);
  if (opened.note && !opened.note->empty()) show_field(terminal, "note", *opened.note);
  show_field(terminal, "seal", record.seal);
}

void show_deed(const history::PastDeed& deed, Terminal& terminal) {
  terminal.out << base::say(terminal.language, "figure_cli.deed",
                            {{"deed", std::to_string(deed.id.value)},
                             {"kind", deed.kind},
                             {"at", base::iso_japan(deed.at)},
                             {"actor", deed.actor_kind + " " + std::to_string(deed.actor)},
                             {"post", deed.post},
                             {"body", deed.body},
                             {"reason", deed.reason.value_or("")}})
               << '\n';
}

// ---- kinds

std::string_view name_of(record::Carries carries) {
  switch (carries) {
    case record::Carries::none:
      return "none";
    case record::Carries::optional:
      return "optional";
    case record::Carries::required:
      return "required";
  }
  return {};
}

void write_attribute(base::JsonWriter& json, const record::Attribute& attribute,
                     base::Language language) {
  json.begin_object().field("attribute", attribute.name);
  json.field("name", base::words(language, "record.attribute_" + std::string(attribute.name)));
  json.field("required", attribute.required).key("codes").begin_array();
  for (const std::string_view code : attribute.codes) json.string(code);
  json.end_array().end_object();
}

std::string kinds_json(base::Language language) {
  base::JsonWriter json;
  json.begin_object().key("kinds").begin_array();
  for (const record::RecordKind& kind : record::kinds()) {
    const std::string code(kind.code);
    json.begin_object().field("kind", code);
    json.field("name", base::words(language, "record.kind_" + code));
    json.field("one", base::words(language, "record.one_" + code));
    json.field("people", name_of(kind.people)).field("yen", record::name_of(kind.yen));
    json.field("business", name_of(kind.business)).field("in_town", name_of(kind.in_town));
    json.key("attributes").begin_array();
    for (const record::Attribute& attribute : kind.attributes)
      write_attribute(json, attribute, language);
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

void show_kind(const record::RecordKind& kind, Terminal& terminal) {
  const std::string code(kind.code);
  terminal.out << code << '\t' << base::words(terminal.language, "record.kind_" + code) << '\t'
               << base::words(terminal.language, "record.one_" + code) << "\tpeople "
               << name_of(kind.people) << "\tyen " << record::name_of(kind.yen) << "\tin_town "
               << name_of(kind.in_town) << '\n';
  for (const record::Attribute& attribute : kind.attributes) {
    terminal.out << "  " << attribute.name << (attribute.required ? " *" : "");
    for (const std::string_view value : attribute.codes) terminal.out << ' ' << value;
    terminal.out << '\n';
  }
}

}  // namespace

base::Result<Signers> signers_of(db::Database& database, const By& by) {
  const auto known =
      database.read([&](db::Read& tx) { return staff::municipality(tx, by.municipality); });
  if (!known) return std::unexpected(known.error());
  if (by.with && !by.person)
    return base::refuse(first_person_missing, {{"second", std::to_string(*by.with)}});
  Signers signers{
      .first = by.person ? person(by, *by.person) : base::Actor::system(by.municipality),
      .second = std::nullopt};
  if (by.with) signers.second = person(by, *by.with);
  return signers;
}

base::Result<base::Actor> person_of(db::Database& database, const By& by,
                                    const base::RefusalKind& missing) {
  if (!by.person) return base::refuse(missing);
  const auto signers = signers_of(database, by);
  if (!signers) return std::unexpected(signers.error());
  return signers->first;
}

int refused(db::Database& database, const base::Actor& actor, const std::string& command,
            staff::Deed deed, const base::Refusal& refusal, Terminal& terminal) {
  if (refusal.http_status == 403)
    staff::note_refused(database, actor, command, staff::code_of(deed));
  return terminal.refuse(refusal);
}

int add(db::Database& database, const WriteOptions& options, Terminal& terminal) {
  const auto facts = read_facts(options.facts);
  if (!facts) return terminal.refuse(facts.error());
  return tell(written(database, options, std::nullopt,
                      [&](db::Write& tx, const Signers& signers, const Command& command) {
                        return post(tx, signers, options.by.municipality, command, *facts);
                      }),
              "figure_cli.added", terminal);
}

int correct(db::Database& database, const std::string& record, const WriteOptions& options,
            Terminal& terminal) {
  const auto id = record_number(record);
  if (!id) return terminal.refuse(id.error());
  const auto facts = read_facts(options.facts);
  if (!facts) return terminal.refuse(facts.error());
  return tell(written(database, options, *id,
                      [&](db::Write& tx, const Signers& signers, const Command& command) {
                        return figure::correct(tx, signers, options.by.municipality, command, *id,
                                               *facts);
                      }),
              "figure_cli.corrected", terminal);
}

int reverse(db::Database& database, const std::string& record, const WriteOptions& options,
            Terminal& terminal) {
  const auto id = record_number(record);
  if (!id) return terminal.refuse(id.error());
  return tell(written(database, options, *id,
                      [&](db::Write& tx, const Signers& signers, const Command& command) {
                        return figure::reverse(tx, signers, options.by.municipality, command, *id);
                      }),
              "figure_cli.taken_back", terminal);
}

// A correction is confirmed as one: whoever names both its halves means one deed.
int confirm(db::Database& database, const std::vector<std::string>& records,
            const WriteOptions& options, Terminal& terminal) {
  std::set<std::int64_t> deeds;
  for (const std::string& record : records) {
    const auto id = record_number(record);
    if (!id) return terminal.refuse(id.error());
    const auto by = database.read([&](db::Read& tx) {
      return record::store::confirmation_deed(tx, options.by.municipality, *id);
    });
    if (by && deeds.contains(*by)) {
      Written other_half;
      other_half.posted.record = *id;
      other_half.posted.deed = *by;
      other_half.figures = database.read(
          [&](db::Read& tx) { return moved(tx, options.by.municipality, std::array{*id}); });
      tell_written("figure_cli.confirmed", other_half, terminal);
      continue;
    }
    WriteOptions one = options;
    if (!one.id.empty() && records.size() > 1) one.id += "/" + record;
    const auto confirmed =
        written(database, one, std::nullopt,
                [&](db::Write& tx, const Signers& signers, const Command& command) {
                  return figure::confirm(tx, signers, options.by.municipality, command, *id);
                });
    const int code = tell(confirmed, "figure_cli.confirmed", terminal);
    if (code != base::kDone) return code;
    deeds.insert(confirmed->posted.deed);
  }
  return base::kDone;
}

int list(db::Database& database, const ListOptions& options, Terminal& terminal) {
  TakenBack taken_back;
  const auto page = database.read([&](db::Read& tx) {
    auto found = listed(tx, options);
    if (found) taken_back = taken_back_by(tx, options.municipality, found->records);
    return found;
  });
  if (!page) return terminal.refuse(page.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("records").begin_array();
    for (const Record& record : page->records) {
      json.begin_object();
      write_record(json, record);
      write_taken_back(json, taken_back, record.id);
      json.end_object();
    }
    json.end_array().field("next", page->next ? std::to_string(page->next->value) : "");
    terminal.out << json.end_object().text() << '\n';
    return base::kDone;
  }
  for (const Record& record : page->records)
    terminal.out << record_line(terminal.language, record, taken_back) << '\n';
  if (!page->next) {
    if (page->records.empty()) terminal.tell("figure_cli.list_empty");
    return base::kDone;
  }
  const bool full = std::ssize(page->records) == options.limit;
  terminal.tell(full ? "figure_cli.list_more" : "figure_cli.list_searched",
                {{"after", std::to_string(page->next->value)},
                 {"looked", base::with_thousands(page->looked_at)}});
  return base::kDone;
}

int show(db::Database& database, const std::string& municipality, const std::string& record,
         Terminal& terminal) {
  const auto id = record_number(record);
  if (!id) return terminal.refuse(id.error());
  RecordDeeds deeds;
  const auto opened = database.read([&](db::Read& tx) {
    auto found = open_record(tx, municipality, *id);
    if (found) deeds = deeds_of(tx, municipality, *found);
    return found;
  });
  if (!opened) return terminal.refuse(opened.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object();
    write_opened(json, *opened, deeds);
    terminal.out << json.end_object().text() << '\n';
    return base::kDone;
  }
  TakenBack taken_back;
  if (opened->reversal) taken_back.emplace(id->value, opened->reversal->id);
  terminal.out << record_line(terminal.language, opened->record, taken_back) << '\n';
  show_fields(*opened, deeds, terminal);
  for (const history::PastDeed& deed : deeds.all()) show_deed(deed, terminal);
  for (const Place& place : opened->places)
    terminal.out << place_line(terminal.language, place) << '\n';
  if (opened->places.empty()) terminal.tell("figure_cli.counts_nowhere");
  return base::kDone;
}

int kinds(Terminal& terminal) {
  if (terminal.json) {
    terminal.out << kinds_json(terminal.language) << '\n';
    return base::kDone;
  }
  for (const record::RecordKind& kind : record::kinds()) show_kind(kind, terminal);
  return base::kDone;
}

}  // namespace figure::cli
