// Three kinds of failure, three ways. A *refusal* is an expected answer ("no such plan", "year
// outside the plan"): a value, named once, returned. *Wrong input* is a refusal that names the
// field. A *fault* (database away, disk full, a bug) is an exception, caught once at the edge.
//
// A room lists its refusals as `constexpr base::RefusalKind` in its header, in the order in which
// its rules check them; the sentence of each stands in ui/words/<room>.ja.toml under the same code.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

// `code` is "<room>.<name>": the key of its sentence, the `code` of the JSON problem, the name in
// tests.
struct RefusalKind {
  std::string_view code;
  int http_status = 409;
};

// A slot of the refusal's sentence: {slug} is filled by Fact{"slug", "nerima-2011"}.
struct Fact {
  std::string name;
  std::string value;
  bool operator==(const Fact&) const = default;
};

struct Refusal {
  std::string_view code;
  int http_status = 409;
  std::vector<Fact> facts;
};

template <class T>
using Result = std::expected<T, Refusal>;

// return refuse(unknown_plan, {{"slug", slug}});
inline std::unexpected<Refusal> refuse(const RefusalKind& kind, std::vector<Fact> facts = {}) {
  return std::unexpected(Refusal{kind.code, kind.http_status, std::move(facts)});
}

}  // namespace base
