// A lexer of just enough C++: comments, string and character literals, raw strings, digit
// separators.
#include "house/cpp_text.h"

#include <algorithm>
#include <cctype>

#include "house/source_files.h"

namespace house {

namespace {

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Piece> cut() {
    while (at_ < text_.size()) {
      if (here("//")) {
        take(PieceKind::comment, find("\n", at_));
      } else if (here("/*")) {
        take(PieceKind::comment, after("*/", at_ + 2));
      } else if (here("R\"") && !after_word()) {
        take_raw_string();
      } else if (text_[at_] == '"') {
        take_quoted(PieceKind::literal, '"');
      } else if (text_[at_] == '\'' && !after_word()) {
        take_quoted(PieceKind::code, '\'');
      } else {
        code_ += text_[at_++];
      }
    }
    end_code();
    return pieces_;
  }

 private:
  bool here(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }
  bool after_word() const {
    return at_ > 0 &&
           (std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0 || text_[at_ - 1] == '_');
  }
  std::size_t find(std::string_view mark, std::size_t from) const {
    return std::min(text_.find(mark, from), text_.size());
  }
  std::size_t after(std::string_view mark, std::size_t from) const {
    return std::min(find(mark, from) + mark.size(), text_.size());
  }

  void end_code() {
    if (!code_.empty()) add(PieceKind::code, code_);
    code_.clear();
  }
  void add(PieceKind kind, std::string_view text) {
    pieces_.push_back({kind, std::string(text), line_});
    line_ += static_cast<std::size_t>(std::ranges::count(text, '\n'));
  }
  void take(PieceKind kind, std::size_t end) {
    end_code();
    add(kind, text_.substr(at_, end - at_));
    at_ = end;
  }
  void take_raw_string() {
    end_code();
    const std::size_t open = find("(", at_);
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const std::size_t end = find(close, open);
    add(PieceKind::literal, text_.substr(std::min(open + 1, end), end - std::min(open + 1, end)));
    at_ = std::min(end + close.size(), text_.size());
  }
  void take_quoted(PieceKind kind, char quote) {
    if (kind == PieceKind::literal) end_code();
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text_.size());
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    if (kind == PieceKind::literal) {
      add(kind, inside);
    } else {
      code_ += "' '";
    }
    at_ = std::min(end + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::string code_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> cut_cpp(std::string_view text) {
  return Cutter(text).cut();
}

std::vector<Include> includes_of(std::string_view text) {
  constexpr std::string_view opening = "#include \"";
  std::vector<Include> includes;
  std::size_t line_number = 0;
  for (const std::string& line : lines_of(text)) {
    ++line_number;
    if (!line.starts_with(opening)) continue;
    const std::string rest = line.substr(opening.size());
    includes.push_back({rest.substr(0, rest.find('"')), line_number});
  }
  return includes;
}

bool has_japanese(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto byte = [&](std::size_t offset) {
      return static_cast<unsigned>(static_cast<unsigned char>(text[i + offset]));
    };
    if (byte(0) < 0xE3 || byte(0) > 0xEF) continue;
    const unsigned code = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    const bool kana = code >= 0x3041 && code <= 0x30FF;
    const bool kanji = code >= 0x3400 && code <= 0x9FFF;
    const bool full_width =
        (code >= 0xFF10 && code <= 0xFF19) || (code >= 0xFF21 && code <= 0xFF5A);
    const bool half_width_kana = code >= 0xFF66 && code <= 0xFF9F;
    if (kana || kanji || full_width || half_width_kana) return true;
  }
  return false;
}

}  // namespace house
