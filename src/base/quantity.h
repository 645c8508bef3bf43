// What an official wrote in one cell of a progress table, read into quantities: 「貸付2,252件
// 利子補給 949,888,008円」 is two of them; 「未実施」 is none and says so. The text is kept exactly
// as given and every part knows its bytes. What is printed (state) and what it means (meaning) are
// two fields. What cannot be read with certainty stays as text with a reason: it is never dropped
// and never guessed. The rules, with a table of worked cells that is also the test:
// docs/building/quantity.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

// Bytes of the source text, end exclusive.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

// An exact printed number: 1,058 is 1058/1, 8.30 is 830/100 with two decimals, 2/3 is 2/3.
struct Number {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  int decimals = 0;
  bool is_fraction() const { return decimals == 0 && denominator != 1; }
  bool is_whole() const { return denominator == 1; }
  bool operator==(const Number&) const = default;
};

// Words around the number that change what it counts.
enum class Qualifier : std::uint8_t {
  whole,         // 全4日
  each,          // 各8,000部, 5人ずつ
  gross,         // 延べ389店
  part_of,       // うち区内5社, 10件中8件
  target,        // 目標120件
  planned,       // 計画値, 3回予定
  result,        // 実績98件
  cumulative,    // 累計45件
  sum,           // 計120人
  average,       // 平均12人
  increase,      // ＋12人, 5%増
  decrease,      // 5%減
  changed_from,  // 8.3% of 8.3%→7.9%
  changed_to,    // 7.9% of it
  times,         // 4回 of 3,000部×4回
  bracketed,     // 12事業 of 10,376千円（12事業）
  and_others,    // 3団体等, 5社ほか
};
inline constexpr std::size_t qualifier_count = 17;

class Qualifiers {
 public:
  Qualifiers() = default;
  Qualifiers(std::initializer_list<Qualifier> list) {
    for (Qualifier qualifier : list) add(qualifier);
  }
  void add(Qualifier qualifier) { bits_ |= bit(qualifier); }
  void add_all(Qualifiers others) { bits_ |= others.bits_; }
  bool has(Qualifier qualifier) const { return (bits_ & bit(qualifier)) != 0; }
  bool operator==(const Qualifiers&) const = default;

 private:
  static std::uint32_t bit(Qualifier qualifier) { return 1u << static_cast<unsigned>(qualifier); }
  std::uint32_t bits_ = 0;
};

enum class Comparison : std::uint8_t { exactly, at_least, at_most, within, less_than, more_than };

// 10～15件: value is the lower printed number, range holds both.
struct NumberRange {
  Number low;
  Number high;
  bool operator==(const NumberRange&) const = default;
};

struct Quantity {
  std::string label;      // as written, cleaned of punctuation; "" where only figure and unit stand
  Number value;           // the printed number: 16,648 of 16,648千円
  std::string unit;       // as written after width folding: 件, 千円, 万人, ％ as %
  std::string base_unit;  // 千円 -> 円
  std::int64_t scale = 1;           // 千円 -> 1000
  std::optional<std::int64_t> yen;  // whole yen where the base unit is 円
  Qualifiers qualifiers;
  bool approximate = false;  // 約, 程度, 余
  Comparison comparison = Comparison::exactly;
  std::string per;  // 年 of 年3回, 回 of 年3回 各8,000部, 四半期 of 四半期毎に200部
  std::optional<NumberRange> range;
  std::optional<std::size_t> part_of;  // index of the earlier quantity it is a part of
  std::optional<std::size_t>
      dated;    // index of the mention that dates it: R7 of 「目標値 R7：1,200件」
  Span figure;  // number and unit
  Span span;    // label, number, unit and suffixes
};

// Parts that carry digits or words and are not quantities.
enum class MentionKind : std::uint8_t {
  date,       // 平成25年3月, R5, 10月
  period,     // R2～R4, 4月～6月
  as_of,      // 令和5年9月1日時点
  time,       // 10時～17時
  ordinal,    // 第3回, 1回目
  reference,  // No.5, 13-1, 03-1234-5678, (1)
  name,       // ISO14001, A4, 1階
  age,        // 65歳以上, 20歳代
  rate,       // 1人当たり: the basis of the quantity that follows
  words,      // words that are no label
};

struct Mention {
  MentionKind kind = MentionKind::words;
  std::string text;  // the bytes of the span
  Span span;
};

enum class UnreadReason : std::uint8_t {
  invalid_utf8,
  control_character,
  cell_too_long,
  thousands_misplaced,  // 1,23件
  number_malformed,     // 1.2.3, 1½
  number_too_large,
  number_indefinite,        // 10数件
  number_list,              // 2、3件; 5 2名
  decimal_point_ambiguous,  // 1.058件
  slash_ambiguous,          // 12/15社
  sign_ambiguous,           // 参加者-39名, ±5%
  ratio,                    // 3:1, 5対3
  unit_missing,             // a number among words without a unit
  unit_unknown,
  may_be_year,  // 2023 alone
};
inline constexpr std::size_t unread_reason_count = 15;

struct Unread {
  std::string text;
  Span span;
  UnreadReason reason = UnreadReason::unit_missing;
};

enum class CellState : std::uint8_t {
  quantities,
  words,            // 検討, 実施, 整備着手
  empty,            // nothing, or only spaces
  dash,             // -, ―, ー
  mark,             // ※, *, …, /, N/A
  none,             // なし, 該当なし: no figure is said, so it is not read as 0
  not_carried_out,  // 未実施
  called_off,       // 中止, 見送り
  ended,            // 廃止, 終了
  handed_over,      // 産業振興公社に事務移管
  done_elsewhere,   // 他事業で対応
  not_yet_counted,  // 未集計, 集計中
  undecided,        // 未定
  unknown,          // only as a meaning: nobody has said what a dash stands for
};

enum class Interpreter : std::uint8_t { nobody, wording };

struct CellReading {
  std::string text;                                  // exactly as given
  CellState state = CellState::empty;                // what is printed
  CellState meaning = CellState::unknown;            // what it is taken to mean ...
  Interpreter interpreted_by = Interpreter::nobody;  // ... and who says so
  std::vector<Quantity> quantities;                  // in the order of the text
  std::vector<Mention> mentions;
  std::vector<Unread> unread;
};

// The longest text that is read as a cell; longer ones come back whole as unread.
inline constexpr std::size_t cell_bytes_max = 65536;

CellReading read_cell(std::string_view text);

}  // namespace base
