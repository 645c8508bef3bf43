// What was typed and not sent: kept for one person, the latest words, so many forms and no more.
#include "staff/unsent.h"

#include <doctest/doctest.h>

#include "db/testing.h"
#include "staff/people_test.h"

namespace staff {
namespace {

Who who_of(db::Database& database, Hasher& hasher, std::string_view login) {
  const Person person = testing::somebody(database, hasher, login, "planner");
  return {.municipality = "131202",
          .person = person.person,
          .login = person.login,
          .name = person.name,
          .body = person.body};
}

std::string kept(db::Database& database, const Who& who, std::string_view path) {
  const auto found = database.read([&](db::Read& tx) { return unsent(tx, who, path); });
  return found ? found->fields : "nothing";
}

}  // namespace

TEST_CASE("the latest words of a form are kept for the person who typed them") {
  db::testing::for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(testing::kCheap);
    const Who hanako = who_of(database, hasher, "hanako");
    const Who taro = who_of(database, hasher, "taro");
    CHECK(keep_unsent(database, hanako, "/staff/x", "a=1").has_value());
    CHECK(keep_unsent(database, hanako, "/staff/x", "a=2").has_value());
    CHECK(kept(database, hanako, "/staff/x") == "a=2");
    CHECK(kept(database, taro, "/staff/x") == "nothing");
    drop_unsent(database, taro, "/staff/x");
    CHECK(kept(database, hanako, "/staff/x") == "a=2");
    drop_unsent(database, hanako, "/staff/x");
    CHECK(kept(database, hanako, "/staff/x") == "nothing");
  });
}

TEST_CASE("a path of another host and words beyond the limit are refused") {
  db::testing::for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(testing::kCheap);
    const Who who = who_of(database, hasher, "hanako");
    const auto code = [&](std::string_view path, std::size_t bytes) {
      const auto result = keep_unsent(database, who, path, std::string(bytes, 'a'));
      return result ? std::string() : std::string(result.error().code);
    };
    CHECK(code("", 1) == unsent_unfit.code);
    CHECK(code("//elsewhere.example", 1) == unsent_unfit.code);
    CHECK(code("/" + std::string(kUnsentPathBytesMax - 1, 'x'), 1) == "");
    CHECK(code("/" + std::string(kUnsentPathBytesMax, 'x'), 1) == unsent_unfit.code);
    CHECK(code("/x", kUnsentBytesMax) == "");
    CHECK(code("/x", kUnsentBytesMax + 1) == unsent_too_large.code);
  });
}

TEST_CASE("beyond so many forms the oldest goes") {
  db::testing::for_each_engine([](db::Database& database) {
    testing::keep_towns(database);
    Hasher hasher(testing::kCheap);
    const Who who = who_of(database, hasher, "hanako");
    for (int i = 0; i <= kUnsentFormsMax; ++i)
      keep_unsent(database, who, "/form/" + std::to_string(i), "a=1").value();
    CHECK(kept(database, who, "/form/0") == "nothing");
    CHECK(kept(database, who, "/form/1") == "a=1");
    CHECK(kept(database, who, "/form/" + std::to_string(kUnsentFormsMax)) == "a=1");
  });
}

}  // namespace staff
