// Plays a story: every command and request in its order, on one database, with the clock the story
// sets.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stories/answer.h"
#include "stories/program.h"
#include "stories/story_database.h"

namespace stories {

class StoryPlayer {
 public:
  // `folder` is empty and the story's own.
  StoryPlayer(std::string program, std::string folder, Engine engine);

  // The first step that did not answer as expected; nothing when all did.
  std::optional<Disappointment> play(const std::vector<Step>& steps);

 private:
  Answer answer_to(const Step& step);
  Answer run(const std::string& line);
  Answer request(const Step& step);
  std::string filled_in(std::string text) const;
  std::optional<Disappointment> capture(const Step& step, const Answer& answer);
  void remember(const Answer& answer);
  std::vector<std::string> with_settings(std::vector<std::string> words) const;

  std::string program_;
  std::string folder_;
  StoryDatabase database_;
  std::string clock_;
  std::map<std::string, std::string> words_;  // {data} and what was captured
  std::map<std::string, std::string> cookies_;
  std::unique_ptr<Server> server_;
};

// Which of --db, --data and --clock the command takes and the line does not give itself.
std::vector<std::string> settings_to_add(const std::vector<std::string>& words);

}  // namespace stories
