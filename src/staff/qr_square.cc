// libqrencode finds the modules; runs of dark ones in a line become one rectangle.
#include "staff/qr_square.h"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace staff {
namespace {

constexpr int kBorder = 4;

void add_run(std::string& path, int from, int to, int line) {
  const std::string length = std::to_string(to - from);
  path += "M" + std::to_string(from + kBorder) + " " + std::to_string(line + kBorder) + "h" +
          length + "v1h-" + length + "z";
}

}  // namespace

QrSquare qr_square(std::string_view text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  if (!code) throw std::runtime_error("staff: the text is too long for a QR code");
  QrSquare square{{}, code->width + 2 * kBorder};
  for (int line = 0; line < code->width; ++line) {
    const unsigned char* const modules = code->data + line * code->width;
    for (int at = 0; at < code->width; ++at) {
      const int from = at;
      while (at < code->width && (modules[at] & 1) != 0) ++at;
      if (at > from) add_run(square.path, from, at, line);
    }
  }
  return square;
}

}  // namespace staff
