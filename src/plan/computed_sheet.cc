// Puts cells, sources and differences into words.
#include "plan/computed_sheet.h"

#include "plan/cell_words.h"

namespace plan {

namespace {

class TableWords {
 public:
  TableWords(const OpenedTable& opened, base::Language language,
             const std::vector<const Column*>& columns)
      : opened_(opened), language_(language), columns_(columns) {}

  output::Sheet sheet() const {
    output::Sheet sheet{.title = opened_.plan.title, .headers = {}, .rows = {}};
    for (const auto* key :
         {"plan.sheet_number", "plan.sheet_title", "plan.sheet_sub_activity",
          "plan.computed_column", "plan.computed_shown", "plan.sheet_value_source",
          "plan.sheet_value_stage", "plan.source_printed", "plan.source_entered",
          "plan.source_computed", "plan.computed_difference", "plan.computed_singles",
          "plan.computed_why"}) {
      sheet.headers.push_back(word(key));
    }
    for (const auto* leaf : leaves(opened_.plan)) {
      for (const auto* column : columns_) sheet.rows.push_back(line(*leaf, *column));
    }
    return sheet;
  }

  std::string text() const {
    std::string text = opened_.plan.title + "\n" + heading() + "\n";
    for (const auto* leaf : leaves(opened_.plan)) {
      text += "\n" + leaf_words(opened_.plan, *leaf) + "\n";
      for (const auto* column : columns_) text += block(*leaf, *column);
    }
    return text;
  }

 private:
  std::string word(std::string_view key) const { return std::string(base::words(language_, key)); }

  std::string heading() const {
    const bool all = opened_.scope == figure::Scope::all;
    const std::string scope =
        word(all ? "plan.computed_scope_all" : "plan.computed_scope_confirmed");
    if (!opened_.as_known) return base::say(language_, "plan.computed_now", {{"scope", scope}});
    return base::say(language_, "plan.computed_as_known",
                     {{"at", base::iso_japan(*opened_.as_known)}, {"scope", scope}});
  }

  static const Cell& cell_of(const Row& leaf, const Column& column) {
    static const Cell nothing;
    const Cell* cell = find_cell(leaf, column.key);
    return cell == nullptr ? nothing : *cell;
  }

  static std::string text_of(const Reading* reading) {
    return reading == nullptr ? "" : reading->text.value_or("");
  }

  std::string marked(const Reading& reading, const Column& column) const {
    return base::say(language_, "plan.computed_marked",
                     {{"text", said(language_, reading)},
                      {"source", source_of(&reading)},
                      {"stage", stage_of(&reading, column)}});
  }

  const Computed* computed_of(const CellPlace& place) const {
    const auto found = opened_.computed.find(place);
    return found == opened_.computed.end() ? nullptr : &found->second;
  }

  std::string singles(const CellPlace& place) const {
    const auto* computed = computed_of(place);
    if (computed == nullptr || !computed->singles_percent) return {};
    return std::to_string(*computed->singles_percent) + "%";
  }

  std::string differences(const CellPlace& place) const {
    std::string all;
    for (const auto& line : difference_lines(language_, opened_, place)) {
      if (!all.empty()) all += " / ";
      all += line;
    }
    return all;
  }

  std::string source_of(const Reading* reading) const {
    return reading == nullptr ? "" : source_words(language_, reading->source);
  }

  std::string stage_of(const Reading* reading, const Column& column) const {
    if (reading == nullptr) return {};
    return stage_words(language_, *reading, column, opened_);
  }

  std::vector<std::string> line(const Row& leaf, const Column& column) const {
    const Row& programme = programme_row(opened_.plan, leaf);
    const CellPlace place{leaf.key, column.key};
    const Cell& cell = cell_of(leaf, column);
    const Reading* visible = shown(cell);
    return {programme.number.value_or(""),
            programme.title,
            leaf.parent ? leaf.title : "",
            column.header,
            text_of(visible),
            source_of(visible),
            stage_of(visible, column),
            text_of(find_reading(cell, ReadingSource::printed)),
            text_of(find_reading(cell, ReadingSource::entered)),
            text_of(find_reading(cell, ReadingSource::computed)),
            differences(place),
            singles(place),
            why_words(language_, opened_, place)};
  }

  std::string block(const Row& leaf, const Column& column) const {
    const CellPlace place{leaf.key, column.key};
    const Cell& cell = cell_of(leaf, column);
    const Reading* visible = shown(cell);
    std::string text = "  " + column.header + "  ";
    text += visible == nullptr ? word("plan.computed_nothing") : marked(*visible, column);
    text += "\n";
    for (const auto& reading : cell.readings) {
      if (&reading == visible || !reading.text) continue;
      text += "    " + marked(reading, column) + "\n";
    }
    for (const auto& extra : {differences(place), why_words(language_, opened_, place)}) {
      if (!extra.empty()) text += "    " + extra + "\n";
    }
    const auto part = singles(place);
    if (!part.empty() && part != "100%") {
      text +=
          "    " + base::say(language_, "plan.computed_singles_told", {{"percent", part}}) + "\n";
    }
    return text;
  }

  const OpenedTable& opened_;
  base::Language language_;
  const std::vector<const Column*>& columns_;
};

}  // namespace

output::Sheet computed_sheet(const OpenedTable& opened, base::Language language,
                             const std::vector<const Column*>& columns) {
  return TableWords(opened, language, columns).sheet();
}

std::string computed_text(const OpenedTable& opened, base::Language language,
                          const std::vector<const Column*>& columns) {
  return TableWords(opened, language, columns).text();
}

}  // namespace plan
