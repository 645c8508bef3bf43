// A story: a journey written as plain text, what a person does and what must answer, line by line.
//   # sentence               what the next lines are about
//   $ nigiwai plan list      a command, run on the story's own database
//   > GET /plans/x           a request to a server on that database; POST takes k=v words
//   @ 2014-04-01T09:00       from here on it is this time (Japan)
//   < …                      what the last command or request must have answered (answer.h)
// {data} stands for the story's own empty folder, "two words" in quotes are one.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stories {

struct Expectation {
  std::string text;  // "text 51 事業", "303 /path", "exit 2"
  std::size_t line = 0;
};

enum class StepKind { command, request, clock };

struct Step {
  StepKind kind = StepKind::command;
  std::string text;  // without its mark
  std::size_t line = 0;
  std::vector<Expectation> expectations;
};

// A story that cannot be read: the message begins with the line.
struct BadStory : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::vector<Step> read_story(std::string_view text);

// Words as a shell would split them, double quotes only.
std::vector<std::string> split_words(std::string_view text);

}  // namespace stories
