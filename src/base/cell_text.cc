// Decoding and width folding of a cell. Wrong bytes become signs of their own, never a fault.
#include "base/cell_text.h"

#include <algorithm>
#include <array>

#include "base/code_points.h"

namespace base {
namespace {

struct Decoded {
  char32_t code = 0;
  std::uint32_t length = 1;
  bool valid = false;
};

Decoded decode(std::string_view bytes) {
  const auto byte = [&](std::size_t at) -> std::uint32_t {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return {};
  std::uint32_t code = lead & (0xFFu >> (length + 1));
  for (std::uint32_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(at) & 0x3F);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return {};
  return {code, length, true};
}

// U+FF61 to U+FF9D in order, as the full-width signs they stand for.
constexpr std::u32string_view half_width_kana =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
    U"マミムメモ"
    U"ヤユヨラリルレロワン";

constexpr std::u32string_view hyphens = U"‐‑‒–−﹣";
constexpr std::u32string_view long_dashes = U"—―─━";

char32_t fold(char32_t code) {
  if (code < 0x80) return code;
  if (code == 0xFF5E || code == 0x301C || code == 0x223C) return U'~';
  if (code >= 0xFF01 && code <= 0xFF5D) return code - 0xFEE0;
  if (code >= 0xFF61 && code <= 0xFF9D) return half_width_kana[code - 0xFF61];
  if (hyphens.find(code) != hyphens.npos) return U'-';
  if (long_dashes.find(code) != long_dashes.npos) return U'―';
  switch (code) {
    case 0x3000:
    case 0xA0:
    case 0x2002:
    case 0x2003:
    case 0x2009:
    case 0x202F:
      return U' ';
    case 0x85:
    case 0x2028:
    case 0x2029:
      return U'\n';
    case 0xFFE5:
      return U'¥';
    case 0x3014:
    case 0x3010:
    case 0xFF3B:
      return U'(';
    case 0x3015:
    case 0x3011:
    case 0xFF3D:
      return U')';
    case 0x2044:
    case 0x2215:
      return U'/';
    case 0x2715:
    case 0x2716:
    case 0x2A2F:
      return U'×';
    case 0x21D2:
    case 0x27A1:
    case 0x21E8:
      return U'→';
    case 0x3001:
      return U'、';
    case 0xFE50:
      return U',';
    case 0xFE6A:
    case 0x332B:
      return U'%';
    default:
      return code;
  }
}

bool is_voiced_mark(char32_t code) {
  return code == 0xFF9E || code == 0x3099;
}
bool is_half_voiced_mark(char32_t code) {
  return code == 0xFF9F || code == 0x309A;
}

// カ and a mark of its own are ガ, ハ and the round mark are パ; 0 where the pair is no kana.
char32_t joined(char32_t kana, char32_t mark) {
  constexpr std::u32string_view voiced =
      U"カキクケコサシスセソタチツテトハヒフヘホかきくけこさしすせそたちつてとはひふへほ";
  constexpr std::u32string_view round = U"ハヒフヘホはひふへほ";
  if (is_voiced_mark(mark) && kana == U'ウ') return U'ヴ';
  if (is_voiced_mark(mark) && voiced.find(kana) != voiced.npos) return kana + 1;
  if (is_half_voiced_mark(mark) && round.find(kana) != round.npos) return kana + 2;
  return 0;
}

// Signs without a width of their own: they belong to the sign before.
bool is_invisible(char32_t code) {
  return (code >= 0x200B && code <= 0x200F) || code == 0xFEFF || code == 0x2060 ||
         (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF) || code == 0xAD;
}

bool is_kanji(char32_t code) {
  return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
         (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF) ||
         code == U'々' || code == U'〇' || code == U'〆';
}

bool is_letter(char32_t code) {
  const char32_t lower = code | 0x20;
  return (code < 0x80 && lower >= U'a' && lower <= U'z') ||
         (code >= 0xC0 && code <= 0x2AF && code != 0xD7 && code != 0xF7) ||
         (code >= 0x370 && code <= 0x52F) || (code >= 0x1100 && code <= 0x11FF) ||
         (code >= 0xAC00 && code <= 0xD7AF);
}

Script script_of(char32_t code) {
  if (code >= U'0' && code <= U'9') return Script::digit;
  if (code == U'\n' || code == U'\r') return Script::line_break;
  if (code == U' ' || code == U'\t') return Script::space;
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return Script::control;
  if (is_kanji(code)) return Script::kanji;
  if (code >= 0x3041 && code <= 0x309F) return Script::hiragana;
  if ((code >= 0x30A1 && code <= 0x30FA) || code == U'ー' || code == U'ヽ') return Script::katakana;
  if (is_letter(code)) return Script::letter;
  return Script::mark;
}

}  // namespace

CellText::CellText(std::string_view source) : source_(source) {
  signs_.reserve(source.size() / 2 + 4);
  std::uint32_t at = 0;
  while (at < source.size()) {
    const Decoded next = decode(source.substr(at));
    const std::uint32_t end = at + next.length;
    if (!next.valid) {
      signs_.push_back({0xFFFD, Script::invalid, at, end});
    } else if (is_invisible(next.code) && !signs_.empty()) {
      signs_.back().end = end;
    } else if (const char32_t pair = signs_.empty() ? 0 : joined(signs_.back().code, next.code)) {
      signs_.back().code = pair;
      signs_.back().end = end;
    } else if (!is_invisible(next.code)) {
      const char32_t code = fold(next.code);
      signs_.push_back({code, script_of(code), at, end});
    }
    at = end;
  }
}

bool CellText::says_all(std::size_t at, std::u32string_view words) const {
  if (words.size() > signs_.size() || at > signs_.size() - words.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (signs_[at + i].code != words[i]) return false;
  }
  return true;
}

std::size_t CellText::skip_spaces(std::size_t at) const {
  while (script(at) == Script::space) ++at;
  return at;
}

Span CellText::span(std::size_t from, std::size_t to) const {
  if (from >= to || from >= signs_.size()) {
    const std::size_t place = from < signs_.size() ? signs_[from].begin : source_.size();
    return {place, place};
  }
  return {signs_[from].begin, signs_[std::min(to, signs_.size()) - 1].end};
}

std::string_view CellText::written(std::size_t from, std::size_t to) const {
  const Span bytes = span(from, to);
  return source_.substr(bytes.begin, bytes.end - bytes.begin);
}

std::string CellText::folded(std::size_t from, std::size_t to) const {
  std::string out;
  for (std::size_t at = from; at < to && at < signs_.size(); ++at) {
    append_utf8(out, signs_[at].code);
  }
  return out;
}

bool is_word_script(Script script) {
  return script == Script::kanji || script == Script::hiragana || script == Script::katakana ||
         script == Script::letter;
}

bool is_word_before(const CellText& text, std::size_t at) {
  return is_word_script(text.script_before(at)) || text.digit(at == 0 ? 0 : at - 1);
}

}  // namespace base
