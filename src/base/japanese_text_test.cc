// Names survive untouched and are found all the same; nothing harmful comes in.
#include "base/japanese_text.h"

#include <doctest/doctest.h>

#include <string>

namespace base {
namespace {

using Grams = std::vector<std::string>;

// か with a separate ゛, 葛 with a variation selector, a surrogate, an overlong slash.
const std::string kDecomposedGa = "か\u3099";
const std::string kKatsuWithSelector = "葛\U000E0100";
const std::string kSurrogate = "\xED\xA0\x80";
const std::string kOverlongSlash = "\xC0\xAF";

TEST_CASE("only well-formed UTF-8 is UTF-8") {
  for (const std::string text : {"", "abc", "練馬区", "𠮷野家", "\u3099", "\xEF\xBB\xBFx"}) {
    CAPTURE(text);
    CHECK(is_valid_utf8(text));
  }
  for (const std::string& text :
       {std::string("\xFF"), std::string("\xE7\xB7"), std::string("\x80"), kSurrogate,
        kOverlongSlash, std::string("\xF4\x90\x80\x80"), std::string("\xE0\x80\xAF"),
        std::string("\x97\xFB\x94\x6E\x8B\xE6")}) {  // the last is 練馬区 in cp932
    CHECK_FALSE(is_valid_utf8(text));
  }
  CHECK(is_valid_utf8("\xF4\x8F\xBF\xBF"));
}

TEST_CASE("what must not come in is refused with its place") {
  struct Row {
    std::string text;
    Lines lines;
    RefusalKind kind;
    std::vector<Fact> facts;
  };
  const Row rows[] = {
      {"練馬\xFF", Lines::one, text_not_utf8, {{"position", "3"}}},
      {std::string("練\0馬", 7),
       Lines::one,
       text_forbidden_character,
       {{"position", "2"}, {"character", "U+0000"}}},
      {"a\nb", Lines::one, text_forbidden_character, {{"position", "2"}, {"character", "U+000A"}}},
      {"a\x1B[0m",
       Lines::many,
       text_forbidden_character,
       {{"position", "2"}, {"character", "U+001B"}}},
      {"a\x7F",
       Lines::many,
       text_forbidden_character,
       {{"position", "2"}, {"character", "U+007F"}}},
      {"\u0085",
       Lines::many,
       text_forbidden_character,
       {{"position", "1"}, {"character", "U+0085"}}},
      {"file\u202Exslx",
       Lines::one,
       text_forbidden_character,
       {{"position", "5"}, {"character", "U+202E"}}},
      {"\u2066a",
       Lines::one,
       text_forbidden_character,
       {{"position", "1"}, {"character", "U+2066"}}},
      {"一二三四五六", Lines::one, text_too_long, {{"count", "6"}, {"max", "5"}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto refused = check_text(row.text, row.lines, 5);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == row.kind.code);
    CHECK(refused.error().facts == row.facts);
  }
  CHECK(check_text("一二三四五", Lines::one, 5));
  CHECK(check_text("", Lines::one, 0));
  CHECK(check_text("a\r\n\tb", Lines::many, 5));
  CHECK(check_text(kKatsuWithSelector, Lines::one, 1));
}

TEST_CASE("a character is what a reader counts as one") {
  CHECK(character_count("") == 0);
  CHECK(character_count("練馬区") == 3);
  CHECK(character_count("𠮷野家") == 3);
  CHECK(character_count(kKatsuWithSelector + "飾区") == 3);
  CHECK(character_count(kDecomposedGa) == 1);
  CHECK(character_count("ﾏﾁｾﾞﾐ") == 4);
  CHECK(character_count("e\u0301") == 1);
}

TEST_CASE("a name is found by the characters a person types, and its own text is not touched") {
  struct Row {
    std::string stored;
    std::string typed;
  };
  const Row rows[] = {
      {"\uFA10原", "塚原"},
      {"\uFA19田", "神田"},
      {"\uFA1B島", "福島"},
      {"\uF9DC", "隆"},
      {"\uFA19\uFA1B商店街", "神福商店街"},
      {kKatsuWithSelector + "飾", "葛飾"},
      {"辻\uFE00", "辻"},
      {"髙橋", "高橋"},
      {"山﨑", "山崎"},
      {"𠮷野", "吉野"},
      {"まちゼミ", "マチゼミ"},
      {"ﾏﾁｾﾞﾐ", "まちぜみ"},
      {"ＩＴフォーラム", "itふぉーらむ"},
      {kDecomposedGa + "っこう", "がっこう"},
      {"㈱にぎわい", "(株)にぎわい"},
      {"Straße", "STRASSE"},
      {"H23～H26", "h23〜h26"},
      {"03‐1234−5678", "03-1234-5678"},
      {"　商店街 \t 祭　", "商店街 祭"},
      {"ヴィラ", "ゔぃら"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.typed);
    const std::string before = row.stored;
    CHECK(search_key(row.stored) == search_key(row.typed));
    CHECK(row.stored == before);
  }
  CHECK(search_key("　商店街 \t 祭　") == "商店街 祭");
  CHECK(search_key("まちゼミ") == "まちぜみ");
}

TEST_CASE("what sounds alike but is another word stays another word") {
  CHECK(search_key("びょういん") != search_key("びよういん"));
  CHECK(search_key("おばさん") != search_key("オバーサン"));
  CHECK(search_key("ハ") != search_key("バ"));
  CHECK(search_key("塚") != search_key("家"));
}

TEST_CASE("a search key of a search key is itself, and broken bytes do not break it") {
  for (const std::string text : {"マチゼミ　祭", "㌔㍑", "\uFA10原", "ｶﾞ", "①"}) {
    CAPTURE(text);
    CHECK(search_key(search_key(text)) == search_key(text));
  }
  CHECK(is_valid_utf8(search_key("練\xFF馬")));
  CHECK(is_valid_utf8(fold_width("練\xFF馬")));
}

TEST_CASE("a text is blank where its search key is empty") {
  for (const std::string text : {"", " ", "　", "\t\r\n 　", "\u200B", "\uFE0F", "　祭", "a",
                                 " ー ", "\xFF", "\u200Bx", "・"}) {
    CAPTURE(text);
    CHECK(is_blank(text) == search_key(text).empty());
  }
  CHECK(is_blank("　\u200B "));
  CHECK_FALSE(is_blank("　祭"));
}

TEST_CASE("width folding touches full-width ASCII and the wide space alone") {
  CHECK(fold_width("Ｈ２３～Ｈ２６　（案）") == "H23~H26 (案)");
  CHECK(fold_width("ｶﾞ①㈱\uFA10〜") == "ｶﾞ①㈱\uFA10〜");
  CHECK(fold_width("！｠") == "!｠");
}

TEST_CASE("bigrams: overlapping pairs, a single character alone, punctuation divides") {
  struct Row {
    std::string key;
    Grams grams;
  };
  const Row rows[] = {
      {"", {}},
      {"街", {"街"}},
      {"商店", {"商店"}},
      {"商店街", {"商店", "店街"}},
      {"商店街 祭", {"商店", "店街", "祭"}},
      {"祭、市", {"祭", "市"}},
      {"(株)𠮷野", {"株", "𠮷野"}},
      {"でーた", {"でー", "ーた"}},
      {"人々", {"人々"}},
      {"h23~h26", {"h2", "23", "h2", "26"}},
      {"a", {"a"}},
      {" 、。", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.key);
    CHECK(bigrams(row.key) == row.grams);
  }
}

}  // namespace
}  // namespace base
