// One command on its way through the door of records: who writes where, what is known about the
// municipality, and the steps that every writing takes in the same order (entered, told from a
// repeat, checked, put under a deed).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "db/db.h"
#include "db/function_ref.h"
#include "figure/clock.h"
#include "figure/figure_service.h"
#include "figure/moves.h"
#include "figure/procedure.h"
#include "staff/permission.h"

namespace figure {

struct Writing {
  db::Write& tx;
  const Signers& signers;
  std::string_view municipality;
  const Command& command;
  std::shared_ptr<const Known> known;
  base::Instant moment;  // what is written now is sealed with moments not before this one
  std::set<int> years_refused = {};

  // Whose work a programme is in that year; empty: nobody is known, and everybody's own counts.
  std::string body_of(std::string_view programme, base::FiscalYear year) const;
  // The day is that of the seal: a clock that went back opens no closed door.
  record::Situation situation() const;
  // With who closed a year, and when, where that is what it refuses.
  base::Refusal told(base::Refusal refusal) const;
};

base::Result<Writing> start(db::Write& tx, const Signers& signers, std::string_view municipality,
                            const Command& command, staff::Deed deed);

using CommandText =
    db::FunctionRef<std::string()>;  // asked for when there is an id to keep it under

// The first answer of a repeated command, as text; nothing when this is the first time.
base::Result<std::optional<std::string>> earlier_text(const Writing& writing, CommandText text);
base::Result<std::optional<Posted>> first_answer(const Writing& writing, CommandText text);
Posted answer(const Writing& writing, Posted posted);

base::Result<void> check_work(const Writing& writing, staff::Deed deed,
                              const record::Record& record);
base::Result<record::Record> stored(const Writing& writing, record::RecordId id);
// Another server's clock may be ahead of ours: nobody takes back or confirms what is not yet
// recorded, and a build that tells everything in the order of its moments finds it in that order.
void be_later_than(const Writing& writing, const record::Record& record);

// Number, moment and seal of a record that is about to be written under a deed. The record that
// first stands for a case has the number of the case.
void number(const Writing& writing, record::Record& record, std::int64_t deed,
            std::optional<std::int64_t> of_case = {});
void write_deed(const Writing& writing, std::string_view kind, std::int64_t deed,
                std::string subject, std::string payload);
// The same of a procedure, about its case.
void write_deed(const Writing& writing, const Act& act, std::int64_t deed, std::string payload);

void count_recorded(const Writing& writing, Moves& moves, const record::Record& record);
void count_confirmed(const Writing& writing, Moves& moves, const record::Record& record,
                     base::Instant at);

}  // namespace figure
