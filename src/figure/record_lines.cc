// Numbers stand as in the plan, with commas in threes; what was not told is a dash.
#include "figure/record_lines.h"

#include "base/yen.h"

namespace figure {
namespace {

std::string number_or_dash(const std::optional<std::int64_t>& number) {
  return number ? base::with_thousands(*number) : "-";
}

std::string_view in_town_key(const record::Record& record) {
  if (!record.in_town) return "figure_cli.in_town_unsaid";
  return *record.in_town ? "figure_cli.in_town" : "figure_cli.out_of_town";
}

std::string_view state_key(const record::Record& record) {
  if (record.reverses) return "figure_cli.state_reversal";
  return record.confirmed_at ? "figure_cli.state_confirmed" : "figure_cli.state_unconfirmed";
}

std::vector<base::Fact> facts_of(const Place& place) {
  return {{"plan", place.plan},
          {"row", place.row.empty() ? "-" : place.row},
          {"figure", place.figure},
          {"label", place.label},
          {"year", std::to_string(place.fiscal_year)},
          {"change", signed_text(place.contribution.value)}};
}

}  // namespace

std::string signed_text(std::int64_t number) {
  return (number > 0 ? "+" : "") + base::with_thousands(number);
}

std::string attributes_text(const record::Record& record) {
  std::string text;
  for (const record::AttributeValue& attribute : record.attributes)
    text += (text.empty() ? "" : ", ") + attribute.name + "=" + attribute.value;
  return text.empty() ? "-" : text;
}

std::string record_line(base::Language language, const record::Record& record,
                        const TakenBack& taken_back) {
  std::string state(base::words(language, state_key(record)));
  if (const auto reversal = taken_back.find(record.id.value); reversal != taken_back.end()) {
    state = base::say(language, "figure_cli.state_taken_back",
                      {{"state", state}, {"reversal", std::to_string(reversal->second.value)}});
  }
  const std::string columns[] = {base::iso(record.occurred_on),
                                 std::to_string(record.fiscal_year.number()),
                                 record.programme,
                                 record.kind,
                                 base::with_thousands(record.count),
                                 number_or_dash(record.people),
                                 number_or_dash(record.yen),
                                 std::string(base::words(language, in_town_key(record))),
                                 attributes_text(record),
                                 state};
  std::string line = std::to_string(record.id.value);
  for (const std::string& column : columns) line += '\t' + column;
  return line;
}

std::string moved_line(base::Language language, const Moved& moved) {
  std::vector<base::Fact> facts = facts_of(moved.place);
  const auto value = [&](const std::string& text) {
    return text.empty() ? "-" : text + moved.unit;
  };
  facts.push_back({"value", value(moved.now)});
  facts.push_back({"confirmed", value(moved.confirmed)});
  return base::say(language, "figure_cli.moved", facts);
}

std::string place_line(base::Language language, const Place& place) {
  return base::say(language, "figure_cli.place", facts_of(place));
}

}  // namespace figure
