// Text as C++ source needs it, and files as the tool reads and writes them. A generated file is
// touched only when its content changes, so that nothing depending on it is compiled again.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ui_compiler {

// "…" with every byte that could end or change the literal written as an octal escape.
std::string cpp_string(std::string_view text);

std::string read_file(const std::filesystem::path& path);
void write_if_changed(const std::filesystem::path& path, std::string_view content);

}  // namespace ui_compiler
