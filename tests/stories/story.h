// A story: a journey written as plain text, what a person does and what must answer, line by line.
//   # sentence               what the next lines are about
//   $ nigiwai plan list      a command, run on the story's own database
//   > GET /plans/x           a request to a server on that database; POST takes k=v words
//   > POST /x papers=@a.pdf:%PDF-1.4   a field with a file: its name and what is in it
//   > POST /x {"a":1}        the rest of the line, beginning with {, is sent as JSON
//   & Authorization: Bearer  a header of the next request
//   @ 2014-04-01T09:00       from here on it is this time (Japan)
//   < …                      what the last command or request must have answered (answer.h)
//   = record                 the first line of the answer that is a single word (a number, a token)
//                            is from here on written {record}
//   = record id              the same for the JSON member "id" of the answer
//   = link after /invite/    what follows these letters in the answer, in its Location, or in what
//                            the server has printed
// Cookies are kept from one request to the next, and {form_token} is that of the last page with a
// form. In a form \t and \n stand for a tab and a line break.
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

// A word of the answer that later lines use as {name}.
struct Capture {
  std::string name;
  std::string member;  // of JSON; empty: the first line that is one word
  std::size_t line = 0;
  std::string behind = {};  // instead: the letters in front of the word
};

enum class StepKind { command, request, clock };

struct Step {
  StepKind kind = StepKind::command;
  std::string text;  // without its mark
  std::size_t line = 0;
  std::vector<Expectation> expectations;
  std::vector<Capture> captures = {};
  std::vector<std::string> headers = {};  // "Name: value", of a request
};

// A story that cannot be read: the message begins with the line.
struct BadStory : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::vector<Step> read_story(std::string_view text);

// Words as a shell would split them, double quotes only.
std::vector<std::string> split_words(std::string_view text);

}  // namespace stories
