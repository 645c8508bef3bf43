// What has to be looked at, who looked at it, how deeds are found again, and what is past its
// years: the rules as tables, the rest on both databases.
#include "history/review.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/date.h"
#include "base/instant.h"
#include "base/words.h"
#include "db/testing.h"
#include "history/changes.h"
#include "history/deed_numbers.h"
#include "history/history.h"
#include "history/retention.h"
#include "history/seal.h"
#include "history/search.h"

namespace history {
namespace {

using db::testing::for_each_engine;

constexpr std::string_view kTown = "131202";

base::Instant at(std::string_view text) {
  return base::parse_japan(text).value();
}

struct Clock {
  explicit Clock(std::string_view text) { base::fix_clock(at(text)); }
  Clock(const Clock&) = delete;
  ~Clock() { base::release_clock(); }
};

base::Actor person(std::int64_t id, std::string post = "clerk", std::string body = "ward") {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = id;
  actor.post = std::move(post);
  actor.body = std::move(body);
  actor.municipality = kTown;
  actor.origin = "192.0.2.7 0123456789ab";
  return actor;
}

Deed deed(std::string kind, std::string subject_kind = "person", std::string subject_key = "5") {
  return {.kind = std::move(kind),
          .municipality = std::string(kTown),
          .subject_kind = std::move(subject_kind),
          .subject_key = std::move(subject_key),
          .reason = "",
          .payload_json = R"({"address":"/staff/people/5"})",
          .retention = Retention::years_5};
}

DeedId did(db::Database& database, const base::Actor& actor, const Deed& deed) {
  return database.write([&](db::Write& tx) { return write(tx, actor, deed); });
}

std::vector<std::string> codes(db::Database& database) {
  std::vector<std::string> found;
  for (const db::Finding& finding : verify(database)) {
    CHECK(base::has_words(finding.code));
    found.emplace_back(finding.code);
  }
  std::size_t small = verify(database, 2).size();
  CHECK(small == found.size());
  return found;
}

void tamper(db::Database& database, const std::string& sql) {
  database.write([&](db::Write& tx) { tx.run(db::Statement{"test.tamper", sql}); });
}

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? "" : std::string(result.error().code);
}

TEST_CASE("hours of work are from 7 to 21 o'clock from Monday to Friday") {
  struct Row {
    std::string_view at;
    bool out;
  };
  for (const Row& row : {Row{"2026-11-20T07:00", false},  // a Friday
                         {"2026-11-20T06:59", true},
                         {"2026-11-20T20:59", false},
                         {"2026-11-20T21:00", true},
                         {"2026-11-21T12:00", true},
                         {"2026-11-22T12:00", true},
                         {"2026-11-23T00:00", true},
                         {"2026-11-23T12:00", false}}) {
    CAPTURE(row.at);
    CHECK(is_out_of_hours(at(row.at)) == row.out);
  }
}

TEST_CASE("each reason for review, and what is none") {
  const base::Instant noon = at("2026-11-20T12:00");
  const base::Instant night = at("2026-11-20T22:00");
  using Reasons = std::vector<Review>;
  struct Row {
    Facts facts;
    Reasons reasons;
  };
  const Row rows[] = {
      {{"staff.view", "staff", "clerk", 0, noon}, {}},
      {{"staff.view", "staff", "clerk", 0, night}, {Review::out_of_hours}},
      {{"staff.print", "staff", "clerk", 0, night}, {Review::out_of_hours}},
      {{"record.add", "staff", "clerk", 0, night}, {}},
      {{"staff.refused", "staff", "clerk", 0, noon}, {Review::refused}},
      {{"staff.sign_in_failed", "applicant", "", 0, noon}, {Review::sign_in_failed}},
      {{"staff.sign_in_locked", "applicant", "", 0, noon}, {Review::sign_in_failed}},
      {{"record.confirm", "staff", "chief", 8, noon}, {Review::deputy}},
      {{"staff.view", "staff", "chief", 8, noon}, {}},
      {{"staff.post_give", "staff", "administrator", 0, noon}, {Review::administrator}},
      {{"staff.view", "staff", "administrator", 0, noon}, {}},
      {{"staff.post_give", "system", "administrator", 0, noon}, {}},
      {{"history.erase", "staff", "administrator", 0, noon},
       {Review::administrator, Review::erasure}},
      {{"record.erase_note", "staff", "clerk", 0, noon}, {Review::erasure}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.facts.kind);
    CHECK(reasons_for_review(row.facts) == row.reasons);
  }
  for (const Review review : kReviews) CHECK(review_from(in_db(review)) == review);
  CHECK(!review_from("curious"));
}

TEST_CASE("a deed on the list is marked once, by somebody else, with all its reasons") {
  const Clock clock("2026-11-20T22:00");
  for_each_engine([](db::Database& database) {
    const DeedId read = did(database, person(7), deed("staff.view"));
    const DeedId erased = did(database, person(8, "administrator"), deed("history.erase"));
    const DeedId plain = did(database, person(7), deed("record.add"));
    const auto list = [&](Seen seen, std::optional<Review> reason = {},
                          std::optional<DeedId> before = {}) {
      return database.read(
          [&](db::Read& tx) { return review_list(tx, kTown, seen, reason, before, 50); });
    };
    REQUIRE(list(Seen::no).size() == 2);
    CHECK(list(Seen::no)[0].deed == erased);
    CHECK(list(Seen::no)[0].reasons == std::vector<Review>{Review::administrator, Review::erasure});
    CHECK(list(Seen::no, Review::out_of_hours).size() == 1);
    CHECK(list(Seen::no, {}, erased).size() == 1);
    CHECK(database.read([&](db::Read& tx) { return unseen_count(tx, kTown); }) == 2);

    const auto mark = [&](std::int64_t who, std::vector<DeedId> deeds) {
      return database.write([&](db::Write& tx) {
        return mark_seen(tx, person(who, "auditor"), kTown, deeds, "確かめた");
      });
    };
    CHECK(code_of(mark(9, {})) == nothing_chosen.code);
    CHECK(code_of(mark(9, std::vector<DeedId>(kMarkedMax + 1, read))) == too_many_chosen.code);
    CHECK(code_of(mark(9, {plain})) == not_to_be_reviewed.code);
    CHECK(code_of(mark(9, {DeedId{1}})) == not_to_be_reviewed.code);
    CHECK(code_of(mark(7, {read})) == own_deed.code);
    CHECK(code_of(mark(9, {read, plain})) == not_to_be_reviewed.code);
    CHECK(list(Seen::yes).empty());
    const auto both = mark(9, {read, erased});
    REQUIRE(both.has_value());
    CHECK(code_of(mark(9, {read})) == seen_already.code);
    CHECK(list(Seen::no).empty());
    REQUIRE(list(Seen::yes).size() == 2);
    CHECK(list(Seen::yes)[1].seen_by == *both);
    CHECK(codes(database).empty());
  });
}

TEST_CASE("from where and for whom are proved with the deed, and erased with it") {
  for_each_engine([](db::Database& database) {
    base::Actor deputy = person(7, "chief");
    deputy.deputy_for = 8;
    const DeedId first = did(database, deputy, deed("record.confirm"));
    base::Actor nowhere = person(7);
    nowhere.origin.clear();
    did(database, nowhere, deed("record.add"));
    const auto found = database.read([&](db::Read& tx) { return whole(tx, kTown, first).value(); });
    CHECK(found.deed.origin == "192.0.2.7 0123456789ab");
    CHECK(found.deed.deputy_for == 8);
    CHECK(codes(database).empty());

    const std::string where = " WHERE deed = " + std::to_string(first.value);
    tamper(database, "UPDATE deed_payload SET origin = '198.51.100.1 x'" + where);
    CHECK(codes(database) == std::vector<std::string>{"history.payload_changed"});
    tamper(database, "UPDATE deed_payload SET origin = ''" + where);
    CHECK(codes(database) == std::vector<std::string>{"history.payload_changed"});
    tamper(database, "UPDATE deed_payload SET origin = '192.0.2.7 0123456789ab'" + where);
    CHECK(codes(database).empty());
    tamper(database, "UPDATE deed_payload SET deputy_for = 0" + where);
    CHECK(codes(database) == std::vector<std::string>{"history.payload_changed"});
    tamper(database, "UPDATE deed_payload SET deputy_for = 8" + where);

    database.write([&](db::Write& tx) { return erase(tx, person(9), kTown, first, "求め"); })
        .value();
    const auto gone = database.read([&](db::Read& tx) { return whole(tx, kTown, first).value(); });
    CHECK(gone.deed.origin.empty());
    CHECK(gone.deed.deputy_for == 0);
    CHECK(gone.payload.empty());
    CHECK(codes(database).empty());
    tamper(database, "UPDATE deed_payload SET origin = 'x'" + where);
    CHECK(codes(database) == std::vector<std::string>{"history.erased_without_deed"});
  });
}

// Four reading deeds; one is changed, missing, moved or cut off with its payload and review rows.
TEST_CASE("a reading deed that is changed, missing, reordered or cut off is found") {
  const Clock clock("2026-11-20T12:00");
  struct Row {
    std::string_view what;
    std::vector<std::string> sql;  // {1}…{4} are the deeds
    std::string code;
  };
  const Row rows[] = {
      {"changed", {"UPDATE deed SET subject_key = '6' WHERE deed = {2}"}, "history.link_changed"},
      {"missing",
       {"DELETE FROM deed_payload WHERE deed = {2}", "DELETE FROM deed WHERE deed = {2}"},
       "history.links_missing"},
      {"reordered",
       {"UPDATE deed SET sequence = 99 WHERE deed = {2}",
        "UPDATE deed SET sequence = 2 WHERE deed = {3}",
        "UPDATE deed SET sequence = 3 WHERE deed = {2}"},
       "history.link_changed"},
      {"cut off",
       {"DELETE FROM deed_payload WHERE deed = {4}", "DELETE FROM deed WHERE deed = {4}"},
       "history.tail_missing"},
      {"cut off with its head",
       {"UPDATE deed_chain SET sequence = 3, digest = (SELECT digest FROM deed WHERE deed = {3})",
        "DELETE FROM deed_payload WHERE deed = {4}", "DELETE FROM deed WHERE deed = {4}"},
       "history.tail_cut"},
      {"the payload changed",
       {"UPDATE deed_payload SET payload = 'x' WHERE deed = {2}"},
       "history.payload_changed"},
      {"the payload missing",
       {"DELETE FROM deed_payload WHERE deed = {2}"},
       "history.payload_missing"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    for_each_engine([&](db::Database& database) {
      std::vector<DeedId> deeds;
      for (const char* kind : {"staff.view", "staff.search", "staff.export", "staff.print"})
        deeds.push_back(did(database, person(7), deed(kind)));
      seal_all(database);
      CHECK(codes(database).empty());
      for (std::string sql : row.sql) {
        for (std::size_t i = 0; i < deeds.size(); ++i) {
          const std::string slot = "{" + std::to_string(i + 1) + "}";
          for (auto place = sql.find(slot); place != sql.npos; place = sql.find(slot))
            sql.replace(place, slot.size(), std::to_string(deeds[i].value));
        }
        tamper(database, sql);
      }
      const auto found = codes(database);
      CHECK(std::ranges::find(found, row.code) != found.end());
    });
  }
}

TEST_CASE("a line or a mark of the review list that was tampered with is found") {
  const Clock clock("2026-11-20T22:00");
  struct Row {
    std::string sql;
    std::string code;
  };
  for (const Row& row :
       {Row{"DELETE FROM deed_review WHERE deed = {unseen}", "history.review_missing"},
        Row{"DELETE FROM deed_seen", "history.seen_changed"},
        Row{"UPDATE deed_review SET seen_by = NULL", "history.seen_changed"},
        Row{"UPDATE deed_review SET seen_by = {unseen} WHERE deed = {unseen}",
            "history.seen_without_deed"},
        Row{"INSERT INTO deed_seen (municipality, deed, seen_by) VALUES ('131202', {unseen}, "
            "{unseen})",
            "history.seen_without_deed"},
        Row{"UPDATE deed_seen SET deed = {unseen}", "history.seen_changed"}}) {
    CAPTURE(row.sql);
    for_each_engine([&](db::Database& database) {
      const DeedId seen = did(database, person(7), deed("staff.view"));
      const DeedId unseen = did(database, person(7), deed("staff.view"));
      database
          .write(
              [&](db::Write& tx) { return mark_seen(tx, person(9, "auditor"), kTown, {seen}, ""); })
          .value();
      CHECK(codes(database).empty());
      std::string sql = row.sql;
      for (auto place = sql.find("{unseen}"); place != sql.npos; place = sql.find("{unseen}"))
        sql.replace(place, 8, std::to_string(unseen.value));
      tamper(database, sql);
      const auto found = codes(database);
      REQUIRE(!found.empty());
      CHECK(found.front() == row.code);
    });
  }
}

TEST_CASE("deeds are found by person, post, kind, subject, day and body, page by page") {
  for_each_engine([](db::Database& database) {
    const auto lay = [&](std::string_view when, const base::Actor& who, const Deed& what) {
      base::fix_clock(at(when));
      return did(database, who, what);
    };
    const DeedId a = lay("2026-04-01T00:00", person(7), deed("record.add", "record", "1"));
    const DeedId b =
        lay("2026-04-01T23:59", person(8, "chief"), deed("record.confirm", "record", "1"));
    const DeedId c = lay("2026-04-02T00:00", person(7, "clerk", "corporation"),
                         deed("staff.view", "record", "1"));
    const DeedId d = lay("2026-04-02T09:00", base::Actor::system(std::string(kTown)),
                         deed("plan.load", "plan", "p"));
    base::release_clock();
    const auto ask = [&](const Question& question, std::optional<DeedId> before = {},
                         int limit = 50) {
      return database.read(
          [&](db::Read& tx) { return search(tx, kTown, question, before, limit); });
    };
    const auto ids = [&](const Question& question) {
      std::vector<DeedId> found;
      for (const PastDeed& one : ask(question).deeds) found.push_back(one.id);
      return found;
    };
    using Ids = std::vector<DeedId>;
    CHECK(ids({}) == Ids{d, c, b, a});
    CHECK(ids({.person = 7}) == Ids{c, a});
    CHECK(ids({.person = 0}) == Ids{});
    CHECK(ids({.post = "chief"}) == Ids{b});
    CHECK(ids({.kind = "record.add"}) == Ids{a});
    CHECK(ids({.subject_kind = "record", .subject_key = "1"}) == Ids{c, b, a});
    CHECK(ids({.subject_kind = "plan"}) == Ids{d});
    CHECK(ids({.body = "corporation"}) == Ids{c});
    CHECK(ids({.from = base::Date(2026, 4, 2)}) == Ids{d, c});
    CHECK(ids({.until = base::Date(2026, 4, 1)}) == Ids{b, a});
    CHECK(ids({.person = 7, .kind = "record.add", .from = base::Date(2026, 4, 2)}) == Ids{});
    CHECK(ids({.subject_kind = "record", .subject_key = "1", .reading = Question::Reading::only}) ==
          Ids{c});
    CHECK(ids({.subject_kind = "record",
               .subject_key = "1",
               .reading = Question::Reading::without}) == Ids{b, a});
    const Found first = ask({}, {}, 2);
    REQUIRE(first.next.has_value());
    CHECK(first.deeds.back().id == c);
    const Found second = ask({}, first.next, 2);
    CHECK(second.deeds.front().id == b);
    CHECK(!second.next.has_value());
    CHECK(database.read([&](db::Read& tx) { return kinds(tx, kTown); }) ==
          std::vector<std::string>{"plan.load", "record.add", "record.confirm", "staff.view"});
    CHECK(database.read(
              [&](db::Read& tx) { return search(tx, "131211", {}, {}, 50).deeds.size(); }) == 0);
  });
}

TEST_CASE("what was done to a thing is asked apart from who looked at it") {
  for_each_engine([](db::Database& database) {
    const DeedId load = did(database, person(7), deed("plan.load", "plan", "p"));
    did(database, person(7), deed("staff.view", "plan", "p"));
    did(database, person(7), deed("staff.print", "plan", "p"));
    const auto done =
        database.read([](db::Read& tx) { return of_subject(tx, kTown, "plan", "p", 1); });
    REQUIRE(done.size() == 1);
    CHECK(done.front().id == load);
  });
}

TEST_CASE("people looked up within an hour are counted") {
  for_each_engine([](db::Database& database) {
    base::fix_clock(at("2026-11-20T10:00"));
    did(database, person(7), deed("staff.view"));
    base::fix_clock(at("2026-11-20T11:30"));
    did(database, person(7), deed("staff.view"));
    did(database, person(7), deed("staff.view", "page", "/x"));
    did(database, person(8), deed("staff.view"));
    const auto since = [&](std::string_view when) {
      return database.read([&](db::Read& tx) { return people_looked_up(tx, kTown, 7, at(when)); });
    };
    CHECK(since("2026-11-20T10:30") == 1);
    CHECK(since("2026-11-20T10:00") == 2);
    base::release_clock();
  });
}

TEST_CASE("years of keeping count from the 1 April behind the fiscal year") {
  struct Row {
    Retention retention;
    base::Date today;
    std::optional<base::Date> before;
  };
  for (const Row& row : {Row{Retention::years_5, base::Date(2026, 3, 31), base::Date(2020, 4, 1)},
                         Row{Retention::years_5, base::Date(2026, 4, 1), base::Date(2021, 4, 1)},
                         Row{Retention::years_1, base::Date(2026, 11, 22), base::Date(2025, 4, 1)},
                         Row{Retention::permanent, base::Date(2026, 4, 1), std::nullopt}}) {
    CHECK(past_before(row.retention, row.today) == row.before);
  }
}

TEST_CASE("what is past its years is proposed by one and erased by another") {
  for_each_engine([](db::Database& database) {
    base::fix_clock(at("2020-06-01T12:00"));
    const DeedId old = did(database, person(7), deed("staff.view"));
    base::fix_clock(at("2020-06-01T22:00"));
    const DeedId unseen = did(database, person(7), deed("staff.view"));
    base::fix_clock(at("2021-04-01T12:00"));
    const DeedId young = did(database, person(7), deed("staff.view"));
    base::fix_clock(at("2026-05-01T12:00"));
    const auto propose = [&](std::int64_t who, std::string_view reason = "年限") {
      return database.write([&](db::Write& tx) {
        return propose_erasure(tx, person(who, "auditor"), kTown, Retention::years_5, reason);
      });
    };
    const auto erase_all = [&](std::int64_t who, std::string_view reason = "年限") {
      return database.write([&](db::Write& tx) {
        return erase_past(tx, person(who, "administrator"), kTown, Retention::years_5, reason);
      });
    };
    const auto state = [&] {
      const auto all = database.read(
          [&](db::Read& tx) { return past_years(tx, kTown, base::Date(2026, 5, 1)); });
      return *std::ranges::find(all, Retention::years_5, &Past::retention);
    };
    CHECK(state().deeds == 2);
    CHECK(state().unseen == 1);
    CHECK(!state().proposal);
    CHECK(code_of(propose(9, " ")) == erasure_reason_missing.code);
    CHECK(code_of(erase_all(8, "")) == erasure_reason_missing.code);
    CHECK(code_of(erase_all(8)) == not_proposed.code);
    CHECK(propose(9).has_value());
    CHECK(state().proposal->actor == 9);
    CHECK(code_of(erase_all(9)) == proposer_erases.code);
    base::fix_clock(at("2026-06-01T12:00"));
    CHECK(code_of(erase_all(8)) == not_proposed.code);
    CHECK(propose(9).has_value());
    const auto erased = erase_all(8);
    REQUIRE(erased.has_value());
    CHECK(erased->deeds == 1);
    CHECK(code_of(erase_all(8)) == nothing_past.code);
    CHECK(code_of(propose(9)) == nothing_past.code);
    const auto is_erased = [&](DeedId id) {
      return database.read(
          [&](db::Read& tx) { return find(tx, kTown, id)->erased_by.has_value(); });
    };
    CHECK(is_erased(old));
    CHECK(!is_erased(unseen));
    CHECK(!is_erased(young));
    CHECK(codes(database).empty());
    base::release_clock();
  });
}

TEST_CASE("changes are written and read back; payloads of other rooms are told as they are") {
  const std::vector<Change> changes =
      differing({{"post", "", "chief"}, {"unit", "shoko", "shoko"}, {"until", "2026-03-31", ""}});
  REQUIRE(changes.size() == 2);
  const auto read = told(changes_text(changes));
  REQUIRE(read.has_value());
  REQUIRE(read->changes.size() == 2);
  CHECK(read->changes[0].field == "post");
  CHECK(read->changes[0].after == "chief");
  CHECK(read->changes[1].before == "2026-03-31");
  const auto other = told(R"({"records":2,"seals":"ab","practice":true,"x":{"y":1},"ids":["5"]})");
  REQUIRE(other.has_value());
  REQUIRE(other->facts.size() == 3);
  CHECK(other->facts[0].after == "2");
  CHECK(other->facts[2].after == "true");
  CHECK(other->ids == std::vector<std::string>{"5"});
  CHECK(told("")->facts.empty());
  CHECK(!told("no json").has_value());
  CHECK(told("[1]").has_value());
}

TEST_CASE("numbers of deeds are read back strictly, and rise with time") {
  const std::vector<DeedId> deeds = {{12}, {13}};
  CHECK(numbers_from(numbers_text(deeds)) == deeds);
  CHECK(!numbers_from("x"));
  CHECK(!numbers_from(R"({"deeds":["1x"]})"));
  CHECK(!numbers_from(R"({"deeds":[],"more":1})"));
  CHECK(earliest_number(at("2014-04-01T09:00")) == 0);
  CHECK(earliest_number(at("2026-04-01T09:00")) < latest_number(at("2026-04-01T09:00")));
}

TEST_CASE("the seal over a deed is the first that holds its link") {
  for_each_engine([](db::Database& database) {
    const DeedId first = did(database, person(7), deed("record.add"));
    const auto over = [&](DeedId id) {
      return database.read([&](db::Read& tx) {
        const auto seal = seal_over(tx, kTown, whole(tx, kTown, id).value());
        return seal ? seal->number : 0;
      });
    };
    CHECK(over(first) == 0);
    seal_all(database);
    const DeedId second = did(database, person(7), deed("record.add"));
    seal_all(database);
    CHECK(over(first) == 1);
    CHECK(over(second) == 2);
  });
}

}  // namespace
}  // namespace history
