// The wordings of absence. A wording counts only where it is the whole cell or ends it:
// 未実施店舗への支援 is no absence.
#include "base/cell_absence.h"

#include <algorithm>

#include "base/cell_words.h"

namespace base {
namespace {

struct Wording {
  std::u32string_view words;
  CellState state;
};

constexpr Wording whole_cells[] = {
    {U"なし", CellState::none},
    {U"無し", CellState::none},
    {U"無", CellState::none},
    {U"該当なし", CellState::none},
    {U"該当無し", CellState::none},
    {U"実績なし", CellState::none},
    {U"実績無し", CellState::none},
    {U"申請なし", CellState::none},
    {U"対象なし", CellState::none},
    {U"該当者なし", CellState::none},
    {U"設定なし", CellState::none},
    {U"未定", CellState::undecided},
    {U"調整中", CellState::undecided},
    {U"集計中", CellState::not_yet_counted},
    {U"調査中", CellState::not_yet_counted},
    {U"確認中", CellState::not_yet_counted},
    {U"今後公表", CellState::not_yet_counted},
    {U"公表待ち", CellState::not_yet_counted},
    {U"廃止", CellState::ended},
    {U"終了", CellState::ended},
    {U"事業終了", CellState::ended},
    {U"事業廃止", CellState::ended},
};

constexpr Wording cell_ends[] = {
    {U"未実施", CellState::not_carried_out},
    {U"不実施", CellState::not_carried_out},
    {U"実施せず", CellState::not_carried_out},
    {U"実施なし", CellState::not_carried_out},
    {U"開催なし", CellState::not_carried_out},
    {U"実施していない", CellState::not_carried_out},
    {U"未着手", CellState::not_carried_out},
    {U"未開催", CellState::not_carried_out},
    {U"開催せず", CellState::not_carried_out},
    {U"中止", CellState::called_off},
    {U"見送り", CellState::called_off},
    {U"取りやめ", CellState::called_off},
    {U"取止め", CellState::called_off},
    {U"休止", CellState::called_off},
    {U"未集計", CellState::not_yet_counted},
    {U"未確定", CellState::not_yet_counted},
    {U"未公表", CellState::not_yet_counted},
    {U"事務移管", CellState::handed_over},
    {U"へ移管", CellState::handed_over},
    {U"に移管", CellState::handed_over},
    {U"移管済", CellState::handed_over},
    {U"移管済み", CellState::handed_over},
    {U"へ引継ぎ", CellState::handed_over},
    {U"に引継ぎ", CellState::handed_over},
    {U"に引き継ぎ", CellState::handed_over},
    {U"へ引き継ぎ", CellState::handed_over},
    {U"に引き継いだ", CellState::handed_over},
    {U"により廃止", CellState::ended},
    {U"をもって終了", CellState::ended},
    {U"をもって廃止", CellState::ended},
    {U"で終了", CellState::ended},
    {U"で廃止", CellState::ended},
};

constexpr std::u32string_view dashes = U"-―ー";
constexpr std::u32string_view marks = U"※*…‥/・.×○◎△●□■◯☆★▲?~";
constexpr std::u32string_view marks_in_letters[] = {U"N/A", U"n/a", U"NA", U"N.A."};

Stretch whole_text(const CellText& text) {
  Stretch all{0, text.size()};
  const auto blank = [&](std::size_t at) {
    return text.script(at) == Script::space || text.script(at) == Script::line_break;
  };
  while (!all.empty() && blank(all.begin)) ++all.begin;
  while (!all.empty() && blank(all.end - 1)) --all.end;
  return all;
}

bool only_of(const CellText& text, Stretch all, std::u32string_view signs) {
  for (std::size_t at = all.begin; at < all.end; ++at) {
    if (signs.find(text.code(at)) == signs.npos) return false;
  }
  return true;
}

bool is(const CellText& text, Stretch all, std::u32string_view words) {
  return all.end - all.begin == words.size() && text.says(all.begin, words);
}

// 他事業（都事業、区建築課）で対応 · 空き店舗活用事業で対応
bool is_done_elsewhere(const CellText& text, Stretch all) {
  constexpr std::u32string_view carriers[] = {U"事業",   U"制度", U"他課",
                                              U"他部署", U"別途", U"補助金"};
  const auto carried = [&](std::u32string_view words) { return contains(text, all, words); };
  if (ends_with(text, all, U"で対応") || ends_with(text, all, U"にて対応") ||
      ends_with(text, all, U"において対応")) {
    return std::ranges::any_of(carriers, carried);
  }
  const bool elsewhere = contains(text, all, U"他事業") || contains(text, all, U"別事業") ||
                         contains(text, all, U"他の事業");
  return elsewhere && (ends_with(text, all, U"で実施") || ends_with(text, all, U"に統合"));
}

}  // namespace

CellState absence_of(const CellText& text) {
  const Stretch all = whole_text(text);
  if (all.empty()) return CellState::empty;
  if (only_of(text, all, dashes)) return CellState::dash;
  if (only_of(text, all, marks)) return CellState::mark;
  for (std::u32string_view mark : marks_in_letters) {
    if (is(text, all, mark)) return CellState::mark;
  }
  const Stretch words = cleaned(text, all);
  for (const Wording& wording : whole_cells) {
    if (is(text, words, wording.words)) return wording.state;
  }
  if (is_done_elsewhere(text, words)) return CellState::done_elsewhere;
  for (const Wording& wording : cell_ends) {
    if (ends_with(text, words, wording.words)) return wording.state;
  }
  return CellState::words;
}

void interpret(CellReading& reading) {
  reading.interpreted_by = Interpreter::wording;
  switch (reading.state) {
    case CellState::empty:
    case CellState::dash:
    case CellState::mark:
    case CellState::unknown:
      reading.meaning = CellState::unknown;
      reading.interpreted_by = Interpreter::nobody;
      return;
    case CellState::called_off:
      reading.meaning = CellState::not_carried_out;
      return;
    case CellState::quantities:
    case CellState::words:
    case CellState::none:
    case CellState::not_carried_out:
    case CellState::ended:
    case CellState::handed_over:
    case CellState::done_elsewhere:
    case CellState::not_yet_counted:
    case CellState::undecided:
      reading.meaning = reading.state;
      return;
  }
}

}  // namespace base
