// Rows of consultation, consultation_note, consultation_due and consultation_step.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "consultation/consultation.h"
#include "consultation/consultation_service.h"
#include "db/db.h"

namespace consultation::store {

void add(db::Write& tx, const Consultation& one);
// The facts of the next version; false: somebody was faster.
bool move_on(db::Write& tx, const Consultation& one);
bool withdraw(db::Write& tx, const Consultation& one, std::int64_t deed);
bool set_state(db::Write& tx, const Consultation& one);  // referral and days that are still open
void set_client(db::Write& tx, const Consultation& one);
std::optional<Consultation> find(db::Read& tx, std::string_view municipality,
                                 std::int64_t consultation);

void add_note(db::Write& tx, std::string_view municipality, std::int64_t consultation,
              const Note& note);
std::vector<Note> notes(db::Read& tx, std::string_view municipality,
                        std::int64_t consultation);  // the latest first

void add_due(db::Write& tx, const Consultation& one, DueKind kind, base::Date on);
void drop_dues(db::Write& tx, const Consultation& one);
struct DuesAsked {
  std::string_view municipality;
  std::string_view body;
  std::int64_t adviser = 0;
  DuePlace after;
  int limit = 0;
};
std::vector<Due> dues_of_adviser(db::Read& tx, const DuesAsked& asked);
std::vector<Due> dues_of_body(db::Read& tx, const DuesAsked& asked);

void add_step(db::Write& tx, std::string_view municipality, std::int64_t consultation,
              const Step& step);
std::vector<Step> steps(db::Read& tx, std::string_view municipality, std::int64_t consultation);

std::vector<Consultation> list(db::Read& tx, std::string_view municipality, std::string_view body,
                               const Question& question);
std::vector<Consultation> of_client(db::Read& tx, std::string_view municipality,
                                    std::int64_t client, const Place& before, int limit);

// One more, or one less: 1 or -1. The consultation stands as it is now, so that one less finds
// whether its client still comes in the month.
void count(db::Write& tx, const Consultation& one, int difference);
std::vector<Tally> tally_of_year(db::Read& tx, std::string_view municipality, std::string_view body,
                                 base::FiscalYear year);
std::vector<Tally> tally_of_month(db::Read& tx, std::string_view municipality,
                                  std::string_view body, base::Date day);
std::vector<Tally> tally_of_day(db::Read& tx, std::string_view municipality, std::string_view body,
                                base::Date day);

}  // namespace consultation::store
