// From a figure to a concluded sample: who may, what the population is, what stays when records are
// corrected later, and that verify finds what was changed behind the program's back.
#include "sampling/sampling_service.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "db/backend.h"
#include "db/testing.h"
#include "figure/testing.h"
#include "history/history.h"

namespace sampling {
namespace {

using db::testing::for_each_engine;
using figure::testing::Clock;
using figure::testing::facts;
using figure::testing::kPlan;
using figure::testing::kWard;

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

base::Actor as(std::string post) {
  return {base::ActorKind::staff, 31, std::move(post), "ward", std::string(kWard)};
}
base::Actor auditor() {
  return as("auditor");
}

record::RecordId paid(db::Database& database, std::string_view day, std::int64_t yen) {
  record::Facts one = facts("loans", "interest_subsidy_paid", day);
  one.yen = yen;
  one.attributes = {{"half", "first"}, {"lent_in", "2011"}};
  return figure::testing::post(database, one);
}

// Forty payments in 2011: ten each in April, May and June, five in July, five in March.
std::vector<record::RecordId> lay(db::Database& database) {
  figure::testing::lay_plan(database);
  std::vector<record::RecordId> all;
  const std::pair<std::string_view, int> months[] = {
      {"2011-04", 10}, {"2011-05", 10}, {"2011-06", 10}, {"2011-07", 5}, {"2012-03", 5}};
  for (const auto& [month, count] : months)
    for (int i = 0; i < count; ++i)
      all.push_back(paid(database, std::string(month) + "-" + std::to_string(10 + i),
                         1000 * (static_cast<std::int64_t>(all.size()) + 1)));
  return all;
}

NewSample interest(int size = 8, std::string seed = "20120401") {
  NewSample wanted;
  wanted.source = {std::string(kPlan), "13", "interest", 2011, false};
  wanted.title = "利子補給の監査";
  wanted.size = size;
  wanted.seed = std::move(seed);
  return wanted;
}

std::int64_t drawn(db::Database& database, const NewSample& wanted) {
  return draw(auditor(), database, wanted).value().sample;
}

Opened opened(db::Database& database, std::int64_t sample) {
  return database.read([&](db::Read& tx) { return open(tx, kWard, sample); }).value();
}

std::vector<std::int64_t> records_of(const Opened& one) {
  std::vector<std::int64_t> records;
  for (const Item& item : one.items) records.push_back(item.record);
  return records;
}

void run(db::Database& database, std::string_view sql) {
  database.maintain([&](db::Backend& backend) { backend.script(std::string(sql)); });
}

const NewFinding kFine{Verdict::verified, {Evidence::deed, Evidence::working}, ""};

TEST_CASE("drawn from every record that counts; the same seed, the same sample") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    lay(database);
    const std::int64_t first = drawn(database, interest());
    const Opened one = opened(database, first);
    CHECK(one.sample.population == 40);
    CHECK(one.sample.adds == 820'000);
    CHECK(one.sample.seed == "20120401");
    CHECK(one.items.size() == 8);
    CHECK(std::ranges::is_sorted(one.items, {},
                                 [](const Item& item) { return ticket("20120401", item.record); }));
    CHECK(records_of(opened(database, drawn(database, interest()))) == records_of(one));
    CHECK(records_of(opened(database, drawn(database, interest(8, "7")))) != records_of(one));
    CHECK(verify(database).empty());
    // The mark has the name of the sample, the second one another.
    const auto marks = database.read([](db::Read& tx) { return figure::marks(tx, kWard); });
    const auto named = [&](std::string_view name) {
      return std::ranges::count(marks, name, &figure::Mark::name);
    };
    CHECK(named("利子補給の監査") == 1);
    CHECK(named("利子補給の監査 #2") == 1);
  });
}

TEST_CASE("stratified: the months share in proportion") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    lay(database);
    NewSample wanted = interest(8);
    wanted.method = Method::by_month;
    const Opened one = opened(database, drawn(database, wanted));
    std::map<std::string, std::pair<std::int64_t, int>> shares;
    for (const Stratum& stratum : one.strata)
      shares[stratum.name] = {stratum.population, stratum.size};
    const std::map<std::string, std::pair<std::int64_t, int>> expected = {{"2011-04", {10, 2}},
                                                                          {"2011-05", {10, 2}},
                                                                          {"2011-06", {10, 2}},
                                                                          {"2011-07", {5, 1}},
                                                                          {"2012-03", {5, 1}}};
    CHECK(shares == expected);
    wanted.method = Method::by_body;
    const Opened other = opened(database, drawn(database, wanted));
    REQUIRE(other.strata.size() == 1);
    CHECK(other.strata.front().name == "ward");
    CHECK(verify(database).empty());
  });
}

TEST_CASE("what was taken back is not drawn; what is taken back later stays") {
  Clock clock("2012-04-10T09:00");
  for_each_engine([&](db::Database& database) {
    const auto all = lay(database);
    figure::testing::reverse(database, all[0]);
    auto put_right = facts("loans", "interest_subsidy_paid", "2011-04-11");
    put_right.yen = 2500;
    put_right.attributes = {{"half", "first"}, {"lent_in", "2011"}};
    figure::write(database, [&](db::Write& tx) {
      return figure::correct(tx, figure::testing::alone(), kWard, {"", "誤記"}, all[1], put_right);
    }).value();
    const std::int64_t sample = drawn(database, interest(39));
    const Opened before = opened(database, sample);
    CHECK(before.sample.population == 39);
    CHECK(before.sample.adds == 820'000 - 1000 - 2000 + 2500);
    const auto drawn_records = records_of(before);
    const std::set<std::int64_t> records(drawn_records.begin(), drawn_records.end());
    CHECK(!records.contains(all[0].value));
    CHECK(!records.contains(all[1].value));
    clock.pass(3600);
    figure::testing::reverse(database, all[5]);
    paid(database, "2011-08-01", 99);
    const auto list =
        database.read([&](db::Read& tx) { return population(tx, before.sample); }).value();
    CHECK(list.size() == 39);
    CHECK(list_sha256(list) == before.sample.list_sha256);
    CHECK(records_of(opened(database, sample)) == drawn_records);
    CHECK(verify(database).empty());
  });
}

TEST_CASE("only confirmed records, as they were confirmed at the mark") {
  Clock clock("2012-04-10T09:00");
  for_each_engine([&](db::Database& database) {
    const auto all = lay(database);
    for (int i = 0; i < 10; ++i)
      figure::testing::confirm(database, all[static_cast<std::size_t>(i)]);
    NewSample wanted = interest(10);
    wanted.source.confirmed_only = true;
    const std::int64_t sample = drawn(database, wanted);
    clock.pass(3600);
    figure::testing::confirm(database, all[20]);
    const Opened one = opened(database, sample);
    CHECK(one.sample.population == 10);
    CHECK(one.sample.adds == 55'000);
    CHECK(verify(database).empty());
    wanted.size = 12;
    CHECK(code_of(draw(auditor(), database, wanted)) == "sampling.size_over_population");
  });
}

TEST_CASE("refused: nothing is written, not even a mark") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    lay(database);
    const auto count_marks = [&] {
      return database.read([](db::Read& tx) { return figure::marks(tx, kWard).size(); });
    };
    const std::size_t marks = count_marks();
    struct Case {
      NewSample wanted;
      std::string_view refused;
    };
    const auto with = [](auto change) {
      NewSample wanted = interest();
      change(wanted);
      return wanted;
    };
    const Case cases[] = {
        {with([](NewSample& one) { one.title = "　"; }), "sampling.title_missing"},
        {with([](NewSample& one) { one.title = std::string(51, 'x'); }), "sampling.title_unusable"},
        {with([](NewSample& one) { one.title = "2011-04-01"; }), "sampling.title_unusable"},
        {with([](NewSample& one) { one.seed = "abc"; }), "sampling.seed_unusable"},
        {with([](NewSample& one) { one.source.figure = "none"; }), "figure.unknown_figure"},
        {with([](NewSample& one) { one.size = 0; }), "sampling.size_out_of_range"},
        {with([](NewSample& one) { one.size = 501; }), "sampling.size_out_of_range"},
        {with([](NewSample& one) { one.source.fiscal_year = 2013; }), "sampling.population_empty"},
        {with([](NewSample& one) { one.size = 41; }), "sampling.size_over_population"},
    };
    for (const Case& one : cases)
      CHECK(code_of(draw(auditor(), database, one.wanted)) == one.refused);
    for (const char* post : {"clerk", "chief", "manager", "director", "planner", "administrator"}) {
      CAPTURE(post);
      CHECK(code_of(draw(as(post), database, interest())) == "staff.post_may_not");
    }
    CHECK(count_marks() == marks);
    CHECK(database.read([](db::Read& tx) { return samples(tx, kWard).empty(); }));
    CHECK(code_of(draw(auditor(), database, interest(40))) == "");
  });
}

TEST_CASE("a command sent twice draws once; other content under its id is refused") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    lay(database);
    const auto first = draw(auditor(), database, interest(), "c1").value();
    const auto again = draw(auditor(), database, interest(), "c1").value();
    CHECK(again.sample == first.sample);
    CHECK(again.repeated);
    CHECK(code_of(draw(auditor(), database, interest(9), "c1")) == "history.command_id_reused");
    CHECK(database.read([](db::Read& tx) { return samples(tx, kWard).size(); }) == 1);
    CHECK(note_finding(auditor(), database, first.sample, 1, kFine, "c2").value() == 1);
    CHECK(note_finding(auditor(), database, first.sample, 1, kFine, "c2").value() == 1);
    CHECK(opened(database, first.sample).items.front().finding->version == 1);
  });
}

TEST_CASE("record by record to the conclusion, and taken up again") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    lay(database);
    const std::int64_t sample = drawn(database, interest(2));
    CHECK(code_of(conclude(auditor(), database, sample, "よい")) == "sampling.not_all_seen");
    CHECK(code_of(note_finding(auditor(), database, sample, 3, kFine)) == "sampling.unknown_item");
    CHECK(code_of(note_finding(auditor(), database, 5, 1, kFine)) == "sampling.unknown_sample");
    CHECK(code_of(note_finding(as("planner"), database, sample, 1, kFine)) == "staff.post_may_not");
    CHECK(note_finding(auditor(), database, sample, 1, kFine).value() == 1);
    CHECK(note_finding(auditor(), database, sample, 2,
                       {Verdict::exception, {Evidence::paper}, "領収書がない"})
              .value() == 1);
    // Put right: a further version, the first one stays.
    CHECK(note_finding(auditor(), database, sample, 2, kFine).value() == 2);
    CHECK(database.read([&](db::Read& tx) { return findings(tx, kWard, sample, 2).size(); }) == 2);
    CHECK(code_of(reopen(auditor(), database, sample, "再確認")) == "sampling.not_concluded");
    CHECK(code_of(conclude(auditor(), database, sample, " ")) == "sampling.text_missing");
    CHECK(code_of(conclude(auditor(), database, sample, std::string(1001, 'x'))) ==
          "sampling.note_too_long");
    CHECK(code_of(conclude(auditor(), database, sample, "誤りなし")) == "");
    CHECK(code_of(conclude(auditor(), database, sample, "誤りなし")) ==
          "sampling.concluded_already");
    CHECK(code_of(note_finding(auditor(), database, sample, 1, kFine)) ==
          "sampling.concluded_already");
    CHECK(opened(database, sample).is_concluded());
    CHECK(code_of(reopen(auditor(), database, sample, "再確認")) == "");
    CHECK(!opened(database, sample).is_concluded());
    CHECK(code_of(note_finding(auditor(), database, sample, 1, kFine)) == "");
    const auto lines = database.read([](db::Read& tx) { return samples(tx, kWard); });
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().tally.verified == 2);
    // Every step is a deed.
    const auto deeds = database.read([&](db::Read& tx) {
      return history::of_subject(tx, kWard, kSubject, std::to_string(sample), 20);
    });
    CHECK(deeds.size() == 7);
    CHECK(history::verify(database).empty());
    CHECK(figure::verify(database).empty());
  });
}

TEST_CASE("verify finds a list, a drawing or a deed that was changed behind the program's back") {
  const Clock clock("2012-04-10T09:00");
  for_each_engine([](db::Database& database) {
    lay(database);
    drawn(database, interest());
    struct Case {
      std::string_view spoils;
      std::string_view mends;
      std::string_view code;
    };
    const Case cases[] = {
        {"UPDATE sample SET population = population + 1",
         "UPDATE sample SET population = population - 1", "sampling.verify_population"},
        {"UPDATE sample SET adds = adds + 1", "UPDATE sample SET adds = adds - 1",
         "sampling.verify_population"},
        {"UPDATE sample SET seed = '9' || seed", "UPDATE sample SET seed = '20120401'",
         "sampling.verify_drawing"},
        {"UPDATE sample_item SET adds = adds + 1 WHERE item = 3",
         "UPDATE sample_item SET adds = adds - 1 WHERE item = 3", "sampling.verify_drawing"},
        {"UPDATE sample SET deed = (SELECT MIN(deed) FROM deed WHERE deed.municipality = '131202')",
         "", "sampling.verify_deed"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.spoils);
      run(database, one.spoils);
      const auto found = verify(database);
      REQUIRE(found.size() == 1);
      CHECK(found.front().code == one.code);
      if (!one.mends.empty()) run(database, one.mends);
    }
  });
}

}  // namespace
}  // namespace sampling
