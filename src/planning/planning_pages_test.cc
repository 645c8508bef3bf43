// Every template of this room in both languages, empty and with text that must not become HTML.
#include <doctest/doctest.h>

#include "ui/planning/conflict.h"
#include "ui/planning/draft.h"
#include "ui/planning/grid.h"
#include "ui/planning/line.h"
#include "ui/planning/table.h"
#include "ui/planning/tables.h"

namespace planning {
namespace {

constexpr base::Language kLanguages[] = {base::Language::ja, base::Language::en};
const std::string kHostile = "<script>alert(\"'&</script>";

bool is_safe(const std::string& html) {
  return html.find("<script>alert") == std::string::npos && html.find("{{") == std::string::npos;
}

TableView hostile_table() {
  return {kHostile,
          {kHostile},
          {{{{kHostile, kHostile, "javascript:alert(1)", true}, {kHostile, kHostile}}}},
          kHostile};
}

staff::FormView hostile_form() {
  staff::FormView form;
  form.id = "x";
  form.action = "/x";
  form.button = kHostile;
  form.title = kHostile;
  form.hidden.push_back({"h", kHostile});
  return form;
}

}  // namespace

TEST_CASE("tables and grids") {
  for (const auto language : kLanguages) {
    CHECK(is_safe(pages::table({}, language)));
    const std::string html = pages::table(hostile_table(), language);
    CHECK(is_safe(html));
    CHECK(html.find("javascript:") == std::string::npos);
    CHECK(is_safe(pages::grid({}, language)));
    const GridView grid{kHostile,
                        kHostile,
                        kHostile,
                        {kHostile},
                        {{kHostile, {{"i", "n", kHostile, kHostile, kHostile, true}}}}};
    CHECK(is_safe(pages::grid(grid, language)));
    TablesPage page;
    CHECK(is_safe(pages::tables(page, language)));
    page.heading = page.lead = page.done = kHostile;
    page.notes = {kHostile};
    page.links = {{kHostile, "/x"}};
    page.tables = {hostile_table()};
    page.forms = {hostile_form()};
    CHECK(is_safe(pages::tables(page, language)));
  }
}

TEST_CASE("the draft, its lines and both texts") {
  for (const auto language : kLanguages) {
    DraftPage draft;
    CHECK(is_safe(pages::draft(draft, language)));
    draft.heading = draft.lead = draft.state = draft.done = kHostile;
    draft.lines = {{1,
                    0,
                    kHostile,
                    kHostile,
                    "/x",
                    kHostile,
                    kHostile,
                    true,
                    {{"1.up", "↑", kHostile, true}}}};
    draft.gaps = draft.ended = hostile_table();
    draft.forms = draft.more_forms = draft.undo = {hostile_form()};
    const std::string html = pages::draft(draft, language);
    CHECK(is_safe(html));
    CHECK(html.find("autofocus") != std::string::npos);

    LinePage line;
    CHECK(is_safe(pages::line(line, language)));
    line.heading = line.lead = line.done = kHostile;
    line.notes = {kHostile};
    line.may_write = true;
    line.has_comments = true;
    line.groups = {{kHostile, kHostile, {{.name = "title", .value = kHostile}}}};
    line.comments = {{"c", kHostile, kHostile, kHostile, {hostile_form()}}};
    line.unsent = {{kHostile, "/x", kHostile, {hostile_form()}}};
    line.versions = hostile_table();
    CHECK(is_safe(pages::line(line, language)));

    ConflictPage conflict;
    CHECK(is_safe(pages::conflict(conflict, language)));
    conflict.heading = conflict.lead = kHostile;
    conflict.meetings = {
        {"title", kHostile, kHostile, kHostile, kHostile, {{"mine", kHostile, true}}}};
    const std::string both = pages::conflict(conflict, language);
    CHECK(is_safe(both));
    CHECK(both.find("checked") != std::string::npos);
  }
}

}  // namespace planning
