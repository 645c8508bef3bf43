// Writes an understanding out; sentences come from the word catalogue, keys stand beside them.
#include "importer/understanding_json.h"

#include <algorithm>

#include "base/json_text.h"
#include "base/quantity_json.h"

namespace importer {

namespace {

using base::JsonWriter;

std::string_view row_code(RowKind kind) {
  switch (kind) {
    case RowKind::programme:
      return "programme";
    case RowKind::part:
      return "part";
    case RowKind::heading:
      return "heading";
    case RowKind::sum:
      return "sum";
    case RowKind::note:
      return "note";
    case RowKind::repeated:
      return "repeated";
    case RowKind::empty:
      return "empty";
  }
  return "empty";
}

class Writer {
 public:
  explicit Writer(base::Language language) : language_(language) {}

  std::string write(const std::string& file_name, const sheet::SourceFile& file,
                    const std::vector<Understanding>& understood) {
    json_.begin_object();
    json_.field("format", understanding_format);
    json_.field("file", file_name);
    json_.field("kind", sheet::code_of(file.kind));
    json_.field("letters", file.letters);
    json_.key("remarks").begin_array();
    for (const auto& remark : file.remarks) {
      json_.begin_object().field("key", remark.key).field("where", remark.where);
      json_.field("value", remark.value).end_object();
    }
    json_.end_array();
    json_.key("tables").begin_array();
    for (std::size_t i = 0; i < std::min(file.tables.size(), understood.size()); ++i) {
      write_table(file.tables[i], understood[i]);
    }
    json_.end_array().end_object();
    return json_.take();
  }

 private:
  void write_certainty(const plan::Certainty& certainty) {
    json_.field("certainty", plan::in_db(certainty.confidence));
    if (!certainty.reason) return;
    json_.field("reason", *certainty.reason);
    json_.field("reason_text", base::words(language_, *certainty.reason));
  }

  void write_years(std::optional<int> year, std::optional<int> to_year) {
    if (year) json_.field("year", *year);
    if (to_year) json_.field("to_year", *to_year);
  }

  void write_texts(std::string_view name, const std::vector<std::string>& texts) {
    json_.key(name).begin_array();
    for (const auto& text : texts) json_.string(text);
    json_.end_array();
  }

  void write_table(const sheet::SourceTable& table, const Understanding& understood) {
    json_.begin_object().field("name", table.name);
    if (table.page > 0) json_.field("page", table.page);
    json_.field("hidden", table.hidden);
    json_.field("is_table", understood.is_table).field("turned", understood.turned);
    if (understood.is_table) {
      json_.field("header_top", understood.header_top + 1);
      json_.field("header_bottom", understood.header_bottom + 1);
    }
    write_certainty(understood.certainty);
    write_texts("titles", understood.titles);
    if (understood.year_hint) json_.field("year_of_title", *understood.year_hint);
    write_columns(understood);
    write_rows(table, understood);
    write_ratings(understood);
    write_texts("notes", understood.notes);
    write_flags(table, understood);
    json_.end_object();
  }

  void write_columns(const Understanding& understood) {
    json_.key("columns").begin_array();
    for (const auto& column : understood.columns) {
      json_.begin_object().field("column", column.column + 1).field("header", column.header);
      json_.field("meaning", in_db(column.meaning));
      write_years(column.year, column.to_year);
      if (!column.unit.empty()) json_.field("unit", column.unit);
      write_certainty(column.certainty);
      json_.field("corrected", column.corrected).end_object();
    }
    json_.end_array();
  }

  void write_rows(const sheet::SourceTable& table, const Understanding& understood) {
    json_.key("rows").begin_array();
    for (const auto& row : understood.rows) {
      if (row.kind == RowKind::empty) continue;
      json_.begin_object().field("row", row.row + 1).field("kind", row_code(row.kind));
      if (row.parent) json_.field("part_of_row", understood.rows[*row.parent].row + 1);
      if (row.continues) json_.field("continues", true);
      write_certainty(row.certainty);
      json_.key("cells").begin_array();
      for (const auto& cell : row.cells) write_cell(table, cell);
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void write_cell(const sheet::SourceTable& table, const ReadCell& cell) {
    json_.begin_object().field("address", table.address(cell.row, cell.column));
    json_.field("column_index", cell.under).field("meaning", in_db(cell.meaning));
    write_years(cell.year, cell.to_year);
    json_.field("text", cell.text);
    if (!cell.unit.empty()) json_.field("unit", cell.unit);
    if (cell.carried_down) json_.field("carried_down", true);
    if (cell.stands_for) json_.field("stands_for", *cell.stands_for);
    if (cell.mark) json_.field("mark", *cell.mark);
    if (!cell.reading.text.empty()) json_.key("reading").raw(base::quantity_json(cell.reading));
    write_certainty(cell.certainty);
    json_.end_object();
  }

  void write_ratings(const Understanding& understood) {
    json_.key("rating_words").begin_array();
    for (const auto& word : understood.rating_words) {
      json_.begin_object().field("printed", word.printed).field("times", word.times);
      json_.field("mark", word.mark).end_object();
    }
    json_.end_array();
  }

  void write_flags(const sheet::SourceTable& table, const Understanding& understood) {
    json_.key("flags").begin_array();
    for (const auto& flag : understood.flags) {
      json_.begin_object().field("key", flag.key);
      if (flag.row && flag.column) {
        json_.field("address", table.address(*flag.row, *flag.column));
      } else if (flag.column) {
        json_.field("column", *flag.column + 1);
      }
      json_.field("value", flag.value);
      json_.field("text", base::say(language_, flag.key, {{"value", flag.value}})).end_object();
    }
    json_.end_array();
  }

  base::Language language_;
  JsonWriter json_;
};

}  // namespace

std::string understanding_json(const std::string& file_name, const sheet::SourceFile& file,
                               const std::vector<Understanding>& understood,
                               base::Language language) {
  return Writer(language).write(file_name, file, understood);
}

}  // namespace importer
