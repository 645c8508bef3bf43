// 年度異動 as it is pasted from a spreadsheet or kept in a file: a line for each person with login,
// post and unit, divided by tabs. Posts are written as their word or their code, units as their
// name or their key.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/words.h"
#include "staff/posts.h"

namespace staff {

struct TransferText {
  std::vector<Move> moves;
  std::vector<int> lines;  // of the text, from 1, one for each move
};

// Blank lines are passed over.
TransferText read_transfer(std::string_view text, const std::vector<Unit>& units);

// The move that a refusal is about, from 0; nullopt when it is about none.
std::optional<std::size_t> move_of(const base::Refusal& refusal, const TransferText& text);
// Its sentence behind the line of the text.
std::string sentence(base::Language language, const base::Refusal& refusal,
                     const TransferText& text);

}  // namespace staff
