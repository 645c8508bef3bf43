// Reads the declarations `db::Statement kName{"room.name", …` from the sources and compares them
// with what has been run. A statement nobody runs in a test is a statement nobody knows to be
// right.
#include <fstream>
#include <iterator>
#include <regex>

#include "db/statements.h"
#include "db/testing.h"

namespace db::testing {
namespace {

namespace fs = std::filesystem;

std::string code_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  static const std::regex comment("//[^\n]*");
  return std::regex_replace(text, comment, "");
}

bool is_source(const fs::path& path) {
  const std::string name = path.filename().string();
  return (name.ends_with(".cc") || name.ends_with(".h")) && !name.ends_with("_test.cc");
}

std::vector<std::string> declared_in(const fs::path& folder) {
  static const std::regex declaration(R"re(\bStatement\s+k\w+\s*(?:=\s*)?\{\s*"([a-z0-9_.]+)")re");
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!is_source(entry.path())) continue;
    const std::string text = code_of(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), declaration), end; at != end; ++at)
      names.push_back((*at)[1]);
  }
  return names;
}

}  // namespace

std::string never_run(Engine engine, const fs::path& folder) {
  const std::set<std::string> run = statements::run_on(engine);
  const std::string_view other = engine == Engine::sqlite ? "_postgres" : "_sqlite";
  std::string missing;
  for (const std::string& name : declared_in(folder))
    if (!run.contains(name) && !name.ends_with(other))
      missing += (missing.empty() ? "" : " ") + name;
  return missing;
}

}  // namespace db::testing
