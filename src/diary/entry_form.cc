// The form of an occurrence: the day, the numbers the programme is measured by, and behind a
// heading what one rarely writes at the venue. Read back, it keeps what was typed.
#include <algorithm>

#include "base/japanese_text.h"
#include "diary/diary_page.h"
#include "record/books.h"

namespace diary::web {
namespace {

using staff::FieldKind;
using staff::FieldView;

std::string typed_in(const http::Fields& typed, std::string_view name) {
  const auto found = std::ranges::find(typed, name, &http::Fields::value_type::first);
  return found == typed.end() ? std::string() : found->second;
}

// A field of the list of words, taken out of the form into a group.
FieldView named_field(const Forms& forms, staff::FormView& form, FieldKind kind, FieldView field) {
  staff::web::add(forms, form, kind, std::move(field));
  FieldView made = std::move(form.fields.back());
  form.fields.pop_back();
  return made;
}

// A field of a line: its words are those of the figure, so it is put together here.
FieldView line_field(const Forms& forms, const staff::FormView& form, const Line& line,
                     const Field& field, const std::string& value) {
  FieldView view;
  view.name = field_name(line, field);
  view.id = form.id + "-" + view.name;
  view.label = field_label(forms.request, line, field);
  view.value = value;
  view.is_choice = field.asks == Asks::code || field.asks == Asks::in_town;
  view.is_number = !view.is_choice;
  view.required = field.required;
  if (forms.tried.form == form.id) {
    view.value = typed_in(forms.tried.typed, view.name);
    for (const auto& wrong : forms.tried.wrong)
      if (wrong.field == view.name) view.error += (view.error.empty() ? "" : " ") + wrong.sentence;
  }
  if (view.is_choice) view.options = options_of(forms.request, field, view.value);
  if (!view.error.empty()) view.described_by = view.id + "-error";
  return view;
}

std::string typed_of_line(const Shown& shown, const Line& line, const Field& field) {
  const auto of_line = shown.typed.find(line.key);
  if (of_line == shown.typed.end()) return {};
  const auto value = of_line->second.find(field.name);
  return value == of_line->second.end() ? std::string() : value->second;
}

std::string day_value(const std::optional<base::Date>& day) {
  return day ? staff::web::day_value(*day) : std::string();
}

// 出納整理期間: in April and May a day may be said to belong to the year just ended.
bool asks_year(const Forms& forms, std::string_view form, const Shown& shown) {
  const auto month = today().month();
  return month == 4 || month == 5 || shown.stated_year ||
         (forms.tried.form == form && !typed_in(forms.tried.typed, "year_of").empty());
}

bool has_refusal(const Tried& tried, std::string_view field) {
  return std::ranges::any_of(tried.wrong, [&](const auto& wrong) { return wrong.field == field; });
}

}  // namespace

std::vector<AskView> asks_of(const Forms& forms, std::string_view form) {
  std::vector<AskView> asks;
  for (const std::string_view name : {"other_year", "same"}) {
    const bool is_said = typed_in(forms.tried.typed, name) == "1";
    if (forms.tried.form != form || (!is_said && !has_refusal(forms.tried, name))) continue;
    asks.push_back({std::string(name), std::string(form) + "-" + std::string(name),
                    word(forms.request, "diary_pages.ask_" + std::string(name)), is_said});
  }
  return asks;
}

EntryFormView entry_form(const Forms& forms, const FormOf& of, const Worked& worked,
                         const Shown& shown) {
  const http::Request& request = forms.request;
  EntryFormView view;
  view.form = staff::web::begin_form(forms, of.id, of.path, of.button);
  const auto named = [&](FieldKind kind, FieldView field) {
    return named_field(forms, view.form, kind, std::move(field));
  };
  GroupView day;
  day.fields.push_back(
      named(FieldKind::day, {.name = "first", .required = true, .value = day_value(shown.first)}));
  view.groups.push_back(std::move(day));
  for (const Line& line : worked.lines) {
    GroupView group;
    group.title = line_title(request, line);
    group.hint = word(request, "record.one_" + std::string(line.kind->code));
    for (const Field& field : line.fields)
      group.fields.push_back(
          line_field(forms, view.form, line, field, typed_of_line(shown, line, field)));
    view.groups.push_back(std::move(group));
  }
  view.more_title = word(request, "diary_pages.more_title");
  GroupView more;
  more.fields.push_back(named(FieldKind::text, {.name = "place", .value = shown.texts.place}));
  more.fields.push_back(
      named(FieldKind::text, {.name = "co_organisers", .value = shown.texts.co_organisers}));
  more.fields.push_back(named(FieldKind::lines, {.name = "note", .value = shown.texts.note}));
  more.fields.push_back(named(FieldKind::day, {.name = "last", .value = day_value(shown.last)}));
  if (asks_year(forms, of.id, shown)) {
    FieldView year{.name = "year_of"};
    year.options = {
        {"", word(request, "diary_pages.year_by_day"), !shown.stated_year},
        {"before", word(request, "diary_pages.year_before"), shown.stated_year.has_value()}};
    more.fields.push_back(named(FieldKind::choice, std::move(year)));
  }
  view.more_open = std::ranges::any_of(more.fields, [](const FieldView& field) {
    return !field.error.empty() || (!field.is_choice && !field.value.empty()) ||
           (field.is_day && !field.year.empty());
  });
  view.more.push_back(std::move(more));
  view.asks = asks_of(forms, of.id);
  if (of.with_reason) view.reason.push_back(named(FieldKind::text, {.name = "reason"}));
  if (of.keeps) view.keep = worked.programme.name;
  return view;
}

void note(const http::Request& request, const Worked& worked, std::vector<Wrong>&& wrong,
          Tried& tried) {
  for (const Wrong& one : wrong) {
    const auto line = std::ranges::find(worked.lines, one.line, &Line::key);
    const Field* field = line == worked.lines.end() ? nullptr : line->find(one.field);
    std::string sentence = base::say(request.language, one.refusal);
    if (field != nullptr)
      sentence = say(request, "diary_pages.field_sentence",
                     {{"field", field_label(request, *line, *field)}, {"sentence", sentence}});
    const std::string name =
        field != nullptr ? field_name(*line, *field)
        : worked.lines.empty() || worked.lines.front().fields.empty()
            ? std::string()
            : field_name(worked.lines.front(), worked.lines.front().fields.back());
    tried.wrong.push_back({name, std::move(sentence)});
  }
}

ReadForm read_form(const http::Request& request, std::string_view form, const Worked& worked) {
  staff::web::FormReading typed(request, form, kWords);
  ReadForm read;
  Occurrence& occurrence = read.occurrence;
  occurrence.programme = worked.programme.key;
  const base::Date first = typed.needed_day("first");
  occurrence.days = {first, typed.day("last").value_or(first)};
  occurrence.texts.place = typed.text("place");
  occurrence.texts.co_organisers = typed.text("co_organisers");
  occurrence.texts.note = request.typed("note").value_or("");
  std::erase(occurrence.texts.note, '\r');
  read.accepted = {request.typed("other_year") == "1", request.typed("same") == "1"};
  if (const std::int64_t repeats = typed.number("repeats"); repeats != 0)
    occurrence.repeats = repeats;
  Typed numbers;
  for (const Line& line : worked.lines)
    for (const Field& field : line.fields)
      if (const auto text = request.typed(field_name(line, field)); text && !text->empty())
        numbers[line.key][field.name] = *text;
  read.tried = typed.tried();
  if (!read.ok()) return read;
  if (const auto fit = check_days(occurrence.days); !fit) {
    read.tried = staff::web::tried(request, form, fit.error(), "last");
    return read;
  }
  std::vector<Wrong> wrong;
  const CodeWords words = code_words();
  Reading reading{worked.programme.key, {}, &words};
  if (request.typed("year_of") == "before")
    reading.stated_year = base::FiscalYear::containing(occurrence.days.last).previous();
  occurrence.facts = read_facts(worked.lines, occurrence.days, numbers, reading, wrong);
  note(request, worked, std::move(wrong), read.tried);
  if (!read.ok()) read.tried.status = 400;
  return read;
}

Tried tried_of(const http::Request& request, std::string_view form, const base::Refusal& refusal) {
  static constexpr std::pair<std::string_view, std::string_view> kFields[] = {
      {other_year.code, "other_year"},
      {same_entry.code, "same"},
      {days_reversed.code, "last"},
      {too_many_days.code, "last"},
      {years_crossed.code, "last"},
      {reason_missing.code, "reason"},
      {record::in_the_future.code, "first"},
      {record::year_closed.code, "first"},
      {record::year_ended.code, "first"},
      {record::year_needs_two.code, "year_of"},
      {record::year_not_by_date.code, "year_of"},
  };
  std::string field;
  for (const auto& [code, name] : kFields)
    if (refusal.code == code) field = name;
  if (refusal.code.starts_with("base.text"))
    for (const base::Fact& fact : refusal.facts)
      if (fact.name == "field") field = fact.value;
  return staff::web::tried(request, form, refusal, field);
}

}  // namespace diary::web
