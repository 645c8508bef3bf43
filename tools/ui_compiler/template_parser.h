// A template read into a list of steps. The language:
//   {{view plan::TablePage "plan/plan_view.h"}}   first: what the page is given
//   {{field}} {{row.title}}                       a field, escaped by its position
//   {{#if flag}} … {{else}} … {{/if}}             shown when true, not empty, not zero
//   {{#each rows as row}} … {{/each}}             once for each
//   {{w:room.key}} {{w:room.key count=shown}}     words in the reader's language, slots from fields
//   {{>site/rating row.rating}}                   another template with its own view
//   {{#layout site/layout page}} … {{/layout}}    around the page; the layout says {{content}}
//   where
//   {{root}} {{language}} {{asset:app.css}}       "" or "/en"; ja or en; address of an asset
//   {{! a remark }}
// A line break and the indentation after it are dropped: nothing depends on how a template is laid
// out.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html_position.h"
#include "words_file.h"

namespace ui_compiler {

enum class StepKind {
  literal,
  field,
  words,
  if_begin,
  if_else,
  if_end,
  each_begin,
  each_end,
  partial,
  layout_begin,
  layout_end,
  content,
  root,
  language,
  asset
};

struct Step {
  StepKind kind = StepKind::literal;
  int line = 0;
  std::string text;  // literal HTML; C++ path of a field; key of words; name of template or asset
  std::string argument;  // C++ path a partial or layout is given; variable of an each
  Escape escape = Escape::text;
  std::vector<std::pair<std::string, std::string>> slots;  // slot -> C++ path
};

struct Template {
  std::string file;  // ui/plan/table.html
  std::string room;  // plan
  std::string page;  // table
  std::string view_type;
  std::string view_header;
  bool is_layout = false;
  std::vector<Step> steps;
};

// Throws Mistake with file and line.
Template parse_template(const std::string& file, std::string_view content,
                        const Catalogue& catalogue, const std::set<std::string>& assets);

}  // namespace ui_compiler
