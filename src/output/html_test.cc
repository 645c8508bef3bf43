// A table as a page that stands for itself: escaped everywhere, headings named as headings, spans
// as merged, no address of anything else.
#include <doctest/doctest.h>

#include "output/table.h"

namespace {

output::Table table_with(std::string text) {
  output::Table table{.name = "a",
                      .title = text,
                      .above = {text},
                      .as_of = text,
                      .columns = {{5}, {5, output::Align::centre}}};
  table.headings.push_back({.cells = {{.column = 0, .text = text}, {.column = 1, .text = text}}});
  table.lines.push_back({.cells = {{.column = 0, .text = text, .columns = 2}}, .band = true});
  table.lines.push_back({.cells = {{.column = 0, .text = text, .rows = 2, .note = text},
                                   {.column = 1, .text = text}}});
  table.lines.push_back({.cells = {{.column = 1, .text = text}}});
  table.below = {text};
  return table;
}

std::size_t count(std::string_view all, std::string_view part) {
  std::size_t found = 0;
  for (auto at = all.find(part); at != std::string_view::npos; at = all.find(part, at + 1)) ++found;
  return found;
}

TEST_CASE("every place of a text is escaped") {
  const auto page = output::html(table_with("<script>\"&\n"), "ja");
  CHECK(count(page, "<script>") == 0);
  CHECK(count(page, "&lt;script&gt;&quot;&amp;<br>") == 12);
}

TEST_CASE("headings, bands and spans") {
  const auto page = output::html(table_with("x"), "ja", output::Paper::a4);
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">"));
  CHECK(count(page, "<th scope=\"col\">x</th>") == 2);
  CHECK(count(page, "<tr class=\"band\"><th scope=\"rowgroup\" colspan=\"2\">x</th></tr>") == 1);
  CHECK(count(page, "<td rowspan=\"2\">x<small>x</small></td><td class=\"centre\">x</td>") == 1);
  CHECK(count(page, "size: A4 landscape") == 1);
  CHECK(count(page, "http") == 0);
}

TEST_CASE("a mark stands above the title and on every printed page; nothing in it ends the style") {
  auto table = table_with("x");
  CHECK(count(output::html(table, "ja"), "mark\">") == 0);
  table.mark = "練習用\"</style><script>";
  const auto page = output::html(table, "ja");
  CHECK(count(page, "<script>") == 0);
  CHECK(count(page, "</style>") == 1);
  CHECK(count(page, "@top-center { content: \"練習用/style>script>\"") == 1);
  CHECK(count(page, "<p class=\"mark\">練習用&quot;") == 1);
}

}  // namespace
