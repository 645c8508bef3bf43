// The assets as the program carries them: files joined in order, comments and indentation of style
// sheets dropped, fingerprinted, embedded by .incbin. gzip and brotli copies are made by their own
// programs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ui_compiler {

// A style sheet without comments, indentation and empty lines. Strings and licences (/*! … */) stay.
std::string shorten_css(std::string_view css);

// The first 16 hex digits of the SHA-256.
std::string fingerprint(std::string_view content);

// Joins `sources` into the file `out`.
void bundle(const std::filesystem::path& out, const std::vector<std::filesystem::path>& sources);

// ui/asset_urls.h: one constant for each name, so that a wrong name does not compile.
std::string asset_urls_header(const std::vector<std::string>& names);

// The table and the assembler file of the ready files (each with .gz and .br beside it).
std::string assets_table_code(const std::vector<std::filesystem::path>& files);
std::string assets_assembler(const std::vector<std::filesystem::path>& files);

}  // namespace ui_compiler
