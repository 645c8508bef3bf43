// How a story is read: marks, expectations, words; and what cannot be read is said with its line.
#include "stories/story.h"

#include <doctest/doctest.h>

#include "stories/request.h"
#include "stories/story_database.h"
#include "stories/story_player.h"

namespace stories {

TEST_CASE("a story becomes steps with their expectations") {
  const auto steps = read_story(
      "# Once\n\n@ 2014-04-01T09:00\n$ nigiwai plan list\n< text 51\n< exit 0\n> GET /plans\n< "
      "200\n");
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].kind == StepKind::clock);
  CHECK(steps[0].text == "2014-04-01T09:00");
  CHECK(steps[1].kind == StepKind::command);
  CHECK(steps[1].text == "nigiwai plan list");
  CHECK(steps[1].line == 4);
  REQUIRE(steps[1].expectations.size() == 2);
  CHECK(steps[1].expectations[1].text == "exit 0");
  CHECK(steps[1].expectations[1].line == 6);
  CHECK(steps[2].kind == StepKind::request);
}

TEST_CASE("headers belong to the next request, and words of an answer are remembered") {
  const auto steps = read_story(
      "$ nigiwai record add\n= record\n& A: {record}\n& B: 2\n> POST /x {\"a\": 1}\n= id member\n> "
      "GET /y\n");
  REQUIRE(steps.size() == 3);
  REQUIRE(steps[0].captures.size() == 1);
  CHECK(steps[0].captures[0].name == "record");
  CHECK(steps[0].captures[0].member.empty());
  CHECK(steps[1].headers == std::vector<std::string>{"A: {record}", "B: 2"});
  CHECK(steps[1].captures[0].member == "member");
  CHECK(steps[2].headers.empty());
  CHECK(read_story("$ nigiwai\n= x after /y/\n")[0].captures[0].behind == "/y/");
  CHECK_THROWS_AS(read_story("= x\n$ nigiwai\n"), BadStory);
  CHECK_THROWS_AS(read_story("$ nigiwai\n= x y z\n"), BadStory);
  CHECK_THROWS_AS(read_story("& A: 1\n$ nigiwai\n"), BadStory);
  CHECK_THROWS_AS(read_story("> GET /\n& A: 1\n"), BadStory);
}

TEST_CASE("what cannot be read is refused with its line") {
  CHECK_THROWS_WITH_AS(read_story("# only words\n"), "line 1: the story does nothing", BadStory);
  CHECK_THROWS_WITH_AS(read_story("< 200\n"), "line 1: nothing before this can answer: < 200",
                       BadStory);
  CHECK_THROWS_WITH_AS(read_story("@ 2014\n< 200\n"),
                       "line 2: nothing before this can answer: < 200", BadStory);
  CHECK_THROWS_AS(read_story("$ rm -r x\n"), BadStory);
  CHECK_THROWS_AS(read_story("? what\n"), BadStory);
  CHECK_THROWS_AS(read_story("GET /plans\n"), BadStory);
}

TEST_CASE("words are split at spaces, quotes keep them together") {
  CHECK(split_words("a  bc \"d e\" \"\"") == std::vector<std::string>{"a", "bc", "d e", ""});
  CHECK(split_words("").empty());
}

TEST_CASE("a command is given the story's database, folder and clock where it takes them") {
  using Settings = std::vector<std::string>;
  CHECK(settings_to_add({"nigiwai", "plan", "list"}) == Settings{"--db", "--clock"});
  CHECK(settings_to_add({"nigiwai", "backup", "x"}) == Settings{"--db", "--clock", "--data"});
  CHECK(settings_to_add({"nigiwai", "verify"}) == Settings{"--db", "--clock", "--data"});
  CHECK(settings_to_add({"nigiwai", "verify", "--db", "sqlite:x"}) == Settings{"--clock"});
  for (const char* line :
       {"nigiwai", "nigiwai --version", "nigiwai quantity 3", "nigiwai plan --help"}) {
    CHECK(settings_to_add(split_words(line)).empty());
  }
}

TEST_CASE("another database of the same server") {
  CHECK(with_database("postgres://me@localhost:5433/first", "second") ==
        "postgres:///second?user=me&host=localhost&port=5433");
  CHECK(with_database("host=/run/x user=me dbname=first", "second") ==
        "postgres:///second?user=me&host=%2Frun%2Fx");
}

TEST_CASE("form fields are encoded as a browser does") {
  CHECK(percent_encoded("aZ9-._~") == "aZ9-._~");
  CHECK(percent_encoded("a b&=/") == "a%20b%26%3D%2F");
  CHECK(percent_encoded("年") == "%E5%B9%B4");
}

}  // namespace stories
