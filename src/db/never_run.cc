// Reads the declarations `db::Statement kName{"room.name", …` from the sources and compares them
// with what has been run. A statement nobody runs in a test is a statement nobody knows to be
// right.
#include <fstream>
#include <iterator>

#include "db/statements.h"
#include "db/testing.h"

namespace db::testing {
namespace {

namespace fs = std::filesystem;

std::string without_comments(std::string text) {
  for (std::size_t at = text.find("//"); at != std::string::npos; at = text.find("//", at))
    text.erase(at, text.find('\n', at) - at);
  return text;
}

std::string code_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return without_comments({std::istreambuf_iterator<char>(file), {}});
}

bool is_source(const fs::path& path) {
  const std::string name = path.filename().string();
  return (name.ends_with(".cc") || name.ends_with(".h")) && !name.ends_with("_test.cc");
}

// Constants are named kSomething; the first text behind the opening brace is the statement's name.
std::vector<std::string> declared_in(const fs::path& folder) {
  constexpr std::string_view kDeclaration =
      "Statement "
      "k";  // not found in this line itself
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!is_source(entry.path())) continue;
    const std::string code = code_of(entry.path());
    for (std::size_t at = code.find(kDeclaration); at != std::string::npos;
         at = code.find(kDeclaration, at + 1)) {
      const std::size_t quote = code.find_first_of("\";", at);
      if (quote == std::string::npos || code[quote] != '"') continue;
      names.push_back(code.substr(quote + 1, code.find('"', quote + 1) - quote - 1));
    }
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

std::string text_of(Engine engine, std::string_view statement) {
  return statements::text_of(engine, statement);
}

}  // namespace db::testing
