// Reading a template: HTML bytes go to the position, directives become steps.
#include "template_parser.h"

#include <optional>

#include "template_words.h"

namespace ui_compiler {
namespace {

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char c : text) {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

struct Block {
  StepKind kind = StepKind::if_begin;
  std::string word;  // if, each, layout
  int line = 0;
  HtmlPosition at_begin;
  bool has_else = false;
};

class Parser {
 public:
  Parser(const std::string& file, std::string_view content, const Catalogue& catalogue,
         const std::set<std::string>& assets)
      : content_(content), catalogue_(catalogue), assets_(assets) {
    template_.file = file;
    split_name(file);
  }

  Template parse() {
    while (offset_ < content_.size()) {
      if (content_.substr(offset_).starts_with("{{")) {
        read_directive();
      } else {
        read_html();
      }
    }
    finish();
    return std::move(template_);
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Mistake(template_.file, line_, what);
  }
  void refuse_if(const std::string& problem) const {
    if (!problem.empty()) refuse(problem);
  }

  void split_name(const std::string& file) {
    const std::size_t page = file.rfind('/') + 1;
    const std::size_t room = file.rfind('/', page - 2) + 1;
    template_.room = file.substr(room, page - 1 - room);
    template_.page = file.substr(page, file.rfind('.') - page);
    if (!is_path(template_.page) || !is_path(template_.room)) {
      refuse("a template is called ui/<room>/<page>.html with names of a-z, 0-9 and _");
    }
  }

  void add_literal(char c) {
    if (template_.steps.empty() || template_.steps.back().kind != StepKind::literal) {
      template_.steps.push_back({StepKind::literal, line_, "", "", Escape::text, {}});
    }
    template_.steps.back().text += c;
  }

  void drop_trailing_spaces() {
    if (template_.steps.empty() || template_.steps.back().kind != StepKind::literal) return;
    std::string& text = template_.steps.back().text;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (text.empty()) template_.steps.pop_back();
  }

  void read_html() {
    const char c = content_[offset_++];
    if (c == '\n') {
      drop_trailing_spaces();
      while (offset_ < content_.size() && (content_[offset_] == ' ' || content_[offset_] == '\t')) {
        ++offset_;
      }
      if (!position_.in_text()) {
        refuse_if(position_.step(' '));
        add_literal(' ');
      }
      ++line_;
      return;
    }
    if (template_.view_type.empty()) refuse("the first line must be {{view type \"header\"}}");
    refuse_if(position_.step(c));
    if (c == '>') drop_trailing_spaces();
    add_literal(c);
  }

  void read_directive() {
    const std::size_t end = content_.find("}}", offset_);
    if (end == std::string_view::npos) refuse("{{ without }}");
    const std::string_view inside = content_.substr(offset_ + 2, end - offset_ - 2);
    offset_ = end + 2;
    if (inside.starts_with("!")) {
      for (char c : inside) line_ += c == '\n';
      return;
    }
    if (inside.find('\n') != std::string_view::npos) refuse("a directive stands on one line");
    const std::vector<std::string> words = split_words(inside);
    if (words.empty()) refuse("{{}} says nothing");
    if (words[0] == "view") return read_view(words);
    if (template_.view_type.empty()) refuse("the first line must be {{view type \"header\"}}");
    if (words[0].starts_with("#")) return begin_block(words);
    if (words[0].starts_with("/")) return end_block(words);
    if (words[0] == "else") return read_else(words);
    if (words[0].starts_with("w:")) return read_words(words);
    if (words[0].starts_with(">")) return read_partial(words);
    read_value(words);
  }

  void read_view(const std::vector<std::string>& words) {
    if (!template_.view_type.empty()) refuse("a second {{view}}");
    if (words.size() != 3 || words[2].size() < 3 || words[2][0] != '"' || words[2].back() != '"') {
      refuse("write {{view room::Type \"room/header.h\"}}");
    }
    template_.view_type = words[1];
    template_.view_header = words[2].substr(1, words[2].size() - 2);
  }

  // plan.title -> view.plan.title, or the variable of an each around it.
  std::string path(const std::string& field) const {
    if (!is_path(field)) refuse("'" + field + "' is no field: names joined by dots only");
    const std::string first = field.substr(0, field.find('.'));
    return is_variable(first) ? field : "view." + field;
  }

  bool is_variable(const std::string& name) const {
    for (const std::string& variable : variables_) {
      if (variable == name) return true;
    }
    return false;
  }

  void add(StepKind kind, std::string text, std::string argument = "") {
    template_.steps.push_back(
        {kind, line_, std::move(text), std::move(argument), Escape::text, {}});
  }

  void begin_block(const std::vector<std::string>& words) {
    refuse_if(position_.meet_block());
    Block block{StepKind::if_begin, words[0].substr(1), line_, position_};
    if (words[0] == "#if") {
      if (words.size() != 2) refuse("write {{#if field}}");
      add(StepKind::if_begin, path(words[1]));
    } else if (words[0] == "#each") {
      if (words.size() != 4 || words[2] != "as") refuse("write {{#each fields as field}}");
      begin_each(words);
      block.kind = StepKind::each_begin;
    } else if (words[0] == "#layout") {
      if (words.size() != 3) refuse("write {{#layout room/layout field}}");
      if (!blocks_.empty() || !position_.at_file_end()) refuse("a layout stands around everything");
      add(StepKind::layout_begin, template_name(words[1]), path(words[2]));
      block.kind = StepKind::layout_begin;
    } else {
      refuse("'" + words[0] + "' is no block: #if, #each and #layout are");
    }
    blocks_.push_back(std::move(block));
  }

  void begin_each(const std::vector<std::string>& words) {
    const std::string& variable = words[3];
    if (!is_path(variable) || variable.find('.') != std::string::npos || variable == "view") {
      refuse("'" + variable + "' is no name");
    }
    if (is_variable(variable)) refuse("'" + variable + "' is already the name of an outer each");
    add(StepKind::each_begin, path(words[1]), variable);
    variables_.push_back(variable);
  }

  void read_else(const std::vector<std::string>& words) {
    if (words.size() != 1) refuse("write {{else}}");
    refuse_if(position_.meet_block());
    if (blocks_.empty() || blocks_.back().word != "if" || blocks_.back().has_else) {
      refuse("{{else}} without {{#if}}");
    }
    Block& block = blocks_.back();
    check_same_place(block);
    block.has_else = true;
    position_ = block.at_begin;
    add(StepKind::if_else, "");
  }

  void check_same_place(const Block& block) const {
    if (position_.same_place(block.at_begin)) return;
    refuse("the block of line " + std::to_string(block.line) +
           " does not close the tags that it opens");
  }

  void end_block(const std::vector<std::string>& words) {
    refuse_if(position_.meet_block());
    const std::string word = words[0].substr(1);
    if (words.size() != 1) refuse("write {{/" + word + "}}");
    if (blocks_.empty()) refuse("{{/" + word + "}} closes nothing");
    const Block block = std::move(blocks_.back());
    blocks_.pop_back();
    if (block.word != word) {
      refuse("{{/" + word + "}} stands where {{/" + block.word + "}} is due (line " +
             std::to_string(block.line) + ")");
    }
    check_same_place(block);
    position_.value_may_have_begun();
    if (block.kind == StepKind::each_begin) variables_.pop_back();
    add(block.kind == StepKind::each_begin     ? StepKind::each_end
        : block.kind == StepKind::layout_begin ? StepKind::layout_end
                                               : StepKind::if_end,
        "");
  }

  Escape meet_value() {
    std::string problem;
    const Escape escape = position_.meet_value(problem);
    refuse_if(problem);
    return escape;
  }

  void read_words(const std::vector<std::string>& words) {
    Step step{StepKind::words, line_, words[0].substr(2), "", meet_value(), {}};
    if (step.escape == Escape::url || step.escape == Escape::url_part) {
      refuse("words may not stand in an address");
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::size_t equals = words[i].find('=');
      if (equals == std::string::npos) refuse("a slot is filled by slot=field");
      step.slots.emplace_back(words[i].substr(0, equals), path(words[i].substr(equals + 1)));
    }
    refuse_if(problem_with_words(catalogue_, step));
    template_.steps.push_back(std::move(step));
  }

  std::string template_name(const std::string& name) const {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || !is_path(name.substr(0, slash)) ||
        !is_path(name.substr(slash + 1))) {
      refuse("'" + name + "' is no template: write room/page");
    }
    return name;
  }

  void read_partial(const std::vector<std::string>& words) {
    if (words.size() != 2) refuse("write {{>room/page field}}");
    refuse_if(position_.meet_partial());
    add(StepKind::partial, template_name(words[0].substr(1)), path(words[1]));
  }

  void read_value(const std::vector<std::string>& words) {
    if (words.size() != 1) refuse("'" + words[0] + " …' is no directive");
    if (words[0] == "content") return read_content();
    Step step{StepKind::field, line_, words[0], "", meet_value(), {}};
    const bool at_url_begin = step.escape == Escape::url;
    if (words[0] == "root") {
      if (!at_url_begin) refuse("{{root}} begins an address");
      step.kind = StepKind::root;
    } else if (words[0] == "language") {
      step.kind = StepKind::language;
    } else if (words[0].starts_with("asset:")) {
      step.kind = StepKind::asset;
      step.text = words[0].substr(6);
      if (!at_url_begin) refuse("{{asset:…}} is a whole address");
      if (!assets_.contains(step.text)) refuse("no asset is called '" + step.text + "'");
    } else {
      step.text = path(words[0]);
    }
    template_.steps.push_back(std::move(step));
  }

  void read_content() {
    refuse_if(position_.meet_partial());
    if (template_.is_layout) refuse("a second {{content}}");
    if (!blocks_.empty()) refuse("{{content}} may not stand in a block");
    template_.is_layout = true;
    add(StepKind::content, "");
  }

  void finish() {
    if (template_.view_type.empty()) refuse("the first line must be {{view type \"header\"}}");
    if (!blocks_.empty()) {
      line_ = blocks_.back().line;
      refuse("{{#" + blocks_.back().word + "}} is not closed");
    }
    if (!position_.open_elements().empty()) {
      refuse("<" + position_.open_elements().back() + "> is not closed");
    }
    if (!position_.at_file_end()) refuse("the file ends inside a tag");
  }

  std::string_view content_;
  const Catalogue& catalogue_;
  const std::set<std::string>& assets_;
  std::size_t offset_ = 0;
  int line_ = 1;
  HtmlPosition position_;
  std::vector<Block> blocks_;
  std::vector<std::string> variables_;
  Template template_;
};

}  // namespace

Template parse_template(const std::string& file, std::string_view content,
                        const Catalogue& catalogue, const std::set<std::string>& assets) {
  return Parser(file, content, catalogue, assets).parse();
}

}  // namespace ui_compiler
