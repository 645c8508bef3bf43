// Writing the generated code. Constant text is appended as it stands; words are escaped here, once.
#include "template_code.h"

#include "cpp_text.h"
#include "http/escape.h"

namespace ui_compiler {
namespace {

std::string function_of(const std::string& name) {  // site/rating -> site::pages::rating
  const std::size_t slash = name.find('/');
  return name.substr(0, slash) + "::pages::" + name.substr(slash + 1);
}

std::string_view escape_function(Escape escape) {
  switch (escape) {
    case Escape::text:
      return "http::append_text";
    case Escape::attribute:
      return "http::append_attribute";
    case Escape::url:
      return "http::append_url";
    case Escape::url_part:
      return "http::append_url_part";
  }
  return "";
}

std::string asset_constant(std::string name) {  // app.css -> app_css
  for (char& c : name) {
    if (c == '.' || c == '-') c = '_';
  }
  return "ui::asset_urls::" + name;
}

std::string parameters(const Template& page) {
  return "const " + page.view_type + "& view, base::Language language)";
}

class Code {
 public:
  Code(const Template& page, const Catalogue& catalogue) : page_(page), catalogue_(catalogue) {}

  std::string body(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) write(page_.steps[i]);
    return std::move(code_);
  }

 private:
  void line(const std::string& text) { code_ += text + "\n"; }

  void append_literal(const std::string& text) {
    line("out.append(" + cpp_string(text) + ", " + std::to_string(text.size()) + ");");
  }

  void at(const Step& step) {
    line("#line " + std::to_string(step.line) + " \"" + page_.file + "\"");
  }

  void write(const Step& step) {
    if (step.kind != StepKind::literal) at(step);
    switch (step.kind) {
      case StepKind::literal:
        return append_literal(step.text);
      case StepKind::field:
        return line(std::string(escape_function(step.escape)) + "(out, " + step.text + ");");
      case StepKind::words:
        return write_words(step);
      case StepKind::if_begin:
        return line("if (http::is_shown(" + step.text + ")) {");
      case StepKind::if_else:
        return line("} else {");
      case StepKind::if_end:
      case StepKind::each_end:
        return line("}");
      case StepKind::each_begin:
        return line("for ([[maybe_unused]] const auto& " + step.argument + " : " + step.text +
                    ") {");
      case StepKind::partial:
        return line(function_of(step.text) + "(out, " + step.argument + ", language);");
      case StepKind::layout_begin:
        layout_end_ = function_of(step.text) + "_end(out, " + step.argument + ", language);";
        return line(function_of(step.text) + "_begin(out, " + step.argument + ", language);");
      case StepKind::layout_end:
        return line(layout_end_);
      case StepKind::content:
        return;
      case StepKind::root:
        return line("out.append(http::root(language));");
      case StepKind::language:
        return line("out.append(http::language_tag(language));");
      case StepKind::asset:
        return line("out.append(" + asset_constant(step.text) + ");");
    }
  }

  void write_words(const Step& step) {
    const Entry& entry = catalogue_.at(step.text);
    if (entry.ja.text == entry.en.text) return write_sentence(entry.ja, step);
    line("if (language == base::Language::ja) {");
    write_sentence(entry.ja, step);
    line("} else {");
    write_sentence(entry.en, step);
    line("}");
  }

  void write_sentence(const Sentence& sentence, const Step& step) {
    for (const Piece& piece : cut_at_slots(sentence)) {
      if (!piece.is_slot) {
        std::string escaped;
        http::append_attribute(escaped, piece.text);
        append_literal(escaped);
        continue;
      }
      for (const auto& [slot, path] : step.slots) {
        if (slot == piece.text)
          line(std::string(escape_function(step.escape)) + "(out, " + path + ");");
      }
    }
  }

  const Template& page_;
  const Catalogue& catalogue_;
  std::string code_;
  std::string layout_end_;
};

std::string function(const Template& page, const std::string& name, const std::string& body) {
  return "void " + name + "(std::string& out, [[maybe_unused]] " + "const " + page.view_type +
         "& view,\n    [[maybe_unused]] base::Language language) {\n" + body + "}\n\n";
}

std::set<std::string> included_templates(const Template& page) {
  std::set<std::string> names;
  for (const Step& step : page.steps) {
    if (step.kind == StepKind::partial || step.kind == StepKind::layout_begin)
      names.insert(step.text);
  }
  return names;
}

}  // namespace

std::string header_code(const Template& page) {
  std::string code = "// Made by ui_compiler from " + page.file + ".\n#pragma once\n\n" +
                     "#include <string>\n\n#include \"base/words.h\"\n#include \"" +
                     page.view_header + "\"\n\nnamespace " + page.room + "::pages {\n\n";
  if (page.is_layout) {
    code += "void " + page.page + "_begin(std::string& out, " + parameters(page) + ";\n";
    code += "void " + page.page + "_end(std::string& out, " + parameters(page) + ";\n";
  } else {
    code += "std::string " + page.page + "(" + parameters(page) + ";\n";
    code += "void " + page.page + "(std::string& out, " + parameters(page) + ";\n";
  }
  return code + "\n}  // namespace " + page.room + "::pages\n";
}

std::string source_code(const Template& page, const Catalogue& catalogue) {
  std::string code = "// Made by ui_compiler from " + page.file + ".\n#include \"ui/" + page.room +
                     "/" + page.page + ".h\"\n\n#include \"http/escape.h\"\n" +
                     "#include \"ui/asset_urls.h\"\n";
  for (const std::string& name : included_templates(page))
    code += "#include \"ui/" + name + ".h\"\n";
  code += "\nnamespace " + page.room + "::pages {\n\n";
  Code writer(page, catalogue);
  std::size_t content = 0;
  while (content < page.steps.size() && page.steps[content].kind != StepKind::content) ++content;
  if (page.is_layout) {
    code += function(page, page.page + "_begin", writer.body(0, content));
    code +=
        function(page, page.page + "_end", Code(page, catalogue).body(content, page.steps.size()));
  } else {
    code += function(page, page.page, writer.body(0, page.steps.size()));
    code += "std::string " + page.page + "(" + parameters(page) +
            " {\n  std::string out;\n  out.reserve(16384);\n  " + page.page +
            "(out, view, language);\n  return out;\n}\n\n";
  }
  return code + "}  // namespace " + page.room + "::pages\n";
}

}  // namespace ui_compiler
