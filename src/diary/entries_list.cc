// A list of entries, narrowed by year, month and words, page by page, and taken away as CSV.
#include <algorithm>

#include "base/japanese_text.h"
#include "diary/diary_page.h"
#include "diary/diary_sheet.h"
#include "diary/listing.h"
#include "http/request.h"

namespace diary::web {
namespace {

constexpr int kPage = 50;
constexpr std::string_view kForm = "filter";

Wanted filter_of(const http::Request& request) {
  Wanted filter;
  filter.limit = kPage;
  const auto number = [&](std::string_view name) {
    const std::string text = base::fold_width(request.parameter(name).value_or(""));
    int value = 0;
    for (const char c : text) {
      if (c < '0' || c > '9' || value > 9999) return 0;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  filter.fiscal_year = number("year");
  if (!base::FiscalYear::of(filter.fiscal_year)) filter.fiscal_year = fiscal_year_of(today());
  if (const int month = number("month"); month >= 1 && month <= 12)
    filter.month = static_cast<unsigned>(month);
  filter.text = request.parameter("q").value_or("");
  if (!base::check_text(filter.text, base::Lines::one, 100)) filter.text.clear();
  filter.before = place_from(request.parameter("before").value_or(""));
  return filter;
}

http::Fields query_of(const Wanted& filter) {
  http::Fields query = {{"year", std::to_string(filter.fiscal_year)}};
  if (filter.month != 0) query.emplace_back("month", std::to_string(filter.month));
  if (!filter.text.empty()) query.emplace_back("q", filter.text);
  return query;
}

FilterView filter_view(const http::Request& request, const Wanted& filter,
                       const std::string& path) {
  const Forms forms{request, nullptr, {}, kWords};
  staff::FormView form = staff::web::begin_form(forms, kForm, path, "diary_pages.filter_button");
  std::vector<staff::Option> years;
  const int now = fiscal_year_of(today());
  for (int year = now + 1; year >= std::min(filter.fiscal_year, now - 10); --year)
    years.push_back({std::to_string(year), year_word(request, year), year == filter.fiscal_year});
  std::vector<staff::Option> months = {{"", word(request, "diary_pages.all_months"), false}};
  for (unsigned i = 0; i < 12; ++i) {
    const unsigned month = (i + 3) % 12 + 1;
    months.push_back({std::to_string(month),
                      say(request, "diary_pages.month_number", {{"month", std::to_string(month)}}),
                      month == filter.month});
  }
  using staff::FieldKind;
  staff::web::add(forms, form, FieldKind::choice, {.name = "year", .options = std::move(years)});
  staff::web::add(forms, form, FieldKind::choice, {.name = "month", .options = std::move(months)});
  staff::web::add(forms, form, FieldKind::text, {.name = "q", .value = filter.text});
  FilterView view{form.action, std::move(form.fields), {}};
  if (filter.month != 0 || !filter.text.empty()) view.clear_url = form.action;
  return view;
}

std::string state_words(const http::Request& request, const Entry& entry) {
  if (!entry.stands()) return word(request, "diary_pages.taken_back");
  std::string text =
      word(request, entry.unconfirmed() ? "diary_pages.unconfirmed" : "diary_pages.confirmed");
  if (entry.version > 1) text += " " + word(request, "diary_pages.corrected");
  return text;
}

}  // namespace

EntriesView entries_view(const Desk& desk, const http::Request& request, const Visitor& visitor,
                         const std::string& path, const std::string& programme,
                         const std::string& body) {
  const std::string& code = visitor.visit.who.municipality;
  Wanted filter = filter_of(request);
  filter.programme = programme;
  const store::Asked asked = asked_of(filter, body);
  EntriesView view;
  view.filter = filter_view(request, filter, path);
  view.with_programme = programme.empty();
  view.csv_url = http::address(request.language, path) +
                 (programme.empty() ? "/entries.csv?" : "/diary.csv?") +
                 http::encode_fields(query_of(filter));
  desk.database.read([&](db::Read& tx) {
    const auto names = programme_names(tx, code);
    const auto total = store::count(tx, code, asked);
    auto entries = store::list(tx, code, asked);
    view.count = say(request, "diary_pages.entries_count", {{"count", std::to_string(total)}});
    for (Entry& entry : entries) {
      entry.records = store::records(tx, code, entry.entry);
      const auto name = names.find(entry.programme);
      visitor.looked.ids.push_back(std::to_string(entry.entry));
      view.entries.push_back({days_words(request, entry.days),
                              http::address(request.language, entry_path(entry.entry)),
                              name == names.end() ? entry.programme : name->second,
                              records_words(request, entry.records), entry.texts.place,
                              state_words(request, entry)});
    }
    if (entries.size() == kPage) {
      auto query = query_of(filter);
      query.emplace_back("before",
                         place_text({base::iso(entries.back().days.first), entries.back().entry}));
      view.next_url = http::address(request.language, path) + "?" + http::encode_fields(query);
    }
    return 0;
  });
  if (view.entries.empty()) view.nothing = word(request, "diary_pages.entries_none");
  return view;
}

http::Response entries_csv(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const std::string& programme, const std::string& body) {
  const std::string& code = visitor.visit.who.municipality;
  Wanted filter = filter_of(request);
  filter.programme = programme;
  std::string csv;
  const auto done = desk.database.read([&](db::Read& tx) -> base::Result<void> {
    const auto entries = list_all(tx, code, asked_of(filter, body));
    if (!entries) return std::unexpected(entries.error());
    csv = output::csv(entries_sheet(request.language, *entries, programme_names(tx, code)));
    return {};
  });
  if (!done) return staff::web::refused(request, visitor.visit, done.error());
  http::Response response{200, "text/csv; charset=utf-8", std::move(csv), {}, {}};
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"diary.csv\"");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace diary::web
