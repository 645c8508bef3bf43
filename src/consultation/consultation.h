// 商工相談: one conversation at an advice desk, of a known business, a founder or somebody who
// gives no name. What was said is for the desk alone (通常), for the ward and its corporation where
// the client agreed (共有), or for whoever held it and the own body's chiefs (秘). What is counted
// — 件, 者, 延べ — is the record that stands for it, which holds no word of what was said.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/record.h"

namespace consultation {

// In the order in which the rules check, then the service.
inline constexpr base::RefusalKind unknown_kind{"consultation.unknown_kind", 400};
inline constexpr base::RefusalKind unknown_channel{"consultation.unknown_channel", 400};
inline constexpr base::RefusalKind topic_missing{"consultation.topic_missing", 400};
inline constexpr base::RefusalKind unknown_topic{"consultation.unknown_topic", 400};
inline constexpr base::RefusalKind unknown_secrecy{"consultation.unknown_secrecy", 400};
inline constexpr base::RefusalKind in_the_future{"consultation.in_the_future", 400};
inline constexpr base::RefusalKind time_unreadable{"consultation.time_unreadable", 400};
inline constexpr base::RefusalKind time_incomplete{"consultation.time_incomplete", 400};
inline constexpr base::RefusalKind end_before_start{"consultation.end_before_start", 400};
inline constexpr base::RefusalKind content_missing{"consultation.content_missing", 400};
inline constexpr base::RefusalKind next_action_missing{"consultation.next_action_missing", 400};
inline constexpr base::RefusalKind next_day_missing{"consultation.next_day_missing", 400};
inline constexpr base::RefusalKind due_before_day{"consultation.due_before_day", 400};
inline constexpr base::RefusalKind shared_without_client{"consultation.shared_without_client", 400};
inline constexpr base::RefusalKind shared_without_consent{"consultation.shared_without_consent",
                                                          409};
inline constexpr base::RefusalKind unknown_programme{"consultation.unknown_programme", 404};
inline constexpr base::RefusalKind programme_of_another{"consultation.programme_of_another", 403};
inline constexpr base::RefusalKind unknown_referral{"consultation.unknown_referral", 404};
inline constexpr base::RefusalKind unknown_adviser{"consultation.unknown_adviser", 404};
inline constexpr base::RefusalKind unknown_consultation{"consultation.unknown_consultation", 404};
inline constexpr base::RefusalKind not_for_you{"consultation.not_for_you", 403};
inline constexpr base::RefusalKind withdrawn_already{"consultation.withdrawn_already", 409};
inline constexpr base::RefusalKind reason_missing{"consultation.reason_missing", 400};
inline constexpr base::RefusalKind nothing_changed{"consultation.nothing_changed", 409};
inline constexpr base::RefusalKind changed_meanwhile{"consultation.changed_meanwhile", 409};
inline constexpr base::RefusalKind unknown_step{"consultation.unknown_step", 400};
inline constexpr base::RefusalKind nothing_to_do{"consultation.nothing_to_do", 409};
inline constexpr base::RefusalKind command_unfit{"consultation.command_unfit", 400};
inline constexpr base::RefusalKind too_many_lines{"consultation.too_many_lines", 413};

inline constexpr std::size_t kTextCharactersMax = 10'000;
inline constexpr std::size_t kReasonCharactersMax = 500;

enum class Secrecy { ordinary, shared, secret };
std::string_view in_db(Secrecy secrecy);
std::optional<Secrecy> secrecy_from(std::string_view code);

enum class Referral { none, open, followed, not_followed };
std::string_view in_db(Referral referral);
std::optional<Referral> referral_from(std::string_view code);

enum class StepKind { next_done, followed_up, referral_followed, referral_not_followed };
std::string_view in_db(StepKind kind);
std::optional<StepKind> step_from(std::string_view code);

// What a desk records: 相談, 経営指導, 専門家派遣, 消費生活相談; codes of record kinds.
std::span<const std::string_view> kinds();
std::span<const std::string_view> channels();
std::span<const std::string_view> topics();

// Minutes of a day: 10:30, 1030, 10時30分, full-width or not; 24:00 is the end of the day.
// Refusals: time_unreadable with `field`.
base::Result<int> minute_of(std::string_view field, std::string_view text);
std::string time_text(int minute);  // 10:30

// What is known of one conversation, as somebody typed it.
struct Entry {
  std::string programme;
  std::string kind = "consultation_held";
  base::Date day{2011, 4, 1};
  std::optional<int> from;  // minutes of the day
  std::optional<int> until;
  std::string channel;
  std::vector<std::string> topics;  // the first is the one that is counted
  Secrecy secrecy = Secrecy::ordinary;
  std::optional<std::int64_t> client;  // absent: 匿名
  std::int64_t adviser = 0;
  std::string content;
  std::string advice;
  std::string next_action;
  std::optional<base::Date> next_on;
  std::string referral;  // a programme; empty: none
  std::optional<base::Date> follow_up_on;
};
// With topics named once each. Refusals name `field`.
base::Result<Entry> check(Entry entry, base::Date today);

// The countable fact: no word of what was said, the case instead.
record::Facts facts_of(const Entry& entry, std::int64_t consultation);

struct Consultation {
  std::string municipality;
  std::int64_t id = 0;
  std::string body;
  Entry entry;  // without the texts, which are the note's
  std::int64_t author = 0;
  Referral referral_state = Referral::none;
  record::RecordId record{};
  int version = 1;
  std::optional<std::int64_t> withdrawn_by = {};
  std::int64_t deed = 0;
  base::Instant recorded_at{};
};

// ---- who sees what

// Somebody who reads consultations: of their body, or everywhere (auditors).
struct Eyes {
  std::string municipality;
  std::string body;
  std::int64_t person = 0;
  bool everywhere = false;
  bool secrets = false;  // 秘 of the own body
};
enum class Sight { whole, closed, none };
// closed: that there was one, 秘, without client and content.
Sight sight(const Eyes& eyes, const Consultation& one, bool client_shares);

}  // namespace consultation
