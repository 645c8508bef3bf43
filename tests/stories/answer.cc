// Comparing an answer with the expectations of its step.
#include "stories/answer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>
#include <utility>

namespace stories {

namespace {

constexpr std::size_t shown_characters_max = 700;

bool is_html(const Answer& answer) {
  const auto type = answer.headers.find("content-type");
  return answer.is_page && type != answer.headers.end() && type->second.starts_with("text/html");
}

std::string shown(const Answer& answer) {
  std::string text = answer.is_page ? "status " : "exit ";
  text += std::to_string(answer.code) + ", ";
  const std::string body = is_html(answer) ? text_of_page(answer.body) : answer.body;
  text += body.substr(0, shown_characters_max);
  if (body.size() > shown_characters_max) text += " …";
  return text;
}

std::optional<std::string> wrong(std::string_view expected, const Answer& answer) {
  return "expected " + std::string(expected) + "\n  got " + shown(answer);
}

bool holds(const Answer& answer, std::string_view text) {
  const std::string body = is_html(answer) ? text_of_page(answer.body) : answer.body;
  return without_white_space(body).contains(without_white_space(text));
}

bool is_status(std::string_view text) {
  return text.size() >= 3 && (text.size() == 3 || text[3] == ' ') &&
         std::ranges::all_of(text.substr(0, 3),
                             [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool has_header(const Answer& answer, std::string_view line) {
  const auto colon = line.find(": ");
  if (colon == line.npos)
    throw BadStory("write a header as name: value, not: " + std::string(line));
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto header = answer.headers.find(name);
  return header != answer.headers.end() && header->second.contains(line.substr(colon + 2));
}

bool status_meets(std::string_view text, const Answer& answer) {
  if (!answer.is_page || std::to_string(answer.code) != text.substr(0, 3)) return false;
  if (text.size() < 5) return true;
  const auto location = answer.headers.find("location");
  return location != answer.headers.end() && location->second == text.substr(4);
}

bool says_code(const Expectation& expectation) {
  return is_status(expectation.text) || expectation.text.starts_with("exit ");
}

std::string after_tag(std::string_view html, std::size_t& at) {
  for (const std::string_view hidden : {"script", "style"}) {
    if (!html.substr(at + 1).starts_with(hidden)) continue;
    const auto close = html.find("</" + std::string(hidden), at);
    at = close == html.npos ? html.size() - 1 : close;
  }
  const auto end = html.find('>', at);
  at = end == html.npos ? html.size() : end + 1;
  return " ";
}

std::string after_entity(std::string_view html, std::size_t& at) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities = {
      {{"&amp;", "&"},
       {"&lt;", "<"},
       {"&gt;", ">"},
       {"&quot;", "\""},
       {"&#39;", "'"},
       {"&nbsp;", " "}}};
  for (const auto& [entity, character] : entities) {
    if (!html.substr(at).starts_with(entity)) continue;
    at += entity.size();
    return std::string(character);
  }
  return std::string(1, html[at++]);
}

}  // namespace

std::string text_of_page(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      text += after_tag(html, at);
    } else if (html[at] == '&') {
      text += after_entity(html, at);
    } else {
      text += html[at++];
    }
  }
  return text;
}

std::string without_white_space(std::string_view text) {
  constexpr std::string_view wide_space = "\u3000";
  constexpr std::string_view fixed_space = "\u00a0";
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with(wide_space)) {
      at += wide_space.size();
    } else if (text.substr(at).starts_with(fixed_space)) {
      at += fixed_space.size();
    } else {
      if (std::isspace(static_cast<unsigned char>(text[at])) == 0) kept += text[at];
      ++at;
    }
  }
  return kept;
}

std::optional<std::string> word_after(std::string_view text, std::string_view letters) {
  const auto at = text.rfind(letters);
  if (at == text.npos) return std::nullopt;
  std::string_view word = text.substr(at + letters.size());
  const auto end = std::ranges::find_if_not(
      word, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
  word = word.substr(0, static_cast<std::size_t>(end - word.begin()));
  return word.empty() ? std::nullopt : std::optional(std::string(word));
}

std::optional<std::string> captured(const Capture& capture, const Answer& answer) {
  if (!capture.behind.empty()) {
    if (const auto word = word_after(answer.body, capture.behind)) return word;
    const auto location = answer.headers.find("location");
    return location == answer.headers.end() ? std::nullopt
                                            : word_after(location->second, capture.behind);
  }
  if (!capture.member.empty()) {
    const std::string key = "\"" + capture.member + "\":\"";
    const auto at = answer.body.find(key);
    if (at == answer.body.npos) return std::nullopt;
    const auto begin = at + key.size();
    return answer.body.substr(begin, answer.body.find('"', begin) - begin);
  }
  std::istringstream lines(answer.body);
  for (std::string line; std::getline(lines, line);) {
    const bool is_word = !line.empty() && std::ranges::all_of(line, [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_' || c == '-';
    });
    if (is_word) return line;
  }
  return std::nullopt;
}

std::optional<std::string> unmet(const Expectation& expectation, const Answer& answer) {
  const std::string_view text = expectation.text;
  bool met = false;
  if (is_status(text)) {
    met = status_meets(text, answer);
  } else if (text.starts_with("exit ")) {
    met = !answer.is_page && std::to_string(answer.code) == text.substr(5);
  } else if (text.starts_with("text ")) {
    met = holds(answer, text.substr(5));
  } else if (text.starts_with("no text ")) {
    met = !holds(answer, text.substr(8));
  } else if (text.starts_with("header ")) {
    met = has_header(answer, text.substr(7));
  } else {
    throw BadStory("line " + std::to_string(expectation.line) +
                   ": unknown expectation: " + expectation.text);
  }
  return met ? std::nullopt : wrong(text, answer);
}

std::optional<Disappointment> first_unmet(const Step& step, const Answer& answer) {
  const int success = answer.is_page ? 200 : 0;
  if (std::ranges::none_of(step.expectations, says_code) && answer.code != success) {
    return Disappointment{step.line, *wrong(answer.is_page ? "200" : "exit 0", answer)};
  }
  for (const Expectation& expectation : step.expectations) {
    if (auto sentence = unmet(expectation, answer))
      return Disappointment{expectation.line, *sentence};
  }
  return std::nullopt;
}

}  // namespace stories
