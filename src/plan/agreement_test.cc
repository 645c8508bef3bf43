// Whether two readings of a cell say the same, and what they say differently.
#include "plan/agreement.h"

#include <doctest/doctest.h>

#include "plan/plan_reading.h"

namespace plan {
namespace {

Cell cell_of(const char* printed, const char* entered, const char* computed) {
  Cell cell;
  const auto add = [&](ReadingSource source, const char* text) {
    if (text != nullptr) cell.readings.push_back(read_as(source, text));
  };
  add(ReadingSource::printed, printed);
  add(ReadingSource::entered, entered);
  add(ReadingSource::computed, computed);
  return cell;
}

std::string said(const Cell& cell) {
  std::string text;
  for (const auto& comparison : comparisons(cell)) {
    if (!text.empty()) text += "; ";
    text += std::string(in_db(comparison.one)) + "-" + std::string(in_db(comparison.other)) + " " +
            code_of(comparison);
    for (const auto& part : comparison.parts) {
      text += " [" + part.what + "|" + part.one + "|" + part.other + "]";
    }
  }
  return text;
}

struct Case {
  const char* printed;
  const char* computed;
  const char* expected;
};
const Case kCases[] = {
    {"来場者数 3,200人", "来場者数 3,200人", "same"},
    {"来場者数　３２００人", "来場者数 3,200人", "same"},
    {"来場者数 3,200人", "来場者数 3,201人",
     "differs [来場者数|来場者数 3,200人|来場者数 3,201人]"},
    {"貸付2,252件 利子補給 10円", "貸付2,252件 利子補給 11円",
     "differs [利子補給|利子補給 10円|利子補給 11円]"},
    {"10,376千円（12事業）", "10,376千円（13事業）", "differs [事業|12事業|13事業]"},
    {"10,376千円", "10,376,000円", "differs [千円|10,376千円|10,376,000円]"},
    {"5社", "5社 3店", "differs [店||3店]"},
    {"延べ5店", "5店", "differs [延べ|延べ5店|5店]"},
    {"約5店", "5店", "differs [店|約5店|5店]"},
    {"-", "―", "same"},
    {"未実施", "未実施", "same"},
    {"-", "未実施", "differs [|-|未実施]"},
    {"検討", "検討", "same"},
    {"検討", "整備", "differs [|検討|整備]"},
    {"検討", "3件", "differs [|検討|3件]"},
    {"0件", "0件", "same"},
    {nullptr, "5件", "only_computed"},
    {"5件", nullptr, "only_printed"},
};

TEST_CASE("printed against computed") {
  for (const auto& row : kCases) {
    CAPTURE(row.expected);
    CHECK(said(cell_of(row.printed, nullptr, row.computed)) ==
          "printed-computed " + std::string(row.expected));
  }
  CHECK(said(cell_of(nullptr, nullptr, nullptr)) == "");
}

TEST_CASE("an empty printed cell says nothing") {
  Cell cell = cell_of(nullptr, nullptr, "5件");
  Reading empty;
  empty.meaning.state = CellState::not_yet_counted;
  cell.readings.insert(cell.readings.begin(), empty);
  CHECK(said(cell) == "printed-computed only_computed");
}

TEST_CASE("what was entered is compared with both") {
  CHECK(said(cell_of("5件", "6件", "6件")) ==
        "printed-computed differs [件|5件|6件]; printed-entered differs [件|5件|6件]; "
        "entered-computed same");
  CHECK(said(cell_of(nullptr, "6件", nullptr)) ==
        "printed-entered only_entered; entered-computed only_entered");
}

TEST_CASE("a cell shows the declared reading, otherwise the printed, otherwise the computed one") {
  using enum ReadingSource;
  const auto source = [](Cell cell, std::optional<ReadingSource> declared) -> std::string {
    cell.declared = declared;
    const Reading* reading = shown(cell);
    return reading == nullptr ? "nothing" : std::string(in_db(reading->source));
  };
  const Cell all = cell_of("5件", "6件", "7件");
  CHECK(source(all, std::nullopt) == "printed");
  CHECK(source(all, entered) == "entered");
  CHECK(source(all, computed) == "computed");
  CHECK(source(cell_of(nullptr, "6件", "7件"), std::nullopt) == "computed");
  CHECK(source(cell_of(nullptr, "6件", nullptr), std::nullopt) == "nothing");
  CHECK(source(cell_of("5件", nullptr, nullptr), computed) == "nothing");
}

}  // namespace
}  // namespace plan
