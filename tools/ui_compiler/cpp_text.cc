// C++ literals and files.
#include "cpp_text.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace ui_compiler {

std::string cpp_string(std::string_view text) {
  std::string literal = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      literal += '\\';
      literal += static_cast<char>(c);
    } else if (c < 0x20 || c == 0x7f || c == '?') {  // '?' could begin a trigraph
      literal += '\\';
      literal += static_cast<char>('0' + (c >> 6));
      literal += static_cast<char>('0' + ((c >> 3) & 7));
      literal += static_cast<char>('0' + (c & 7));
    } else {
      literal += static_cast<char>(c);
    }
  }
  return literal + '"';
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path.string() + ": cannot be read");
  std::ostringstream content;
  content << in.rdbuf();
  return std::move(content).str();
}

void write_if_changed(const std::filesystem::path& path, std::string_view content) {
  if (std::filesystem::exists(path) && read_file(path) == content) return;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << content;
  if (!out.flush()) throw std::runtime_error(path.string() + ": cannot be written");
}

}  // namespace ui_compiler
