// An internal number as its own type: a PlanId is never taken for a RowId. Numbers are given by
// db::Write::new_id; 0 is nobody's number. They never leave the staff side.
//
//   using PlanId = base::Id<struct PlanTag>;
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace base {

template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
};

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(base::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
