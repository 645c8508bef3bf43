// 錨: once a month the ends of the history and the hashes of all editions as a text that is printed
// and kept outside this machine. Whoever owns the machine can write everything on it anew, seals
// included, but not the paper: verify() against it finds a chain that was rewritten behind it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace edition {

inline constexpr base::RefusalKind not_an_anchor{"edition.not_an_anchor", 400};
inline constexpr base::RefusalKind anchor_misread{"edition.anchor_misread", 409};
inline constexpr const base::RefusalKind* kAnchorRefusals[] = {&not_an_anchor, &anchor_misread};

struct Anchor {
  std::string municipality;
  std::string made_at;
  std::int64_t seal = 0;  // 0: nothing was sealed yet
  std::string seal_digest;
  std::vector<std::string> heads;                             // "writer:sequence:digest"
  std::vector<std::pair<std::string, std::string>> editions;  // nerima-2011/1 or …/1/1 and hash
  bool operator==(const Anchor&) const = default;
};

// Lines of plain ASCII, the last of which is the hash of all above it.
std::string write(const Anchor& anchor);
// Spaces and line ends as people type them off a paper are forgiven. Refusals: not_an_anchor,
// anchor_misread (its own hash does not fit).
base::Result<Anchor> read_anchor(std::string_view text);

}  // namespace edition
