// For tests of this room: the small plan of the room plan with its corporation, people of both
// bodies, and a call for its year 2012 or 2013.
#pragma once

#include <doctest/doctest.h>

#include "datacall/answer_service.h"
#include "plan/plan_files_test.h"
#include "plan/plan_service.h"

namespace datacall::testing {

inline base::Actor staff(std::int64_t person, std::string post, std::string body,
                         std::string municipality = "131202") {
  return {base::ActorKind::staff, person, std::move(post), std::move(body),
          std::move(municipality)};
}
inline base::Actor planner() {
  return staff(1, "planner", "ward");
}
inline By clerk() {
  return {staff(2, "clerk", "ward"), "練馬 花子"};
}
inline By chief() {
  return {staff(3, "chief", "ward"), "練馬 係長"};
}
inline By checker() {
  return {planner(), "計画 担当"};
}
inline By manager() {
  return {staff(4, "manager", "ward"), "練馬 課長"};
}
inline By of_corporation() {
  return {staff(5, "clerk", "corporation"), "公社 職員"};
}

inline const base::Date kToday(2013, 5, 1);

inline void lay_plan(db::Database& database) {
  const auto set = plan::testing::set_of(
      plan::testing::small_register_text(), plan::testing::small_plan_text(),
      plan::testing::small_document_text(), plan::testing::small_figures_text());
  REQUIRE(plan::load(base::Actor::system(), database, set).has_value());
}

inline NewCall wanted(int fiscal_year = 2012) {
  return {"small-2012", fiscal_year, "平成24年度実績の照会", "期限までに回答してください。",
          base::Date(2013, 5, 20)};
}

// Sheet 1: the ward's 商工課 with row 1; sheet 2: nobody's, with rows 2, 3-1 and 3-2.
inline std::int64_t call_of(db::Database& database) {
  lay_plan(database);
  return open_call(planner(), database, wanted(), kToday).value();
}

inline Opened opened(db::Database& database, std::int64_t call) {
  return database.read([&](db::Read& tx) { return open(tx, "131202", call); }).value();
}

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

}  // namespace datacall::testing
