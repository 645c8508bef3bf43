// 確認待ち: the chief sees what waits by work and month, looks, confirms one or many, or sends back
// with a reason. Before many are confirmed a sample of them is shown open.
#include "plan/confirmations_web.h"

#include <algorithm>
#include <functional>

#include "figure/confirming.h"
#include "figure/facts_reading.h"
#include "figure/figure_service.h"
#include "http/request.h"
#include "plan/confirmations_view.h"
#include "plan/work_record_words.h"
#include "plan/work_web.h"
#include "record/record_store.h"
#include "staff/account.h"
#include "ui/plan/confirmations.h"

namespace plan::web {
namespace {

using record::Record;
using record::RecordId;
using staff::Deed;
using staff::web::say;
using staff::web::word;

constexpr std::string_view kForm = "confirm";
constexpr std::string_view kPath = "/staff/confirmations";
constexpr int kOnPage = 100;
// More than these are confirmed only after a sample was seen.
constexpr std::size_t kWithoutSample = 20;

std::string parameter(const http::Request& request, std::string_view name) {
  for (const auto& [key, value] : request.form)
    if (key == name) return value;
  return request.parameter(std::string(name)).value_or("");
}

std::optional<figure::Waits> group_of(const http::Request& request) {
  figure::Waits group{parameter(request, "programme"), parameter(request, "kind"), 0,
                      parameter(request, "month")};
  const auto year = figure::whole_number("year", parameter(request, "year"));
  if (group.programme.empty() || !year || *year < 1900 || *year > 2200) return std::nullopt;
  group.fiscal_year = static_cast<int>(*year);
  return group;
}

std::string path_of(const figure::Waits& group, std::int64_t after = 0) {
  http::Fields fields = {{"programme", group.programme},
                         {"kind", group.kind},
                         {"year", std::to_string(group.fiscal_year)},
                         {"month", group.month}};
  if (after != 0) fields.emplace_back("after", std::to_string(after));
  return std::string(kPath) + "?" + http::encode_fields(fields);
}

// What the page works with, read in one view of the data.
class Bench {
 public:
  Bench(db::Read& tx, const http::Request& request, const staff::web::Visitor& visitor)
      : tx_(tx),
        request_(request),
        visitor_(visitor),
        code_(visitor.visit.who.municipality),
        owners_(owners(tx, code_)) {}

  bool may(std::string_view programme, int fiscal_year) const {
    return may_with(visitor_.visit.who, Deed::confirm_records, owners_, programme, fiscal_year);
  }

  std::string programme_name(const std::string& key) const {
    const auto found = std::ranges::find(owners_.programmes, key, &programme::Programme::key);
    return found == owners_.programmes.end() ? key : found->name;
  }

  std::string title_of(const std::string& programme, const std::string& kind) const {
    return programme_name(programme) + " " +
           (record::find_kind(kind) == nullptr ? kind : word(request_, "record.kind_" + kind));
  }

  std::vector<ConfirmGroup> groups() const {
    std::vector<ConfirmGroup> list;
    for (const auto& one : figure::unconfirmed(tx_, code_)) {
      if (!may(one.programme, one.fiscal_year)) continue;
      const figure::Waits group{one.programme, one.kind, one.fiscal_year, one.month};
      list.push_back({title_of(one.programme, one.kind), one.month,
                      say(request_, "release_pages.group_counts",
                          {{"records", std::to_string(one.records)},
                           {"reversals", std::to_string(one.reversals)}}),
                      staff::web::moment_words(request_, one.since),
                      http::address(request_.language, path_of(group))});
    }
    return list;
  }

  std::string person_name(std::int64_t id) const {
    const auto person = staff::person(tx_, code_, id);
    return person ? person->name : std::to_string(id);
  }

  // One line for what is confirmed together.
  ConfirmLine line(const Record& record) const {
    const auto together = figure::confirmed_together(tx_, record);
    ConfirmLine line;
    const Record head = together.empty() || together.back() == record.id
                            ? record
                            : *record::store::find(tx_, code_, together.back());
    line.id = std::to_string(head.id.value);
    line.url = http::address(request_.language, work_record_path(head.id.value));
    line.day = staff::web::day_words(request_, head.occurred_on);
    line.name = say(request_, "plan_work.record_title", {{"record", line.id}});
    line.what = what(head, together);
    bool own = false;
    for (const std::int64_t author : figure::authors_of(tx_, code_, head)) {
      line.author += (line.author.empty() ? "" : " ") + person_name(author);
      own = own || author == visitor_.visit.who.person;
    }
    if (line.author.empty()) line.author = word(request_, "plan_work.the_program");
    line.may = !own;
    if (own) line.note = word(request_, "release_pages.own_record");
    if (const auto back = figure::sent_back(tx_, code_, head.id))
      line.note +=
          say(request_, "release_pages.returned_note",
              {{"at", staff::web::moment_words(request_, back->at)}, {"reason", back->reason}});
    return line;
  }

  // Open, as a sample shows it.
  ConfirmLine opened(const Record& record) const {
    ConfirmLine one = line(record);
    const auto fact = [&](std::string_view key, std::string value) {
      one.facts.push_back({word(request_, key), std::move(value), "", ""});
    };
    fact("plan_work.programme", programme_name(record.programme));
    fact("plan_work.kind", word(request_, "record.kind_" + record.kind));
    fact("plan_work.what", one.what);
    for (const auto& attribute : record.attributes) {
      const std::string code = "record.code_" + attribute.value;
      fact("record.attribute_" + attribute.name,
           base::has_words(code) ? word(request_, code) : attribute.value);
    }
    fact("plan_work.recorded", staff::web::moment_words(request_, record.recorded_at));
    fact("release_pages.author", one.author);
    if (const auto note = record::store::note_of(tx_, code_, record.id))
      fact("plan_work.note", *note);
    return one;
  }

  std::vector<ConfirmLine> returned() const {
    std::vector<ConfirmLine> lines;
    for (const auto& back : figure::sent_back(tx_, code_)) {
      const auto record = record::store::find(tx_, code_, back.record);
      if (record && may(record->programme, record->fiscal_year.number()))
        lines.push_back(line(*record));
    }
    return lines;
  }

 private:
  // 4,700人 → 4,070人; what is only taken back says so.
  std::string what(const Record& head, const std::vector<RecordId>& together) const {
    if (together.size() < 2 && !head.reverses) return amounts(request_, head);
    const auto back = record::store::find(tx_, code_, together.front());
    const auto first =
        back && back->reverses ? record::store::find(tx_, code_, *back->reverses) : std::nullopt;
    if (!first) return amounts(request_, head);
    if (head.reverses)
      return say(request_, "release_pages.taken_back", {{"before", amounts(request_, *first)}});
    return say(request_, "release_pages.corrected",
               {{"before", amounts(request_, *first)}, {"after", amounts(request_, head)}});
  }

  db::Read& tx_;
  const http::Request& request_;
  const staff::web::Visitor& visitor_;
  const std::string& code_;
  const Owners owners_;
};

// Which records were chosen: by their boxes, or the whole group up to a number.
struct Chosen {
  std::vector<RecordId> ids;
  std::optional<std::int64_t> until;

  bool contains(const std::string& id) const {
    return std::ranges::any_of(ids, [&](RecordId one) { return std::to_string(one.value) == id; });
  }
};

base::Result<Chosen> chosen(const http::Request& request) {
  Chosen chosen;
  for (const auto& [name, value] : request.form) {
    if (name != "record[]" && name != "all") continue;
    const auto id = figure::whole_number("record", value);
    if (!id) return base::refuse(record::unknown_record, {{"record", value}});
    if (name == "all") {
      chosen.until = *id;
    } else {
      chosen.ids.push_back(RecordId{*id});
    }
  }
  return chosen;
}

std::vector<Record> records_of(db::Read& tx, std::string_view code, const figure::Waits& group,
                               const Chosen& chosen) {
  std::vector<Record> records;
  if (chosen.until)
    return figure::unconfirmed(tx, code, group, {}, RecordId{*chosen.until},
                               static_cast<int>(figure::kBulkMax) + 1);
  for (const RecordId id : chosen.ids)
    if (auto record = record::store::find(tx, code, id)) records.push_back(*std::move(record));
  return records;
}

void add_hidden(staff::FormView& form, const figure::Waits& group) {
  form.hidden.push_back({"programme", group.programme});
  form.hidden.push_back({"kind", group.kind});
  form.hidden.push_back({"year", std::to_string(group.fiscal_year)});
  form.hidden.push_back({"month", group.month});
}

ConfirmBatch batch_of(db::Read& tx, const Bench& bench, const staff::web::Forms& forms,
                      const std::string& code, const figure::Waits& group, const Chosen& sent) {
  const http::Request& request = forms.request;
  ConfirmBatch batch;
  batch.title = bench.title_of(group.programme, group.kind) + " " + group.month;
  batch.form = begin_form(forms, kForm, std::string(kPath), "release_pages.confirm_button");
  add_hidden(batch.form, group);
  batch.reason = parameter(request, "reason");
  const auto after =
      figure::whole_number("after", request.parameter("after").value_or("0")).value_or(0);
  const auto page =
      figure::unconfirmed(tx, code, group, RecordId{after}, RecordId{INT64_MAX}, kOnPage + 1);
  for (const Record& record : page) {
    if (&record == &page.back() && std::ssize(page) > kOnPage) break;
    ConfirmLine line = bench.line(record);
    line.is_chosen = sent.contains(line.id);
    if (std::ranges::find(batch.lines, line.id, &ConfirmLine::id) == batch.lines.end())
      batch.lines.push_back(std::move(line));
  }
  if (std::ssize(page) > kOnPage)
    batch.next_url = http::address(request.language, path_of(group, page[kOnPage - 1].id.value));
  for (const auto& one : figure::unconfirmed(tx, code)) {
    if (one.programme != group.programme || one.kind != group.kind ||
        one.fiscal_year != group.fiscal_year || one.month != group.month)
      continue;
    const std::int64_t count = one.records + one.reversals;
    if (count < 2) continue;
    batch.all = say(request, "release_pages.all_of_group", {{"count", std::to_string(count)}});
    batch.all_until = std::to_string(one.last);
    batch.all_chosen = sent.until.has_value();
  }
  return batch;
}

ConfirmBatch sample_of(const Bench& bench, const staff::web::Forms& forms,
                       const figure::Waits& group, const Chosen& chosen,
                       const std::vector<Record>& records) {
  const http::Request& request = forms.request;
  ConfirmBatch sample;
  const std::string count = std::to_string(records.size());
  sample.title = say(request, "release_pages.sample_title", {{"count", count}});
  sample.form = begin_form(forms, "sample", std::string(kPath), "release_pages.sample_button");
  sample.form.button = say(request, "release_pages.sample_button", {{"count", count}});
  add_hidden(sample.form, group);
  sample.form.hidden.push_back({"do", "confirm"});
  sample.form.hidden.push_back({"step", "sampled"});
  if (chosen.until) {
    sample.form.hidden.push_back({"all", std::to_string(*chosen.until)});
  } else {
    for (const RecordId id : chosen.ids)
      sample.form.hidden.push_back({"record[]", std::to_string(id.value)});
  }
  const auto seed = std::hash<std::string>()(std::to_string(records.back().id.value) + count);
  for (const std::size_t place : figure::sample_of(records, seed))
    sample.lines.push_back(bench.opened(records[place]));
  return sample;
}

http::Response page(const staff::web::Desk& desk, const http::Request& request,
                    const staff::web::Visitor& visitor, const staff::web::Tried& tried,
                    const Chosen& sent, bool show_sample = false) {
  const staff::web::Forms forms{request, &visitor.visit, tried, "release_pages"};
  ConfirmationsPage view;
  view.page =
      staff::web::frame(request, visitor.visit, word(request, "release_pages.confirmations_title"));
  view.done = staff::web::done_words(request);
  view.problems = staff::web::problems(forms);
  visitor.looked = {"confirmations", parameter(request, "programme"), {}};
  const std::string& code = visitor.visit.who.municipality;
  desk.database.read([&](db::Read& tx) {
    const Bench bench(tx, request, visitor);
    view.groups = bench.groups();
    view.returned = bench.returned();
    const auto group = group_of(request);
    if (!group || !bench.may(group->programme, group->fiscal_year)) return 0;
    if (show_sample) {
      view.sample.push_back(
          sample_of(bench, forms, *group, sent, records_of(tx, code, *group, sent)));
    } else {
      view.batch.push_back(batch_of(tx, bench, forms, code, *group, sent));
      for (const ConfirmLine& line : view.batch.front().lines)
        visitor.looked.ids.push_back(line.id);
    }
    return 0;
  });
  return staff::web::page(pages::confirmations(view, request.language), tried.status);
}

base::Result<void> send_back_all(const staff::web::Desk& desk, const staff::web::Visitor& visitor,
                                 const std::string& command, const std::string& reason,
                                 const std::vector<RecordId>& ids) {
  if (ids.empty()) return base::refuse(figure::nothing_chosen);
  return figure::write(desk.database, [&](db::Write& tx) -> base::Result<void> {
    for (const RecordId id : ids) {
      const auto done = figure::send_back(
          tx, {visitor.actor, {}}, visitor.visit.who.municipality,
          {command.empty() ? "" : command + "/" + std::to_string(id.value), reason}, id);
      if (!done) return std::unexpected(done.error());
    }
    return {};
  });
}

}  // namespace

http::Response get_confirmations(const staff::web::Desk& desk, const http::Request& request,
                                 const staff::web::Visitor& visitor) {
  return page(desk, request, visitor, {}, {});
}

http::Response post_confirmations(const staff::web::Desk& desk, const http::Request& request,
                                  const staff::web::Visitor& visitor) {
  const auto refused = [&](const base::Refusal& refusal, const Chosen& sent) {
    return page(desk, request, visitor, staff::web::tried(request, kForm, refusal, ""), sent);
  };
  const auto sent = chosen(request);
  if (!sent) return refused(sent.error(), {});
  const auto group = group_of(request);
  if (!group) return refused(base::refuse(figure::nothing_chosen).error(), *sent);
  // The form's own id is that of the page's answer; the deed has one beside it.
  std::string command = parameter(request, staff::web::kCommand);
  if (!command.empty()) command += "/deed";
  std::vector<RecordId> ids;
  desk.database.read([&](db::Read& tx) {
    for (const Record& one : records_of(tx, visitor.visit.who.municipality, *group, *sent))
      ids.push_back(one.id);
    return 0;
  });
  if (!sent->until) ids = sent->ids;  // a forged number is told, not passed over
  if (parameter(request, "do") == "send_back") {
    const auto done = send_back_all(desk, visitor, command, parameter(request, "reason"), ids);
    if (!done) return refused(done.error(), *sent);
    return staff::web::done(request, kPath, "records_returned");
  }
  if (ids.size() > kWithoutSample && parameter(request, "step") != "sampled")
    return page(desk, request, visitor, {}, *sent, true);
  const auto done = figure::write(desk.database, [&](db::Write& tx) {
    return figure::confirm_all(tx, {visitor.actor, {}}, visitor.visit.who.municipality,
                               {command, ""}, ids);
  });
  if (!done) return refused(done.error(), *sent);
  return staff::web::done(request, kPath, "records_confirmed");
}

std::vector<staff::StartSection> confirmations_part(const staff::web::Desk& desk,
                                                    const http::Request& request,
                                                    const staff::Visit& visit) {
  const staff::Who& who = visit.who;
  if (!staff::may(who, Deed::write_records, {who.municipality, who.body}) &&
      !staff::may(who, Deed::release_figures, {who.municipality, who.body}))
    return {};
  staff::StartSection section;
  section.title = word(request, "release_pages.start_title");
  desk.database.read([&](db::Read& tx) {
    const Owners known = owners(tx, who.municipality);
    std::int64_t waiting = 0;
    base::Instant since{INT64_MAX};
    for (const auto& one : figure::unconfirmed(tx, who.municipality)) {
      if (!may_with(who, Deed::confirm_records, known, one.programme, one.fiscal_year)) continue;
      waiting += one.records + one.reversals;
      since = std::min(since, one.since);
    }
    if (waiting > 0)
      section.lines.push_back({say(request, "release_pages.start_waiting",
                                   {{"count", std::to_string(waiting)},
                                    {"since", staff::web::moment_words(request, since)}}),
                               http::address(request.language, kPath), "",
                               staff::StartKind::waiting});
    for (const auto& back : figure::sent_back(tx, who.municipality)) {
      const auto record = record::store::find(tx, who.municipality, back.record);
      if (!record) continue;
      const auto authors = figure::authors_of(tx, who.municipality, *record);
      if (std::ranges::find(authors, who.person) == authors.end()) continue;
      section.lines.push_back({say(request, "release_pages.start_returned",
                                   {{"record", std::to_string(back.record.value)}}),
                               http::address(request.language, work_record_path(back.record.value)),
                               back.reason, staff::StartKind::waiting});
    }
    return 0;
  });
  if (staff::may(who, Deed::release_figures, {who.municipality, who.body}))
    section.lines.push_back({word(request, "release_pages.releases_title"),
                             http::address(request.language, "/staff/releases"),
                             word(request, "release_pages.releases_lead")});
  return {section};
}

}  // namespace plan::web
