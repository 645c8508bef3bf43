// A closed year takes nothing until it is opened again; both need two persons, as the service says.
#include "figure/year_cli.h"

#include "base/json_text.h"
#include "record/record_store.h"
#include "staff/municipality_service.h"

namespace figure::cli {
namespace {

using base::Terminal;
using record::store::YearState;

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
  const auto years = database.read([&](db::Read& tx) -> base::Result<std::vector<YearState>> {
    if (const auto known = staff::municipality(tx, municipality); !known)
      return std::unexpected(known.error());
    return record::store::years(tx, municipality);
  });
  if (!years) return terminal.refuse(years.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("years").begin_array();
    for (const YearState& year : *years) {
      json.begin_object().field("fiscal_year", year.fiscal_year).field("version", year.version);
      json.field("closed", year.closed).end_object();
    }
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const YearState& year : *years) {
    terminal.out << year.fiscal_year << '\t'
                 << base::words(terminal.language,
                                year.closed ? "figure_cli.closed" : "figure_cli.open")
                 << '\n';
  }
  if (years->empty()) terminal.tell("figure_cli.no_year_closed");
  return base::kDone;
}

}  // namespace figure::cli
