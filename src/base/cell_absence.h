// What a cell without quantities prints: nothing, a dash, a mark, 未実施, a hand-over, or plain
// words.
#pragma once

#include "base/cell_text.h"

namespace base {

// The state of a text in which no quantity and nothing unread was found.
CellState absence_of(const CellText& text);

// What a printed state is taken to mean, where its wording says so.
void interpret(CellReading& reading);

}  // namespace base
