// The rules of a data call as tables: what an answer must say, where a value stands, who may sign.
#include "datacall/datacall.h"

#include <doctest/doctest.h>

#include "base/words.h"

namespace datacall {
namespace {

std::string code_of_check(const Given& given) {
  const auto checked = check(given);
  return checked ? "" : std::string(checked.error().code);
}

Answer answered(std::int64_t version, std::int64_t person) {
  return {"42", version, {"42", "12件"}, How::form, person, "練馬 花子", {}};
}

Signed by(std::int64_t version, Sign sign, std::int64_t person) {
  return {"42", version, sign, person, "練馬 太郎", {}, {}};
}

}  // namespace

TEST_CASE("every refusal of the room has its sentence in both languages") {
  for (const auto* kind : kRefusals) {
    CAPTURE(kind->code);
    CHECK(base::has_words(kind->code));
  }
}

TEST_CASE("an answer is a result or a typed absence with what it needs") {
  const std::string long_text(kAnswerCharactersMax + 1, 'x');
  struct Case {
    Given given;
    std::string_view refused;
  };
  const Case cases[] = {
      {{"42", "12件"}, ""},
      {{"42", "0件"}, ""},  // none is a result
      {{"42", "", "not_yet_counted"}, ""},
      {{"42", "", "outside_years"}, ""},
      {{"42", "", "not_carried_out", "応募がなかった"}, ""},
      {{"42", "", "handed_over", "産業振興公社へ"}, ""},
      {{"42", "", "done_elsewhere", "43の事業で対応"}, ""},
      {{"42", std::string(kAnswerCharactersMax, 'x')}, ""},
      {{"42", "12件", "", "", 0}, ""},
      {{"42", ""}, answer_missing.code},
      {{"42", "　 "}, answer_missing.code},
      {{"42", "12件", "not_yet_counted"}, answer_twice.code},
      {{"42", "", "dash"}, unknown_absence.code},
      {{"42", "", "'; DROP"}, unknown_absence.code},
      {{"42", "", "not_carried_out"}, note_missing.code},
      {{"42", "", "handed_over", " "}, note_missing.code},
      {{"42", "", "done_elsewhere"}, note_missing.code},
      {{"42", long_text}, answer_too_long.code},
      {{"42", "12件", "", std::string(kNoteCharactersMax + 1, 'x')}, answer_too_long.code},
      {{"42", "12件\n13件"}, "base.text_forbidden_character"},
      {{"42", "12件", "", "", -1}, yen_negative.code},
  };
  for (const Case& one : cases) {
    CAPTURE(one.given.text.substr(0, 20));
    CAPTURE(one.given.absence);
    CHECK(code_of_check(one.given) == one.refused);
  }
}

TEST_CASE("a value goes from entered to approved, and a new version begins again") {
  const auto first = std::optional(answered(1, 7));
  const auto second = std::optional(answered(2, 7));
  std::vector<Signed> signs;
  CHECK(state_of({}, signs) == ValueState::open);
  CHECK(state_of(first, signs) == ValueState::entered);
  signs.push_back(by(1, Sign::confirmed, 8));
  CHECK(state_of(first, signs) == ValueState::confirmed);
  signs.push_back(by(1, Sign::checked, 9));
  CHECK(state_of(first, signs) == ValueState::checked);
  signs.push_back(by(1, Sign::approved, 10));
  CHECK(state_of(first, signs) == ValueState::approved);
  CHECK(state_of(second, signs) == ValueState::entered);
  signs.push_back(by(2, Sign::returned, 8));
  CHECK(state_of(second, signs) == ValueState::returned);
  signs.back().sign = Sign::questioned;
  CHECK(state_of(second, signs) == ValueState::returned);
}

TEST_CASE("who may sign what: in order, and two rules bind persons") {
  const auto answer = std::optional(answered(1, 7));
  const std::vector<Signed> none;
  const std::vector<Signed> confirmed = {by(1, Sign::confirmed, 8)};
  const std::vector<Signed> checked = {by(1, Sign::confirmed, 8), by(1, Sign::checked, 9)};
  struct Case {
    Sign sign;
    std::int64_t person;
    const std::vector<Signed>& signs;
    std::string_view reason, refused;
  };
  const Case cases[] = {
      {Sign::confirmed, 8, none, "", ""},
      {Sign::confirmed, 7, none, "", author_confirms.code},
      {Sign::confirmed, 8, confirmed, "", nothing_to_sign.code},
      {Sign::returned, 8, none, "数を確かめてください", ""},
      {Sign::returned, 7, none, "直します", ""},
      {Sign::returned, 8, none, "", reason_missing.code},
      {Sign::returned, 8, none, "　", reason_missing.code},
      {Sign::checked, 9, confirmed, "", ""},
      {Sign::checked, 9, none, "", nothing_to_sign.code},
      {Sign::questioned, 9, confirmed, "延べ数ですか", ""},
      {Sign::questioned, 9, confirmed, "", reason_missing.code},
      {Sign::approved, 10, checked, "", ""},
      {Sign::approved, 9, checked, "", checker_approves.code},
      {Sign::approved, 10, confirmed, "", nothing_to_sign.code},
  };
  for (const Case& one : cases) {
    CAPTURE(in_db(one.sign));
    CAPTURE(one.person);
    const auto may = may_sign(one.sign, one.person, answer, one.signs, one.reason);
    CHECK((may ? std::string() : std::string(may.error().code)) == one.refused);
  }
  CHECK(may_sign(Sign::confirmed, 8, {}, none, "").error().code == nothing_to_sign.code);
}

TEST_CASE("a confirmed answer is the entered reading of its cell") {
  const plan::Reading counted = reading_of({"42", "貸付１２件"});
  CHECK(counted.source == plan::ReadingSource::entered);
  CHECK(counted.text == "貸付１２件");
  REQUIRE(counted.quantities.size() == 1);
  CHECK(counted.quantities[0].value.numerator == 12);
  const plan::Reading handed = reading_of({"42", "", "handed_over", "公社へ"});
  CHECK_FALSE(handed.text.has_value());
  CHECK(handed.meaning.state == plan::CellState::handed_over);
  CHECK(handed.meaning.reason == "公社へ");
}

TEST_CASE("late begins on the day after the due day and ends with the last answer") {
  const base::Date due(2015, 5, 20);
  CHECK(late_days(due, base::Date(2015, 5, 20), false) == 0);
  CHECK(late_days(due, base::Date(2015, 5, 21), false) == 1);
  CHECK(late_days(due, base::Date(2015, 6, 20), false) == 31);
  CHECK(late_days(due, base::Date(2015, 6, 20), true) == 0);
}

TEST_CASE("a value is provisional to 31 May and final from 1 June, or once the year is closed") {
  const base::Date council(2015, 9, 25);
  struct Case {
    base::Date today;
    bool is_closed;
    std::optional<base::Date> council_on;
    LabelKind kind;
    std::optional<base::Date> day;
  };
  using enum LabelKind;
  const base::Date june(2015, 6, 1);
  const Case cases[] = {
      {base::Date(2015, 4, 10), false, {}, provisional, june},
      {base::Date(2015, 5, 31), false, {}, provisional, june},
      {base::Date(2015, 6, 1), false, {}, provisional, {}},  // taken over, or opened again
      {base::Date(2015, 6, 1), true, {}, final, {}},
      {base::Date(2015, 4, 10), true, {}, final, {}},
      {base::Date(2015, 9, 24), true, council, final, {}},
      {base::Date(2015, 9, 25), false, council, settled, council},
      {base::Date(2015, 9, 25), true, council, settled, council},
      {base::Date(2016, 9, 25), true, {}, final, {}},
  };
  for (const Case& one : cases) {
    CAPTURE(base::iso(one.today));
    const Label label = label_of(2014, one.today, one.is_closed, one.council_on);
    CHECK(label.kind == one.kind);
    CHECK(label.day == one.day);
  }
}

TEST_CASE("codes come back as what they were") {
  for (const How how : {How::form, How::link, How::excel}) CHECK(how_from(in_db(how)) == how);
  for (const Sign sign :
       {Sign::confirmed, Sign::returned, Sign::checked, Sign::questioned, Sign::approved})
    CHECK(sign_from(in_db(sign)) == sign);
  CHECK_FALSE(how_from("fax").has_value());
  CHECK_FALSE(sign_from("").has_value());
}

}  // namespace datacall
