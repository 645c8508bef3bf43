// Deeds, erasures and commands on both databases, and every column of the trail changed by hand:
// each change must be found.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/words.h"
#include "db/testing.h"
#include "history/history.h"

namespace {

using db::testing::for_each_engine;

base::Actor officer() {
  base::Actor actor;
  actor.kind = base::ActorKind::staff;
  actor.id = 7;
  actor.post = "keikaku";
  actor.body = "ward";
  actor.municipality = "131202";
  return actor;
}

history::Deed load_deed(std::string municipality = "131202") {
  return {.kind = "plan.load",
          .municipality = std::move(municipality),
          .subject_kind = "plan",
          .subject_key = "nerima-2011",
          .reason = "公表資料の取込み",
          .payload_json = R"({"rows":59})",
          .retention = history::Retention::years_5};
}

history::DeedId write(db::Database& database, const history::Deed& deed) {
  return database.write([&](db::Write& tx) { return history::write(tx, officer(), deed); });
}

std::vector<std::string> codes(db::Database& database) {
  std::vector<std::string> found;
  const auto findings = history::verify(database);
  for (const int rows_at_once : {1, 2, 3}) {
    const auto again = history::verify(database, rows_at_once);
    REQUIRE(again.size() == findings.size());
    for (std::size_t i = 0; i < findings.size(); ++i) {
      CHECK(again[i].code == findings[i].code);
      CHECK(again[i].facts == findings[i].facts);
    }
  }
  for (const db::Finding& finding : findings) {
    CHECK(finding.room == "history");
    CHECK(base::has_words(finding.code));
    const std::string sentence = base::say(base::Language::ja, finding.code, finding.facts);
    CHECK_MESSAGE(sentence.find('{') == std::string::npos, sentence);
    found.emplace_back(finding.code);
  }
  return found;
}

void tamper(db::Database& database, const std::string& sql) {
  database.write([&](db::Write& tx) { tx.run(db::Statement{"test.tamper", sql}); });
}

}  // namespace

TEST_CASE("deeds of two municipalities make chains that verify") {
  for_each_engine([](db::Database& database) {
    CHECK(codes(database).empty());
    const auto first = write(database, load_deed());
    const auto second = database.write([](db::Write& tx) {
      history::write(tx, base::Actor::system(), load_deed("131211"));
      return history::write(tx, officer(), load_deed());
    });
    write(database, load_deed(""));
    CHECK(first.value != second.value);
    CHECK(codes(database).empty());
  });
}

TEST_CASE("a deed of a refused service is not written") {
  for_each_engine([](db::Database& database) {
    write(database, load_deed());
    const auto refused = database.write([](db::Write& tx) -> base::Result<int> {
      history::write(tx, officer(), load_deed());
      return base::refuse(history::no_such_deed);
    });
    CHECK_FALSE(refused.has_value());
    write(database, load_deed());
    CHECK(codes(database).empty());
  });
}

TEST_CASE("every changed column is found") {
  struct Change {
    const char* set;
    const char* code;
  };
  constexpr Change kChanges[] = {
      {"UPDATE deed SET recorded_at = recorded_at + 1 WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET actor_kind = 'system' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET actor = 8 WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET post = 'x' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET body = 'x' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET installation = 1 WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET kind = 'plan.show' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET subject_kind = 'row' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET subject_key = 'x' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET payload_digest = 'x' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET salt = 'x' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET digest = 'x' WHERE sequence = 2", "history.link_changed"},
      {"UPDATE deed SET digest = 'x' WHERE sequence = 3", "history.link_changed"},
      {"UPDATE deed SET sequence = 9 WHERE sequence = 2", "history.links_missing"},
      {"UPDATE deed SET writer = 4000 WHERE sequence = 3", "history.tail_missing"},
      {"UPDATE deed_chain SET digest = 'x'", "history.head_changed"},
      {"UPDATE deed_chain SET sequence = 2", "history.head_changed"},
      {"UPDATE deed_chain SET sequence = 4", "history.tail_missing"},
      {"DELETE FROM deed_chain", "history.head_changed"},
      {"UPDATE deed_payload SET reason = 'x' WHERE payload = '{\"n\":2}'",
       "history.payload_changed"},
      {"UPDATE deed_payload SET payload = '{\"n\":3}' WHERE payload = '{\"n\":2}'",
       "history.payload_changed"},
      {"UPDATE deed_payload SET salt = 'x' WHERE payload = '{\"n\":2}'", "history.payload_changed"},
      {"UPDATE deed_payload SET retention = 'years_1' WHERE payload = '{\"n\":2}'",
       "history.payload_changed"},
      {"UPDATE deed_payload SET erased_by = deed WHERE payload = '{\"n\":2}'",
       "history.erased_without_deed"},
      {"DELETE FROM deed_payload WHERE payload = '{\"n\":2}'", "history.payload_missing"},
  };
  for_each_engine([&](db::Database& database) {
    for (const Change& change : kChanges) {
      CAPTURE(change.set);
      for (int i = 1; i <= 3; ++i) {
        history::Deed deed = load_deed();
        deed.payload_json = "{\"n\":" + std::to_string(i) + "}";
        write(database, deed);
      }
      CHECK(codes(database).empty());
      tamper(database, change.set);
      const auto found = codes(database);
      CHECK(std::ranges::find(found, change.code) != found.end());
      for (const char* table : {"deed_payload", "deed", "deed_chain"})
        tamper(database, std::string("DELETE FROM ") + table);
    }
  });
}

TEST_CASE("removed and exchanged rows are found") {
  for_each_engine([](db::Database& database) {
    for (int i = 0; i < 4; ++i) write(database, load_deed());
    tamper(database, "UPDATE deed SET sequence = 99 WHERE sequence = 2");
    tamper(database, "UPDATE deed SET sequence = 2 WHERE sequence = 3");
    tamper(database, "UPDATE deed SET sequence = 3 WHERE sequence = 99");
    CHECK(codes(database) == std::vector<std::string>(3, "history.link_changed"));
    tamper(database, "DELETE FROM deed_payload");
    tamper(database, "DELETE FROM deed");
    CHECK(codes(database) == std::vector<std::string>{"history.tail_missing"});
  });
}

TEST_CASE("an erased payload verifies by the deed that erased it") {
  for_each_engine([](db::Database& database) {
    const auto deed = write(database, load_deed());
    const auto erase = [&](history::DeedId id, std::string_view municipality) {
      return database.write([&](db::Write& tx) {
        return history::erase(tx, officer(), municipality, id, "保存年限の満了");
      });
    };
    CHECK(erase({deed.value + 1}, "131202").error().code == "history.no_such_deed");
    CHECK(erase(deed, "131211").error().code == "history.no_such_deed");
    CHECK(erase(deed, "131202").has_value());
    CHECK(codes(database).empty());
    CHECK(erase(deed, "131202").error().code == "history.already_erased");
    CHECK(codes(database).empty());
  });
}

TEST_CASE("a repeated command gets the first answer; other content under its id is refused") {
  for_each_engine([](db::Database& database) {
    const auto send = [&](std::string_view municipality, std::string_view hash) {
      return database.write([&](db::Write& tx) -> base::Result<std::string> {
        const auto known = history::command(tx, municipality, "c-1", hash);
        if (!known) return std::unexpected(known.error());
        if (known->repeated) return "again: " + known->first_answer;
        history::answer(tx, municipality, "c-1", "第1号");
        return "first";
      });
    };
    CHECK(send("131202", "hash-a").value() == "first");
    CHECK(send("131202", "hash-a").value() == "again: 第1号");
    CHECK(send("131202", "hash-b").error().code == "history.command_id_reused");
    CHECK(send("131211", "hash-b").value() == "first");
  });
}

TEST_CASE("the first answer is for the one who asked, and only for the same") {
  for_each_engine([](db::Database& database) {
    const auto ask = [&](std::int64_t person, std::string_view id, std::string content) {
      return database.write([&](db::Write& tx) -> base::Result<std::string> {
        const base::Actor actor{base::ActorKind::staff, person, "officer", "shoko", "131202"};
        auto first = history::earlier_answer(tx, actor, id, std::move(content));
        if (first && first->empty()) history::keep_answer(tx, actor, id, "第1号");
        return first;
      });
    };
    CHECK(ask(7, "", "募集").value().empty());
    CHECK(ask(7, "", "募集").value().empty());
    CHECK(ask(7, "c-1", "募集").value().empty());
    CHECK(ask(7, "c-1", "募集").value() == "第1号");
    CHECK(ask(7, "c-1", "締切").error().code == "history.command_id_reused");
    CHECK(ask(8, "c-1", "募集").error().code == "history.command_id_reused");
  });
}

TEST_CASE("what a retention is called is what the table allows") {
  for_each_engine([](db::Database& database) {
    using enum history::Retention;
    for (const auto retention : {permanent, years_30, years_10, years_5, years_3, years_1}) {
      history::Deed deed = load_deed();
      deed.retention = retention;
      CHECK_NOTHROW(write(database, deed));
    }
    CHECK_THROWS_AS(tamper(database, "UPDATE deed_payload SET retention = 'years_2'"), db::Fault);
  });
}

TEST_CASE("a deed is looked up with who, when, what and why, until its reason is erased") {
  for_each_engine([](db::Database& database) {
    const auto id = write(database, load_deed());
    const auto find = [&](std::string_view municipality) {
      return database.read([&](db::Read& tx) { return history::find(tx, municipality, id); });
    };
    const auto found = find("131202");
    REQUIRE(found.has_value());
    CHECK(found->id == id);
    CHECK(found->at.microseconds > 0);
    CHECK(found->actor_kind == "staff");
    CHECK(found->actor == 7);
    CHECK(found->post == "keikaku");
    CHECK(found->body == "ward");
    CHECK(found->kind == "plan.load");
    CHECK(found->subject_kind == "plan");
    CHECK(found->subject_key == "nerima-2011");
    CHECK(found->reason == "公表資料の取込み");
    CHECK_FALSE(find("131211").has_value());
    database.write([&](db::Write& tx) {
      return history::erase(tx, officer(), "131202", id, "保存年限の満了");
    });
    CHECK_FALSE(find("131202")->reason.has_value());
  });
}

TEST_CASE("the deeds of a subject come latest first, as many as are asked for") {
  for_each_engine([](db::Database& database) {
    std::vector<history::DeedId> ids;
    for (int i = 0; i < 3; ++i) ids.push_back(write(database, load_deed()));
    write(database, load_deed("131211"));
    history::Deed other = load_deed();
    other.subject_key = "nerima-2018";
    write(database, other);
    const auto of_subject = [&](int limit) {
      return database.read([&](db::Read& tx) {
        return history::of_subject(tx, "131202", "plan", "nerima-2011", limit);
      });
    };
    CHECK(of_subject(2).size() == 2);
    const auto all = of_subject(10);
    REQUIRE(all.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(all[i].id == ids[2 - i]);
    CHECK(all[0].reason == "公表資料の取込み");
  });
}

TEST_CASE("the deeds of a person come latest first, of that person alone") {
  for_each_engine([](db::Database& database) {
    const auto by = [&](base::ActorKind kind, std::int64_t person, std::string municipality) {
      base::Actor actor;
      actor.kind = kind;
      actor.id = person;
      actor.municipality = municipality;
      return database
          .write([&](db::Write& tx) -> base::Result<history::DeedId> {
            return history::write(tx, actor, load_deed(municipality));
          })
          .value();
    };
    using base::ActorKind;
    const auto first = by(ActorKind::staff, 17, "131202");
    by(ActorKind::staff, 18, "131202");
    by(ActorKind::system, 17, "131202");
    by(ActorKind::staff, 17, "131211");
    const auto last = by(ActorKind::staff, 17, "131202");
    const auto of_person = [&](int limit) {
      return database.read(
          [&](db::Read& tx) { return history::of_person(tx, "131202", 17, limit); });
    };
    const auto all = of_person(10);
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == last);
    CHECK(all[1].id == first);
    CHECK(of_person(1).size() == 1);
  });
}
