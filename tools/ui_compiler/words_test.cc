// The catalogue: what fails the build, with file, line and key.
#include "words_file.h"

#include <doctest/doctest.h>

#include "words_use.h"

namespace ui_compiler {
namespace {

TEST_CASE("what is wrong with a pair of files") {
  struct Row {
    std::string ja;
    std::string en;
    const char* message;
  };
  const Row rows[] = {
      {"a = \"あ\"", "b = \"b\"", "ui/words/x.ja.toml:1: 'x.a' has no English sentence"},
      {"a = \"あ\"", "a = \"a\"\nb = \"b\"",
       "ui/words/x.en.toml:2: 'x.b' has no Japanese sentence"},
      {"a = \"{n}件\"", "\na = \"rows\"",
       "ui/words/x.en.toml:2: the slots of 'x.a' differ from those in ui/words/x.ja.toml"},
      {"a = \"{n}件\"", "a = \"{m} rows\"",
       "ui/words/x.en.toml:1: the slots of 'x.a' differ from those in ui/words/x.ja.toml"},
      {"a = \"{n\"", "a = \"{n\"", "ui/words/x.ja.toml:1: a { that does not open a {slot}"},
      {"a = \"{ }\"", "a = \"\"", "ui/words/x.en.toml:1: 'a' is not a sentence"},
      {"a = 1", "a = \"a\"", "ui/words/x.ja.toml:1: 'a' is not a sentence"},
      {"A = \"あ\"", "a = \"a\"", "ui/words/x.ja.toml:1: 'A' is no key: a-z, 0-9 and _ only"},
      {"[a]\nb = \"あ\"", "", "ui/words/x.ja.toml:1: 'a' is not a sentence"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.ja);
    CHECK_THROWS_WITH(
        join_languages({{"ui/words/x.ja.toml", row.ja}, {"ui/words/x.en.toml", row.en}}),
        row.message);
  }
  CHECK_THROWS_WITH(
      join_languages({{"ui/words/x.fr.toml", ""}}),
      "ui/words/x.fr.toml:1: a words file is called <room>.ja.toml or <room>.en.toml");
  CHECK_THROWS_AS(join_languages({{"ui/words/x.ja.toml", "a = "}}), Mistake);
}

TEST_CASE("the catalogue is sorted and joined; the order of slots is free") {
  const Catalogue catalogue =
      join_languages({{"ui/words/b.ja.toml", "z = \"{m}の{n}\"\na = \"あ\""},
                      {"ui/words/b.en.toml", "a = \"a\"\nz = \"{n} of {m}\""},
                      {"ui/words/a.ja.toml", "k = \"き\""},
                      {"ui/words/a.en.toml", "k = \"k\""}});
  REQUIRE(catalogue.size() == 3);
  CHECK(catalogue.begin()->first == "a.k");
  CHECK(catalogue.at("b.z").en.text == "{n} of {m}");
  const std::string code = words_table_code(catalogue);
  CHECK(code.find("{\"b.a\"sv, \"あ\"sv,\n     \"a\"sv}") != std::string::npos);
}

TEST_CASE("a sentence is cut at its slots") {
  const auto pieces = cut_at_slots({"あ{n}い{m}", "f", 1});
  REQUIRE(pieces.size() == 4);
  CHECK((pieces[1].is_slot && pieces[1].text == "n"));
  CHECK((!pieces[2].is_slot && pieces[2].text == "い"));
  CHECK((pieces[3].is_slot && pieces[3].text == "m"));
  CHECK(cut_at_slots({"", "f", 1}).empty());
}

TEST_CASE("words that are missing or used nowhere") {
  const Catalogue catalogue =
      join_languages({{"ui/words/x.ja.toml", "a = \"あ\"\nb = \"い\"\nc_1 = \"う\""},
                      {"ui/words/x.en.toml", "a = \"a\"\nb = \"b\"\nc_1 = \"c\""}});
  const auto source = uses_in_source("src/x.cc",
                                     "say(language, \"x.a\");\n"
                                     "base::words(request.language, \"x.gone\");\n"
                                     "constexpr base::RefusalKind kNone{\"x.none\", 404};\n"
                                     "db::Statement s{\"x.find\"};\n"
                                     "say(language, \"x.c_\" + number);\n");
  const auto page = uses_in_template("ui/x/p.html", "<p>\n{{w:x.lost n=m}}");
  auto uses = source;
  uses.insert(uses.end(), page.begin(), page.end());
  CHECK(misuses(catalogue, uses, {"x.c_"}) ==
        std::vector<std::string>{"src/x.cc:2: 'x.gone' is not in ui/words",
                                 "src/x.cc:3: 'x.none' is not in ui/words",
                                 "ui/x/p.html:2: 'x.lost' is not in ui/words",
                                 "ui/words/x.ja.toml:2: 'x.b' is used nowhere"});
  CHECK(misuses(catalogue, uses, {}).size() == 5);
}

TEST_CASE("composed prefixes are a list of strings") {
  CHECK(read_composed_prefixes("f", "prefixes = [\"x.a_\", \"x.b_\"]") ==
        std::vector<std::string>{"x.a_", "x.b_"});
  CHECK_THROWS_WITH(read_composed_prefixes("f", "prefixes = [\"\"]"), "f:1: an empty prefix");
  CHECK_THROWS_AS(read_composed_prefixes("f", "prefixes ="), Mistake);
}

}  // namespace
}  // namespace ui_compiler
