// Arbitrary bytes under every ending: whatever is taken is what its ending says, and the first byte
// chooses the ending, so that a kept input tests one of them.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "paper/file_type.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto said = paper::kFileTypes[*data % paper::kFileTypes.size()];
  const auto type = paper::recognise("a." + std::string(paper::ending_of(said)), bytes);
  must(!type || (*type == said && !bytes.empty()));
  // The bytes as a name: a header of one line, whatever they are.
  const std::string header = paper::content_disposition(bytes, 1);
  for (const char c : header) must(c >= ' ' && c <= '~');
  const auto named = paper::recognise(bytes, "%PDF-");
  must(!named || *named == paper::FileType::pdf);
  return 0;
}
