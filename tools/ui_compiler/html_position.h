// Where in the HTML a template stands: in text, in a tag, in the value of which attribute, inside
// which elements. The position decides how a field is escaped. What must hold: tags are balanced,
// attribute values are quoted, nothing stands where the content security policy would drop it
// (inline script, style, event handlers), and every letter a person reads comes from the words
// catalogue.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ui_compiler {

enum class Escape { text, attribute, url, url_part };

class HtmlPosition {
 public:
  // Takes the next byte of the template's own HTML. Returns what is wrong with it, or "".
  std::string step(char c);

  // A block ({{#if}}, {{/each}} …) stands here: a tag or attribute name that was being read has
  // ended.
  std::string meet_block();

  // A value is written here: how must it be escaped? `problem` says why it may not stand here.
  Escape meet_value(std::string& problem);

  // Another template's output stands here.
  std::string meet_partial() const;

  bool in_text() const { return where_ == Where::text; }
  bool in_tag() const { return where_ == Where::in_tag; }
  bool at_file_end() const { return where_ == Where::text && open_elements_.empty(); }
  const std::vector<std::string>& open_elements() const { return open_elements_; }

  // Do two branches of a block leave the reader at the same place?
  bool same_place(const HtmlPosition& other) const;
  void value_may_have_begun() { value_begun_ = true; }

 private:
  enum class Where {
    text,
    entity,
    tag_begin,
    declaration,
    open_name,
    close_name,
    in_tag,
    attribute_name,
    after_equals,
    value,
    after_slash
  };

  std::string step_text(char c);
  std::string step_tag_begin(char c);
  std::string step_open_name(char c);
  std::string step_close_name(char c);
  std::string step_in_tag(char c);
  std::string step_value(char c);
  std::string finish_attribute_name();
  std::string open_element();
  std::string close_element();
  bool inside(std::string_view element) const;
  bool inside_text_only() const;

  Where where_ = Where::text;
  std::string name_;       // of the tag being read
  std::string attribute_;  // being read
  bool value_begun_ = false;
  std::vector<std::string> open_elements_;
};

}  // namespace ui_compiler
