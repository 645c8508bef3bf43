// Workbooks made by hand, for the tests and the fuzzer: parts of any content packed as a file.
#pragma once

#include <map>
#include <string>

namespace sheet::testing {

using Parts = std::map<std::string, std::string>;  // by name: xl/workbook.xml …

std::string packed(const Parts& parts);
// The same, made small as programs do.
std::string squeezed(const Parts& parts);

}  // namespace sheet::testing
