// The checks put to this repository itself. A finding says where, what, and what to do instead.
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "house/lists.h"
#include "house/rooms.h"
#include "house/text_checks.h"

namespace house {

namespace {

Files read(const std::vector<std::string>& places) {
  return read_files(NIGIWAI_SOURCE_DIR, places);
}

std::string text(const std::string& path) {
  const Files files = read({path});
  REQUIRE_MESSAGE(files.size() == 1, path << " is missing");
  return files.front().text;
}

Files sources() {
  return with_ending(read({"src"}), {".cc", ".h"});
}
Files build_files() {
  return with_ending(read({"src"}), {"CMakeLists.txt", ".cmake"});
}
Files code() {
  return with_ending(read({"src", "tools", "bench", "tests", "cmake", "ui", ".ci"}),
                     {".cc", ".h", ".sh", ".mjs", ".js", ".css", ".cmake", "CMakeLists.txt",
                      ".story", "with_cluster", "run"});
}

// What `nigiwai WORDS --help` prints, in English: the headings are looked for by their words.
std::string help_of(const std::string& program, const std::string& words) {
  const std::string command = "'" + program + "' " + words + " --lang en --help 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string printed;
  std::array<char, 4096> buffer;
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    printed.append(buffer.data(), size);
  }
  return printed;
}

}  // namespace

#define NOTHING_FOUND(...)                       \
  do {                                           \
    const Findings found = __VA_ARGS__;          \
    CHECK_MESSAGE(found.empty(), joined(found)); \
  } while (false)

TEST_CASE("the tree is there to be checked") {
  CHECK(sources().size() > 20);
  CHECK(parts_of(build_files()).size() > 5);
  CHECK(code().size() > sources().size());
}

TEST_CASE("a room knows only rooms to its left") {
  NOTHING_FOUND(check_order(sources()));
}

TEST_CASE("rules know base and rules only") {
  NOTHING_FOUND(check_rules_parts(parts_of(build_files()), sources()));
}

TEST_CASE("the build files and the includes agree") {
  NOTHING_FOUND(check_links(parts_of(build_files()), sources()));
}

TEST_CASE("the README's room table and the folders of src/ agree") {
  NOTHING_FOUND(check_room_table(text("README.md"), sources()));
}

TEST_CASE("the page on rooms shows the line") {
  NOTHING_FOUND(check_line_page(text("docs/building/rooms.md")));
}

TEST_CASE("SQL stands in stores") {
  NOTHING_FOUND(check_sql(sources()));
}

TEST_CASE("records are added through the one door") {
  NOTHING_FOUND(check_record_door(code()));
}

TEST_CASE("Japanese sentences stand in ui/words") {
  NOTHING_FOUND(check_japanese(sources()));
}

TEST_CASE("files are short, or say why not") {
  NOTHING_FOUND(check_length(code(), read({"docs/decisions"})));
}

TEST_CASE("every file opens with what it is") {
  NOTHING_FOUND(check_openings(code()));
}

TEST_CASE("nothing is left unfinished") {
  NOTHING_FOUND(check_leftovers(code()));
}

TEST_CASE("there are no drawers") {
  NOTHING_FOUND(check_drawers(code()));
}

TEST_CASE("nothing names a path of one machine") {
  NOTHING_FOUND(check_machine_paths(read(
      {"src", "docs", "tools", "bench", "cmake", "ui", "plans", ".ci", "Makefile", "README.md"})));
}

TEST_CASE("the lock file of the browser checks holds no addresses") {
  NOTHING_FOUND(check_lock_file(read({"tests/browser"})));
}

TEST_CASE("every template is rendered in a test") {
  NOTHING_FOUND(check_templates_rendered(with_ending(read({"ui"}), {".html"}),
                                         with_ending(read({"src", "tests"}), {"_test.cc"})));
}

TEST_CASE("NOTICE names every dependency") {
  NOTHING_FOUND(
      check_notice(text("tools/packages.txt"), text("tests/browser/package.json"), text("NOTICE")));
}

TEST_CASE("docs/using/commands.md describes the commands that the program has") {
  const char* program = std::getenv("NIGIWAI_PROGRAM");
  REQUIRE_MESSAGE(program != nullptr, "set NIGIWAI_PROGRAM to the built program; ctest does");
  const auto commands =
      commands_of([&](const std::string& words) { return help_of(program, words); });
  CHECK(commands.size() > 5);
  NOTHING_FOUND(check_commands(commands, text("docs/using/commands.md")));
}

}  // namespace house
