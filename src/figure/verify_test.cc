// The proof finds nothing in a town where everything went through the door, and names every single
// thing that was changed behind its back.
#include <doctest/doctest.h>

#include <set>

#include "base/words.h"
#include "db/testing.h"
#include "figure/figure_service.h"
#include "figure/proof.h"
#include "figure/testing.h"

namespace figure {
namespace {

using namespace testing;
using db::testing::for_each_engine;

// The codes of everything found, each once, in order of the alphabet.
std::string codes(const Findings& findings) {
  std::set<std::string> found;
  for (const db::Finding& finding : findings) {
    CHECK(base::has_words(finding.code));
    for (const auto language : {base::Language::ja, base::Language::en}) {
      const std::string sentence = base::say(language, finding.code, finding.facts);
      CHECK_MESSAGE(sentence.find('{') == std::string::npos, sentence);
    }
    found.insert(std::string(finding.code));
  }
  std::string all;
  for (const std::string& code : found) all += (all.empty() ? "" : " ") + code;
  return all;
}

// A town with records of every measure, two days, confirmations, reversals, corrections, a batch.
struct Town {
  record::RecordId confirmed;
  record::RecordId grant_paid;
};

Town lay_town(db::Database& database, Clock& clock) {
  lay_plan(database);
  Town town;
  town.grant_paid = testing::post(database, grant("2011-05-02", 300'000));
  record::Facts fair = facts("craft-fair", "event_held", "2011-10-02");
  fair.people = 3'200;
  fair.summary = true;
  town.confirmed = testing::post(database, fair);
  record::Facts seminar = facts("seminar", "participant_enrolled", "2011-07-01");
  seminar.people = 25;
  seminar.attributes = {{"course", "entry"}};
  testing::post(database, seminar);
  record::Facts issue = facts("guide", "issue_published", "2011-07-01");
  issue.attributes = {{"copies", "8000"}};
  const auto issued = testing::post(database, issue);
  record::Facts milestone = facts("hall", "milestone_reached", "2011-07-01");
  milestone.attributes = {{"milestone", "studied"}};
  const auto studied = testing::post(database, milestone);
  testing::post(database, milestone);
  record::Facts company = facts("fairs", "company_joined", "2011-04-30");
  company.in_town = true;
  testing::post(database, company);
  record::Facts advice = facts("advice", "consultation_held", "2011-05-10");
  advice.business = 501;
  const auto advised = testing::post(database, advice);
  const auto again = testing::post(database, advice);
  advice.business = 502;
  testing::post(database, advice);
  clock.go_to("2014-06-03T09:00");
  for (const auto record : {town.confirmed, issued, studied, advised, again})
    testing::confirm(database, record);
  testing::confirm(database, testing::reverse(database, issued));
  testing::confirm(database, testing::reverse(database, studied));
  testing::reverse(database, again);
  write(database, [&](db::Write& tx) {
    return correct(tx, alone(), kWard, {.id = "", .reason = "a slip"}, town.grant_paid,
                   grant("2011-05-03", 350'000));
  }).value();
  const std::vector<record::Facts> batch = {grant("2012-05-02", 1), grant("2012-05-03", 2), advice};
  for (const bool confirmed : {true, false})
    write(database, [&](db::Write& tx) {
      return post_all(tx, two(), kWard, {}, batch, confirmed);
    }).value();
  return town;
}

TEST_CASE("a town where everything went through the door holds") {
  for_each_engine([](db::Database& database) {
    Clock clock("2014-06-01T09:00");
    lay_town(database, clock);
    CHECK(codes(verify(database)) == "");
    std::int64_t told = 0;
    std::int64_t total = 0;
    verify(database, [&](std::string_view, std::int64_t done, std::int64_t all) {
      CHECK(done >= told);
      told = done;
      total = all;
    });
    CHECK(told == total);
    CHECK(total > 0);
  });
}

void tamper(db::Database& database, std::string_view sql) {
  const std::string text(sql);
  database.write([&](db::Write& tx) { tx.run(db::Statement{"test.tamper", text}); });
}

TEST_CASE("everything changed behind the program's back is named") {
  struct Change {
    const char* sql;
    const char* codes;
  };
  // Each number of a stored sum, each row of members and milestones.
  constexpr Change kChanges[] = {
      {"UPDATE figure_sum SET value = value + 1 WHERE value = 3200 AND confirmed = 1",
       "figure.sum_differs"},
      {"UPDATE figure_sum SET records = records + 1 WHERE value = 3200 AND confirmed = 1",
       "figure.sum_differs"},
      {"UPDATE figure_sum SET singles = 5 WHERE value = 3200 AND confirmed = 1",
       "figure.sum_differs"},
      {"UPDATE figure_sum SET divisor = 5 WHERE value = 3200 AND confirmed = 1",
       "figure.sum_differs"},
      {"DELETE FROM figure_sum WHERE value = 3200 AND confirmed = 1", "figure.sum_differs"},
      {"UPDATE figure_day SET value = value - 1 WHERE value = 3200 AND confirmed = 1",
       "figure.day_differs"},
      {"UPDATE figure_day SET month = 201111 WHERE value = 3200 AND confirmed = 1",
       "figure.day_differs"},
      {"UPDATE figure_day SET recorded_day = recorded_day + 1 WHERE value = 3200 AND confirmed = 1",
       "figure.day_differs"},
      {"DELETE FROM figure_day WHERE value = 3200 AND confirmed = 1", "figure.day_differs"},
      {"UPDATE figure_sum SET figure = 5 WHERE value = 3200 AND confirmed = 1",
       "figure.stray_rows figure.sum_differs"},
      {"INSERT INTO figure_member (municipality, figure, fiscal_year, scope, member, records) "
       "VALUES ('131202', 5, 2011, 0, 1, 1)",
       "figure.stray_rows"},
      {"UPDATE figure_member SET records = records + 1 WHERE member = 502 AND scope = 0 "
       "AND fiscal_year = 2011",
       "figure.member_differs"},
      {"DELETE FROM figure_member WHERE member = 502 AND fiscal_year = 2011",
       "figure.member_differs"},
      {"UPDATE figure_presence SET from_at = from_at + 1 WHERE member = 502 AND scope = 0 "
       "AND fiscal_year = 2011",
       "figure.presence_differs"},
      {"DELETE FROM figure_presence WHERE member = 502 AND scope = 0 AND fiscal_year = 2011",
       "figure.day_differs figure.presence_differs figure.sum_differs"},
      {"UPDATE figure_milestone SET milestone = 'ended'", "figure.milestone_differs"},
      {"UPDATE figure_milestone SET confirmed_at = confirmed_at + 1", "figure.milestone_differs"},
      {"UPDATE figure_milestone SET reversed_at = NULL", "figure.milestone_differs"},
      {"DELETE FROM figure_milestone", "figure.milestone_differs"},
      // Records that nobody knows the figure of any more; notes belong to no proof.
      {"UPDATE record SET people = 26 WHERE people = 25",
       "figure.day_differs figure.sum_differs record.seal_broken"},
      {"UPDATE record SET attributes = '{\"course\":\"other\"}' WHERE people = 25",
       "record.seal_broken"},
      {"UPDATE record SET attributes = 'x' WHERE people = 25", "record.seal_broken"},
      {"UPDATE record SET salt = 'x' WHERE people = 25", "record.seal_broken"},
      {"UPDATE record SET in_town = 1 WHERE people = 25", "record.seal_broken"},
      {"UPDATE record SET occurred_on = '2011-07-02' WHERE people = 25", "record.seal_broken"},
      {"UPDATE record SET year_stated = 'stated' WHERE people = 25", "record.seal_broken"},
      {"DELETE FROM record WHERE people = 25",
       "figure.day_differs figure.sum_differs record.removed record.waits_without_reason"},
      {"DELETE FROM record WHERE yen = 350000",
       "figure.day_differs figure.sum_differs record.deed_differs record.waits_without_reason"},
      {"DELETE FROM record_confirmation WHERE record = "
       "(SELECT record FROM record WHERE people = 3200)",
       "figure.day_differs figure.sum_differs record.confirmation_removed record.waits_unlisted"},
      {"UPDATE record_confirmation SET recorded_at = recorded_at + 86400000000 WHERE record = "
       "(SELECT record FROM record WHERE people = 3200)",
       "figure.day_differs record.confirmation_without_deed"},
      {"UPDATE deed SET subject_key = 'x' WHERE kind = 'record.confirm' AND subject_key = "
       "(SELECT CAST(record AS TEXT) FROM record WHERE people = 3200)",
       "record.confirmation_removed record.confirmation_without_deed"},
      {"UPDATE deed_payload SET payload = 'x' WHERE deed = "
       "(SELECT deed FROM record WHERE people = 25)",
       "record.deed_unreadable"},
      {"UPDATE deed SET kind = 'plan.load' WHERE deed = "
       "(SELECT deed FROM record WHERE people = 25)",
       "record.without_deed"},
      {"UPDATE figure SET definition = 'x' WHERE row_key = '1'",
       "figure.definition_changed figure.definition_unreadable"},
      // What waits: left out, listed for another work, year, month, moment, or as a reversal; a
      // record that was confirmed long ago listed again.
      {"DELETE FROM record_waiting WHERE record = (SELECT record FROM record WHERE people = 25)",
       "record.waits_unlisted"},
      {"UPDATE record_waiting SET programme = 'fairs' WHERE programme = 'seminar'",
       "record.waits_without_reason"},
      {"UPDATE record_waiting SET record_kind = 'event_held' WHERE programme = 'seminar'",
       "record.waits_without_reason"},
      {"UPDATE record_waiting SET fiscal_year = 2012 WHERE programme = 'seminar'",
       "record.waits_without_reason"},
      {"UPDATE record_waiting SET month = '2011-08' WHERE programme = 'seminar'",
       "record.waits_without_reason"},
      {"UPDATE record_waiting SET recorded_at = recorded_at - 1 WHERE programme = 'seminar'",
       "record.waits_without_reason"},
      {"UPDATE record_waiting SET is_reversal = 1 WHERE programme = 'seminar'",
       "record.waits_without_reason"},
      {"UPDATE record_waiting SET record = (SELECT record FROM record WHERE people = 3200) WHERE "
       "programme = 'seminar'",
       "record.waits_unlisted record.waits_without_reason"},
      {"INSERT INTO record_waiting (municipality, record, programme, record_kind, fiscal_year, "
       "month, is_reversal, recorded_at) SELECT municipality, record, programme, record_kind, "
       "fiscal_year, substr(occurred_on, 1, 7), 0, recorded_at FROM record WHERE people = 3200",
       "record.waits_without_reason"},
  };
  for_each_engine([&](db::Database& database) {
    Clock clock("2014-06-01T09:00");
    lay_town(database, clock);
    for (const Change& change : kChanges) {
      CAPTURE(change.sql);
      // The proof reads inside the transaction of the change, which is undone afterwards.
      const auto undone = database.write([&](db::Write& tx) -> base::Result<bool> {
        CHECK(tx.run(db::Statement{"test.tamper", change.sql}) > 0);
        CHECK(codes(prove(tx, {})) == change.codes);
        return base::refuse(bad_place);
      });
      CHECK(!undone.has_value());
    }
    CHECK(codes(verify(database)) == "");
  });
}

// A figure in two versions, the older retired; one that came and went; a row changed; a mark; a
// year closed and opened again.
void lay_past(db::Database& database, Clock& clock) {
  lay_town(database, clock);
  DefinitionSet set = small_plan();
  set.rows.front().figures.front().records.front().programmes = {"fairs"};
  set.rows.back().figures.pop_back();
  install_plan(database, set);
  build(database, officer());
  clock.go_to("2014-06-04T09:00");
  mark(database, planner(), kWard, "publication", "first edition").value();
  write(database, [&](db::Write& tx) {
    return close_year(tx, two(), kWard, 2011, "all in");
  }).value();
  write(database, [&](db::Write& tx) {
    return reopen_year(tx, two(), kWard, 2011, "late");
  }).value();
}

TEST_CASE("definitions, marks and closings changed behind the program's back are named") {
  struct Change {
    const char* sql;
    const char* codes;
  };
  constexpr Change kChanges[] = {
      {"UPDATE figure SET definition = definition || ' ' WHERE state = 'current' "
       "AND row_key = '13' AND figure_key = 'loans'",
       "figure.definition_changed"},
      {"UPDATE figure SET definition = definition || ' ' WHERE state = 'retired' "
       "AND row_key = '1'",
       "figure.definition_changed"},
      {"UPDATE figure SET in_force_from = in_force_from + 1 WHERE row_key = '13'",
       "figure.force_changed"},
      {"UPDATE figure SET in_force_from = in_force_from - 1 WHERE row_key = '1' AND version = 2",
       "figure.force_changed"},
      {"UPDATE figure SET in_force_until = in_force_until + 1 WHERE state = 'retired'",
       "figure.force_changed"},
      {"UPDATE figure SET in_force_until = in_force_from + 1 WHERE state = 'current'",
       "figure.force_changed"},
      {"UPDATE figure_row SET definition = definition || ' ' WHERE row_key = '1'",
       "figure.definition_changed"},
      {"UPDATE figure_row SET in_force_from = in_force_from + 1 WHERE row_key = '13'",
       "figure.force_changed"},
      {"UPDATE figure_row SET in_force_until = 1 WHERE row_key = '13'", "figure.force_changed"},
      {"DELETE FROM figure_row WHERE row_key = '13'", "figure.definition_changed"},
      {"UPDATE figure_row SET deed = (SELECT max(deed) FROM deed) WHERE row_key = '13'",
       "figure.definition_changed"},
      {"UPDATE figure_mark SET mark = mark + 1 WHERE kind = 'publication'", "figure.mark_changed"},
      {"UPDATE figure_mark SET name = 'second edition' WHERE kind = 'publication'",
       "figure.mark_changed"},
      {"UPDATE figure_mark SET kind = 'check' WHERE kind = 'publication'", "figure.mark_changed"},
      {"DELETE FROM figure_mark WHERE kind = 'publication'", "figure.mark_changed"},
      {"DELETE FROM figure_mark WHERE kind = 'definition'", "figure.mark_changed"},
      {"UPDATE year_closing SET closed = 1 WHERE version = 2", "record.closing_changed"},
      {"UPDATE year_closing SET reason = 'x' WHERE version = 2", "record.closing_changed"},
      {"DELETE FROM year_closing WHERE version = 2", "record.closing_changed"},
      {"INSERT INTO year_closing (municipality, fiscal_year, version, closed, reason, deed, "
       "recorded_at) SELECT municipality, 2012, 1, 1, reason, deed, recorded_at FROM year_closing "
       "WHERE version = 1",
       "record.closing_changed"},
  };
  for_each_engine([&](db::Database& database) {
    Clock clock("2014-06-01T09:00");
    lay_past(database, clock);
    CHECK(codes(verify(database)) == "");
    for (const Change& change : kChanges) {
      CAPTURE(change.sql);
      const auto undone = database.write([&](db::Write& tx) -> base::Result<bool> {
        CHECK(tx.run(db::Statement{"test.tamper", change.sql}) > 0);
        CHECK(codes(prove(tx, {})) == change.codes);
        return base::refuse(bad_place);
      });
      CHECK(!undone.has_value());
    }
  });
}

TEST_CASE("a deed whose payload was erased vouches for nothing, and nothing is held against it") {
  for_each_engine([](db::Database& database) {
    Clock clock("2014-06-01T09:00");
    lay_past(database, clock);
    tamper(database,
           "UPDATE deed_payload SET reason = '', payload = '', erased_by = deed "
           "WHERE deed IN (SELECT deed FROM deed WHERE kind IN ('figure.define', "
           "'figure.mark', 'record.close_year'))");
    CHECK(codes(verify(database)) == "");
  });
}

// Somebody who knows how seals are made.
void forge(db::Database& database, std::string_view people, bool as_new) {
  database.write([&](db::Write& tx) {
    std::optional<record::Record> record;
    for (record::Record& each : record::store::in_order(tx, kWard, {}, 1'000))
      if (each.people && std::to_string(*each.people) == people) record = each;
    REQUIRE(record.has_value());
    const std::int64_t id = record->id.value;
    record->people = *record->people + 1;
    if (as_new) record->id = record::RecordId{tx.new_id()};
    record->seal = record::seal_of(*record);
    if (as_new) return record::store::add(tx, *record);
    tx.run(db::Statement{"test.forge",
                         "UPDATE record SET people = people + 1, seal = ?2 WHERE record = ?1"},
           id, record->seal);
  });
}

TEST_CASE(
    "an edited record with a fresh seal, and one added under another's deed, are named by the "
    "deed") {
  for (const bool as_new : {false, true}) {
    for_each_engine([&](db::Database& database) {
      Clock clock("2014-06-01T09:00");
      lay_town(database, clock);
      forge(database, "25", as_new);
      CHECK(codes(verify(database)) ==
            std::string("figure.day_differs figure.sum_differs record.deed_differs") +
                (as_new ? " record.waits_unlisted" : ""));
    });
  }
}

TEST_CASE("the finding says which figure, which year, what is stored and what the records say") {
  for_each_engine([](db::Database& database) {
    Clock clock("2014-06-01T09:00");
    lay_town(database, clock);
    tamper(database, "UPDATE figure_sum SET value = 3201 WHERE value = 3200 AND confirmed = 1");
    const auto found = verify(database);
    REQUIRE(found.size() == 1);
    const std::vector<base::Fact> facts = {{"municipality", "131202"},
                                           {"figure", "small-plan 1/visitors"},
                                           {"year", "2011"},
                                           {"confirmed", "1"},
                                           {"stored", "1 / 3201 / 0 / 0"},
                                           {"counted", "1 / 3200 / 0 / 0"}};
    CHECK(found[0].facts == facts);
  });
}

TEST_CASE("a list of what waits that is gone altogether is told by its first records") {
  for_each_engine([](db::Database& database) {
    lay_plan(database);
    for (int i = 0; i < 25; ++i) testing::post(database, grant("2011-05-02", 1));
    tamper(database, "DELETE FROM record_waiting");
    const auto found = verify(database);
    REQUIRE(found.size() == 21);
    CHECK(found.front().code == "record.waits_unlisted");
    CHECK(found.back().code == "record.more_waiting_differs");
  });
}

TEST_CASE("a flood of differences of one figure is cut off and counted") {
  for_each_engine([](db::Database& database) {
    Clock clock("2014-06-01T09:00");
    lay_plan(database);
    for (int day = 0; day < 30; ++day) {
      base::fix_clock({base::now().microseconds + 86'400'000'000});
      testing::post(database, grant("2011-05-02", 1));
    }
    tamper(database, "DELETE FROM figure_day");
    std::int64_t more = 0;
    std::int64_t told = 0;
    for (const db::Finding& finding : verify(database)) {
      told += finding.code == "figure.day_differs" ? 1 : 0;
      if (finding.code == "figure.more_differs") ++more;
    }
    CHECK(more == 2);  // yen and cases
    CHECK(told == 40);
  });
}

}  // namespace
}  // namespace figure
