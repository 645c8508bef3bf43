// Municipality codes: check digits, completion, and the repair of a lost zero.
#include "base/municipality_code.h"

#include <doctest/doctest.h>

#include <string>

namespace base {
namespace {

TEST_CASE("real codes: six digits are checked, five completed") {
  struct Row {
    std::string five;
    std::string six;
  };
  const Row rows[] = {
      {"13120", "131202"},  // Nerima
      {"13121", "131211"},  // Adachi: remainder 0 gives 1
      {"13112", "131121"},  // Setagaya
      {"13209", "132098"},  // Machida
      {"13227", "132276"},  // Hamura
      {"13000", "130001"},  // Tokyo
      {"01100", "011002"},  // Sapporo
      {"13101", "131016"},  // Chiyoda
  };
  for (const Row& row : rows) {
    CAPTURE(row.six);
    REQUIRE(MunicipalityCode::of(row.six));
    CHECK(MunicipalityCode::of(row.six)->text() == row.six);
    CHECK(MunicipalityCode::of(row.five)->text() == row.six);
    CHECK(MunicipalityCode::of(row.six)->five_digits() == row.five);
  }
  CHECK(MunicipalityCode::of("１３１２０２")->text() == "131202");
  CHECK(MunicipalityCode::of(" 131202 ")->prefecture() == "13");
}

TEST_CASE("remainder 1 gives the check digit 0") {
  CHECK(MunicipalityCode::of("13001")->text() == "130010");
  CHECK(MunicipalityCode::of("13029")->text() == "130290");
}

TEST_CASE("what is no code is refused by its kind") {
  struct Row {
    std::string text;
    RefusalKind kind;
  };
  const Row rows[] = {
      {"", municipality_code_unreadable},
      {"1312", municipality_code_unreadable},
      {"1312022", municipality_code_unreadable},
      {"13120a", municipality_code_unreadable},
      {"-13120", municipality_code_unreadable},
      {"001234", municipality_code_no_prefecture},
      {"481234", municipality_code_no_prefecture},
      {"92011", municipality_code_no_prefecture},
      {"131201", municipality_code_wrong_check_digit},
      {"131210", municipality_code_wrong_check_digit},
      {"131022", municipality_code_wrong_check_digit},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    REQUIRE_FALSE(MunicipalityCode::of(row.text));
    CHECK(MunicipalityCode::of(row.text).error().code == row.kind.code);
  }
  CHECK(MunicipalityCode::of("131210").error().facts ==
        std::vector<Fact>{{"value", "131210"}, {"expected", "1"}});
  CHECK(MunicipalityCode::of("47000"));
  CHECK(MunicipalityCode::of("99000"));
}

TEST_CASE("prefecture 99 is nobody's: its municipalities are there to practise in") {
  CHECK(is_practice_municipality("990019"));
  CHECK_FALSE(is_practice_municipality("131202"));
  CHECK_FALSE(is_practice_municipality("099001"));
  CHECK_FALSE(is_practice_municipality(""));
}

TEST_CASE("a leading zero lost by a spreadsheet is restored only when asked for") {
  CHECK(restore_leading_zero("92011")->text() == "092011");
  CHECK(restore_leading_zero("11002")->text() == "011002");
  CHECK(restore_leading_zero("1100")->text() == "011002");
  CHECK(MunicipalityCode::of("11002")->text() != "011002");
  CHECK(restore_leading_zero("13120").error().code == municipality_code_wrong_check_digit.code);
  CHECK(restore_leading_zero("131202").error().code == municipality_code_unreadable.code);
  CHECK(restore_leading_zero("110").error().code == municipality_code_unreadable.code);
}

}  // namespace
}  // namespace base
