// One deed a step, in the transaction that reads the state it is about.
#include "datacall/correction_service.h"

#include <algorithm>

#include "base/japanese_text.h"
#include "datacall/correction_store.h"
#include "datacall/datacall_store.h"
#include "datacall/meanwhile.h"
#include "history/history.h"
#include "paper/paper_service.h"
#include "staff/permission.h"

namespace datacall {
namespace {

bool may_do(const base::Actor& actor, staff::Deed deed, const Sheet& sheet) {
  const std::string body = sheet.body.value_or("");
  return staff::permits(actor, deed, {actor.municipality, body}).has_value();
}

// The sheet of the line, when the line is on it.
base::Result<const Sheet*> sheet_of(const Opened& opened, const Place& place) {
  const Sheet* sheet = opened.find_sheet(place.sheet);
  if (sheet == nullptr) return base::refuse(unknown_sheet);
  return sheet;
}

base::Result<void> check_row(const Opened& opened, const Place& place, std::string_view row) {
  const OwedRow* owed = opened.find_row(row);
  if (owed == nullptr || owed->sheet != place.sheet)
    return base::refuse(unknown_row, {{"row", std::string(row)}});
  return {};
}

void add_step(db::Write& tx, const By& by, const Place& place, const Answer& approved,
              const Correction* last, CorrectionKind kind, std::string_view reason) {
  const std::int64_t deed =
      history::write(tx, by.actor,
                     {.kind = "datacall.correction_" + std::string(in_db(kind)),
                      .municipality = by.actor.municipality,
                      .subject_kind = "call_sheet",
                      .subject_key = std::to_string(place.call) + "/" + std::to_string(place.sheet),
                      .reason = approved.row + " " + std::string(reason),
                      .payload_json = {}})
          .value;
  store::add_correction(tx, by.actor.municipality, place.call,
                        {approved.row, approved.version, last == nullptr ? 1 : last->step + 1, kind,
                         by.actor.id, by.name, std::string(reason)},
                        deed);
}

}  // namespace

base::Result<void> ask_correction(const By& by, db::Database& database, const Place& place,
                                  std::string_view row, std::string_view reason) {
  return write_meanwhile(database, [&](db::Write& tx) -> base::Result<void> {
    const auto opened = open(tx, by.actor.municipality, place.call);
    if (!opened) return std::unexpected(opened.error());
    const auto sheet = sheet_of(*opened, place);
    if (!sheet) return std::unexpected(sheet.error());
    // The holder of a link acts for the body of the sheet.
    const bool is_owner = by.actor.kind == base::ActorKind::staff
                              ? may_do(by.actor, staff::Deed::answer_data_call, **sheet)
                              : (*sheet)->body == by.actor.body;
    if (!is_owner && !may_do(by.actor, staff::Deed::run_data_call, **sheet))
      return base::refuse(staff::not_permitted, {{"deed", "answer_data_call"}});
    if (base::is_blank(by.name)) return base::refuse(name_missing);
    if (const auto owed = check_row(*opened, place, row); !owed) return owed;
    const auto approved = opened->answer_of(row);
    const Correction* last =
        approved ? last_step(opened->corrections, row, approved->version) : nullptr;
    const auto may = may_ask(row, opened->state_of_row(row), last, reason);
    if (!may) return may;
    add_step(tx, by, place, *approved, last, CorrectionKind::asked, reason);
    return {};
  });
}

base::Result<void> settle_correction(const By& by, db::Database& database, const Place& place,
                                     std::string_view row, CorrectionKind kind,
                                     std::string_view reason) {
  return write_meanwhile(database, [&](db::Write& tx) -> base::Result<void> {
    const auto opened = open(tx, by.actor.municipality, place.call);
    if (!opened) return std::unexpected(opened.error());
    const auto sheet = sheet_of(*opened, place);
    if (!sheet) return std::unexpected(sheet.error());
    if (!may_do(by.actor, staff::Deed::run_data_call, **sheet) &&
        !may_do(by.actor, staff::Deed::approve_value, **sheet))
      return base::refuse(staff::not_permitted, {{"deed", "run_data_call"}});
    if (const auto owed = check_row(*opened, place, row); !owed) return owed;
    const auto approved = opened->answer_of(row);
    const Correction* last =
        approved ? last_step(opened->corrections, row, approved->version) : nullptr;
    const auto may = may_settle(row, kind, by.actor.id, last, reason);
    if (!may) return may;
    add_step(tx, by, place, *approved, last, kind, reason);
    if (kind == CorrectionKind::reopened)
      paper::let_go(tx, paper_subject(opened->call, **sheet, row));
    return {};
  });
}

std::vector<Version> versions_of(db::Read& tx, const Opened& opened, std::string_view row) {
  std::vector<Version> all;
  for (Answer& answer : store::versions(tx, opened.call.municipality, opened.call.id, row)) {
    Version one{std::move(answer), {}, {}};
    const auto is_its = [&](const auto& step) {
      return step.row == row && step.version == one.answer.version;
    };
    std::ranges::copy_if(opened.signs, std::back_inserter(one.signs), is_its);
    std::ranges::copy_if(opened.corrections, std::back_inserter(one.corrections), is_its);
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<Correction> asked_corrections(const Opened& opened) {
  std::vector<Correction> asked;
  for (const Answer& answer : opened.answers) {
    const Correction* last = last_step(opened.corrections, answer.row, answer.version);
    if (last != nullptr && last->kind == CorrectionKind::asked) asked.push_back(*last);
  }
  return asked;
}

}  // namespace datacall
