// What a cell's readings say, in words that the sheet, the terminal and the pages of staff share:
// text or kind of absence, where from, how far it has come, and where readings differ.
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "plan/computed_service.h"

namespace plan {

// What stands in a reading, or what its absence means.
std::string said(base::Language language, const Reading& reading);
std::string source_words(base::Language language, ReadingSource source);
// 速報, 確定, 決算 with the day of the council, 公表.
std::string stage_words(base::Language language, const Reading& reading, const Column& column,
                        const OpenedTable& opened);
// One sentence a pair of readings: 公表資料から転記 と 記録から集計: …
std::vector<std::string> difference_lines(base::Language language, const OpenedTable& opened,
                                          const CellPlace& place);
// Why there is no computed reading, or another than people expect; "" when it is simply composed.
std::string why_words(base::Language language, const OpenedTable& opened, const CellPlace& place);
// 空き店舗入居促進事業, or the programme's title and the sub-activity's.
std::string leaf_words(const Plan& plan, const Row& leaf);

}  // namespace plan
