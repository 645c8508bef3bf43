// A text as a QR code, drawn as one SVG path.
#pragma once

#include <string>
#include <string_view>

namespace staff {

struct QrSquare {
  std::string path;  // dark modules: "M4 4h7v1h-7z…"
  int size = 0;      // modules a side, the quiet border of four included
};

QrSquare qr_square(std::string_view text);

}  // namespace staff
