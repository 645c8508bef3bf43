// 事業者台帳: who comes to the desks of the town. A *business* is known by its name, and as a
// corporation by its number; a *founder* (創業予定者) is a person who has no business yet, and
// keeps the same entry when the business opens. Consents say whether they may be written to, and
// whether the ward and its corporation may tell each other what was talked about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"

namespace business {

// In the order in which the rules check.
inline constexpr base::RefusalKind name_missing{"business.name_missing", 400};
inline constexpr base::RefusalKind founder_with_number{"business.founder_with_number", 400};
inline constexpr base::RefusalKind phone_unreadable{"business.phone_unreadable", 400};
inline constexpr base::RefusalKind consent_in_future{"business.consent_in_future", 400};
inline constexpr base::RefusalKind number_for_practice{"business.number_for_practice", 400};
inline constexpr base::RefusalKind unknown_business{"business.unknown_business", 404};
inline constexpr base::RefusalKind merged_away{"business.merged_away", 409};
inline constexpr base::RefusalKind known_already{"business.known_already", 409};
inline constexpr base::RefusalKind reason_missing{"business.reason_missing", 400};
inline constexpr base::RefusalKind nothing_changed{"business.nothing_changed", 409};
inline constexpr base::RefusalKind changed_meanwhile{"business.changed_meanwhile", 409};
inline constexpr base::RefusalKind merged_with_itself{"business.merged_with_itself", 400};
inline constexpr base::RefusalKind too_many_lines{"business.too_many_lines", 413};

inline constexpr std::size_t kNameCharactersMax = 200;
inline constexpr std::size_t kLineCharactersMax = 200;
inline constexpr std::size_t kReasonCharactersMax = 500;

enum class Kind { business, founder };
std::string_view in_db(Kind kind);
std::optional<Kind> kind_from(std::string_view code);

// Asked and answered on a day; absent: never asked.
struct Consent {
  bool given = false;
  base::Date on{2011, 4, 1};
  bool operator==(const Consent&) const = default;
};

struct Content {
  Kind kind = Kind::business;
  std::string name;  // 屋号・商号; of a founder the person's name
  std::string kana = {};
  std::string corporate_number = {};  // thirteen digits; empty: none
  std::string address = {};
  std::string trade = {};           // 業種
  std::string contact_person = {};  // 代表者・担当者
  std::string phone = {};
  std::string mail = {};
  std::optional<Consent> contact = {};  // may be written to
  std::optional<Consent> share = {};    // the ward and its corporation may tell each other
  bool operator==(const Content&) const = default;
};

// As given, with the corporate number written as its thirteen digits. Refusals name `field`.
base::Result<Content> check(Content content, base::Date today);

// The names of the fields that differ, as the history tells them; never what stands in them.
std::vector<std::string> differing(const Content& before, const Content& after);

// What doubles are found by: the name without 株式会社 and the like, the digits of the telephone.
std::string name_key(std::string_view name);
std::string phone_key(std::string_view phone);

struct Business {
  std::string municipality;
  std::int64_t id = 0;
  int version = 1;
  Content content;
  std::optional<std::int64_t> merged_into = {};
  std::int64_t deed = 0;
  base::Instant recorded_at{};

  bool shares() const { return content.share && content.share->given; }
};

}  // namespace business
