// The files a page needs (style sheet, script, icon), built into the program: their address carries
// a fingerprint of their content, so that browsers may keep them for ever.
#pragma once

#include <span>
#include <string_view>

namespace http {

struct Asset {
  std::string_view name;  // app.css
  std::string_view url;   // /assets/app.0123456789abcdef.css
  std::string_view content_type;
  std::string_view fingerprint;  // first 16 hex digits of the SHA-256
  std::string_view plain;
  std::string_view gzip;
  std::string_view brotli;
};

// The table made by tools/ui_compiler from ui/assets (library ui_assets).
std::span<const Asset> assets();

}  // namespace http
