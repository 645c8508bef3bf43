// The rules for one figure, in the order in which they are asked. Whatever is doubtful is unread.
#include "base/cell_figure.h"

#include <algorithm>

#include "base/cell_number.h"
#include "base/cell_sign.h"
#include "base/cell_unit.h"

namespace base {
namespace {

bool starts_digits(const CellText& text, std::size_t at) {
  return text.digit(at) || text.code(at) == U'▲' || text.code(at) == U'△';
}

bool same_kind(const CellText& text, const ReadUnit& one, const ReadUnit& other) {
  return text.folded(one.begin, one.base_end) == text.folded(other.begin, other.base_end);
}

__extension__ using Wide = __int128;  // two 63-bit factors must not overflow

bool less(const Number& one, const Number& other) {
  return static_cast<Wide>(one.numerator) * other.denominator <
         static_cast<Wide>(other.numerator) * one.denominator;
}

std::size_t unit_end_or(const CellText& text, std::size_t at) {
  const auto unit = read_unit(text, at, true);
  return unit ? unit->end : at;
}

class FigureReader {
 public:
  FigureReader(const CellText& text, std::size_t at, const FigureContext& context)
      : text_(text), begin_(at), context_(context) {}

  FigureRead read() {
    const ReadSign sign = read_sign(text_, begin_);
    number_begin_ = sign.mark == SignMark::none ? begin_ : sign.end;
    const auto number = read_number(text_, number_begin_);
    if (!number) return {};
    number_ = *number;
    if (number_.form == NumberForm::kanji) return kanji_figure();
    if (number_.form == NumberForm::word) return zero_figure();
    if (number_.trouble) return unread(*number_.trouble);
    if (sign.mark == SignMark::doubtful) return unread(UnreadReason::sign_ambiguous);
    at_ = number_.end;
    if (begins_in_a_number()) return unread(UnreadReason::number_malformed);
    if (text_.code(at_) == U'数') return indefinite();
    if (numbers_a_heading()) return NameDigits{number_.end};
    if (const auto trouble = numbers_joined()) return *trouble;
    if (sign.mark == SignMark::yen) return yen_sign_figure();
    return figure_with_sign(sign.mark);
  }

 private:
  UnreadFigure unread(UnreadReason reason) const {
    return {unit_end_or(text_, number_.end), reason};
  }

  // .5 or the second half of a number that could not be read
  bool begins_in_a_number() const {
    const char32_t before = text_.code_before(begin_);
    return before == U'.' || (before == U',' && begin_ >= 2 && text_.digit(begin_ - 2));
  }

  // 十二団体, 二千三百円: only common counters, only where no other word is meant.
  FigureRead kanji_figure() {
    constexpr std::u32string_view plain_counters = U"件人名社者店回円枚冊台棟戸割倍校本組%";
    constexpr std::u32string_view openers = U"約計延全各べちは";
    constexpr std::u32string_view daily_words[] = {U"一部", U"一人", U"一本", U"一回",
                                                   U"千人", U"万人", U"一社", U"一組",
                                                   U"三者", U"一冊", U"二人"};
    const char32_t before = text_.code_before(begin_);
    if (is_word_before(text_, begin_) && openers.find(before) == openers.npos && !is_rhythm())
      return {};
    if (number_.trouble || is_scale_word_only()) return {};
    at_ = number_.end;
    const auto unit = read_unit(text_, at_, false);
    if (!unit || !unit->known || unit->begin != at_ || unit->base_end == unit->base_begin)
      return {};
    const bool one_sign = unit->base_end - unit->begin == 1;
    if (one_sign && plain_counters.find(text_.code(at_)) == plain_counters.npos) return {};
    const Script next = text_.script(unit->end);
    if (next == Script::katakana || next == Script::letter) return {};
    if (next == Script::kanji && !follows_a_counter(text_, unit->end)) return {};
    if (text_.code(unit->end) == U'目') return {};
    if (next == Script::hiragana && longest_of(daily_words, text_, begin_) != 0) return {};
    return figure_with_sign(SignMark::none);
  }

  // 年二回, 月一回
  bool is_rhythm() const {
    constexpr std::u32string_view spans = U"年月週";
    const char32_t before = text_.code_before(begin_);
    const bool alone = begin_ < 2 || !is_word_script(text_.script(begin_ - 2));
    return spans.find(before) != spans.npos && alone && text_.code(begin_ - 2) != U')' &&
           !text_.digit(begin_ < 2 ? begin_ : begin_ - 2) && text_.code(number_.end) == U'回';
  }

  // 千円, 百万円 alone head a column; they are no thousand yen.
  bool is_scale_word_only() const {
    for (std::size_t at = begin_; at < number_.end; ++at) {
      constexpr std::u32string_view scale_words = U"百千万億兆";
      if (scale_words.find(text_.code(at)) == scale_words.npos) return false;
    }
    return true;
  }

  // ゼロ says the number 0; ゼロカーボン does not.
  FigureRead zero_figure() {
    at_ = number_.end;
    const auto unit = read_unit(text_, at_, false);
    const bool ends = !is_word_script(text_.script(at_));
    const Script before = text_.script_before(begin_);
    if (before == Script::katakana || before == Script::letter) return {};
    if (!unit && !ends) return {};
    if (unit) take_unit(*unit);
    at_ = unit ? unit->end : at_;
    figure_.printed = {begin_, at_};
    return completed();
  }

  // 10数件
  UnreadFigure indefinite() const {
    return {unit_end_or(text_, at_ + 1), UnreadReason::number_indefinite};
  }

  // Two numbers in a row without a unit between them: 2、3件 · 5 2名 · 3:1 · 5+3件
  std::optional<UnreadFigure> numbers_joined() {
    const std::size_t spaced = text_.skip_spaces(at_);
    const char32_t mark = text_.code(spaced);
    const bool ratio =
        (mark == U':' || mark == U'対') && text_.digit(text_.skip_spaces(spaced + 1));
    const bool listed = mark == U'、' || mark == U'・' || mark == U',' || mark == U'+' ||
                        mark == U'.' || mark == U'/' || mark == U'×';
    const bool joined = listed && text_.digit(text_.skip_spaces(spaced + 1));
    // 1/20 45名 and 2019 23件: what may be a date leaves the next number alone.
    const bool may_be_date = number_.form == NumberForm::slash || looks_like_year();
    const bool spaced_digits = spaced != at_ && text_.digit(spaced) && !may_be_date;
    if (!ratio && !joined && !spaced_digits && !or_number(at_)) return std::nullopt;
    std::size_t end = at_;
    while (const auto next = joined_number(end)) end = *next;
    return UnreadFigure{unit_end_or(text_, end),
                        ratio ? UnreadReason::ratio : UnreadReason::number_list};
  }

  // 3又は4人: the place of the second number.
  std::optional<std::size_t> or_number(std::size_t end) const {
    constexpr std::u32string_view words[] = {U"又は",   U"または",   U"乃至",
                                             U"ないし", U"もしくは", U"若しくは"};
    const std::size_t length = longest_of(words, text_, end);
    const bool number_follows = length != 0 && text_.digit(end + length);
    return number_follows ? std::optional(end + length) : std::nullopt;
  }

  // コース1：15名, 指標1 12.3%: the first number belongs to the word before.
  bool numbers_a_heading() const {
    const bool glued = !context_.word.empty() && begin_ == context_.word.end;
    if (!glued || context_.label_names_it) return false;
    const bool heading = text_.says(begin_ - 2, U"指標") || text_.says(begin_ - 2, U"施策");
    const bool colon = text_.code(at_) == U':';
    if (!colon && !(heading && text_.script(at_) == Script::space)) return false;
    const auto next = read_number(text_, text_.skip_spaces(at_ + 1));
    return next && !next->trouble && read_unit(text_, next->end, false).has_value();
  }

  // The end of a further number joined to the one that ends here.
  std::optional<std::size_t> joined_number(std::size_t end) const {
    constexpr std::u32string_view joints = U"、・,+:対./×";
    if (const auto number = or_number(end)) return read_number(text_, *number)->end;
    std::size_t next = text_.skip_spaces(end);
    if (joints.find(text_.code(next)) != joints.npos && text_.code(next) != U'\0')
      next = text_.skip_spaces(next + 1);
    if (next == end || !text_.digit(next)) return std::nullopt;
    return read_number(text_, next)->end;
  }

  FigureRead yen_sign_figure() {
    if (!number_.value.is_whole()) return unread(UnreadReason::number_malformed);
    figure_.quantity.value = number_.value;
    figure_.quantity.unit = figure_.quantity.base_unit = "円";
    if (text_.code(at_) == U'-' && !text_.digit(at_ + 1)) ++at_;
    if (text_.code(at_) == U'円') ++at_;
    const ScaleWord scale = read_scale(text_, at_);
    if (scale.length != 0 || text_.script(at_) == Script::letter)
      return unread(UnreadReason::unit_unknown);
    figure_.printed = {begin_, at_};
    return completed();
  }

  FigureRead figure_with_sign(SignMark sign) {
    figure_.quantity.value = number_.value;
    const auto range = read_range();
    if (range && less(figure_.quantity.range->high, figure_.quantity.range->low)) {
      return UnreadFigure{unit_end_or(text_, *range), UnreadReason::number_malformed};
    }
    if (range) at_ = *range;
    read_approximate_before_unit();
    auto unit = read_unit(text_, at_, noun_allowed());
    if (unit && names_the_next_payer(*unit)) unit.reset();
    if (const auto doubt = doubts(unit)) return UnreadFigure{unit ? unit->end : at_, *doubt};
    if (unit && names_a_year(*unit)) return NameDigits{number_.end};
    const bool in_a_row = unit && text_.code(unit->end) == U'目' &&
                          !text_.says(unit->end, U"目標") && !text_.says(unit->end, U"目的");
    if (in_a_row) return NameDigits{unit->end + 1};  // 100万人目
    if (!unit) {
      if (auto other = bare_refused()) return *other;
    } else {
      take_unit(*unit);
      at_ = unit->end;
      if (const auto end = one_in_several(*unit)) return UnreadFigure{*end, UnreadReason::ratio};
      if (!range && read_range_with_units(*unit)) read_approximate_before_unit();
    }
    figure_.printed = {begin_, at_};
    if (sign == SignMark::minus) negate();
    if (sign == SignMark::plus && !context_.after_quantity) {
      figure_.quantity.qualifiers.add(Qualifier::increase);
    }
    return completed();
  }

  // 国1/2 県1/4: the county pays the second share, it is no counter of the first.
  bool names_the_next_payer(const ReadUnit& unit) const {
    constexpr std::u32string_view payers = U"国都道府県市区町村";
    const bool payer =
        unit.end == unit.begin + 1 && payers.find(text_.code(unit.begin)) != payers.npos;
    return number_.form == NumberForm::slash && payer && unit.begin != at_ && text_.digit(unit.end);
  }

  // 3人に1人, 10社に1社: a share, not two counts.
  std::optional<std::size_t> one_in_several(const ReadUnit& unit) const {
    if (text_.code(at_) != U'に' || !text_.digit(at_ + 1)) return std::nullopt;
    const auto next = read_number(text_, at_ + 1);
    const auto next_unit = read_unit(text_, next->end, false);
    const bool same = next_unit && same_kind(text_, unit, *next_unit);
    return same ? std::optional(next_unit->end) : std::nullopt;
  }

  void negate() {
    figure_.quantity.value.numerator = -figure_.quantity.value.numerator;
    if (figure_.quantity.range) figure_.quantity.range->low = figure_.quantity.value;
  }

  // 10～15: the second number directly behind the mark. Gives the place after it.
  std::optional<std::size_t> read_range() {
    std::size_t mark = text_.skip_spaces(at_);
    const char32_t code = text_.code(mark);
    const bool from = text_.says(mark, U"から");
    if (code != U'~' && code != U'-' && code != U'―' && !from) return std::nullopt;
    const auto high = read_number(text_, text_.skip_spaces(mark + (from ? 2 : 1)));
    if (!high || high->trouble || high->form == NumberForm::kanji) return std::nullopt;
    figure_.quantity.range = NumberRange{number_.value, high->value};
    return high->end;
  }

  // 10件～15件: both with the same unit.
  bool read_range_with_units(const ReadUnit& unit) {
    const std::size_t mark = text_.skip_spaces(at_);
    if (text_.code(mark) != U'~' && text_.code(mark) != U'-' && text_.code(mark) != U'―')
      return false;
    const auto high = read_number(text_, text_.skip_spaces(mark + 1));
    if (!high || high->trouble || high->form == NumberForm::kanji) return false;
    const auto high_unit = read_unit(text_, high->end, false);
    if (!high_unit || less(high->value, number_.value)) return false;
    const bool scale_only = unit.base_begin == unit.base_end && unit.scale == high_unit->scale;
    if (!scale_only && !same_kind(text_, unit, *high_unit)) return false;
    take_unit(*high_unit);  // 10万～15万円
    figure_.quantity.range = NumberRange{number_.value, high->value};
    at_ = high_unit->end;
    return true;
  }

  // 100余件
  void read_approximate_before_unit() {
    if (text_.code(at_) != U'余' && text_.code(at_) != U'強' && text_.code(at_) != U'弱') return;
    figure_.quantity.approximate = true;
    ++at_;
  }

  bool looks_like_year() const {
    const std::int64_t value = number_.value.numerator;
    const std::int64_t month = value / 100 % 100, day = value % 100;
    const bool year = value >= 1900 && value <= 2099;
    const bool full_date = value >= 19000101 && value <= 20991231 && month >= 1 && month <= 12 &&
                           day >= 1 && day <= 31;  // 20250401
    return number_.value.is_whole() && !number_.grouped && number_.form == NumberForm::digits &&
           (year || full_date);
  }

  // 東京2020大会: a year in a name, not a number of tournaments.
  bool names_a_year(const ReadUnit& unit) const {
    constexpr std::u32string_view counted = U"件人名社者店回円部枚冊台本団組事世戸㎡mkt%";
    const bool glued = !context_.word.empty() && begin_ == context_.word.end;
    const bool plain = counted.find(text_.code(unit.base_begin)) != counted.npos;
    return looks_like_year() && glued && !context_.label_names_it && !plain;
  }

  bool noun_allowed() const {
    const Script before = text_.script_before(begin_);
    const bool glued_name = before == Script::katakana || before == Script::letter;
    return number_.value.is_whole() && !glued_name && !looks_like_year();
  }

  // Why a well formed number with its unit must still not be taken.
  std::optional<UnreadReason> doubts(const std::optional<ReadUnit>& unit) const {
    if (number_.form == NumberForm::slash && !slash_is_fraction(unit))
      return UnreadReason::slash_ambiguous;
    if (unit && number_.value.decimals == 3 && counts_whole_things(*unit)) {
      return UnreadReason::decimal_point_ambiguous;
    }
    const char32_t first = text_.code(begin_);
    const bool leading_zero = first == U'0' && text_.digit(begin_ + 1);
    if (leading_zero && !unit) return UnreadReason::number_malformed;
    return std::nullopt;
  }

  // 2/3 and 1/2以内 are fractions; 12/15社 may be 12 of 15, 6/15 a day.
  bool slash_is_fraction(const std::optional<ReadUnit>& unit) const {
    const Number& value = number_.value;
    if (unit && unit->known && unit->base_end > unit->base_begin) return false;
    if (context_.label_is_share) return value.numerator <= value.denominator;
    constexpr std::u32string_view held[] = {U"開催", U"実施", U"開始", U"(", U"時点", U"現在"};
    if (longest_of(held, text_, at_) != 0) return false;
    return value.numerator < value.denominator && value.denominator <= 10;
  }

  // 1.058件 may be 1,058件; 1.234億円 or 1.234倍 is as printed.
  bool counts_whole_things(const ReadUnit& unit) const {
    if (unit.scale != 1 || number_.form != NumberForm::digits) return false;
    constexpr std::u32string_view counted = U"件人名社者店回部冊枚台戸校本円票通組団施事箇か";
    return counted.find(text_.code(unit.base_begin)) != counted.npos;
  }

  void take_unit(const ReadUnit& unit) { set_unit(text_, unit, figure_.quantity); }

  // A number without a unit: taken only where a table would print one so.
  std::optional<FigureRead> bare_refused() const {
    const Script before = text_.script_before(begin_);
    const bool signless = begin_ == number_begin_;  // 業況DI▲12.5 is certain by its sign
    const bool glued = signless && !context_.word.empty() && begin_ == context_.word.end;
    if (glued && (before == Script::katakana || before == Script::letter) &&
        !context_.label_names_it) {
      if (context_.splits_a_count) return UnreadFigure{at_, UnreadReason::unit_missing};
      return NameDigits{number_.end};
    }
    if (is_word_script(text_.script(at_)) && !follows_a_number()) {
      return UnreadFigure{unit_run_end(), UnreadReason::unit_unknown};
    }
    if (touches_unknown_unit()) return UnreadFigure{at_, UnreadReason::unit_unknown};
    if (context_.unit_elsewhere) return UnreadFigure{at_, UnreadReason::unit_missing};
    if (const auto end = unit_behind_bracket()) {
      return UnreadFigure{*end, UnreadReason::number_list};
    }
    if (looks_like_year() && !context_.label_names_it) {
      return UnreadFigure{at_, UnreadReason::may_be_year};
    }
    const bool fraction = number_.form == NumberForm::slash || number_.form == NumberForm::parts;
    const bool words_follow = is_word_script(text_.script(text_.skip_spaces(at_))) &&
                              text_.script(at_) == Script::space && !fraction;
    if (words_follow && !context_.label_names_it && !context_.splits_a_count)
      return UnreadFigure{at_, UnreadReason::unit_missing};
    if (glued && !context_.label_names_it && !context_.splits_a_count && !fraction) {
      return UnreadFigure{at_, UnreadReason::unit_missing};
    }
    return std::nullopt;
  }

  // $100, 5℉, 3㏌: a sign of measure that is not in the table.
  bool touches_unknown_unit() const {
    constexpr std::u32string_view currencies = U"$€£₩¢";
    const char32_t before = text_.code_before(begin_), next = text_.code(at_);
    const bool square_word = next >= 0x3300 && next <= 0x33FF;
    const bool letterlike = next >= 0x2100 && next <= 0x214F;
    const bool behind = square_word || letterlike || next == U'°' || next == U'′' || next == U'″';
    const bool money = currencies.find(before) != currencies.npos && before != U'\0';
    return behind || money || (next != U'\0' && currencies.find(next) != currencies.npos);
  }

  // 5(2)件, 5（うち2）件: the unit of both stands behind the bracket.
  std::optional<std::size_t> unit_behind_bracket() const {
    constexpr std::size_t bracket_signs_max = 12;
    if (text_.code(at_) != U'(') return std::nullopt;
    for (std::size_t close = at_ + 1; close < at_ + bracket_signs_max; ++close) {
      if (text_.code(close) != U')') continue;
      const std::size_t unit = known_unit_length(text_, close + 1);
      return unit == 0 ? std::nullopt : std::optional(close + 1 + unit);
    }
    return std::nullopt;
  }

  std::size_t unit_run_end() const {
    std::size_t end = at_;
    while (text_.script(end) == text_.script(at_)) ++end;
    return end;
  }

  // Words that may follow a number without a unit: 100以上, 2/3補助, 3分の2を補助.
  bool follows_a_number() const {
    constexpr std::u32string_view limits[] = {U"以上", U"以下", U"以内", U"未満",
                                              U"程度", U"前後", U"超"};
    if (longest_of(limits, text_, at_) != 0) return true;
    constexpr std::u32string_view particles[] = {U"のうち", U"から", U"で", U"と", U"に", U"を"};
    if (context_.label_names_it && longest_of(particles, text_, at_) != 0) return true;
    const bool fraction = number_.form == NumberForm::parts || number_.form == NumberForm::slash;
    const char32_t next = text_.code(at_);
    const bool change = next == U'増' || next == U'減';
    return fraction &&
           (deed_length(text_, at_) != 0 || text_.script(at_) == Script::hiragana || change);
  }

  FigureRead completed() {
    while (take_suffix()) {
    }
    const std::size_t per = read_per_suffix(text_, at_);
    if (per != at_) {
      figure_.quantity.per = text_.folded(at_ + 1, per);
      at_ = per;
    }
    take_basis();
    if (!set_yen(figure_.quantity)) return UnreadFigure{at_, UnreadReason::number_too_large};
    figure_.end = at_;
    return figure_;
  }

  bool take(std::u32string_view words) {
    if (!text_.says(at_, words)) return false;
    at_ += words.size();
    return true;
  }

  bool take_suffix() {
    return take_comparison() || take_approximation() || take_change() || take_others();
  }

  bool take_comparison() {
    struct Limit {
      std::u32string_view words;
      Comparison comparison;
    };
    constexpr Limit limits[] = {
        {U"以上", Comparison::at_least},      {U"以下", Comparison::at_most},
        {U"以内", Comparison::within},        {U"未満", Comparison::less_than},
        {U"を超える", Comparison::more_than}, {U"を超え", Comparison::more_than},
        {U"を上回る", Comparison::more_than}, {U"超え", Comparison::more_than},
        {U"を下回る", Comparison::less_than}, {U"を上回り", Comparison::more_than},
    };
    for (const Limit& limit : limits) {
      if (!take(limit.words)) continue;
      figure_.quantity.comparison = limit.comparison;
      return true;
    }
    if (text_.code(at_) == U'超' && !text_.says(at_, U"超過")) {
      figure_.quantity.comparison = Comparison::more_than;
      ++at_;
      return true;
    }
    return take_open_range();
  }

  // 100人～ : at least 100.
  bool take_open_range() {
    if (text_.code(at_) != U'~') return false;
    const Script next = text_.script(at_ + 1);
    const bool open = next == Script::end || next == Script::line_break ||
                      text_.code(at_ + 1) == U')' || text_.code(at_ + 1) == U'、';
    if (!open) return false;
    figure_.quantity.comparison = Comparison::at_least;
    ++at_;
    return true;
  }

  bool take_approximation() {
    constexpr std::u32string_view words[] = {U"程度", U"前後", U"くらい", U"ぐらい", U"ほど", U"弱",
                                             U"強",   U"余り", U"あまり", U"余",     U"近く"};
    const std::size_t length = longest_of(words, text_, at_);
    if (length == 0) return false;
    figure_.quantity.approximate = true;
    at_ += length;
    return true;
  }

  bool take_change() {
    const bool sign_alone = text_.script(at_ + 1) != Script::kanji;  // not 増刷, 減額
    if (take(U"の増加") || take(U"の増") || take(U"増加") || take(U"上昇") ||
        (sign_alone && take(U"増"))) {
      figure_.quantity.qualifiers.add(Qualifier::increase);
      return true;
    }
    if (take(U"の減少") || take(U"の減") || take(U"減少") || take(U"削減") || take(U"低下") ||
        (sign_alone && take(U"減"))) {
      figure_.quantity.qualifiers.add(Qualifier::decrease);
      return true;
    }
    return false;
  }

  bool take_others() {
    if (take(U"ずつ") || take(U"づつ")) {
      figure_.quantity.qualifiers.add(Qualifier::each);
      return true;
    }
    const bool others = take(U"ほか") || (text_.code(at_) == U'等' && take(U"等")) ||
                        (text_.code(at_) == U'他' && take(U"他"));
    if (others) figure_.quantity.qualifiers.add(Qualifier::and_others);
    return others;
  }

  // 1人当たり, 四半期ごとに, 10件中: words that tie this figure to the next one.
  void take_basis() {
    constexpr std::u32string_view bases[] = {U"当たり", U"当り", U"あたり", U"につき", U"ごとに",
                                             U"ごと",   U"毎に", U"毎",     U"おきに"};
    if (figure_.quantity.unit.empty()) return;
    if (const std::size_t length = longest_of(bases, text_, at_)) {
      figure_.is_basis = true;
      at_ += length;
      return;
    }
    constexpr std::string_view spans_of_time[] = {"日", "週", "週間", "か月", "ヶ月", "カ月", "年"};
    const bool span =
        std::ranges::find(spans_of_time, figure_.quantity.unit) != std::end(spans_of_time);
    const bool one = figure_.quantity.value == Number{1, 1, 0};
    constexpr std::u32string_view measures[] = {U"平均", U"最大", U"最高", U"最低", U"最多"};
    const bool per_head = text_.code_before(begin_) == U'人' && begin_ >= 2 &&
                          text_.code(begin_ - 2) == U'1';  // 1人1日 678g
    const bool spaced_count = text_.digit(text_.skip_spaces(at_));
    if (one && ((span && per_head && spaced_count) || text_.says(at_, U"1日 ")))
      figure_.is_basis = true;
    const bool measured = longest_of(measures, text_, at_) != 0;  // 1件平均, 1日最大
    if (one && (measured || (span && counted_things_follow()))) figure_.is_basis = true;
    if (span && text_.code(at_) == U'に' && text_.digit(at_ + 1)) {  // 2か月に1回
      figure_.is_basis = true;
      ++at_;
    }
    constexpr std::u32string_view time_bases[] = {U"1日当", U"1日あ", U"1月当", U"1月あ",
                                                  U"1年当", U"1年あ", U"1回当", U"1回あ"};
    if (one && longest_of(time_bases, text_, at_) != 0) figure_.is_basis = true;  // 1人1日当たり
    std::size_t next = at_ + 1;
    while (text_.code(next) == U'、' || text_.script(next) == Script::space) ++next;
    if (text_.code(at_) == U'中' && starts_digits(text_, next)) {
      figure_.has_parts = true;
      ++at_;
    }
  }

  // 1日3回, but not 1年6か月.
  bool counted_things_follow() const {
    const auto next = read_number(text_, at_);
    if (!next || !text_.digit(at_)) return false;
    constexpr std::u32string_view time[] = {U"か月", U"ヶ月", U"カ月", U"ヵ月", U"ケ月",
                                            U"日",   U"週",   U"時間", U"分",   U"月"};
    return longest_of(time, text_, next->end) == 0;
  }

  const CellText& text_;
  std::size_t begin_;
  std::size_t number_begin_ = 0;  // behind a sign
  FigureContext context_;
  ReadNumber number_;
  Figure figure_;
  std::size_t at_ = 0;
};

}  // namespace

FigureRead read_figure(const CellText& text, std::size_t at, const FigureContext& context) {
  return FigureReader(text, at, context).read();
}

}  // namespace base
