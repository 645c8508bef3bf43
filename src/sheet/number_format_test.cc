// What a sheet shows for a number, format by format, as Japanese Excel shows it.
#include "sheet/number_format.h"

#include <doctest/doctest.h>

namespace {

using sheet::NumberFormat;

TEST_CASE("numbers as they are shown") {
  struct Case {
    std::string_view format, digits, text;
  };
  const Case cases[] = {
      {"", "1058", "1058"},
      {"General", "8.3000000000000007", "8.3"},
      {"General", "0.1", "0.1"},
      {"General", "-5", "-5"},
      {"General", "1E-3", "0.001"},
      {"General", "123456789012345", "123456789012345"},
      {"General", "1.5E+300", "1.5E+300"},
      {"General\"件\"", "12", "12件"},
      {"0", "12.4", "12"},
      {"0", "12.5", "13"},
      {"0", "0", "0"},
      {"0", "-0.4", "-0"},
      {"#", "0", "0"},  // shows nothing: the digits stay
      {"0000", "12", "0012"},
      {"0000", "12345", "12345"},
      {"000-0000", "1760001", "176-0001"},
      {"#,##0", "1058", "1,058"},
      {"#,##0", "999", "999"},
      {"#,##0", "1234567", "1,234,567"},
      {"#,##0.0", "1234.56", "1,234.6"},
      {"0.00", "8.3", "8.30"},
      {"0.0#", "8.30", "8.3"},
      {"0.##", "8", "8"},
      {"#.0", "0.5", ".5"},
      {"0%", "0.835", "84%"},
      {"0.0%", "0.8345", "83.5%"},
      {"0.0%", "1", "100.0%"},
      {"0%", "1.005", "101%"},
      {"#,##0,", "1234567", "1,235"},
      {"0.0,,", "1234567", "1.2"},
      {"0.00E+00", "12345", "1.23E+04"},
      {"\"¥\"#,##0", "1058", "¥1,058"},
      {"[$¥-411]#,##0", "1058", "¥1,058"},
      {"#,##0\"千円\"", "1058", "1,058千円"},
      {"#,##0_ ", "1058", "1,058"},
      {"_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", "-"},
      {"#,##0;\\-#,##0;\"-\"", "0", "-"},
      {"#,##0;\"△\"#,##0", "-5", "△5"},
      {"#,##0;\"△ \"#,##0", "-1058", "△1,058"},
      {"#,##0;\"▲\"#,##0", "-5", "▲5"},
      {"#,##0;\"▲\"#,##0", "5", "5"},
      {"0;[Red]-0", "-5", "-5"},
      {"[>=1000]#,##0,\"千\";0", "2000", "2千"},
      {"[>=1000]#,##0,\"千\";0", "999", "999"},
      {"[<0]\"△\"0;0", "-3", "△3"},
      {"# ?/?", "0.6666666666666666", "2/3"},
      {"# ?/?", "1.25", "1 1/4"},
      {"# ?/?", "2", "2"},
      {"?/?", "1.5", "3/2"},
      {"# ?\?/?\?", "0.34", "17/50"},
      {"#\" \"?/15", "0.8", "12/15"},
      {"0", "abc", "abc"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.format);
    CAPTURE(one.digits);
    CHECK(NumberFormat(one.format).show(one.digits, false).text == one.text);
  }
}

TEST_CASE("what the shown text would lose is said") {
  const auto red = NumberFormat("#,##0;[Red]#,##0").show("-1058", false);
  CHECK(red.text == "-1,058");
  CHECK(red.minus_unseen);
  const auto brackets = NumberFormat("#,##0_);(#,##0)").show("-5", false);
  CHECK(brackets.text == "-5");
  CHECK(brackets.beside == "(5)");
  CHECK(brackets.minus_unseen);
  CHECK_FALSE(NumberFormat("#,##0_);(#,##0)").show("5", false).minus_unseen);
  CHECK_FALSE(NumberFormat("#,##0;\"△\"#,##0").show("-5", false).minus_unseen);
  CHECK(NumberFormat(";;;").show("5", false).unseen);
  CHECK(NumberFormat(";;;").show("5", false).text == "5");
  CHECK(NumberFormat("#,##0,").show("5000", false).in_thousands);
  CHECK_FALSE(NumberFormat("#,##0").show("5000", false).in_thousands);
}

TEST_CASE("days and times") {
  struct Case {
    std::string_view format, digits, text, beside;
    bool is_date, month_and_day;
  };
  const Case cases[] = {
      {"yyyy/m/d", "41730", "2014-04-01", "2014/4/1", true, false},
      {"[$-411]ggge\"年\"m\"月\"d\"日\"", "41730", "2014-04-01", "平成26年4月1日", true, false},
      {"[$-411]ge.m.d", "41730", "2014-04-01", "H26.4.1", true, false},
      {"[$-411]ggge\"年度\"", "41730", "2014-04-01", "平成26年度", true, false},
      {"gge", "43586", "2019-05-01", "令1", true, false},
      {"yyyy\"年\"m\"月\"", "41730", "2014-04-01", "2014年4月", true, false},
      {"m/d", "45641", "2024-12-15", "12/15", true, true},
      {"d-mmm", "45641", "2024-12-15", "15-Dec", true, true},
      {"m\"月\"d\"日\"", "45325", "2024-02-03", "2月3日", true, true},
      {"yyyy/mm/dd(aaa)", "41730", "2014-04-01", "2014/04/01(火)", true, false},
      {"yyyy/m/d h:mm", "41730.5", "2014-04-01 12:00", "2014/4/1 12:00", true, false},
      {"h:mm", "0.35416666666666669", "08:30", "8:30", false, false},
      {"h:mm:ss", "0.5000115740740741", "12:00:01", "12:00:01", false, false},
      {"mm:ss", "0.0006944444444444445", "00:01", "01:00", false, false},
      {"h:mm AM/PM", "0.75", "18:00", "6:00 PM", false, false},
      {"[h]:mm", "1.1041666666666667", "26:30", "26:30", false, false},
      {"yyyy/m/d", "59", "1900-02-28", "1900/2/28", true, false},
      {"yyyy/m/d", "60", "1900-02-28", "1900/2/28", true, false},
      {"yyyy/m/d", "61", "1900-03-01", "1900/3/1", true, false},
      {"yyyy/m/d", "2958465", "9999-12-31", "9999/12/31", true, false},
      {"yyyy/m/d", "2958466", "2958466", "", false, false},  // beyond the calendar
      {"yyyy/m/d", "-1", "-1", "", false, false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.format);
    CAPTURE(one.digits);
    const auto shown = NumberFormat(one.format).show(one.digits, false);
    CHECK(shown.text == one.text);
    CHECK(shown.beside == one.beside);
    CHECK(shown.is_date == one.is_date);
    CHECK(shown.month_and_day == one.month_and_day);
  }
  CHECK(NumberFormat("yyyy/m/d").show("40268", true).text == "2014-04-01");
}

TEST_CASE("text under a format") {
  CHECK(NumberFormat("@").show_text("直") == "直");
  CHECK(NumberFormat("\"第\"@").show_text("1期") == "第1期");
  CHECK(NumberFormat("0;0;0;\"※\"@").show_text("未定") == "※未定");
  CHECK(NumberFormat("0;0;0;").show_text("未定") == "未定");  // hidden is not gone
  CHECK(NumberFormat("0").show_text("未定") == "未定");
}

TEST_CASE("every format known by number can be shown") {
  for (std::size_t number = 0; number <= 60; ++number) {
    CAPTURE(number);
    CHECK_FALSE(NumberFormat(sheet::built_in_format(number)).show("41730", false).text.empty());
  }
  CHECK(NumberFormat(sheet::built_in_format(56)).show("45641", false).month_and_day);
  CHECK(NumberFormat(sheet::built_in_format(57)).show("41730", false).beside == "H26.4.1");
}

}  // namespace
