// The month as a grid: opened, filled, saved as one deed. What somebody else changed meanwhile is
// shown, and what was typed stays.
#include <algorithm>

#include "base/yen.h"
#include "diary/diary_web.h"
#include "diary/month.h"
#include "ui/diary/month.h"

namespace diary::web {
namespace {

constexpr std::string_view kForm = "month";

struct AskedMonth {
  Month month;
  Worked worked;
  std::vector<Entry> entries;  // with their records
  std::vector<DayState> days;
  std::vector<Column> columns;
};

base::Result<AskedMonth> ask_month(const Desk& desk, const http::Request& request,
                                   const Visitor& visitor) {
  const auto month = month_from(request.capture("month"));
  if (!month) return base::refuse(unknown_month, {{"value", request.capture("month")}});
  return desk.database.read([&](db::Read& tx) -> base::Result<AskedMonth> {
    auto form =
        worked(tx, visitor.actor, request.capture("programme"), fiscal_year_of(month->first()));
    if (!form) return std::unexpected(form.error());
    AskedMonth asked{*month, *std::move(form), {}, {}, {}};
    // An entry may begin in the month before and reach into this one.
    const Days days{base::add_days(month->first(), -kDaysMax), month->last()};
    const std::string& code = visitor.visit.who.municipality;
    const std::string& programme = asked.worked.programme.key;
    asked.entries = store::entries_between(tx, code, programme, days);
    std::erase_if(asked.entries, [&](const Entry& entry) {
      return !entry.stands() || entry.days.last < month->first();
    });
    for (store::OfEntry& one : store::records_between(tx, code, programme, days)) {
      const auto entry = std::ranges::find(asked.entries, one.entry, &Entry::entry);
      if (entry != asked.entries.end()) entry->records.push_back(std::move(one.record));
    }
    asked.days = month_state(asked.worked.lines, *month, asked.entries);
    asked.columns = columns_of(asked.worked.lines);
    return asked;
  });
}

std::string cell_name(base::Date day, const Column& column) {
  return "d" + std::to_string(day.day()) + "--" + field_name(*column.line, *column.field);
}

// 8日 and its weekday.
std::string day_title(const http::Request& request, base::Date day) {
  return say(request, "diary_pages.grid_day",
             {{"month", std::to_string(day.month())}, {"day", std::to_string(day.day())}});
}

std::string weekday(const http::Request& request, base::Date day) {
  return word(request, "diary_pages.weekday_" + std::to_string(day.weekday().c_encoding()));
}

// Codes are typed as words.
std::string cell_text(const http::Request& request, const Field& field, const std::string& value) {
  if (value.empty()) return value;
  if (field.asks == Asks::code && is_in(field.codes, value))
    return word(request, "record.code_" + value);
  if (field.asks == Asks::in_town)
    return word(request, value == "yes" ? "diary.in_town_yes" : "diary.in_town_no");
  return value;
}

std::string standing_text(const DayState& day, const Column& column) {
  const auto line = day.typed.find(column.line->key);
  if (line == day.typed.end()) return {};
  const auto cell = line->second.find(column.field->name);
  return cell == line->second.end() ? std::string() : cell->second;
}

std::string head_title(const http::Request& request, const AskedMonth& asked,
                       const Column& column) {
  std::string label = field_label(request, *column.line, *column.field);
  const bool is_alone = std::ranges::count_if(asked.columns, [&](const Column& other) {
                          return field_label(request, *other.line, *other.field) == label;
                        }) == 1;
  if (!is_alone) label = line_title(request, *column.line) + " " + label;
  return label;
}

GridRow grid_row(const Forms& forms, const AskedMonth& asked, const DayState& day, bool may_here) {
  const http::Request& request = forms.request;
  const bool is_tried = forms.tried.form == kForm;
  const bool is_open = may_here && !day.is_fixed && day.day <= today();
  GridRow row;
  row.title = day_title(request, day.day);
  row.weekday = weekday(request, day.day);
  if (day.entry) row.url = http::address(request.language, entry_path(day.entry->entry));
  if (day.is_fixed)
    row.others = say(request, "diary_pages.grid_several", {{"count", std::to_string(day.entries)}});
  for (const Column& column : asked.columns) {
    GridCell cell;
    cell.name = cell_name(day.day, column);
    cell.id = std::string(kForm) + "-" + cell.name;
    cell.label = head_title(request, asked, column);
    cell.about = row.title + " " + cell.label;
    cell.value = cell_text(request, *column.field, standing_text(day, column));
    cell.fixed = !is_open;
    cell.numeric = column.field->asks != Asks::code && column.field->asks != Asks::in_town;
    if (is_tried && is_open) {
      cell.value = request.typed(cell.name).value_or("");
      cell.wrong = std::ranges::any_of(forms.tried.wrong,
                                       [&](const auto& one) { return one.field == cell.name; });
    }
    row.cells.push_back(std::move(cell));
  }
  return row;
}

// Of this programme alone, whatever number of a deed stands in the address.
std::vector<record::RecordId> records_of(const Desk& desk, const Visitor& visitor,
                                         std::string_view programme, std::int64_t deed) {
  return desk.database.read([&](db::Read& tx) {
    return store::records_of_deed(tx, visitor.visit.who.municipality, programme, deed);
  });
}

std::vector<http::Link> links_of(const http::Request& request, const AskedMonth& asked) {
  const auto link = [&](const Month& month, std::string_view name) {
    return http::Link{
        say(request, name,
            {{"year", std::to_string(month.year)}, {"month", std::to_string(month.month)}}),
        http::address(request.language,
                      month_path(asked.worked.programme.key, month.year, month.month)),
        true};
  };
  std::vector<http::Link> links = {link(previous(asked.month), "diary_pages.month_before")};
  if (asked.month.last() < today())
    links.push_back(link(next(asked.month), "diary_pages.month_after"));
  links.push_back(
      {word(request, "diary_pages.paste_title"),
       http::address(request.language, programme_path(asked.worked.programme.key) + "/paste"),
       true});
  return links;
}

http::Response month_page(const Desk& desk, const http::Request& request, const Visitor& visitor,
                          const AskedMonth& asked, const Tried& tried) {
  visitor.looked.subject_kind = "diary";
  visitor.looked.subject_key = asked.worked.programme.key;
  const Forms forms{request, &visitor.visit, tried, kWords};
  MonthPage view;
  view.title = say(request, "diary_pages.month_title",
                   {{"programme", asked.worked.programme.name},
                    {"year", std::to_string(asked.month.year)},
                    {"month", std::to_string(asked.month.month)}});
  view.page = staff::web::frame(
      request, visitor.visit, view.title,
      {{word(request, "diary_pages.diary_title"), http::address(request.language, diary_path()),
        true},
       {asked.worked.programme.name,
        http::address(request.language, programme_path(asked.worked.programme.key))}});
  view.done = done_words(request);
  view.problems = staff::web::problems(forms);
  view.may_write = may_write(visitor.visit.who, asked.worked.body) && !asked.columns.empty() &&
                   asked.month.first() <= today();
  view.lead = word(request, view.may_write ? "diary_pages.month_lead" : "diary_pages.month_read");
  view.links = links_of(request, asked);
  for (const Column& column : asked.columns)
    view.heads.push_back({head_title(request, asked, column),
                          word(request, "record.one_" + std::string(column.line->kind->code))});
  for (const DayState& day : asked.days)
    view.rows.push_back(grid_row(forms, asked, day, view.may_write));
  view.sums_title = word(request, "diary_pages.month_sum");
  for (const auto& sum : sums(asked.columns, asked.days))
    view.sums.push_back(sum ? base::with_thousands(*sum) : std::string());
  if (const auto deed = number_in(request.parameter("deed").value_or("")); deed != 0)
    view.moved = moved_lines(desk, request, visitor,
                             records_of(desk, visitor, asked.worked.programme.key, deed));
  view.form = staff::web::begin_form(
      forms, kForm, month_path(asked.worked.programme.key, asked.month.year, asked.month.month),
      "diary_pages.month_save");
  view.form.hidden.push_back({"seen", seen(asked.entries)});
  staff::web::add(forms, view.form, staff::FieldKind::text, {.name = "reason"});
  view.asks = asks_of(forms, kForm);
  return staff::web::page(pages::month(view, request.language), tried.status);
}

Typed cells_of(const http::Request& request, const AskedMonth& asked, const DayState& day) {
  Typed cells;
  for (const Column& column : asked.columns)
    if (const auto text = request.typed(cell_name(day.day, column)); text && !text->empty())
      cells[column.line->key][column.field->name] = *text;
  return cells;
}

// What has to change, day by day; mistakes are noted beside their cells.
std::vector<DayWork> changes_of(const http::Request& request, const AskedMonth& asked,
                                Tried& tried) {
  std::vector<DayWork> works;
  const CodeWords words = code_words();
  for (const DayState& day : asked.days) {
    if (day.is_fixed || day.day > today()) continue;
    const Typed typed = wanted(asked.columns, day, cells_of(request, asked, day));
    const bool had = day.entry.has_value();
    if (typed.empty() && !had) continue;
    std::vector<Wrong> wrong;
    auto facts = read_facts(asked.worked.lines, {day.day, day.day}, typed,
                            {asked.worked.programme.key, {}, &words}, wrong);
    std::erase_if(wrong, [](const Wrong& one) { return one.refusal.code == nothing_entered.code; });
    for (const Wrong& one : wrong) {
      const auto column = std::ranges::find_if(asked.columns, [&](const Column& each) {
        return each.line->key == one.line && each.field->name == one.field;
      });
      const std::string label =
          column == asked.columns.end() ? std::string() : head_title(request, asked, *column);
      tried.wrong.push_back({column == asked.columns.end() ? "reason" : cell_name(day.day, *column),
                             say(request, "diary_pages.field_sentence",
                                 {{"field", day_title(request, day.day) + " " + label},
                                  {"sentence", base::say(request.language, one.refusal)}})});
    }
    if (!wrong.empty() || (!had && facts.empty())) continue;
    if (had && changes_between(day.entry->records, facts).none()) continue;
    DayWork work{{}, {day.day, day.day}, {}, std::move(facts)};
    if (had) {
      work.entry = Which{day.entry->entry, day.entry->version};
      work.texts = day.entry->texts;
    }
    works.push_back(std::move(work));
  }
  return works;
}

}  // namespace

http::Response get_month(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto asked = ask_month(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  return month_page(desk, request, visitor, *asked, {});
}

http::Response post_month(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto asked = ask_month(desk, request, visitor);
  if (!asked) return staff::web::refused(request, visitor.visit, asked.error());
  Tried tried{.form = std::string(kForm), .typed = request.form, .status = 400};
  if (request.typed("seen") != seen(asked->entries))
    return month_page(
        desk, request, visitor, *asked,
        staff::web::tried(request, kForm, {month_changed.code, month_changed.http_status, {}}, ""));
  Sheet sheet{asked->worked.programme.key, How::month, changes_of(request, *asked, tried),
              request.capture("month")};
  if (!tried.wrong.empty()) return month_page(desk, request, visitor, *asked, tried);
  const Accepted accepted{request.typed("other_year") == "1", request.typed("same") == "1"};
  const auto saved =
      save(visitor.actor, desk.database,
           {request.typed(staff::web::kCommand).value_or(""), request.typed("reason").value_or("")},
           sheet, accepted);
  if (!saved) {
    Tried refused = tried_of(request, kForm, saved.error());
    for (const base::Fact& fact : saved.error().facts) {
      if (fact.name != "line") continue;
      const auto line = static_cast<std::size_t>(read_number(fact.value, {}).value_or(1)) - 1;
      if (line >= sheet.days.size()) continue;
      auto& wrong = refused.wrong.front();
      wrong.sentence = say(request, "diary_pages.field_sentence",
                           {{"field", day_title(request, sheet.days[line].days.first)},
                            {"sentence", wrong.sentence}});
    }
    return month_page(desk, request, visitor, *asked, refused);
  }
  return done(request,
              month_path(sheet.programme, asked->month.year, asked->month.month) +
                  "?deed=" + std::to_string(saved->deed),
              "month_saved");
}

}  // namespace diary::web
