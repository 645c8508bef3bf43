// The server runs only while requests follow each other: a command finds the database to itself.
#include "stories/story_player.h"

#include <algorithm>

#include "stories/request.h"

namespace stories {

bool uses_database(const std::vector<std::string>& words) {
  return words.size() > 1 && !words[1].starts_with("-") && words[1] != "quantity" &&
         std::ranges::find(words, "--db") == words.end() &&
         std::ranges::find(words, "--help") == words.end();
}

StoryPlayer::StoryPlayer(std::string program, std::string folder, Engine engine)
    : program_(std::move(program)), folder_(std::move(folder)), database_(engine, folder_) {}

std::string StoryPlayer::filled_in(std::string text) const {
  const std::string slot = "{data}";
  for (auto at = text.find(slot); at != text.npos; at = text.find(slot, at + folder_.size())) {
    text.replace(at, slot.size(), folder_);
  }
  return text;
}

std::vector<std::string> StoryPlayer::on_this_database() const {
  std::vector<std::string> words = {"--db", database_.address()};
  if (!clock_.empty()) words.insert(words.end(), {"--clock", clock_});
  return words;
}

Answer StoryPlayer::run(const std::string& line) {
  server_.reset();
  std::vector<std::string> words = split_words(filled_in(line));
  if (uses_database(words)) {
    const auto added = on_this_database();
    words.insert(words.end(), added.begin(), added.end());
  }
  words[0] = program_;
  return run_command(words);
}

Answer StoryPlayer::request(const std::string& line) {
  if (!server_) {
    const std::uint16_t port = free_port();
    std::vector<std::string> words = {program_, "serve", "--port", std::to_string(port),
                                      "--data", folder_};
    const auto added = on_this_database();
    words.insert(words.end(), added.begin(), added.end());
    server_ = std::make_unique<Server>(words, port, folder_ + "/server.log");
  }
  return ask(server_->port(), filled_in(line));
}

Answer StoryPlayer::answer_to(const Step& step) {
  return step.kind == StepKind::command ? run(step.text) : request(step.text);
}

std::optional<Disappointment> StoryPlayer::play(const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    if (step.kind == StepKind::clock) {
      server_.reset();
      clock_ = step.text;
      continue;
    }
    const Answer answer = answer_to(step);
    auto disappointment = first_unmet(step, answer);
    if (!disappointment) continue;
    if (answer.is_page && answer.code >= 500)
      disappointment->sentence += "\n  the server said " + server_->log();
    return disappointment;
  }
  return std::nullopt;
}

}  // namespace stories
