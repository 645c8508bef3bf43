// A closed year takes nothing until it is opened again; both need two persons, as the service says.
#include "figure/year_cli.h"

#include "base/json_text.h"
#include "figure/closed_years.h"
#include "staff/municipality_service.h"

namespace figure::cli {
namespace {

using base::Terminal;

// Both deeds differ in one function and one sentence.
template <class Deed>
int move(db::Database& database, const YearOptions& options, std::string_view done_key, Deed deed,
         Terminal& terminal) {
  const auto signers = signers_of(database, options.by);
  if (!signers) return terminal.refuse(signers.error());
  const auto done = write(database, [&](db::Write& tx) {
    return deed(tx, *signers, options.by.municipality, options.year, options.reason);
  });
  if (!done) return terminal.refuse(done.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("fiscal_year", options.year);
    json.field("deed", std::to_string(*done)).end_object();
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  terminal.tell(done_key, {{"year", std::to_string(options.year)}});
  return base::kDone;
}

}  // namespace

int close_year(db::Database& database, const YearOptions& options, Terminal& terminal) {
  return move(database, options, "figure_cli.year_closed", figure::close_year, terminal);
}

int reopen_year(db::Database& database, const YearOptions& options, Terminal& terminal) {
  return move(database, options, "figure_cli.year_reopened", figure::reopen_year, terminal);
}

int list_years(db::Database& database, const std::string& municipality, Terminal& terminal) {
  const auto known = database.read([&](db::Read& tx) -> base::Result<record::Books> {
    if (const auto town = staff::municipality(tx, municipality); !town)
      return std::unexpected(town.error());
    return books(tx, municipality);
  });
  if (!known) return terminal.refuse(known.error());
  const base::Date today = base::japan_date(base::now());
  const auto open = record::open_years(*known, today);
  auto years = record::closed_years(*known, today);
  years.insert(open.begin(), open.end());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("years").begin_array();
    for (const int year : years) {
      const auto state = record::state_of(*known, year, today);
      const auto* move = record::last_move(*known, year);
      const auto until = record::open_until(*known, year, today);
      json.begin_object().field("fiscal_year", year).field("state", record::in_db(state));
      json.field("closed", !record::takes_records(state));
      json.field("open_until", until ? base::iso(*until) : "");
      json.field("moved_at", move == nullptr ? "" : base::iso_japan(move->at));
      json.field("by", move == nullptr ? "" : move->by);
      json.field("reason", move == nullptr ? "" : move->reason).end_object();
    }
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const int year : years) {
    const auto* move = record::last_move(*known, year);
    const auto until = record::open_until(*known, year, today);
    terminal.out << year << '\t'
                 << base::words(terminal.language,
                                "record.books_" + std::string(record::in_db(
                                                      record::state_of(*known, year, today))))
                 << '\t' << (until ? base::iso(*until) : "") << '\t'
                 << (move == nullptr ? "" : move->by) << '\t'
                 << (move == nullptr ? "" : move->reason) << '\n';
  }
  if (known->kept_from)
    terminal.tell("figure_cli.years_kept_from", {{"year", std::to_string(*known->kept_from)}});
  return base::kDone;
}

}  // namespace figure::cli
