// The days of each class, and the two deeds of erasing.
#include "history/retention.h"

#include <array>
#include <stdexcept>

#include "base/fiscal_year.h"
#include "base/japanese_text.h"
#include "base/json_text.h"
#include "history/retention_store.h"

namespace history {
namespace {

constexpr std::string_view kPropose = "history.propose_erasure";
constexpr std::string_view kSubject = "retention";
constexpr std::array kEnding = {Retention::years_30, Retention::years_10, Retention::years_5,
                                Retention::years_3, Retention::years_1};
constexpr std::int64_t kDay = 86'400'000'000;
constexpr int kProposalsLookedAt = 200;

base::Instant begins(base::Date day) {
  return base::parse_japan(base::iso(day) + "T00:00").value_or(base::Instant{});
}

store::OfClass of_class(std::string_view municipality, Retention retention, base::Date before) {
  return {municipality, in_db(retention), begins(before)};
}

// The latest one that is not too old.
std::optional<PastDeed> open_proposal(db::Read& tx, std::string_view municipality,
                                      Retention retention, base::Instant now) {
  const auto deeds = of_subject(tx, municipality, kSubject, in_db(retention), kProposalsLookedAt);
  for (const PastDeed& deed : deeds) {
    if (deed.kind == kPropose && now.microseconds - deed.at.microseconds <= kProposalDays * kDay)
      return deed;
  }
  return std::nullopt;
}

base::Result<void> check_reason(std::string_view reason) {
  if (base::is_blank(reason)) return base::refuse(erasure_reason_missing);
  return {};
}

history::Deed deed_about(std::string_view kind, std::string_view municipality, Retention retention,
                         std::string_view reason, base::Date before) {
  base::JsonWriter json;
  json.begin_object().field("retention", in_db(retention));
  json.field("recorded_before", base::iso(before)).end_object();
  return {.kind = std::string(kind),
          .municipality = std::string(municipality),
          .subject_kind = std::string(kSubject),
          .subject_key = std::string(in_db(retention)),
          .reason = std::string(reason),
          .payload_json = json.take()};
}

}  // namespace

std::optional<Retention> retention_from(std::string_view code) {
  for (const Retention retention : kEnding)
    if (in_db(retention) == code) return retention;
  return code == in_db(Retention::permanent) ? std::optional(Retention::permanent) : std::nullopt;
}

int years_of(Retention retention) {
  switch (retention) {
    case Retention::permanent:
      return 0;
    case Retention::years_30:
      return 30;
    case Retention::years_10:
      return 10;
    case Retention::years_5:
      return 5;
    case Retention::years_3:
      return 3;
    case Retention::years_1:
      return 1;
  }
  throw std::logic_error("history: unknown retention");
}

std::optional<base::Date> past_before(Retention retention, base::Date today) {
  if (retention == Retention::permanent) return std::nullopt;
  const int year = base::FiscalYear::containing(today).number() - years_of(retention);
  if (year < base::kFirstYear) return std::nullopt;
  return base::Date(year, 4, 1);
}

std::vector<Past> past_years(db::Read& tx, std::string_view municipality, base::Date today) {
  std::vector<Past> all;
  for (const Retention retention : kEnding) {
    const auto before = past_before(retention, today);
    if (!before) continue;
    const auto past = of_class(municipality, retention, *before);
    all.push_back({.retention = retention,
                   .before = *before,
                   .deeds = store::past_count(tx, past, kPastCountedMax),
                   .unseen = store::past_unseen(tx, past, kPastCountedMax),
                   .proposal = open_proposal(tx, municipality, retention, base::now())});
  }
  return all;
}

std::vector<PastDeed> past_preview(db::Read& tx, std::string_view municipality, Retention retention,
                                   base::Date before, int limit) {
  return store::past_deeds(tx, of_class(municipality, retention, before), limit);
}

base::Result<DeedId> propose_erasure(db::Write& tx, const base::Actor& actor,
                                     std::string_view municipality, Retention retention,
                                     std::string_view reason) {
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  const auto before = past_before(retention, base::japan_date(base::now()));
  if (!before || past_preview(tx, municipality, retention, *before, 1).empty())
    return base::refuse(nothing_past, {{"retention", std::to_string(years_of(retention))}});
  return write(tx, actor, deed_about(kPropose, municipality, retention, reason, *before));
}

base::Result<Erased> erase_past(db::Write& tx, const base::Actor& actor,
                                std::string_view municipality, Retention retention,
                                std::string_view reason) {
  if (const auto said = check_reason(reason); !said) return std::unexpected(said.error());
  const auto proposal = open_proposal(tx, municipality, retention, base::now());
  const std::string years = std::to_string(years_of(retention));
  if (!proposal) return base::refuse(not_proposed, {{"retention", years}});
  if (proposal->actor == actor.id) return base::refuse(proposer_erases, {{"retention", years}});
  const auto before = past_before(retention, base::japan_date(proposal->at));
  if (!before || past_preview(tx, municipality, retention, *before, 1).empty())
    return base::refuse(nothing_past, {{"retention", years}});
  const DeedId deed =
      write(tx, actor, deed_about("history.erase", municipality, retention, reason, *before));
  const std::int64_t erased =
      store::erase_past(tx, of_class(municipality, retention, *before), deed.value, kErasedAtOnce);
  return Erased{deed, erased};
}

}  // namespace history
