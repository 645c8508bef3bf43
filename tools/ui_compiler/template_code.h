// The C++ that a template becomes:
//   namespace plan::pages { std::string table(const plan::TablePage& view, base::Language
//   language); }
// A field that the view does not have is a compile error that points at the template's line.
#pragma once

#include <string>

#include "template_parser.h"

namespace ui_compiler {

std::string header_code(const Template& page);
std::string source_code(const Template& page, const Catalogue& catalogue);

}  // namespace ui_compiler
