// C++ text cut into code, comments and string literals, so that a check can ask about one of them:
// SQL and Japanese are looked for in literals, leftovers in comments and code, includes in code.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace house {

enum class PieceKind { code, comment, literal };

struct Piece {
  PieceKind kind;
  std::string text;      // a literal without its quotes
  std::size_t line = 1;  // where it begins
};

std::vector<Piece> cut_cpp(std::string_view text);

struct Include {
  std::string path;  // "plan/plan.h"; only the quoted ones, <…> are other people's
  std::size_t line;
};

std::vector<Include> includes_of(std::string_view text);

// Is there a letter of Japanese writing: kana, kanji, a full-width letter or digit? Punctuation
// that only parts two texts (、 ～ and the wide space) is none.
bool has_japanese(std::string_view text);

}  // namespace house
