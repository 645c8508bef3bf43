// The word catalogue as it stands in ui/words/<room>.{ja,en}.toml: flat keys, one sentence each, in
// both languages. What must hold: every key has both languages, and both have the same {slots}.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ui_compiler {

// What is wrong, where: "ui/words/plan.ja.toml:12: …". Thrown by every part of this tool.
class Mistake : public std::runtime_error {
 public:
  Mistake(const std::string& file, int line, const std::string& what)
      : std::runtime_error(file + ":" + std::to_string(line) + ": " + what) {}
};

struct Sentence {
  std::string text;
  std::string file;
  int line = 0;
};

struct Entry {
  Sentence ja;
  Sentence en;
};

// "plan.shown" -> its sentences, sorted by key.
using Catalogue = std::map<std::string, Entry>;

// A sentence cut at its {slots}: text and slot names take turns.
struct Piece {
  bool is_slot = false;
  std::string text;
};
std::vector<Piece> cut_at_slots(const Sentence& sentence);
std::set<std::string> slots_of(const Sentence& sentence);

// The keys and sentences of one file; `content` stands in it.
std::map<std::string, Sentence> read_sentences(const std::string& file, std::string_view content);

// Joins the two languages of the rooms given as file name -> content. Throws the first Mistake.
Catalogue join_languages(const std::map<std::string, std::string>& content_by_file);

// Reads the folder ui/words. File names in messages start at the folder `root`.
Catalogue read_catalogue(const std::filesystem::path& root, const std::filesystem::path& words);

// The generated C++ of base::words_table().
std::string words_table_code(const Catalogue& catalogue);

}  // namespace ui_compiler
