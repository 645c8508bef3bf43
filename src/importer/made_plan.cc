// Puts an understanding into the form of a plan: levels, tree, columns, scale, rows with their
// printed readings, and for everything the place in the file where it stands.
#include "importer/made_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/fiscal_year.h"
#include "base/words.h"
#include "importer/header_words.h"
#include "importer/rating_words.h"
#include "importer/table_words.h"

namespace importer {

namespace {

using plan::Confidence;

constexpr std::string_view kSource = "table", kScale = "table", kProgramme = "programme",
                           kPart = "part";

std::string words_ja(std::string_view key) {
  return std::string(base::words(base::Language::ja, key));
}

class Maker {
 public:
  Maker(const Understanding& understood, const Frame& frame, Understanding* spent = nullptr)
      : understood_(understood), frame_(frame), spent_(spent) {}

  base::Result<Made> make() {
    if (!understood_.is_table) return base::refuse(no_table);
    if (!find_title()) return base::refuse(no_name_column);
    programmes_ = programmes_of(understood_);
    if (programmes_.empty()) return base::refuse(no_rows);
    make_frame();
    make_columns();
    make_scale();
    count_numbers();
    for (const auto& programme : programmes_) {
      add_programme(programme);
      if (spent_ != nullptr) spend(programme);
    }
    add_levels();
    join_merged_cells();
    return std::move(made_);
  }

 private:
  bool has_column(Meaning meaning) const {
    return std::ranges::any_of(understood_.columns,
                               [&](const ReadColumn& column) { return column.meaning == meaning; });
  }

  bool find_title() {
    for (const Meaning meaning : {Meaning::name, Meaning::sub_name, Meaning::indicator,
                                  Meaning::measure, Meaning::objective}) {
      if (!has_column(meaning)) continue;
      title_ = meaning;
      return true;
    }
    return false;
  }

  void make_frame() {
    plan::Plan& plan = made_.plan;
    plan.slug = frame_.slug;
    plan.municipality = frame_.municipality;
    plan.title = frame_.title;
    plan.kind = frame_.kind;
    if (!understood_.titles.empty()) plan.title_printed = understood_.titles.front();
    plan.period.from = frame_.from;
    plan.period.to = frame_.to;
    for (const int year : {frame_.from, frame_.to}) {
      if (year == 0) continue;
      if (!plan.period.printed.empty() && frame_.from == frame_.to) break;
      if (!plan.period.printed.empty()) plan.period.printed += "\uff5e";
      plan.period.printed += base::format_era(base::FiscalYear(year));
    }
    plan::Source source;
    source.key = kSource;
    source.file = frame_.source_file;
    source.title = frame_.source_title;
    plan.sources.push_back(std::move(source));
    plan.notes = understood_.notes;
  }

  void make_columns() {
    columns_ = value_columns(understood_, programmes_);
    std::set<std::string> keys;
    for (const auto& column : columns_) {
      plan::Column made = plan_column(understood_, column);
      const std::string base_key = made.key;
      for (int again = 2; !keys.insert(made.key).second; ++again) {
        made.key = base_key + "-" + std::to_string(again);
      }
      made_.plan.columns.push_back(std::move(made));
    }
  }

  void make_scale() {
    if (understood_.rating_words.empty()) return;
    plan::RatingScale scale;
    scale.key = kScale;
    scale.header = one_line(understood_.rating_header);
    if (scale.header.empty()) scale.header = words_ja("importer_terms.scale_header");
    std::set<std::string> marks;
    for (const auto& word : understood_.rating_words) {
      if (word.mark.empty()) continue;
      if (marks.insert(word.mark).second) scale.marks.push_back({word.mark, word.printed});
    }
    made_.plan.rating_scales.push_back(std::move(scale));
    // Of several rating columns the one of the latest year; without years that of the scale's name.
    for (std::size_t i = 0; i < understood_.columns.size(); ++i) {
      const auto& column = understood_.columns[i];
      if (column.header != understood_.rating_header) continue;
      if (!rating_column_) rating_column_ = i;
    }
    if (!rating_column_) return;
    const Meaning meaning = understood_.columns[*rating_column_].meaning;
    for (std::size_t i = 0; i < understood_.columns.size(); ++i) {
      const auto& column = understood_.columns[i];
      if (column.meaning != meaning || !column.year) continue;
      if (column.year > understood_.columns[*rating_column_].year) rating_column_ = i;
    }
  }

  // Numbers that start again in every group are told apart by their place.
  void count_numbers() {
    for (const auto& programme : programmes_) ++numbers_[address_of(number_of(programme))];
  }

  static const ReadCell* find(const ReadRow& row, Meaning meaning) {
    for (const auto& cell : row.cells) {
      if (cell.meaning == meaning) return &cell;
    }
    return nullptr;
  }

  std::string joined(const ReadRow& row, Meaning meaning, std::string_view between,
                     bool carried = true) const {
    std::string all;
    for (const auto& cell : row.cells) {
      if (cell.meaning != meaning || (!carried && cell.carried_down)) continue;
      if (!all.empty()) all += between;
      all += one_line(text_of(cell));
    }
    return all;
  }

  std::string number_of(const Programme& programme) const {
    return joined(*programme.first, Meaning::number, " ");
  }

  std::string unused_key(std::string key) {
    if (keys_.insert(key).second) return key;
    for (char letter = 'b'; letter <= 'z'; ++letter) {
      if (std::string other = key + "-" + letter; keys_.insert(other).second) return other;
    }
    for (int again = 2;; ++again) {
      if (std::string other = key + "-b" + std::to_string(again); keys_.insert(other).second) {
        return other;
      }
    }
  }

  std::string key_of(const Programme& programme, const std::optional<std::string>& node) {
    const std::string number = address_of(number_of(programme));
    ++rows_made_;
    if (number.empty()) return unused_key("r" + std::to_string(rows_made_));
    if (numbers_[number] > 1 && node) return unused_key(*node + "-" + number);
    return unused_key(number);
  }

  // The bands above, then the grouping columns, as one path through the tree.
  std::optional<std::string> node_of(const Programme& programme, plan::Certainty& certainty) {
    std::optional<std::string> node;
    std::size_t depth = 0;
    for (const auto* band : programme.bands) {
      std::string name;
      for (const auto& cell : band->cells) name += (name.empty() ? "" : " ") + one_line(cell.text);
      node = node_under(node, depth++, name, band->certainty);
      for (const auto& cell : band->cells) add_origin(*node, "node", cell);
    }
    for (const Meaning meaning : {Meaning::objective, Meaning::measure}) {
      if (meaning == title_) continue;
      const std::string name = joined(*programme.first, meaning, " ");
      if (name.empty()) continue;
      const ReadCell* cell = find(*programme.first, meaning);
      node = node_under(node, depth++, name, {});
      if (cell->certainty.confidence != Confidence::high) certainty = told(cell->certainty);
    }
    return node;
  }

  std::string node_under(const std::optional<std::string>& parent, std::size_t depth,
                         const std::string& name, const plan::Certainty& certainty) {
    const auto [entry, fresh] = nodes_.emplace(std::pair{parent.value_or(""), name},
                                               "n" + std::to_string(nodes_.size() + 1));
    if (fresh) {
      plan::Node node;
      node.key = entry->second;
      node.level = "place" + std::to_string(depth + 1);
      node.parent = parent;
      node.name = name;
      node.certainty = told(certainty);
      made_.plan.nodes.push_back(std::move(node));
      depth_ = std::max(depth_, depth + 1);
    }
    return entry->second;
  }

  void add_levels() {
    std::vector<std::string> names;
    for (const Meaning meaning : {Meaning::objective, Meaning::measure}) {
      for (const auto& column : understood_.columns) {
        if (column.meaning != meaning || meaning == title_ || column.header.empty()) continue;
        names.push_back(one_line(column.header));
        break;
      }
    }
    const std::size_t bands = depth_ > names.size() ? depth_ - names.size() : 0;
    for (std::size_t i = 0; i < depth_; ++i) {
      std::string name = i >= bands ? names[i - bands]
                         : i == 0   ? words_ja("importer_terms.level_objective")
                                    : words_ja("importer_terms.level_measure");
      made_.plan.levels.push_back({"place" + std::to_string(i + 1), std::move(name)});
    }
    made_.plan.levels.push_back(
        {std::string(kProgramme), words_ja("importer_terms.level_programme")});
    made_.plan.levels.push_back({std::string(kPart), words_ja("importer_terms.level_part")});
  }

  void add_origin(const std::string& row, std::string_view column, const ReadCell& cell) {
    if (cell.carried_down) return;
    made_.origins.push_back({row, std::string(column), cell.row, cell.column, cell.text});
  }

  bool has_parts(const Programme& programme) const {
    if (programme.leaves.size() > 1) return true;
    return title_ != Meaning::sub_name &&
           !joined(*programme.first, Meaning::sub_name, " ", false).empty();
  }

  void spend(const Programme& programme) {
    for (const auto& leaf : programme.leaves)
      for (const auto* line : leaf.lines)
        std::vector<ReadCell>().swap(
            spent_->rows[static_cast<std::size_t>(line - understood_.rows.data())].cells);
  }

  void add_programme(const Programme& programme) {
    plan::Certainty node_certainty;
    const auto node = node_of(programme, node_certainty);
    const bool parts = has_parts(programme);
    plan::Row row;
    row.key = key_of(programme, node);
    if (const std::string number = number_of(programme); !number.empty()) row.number = number;
    row.level = kProgramme;
    row.node = node;
    row.node_certainty = node_certainty;
    row.title = joined(*programme.first, title_, " ");
    if (row.title.empty()) {
      row.title = words_ja("importer.row_without_name");
      row.title_reason = words_ja("importer.reason_line_without_name");
    }
    row.provenance.source = kSource;
    row.provenance.certainty = told(programme.first->certainty);
    describe(row, programme.leaves.front(), true, !parts);
    if (!parts) fill(row, programme.leaves.front());
    const std::string key = row.key;
    made_.plan.rows.push_back(std::move(row));
    if (!parts) return;
    std::size_t ordinal = 0;
    for (const auto& leaf : programme.leaves) add_part(key, leaf, ++ordinal);
    spread_rating(programme, made_.plan.rows.size() - programme.leaves.size());
  }

  void add_part(const std::string& parent, const Leaf& leaf, std::size_t ordinal) {
    const ReadRow& line = *leaf.lines.front();
    plan::Row row;
    const std::string number = joined(line, Meaning::sub_number, " ");
    const std::string address = address_of(number);
    row.key = unused_key(parent + "-" + (address.empty() ? std::to_string(ordinal) : address));
    if (!number.empty()) row.number = number;
    row.level = kPart;
    row.parent = parent;
    const Meaning finer = title_ == Meaning::sub_name ? Meaning::indicator : Meaning::sub_name;
    row.title = joined(line, finer, " ");
    titled_by_ = row.title.empty() ? Meaning::indicator : finer;
    if (row.title.empty()) row.title = joined(line, Meaning::indicator, " ");
    if (row.title.empty()) {
      row.title = joined(line, title_, " ");
      if (row.title.empty()) row.title = words_ja("importer.row_without_name");
      row.title += " (" + std::to_string(ordinal) + ")";
      row.title_reason = words_ja("importer.reason_line_without_name");
    }
    row.provenance.source = kSource;
    row.provenance.certainty = told(line.certainty);
    describe(row, leaf, false, true);
    fill(row, leaf);
    made_.plan.rows.push_back(std::move(row));
    titled_by_ = Meaning::unknown;
  }

  // What is not a figure: content, departments, years, notes. The programme's own words stand at
  // the programme, those of its lines at the parts.
  void describe(plan::Row& row, const Leaf& leaf, bool programme, bool lines) {
    for (const auto* line : leaf.lines) {
      for (const auto& cell : line->cells) {
        const bool own_word = cell.meaning == Meaning::sub_name ||
                              cell.meaning == Meaning::sub_number ||
                              cell.meaning == Meaning::indicator || cell.meaning == Meaning::unit ||
                              cell.meaning == Meaning::years;
        if (programme && !lines && (own_word || is_line_word(cell))) continue;
        if (!programme && !own_word && !is_line_word(cell) && line == leaf.lines.front() &&
            (cell.carried_down || is_first_line_of_programme(*line))) {
          continue;
        }
        describe_by(row, cell, programme);
      }
    }
  }

  static bool is_line_word(const ReadCell& cell) {
    return is_value(cell.meaning) || cell.meaning == Meaning::rating;
  }
  static bool is_first_line_of_programme(const ReadRow& line) {
    return line.kind == RowKind::programme;
  }

  void describe_by(plan::Row& row, const ReadCell& cell, bool programme) {
    const std::string text = one_line(text_of(cell));
    switch (cell.meaning) {
      case Meaning::number:
        return add_origin(row.key, "number", cell);
      case Meaning::sub_number:
        return add_origin(row.key, "number", cell);
      case Meaning::name:
        return add_origin(row.key, "title", cell);
      case Meaning::sub_name:
        return add_origin(row.key, "title", cell);
      case Meaning::objective:
      case Meaning::measure:
        return add_origin(row.key, cell.meaning == title_ ? "title" : "node", cell);
      case Meaning::content:
        add_content(row, text, cell);
        return add_origin(row.key, "content", cell);
      case Meaning::owner:
        add_owners(row, cell);
        return add_origin(row.key, "owner", cell);
      case Meaning::years:
        add_years(row, text, cell);
        return add_origin(row.key, "years", cell);
      case Meaning::indicator:
        if (title_ == Meaning::indicator && programme) return add_origin(row.key, "title", cell);
        if (titled_by_ == Meaning::indicator) return add_origin(row.key, "title", cell);
        [[fallthrough]];
      case Meaning::unit:
      case Meaning::note:
      case Meaning::direction:
      case Meaning::unknown:
        if (cell.under == rating_column_) return;
        add_note(row, text, cell);
        return add_origin(row.key, in_db(cell.meaning), cell);
      case Meaning::rating:
        if (cell.under == rating_column_ && !is_rate(text)) return;
        add_note(row, text, cell);
        return add_origin(row.key, "note", cell);
      case Meaning::ignored:
      case Meaning::target:
      case Meaning::result:
      case Meaning::state_at:
      case Meaning::total:
      case Meaning::budget:
      case Meaning::settled:
        return;
    }
  }

  static void add_content(plan::Row& row, const std::string& text, const ReadCell& cell) {
    if (!row.description) {
      row.description.emplace();
      row.description->certainty = told(cell.certainty);
    }
    if (!row.description->text.empty()) row.description->text += "\n";
    row.description->text += text;
  }

  // Two departments stand on two lines or behind a comma; 部 and 課 in two columns are one.
  void add_owners(plan::Row& row, const ReadCell& cell) {
    std::string part;
    const auto put = [&] {
      part = one_line(part);
      if (!part.empty()) row.departments.push_back(std::exchange(part, {}));
      part.clear();
    };
    const std::string& text = text_of(cell);
    if (!row.departments.empty() && owner_under_ != cell.under && owner_row_ == row.key) {
      row.departments.back() += " " + one_line(text);
      return;
    }
    for (std::size_t at = 0; at < text.size();) {
      if (text[at] == '\n') {
        put();
        ++at;
      } else if (text.compare(at, 3, "\u3001") == 0) {
        put();
        at += 3;
      } else {
        part += text[at++];
      }
    }
    put();
    owner_under_ = cell.under;
    owner_row_ = row.key;
  }

  void add_years(plan::Row& row, const std::string& text, const ReadCell& cell) {
    const auto years = base::parse_fiscal_years(text);
    if (!years || row.years.printed) return add_note(row, text, cell);
    row.years.printed = text;
    for (const auto& year : years->years) row.years.fiscal_years.push_back(year.number());
  }

  void add_note(plan::Row& row, const std::string& text, const ReadCell& cell) {
    std::string header = one_line(understood_.columns[cell.under].header);
    if (cell.year && cell.year != understood_.columns[cell.under].year)
      header += " " + base::format_era(base::FiscalYear(*cell.year));
    std::string note = header.empty() ? text
                                      : base::say(base::Language::ja, "importer.note_of",
                                                  {{"header", header}, {"text", text}});
    if (std::ranges::find(row.notes, note) == row.notes.end()) row.notes.push_back(std::move(note));
  }

  void fill(plan::Row& row, const Leaf& leaf) {
    row.cells.reserve(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string& key = made_.plan.columns[i].key;
      const ReadCell* held = nullptr;
      for (const auto* line : leaf.lines) {
        for (const auto& cell : line->cells) {
          const ValueColumn column{cell.under, cell.meaning, cell.year, cell.to_year, ""};
          if (is_value(cell.meaning) && column == columns_[i] &&
              (held == nullptr || held->carried_down))
            held = &cell;
        }
      }
      row.cells.push_back({key, {held ? reading_of(*held) : empty_reading(row, columns_[i])}});
      if (held == nullptr) continue;
      add_origin(row.key, key, *held);
      if (held->merged && row.cells.back().readings.front().text)
        merged_[place_of(*held)].emplace_back(row.key, i);
    }
    // A line for each year: the latest rating is the row's, the others are notes.
    const ReadCell* latest = nullptr;
    for (const auto* line : leaf.lines) {
      for (const auto& cell : line->cells) {
        const bool is_mark = cell.under == rating_column_ && !is_rate(text_of(cell));
        if (is_mark && (latest == nullptr || (cell.year && cell.year > latest->year)))
          latest = &cell;
      }
    }
    if (latest == nullptr) return;
    rate(row, *latest);
    for (const auto* line : leaf.lines) {
      for (const auto& cell : line->cells) {
        if (cell.under != rating_column_ || &cell == latest || cell.carried_down ||
            cell.meaning != Meaning::rating || is_rate(text_of(cell)))
          continue;
        add_note(row, one_line(text_of(cell)), cell);
        add_origin(row.key, "note", cell);
      }
    }
  }

  static std::pair<std::size_t, std::size_t> place_of(const ReadCell& cell) {
    return {cell.merged->top, cell.merged->left};
  }

  void rate(plan::Row& row, const ReadCell& cell) {
    const std::string printed = one_line(text_of(cell));
    for (const auto& word : understood_.rating_words) {
      if (word.printed != printed || word.mark.empty()) continue;
      plan::Rating rating;
      rating.scale = kScale;
      rating.mark = word.mark;
      rating.printed = printed;
      rating.from = cell.year;
      rating.to = cell.to_year ? cell.to_year : cell.year;
      rating.certainty = told(cell.certainty);
      row.rating = std::move(rating);
      if (cell.merged) rating_merged_[row.key] = place_of(cell);
      return add_origin(row.key, "rating", cell);
    }
  }

  // One mark printed once over all parts of a programme is one rating.
  void spread_rating(const Programme& programme, std::size_t first) {
    auto& rows = made_.plan.rows;
    const std::size_t count = programme.leaves.size();
    const auto merged = rating_merged_.find(rows[first].key);
    if (count < 2 || merged == rating_merged_.end()) return;
    std::vector<std::string> over;
    for (std::size_t i = first; i < first + count; ++i) {
      const auto other = rating_merged_.find(rows[i].key);
      if (other == rating_merged_.end() || other->second != merged->second) break;
      over.push_back(rows[i].key);
    }
    if (over.size() < 2) return;
    for (std::size_t i = first + 1; i < first + over.size(); ++i) rows[i].rating.reset();
    rows[first].rating->scope = plan::RatingScope::programme;
    rows[first].rating->over_rows = std::move(over);
  }

  // One printed cell over several rows or years stays one, where it is a rectangle of the plan.
  void join_merged_cells() {
    std::vector<std::string> leaf_keys;
    for (const auto* leaf : plan::leaves(made_.plan)) leaf_keys.push_back(leaf->key);
    for (const auto& [place, cells] : merged_) {
      if (cells.size() < 2) continue;
      std::set<std::size_t> rows, columns;
      for (const auto& [row, column] : cells) {
        rows.insert(
            static_cast<std::size_t>(std::ranges::find(leaf_keys, row) - leaf_keys.begin()));
        columns.insert(column);
      }
      const bool rectangle = rows.size() * columns.size() == cells.size() &&
                             *rows.rbegin() - *rows.begin() + 1 == rows.size() &&
                             *columns.rbegin() - *columns.begin() + 1 == columns.size();
      join(cells, rows, columns, leaf_keys, rectangle);
    }
  }

  void join(const std::vector<std::pair<std::string, std::size_t>>& cells,
            const std::set<std::size_t>& rows, const std::set<std::size_t>& columns,
            const std::vector<std::string>& leaf_keys, bool rectangle) {
    plan::MergedCell merged;
    merged.key = "m" + std::to_string(made_.plan.merged_cells.size() + 1);
    for (const auto& [row_key, column] : cells) {
      for (auto& row : made_.plan.rows) {
        if (row.key != row_key) continue;
        plan::Reading& reading = row.cells[column].readings.front();
        if (rectangle) {
          reading.merged = merged.key;
          merged.texts = {reading.text.value_or("")};
        } else if (reading.certainty.confidence == Confidence::high) {
          reading.certainty = told(doubt(Confidence::medium, "importer.reason_merged"));
        }
      }
    }
    if (!rectangle) return;
    for (const std::size_t row : rows) merged.rows.push_back(leaf_keys[row]);
    for (const std::size_t column : columns) {
      merged.columns.push_back(made_.plan.columns[column].key);
    }
    made_.plan.merged_cells.push_back(std::move(merged));
  }

  const Understanding& understood_;
  const Frame& frame_;
  Understanding* spent_;
  Made made_;
  Meaning title_ = Meaning::name;
  Meaning titled_by_ = Meaning::unknown;
  std::vector<Programme> programmes_;
  std::vector<ValueColumn> columns_;
  std::optional<std::size_t> rating_column_;
  std::map<std::string, int> numbers_;
  std::set<std::string> keys_;
  std::size_t rows_made_ = 0;
  std::map<std::pair<std::string, std::string>, std::string> nodes_;
  std::size_t depth_ = 0;
  std::size_t owner_under_ = 0;
  std::string owner_row_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::pair<std::string, std::size_t>>>
      merged_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> rating_merged_;
};

}  // namespace

base::Result<Made> make_plan(const Understanding& understanding, const Frame& frame) {
  return Maker(understanding, frame).make();
}

base::Result<Made> make_plan_spending(Understanding& understanding, const Frame& frame) {
  return Maker(understanding, frame, &understanding).make();
}

}  // namespace importer
