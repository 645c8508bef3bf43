// Corporate numbers: TV-N1 and the numbers of municipal bodies.
#include "base/corporate_number.h"

#include <doctest/doctest.h>

#include <string>

namespace base {
namespace {

TEST_CASE("TV-N1: valid numbers") {
  for (const std::string text :
       {"8000012010038", "8700110005901", "1180301018771", "8000020130001"}) {
    CAPTURE(text);
    REQUIRE(CorporateNumber::of(text));
    CHECK(CorporateNumber::of(text)->text() == text);
  }
  CHECK(CorporateNumber::of("８０００-0120-10038")->text() == "8000012010038");
}

TEST_CASE("what is no number is refused by its kind") {
  for (const std::string text :
       {"", "800001201003", "80000120100388", "800001201003X", "T8000012010038"}) {
    CAPTURE(text);
    REQUIRE_FALSE(CorporateNumber::of(text));
    CHECK(CorporateNumber::of(text).error().code == corporate_number_unreadable.code);
  }
  for (const std::string text : {"8700110005902", "7000012010038", "0000012010038"}) {
    CAPTURE(text);
    REQUIRE_FALSE(CorporateNumber::of(text));
    CHECK(CorporateNumber::of(text).error().code == corporate_number_wrong_check_digit.code);
  }
}

TEST_CASE("municipal bodies are numbered by their code") {
  struct Row {
    std::string code;
    std::string number;
  };
  const Row rows[] = {
      {"131202", "3000020131202"}, {"131211", "2000020131211"}, {"131121", "1000020131121"},
      {"132098", "6000020132098"}, {"132276", "1000020132276"}, {"130001", "8000020130001"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    const CorporateNumber number =
        CorporateNumber::of_municipality(*MunicipalityCode::of(row.code));
    CHECK(number.text() == row.number);
    CHECK(CorporateNumber::of(row.number) == number);
  }
}

TEST_CASE("numbers for practice: right in every digit, and nobody's") {
  for (const int number : {1, 19, 9999}) {
    const CorporateNumber made_up = CorporateNumber::for_practice(number);
    CAPTURE(made_up.text());
    CHECK(made_up.is_for_practice());
    CHECK(CorporateNumber::of(made_up.text()) == made_up);
  }
  CHECK(CorporateNumber::for_practice(101).text().substr(1) == "000020990101");
  CHECK_FALSE(CorporateNumber::of("3000020131202")->is_for_practice());
  CHECK_FALSE(CorporateNumber::of("8000020130001")->is_for_practice());
}

}  // namespace
}  // namespace base
