// A day: what is entered, what is put right, what is confirmed.
#include "town/working_days.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/words.h"
#include "consultation/consultation_service.h"
#include "diary/diary_service.h"
#include "figure/figure_service.h"
#include "history/seal.h"
#include "record/record_store.h"
#include "release/release_service.h"
#include "town/calendar.h"
#include "town/twin.h"

namespace town {
namespace {

using base::Language;

constexpr std::size_t kBatch = 1000;
constexpr int kRecordsAtOnce = 20'000;
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMorning = 9 * 3600;  // seconds of the day in Japan
constexpr std::int64_t kEvening = 17 * 3600;
constexpr int kOpensAt = 10 * 60;  // minutes
constexpr int kTalkMinutes = 40;

std::string slip_reason() {
  return std::string(base::words(Language::ja, "town.slip_reason"));
}

// What was entered wrongly, and when it is put right.
struct Slip {
  Piece piece;
  std::int64_t number = 0;  // of the record, or of the consultation
  base::Actor actor;
};

class Town {
 public:
  Town(db::Database& jar, const Townspeople& people,
       const std::vector<programme::Programme>& programmes, std::vector<Piece> pieces)
      : jar_(jar), people_(people) {
    for (const programme::Programme& one : programmes) programmes_.emplace(one.key, &one);
    total_ = std::ssize(pieces);
    for (Piece& piece : pieces) days_[piece.entered].push_back(std::move(piece));
  }

  base::Result<void> work(std::string_view plan, const OnDay& on_day) {
    if (days_.empty()) return {};
    base::Date day = next_day();
    open_year_ = base::FiscalYear::containing(day).number();
    for (; !days_.empty() || !slips_.empty(); last_month_ = day.month()) {
      day = next_day();
      if (day.month() != last_month_) seal();
      if (auto closed = close_books(day); !closed) return closed;
      set_clock(day, kMorning);
      const auto pieces = days_.extract(day);
      if (!pieces.empty())
        if (auto entered = enter(day, pieces.mapped()); !entered) return entered;
      const auto slips = slips_.extract(day);
      if (!slips.empty())
        for (const Slip& slip : slips.mapped())
          if (auto righted = put_right(slip); !righted) return righted;
      if (auto confirmed = confirm(day); !confirmed) return confirmed;
      if (on_day) on_day(day, done_, total_);
    }
    return publish(plan, working_day_after(day));
  }

 private:
  base::Date next_day() const {
    if (days_.empty()) return slips_.begin()->first;
    if (slips_.empty()) return days_.begin()->first;
    return std::min(days_.begin()->first, slips_.begin()->first);
  }

  void set_clock(base::Date day, std::int64_t second) {
    const auto at = base::parse_japan(base::iso(day) + "T00:00").value();
    now_ = base::Instant{at.microseconds + second * kSecond};
    base::fix_clock(now_);
  }

  void pass_time() {
    now_.microseconds += 20 * kSecond;
    base::fix_clock(now_);
  }

  void seal() {
    jar_.write([](db::Write& tx) { return history::seal(tx, kTown).has_value(); });
  }

  // 年度締め, by two persons: late entries and corrections come until June, so the books of a year
  // are closed in July. The last year's are open still when its table is made.
  base::Result<void> close_books(base::Date until) {
    for (;; ++open_year_) {
      const base::Date day = working_day_after(base::Date(open_year_ + 1, 6, 30));
      if (day > until) return {};
      set_clock(day, kMorning);
      const auto closed = figure::write(jar_, [&](db::Write& tx) {
        return figure::close_year(tx, {.first = people_.manager, .second = people_.planner}, kTown,
                                  open_year_, base::words(Language::ja, "town.closing_reason"));
      });
      if (!closed) return std::unexpected(closed.error());
    }
  }

  base::Result<void> publish(std::string_view plan, base::Date day) {
    set_clock(day, kMorning);
    const auto released =
        release::publish(jar_, people_.planner, kTown,
                         {.plan = std::string(plan),
                          .title = std::string(base::words(Language::ja, "town.release_title"))});
    if (!released) return std::unexpected(released.error());
    seal();
    return {};
  }

  bool of_corporation(const record::Facts& facts) const {
    const auto found = programmes_.find(facts.programme);
    if (found == programmes_.end()) return false;
    const auto* owner = programme::owner_in(
        *found->second, base::FiscalYear::containing(facts.occurred_on).number());
    return owner != nullptr && owner->body == people_.corporation_chief.body &&
           owner->body != people_.chief.body;
  }

  // The same desk has the same clerk.
  const base::Actor& clerk_of(const record::Facts& facts) const {
    const auto& clerks = of_corporation(facts) ? people_.corporation_clerks : people_.clerks;
    std::size_t place = 0;
    for (const char c : facts.programme) place = place * 31 + static_cast<unsigned char>(c);
    return clerks[place % clerks.size()];
  }

  record::Facts entered_facts(const Piece& piece) const {
    record::Facts facts = piece.slip ? slipped(piece.facts) : piece.facts;
    if (facts.business)
      facts.business = people_.businesses[static_cast<std::size_t>(*facts.business - 1)];
    return facts;
  }

  base::Result<void> enter(base::Date day, const std::vector<Piece>& pieces) {
    std::map<std::string, std::vector<const Piece*>> procedures;
    std::map<std::pair<std::string, base::Date>, std::vector<const Piece*>> occurrences;
    for (const Piece& piece : pieces) {
      if (piece.door == Door::desk) {
        if (auto held = hold(day, piece); !held) return held;
      } else if (piece.door == Door::diary) {
        occurrences[{piece.facts.programme, piece.facts.occurred_on}].push_back(&piece);
      } else if (piece.slip) {
        if (auto posted = post_wrong(day, piece); !posted) return posted;
      } else {
        procedures[piece.facts.programme].push_back(&piece);
      }
    }
    for (const auto& [programme, list] : procedures)
      if (auto posted = post(list); !posted) return posted;
    for (const auto& [place, list] : occurrences)
      if (auto logged = log(place.first, place.second, list); !logged) return logged;
    done_ += std::ssize(pieces);
    return {};
  }

  // ---- 相談

  consultation::Entry entry_of(const record::Facts& facts, const base::Actor& adviser) {
    consultation::Entry entry;
    entry.programme = facts.programme;
    entry.kind = facts.kind;
    entry.day = facts.occurred_on;
    const int turn = static_cast<int>(talks_ % 9) * kTalkMinutes;
    entry.from = kOpensAt + turn;
    entry.until = kOpensAt + turn + kTalkMinutes - 5;
    for (const record::AttributeValue& one : facts.attributes)
      (one.name == "channel" ? entry.channel : entry.topics.emplace_back()) = one.value;
    entry.client = facts.business;
    entry.adviser = adviser.id;
    entry.content = base::say(
        Language::ja, "town.talk",
        {{"topic", std::string(base::words(Language::ja, "record.code_" + entry.topics.front()))}});
    return entry;
  }

  base::Result<void> hold(base::Date day, const Piece& piece) {
    const record::Facts facts = entered_facts(piece);
    const base::Actor& clerk = clerk_of(facts);
    const auto held = consultation::hold(clerk, jar_, "", entry_of(facts, clerk));
    if (!held) return std::unexpected(held.error());
    ++talks_;
    pass_time();
    if (piece.slip) keep_slip(day, {piece, held->consultation, clerk});
    return {};
  }

  // ---- records of procedures

  base::Result<void> post(const std::vector<const Piece*>& pieces) {
    std::vector<record::Facts> facts;
    for (const Piece* piece : pieces) facts.push_back(entered_facts(*piece));
    for (std::size_t from = 0; from < facts.size(); from += kBatch) {
      const auto part = std::span(facts).subspan(from, std::min(kBatch, facts.size() - from));
      const figure::Signers signers{.first = clerk_of(part.front()), .second = {}};
      const auto posted = figure::write(jar_, [&](db::Write& tx) {
        return figure::post_all(tx, signers, kTown, {}, part, /*confirmed=*/false);
      });
      if (!posted) return std::unexpected(posted.error());
      pass_time();
    }
    return {};
  }

  base::Result<void> post_wrong(base::Date day, const Piece& piece) {
    const record::Facts facts = entered_facts(piece);
    const base::Actor& clerk = clerk_of(facts);
    const auto posted = figure::write(jar_, [&](db::Write& tx) {
      return figure::post(tx, {.first = clerk, .second = {}}, kTown, {}, facts);
    });
    if (!posted) return std::unexpected(posted.error());
    pass_time();
    keep_slip(day, {piece, posted->record.value, clerk});
    return {};
  }

  // ---- 実績日誌

  base::Result<void> log(const std::string& programme, base::Date day,
                         const std::vector<const Piece*>& pieces) {
    diary::Occurrence occurrence{
        .programme = programme, .days = {day, day}, .texts = {}, .facts = {}};
    occurrence.texts.place = base::words(Language::ja, "town.place");
    for (const Piece* piece : pieces) occurrence.facts.push_back(entered_facts(*piece));
    const auto logged = diary::log(clerk_of(occurrence.facts.front()), jar_, {}, occurrence,
                                   {.other_year = true, .same = true});
    if (!logged) return std::unexpected(logged.error());
    pass_time();
    return {};
  }

  // ---- corrections

  // Found some working days later: the piece's own number says how many.
  void keep_slip(base::Date day, Slip slip) {
    const int later = 2 + static_cast<int>(slips_found_++ % 11);
    slip.piece.slip = false;
    slips_[working_day_after(day, later)].push_back(std::move(slip));
  }

  base::Result<void> put_right(const Slip& slip) {
    pass_time();
    const record::Facts facts = entered_facts(slip.piece);
    if (slip.piece.door == Door::desk) return put_talk_right(slip, facts);
    const auto corrected = figure::write(jar_, [&](db::Write& tx) {
      return figure::correct(tx, {.first = slip.actor, .second = {}}, kTown,
                             {.id = "", .reason = slip_reason()}, record::RecordId{slip.number},
                             facts);
    });
    if (!corrected) return std::unexpected(corrected.error());
    return {};
  }

  base::Result<void> put_talk_right(const Slip& slip, const record::Facts& facts) {
    const auto eyes = consultation::eyes_of(slip.actor);
    if (!eyes) return std::unexpected(eyes.error());
    const auto opened =
        jar_.read([&](db::Read& tx) { return consultation::open(tx, *eyes, slip.number); });
    if (!opened) return std::unexpected(opened.error());
    consultation::Entry entry = entry_of(facts, slip.actor);
    entry.from = opened->consultation.entry.from;
    entry.until = opened->consultation.entry.until;
    const auto corrected = consultation::correct(
        slip.actor, *eyes, jar_, {slip.number, opened->consultation.version, entry, slip_reason()});
    if (!corrected) return std::unexpected(corrected.error());
    return {};
  }

  // ---- 確認

  // What was recorded since the last evening. A record that was taken back the same day needs
  // nobody's confirmation, and a reversal is confirmed with the record that replaces it.
  base::Result<void> confirm(base::Date day) {
    set_clock(day, std::max(kEvening, (now_.microseconds / kSecond + 9 * 3600) % 86400 + 60));
    const auto records = jar_.read([&](db::Read& tx) {
      return record::store::recorded_between(tx, kTown, confirmed_until_, confirmed_last_, now_,
                                             kRecordsAtOnce);
    });
    if (records.empty()) return {};
    std::set<std::int64_t> taken_back;
    for (const record::Record& one : records)
      if (one.reverses) taken_back.insert(one.reverses->value);
    std::vector<record::RecordId> own, of_other;
    for (const record::Record& one : records) {
      if (one.reverses || taken_back.contains(one.id.value)) continue;
      record::Facts facts;
      facts.programme = one.programme;
      facts.occurred_on = one.occurred_on;
      (of_corporation(facts) ? of_other : own).push_back(one.id);
    }
    confirmed_until_ = records.back().recorded_at;
    confirmed_last_ = records.back().id;
    if (auto done = confirm(people_.chief, own); !done) return done;
    if (auto done = confirm(people_.corporation_chief, of_other); !done) return done;
    return std::ssize(records) == kRecordsAtOnce ? confirm(day) : base::Result<void>{};
  }

  base::Result<void> confirm(const base::Actor& chief, std::span<const record::RecordId> ids) {
    for (std::size_t from = 0; from < ids.size(); from += kBatch) {
      const auto part = ids.subspan(from, std::min(kBatch, ids.size() - from));
      const auto confirmed = figure::write(jar_, [&](db::Write& tx) {
        return figure::confirm_all(tx, {.first = chief, .second = {}}, kTown, {}, part);
      });
      if (!confirmed) return std::unexpected(confirmed.error());
      pass_time();
    }
    return {};
  }

  db::Database& jar_;
  const Townspeople& people_;
  std::map<std::string, const programme::Programme*> programmes_;
  std::map<base::Date, std::vector<Piece>> days_;
  std::map<base::Date, std::vector<Slip>> slips_;
  base::Instant now_{};
  base::Instant confirmed_until_{};
  record::RecordId confirmed_last_{};
  std::int64_t done_ = 0;
  std::int64_t total_ = 0;
  std::int64_t talks_ = 0;
  std::int64_t slips_found_ = 0;
  unsigned last_month_ = 4;
  int open_year_ = 0;  // the first whose books are not closed
};

}  // namespace

base::Result<void> work_through(db::Database& jar, const Townspeople& people,
                                const std::vector<programme::Programme>& programmes,
                                std::vector<Piece> pieces, std::string_view plan,
                                const OnDay& on_day) {
  return Town(jar, people, programmes, std::move(pieces)).work(plan, on_day);
}

}  // namespace town
