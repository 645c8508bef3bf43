// The choices of an officer as text and back, and headers of one year found in another's.
#include "importer/merging.h"

#include <doctest/doctest.h>

#include "importer/choices_text.h"

namespace importer {

TEST_CASE("choices are read as they were written") {
  Choices choices;
  choices.header_top = 2;
  choices.header_bottom = 3;
  choices.turned = true;
  choices.columns.push_back({"実績 / 令和4年度", Meaning::result, 2022, {}});
  choices.columns.push_back({"計画期間", Meaning::target, 2022, 2026});
  choices.rows.push_back({4, RowKind::note});
  choices.ratings.push_back({"Ａ", 0, "A"});
  const std::string text = choices_text(choices);
  CHECK(choices_text(kept_choices(text)) == text);
  CHECK(choices_text({}) == "{}");
}

TEST_CASE("mistakes in a file of choices are told with their place") {
  for (const auto& [text, code] : std::vector<std::pair<std::string, std::string_view>>{
           {R"({"header": [3]})", "importer.choices_header"},
           {R"({"header": [4, 3]})", "importer.choices_header"},
           {R"({"columns": [{"header": "a", "meaning": "price"}]})", "importer.choices_meaning"},
           {R"({"rows": [{"row": 3, "kind": "footer"}]})", "importer.choices_kind"}}) {
    CAPTURE(text);
    base::Mistakes mistakes("choices.json");
    choices_from(text, mistakes);
    REQUIRE(mistakes.list().size() == 1);
    CHECK(mistakes.list().front().code == code);
  }
}

TEST_CASE("the headers of two years are alike without their numbers") {
  CHECK(header_words("令和4年度実績") == header_words("令和5年度実績"));
  CHECK(likeness_percent("a\nb\nc\nd", "a\nb\nc\ne") == 60);
  CHECK(likeness_percent("a\nb", "c") == 0);
  CHECK(likeness_percent("", "") == 0);
}

}  // namespace importer
