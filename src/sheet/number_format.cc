// Reads the code of a number format once, section by section, and lays numbers out under it.
// Numbers are rounded as decimals of fifteen digits, halves away from zero, as spreadsheets show
// them.
#include "sheet/number_format.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>

#include "sheet/number_layout.h"
#include "sheet/shown_date.h"

namespace sheet {

namespace {

using Part = NumberFormat::Part;
using Section = NumberFormat::Section;
using Token = NumberFormat::Token;

std::optional<double> number_of(std::string_view digits) {
  double number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

class CodeReader {
 public:
  explicit CodeReader(std::string_view code) : code_(code) {}

  std::vector<Section> read() {
    sections_.emplace_back();
    while (at_ < code_.size() && sections_.size() <= 4) take();
    if (sections_.size() > 4) sections_.pop_back();
    for (Section& section : sections_) settle(section);
    return std::move(sections_);
  }

 private:
  std::vector<Token>& tokens() { return sections_.back().tokens; }

  void literal(std::string_view text) {
    auto& all = tokens();
    if (!all.empty() && all.back().part == Part::literal) {
      all.back().text += text;
    } else {
      all.push_back({Part::literal, std::string(text)});
    }
  }

  // One character in UTF-8.
  std::string_view character(std::size_t at) const {
    std::size_t length = 1;
    while (at + length < code_.size() && (code_[at + length] & 0xC0) == 0x80) ++length;
    return code_.substr(std::min(at, code_.size()), length);
  }

  void take() {
    const char c = code_[at_];
    if (c == ';') {
      sections_.emplace_back();
      ++at_;
    } else if (c == '"') {
      const auto end = std::min(code_.find('"', at_ + 1), code_.size());
      literal(code_.substr(at_ + 1, end - at_ - 1));
      at_ = end + 1;
    } else if (c == '\\' || c == '!') {
      const auto text = character(at_ + 1);
      literal(text);
      at_ += 1 + text.size();
    } else if (c == '_' || c == '*') {
      at_ += 1 + character(at_ + 1).size();
    } else if (c == '[') {
      take_bracket();
    } else {
      take_sign(c);
    }
  }

  void take_bracket() {
    const auto end = std::min(code_.find(']', at_), code_.size());
    const std::string_view inside = code_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (inside.empty()) return;
    const std::string_view once = inside.substr(0, 1);
    const bool repeats = inside.find_first_not_of(once) == inside.npos;
    if (repeats && std::string_view("hH").contains(once)) {
      tokens().push_back({Part::elapsed_hour, std::string(inside)});
    } else if (repeats && std::string_view("mM").contains(once)) {
      tokens().push_back({Part::elapsed_minute, std::string(inside)});
    } else if (repeats && std::string_view("sS").contains(once)) {
      tokens().push_back({Part::elapsed_second, std::string(inside)});
    } else if (once == "$") {
      literal(
          inside.substr(1, inside.find('-') == inside.npos ? inside.npos : inside.find('-') - 1));
    } else if (once == "<" || once == ">" || once == "=") {
      take_condition(inside);
    }
  }

  void take_condition(std::string_view inside) {
    Section& section = sections_.back();
    section.condition = inside[0];
    inside.remove_prefix(1);
    if (inside.starts_with('=')) {
      section.condition = section.condition == '<' ? 'l' : 'g';
      inside.remove_prefix(1);
    } else if (inside.starts_with('>')) {
      section.condition = 'n';
      inside.remove_prefix(1);
    }
    section.against = number_of(inside).value_or(0);
  }

  bool take_word(std::string_view word, Part part) {
    const auto here = code_.substr(at_, word.size());
    const bool same = std::ranges::equal(
        here, word, [](char a, char b) { return std::tolower(a) == std::tolower(b); });
    if (!same) return false;
    tokens().push_back({part, std::string(here)});
    at_ += word.size();
    return true;
  }

  void take_sign(char c) {
    if (take_word("General", Part::general) || take_word("AM/PM", Part::half_day) ||
        take_word("A/P", Part::half_day) || take_word("E+", Part::exponent) ||
        take_word("E-", Part::exponent)) {
      return;
    }
    constexpr std::string_view kLetters = "yYbBgGeEmMdDaAhHsS";
    if (kLetters.contains(c)) return take_letters(c);
    const Part part = c == '0' || c == '#' || c == '?' ? Part::digit
                      : c == '.'                       ? Part::point
                      : c == ','                       ? Part::thousands
                      : c == '%'                       ? Part::percent
                      : c == '/'                       ? Part::slash
                      : c == '@'                       ? Part::text
                                                       : Part::literal;
    const auto text = character(at_);
    if (part == Part::literal) {
      literal(text);
    } else {
      tokens().push_back({part, std::string(text)});
    }
    at_ += text.size();
  }

  void take_letters(char c) {
    const char small = static_cast<char>(std::tolower(c));
    std::size_t end = at_;
    while (end < code_.size() && std::tolower(code_[end]) == small) ++end;
    const std::string text(code_.substr(at_, end - at_));
    at_ = end;
    if (small == 'a' && text.size() < 3) return literal(text);
    const Part part = small == 'y' || small == 'b' ? Part::year
                      : small == 'g'               ? Part::era
                      : small == 'e'               ? Part::era_year
                      : small == 'm'               ? Part::month
                      : small == 'd'               ? Part::day
                      : small == 'a'               ? Part::weekday
                      : small == 'h'               ? Part::hour
                                                   : Part::second;
    tokens().push_back({part, text});
  }

  static bool is_time(Part part) {
    return part == Part::hour || part == Part::elapsed_hour || part == Part::second ||
           part == Part::elapsed_second;
  }

  // An m behind hours or before seconds is a minute.
  static void settle(Section& section) {
    auto& tokens = section.tokens;
    const auto is_letter = [](const Token& token) { return token.part >= Part::year; };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      section.is_date = section.is_date || is_letter(tokens[i]);
      if (tokens[i].part != Part::month || tokens[i].text.size() > 2) continue;
      const auto before =
          std::find_if(tokens.rend() - static_cast<std::ptrdiff_t>(i), tokens.rend(), is_letter);
      const auto after = std::find_if(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                      tokens.end(), is_letter);
      const bool behind_hour = before != tokens.rend() &&
                               (before->part == Part::hour || before->part == Part::elapsed_hour);
      const bool before_second = after != tokens.end() && is_time(after->part) &&
                                 after->part != Part::hour && after->part != Part::elapsed_hour;
      if (behind_hour || before_second) tokens[i].part = Part::minute;
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
  std::vector<Section> sections_;
};

bool holds(const Section& section, double number) {
  switch (section.condition) {
    case '<':
      return number < section.against;
    case '>':
      return number > section.against;
    case '=':
      return number == section.against;
    case 'l':
      return number <= section.against;
    case 'g':
      return number >= section.against;
    case 'n':
      return number != section.against;
    default:
      return true;
  }
}

struct Chosen {
  const Section* section = nullptr;
  bool tells_minus =
      false;  // the section is for negative numbers alone and writes their sign itself
};

Chosen choose(const std::vector<Section>& sections, double number) {
  const std::size_t count = std::min<std::size_t>(sections.size(), 3);
  const bool conditions = std::ranges::any_of(sections, [](const auto& s) { return s.condition; });
  if (conditions) {
    for (std::size_t i = 0; i < count; ++i) {
      const Section& one = sections[i];
      const bool below = (one.condition == '<' || one.condition == 'l') && one.against <= 0;
      const bool told = below || (i == 1 && one.condition == 0 && number < 0);
      if (holds(one, number)) return {&one, told};
    }
    return {&sections[count - 1], false};
  }
  if (number < 0 && count > 1) return {&sections[1], true};
  if (number == 0 && count > 2) return {&sections[2], false};
  return {&sections[0], false};
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

std::string trimmed(std::string text) {
  const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == text.npos ? "" : text.substr(first, last - first + 1);
}

// A minus that only colour or brackets tell gets its sign; one that a triangle tells keeps it.
void settle_minus(ShownNumber& shown) {
  constexpr std::string_view kSigns[] = {"-", "\u25B3", "\u25B2", "\u2212", "\uFF0D"};
  for (const auto sign : kSigns) {
    if (!shown.text.contains(sign)) continue;
    // "△ 5" may be a mark and a number; "△5" is a minus.
    replace_all(shown.text, std::string(sign) + " ", sign);
    return;
  }
  shown.beside = shown.text;
  for (const auto bracket : {"(", ")", "\uFF08", "\uFF09"}) {
    replace_all(shown.text, bracket, "");
  }
  shown.text = "-" + trimmed(shown.text);
  shown.minus_unseen = true;
}

}  // namespace

bool NumberFormat::Section::has(Part part) const {
  return std::ranges::find(tokens, part, &Token::part) != tokens.end();
}

NumberFormat::NumberFormat(std::string_view code) {
  if (code.empty() || code == "General" || code == "@") return;
  sections_ = CodeReader(code).read();
}

std::string plain_number(std::string_view digits) {
  const auto number = number_of(digits);
  return number ? lay_out_general(*number, digits) : std::string(digits);
}

std::string NumberFormat::show_text(const std::string& text) const {
  if (sections_.size() != 4 && !(sections_.size() == 1 && sections_[0].has(Part::text))) {
    return text;
  }
  std::string shown;
  for (const Token& token : sections_.back().tokens) {
    shown += token.part == Part::text ? text : token.part == Part::literal ? token.text : "";
  }
  // A format that hides text, or pads it, does not change what the cell says.
  return trimmed(shown).contains(trimmed(text)) ? trimmed(shown) : text;
}

ShownNumber NumberFormat::show(std::string_view digits, bool from_1904) const {
  const auto number = number_of(digits);
  ShownNumber shown{.text = std::string(digits)};
  if (!number) return shown;
  shown.text = lay_out_general(*number, digits);
  if (is_general()) return shown;
  const auto [section, tells_minus] = choose(sections_, *number);
  if (section->is_date) {
    ShownNumber dated;
    return show_date(*number, from_1904, *section, dated) ? dated : shown;
  }
  const double size = std::fabs(*number);
  std::string text;
  if (section->has(Part::general) || section->has(Part::text)) {
    const std::string middle =
        lay_out_general(size, digits.starts_with('-') ? digits.substr(1) : digits);
    for (const Token& token : section->tokens) {
      text += token.part == Part::general || token.part == Part::text ? middle : token.text;
    }
  } else if (section->has(Part::slash)) {
    text = lay_out_fraction(*section, size);
  } else {
    const LaidOut laid = lay_out(*section, size);
    text = laid.text;
    shown.in_thousands = laid.in_thousands;
  }
  text = trimmed(text);
  if (text.empty()) {
    shown.unseen = true;
    return shown;
  }
  shown.text = *number < 0 && !tells_minus ? "-" + text : text;
  if (tells_minus && *number < 0) settle_minus(shown);
  return shown;
}

std::string_view built_in_format(std::size_t number) {
  switch (number) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 5:
      return "\"\u00A5\"#,##0;\"\u00A5\"\\-#,##0";
    case 6:
      return "\"\u00A5\"#,##0;[Red]\"\u00A5\"\\-#,##0";
    case 7:
      return "\"\u00A5\"#,##0.00;\"\u00A5\"\\-#,##0.00";
    case 8:
      return "\"\u00A5\"#,##0.00;[Red]\"\u00A5\"\\-#,##0.00";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 11:
      return "0.00E+00";
    case 12:
      return "# ?/?";
    case 13:
      return "# ?\?/?\?";
    case 14:
      return "yyyy/m/d";
    case 15:
      return "d-mmm-yy";
    case 16:
      return "d-mmm";
    case 17:
      return "mmm-yy";
    case 18:
      return "h:mm AM/PM";
    case 19:
      return "h:mm:ss AM/PM";
    case 20:
      return "h:mm";
    case 21:
      return "h:mm:ss";
    case 22:
      return "yyyy/m/d h:mm";
    case 27:
    case 36:
    case 50:
    case 57:
      return "[$-411]ge.m.d";
    case 28:
    case 29:
    case 51:
    case 54:
    case 58:
      return "[$-411]ggge\"\u5E74\"m\"\u6708\"d\"\u65E5\"";
    case 30:
      return "m/d/yy";
    case 31:
      return "yyyy\"\u5E74\"m\"\u6708\"d\"\u65E5\"";
    case 32:
      return "h\"\u6642\"mm\"\u5206\"";
    case 33:
      return "h\"\u6642\"mm\"\u5206\"ss\"\u79D2\"";
    case 34:
    case 52:
    case 55:
      return "yyyy\"\u5E74\"m\"\u6708\"";
    case 35:
    case 53:
    case 56:
      return "m\"\u6708\"d\"\u65E5\"";
    case 37:
      return "#,##0;\\-#,##0";
    case 38:
      return "#,##0;[Red]\\-#,##0";
    case 39:
      return "#,##0.00;\\-#,##0.00";
    case 40:
      return "#,##0.00;[Red]\\-#,##0.00";
    case 41:
      return "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ";
    case 42:
      return "_ \"\u00A5\"* #,##0_ ;_ \"\u00A5\"* \\-#,##0_ ;_ \"\u00A5\"* \"-\"_ ;_ @_ ";
    case 43:
      return "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ ";
    case 44:
      return "_ \"\u00A5\"* #,##0.00_ ;_ \"\u00A5\"* \\-#,##0.00_ ;_ \"\u00A5\"* \"-\"?\?_ ;_ @_ ";
    case 45:
      return "mm:ss";
    case 46:
      return "[h]:mm:ss";
    case 47:
      return "mm:ss.0";
    case 48:
      return "##0.0E+0";
    default:
      return "";
  }
}

}  // namespace sheet
