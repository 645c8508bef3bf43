// The heads of the chains as the text that a seal holds: a line "writer:sequence:digest" for each.
#pragma once

#include <string>
#include <vector>

#include "history/history_store.h"
#include "history/seal.h"

namespace history {

std::string head_line(const store::StoredHead& head);

// The heads a seal holds; lines that were made unreadable are left out.
std::vector<store::StoredHead> heads_in(const Seal& seal);

}  // namespace history
