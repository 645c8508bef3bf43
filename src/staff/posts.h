// 職と組織: who holds which post of which unit, from when to when; deputies; the transfer of 1
// April. A post is taken back or shortened by a deed, never deleted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.h"
#include "base/date.h"
#include "base/fiscal_year.h"
#include "base/result.h"
#include "db/db.h"
#include "staff/permission.h"
#include "staff/post.h"

namespace staff {

// In the order in which the services check, behind unknown_person and person_ended.
inline constexpr base::RefusalKind unknown_post{"staff.unknown_post", 400};
inline constexpr base::RefusalKind unknown_unit{"staff.unknown_unit", 400};
inline constexpr base::RefusalKind days_reversed{"staff.days_reversed", 400};
inline constexpr base::RefusalKind post_held_already{"staff.post_held_already", 409};
inline constexpr base::RefusalKind deputy_of_oneself{"staff.deputy_of_oneself", 400};
inline constexpr base::RefusalKind deputy_without_post{"staff.deputy_without_post", 409};
inline constexpr base::RefusalKind deputy_without_end{"staff.deputy_without_end", 400};
inline constexpr base::RefusalKind unknown_holding{"staff.unknown_holding", 404};
inline constexpr base::RefusalKind ends_already{"staff.ends_already", 409};
inline constexpr base::RefusalKind last_administrator{"staff.last_administrator", 409};
inline constexpr base::RefusalKind too_many_moves{"staff.too_many_moves", 400};
inline constexpr base::RefusalKind moved_twice{"staff.moved_twice", 400};
inline constexpr base::RefusalKind unit_unfit{"staff.unit_unfit", 400};
inline constexpr base::RefusalKind unit_known{"staff.unit_known", 409};

struct Unit {
  base::FiscalYear fiscal_year;
  std::string key;
  std::string name;
  std::string body;
  std::optional<std::string> above;
};
std::vector<Unit> units(db::Read& tx, std::string_view municipality, base::FiscalYear year);
base::Result<void> add_unit(const base::Actor& actor, db::Database& database,
                            std::string_view municipality, const Unit& unit);

struct NewHolding {
  std::int64_t person = 0;
  std::string post;
  std::string unit = {};  // empty: of the whole body
  base::Date from = base::Date(base::kFirstYear, 1, 1);
  std::optional<base::Date> until = {};
  std::optional<std::int64_t> deputy_for = {};  // 代決: needs an end, and the other one's post
};
base::Result<PostHeld> give_post(const base::Actor& actor, db::Database& database,
                                 std::string_view municipality, const NewHolding& wanted);
// The last day of the post; before its first day it is taken back altogether. The last
// administrator's post cannot end.
base::Result<PostHeld> end_post(const base::Actor& actor, db::Database& database,
                                std::string_view municipality, std::int64_t held, base::Date last,
                                std::string_view reason);

std::vector<PostHeld> posts_of(db::Read& tx, std::string_view municipality, std::int64_t person);
std::vector<PostHeld> posts_on(db::Read& tx, std::string_view municipality, std::int64_t person,
                               base::Date day);

// ---- 年度異動: many people on one day

struct Move {
  std::string login;
  std::string post;  // empty: leaves without a new post
  std::string unit;
};
struct Moved {
  Move move;
  std::string name;
  std::vector<PostHeld> ending;  // those held on the day before
};
struct TransferPreview {
  std::vector<Moved> moves;
  std::vector<base::Refusal> refused;  // one of a line, with fact "line"
};
// What the moves would do: each person's posts end on the day before, the new one begins.
TransferPreview preview_transfer(db::Read& tx, std::string_view municipality, base::Date day,
                                 const std::vector<Move>& moves);
// All or nothing, one deed for all. Refused with the first line that is wrong.
base::Result<int> transfer(const base::Actor& actor, db::Database& database,
                           std::string_view municipality, base::Date day,
                           const std::vector<Move>& moves);

}  // namespace staff
