// Each check on text is shown to let good text pass and to find a planted fault at its line.
#include "house/text_checks.h"

#include <doctest/doctest.h>

namespace house {

namespace {

Files file(std::string path, std::string text) {
  return {{std::move(path), std::move(text)}};
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "line\n";
  return text;
}

void must_fail_with(const Findings& findings, std::string_view words) {
  CAPTURE(joined(findings));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].contains(words));
}

}  // namespace

TEST_CASE("600 lines pass, 601 fail unless a decision names the file") {
  CHECK(check_length(file("src/a.cc", lines(600)), {}).empty());
  must_fail_with(check_length(file("src/a.cc", lines(601)), {}), "src/a.cc has 601 lines");
  CHECK(check_length(file("src/a.cc", lines(601)), file("docs/decisions/x.md", "- src/a.cc: why"))
            .empty());
}

TEST_CASE("a file opens with a comment") {
  for (const char* text : {"// what\n", "# what\n", "#!/bin/bash\n# what\n", "/* what */\n",
                           "<!-- what -->\n", "{{! what }}\n", "\n// what\n"}) {
    CHECK(check_openings(file("x", text)).empty());
  }
  for (const char* text :
       {"", "int a;\n", "#include <vector>\n", "#pragma once\n", "#!/bin/bash\nset -e\n"}) {
    must_fail_with(check_openings(file("src/x.cc", text)),
                   "src/x.cc: open the file with a comment");
  }
}

TEST_CASE("marks of unfinished work are found with their line") {
  CHECK(check_leftovers(file("src/a.cc", "// the to-do list of the office\n")).empty());
  for (const char* mark : {"TO"
                           "DO",
                           "FIX"
                           "ME",
                           "XX"
                           "X",
                           "HA"
                           "CK"}) {
    must_fail_with(check_leftovers(file("src/a.cc", std::string("a\n// ") + mark + ": b\n")),
                   "src/a.cc:2 ");
  }
}

TEST_CASE("drawers are refused by name") {
  CHECK(check_drawers(file("src/plan/plan_store.cc", "")).empty());
  CHECK(check_drawers(file("src/plan/commonness.cc", "")).empty());
  must_fail_with(check_drawers(file("src/plan/plan_utils.cc", "")), "'utils' is a drawer");
  must_fail_with(check_drawers(file("src/common/plan.cc", "")), "'common' is a drawer");
}

TEST_CASE("SQL stands in stores") {
  const std::string select = "auto a = \"SELECT id FROM plan\";\n";
  for (const char* path : {"src/plan/plan_store.cc", "src/db/sqlite.cc", "src/plan/plan_test.cc"}) {
    CHECK(check_sql(file(path, select)).empty());
  }
  CHECK(check_sql(file("src/plan/plan.cc", "// SELECT in a comment\nf(\"Select a plan\");\n"))
            .empty());
  for (const char* text : {"\"SELECT 1\"", "R\"(WITH a AS (SELECT 1) x)\"", "\"INSERT INTO plan\"",
                           "\"UPDATE plan SET a\"", "\"DELETE FROM plan\"", "\"CREATE TABLE plan\"",
                           "\"select id from plan where\"", "\" insert into plan\""}) {
    must_fail_with(check_sql(file("src/plan/plan_service.cc", "\n" + std::string(text) + "\n")),
                   "src/plan/plan_service.cc:2 holds SQL");
  }
}

TEST_CASE("records are added through the one door") {
  const std::string call = "\n  record::store::add(tx, record);\n";
  for (const char* path : {"src/figure/post_service.cc", "src/plan/plan_test.cc", "tests/x.cc"})
    CHECK(check_record_door(file(path, call)).empty());
  CHECK(check_record_door(
            file("src/plan/plan.cc", "record::store::add_confirmation(tx); row::store::add(tx);\n"))
            .empty());
  for (const char* text : {"\nrecord::store::add(tx, record);",
                           "\nrecord::store::add_all(tx, all);", "\nusing record::store::add;"}) {
    must_fail_with(check_record_door(file("src/importer/importer_service.cc", text)),
                   "src/importer/importer_service.cc:2 adds a record beside the sums");
  }
  must_fail_with(check_record_door(file("src/record/record_service.cc", "store::add(tx, record);")),
                 "src/record/record_service.cc:1");
}

TEST_CASE("Japanese stands in the word catalogue") {
  const std::string literal = "f(\"計画\");\n";
  CHECK(check_japanese(file("src/base/quantity.cc", literal)).empty());
  CHECK(check_japanese(file("src/plan/plan_test.cc", literal)).empty());
  CHECK(check_japanese(file("src/plan/testing.cc", literal)).empty());
  CHECK(check_japanese(file("src/plan/plan.cc", "// 計画: the plan\n")).empty());
  must_fail_with(check_japanese(file("src/plan/plan.cc", literal)), "ui/words/plan.ja.toml");
}

TEST_CASE("paths of one machine are refused") {
  CHECK(check_machine_paths(file("docs/a.md", "the workflow/plan, src/work/x, var/tmp")).empty());
  for (const char* folder : {"wo"
                             "rk",
                             "tm"
                             "p",
                             "home", "root"}) {
    must_fail_with(check_machine_paths(file("docs/a.md", std::string("a\ncd /") + folder + "/x\n")),
                   "docs/a.md:2 names a path");
  }
}

TEST_CASE("a lock file without download addresses") {
  CHECK(check_lock_file(file("tests/browser/package-lock.json", "\"integrity\": \"sha512-\""))
            .empty());
  must_fail_with(check_lock_file(file("tests/browser/package-lock.json", "\"resolved\": \"x\"")),
                 "holds download addresses");
}

}  // namespace house
