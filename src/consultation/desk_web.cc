// The counts are queries, each with a link to where the plan counts the same records.
#include "consultation/desk_web.h"

#include <algorithm>
#include <charconv>

#include "base/japanese_text.h"
#include "consultation/consultation_sheet.h"
#include "consultation/desk_words.h"
#include "figure/figure_service.h"
#include "http/request.h"
#include "plan/plan_service.h"
#include "ui/consultation/desk.h"
#include "ui/consultation/list.h"

namespace consultation::web {
namespace {

std::int64_t whole_number(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// ---- what is due

std::string late_words(const http::Request& request, base::Date on) {
  const int days = base::days_between(on, today());
  if (days < 0) return {};
  if (days == 0) return word(request, "consultation_pages.due_today");
  return say(request, "consultation_pages.due_late", {{"days", std::to_string(days)}});
}

DueLine due_line(const http::Request& request, const Names& names, const Waiting& one) {
  return {.day = staff::web::day_words(request, one.due.on),
          .late = late_words(request, one.due.on),
          .what = word(request, "consultation_pages.due_" + std::string(in_db(one.due.kind))),
          .url = http::address(request.language, path_of(one.due.consultation)),
          .client = client_words(request, one.opened),
          .adviser = names.person(one.opened.consultation.entry.adviser)};
}

DuePlace due_place(const http::Request& request, std::string_view name) {
  const std::string text = request.parameter(name).value_or("");
  const auto place = place_from(text);
  return place ? DuePlace{place->day, place->consultation} : DuePlace{};
}

DueTable due_table(const http::Request& request, const Names& names, std::string_view which,
                   const std::vector<Waiting>& lines, const std::optional<DuePlace>& next) {
  DueTable table;
  const std::string key = "consultation_pages.due_" + std::string(which);
  table.title = word(request, key);
  table.nothing = word(request, key + "_none");
  for (const Waiting& one : lines) table.lines.push_back(due_line(request, names, one));
  if (next) {
    table.more_url =
        http::address(request.language, "/staff/consultations") + "?" +
        http::encode_fields({{std::string(which), place_text({next->due_on, next->consultation})}});
  }
  return table;
}

// ---- what was counted

std::string cell_words(const http::Request& request, const std::vector<Tally>& all,
                       const Tally& wanted) {
  Tally found;
  for (const Tally& one : all)
    if (one.programme == wanted.programme && one.kind == wanted.kind) found = one;
  return say(request, "consultation_pages.tally_cell",
             {{"consultations", std::to_string(found.consultations)},
              {"visits", std::to_string(found.visits)},
              {"clients", std::to_string(found.clients)}});
}

// The figures that count the latest of these records, with what they say of the year.
std::vector<http::Link> cells_of(db::Read& tx, const http::Request& request,
                                 const std::string& municipality, const Tally& tally) {
  std::vector<http::Link> links;
  const auto opened = figure::open_record(tx, municipality, record::RecordId{tally.latest_record});
  if (!opened) return links;
  for (const figure::Place& place : opened->places) {
    const auto held = figure::find(tx, municipality, place.plan, place.row, place.figure);
    if (!held || held->definition.measure != figure::Measure::count) continue;
    figure::Sum sum;
    for (const auto& month :
         figure::by_month(tx, municipality, held->id, place.fiscal_year, figure::Scope::all))
      sum += month.sum;
    const std::string path = "/staff/plans/" + place.plan + "/rows/" + place.row + "/figures/" +
                             place.figure + "/" + std::to_string(place.fiscal_year);
    links.push_back({say(request, "consultation_pages.cell_link",
                         {{"plan", plan::title_of(tx, municipality, place.plan)},
                          {"row", place.row},
                          {"value", std::to_string(sum.value) + held->definition.unit}}),
                     http::address(request.language, path), true});
  }
  return links;
}

std::vector<TallyLine> tally_lines(db::Read& tx, const http::Request& request, const Eyes& eyes,
                                   const Names& names) {
  const base::Date now = today();
  const auto year = tally_of_year(tx, eyes, base::FiscalYear::containing(now));
  const auto month = tally_of_month(tx, eyes, now);
  const auto day = tally_of_day(tx, eyes, now);
  std::vector<TallyLine> lines;
  for (const Tally& one : year)
    lines.push_back({names.programme(one.programme), cell_words(request, day, one),
                     cell_words(request, month, one), cell_words(request, year, one),
                     cells_of(tx, request, eyes.municipality, one)});
  return lines;
}

// ---- looking for consultations

std::vector<staff::Option> options_of(const http::Request& request,
                                      std::span<const std::string_view> codes,
                                      std::string_view chosen) {
  std::vector<staff::Option> options = {
      {"", word(request, "consultation_pages.search_any"), false}};
  for (const std::string_view code : codes)
    options.push_back({std::string(code), code_word(request, code), code == chosen});
  return options;
}

SearchView search_view(const http::Request& request, const Names& names, std::string_view body) {
  const auto asked = [&](std::string_view name) { return request.parameter(name).value_or(""); };
  SearchView view;
  view.from = asked("from");
  view.until = asked("until");
  view.topics = options_of(request, topics(), asked("topic"));
  view.channels = options_of(request, channels(), asked("channel"));
  view.programmes = {{"", word(request, "consultation_pages.search_any"), false}};
  for (const auto& one : names.programmes) {
    const bool is_own = std::ranges::any_of(
        one.owners, [&](const programme::Owner& owner) { return owner.body == body; });
    const bool is_desk =
        one.type == programme::ProgrammeType::consultation ||
        std::ranges::find(one.also, programme::ProgrammeType::consultation) != one.also.end();
    if (is_own && is_desk)
      view.programmes.push_back({one.key, one.name, one.key == asked("programme")});
  }
  view.advisers = {{"", word(request, "consultation_pages.search_any"), false}};
  for (const auto& [person, name] : names.own_people)
    view.advisers.push_back(
        {std::to_string(person), name, std::to_string(person) == asked("adviser")});
  return view;
}

// What the address asks for; what cannot be read is said in `error`.
Question question_of(const http::Request& request, std::string& error) {
  const auto asked = [&](std::string_view name) { return request.parameter(name).value_or(""); };
  Question question;
  const auto day = [&](std::string_view name) -> std::optional<base::Date> {
    const std::string text = base::fold_width(asked(name));
    if (text.empty()) return std::nullopt;
    if (const auto read = base::parse_date(text)) return *read;
    error = say(request, "consultation_pages.search_day_wrong", {{"day", asked(name)}});
    return std::nullopt;
  };
  question.from = day("from");
  question.until = day("until");
  question.programme = asked("programme");
  question.topic = asked("topic");
  question.channel = asked("channel");
  if (const auto adviser = whole_number(asked("adviser")); adviser > 0) question.adviser = adviser;
  if (const auto place = place_from(asked("before"))) question.before = *place;
  return question;
}

http::Fields asked_again(const http::Request& request) {
  http::Fields fields = request.query;
  std::erase_if(fields,
                [](const auto& field) { return field.first == "before" || field.second.empty(); });
  return fields;
}

void look_at(const Visitor& visitor, const std::vector<Opened>& all) {
  for (const Opened& one : all) visitor.looked.ids.push_back(std::to_string(one.consultation.id));
}

}  // namespace

http::Response get_desk(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const staff::Who& who = visitor.visit.who;
  const Eyes eyes = eyes_of(visitor);
  DeskPage view;
  view.page = frame(request, visitor, word(request, "consultation_pages.title"), true);
  view.done = done_words(request);
  view.may_hold = staff::may(who, staff::Deed::hold_consultation, {who.municipality, who.body});
  view.tally_lead = word(request, "consultation_pages.tally_lead");
  desk.database.read([&](db::Read& tx) {
    const Names known = names(tx, who);
    const Inbox waits = inbox(tx, eyes, due_place(request, "mine"), due_place(request, "others"));
    view.dues.push_back(due_table(request, known, "mine", waits.mine, waits.mine_next));
    view.dues.push_back(due_table(request, known, "others", waits.others, waits.others_next));
    for (const auto* lines : {&waits.mine, &waits.others})
      for (const Waiting& one : *lines)
        visitor.looked.ids.push_back(std::to_string(one.due.consultation));
    view.tally = tally_lines(tx, request, eyes, known);
    view.search = search_view(request, known, eyes.body);
  });
  return staff::web::page(pages::desk(view, request.language));
}

http::Response get_list(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const Eyes eyes = eyes_of(visitor);
  ListPage view;
  view.page = frame(request, visitor, word(request, "consultation_pages.list_title"));
  std::string error;
  const Question question = question_of(request, error);
  desk.database.read([&](db::Read& tx) {
    const Names known = names(tx, visitor.visit.who);
    view.search = search_view(request, known, eyes.body);
    view.search.error = error;
    view.lead = say(request, "consultation_pages.list_lead", {{"body", known.body(eyes.body)}});
    if (!error.empty()) return;
    const Page page = search(tx, eyes, question);
    for (const Opened& one : page.consultations) view.lines.push_back(line_of(request, known, one));
    look_at(visitor, page.consultations);
    if (page.next.empty()) return;
    http::Fields fields = asked_again(request);
    fields.emplace_back("before", page.next);
    view.next_url = http::address(request.language, "/staff/consultations/list") + "?" +
                    http::encode_fields(fields);
  });
  view.count =
      say(request, "consultation_pages.list_count", {{"count", std::to_string(view.lines.size())}});
  const http::Fields fields = asked_again(request);
  view.csv_url = http::address(request.language, "/staff/consultations/list.csv") +
                 (fields.empty() ? "" : "?" + http::encode_fields(fields));
  return staff::web::page(pages::list(view, request.language), error.empty() ? 200 : 400);
}

http::Response get_list_csv(const Desk& desk, const http::Request& request,
                            const Visitor& visitor) {
  const Eyes eyes = eyes_of(visitor);
  std::string error;
  const Question question = question_of(request, error);
  if (!error.empty()) return get_list(desk, request, visitor);
  std::string csv;
  const auto done = desk.database.read([&](db::Read& tx) -> base::Result<void> {
    const auto all = search_all(tx, eyes, question);
    if (!all) return std::unexpected(all.error());
    csv = output::csv(consultations_sheet(request.language, names(tx, visitor.visit.who), *all));
    look_at(visitor, *all);
    return {};
  });
  if (!done) return staff::web::refused(request, visitor.visit, done.error());
  http::Response response = staff::web::page(std::move(csv));
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"consultations.csv\"");
  return response;
}

}  // namespace consultation::web
