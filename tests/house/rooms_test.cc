// Each check on rooms is shown to pass on a small good house and to fail when one stone is moved.
#include "house/rooms.h"

#include <doctest/doctest.h>

namespace house {

namespace {

Files good_build() {
  return {
      {"src/base/CMakeLists.txt", "nigiwai_library(base SOURCES date.cc LINKS ICU::uc)"},
      {"src/db/CMakeLists.txt", "nigiwai_library(db SOURCES sqlite.cc LINKS base SQLite::SQLite3)"},
      {"src/plan/CMakeLists.txt",
       "set(RULES plan.cc)  # the nouns\n"
       "nigiwai_library(plan_rules SOURCES ${RULES} LINKS base)\n"
       "nigiwai_library(plan SOURCES plan_store.cc LINKS plan_rules db)\n"
       "nigiwai_tests(plan_tests SOURCES plan_test.cc LINKS plan LABELS slow)"}};
}

Files good_sources() {
  return {{"src/base/date.cc", "#include \"base/date.h\"\n"},
          {"src/base/date.h", ""},
          {"src/db/db.h", "#include \"base/date.h\"\n"},
          {"src/db/sqlite.cc", "#include \"db/db.h\"\n"},
          {"src/db/sqlite.h", "#include \"base/date.h\"\n"},
          {"src/plan/plan.cc", "#include \"plan/plan.h\"\n"},
          {"src/plan/plan.h", "#include \"base/date.h\"\n"},
          {"src/plan/plan_store.cc", "#include \"db/db.h\"\n#include \"plan/plan.h\"\n"},
          {"src/plan/plan_test.cc", "#include \"plan/plan_store.h\"\n"}};
}

void replace(Files& files, const std::string& path, const std::string& text) {
  for (SourceFile& file : files) {
    if (file.path == path) file.text = text;
  }
}

void must_fail_with(const Findings& findings, std::string_view words) {
  CAPTURE(joined(findings));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].contains(words));
}

}  // namespace

TEST_CASE("a good house has no findings") {
  const auto parts = parts_of(good_build());
  REQUIRE(parts.size() == 5);
  CHECK(joined(check_order(good_sources())) == "");
  CHECK(joined(check_rules_parts(parts, good_sources())) == "");
  CHECK(joined(check_links(parts, good_sources())) == "");
}

TEST_CASE("an include of a room to the right fails") {
  Files sources = good_sources();
  replace(sources, "src/db/db.h", "#include \"plan/plan.h\"\n");
  must_fail_with(check_order(sources),
                 "src/db/db.h:1 includes \"plan/plan.h\": db stands left of plan");
}

TEST_CASE("a folder that is no room of the line fails, once") {
  Files sources = good_sources();
  sources.push_back({"src/cellar/wine.cc", ""});
  sources.push_back({"src/cellar/beer.cc", ""});
  must_fail_with(check_order(sources), "src/cellar is not a room of the line");
}

TEST_CASE("a rules part that includes the database fails") {
  Files sources = good_sources();
  replace(sources, "src/plan/plan.h", "#include \"db/db.h\"\n");
  must_fail_with(check_rules_parts(parts_of(good_build()), sources), "plan_rules is pure");
}

TEST_CASE("an include without its link fails") {
  Files build = good_build();
  replace(build, "src/plan/CMakeLists.txt",
          "nigiwai_library(plan_rules SOURCES plan.cc LINKS base)\n"
          "nigiwai_library(plan SOURCES plan_store.cc LINKS plan_rules)\n"
          "nigiwai_tests(plan_tests SOURCES plan_test.cc LINKS plan)");
  must_fail_with(check_links(parts_of(build), good_sources()), "plan does not link db");
}

TEST_CASE("a link without an include fails") {
  Files sources = good_sources();
  replace(sources, "src/plan/plan_store.cc", "#include \"plan/plan.h\"\n");
  must_fail_with(check_links(parts_of(good_build()), sources),
                 "plan links db and includes nothing of it");
}

TEST_CASE("a source that no target builds fails") {
  Files sources = good_sources();
  sources.push_back({"src/plan/forgotten.cc", ""});
  must_fail_with(check_links(parts_of(good_build()), sources),
                 "src/plan/forgotten.cc is in no SOURCES");
}

TEST_CASE("the README's room table names the folders in their order") {
  const std::string table =
      "| room | holds |\n|---|---|\n| `base` | numbers |\n| `db` | rows |\n| `plan` | plans |\n\n| "
      "`x` |\n";
  CHECK(joined(check_room_table(table, good_sources())) == "");

  for (const char* wrong :
       {"| room |\n|---|\n| `base` | |\n| `plan` | |\n",
        "| room |\n|---|\n| `db` | |\n| `base` | |\n| `plan` | |\n",
        "| room |\n|---|\n| `base` | |\n| `db` | |\n| `plan` | |\n| `loan` | |\n", ""}) {
    must_fail_with(check_room_table(wrong, good_sources()),
                   "in the order of the line, base db plan");
  }
}

TEST_CASE("the page on rooms shows the line") {
  std::string line;
  for (const std::string_view room : line_of_rooms()) line += "`" + std::string(room) + "`\n";
  CHECK(check_line_page("# x\n\n" + line + "\nmore `x`\n").empty());
  must_fail_with(check_line_page("# x\n\n`base` `app`\n"), "copy the line");
  must_fail_with(check_line_page(""), "copy the line");
}

}  // namespace house
