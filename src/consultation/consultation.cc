// The rules of the desk: what an entry has to say, what of it is counted, and who sees it.
#include "consultation/consultation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "base/japanese_text.h"
#include "base/text_front.h"
#include "base/words.h"
#include "record/record_kind.h"

namespace consultation {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"consultation_held", "guidance_visited",
                                                    "adviser_dispatched", "consumer_consulted"};
constexpr std::array kSecrecies = {Secrecy::ordinary, Secrecy::shared, Secrecy::secret};
constexpr std::array kReferrals = {Referral::none, Referral::open, Referral::followed,
                                   Referral::not_followed};
constexpr std::array kSteps = {StepKind::next_done, StepKind::followed_up,
                               StepKind::referral_followed, StepKind::referral_not_followed};
constexpr int kMinutesOfDay = 24 * 60;

std::unexpected<base::Refusal> about(std::string_view field, const base::RefusalKind& kind,
                                     std::vector<base::Fact> facts = {}) {
  facts.push_back({"field", std::string(field)});
  return base::refuse(kind, std::move(facts));
}

template <class List>
bool holds(const List& list, std::string_view code) {
  return std::ranges::find(list, code) != std::ranges::end(list);
}

std::span<const std::string_view> codes_of(std::string_view attribute) {
  return record::find_attribute(*record::find_kind(kKinds.front()), attribute)->codes;
}

base::Result<void> check_topics(Entry& entry) {
  std::vector<std::string> once;
  for (std::string& topic : entry.topics) {
    if (!holds(topics(), topic)) return about("topics", unknown_topic, {{"topic", topic}});
    if (!holds(once, topic)) once.push_back(std::move(topic));
  }
  entry.topics = std::move(once);
  if (entry.topics.empty()) return about("topics", topic_missing);
  return {};
}

base::Result<void> check_time(const Entry& entry) {
  if (entry.from.has_value() != entry.until.has_value())
    return about(entry.from ? "until" : "from", time_incomplete);
  if (entry.from && *entry.until <= *entry.from)
    return about("until", end_before_start,
                 {{"from", time_text(*entry.from)}, {"until", time_text(*entry.until)}});
  return {};
}

base::Result<void> check_texts(const Entry& entry) {
  struct Text {
    std::string_view field;
    const std::string& text;
  };
  for (const Text& one : {Text{"content", entry.content}, Text{"advice", entry.advice},
                          Text{"next_action", entry.next_action}}) {
    auto fit = base::check_text(one.text, base::Lines::many, kTextCharactersMax);
    if (fit) continue;
    fit.error().facts.push_back({"field", std::string(one.field)});
    return fit;
  }
  if (base::is_blank(entry.content)) return about("content", content_missing);
  return {};
}

base::Result<void> check_dues(const Entry& entry) {
  const bool says_next = !base::is_blank(entry.next_action);
  if (entry.next_on && !says_next) return about("next_action", next_action_missing);
  if (says_next && !entry.next_on) return about("next_on", next_day_missing);
  if (entry.next_on && *entry.next_on < entry.day)
    return about("next_on", due_before_day, {{"due", base::iso(*entry.next_on)}});
  if (entry.follow_up_on && *entry.follow_up_on < entry.day)
    return about("follow_up_on", due_before_day, {{"due", base::iso(*entry.follow_up_on)}});
  return {};
}

// 10:30 and 10時30分 as 1030: the marks between hours and minutes are taken out.
std::optional<std::string> digits_of(std::string_view text) {
  std::string folded = base::folded_without_spaces(text);
  std::string_view rest = folded;
  const auto hours = base::take_number(rest);
  if (!hours || folded.size() - rest.size() > 4) return std::nullopt;
  if (rest.empty()) return folded.size() >= 3 ? std::optional(folded) : std::nullopt;
  const auto mark = [](std::string_view key) { return base::words(base::Language::ja, key); };
  const bool is_kanji = !base::take(rest, ":");
  if (is_kanji && !base::take(rest, mark("consultation.hour_mark"))) return std::nullopt;
  if (rest.empty()) return is_kanji ? std::optional(std::to_string(*hours) + "00") : std::nullopt;
  const auto minutes = base::take_number(rest);
  if (!minutes || *minutes > 59 ||
      (is_kanji && !base::take(rest, mark("consultation.minute_mark"))) || !rest.empty())
    return std::nullopt;
  return std::to_string(*hours * 100 + *minutes);
}

}  // namespace

std::string_view in_db(Secrecy secrecy) {
  switch (secrecy) {
    case Secrecy::ordinary:
      return "ordinary";
    case Secrecy::shared:
      return "shared";
    case Secrecy::secret:
      return "secret";
  }
  throw std::logic_error("consultation: unknown secrecy");
}

std::optional<Secrecy> secrecy_from(std::string_view code) {
  const auto found = std::ranges::find(kSecrecies, code, [](Secrecy one) { return in_db(one); });
  return found == kSecrecies.end() ? std::nullopt : std::optional(*found);
}

std::string_view in_db(Referral referral) {
  switch (referral) {
    case Referral::none:
      return "none";
    case Referral::open:
      return "open";
    case Referral::followed:
      return "followed";
    case Referral::not_followed:
      return "not_followed";
  }
  throw std::logic_error("consultation: unknown referral");
}

std::optional<Referral> referral_from(std::string_view code) {
  const auto found = std::ranges::find(kReferrals, code, [](Referral one) { return in_db(one); });
  return found == kReferrals.end() ? std::nullopt : std::optional(*found);
}

std::string_view in_db(StepKind kind) {
  switch (kind) {
    case StepKind::next_done:
      return "next_done";
    case StepKind::followed_up:
      return "followed_up";
    case StepKind::referral_followed:
      return "referral_followed";
    case StepKind::referral_not_followed:
      return "referral_not_followed";
  }
  throw std::logic_error("consultation: unknown step");
}

std::optional<StepKind> step_from(std::string_view code) {
  const auto found = std::ranges::find(kSteps, code, [](StepKind one) { return in_db(one); });
  return found == kSteps.end() ? std::nullopt : std::optional(*found);
}

std::span<const std::string_view> kinds() {
  return kKinds;
}

std::span<const std::string_view> channels() {
  return codes_of("channel");
}

std::span<const std::string_view> topics() {
  return codes_of("topic");
}

base::Result<int> minute_of(std::string_view field, std::string_view text) {
  const auto digits = digits_of(text);
  int number = -1;
  if (digits) std::from_chars(digits->data(), digits->data() + digits->size(), number);
  const int minute = number / 100 * 60 + number % 100;
  if (number < 0 || number % 100 > 59 || minute > kMinutesOfDay)
    return about(field, time_unreadable, {{"value", std::string(text)}});
  return minute;
}

std::string time_text(int minute) {
  const std::string part = std::to_string(minute % 60);
  return std::to_string(minute / 60) + ":" + (part.size() == 1 ? "0" : "") + part;
}

base::Result<Entry> check(Entry entry, base::Date today) {
  if (!holds(kKinds, entry.kind)) return about("programme", unknown_kind, {{"kind", entry.kind}});
  if (!holds(channels(), entry.channel))
    return about("channel", unknown_channel, {{"channel", entry.channel}});
  if (const auto fit = check_topics(entry); !fit) return std::unexpected(fit.error());
  if (entry.day > today)
    return about("day", in_the_future,
                 {{"day", base::iso(entry.day)}, {"today", base::iso(today)}});
  if (const auto fit = check_time(entry); !fit) return std::unexpected(fit.error());
  if (const auto fit = check_texts(entry); !fit) return std::unexpected(fit.error());
  if (const auto fit = check_dues(entry); !fit) return std::unexpected(fit.error());
  if (entry.secrecy == Secrecy::shared && !entry.client)
    return about("secrecy", shared_without_client);
  return entry;
}

record::Facts facts_of(const Entry& entry, std::int64_t consultation) {
  record::Facts facts;
  facts.programme = entry.programme;
  facts.kind = entry.kind;
  facts.occurred_on = entry.day;
  facts.attributes = {{"channel", entry.channel}, {"topic", entry.topics.front()}};
  facts.case_file = consultation;
  if (record::find_kind(entry.kind)->business != record::Carries::none)
    facts.business = entry.client;
  return facts;
}

Sight sight(const Eyes& eyes, const Consultation& one, bool client_shares) {
  if (eyes.municipality != one.municipality) return Sight::none;
  const bool is_secret = one.entry.secrecy == Secrecy::secret;
  if (eyes.body == one.body) {
    const bool held_it = one.author == eyes.person || one.entry.adviser == eyes.person;
    return is_secret && !held_it && !eyes.secrets ? Sight::closed : Sight::whole;
  }
  if (one.entry.secrecy == Secrecy::shared && client_shares) return Sight::whole;
  if (!eyes.everywhere) return Sight::none;
  return is_secret ? Sight::closed : Sight::whole;
}

}  // namespace consultation
