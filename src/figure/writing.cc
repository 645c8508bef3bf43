// The steps that every writing of records takes; what each of them is for stands in the header.
#include "figure/writing.h"

#include <charconv>

#include "base/sha256.h"
#include "figure/confirming.h"
#include "figure/signers.h"

namespace figure {
namespace {

using record::Record;
using record::RecordId;

std::string answer_text(const Posted& posted) {
  return std::to_string(posted.record.value) + ' ' + std::to_string(posted.deed);
}

Posted answered(std::string_view text) {
  Posted posted{.repeated = true};
  const char* end = text.data() + text.size();
  const auto record = std::from_chars(text.data(), end, posted.record.value);
  std::from_chars(record.ptr + 1, end, posted.deed);
  return posted;
}

// The second signer stands in the deed's reason beside the first, who did it.
std::string reason_of(const Writing& writing) {
  if (!writing.signers.second) return writing.command.reason;
  return writing.command.reason + second_signer(*writing.signers.second);
}

struct About {
  std::string_view deed_kind;
  std::string_view subject_kind;
  std::string subject;
};

void write_about(const Writing& writing, About about, std::int64_t deed, std::string payload) {
  history::write(writing.tx, writing.signers.first,
                 {.kind = std::string(about.deed_kind),
                  .municipality = std::string(writing.municipality),
                  .subject_kind = std::string(about.subject_kind),
                  .subject_key = std::move(about.subject),
                  .reason = reason_of(writing),
                  .payload_json = std::move(payload),
                  .number = history::DeedId{deed}});
}

}  // namespace

std::string Writing::body_of(std::string_view programme, base::FiscalYear year) const {
  const auto found = known->owners.find(programme);
  if (found == known->owners.end()) return {};
  for (const programme::Owner& owner : found->second) {
    if (owner.from <= year.number() && (!owner.to || year.number() <= *owner.to)) return owner.body;
  }
  return {};
}

record::Situation Writing::situation() const {
  return {.today = base::japan_date(moment),
          .two_persons = signers.second.has_value(),
          .programmes = &known->programmes,
          .closed_years = &years_refused};
}

base::Refusal Writing::told(base::Refusal refusal) const {
  return record::explained(std::move(refusal), known->books);
}

base::Result<Writing> start(db::Write& tx, const Signers& signers, std::string_view municipality,
                            const Command& command, staff::Deed deed) {
  if (const auto may = check_permitted(signers, deed, municipality); !may)
    return std::unexpected(may.error());
  auto known = enter(tx, municipality);
  Writing writing{tx, signers, municipality, command, std::move(known), tx.recorded_at()};
  writing.years_refused = record::years_refused(
      writing.known->books, base::japan_date(writing.moment), signers.second.has_value());
  return writing;
}

base::Result<std::optional<std::string>> earlier_text(const Writing& writing, CommandText text) {
  if (writing.command.id.empty()) return std::nullopt;
  // Another person with the same id does not get this one's answer.
  const base::Actor& who = writing.signers.first;
  const std::string content =
      std::string(base::in_db(who.kind)) + ' ' + std::to_string(who.id) + ' ' + text();
  auto known = history::command(writing.tx, writing.municipality, writing.command.id,
                                base::sha256_hex(content));
  if (!known) return std::unexpected(known.error());
  if (!known->repeated) return std::nullopt;
  return std::move(known->first_answer);
}

base::Result<std::optional<Posted>> first_answer(const Writing& writing, CommandText text) {
  const auto earlier = earlier_text(writing, text);
  if (!earlier) return std::unexpected(earlier.error());
  if (!*earlier) return std::nullopt;
  return answered(**earlier);
}

Posted answer(const Writing& writing, Posted posted) {
  if (!writing.command.id.empty())
    history::answer(writing.tx, writing.municipality, writing.command.id, answer_text(posted));
  return posted;
}

base::Result<void> check_work(const Writing& writing, staff::Deed deed, const Record& record) {
  return check_permitted(writing.signers, deed, writing.municipality,
                         writing.body_of(record.programme, record.fiscal_year));
}

base::Result<Record> stored(const Writing& writing, RecordId id) {
  auto record = record::store::find(writing.tx, writing.municipality, id);
  if (!record) return base::refuse(record::unknown_record, {{"record", std::to_string(id.value)}});
  return std::move(*record);
}

void be_later_than(const Writing& writing, const Record& record) {
  writing.tx.not_before(record.recorded_at);
  if (record.confirmed_at) writing.tx.not_before(*record.confirmed_at);
}

void number(const Writing& writing, Record& record, std::int64_t deed,
            std::optional<std::int64_t> of_case) {
  record.municipality = writing.municipality;
  record.id = RecordId{of_case ? *of_case : writing.tx.new_id()};
  record.recorded_at = writing.tx.recorded_at();
  record.deed = deed;
  record::store::seal(record);
}

void write_deed(const Writing& writing, std::string_view kind, std::int64_t deed,
                std::string subject, std::string payload) {
  write_about(writing, {kind, "record", std::move(subject)}, deed, std::move(payload));
}

void write_deed(const Writing& writing, const Act& act, std::int64_t deed, std::string payload) {
  write_about(writing, {act.kind, act.subject_kind, std::to_string(act.number)}, deed,
              std::move(payload));
}

void count_recorded(const Writing& writing, Moves& moves, const Record& record) {
  for (const Held* figure : writing.known->figures_over(record.programme, record.kind))
    moves.recorded(*figure, record);
}

void count_confirmed(const Writing& writing, Moves& moves, const Record& record, base::Instant at) {
  for (const Held* figure : writing.known->figures_over(record.programme, record.kind))
    moves.confirmed(*figure, record, at);
}

}  // namespace figure
