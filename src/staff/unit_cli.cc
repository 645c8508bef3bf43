// A transfer is only shown unless --apply stands in the command; a line with a mistake makes it
// refused as a whole.
#include "staff/unit_cli.h"

#include <fstream>
#include <iterator>

#include "base/actor.h"
#include "base/date.h"
#include "base/json_text.h"
#include "staff/posts.h"
#include "staff/transfer_text.h"

namespace staff::cli {
namespace {

using base::Terminal;

base::Result<base::FiscalYear> year_of(int number) {
  if (number != 0) return base::FiscalYear::of(number);
  return base::FiscalYear::containing(base::japan_date(base::now()));
}

std::string ending_text(const Moved& moved) {
  std::string text;
  for (const PostHeld& held : moved.ending)
    text += (text.empty() ? "" : ",") + std::string(in_db(held.post));
  return text.empty() ? "-" : text;
}

void show(const TransferPreview& preview, Terminal& terminal) {
  for (const Moved& moved : preview.moves) {
    terminal.out << moved.move.login << '\t' << moved.name << '\t' << ending_text(moved) << '\t'
                 << (moved.move.post.empty() ? "-" : moved.move.post) << '\t' << moved.move.unit
                 << '\n';
  }
}

void show_json(const TransferPreview& preview, Terminal& terminal) {
  base::JsonWriter json;
  json.begin_object().key("moves").begin_array();
  for (const Moved& moved : preview.moves) {
    json.begin_object().field("login", moved.move.login).field("name", moved.name);
    json.key("ending").begin_array();
    for (const PostHeld& held : moved.ending) json.string(in_db(held.post));
    json.end_array().field("post", moved.move.post).field("unit", moved.move.unit).end_object();
  }
  terminal.out << json.end_array().end_object().text() << '\n';
}

}  // namespace

int unit_add(db::Database& database, const UnitOptions& options, Terminal& terminal) {
  const auto year = year_of(options.year);
  if (!year) return terminal.refuse(year.error());
  const auto added =
      add_unit(base::Actor::system(options.municipality), database, options.municipality,
               {.fiscal_year = *year,
                .key = options.key,
                .name = options.name,
                .body = options.body,
                .above = options.above.empty() ? std::nullopt : std::optional(options.above)});
  if (!added) return terminal.refuse(added.error());
  terminal.tell("user_cli.unit_added",
                {{"unit", options.key}, {"year", std::to_string(year->number())}});
  return base::kDone;
}

int unit_list(db::Database& database, const UnitOptions& options, Terminal& terminal) {
  const auto year = year_of(options.year);
  if (!year) return terminal.refuse(year.error());
  const auto all =
      database.read([&](db::Read& tx) { return units(tx, options.municipality, *year); });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("fiscal_year", year->number()).key("units").begin_array();
    for (const Unit& unit : all) {
      json.begin_object().field("unit", unit.key).field("name", unit.name);
      json.field("body", unit.body).field("above", unit.above.value_or("")).end_object();
    }
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const Unit& unit : all) {
    terminal.out << unit.key << '\t' << unit.name << '\t' << unit.body << '\t'
                 << unit.above.value_or("-") << '\n';
  }
  if (all.empty()) terminal.tell("user_cli.no_units", {{"year", std::to_string(year->number())}});
  return base::kDone;
}

int transfer(db::Database& database, const TransferOptions& options, Terminal& terminal) {
  const auto day = base::parse_date(options.day);
  if (!day) return terminal.refuse(day.error());
  std::ifstream in(options.file);
  if (!in) {
    terminal.tell("user_cli.no_file", {{"file", options.file}});
    return base::kRefused;
  }
  const std::string written{std::istreambuf_iterator<char>(in), {}};
  const auto known = database.read([&](db::Read& tx) {
    return units(tx, options.municipality, base::FiscalYear::containing(*day));
  });
  const TransferText text = read_transfer(written, known);
  const TransferPreview preview = database.read(
      [&](db::Read& tx) { return preview_transfer(tx, options.municipality, *day, text.moves); });
  for (const base::Refusal& refusal : preview.refused)
    terminal.err << sentence(terminal.language, refusal, text) << '\n';
  if (!preview.refused.empty()) return base::kRefused;
  terminal.json ? show_json(preview, terminal) : show(preview, terminal);
  const std::vector<base::Fact> facts = {{"count", std::to_string(text.moves.size())},
                                         {"day", base::iso(*day)}};
  if (!options.apply) {
    terminal.tell("user_cli.transfer_shown", facts);
    return base::kDone;
  }
  const auto moved = staff::transfer(base::Actor::system(options.municipality), database,
                                     options.municipality, *day, text.moves);
  if (!moved) return terminal.refuse(moved.error());
  terminal.tell("user_cli.transferred", facts);
  return base::kDone;
}

}  // namespace staff::cli
