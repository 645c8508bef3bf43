// The columns of the long table stand in one list; everything else follows it.
#include "plan/long_sheet.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/fiscal_year.h"
#include "base/quantity_json.h"
#include "plan/plan_sheet.h"
#include "plan/table.h"
#include "plan/value_stage.h"

namespace plan {

namespace {

using base::Qualifier;
using base::Quantity;
using output::CellKind;

// All that one line of the table is about; quantity is null where the cell has none.
struct Datum {
  const Plan& plan;
  const std::string& municipality;
  const Row& leaf;
  const Row& programme;
  const Column& column;
  const Reading& reading;
  const Row* rated;
  const Quantity* quantity;
  std::size_t ordinal;
  const YearStages& years;
};

struct Field {
  std::string_view name;
  CellKind kind;
  int width;
  std::string (*value)(const Datum&);
};

std::string whole(std::int64_t number) {
  return std::to_string(number);
}
template <class Number>
std::string maybe_whole(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : std::string();
}
std::string flag(bool on) {
  return on ? "1" : "0";
}
// U+2460 to U+2473, which not every platform shows, as (1) to (20).
std::string without_circles(std::string text) {
  for (int number = 1; number <= 20; ++number) {
    const std::string circled = "\xE2\x91" + std::string(1, static_cast<char>(0x9F + number));
    for (auto at = text.find(circled); at != std::string::npos; at = text.find(circled)) {
      text.replace(at, circled.size(), "(" + std::to_string(number) + ")");
    }
  }
  return text;
}

// A text of the paper in one line, for machines.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::erase(text, '\r');
  return without_circles(std::move(text));
}

std::string node_key(const Datum& d) {
  const auto places = place_of(d.plan, d.leaf);
  return places.empty() ? std::string() : places.back()->key;
}
std::string node_name(const Datum& d) {
  const auto places = place_of(d.plan, d.leaf);
  return places.empty() ? std::string() : one_line(places.back()->name.value_or(""));
}
std::string first_year(const Datum& d) {
  return d.column.fiscal_years.empty() ? "" : whole(d.column.fiscal_years.front());
}
std::string last_year(const Datum& d) {
  return d.column.fiscal_years.empty() ? "" : whole(d.column.fiscal_years.back());
}
std::string era(const std::vector<int>& years, bool first) {
  if (years.empty()) return {};
  return base::format_era(base::FiscalYear(first ? years.front() : years.back()));
}
// The words of a cell that holds no quantity; the words of a quantity are its label and unit.
std::string words_of(const Datum& d) {
  if (d.quantity != nullptr || d.reading.meaning.state == CellState::unassigned) return {};
  return one_line(d.reading.text.value_or(""));
}

template <Qualifier qualifier>
std::string has(const Datum& d) {
  return d.quantity == nullptr ? "" : flag(d.quantity->qualifiers.has(qualifier));
}

template <auto text>
std::string of_quantity(const Datum& d) {
  return d.quantity == nullptr ? std::string() : one_line(d.quantity->*text);
}

std::string source_file(const Datum& d) {
  const auto* source = find_source(d.plan, d.leaf.provenance.source);
  return source == nullptr ? std::string() : source->file;
}

const auto kFields = std::to_array<Field>({
    {"municipality_code", CellKind::text, 10, [](const Datum& d) { return d.plan.municipality; }},
    {"municipality_name", CellKind::text, 10, [](const Datum& d) { return d.municipality; }},
    {"plan_id", CellKind::text, 14, [](const Datum& d) { return d.plan.slug; }},
    {"plan_title", CellKind::text, 24, [](const Datum& d) { return one_line(d.plan.title); }},
    {"place_key", CellKind::text, 8, node_key},
    {"place_name", CellKind::text, 24, node_name},
    {"row_key", CellKind::text, 8, [](const Datum& d) { return d.leaf.key; }},
    {"row_number", CellKind::text, 8,
     [](const Datum& d) { return d.programme.number.value_or(""); }},
    {"programme_title", CellKind::text, 24,
     [](const Datum& d) { return one_line(d.programme.title); }},
    {"sub_activity_title", CellKind::text, 24,
     [](const Datum& d) { return d.leaf.parent ? one_line(d.leaf.title) : std::string(); }},
    {"column_key", CellKind::text, 8, [](const Datum& d) { return d.column.key; }},
    {"column_kind", CellKind::text, 8,
     [](const Datum& d) { return std::string(in_db(d.column.kind)); }},
    {"fiscal_year_from", CellKind::whole, 8, first_year},
    {"fiscal_year_to", CellKind::whole, 8, last_year},
    {"fiscal_year_from_era", CellKind::text, 10,
     [](const Datum& d) { return era(d.column.fiscal_years, true); }},
    {"fiscal_year_to_era", CellKind::text, 10,
     [](const Datum& d) { return era(d.column.fiscal_years, false); }},
    {"reading_source", CellKind::text, 10,
     [](const Datum& d) { return std::string(in_db(d.reading.source)); }},
    {"value_stage", CellKind::text, 10,
     [](const Datum& d) { return std::string(
           in_db(stage_of(d.reading, d.column, d.years.closed, d.years.settled))); }},
    {"reading_version", CellKind::whole, 6,
     [](const Datum& d) { return whole(d.reading.version); }},
    {"reading_confidence", CellKind::text, 8,
     [](const Datum& d) { return std::string(in_db(d.reading.certainty.confidence)); }},
    {"cell_kind", CellKind::text, 10,
     [](const Datum& d) { return std::string(in_db(d.reading.kind)); }},
    {"cell_state", CellKind::text, 14,
     [](const Datum& d) { return std::string(in_db(d.reading.meaning.state)); }},
    {"cell_words", CellKind::text, 24, words_of},
    {"handed_over_to", CellKind::text, 12,
     [](const Datum& d) { return d.reading.meaning.body.value_or(""); }},
    {"done_through_row", CellKind::text, 8,
     [](const Datum& d) { return d.reading.meaning.row.value_or(""); }},
    {"merged_cell_key", CellKind::text, 8,
     [](const Datum& d) { return d.reading.merged.value_or(""); }},
    {"quantity_ordinal", CellKind::whole, 6, [](const Datum& d) { return whole(d.ordinal); }},
    {"quantity_label", CellKind::text, 16, of_quantity<&Quantity::label>},
    {"quantity_value", CellKind::whole, 14,
     [](const Datum& d) {
       return d.quantity == nullptr ? std::string() : base::number_text(d.quantity->value);
     }},
    {"quantity_unit", CellKind::text, 8, of_quantity<&Quantity::unit>},
    {"quantity_base_unit", CellKind::text, 8, of_quantity<&Quantity::base_unit>},
    {"quantity_scale", CellKind::whole, 8,
     [](const Datum& d) { return d.quantity == nullptr ? "" : whole(d.quantity->scale); }},
    {"quantity_yen", CellKind::whole, 14,
     [](const Datum& d) {
       return d.quantity == nullptr ? std::string() : maybe_whole(d.quantity->yen);
     }},
    {"quantity_per", CellKind::text, 8, of_quantity<&Quantity::per>},
    {"quantity_range_low", CellKind::whole, 10,
     [](const Datum& d) {
       const bool ranged = d.quantity != nullptr && d.quantity->range;
       return ranged ? base::number_text(d.quantity->range->low) : std::string();
     }},
    {"quantity_range_high", CellKind::whole, 10,
     [](const Datum& d) {
       const bool ranged = d.quantity != nullptr && d.quantity->range;
       return ranged ? base::number_text(d.quantity->range->high) : std::string();
     }},
    {"quantity_comparison", CellKind::text, 10,
     [](const Datum& d) {
       return d.quantity == nullptr ? "" : std::string(base::name_of(d.quantity->comparison));
     }},
    {"quantity_approximate", CellKind::whole, 6,
     [](const Datum& d) { return d.quantity == nullptr ? "" : flag(d.quantity->approximate); }},
    {"quantity_part_of", CellKind::whole, 6,
     [](const Datum& d) {
       const bool part = d.quantity != nullptr && d.quantity->part_of;
       return part ? std::to_string(*d.quantity->part_of + 1) : std::string();
     }},
    {"is_whole", CellKind::whole, 6, has<Qualifier::whole>},
    {"is_each", CellKind::whole, 6, has<Qualifier::each>},
    {"is_gross", CellKind::whole, 6, has<Qualifier::gross>},
    {"is_part_of", CellKind::whole, 6, has<Qualifier::part_of>},
    {"is_target", CellKind::whole, 6, has<Qualifier::target>},
    {"is_planned", CellKind::whole, 6, has<Qualifier::planned>},
    {"is_result", CellKind::whole, 6, has<Qualifier::result>},
    {"is_cumulative", CellKind::whole, 6, has<Qualifier::cumulative>},
    {"is_sum", CellKind::whole, 6, has<Qualifier::sum>},
    {"is_average", CellKind::whole, 6, has<Qualifier::average>},
    {"is_increase", CellKind::whole, 6, has<Qualifier::increase>},
    {"is_decrease", CellKind::whole, 6, has<Qualifier::decrease>},
    {"is_changed_from", CellKind::whole, 6, has<Qualifier::changed_from>},
    {"is_changed_to", CellKind::whole, 6, has<Qualifier::changed_to>},
    {"is_times", CellKind::whole, 6, has<Qualifier::times>},
    {"is_bracketed", CellKind::whole, 6, has<Qualifier::bracketed>},
    {"is_and_others", CellKind::whole, 6, has<Qualifier::and_others>},
    {"rating_mark", CellKind::text, 6,
     [](const Datum& d) { return d.rated == nullptr ? "" : d.rated->rating->mark; }},
    {"rating_scope", CellKind::text, 10,
     [](const Datum& d) {
       return d.rated == nullptr ? "" : std::string(in_db(d.rated->rating->scope));
     }},
    {"rating_row", CellKind::text, 8,
     [](const Datum& d) { return d.rated == nullptr ? "" : d.rated->key; }},
    {"rating_from", CellKind::whole, 8,
     [](const Datum& d) {
       return d.rated == nullptr ? std::string() : maybe_whole(d.rated->rating->from);
     }},
    {"rating_to", CellKind::whole, 8,
     [](const Datum& d) {
       return d.rated == nullptr ? std::string() : maybe_whole(d.rated->rating->to);
     }},
    {"source_file", CellKind::text, 24, source_file},
    {"source_page", CellKind::whole, 6,
     [](const Datum& d) { return maybe_whole(d.leaf.provenance.page); }},
});

std::string_view type_name(CellKind kind) {
  switch (kind) {
    case CellKind::text:
      return "text";
    case CellKind::whole:
      return "whole";
    case CellKind::decimal:
      return "decimal";
    case CellKind::date:
      return "date";
  }
  return {};
}

class Definitions {
 public:
  Definitions(const Plan& plan, base::Language language) : plan_(plan), language_(language) {
    sheet_.title = "definitions";
    sheet_.headers = {"entry_kind", "field", "code", "value_type", "entry_name", "entry_note"};
  }

  output::Sheet make(const std::string& written_on) {
    for (const auto& field : kFields) {
      add("field", field.name, "", word("report.field_" + std::string(field.name)));
      sheet_.rows.back()[3] = type_name(field.kind);
    }
    add_codes();
    add("file", "", "encoding", word("report.file_encoding"));
    add("file", "", "written_on", written_on);
    add("file", "", "format_version", "2", word("report.file_format_version"));
    for (const auto& source : plan_.sources) {
      add("history", "source_file", source.file, source.title,
          source.publisher + " " + source.published.value_or(word("report.date_not_printed")));
    }
    for (const auto& merged : plan_.merged_cells) {
      if (merged.unassigned) add("merged_cell", "merged_cell_key", merged.key, merged_text(merged));
    }
    for (const auto& caveat : plan_.caveats) add("caveat", "", "", caveat.text);
    return std::move(sheet_);
  }

 private:
  void add_codes() {
    for (const auto& column : plan_.columns) {
      add("code", "column_key", column.key, column.header);
    }
    for (const auto code : {"year", "target", "state_at", "total"}) {
      add("code", "column_kind", code, word("report.column_kind_" + std::string(code)));
    }
    for (const auto code : {"printed", "entered", "computed"}) {
      add("code", "reading_source", code, word("plan.source_" + std::string(code)));
    }
    for (const auto code : {"provisional", "final", "settled", "published"}) {
      add("code", "value_stage", code, word("plan.stage_" + std::string(code)));
    }
    for (const auto code : {"high", "medium", "low"}) {
      add("code", "reading_confidence", code, word("plan.confidence_" + std::string(code)));
    }
    for (const auto code : {"quantity", "status", "dash", "handed_over", "absent", "unassigned"}) {
      add("code", "cell_kind", code, word("report.cell_kind_" + std::string(code)));
    }
    for (const auto code :
         {"quantities", "words", "not_yet_counted", "outside_years", "dash", "not_carried_out",
          "handed_over", "done_elsewhere", "unassigned", "unknown"}) {
      add("code", "cell_state", code, word("plan.state_" + std::string(code)));
    }
    add("code", "quantity_comparison", "exactly", word("report.comparison_exactly"));
    for (const auto code : {"at_least", "at_most", "within", "less_than", "more_than"}) {
      add("code", "quantity_comparison", code, word("plan.comparison_" + std::string(code)));
    }
    for (const auto& scale : plan_.rating_scales) {
      for (const auto& mark : scale.marks) {
        add("code", "rating_mark", mark.mark, mark.printed,
            scale.definition.value_or(scale.note.value_or("")));
      }
    }
    for (const auto code : {"row", "programme"}) {
      add("code", "rating_scope", code, word("report.rating_scope_" + std::string(code)));
    }
    for (const auto code : {"0", "1"}) {
      add("code", "quantity_approximate", code, word("report.flag_" + std::string(code)));
    }
    for (const auto& field : kFields) {
      if (!field.name.starts_with("is_")) continue;
      for (const auto code : {"0", "1"}) {
        add("code", field.name, code, word("report.flag_" + std::string(code)));
      }
    }
  }

  std::string word(std::string_view key) const { return std::string(base::words(language_, key)); }

  void add(std::string_view kind, std::string_view field, std::string_view code, std::string name,
           std::string note = "") {
    sheet_.rows.push_back({std::string(kind), std::string(field), std::string(code), "",
                           one_line(std::move(name)), one_line(std::move(note))});
  }

  const Plan& plan_;
  base::Language language_;
  output::Sheet sheet_;
};

void add_lines(output::Sheet& sheet, Datum datum) {
  const auto write = [&] {
    auto& line = sheet.rows.emplace_back();
    for (const auto& field : kFields) line.push_back(field.value(datum));
  };
  if (datum.reading.quantities.empty()) write();
  for (const auto& quantity : datum.reading.quantities) {
    datum.quantity = &quantity;
    ++datum.ordinal;
    write();
  }
}

}  // namespace

output::Sheet long_sheet(const Plan& plan, const std::string& municipality,
                         const std::vector<const Row*>& lines,
                         const std::vector<const Column*>& columns, const YearStages& years) {
  output::Sheet sheet{.title = "data", .headers = {}, .rows = {}};
  for (const auto& field : kFields) sheet.headers.emplace_back(field.name);
  for (const auto* leaf : lines) {
    const Row* rated = rating_holder(plan, *leaf);
    for (const auto* column : columns) {
      const Cell* cell = find_cell(*leaf, column->key);
      const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
      if (reading == nullptr) continue;
      add_lines(sheet, {plan, municipality, *leaf, programme_row(plan, *leaf), *column, *reading,
                        rated, nullptr, 0, years});
    }
  }
  return sheet;
}

output::Sheet definitions_sheet(const Plan& plan, base::Language language,
                                const std::string& written_on) {
  return Definitions(plan, language).make(written_on);
}

std::vector<output::Table> long_tables(const output::Sheet& data,
                                       const output::Sheet& definitions) {
  std::vector<output::CellKind> kinds;
  std::vector<int> widths;
  for (const auto& field : kFields) {
    kinds.push_back(field.kind);
    widths.push_back(field.width);
  }
  return {output::table_of(data, kinds, widths),
          output::table_of(definitions, std::vector<output::CellKind>(definitions.headers.size()),
                           {10, 22, 22, 10, 40, 60})};
}

}  // namespace plan
