// One clerk for each desk: loans, subsidies, shopping streets, advice, consumers.
#include "town/townspeople.h"

#include <algorithm>

#include "base/corporate_number.h"
#include "base/words.h"
#include "business/business_service.h"
#include "staff/account.h"
#include "staff/municipality_service.h"
#include "staff/posts.h"
#include "staff/practice.h"
#include "town/piece.h"
#include "town/twin.h"

namespace town {
namespace {

using base::Language;

constexpr std::string_view kCorporation = "corporation";
constexpr int kClerks = 5;
constexpr int kCorporationClerks = 2;
// Where there is no corporation, its people are further ones of the town itself.
struct Logins {
  std::string_view clerk;
  std::string_view chief;
};
constexpr Logins kOfCorporation = {"demo-corporation", "demo-corporation-chief"};

class Settling {
 public:
  Settling(db::Database& jar, Draw draw) : jar_(jar), draw_(draw) {}

  base::Result<Townspeople> settle() {
    const auto bodies = jar_.read([](db::Read& tx) { return staff::bodies(tx, kTown); });
    const std::string own = staff::own_body(bodies);
    const base::Date first(2011, 4, 1);
    const base::Date founded(2014, 4, 1);
    for (int i = 1; i <= kClerks; ++i)
      people_.clerks.push_back(person("clerk", i, own, first, login_of("clerk", i)));
    people_.chief = person("chief", 1, own, first, login_of("chief", 1));
    people_.manager = person("manager", 1, own, first, login_of("manager", 1));
    for (const char* post : {"director", "auditor", "administrator"})
      person(post, 1, own, first, login_of(post, 1));
    people_.planner = person("planner", 1, own, first, login_of("planner", 1));
    const bool has_corporation =
        std::ranges::find(bodies, kCorporation, &staff::Body::key) != bodies.end();
    const std::string other = has_corporation ? std::string(kCorporation) : own;
    for (int i = 1; i <= kCorporationClerks; ++i)
      people_.corporation_clerks.push_back(
          person("clerk", kClerks + i, other, founded,
                 i == 1 ? std::string(kOfCorporation.clerk) : login_of("clerk", kClerks + i)));
    people_.corporation_chief =
        person("chief", 2, other, founded, std::string(kOfCorporation.chief));
    add_businesses();
    if (refusal_) return std::unexpected(*refusal_);
    return std::move(people_);
  }

 private:
  base::Actor person(std::string_view post, int number, const std::string& body, base::Date from,
                     const std::string& login) {
    const std::string name = base::say(
        Language::ja, "town.person",
        {{"post", std::string(base::words(Language::ja, "staff.post_" + std::string(post)))},
         {"number", std::to_string(number)}});
    const base::Actor program = base::Actor::system(std::string(kTown));
    const auto added = staff::add_person(program, jar_,
                                         {.municipality = std::string(kTown),
                                          .login = login,
                                          .name = name,
                                          .body = body,
                                          .practice = true});
    if (!added) return keep(added.error());
    const auto held = staff::give_post(
        program, jar_, kTown, {.person = added->person, .post = std::string(post), .from = from});
    if (!held) return keep(held.error());
    if (number == 1 || login.starts_with(kOfCorporation.clerk)) {
      const auto password = staff::set_password(program, jar_, hasher_, kTown, added->person,
                                                staff::kPracticePassword);
      if (!password) return keep(password.error());
    }
    return {base::ActorKind::staff, added->person, std::string(post), body, std::string(kTown)};
  }

  static std::string login_of(std::string_view post, int number) {
    return "demo-" + std::string(post) + (number == 1 ? "" : "-" + std::to_string(number));
  }

  base::Actor keep(const base::Refusal& refusal) {
    if (!refusal_) refusal_ = refusal;
    return {};
  }

  // Half of them corporations, with numbers that begin as those of municipalities do and go on with
  // a prefecture that is none.
  void add_businesses() {
    std::vector<std::string> trades;
    std::string_view list = base::words(Language::ja, "town.trades");
    while (!list.empty()) {
      trades.emplace_back(list.substr(0, list.find(';')));
      list.remove_prefix(std::min(list.size(), trades.back().size() + 1));
    }
    for (int i = 1; i <= kBusinesses && !refusal_; ++i) {
      business::Content content;
      content.trade = draw_.one_of(std::span<const std::string>(trades));
      content.name = base::say(Language::ja, "town.business",
                               {{"trade", content.trade}, {"number", std::to_string(i)}});
      if (draw_.happens(50))
        content.corporate_number = base::CorporateNumber::for_practice(100 + i).text();
      const auto& clerk = people_.clerks[static_cast<std::size_t>(i) % people_.clerks.size()];
      const auto added = business::add(clerk, jar_, content, business::Doubles::accept);
      if (!added)
        keep(added.error());
      else
        people_.businesses.push_back(*added);
    }
  }

  db::Database& jar_;
  Draw draw_;
  staff::Hasher hasher_;
  Townspeople people_;
  std::optional<base::Refusal> refusal_;
};

}  // namespace

base::Result<Townspeople> settle(db::Database& jar, Draw draw) {
  return Settling(jar, draw).settle();
}

}  // namespace town
