// The parts of a workbook as they lie in its file, read and written whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace output {

inline constexpr std::size_t kFormBytesMax = 64 * 1024 * 1024;  // unpacked

struct FormParts {
  std::vector<std::pair<std::string, std::string>> parts;  // name and bytes, in their order
  bool too_large = false;

  std::string* find(std::string_view name);
};

// nullopt: no packed file.
std::optional<FormParts> read_parts(std::string_view bytes);
// The same parts give the same bytes.
std::string write_parts(const FormParts& parts);

}  // namespace output
