// The state machine, one function per place.
#include "html_position.h"

#include <algorithm>
#include <array>

namespace ui_compiler {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}
bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_attribute_char(char c) {
  return is_letter(c) || is_lower_or_digit(c) || c == '-' || c == ':';
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& list) {
  return std::ranges::find(list, name) != list.end();
}

constexpr std::array<std::string_view, 12> kVoidElements = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"};
constexpr std::array<std::string_view, 5> kUrlAttributes = {"href", "src", "action", "formaction",
                                                            "cite"};
constexpr std::array<std::string_view, 5> kRefusedAttributes = {"style", "srcdoc", "srcset",
                                                                "xlink:href", "ping"};
constexpr std::array<std::string_view, 7> kReadAttributes = {
    "title", "alt", "placeholder", "label", "aria-label", "aria-description", "data-l"};
constexpr std::string_view kLetter = "a person's words stand in ui/words: use {{w:room.key}}";

}  // namespace

bool HtmlPosition::inside(std::string_view element) const {
  return std::ranges::find(open_elements_, element) != open_elements_.end();
}

bool HtmlPosition::inside_text_only() const {
  if (open_elements_.empty() || inside("svg")) return false;
  const std::string& last = open_elements_.back();
  return last == "script" || last == "title" || last == "textarea";
}

std::string HtmlPosition::step(char c) {
  switch (where_) {
    case Where::text:
      return step_text(c);
    case Where::entity:
      if (c == ';') where_ = Where::text;
      if (c == ';' || is_letter(c) || is_lower_or_digit(c) || c == '#') return "";
      return "& begins a character reference: write &amp;";
    case Where::tag_begin:
      return step_tag_begin(c);
    case Where::declaration:
      if (c == '>') {
        if (name_ != "doctype html") return "only <!doctype html> may begin with <!";
        where_ = Where::text;
      } else {
        name_ += c;
      }
      return "";
    case Where::open_name:
      return step_open_name(c);
    case Where::close_name:
      return step_close_name(c);
    case Where::in_tag:
      return step_in_tag(c);
    case Where::attribute_name:
      if (is_attribute_char(c)) {
        attribute_ += c;
        return "";
      }
      if (std::string problem = finish_attribute_name(); !problem.empty()) return problem;
      if (c == '=') {
        where_ = Where::after_equals;
        return "";
      }
      where_ = Where::in_tag;
      return step_in_tag(c);
    case Where::after_equals:
      if (c != '"') return "the value of '" + attribute_ + "' must stand in double quotes";
      where_ = Where::value;
      value_begun_ = false;
      return "";
    case Where::value:
      return step_value(c);
    case Where::after_slash:
      if (c != '>') return "/ in a tag must be followed by >";
      if (!inside("svg") && name_ != "svg") return "<" + name_ + "/> does not close itself in HTML";
      where_ = Where::text;
      return "";
  }
  return "";
}

std::string HtmlPosition::step_text(char c) {
  if (c == '<') {
    where_ = Where::tag_begin;
    name_.clear();
    return "";
  }
  if (!open_elements_.empty() && open_elements_.back() == "script") {
    return "script inside a page is refused by the content security policy";
  }
  if (c == '&') where_ = Where::entity;
  return is_letter(c) ? std::string(kLetter) : "";
}

std::string HtmlPosition::step_tag_begin(char c) {
  if (c == '/') {
    where_ = Where::close_name;
    return "";
  }
  if (c == '!') {
    where_ = Where::declaration;
    return open_elements_.empty() ? "" : "comments are written {{! … }}";
  }
  if (c < 'a' || c > 'z') return "< begins a tag: write &lt;";
  if (inside_text_only()) return "<" + open_elements_.back() + "> holds text only";
  where_ = Where::open_name;
  name_ = c;
  return "";
}

std::string HtmlPosition::step_open_name(char c) {
  if (is_lower_or_digit(c) || c == '-') {
    name_ += c;
    return "";
  }
  if (name_ == "style" || name_ == "iframe" || name_ == "object") {
    return "<" + name_ + "> is refused by the content security policy";
  }
  where_ = Where::in_tag;
  return step_in_tag(c);
}

std::string HtmlPosition::step_close_name(char c) {
  if (c != '>') {
    name_ += c;
    return "";
  }
  where_ = Where::text;
  return close_element();
}

std::string HtmlPosition::step_in_tag(char c) {
  if (is_space(c)) return "";
  if (c == '/') {
    where_ = Where::after_slash;
    return "";
  }
  if (c == '>') {
    where_ = Where::text;
    return open_element();
  }
  if (!is_letter(c)) return std::string("unexpected ") + c + " in <" + name_ + ">";
  where_ = Where::attribute_name;
  attribute_ = c;
  return "";
}

std::string HtmlPosition::step_value(char c) {
  if (c == '"') {
    where_ = Where::in_tag;
    return "";
  }
  if (c == '<') return "< in the value of '" + attribute_ + "': write &lt;";
  if (is_letter(c) && is_one_of(attribute_, kReadAttributes)) return std::string(kLetter);
  value_begun_ = true;
  return "";
}

std::string HtmlPosition::finish_attribute_name() {
  if (is_one_of(attribute_, kRefusedAttributes) || attribute_.starts_with("on")) {
    return "the attribute '" + attribute_ + "' is refused by the content security policy";
  }
  return "";
}

std::string HtmlPosition::open_element() {
  if (!is_one_of(name_, kVoidElements)) open_elements_.push_back(name_);
  return "";
}

std::string HtmlPosition::close_element() {
  if (open_elements_.empty()) return "</" + name_ + "> closes nothing";
  if (open_elements_.back() != name_) {
    return "</" + name_ + "> stands where </" + open_elements_.back() + "> is due";
  }
  open_elements_.pop_back();
  return "";
}

std::string HtmlPosition::meet_block() {
  if (where_ == Where::attribute_name) {
    where_ = Where::in_tag;
    return finish_attribute_name();
  }
  if (where_ == Where::open_name) return step_open_name(' ');
  if (where_ == Where::text || where_ == Where::in_tag || where_ == Where::value) return "";
  return "a block may not stand here: put it between tags, between attributes or in a value";
}

Escape HtmlPosition::meet_value(std::string& problem) {
  if (where_ == Where::text) {
    if (!open_elements_.empty() && open_elements_.back() == "script") {
      problem = "script inside a page is refused by the content security policy";
    }
    return Escape::text;
  }
  if (where_ != Where::value) {
    problem = where_ == Where::after_equals
                  ? "the value of '" + attribute_ + "' must stand in double quotes"
                  : "a field may stand in text or in a quoted attribute value only";
    return Escape::text;
  }
  if (!is_one_of(attribute_, kUrlAttributes)) return Escape::attribute;
  const Escape escape = value_begun_ ? Escape::url_part : Escape::url;
  value_begun_ = true;
  return escape;
}

std::string HtmlPosition::meet_partial() const {
  if (where_ == Where::text && !inside_text_only()) return "";
  return "another template may stand between tags only";
}

bool HtmlPosition::same_place(const HtmlPosition& other) const {
  const bool in_name = where_ == Where::value;
  return where_ == other.where_ && open_elements_ == other.open_elements_ &&
         (where_ == Where::text || name_ == other.name_) &&
         (!in_name || attribute_ == other.attribute_);
}

}  // namespace ui_compiler
