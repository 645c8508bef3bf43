// The notes of the moment are read again in the transaction that adds to them.
#include "review/note_service.h"

#include "history/history.h"
#include "review/note_store.h"

namespace review {
namespace {

std::int64_t deed_of(db::Write& tx, const base::Actor& actor, std::string_view kind,
                     const Review& review, std::string_view row, std::string reason) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = "plan_row",
                         .subject_key = review.plan + "/" + std::string(row),
                         .reason = std::move(reason),
                         .payload_json = ""})
      .value;
}

staff::Deed deed_for(NoteSide side) {
  return side == NoteSide::owner ? staff::Deed::answer_data_call : staff::Deed::check_answer;
}

// Who acts on a line of the review, when the line is there and they may.
base::Result<base::Actor> actor_on(const Opened& opened, const staff::Who& who, staff::Deed deed,
                                   std::string_view row) {
  const auto line = line_of(opened, who, row);
  if (!line) return std::unexpected(line.error());
  return staff::permitted(who, deed, {who.municipality, line->body()});
}

base::Result<Review> again(db::Read& tx, const Review& review) {
  auto now = store::review(tx, {review.municipality, review.plan}, review.period);
  if (!now) return base::refuse(unknown_review, {{"period", review.period}});
  return *std::move(now);
}

}  // namespace

base::Result<void> write_note(const staff::Who& who, db::Database& database, std::string_view plan,
                              std::string_view period, const WantedNote& wanted) {
  const auto opened = open_review(who, database, plan, period);
  if (!opened) return std::unexpected(opened.error());
  const auto actor = actor_on(*opened, who, deed_for(wanted.side), wanted.row);
  if (!actor) return std::unexpected(actor.error());
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto review = again(tx, opened->review);
    if (!review) return std::unexpected(review.error());
    const auto notes = store::notes(tx, {who.municipality, plan}, period);
    if (const auto fit = check_note(*review, notes, wanted); !fit) return fit;
    ResultNote note;
    note.row = wanted.row;
    note.side = wanted.side;
    note.version = wanted.seen_version + 1;
    note.text = wanted.text;
    note.person = who.person;
    const auto deed = deed_of(tx, *actor, "review.note_" + std::string(in_db(wanted.side)), *review,
                              wanted.row, {});
    store::add_note(tx, *review, note, deed);
    return {};
  });
}

base::Result<void> print_note(const staff::Who& who, db::Database& database, std::string_view plan,
                              std::string_view period, const PrintedNote& wanted) {
  const auto opened = open_review(who, database, plan, period);
  if (!opened) return std::unexpected(opened.error());
  const auto actor = actor_on(*opened, who, staff::Deed::check_answer, wanted.row);
  if (!actor) return std::unexpected(actor.error());
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto review = again(tx, opened->review);
    if (!review) return std::unexpected(review.error());
    if (review->state != State::open)
      return base::refuse(review_closed, {{"period", review->period}});
    const auto notes = store::notes(tx, {who.municipality, plan}, period);
    const ResultNote* last = latest_note(notes, wanted.row, wanted.side);
    if (last == nullptr) return base::refuse(note_unknown, {{"row", wanted.row}});
    if (last->version != wanted.version)
      return base::refuse(note_changed_meanwhile, {{"row", wanted.row}});
    const auto deed =
        deed_of(tx, *actor, wanted.printed ? "review.note_printed" : "review.note_not_printed",
                *review, wanted.row, std::string(in_db(wanted.side)));
    store::set_printed(tx, *review, *last, wanted.printed ? std::optional(deed) : std::nullopt);
    return {};
  });
}

}  // namespace review
