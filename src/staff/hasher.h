// Turns passwords into Argon2id strings and compares them, one after the other on one thread of low
// priority: a storm of log-ins waits in a short line and never starves other pages.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace staff {

// The line is full: try again in a moment.
inline constexpr base::RefusalKind sign_in_busy{"staff.sign_in_busy", 503};

struct HashCost {
  unsigned memory_kib = 19 * 1024;  // OWASP's minimum with two passes
  unsigned passes = 2;
};

class Hasher {
 public:
  explicit Hasher(HashCost cost = {}, std::size_t line_max = 64);
  ~Hasher();

  // "$argon2id$v=19$m=19456,t=2,p=1$…". Waits for its turn.
  base::Result<std::string> hash(std::string_view password);
  base::Result<bool> matches(std::string_view password, std::string_view hash);
  // Takes as long as matches() and says no: for a login that nobody has.
  base::Result<bool> matches_nobody(std::string_view password);

 private:
  struct Line;
  std::unique_ptr<Line> line_;
};

}  // namespace staff
