// What a record adds to a figure: one row for each measure and for both sides of each condition.
#include "figure/figure.h"

#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

namespace figure {
namespace {

record::Record loan_subsidy() {
  record::Record record;
  record.programme = "loan-mediation";
  record.kind = "interest_subsidy_paid";
  record.count = 1;
  record.yen = 12'345;
  record.attributes = {{"half", "first"}, {"lent_in", "2009"}};
  return record;
}

record::Record reversed(record::Record record) {
  record.count = -record.count;
  if (record.people) record.people = -*record.people;
  if (record.yen) record.yen = -*record.yen;
  record.reverses = record::RecordId{7};
  return record;
}

Selection selection(std::string kind, std::vector<Condition> where = {}) {
  return {{"loan-mediation", "fair"}, std::move(kind), std::move(where), std::nullopt};
}

Definition definition(Measure measure, Selection records) {
  Definition figure;
  figure.measure = measure;
  figure.records = {std::move(records)};
  return figure;
}

TEST_CASE("a selection counts its programmes and its kind alone") {
  struct Row {
    std::string programme, kind;
    bool counted;
  };
  for (const auto& [programme, kind, counted] :
       std::vector<Row>{{"loan-mediation", "interest_subsidy_paid", true},
                        {"fair", "interest_subsidy_paid", true},
                        {"loan-mediatio", "interest_subsidy_paid", false},
                        {"loan-mediation", "loan_executed", false},
                        {"loan-mediation", "", false}}) {
    CAPTURE(programme);
    CAPTURE(kind);
    auto record = loan_subsidy();
    record.programme = programme;
    record.kind = kind;
    CHECK(counts(selection("interest_subsidy_paid"), record) == counted);
  }
}

TEST_CASE("conditions, both sides; an attribute that is not said meets none_of alone") {
  struct Row {
    Condition where;
    bool counted;
  };
  for (const auto& [where, counted] :
       std::vector<Row>{{{"half", Test::one_of, {"first", "second"}, 0}, true},
                        {{"half", Test::one_of, {"second"}, 0}, false},
                        {{"half", Test::none_of, {"second"}, 0}, true},
                        {{"half", Test::none_of, {"second", "first"}, 0}, false},
                        {{"lent_in", Test::at_least, {}, 2009}, true},
                        {{"lent_in", Test::at_least, {}, 2010}, false},
                        {{"lent_in", Test::at_most, {}, 2009}, true},
                        {{"lent_in", Test::at_most, {}, 2008}, false},
                        {{"size", Test::one_of, {"first"}, 0}, false},
                        {{"size", Test::none_of, {"first"}, 0}, true},
                        {{"size", Test::at_least, {}, 0}, false},
                        {{"size", Test::at_most, {}, 999}, false}}) {
    CAPTURE(where.attribute);
    CAPTURE(in_db(where.test));
    CHECK(counts(selection("interest_subsidy_paid", {where}), loan_subsidy()) == counted);
  }
}

TEST_CASE("every condition must hold") {
  const Condition yes{"half", Test::one_of, {"first"}, 0};
  const Condition no{"lent_in", Test::at_least, {}, 2010};
  CHECK_FALSE(counts(selection("interest_subsidy_paid", {yes, no}), loan_subsidy()));
  CHECK_FALSE(counts(selection("interest_subsidy_paid", {no, yes}), loan_subsidy()));
}

TEST_CASE("in town, out of town, and not said") {
  auto record = loan_subsidy();
  auto where = selection("interest_subsidy_paid");
  const std::optional<bool> unsaid;
  for (const auto& said : {unsaid, std::optional(true), std::optional(false)}) {
    record.in_town = said;
    where.in_town = std::nullopt;
    CHECK(counts(where, record));
    where.in_town = true;
    CHECK(counts(where, record) == (said == true));
    where.in_town = false;
    CHECK(counts(where, record) == (said == false));
  }
}

struct Adding {
  Measure measure;
  std::string attribute;
  std::int64_t adds;
};

const std::vector<Adding> kAdding = {{Measure::count, "", 3},
                                     {Measure::people, "", 40},
                                     {Measure::yen, "", 500},
                                     {Measure::attribute, "copies", 8000},
                                     {Measure::attribute, "pages", 0},
                                     {Measure::carried_out, "", 3},
                                     {Measure::distinct_businesses, "", 1},
                                     {Measure::milestone, "", 1}};

record::Record issue() {
  record::Record record;
  record.programme = "fair";
  record.kind = "issue_published";
  record.count = 3;
  record.people = 40;
  record.yen = 500;
  record.business = 11;
  record.attributes = {{"copies", "8000"}};
  return record;
}

TEST_CASE("what a record adds, and its reversal takes away again") {
  for (const auto& [measure, attribute, adds] : kAdding) {
    CAPTURE(in_db(measure));
    auto figure = definition(measure, selection("issue_published"));
    figure.attribute = attribute;
    CHECK(contribution(figure, issue()) == Contribution{adds, 0});
    CHECK(contribution(figure, reversed(issue())) == Contribution{-adds, 0});
  }
}

TEST_CASE(
    "numbers that a record does not say add nothing, a business that it does not say is nobody") {
  record::Record bare = issue();
  bare.people = bare.yen = bare.business = std::nullopt;
  for (const auto measure : {Measure::people, Measure::yen}) {
    CHECK(contribution(definition(measure, selection("issue_published")), bare) == Contribution{});
  }
  CHECK(contribution(definition(Measure::distinct_businesses, selection("issue_published")),
                     bare) == std::nullopt);
}

TEST_CASE("a ratio adds to two sums") {
  auto figure = definition(Measure::ratio, selection("issue_published"));
  figure.attribute = "copies";
  CHECK(contribution(figure, issue()) == Contribution{8000, 3});
  CHECK(contribution(figure, reversed(issue())) == Contribution{-8000, -3});
  figure.upper = Measure::yen;
  figure.lower = Measure::people;
  CHECK(contribution(figure, issue()) == Contribution{500, 40});
}

TEST_CASE("an interest subsidy of 2011 on a loan of 2009 adds yen and no loan") {
  const auto loans = definition(Measure::count, selection("loan_executed"));
  const auto interest = definition(Measure::yen, selection("interest_subsidy_paid"));
  CHECK(contribution(loans, loan_subsidy()) == std::nullopt);
  CHECK(contribution(interest, loan_subsidy()) == Contribution{12'345, 0});
}

TEST_CASE("a record that several selections match counts once") {
  auto figure = definition(Measure::count, selection("issue_published"));
  figure.records.push_back(selection("issue_published", {{"copies", Test::at_least, {}, 1}}));
  CHECK(contribution(figure, issue()) == Contribution{3, 0});
}

TEST_CASE("a milestone is what the record says it reached, or 実施") {
  record::Record record = issue();
  CHECK(milestone_of(record) == "carried_out");
  record.attributes = {{"milestone", "built"}};
  CHECK(milestone_of(record) == "built");
}

TEST_CASE("sums add part by part and never wrap around") {
  Sum sum{1, 20, 300, 4000};
  sum += Sum{10, -30, 0, 1};
  CHECK(sum == Sum{11, -10, 300, 4001});
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  Sum full{0, most, 0, 0};
  full += Sum{};
  CHECK(full.value == most);
  CHECK_THROWS_AS((full += Sum{0, 1, 0, 0}), std::overflow_error);
}

TEST_CASE("every code reads back; what adds over years is a sum") {
  using enum Measure;
  for (const auto measure : {count, people, yen, attribute, carried_out, ratio}) {
    CHECK(is_sum(measure));
    CHECK(measure_from(in_db(measure)) == measure);
  }
  for (const auto measure : {distinct_businesses, milestone}) {
    CHECK_FALSE(is_sum(measure));
    CHECK(measure_from(in_db(measure)) == measure);
  }
  for (const auto test : {Test::one_of, Test::none_of, Test::at_least, Test::at_most}) {
    CHECK(test_from(in_db(test)) == test);
  }
  using enum ColumnRule;
  for (const auto rule : {year, up_to, latest_of, sum_of, not_computed}) {
    CHECK(rule_from(in_db(rule)) == rule);
  }
  CHECK(measure_from("Count") == std::nullopt);
  CHECK(test_from("") == std::nullopt);
  CHECK(rule_from("sum") == std::nullopt);
}

}  // namespace
}  // namespace figure
