// Both sides of every expectation: met, and not met.
#include "stories/answer.h"

#include <doctest/doctest.h>

namespace stories {

namespace {

Answer page(int status, std::string body) {
  return {true,
          status,
          {{"content-type", "text/html; charset=utf-8"}, {"location", "/plans"}},
          std::move(body)};
}
Answer command(int exit_code, std::string output) {
  return {false, exit_code, {}, std::move(output)};
}

Step step(std::vector<std::string> expectations) {
  Step made{StepKind::command, "nigiwai x", 7, {}};
  for (std::string& text : expectations) made.expectations.push_back({std::move(text), 8});
  return made;
}

}  // namespace

TEST_CASE("expectations of pages and commands") {
  struct Row {
    const char* expectation;
    Answer answer;
    bool met;
  };
  const Row rows[] = {
      {"200", page(200, ""), true},
      {"404", page(200, ""), false},
      {"303 /plans", page(303, ""), true},
      {"303 /plan", page(303, ""), false},
      {"200", command(200, ""), false},
      {"exit 2", command(2, ""), true},
      {"exit 2", command(1, ""), false},
      {"exit 0", page(0, ""), false},
      {"text 貸付2,252件", page(200, "<td>貸付<b>2,252</b>\n件</td>"), true},
      {"text 51 事業", page(200, "<p>51\u3000事業"), true},
      {"text 52 事業", page(200, "<p>51事業"), false},
      {"text \"A\" & <B>", page(200, "&quot;A&quot; &amp; &lt;B&gt;"), true},
      {"text secret", page(200, "<script>secret</script><style>secret</style><p title=\"secret\">"),
       false},
      {"text <b>", command(0, "<b>"), true},
      {"no text 未実施", page(200, "実施"), true},
      {"no text 未実施", page(200, "<td>未実施</td>"), false},
      {"header Content-Type: text/html", page(200, ""), true},
      {"header content-type: text/csv", page(200, ""), false},
      {"header etag: x", page(200, ""), false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expectation);
    CHECK(unmet({row.expectation, 1}, row.answer).has_value() != row.met);
  }
  CHECK_THROWS_AS(unmet({"maybe", 1}, page(200, "")), BadStory);
  CHECK_THROWS_AS(unmet({"header etag", 1}, page(200, "")), BadStory);
}

TEST_CASE("a word of the answer") {
  const Answer printed = command(0, "実績4を記録しました。\n4\nnerima-2011 13 +1\n");
  CHECK(captured({"record", "", 1}, printed) == "4");
  CHECK(captured({"record", "", 1}, command(0, "two words\n\n")) == std::nullopt);
  const Answer json = page(201, R"({"record":"17","deed":"9"})");
  CHECK(captured({"x", "deed", 1}, json) == "9");
  CHECK(captured({"x", "seal", 1}, json) == std::nullopt);
  const Answer link = page(200, "<code>http://h/invite/aB-_9</code> /invite/last\"");
  CHECK(captured({"x", "", 1, "h/invite/"}, link) == "aB-_9");
  CHECK(captured({"x", "", 1, "/invite/"}, link) == "last");
  CHECK(captured({"x", "", 1, "/none/"}, link) == std::nullopt);
  CHECK(captured({"x", "", 1, "last"}, link) == std::nullopt);
}

TEST_CASE("success is expected unless the story says otherwise") {
  CHECK_FALSE(first_unmet(step({}), command(0, "")));
  CHECK(first_unmet(step({"text a"}), command(1, "a"))->line == 7);
  CHECK(first_unmet(step({"text a"}), page(404, "a"))->line == 7);
  CHECK_FALSE(first_unmet(step({"exit 1", "text a"}), command(1, "a")));
  CHECK_FALSE(first_unmet(step({"404", "text a"}), page(404, "a")));
  CHECK(first_unmet(step({"exit 1", "text b"}), command(1, "a"))->line == 8);
}

TEST_CASE("a disappointment says what was expected and what came") {
  const auto disappointment = first_unmet(step({"text 年度"}), command(0, "月"));
  REQUIRE(disappointment);
  CHECK(disappointment->sentence == "expected text 年度\n  got exit 0, 月");
}

}  // namespace stories
