// The words that the pages of the plans share.
#include "plan/plan_words.h"

#include <algorithm>

#include "base/fiscal_year.h"
#include "base/quantity_json.h"
#include "base/yen.h"
#include "http/page_frame.h"

namespace plan {

namespace {

std::string under_plan(base::Language language, std::string_view slug, std::string_view rest) {
  return http::address(language, "/plans/" + std::string(slug) + std::string(rest));
}

constexpr std::string_view kRangeSign = "\uFF5E";
constexpr std::string_view kStar = "\u2606";

std::string tone_of(std::string_view mark) {
  if (mark == "A") return "a";
  if (mark == "B") return "b";
  if (mark == "C") return "c";
  return "other";
}

bool consecutive(const std::vector<int>& years) {
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] != years[i - 1] + 1) return false;
  }
  return true;
}

}  // namespace

std::string plan_url(base::Language language, std::string_view slug) {
  return under_plan(language, slug, "");
}
std::string table_url(base::Language language, std::string_view slug) {
  return under_plan(language, slug, "/table");
}
std::string row_url(base::Language language, std::string_view slug, std::string_view row) {
  return under_plan(language, slug, "/rows/" + std::string(row));
}
std::string document_url(base::Language language, std::string_view slug,
                         std::string_view document) {
  return under_plan(language, slug, "/documents/" + std::string(document));
}
std::string csv_url(base::Language language, std::string_view slug) {
  return under_plan(language, slug, "/table.csv");
}
std::string json_url(std::string_view slug) {
  return "/api/v1/plans/" + std::string(slug);
}

std::vector<FileView> table_files(base::Language language, std::string_view slug,
                                  const std::string& query) {
  const std::pair<std::string_view, std::string_view> files[] = {
      {"/table.xlsx", "report.link_xlsx"},
      {"/table.pdf", "report.link_pdf"},
      {"/table.csv", "plan_pages.csv"},
      {"/table-long.xlsx", "report.link_xlsx_long"},
      {"/table-long.csv", "report.link_csv_long"},
      {"/table-long-definitions.csv", "report.link_definitions"}};
  std::vector<FileView> views;
  for (const auto& [rest, key] : files) {
    views.push_back(
        {under_plan(language, slug, rest) + query, std::string(base::words(language, key))});
  }
  return views;
}

std::string programme_url(base::Language language, std::string_view municipality,
                          std::string_view programme) {
  return http::address(language,
                       "/programmes/" + std::string(municipality) + "/" + std::string(programme));
}
std::string compare_url(base::Language language, std::string_view type) {
  return http::address(language, type.empty() ? "/compare" : "/compare?type=" + std::string(type));
}

std::string type_words(base::Language language, programme::ProgrammeType type) {
  return std::string(base::words(language, "plan.type_" + std::string(programme::in_db(type))));
}

std::string period_words(base::Language language, const Period& period) {
  return base::say(language, "plan.period",
                   {{"from", std::to_string(period.from)},
                    {"to", std::to_string(period.to)},
                    {"printed", period.printed}});
}

std::string period_note(base::Language language, const Period& period, base::Date today) {
  const int current = base::FiscalYear::containing(today).number();
  const std::vector<base::Fact> facts{{"period", period.printed}};
  if (period.to < current) return base::say(language, "plan.period_over", facts);
  if (period.from > current) return base::say(language, "plan.period_ahead", facts);
  return {};
}

std::string years_words(base::Language language, const std::vector<int>& years) {
  if (years.empty()) return {};
  if (years.size() > 1 && consecutive(years)) {
    return base::say(
        language, "plan.years_from_to",
        {{"from", std::to_string(years.front())}, {"to", std::to_string(years.back())}});
  }
  std::string list;
  for (const int year : years) {
    if (!list.empty()) list += base::words(language, "plan.list_comma");
    list += std::to_string(year);
  }
  return base::say(language, "plan.years_listed", {{"years", list}});
}

std::string grouped(const base::Number& number) {
  const std::string text = base::number_text(number);
  if (number.is_fraction()) return text;
  const auto point = text.find('.');
  const std::string decimals = point == std::string::npos ? "" : text.substr(point);
  const std::int64_t whole = number.numerator / number.denominator;
  const bool below_zero = number.numerator < 0 && whole == 0;
  return (below_zero ? "-" : "") + base::with_thousands(whole) + decimals;
}

std::string qualifier_words(base::Language language, const base::Quantity& quantity) {
  std::string list;
  const auto add = [&](std::string_view words) {
    if (!list.empty()) list += base::words(language, "plan.list_comma");
    list += words;
  };
  for (std::size_t i = 0; i < base::qualifier_count; ++i) {
    const auto qualifier = static_cast<base::Qualifier>(i);
    if (!quantity.qualifiers.has(qualifier)) continue;
    add(base::words(language, "plan.qualifier_" + std::string(base::name_of(qualifier))));
  }
  if (quantity.approximate) add(base::words(language, "plan.qualifier_approximate"));
  if (quantity.comparison != base::Comparison::exactly) {
    add(base::words(language,
                    "plan.comparison_" + std::string(base::name_of(quantity.comparison))));
  }
  if (!quantity.per.empty()) add(base::say(language, "plan.per", {{"per", quantity.per}}));
  return list;
}

std::string state_words(base::Language language, CellState state) {
  return std::string(base::words(language, "plan.state_" + std::string(in_db(state))));
}

std::string state_beside(base::Language language, const Plan& plan, const Reading& reading) {
  switch (reading.meaning.state) {
    case CellState::quantities:
    case CellState::words:
    case CellState::not_carried_out:
    case CellState::handed_over:
      return {};
    case CellState::done_elsewhere: {
      if (!reading.meaning.row) return {};
      const Row* row = find_row(plan, *reading.meaning.row);
      return row == nullptr ? std::string()
                            : base::say(language, "plan.done_through",
                                        {{"row", number_words(language, *row)}});
    }
    case CellState::dash:
      return std::string(base::words(language, "plan.dash_unexplained"));
    case CellState::not_yet_counted:
    case CellState::outside_years:
    case CellState::unassigned:
    case CellState::unknown:
      return state_words(language, reading.meaning.state);
  }
  return {};
}

RatingView rating_view(base::Language language, const Plan& plan,
                       const std::optional<Rating>& rating) {
  RatingView view;
  if (!rating) return view;
  view.mark = rating->mark;
  view.tone = tone_of(rating->mark);
  view.words = base::say(language, "plan.mark_words",
                         {{"header", rating_header(plan)}, {"mark", rating->mark}});
  if (rating->scope == RatingScope::programme) {
    view.scope = base::say(language, "plan.scope_programme",
                           {{"rows", std::to_string(rating->over_rows.size())}});
  }
  return view;
}

std::vector<CaveatView> caveat_views(const Plan& plan) {
  std::vector<CaveatView> views;
  for (const auto& caveat : plan.caveats) views.push_back({caveat.text, caveat.note.value_or("")});
  return views;
}

std::string columns_words(const std::string& first, const std::string& last) {
  if (first == last) return first;
  std::size_t shared = 0;
  while (shared < std::min(first.size(), last.size()) &&
         first[first.size() - 1 - shared] == last[last.size() - 1 - shared]) {
    ++shared;
  }
  const auto begins_character = [&](std::size_t at) { return (first[at] & 0xC0) != 0x80; };
  while (shared > 0 && !begins_character(first.size() - shared)) --shared;
  return first.substr(0, first.size() - shared) + std::string(kRangeSign) + last;
}

std::string printed_title(const Row& row) {
  return (row.star ? std::string(kStar) + " " : "") + number_and_title(row);
}

std::string number_words(base::Language language, const Row& row) {
  return row.number ? base::say(language, "plan.number", {{"number", *row.number}}) : row.title;
}

RelatedRow related_view(base::Language language, const Plan& plan, const Row& row) {
  RelatedRow view;
  const Row& programme = programme_row(plan, row);
  view.number = programme.number.value_or("");
  view.title = row.title;
  view.url = row_url(language, plan.slug, programme.key);
  return view;
}

std::string rating_header(const Plan& plan) {
  return plan.rating_scales.empty() ? "" : plan.rating_scales.front().header;
}

bool has_table(const Plan& plan) {
  return !plan.columns.empty();
}

}  // namespace plan
