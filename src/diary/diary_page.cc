// Addresses, the choices of a field, and what the records of an entry moved.
#include "diary/diary_page.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/era.h"
#include "base/japanese_text.h"
#include "diary/diary_words.h"
#include "figure/figure_text.h"
#include "figure/moved.h"
#include "plan/cell_words.h"
#include "plan/plan_service.h"
#include "plan/work_web.h"

namespace diary::web {

std::string diary_path() {
  return "/staff/diary";
}

std::string programme_path(std::string_view programme) {
  return diary_path() + "/" + std::string(programme);
}

std::string month_path(std::string_view programme, int year, unsigned month) {
  return programme_path(programme) + "/months/" + std::to_string(year) + (month < 10 ? "0" : "") +
         std::to_string(month);
}

std::string entry_path(std::int64_t entry) {
  return diary_path() + "/entries/" + std::to_string(entry);
}

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : 0;
}

std::int64_t asked_number(const http::Request& request, std::string_view capture) {
  return number_in(request.capture(capture));
}

base::Date today() {
  return base::japan_date(base::now());
}

int fiscal_year_of(base::Date day) {
  return base::FiscalYear::containing(day).number();
}

std::string year_word(const http::Request& request, int fiscal_year) {
  const auto year = base::FiscalYear::of(fiscal_year);
  return say(request, "diary_pages.year",
             {{"year", std::to_string(fiscal_year)},
              {"era", year ? base::format_era(*year) : std::to_string(fiscal_year)}});
}

std::string days_words(const http::Request& request, const Days& days) {
  const std::string first = staff::web::day_words(request, days.first);
  if (days.first == days.last) return first;
  return say(request, "diary_pages.days",
             {{"first", first},
              {"last", staff::web::day_words(request, days.last)},
              {"count", std::to_string(days.count())}});
}

std::string done_words(const http::Request& request) {
  const std::string key = std::string(kWords) + ".done_" + request.parameter("done").value_or("");
  return base::has_words(key) ? word(request, key) : std::string();
}

http::Response done(const http::Request& request, std::string path, std::string_view said) {
  path += (path.contains('?') ? "&done=" : "?done=") + std::string(said);
  http::Response response = http::redirect(http::address(request.language, path));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

bool may_write(const staff::Who& who, std::string_view body) {
  return staff::may(who, staff::Deed::write_records,
                    {who.municipality, body.empty() ? std::string_view(who.body) : body});
}

std::string line_title(const http::Request& request, const Line& line) {
  return diary::line_title(request.language, line);
}

std::string field_word(const http::Request& request, const Line& line, const Field& field) {
  return diary::field_word(request.language, line, field);
}

std::string field_label(const http::Request& request, const Line& line, const Field& field) {
  return diary::field_label(request.language, line, field);
}

std::string field_name(const Line& line, const Field& field) {
  return line.key + "--" + field.name;
}

std::vector<staff::Option> options_of(const http::Request& request, const Field& field,
                                      std::string_view chosen) {
  std::vector<staff::Option> options = {{"", word(request, "diary_pages.choose"), chosen.empty()}};
  if (field.asks == Asks::in_town) {
    for (const std::string_view code : {"yes", "no"})
      options.push_back({std::string(code),
                         word(request, code == "yes" ? "diary.in_town_yes" : "diary.in_town_no"),
                         chosen == code});
    return options;
  }
  for (const std::string& code : field.codes)
    options.push_back({code, word(request, "record.code_" + code), chosen == code});
  return options;
}

std::string record_words(const http::Request& request, const record::Record& record) {
  return diary::record_words(request.language, record);
}

std::string records_words(const http::Request& request,
                          const std::vector<record::Record>& records) {
  return diary::records_words(request.language, records);
}

// ---- what the records moved

namespace {

std::string cell_url(const http::Request& request, const plan::Plan& plan,
                     const figure::Place& place) {
  const plan::Column* best = nullptr;
  for (const plan::Column& column : plan.columns)
    if (is_in(column.fiscal_years, place.fiscal_year) &&
        (best == nullptr || column.fiscal_years.size() < best->fiscal_years.size()))
      best = &column;
  if (best == nullptr) return {};
  return http::address(request.language,
                       plan::web::work_cell_path(place.plan, place.row, best->key));
}

std::string before_words(const figure::Held& held, const figure::RowDefinition& rule,
                         figure::Value now, const figure::Place& place) {
  if (!figure::is_sum(held.definition.measure)) return {};
  now.sum.value -= place.contribution.value;
  now.sum.divisor -= place.contribution.divisor;
  return figure::with_unit(held.definition, figure::shown_value(held.definition, now, rule));
}

}  // namespace

std::vector<MovedLine> moved_lines(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor,
                                   const std::vector<record::RecordId>& records) {
  const std::string& code = visitor.visit.who.municipality;
  std::vector<MovedLine> lines;
  struct PlanNow {
    figure::Shown shown;
    figure::Table table;
  };
  std::map<std::string, PlanNow> plans;
  const auto moved = desk.database.read([&](db::Read& tx) {
    auto all = figure::moved(tx, code, records);
    for (const auto& one : all) {
      const auto [plan, is_new] = plans.try_emplace(one.place.plan);
      if (is_new)
        plan->second = {figure::shown(tx, code, plan->first),
                        figure::table(tx, code, plan->first, figure::Scope::all)};
    }
    return all;
  });
  // Twelve figures of a line lead to the same line.
  std::map<std::pair<std::string, std::string>, base::Result<plan::Opened>> opened_rows;
  for (const figure::Moved& one : moved) {
    if (one.place.row.empty()) continue;
    const PlanNow& now = plans.at(one.place.plan);
    const figure::Held* held = now.shown.find(one.place.row, one.place.figure);
    const std::pair place{one.place.plan, one.place.row};
    if (!opened_rows.contains(place))
      opened_rows.emplace(
          place, plan::open_row_alone(visitor.actor, desk.database, one.place.plan, one.place.row));
    const auto& opened = opened_rows.at(place);
    if (held == nullptr || !opened) continue;
    const plan::Row* row = plan::find_row(opened->plan, one.place.row);
    const auto value = figure::value_in(now.table, *held, one.place.fiscal_year);
    MovedLine line;
    line.row = opened->plan.title + " " +
               (row == nullptr ? one.place.row : plan::leaf_words(opened->plan, *row));
    line.url = cell_url(request, opened->plan, one.place);
    line.figure = say(request, "diary_pages.figure_in_year",
                      {{"figure", one.place.label.empty() ? one.place.figure : one.place.label},
                       {"year", std::to_string(one.place.fiscal_year)}});
    line.before = before_words(*held, now.shown.row_of(*held), value, one.place);
    line.now = one.now.empty() ? std::string() : one.now + one.unit;
    line.state = one.now == one.confirmed
                     ? word(request, "diary_pages.all_confirmed")
                     : say(request, "diary_pages.unconfirmed_of",
                           {{"confirmed", one.confirmed.empty() ? "—" : one.confirmed + one.unit}});
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace diary::web
