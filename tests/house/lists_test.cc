// Each comparison of two lists is shown to pass when they agree and to name what is missing on a
// side.
#include "house/lists.h"

#include <doctest/doctest.h>

namespace house {

namespace {

void must_fail_with(const Findings& findings, std::string_view words) {
  CAPTURE(joined(findings));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].contains(words));
}

const std::string packages =
    "# reasons\n[build]\ng++   the compiler\nlibpq-dev linked   PostgreSQL\n[test]\nnodejs?node  "
    "browser checks\n";
const std::string browser =
    R"({"name": "checks", "version": "1.0.0x", "devDependencies": {"axe-core": "4.14.1"}})";
const std::string notice =
    "NOTICE\n\ng++ · GPL with runtime exception · compiler\nlibpq-dev · PostgreSQL · linked\n"
    "nodejs · MIT · tests\naxe-core · MPL-2.0 · tests\n";

}  // namespace

TEST_CASE("a template is rendered by a test or inside a page that is") {
  const Files templates = {
      {"ui/plan/table.html", "{{#layout site/layout page}}{{>site/rating row.rating}}"},
      {"ui/site/rating.html", "A"},
      {"ui/site/layout.html", "x"},
      {"ui/plan/row.html", "x"}};
  must_fail_with(check_templates_rendered(templates, {{"t_test.cc", "plan::pages::table(view);"}}),
                 "ui/plan/row.html is rendered in no test: call plan::pages::row");
  CHECK(check_templates_rendered(templates, {{"t_test.cc", "pages::table(v); pages::row(v);"}})
            .empty());
  CHECK(check_templates_rendered(templates, {{"t_test.cc", "pages::table_of(v);"}}).size() == 4);
}

TEST_CASE("every dependency stands in NOTICE, nothing linked is GPL") {
  CHECK(joined(check_notice(packages, browser, notice)) == "");
  must_fail_with(check_notice(packages + "brotli  assets\n", browser, notice), "names brotli");
  must_fail_with(check_notice(packages, R"({"axe-core": "4.14.1", "jsqr": "1.4.0"})", notice),
                 "names jsqr");
  must_fail_with(check_notice(packages, browser, notice + "old · MIT · gone\n"),
                 "NOTICE names old");
  must_fail_with(check_notice(packages + "libpoppler-dev linked PDF\n", browser,
                              notice + "libpoppler-dev · GPL-2 · linked\n"),
                 "libpoppler-dev is linked and GPL");
  const std::string pango = packages + "libpango1.0-dev linked text\n";
  must_fail_with(check_notice(pango, browser, notice + "libpango1.0-dev · LGPL-2.0 · linked\n"),
                 "libpango1.0-dev is linked and LGPL");
  must_fail_with(
      check_notice(pango, browser, notice + "libpango1.0-dev · LGPL, with a (GPL) · shared\n"),
      "libpango1.0-dev is linked and GPL");
  CHECK(check_notice(pango, browser, notice + "libpango1.0-dev · LGPL-2.0 · shared\n").empty());
}

TEST_CASE("the commands are read from --help, through commands with commands below") {
  const auto help = [](const std::string& command) -> std::string {
    if (command.empty())
      return "nigiwai\n\nOptions:\n  -h,--help   x\n\nSubcommands:\n  migrate   a\n  plan      b\n";
    if (command == "plan") return "plan\n\nSubcommands:\n  load   c\n      continued\n  list   d\n";
    return "Options:\n  -h\n";
  };
  CHECK(commands_of(help) == std::set<std::string>{"migrate", "plan load", "plan list"});
}

TEST_CASE("the page of commands has a heading for each command and no other") {
  const std::set<std::string> commands = {"migrate", "plan load"};
  CHECK(
      check_commands(commands, "# x\n\n## nigiwai migrate\ntext\n## nigiwai plan load\n").empty());
  must_fail_with(check_commands(commands, "## nigiwai migrate\n"),
                 "lacks \"## nigiwai plan load\"");
  must_fail_with(check_commands({"migrate"}, "## nigiwai migrate\n## nigiwai fly\n"),
                 "does not have");
}

}  // namespace house
