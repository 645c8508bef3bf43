// A review from its rule to its end on both databases: two persons are two persons, everybody sees
// and writes the lines of their body, and what was said stays.
#include "review/review_service.h"

#include <doctest/doctest.h>

#include "approval/approval_service.h"
#include "base/words.h"
#include "db/testing.h"
#include "plan/plan_service.h"
#include "review/office_test.h"

namespace review {
namespace {

using db::testing::for_each_engine;
using testing::Office;
using enum RatingKind;

TEST_CASE("every refusal has its sentence") {
  for (const auto* refusal : kRefusals) {
    CAPTURE(refusal->code);
    CHECK(base::has_words(refusal->code));
  }
}

TEST_CASE("a rule comes back as it was published, and a later version does not change it") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    const auto actor = office.actor(office.planner);
    CHECK(publish_rule(actor, database, "next", testing::abc_rule()) == 1);
    ScaleRule second = testing::abc_rule();
    second.grades[1].at_least = base::Rate(2, 3);
    CHECK(publish_rule(actor, database, "next", second) == 2);
    const auto kept =
        database.read([](db::Read& tx) { return latest_rule(tx, "131202", "next").value(); });
    CHECK(kept.version == 2);
    CHECK(grade_lines(kept) == grade_lines(second));
    CHECK(non_grade_lines(kept) == non_grade_lines(second));
    CHECK(kept.standard.tolerance == base::Rate(3, 100));
    CHECK(kept.standard.words.partly == std::vector<std::string>{"一部実施"});
    CHECK(kept.published_on == base::Date(2015, 4, 1));
    second.grades[1].at_least = base::Rate(2, 1);
    CHECK(publish_rule(actor, database, "next", second).error().code == rule_not_falling.code);
    CHECK(publish_rule(actor, database, "other", testing::abc_rule()).error().code ==
          plan::unknown_plan.code);
  });
}

TEST_CASE("the rule proposes where it can, and says why where it cannot") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    const Opened opened = office.opened();
    const auto lines = lines_of(opened, office.planner);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].attainment.rate == base::Rate(1, 1));
    CHECK(lines[0].proposal.mark == "A");
    CHECK(lines[1].attainment.rate == base::Rate(1, 2));
    CHECK(lines[1].proposal.mark == "C");
    CHECK(lines[2].owner == nullptr);
    CHECK(lines[2].proposal.mark == "－");
    CHECK(lines[2].attainment.reason == NotComputed::no_indicator);
  });
}

TEST_CASE("without a published rule nothing is proposed and nothing can be marked") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin(2015, 2015, false);
    CHECK(lines_of(office.opened(), office.planner)[0].proposal.how == Proposing::no_rule);
    CHECK(office.rates(office.planner, proposed, "1", "A", "よくできた") == no_scale.code);
  });
}

TEST_CASE("proposed by one person, decided by another, looked at by a third") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    CHECK(office.rates(office.manager, decided, "1", "A") == nothing_proposed.code);
    CHECK(office.rates(office.planner, second_look, "1", "A") == nothing_decided.code);
    CHECK(office.rates(office.clerk, proposed, "1", "") == nothing_typed.code);
    CHECK(office.rates(office.clerk, proposed, "1", "", "理由") == mark_missing.code);
    CHECK(office.rates(office.clerk, proposed, "1", "S") == mark_unknown.code);
    CHECK(office.rates(office.clerk, proposed, "1", "B") == reason_missing.code);
    CHECK(office.rates(office.clerk, proposed, "1", "B", std::string(501, 'x')) ==
          reason_too_long.code);
    CHECK(office.rates(office.clerk, proposed, "1", "B", "申請が年度末に偏った") == "");
    CHECK(office.rates(office.manager, decided, "1", "A") == reason_missing.code);
    CHECK(office.rates(office.manager, decided, "1", "A", "目標に達している") == "");
    CHECK(office.rates(office.manager, second_look, "1", "A") == looks_at_own_decision.code);
    CHECK(office.rates(office.director, second_look, "1", "B") == reason_missing.code);
    CHECK(office.rates(office.director, second_look, "1", "A") == "");
    // Nobody decides what they proposed, whatever their posts.
    CHECK(office.rates(office.planner, proposed, "2", "C") == "");
    CHECK(office.rates(office.planner, decided, "2", "C") == decides_own_proposal.code);
    const Opened opened = office.opened();
    CHECK(opened.ratings.size() == 4);  // nothing that was said is gone
    const Line line = line_of(opened, office.planner, "1").value();
    CHECK(line.proposed->mark == "B");
    CHECK(line.decided->mark == "A");
    CHECK(line.decided->rule_mark == "A");
    CHECK(line.second_look->person == office.director.person);
  });
}

TEST_CASE("many lines are all kept or none, and each says what is wrong with it") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    const std::vector<WantedRating> wanted = {{proposed, "1", "A", ""},
                                              {proposed, "2", "A", ""},
                                              {proposed, "3", "", ""},
                                              {proposed, "99", "A", ""}};
    const auto done = rate(office.planner, database, "next", "2015", wanted);
    REQUIRE(!done);
    REQUIRE(done.error().size() == 2);
    CHECK(done.error()[0].row == "2");
    CHECK(done.error()[0].refusal.code == reason_missing.code);
    CHECK(done.error()[1].refusal.code == unknown_row.code);
    CHECK(office.opened().ratings.empty());
    CHECK(rate(office.planner, database, "next", "2015",
               {wanted[0], {proposed, "2", "A", "相談の質が上がった"}}) == 2);
  });
}

TEST_CASE("the corporation sees and proposes its own lines, and another municipality nothing") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    const Opened opened = office.opened();
    const auto seen = lines_of(opened, office.company);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].row->key == "2");
    CHECK(line_of(opened, office.company, "1").error().code == staff::not_permitted.code);
    CHECK(office.rates(office.company, proposed, "1", "A") == staff::not_permitted.code);
    CHECK(office.rates(office.company, proposed, "2", "C") == "");
    CHECK(office.rates(office.clerk, proposed, "2", "C") == staff::not_permitted.code);
    CHECK(office.rates(office.company, decided, "2", "C") == staff::not_permitted.code);
    staff::Who other = office.planner;
    other.municipality = "131211";
    CHECK(open_review(other, database, "next", "2015").error().code == plan::unknown_plan.code);
    CHECK(open_review(office.planner, database, "next", "2014").error().code ==
          unknown_review.code);
    CHECK(begin_review(office.actor(office.planner), database, "next", 2014, 2015).error().code ==
          years_outside.code);
    CHECK(begin_review(office.actor(office.planner), database, "next", 2016, 2015).error().code ==
          years_outside.code);
    CHECK(begin_review(office.actor(office.planner), database, "next", 2015, 2015).error().code ==
          opened_already.code);
  });
}

TEST_CASE("what comes next is said, followed a year later, and leads into the successor") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    const auto writes = [&](const staff::Who& who, WantedAction wanted) {
      const auto done = write_action(who, database, "next", "2015", wanted);
      return done ? "" : done.error().code;
    };
    CHECK(writes(office.clerk, {"1", "grow", "広げる", "ward"}) == direction_unknown.code);
    CHECK(writes(office.clerk, {"1", "expand", " ", "ward"}) == action_text_missing.code);
    CHECK(writes(office.clerk, {"1", "expand", std::string(1001, 'x'), "ward"}) ==
          action_text_too_long.code);
    CHECK(writes(office.clerk, {"1", "expand", "広げる", "nobody"}) == owner_unknown.code);
    CHECK(writes(office.company, {"1", "expand", "広げる", "ward"}) == staff::not_permitted.code);
    CHECK(writes(office.clerk,
                 {"1", "expand", "対象の通りを広げる", "ward", base::Date(2016, 9, 30)}) == "");
    CHECK(writes(office.clerk, {"1", "improve", "申請を年2回にする", "corporation"}) == "");
    const auto next =
        database.read([](db::Read& tx) { return next_actions(tx, "131202", "next"); });
    REQUIRE(next.size() == 1);
    CHECK(next[0].version == 2);
    CHECK(next[0].direction == NextDirection::improve);
    CHECK(!next[0].due_on);

    begin_review(office.actor(office.planner), database, "next", 2016, 2016).value();
    const auto follows = [&](std::string_view row, std::string_view state, std::string_view text) {
      const auto done = follow_action(office.clerk, database, "next", "2016", row, state, text);
      return done ? "" : done.error().code;
    };
    CHECK(follows("1", "perhaps", "年2回にした") == outcome_unknown.code);
    CHECK(follows("1", "done", "") == action_text_missing.code);
    CHECK(follows("1", "partly", "秋だけ行った") == "");
    CHECK(follows("1", "done", "年2回にした") == "");
    CHECK(follow_action(office.planner, database, "next", "2016", "2", "done", "x").error().code ==
          no_action_before.code);
    const Opened later = office.opened("2016");
    const Line line = line_of(later, office.planner, "1").value();
    CHECK(line.action_before->text == "申請を年2回にする");
    CHECK(line.followed->state == Followed::done);
    CHECK(line.followed->version == 2);
  });
}

approval::NewApproval paper() {
  return {"",
          "",
          "平成27年度の点検",
          "別紙のとおり",
          {{approval::StepKind::decide, staff::Post::manager}}};
}

TEST_CASE("a review goes on its way when all is decided, and ends when it is approved") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    CHECK(draft_approval(office.planner, database, "next", "2015", paper()).error().code ==
          undecided_left.code);
    for (const std::string row : {"1", "2", "3"}) {
      const std::string mark = row == "1" ? "A" : row == "2" ? "C" : "－";
      CHECK(office.rates(office.planner, proposed, row, mark) == "");
      CHECK(office.rates(office.director, decided, row, mark) == "");
    }
    CHECK(draft_approval(office.clerk, database, "next", "2015", paper()).error().code ==
          staff::not_permitted.code);
    const auto first = draft_approval(office.planner, database, "next", "2015", paper()).value();
    CHECK(office.rates(office.planner, proposed, "1", "B", "やり直し") == review_closed.code);
    CHECK(write_action(office.clerk, database, "next", "2015", {"1", "continue", "続ける", "ward"})
              .error()
              .code == review_closed.code);
    CHECK(close_review(office.planner, database, "next", "2015").error().code == not_approved.code);
    CHECK(reopen_review(office.planner, database, "next", "2015").error().code ==
          not_returned.code);
    database
        .write([&](db::Write& tx) {
          return approval::send_back(tx, office.manager, first, "3行目を確認");
        })
        .value();
    CHECK(reopen_review(office.planner, database, "next", "2015").has_value());
    const auto second = draft_approval(office.planner, database, "next", "2015", paper()).value();
    database.write([&](db::Write& tx) { return approval::sign(tx, office.manager, second, ""); })
        .value();
    CHECK(close_review(office.planner, database, "next", "2015").has_value());
    CHECK(office.opened().review.state == State::closed);
    CHECK(office.rates(office.planner, proposed, "1", "B", "やり直し") == review_closed.code);
    // The public is told by a publication, not by a review.
    CHECK(!plan::open(office.actor(office.planner), database, "next")->plan.rows[0].rating);
  });
}

TEST_CASE("what a line misses is told with who and since when") {
  for_each_engine([](db::Database& database) {
    Office office(database);
    office.begin();
    const Bench bench = open_bench(office.planner, database, "next").value();
    const auto missing = [&](const staff::Who& who, int year, base::Date today) {
      std::string text;
      for (const Missing& one : gaps(bench, {}, who, year, today))
        text += one.row + ":" + std::string(in_db(one.gap)) + " ";
      return text;
    };
    CHECK(missing(office.planner, 2015, base::Date(2015, 3, 31)) == "");
    CHECK(missing(office.planner, 2015, base::Date(2016, 3, 31)) == "3:owner 3:target ");
    CHECK(missing(office.planner, 2015, base::Date(2016, 4, 1)) ==
          "1:rating 2:rating 3:owner 3:target 3:result 3:rating ");
    CHECK(missing(office.company, 2015, base::Date(2016, 4, 1)) == "2:rating ");
    CHECK(missing(office.company, 2016, base::Date(2016, 4, 1)) == "2:target ");
  });
}

}  // namespace
}  // namespace review
