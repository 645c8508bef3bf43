// From the signs of a cell to its quantities: words gather until a number comes and become its
// label; words glued behind a number name it where nothing stood before. Brackets keep the label
// outside.
#include "base/quantity.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/cell_absence.h"
#include "base/cell_figure.h"
#include "base/cell_mention.h"
#include "base/cell_number.h"
#include "base/cell_text.h"
#include "base/cell_unit.h"
#include "base/cell_words.h"

namespace base {
namespace {

struct Part {
  Stretch words;
  bool mentioned = false;  // an ordinal, a name or an age: already among the mentions
  bool resumed = false;    // used as a label before: 入門 at the 75人 of 入門（3日）75人
};

// What waits outside a bracket.
struct Bracket {
  std::vector<Part> label;
  std::size_t open = 0;
  std::size_t quantities = 0;
  std::size_t findings = 0;
  bool behind_quantity = false;
  std::optional<std::size_t> date_begin;
};

constexpr std::u32string_view stops = U"、。，,;|=";
constexpr std::u32string_view bullets = U"○●■◆□◇★☆▶►▪◎◯•※*";
constexpr std::u32string_view opening_brackets = U"([{<《〈";
constexpr std::u32string_view closing_brackets = U")]}>》〉";
constexpr std::u32string_view first_of_mentions =
    U"令平昭大明㋿㍻㍼㍽RHSrh午第#№℡〒エイ東特ゼ(※*注問設";

bool is_one_of(std::u32string_view signs, char32_t code) {
  return code != U'\0' && signs.find(code) != signs.npos;
}

bool is_circled_number(char32_t code) {
  return (code >= 0x2460 && code <= 0x2473) || (code >= 0x2776 && code <= 0x277F);
}

class CellReader {
 public:
  explicit CellReader(const CellText& text, CellReading& reading)
      : text_(text), reading_(reading) {}

  void read() {
    while (at_ < text_.size()) take_next();
    finish();
  }

 private:
  void take_next() {
    switch (text_.script(at_)) {
      case Script::space:
        end_word();
        settle_trailing();
        ++at_;
        return;
      case Script::line_break:
        stop();
        date_begin_.reset();
        ++at_;
        return;
      case Script::invalid:
      case Script::control:
        take_unreadable();
        return;
      case Script::digit:
      case Script::kanji:
      case Script::hiragana:
      case Script::katakana:
      case Script::letter:
      case Script::mark:
      case Script::end:
        break;
    }
    if (take_mention() || take_figure()) return;
    if (text_.script(at_) == Script::mark) {
      take_mark();
    } else {
      take_word_sign();
    }
  }

  void take_unreadable() {
    const Script script = text_.script(at_);
    stop();
    std::size_t end = at_;
    while (text_.script(end) == script) ++end;
    add_unread(
        at_, end,
        script == Script::invalid ? UnreadReason::invalid_utf8 : UnreadReason::control_character);
    at_ = end;
  }

  // ---- words ----

  void take_word_sign() {
    if (!word_begin_) word_begin_ = at_;
    ++at_;
  }

  void end_word() {
    if (!word_begin_) return;
    const Stretch words{*word_begin_, at_};
    pending_.push_back({words, word_has_digits_, false});
    if (word_has_digits_) add_mention(MentionKind::name, words);
    word_begin_.reset();
    word_has_digits_ = false;
  }

  // The words glued behind the last quantity: 発行 of 8,000部発行.
  void settle_trailing() {
    if (!glued_) return;
    glued_ = false;
    if (pending_.empty()) return;
    const Stretch words = pending_.front().words;
    const bool mentioned = pending_.front().mentioned;
    if (text_.script(at_) == Script::space && is_carried_on(text_, words)) return;
    pending_.erase(pending_.begin());
    name_last_quantity(words, mentioned);
  }

  void name_last_quantity(Stretch words, bool mentioned) {
    Quantity& last = reading_.quantities.back();
    read_trailing_qualifiers(text_, words, last.qualifiers);
    const Stretch label = trailing_label(text_, words);
    const bool only_grammar = label.empty();
    if (!mentioned && (only_grammar || last.label.empty())) {
      last.label += text_.folded(label.begin, label.end);
      last.span.end = text_.span(words.begin, words.end).end;
      return;
    }
    if (!mentioned) add_mention(MentionKind::words, words);
  }

  // A stop ends a label: what has no number behind it stays as words.
  void stop() {
    end_word();
    settle_trailing();
    for (const Part& part : pending_) {
      const Stretch words = cleaned(text_, part.words);
      if (!part.mentioned && !words.empty()) add_mention(MentionKind::words, words);
    }
    pending_.clear();
  }

  // ---- marks ----

  void take_mark() {
    const char32_t code = text_.code(at_);
    if (take_limit(code)) return;
    if (is_one_of(opening_brackets, code)) {
      open_bracket();
    } else if (is_one_of(closing_brackets, code)) {
      close_bracket();
    } else if (is_one_of(stops, code) || is_one_of(bullets, code) || is_circled_number(code)) {
      stop();
      if (code == U'。') date_begin_.reset();
    } else if (code == U'→') {
      stop();
      take_arrow();
    } else if (code == U'×') {
      stop();
      times_ = !reading_.quantities.empty();
    } else if (code == U'・' || code == U'/' || code == U'+' || code == U'&') {
      take_joint();
      return;
    } else if (code == U'-' && word_begin_ && text_.script(at_ + 1) == Script::letter) {
      take_word_sign();  // Wi-Fi
      return;
    } else if (code == U':' || code == U'~' || code == U'-' || code == U'―') {
      end_word();
      settle_trailing();
    } else {
      take_word_sign();
      return;
    }
    ++at_;
  }

  // ≧100件, <5%, ～5人. Behind a number the sign may be meant either way.
  bool take_limit(char32_t code) {
    struct Limit {
      char32_t sign;
      Comparison comparison;
    };
    constexpr Limit limits[] = {{U'≧', Comparison::at_least},  {U'≥', Comparison::at_least},
                                {U'≦', Comparison::at_most},   {U'≤', Comparison::at_most},
                                {U'>', Comparison::more_than}, {U'<', Comparison::less_than},
                                {U'~', Comparison::at_most}};
    const auto* limit = std::ranges::find(limits, code, &Limit::sign);
    if (limit == std::end(limits)) return false;
    const bool bracket_or_span = code == U'>' || code == U'<' || code == U'~';
    const bool behind_words = is_word_script(text_.script_before(at_)) || glued_;
    if (bracket_or_span && (!text_.digit(at_ + 1) || behind_words)) return false;
    end_word();
    settle_trailing();
    if (text_.digit(text_.skip_spaces(at_ + 1))) {
      limit_ = limit->comparison;
    } else {
      add_unread(at_, at_ + 1, UnreadReason::sign_ambiguous);
    }
    ++at_;
    return true;
  }

  // 調査・検討 is one word, 5名・女性3名 are two quantities.
  void take_joint() {
    if (word_begin_ && !glued_ && is_word_script(text_.script(at_ + 1))) {
      take_word_sign();
      return;
    }
    stop();
    ++at_;
  }

  void take_arrow() {
    if (reading_.quantities.empty()) return;
    reading_.quantities.back().qualifiers.add(Qualifier::changed_from);
    arrow_ = true;
  }

  void open_bracket() {
    end_word();
    const bool behind_quantity = glued_ && pending_.empty();
    if (names_the_bracket()) glued_ = false;
    settle_trailing();
    brackets_.push_back({std::move(pending_), at_, reading_.quantities.size(), findings(),
                         behind_quantity, date_begin_});
    pending_.clear();
  }

  // 実践 of 入門（3日）75人実践（5日）44人: the quantity before has its label, so this is a new
  // one.
  bool names_the_bracket() const {
    if (!glued_ || pending_.empty() || reading_.quantities.back().label.empty()) return false;
    const Stretch words = pending_.front().words;
    return deed_before_next(text_, words) == words.begin &&
           text_.script(words.begin) != Script::hiragana;
  }

  void close_bracket() {
    end_word();
    settle_trailing();
    if (brackets_.empty()) return;
    Bracket bracket = std::move(brackets_.back());
    brackets_.pop_back();
    const bool plain_words = findings() == bracket.findings && !pending_.empty();
    if (bracket.behind_quantity) qualify_last_quantity(bracket, plain_words);
    if (plain_words && !bracket.label.empty() && !bracket.label.back().mentioned) {
      bracket.label.back().words.end = at_ + 1;
    } else if (plain_words && !bracket.behind_quantity && bracket.label.empty()) {
      bracket.label = std::move(pending_);
    } else {
      stop();
    }
    if (reading_.quantities.size() > bracket.quantities) resume(bracket.label);
    pending_ = std::move(bracket.label);
    if (bracket.behind_quantity) date_begin_ = bracket.date_begin;
  }

  // The label outside goes on behind figures inside; their parts of the text stay apart.
  void resume(std::vector<Part>& label) {
    for (Part& part : label) {
      if (!part.mentioned && !part.resumed) add_mention(MentionKind::words, part.words);
      part.mentioned = part.resumed = true;
    }
  }

  // 12件（R4）, 5,000人（目標）: the bracket dates or qualifies the quantity before it.
  void qualify_last_quantity(const Bracket& bracket, bool plain_words) {
    if (plain_words) {
      read_trailing_qualifiers(text_, pending_.back().words, reading_.quantities.back().qualifiers);
    }
    const bool dated_here = date_begin_ && date_begin_ != bracket.date_begin;
    if (dated_here && reading_.quantities.size() == bracket.quantities) dates_.back() = date_begin_;
  }

  std::size_t findings() const {
    return reading_.quantities.size() + reading_.mentions.size() + reading_.unread.size();
  }

  // ---- mentions ----

  bool take_mention() {
    const bool letter = text_.script(at_) == Script::letter;
    if (!text_.digit(at_) && !letter && !is_one_of(first_of_mentions, text_.code(at_)))
      return false;
    const bool in_word = word_begin_ && letter && text_.script_before(at_) == Script::letter;
    if (in_word) return false;
    if (const auto date = read_date_or_time(text_, at_)) {
      end_word();
      take_glued_words();
      if (date->kind != MentionKind::time) date_begin_ = text_.span(at_, date->end).begin;
      add_mention(date->kind, {at_, date->end});
      at_ = date->end;
      return true;
    }
    const auto other = read_ordinal_or_name(text_, at_);
    if (!other) return false;
    take_named(*other);
    return true;
  }

  // Ordinals, names and ages are part of the label: 1回目 of 1回目141名; the numbers of paragraphs
  // are not.
  void take_named(const ReadMention& mention) {
    end_word();
    take_glued_words();
    const Stretch words{at_, mention.end};
    add_mention(mention.kind, words);
    if (mention.kind == MentionKind::reference) {
      stop();
    } else {
      pending_.push_back({words, true, false});
    }
    at_ = mention.end;
  }

  // ---- figures ----

  bool take_figure() {
    const char32_t code = text_.code(at_);
    const bool may_begin =
        text_.script(at_) != Script::hiragana && text_.script(at_) != Script::letter;
    if (!may_begin || (text_.script(at_) == Script::kanji && !is_kanji_numeral(code))) return false;
    const FigureRead read = read_figure(text_, at_, context());
    if (const auto* figure = std::get_if<Figure>(&read)) {
      end_word();
      take_glued_words();
      if (figure->is_basis) {
        take_basis(*figure);
      } else {
        take_quantity(*figure);
      }
      return true;
    }
    if (const auto* unread = std::get_if<UnreadFigure>(&read)) {
      stop();
      add_unread(at_, unread->end, unread->reason);
      at_ = unread->end;
      return true;
    }
    if (const auto* name = std::get_if<NameDigits>(&read)) {
      if (!word_begin_) word_begin_ = at_;
      at_ = name->end;
      word_has_digits_ = true;
      return true;
    }
    return false;
  }

  FigureContext context() const {
    FigureContext context;
    context.after_quantity = glued_ && !word_begin_ && pending_.empty();
    context.label_names_it = behind_colon();
    context.unit_elsewhere = std::ranges::any_of(
        pending_, [&](const Part& part) { return states_a_unit(text_, part.words); });
    Stretch label{};
    if (word_begin_) {
      context.word = label = {*word_begin_, at_};
    } else if (!pending_.empty()) {
      label = pending_.back().words;
    }
    if (label.empty()) return context;
    context.label_names_it = context.label_names_it || names_a_bare_number(text_, label);
    context.label_is_share = names_a_share(text_, label);
    context.splits_a_count =
        !brackets_.empty() && brackets_.back().quantities > 0 && !is_numbered_heading(text_, label);
    return context;
  }

  bool behind_colon() const {
    std::size_t before = at_;
    while (text_.script_before(before) == Script::space) --before;
    return text_.code_before(before) == U':';
  }

  // Words between two numbers without a space: 2回開催参加者39名. A deed belongs to the first
  // number.
  void take_glued_words() {
    if (!glued_) return;
    glued_ = false;
    if (pending_.empty()) return;
    Part& part = pending_.front();
    const std::size_t deed_end = deed_before_next(text_, part.words);
    if (deed_end == part.words.begin) return;
    const Stretch deed{part.words.begin, deed_end};
    part.words.begin = deed_end;
    const bool nothing_left = part.words.empty();
    if (nothing_left) pending_.erase(pending_.begin());
    name_last_quantity(deed, false);
  }

  // 1人当たり5万円: the basis is said as `per` of the quantity behind it.
  void take_basis(const Figure& figure) {
    const bool one = figure.quantity.value == Number{1, 1, 0};
    if (!basis_.empty()) basis_ += "・";
    basis_ += one ? figure.quantity.unit : text_.folded(figure.printed.begin, figure.printed.end);
    add_mention(MentionKind::rate, {at_, figure.end});
    at_ = figure.end;
  }

  void take_quantity(const Figure& figure) {
    Quantity quantity = figure.quantity;
    quantity.figure = text_.span(figure.printed.begin, figure.printed.end);
    quantity.span = text_.span(figure.printed.begin, figure.end);
    label_quantity(quantity);
    relate_quantity(quantity);
    dates_.push_back(date_begin_);
    has_parts_ = figure.has_parts;
    reading_.quantities.push_back(std::move(quantity));
    at_ = figure.end;
    glued_ = true;
  }

  void label_quantity(Quantity& quantity) {
    Label label = read_label(text_, label_stretches(pending_));
    begin_span_at(quantity, pending_);
    if (label.parts.empty() && !brackets_.empty() && !brackets_.back().label.empty()) {
      std::vector<Part>& outer = brackets_.back().label;
      label.parts = read_label(text_, label_stretches(outer)).parts;
      const bool first_inside = brackets_.back().quantities == reading_.quantities.size();
      if (first_inside) {
        begin_span_at(quantity, outer);
        for (Part& part : outer) part.mentioned = part.resumed = true;
      }
    }
    pending_.clear();
    if (!label.parts.empty() && quantity.unit.empty()) {
      take_unit_of_label(text_, label.parts.back().begin, label.parts.back().end, quantity);
    }
    for (const Stretch part : label.parts) {
      if (!quantity.label.empty()) quantity.label += ' ';
      quantity.label += text_.folded(part.begin, part.end);
    }
    quantity.qualifiers.add_all(label.qualifiers);
    quantity.approximate = quantity.approximate || label.approximate;
    if (!label.per.empty() && quantity.per.empty()) {
      quantity.per = text_.folded(label.per.begin, label.per.end);
    }
  }

  void begin_span_at(Quantity& quantity, const std::vector<Part>& label) const {
    for (const Part& part : label) {
      const Stretch words = cleaned(text_, part.words);
      if (part.resumed || words.empty()) continue;
      quantity.span.begin = text_.span(words.begin, words.end).begin;
      return;
    }
  }

  static std::vector<Stretch> label_stretches(const std::vector<Part>& parts) {
    std::vector<Stretch> stretches;
    for (const Part& part : parts) stretches.push_back(part.words);
    return stretches;
  }

  // What ties it to the quantities before: うち, 中, 各, →, ×, brackets.
  void relate_quantity(Quantity& quantity) {
    const auto& earlier = reading_.quantities;
    if (!brackets_.empty()) quantity.qualifiers.add(Qualifier::bracketed);
    if (std::exchange(arrow_, false)) {
      quantity.qualifiers.add(Qualifier::changed_to);
      if (quantity.label.empty()) share_unit(quantity);
    }
    if (std::exchange(times_, false)) quantity.qualifiers.add(Qualifier::times);
    if (std::exchange(has_parts_, false)) {
      quantity.qualifiers.add(Qualifier::part_of);
      quantity.part_of = earlier.size() - 1;
    } else if (quantity.qualifiers.has(Qualifier::part_of)) {
      quantity.part_of = last_whole();
    }
    if (quantity.comparison == Comparison::exactly) quantity.comparison = limit_;
    limit_ = Comparison::exactly;
    if (!basis_.empty() && quantity.per.empty()) quantity.per = basis_;
    basis_.clear();
    const bool each_issue = quantity.qualifiers.has(Qualifier::each) && quantity.per.empty() &&
                            !earlier.empty() && earlier.back().unit == "回";
    if (each_issue) quantity.per = earlier.back().unit;
  }

  // 3→5件: the unit of both stands behind the second, as in 3～5件.
  void share_unit(const Quantity& last) {
    auto& earlier = reading_.quantities;
    for (auto before = earlier.rbegin(); before != earlier.rend() && before->unit.empty() &&
                                         before->qualifiers.has(Qualifier::changed_from);
         ++before) {
      before->unit = last.unit;
      before->base_unit = last.base_unit;
      before->scale = last.scale;
      if (!set_yen(*before)) before->scale = 1;
    }
  }

  // The last quantity that is no part of another one.
  std::optional<std::size_t> last_whole() const {
    for (std::size_t index = reading_.quantities.size(); index > 0; --index) {
      if (!reading_.quantities[index - 1].part_of) return index - 1;
    }
    return std::nullopt;
  }

  // ---- results ----

  void add_mention(MentionKind kind, Stretch words) {
    reading_.mentions.push_back({kind, std::string(text_.written(words.begin, words.end)),
                                 text_.span(words.begin, words.end)});
  }

  void add_unread(std::size_t from, std::size_t to, UnreadReason reason) {
    reading_.unread.push_back({std::string(text_.written(from, to)), text_.span(from, to), reason});
  }

  void finish() {
    stop();
    while (!brackets_.empty()) {
      pending_ = std::move(brackets_.back().label);
      brackets_.pop_back();
      stop();
    }
    std::ranges::sort(reading_.mentions, {}, [](const Mention& mention) {
      return std::tuple(mention.span.begin, mention.span.end, mention.kind);
    });
    for (std::size_t index = 0; index < dates_.size(); ++index) {
      if (dates_[index]) reading_.quantities[index].dated = mention_at(*dates_[index]);
    }
  }

  std::optional<std::size_t> mention_at(std::size_t begin) const {
    const auto begin_of = [](const Mention& mention) { return mention.span.begin; };
    const auto found = std::ranges::lower_bound(reading_.mentions, begin, {}, begin_of);
    if (found == reading_.mentions.end() || found->span.begin != begin) return std::nullopt;
    return static_cast<std::size_t>(found - reading_.mentions.begin());
  }

  const CellText& text_;
  CellReading& reading_;
  std::size_t at_ = 0;
  std::optional<std::size_t> word_begin_;
  bool word_has_digits_ = false;
  std::vector<Part> pending_;      // words that wait for a number
  bool glued_ = false;             // nothing but words since the last quantity
  std::vector<Bracket> brackets_;  // open ones
  std::vector<std::optional<std::size_t>>
      dates_;  // for each quantity the byte where its date begins
  std::optional<std::size_t> date_begin_;
  std::string basis_;
  Comparison limit_ = Comparison::exactly;  // of a sign before the number: ≧100件
  bool arrow_ = false, times_ = false, has_parts_ = false;
};

}  // namespace

CellReading read_cell(std::string_view source) {
  CellReading reading;
  reading.text = source;
  if (source.size() > cell_bytes_max) {
    reading.state = CellState::words;
    reading.unread.push_back({reading.text, {0, source.size()}, UnreadReason::cell_too_long});
    interpret(reading);
    return reading;
  }
  const CellText text(source);
  CellReader(text, reading).read();
  if (!reading.quantities.empty()) {
    reading.state = CellState::quantities;
  } else {
    reading.state = reading.unread.empty() ? absence_of(text) : CellState::words;
  }
  interpret(reading);
  return reading;
}

}  // namespace base
