// What a write has just moved: the figures that count its records, with what they are now. Read
// after the commit, so the answer to a write shows its own effect.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "figure/figure_service.h"
#include "figure/figure_text.h"
#include "history/history.h"

namespace figure {

struct Moved {
  Place place;  // its contribution: of all these records together
  std::string unit;
  std::string now;        // as shown to staff
  std::string confirmed;  // as shown to the public
};
std::vector<Moved> moved(db::Read& tx, std::string_view municipality,
                         std::span<const record::RecordId> records);

// Who wrote a record, who confirmed it, who took it back, and who confirmed that.
struct RecordDeeds {
  std::optional<history::PastDeed> recorded;
  std::vector<history::PastDeed> returned;  // each time it was sent back (差戻し)
  std::optional<history::PastDeed> confirmed;
  std::optional<history::PastDeed> taken_back;
  std::optional<history::PastDeed> reversal_confirmed;

  std::vector<history::PastDeed> all()
      const;  // each once: imports are recorded and confirmed at once
};
RecordDeeds deeds_of(db::Read& tx, std::string_view municipality, const OpenedRecord& opened);

// The figures of a plan beside their rows, to show values with: a total has a row without words.
struct Shown {
  std::vector<Held> figures;
  std::map<std::string, RowDefinition, std::less<>> rows;

  const RowDefinition& row_of(const Held& figure) const;
  const Held* find(std::string_view row, std::string_view key) const;
};
Shown shown(db::Read& tx, std::string_view municipality, std::string_view plan,
            std::optional<base::Instant> at = {});

// The value of a figure in a year; an empty one where there is none.
Value value_in(const Table& table, const Held& figure, int fiscal_year);
// "2,252件", and nothing where there is no value.
std::string with_unit(const Definition& definition, std::string shown_value);

}  // namespace figure
