// For tests of this room: a plan of three lines with targets, and people of the ward and its
// corporation.
#pragma once

#include "plan/adoption.h"
#include "plan/computed_service.h"
#include "review/review_service.h"
#include "staff/people_test.h"

namespace review::testing {

inline plan::Row row_of(std::string key, std::string title) {
  plan::Row row;
  row.key = key;
  row.number = key;
  row.level = "programme";
  row.title = std::move(title);
  row.provenance.source = "draft";
  row.node = "o1";
  return row;
}

// 1: 12 of 12 wanted; 2: the corporation's, 5 of 10; 3: nobody's, no target.
inline plan::Plan small_plan() {
  plan::Plan plan;
  plan.slug = "next";
  plan.municipality = "131202";
  plan.title = "商工業振興計画（次期）";
  plan.period = {"平成27～28年度", 2015, 2016};
  plan.sources.push_back({"draft", "", "計画案", "練馬区", {}, {}});
  plan.levels = {{"objective", "目標"}, {"programme", "事業"}};
  plan::Node node;
  node.key = "o1";
  node.level = "objective";
  node.name = "にぎわいのあるまち";
  plan.nodes.push_back(node);
  plan.columns = {{"2015", "平成27年度", plan::ColumnKind::year, {2015}},
                  {"2016", "平成28年度", plan::ColumnKind::year, {2016}}};
  plan.rows = {row_of("1", "空き店舗入居促進事業"), row_of("2", "経営相談"),
               row_of("3", "産業見本市")};
  return plan;
}

inline std::vector<plan::RowWork> small_work() {
  plan::Indicator shops;
  shops.label = "補助件数";
  shops.unit = "件";
  plan::RowWork first{"1"};
  first.owners = {{2015, {}, "ward", "商工観光課", {}}};
  first.indicators = {shops};
  first.targets = {{1, 2015, "12件", base::Number{12, 1}}, {1, 2016, "15件", base::Number{15, 1}}};
  plan::RowWork second{"2"};
  second.owners = {{2015, {}, "corporation", {}, {}}};
  second.indicators = {shops};
  second.targets = {{1, 2015, "10件", base::Number{10, 1}}};
  return {first, second};
}

inline ScaleRule abc_rule() {
  ScaleRule rule;
  rule.name = "達成度の目安";
  rule.published_on = base::Date(2015, 4, 1);
  rule.reference = "評価要領 第3条";
  rule.standard.tolerance = base::Rate(3, 100);
  rule.standard.words = {{"実施"}, {"一部実施"}, {"検討"}};
  rule.grades = {{"A", base::Rate(1, 1), "目標を達成した"},
                 {"B", base::Rate(8, 10), "おおむね達成した"},
                 {"C", {}, "達成していない"}};
  rule.non_grades = {{"－", Condition::no_target, "目標なし"}, {"Z", {}, "判定不能"}};
  return rule;
}

// The plan with results, the people, and a review of 2015 by the rule.
struct Office {
  explicit Office(db::Database& at) : database(at) {
    staff::testing::keep_towns(database);
    planner = who("planner", "planner");
    clerk = who("clerk", "clerk");
    manager = who("manager", "manager");
    director = who("director", "director");
    company = who("company", "clerk", "corporation");
    database
        .write([&](db::Write& tx) {
          return plan::adopt(tx, actor(planner), small_plan(), small_work(), "審議会を経て");
        })
        .value();
    plan::enter(actor(planner), database, {"next", "1", "2015"}, "12件", "回答").value();
    plan::enter(actor(planner), database, {"next", "2", "2015"}, "5件", "回答").value();
    for (const std::string_view row : {"1", "2"})
      plan::declare_source(actor(planner), database, {"next", std::string(row), "2015"},
                           plan::ReadingSource::entered, "回答による")
          .value();
  }

  staff::Who who(std::string_view login, std::string_view post, std::string_view body = "ward") {
    staff::Hasher hasher(staff::testing::kCheap);
    const auto person = staff::testing::somebody(database, hasher, login, post, body);
    staff::Who who{"131202", person.person, person.login, person.name, person.body};
    who.posts = database.read([&](db::Read& tx) {
      return staff::posts_on(tx, "131202", who.person, base::japan_date(base::now()));
    });
    return who;
  }
  base::Actor actor(const staff::Who& who) const {
    return {base::ActorKind::staff, who.person, "planner", who.body, who.municipality};
  }
  void begin(int from = 2015, int to = 2015, bool with_rule = true) {
    if (with_rule) publish_rule(actor(planner), database, "next", abc_rule()).value();
    begin_review(actor(planner), database, "next", from, to).value();
  }
  // The codes of what was refused, by line.
  std::string rates(const staff::Who& who, RatingKind kind, std::string row, std::string mark,
                    std::string reason = {}, std::string period = "2015") {
    const auto done = rate(who, database, "next", period,
                           {{kind, std::move(row), std::move(mark), std::move(reason)}});
    return done ? "" : std::string(done.error().front().refusal.code);
  }
  Opened opened(std::string_view period = "2015") {
    return open_review(planner, database, "next", period).value();
  }

  db::Database& database;
  staff::Who planner, clerk, manager, director, company;
};

}  // namespace review::testing
