// The words in a template: are they there, are their slots filled; and what a field is called.
#pragma once

#include <string>
#include <string_view>

#include "template_parser.h"

namespace ui_compiler {

// row.title: names of a-z, 0-9 and _ joined by dots, none of them a C++ keyword that would
// surprise.
bool is_path(std::string_view text);

// What is wrong with {{w:key slot=field}}, or "".
std::string problem_with_words(const Catalogue& catalogue, const Step& step);

}  // namespace ui_compiler
