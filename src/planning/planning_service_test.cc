// A draft from its first line to its revision, on both databases: what two people do at once, what
// is undone, who may adopt, and what the plan is afterwards.
#include "planning/planning_service.h"

#include <doctest/doctest.h>

#include "base/words.h"
#include "db/testing.h"
#include "history/history.h"
#include "output/table.h"
#include "plan/adoption.h"
#include "plan/plan_service.h"
#include "planning/bulk.h"
#include "sheet/csv.h"
#include "sheet/workbook.h"
#include "staff/towns_test.h"

namespace planning {
namespace {

base::Actor planner(std::int64_t person = 17, std::string municipality = "131202") {
  return {base::ActorKind::staff, person, "planner", "ward", std::move(municipality)};
}
const Where kNext{"131202", "next"};

NewDraft wanted(std::string slug = "next") {
  return {std::move(slug),
          "次の計画",
          "平成27～30年度",
          {{"目標", Kind::node}, {"事業", Kind::row}, {"内訳", Kind::row}}};
}

template <class T>
T sure(base::Result<T> result) {
  if (!result) FAIL(base::say(base::Language::ja, result.error()));
  return std::move(*result);
}

Draft now(db::Database& database, const Where& where = kNext) {
  return sure(database.read([&](db::Read& tx) { return open_draft(tx, where); }));
}

LineFields with(const Line& line, std::string name, std::string text) {
  LineFields fields = fields_of(line);
  fields[std::move(name)] = std::move(text);
  return fields;
}

// A place with two rows.
void lay(db::Database& database) {
  staff::testing::keep_towns(database);
  sure(create(planner(), database, wanted()));
  sure(add(planner(), database, kNext, {Kind::node, {}, "にぎわい"}));
  sure(add(planner(), database, kNext, {Kind::row, 1, "空き店舗入居促進事業", "42"}));
  sure(add(planner(), database, kNext, {Kind::row, 1, "創業塾"}));
}

std::string code_of(const auto& result) {
  return result ? "done" : std::string(result.error().code);
}

}  // namespace

TEST_CASE("every refusal has its sentence in both languages") {
  for (const auto* refusal : kRefusals) {
    CAPTURE(refusal->code);
    CHECK(base::has_words(refusal->code));
  }
}

TEST_CASE("a draft is made once, with a slug nobody has") {
  db::testing::for_each_engine([](db::Database& database) {
    lay(database);
    const auto refused = [&](NewDraft draft) {
      return code_of(create(planner(), database, draft));
    };
    CHECK(refused(wanted()) == slug_taken.code);
    CHECK(code_of(create(planner(3, "131211"), database, wanted())) == slug_taken.code);
    CHECK(refused(wanted("次")) == slug_unfit.code);
    NewDraft draft = wanted("other");
    draft.title = "";
    CHECK(refused(draft) == draft_title_missing.code);
    draft = wanted("other");
    draft.period = "いつか";
    CHECK(refused(draft) == years_unfit.code);
    draft = wanted("other");
    draft.levels = {{"目標", Kind::node}};
    CHECK(refused(draft) == levels_unfit.code);
    CHECK(code_of(create_from_file(planner(), database, wanted("other"), "{")) == file_unfit.code);
    CHECK(code_of(create_from_predecessor(planner(), database, wanted("other"), "nowhere")) ==
          plan::unknown_plan.code);
    CHECK(database.read([](db::Read& tx) { return drafts(tx, "131202").size(); }) == 1);
    CHECK(database.read([](db::Read& tx) { return drafts(tx, "131211").size(); }) == 0);
  });
}

TEST_CASE("a draft of another municipality is not there") {
  db::testing::for_each_engine([](db::Database& database) {
    lay(database);
    const base::Actor other = planner(3, "131211");
    const Where theirs{"131211", "next"};
    CHECK(code_of(move(other, database, theirs, 2, Step::down)) == unknown_draft.code);
    CHECK(code_of(move(other, database, kNext, 2, Step::down)) == unknown_draft.code);
    CHECK(code_of(edit(other, database, theirs, 2, 1, {})) == unknown_draft.code);
    CHECK(code_of(comment(other, database, theirs, 2, "意見")) == unknown_draft.code);
  });
}

TEST_CASE("whoever was faster is not written over") {
  db::testing::for_each_engine([](db::Database& database) {
    lay(database);
    const Line line = now(database).lines[1];
    const auto first = sure(edit(planner(), database, kNext, 2, 1, with(line, "title", "一人目")));
    CHECK(first.deed != 0);
    const auto second =
        sure(edit(planner(18), database, kNext, 2, 1, with(line, "title", "二人目")));
    CHECK(second.deed == 0);
    REQUIRE(second.meetings.size() == 1);
    CHECK(second.meetings[0].theirs == "一人目");
    CHECK(second.meetings[0].base == "空き店舗入居促進事業");
    CHECK(now(database).lines[1].title == "一人目");
    const auto chosen =
        sure(edit(planner(18), database, kNext, 2, second.version, with(line, "title", "二人で")));
    CHECK(chosen.deed != 0);
    CHECK(now(database).lines[1].title == "二人で");
    // Only the place changed meanwhile: nothing meets.
    sure(move(planner(), database, kNext, 2, Step::down));
    const auto moved = sure(edit(planner(18), database, kNext, 2, 3,
                                 with(now(database).lines[1], "funding", "一般財源")));
    CHECK(moved.meetings.empty());
    CHECK(moved.deed != 0);
    CHECK(code_of(edit(planner(), database, kNext, 2, 99, {})) == unknown_version.code);
    CHECK(code_of(edit(planner(), database, kNext, 99, 1, {})) == unknown_line.code);
    const auto nothing =
        sure(edit(planner(), database, kNext, 2, 5, fields_of(now(database).lines[1])));
    CHECK(nothing.deed == 0);
    CHECK(nothing.wrong.empty());
  });
}

TEST_CASE("undo is a further version, and a deed others built upon cannot be undone") {
  db::testing::for_each_engine([](db::Database& database) {
    lay(database);
    const auto merged = sure(merge(planner(), database, kNext, 3, 2, "統合"));
    CHECK(now(database).lines[2].merged_into == 2);
    const auto undone = sure(undo(planner(), database, kNext, merged.deed, "取消し"));
    CHECK(now(database).lines[2].lives());
    CHECK(now(database).lines[2].version == 3);
    CHECK(code_of(undo(planner(), database, kNext, merged.deed, "取消し")) == changed_since.code);
    CHECK(code_of(undo(planner(), database, kNext, 1, "取消し")) == unknown_version.code);
    sure(undo(planner(), database, kNext, undone.deed, "取消し"));
    CHECK_FALSE(now(database).lines[2].lives());
    sure(restore(planner(), database, kNext, 3));
    const auto split_off = sure(split(planner(), database, kNext, 2, "見学会", "42-2"));
    sure(undo(planner(), database, kNext, split_off.deed, "取消し"));
    CHECK(now(database).lines[3].ended == "取消し");
    // The number stays given although its line is gone.
    CHECK(code_of(add(planner(), database, kNext, {Kind::row, 1, "別", "42-2"})) ==
          number_taken.code);
    sure(edit(planner(), database, kNext, 2, now(database).lines[1].version,
              with(now(database).lines[1], "title", "別の名")));
    sure(bring_back(planner(), database, kNext, 2, 1));
    CHECK(now(database).lines[1].title == "空き店舗入居促進事業");
    CHECK(code_of(bring_back(planner(), database, kNext, 2, 99)) == unknown_version.code);
  });
}

TEST_CASE("a draft is read as it was at a moment") {
  db::testing::for_each_engine([](db::Database& database) {
    lay(database);
    const base::Instant before = now(database).lines[2].recorded_at;
    sure(rename_draft(planner(), database, kNext, [] {
      NewDraft draft = wanted();
      draft.title = "改めた名称";
      return draft;
    }()));
    sure(end(planner(), database, kNext, 3, "廃止"));
    const auto then =
        sure(database.read([&](db::Read& tx) { return open_draft(tx, kNext, before); }));
    CHECK(then.head.title == "次の計画");
    CHECK(then.lines[2].lives());
    CHECK(now(database).head.title == "改めた名称");
    CHECK_FALSE(now(database).lines[2].lives());
    CHECK(database.read([](db::Read& tx) { return versions(tx, kNext, 3).size(); }) == 2);
    sure(place(planner(), database, kNext, 2, std::nullopt));
    CHECK_FALSE(now(database).lines[1].parent.has_value());
  });
}

TEST_CASE("review, adoption by another person, revision") {
  db::testing::for_each_engine([](db::Database& database) {
    lay(database);
    CHECK(code_of(comment(planner(), database, kNext, 2, "意見")) == not_in_review.code);
    CHECK(code_of(hand_on(planner(), database, kNext, State::draft, State::proposed, "")) ==
          moved_already.code);
    sure(hand_on(planner(), database, kNext, State::draft, State::in_review, ""));
    CHECK(code_of(move(planner(), database, kNext, 3, Step::up)) == not_being_written.code);
    CHECK(code_of(comment(planner(), database, kNext, 99, "意見")) == unknown_line.code);
    CHECK(code_of(comment(planner(), database, kNext, 2, "")) == comment_missing.code);
    sure(comment(planner(20), database, kNext, 2, "回数は"));
    const auto said = database.read([](db::Read& tx) { return comments(tx, kNext); });
    CHECK(code_of(answer(planner(), database, kNext, 1, "はい")) == unknown_comment.code);
    sure(answer(planner(), database, kNext, said[0].comment, "年2回"));
    CHECK(code_of(answer(planner(), database, kNext, said[0].comment, "年3回")) ==
          answered_already.code);
    CHECK(code_of(hand_on(planner(), database, kNext, State::in_review, State::draft, "")) ==
          reason_missing.code);
    sure(hand_on(planner(), database, kNext, State::in_review, State::proposed, ""));
    const auto adopting = [&](std::int64_t person, std::string_view reason) {
      return adopt(planner(person), database, kNext, reason, "計画案", "終了：");
    };
    CHECK(code_of(adopting(17, "答申")) == asked_by_same_person.code);
    CHECK(code_of(adopting(30, "")) == reason_missing.code);
    sure(adopting(30, "答申"));
    CHECK(code_of(adopting(30, "答申")) == moved_already.code);
    const auto opened = plan::open(planner(), database, "next");
    REQUIRE(opened.has_value());
    CHECK(opened->plan.rows[0].key == "42");
    CHECK(opened->plan.rows[1].key == "l3");
    CHECK_FALSE(plan::open(base::Actor::visitor(), database, "next").has_value());
    // 改定: keys stay, an ended row stays to be read.
    sure(hand_on(planner(), database, kNext, State::adopted, State::draft, "改定"));
    CHECK(code_of(edit(planner(), database, kNext, 2, 1,
                       with(now(database).lines[1], "number", "43"))) == "done");
    CHECK(now(database).lines[1].number == "42");
    sure(end(planner(), database, kNext, 3, "廃止"));
    sure(hand_on(planner(), database, kNext, State::draft, State::in_review, ""));
    sure(hand_on(planner(), database, kNext, State::in_review, State::proposed, ""));
    sure(adopting(30, "改定の決定"));
    const auto again = plan::open(planner(), database, "next");
    REQUIRE(again->plan.rows.size() == 2);
    CHECK(again->plan.rows[1].key == "l3");
    CHECK(again->plan.rows[1].notes.size() == 1);
    CHECK(now(database).adoptions == 2);
    CHECK(database.read([](db::Read& tx) { return steps(tx, kNext).size(); }) == 8);
    CHECK(history::verify(database).empty());
  });
}

TEST_CASE("a draft without rows is handed on to nobody") {
  db::testing::for_each_engine([](db::Database& database) {
    staff::testing::keep_towns(database);
    sure(create(planner(), database, wanted()));
    CHECK(code_of(hand_on(planner(), database, kNext, State::draft, State::in_review, "")) ==
          no_rows.code);
  });
}

TEST_CASE("a spreadsheet file is the text people would have pasted from its first visible sheet") {
  using output::CellKind;
  const auto file = [](std::string text, CellKind kind = CellKind::text) {
    output::Table hidden = output::table_of({"鍵", {"x"}, {}}, {CellKind::text}, {10});
    hidden.hidden = true;
    hidden.name = "key";
    output::Table rows = output::table_of({"行", {"番号", "内容"}, {{"", std::move(text)}}},
                                          {CellKind::text, kind}, {10, 10});
    rows.name = "rows";
    return output::xlsx({rows, hidden});
  };
  CHECK(text_of_file(file("創業塾"), 1000).value() == "番号\t内容\n\t創業塾\n");
  CHECK(text_of_file(file("二行\nの\"欄\""), 1000).value() ==
        "番号\t内容\n\t\"二行\nの\"\"欄\"\"\"\n");
  CHECK(code_of(text_of_file(file("創業塾"), 11)) == "done");
  CHECK(code_of(text_of_file(file("創業塾"), 10)) != "done");
  CHECK(code_of(text_of_file(file("2015-04-01", CellKind::date), 1000)) == sheet::cell_is_date.code);
  CHECK(code_of(text_of_file("no workbook", 1000)) == sheet::not_a_workbook.code);
  CHECK(base::has_words(sheet::cell_is_date.code));
}

TEST_CASE("a pasted table is kept as a whole or not at all") {
  db::testing::for_each_engine([](db::Database& database) {
    lay(database);
    const auto read = [&](std::string_view text, PasteMode mode) {
      const auto registered = database.read([](db::Read& tx) { return known(tx, "131202"); });
      return read_paste(now(database), registered, sheet::read_csv(text, '\t').value(), mode);
    };
    const auto wrong = [](const Pasted& pasted) {
      std::string all;
      for (const auto& one : pasted.wrong) all += std::string(one.code) + " ";
      for (const auto& line : pasted.lines)
        for (const auto& one : line.wrong)
          all += std::to_string(line.row) + ":" + std::string(one.refusal.code) + " ";
      return all;
    };
    CHECK(wrong(read("番号\t事業名", PasteMode::add)) == "planning.nothing_pasted ");
    CHECK(wrong(read("番号\t知らない列\n50\tx", PasteMode::add)) ==
          "planning.unknown_column 1:planning.title_missing ");
    CHECK(wrong(read("番号\t事業名\n42\t別", PasteMode::add)) == "1:planning.number_taken ");
    CHECK(wrong(read("番号\t事業名\n50\t甲\n50\t乙", PasteMode::add)) ==
          "2:planning.number_twice ");
    CHECK(wrong(read("番号\t予算額 平成27年度\n77\t5", PasteMode::update)) ==
          "1:planning.unknown_number ");
    CHECK(wrong(read("番号\t予算額 平成26年度\n42\t5", PasteMode::update)) ==
          "1:planning.year_outside ");
    std::string many = "事業名\n";
    for (std::size_t i = 0; i <= kPastedRowsMax; ++i) many += "行\n";
    CHECK(wrong(read(many, PasteMode::add)) == "planning.too_many_rows ");

    const auto right =
        read("番号\t事業名\t担当\t指標\t単位\t目標 H27\n50\t甲\t経済課\t件数\t件\t12\n\t乙\t\t\t\t",
             PasteMode::add);
    REQUIRE(right.is_right());
    std::vector<PastedRow> rows;
    for (const auto& line : right.lines) rows.push_back(line.content);
    std::vector<std::pair<std::size_t, WrongField>> found;
    sure(paste(planner(), database, kNext, 1, rows, found));
    CHECK(now(database).lines.size() == 5);
    CHECK(now(database).lines[3].targets[0].value == base::Number{12, 1});
    CHECK(now(database).lines[3].owners[0].body == "ward");
    // Somebody took the number meanwhile: nothing is kept.
    CHECK(code_of(paste(planner(), database, kNext, 1, rows, found)) == number_taken.code);
    CHECK(found.size() == 1);
    CHECK(now(database).lines.size() == 5);
    CHECK(code_of(paste(planner(), database, kNext, 1, {}, found)) == nothing_pasted.code);

    const auto update = read("番号\t予算額 平成27年度\n42\t3,000千円", PasteMode::update);
    REQUIRE(update.is_right());
    rows = {update.lines[0].content};
    sure(paste(planner(), database, kNext, {}, rows, found));
    CHECK(now(database).lines[1].money[0].yen == 3'000'000);
    CHECK(now(database).lines[1].title == "空き店舗入居促進事業");
  });
}

}  // namespace planning
