// One entry: what was written down, what its numbers moved, every version of it, and what can be
// done with it. Papers are shown beside its records.
#include <algorithm>

#include "diary/diary_web.h"
#include "paper/paper_web.h"
#include "plan/work_web.h"
#include "programme/programme_service.h"
#include "staff/audit_words.h"
#include "ui/diary/entry.h"

namespace diary::web {
namespace {

constexpr std::string_view kCorrection = "correction";
constexpr std::string_view kTakingBack = "taking-back";
constexpr std::string_view kErasure = "erasure";

struct AskedEntry {
  Entry entry;
  Worked worked;
  std::vector<Entry> versions;
  std::vector<store::PastRecord> past;
};

base::Result<AskedEntry> ask_entry(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor) {
  return desk.database.read([&](db::Read& tx) -> base::Result<AskedEntry> {
    auto entry = open(tx, visitor.actor, asked_number(request, "entry"));
    if (!entry) return std::unexpected(entry.error());
    auto form = worked(tx, visitor.actor, entry->programme, entry->fiscal_year);
    if (!form) return std::unexpected(form.error());
    AskedEntry asked{*std::move(entry), *std::move(form), {}, {}};
    const std::string& code = visitor.visit.who.municipality;
    asked.versions = store::versions(tx, code, asked.entry.entry);
    asked.past = store::past_records(tx, code, asked.entry.entry);
    return asked;
  });
}

std::vector<Fact> facts_of(const http::Request& request, const AskedEntry& asked) {
  const Entry& entry = asked.entry;
  std::vector<Fact> facts;
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty()) facts.push_back({word(request, name), std::move(value)});
  };
  add("diary_pages.column_programme", asked.worked.programme.name);
  add("diary_pages.column_day", days_words(request, entry.days));
  add("diary_pages.fiscal_year", year_word(request, entry.fiscal_year));
  add("diary_pages.column_place", entry.texts.place);
  add("diary_pages.column_co_organisers", entry.texts.co_organisers);
  if (entry.erased) add("diary_pages.texts", word(request, "diary_pages.texts_erased"));
  add("diary_pages.how", word(request, "diary_pages.how_" + std::string(in_db(entry.how))));
  return facts;
}

std::vector<RecordLine> record_lines(const http::Request& request, const AskedEntry& asked) {
  std::vector<RecordLine> lines;
  for (const store::PastRecord& past : asked.past) {
    const record::Record& record = past.record;
    const std::string_view state = past.until            ? "diary_pages.replaced"
                                   : record.confirmed_at ? "diary_pages.confirmed"
                                                         : "diary_pages.unconfirmed";
    lines.push_back(
        {record_words(request, record), staff::web::day_words(request, record.occurred_on),
         word(request, state),
         http::address(request.language, plan::web::work_record_path(record.id.value))});
  }
  return lines;
}

std::vector<VersionLine> version_lines(const Desk& desk, const http::Request& request,
                                       const Visitor& visitor, const AskedEntry& asked) {
  const std::string& code = visitor.visit.who.municipality;
  std::vector<VersionLine> lines;
  desk.database.read([&](db::Read& tx) {
    staff::web::Trail trail(tx, request, code);
    for (const Entry& version : asked.versions) {
      const auto deed = history::find(tx, code, history::DeedId{version.deed});
      if (!deed) continue;
      const auto line = trail.line(*deed);
      lines.push_back({line.kind, staff::web::moment_words(request, version.recorded_at), line.who,
                       deed->reason.value_or(word(request, "diary_pages.texts_erased")),
                       http::address(request.language, staff::web::deed_path(deed->id))});
    }
    return 0;
  });
  return lines;
}

Shown shown_of(const AskedEntry& asked) {
  Shown shown;
  const Entry& entry = asked.entry;
  shown.first = entry.days.first;
  if (entry.days.count() > 1) shown.last = entry.days.last;
  shown.texts = entry.texts;
  if (fiscal_year_of(entry.days.last) != entry.fiscal_year) shown.stated_year = entry.fiscal_year;
  shown.typed = typed_of(asked.worked.lines, entry);
  return shown;
}

// What the form does not show would be taken back by it: such an entry is corrected elsewhere.
bool fits_form(const AskedEntry& asked) {
  return std::ranges::all_of(asked.entry.records, [&](const record::Record& record) {
    return line_of(asked.worked.lines, record) != nullptr;
  });
}

paper::Subject subject_of(const Visitor& visitor, const Entry& entry) {
  return {visitor.visit.who.municipality, "diary_entry", std::to_string(entry.entry), entry.body};
}

http::Response entry_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const AskedEntry& asked, const Tried& tried) {
  const Entry& entry = asked.entry;
  visitor.looked.subject_kind = "diary_entry";
  visitor.looked.subject_key = std::to_string(entry.entry);
  const Forms forms{request, &visitor.visit, tried, kWords};
  EntryPage view;
  const std::string programme_url =
      http::address(request.language, programme_path(entry.programme));
  view.title =
      say(request, "diary_pages.entry_title",
          {{"programme", asked.worked.programme.name}, {"days", days_words(request, entry.days)}});
  view.page = staff::web::frame(request, visitor.visit, view.title,
                                {{word(request, "diary_pages.diary_title"),
                                  http::address(request.language, diary_path()), true},
                                 {asked.worked.programme.name, programme_url}});
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.state = !entry.stands()       ? word(request, "diary_pages.taken_back")
               : entry.unconfirmed() ? word(request, "diary_pages.unconfirmed_lead")
                                     : word(request, "diary_pages.confirmed_lead");
  view.facts = facts_of(request, asked);
  view.note = entry.texts.note;
  std::vector<record::RecordId> records;
  for (const record::Record& record : entry.records) records.push_back(record.id);
  view.moved = moved_lines(desk, request, visitor, records);
  if (view.moved.empty())
    view.moved_none =
        word(request, entry.stands() ? "diary_pages.moved_none" : "diary_pages.moved_nothing_left");
  view.records = record_lines(request, asked);
  view.versions = version_lines(desk, request, visitor, asked);
  const bool may_here = may_write(visitor.visit.who, entry.body);
  view.papers = paper::web::section(desk, request, visitor,
                                    {.subject = subject_of(visitor, entry),
                                     .path = entry_path(entry.entry),
                                     .may_add = may_here && entry.stands()},
                                    tried);
  view.corrects = tried.form == kCorrection;
  if (may_here)
    view.links.push_back({word(request, "diary_pages.log_another"), programme_url, true});
  if (may_here)
    view.links.push_back({word(request, "diary_pages.repeat"),
                          programme_url + "?repeat=" + std::to_string(entry.entry), true});
  const std::string path = entry_path(entry.entry);
  if (may_here && entry.stands()) {
    if (fits_form(asked)) {
      view.corrections.push_back(entry_form(forms,
                                            {.id = kCorrection,
                                             .path = path + "/correction",
                                             .button = "diary_pages.correct_button",
                                             .with_reason = true},
                                            asked.worked, shown_of(asked)));
      view.corrections.back().form.hidden.push_back({"version", std::to_string(entry.version)});
    }
    staff::FormView taking = staff::web::begin_form(forms, kTakingBack, path + "/taking-back",
                                                    "diary_pages.take_back_button");
    taking.title = word(request, "diary_pages.take_back_title");
    taking.hint = word(request, "diary_pages.take_back_hint");
    taking.quiet = true;
    taking.hidden.push_back({"version", std::to_string(entry.version)});
    staff::web::add(forms, taking, staff::FieldKind::text, {.name = "reason", .required = true});
    view.forms.push_back(std::move(taking));
  }
  if (may_here && !entry.erased && entry.texts != Texts{}) {
    staff::FormView erasure =
        staff::web::begin_form(forms, kErasure, path + "/erasure", "diary_pages.erase_button");
    erasure.title = word(request, "diary_pages.erase_title");
    erasure.hint = word(request, "diary_pages.erase_hint");
    erasure.quiet = true;
    staff::web::add(forms, erasure, staff::FieldKind::text, {.name = "reason", .required = true});
    view.forms.push_back(std::move(erasure));
  }
  return staff::web::page(pages::entry(view, request.language), tried.status);
}

Command command_of(const http::Request& request) {
  return {request.typed(staff::web::kCommand).value_or(""), request.typed("reason").value_or("")};
}

}  // namespace

http::Response get_entry(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto asked = ask_entry(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  return entry_page(desk, request, visitor, *asked, {});
}

http::Response post_correction(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  const auto asked = ask_entry(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  const ReadForm read = read_form(request, kCorrection, asked->worked);
  if (!read.ok()) return entry_page(desk, request, visitor, *asked, read.tried);
  staff::web::FormReading typed(request, kCorrection, kWords);
  const Which which{asked->entry.entry, static_cast<int>(typed.number("version"))};
  const auto corrected = correct(visitor.actor, desk.database, command_of(request), which,
                                 read.occurrence, read.accepted);
  if (!corrected)
    return entry_page(desk, request, visitor, *asked,
                      tried_of(request, kCorrection, corrected.error()));
  return done(request, entry_path(which.entry), "corrected");
}

http::Response post_taking_back(const Desk& desk, const http::Request& request,
                                const Visitor& visitor) {
  const auto asked = ask_entry(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  staff::web::FormReading typed(request, kTakingBack, kWords);
  typed.needed("reason");
  if (!typed.ok()) return entry_page(desk, request, visitor, *asked, typed.tried());
  const Which which{asked->entry.entry, static_cast<int>(typed.number("version"))};
  const auto taken = take_back(visitor.actor, desk.database, command_of(request), which);
  if (!taken)
    return entry_page(desk, request, visitor, *asked,
                      tried_of(request, kTakingBack, taken.error()));
  return done(request, entry_path(which.entry), "taken_back");
}

http::Response post_erasure(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const auto asked = ask_entry(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  staff::web::FormReading typed(request, kErasure, kWords);
  const std::string reason = typed.needed("reason");
  if (!typed.ok()) return entry_page(desk, request, visitor, *asked, typed.tried());
  const auto erased = erase_texts(visitor.actor, desk.database, asked->entry.entry, reason);
  if (!erased)
    return entry_page(desk, request, visitor, *asked, tried_of(request, kErasure, erased.error()));
  return done(request, entry_path(asked->entry.entry), "erased");
}

http::Response post_papers(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto asked = ask_entry(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  const auto attached =
      paper::web::attach_sent(desk, request, visitor, subject_of(visitor, asked->entry));
  if (!attached)
    return entry_page(desk, request, visitor, *asked,
                      paper::web::tried_upload(request, attached.error()));
  return done(request, entry_path(asked->entry.entry), "paper_attached");
}

}  // namespace diary::web
