// story_runner PROGRAM STORY sqlite|postgres: plays one story on one database. A failure prints
// file:line, what was expected and what came. Paths in a story are seen from the repository's root.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "stories/story_player.h"

namespace {

namespace fs = std::filesystem;

// An empty folder of its own that is gone at the end.
class OwnFolder {
 public:
  OwnFolder() {
    std::string name = fs::temp_directory_path() / "nigiwai-story-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder " + name);
    path_ = name;
  }
  ~OwnFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string text_of(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

int play(const std::string& program, const std::string& path, stories::Engine engine) {
  const OwnFolder folder;
  stories::StoryPlayer player(program, folder.path(), engine);
  const auto disappointment = player.play(stories::read_story(text_of(path)));
  if (!disappointment) return 0;
  std::fprintf(stderr, "%s:%zu: %s\n", path.c_str(), disappointment->line,
               disappointment->sentence.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string engine = argc == 4 ? argv[3] : "";
  if (engine != "sqlite" && engine != "postgres") {
    std::fprintf(stderr, "usage: story_runner PROGRAM STORY sqlite|postgres\n");
    return 2;
  }
  try {
    return play(argv[1], argv[2],
                engine == "sqlite" ? stories::Engine::sqlite : stories::Engine::postgres);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", argv[2], error.what());
    return 1;
  }
}
