// What is asked is checked as if it were done, so that nobody signs what cannot be.
#include "figure/year_request.h"

#include <algorithm>

#include "base/fiscal_year.h"
#include "base/japanese_text.h"
#include "base/sha256.h"
#include "figure/clock.h"
#include "figure/closed_years.h"
#include "figure/figure_service.h"
#include "figure/signers.h"
#include "figure/year_request_store.h"
#include "history/history.h"
#include "record/book_store.h"

namespace figure {
namespace {

constexpr std::size_t kReasonCharactersMax = 500;

base::Result<void> permitted(const base::Actor& actor) {
  return check_permitted({.first = actor, .second = {}}, staff::Deed::close_year,
                         actor.municipality);
}

std::int64_t keep_deed(db::Write& tx, const base::Actor& actor, std::string_view kind,
                       int fiscal_year, std::string_view reason) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = "fiscal_year",
                         .subject_key = std::to_string(fiscal_year),
                         .reason = std::string(reason),
                         .payload_json = {}})
      .value;
}

base::Result<void> check_year(db::Write& tx, const base::Actor& actor, const YearRequest& wanted) {
  const std::string named = std::to_string(wanted.fiscal_year);
  const auto year = base::FiscalYear::of(wanted.fiscal_year);
  if (!year) return std::unexpected(year.error());
  const base::Date today = base::japan_date(tx.recorded_at());
  const auto known = books(tx, actor.municipality, tx.recorded_at());
  const auto state = record::state_of(known, wanted.fiscal_year, today);
  if (wanted.closes) {
    if (today <= year->ends())
      return base::refuse(record::year_not_over,
                          {{"year", named}, {"ends", base::iso(year->ends())}});
    if (state == record::BookState::closed)
      return base::refuse(record::already_closed, {{"year", named}});
    return {};
  }
  if (record::takes_records(state)) return base::refuse(record::not_closed, {{"year", named}});
  return record::check_reopening(known, wanted.fiscal_year, today);
}

base::Result<YearRequest> waiting_one(db::Read& tx, std::string_view municipality,
                                      std::int64_t request) {
  auto known = store::year_request(tx, municipality, request);
  if (!known) return base::refuse(unknown_year_request, {{"request", std::to_string(request)}});
  if (!known->outcome.empty())
    return base::refuse(year_request_ended, {{"year", std::to_string(known->fiscal_year)}});
  return *std::move(known);
}

}  // namespace

base::Result<std::int64_t> ask_year(const base::Actor& actor, db::Database& database,
                                    const YearRequest& wanted, std::string_view command) {
  if (const auto may = permitted(actor); !may) return std::unexpected(may.error());
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    if (!command.empty()) {
      const auto known = history::command(
          tx, actor.municipality, command,
          base::sha256_hex("ask_year " + std::to_string(actor.id) + ' ' +
                           std::to_string(wanted.fiscal_year) +
                           (wanted.closes ? " close " : " reopen ") + wanted.reason));
      if (!known) return std::unexpected(known.error());
      if (known->repeated) return std::stoll(known->first_answer);
    }
    enter_alone(tx, actor.municipality);
    if (const auto said = check_reason(wanted.reason); !said) return std::unexpected(said.error());
    if (base::character_count(wanted.reason) > kReasonCharactersMax)
      return base::refuse(year_reason_too_long, {{"max", std::to_string(kReasonCharactersMax)}});
    if (const auto fits = check_year(tx, actor, wanted); !fits)
      return std::unexpected(fits.error());
    for (const YearRequest& one : store::waiting_year_requests(tx, actor.municipality))
      if (one.fiscal_year == wanted.fiscal_year)
        return base::refuse(year_request_waits, {{"year", std::to_string(wanted.fiscal_year)}});
    YearRequest made = wanted;
    made.request = tx.new_id();
    made.asked_by = actor.id;
    made.asked_post = actor.post;
    made.asked_body = actor.body;
    made.deed =
        keep_deed(tx, actor, wanted.closes ? "record.ask_close_year" : "record.ask_reopen_year",
                  wanted.fiscal_year, wanted.reason);
    store::add_year_request(tx, actor.municipality, made);
    if (!command.empty())
      history::answer(tx, actor.municipality, command, std::to_string(made.request));
    return made.request;
  });
}

base::Result<void> sign_year(const base::Actor& actor, db::Database& database,
                             std::int64_t request) {
  if (const auto may = permitted(actor); !may) return may;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    enter_alone(tx, actor.municipality);
    const auto asked = waiting_one(tx, actor.municipality, request);
    if (!asked) return std::unexpected(asked.error());
    if (actor.id == asked->asked_by) return base::refuse(own_year_request);
    base::Actor first = actor;
    first.id = asked->asked_by;
    first.post = asked->asked_post;
    first.body = asked->asked_body;
    first.deputy_for = 0;
    const Signers signers{.first = first, .second = actor};
    const auto done =
        asked->closes
            ? close_year(tx, signers, actor.municipality, asked->fiscal_year, asked->reason)
            : reopen_year(tx, signers, actor.municipality, asked->fiscal_year, asked->reason);
    if (!done) return std::unexpected(done.error());
    store::end_year_request(tx, actor.municipality, request, "signed", actor.id, *done);
    return {};
  });
}

base::Result<void> turn_down_year(const base::Actor& actor, db::Database& database,
                                  std::int64_t request) {
  if (const auto may = permitted(actor); !may) return may;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    enter_alone(tx, actor.municipality);
    const auto asked = waiting_one(tx, actor.municipality, request);
    if (!asked) return std::unexpected(asked.error());
    const auto deed =
        keep_deed(tx, actor, "record.turn_down_year", asked->fiscal_year, asked->reason);
    store::end_year_request(tx, actor.municipality, request, "turned_down", actor.id, deed);
    return {};
  });
}

std::vector<YearRequest> waiting_year_requests(db::Read& tx, std::string_view municipality) {
  return store::waiting_year_requests(tx, municipality);
}

std::vector<record::YearMove> year_moves(db::Read& tx, std::string_view municipality) {
  std::vector<record::YearMove> moves;
  for (const auto& one : record::store::year_versions(tx, municipality))
    moves.push_back(move_of(tx, municipality, one));
  return moves;
}

}  // namespace figure
