// The slots of sentences, over a small catalogue of the test's own.
#include "base/words.h"

#include <doctest/doctest.h>

#include <array>
#include <stdexcept>

#include "base/words_table.h"

namespace base {

std::span<const WordsEntry> words_table() {
  static constexpr std::array<WordsEntry, 3> kTable{{
      {"test.greeting", "ようこそ", "Welcome"},
      {"test.no_plan", "計画「{slug}」はありません。", "There is no plan {slug}."},
      {"test.odd", "{a}{b}{a} {", "{a}{b}{a} {"},
  }};
  return kTable;
}

TEST_CASE("a sentence is found under its key, in both languages") {
  CHECK(words(Language::ja, "test.greeting") == "ようこそ");
  CHECK(words(Language::en, "test.greeting") == "Welcome");
  CHECK(has_words("test.greeting"));
  CHECK(has_words("test.odd"));
  CHECK_FALSE(has_words("test"));
  CHECK_FALSE(has_words("test.zebra"));
  CHECK_THROWS_AS(words(Language::ja, "test.zebra"), std::logic_error);
}

TEST_CASE("slots take the facts of their name; a slot without a fact stays visible") {
  CHECK(say(Language::ja, "test.no_plan", {{"slug", "nerima-2011"}}) ==
        "計画「nerima-2011」はありません。");
  CHECK(say(Language::en, "test.no_plan") == "There is no plan {slug}.");
  CHECK(say(Language::en, "test.odd", {{"a", "1"}, {"b", "{a}"}}) == "1{a}1 {");
}

TEST_CASE("a refusal is said by its code and facts") {
  constexpr RefusalKind kNoPlan{"test.no_plan", 404};
  const Result<int> refused = refuse(kNoPlan, {{"slug", "x"}});
  CHECK(say(Language::en, refused.error()) == "There is no plan x.");
}

}  // namespace base
