// Every statement on cell_reading and cell_quantity, each above its one function.
#include "plan/cell_store.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/quantity_json.h"
#include "base/sha256.h"
#include "db/many_rows.h"
#include "plan/content_text.h"
#include "plan/listed_text.h"

namespace plan::store {

constexpr db::Statement kLatestHashes{
    "plan.latest_cell_hashes",
    "SELECT c.row_key AS row_key, c.column_key AS column_key, c.version AS version, "
    "c.content_hash AS content_hash FROM cell_reading c "
    "WHERE c.municipality = ?1 AND c.plan = ?2 AND c.source = ?3 AND c.version = "
    "(SELECT max(d.version) FROM cell_reading d WHERE d.municipality = c.municipality "
    "AND d.plan = c.plan AND d.row_key = c.row_key AND d.column_key = c.column_key "
    "AND d.source = c.source)"};

static const db::RowStatements kReadingRows{
    "INSERT INTO cell_reading (municipality, plan, row_key, column_key, source, version, text, "
    "kind, state, state_body, state_row, state_by, state_reason, merged, confidence, reason, "
    "content_hash, deed, recorded_at) VALUES ",
    19};
static const db::Statement kAppendReading{"plan.append_reading", kReadingRows.one};
static const db::Statement kAppendReadings{"plan.append_readings", kReadingRows.many};

static const db::RowStatements kQuantityRows{
    "INSERT INTO cell_quantity (municipality, plan, row_key, column_key, source, version, ordinal, "
    "label, numerator, denominator, decimals, unit, base_unit, scale, yen, qualifiers, "
    "approximate, comparison, per, high_numerator, high_denominator, high_decimals, part_of, "
    "figure_begin, figure_end, span_begin, span_end) VALUES ",
    27};
static const db::Statement kAppendQuantity{"plan.append_quantity", kQuantityRows.one};
static const db::Statement kAppendQuantities{"plan.append_quantities", kQuantityRows.many};

namespace {

struct Latest {
  int version = 0;
  std::string content_hash;
};

std::string qualifier_codes(const base::Qualifiers& qualifiers) {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < base::qualifier_count; ++i) {
    const auto qualifier = static_cast<base::Qualifier>(i);
    if (qualifiers.has(qualifier)) codes.emplace_back(base::name_of(qualifier));
  }
  return joined(codes, ' ');
}

base::Qualifiers qualifiers_of(std::string_view codes) {
  base::Qualifiers qualifiers;
  for (const auto& code : parted(codes, ' ')) {
    for (std::size_t i = 0; i < base::qualifier_count; ++i) {
      const auto qualifier = static_cast<base::Qualifier>(i);
      if (base::name_of(qualifier) == code) qualifiers.add(qualifier);
    }
  }
  return qualifiers;
}

void add_number(std::string& content, const base::Number& number) {
  add_field(content, std::to_string(number.numerator) + "/" + std::to_string(number.denominator) +
                         "." + std::to_string(number.decimals));
}

std::string content_hash(const Reading& reading) {
  std::string content;
  add_maybe(content, reading.text);
  add_field(content, in_db(reading.kind));
  add_field(content, in_db(reading.meaning.state));
  add_maybe(content, reading.meaning.body);
  add_maybe(content, reading.meaning.row);
  add_maybe(content, reading.meaning.by);
  add_maybe(content, reading.meaning.reason);
  add_maybe(content, reading.merged);
  add_field(content, in_db(reading.certainty.confidence));
  add_maybe(content, reading.certainty.reason);
  for (const auto& quantity : reading.quantities) {
    add_field(content, quantity.label);
    add_number(content, quantity.value);
    add_field(content, quantity.unit);
    add_field(content, quantity.base_unit);
    add_field(content, std::to_string(quantity.scale));
    add_field(content, quantity.yen ? std::to_string(*quantity.yen) : "");
    add_field(content, quantity.per);
    add_field(content, qualifier_codes(quantity.qualifiers));
    add_field(content, base::name_of(quantity.comparison));
    add_field(content, quantity.approximate ? "~" : "");
    add_field(content, quantity.range ? "-" : "");
    if (quantity.range) add_number(content, quantity.range->high);
    add_field(content, quantity.part_of ? std::to_string(*quantity.part_of) : "");
    for (const auto& span : {quantity.figure, quantity.span}) {
      add_field(content, std::to_string(span.begin) + "-" + std::to_string(span.end));
    }
  }
  return base::sha256_hex(content);
}

// Where a version of a cell stands: the first columns of its rows.
struct CellVersion {
  std::string_view row;
  std::string_view column;
  std::string_view source;
  int version;
};

void add_quantity(db::ManyRows& rows, const Place& place, const CellVersion& cell, int ordinal,
                  const base::Quantity& quantity) {
  std::optional<std::int64_t> high_numerator, high_denominator, high_decimals;
  if (quantity.range) {
    high_numerator = quantity.range->high.numerator;
    high_denominator = quantity.range->high.denominator;
    high_decimals = quantity.range->high.decimals;
  }
  rows.add(place.municipality, place.plan, cell.row, cell.column, cell.source, cell.version,
           ordinal, quantity.label, quantity.value.numerator, quantity.value.denominator,
           quantity.value.decimals, quantity.unit, quantity.base_unit, quantity.scale, quantity.yen,
           qualifier_codes(quantity.qualifiers), quantity.approximate,
           base::name_of(quantity.comparison), quantity.per, high_numerator, high_denominator,
           high_decimals, quantity.part_of, quantity.figure.begin, quantity.figure.end,
           quantity.span.begin, quantity.span.end);
}

// A version of a cell on its way in.
struct Appended {
  CellVersion cell;
  const Reading* reading;
  std::string content_hash;
};

// The readings first: their quantities refer to them.
void append_readings(db::Write& tx, const Place& place, std::span<const Appended> appended) {
  const base::Instant recorded_at = tx.recorded_at();
  db::ManyRows readings(tx, kAppendReading, kAppendReadings);
  for (const auto& [cell, reading, hash] : appended)
    readings.add(place.municipality, place.plan, cell.row, cell.column, cell.source, cell.version,
                 reading->text, in_db(reading->kind), in_db(reading->meaning.state),
                 reading->meaning.body, reading->meaning.row, reading->meaning.by,
                 reading->meaning.reason, reading->merged, in_db(reading->certainty.confidence),
                 reading->certainty.reason, hash, place.deed, recorded_at);
  readings.finish();
  db::ManyRows quantities(tx, kAppendQuantity, kAppendQuantities);
  for (const auto& [cell, reading, hash] : appended) {
    int ordinal = 0;
    for (const auto& quantity : reading->quantities)
      add_quantity(quantities, place, cell, ordinal++, quantity);
  }
  quantities.finish();
}

using CellKey = std::pair<std::string, std::string>;

std::map<CellKey, Latest> latest_cells(db::Read& tx, const Place& place, ReadingSource source) {
  std::map<CellKey, Latest> latest;
  tx.each(
      kLatestHashes,
      [&](db::Row& row) {
        CellKey key;
        key.first = row.text("row_key");
        key.second = row.text("column_key");
        Latest version;
        version.version = static_cast<int>(row.integer("version"));
        version.content_hash = row.text("content_hash");
        latest.emplace(std::move(key), std::move(version));
      },
      place.municipality, place.plan, in_db(source));
  return latest;
}

using Latests = std::map<CellKey, Latest>;

// In the order of the index, in which rows go in fastest: each page of it is filled once.
template <class Thing, class Key>
std::vector<Thing*> in_order(std::span<Thing> things, Key key) {
  std::vector<Thing*> ordered;
  ordered.reserve(things.size());
  for (Thing& thing : things) ordered.push_back(&thing);
  std::ranges::sort(ordered, {},
                    [key](const Thing* thing) { return std::string_view(thing->*key); });
  return ordered;
}

// Of these rows what differs from what is there; tells of every cell.
template <class Rows>
void append_rows(db::Write& tx, const Place& place, const Rows& rows, const Latests& latest,
                 std::vector<AppendedCell>& cells) {
  std::vector<Appended> appended;
  for (const Row* row : rows) {
    for (const Cell* cell : in_order(std::span(row->cells), &Cell::column)) {
      const Reading& reading = cell->readings.front();
      std::string hash = content_hash(reading);
      const auto before = latest.find({row->key, cell->column});
      const bool is_known = before != latest.end();
      const bool is_new = !is_known || before->second.content_hash != hash;
      const int version = (is_known ? before->second.version : 0) + (is_new ? 1 : 0);
      cells.push_back({row->key, cell->column, version, is_new});
      if (!is_new) continue;
      appended.push_back(
          {{row->key, cell->column, in_db(reading.source), version}, &reading, std::move(hash)});
    }
  }
  append_readings(tx, place, appended);
}

}  // namespace

int append_cells(db::Write& tx, const Place& place, const Plan& plan) {
  std::vector<AppendedCell> cells;
  append_rows(tx, place, in_order(std::span(plan.rows), &Row::key),
              latest_cells(tx, place, ReadingSource::printed), cells);
  return static_cast<int>(std::ranges::count(cells, true, &AppendedCell::is_new));
}

std::vector<AppendedCell> append_cells_spending(db::Write& tx, const Place& place, Plan& plan) {
  constexpr std::size_t kRowsAtOnce = 100;
  const auto latest = latest_cells(tx, place, ReadingSource::printed);
  std::vector<AppendedCell> cells;
  const std::vector<Row*> all = in_order(std::span(plan.rows), &Row::key);
  for (std::size_t from = 0; from < all.size(); from += kRowsAtOnce) {
    const auto rows = std::span(all).subspan(from, std::min(kRowsAtOnce, all.size() - from));
    append_rows(tx, place, rows, latest, cells);
    for (Row* row : rows) std::vector<Cell>().swap(row->cells);
  }
  return cells;
}

void append_entered(db::Write& tx, const Place& place, std::string_view row,
                    std::string_view column, const Reading& reading) {
  const auto latest = latest_cells(tx, place, ReadingSource::entered);
  const auto before = latest.find({std::string(row), std::string(column)});
  const int version = before == latest.end() ? 1 : before->second.version + 1;
  const Appended one{
      {row, column, in_db(ReadingSource::entered), version}, &reading, content_hash(reading)};
  append_readings(tx, place, std::span(&one, 1));
}

constexpr db::Statement kEnteredText{
    "plan.entered_text",
    "SELECT text FROM cell_reading WHERE municipality = ?1 AND plan = ?2 AND row_key = ?3 "
    "AND column_key = ?4 AND source = 'entered' ORDER BY version DESC LIMIT 1"};

std::string entered_text(db::Read& tx, std::string_view municipality, std::string_view plan,
                         std::string_view row, std::string_view column) {
  const auto to_text = [](db::Row& found) { return found.maybe_text("text").value_or(""); };
  return tx.one<std::string>(kEnteredText, to_text, municipality, plan, row, column).value_or("");
}

constexpr db::Statement kReadings{
    "plan.readings",
    "SELECT c.row_key AS row_key, c.column_key AS column_key, c.source AS source, c.version AS "
    "version, "
    "c.text AS text, c.kind AS kind, c.state AS state, c.state_body AS state_body, "
    "c.state_row AS state_row, c.state_by AS state_by, c.state_reason AS state_reason, "
    "c.merged AS merged, c.confidence AS confidence, c.reason AS reason FROM cell_reading c "
    "WHERE c.municipality = ?1 AND c.plan = ?2 AND c.source IN ('printed', ?3) AND c.version = "
    "(SELECT max(d.version) FROM cell_reading d WHERE d.municipality = c.municipality "
    "AND d.plan = c.plan AND d.row_key = c.row_key AND d.column_key = c.column_key "
    "AND d.source = c.source AND d.recorded_at <= ?4) "
    "AND (?5 = '' OR c.row_key = ?5 OR c.row_key IN (SELECT f.row_key FROM plan_row f WHERE "
    "f.municipality = ?1 AND f.plan = ?2 AND f.parent = ?5)) "
    "ORDER BY c.row_key, c.column_key, CASE c.source WHEN 'printed' THEN 1 ELSE 2 END"};

constexpr db::Statement kQuantities{
    "plan.quantities",
    "SELECT row_key, column_key, source, version, label, numerator, denominator, decimals, unit, "
    "base_unit, scale, yen, qualifiers, approximate, comparison, per, high_numerator, "
    "high_denominator, "
    "high_decimals, part_of, figure_begin, figure_end, span_begin, span_end FROM cell_quantity "
    "WHERE municipality = ?1 AND plan = ?2 "
    "AND (?3 = '' OR row_key = ?3 OR row_key IN (SELECT f.row_key FROM plan_row f WHERE "
    "f.municipality = ?1 AND f.plan = ?2 AND f.parent = ?3)) "
    "ORDER BY row_key, column_key, source, version, ordinal"};

namespace {

struct StoredReading {
  std::string row;
  std::string column;
  Reading reading;
};

StoredReading to_reading(db::Row& row) {
  StoredReading stored;
  stored.row = row.text("row_key");
  stored.column = row.text("column_key");
  Reading& reading = stored.reading;
  reading.source = from_db<ReadingSource>(row.view("source")).value_or(ReadingSource::printed);
  reading.version = static_cast<int>(row.integer("version"));
  reading.text = row.maybe_text("text");
  reading.kind = from_db<CellKind>(row.view("kind")).value_or(CellKind::absent);
  reading.meaning.state = from_db<CellState>(row.view("state")).value_or(CellState::unknown);
  reading.meaning.body = row.maybe_text("state_body");
  reading.meaning.row = row.maybe_text("state_row");
  reading.meaning.by = row.maybe_text("state_by");
  reading.meaning.reason = row.maybe_text("state_reason");
  reading.merged = row.maybe_text("merged");
  reading.certainty.confidence =
      from_db<Confidence>(row.view("confidence")).value_or(Confidence::low);
  reading.certainty.reason = row.maybe_text("reason");
  return stored;
}

base::Span to_span(db::Row& row, std::string_view begin, std::string_view end) {
  base::Span span;
  span.begin = static_cast<std::size_t>(row.integer(begin));
  span.end = static_cast<std::size_t>(row.integer(end));
  return span;
}

base::Comparison to_comparison(std::string_view name) {
  using enum base::Comparison;
  for (const auto comparison : {exactly, at_least, at_most, within, less_than, more_than}) {
    if (base::name_of(comparison) == name) return comparison;
  }
  return exactly;
}

base::Quantity to_quantity(db::Row& row) {
  base::Quantity quantity;
  quantity.label = row.text("label");
  quantity.value.numerator = row.integer("numerator");
  quantity.value.denominator = row.integer("denominator");
  quantity.value.decimals = static_cast<int>(row.integer("decimals"));
  quantity.unit = row.text("unit");
  quantity.base_unit = row.text("base_unit");
  quantity.scale = row.integer("scale");
  quantity.yen = row.maybe_integer("yen");
  quantity.qualifiers = qualifiers_of(row.view("qualifiers"));
  quantity.approximate = row.flag("approximate");
  quantity.comparison = to_comparison(row.view("comparison"));
  quantity.per = row.text("per");
  base::Number high;
  const auto high_numerator = row.maybe_integer("high_numerator");
  const auto high_denominator = row.maybe_integer("high_denominator");
  const auto high_decimals = row.maybe_integer("high_decimals");
  if (high_numerator) {
    high = {*high_numerator, high_denominator.value_or(1),
            static_cast<int>(high_decimals.value_or(0))};
    quantity.range = {.low = quantity.value, .high = high};
  }
  if (const auto part_of = row.maybe_integer("part_of")) {
    quantity.part_of = static_cast<std::size_t>(*part_of);
  }
  quantity.figure = to_span(row, "figure_begin", "figure_end");
  quantity.span = to_span(row, "span_begin", "span_end");
  return quantity;
}

struct QuantityPlace {
  std::string row;
  std::string column;
  std::string source;
  std::int64_t version = 0;
  auto operator<=>(const QuantityPlace&) const = default;
};

using QuantitiesByPlace = std::map<QuantityPlace, std::vector<base::Quantity>>;

QuantitiesByPlace quantities(db::Read& tx, std::string_view municipality, std::string_view plan,
                             std::string_view family) {
  QuantitiesByPlace by_place;
  tx.each(
      kQuantities,
      [&](db::Row& row) {
        QuantityPlace place;
        place.row = row.text("row_key");
        place.column = row.text("column_key");
        place.source = row.text("source");
        place.version = row.integer("version");
        by_place[std::move(place)].push_back(to_quantity(row));
      },
      municipality, plan, family);
  return by_place;
}

void add_quantities(const QuantitiesByPlace& by_place, StoredReading& stored) {
  const auto found =
      by_place.find({stored.row, stored.column, std::string(in_db(stored.reading.source)),
                     stored.reading.version});
  if (found != by_place.end()) stored.reading.quantities = found->second;
}

}  // namespace

void read_cells(db::Read& tx, Plan& plan, Eyes eyes, base::Instant until, std::string_view family) {
  std::map<CellKey, std::vector<Reading>> by_cell;
  const auto by_place = quantities(tx, plan.municipality, plan.slug, family);
  const auto also = in_db(eyes == Eyes::staff ? ReadingSource::entered : ReadingSource::printed);
  for (auto& stored : tx.list<StoredReading>(kReadings, to_reading, plan.municipality, plan.slug,
                                             also, until, family)) {
    add_quantities(by_place, stored);
    by_cell[{stored.row, stored.column}].push_back(std::move(stored.reading));
  }
  for (auto& row : plan.rows) {
    for (const auto& column : plan.columns) {
      const auto found = by_cell.find({row.key, column.key});
      if (found != by_cell.end()) row.cells.push_back({column.key, std::move(found->second)});
    }
  }
}

constexpr db::Statement kAllVersions{
    "plan.all_cell_versions",
    "SELECT row_key, column_key, source, version, text, kind, state, state_body, state_row, "
    "state_by, "
    "state_reason, merged, confidence, reason, content_hash FROM cell_reading "
    "WHERE municipality = ?1 AND plan = ?2 ORDER BY row_key, column_key, source, version"};

std::vector<ChangedReading> changed_readings(db::Read& tx, std::string_view municipality,
                                             std::string_view plan) {
  std::vector<ChangedReading> changed;
  const auto by_place = quantities(tx, municipality, plan, "");
  tx.each(
      kAllVersions,
      [&](db::Row& row) {
        auto stored = to_reading(row);
        const std::string hash = row.text("content_hash");
        add_quantities(by_place, stored);
        if (content_hash(stored.reading) != hash) changed.push_back({stored.row, stored.column});
      },
      municipality, plan);
  return changed;
}

}  // namespace plan::store
