// The Excel file of a sheet: what is written is read back, and every file that is not it says so.
#include "datacall/answer_sheet.h"

#include "base/words.h"
#include "datacall/call_test.h"
#include "db/testing.h"
#include "output/table.h"
#include "sheet/workbook.h"

namespace datacall {
namespace {

using namespace testing;

// Three lines of the corporation in a call.
struct Called {
  db::testing::TemporaryDatabase temporary{db::Engine::sqlite,
                                           db::testing::TemporaryDatabase::Schema::current};
  db::Database database = temporary.open();
  std::int64_t call = 0;

  Called() {
    call = call_of(database);
    for (const std::string_view row : {"2", "3-1", "3-2"})
      assign(planner(), database, call, row, "corporation", "").value();
  }
  OpenedSheet sheet(int number = 3) {
    return open_sheet(planner(), database, {call, number}).value();
  }
};

// The two sheets of a file as tables, to be changed the way a person would, and packed again.
struct File {
  std::vector<output::Table> tables;

  explicit File(std::string_view bytes) {
    const auto book = sheet::read_xlsx(bytes).value();
    for (const auto& page : book.sheets) {
      output::Table table;
      table.name = page.name;
      table.columns.assign(10, {});
      for (const auto& row : page.grid.rows) {
        output::Line line;
        for (std::size_t i = 0; i < row.size(); ++i)
          line.cells.push_back({.column = static_cast<int>(i), .text = row[i]});
        table.lines.push_back(line);
      }
      tables.push_back(table);
    }
  }
  output::Line& row(std::string_view key) {
    for (auto& line : tables[0].lines)
      if (!line.cells.empty() && line.cells[0].text == key) return line;
    FAIL("no such row");
    std::abort();
  }
  void set(std::string_view key, std::size_t column, std::string text,
           output::CellKind kind = output::CellKind::text) {
    auto& line = row(key);
    while (line.cells.size() <= column)
      line.cells.push_back({.column = static_cast<int>(line.cells.size())});
    line.cells[column].text = std::move(text);
    line.cells[column].kind = kind;
  }
  std::string bytes() const { return output::xlsx(tables); }
};

std::string refused(std::string_view bytes, const OpenedSheet& opened) {
  return code_of(read_filled(bytes, opened));
}

TEST_CASE("every refusal of a file has its sentence") {
  for (const auto* kind : kSheetRefusals) {
    CAPTURE(kind->code);
    CHECK(base::has_words(kind->code));
  }
}

TEST_CASE("an untouched file changes nothing, in either language") {
  Called called;
  for (const auto language : {base::Language::ja, base::Language::en}) {
    const auto filled = read_filled(answer_sheet(called.sheet(), "公社", language), called.sheet());
    REQUIRE(filled.has_value());
    CHECK(filled->changed.empty());
    CHECK(filled->problems.empty());
    CHECK(filled->missing.empty());
  }
}

TEST_CASE("the keys stand on a hidden sheet") {
  Called called;
  const auto book =
      sheet::read_xlsx(answer_sheet(called.sheet(), "公社", base::Language::ja)).value();
  REQUIRE(book.sheets.size() == 2);
  CHECK_FALSE(book.sheets[0].hidden);
  CHECK(book.sheets[1].hidden);
}

TEST_CASE("what was filled in is read with its cells: texts, numbers, wide digits, absences") {
  Called called;
  File file(answer_sheet(called.sheet(), "公社", base::Language::ja));
  file.set("2", 5, "12", output::CellKind::whole);
  file.set("3-1", 5, "相談 ３０件");
  file.set("3-1", 7, "延べ数");
  file.set("3-1", 8, "１，２３４円");
  file.set("3-2", 6, "事務移管");
  file.set("3-2", 7, "商工会議所へ");
  std::swap(file.row("2"), file.row("3-2"));  // sorted by somebody
  const auto filled = read_filled(file.bytes(), called.sheet()).value();
  CHECK(filled.problems.empty());
  REQUIRE(filled.changed.size() == 3);
  CHECK(filled.changed[0].given.row == "3-2");
  CHECK(filled.changed[0].given.absence == "handed_over");
  CHECK(filled.changed[1].given.text == "相談 ３０件");
  CHECK(filled.changed[1].given.executed_yen == 1234);
  CHECK(filled.changed[2].given.text == "12");
  std::vector<Given> given;
  for (const auto& line : filled.changed) given.push_back(line.given);
  CHECK(answer(of_corporation(), called.database, {called.call, 3}, How::excel, given).value() ==
        3);
  CHECK(refused(file.bytes(), called.sheet()) == sheet_is_older.code);
}

TEST_CASE("cells that cannot be taken are named, and rows that are gone or new are noticed") {
  Called called;
  File file(answer_sheet(called.sheet(), "公社", base::Language::ja));
  file.set("2", 5, "2014-10-01", output::CellKind::date);
  file.set("3-1", 6, "わからない");
  file.row("3-2").cells.clear();
  output::Line added;
  added.cells = {{.column = 0, .text = "99"}, {.column = 5, .text = "1件"}};
  file.tables[0].lines.push_back(added);
  file.tables[0].lines.push_back(file.row("2"));
  const auto filled = read_filled(file.bytes(), called.sheet()).value();
  std::string codes;
  for (const auto& problem : filled.problems)
    codes += problem.address.substr(0, 1) + " " + std::string(problem.refusal.code) + "\n";
  CHECK(codes ==
        "F sheet.cell_is_date\nF datacall.unknown_absence\nA datacall.row_not_asked\n"
        "A datacall.row_twice\n");
  CHECK(filled.missing == std::vector<std::string>{"3-2"});
  CHECK(filled.changed.empty());
}

TEST_CASE("files that are not this sheet are refused by what they are") {
  Called called;
  const auto mine = called.sheet();
  const std::string good = answer_sheet(mine, "公社", base::Language::ja);
  CHECK(refused("\xD0\xCF\x11\xE0\xA1\xB1 a password", mine) == sheet_encrypted.code);
  CHECK(refused("no zip at all", mine) == sheet::not_a_workbook.code);
  CHECK(refused(good.substr(0, good.size() / 2), mine) == sheet::not_a_workbook.code);
  CHECK(refused(output::xlsx({File(good).tables[0]}), mine) == sheet_not_ours.code);
  CHECK(refused(answer_sheet(called.sheet(1), "区", base::Language::ja), mine) ==
        sheet_of_another.code);
  File forged(good);
  forged.tables[1].lines[1].cells[1].text = std::to_string(called.call + 1);
  CHECK(refused(forged.bytes(), mine) == sheet_keys_changed.code);
  const auto next = open_call(planner(), called.database, wanted(2013), kToday).value();
  const auto other = open_sheet(planner(), called.database, {next, 1}).value();
  CHECK(refused(good, other) == sheet_of_another.code);
  File headless(good);
  headless.row(base::words(base::Language::ja, "datacall.sheet_key")).cells.clear();
  CHECK(refused(headless.bytes(), mine) == sheet_not_ours.code);
  File endless(good);
  endless.tables[0].lines.resize(50'000, endless.row("2"));
  CHECK(refused(endless.bytes(), mine) == sheet::too_large.code);
}

}  // namespace
}  // namespace datacall
