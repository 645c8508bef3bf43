// The server runs only while requests follow each other: a command finds the database to itself.
#include "stories/story_player.h"

#include <algorithm>

#include "stories/request.h"

namespace stories {

namespace {

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

std::vector<std::string> settings_to_add(const std::vector<std::string>& words) {
  if (words.size() < 2 || words[1].starts_with("-") || words[1] == "quantity" ||
      has(words, "--help"))
    return {};
  std::vector<std::string> settings = {"--db", "--clock"};
  if (words[1] == "serve" || words[1] == "backup" || words[1] == "restore")
    settings.push_back("--data");
  // Of another database the files lie beside it.
  if ((words[1] == "verify" || has(words, "sweep")) && !has(words, "--db"))
    settings.push_back("--data");
  std::erase_if(settings, [&](const std::string& setting) { return has(words, setting); });
  return settings;
}

StoryPlayer::StoryPlayer(std::string program, std::string folder, Engine engine)
    : program_(std::move(program)),
      folder_(std::move(folder)),
      database_(engine, folder_),
      words_{{"data", folder_}} {}

std::string StoryPlayer::filled_in(std::string text) const {
  for (const auto& [name, word] : words_) {
    const std::string slot = "{" + name + "}";
    for (auto at = text.find(slot); at != text.npos; at = text.find(slot, at + word.size())) {
      text.replace(at, slot.size(), word);
    }
  }
  return text;
}

std::vector<std::string> StoryPlayer::with_settings(std::vector<std::string> words) const {
  for (const std::string& setting : settings_to_add(words)) {
    const std::string value = setting == "--db"     ? database_.address()
                              : setting == "--data" ? folder_
                                                    : clock_;
    if (!value.empty()) words.insert(words.end(), {setting, value});
  }
  words[0] = program_;
  return words;
}

Answer StoryPlayer::run(const std::string& line) {
  server_.reset();
  return run_command(with_settings(split_words(filled_in(line))));
}

Answer StoryPlayer::request(const Step& step) {
  if (!server_) {
    const std::uint16_t port = free_port();
    const auto words = with_settings({"nigiwai", "serve", "--port", std::to_string(port)});
    server_ = std::make_unique<Server>(words, port, folder_ + "/server.log");
  }
  std::vector<std::string> headers;
  for (const std::string& header : step.headers) headers.push_back(filled_in(header));
  std::string cookies;
  for (const auto& [name, value] : cookies_)
    cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
  if (!cookies.empty()) headers.push_back("Cookie: " + cookies);
  const Answer answer = ask(server_->port(), filled_in(step.text), headers);
  remember(answer);
  return answer;
}

// As a browser does: the cookie, and the token that the next form carries.
void StoryPlayer::remember(const Answer& answer) {
  if (const auto set = answer.headers.find("set-cookie"); set != answer.headers.end()) {
    const std::string& cookie = set->second;
    const auto equals = cookie.find('=');
    const std::string name = cookie.substr(0, equals);
    if (cookie.find("Max-Age=0") != cookie.npos)
      cookies_.erase(name);
    else
      cookies_[name] = cookie.substr(equals + 1, cookie.find(';') - equals - 1);
  }
  if (const auto token = word_after(answer.body, "name=\"form_token\" value=\""))
    words_["form_token"] = *token;
}

std::optional<Disappointment> StoryPlayer::capture(const Step& step, const Answer& answer) {
  for (const Capture& capture : step.captures) {
    auto word = captured(capture, answer);
    if (!word && server_ && !capture.behind.empty())
      word = word_after(server_->log(), capture.behind);
    if (!word) return Disappointment{capture.line, "nothing to remember as " + capture.name};
    words_[capture.name] = *word;
  }
  return std::nullopt;
}

Answer StoryPlayer::answer_to(const Step& step) {
  return step.kind == StepKind::command ? run(step.text) : request(step);
}

std::optional<Disappointment> StoryPlayer::play(const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    if (step.kind == StepKind::clock) {
      server_.reset();
      clock_ = step.text;
      continue;
    }
    const Answer answer = answer_to(step);
    Step filled = step;
    for (Expectation& expectation : filled.expectations)
      expectation.text = filled_in(expectation.text);
    auto disappointment = first_unmet(filled, answer);
    if (!disappointment) disappointment = capture(step, answer);
    if (!disappointment) continue;
    if (answer.is_page && answer.code >= 500)
      disappointment->sentence += "\n  the server said " + server_->log();
    return disappointment;
  }
  return std::nullopt;
}

}  // namespace stories
