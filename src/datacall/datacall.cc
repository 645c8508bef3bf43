// Decides without database, clock or page: each rule once.
#include "datacall/datacall.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/fiscal_year.h"
#include "base/japanese_text.h"
#include "plan/plan_reading.h"
#include "record/books.h"

namespace datacall {
namespace {

constexpr std::array kAbsences = {plan::CellState::not_yet_counted,
                                  plan::CellState::not_carried_out, plan::CellState::outside_years,
                                  plan::CellState::handed_over, plan::CellState::done_elsewhere};

constexpr std::array kHow = {std::pair{How::form, "form"}, std::pair{How::link, "link"},
                             std::pair{How::excel, "excel"}};
constexpr std::array kSigns = {
    std::pair{Sign::confirmed, "confirmed"}, std::pair{Sign::returned, "returned"},
    std::pair{Sign::checked, "checked"}, std::pair{Sign::questioned, "questioned"},
    std::pair{Sign::approved, "approved"}};

template <class Enum, std::size_t size>
std::string_view code_in(const std::array<std::pair<Enum, const char*>, size>& table, Enum value) {
  for (const auto& [one, code] : table)
    if (one == value) return code;
  return {};
}

template <class Enum, std::size_t size>
std::optional<Enum> value_in(const std::array<std::pair<Enum, const char*>, size>& table,
                             std::string_view code) {
  for (const auto& [one, its] : table)
    if (code == its) return one;
  return std::nullopt;
}

bool is_blank(std::string_view text) {
  return base::fold_width(text).find_first_not_of(" \t\r\n") == std::string::npos;
}

base::Result<void> check_length(std::string_view text, std::size_t max, base::Lines lines) {
  const std::size_t characters = base::character_count(text);
  if (characters > max) {
    return base::refuse(answer_too_long,
                        {{"characters", std::to_string(characters)}, {"max", std::to_string(max)}});
  }
  return base::check_text(text, lines, max);
}

// What has to stand there before each sign.
ValueState needed_before(Sign sign) {
  switch (sign) {
    case Sign::confirmed:
    case Sign::returned:
      return ValueState::entered;
    case Sign::checked:
    case Sign::questioned:
      return ValueState::confirmed;
    case Sign::approved:
      return ValueState::checked;
  }
  return ValueState::open;
}

}  // namespace

std::string_view in_db(How how) {
  return code_in(kHow, how);
}
std::string_view in_db(Sign sign) {
  return code_in(kSigns, sign);
}
std::optional<How> how_from(std::string_view code) {
  return value_in(kHow, code);
}
std::optional<Sign> sign_from(std::string_view code) {
  return value_in(kSigns, code);
}

std::string_view code_of(ValueState state) {
  switch (state) {
    case ValueState::open:
      return "open";
    case ValueState::entered:
      return "entered";
    case ValueState::confirmed:
      return "confirmed";
    case ValueState::checked:
      return "checked";
    case ValueState::approved:
      return "approved";
    case ValueState::returned:
      return "returned";
    case ValueState::reopened:
      return "reopened";
  }
  return {};
}

std::span<const plan::CellState> absences() {
  return kAbsences;
}

std::optional<plan::CellState> absence_from(std::string_view code) {
  for (const plan::CellState one : kAbsences)
    if (plan::in_db(one) == code) return one;
  return std::nullopt;
}

bool needs_note(plan::CellState absence) {
  return absence == plan::CellState::not_carried_out || absence == plan::CellState::handed_over ||
         absence == plan::CellState::done_elsewhere;
}

bool Given::says_the_same(const Given& other) const {
  return text == other.text && absence == other.absence && note == other.note &&
         executed_yen == other.executed_yen && through == other.through;
}

base::Result<void> check(const Given& given) {
  const std::vector<base::Fact> row = {{"row", given.row}};
  if (is_blank(given.text) && given.absence.empty()) return base::refuse(answer_missing, row);
  if (!is_blank(given.text) && !given.absence.empty()) return base::refuse(answer_twice, row);
  if (!given.absence.empty()) {
    const auto absence = absence_from(given.absence);
    if (!absence) {
      return base::refuse(unknown_absence, {{"row", given.row}, {"absence", given.absence}});
    }
    const bool names_line = *absence == plan::CellState::done_elsewhere && !given.through.empty();
    if (needs_note(*absence) && is_blank(given.note) && !names_line)
      return base::refuse(note_missing, row);
  }
  if (!given.through.empty() && given.absence != plan::in_db(plan::CellState::done_elsewhere))
    return base::refuse(through_without_reason, row);
  if (const auto fit = check_length(given.text, kAnswerCharactersMax, base::Lines::one); !fit)
    return fit;
  if (const auto fit = check_length(given.note, kNoteCharactersMax, base::Lines::many); !fit)
    return fit;
  if (given.executed_yen && *given.executed_yen < 0) return base::refuse(yen_negative, row);
  return {};
}

const Signed* find_sign(std::span<const Signed> signs, std::string_view row, std::int64_t version,
                        Sign sign) {
  const auto found = std::ranges::find_if(signs, [&](const Signed& one) {
    return one.row == row && one.version == version && one.sign == sign;
  });
  return found == signs.end() ? nullptr : &*found;
}

ValueState state_of(const std::optional<Answer>& latest, std::span<const Signed> signs) {
  if (!latest) return ValueState::open;
  const auto has = [&](Sign sign) {
    return find_sign(signs, latest->row, latest->version, sign) != nullptr;
  };
  if (has(Sign::returned) || has(Sign::questioned)) return ValueState::returned;
  if (has(Sign::approved)) return ValueState::approved;
  if (has(Sign::checked)) return ValueState::checked;
  if (has(Sign::confirmed)) return ValueState::confirmed;
  return ValueState::entered;
}

base::Result<void> may_sign(Sign sign, std::int64_t person, const std::optional<Answer>& latest,
                            std::span<const Signed> signs, std::string_view reason) {
  const std::string row = latest ? latest->row : std::string();
  if (state_of(latest, signs) != needed_before(sign))
    return base::refuse(nothing_to_sign, {{"row", row}});
  if (sign == Sign::confirmed && latest->person == person)
    return base::refuse(author_confirms, {{"row", row}});
  if (sign == Sign::approved) {
    const Signed* checked = find_sign(signs, row, latest->version, Sign::checked);
    if (checked != nullptr && checked->person == person)
      return base::refuse(checker_approves, {{"row", row}});
  }
  const bool sends_back = sign == Sign::returned || sign == Sign::questioned;
  if (sends_back && is_blank(reason)) return base::refuse(reason_missing);
  if (sends_back) return check_length(reason, kNoteCharactersMax, base::Lines::many);
  return {};
}

plan::Reading reading_of(const Given& given) {
  constexpr auto source = plan::ReadingSource::entered;
  if (given.absence.empty()) return plan::read_as(source, given.text);
  plan::Meaning meaning;
  meaning.state = absence_from(given.absence).value_or(plan::CellState::unknown);
  if (!given.note.empty()) meaning.reason = given.note;
  if (!given.through.empty()) meaning.row = given.through;
  plan::Reading reading;
  reading.source = source;
  reading.meaning = meaning;
  return reading;
}

int late_days(base::Date due, base::Date today, bool is_all_answered) {
  if (is_all_answered || today <= due) return 0;
  return base::days_between(due, today);
}

Label label_of(int fiscal_year, base::Date today, bool is_year_closed,
               std::optional<base::Date> council_on) {
  if (council_on && today >= *council_on) return {LabelKind::settled, *council_on};
  if (is_year_closed) return {LabelKind::final, {}};
  const base::Date last = record::last_day_of_books(fiscal_year);
  if (today > last) return {LabelKind::provisional, {}};
  return {LabelKind::provisional, base::add_days(last, 1)};
}

}  // namespace datacall
