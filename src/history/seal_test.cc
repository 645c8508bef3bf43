// Seals on both databases: when one is written, and what they find that the chains alone do not:
// tails cut off and chains written anew with their heads set right. What they cannot find stands
// here too.
#include "history/seal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "base/words.h"
#include "db/testing.h"
#include "history/history.h"

namespace {

using db::testing::for_each_engine;
using Codes = std::vector<std::string>;

void write(db::Database& database, const std::string& reason,
           const std::string& municipality = "131202") {
  database.write([&](db::Write& tx) {
    history::write(tx, base::Actor::system(municipality),
                   {.kind = "plan.load",
                    .municipality = municipality,
                    .subject_kind = "plan",
                    .subject_key = "nerima-2011",
                    .reason = reason,
                    .payload_json = {}});
  });
}

std::optional<history::Seal> seal(db::Database& database,
                                  const std::string& municipality = "131202") {
  return database.write([&](db::Write& tx) { return history::seal(tx, municipality); });
}

// Two deeds under the first seal, a third under the second, a fourth under none.
void write_and_seal(db::Database& database) {
  write(database, "first");
  write(database, "second");
  REQUIRE(seal(database).has_value());
  write(database, "third");
  REQUIRE(seal(database).has_value());
  write(database, "fourth");
}

void tamper(db::Database& database, const std::vector<std::string>& statements) {
  database.write([&](db::Write& tx) {
    for (const std::string& sql : statements) tx.run(db::Statement{"test.tamper", sql});
  });
}

// Back to a database without history.
const std::vector<std::string> kEverything = {"DELETE FROM deed_payload", "DELETE FROM deed",
                                              "DELETE FROM deed_chain", "DELETE FROM history_seal",
                                              "DELETE FROM history_seal_head"};

// Cuts the deeds behind `kept` off and sets the head back, as somebody would who knows the tables.
std::vector<std::string> cut_behind(int kept) {
  const std::string n = std::to_string(kept);
  return {
      "DELETE FROM deed_payload WHERE deed IN (SELECT deed FROM deed WHERE sequence > " + n + ")",
      "DELETE FROM deed WHERE sequence > " + n,
      "UPDATE deed_chain SET sequence = " + n +
          ", digest = (SELECT digest FROM deed WHERE sequence = " + n + ")"};
}

Codes codes(db::Database& database) {
  Codes found;
  const auto findings = history::verify(database);
  CHECK(history::verify(database, 1).size() == findings.size());
  for (const db::Finding& finding : findings) {
    for (const auto language : {base::Language::ja, base::Language::en}) {
      const std::string sentence = base::say(language, finding.code, finding.facts);
      CHECK_MESSAGE(sentence.find('{') == std::string::npos, sentence);
    }
    found.emplace_back(finding.code);
  }
  return found;
}

std::string first_sentence(db::Database& database) {
  const auto findings = history::verify(database);
  return findings.empty() ? "" : base::say(base::Language::ja, findings[0].code, findings[0].facts);
}

}  // namespace

TEST_CASE("the deeds that no seal covers yet are counted, since the first of them") {
  for_each_engine([](db::Database& database) {
    const auto open = [&] {
      return database.read([](db::Read& tx) { return history::unsealed(tx); });
    };
    CHECK(open().empty());
    write(database, "first");
    write(database, "second");
    write(database, "elsewhere", "132292");
    const auto before = open();
    REQUIRE(before.size() == 2);
    CHECK(before[0].municipality == "131202");
    CHECK(before[0].deeds == 2);
    CHECK(before[1].deeds == 1);
    CHECK(before[0].since < before[1].since);
    REQUIRE(seal(database).has_value());
    CHECK(open().size() == 1);
    write(database, "third");
    const auto after = open();
    REQUIRE(after.size() == 2);
    CHECK(after[0].deeds == 1);
    CHECK(after[0].since > before[1].since);
    history::seal_all(database);
    CHECK(open().empty());
  });
}

TEST_CASE("a seal holds the ends of the chains and is written only when one moved") {
  for_each_engine([](db::Database& database) {
    CHECK_FALSE(seal(database).has_value());
    write(database, "first");
    write(database, "second");
    write(database, "elsewhere", "131211");
    const auto first = seal(database);
    REQUIRE(first.has_value());
    CHECK(first->municipality == "131202");
    CHECK(first->number == 1);
    CHECK(first->deeds == 2);
    CHECK(first->sealed_at.microseconds > 0);
    CHECK(first->heads.find(":2:") != std::string::npos);
    CHECK(first->digest == history::digest_of(*first, ""));
    CHECK_FALSE(seal(database).has_value());

    write(database, "third");
    const auto second = seal(database);
    REQUIRE(second.has_value());
    CHECK(second->number == 2);
    CHECK(second->deeds == 3);
    CHECK(second->digest == history::digest_of(*second, first->digest));
    database.read([&](db::Read& tx) {
      const auto all = history::seals(tx, "131202");
      REQUIRE(all.size() == 2);
      CHECK(all[0].digest == second->digest);
      CHECK(all[1].heads == first->heads);
      CHECK(history::find_seal(tx, "131202", 1)->digest == first->digest);
      CHECK_FALSE(history::find_seal(tx, "131202", 3).has_value());
      CHECK(history::seals(tx, "131211").empty());
    });
    CHECK(codes(database).empty());
  });
}

TEST_CASE("every municipality that has chains is sealed, the installation's own too") {
  for_each_engine([](db::Database& database) {
    CHECK(history::seal_all(database) == 0);
    for (const char* municipality : {"131202", "131211", ""}) write(database, "x", municipality);
    CHECK(history::seal_all(database) == 3);
    CHECK(history::seal_all(database) == 0);
    write(database, "y", "131211");
    CHECK(history::seal_all(database) == 1);
    CHECK(codes(database).empty());
  });
}

TEST_CASE("what was done to chains and seals is named") {
  struct Row {
    const char* what;
    std::vector<std::string> sql;
    Codes codes;
  };
  std::vector<std::string> cut_and_rewritten_seal = cut_behind(2);
  cut_and_rewritten_seal.emplace_back(
      "UPDATE history_seal SET heads = (SELECT s.heads FROM history_seal s WHERE s.seal = 1), "
      "deeds = 2 WHERE seal = 2");
  std::vector<std::string> cut_and_seal_removed = cut_behind(2);
  cut_and_seal_removed.emplace_back("DELETE FROM history_seal WHERE seal = 2");
  const Row rows[] = {
      {"nothing", {}, {}},
      {"the tail is cut off behind the first seal", cut_behind(2), {"history.tail_cut"}},
      {"the tail is cut off inside the first seal", cut_behind(1), {"history.tail_cut"}},
      {"the whole chain and its head are gone",
       {"DELETE FROM deed_payload", "DELETE FROM deed", "DELETE FROM deed_chain"},
       {"history.tail_cut"}},
      {"the tail is cut off, the head forgotten",
       {"DELETE FROM deed_payload WHERE deed IN (SELECT deed FROM deed WHERE sequence > 2)",
        "DELETE FROM deed WHERE sequence > 2"},
       {"history.tail_missing"}},
      {"the tail is cut off and the seal made to agree",
       cut_and_rewritten_seal,
       {"history.seal_changed"}},
      {"the tail is cut off and its seal removed", cut_and_seal_removed, {"history.seals_missing"}},
      {"a seal's moment",
       {"UPDATE history_seal SET sealed_at = sealed_at + 1 WHERE seal = 1"},
       {"history.seal_changed"}},
      {"a seal's heads",
       {"UPDATE history_seal SET heads = '' WHERE seal = 1"},
       {"history.seal_changed"}},
      {"a seal's number of deeds",
       {"UPDATE history_seal SET deeds = 1 WHERE seal = 1"},
       {"history.seal_changed"}},
      {"the digest of the last seal",
       {"UPDATE history_seal SET digest = 'x' WHERE seal = 2"},
       {"history.seal_changed", "history.seal_head_changed"}},
      {"the digest of an earlier seal",
       {"UPDATE history_seal SET digest = 'x' WHERE seal = 1"},
       {"history.seal_changed", "history.seal_changed"}},
      {"a seal's municipality",
       {"UPDATE history_seal SET municipality = '131211' WHERE seal = 1"},
       {"history.seals_missing", "history.seal_changed", "history.seal_head_changed"}},
      {"the first seal is gone",
       {"DELETE FROM history_seal WHERE seal = 1"},
       {"history.seals_missing"}},
      {"the last seal is gone",
       {"DELETE FROM history_seal WHERE seal = 2"},
       {"history.seals_missing"}},
      {"all seals are gone", {"DELETE FROM history_seal"}, {"history.seals_missing"}},
      {"the note of the last seal is gone",
       {"DELETE FROM history_seal_head"},
       {"history.seal_head_changed"}},
      {"the note of the last seal is set back",
       {"UPDATE history_seal_head SET seal = 1"},
       {"history.seal_head_changed"}},
      {"the note of the last seal is changed",
       {"UPDATE history_seal_head SET digest = 'x'"},
       {"history.seal_head_changed"}},
  };
  for_each_engine([&](db::Database& database) {
    for (const Row& row : rows) {
      CAPTURE(row.what);
      write_and_seal(database);
      tamper(database, row.sql);
      auto found = codes(database);
      auto expected = row.codes;
      std::ranges::sort(found);
      std::ranges::sort(expected);
      CHECK(found == expected);
      tamper(database, kEverything);
    }
  });
}

TEST_CASE("a tail that was cut off is named by its first lost row and the seal that held it") {
  for_each_engine([](db::Database& database) {
    write_and_seal(database);
    tamper(database, cut_behind(2));
    const std::string sentence = first_sentence(database);
    CHECK_MESSAGE(sentence.find("3番からの行が切り取られています") != std::string::npos, sentence);
    CHECK_MESSAGE(sentence.find("封印第2号") != std::string::npos, sentence);
  });
}

TEST_CASE(
    "a chain that was cut off and grew again is named, however far and however often sealed") {
  for_each_engine([](db::Database& database) {
    write_and_seal(database);
    tamper(database, cut_behind(2));
    for (int i = 0; i < 4; ++i) {
      write(database, "made up");
      CHECK(codes(database) == Codes{"history.chain_rewritten"});
      seal(database);
    }
    CHECK(codes(database) == Codes{"history.chain_rewritten"});
    CHECK(first_sentence(database).find("3番まで") != std::string::npos);
  });
}

TEST_CASE("sealing on does not hide seals that were removed") {
  struct Row {
    const char* sql;
    Codes codes;
  };
  const Row rows[] = {
      {"DELETE FROM history_seal WHERE seal = 2", {"history.seals_missing"}},
      {"DELETE FROM history_seal", {"history.seals_missing"}},
      {"DELETE FROM history_seal WHERE seal = 1", {"history.seals_missing"}},
  };
  for (const Row& row : rows)
    for_each_engine([&](db::Database& database) {
      CAPTURE(row.sql);
      write_and_seal(database);
      tamper(database, {row.sql});
      CHECK(seal(database)->number == 3);
      CHECK(codes(database) == row.codes);
    });
}

TEST_CASE("what no seal can find: a tail no seal held, and seals and deeds set back together") {
  for_each_engine([](db::Database& database) {
    write_and_seal(database);
    tamper(database, cut_behind(3));
    CHECK(codes(database).empty());
    tamper(database, cut_behind(2));
    CHECK_FALSE(codes(database).empty());
    tamper(database, {"DELETE FROM history_seal WHERE seal = 2",
                      "UPDATE history_seal_head SET seal = 1, digest = (SELECT digest FROM "
                      "history_seal WHERE seal = 1)"});
    CHECK(codes(database).empty());
  });
}

TEST_CASE("several who seal at once make one unbroken row of seals") {
  for_each_engine([](db::Database& database) {
    constexpr int kSealers = 4, kTimes = 10;
    std::atomic<int> written = 0;
    std::vector<std::jthread> sealers;
    for (int i = 0; i < kSealers; ++i)
      sealers.emplace_back([&] {
        for (int k = 0; k < kTimes; ++k) {
          write(database, "x");
          written += seal(database).has_value();
        }
      });
    sealers.clear();
    CHECK(codes(database).empty());
    seal(database);
    const auto all = database.read([](db::Read& tx) { return history::seals(tx, "131202"); });
    CHECK(static_cast<int>(all.size()) >= written);
    CHECK(all.front().number == static_cast<std::int64_t>(all.size()));
    CHECK(all.front().deeds == kSealers * kTimes);
    CHECK(codes(database).empty());
  });
}

TEST_CASE("a seal as text to print holds its number, its digest and every head") {
  for_each_engine([](db::Database& database) {
    write_and_seal(database);
    const auto sealed =
        *database.read([](db::Read& tx) { return history::find_seal(tx, "131202", 2); });
    for (const auto language : {base::Language::ja, base::Language::en}) {
      const std::string text = history::seal_text(language, sealed);
      CHECK(text.find('{') == std::string::npos);
      for (const std::string& part :
           {std::string("131202"), sealed.digest, base::iso_japan(sealed.sealed_at),
            sealed.heads.substr(sealed.heads.rfind(':') + 1, 64)})
        CHECK(text.find(part) != std::string::npos);
    }
    CHECK(history::seal_text(base::Language::ja, sealed).find("第2号") != std::string::npos);
  });
}
