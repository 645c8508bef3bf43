// Reading a story: each line has one mark, and an expectation needs something before it.
#include "stories/story.h"

#include <map>
#include <sstream>
#include <utility>

namespace stories {

namespace {

Capture capture_of(const std::string& text, std::size_t number) {
  const auto words = split_words(text);
  if (words.size() == 3 && words[1] == "after") return {words[0], "", number, words[2]};
  if (words.empty() || words.size() > 2) {
    throw BadStory("line " + std::to_string(number) +
                   ": write = name, = name member or = name after letters, not: " + text);
  }
  return {words[0], words.size() == 2 ? words[1] : "", number};
}

bool can_answer(const std::vector<Step>& steps) {
  return !steps.empty() && steps.back().kind != StepKind::clock;
}

// What stands before the next request.
using Headers = std::vector<std::string>;

void add_line(const std::string& line, std::size_t number, Headers& headers,
              std::vector<Step>& steps) {
  static const std::map<char, StepKind> marks = {
      {'$', StepKind::command}, {'>', StepKind::request}, {'@', StepKind::clock}};
  if (line.empty() || line[0] == '#') return;
  const std::string where = "line " + std::to_string(number) + ": ";
  if (line.size() < 3 || line[1] != ' ') {
    throw BadStory(where + "begin with one of # $ > < @ & = and a space, not: " + line);
  }
  const std::string text = line.substr(2);
  if (line[0] == '&') return headers.push_back(text);
  if (line[0] == '<' || line[0] == '=') {
    if (!can_answer(steps)) throw BadStory(where + "nothing before this can answer: " + line);
    if (line[0] == '<')
      steps.back().expectations.push_back({text, number});
    else
      steps.back().captures.push_back(capture_of(text, number));
    return;
  }
  const auto mark = marks.find(line[0]);
  if (mark == marks.end()) throw BadStory(where + "unknown mark: " + line);
  if (mark->second == StepKind::command && !text.starts_with("nigiwai")) {
    throw BadStory(where + "a story runs nigiwai and nothing else: " + line);
  }
  if (!headers.empty() && mark->second != StepKind::request)
    throw BadStory(where + "a header belongs to a request: " + line);
  steps.push_back({mark->second, text, number, {}});
  steps.back().headers = std::exchange(headers, {});
}

}  // namespace

std::vector<Step> read_story(std::string_view text) {
  std::vector<Step> steps;
  Headers headers;
  std::istringstream in{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) add_line(line, ++number, headers, steps);
  if (!headers.empty()) throw BadStory("a header without a request: " + headers.front());
  if (steps.empty()) throw BadStory("line 1: the story does nothing");
  return steps;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
      in_word = true;
    } else if (c == ' ' && !quoted) {
      if (in_word) words.push_back(word);
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (in_word) words.push_back(word);
  return words;
}

}  // namespace stories
