// Lays a plan out as its own printed table.
#include "plan/form_sheet.h"

#include <algorithm>

#include "plan/plan_sheet.h"
#include "plan/plan_words.h"
#include "plan/released_words.h"
#include "plan/table.h"

namespace plan {

namespace {

using base::words;
using output::Align;
using Lines = std::vector<const Row*>;

// Widths in half-width characters.
constexpr int kNumberWidth = 6;
constexpr int kTitleWidth = 20;
constexpr int kSubTitleWidth = 20;
constexpr int kDescriptionWidth = 40;
constexpr int kDepartmentWidth = 14;
constexpr int kYearsWidth = 10;
constexpr int kCellWidth = 22;
constexpr int kMarkWidth = 8;

// The plan with the wanted columns only: merged cells are measured over what is shown.
Plan with_columns(const Plan& plan, const std::vector<const Column*>& columns) {
  Plan shown = plan;
  shown.columns.clear();
  for (const auto* column : columns) shown.columns.push_back(*column);
  return shown;
}

class Form {
 public:
  Form(const Plan& plan, base::Language language, const Lines& lines, const YearStages& years)
      : plan_(plan), language_(language), lines_(lines), years_(years) {
    const auto any = [&](auto holds) { return std::any_of(lines.begin(), lines.end(), holds); };
    has_sub_titles_ = any([](const Row* leaf) { return leaf->parent.has_value(); });
    has_descriptions_ =
        any([&](const Row* leaf) { return programme_row(plan_, *leaf).description.has_value(); });
    has_departments_ =
        any([&](const Row* leaf) { return !programme_row(plan_, *leaf).departments.empty(); });
    has_years_ = any([](const Row* leaf) { return leaf->years.printed.has_value(); });
    has_marks_ = !plan_.rating_scales.empty();
  }

  output::Table make(const std::string& municipality, const std::string& as_of) {
    table_.name = words(language_, "report.form_name");
    table_.title = plan_.title;
    if (plan_.edition) table_.title += "　" + *plan_.edition;
    table_.above = {base::say(
        language_, "report.of_municipality",
        {{"municipality", municipality}, {"period", period_words(language_, plan_.period)}})};
    table_.as_of = base::say(language_, "report.as_of", {{"date", as_of}});
    add_headings();
    std::vector<const Node*> above;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      add_bands(above, place_of(plan_, *lines_[line]));
      add_line(line);
    }
    add_below();
    return std::move(table_);
  }

 private:
  void add_headings() {
    output::Line& line = table_.headings.emplace_back();
    const auto add = [&](std::string text, int width, Align align = Align::left,
                         std::string note = "") {
      line.cells.push_back({.column = static_cast<int>(table_.columns.size()),
                            .text = std::move(text),
                            .note = std::move(note)});
      table_.columns.push_back({width, align});
    };
    add(word("plan.sheet_number"), kNumberWidth, Align::centre);
    add(word("plan.sheet_title"), kTitleWidth);
    if (has_sub_titles_) {
      line.cells.back().columns = 2;
      table_.columns.push_back({kSubTitleWidth, Align::left});
    }
    if (has_descriptions_) add(word("plan.sheet_description"), kDescriptionWidth);
    if (has_departments_) add(word("plan.sheet_departments"), kDepartmentWidth);
    if (has_years_) add(word("plan.sheet_years"), kYearsWidth);
    for (const auto& column : plan_.columns) {
      const bool year = column.kind == ColumnKind::year;
      add(column.header, kCellWidth, Align::left,
          year ? years_words(language_, column.fiscal_years) : "");
    }
    if (has_marks_) add(rating_header(plan_), kMarkWidth, Align::centre);
  }

  // The headings of the places this line stands under and the line above does not.
  void add_bands(std::vector<const Node*>& above, const std::vector<const Node*>& places) {
    std::size_t shared = 0;
    while (shared < above.size() && shared < places.size() && above[shared] == places[shared]) {
      ++shared;
    }
    for (std::size_t i = shared; i < places.size(); ++i) {
      const Level* level = find_level(plan_, places[i]->level);
      std::string name = place_name(*places[i]);
      if (name.empty()) name = places[i]->text.value_or("");
      if (level != nullptr) name = level->name + "　" + name;
      std::string note;
      if (places[i]->certainty.confidence != Confidence::high) {
        note = words(language_, "plan.uncertain_place");
      }
      table_.lines.push_back({.cells = {{.column = 0,
                                         .text = name,
                                         .columns = static_cast<int>(table_.columns.size()),
                                         .note = note}},
                              .band = true});
    }
    above = places;
  }

  void add_line(std::size_t at) {
    const Row& leaf = *lines_[at];
    const Row& programme = programme_row(plan_, leaf);
    const int span = run_length(lines_, at, [&](const Row& a, const Row& b) {
      return &programme_row(plan_, a) == &programme_row(plan_, b);
    });
    line_ = {};
    column_ = 0;
    put(programme.number.value_or(""), span);
    add_titles(leaf, programme, span);
    if (has_descriptions_) put(programme.description ? programme.description->text : "", span);
    if (has_departments_) put(departments(programme), span);
    if (has_years_) put(leaf.years.printed.value_or(""), 1);
    for (std::size_t column = 0; column < plan_.columns.size(); ++column) add_cell(at, column);
    if (has_marks_) add_mark(at);
    table_.lines.push_back(std::move(line_));
  }

  // One cell and on to the next column; nothing where a cell above stretches to here.
  void put(std::string text, int rows, int columns = 1, std::string note = "") {
    if (rows > 0 && columns > 0) {
      line_.cells.push_back({.column = column_,
                             .text = std::move(text),
                             .rows = rows,
                             .columns = columns,
                             .note = std::move(note)});
    }
    ++column_;
  }

  void add_titles(const Row& leaf, const Row& programme, int span) {
    if (!has_sub_titles_) return put(programme.title, span);
    if (!leaf.parent) {
      put(programme.title, span, 2);
      ++column_;
      return;
    }
    put(programme.title, span);
    put(printed_title(leaf), 1);
  }

  std::string departments(const Row& programme) const {
    std::string all;
    for (const auto& department : programme.departments) {
      all += (all.empty() ? "" : "\n") + department;
    }
    return all;
  }

  void add_cell(std::size_t at, std::size_t column) {
    const Stretch stretch = stretch_of(plan_, lines_, at, column);
    const Cell* cell = find_cell(*lines_[at], plan_.columns[column].key);
    const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
    if (reading == nullptr) return put("", 1);
    put(cell_text(*reading), stretch.rows, stretch.columns,
        cell_note(*cell, *reading, plan_.columns[column]));
  }

  std::string cell_text(const Reading& reading) const {
    const MergedCell* merged = reading.merged ? find_merged(plan_, *reading.merged) : nullptr;
    if (merged == nullptr || merged->texts.empty()) return reading.text.value_or("");
    std::string text;
    for (const auto& part : merged->texts) text += (text.empty() ? "" : "\n") + part;
    return text;
  }

  // What the page says beside the cell: which kind of empty, where the value is from, how far it
  // has come, how sure it is, and what the released records say where that is something else.
  std::string cell_note(const Cell& cell, const Reading& reading, const Column& column) const {
    std::string note;
    const auto add = [&](const std::string& text) {
      if (!text.empty()) note += (note.empty() ? "" : "\n") + text;
    };
    add(state_beside(language_, plan_, reading));
    if (reading.source != ReadingSource::printed) {
      add(word("plan.source_" + std::string(in_db(reading.source))));
      add(word("plan.stage_" +
               std::string(in_db(stage_of(reading, column, years_.closed, years_.settled)))));
    }
    if (reading.certainty.confidence != Confidence::high) add(word("plan.uncertain"));
    add(apart_in_short(language_, cell));
    return note;
  }

  void add_mark(std::size_t at) {
    const Row* holder = rating_holder(plan_, *lines_[at]);
    const int span = run_length(lines_, at, [&](const Row& a, const Row& b) {
      const Row* above = rating_holder(plan_, a);
      return above != nullptr && above == rating_holder(plan_, b);
    });
    put(holder == nullptr ? "" : holder->rating->printed, span);
  }

  void add_below() {
    for (const auto& caveat : plan_.caveats) {
      table_.below.push_back(base::say(language_, "report.caveat", {{"text", caveat.text}}));
      if (caveat.note) table_.below.push_back(*caveat.note);
    }
    for (const auto& scale : plan_.rating_scales) {
      const auto said = scale.definition ? scale.definition : scale.note;
      if (said) table_.below.push_back(scale.header + "　" + *said);
    }
    for (const auto& note : plan_.notes) table_.below.push_back(note);
    table_.below.push_back(word("report.legend"));
  }

  std::string word(std::string_view key) const { return std::string(words(language_, key)); }

  const Plan& plan_;
  base::Language language_;
  const Lines& lines_;
  const YearStages& years_;
  bool has_sub_titles_ = false;
  bool has_descriptions_ = false;
  bool has_departments_ = false;
  bool has_years_ = false;
  bool has_marks_ = false;
  output::Table table_;
  output::Line line_;
  int column_ = 0;
};

}  // namespace

output::Table form_table(const Plan& plan, base::Language language, const std::string& municipality,
                         const std::string& as_of, const std::vector<const Row*>& lines,
                         const std::vector<const Column*>& columns, const YearStages& years) {
  const Plan shown = with_columns(plan, columns);
  Lines shown_lines;  // the same lines of the copy: neighbours are compared by address
  for (const auto* line : lines) shown_lines.push_back(find_row(shown, line->key));
  return Form(shown, language, shown_lines, years).make(municipality, as_of);
}

}  // namespace plan
