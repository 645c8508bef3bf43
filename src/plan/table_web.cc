// The progress table as a page and as files: the same choice of lines in all.
#include <algorithm>

#include "base/date.h"
#include "http/page_frame.h"
#include "http/request.h"
#include "plan/plan_service.h"
#include "plan/plan_sheet.h"
#include "plan/plan_web.h"
#include "plan/plan_words.h"
#include "plan/released_words.h"
#include "plan/table.h"
#include "ui/plan/table.h"

namespace plan::web {

namespace {

using base::Language;
using base::say;
using base::words;
using Lines = std::vector<const Row*>;

TableChoice choice_of(const http::Request& request) {
  return {.objective = request.parameter("objective").value_or(""),
          .mark = request.parameter("rating").value_or(""),
          .year = request.parameter("year").value_or(""),
          .text = request.parameter("text").value_or(""),
          .department = request.parameter("department").value_or(""),
          .sort = request.parameter("sort").value_or("")};
}

std::vector<OptionView> options_with_all(Language language, std::vector<OptionView> options,
                                         const std::string& selected) {
  if (options.empty()) return options;
  options.insert(
      options.begin(),
      {.value = "", .label = std::string(words(language, "plan.filter_all")), .selected = false});
  for (auto& option : options) option.selected = option.value == selected;
  return options;
}

std::vector<OptionView> node_options(const Plan& plan) {
  std::vector<OptionView> options;
  for (const auto& node : plan.nodes) {
    const std::string name = place_name(node);
    options.push_back(
        {.value = node.key, .label = node.parent ? "　" + name : name, .selected = false});
  }
  return options;
}

std::vector<OptionView> mark_options(const Plan& plan) {
  std::vector<OptionView> options;
  for (const auto& [mark, count] : mark_counts(plan)) {
    options.push_back({.value = mark, .label = mark, .selected = false});
  }
  return options;
}

std::vector<OptionView> year_options(Language language, const Plan& plan) {
  std::vector<OptionView> options;
  for (int year = plan.period.from; year <= plan.period.to; ++year) {
    options.push_back(
        {.value = std::to_string(year), .label = years_words(language, {year}), .selected = false});
  }
  return options;
}

std::vector<OptionView> department_options(const Plan& plan) {
  std::vector<OptionView> options;
  for (const auto& department : departments_of(plan)) {
    options.push_back({.value = department, .label = department, .selected = false});
  }
  return options;
}

std::string sort_words(Language language, std::string_view order) {
  return std::string(words(language, "plan.sort_" + std::string(order)));
}

std::vector<OptionView> sort_options(Language language, const Plan& plan,
                                     const std::string& selected) {
  std::vector<OptionView> options = {
      {.value = "", .label = sort_words(language, "printed"), .selected = selected.empty()}};
  for (const auto order : kSorts) {
    if (order == kSortMark && plan.rating_scales.empty()) continue;
    options.push_back({.value = std::string(order),
                       .label = sort_words(language, order),
                       .selected = order == selected});
  }
  return options;
}

bool prints_years(const Plan& plan) {
  return std::any_of(plan.rows.begin(), plan.rows.end(),
                     [](const Row& row) { return row.years.printed.has_value(); });
}

TableFilter filter_view(Language language, const Plan& plan, const TableChoice& choice) {
  TableFilter view;
  view.action = table_url(language, plan.slug);
  view.clear_url = view.action;
  view.objectives = options_with_all(language, node_options(plan), choice.objective);
  view.ratings = options_with_all(language, mark_options(plan), choice.mark);
  if (prints_years(plan)) {
    view.years = options_with_all(language, year_options(language, plan), choice.year);
  }
  view.departments = options_with_all(language, department_options(plan), choice.department);
  view.sorts = sort_options(language, plan, choice.sort);
  view.text = choice.text;
  view.is_set = choice.is_set();
  return view;
}

// One line of the table with its neighbours in what is shown.
class LineView {
 public:
  LineView(Language language, const Plan& plan, const Lines& lines, std::size_t line)
      : language_(language), plan_(plan), lines_(lines), line_(line), leaf_(*lines[line]) {}

  TableRow make() const {
    const Row& programme = programme_row(plan_, leaf_);
    TableRow view;
    view.anchor = "row-" + leaf_.key;
    view.number = programme.number.value_or("");
    view.title = programme.title;
    view.url = row_url(language_, plan_.slug, programme.key);
    if (leaf_.parent) view.sub_title = printed_title(leaf_);
    view.programme_rowspan = run_length(lines_, line_, [&](const Row& a, const Row& b) {
      return &programme_row(plan_, a) == &programme_row(plan_, b);
    });
    if (programme.node_certainty.confidence != Confidence::high) {
      view.placed = words(language_, "plan.place_inferred");
    }
    view.years = leaf_.years.printed.value_or("");
    view.years_rowspan = prints_years(plan_) ? 1 : 0;
    add_cells(view);
    add_rating(view);
    return view;
  }

 private:
  void add_cells(TableRow& view) const {
    for (std::size_t column = 0; column < plan_.columns.size(); ++column) {
      const Stretch stretch = stretch_of(plan_, lines_, line_, column);
      const Cell* cell = find_cell(leaf_, plan_.columns[column].key);
      const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
      if (reading == nullptr) continue;
      if (stretch.rows > 0) {
        view.cells.push_back(cell_view(*reading, column, stretch));
        view.cells.back().apart = apart_in_short(language_, *cell);
      } else if (under_line_above(column) && !continues(column)) {
        view.covered.push_back(covered_fact(*reading, column));
      }
    }
  }

  bool under_line_above(std::size_t column) const {
    return line_ > 0 && column_merged(line_ - 1, column) == column_merged(line_, column);
  }

  // The column to the left belongs to the same printed cell: it has been told already.
  bool continues(std::size_t column) const {
    return column > 0 && column_merged(line_, column) == column_merged(line_, column - 1);
  }

  // What a cell of the line above says of this line, once for all its columns.
  FactView covered_fact(const Reading& reading, std::size_t column) const {
    std::size_t last = column;
    while (last + 1 < plan_.columns.size() && continues(last + 1)) ++last;
    const std::string state = state_beside(language_, plan_, reading);
    std::string text = covered_text(reading);
    if (!state.empty()) {
      text = say(language_, "plan.covered_with_state", {{"text", text}, {"state", state}});
    }
    return {columns_words(plan_.columns[column].header, plan_.columns[last].header), text, "", ""};
  }

  const std::optional<std::string>& column_merged(std::size_t line, std::size_t column) const {
    return merged_at(plan_, *lines_[line], column);
  }

  std::string covered_text(const Reading& reading) const {
    const MergedCell* merged = reading.merged ? find_merged(plan_, *reading.merged) : nullptr;
    return merged == nullptr ? reading.text.value_or("") : merged_text(*merged);
  }

  CellView cell_view(const Reading& reading, std::size_t column, Stretch stretch) const {
    CellView view;
    const std::size_t last = column + static_cast<std::size_t>(stretch.columns) - 1;
    view.label = columns_words(plan_.columns[column].header, plan_.columns[last].header);
    view.colspan = stretch.columns;
    view.rowspan = stretch.rows;
    view.is_merged = stretch.columns > 1 || stretch.rows > 1;
    const MergedCell* merged = reading.merged ? find_merged(plan_, *reading.merged) : nullptr;
    if (merged != nullptr) {
      view.lines = merged->texts;
    } else if (reading.text) {
      view.lines = {*reading.text};
    }
    view.state = state_beside(language_, plan_, reading);
    if (!view.lines.empty()) {
      const std::string source(in_db(reading.source));
      view.mark_lead = words(language_, "plan.source_lead_" + source);
      view.mark = words(language_, "plan.source_short_" + source);
    }
    if (reading.certainty.confidence != Confidence::high) {
      view.uncertain = words(language_, "plan.uncertain");
    }
    return view;
  }

  // For the phone's card of a line whose mark stands on the line above.
  std::string rating_words(const Row& holder) const {
    const RatingView view = rating_view(language_, plan_, holder.rating);
    return say(language_, "plan.mark_shared", {{"mark", view.mark}, {"scope", view.scope}});
  }

  void add_rating(TableRow& view) const {
    const Row* holder = rating_holder(plan_, leaf_);
    view.rating_rowspan = run_length(lines_, line_, [&](const Row& a, const Row& b) {
      const Row* above = rating_holder(plan_, a);
      return above != nullptr && above == rating_holder(plan_, b);
    });
    view.has_rating = !plan_.rating_scales.empty() && view.rating_rowspan > 0;
    if (view.has_rating) {
      view.rating =
          rating_view(language_, plan_, holder == nullptr ? std::nullopt : holder->rating);
      if (view.rating_rowspan > 1) view.rating.scope.clear();
    } else if (holder != nullptr) {
      view.covered.push_back({rating_header(plan_), rating_words(*holder), "", ""});
    }
  }

  Language language_;
  const Plan& plan_;
  const Lines& lines_;
  std::size_t line_;
  const Row& leaf_;
};

// A column that no cell begins in is none.
int title_columns(const Lines& lines) {
  return std::ranges::any_of(lines, [](const Row* leaf) { return leaf->parent.has_value(); }) ? 2
                                                                                              : 1;
}

std::vector<TableRow> rows_of(Language language, const Plan& plan, const Lines& lines) {
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    rows.push_back(LineView(language, plan, lines, i).make());
  }
  return rows;
}

// Lines in another order than the printed one stand in one group that says so.
std::vector<TableGroup> sorted_group(Language language, const Plan& plan, const Lines& lines,
                                     const std::string& order) {
  if (lines.empty()) return {};
  TableGroup group;
  group.name = sort_words(language, order);
  group.rows = rows_of(language, plan, lines);
  return {std::move(group)};
}

// Lines are grouped as printed: by their innermost place. A merged cell never crosses a group.
std::vector<TableGroup> groups_of(Language language, const Plan& plan, const Lines& lines) {
  std::vector<TableGroup> groups;
  std::size_t start = 0;
  while (start < lines.size()) {
    const auto places = place_of(plan, *lines[start]);
    const Node* place = places.empty() ? nullptr : places.back();
    std::size_t end = start + 1;
    while (end < lines.size()) {
      const auto next = place_of(plan, *lines[end]);
      if ((next.empty() ? nullptr : next.back()) != place) break;
      ++end;
    }
    TableGroup group;
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
      group.path += (group.path.empty() ? "" : " › ") + place_name(*places[i]);
    }
    if (place != nullptr) {
      group.name = place_name(*place);
      if (place->certainty.confidence != Confidence::high) {
        group.note = words(language, "plan.uncertain_place");
      }
    }
    group.rows = rows_of(language, plan,
                         Lines(lines.begin() + static_cast<std::ptrdiff_t>(start),
                               lines.begin() + static_cast<std::ptrdiff_t>(end)));
    groups.push_back(std::move(group));
    start = end;
  }
  return groups;
}

std::vector<ColumnView> column_views(Language language, const Plan& plan) {
  std::vector<ColumnView> views;
  for (const auto& column : plan.columns) {
    const bool year = column.kind == ColumnKind::year;
    views.push_back({column.header, year ? years_words(language, column.fiscal_years) : ""});
  }
  return views;
}

// The query of the page, handed on to the CSV of the same choice.
std::string query_of(const TableChoice& choice) {
  http::Fields fields;
  const std::pair<std::string_view, const std::string*> named[] = {
      {"objective", &choice.objective},   {"rating", &choice.mark}, {"year", &choice.year},
      {"department", &choice.department}, {"sort", &choice.sort},   {"text", &choice.text}};
  for (const auto& [name, value] : named) {
    if (!value->empty()) fields.emplace_back(name, *value);
  }
  return fields.empty() ? "" : "?" + http::encode_fields(fields);
}

}  // namespace

http::Response get_table(db::Database& database, const http::Request& request) {
  const auto language = request.language;
  const auto opened = open(base::Actor::visitor(), database, request.capture("slug"));
  if (!opened) return http::refused(opened.error());
  const Plan& plan = opened->plan;
  const TableChoice choice = choice_of(request);
  const auto lines = choose(plan, choice);
  if (!lines) return http::refused(lines.error());
  TablePage view;
  view.page = http::page_frame(request, std::string(words(language, "plan_pages.table_title")),
                               {{plan.title, plan_url(language, plan.slug)}});
  view.municipality = opened->municipality.name;
  view.plan_title = plan.title;
  view.plan_url = plan_url(language, plan.slug);
  view.period_note = period_note(language, plan.period, base::japan_date(base::now()));
  view.rating_header = rating_header(plan);
  view.has_years = prints_years(plan);
  view.filter = filter_view(language, plan, choice);
  view.shown_count = static_cast<std::int64_t>(lines->size());
  view.total_count = static_cast<std::int64_t>(leaves(plan).size());
  view.columns = column_views(language, plan);
  view.title_columns = title_columns(*lines);
  view.column_count = 1 + view.title_columns + (view.has_years ? 1 : 0) +
                      static_cast<int>(view.columns.size()) + (view.rating_header.empty() ? 0 : 1);
  view.groups = choice.sort.empty() ? groups_of(language, plan, *lines)
                                    : sorted_group(language, plan, *lines, choice.sort);
  for (TableGroup& group : view.groups) {
    for (TableRow& row : group.rows) row.title_columns = view.title_columns;
  }
  view.caveats = caveat_views(plan);
  view.files = table_files(language, plan.slug, query_of(choice));
  view.json_url = json_url(plan.slug);
  return {.body = pages::table(view, language)};
}

namespace {

// One of the words that a field of the query may hold; "" where the query has none.
base::Result<std::string> one_of(const http::Request& request, const std::string& field,
                                 std::initializer_list<std::string_view> words_allowed) {
  const std::string value = request.parameter(field).value_or("");
  if (value.empty() ||
      std::find(words_allowed.begin(), words_allowed.end(), value) != words_allowed.end()) {
    return value;
  }
  return base::refuse(unknown_filter, {{"field", field}, {"value", value}});
}

base::Result<ReportFile> table_file(db::Database& database, const http::Request& request,
                                    ReportFormat format) {
  const auto opened = open(base::Actor::visitor(), database, request.capture("slug"));
  if (!opened) return std::unexpected(opened.error());
  auto lines = choose(opened->plan, choice_of(request));
  if (!lines) return std::unexpected(lines.error());
  auto columns = columns_of(opened->plan, {});
  if (!columns) return std::unexpected(columns.error());
  const auto paper = one_of(request, "paper", {"a3", "a4"});
  if (!paper) return std::unexpected(paper.error());
  const auto encoding = one_of(request, "encoding", {"utf-8", "cp932"});
  if (!encoding) return std::unexpected(encoding.error());
  ReportChoice choice{.language = request.language,
                      .lines = *std::move(lines),
                      .columns = *std::move(columns),
                      .paper = *paper == "a4" ? output::Paper::a4 : output::Paper::a3,
                      .cp932 = *encoding == "cp932"};
  tell_releases(database, *opened, choice);
  return report(*opened, format, choice);
}

}  // namespace

template <ReportFormat format>
http::Response get_table_file(db::Database& database, const http::Request& request) {
  auto file = table_file(database, request, format);
  if (!file) return http::refused(file.error());
  http::Response response;
  response.content_type = file->content_type;
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + file->name + "\"");
  response.body = std::move(file->bytes);
  response.changed_at = file->changed_at;
  return response;
}

template http::Response get_table_file<ReportFormat::csv>(db::Database&, const http::Request&);
template http::Response get_table_file<ReportFormat::csv_long>(db::Database&, const http::Request&);
template http::Response get_table_file<ReportFormat::csv_definitions>(db::Database&,
                                                                      const http::Request&);
template http::Response get_table_file<ReportFormat::xlsx>(db::Database&, const http::Request&);
template http::Response get_table_file<ReportFormat::xlsx_long>(db::Database&,
                                                                const http::Request&);
template http::Response get_table_file<ReportFormat::json>(db::Database&, const http::Request&);
template http::Response get_table_file<ReportFormat::pdf>(db::Database&, const http::Request&);

}  // namespace plan::web
