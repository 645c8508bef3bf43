// Every refusal and note of the numbers and dates, brought about once: its sentence stands in both
// languages of ui/words/base.*.toml and every slot of it is filled.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <string>

#include "base/corporate_number.h"
#include "base/era.h"
#include "base/fiscal_year.h"
#include "base/instant.h"
#include "base/japanese_text.h"
#include "base/period.h"
#include "base/rounding.h"

namespace base {
namespace {

// key = "sentence", as far as the check needs it.
std::map<std::string, std::string> sentences(const std::string& language) {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/ui/words/base." + language + ".toml");
  std::map<std::string, std::string> all;
  for (std::string line; std::getline(file, line);) {
    const std::size_t equals = line.find(" = \"");
    if (equals != std::string::npos) all["base." + line.substr(0, equals)] = line.substr(equals);
  }
  return all;
}

bool every_slot_filled(std::string sentence, const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    const std::string slot = "{" + fact.name + "}";
    for (std::size_t at; (at = sentence.find(slot)) != std::string::npos;) {
      sentence.erase(at, slot.size());
    }
  }
  return sentence.find('{') == std::string::npos;
}

Note as_note(const Refusal& refusal) {
  return {refusal.code, refusal.facts};
}

TEST_CASE("every refusal and note has its sentence, and the facts fill it") {
  const Note said[] = {
      as_note(parse_yen("x").error()),
      as_note(parse_yen("99999999999999999999").error()),
      as_note(checked_add(Yen(INT64_MAX), Yen(1)).error()),
      as_note(checked_round(Yen(INT64_MAX) * Rate(2, 1), kCutToYen).error()),
      as_note(parse_rate("x").error()),
      as_note(parse_rate("1/0").error()),
      as_note(Rate::of(1, INT64_MIN).error()),
      as_note(parse_date("x").error()),
      as_note(parse_date("2023-02-29").error()),
      as_note(parse_date("1872-01-01").error()),
      as_note(parse_era("x").error()),
      as_note(parse_era("令和元年4月").error()),
      parse_era("平成31年5月")->notes.at(0),
      as_note(parse_fiscal_years("x").error()),
      as_note(parse_fiscal_years("明治5年度").error()),
      as_note(parse_fiscal_year("H23、24").error()),
      as_note(parse_fiscal_years("H24～H23").error()),
      as_note(parse_fiscal_years("H24(2013)").error()),
      parse_fiscal_years("H32")->notes.at(0),
      as_note(Period::of(Date(2024, 1, 2), Date(2024, 1, 1)).error()),
      as_note(parse_japan("x").error()),
      as_note(MunicipalityCode::of("x").error()),
      as_note(MunicipalityCode::of("481234").error()),
      as_note(MunicipalityCode::of("131201").error()),
      as_note(CorporateNumber::of("x").error()),
      as_note(CorporateNumber::of("8700110005902").error()),
      as_note(check_text("\xFF", Lines::one, 9).error()),
      as_note(check_text("\x01", Lines::one, 9).error()),
      as_note(check_text("ab", Lines::one, 1).error()),
  };
  for (const std::string language : {"ja", "en"}) {
    const auto catalogue = sentences(language);
    for (const Note& note : said) {
      const std::string key(note.code);
      CAPTURE(language);
      CAPTURE(key);
      REQUIRE(catalogue.contains(key));
      CHECK(every_slot_filled(catalogue.at(key), note.facts));
    }
  }
}

}  // namespace
}  // namespace base
