// What a command or a request answered, and whether that is what the story expects.
//   < exit 2                     the command's exit code (0 when the story says nothing)
//   < 404   < 303 /path          the status, and where it leads (200 when the story says nothing)
//   < text 貸付2,252件           stands in the output, or in the page as a reader sees it
//   < no text 未実施             does not
//   < header etag: "ab           a header of that name whose value holds the rest
// White space never counts: a cell's text may be broken over lines and elements.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "stories/story.h"

namespace stories {

struct Answer {
  bool is_page = false;                        // an answer over HTTP; otherwise of a command
  int code = 0;                                // status or exit code
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

// Nothing when the answer is as expected, otherwise "expected …, got …".
std::optional<std::string> unmet(const Expectation& expectation, const Answer& answer);

// The first expectation of the step that the answer does not meet, with its line; the silent
// expectation of success included.
struct Disappointment {
  std::size_t line;
  std::string sentence;
};
std::optional<Disappointment> first_unmet(const Step& step, const Answer& answer);

// The letters, digits, - and _ that follow the last occurrence of `letters`.
std::optional<std::string> word_after(std::string_view text, std::string_view letters);

// The word that a capture takes; nothing when the answer has no such word.
std::optional<std::string> captured(const Capture& capture, const Answer& answer);

// An HTML page as a reader sees it: no tags, scripts or styles, entities as their characters.
std::string text_of_page(std::string_view html);

std::string without_white_space(std::string_view text);

}  // namespace stories
