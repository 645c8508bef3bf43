// For tests of this room: the small ward of figure's tests with an advice desk (programme advice,
// row 17) and a desk of its corporation (startup-advice), people of both, and clients.
#pragma once

#include <doctest/doctest.h>

#include "consultation/consultation_service.h"
#include "figure/testing.h"
#include "programme/programme_service.h"

namespace consultation::testing {

inline constexpr std::string_view kWard = figure::testing::kWard;
inline const base::Date kToday(2012, 6, 2);

inline base::Actor staff(std::int64_t person, std::string post, std::string body = "ward") {
  return {base::ActorKind::staff, person, std::move(post), std::move(body), std::string(kWard)};
}
inline base::Actor clerk() {
  return staff(21, "clerk");
}
inline base::Actor colleague() {
  return staff(22, "clerk");
}
inline base::Actor chief() {
  return staff(23, "chief");
}
inline base::Actor of_corporation() {
  return staff(31, "clerk", "corporation");
}
inline base::Actor auditor() {
  return staff(41, "auditor");
}

inline void lay_desk(db::Database& database) {
  figure::testing::lay_plan(database);
  programme::Register reg;
  reg.municipality = {.code = std::string(kWard), .name = "練馬区", .name_en = "Nerima"};
  reg.bodies = {{.key = "ward", .name = "練馬区", .kind = "municipality"},
                {.key = "corporation", .name = "公社", .kind = "corporation"}};
  programme::Programme made;
  made.key = "startup-advice";
  made.name = "創業相談";
  made.type = programme::ProgrammeType::consultation;
  made.owners.push_back(
      {.from = 2011, .to = {}, .body = "corporation", .department = {}, .basis = {}});
  reg.programmes.push_back(std::move(made));
  database.write([&](db::Write& tx) {
    programme::load(tx, base::Actor::system(), reg, "small and a desk");
    figure::changed(tx, kWard);
  });
}

inline std::int64_t client_of(db::Database& database, std::string name, bool shares = false) {
  business::Content content{.kind = business::Kind::business, .name = std::move(name)};
  if (shares) content.share = business::Consent{true, base::Date(2012, 4, 1)};
  return business::add(clerk(), database, content, business::Doubles::accept).value();
}

inline Entry talk(std::string_view day = "2012-06-01") {
  Entry entry;
  entry.programme = "advice";
  entry.day = base::parse_date(day).value();
  entry.channel = "visit";
  entry.topics = {"finance"};
  entry.adviser = clerk().id;
  entry.content = "資金繰りの相談";
  return entry;
}
inline Entry talk_of(std::int64_t client, std::string_view day = "2012-06-01") {
  Entry entry = talk(day);
  entry.client = client;
  return entry;
}

inline Held held(db::Database& database, const Entry& entry, const base::Actor& actor = clerk()) {
  return hold(actor, database, "", entry).value();
}

inline Eyes eyes(const base::Actor& actor) {
  return eyes_of(actor).value();
}

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? std::string() : std::string(result.error().code);
}

inline std::string field_of(const base::Refusal& refusal) {
  for (const base::Fact& fact : refusal.facts)
    if (fact.name == "field") return fact.value;
  return {};
}

inline std::int64_t value_of(db::Database& database, std::string_view figure, int year = 2012) {
  return figure::testing::value(database, "17", figure, year).sum.value;
}

}  // namespace consultation::testing
