// Notes on results on both databases: two sides, version by version, printed by planning alone, and
// never after the review has left its writers.
#include "review/note_service.h"

#include <doctest/doctest.h>

#include "base/words.h"
#include "db/testing.h"
#include "plan/computed_service.h"
#include "review/office_test.h"
#include "review/review_sheet.h"

namespace review {
namespace {

using db::testing::for_each_engine;
using testing::Office;
using enum NoteSide;

struct Desk {
  explicit Desk(db::Database& database) : office(database) { office.begin(); }

  std::string writes(const staff::Who& who, std::string row, NoteSide side, std::string text,
                     int seen) {
    const auto done = write_note(who, office.database, "next", "2015",
                                 {std::move(row), side, std::move(text), seen});
    return done ? "" : std::string(done.error().code);
  }
  std::string prints(const staff::Who& who, std::string row, NoteSide side, int version,
                     bool printed) {
    const auto done =
        print_note(who, office.database, "next", "2015", {std::move(row), side, version, printed});
    return done ? "" : std::string(done.error().code);
  }
  std::string committee() {
    const Opened opened = office.opened();
    const auto table = committee_table(opened, lines_of(opened, office.planner), base::Language::ja,
                                       base::Instant{});
    std::string text;
    for (const auto& line : table.lines)
      for (const auto& cell : line.cells) text += cell.text + "\n";
    return text;
  }
  std::string sheet(std::string_view row) {
    const Opened opened = office.opened();
    std::string text;
    for (const auto& [label, value] :
         sheet_facts(opened, line_of(opened, office.planner, row).value(), base::Language::ja))
      text += label + "：" + value + "\n";
    return text;
  }

  Office office;
};

TEST_CASE("every refusal of a note has its sentence") {
  for (const auto* refusal : kNoteRefusals) {
    CAPTURE(refusal->code);
    CHECK(base::has_words(refusal->code));
  }
}

TEST_CASE("the length of a note, on both sides of its limit") {
  const Review review{.municipality = "131202", .plan = "next", .period = "2015"};
  const auto code = [&](std::size_t characters) {
    std::string text;
    for (std::size_t i = 0; i < characters; ++i) text += "字";
    const auto fit = check_note(review, {}, {"1", owner, text, 0});
    return fit ? "" : std::string(fit.error().code);
  };
  CHECK(code(0) == note_missing.code);
  CHECK(code(1) == "");
  CHECK(code(2000) == "");
  CHECK(code(2001) == note_too_long.code);
}

TEST_CASE("the owner and planning each write their note, and nothing is overwritten") {
  for_each_engine([](db::Database& database) {
    Desk desk(database);
    Office& office = desk.office;
    CHECK(desk.writes(office.clerk, "1", owner, "　", 0) == note_missing.code);
    CHECK(desk.writes(office.clerk, "1", owner, "申請が年度末に偏った", 0) == "");
    CHECK(desk.writes(office.clerk, "1", owner, "申請が年度末に偏った", 1) == note_unchanged.code);
    CHECK(desk.writes(office.clerk, "1", owner, "別の内容", 0) == note_changed_meanwhile.code);
    CHECK(desk.writes(office.clerk, "1", owner, "申請が秋に偏った", 1) == "");
    CHECK(desk.writes(office.clerk, "1", planner, "点検の結果", 0) == staff::not_permitted.code);
    CHECK(desk.writes(office.planner, "1", owner, "代わりに", 2) == staff::not_permitted.code);
    CHECK(desk.writes(office.planner, "1", planner, "区の\n見解", 0) == "");
    CHECK(desk.writes(office.company, "1", owner, "よその行", 2) == staff::not_permitted.code);
    CHECK(desk.writes(office.company, "2", owner, "公社の行", 0) == "");
    CHECK(desk.writes(office.clerk, "99", owner, "x", 0) == unknown_row.code);
    const Opened opened = office.opened();
    CHECK(opened.notes.size() == 4);
    const Line line = line_of(opened, office.planner, "1").value();
    CHECK(line.owner_note->text == "申請が秋に偏った");
    CHECK(line.owner_note->version == 2);
    CHECK(line.planner_note->text == "区の\n見解");
    // Taken back: the line has none, and the next one follows the empty version.
    CHECK(desk.writes(office.clerk, "1", owner, "", 2) == "");
    CHECK(desk.writes(office.clerk, "1", owner, "", 3) == note_missing.code);
    CHECK(line_of(office.opened(), office.planner, "1")->owner_note == nullptr);
    CHECK(desk.writes(office.clerk, "1", owner, "やはり秋", 3) == "");
  });
}

TEST_CASE("planning decides for each version whether it is printed") {
  for_each_engine([](db::Database& database) {
    Desk desk(database);
    Office& office = desk.office;
    CHECK(desk.prints(office.planner, "1", owner, 0, true) == note_unknown.code);
    CHECK(desk.writes(office.clerk, "1", owner, "申請が秋に偏った", 0) == "");
    CHECK(desk.committee().find("申請が秋") == std::string::npos);
    CHECK(desk.prints(office.clerk, "1", owner, 1, true) == staff::not_permitted.code);
    CHECK(desk.prints(office.planner, "1", owner, 9, true) == note_changed_meanwhile.code);
    CHECK(desk.prints(office.planner, "1", owner, 1, true) == "");
    CHECK(desk.committee().find("申請が秋に偏った") != std::string::npos);
    CHECK(desk.sheet("1").find("備考（担当）：申請が秋に偏った") != std::string::npos);
    CHECK(desk.sheet("2").find("備考") == std::string::npos);
    // A new version has to be decided anew.
    CHECK(desk.writes(office.clerk, "1", owner, "申請が冬に偏った", 1) == "");
    CHECK(desk.committee().find("備考（担当）") == std::string::npos);
    CHECK(desk.prints(office.planner, "1", owner, 2, true) == "");
    CHECK(desk.prints(office.planner, "1", owner, 2, false) == "");
    CHECK(desk.committee().find("申請が冬") == std::string::npos);
  });
}

TEST_CASE("a review that has left its writers takes no notes") {
  for_each_engine([](db::Database& database) {
    Desk desk(database);
    Office& office = desk.office;
    CHECK(desk.writes(office.clerk, "1", owner, "前の備考", 0) == "");
    for (const std::string row : {"1", "2", "3"}) {
      const std::string mark = row == "1" ? "A" : row == "2" ? "C" : "－";
      CHECK(office.rates(office.planner, RatingKind::proposed, row, mark) == "");
      CHECK(office.rates(office.director, RatingKind::decided, row, mark) == "");
    }
    draft_approval(office.planner, database, "next", "2015",
                   {"", "", "点検", "別紙", {{approval::StepKind::decide, staff::Post::manager}}})
        .value();
    CHECK(desk.writes(office.clerk, "1", owner, "後の備考", 1) == review_closed.code);
    CHECK(desk.prints(office.planner, "1", owner, 1, true) == review_closed.code);
  });
}

}  // namespace
}  // namespace review
