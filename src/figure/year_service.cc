// 年度締め, reopening, and notes that have to go. What a year takes is known to every post, so the
// line is entered alone.
#include "base/json_text.h"
#include "figure/clock.h"
#include "figure/closed_years.h"
#include "figure/figure_service.h"
#include "figure/signers.h"

namespace figure {
namespace {

using Deed = base::Result<std::int64_t>;

record::store::YearState last_of(db::Write& tx, std::string_view municipality, int fiscal_year) {
  for (record::store::YearState& year : record::store::years(tx, municipality))
    if (year.fiscal_year == fiscal_year) return std::move(year);
  return {.fiscal_year = fiscal_year};
}

std::int64_t move_year(db::Write& tx, const Signers& signers, std::string_view municipality,
                       record::store::YearState year, bool closed, std::string_view reason) {
  ++year.version;
  year.closed = closed;
  base::JsonWriter json;
  json.begin_object().field("second", signers.second->id).field("year", year.fiscal_year);
  json.field("version", year.version).field("closed", closed).end_object();
  const auto deed = history::write(tx, signers.first,
                                   {.kind = closed ? "record.close_year" : "record.reopen_year",
                                    .municipality = std::string(municipality),
                                    .subject_kind = "fiscal_year",
                                    .subject_key = std::to_string(year.fiscal_year),
                                    .reason = std::string(reason),
                                    .payload_json = json.take()});
  record::store::add_year(tx, municipality, year, reason, deed.value);
  raise_generation(tx, municipality);
  return deed.value;
}

}  // namespace

Deed close_year(db::Write& tx, const Signers& signers, std::string_view municipality,
                int fiscal_year, std::string_view reason) {
  if (const auto two = check_two(signers, municipality); !two) return std::unexpected(two.error());
  if (const auto may = check_permitted(signers, staff::Deed::close_year, municipality); !may)
    return std::unexpected(may.error());
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  const auto year = base::FiscalYear::of(fiscal_year);
  if (!year) return std::unexpected(year.error());
  if (base::japan_date(tx.recorded_at()) <= year->ends())
    return base::refuse(record::year_not_over,
                        {{"year", std::to_string(fiscal_year)}, {"ends", base::iso(year->ends())}});
  enter_alone(tx, municipality);
  auto last = last_of(tx, municipality, fiscal_year);
  if (last.closed)
    return base::refuse(record::already_closed, {{"year", std::to_string(fiscal_year)}});
  return move_year(tx, signers, municipality, std::move(last), true, reason);
}

Deed reopen_year(db::Write& tx, const Signers& signers, std::string_view municipality,
                 int fiscal_year, std::string_view reason) {
  if (const auto two = check_two(signers, municipality); !two) return std::unexpected(two.error());
  if (const auto may = check_permitted(signers, staff::Deed::close_year, municipality); !may)
    return std::unexpected(may.error());
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  const auto year = base::FiscalYear::of(fiscal_year);
  if (!year) return std::unexpected(year.error());
  enter_alone(tx, municipality);
  const auto known = books(tx, municipality, tx.recorded_at());
  const base::Date today = base::japan_date(tx.recorded_at());
  if (record::takes_records(record::state_of(known, fiscal_year, today)))
    return base::refuse(record::not_closed, {{"year", std::to_string(fiscal_year)}});
  if (const auto fits = record::check_reopening(known, fiscal_year, today); !fits)
    return std::unexpected(fits.error());
  return move_year(tx, signers, municipality, last_of(tx, municipality, fiscal_year), false,
                   reason);
}

Deed erase_note(db::Write& tx, const Signers& signers, std::string_view municipality,
                record::RecordId record, std::string_view reason) {
  if (const auto may = check_permitted(signers, staff::Deed::write_records, municipality); !may)
    return std::unexpected(may.error());
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  const std::string named = std::to_string(record.value);
  if (!record::store::note_of(tx, municipality, record))
    return base::refuse(record::unknown_record, {{"record", named}});
  const auto deed = history::write(tx, signers.first,
                                   {.kind = "record.erase_note",
                                    .municipality = std::string(municipality),
                                    .subject_kind = "record",
                                    .subject_key = named,
                                    .reason = std::string(reason),
                                    .payload_json = {}});
  record::store::erase_note(tx, municipality, record, deed.value);
  return deed.value;
}

}  // namespace figure
