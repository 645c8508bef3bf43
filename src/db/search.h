// 検索: texts found by any part of a word, from one character on (駅, 航空, 空き店舗), the same
// hits in the same order on both databases. Width, case and kana kind do not matter (ｱﾆﾒ finds
// アニメ); several words must all be there. What a person types is never read as a query language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"

namespace db::search {

// What is found: a thing of some kind under its natural key. A kind that begins with "staff." is
// found only by a question for that very kind: names of people never come up in a public search.
struct Entry {
  std::string_view municipality;
  std::string_view kind;  // "plan_row"
  std::string_view key;   // "nerima-2011/42"
  std::string_view title;
  std::string_view text;
};

// Puts an entry in the index, in place of what stood there under its key.
void put(Write& tx, const Entry& entry);
void remove(Write& tx, std::string_view municipality, std::string_view kind, std::string_view key);

// A stretch of the text as given; `hit` where a word was found.
struct Piece {
  std::string text;
  bool hit = false;
  bool operator==(const Piece&) const = default;
};

struct Hit {
  std::string municipality;
  std::string kind;
  std::string key;
  std::string title;
  std::vector<Piece> snippet;  // the surroundings of the first word found, about 80 characters
};

// A place in the order of the hits.
struct Position {
  std::string municipality;
  std::string kind;
  std::string key;
};

// A thing that holds others: its key is the first part of theirs ("nerima-2011" of
// "nerima-2011/42").
struct Holder {
  std::string municipality;
  std::string key;
};

struct Question {
  std::optional<std::string_view> municipality;  // nullopt: all
  std::string_view words;
  std::int64_t limit = 20;
  std::optional<Position> after = std::nullopt;
  std::optional<std::string_view> kind = std::nullopt;  // nullopt: all that is for everybody
  // Only these and what they hold; nullopt: whatever holds it.
  std::optional<std::vector<Holder>> holders = std::nullopt;
};

// In the order municipality, kind, key. Nothing that can be looked for finds nothing.
std::vector<Hit> find(Read& tx, const Question& question);

// How many hits there are in all, whatever `limit` and `after` say.
std::int64_t count(Read& tx, const Question& question);

// Makes the index anew from the entries, for a database that was just filled.
void index_all(Backend& backend);

}  // namespace db::search
