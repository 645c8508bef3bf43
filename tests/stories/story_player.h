// Plays a story: every command and request in its order, on one database, with the clock the story
// sets.
#pragma once

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
  Answer request(const std::string& line);
  std::string filled_in(std::string text) const;
  std::vector<std::string> on_this_database() const;

  std::string program_;
  std::string folder_;
  StoryDatabase database_;
  std::string clock_;
  std::unique_ptr<Server> server_;
};

// Does the command work on a database, so that --db and --clock are added to it?
bool uses_database(const std::vector<std::string>& words);

}  // namespace stories
