// Permission, load, decide, save: the rules are those of diary.h and entry.h, the door is that of
// figure.
#include "diary/diary_service.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/japanese_text.h"
#include "base/sha256.h"
#include "base/words.h"
#include "diary/carrying_out.h"
#include "figure/deed_text.h"
#include "figure/drill_store.h"
#include "figure/figure_service.h"
#include "history/history.h"
#include "programme/programme_service.h"
#include "staff/permission.h"

namespace diary {
namespace {

base::Result<programme::Programme> find_programme(db::Read& tx, std::string_view municipality,
                                                  std::string_view key) {
  for (programme::Programme& one : programme::programmes(tx, municipality))
    if (one.key == key) return std::move(one);
  return base::refuse(unknown_programme, {{"programme", std::string(key)}});
}

base::Result<void> check_may(const base::Actor& actor, staff::Deed deed, const std::string& body) {
  return staff::permits(actor, deed, {actor.municipality, body.empty() ? actor.body : body});
}

// The unit of a number that no figure shows with one of its own.
std::string_view usual_unit(Asks asks) {
  if (asks == Asks::count) return "diary.unit_count";
  if (asks == Asks::people) return "diary.unit_people";
  if (asks == Asks::yen) return "diary.unit_yen";
  return {};
}

// The year an occurrence belongs to; its facts say it, where somebody stated another.
base::FiscalYear year_of(const Occurrence& occurrence) {
  if (!occurrence.facts.empty() && occurrence.facts.front().stated_year)
    return *occurrence.facts.front().stated_year;
  return base::FiscalYear::containing(occurrence.days.last);
}

std::string content_of(std::string_view what, const Texts& texts, const Days& days,
                       std::span<const record::Facts> facts) {
  std::string text(what);
  for (const std::string& one :
       {texts.place, texts.co_organisers, texts.note, base::iso(days.first), base::iso(days.last)})
    text += std::to_string(one.size()) + ":" + one;
  for (const record::Facts& one : facts) text += figure::command_text("diary", one);
  return text;
}

// The service keeps its commands under a name of its own: the form they came with is kept too.
std::string own_id(const Command& command) {
  return command.id.empty() ? std::string() : command.id + ".diary";
}

// The first answer of a repeated command, as text; nothing when this is the first time.
base::Result<std::optional<std::string>> first_answer(db::Write& tx, const base::Actor& actor,
                                                      const Command& command,
                                                      const std::string& content) {
  if (command.id.empty()) return std::nullopt;
  const std::string whole = std::to_string(actor.id) + ' ' + command.reason + ' ' + content;
  auto known = history::command(tx, actor.municipality, own_id(command), base::sha256_hex(whole));
  if (!known) return std::unexpected(known.error());
  if (!known->repeated) return std::nullopt;
  return std::move(known->first_answer);
}

void keep_answer(db::Write& tx, const base::Actor& actor, const Command& command,
                 std::span<const std::int64_t> numbers) {
  if (command.id.empty()) return;
  std::string text;
  for (const std::int64_t number : numbers)
    text += (text.empty() ? "" : " ") + std::to_string(number);
  history::answer(tx, actor.municipality, own_id(command), text);
}

std::vector<std::int64_t> numbers_in(std::string_view text) {
  std::vector<std::int64_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    std::int64_t number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc()) break;
    numbers.push_back(number);
    at = read.ptr + 1;
  }
  numbers.resize(4);
  return numbers;
}

Logged logged_before(std::string_view text) {
  const auto numbers = numbers_in(text);
  return {numbers[0], numbers[1], true};
}

base::Result<void> check_occurrence(const Occurrence& occurrence) {
  std::string field;
  if (auto fit = check_texts(occurrence.texts, field); !fit) {
    fit.error().facts.push_back({"field", field});
    return fit;
  }
  if (auto fit = check_days(occurrence.days); !fit) return fit;
  if (base::FiscalYear::containing(occurrence.days.first) !=
      base::FiscalYear::containing(occurrence.days.last))
    return base::refuse(years_crossed, {{"first", base::iso(occurrence.days.first)},
                                        {"last", base::iso(occurrence.days.last)}});
  if (occurrence.facts.empty()) return base::refuse(nothing_entered);
  return {};
}

// A day of a year that is over is often a slip of the pen in January or April.
base::Result<void> check_year(db::Write& tx, const Occurrence& occurrence,
                              const Accepted& accepted) {
  const auto year = year_of(occurrence);
  const auto now = base::FiscalYear::containing(base::japan_date(tx.recorded_at()));
  if (accepted.other_year || year >= now) return {};
  return base::refuse(other_year, {{"date", base::iso(occurrence.days.last)},
                                   {"year", std::to_string(year.number())},
                                   {"now", std::to_string(now.number())}});
}

// What stands in a stretch of days, with its records.
std::vector<Entry> standing_in(db::Read& tx, std::string_view municipality,
                               std::string_view programme, const Days& days) {
  auto entries = store::entries_between(tx, municipality, programme, days);
  std::erase_if(entries, [](const Entry& one) { return !one.stands(); });
  if (entries.empty()) return entries;
  std::map<std::int64_t, Entry*> by_number;
  for (Entry& one : entries) by_number[one.entry] = &one;
  for (auto& one : store::records_between(tx, municipality, programme, days))
    if (const auto entry = by_number.find(one.entry); entry != by_number.end())
      entry->second->records.push_back(std::move(one.record));
  return entries;
}

base::Result<void> check_same(std::span<const Entry> standing, const Occurrence& occurrence,
                              const Accepted& accepted) {
  if (accepted.same) return {};
  for (const Entry& one : standing) {
    if (one.days.first != occurrence.days.first || one.days.last != occurrence.days.last ||
        one.texts.place != occurrence.texts.place)
      continue;
    if (same_work(one.records, occurrence.facts))
      return base::refuse(same_entry, {{"date", base::iso(occurrence.days.first)},
                                       {"entry", std::to_string(one.entry)}});
  }
  return {};
}

// From the first day of a sheet to its last.
Days stretch_of(const std::vector<DayWork>& days) {
  Days stretch = days.front().days;
  for (const DayWork& one : days) {
    stretch.first = std::min(stretch.first, one.days.first);
    stretch.last = std::max(stretch.last, one.days.first);
  }
  return stretch;
}

Entry entry_of(const Occurrence& occurrence, std::string body, How how) {
  Entry entry;
  entry.programme = occurrence.programme;
  entry.body = std::move(body);
  entry.fiscal_year = year_of(occurrence).number();
  entry.days = occurrence.days;
  entry.how = how;
  entry.repeats = occurrence.repeats;
  entry.texts = occurrence.texts;
  return entry;
}

base::Result<void> check_change(const base::Actor& actor, const Which& which, const Entry& entry) {
  if (const auto may = check_may(actor, staff::Deed::write_records, entry.body); !may)
    return std::unexpected(may.error());
  if (!entry.stands())
    return base::refuse(already_taken_back, {{"entry", std::to_string(which.entry)}});
  if (entry.version != which.version)
    return base::refuse(entry_changed, {{"entry", std::to_string(which.entry)}});
  return {};
}

// The entry as it stands, for somebody who may change it.
base::Result<Entry> to_change(db::Write& tx, const base::Actor& actor, const Which& which) {
  auto entry = store::entry(tx, actor.municipality, which.entry);
  if (!entry) return base::refuse(unknown_entry, {{"entry", std::to_string(which.entry)}});
  if (const auto may = check_change(actor, which, *entry); !may)
    return std::unexpected(may.error());
  entry->records = store::records(tx, actor.municipality, which.entry);
  return *std::move(entry);
}

// A month has read its entries with their records already; any other is looked up.
base::Result<Entry> to_change(db::Write& tx, const base::Actor& actor, const Which& which,
                              std::span<const Entry> standing) {
  const auto known = std::ranges::find(standing, which.entry, &Entry::entry);
  if (known == standing.end()) return to_change(tx, actor, which);
  if (const auto may = check_change(actor, which, *known); !may)
    return std::unexpected(may.error());
  return *known;
}

Entry changed_entry(const Entry& before, const Occurrence& occurrence) {
  Entry after = before;
  after.days = occurrence.days;
  after.fiscal_year = year_of(occurrence).number();
  after.texts = occurrence.texts;
  return after;
}

}  // namespace

std::string body_of(const programme::Programme& programme, int fiscal_year) {
  const programme::Owner* owner = programme::owner_in(programme, fiscal_year);
  return owner == nullptr ? std::string() : owner->body;
}

base::Result<Worked> worked(db::Read& tx, const base::Actor& actor, std::string_view programme,
                            int fiscal_year) {
  auto found = find_programme(tx, actor.municipality, programme);
  if (!found) return std::unexpected(found.error());
  Worked worked{*std::move(found), {}, {}};
  worked.body = body_of(worked.programme, fiscal_year);
  if (const auto may = check_may(actor, staff::Deed::read_work, worked.body); !may)
    return std::unexpected(may.error());
  std::vector<figure::Held> held;
  std::vector<figure::RowDefinition> rows;
  for (const std::string& plan : figure::store::plans_with_figures(tx, actor.municipality)) {
    for (auto& one : figure::figures(tx, actor.municipality, plan))
      if (!one.row.empty()) held.push_back(std::move(one));
    for (auto& one : figure::rows(tx, actor.municipality, plan)) rows.push_back(std::move(one));
  }
  std::vector<Measured> measured;
  for (const figure::Held& one : held) {
    const auto row = std::ranges::find_if(rows, [&](const figure::RowDefinition& each) {
      return each.row == one.row &&
             is_in(each.figures, one.definition.key, &figure::Definition::key);
    });
    measured.push_back({&one.definition, row == rows.end() ? nullptr : &*row});
  }
  worked.lines = lines_of(worked.programme, measured);
  for (Line& line : worked.lines)
    for (Field& field : line.fields)
      if (const std::string_view key = usual_unit(field.asks); field.unit.empty() && !key.empty())
        field.unit = base::words(base::Language::ja, key);
  return worked;
}

std::vector<programme::Programme> programmes_of(db::Read& tx, std::string_view municipality,
                                                std::string_view body, int fiscal_year) {
  auto all = programme::programmes(tx, municipality);
  std::erase_if(all,
                [&](const programme::Programme& one) { return body_of(one, fiscal_year) != body; });
  return all;
}

CodeWords code_words() {
  CodeWords words;
  const auto add = [&](const std::string& key, const std::string& code) {
    for (const auto language : {base::Language::ja, base::Language::en})
      words.emplace(base::search_key(base::words(language, key)), code);
  };
  for (const record::RecordKind& kind : record::kinds())
    for (const record::Attribute& attribute : kind.attributes)
      for (const std::string_view code : attribute.codes)
        add("record.code_" + std::string(code), std::string(code));
  add("diary.in_town_yes", "yes");
  add("diary.in_town_no", "no");
  return words;
}

base::Result<Logged> log(db::Write& tx, const base::Actor& actor, const Command& command,
                         const Occurrence& occurrence, const Accepted& accepted) {
  const auto earlier = first_answer(tx, actor, command,
                                    content_of("log " + occurrence.programme, occurrence.texts,
                                               occurrence.days, occurrence.facts));
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return logged_before(**earlier);
  const auto programme = find_programme(tx, actor.municipality, occurrence.programme);
  if (!programme) return std::unexpected(programme.error());
  std::string body = body_of(*programme, year_of(occurrence).number());
  if (const auto may = check_may(actor, staff::Deed::write_records, body); !may)
    return std::unexpected(may.error());
  if (const auto fit = check_occurrence(occurrence); !fit) return std::unexpected(fit.error());
  if (const auto fit = check_year(tx, occurrence, accepted); !fit)
    return std::unexpected(fit.error());
  if (const auto fit = check_same(standing_in(tx, actor.municipality, occurrence.programme,
                                              {occurrence.days.first, occurrence.days.first}),
                                  occurrence, accepted);
      !fit)
    return std::unexpected(fit.error());
  if (body.empty()) body = actor.body;
  std::vector turns{beginning(entry_of(occurrence, body, How::form), occurrence.facts)};
  const auto deed = carry_out(tx, actor, {"diary.log", "diary_entry", "", command.reason}, turns);
  if (!deed) return std::unexpected(deed.error());
  const Logged logged{turns.front().entry.entry, *deed};
  keep_answer(tx, actor, command, std::array{logged.entry, logged.deed});
  return logged;
}

base::Result<Logged> log(const base::Actor& actor, db::Database& database, const Command& command,
                         const Occurrence& occurrence, const Accepted& accepted) {
  return figure::write(
      database, [&](db::Write& tx) { return log(tx, actor, command, occurrence, accepted); });
}

base::Result<Logged> correct(const base::Actor& actor, db::Database& database,
                             const Command& command, const Which& which,
                             const Occurrence& occurrence, const Accepted& accepted) {
  return figure::write(database, [&](db::Write& tx) -> base::Result<Logged> {
    const auto earlier =
        first_answer(tx, actor, command,
                     content_of("correct " + std::to_string(which.entry), occurrence.texts,
                                occurrence.days, occurrence.facts));
    if (!earlier) return std::unexpected(earlier.error());
    if (*earlier) return logged_before(**earlier);
    const auto before = to_change(tx, actor, which);
    if (!before) return std::unexpected(before.error());
    if (const auto fit = check_occurrence(occurrence); !fit) return std::unexpected(fit.error());
    // Whoever corrects an entry of a past year knows that it is one; another year is asked about.
    if (year_of(occurrence).number() != before->fiscal_year)
      if (const auto fit = check_year(tx, occurrence, accepted); !fit)
        return std::unexpected(fit.error());
    const Entry after = changed_entry(*before, occurrence);
    std::vector turns{changing(*before, after, occurrence.facts)};
    if (turns.front().changes.none() && after.texts == before->texts &&
        after.days.first == before->days.first && after.days.last == before->days.last)
      return base::refuse(nothing_changed);
    const auto deed = carry_out(
        tx, actor, {"diary.correct", "diary_entry", std::to_string(which.entry), command.reason},
        turns);
    if (!deed) return std::unexpected(deed.error());
    keep_answer(tx, actor, command, std::array{which.entry, *deed});
    return Logged{which.entry, *deed};
  });
}

base::Result<Logged> take_back(const base::Actor& actor, db::Database& database,
                               const Command& command, const Which& which) {
  return figure::write(database, [&](db::Write& tx) -> base::Result<Logged> {
    const auto earlier =
        first_answer(tx, actor, command, "take back " + std::to_string(which.entry));
    if (!earlier) return std::unexpected(earlier.error());
    if (*earlier) return logged_before(**earlier);
    const auto before = to_change(tx, actor, which);
    if (!before) return std::unexpected(before.error());
    if (base::is_blank(command.reason)) return base::refuse(reason_missing);
    Entry after = *before;
    after.state = State::taken_back;
    std::vector turns{changing(*before, after, {})};
    const auto deed = carry_out(
        tx, actor, {"diary.take_back", "diary_entry", std::to_string(which.entry), command.reason},
        turns);
    if (!deed) return std::unexpected(deed.error());
    keep_answer(tx, actor, command, std::array{which.entry, *deed});
    return Logged{which.entry, *deed};
  });
}

base::Result<std::int64_t> erase_texts(const base::Actor& actor, db::Database& database,
                                       std::int64_t entry, std::string_view reason) {
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    const auto found = store::entry(tx, actor.municipality, entry);
    if (!found) return base::refuse(unknown_entry, {{"entry", std::to_string(entry)}});
    if (const auto may = check_may(actor, staff::Deed::write_records, found->body); !may)
      return std::unexpected(may.error());
    if (base::is_blank(reason)) return base::refuse(reason_missing);
    const auto versions = store::versions(tx, actor.municipality, entry);
    if (std::ranges::all_of(versions,
                            [](const Entry& one) { return one.erased || one.texts == Texts{}; }))
      return base::refuse(no_texts);
    const std::int64_t deed = history::write(tx, actor,
                                             {.kind = "diary.erase_texts",
                                              .municipality = actor.municipality,
                                              .subject_kind = "diary_entry",
                                              .subject_key = std::to_string(entry),
                                              .reason = std::string(reason),
                                              .payload_json = {}})
                                  .value;
    store::erase_texts(tx, actor.municipality, entry, deed);
    return deed;
  });
}

base::Result<Entry> open(db::Read& tx, const base::Actor& actor, std::int64_t entry) {
  auto found = store::entry(tx, actor.municipality, entry);
  if (!found) return base::refuse(unknown_entry, {{"entry", std::to_string(entry)}});
  if (const auto may = check_may(actor, staff::Deed::read_work, found->body); !may)
    return std::unexpected(may.error());
  found->records = store::records(tx, actor.municipality, entry);
  return *std::move(found);
}

base::Result<Saved> save(const base::Actor& actor, db::Database& database, const Command& command,
                         const Sheet& sheet, const Accepted& accepted) {
  return figure::write(database, [&](db::Write& tx) -> base::Result<Saved> {
    std::string content = "save " + sheet.programme + " " + std::string(in_db(sheet.how));
    for (const DayWork& day : sheet.days) {
      if (day.entry) content += " " + std::to_string(day.entry->entry);
      content += content_of("", day.texts, day.days, day.facts);
    }
    const auto earlier = first_answer(tx, actor, command, content);
    if (!earlier) return std::unexpected(earlier.error());
    if (*earlier) {
      const auto numbers = numbers_in(**earlier);
      return Saved{numbers[0], static_cast<int>(numbers[1]), static_cast<int>(numbers[2]),
                   static_cast<int>(numbers[3]), true};
    }
    if (sheet.days.empty()) return base::refuse(nothing_changed);
    const auto programme = find_programme(tx, actor.municipality, sheet.programme);
    if (!programme) return std::unexpected(programme.error());
    const auto standing =
        standing_in(tx, actor.municipality, sheet.programme, stretch_of(sheet.days));
    Saved saved;
    std::vector<Turn> turns;
    const auto refused = [&](base::Refusal refusal) {
      if (sheet.days.size() > 1)
        refusal.facts.push_back({"line", std::to_string(turns.size() + 1)});
      return std::unexpected(std::move(refusal));
    };
    for (const DayWork& day : sheet.days) {
      const Occurrence occurrence{sheet.programme, day.days, day.texts, day.facts};
      if (day.entry) {
        const auto before = to_change(tx, actor, *day.entry, standing);
        if (!before) return refused(before.error());
        Entry after = *before;
        if (day.facts.empty()) {
          after.state = State::taken_back;
          ++saved.taken_back;
        } else {
          ++saved.corrected;
        }
        turns.push_back(changing(*before, after, day.facts));
        continue;
      }
      std::string body = body_of(*programme, year_of(occurrence).number());
      if (const auto may = check_may(actor, staff::Deed::write_records, body); !may)
        return refused(may.error());
      if (const auto fit = check_occurrence(occurrence); !fit) return refused(fit.error());
      if (const auto fit = check_year(tx, occurrence, accepted); !fit) return refused(fit.error());
      if (const auto fit = check_same(standing, occurrence, accepted); !fit)
        return refused(fit.error());
      if (body.empty()) body = actor.body;
      turns.push_back(beginning(entry_of(occurrence, body, sheet.how), day.facts));
      ++saved.added;
    }
    const auto deed = carry_out(tx, actor,
                                {"diary." + std::string(in_db(sheet.how)), "diary_sheet",
                                 sheet.programme + "/" + sheet.subject, command.reason},
                                turns);
    if (!deed) return std::unexpected(deed.error());
    saved.deed = *deed;
    keep_answer(
        tx, actor, command,
        std::array<std::int64_t, 4>{saved.deed, saved.added, saved.corrected, saved.taken_back});
    return saved;
  });
}

}  // namespace diary
