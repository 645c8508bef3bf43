// Signs glued to a number, signs with a space behind them, signs written as words.
#include "base/cell_sign.h"

namespace base {
namespace {

// マイナス3.4%, プラス2件
ReadSign read_sign_word(const CellText& text, std::size_t at) {
  if (text.says(at, U"マイナス") && text.digit(at + 4)) return {SignMark::minus, at + 4};
  const bool own_word = text.script_before(at) != Script::katakana;
  if (own_word && text.says(at, U"プラス") && text.digit(at + 3)) return {SignMark::plus, at + 3};
  return {SignMark::none, at};
}

// ▲ 15.6 is a minus; △ 15.6 may be a mark △ and - 3% a dash, but neither is surely 15.6 and 3.
ReadSign read_spaced_sign(const CellText& text, std::size_t at) {
  const std::size_t number = text.skip_spaces(at + 1);
  if (number == at + 1 || !text.digit(number)) return {SignMark::none, at};
  const char32_t code = text.code(at);
  if (code == U'▲') return {SignMark::minus, number};
  if (code == U'△' || code == U'-') return {SignMark::doubtful, number};
  return {SignMark::none, at};
}

// ◎5事業 ○12事業 △3事業: a row of marks, where △ is no minus.
bool stands_in_a_row_of_marks(const CellText& text, std::size_t at) {
  for (std::size_t place = 0; place < at; ++place) {
    const char32_t code = text.code(place);
    if ((code == U'◎' || code == U'○' || code == U'〇' || code == U'◯') && text.digit(place + 1))
      return true;
  }
  return false;
}

}  // namespace

// ▲12.5, △3件, -3.2%, +12人, ¥1,000. A hyphen glued to a word may as well be a dash.
ReadSign read_sign(const CellText& text, std::size_t at) {
  const char32_t code = text.code(at);
  const std::size_t next = at + 1;
  if (code == U'¥') return {SignMark::yen, text.code(next) == U'-' ? at : text.skip_spaces(next)};
  if (code == U'マ' || code == U'プ') return read_sign_word(text, at);
  if (!text.digit(next)) return read_spaced_sign(text, at);
  if (code == U'△' && stands_in_a_row_of_marks(text, at)) return {SignMark::doubtful, next};
  if (code == U'▲' || code == U'△') return {SignMark::minus, next};
  if (code == U'+') return {SignMark::plus, next};
  if (code == U'±' || code == U'▼' || code == U'▽') return {SignMark::doubtful, next};
  if (code == U'ー' && is_word_before(text, at)) return {SignMark::none, at};  // セミナー1回
  if (code == U'-' || code == U'ー' || code == U'―') {
    constexpr std::u32string_view differences = U"比差減";  // 前年比-12件
    const bool compared = differences.find(text.code_before(at)) != differences.npos;
    const bool apart = !is_word_before(text, at) && text.code_before(at) != U'%';
    const bool certain = code == U'-' && (apart || compared);
    return {certain ? SignMark::minus : SignMark::doubtful, next};
  }
  return {SignMark::none, at};
}

}  // namespace base
