// The rules of the register: what is taken and what is refused, and what makes two entries alike.
#include "business/business.h"

#include <doctest/doctest.h>

#include "base/corporate_number.h"
#include "base/japanese_text.h"
#include "base/words.h"

namespace business {
namespace {

const base::Date kToday(2012, 6, 2);

Content shop() {
  return {.kind = Kind::business, .name = "株式会社 大泉製作所"};
}

struct Case {
  Content content;
  std::string_view code;  // empty: taken
  std::string_view field = {};
};

std::string field_of(const base::Refusal& refusal) {
  for (const base::Fact& fact : refusal.facts)
    if (fact.name == "field") return fact.value;
  return {};
}

TEST_CASE("an entry is taken or refused, with the field that is wrong") {
  const auto with = [](auto change) {
    Content content = shop();
    change(content);
    return content;
  };
  const Case cases[] = {
      {shop(), ""},
      {with([](Content& c) { c.name = "　 "; }), name_missing.code, "name"},
      {with([](Content& c) { c.name = std::string(kLineCharactersMax, 'a'); }), ""},
      {with([](Content& c) { c.name = std::string(kLineCharactersMax + 1, 'a'); }),
       base::text_too_long.code, "name"},
      {with([](Content& c) { c.address = "練馬\n区"; }), base::text_forbidden_character.code,
       "address"},
      {with([](Content& c) { c.corporate_number = "１２３４５６７８９０１２３"; }),
       base::corporate_number_wrong_check_digit.code, "corporate_number"},
      {with([](Content& c) { c.corporate_number = "12"; }), base::corporate_number_unreadable.code,
       "corporate_number"},
      {with([](Content& c) {
         c.kind = Kind::founder;
         c.corporate_number = "8000020131202";
       }),
       founder_with_number.code, "corporate_number"},
      {with([](Content& c) { c.phone = "０３－１２３４"; }), ""},
      {with([](Content& c) { c.phone = "なし"; }), phone_unreadable.code, "phone"},
      {with([](Content& c) { c.contact = Consent{true, kToday}; }), ""},
      {with([](Content& c) { c.contact = Consent{true, base::add_days(kToday, 1)}; }),
       consent_in_future.code, "contact"},
      {with([](Content& c) { c.share = Consent{false, base::add_days(kToday, 1)}; }),
       consent_in_future.code, "share"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.code);
    const auto checked = check(one.content, kToday);
    CHECK((checked ? "" : checked.error().code) == one.code);
    if (!checked) {
      CHECK(field_of(checked.error()) == one.field);
      CHECK(base::has_words(checked.error().code));
    }
  }
}

TEST_CASE("a corporate number is kept as its thirteen digits") {
  const std::string own =
      base::CorporateNumber::of_municipality(base::MunicipalityCode::of("131202").value()).text();
  Content content = shop();
  content.corporate_number = own.substr(0, 1) + "-" + own.substr(1, 4) + " " + own.substr(5);
  CHECK(check(content, kToday)->corporate_number == own);
}

TEST_CASE("names that differ in form, width and kana kind alone look alike") {
  const std::string key = name_key("株式会社大泉製作所");
  for (const std::string_view name :
       {"大泉製作所", "大泉製作所　株式会社", "（株）大泉製作所", "㈱大泉製作所", "大泉 製作所"}) {
    CAPTURE(name);
    CHECK(name_key(name) == key);
  }
  CHECK(name_key("大泉製作") != key);
  CHECK(name_key("ﾈﾘﾏﾊﾟﾝ") == name_key("ねりまぱん"));
  CHECK(name_key("株式会社") == "株式会社");  // nothing else is left of it
  CHECK(phone_key("（０３）1234-5678") == "0312345678");
}

TEST_CASE("what differs is named by its fields, never by what stands in them") {
  Content after = shop();
  CHECK(differing(shop(), after).empty());
  after.name = "大泉製作所";
  after.share = Consent{true, kToday};
  CHECK(differing(shop(), after) == std::vector<std::string>{"name", "share"});
}

}  // namespace
}  // namespace business
