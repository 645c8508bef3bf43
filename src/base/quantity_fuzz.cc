// Any bytes may stand in a cell: reading them must hold its invariants.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/quantity_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string broken = base::broken_invariant(base::read_cell(text));
  if (broken.empty()) return 0;
  std::fprintf(stderr, "broken: %s\n", broken.c_str());
  std::abort();
}
