// The table of docs/building/quantity.md is the test; beside it the fields, the spans and bad
// input.
#include "base/quantity.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity_invariants.h"
#include "base/quantity_json.h"

namespace base {
namespace {

struct WorkedCell {
  std::string cell;
  std::string reading;
};

// The rows | `cell` | `reading` | behind the heading "Worked cells".
std::vector<WorkedCell> worked_cells() {
  std::ifstream page(NIGIWAI_SOURCE_DIR "/docs/building/quantity.md");
  std::vector<WorkedCell> cells;
  bool reached = false;
  for (std::string line; std::getline(page, line);) {
    if (line == "## Worked cells") reached = true;
    if (!reached || !line.starts_with("| `")) continue;
    const std::size_t middle = line.find("` | `");
    REQUIRE(middle != std::string::npos);
    const std::size_t end = line.rfind("` |");
    cells.push_back({line.substr(3, middle - 3), line.substr(middle + 5, end - middle - 5)});
  }
  return cells;
}

TEST_CASE("every worked cell of the page reads as the page says") {
  const auto cells = worked_cells();
  CHECK(cells.size() >= 120);
  for (const WorkedCell& worked : cells) {
    CAPTURE(worked.cell);
    const CellReading reading = read_cell(worked.cell);
    CHECK(quantity_line(reading) == worked.reading);
    CHECK(broken_invariant(reading) == "");
  }
}

// Further wordings of other municipalities: cell, tab, reading.
TEST_CASE("the wordings collected in tests/corpus read as reviewed") {
  std::ifstream file(NIGIWAI_SOURCE_DIR "/tests/corpus/quantity_cells.tsv");
  std::size_t cells = 0;
  for (std::string line; std::getline(file, line); ++cells) {
    CAPTURE(line);
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    const CellReading reading = read_cell(line.substr(0, tab));
    CHECK(quantity_line(reading) == line.substr(tab + 1));
    CHECK(broken_invariant(reading) == "");
  }
  CHECK(cells >= 300);
}

TEST_CASE("a quantity knows its bytes, label, unit, scale and yen") {
  const std::string text = "補助額　１６，６４８千円";
  const CellReading reading = read_cell(text);
  REQUIRE(reading.quantities.size() == 1);
  const Quantity& quantity = reading.quantities[0];
  CHECK(reading.text == text);
  CHECK(quantity.label == "補助額");
  CHECK(quantity.value == Number{16648, 1, 0});
  CHECK(quantity.unit == "千円");
  CHECK(quantity.base_unit == "円");
  CHECK(quantity.scale == 1000);
  CHECK(quantity.yen == 16'648'000);
  CHECK(text.substr(quantity.figure.begin, quantity.figure.end - quantity.figure.begin) ==
        "１６，６４８千円");
  CHECK(quantity.span == Span{0, text.size()});
}

TEST_CASE("yen only where they are whole") {
  CHECK(read_cell("1.5円").quantities[0].yen == std::nullopt);
  CHECK(read_cell("1.5千円").quantities[0].yen == 1500);
  CHECK(read_cell("▲1,234千円").quantities[0].yen == -1'234'000);
  CHECK(read_cell("5ドル").quantities[0].yen == std::nullopt);
  CHECK(read_cell("￥1,000").quantities[0].yen == 1000);
}

TEST_CASE("what is printed and what it means are two fields") {
  struct Row {
    std::string_view text;
    CellState state, meaning;
    Interpreter interpreter;
  };
  constexpr Row rows[] = {
      {"", CellState::empty, CellState::unknown, Interpreter::nobody},
      {" 　\n", CellState::empty, CellState::unknown, Interpreter::nobody},
      {"－", CellState::dash, CellState::unknown, Interpreter::nobody},
      {"ー", CellState::dash, CellState::unknown, Interpreter::nobody},
      {"※", CellState::mark, CellState::unknown, Interpreter::nobody},
      {"未実施", CellState::not_carried_out, CellState::not_carried_out, Interpreter::wording},
      {"（未実施）", CellState::not_carried_out, CellState::not_carried_out, Interpreter::wording},
      {"未実施店舗への支援", CellState::words, CellState::words, Interpreter::wording},
      {"中止", CellState::called_off, CellState::not_carried_out, Interpreter::wording},
      {"該当なし", CellState::none, CellState::none, Interpreter::wording},
      {"産業振興公社に事務移管", CellState::handed_over, CellState::handed_over,
       Interpreter::wording},
      {"電話で対応", CellState::words, CellState::words, Interpreter::wording},
      {"0件", CellState::quantities, CellState::quantities, Interpreter::wording},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const CellReading reading = read_cell(row.text);
    CHECK(name_of(reading.state) == name_of(row.state));
    CHECK(name_of(reading.meaning) == name_of(row.meaning));
    CHECK(name_of(reading.interpreted_by) == name_of(row.interpreter));
  }
}

TEST_CASE("doubtful figures are unread with a reason, one row for each reason") {
  struct Row {
    std::string text;
    std::string unread;
    UnreadReason reason;
  };
  const Row rows[] = {
      {"5\xFF件", "\xFF", UnreadReason::invalid_utf8},
      {"実施\x01済", "\x01", UnreadReason::control_character},
      {std::string("実施\0済", 10), std::string(1, '\0'), UnreadReason::control_character},
      {"1,23件", "1,23件", UnreadReason::thousands_misplaced},
      {"1234,567件", "1234,567件", UnreadReason::thousands_misplaced},
      {"3,5%", "3,5%", UnreadReason::thousands_misplaced},
      {"1,1,1,1,1,1,1,1件", "1,1,1,1,1,1,1,1件", UnreadReason::thousands_misplaced},
      {"6666666666666666,6件", "6666666666666666,6件", UnreadReason::thousands_misplaced},
      {"1.2.3", "1.2.3", UnreadReason::number_malformed},
      {"15～10件", "15～10件", UnreadReason::number_malformed},
      {"1234567890123456789件", "1234567890123456789件", UnreadReason::number_too_large},
      {"123456789012345678億円", "123456789012345678億円", UnreadReason::number_too_large},
      {"10数件", "10数件", UnreadReason::number_indefinite},
      {"2、3件", "2、3件", UnreadReason::number_list},
      {"1 234件", "1 234件", UnreadReason::number_list},
      {"1.058件", "1.058件", UnreadReason::decimal_point_ambiguous},
      {"12/15社", "12/15社", UnreadReason::slash_ambiguous},
      {"参加者-39名", "-39名", UnreadReason::sign_ambiguous},
      {"3対2", "3対2", UnreadReason::ratio},
      {"3 テスト", "3", UnreadReason::unit_missing},
      {"120に設定", "120に", UnreadReason::unit_unknown},
      {"2023", "2023", UnreadReason::may_be_year},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const CellReading reading = read_cell(row.text);
    REQUIRE(!reading.unread.empty());
    CHECK(reading.unread[0].text == row.unread);
    CHECK(name_of(reading.unread[0].reason) == name_of(row.reason));
    CHECK(broken_invariant(reading) == "");
  }
  CHECK(read_cell("123456789012345678件").quantities[0].value.numerator == 123'456'789'012'345'678);
}

TEST_CASE("every reason for unread has its sentence in both languages") {
  for (const std::string language : {"ja", "en"}) {
    std::ifstream file(NIGIWAI_SOURCE_DIR "/ui/words/base." + language + ".toml");
    const std::string words{std::istreambuf_iterator<char>(file), {}};
    for (std::size_t index = 0; index < unread_reason_count; ++index) {
      const std::string name(name_of(static_cast<UnreadReason>(index)));
      CAPTURE(name);
      CHECK(words.find("\nunread_" + name + " = \"") != std::string::npos);
    }
  }
}

TEST_CASE("a text longer than a cell comes back whole") {
  const std::string most = "5件" + std::string(cell_bytes_max - 4, ' ');
  CHECK(read_cell(most).quantities.size() == 1);
  const std::string text = "5件" + std::string(10'000'000, '1');
  const CellReading reading = read_cell(text);
  REQUIRE(reading.unread.size() == 1);
  CHECK(reading.unread[0].reason == UnreadReason::cell_too_long);
  CHECK(reading.text.size() == text.size());
}

TEST_CASE("lines of one cell are read one after the other") {
  CHECK(quantity_line(read_cell("・セミナー 3回\n・相談会 12回")) ==
        "セミナー: 3 回; 相談会: 12 回");
  CHECK(quantity_line(read_cell("目標 120\r\n実績 98")) == "目標: 120 {target}; 実績: 98 {result}");
  CHECK(quantity_line(read_cell("12件\n3,456千円")) == "12 件; 3456 千円 {yen 3456000}");
}

TEST_CASE("JSON is one line, exact and valid for any bytes") {
  CHECK(quantity_json(read_cell("8.30%")) ==
        R"({"text":"8.30%","state":"quantities","meaning":"quantities","interpreted_by":"wording",)"
        R"("quantities":[{"label":"","value":8.30,"unit":"%","base_unit":"%","scale":1,"yen":null,)"
        R"("qualifiers":[],"per":"","approximate":false,"comparison":"exactly","range":null,)"
        R"("part_of":null,"dated":null,"figure":[0,5],"span":[0,5]}],"mentions":[],"unread":[]})");
  CHECK(quantity_json(read_cell("⅔")).find(R"("value":"2/3")") != std::string::npos);
  CHECK(quantity_json(read_cell("▲0.05%")).find(R"("value":-0.05)") != std::string::npos);
  CHECK(quantity_json(read_cell("a\"\\\n\xFF")).find("a\\\"\\\\\\u000a\xEF\xBF\xBD") !=
        std::string::npos);
}

}  // namespace
}  // namespace base
