// Reading a story: each line has one mark, and an expectation needs something before it.
#include "stories/story.h"

#include <map>
#include <sstream>

namespace stories {

namespace {

void add_line(const std::string& line, std::size_t number, std::vector<Step>& steps) {
  static const std::map<char, StepKind> marks = {
      {'$', StepKind::command}, {'>', StepKind::request}, {'@', StepKind::clock}};
  if (line.empty() || line[0] == '#') return;
  const std::string where = "line " + std::to_string(number) + ": ";
  if (line.size() < 3 || line[1] != ' ') {
    throw BadStory(where + "begin with one of # $ > < @ and a space, not: " + line);
  }
  const std::string text = line.substr(2);
  if (line[0] == '<') {
    if (steps.empty() || steps.back().kind == StepKind::clock) {
      throw BadStory(where + "nothing before this can answer: " + line);
    }
    steps.back().expectations.push_back({text, number});
    return;
  }
  const auto mark = marks.find(line[0]);
  if (mark == marks.end()) throw BadStory(where + "unknown mark: " + line);
  if (mark->second == StepKind::command && !text.starts_with("nigiwai")) {
    throw BadStory(where + "a story runs nigiwai and nothing else: " + line);
  }
  steps.push_back({mark->second, text, number, {}});
}

}  // namespace

std::vector<Step> read_story(std::string_view text) {
  std::vector<Step> steps;
  std::istringstream in{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) add_line(line, ++number, steps);
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
