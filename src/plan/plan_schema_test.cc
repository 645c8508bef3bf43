// The published schemas and the reader name the same choices: a code that is added to one and not
// to the other turns this red.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "plan/plan.h"
#include "programme/programme.h"

namespace {

std::string schema(const std::string& name) {
  std::ifstream file(std::string(NIGIWAI_SOURCE_DIR) + "/docs/formats/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  std::string dense;
  for (const char c : text.str()) {
    if (c != ' ' && c != '\n') dense += c;
  }
  return dense;
}

// "" for a number that is no choice; some rooms say so by an exception.
template <class Enum>
std::string_view code_of(int number) {
  try {
    return in_db(static_cast<Enum>(number));
  } catch (const std::logic_error&) {
    return {};
  }
}

// "enum":["year","target",…] with every code of the enum, in its order.
template <class Enum>
std::string choices() {
  std::string list = "\"enum\":[";
  for (int i = 0; i < 64 && !code_of<Enum>(i).empty(); ++i) {
    list += (i == 0 ? "\"" : ",\"") + std::string(code_of<Enum>(i)) + "\"";
  }
  return list + "]";
}

TEST_CASE("plan.schema.json lists the choices the reader knows") {
  const std::string text = schema("plan.schema.json");
  REQUIRE_FALSE(text.empty());
  for (const auto& list :
       {choices<plan::PlanKind>(), choices<plan::RelationKind>(), choices<plan::ColumnKind>(),
        choices<plan::Confidence>(), choices<plan::CellKind>(), choices<plan::RatingScope>()}) {
    CAPTURE(list);
    CHECK(text.find(list) != std::string::npos);
  }
}

TEST_CASE("register.schema.json lists the choices the reader knows") {
  const std::string text = schema("register.schema.json");
  REQUIRE_FALSE(text.empty());
  for (const auto& list :
       {choices<programme::MunicipalityKind>(), choices<programme::ProgrammeType>()}) {
    CAPTURE(list);
    CHECK(text.find(list) != std::string::npos);
  }
}

TEST_CASE("document.schema.json lists the choices the reader knows") {
  const std::string text = schema("document.schema.json");
  for (int i = 0; i < 3; ++i) {
    const std::string code(in_db(static_cast<plan::BlockKind>(i)));
    CAPTURE(code);
    CHECK(text.find("\"" + code + "\"") != std::string::npos);
  }
}

}  // namespace
