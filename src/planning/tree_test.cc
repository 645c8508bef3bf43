// What may be done with the lines of a draft, each refusal once, both sides of every boundary.
#include "planning/tree.h"

#include <doctest/doctest.h>

#include <functional>

#include "planning/carry.h"
#include "planning/compare.h"
#include "planning/line_fields.h"
#include "planning/line_json.h"

namespace planning {
namespace {

// 1 目標A ─ 2 施策a ─ 3 事業1, 4 事業2 ─ 5 内訳 / 6 目標B / 7 終了した事業
Draft small() {
  Draft draft;
  draft.head = {"131202", "next", "次の計画", "平成27～30年度", 2015, 2018};
  draft.head.levels = {
      {"戦略目標", Kind::node}, {"施策", Kind::node}, {"事業", Kind::row}, {"内訳事業", Kind::row}};
  const auto put = [&](int line, Kind kind, std::optional<int> parent, std::string title,
                       std::optional<std::string> number = {}) {
    Line one{.line = line, .kind = kind};
    one.parent = parent;
    one.ordinal = line * 10;
    one.title = std::move(title);
    one.number = number;
    one.version = 1;
    if (number) draft.numbers.push_back({*number, line});
    draft.lines.push_back(std::move(one));
  };
  put(1, Kind::node, {}, "目標A", "A");
  put(2, Kind::node, 1, "施策a");
  put(3, Kind::row, 2, "事業1", "1");
  put(4, Kind::row, 2, "事業2", "2");
  put(5, Kind::row, 4, "内訳");
  put(6, Kind::node, {}, "目標B", "B");
  put(7, Kind::row, 2, "前の事業", "9");
  draft.lines.back().ended = "廃止";
  return draft;
}

std::string order(const Draft& draft) {
  std::string text;
  for (const Placed& placed : in_order(draft))
    text += std::string(static_cast<std::size_t>(placed.depth), '.') +
            std::to_string(placed.line->line) + " ";
  return text;
}

const Known kKnown{{"vacant-shop"}, {"ward", "corporation"}, "ward"};

std::string wrong_of(const LineFields& typed, const Draft& draft = small()) {
  LineFields fields = fields_of(draft.lines[2]);
  for (const auto& [name, text] : typed) fields[name] = text;
  std::string all;
  for (const auto& wrong : read_line(draft, draft.lines[2], fields, kKnown).wrong)
    all += (all.empty() ? "" : " ") + wrong.field + ":" + std::string(wrong.refusal.code);
  return all;
}

}  // namespace

TEST_CASE("the tree is walked from the top, and steps move a line among its neighbours") {
  CHECK(order(small()) == "1 .2 ..3 ..4 ...5 6 ");
  CHECK(order(*move_line(small(), 4, Step::up)) == "1 .2 ..4 ...5 ..3 6 ");
  CHECK(order(*move_line(small(), 3, Step::down)) == "1 .2 ..4 ...5 ..3 6 ");
  CHECK(order(*move_line(small(), 3, Step::out)) == "1 .2 ..4 ...5 .3 6 ");
  CHECK(order(*move_line(small(), 5, Step::out)) == "1 .2 ..3 ..4 ..5 6 ");
  CHECK(order(*move_line(small(), 6, Step::in)) == "1 .2 ..3 ..4 ...5 .6 ");
  CHECK(level_name(small(), small().lines[4]) == "内訳事業");
  CHECK(level_name(small(), small().lines[1]) == "施策");
}

TEST_CASE("each step that cannot be is refused and changes nothing") {
  struct Case {
    std::string_view about;
    std::function<base::Result<Draft>()> step;
    const base::RefusalKind* refusal;
  };
  Draft reviewed = small();
  reviewed.state = State::in_review;
  const auto drafted = [](base::Result<Added> added) -> base::Result<Draft> {
    if (!added) return std::unexpected(added.error());
    return std::move(added->draft);
  };
  const std::vector<Case> cases = {
      {"in review", [&] { return move_line(reviewed, 3, Step::down); }, &not_being_written},
      {"a forged line", [] { return move_line(small(), 99, Step::up); }, &unknown_line},
      {"an ended line", [] { return move_line(small(), 7, Step::up); }, &line_ended},
      {"the first up", [] { return move_line(small(), 3, Step::up); }, &nowhere_to_move},
      {"the last down", [] { return move_line(small(), 4, Step::down); }, &nowhere_to_move},
      {"the first in", [] { return move_line(small(), 3, Step::in); }, &nowhere_to_move},
      {"from the top out", [] { return move_line(small(), 6, Step::out); }, &nowhere_to_move},
      {"too deep: a row with its own below a row", [] { return place_below(small(), 4, 3); },
       &too_deep},
      {"too deep: a place with its own below another", [] { return place_below(small(), 1, 6); },
       &too_deep},
      {"below itself", [] { return place_below(small(), 1, 1); }, &below_itself},
      {"below its own", [] { return place_below(small(), 1, 2); }, &below_itself},
      {"a place below a row", [] { return place_below(small(), 6, 3); }, &node_below_row},
      {"below an ended line", [] { return place_below(small(), 3, 7); }, &parent_ended},
      {"below a forged line", [] { return place_below(small(), 3, 77); }, &unknown_line},
      {"ending with lines below", [] { return end_line(small(), 4, "廃止"); }, &lines_below},
      {"ending without a reason", [] { return end_line(small(), 3, ""); }, &reason_missing},
      {"restoring what lives", [] { return restore_line(small(), 3); }, &line_not_ended},
      {"merging with another kind", [] { return merge_lines(small(), 3, 6, "統合"); },
       &of_other_kind},
      {"merging with itself", [] { return merge_lines(small(), 3, 3, "統合"); }, &below_itself},
      {"adding without a title", [&] { return drafted(add_line(small(), {Kind::row, 2, ""})); },
       &title_missing},
      {"a number that was given",
       [&] { return drafted(add_line(small(), {Kind::row, 2, "新", "1"})); }, &number_taken},
      {"a number of an ended line",
       [&] { return drafted(add_line(small(), {Kind::row, 2, "新", "9"})); }, &number_taken},
      {"splitting with a number that was given",
       [&] { return drafted(split_line(small(), 3, "新", "2")); }, &number_taken},
  };
  for (const Case& one : cases) {
    CAPTURE(one.about);
    const auto result = one.step();
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == one.refusal->code);
  }
}

TEST_CASE("a title may have 200 characters and not 201") {
  const auto titled = [](std::size_t count) {
    std::string title;
    for (std::size_t i = 0; i < count; ++i) title += "計";
    return add_line(small(), {Kind::row, 2, title}).has_value();
  };
  CHECK(titled(200));
  CHECK_FALSE(titled(201));
}

TEST_CASE("an adopted line keeps its number, another one may still get its first") {
  Draft draft = small();
  draft.lines[2].plan_key = "1";
  CHECK(check_name(draft, 3, "別の名称", "1").has_value());
  CHECK(check_name(draft, 3, "事業1", "11").error().code == number_for_life.code);
  CHECK(check_name(draft, 4, "事業2", "22").has_value());
}

TEST_CASE("ended, restored, merged and split lines keep what they said") {
  const auto ended = end_line(small(), 3, "廃止");
  CHECK(order(*ended) == "1 .2 ..4 ...5 6 ");
  CHECK(order(*restore_line(*ended, 3)) == order(small()));

  Draft draft = small();
  draft.lines[2].indicators = {{1, "件数", "件"}};
  draft.lines[2].targets = {{1, 2015, "12件", base::Number{12, 1}}};
  draft.lines[2].money = {{2015, plan::MoneyStage::planned, 5}};
  draft.lines[3].indicators = {{1, "人数", "人"}};
  draft.lines[3].indicators_given = 1;
  draft.lines[3].money = {{2015, plan::MoneyStage::planned, 7}};
  const auto merged = merge_lines(draft, 3, 4, "統合");
  REQUIRE(merged.has_value());
  const Line& kept = merged->lines[3];
  REQUIRE(kept.indicators.size() == 2);
  CHECK(kept.indicators[1].number == 2);
  CHECK(kept.targets[0].indicator == 2);
  CHECK(kept.money[0].yen == 12);
  CHECK(kept.came_from == std::vector<int>{3});
  CHECK(merged->lines[2].merged_into == 4);
  CHECK(merged->lines[2].indicators.size() == 1);

  const auto split = split_line(draft, 3, "事業1の2", "1-2");
  CHECK(order(split->draft) == "1 .2 ..3 ..8 ..4 ...5 6 ");
  CHECK(split->draft.lines.back().came_from == std::vector<int>{3});
}

TEST_CASE("fields are read with every mistake named") {
  CHECK(wrong_of({}) == "");
  CHECK(wrong_of({{"title", ""}}) == "title:planning.title_missing");
  CHECK(wrong_of({{"number", "2"}}) == "number:planning.number_taken");
  CHECK(wrong_of({{"years", "H27～28"}}) == "");
  CHECK(wrong_of({{"years", "H26～28"}}) == "years:planning.year_outside");
  CHECK(wrong_of({{"programmes", "vacant-shop"}}) == "");
  CHECK(wrong_of({{"programmes", "nobody-knows"}}) == "programmes:planning.unknown_programme");
  CHECK(wrong_of({{"owner_1_from", "2015"}, {"owner_1_body", "ward"}}) == "");
  CHECK(wrong_of({{"owner_1_from", "2014"}, {"owner_1_body", "ward"}}) ==
        "owner_1_from:planning.year_outside");
  CHECK(wrong_of({{"owner_1_from", "2015"}, {"owner_1_body", "nowhere"}}) ==
        "owner_1_body:planning.owner_body_missing");
  CHECK(wrong_of({{"owner_1_from", "2017"}, {"owner_1_to", "平成28"}, {"owner_1_body", "ward"}}) ==
        "owner_1_to:planning.years_reversed");
  CHECK(wrong_of({{"owner_1_from", "2015"},
                  {"owner_1_body", "ward"},
                  {"owner_2_from", "2017"},
                  {"owner_2_body", "corporation"}}) == "owner_2_from:planning.owners_overlap");
  CHECK(wrong_of({{"target_1_2015", "12件"}}) == "target_1_2015:planning.target_without_indicator");
  CHECK(wrong_of({{"indicator_1_label", "件数"}, {"target_1_2015", "12件"}}) == "");
  CHECK(wrong_of({{"indicator_1_label", "件数"}, {"target_1_2019", "12件"}}) ==
        "target_1_2019:planning.year_outside");
  CHECK(wrong_of({{"indicator_1_label", "件数"},
                  {"indicator_1_unit", "件"},
                  {"indicator_1_base", "たくさん"}}) ==
        "indicator_1_base:planning.number_unreadable");
  CHECK(wrong_of({{"indicator_1_label", "件数"}, {"indicator_1_direction", "sideways"}}) ==
        "indicator_1_direction:planning.unknown_choice");
  CHECK(wrong_of({{"money_planned_2015", "0"}}) == "");
  CHECK(wrong_of({{"money_planned_2015", "-1"}}) == "money_planned_2015:planning.money_negative");
  CHECK(wrong_of({{"money_planned_2015", "未定"}}) ==
        "money_planned_2015:planning.money_unreadable");
  CHECK(wrong_of({{"money_planned_2019", "1"}}) == "money_planned_2019:planning.year_outside");
  CHECK(wrong_of({{"money_dreamt_2015", "1"}}) == "money_dreamt_2015:planning.unknown_choice");
}

TEST_CASE("numbers are read in their unit, sums in yen") {
  CHECK(number_in("120件", "件") == base::Number{120, 1});
  CHECK(number_in("１２．５", "件") == base::Number{125, 10, 1});
  CHECK(number_in("120", "") == base::Number{120, 1});
  CHECK_FALSE(number_in("120人", "件").has_value());
  CHECK_FALSE(number_in("実施", "件").has_value());
  LineFields fields = fields_of(small().lines[2]);
  fields["money_planned_2015"] = "3,000千円";
  CHECK(read_line(small(), small().lines[2], fields, kKnown).line.money[0].yen == 3'000'000);
}

TEST_CASE("a line comes back from its fields and from its column as it was") {
  Line line{.line = 3, .kind = Kind::row, .number = "1", .title = "事業1"};
  line.description = "内容\n二行目";
  line.departments = {"経済課", "商工観光課"};
  line.owners = {{2015, 2016, "ward", "経済課", "台帳"}, {2017, {}, "corporation", {}, {}}};
  line.indicators = {{1, "件数", "件", plan::Direction::maintain, plan::Nature::stock,
                      base::Number{5, 1}, base::Number{125, 10, 1}, "平成26年度末"}};
  line.indicators_given = 1;
  line.targets = {{1, 2015, "120件", base::Number{120, 1}}};
  line.money = {{2015, plan::MoneyStage::budgeted, 3'000'000}};
  line.legal_basis = {"要綱"};
  line.action = CarriedAction{"42", "improve", "広げる", "公社", "2016-03-31"};
  Draft draft = small();
  draft.lines[2] = line;
  const auto again = read_line(draft, line, fields_of(line), kKnown);
  CHECK(again.wrong.empty());
  CHECK(state_text(again.line) == state_text(line));
  Line kept{.line = 3, .kind = Kind::row, .number = "1", .title = "事業1"};
  read_content(content_json(line), kept);
  CHECK(state_text(kept) == state_text(line));
}

TEST_CASE("where two wrote at once, only what both touched has to be chosen") {
  const LineFields base = {{"title", "甲"}, {"funding", "一般財源"}};
  const LineFields theirs = {{"title", "乙"}, {"funding", "一般財源"}};
  CHECK(meetings(base, {{"title", "丙"}, {"funding", "一般財源"}}, theirs).size() == 1);
  CHECK(meetings(base, {{"title", "乙"}, {"funding", "一般財源"}}, theirs).empty());
  CHECK(meetings(base, {{"title", "甲"}, {"funding", "国庫"}}, theirs).size() == 1);
  CHECK(meetings(base, {{"title", "丙"}, {"funding", "一般財源"}}, base).empty());
  const auto both = merged(base, {{"title", "甲"}, {"funding", "国庫"}}, theirs);
  CHECK(field_of(both, "title") == "乙");
  CHECK(field_of(both, "funding") == "国庫");
}

TEST_CASE("two moments are compared line by line") {
  const Draft before = small();
  Draft after = *end_line(*place_below(*move_line(small(), 5, Step::out), 5, 6), 3, "廃止");
  after = add_line(after, {Kind::row, 6, "新しい事業"})->draft;
  after.lines[3].description = "書き足した";
  std::string text;
  for (const auto& change : changes(before.lines, after.lines))
    text += std::to_string(change.line) + ":" +
            std::string(change.kind == ChangeKind::added     ? "added"
                        : change.kind == ChangeKind::ended   ? "ended"
                        : change.kind == ChangeKind::moved   ? "moved"
                        : change.kind == ChangeKind::changed ? "changed"
                                                             : "restored") +
            " ";
  CHECK(text == "3:ended 4:changed 5:moved 8:added ");
}

TEST_CASE("what is missing is said, and the plan is composed with keys for life") {
  Draft draft = small();
  draft.lines[2].owners = {{2015, 2016, "ward", {}, {}}};
  std::string text;
  for (const Gap& gap : gaps(draft, {}))
    if (gap.kind == GapKind::no_owner)
      text += std::to_string(gap.line) + ":" + std::to_string(gap.fiscal_year) + " ";
  CHECK(text == "3:2017 5:2015 ");
  const Composed composed = compose(draft, "計画案", "終了：");
  REQUIRE(composed.plan.rows.size() == 3);
  CHECK(composed.plan.rows[0].key == "1");
  CHECK(composed.plan.rows[2].key == "l5");
  CHECK(composed.plan.rows[2].parent == "2");
  CHECK(composed.plan.nodes[0].key == "A");
  CHECK(composed.plan.columns.size() == 4);
  Draft again = draft;
  again.lines[6].plan_key = "9";
  const Composed revised = compose(again, "計画案", "終了：");
  REQUIRE(revised.plan.rows.size() == 4);
  CHECK(revised.plan.rows[3].notes == std::vector<std::string>{"終了：廃止"});
}

TEST_CASE("a predecessor is carried over, with what its review said") {
  plan::Plan plan;
  plan.slug = "before";
  plan.nodes.push_back({});
  plan.nodes[0].key = "A";
  plan.nodes[0].name = "目標";
  for (const char* key : {"1", "2"}) {
    plan::Row row;
    row.key = key;
    row.number = key;
    row.title = std::string("事業") + key;
    row.node = "A";
    row.programmes = {"vacant-shop"};
    plan.rows.push_back(row);
  }
  programme::Programme programme;
  programme.key = "vacant-shop";
  programme.owners = {{2011, 2014, "ward", {}, {}}, {2015, {}, "corporation", {}, {}}};
  const std::vector<programme::Programme> programmes = {programme};
  const std::vector<CarriedAction> actions = {{"1", "improve", "広げる", "公社", ""},
                                              {"2", "abolish", "役目を終えた", "", ""}};
  const auto lines =
      lines_of_predecessor({plan, {}, programmes, actions}, small().head, "前計画の評価で終了：");
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].owners[0].body == "corporation");
  CHECK(lines[1].owners[0].from == 2015);
  CHECK(lines[1].action->text == "広げる");
  CHECK(lines[1].lives());
  CHECK(lines[2].ended == "前計画の評価で終了：役目を終えた");
  CHECK(lines[2].carried_row == "2");
}

}  // namespace planning
