// What comes into force together: the figures of one row with the row itself, or one total by
// itself. The name is what a person calls it: "13", "total.people" (a row's key has no dot).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace figure {

std::string bundle_name(std::string_view row, std::string_view figure);

// What a build's job is about: the bundle as one deed defined it.
struct BuildSubject {
  std::string plan;
  std::string bundle;
  std::int64_t deed = 0;
};
std::string build_subject(const BuildSubject& subject);  // "nerima-2011 13 7340032"
std::optional<BuildSubject> subject_from(std::string_view text);

}  // namespace figure
