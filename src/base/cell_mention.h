// Parts of a cell that carry digits and are not quantities: dates, periods, times, ordinals,
// numbers of sections and telephones, names such as ISO14001, ages.
#pragma once

#include <cstddef>
#include <optional>

#include "base/cell_text.h"

namespace base {

struct ReadMention {
  MentionKind kind = MentionKind::date;
  std::size_t end = 0;
};

// 平成25年3月 · R3年度 · R2～R4 · 4月～6月 · 令和5年9月1日時点 · 10時～17時
std::optional<ReadMention> read_date_or_time(const CellText& text, std::size_t at);

// 第3回 · 1回目 · No.5 · 13-1 · (1) · 1階 · A4 · 65歳以上 · 20歳代
std::optional<ReadMention> read_ordinal_or_name(const CellText& text, std::size_t at);

}  // namespace base
