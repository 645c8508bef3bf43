// 実績記録: one countable fact of the work, with the day it happened on, the fiscal year it belongs
// to (帰属年度, a stored field) and the moment it was recorded at. Append only: a mistake is taken
// back by a reversal, a record that points at the first and counts negative in the same year and
// month. No free text and no personal data: a note stands in an erasable table of its own.
//
// Attribution year: by date (the year the day lies in), or stated: a day of the next year may be
// said to belong to the year just ended, a day up to 31 May by the person themselves until 31 May
// (出納整理期間), any other and any later by two persons. A closed year (年度締め) takes nothing
// until two persons reopen it.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/fiscal_year.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/yen.h"
#include "record/record_kind.h"

namespace record {

using RecordId = base::Id<struct RecordTag>;

inline constexpr base::RefusalKind unknown_kind{"record.unknown_kind", 400};
inline constexpr base::RefusalKind unknown_programme{"record.unknown_programme", 404};
inline constexpr base::RefusalKind in_the_future{"record.in_the_future", 400};
inline constexpr base::RefusalKind count_out_of_range{"record.count_out_of_range", 400};
inline constexpr base::RefusalKind people_missing{"record.people_missing", 400};
inline constexpr base::RefusalKind people_not_carried{"record.people_not_carried", 400};
inline constexpr base::RefusalKind people_out_of_range{"record.people_out_of_range", 400};
inline constexpr base::RefusalKind yen_missing{"record.yen_missing", 400};
inline constexpr base::RefusalKind yen_not_carried{"record.yen_not_carried", 400};
inline constexpr base::RefusalKind yen_out_of_range{"record.yen_out_of_range", 400};
inline constexpr base::RefusalKind in_town_missing{"record.in_town_missing", 400};
inline constexpr base::RefusalKind in_town_not_carried{"record.in_town_not_carried", 400};
inline constexpr base::RefusalKind business_not_carried{"record.business_not_carried", 400};
inline constexpr base::RefusalKind number_not_positive{"record.number_not_positive", 400};
inline constexpr base::RefusalKind no_attributes{"record.no_attributes", 400};
inline constexpr base::RefusalKind unknown_attribute{"record.unknown_attribute", 400};
inline constexpr base::RefusalKind attribute_twice{"record.attribute_twice", 400};
inline constexpr base::RefusalKind attribute_missing{"record.attribute_missing", 400};
inline constexpr base::RefusalKind attribute_value_unknown{"record.attribute_value_unknown", 400};
inline constexpr base::RefusalKind year_not_by_date{"record.year_not_by_date", 400};
inline constexpr base::RefusalKind year_needs_two{"record.year_needs_two", 409};
inline constexpr base::RefusalKind year_closed{"record.year_closed", 409};
inline constexpr base::RefusalKind note_too_long{"record.note_too_long", 400};
inline constexpr base::RefusalKind unknown_record{"record.unknown_record", 404};
inline constexpr base::RefusalKind is_a_reversal{"record.is_a_reversal", 409};
inline constexpr base::RefusalKind already_reversed{"record.already_reversed", 409};
inline constexpr base::RefusalKind already_confirmed{"record.already_confirmed", 409};
inline constexpr base::RefusalKind nothing_to_confirm{"record.nothing_to_confirm", 409};
inline constexpr base::RefusalKind reason_missing{"record.reason_missing", 400};
inline constexpr base::RefusalKind second_person_missing{"record.second_person_missing", 409};
inline constexpr base::RefusalKind same_person_twice{"record.same_person_twice", 409};
inline constexpr base::RefusalKind already_closed{"record.already_closed", 409};
inline constexpr base::RefusalKind not_closed{"record.not_closed", 409};
inline constexpr base::RefusalKind year_not_over{"record.year_not_over", 409};

// A single record is one case, one loan, one visit, or a typed total; never more than these.
inline constexpr std::int64_t kCountMax = 100'000'000;
inline constexpr std::int64_t kPeopleMax = 100'000'000;
inline constexpr std::int64_t kYenMax =
    10'000'000'000'000;  // ten trillion, a tenth of the state's budget
inline constexpr std::size_t kNoteCharactersMax = 2000;

// An attribute's value: a code of its list, or the digits of a whole number from 0 to 999,999,999.
struct AttributeValue {
  std::string name;
  std::string value;
  auto operator<=>(const AttributeValue&) const = default;
};

enum class YearStated { by_date, stated, by_two };

// What a person or a procedure says about one fact of the work.
struct Facts {
  std::string programme;
  std::string kind;
  base::Date occurred_on{2011, 4, 1};
  std::optional<base::FiscalYear> stated_year;  // absent: the year the day lies in
  std::int64_t count = 1;
  std::optional<std::int64_t> people;
  std::optional<std::int64_t> yen;
  std::optional<bool> in_town;
  std::vector<AttributeValue> attributes;
  std::optional<std::int64_t> case_file;
  std::optional<std::int64_t> business;
  std::optional<std::int64_t>
      entry;             // the ledger entry behind the yen; without one they are declared
  bool summary = false;  // a total typed in for a month, not a single fact
  std::string note;      // erasable; no personal data belongs into it
};

// As stored. A reversal holds count, people and yen of the record it takes back, negated; its
// attributes stay as they were, so that it meets the same conditions as the first.
struct Record {
  std::string municipality;
  RecordId id;
  std::string programme;
  std::string kind;
  base::FiscalYear fiscal_year{2011};
  base::Date occurred_on{2011, 4, 1};
  base::Instant recorded_at;
  std::int64_t count = 1;
  std::optional<std::int64_t> people;
  std::optional<std::int64_t> yen;
  std::optional<bool> in_town;
  std::vector<AttributeValue> attributes;  // sorted by name
  std::optional<std::int64_t> case_file;
  std::optional<std::int64_t> business;
  std::optional<std::int64_t> entry;
  bool summary = false;
  YearStated year_stated = YearStated::by_date;
  std::optional<RecordId> reverses;
  std::int64_t deed = 0;
  std::string salt;
  std::string seal;
  std::optional<base::Instant> confirmed_at;  // from record_confirmation; not part of the seal
};

// What the rules ask about the municipality at the moment of writing.
struct Situation {
  base::Date today{2011, 4, 1};
  bool two_persons = false;  // a second person signs with the first
  const std::set<std::string, std::less<>>* programmes = nullptr;  // absent: none is known
  const std::set<int>* closed_years = nullptr;                     // absent: none is closed
};

// Something worth saying about a record that is taken all the same.
enum class Warning { before_programme, yen_declared, several_in_one };
std::string_view name_of(Warning warning);  // its words: record.warning_<name>

// Facts → a record without id, deed, moment and seal; every refusal in the order of the list above.
base::Result<Record> check(const Facts& facts, const Situation& situation);

// The year the record belongs to, and how that was said.
struct Attribution {
  base::FiscalYear year{2011};
  YearStated stated = YearStated::by_date;
};
base::Result<Attribution> attribution(base::Date occurred_on,
                                      std::optional<base::FiscalYear> stated,
                                      const Situation& situation);

// The record that takes `first` back.
base::Result<Record> reversal_of(const Record& first, const Situation& situation);

// {"copies":8000,"medium":"map"}: keys in order, whole numbers as numbers, no spaces; "{}" when
// there are none. There is one text for each list; any other text, which nobody here wrote, is read
// as one attribute without a name that holds it, so that the seal tells of it.
std::string attributes_json(const std::vector<AttributeValue>& attributes);
std::vector<AttributeValue> attributes_from_json(std::string_view json);
const std::string* attribute(const Record& record, std::string_view name);

// SHA-256 over every stored field and the salt, in a fixed order, absent ones told apart from
// empty: docs/formats/records.md says how anybody computes it.
std::string seal_of(const Record& record);

std::string_view in_db(YearStated stated);
YearStated year_stated_from_db(std::string_view code);

}  // namespace record
