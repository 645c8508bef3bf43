// The lexer under the checks: what is a comment, a literal, code; where it stands.
#include "house/cpp_text.h"

#include <doctest/doctest.h>

#include "house/source_files.h"

namespace house {

TEST_CASE("text is cut into code, comments and literals") {
  struct Row {
    std::string_view text;
    PieceKind kind;
    std::string_view found;
    std::size_t line;
  };
  const Row rows[] = {
      {"int a = 1;", PieceKind::code, "int a = 1;", 1},
      {"a();\n// why\nb();", PieceKind::comment, "// why", 2},
      {"/* one\ntwo */ f();", PieceKind::comment, "/* one\ntwo */", 1},
      {"/* one\ntwo */ f(\"x\");", PieceKind::literal, "x", 2},
      {R"(f("a \" // b");)", PieceKind::literal, R"(a \" // b)", 1},
      {"f(R\"sql(\nSELECT \"a\"\n)sql\");", PieceKind::literal, "\nSELECT \"a\"\n", 1},
      {"f('\"', \"x\");", PieceKind::literal, "x", 1},
      {"int n = 1'000; f(\"x\");", PieceKind::literal, "x", 1},
      {"\"// no comment\" // yes", PieceKind::comment, "// yes", 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    bool found = false;
    for (const Piece& piece : cut_cpp(row.text)) {
      found =
          found || (piece.kind == row.kind && piece.text == row.found && piece.line == row.line);
    }
    CHECK(found);
  }
}

TEST_CASE("quoted includes are found with their line, other people's are not") {
  const auto includes = includes_of("// x\n#include <vector>\n#include \"plan/plan.h\"\n");
  REQUIRE(includes.size() == 1);
  CHECK(includes[0].path == "plan/plan.h");
  CHECK(includes[0].line == 3);
}

TEST_CASE("Japanese is told from other letters") {
  for (const char* text : {"件", "ひらがな", "カ", "ー", "１", "Ａ", "ｶ", "abc 練馬"})
    CHECK(has_japanese(text));
  for (const char* text : {"", "abc", "·", "…", "→", "é", "×", "、", "～", "\u3000", "№"})
    CHECK_FALSE(has_japanese(text));
}

}  // namespace house
