// Reading and joining the catalogue's files. toml++ is included here alone: it is slow to compile.
#include "words_file.h"

#include <toml++/toml.h>
#include <fstream>
#include <sstream>

#include "cpp_text.h"

namespace ui_compiler {
namespace {

bool is_name(std::string_view name) {
  if (name.empty() || name[0] < 'a' || name[0] > 'z') return false;
  for (char c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return true;
}

// ui/words/plan.ja.toml -> {plan, ja}
std::pair<std::string, std::string> room_and_language(const std::string& file) {
  const std::string name = std::filesystem::path(file).filename().string();
  const std::size_t dot = name.find('.');
  const std::string rest = dot == std::string::npos ? "" : name.substr(dot);
  if (rest != ".ja.toml" && rest != ".en.toml") {
    throw Mistake(file, 1, "a words file is called <room>.ja.toml or <room>.en.toml");
  }
  return {name.substr(0, dot), rest.substr(1, 2)};
}

void check_same_slots(const std::string& key, const Entry& entry) {
  const auto ja = slots_of(entry.ja);
  if (ja == slots_of(entry.en)) return;
  throw Mistake(entry.en.file, entry.en.line,
                "the slots of '" + key + "' differ from those in " + entry.ja.file);
}

}  // namespace

std::vector<Piece> cut_at_slots(const Sentence& sentence) {
  std::vector<Piece> pieces;
  std::string_view rest = sentence.text;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    if (open != 0) pieces.push_back({false, std::string(rest.substr(0, open))});
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);
    if (close == std::string_view::npos || !is_name(rest.substr(open + 1, close - open - 1))) {
      throw Mistake(sentence.file, sentence.line, "a { that does not open a {slot}");
    }
    pieces.push_back({true, std::string(rest.substr(open + 1, close - open - 1))});
    rest.remove_prefix(close + 1);
  }
  return pieces;
}

std::set<std::string> slots_of(const Sentence& sentence) {
  std::set<std::string> slots;
  for (const Piece& piece : cut_at_slots(sentence)) {
    if (piece.is_slot) slots.insert(piece.text);
  }
  return slots;
}

std::map<std::string, Sentence> read_sentences(const std::string& file, std::string_view content) {
  toml::table table;
  try {
    table = toml::parse(content, file);
  } catch (const toml::parse_error& error) {
    throw Mistake(file, static_cast<int>(error.source().begin.line),
                  std::string(error.description()));
  }
  std::map<std::string, Sentence> sentences;
  for (const auto& [key, node] : table) {
    const int line = static_cast<int>(node.source().begin.line);
    if (!is_name(key.str())) {
      throw Mistake(file, line, "'" + std::string(key.str()) + "' is no key: a-z, 0-9 and _ only");
    }
    const auto text = node.value<std::string>();
    if (!node.is_string() || text->empty()) {
      throw Mistake(file, line, "'" + std::string(key.str()) + "' is not a sentence");
    }
    sentences[std::string(key.str())] = Sentence{*text, file, line};
  }
  return sentences;
}

Catalogue join_languages(const std::map<std::string, std::string>& content_by_file) {
  std::map<std::string, std::map<std::string, Sentence>> by_language;
  for (const auto& [file, content] : content_by_file) {
    const auto [room, language] = room_and_language(file);
    for (auto& [key, sentence] : read_sentences(file, content)) {
      by_language[language][room + "." + key] = std::move(sentence);
    }
  }
  Catalogue catalogue;
  for (auto& [key, ja] : by_language["ja"]) {
    auto en = by_language["en"].extract(key);
    if (en.empty()) throw Mistake(ja.file, ja.line, "'" + key + "' has no English sentence");
    check_same_slots(key, catalogue[key] = Entry{ja, en.mapped()});
  }
  for (const auto& [key, en] : by_language["en"]) {
    throw Mistake(en.file, en.line, "'" + key + "' has no Japanese sentence");
  }
  return catalogue;
}

Catalogue read_catalogue(const std::filesystem::path& root, const std::filesystem::path& words) {
  std::map<std::string, std::string> content_by_file;
  for (const auto& file : std::filesystem::directory_iterator(words)) {
    const std::string name = file.path().filename().string();
    if (!name.ends_with(".toml") || name == "composed.toml") continue;
    content_by_file[file.path().lexically_relative(root).string()] = read_file(file.path());
  }
  return join_languages(content_by_file);
}

// With sv the compiler knows each length: counting all letters of all languages while compiling is
// more than clang allows.
std::string words_table_code(const Catalogue& catalogue) {
  std::string code =
      "// Made by ui_compiler from ui/words: edit the .toml files there.\n"
      "#include \"base/words_table.h\"\n\nnamespace base {\nnamespace {\n\n"
      "using namespace std::string_view_literals;\n\n"
      "constexpr WordsEntry kEntries[] = {\n";
  for (const auto& [key, entry] : catalogue) {
    code += "    {" + cpp_string(key) + "sv, " + cpp_string(entry.ja.text) + "sv,\n     " +
            cpp_string(entry.en.text) + "sv},\n";
  }
  if (catalogue.empty()) code += "    {\"\", \"\", \"\"},\n";
  code +=
      "};\n\n}  // namespace\n\nstd::span<const WordsEntry> words_table() { return kEntries; }\n\n"
      "}  // namespace base\n";
  return code;
}

}  // namespace ui_compiler
