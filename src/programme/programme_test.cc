// The registers as shipped, what a register must not say, and who owns a programme on both sides of
// the spring in which ten of Nerima's were handed over.
#include "programme/programme.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "base/words.h"

namespace programme {
namespace {

namespace fs = std::filesystem;

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::map<std::string, Register> real_registers() {
  std::map<std::string, Register> registers;
  for (const auto& folder : fs::directory_iterator(NIGIWAI_SOURCE_DIR "/plans")) {
    const fs::path path = folder.path() / "register.json";
    if (!fs::exists(path)) continue;
    base::Mistakes mistakes(path.string());
    registers[folder.path().filename().string()] = read_register(file_text(path), mistakes);
    for (const auto& mistake : mistakes.list()) {
      FAIL_CHECK(path.string(), " ", mistake.path, ": ", mistake.code);
    }
  }
  return registers;
}

const std::string kSmall =
    file_text(NIGIWAI_SOURCE_DIR "/tests/corpus/plan_file/small_register.json");

std::string bent(std::string_view from, std::string_view to) {
  std::string text = kSmall;
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, std::string(from));
  return text.replace(at, from.size(), to);
}

TEST_CASE("the five registers have no mistake and stand in the folder of their municipality") {
  const auto registers = real_registers();
  CHECK(registers.size() == 5);
  for (const auto& [folder, reg] : registers) CHECK(reg.municipality.code == folder);
}

TEST_CASE("everything the papers name stands in exactly one register, once") {
  std::multiset<std::string> covered;
  for (const auto& [folder, reg] : real_registers()) {
    for (const auto& programme : reg.programmes) {
      covered.insert(programme.coverage.begin(), programme.coverage.end());
    }
  }
  std::ifstream list(NIGIWAI_SOURCE_DIR "/plans/coverage_ids.txt");
  int named = 0;
  for (std::string id; list >> id; ++named) {
    CAPTURE(id);
    CHECK(covered.count(id) == 1);
  }
  CHECK(named > 200);
  CHECK(covered.size() == static_cast<std::size_t>(named));
}

TEST_CASE("a register is read whole") {
  base::Mistakes mistakes("register.json");
  const Register reg = read_register(kSmall, mistakes);
  CHECK(mistakes.none());
  CHECK(reg.municipality.name == "練馬区");
  CHECK(reg.municipality.name_en == "Nerima");
  CHECK(reg.municipality.kind == MunicipalityKind::ward);
  REQUIRE(reg.bodies.size() == 2);
  CHECK(reg.bodies[1].kind == "corporation");
  REQUIRE(reg.programmes.size() == 2);
  const Programme& shop = reg.programmes[0];
  CHECK(shop.type == ProgrammeType::subsidy);
  CHECK(shop.also == std::vector{ProgrammeType::consultation});
  CHECK(shop.coverage == std::vector<std::string>{"N42"});
  CHECK(shop.owners[0].department == "商工課");
  CHECK(shop.owners[1].basis == "事務移管");
}

TEST_CASE("each mistake is told with its place") {
  struct Bend {
    std::string_view from, to;
    std::string_view code, path;
  };
  constexpr Bend kBends[] = {
      {"nigiwai-register/1", "nigiwai-register/2", "programme.wrong_format", "format"},
      {"\"type\": \"subsidy\"", "\"type\": \"gift\"", "programme.unknown_type",
       "programmes[0].type"},
      {"\"also\": [\"consultation\"]", "\"also\": [\"x\"]", "programme.unknown_type",
       "programmes[0].also[0]"},
      {"\"kind\": \"ward\"", "\"kind\": \"moon\"", "programme.unknown_municipality_kind",
       "municipality"},
      {"131202", "131203", "programme.bad_municipality_code", "municipality"},
      {"131202", "13120", "programme.bad_municipality_code", "municipality"},
      {"131202", "１３１２０２", "programme.bad_municipality_code", "municipality"},
      {"vacant-shop", "Vacant", "programme.bad_key", "programmes[0]"},
      {"vacant-shop", "vacant--shop", "programme.bad_key", "programmes[0]"},
      {"vacant-shop", "", "programme.bad_key", "programmes[0]"},
      {"\"key\": \"advice\"", "\"key\": \"vacant-shop\"", "programme.key_twice", "programmes"},
      {"{\"key\": \"corporation\", \"name\": \"公社\", \"kind\": \"corporation\"}",
       "{\"key\": \"corporation\", \"name\": \"a\", \"kind\": \"b\"},"
       "{\"key\": \"ward\", \"name\": \"a\", \"kind\": \"b\"}",
       "programme.key_twice", "bodies"},
      {"\"from\": 2014, \"body\": \"corporation\"", "\"from\": 2014, \"body\": \"chamber\"",
       "programme.unknown_body", "programmes.vacant-shop"},
      {"\"to\": 2013", "\"to\": 2014", "programme.owners_overlap", "programmes.vacant-shop"},
      {"\"to\": 2013, ", "", "programme.owners_overlap", "programmes.vacant-shop"},
      {"\"to\": 2013", "\"to\": 2010", "programme.years_reversed", "programmes[0].owners[0]"},
      {"\"name_en\": \"Nerima\", ", "", "base.json_missing_key", "municipality"},
      {"\"coverage\"", "\"covers\"", "base.json_unknown_key", "programmes[0]"},
      {"\"from\": 2011", "\"from\": \"2011\"", "base.json_not_integer",
       "programmes[0].owners[0].from"},
      {"\"from\": 2011", "\"from\": 1872", "base.json_out_of_range",
       "programmes[0].owners[0].from"},
  };
  std::set<std::string_view> seen;
  for (const Bend& bend : kBends) {
    CAPTURE(bend.from);
    CAPTURE(bend.to);
    base::Mistakes mistakes("register.json");
    read_register(bent(bend.from, bend.to), mistakes);
    REQUIRE(mistakes.list().size() == 1);
    CHECK(mistakes.list()[0].code == bend.code);
    CHECK(mistakes.list()[0].path == bend.path);
    CHECK(base::has_words(bend.code));
    seen.insert(bend.code);
  }
  std::ifstream words(NIGIWAI_SOURCE_DIR "/ui/words/programme.ja.toml");
  for (std::string line; std::getline(words, line);) {
    if (line.starts_with("#") || line.empty()) continue;
    const std::string code = "programme." + line.substr(0, line.find(" = "));
    CAPTURE(code);
    CHECK((code == unknown_programme.code || seen.contains(code)));
  }
}

TEST_CASE("owners who follow each other in the next year do not overlap") {
  base::Mistakes mistakes("register.json");
  read_register(bent("\"to\": 2013", "\"to\": 2011"), mistakes);
  CHECK(mistakes.none());
}

TEST_CASE("keys of 64 characters pass, of 65 do not") {
  CHECK(is_key(std::string(64, 'a')));
  CHECK_FALSE(is_key(std::string(65, 'a')));
  for (const char* key : {"a", "0", "a-b", "iso-9001"}) CHECK(is_key(key));
  for (const char* key : {"", "-a", "a-", "a--b", "A", "a_b", "a b", "あ"})
    CHECK_FALSE(is_key(key));
}

TEST_CASE("who owns a programme is told by the fiscal year") {
  struct Row {
    int year;
    const char* body;  // nullptr: nobody is known
  };
  const auto registers = real_registers();
  const auto& programmes = registers.at("131202").programmes;
  const auto seminar = std::find_if(programmes.begin(), programmes.end(), [](const Programme& p) {
    return p.key == "owner-successor-seminar";
  });
  REQUIRE(seminar != programmes.end());
  for (const Row& row : {Row{2010, nullptr}, Row{2011, "ward"}, Row{2013, "ward"},
                         Row{2014, "corporation"}, Row{2026, "corporation"}}) {
    CAPTURE(row.year);
    const Owner* owner = owner_in(*seminar, row.year);
    REQUIRE((owner != nullptr) == (row.body != nullptr));
    if (owner != nullptr) CHECK(owner->body == row.body);
  }
  CHECK(owner_in(Programme{}, 2014) == nullptr);
}

TEST_CASE("every choice has a code, and the code leads back") {
  for (int i = 0; i < 15; ++i) {
    const auto type = static_cast<ProgrammeType>(i);
    CHECK(programme_type(in_db(type)) == type);
    CHECK(base::has_words("plan.type_" + std::string(in_db(type))));
  }
  for (int i = 0; i < 4; ++i) {
    const auto kind = static_cast<MunicipalityKind>(i);
    CHECK(municipality_kind(in_db(kind)) == kind);
  }
  CHECK_FALSE(programme_type("").has_value());
  CHECK_FALSE(municipality_kind("Ward").has_value());
}

}  // namespace
}  // namespace programme
