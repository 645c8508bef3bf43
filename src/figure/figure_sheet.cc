// One line a record: what it is, what it holds, what it adds to the figure.
#include "figure/figure_sheet.h"

#include "figure/drill.h"
#include "output/sheet.h"

namespace figure {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : std::string();
}

std::string flag(bool value) {
  return value ? "1" : "0";
}

std::string confirmed_on(const record::Record& record) {
  return record.confirmed_at ? base::iso_japan(*record.confirmed_at) : std::string();
}

std::vector<std::string> headers(base::Language language) {
  constexpr std::string_view kHeaders[] = {
      "figure.sheet_record",   "figure.sheet_occurred_on", "figure.sheet_fiscal_year",
      "figure.sheet_recorded", "figure.sheet_programme",   "figure.sheet_kind",
      "figure.sheet_count",    "figure.sheet_people",      "figure.sheet_yen",
      "figure.sheet_in_town",  "figure.sheet_attributes",  "figure.sheet_confirmed",
      "figure.sheet_summary",  "figure.sheet_reverses",    "figure.sheet_deed",
      "figure.sheet_adds"};
  std::vector<std::string> texts;
  for (const std::string_view header : kHeaders) texts.push_back(base::say(language, header));
  return texts;
}

// In the order of the headers; the row is reused, so that its texts keep their memory.
void fill(std::vector<std::string>& row, const Counted& counted) {
  const record::Record& record = counted.record;
  row.resize(16);
  row[0] = std::to_string(record.id.value);
  row[1] = base::iso(record.occurred_on);
  row[2] = std::to_string(record.fiscal_year.number());
  row[3] = base::iso_japan(record.recorded_at);
  row[4] = record.programme;
  row[5] = record.kind;
  row[6] = std::to_string(record.count);
  row[7] = number(record.people);
  row[8] = number(record.yen);
  row[9] = record.in_town ? flag(*record.in_town) : std::string();
  row[10] = record.attributes.empty() ? std::string() : record::attributes_json(record.attributes);
  row[11] = confirmed_on(record);
  row[12] = flag(record.summary);
  row[13] = record.reverses ? std::to_string(record.reverses->value) : std::string();
  row[14] = std::to_string(record.deed);
  row[15] = std::to_string(counted.contribution.value);
}

}  // namespace

void records_csv(db::Read& tx, std::string_view municipality, const Held& figure, int fiscal_year,
                 const Question& question, base::Language language,
                 db::FunctionRef<void(std::string_view)> on_piece) {
  std::string piece = output::csv({.title = {}, .headers = headers(language), .rows = {}});
  std::vector<std::string> row;
  each_record(tx, municipality, figure, fiscal_year, question, [&](const Counted& counted) {
    fill(row, counted);
    output::append_csv_row(piece, row);
    if (piece.size() < kPieceBytes) return;
    on_piece(piece);
    piece.clear();
  });
  if (!piece.empty()) on_piece(piece);
}

}  // namespace figure
