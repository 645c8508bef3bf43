// 計画案 and its lines: a plan while it is being made. A line — a place in the tree or a row — has
// its number within the draft for life; what it says are versions, and a line that ends stays and
// keeps its printed number, which no other line gets again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "plan/row_work.h"

namespace planning {

// In the order in which rules and services check them.
inline constexpr base::RefusalKind unknown_draft{"planning.unknown_draft", 404};
inline constexpr base::RefusalKind unknown_line{"planning.unknown_line", 404};
inline constexpr base::RefusalKind slug_unfit{"planning.slug_unfit", 400};
inline constexpr base::RefusalKind slug_taken{"planning.slug_taken", 409};
inline constexpr base::RefusalKind draft_title_missing{"planning.draft_title_missing", 400};
inline constexpr base::RefusalKind years_unfit{"planning.years_unfit", 400};
inline constexpr base::RefusalKind levels_unfit{"planning.levels_unfit", 400};
inline constexpr base::RefusalKind file_unfit{"planning.file_unfit", 400};
inline constexpr base::RefusalKind not_being_written{"planning.not_being_written", 409};
inline constexpr base::RefusalKind title_missing{"planning.title_missing", 400};
inline constexpr base::RefusalKind text_too_long{"planning.text_too_long", 400};
inline constexpr base::RefusalKind number_taken{"planning.number_taken", 409};
inline constexpr base::RefusalKind number_for_life{"planning.number_for_life", 409};
inline constexpr base::RefusalKind line_ended{"planning.line_ended", 409};
inline constexpr base::RefusalKind line_not_ended{"planning.line_not_ended", 409};
inline constexpr base::RefusalKind parent_ended{"planning.parent_ended", 409};
inline constexpr base::RefusalKind below_itself{"planning.below_itself", 409};
inline constexpr base::RefusalKind node_below_row{"planning.node_below_row", 409};
inline constexpr base::RefusalKind too_deep{"planning.too_deep", 409};
inline constexpr base::RefusalKind nowhere_to_move{"planning.nowhere_to_move", 409};
inline constexpr base::RefusalKind lines_below{"planning.lines_below", 409};
inline constexpr base::RefusalKind of_other_kind{"planning.of_other_kind", 409};
inline constexpr base::RefusalKind reason_missing{"planning.reason_missing", 400};
inline constexpr base::RefusalKind year_outside{"planning.year_outside", 400};
inline constexpr base::RefusalKind years_reversed{"planning.years_reversed", 400};
inline constexpr base::RefusalKind owners_overlap{"planning.owners_overlap", 400};
inline constexpr base::RefusalKind owner_body_missing{"planning.owner_body_missing", 400};
inline constexpr base::RefusalKind unknown_programme{"planning.unknown_programme", 400};
inline constexpr base::RefusalKind target_without_indicator{"planning.target_without_indicator",
                                                            400};
inline constexpr base::RefusalKind number_unreadable{"planning.number_unreadable", 400};
inline constexpr base::RefusalKind money_unreadable{"planning.money_unreadable", 400};
inline constexpr base::RefusalKind money_negative{"planning.money_negative", 400};
inline constexpr base::RefusalKind unknown_choice{"planning.unknown_choice", 400};
inline constexpr base::RefusalKind unknown_version{"planning.unknown_version", 404};
inline constexpr base::RefusalKind changed_since{"planning.changed_since", 409};
inline constexpr base::RefusalKind unknown_column{"planning.unknown_column", 400};
inline constexpr base::RefusalKind nothing_pasted{"planning.nothing_pasted", 400};
inline constexpr base::RefusalKind too_many_rows{"planning.too_many_rows", 400};
inline constexpr base::RefusalKind unknown_number{"planning.unknown_number", 400};
inline constexpr base::RefusalKind number_twice{"planning.number_twice", 400};
inline constexpr base::RefusalKind not_in_review{"planning.not_in_review", 409};
inline constexpr base::RefusalKind comment_missing{"planning.comment_missing", 400};
inline constexpr base::RefusalKind unknown_comment{"planning.unknown_comment", 404};
inline constexpr base::RefusalKind answered_already{"planning.answered_already", 409};
inline constexpr base::RefusalKind moved_already{"planning.moved_already", 409};
inline constexpr base::RefusalKind no_rows{"planning.no_rows", 409};
inline constexpr base::RefusalKind asked_by_same_person{"planning.asked_by_same_person", 403};

inline constexpr const base::RefusalKind* kRefusals[] = {&unknown_draft,
                                                         &unknown_line,
                                                         &slug_unfit,
                                                         &slug_taken,
                                                         &draft_title_missing,
                                                         &years_unfit,
                                                         &levels_unfit,
                                                         &file_unfit,
                                                         &not_being_written,
                                                         &title_missing,
                                                         &text_too_long,
                                                         &number_taken,
                                                         &number_for_life,
                                                         &line_ended,
                                                         &line_not_ended,
                                                         &parent_ended,
                                                         &below_itself,
                                                         &node_below_row,
                                                         &too_deep,
                                                         &nowhere_to_move,
                                                         &lines_below,
                                                         &of_other_kind,
                                                         &reason_missing,
                                                         &year_outside,
                                                         &years_reversed,
                                                         &owners_overlap,
                                                         &owner_body_missing,
                                                         &unknown_programme,
                                                         &target_without_indicator,
                                                         &number_unreadable,
                                                         &money_unreadable,
                                                         &money_negative,
                                                         &unknown_choice,
                                                         &unknown_version,
                                                         &changed_since,
                                                         &unknown_column,
                                                         &nothing_pasted,
                                                         &too_many_rows,
                                                         &unknown_number,
                                                         &number_twice,
                                                         &not_in_review,
                                                         &comment_missing,
                                                         &unknown_comment,
                                                         &answered_already,
                                                         &moved_already,
                                                         &no_rows,
                                                         &asked_by_same_person};

inline constexpr std::size_t kTitleCharactersMax = 200;
inline constexpr std::size_t kNumberCharactersMax = 40;
inline constexpr std::size_t kTextCharactersMax = 4000;
inline constexpr int kYearsMax = 20;  // of a period

// proposed (決定待ち): written and reviewed, waiting for another person to adopt it.
enum class State { draft, in_review, proposed, adopted };
enum class Kind { node, row };

struct Level {
  std::string name;
  Kind kind = Kind::row;
  bool operator==(const Level&) const = default;
};

// 前計画の今後の方向: what a review of the predecessor said should become of one of its rows.
struct CarriedAction {
  std::string row;
  std::string kind;  // continue, improve, expand, shrink, merge, hand_over, complete, abolish
  std::string text;
  std::string owner;
  std::string due;
};

struct Line {
  int line = 0;
  Kind kind = Kind::row;
  std::optional<std::string> carried_plan = {};
  std::optional<std::string> carried_row = {};
  std::optional<std::string> plan_key = {};  // from its first adoption on

  std::optional<int> parent = {};
  int ordinal = 0;  // among those below the same line
  std::optional<std::string> number = {};
  std::string title = {};
  std::optional<std::string> ended = {};  // why

  std::string description = {};
  std::string direction = {};  // of a place in the tree
  std::string years = {};      // 実施年度, as written
  std::vector<std::string> departments = {};
  std::vector<std::string> programmes = {};
  std::vector<std::string> legal_basis = {};
  std::vector<std::string> funding = {};
  std::vector<std::string> related = {};
  std::vector<programme::Owner> owners = {};
  std::vector<plan::Indicator> indicators = {};
  std::vector<plan::Target> targets = {};
  std::vector<plan::Money> money = {};
  int indicators_given = 0;         // numbers of indicators are for life
  std::vector<int> came_from = {};  // lines merged into it, or the one it was split from
  std::optional<int> merged_into = {};
  std::optional<CarriedAction> action = {};

  int version = 0;  // 0: not kept yet
  std::int64_t deed = 0;
  base::Instant recorded_at = {};
  std::int64_t person = 0;

  bool lives() const { return !ended.has_value(); }
};

// A printed number and the line it was given to, now or in any earlier version.
struct GivenNumber {
  std::string number;
  int line = 0;
};

struct Head {
  std::string municipality;
  std::string slug;
  std::string title;
  std::string period;  // as printed: 平成27～30年度
  int from = 0;
  int to = 0;
  std::vector<Level> levels = {};
  std::optional<std::string> predecessor = {};
};

struct Draft {
  Head head;
  State state = State::draft;
  int adoptions = 0;
  std::vector<Line> lines = {};
  std::vector<GivenNumber> numbers = {};
};

const Line* find(const std::vector<Line>& lines, int line);
Line* find(std::vector<Line>& lines, int line);

std::string_view in_db(State state);
State state_from(std::string_view code);
std::string_view in_db(Kind kind);
Kind kind_from(std::string_view code);

// 42 空き店舗入居促進事業
std::string number_and_title(const Line& line);

}  // namespace planning
