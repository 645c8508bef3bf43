// One record with all that happened to it: who wrote, confirmed and took it back, and every cell it
// counts in, and the papers that prove it. Confirming and taking back are commands of the one door.
#include <algorithm>

#include "base/yen.h"
#include "figure/confirming.h"
#include "figure/facts_reading.h"
#include "figure/moved.h"
#include "figure/record_lines.h"
#include "paper/paper_web.h"
#include "plan/cell_words.h"
#include "plan/plan_service.h"
#include "plan/work_record_words.h"
#include "plan/work_view.h"
#include "plan/work_web.h"
#include "staff/account.h"
#include "staff/audit_words.h"
#include "ui/plan/work_record.h"

namespace plan::web {

using staff::web::say;
using staff::web::word;

std::string amounts(const http::Request& request, const record::Record& record) {
  std::string text =
      say(request, "plan_work.amount_count", {{"count", base::with_thousands(record.count)}});
  const auto add = [&](std::string_view key, std::optional<std::int64_t> number) {
    if (number) text += " " + say(request, key, {{"count", base::with_thousands(*number)}});
  };
  add("plan_work.amount_people", record.people);
  add("plan_work.amount_yen", record.yen);
  return text;
}

std::string state_of(const http::Request& request, const record::Record& record, bool taken_back) {
  if (record.reverses) return word(request, "plan_work.is_reversal");
  std::string text =
      word(request, record.confirmed_at ? "plan_work.confirmed" : "plan_work.unconfirmed");
  if (taken_back) text += " " + word(request, "plan_work.taken_back");
  return text;
}

namespace {

constexpr std::string_view kConfirmForm = "confirm";
constexpr std::string_view kReverseForm = "reverse";

struct AskedRecord {
  figure::OpenedRecord opened;
  figure::RecordDeeds deeds;
  std::optional<figure::SentBack> sent_back;  // and not yet corrected, taken back or confirmed
  Owners owners;
};

bool may_here(const staff::Who& who, staff::Deed deed, const AskedRecord& asked) {
  const auto& record = asked.opened.record;
  return may_with(who, deed, asked.owners, record.programme, record.fiscal_year.number());
}

base::Result<AskedRecord> ask_record(const staff::web::Desk& desk,
                                     const staff::web::Visitor& visitor, staff::Deed deed,
                                     record::RecordId id) {
  const std::string& code = visitor.visit.who.municipality;
  const auto asked = desk.database.read([&](db::Read& tx) -> base::Result<AskedRecord> {
    auto opened = figure::open_record(tx, code, id);
    if (!opened) return std::unexpected(opened.error());
    auto deeds = figure::deeds_of(tx, code, *opened);
    auto back = figure::sent_back(tx, code, opened->record.id);
    return AskedRecord{*std::move(opened), std::move(deeds), std::move(back), owners(tx, code)};
  });
  if (asked && !may_here(visitor.visit.who, deed, *asked))
    return base::refuse(staff::not_permitted, {{"deed", std::string(code_of(deed))}});
  return asked;
}

base::Result<AskedRecord> ask_record(const staff::web::Desk& desk, const http::Request& request,
                                     const staff::web::Visitor& visitor) {
  const std::string number = request.capture("record");
  const auto id = figure::whole_number("record", number);
  if (!id) return base::refuse(record::unknown_record, {{"record", number}});
  return ask_record(desk, visitor, visitor.deed, record::RecordId{*id});
}

std::string programme_name(const AskedRecord& asked) {
  const auto found = std::ranges::find(asked.owners.programmes, asked.opened.record.programme,
                                       &programme::Programme::key);
  return found == asked.owners.programmes.end() ? asked.opened.record.programme : found->name;
}

std::vector<FactView> facts_of(const http::Request& request, const AskedRecord& asked) {
  const auto& record = asked.opened.record;
  std::vector<FactView> facts;
  const auto add = [&](std::string_view key, std::string value) {
    if (!value.empty()) facts.push_back({word(request, key), std::move(value), "", ""});
  };
  add("plan_work.day", staff::web::day_words(request, record.occurred_on));
  add("plan_work.fiscal_year", std::to_string(record.fiscal_year.number()));
  add("plan_work.programme", programme_name(asked));
  add("plan_work.kind", word(request, "record.kind_" + record.kind));
  add("plan_work.what", amounts(request, record));
  if (record.in_town)
    add("plan_work.in_town", word(request, *record.in_town ? "plan_work.yes" : "plan_work.no"));
  for (const auto& one : record.attributes) {
    const std::string code = "record.code_" + one.value;
    facts.push_back({word(request, "record.attribute_" + one.name),
                     base::has_words(code) ? word(request, code) : one.value, "", ""});
  }
  add("plan_work.recorded", staff::web::moment_words(request, record.recorded_at));
  if (record.summary) add("plan_work.how_entered", word(request, "plan_work.typed_total"));
  return facts;
}

// 練馬区商工業振興計画 1 伝統工芸展への支援: a total stands under no line.
std::string line_words(const staff::web::Desk& desk, const base::Actor& actor,
                       const figure::Place& place) {
  const auto opened = open_row_alone(actor, desk.database, place.plan, place.row);
  if (!opened) return place.plan;
  const Row* row = find_row(opened->plan, place.row);
  return opened->plan.title + (row == nullptr ? "" : " " + leaf_words(opened->plan, *row));
}

std::vector<OverlapLine> places_of(const staff::web::Desk& desk, const http::Request& request,
                                   const staff::web::Visitor& visitor, const AskedRecord& asked) {
  std::vector<OverlapLine> lines;
  for (const auto& place : asked.opened.places) {
    lines.push_back(
        {say(request, "plan_work.place",
             {{"row", line_words(desk, visitor.actor, place)},
              {"figure", place.label.empty() ? place.figure : place.label},
              {"year", std::to_string(place.fiscal_year)},
              {"adds", figure::signed_text(place.contribution.value)}}),
         http::address(request.language,
                       work_records_path(place.plan, place.row, place.figure, place.fiscal_year))});
  }
  return lines;
}

std::string who_words(db::Read& tx, const http::Request& request, const std::string& code,
                      const history::PastDeed& deed) {
  if (deed.actor_kind != base::in_db(base::ActorKind::staff))
    return word(request, "plan_work.the_program");
  const auto person = staff::person(tx, code, deed.actor);
  return (person ? person->name : std::to_string(deed.actor)) + " " +
         (staff::post_from(deed.post)
              ? std::string(staff::web::post_word(request, *staff::post_from(deed.post)))
              : deed.post);
}

// Who sent it back last.
std::string sender_words(const staff::web::Desk& desk, const http::Request& request,
                         const staff::web::Visitor& visitor, const AskedRecord& asked) {
  if (asked.deeds.returned.empty()) return std::to_string(asked.sent_back->by);
  return desk.database.read([&](db::Read& tx) {
    return who_words(tx, request, visitor.visit.who.municipality, asked.deeds.returned.back());
  });
}

std::vector<DeedOfRecord> deeds_of(const staff::web::Desk& desk, const http::Request& request,
                                   const std::string& code, const AskedRecord& asked) {
  std::vector<DeedOfRecord> lines;
  desk.database.read([&](db::Read& tx) {
    for (const auto& deed : asked.deeds.all()) {
      lines.push_back({staff::web::kind_words(request, deed.kind),
                       staff::web::moment_words(request, deed.at),
                       who_words(tx, request, code, deed),
                       deed.reason.value_or(word(request, "plan_work.erased"))});
    }
    return 0;
  });
  return lines;
}

std::vector<staff::FormView> forms_of(const staff::web::Forms& forms,
                                      const staff::web::Visitor& visitor,
                                      const AskedRecord& asked) {
  std::vector<staff::FormView> list;
  const auto& record = asked.opened.record;
  if (record.reverses || asked.opened.reversal) return list;
  const std::string path = work_record_path(record.id.value);
  const staff::Who& who = visitor.visit.who;
  if (!record.confirmed_at && may_here(who, staff::Deed::confirm_records, asked)) {
    list.push_back(begin_form(forms, kConfirmForm, path + "/confirmation", "plan_work.confirm"));
    list.back().title = word(forms.request, "plan_work.confirm_title");
    list.back().hint = word(forms.request, "plan_work.confirm_hint");
  }
  if (may_here(who, staff::Deed::write_records, asked)) {
    list.push_back(begin_form(forms, kReverseForm, path + "/reversal", "plan_work.reverse"));
    list.back().title = word(forms.request, "plan_work.reverse_title");
    list.back().hint = word(forms.request, "plan_work.reverse_hint");
    list.back().quiet = true;
    add(forms, list.back(), staff::FieldKind::text, {.name = "reason", .required = true});
  }
  return list;
}

paper::Subject subject_of(const AskedRecord& asked) {
  const auto& record = asked.opened.record;
  return {asked.owners.municipality, "record", std::to_string(record.id.value),
          body_of(asked.owners, record.programme, record.fiscal_year.number())};
}

RecordView view_of(const staff::web::Desk& desk, const http::Request& request,
                   const staff::web::Visitor& visitor, const AskedRecord& asked,
                   const staff::web::Tried& tried) {
  const auto& record = asked.opened.record;
  RecordView view;
  view.state = state_of(request, record, asked.opened.reversal.has_value());
  if (const auto& back = asked.sent_back) {
    view.returned = say(request, "plan_work.sent_back",
                        {{"at", staff::web::moment_words(request, back->at)},
                         {"who", sender_words(desk, request, visitor, asked)}});
    view.returned_reason = back->reason;
  }
  view.facts = facts_of(request, asked);
  view.note = asked.opened.note.value_or("");
  for (const auto source : desk.sources)
    if (auto link = source(desk, request, visitor.visit, record.id.value))
      view.sources.push_back(*std::move(link));
  view.places = places_of(desk, request, visitor, asked);
  view.deeds = deeds_of(desk, request, visitor.visit.who.municipality, asked);
  view.papers = paper::web::section(
      desk, request, visitor,
      {.subject = subject_of(asked),
       .path = work_record_path(record.id.value),
       .may_add = may_here(visitor.visit.who, staff::Deed::write_records, asked)},
      tried);
  return view;
}

http::Response record_page(const staff::web::Desk& desk, const http::Request& request,
                           const staff::web::Visitor& visitor, const AskedRecord& asked,
                           staff::web::Tried tried) {
  const auto& record = asked.opened.record;
  const staff::web::Forms forms{request, &visitor.visit, std::move(tried)};
  visitor.looked = {"record", std::to_string(record.id.value), {}};
  WorkRecordPage view;
  view.heading =
      say(request, "plan_work.record_title", {{"record", std::to_string(record.id.value)}});
  view.page = staff::web::frame(request, visitor.visit, view.heading);
  view.done = staff::web::done_words(request);
  view.problems = staff::web::problems(forms);
  view.record = view_of(desk, request, visitor, asked, forms.tried);
  view.forms = forms_of(forms, visitor, asked);
  return staff::web::page(pages::work_record(view, request.language), forms.tried.status);
}

// Done, or the page again with what was typed and the refusal.
template <class Do>
http::Response change(const staff::web::Desk& desk, const http::Request& request,
                      const staff::web::Visitor& visitor, std::string_view form,
                      std::string_view done_word, Do deed) {
  const auto asked = ask_record(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  staff::web::FormReading typed(request, form);
  const std::string reason = form == kReverseForm ? typed.needed("reason") : std::string(done_word);
  if (!typed.ok()) return record_page(desk, request, visitor, *asked, typed.tried());
  const auto id = asked->opened.record.id;
  const auto done = figure::write(desk.database, [&](db::Write& tx) {
    return deed(tx, figure::Signers{visitor.actor, {}},
                figure::Command{"", form == kReverseForm ? reason : ""}, id);
  });
  if (!done) {
    return record_page(desk, request, visitor, *asked,
                       staff::web::tried(request, form, done.error(), ""));
  }
  return staff::web::done(request, work_record_path(id.value), done_word);
}

}  // namespace

base::Result<ShownRecord> shown_record(const staff::web::Desk& desk, const http::Request& request,
                                       const staff::web::Visitor& visitor, record::RecordId id) {
  auto asked = ask_record(desk, visitor, staff::Deed::read_work, id);
  if (!asked) return std::unexpected(asked.error());
  RecordView view = view_of(desk, request, visitor, *asked, {});
  return ShownRecord{std::move(asked->opened), std::move(asked->deeds), std::move(view)};
}

http::Response get_work_record(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor) {
  const auto asked = ask_record(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  return record_page(desk, request, visitor, *asked, {});
}

http::Response post_work_confirmation(const staff::web::Desk& desk, const http::Request& request,
                                      const staff::web::Visitor& visitor) {
  return change(desk, request, visitor, kConfirmForm, "record_confirmed",
                [&](db::Write& tx, const figure::Signers& signers, const figure::Command& command,
                    record::RecordId id) {
                  return figure::confirm(tx, signers, visitor.visit.who.municipality, command, id);
                });
}

http::Response post_work_reversal(const staff::web::Desk& desk, const http::Request& request,
                                  const staff::web::Visitor& visitor) {
  return change(desk, request, visitor, kReverseForm, "record_reversed",
                [&](db::Write& tx, const figure::Signers& signers, const figure::Command& command,
                    record::RecordId id) {
                  return figure::reverse(tx, signers, visitor.visit.who.municipality, command, id);
                });
}

http::Response post_work_papers(const staff::web::Desk& desk, const http::Request& request,
                                const staff::web::Visitor& visitor) {
  const auto asked = ask_record(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  const auto attached = paper::web::attach_sent(desk, request, visitor, subject_of(*asked));
  if (!attached)
    return record_page(desk, request, visitor, *asked,
                       paper::web::tried_upload(request, attached.error()));
  return staff::web::done(request, work_record_path(asked->opened.record.id.value),
                          "paper_attached");
}

}  // namespace plan::web
