// Looking things up among what a plan is worked with.
#include "plan/row_work.h"

#include <algorithm>

namespace plan {
namespace {

const programme::Owner* among(const std::vector<programme::Owner>& owners, int fiscal_year) {
  const auto found = std::ranges::find_if(owners, [&](const programme::Owner& owner) {
    return owner.from <= fiscal_year && (!owner.to || fiscal_year <= *owner.to);
  });
  return found == owners.end() ? nullptr : &*found;
}

const programme::Owner* of_work(std::span<const RowWork> work, std::string_view row,
                                int fiscal_year) {
  const RowWork* found = find_work(work, row);
  return found == nullptr ? nullptr : among(found->owners, fiscal_year);
}

const programme::Owner* of_programmes(const Row& row, int fiscal_year,
                                      std::span<const programme::Programme> programmes) {
  for (const auto& key : row.programmes) {
    const auto found = std::ranges::find(programmes, key, &programme::Programme::key);
    if (found == programmes.end()) continue;
    const auto* owner = programme::owner_in(*found, fiscal_year);
    if (owner != nullptr) return owner;
  }
  return nullptr;
}

}  // namespace

const RowWork* find_work(std::span<const RowWork> work, std::string_view row) {
  const auto found = std::ranges::find(work, row, &RowWork::row);
  return found == work.end() ? nullptr : &*found;
}

const Target* find_target(const RowWork& work, int indicator, int fiscal_year) {
  const auto found = std::ranges::find_if(work.targets, [&](const Target& target) {
    return target.indicator == indicator && target.fiscal_year == fiscal_year;
  });
  return found == work.targets.end() ? nullptr : &*found;
}

const programme::Owner* owner_of(const Plan& plan, const Row& row, int fiscal_year,
                                 std::span<const RowWork> work,
                                 std::span<const programme::Programme> programmes) {
  const Row& above = programme_row(plan, row);
  if (const auto* own = of_work(work, row.key, fiscal_year); own != nullptr) return own;
  if (const auto* its = of_work(work, above.key, fiscal_year); its != nullptr) return its;
  if (const auto* own = of_programmes(row, fiscal_year, programmes); own != nullptr) return own;
  return of_programmes(above, fiscal_year, programmes);
}

}  // namespace plan
