// The same questions to both databases: whole words, parts of words, one character, width and kana,
// several words, and everything that might be mistaken for a query language.
#include "db/search.h"

#include <doctest/doctest.h>

#include "db/search_words.h"
#include "db/snippet.h"
#include "db/testing.h"

namespace {

using db::search::Piece;
using db::testing::for_each_engine;

constexpr db::search::Entry kEntries[] = {
    {"131202", "plan_row", "nerima-2011/15", "ビジネス支援講座", "航空宇宙産業と次世代ＩＴ産業"},
    {"131202", "plan_row", "nerima-2011/30", "アニメ産業の振興", "ｱﾆﾒｰｼｮﾝ、ゲーム"},
    {"131202", "plan_row", "nerima-2011/42", "空き店舗活用支援",
     "空き店舗の家賃補助、改装費の補助"},
    {"131202", "prose", "nerima-2011/2", "練馬駅", "補助金の一覧 it を使う"},
    {"131211", "plan_row", "adachi/1", "空き、き店", "駅前の店舗"},
    {"131211", "plan_row", "adachi/2", "塚\U000E0100 商店街", "ABC 100%_引用'\"と*と(括弧)"},
};

void fill(db::Database& database) {
  database.write([](db::Write& tx) {
    for (const auto& entry : kEntries) db::search::put(tx, entry);
  });
}

std::vector<std::string> keys(db::Database& database, std::string_view words,
                              std::optional<std::string_view> municipality = std::nullopt) {
  std::vector<std::string> found;
  const auto hits = database.read([&](db::Read& tx) {
    return db::search::find(tx, {.municipality = municipality, .words = words});
  });
  for (const auto& hit : hits) found.push_back(hit.key);
  return found;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("words are found by any part of them, on both databases alike") {
  struct Case {
    std::string_view words;
    Keys found;
  };
  const Case cases[] = {
      {"航空", {"nerima-2011/15"}},
      {"補助", {"nerima-2011/42", "nerima-2011/2"}},
      {"空き店舗", {"nerima-2011/42"}},
      {"空き店", {"nerima-2011/42"}},  // not 空き、き店
      {"空き", {"nerima-2011/42", "adachi/1"}},
      {"き店", {"nerima-2011/42", "adachi/1"}},
      {"ｱﾆﾒ", {"nerima-2011/30"}},
      {"アニメーション", {"nerima-2011/30"}},
      {"ゲーム", {"nerima-2011/30"}},
      {"駅", {"nerima-2011/2", "adachi/1"}},  // first, last and only character
      {"店", {"nerima-2011/42", "adachi/1", "adachi/2"}},
      {"ＩT", {"nerima-2011/15", "nerima-2011/2"}},
      {"i", {"nerima-2011/15", "nerima-2011/2"}},
      {"t", {"nerima-2011/15", "nerima-2011/2"}},
      {"産業 航空", {"nerima-2011/15"}},
      {"補助 駅", {"nerima-2011/2"}},
      {"補助　空き店舗", {"nerima-2011/42"}},
      {"abc", {"adachi/2"}},
      {"塚", {"adachi/2"}},
      {"塚商", {}},
      {"漁業", {}},
      {"", {}},
      {"　、。", {}},
      {"*", {}},
      {"\"", {}},
      {"補助*", {"nerima-2011/42", "nerima-2011/2"}},
      {"補助\" OR \"駅", {}},
      {"'; DROP TABLE search_entry; --", {}},
      {"NOT 駅", {}},
      {"(補助)", {"nerima-2011/42", "nerima-2011/2"}},
      {"補助 & 駅 | 店", {}},
      {"%", {}},
      {"_", {}},
      {"\\", {}},
      {"{補助,駅}", {"nerima-2011/2"}},
      {std::string_view("補助\0駅", 10), {"nerima-2011/2"}},
      {"\xff\xfe", {}},
  };
  for_each_engine([&](db::Database& database) {
    fill(database);
    for (const Case& row : cases) {
      CAPTURE(row.words);
      CHECK(keys(database, row.words) == row.found);
    }
  });
}

TEST_CASE("a municipality finds its own entries only, in pages") {
  for_each_engine([](db::Database& database) {
    fill(database);
    CHECK(keys(database, "店", "131202") == Keys{"nerima-2011/42"});
    CHECK(keys(database, "店", "131211") == Keys{"adachi/1", "adachi/2"});
    CHECK(keys(database, "店", "000000").empty());
  });
}

TEST_CASE("pages go on behind a position, whether it is a hit or not, and the count is of all") {
  struct Case {
    db::search::Position after;
    std::int64_t limit;
    Keys found;
  };
  const Case cases[] = {
      {{"", "", ""}, 9, {"nerima-2011/42", "adachi/1", "adachi/2"}},
      {{"131202", "plan_row", "nerima-2011/42"}, 1, {"adachi/1"}},
      {{"131202", "plan_row", "nerima-2011/41"}, 1, {"nerima-2011/42"}},
      {{"131202", "zzz", ""}, 9, {"adachi/1", "adachi/2"}},
      {{"131211", "plan_row", "adachi/1"}, 9, {"adachi/2"}},
      {{"131211", "plan_row", "adachi/2"}, 9, {}},
  };
  for_each_engine([&](db::Database& database) {
    fill(database);
    for (const Case& row : cases) {
      CAPTURE(row.after.key);
      const db::search::Question question{
          .municipality = std::nullopt, .words = "店", .limit = row.limit, .after = row.after};
      database.read([&](db::Read& tx) {
        Keys found;
        for (const auto& hit : db::search::find(tx, question)) found.push_back(hit.key);
        CHECK(found == row.found);
        CHECK(db::search::count(tx, question) == 3);
      });
    }
    database.read([](db::Read& tx) {
      CHECK(db::search::count(tx, {.municipality = "131211", .words = "店"}) == 2);
      CHECK(db::search::count(tx, {.municipality = std::nullopt, .words = "、"}) == 0);
    });
  });
}

TEST_CASE("only what the named holders hold is found and counted, whatever else is there") {
  struct Case {
    std::vector<db::search::Holder> holders;
    Keys found;
  };
  const Case cases[] = {
      {{}, {}},
      {{{"131202", "nerima-2011"}}, {"nerima-2011/42"}},
      {{{"131211", "nerima-2011"}}, {}},
      {{{"131202", "nerima"}, {"131202", "nerima-2011/42"}}, {}},
      {{{"131202", "x"}, {"131211", "adachi"}}, {"adachi/1", "adachi/2"}},
      {{{"131202", "nerima-2011"}, {"131211", "adachi"}},
       {"nerima-2011/42", "adachi/1", "adachi/2"}},
  };
  for_each_engine([&](db::Database& database) {
    fill(database);
    for (const Case& row : cases) {
      const db::search::Question question{.municipality = std::nullopt,
                                          .words = "店",
                                          .limit = 9,
                                          .after = std::nullopt,
                                          .kind = std::nullopt,
                                          .holders = row.holders};
      database.read([&](db::Read& tx) {
        Keys found;
        for (const auto& hit : db::search::find(tx, question)) found.push_back(hit.key);
        CHECK(found == row.found);
        CHECK(db::search::count(tx, question) == static_cast<std::int64_t>(row.found.size()));
      });
    }
  });
}

TEST_CASE("an entry put again replaces itself, a removed one is gone") {
  for_each_engine([](db::Database& database) {
    fill(database);
    database.write([](db::Write& tx) {
      db::search::put(tx, {"131202", "plan_row", "nerima-2011/42", "空き店舗", "漁業"});
      db::search::remove(tx, "131202", "prose", "nerima-2011/2");
    });
    CHECK(keys(database, "補助").empty());
    CHECK(keys(database, "漁業") == Keys{"nerima-2011/42"});
    CHECK(keys(database, "空き店舗") == Keys{"nerima-2011/42"});
  });
}

TEST_CASE("a long text with one word a thousand times is still found by its end") {
  for_each_engine([](db::Database& database) {
    std::string text;
    for (int i = 0; i < 4000; ++i) text += "産業振興と";
    text += "空き店舗";
    database.write(
        [&](db::Write& tx) { db::search::put(tx, {"131202", "prose", "long", "長い章", text}); });
    CHECK(keys(database, "興と空き店舗") == Keys{"long"});
    CHECK(keys(database, "産業空き店舗").empty());
  });
}

TEST_CASE("the snippet shows the text as given, with what was found marked") {
  using db::search::snippet;
  using db::search::words_of;
  using Pieces = std::vector<Piece>;
  const auto shown = [](std::string_view text, std::string_view words, std::size_t max = 80) {
    return snippet(text, words_of(words), max);
  };
  CHECK(shown("家賃補助、改装費の補助", "補助") ==
        Pieces{{"家賃", false}, {"補助", true}, {"、改装費の", false}, {"補助", true}});
  CHECK(shown("ｶﾞｲﾄﾞと次世代ＩＴ産業", "ガイド it") ==
        Pieces{{"ｶﾞｲﾄﾞ", true}, {"と次世代", false}, {"ＩＴ", true}, {"産業", false}});
  CHECK(shown("あいうえおかきくけこ補助さしすせそ", "補助", 8) ==
        Pieces{{"けこ", false}, {"補助", true}, {"さしすせ", false}});
  CHECK(shown("題だけにある", "補助", 4) == Pieces{{"題だけに", false}});
  CHECK(shown("", "補助").empty());
  CHECK(shown("補助", "補助 助") == Pieces{{"補助", true}});
}
