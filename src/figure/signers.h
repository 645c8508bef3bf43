// Who may sign for a municipality, and the rule of two persons, which binds persons and not posts.
#pragma once

#include <string_view>

#include "base/result.h"
#include "figure/figure_service.h"
#include "staff/permission.h"

namespace figure {

// Refusals: not_permitted, second_person_missing (the program cannot be one of two),
// same_person_twice.
base::Result<void> check_signers(const Signers& signers, std::string_view municipality);
// Whether the posts of those who sign permit the deed about work of that body; empty: about the
// work of their own. The program itself may. Refusals: those of check_signers, then staff::permits.
base::Result<void> check_permitted(const Signers& signers, staff::Deed deed,
                                   std::string_view municipality, std::string_view body = {});
// Also second_person_missing.
base::Result<void> check_two(const Signers& signers, std::string_view municipality);
// Refusals: reason_missing.
base::Result<void> check_reason(std::string_view reason);

}  // namespace figure
