// Fills a form that somebody else laid out (XLSX): {{names}} in its cells become values, the line
// that carries the mark is repeated for every row, and everything else stays as it is: styles,
// merged cells, widths, print setup. A name nobody knows is told with the address of its cell.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace output {

// In the order in which fill_form checks.
inline constexpr base::RefusalKind form_unreadable{"output.form_unreadable", 400};
inline constexpr base::RefusalKind form_too_large{"output.form_too_large", 413};
inline constexpr base::RefusalKind form_two_lines{"output.form_two_lines", 400};
inline constexpr base::RefusalKind form_formula_moves{"output.form_formula_moves", 400};
inline constexpr base::RefusalKind form_unknown_name{"output.form_unknown_name", 400};
inline constexpr base::RefusalKind form_without_names{"output.form_without_names", 400};

inline constexpr const base::RefusalKind* kFormRefusals[] = {
    &form_unreadable,    &form_too_large,    &form_two_lines,
    &form_formula_moves, &form_unknown_name, &form_without_names};

using NamedValues = std::map<std::string, std::string, std::less<>>;

struct FormValues {
  std::string row_mark;           // the name that marks the line to repeat
  NamedValues once = {};          // known everywhere
  std::vector<NamedValues> rows;  // known in the repeated line
};

// A cell that is one name alone becomes a number where no digit is lost, otherwise text.
base::Result<std::string> fill_form(std::string_view form, const FormValues& values);

// A name as it stands in a form.
struct FormName {
  std::string name;
  std::string cell;  // Sheet1!B3
};
// All names of a form in the order of its cells, the mark of the repeated line among them.
// Refusals: form_unreadable, form_too_large, form_without_names.
base::Result<std::vector<FormName>> form_names(std::string_view form);

}  // namespace output
