// The commands about records: `nigiwai record add|correct|reverse|confirm|list|show|kinds`.
// Translation only. Every write answers with the record's number, what is worth knowing about it,
// and the figures it moved as they are now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/terminal.h"
#include "figure/facts_reading.h"
#include "figure/figure_service.h"
#include "staff/permission.h"

namespace figure::cli {

inline constexpr base::RefusalKind first_person_missing{"figure.first_person_missing", 400};

// Who acts: a person by their number, or, where none is named, the program itself.
struct By {
  std::string municipality = {};
  std::optional<std::int64_t> person = {};
  std::string post = {};
  std::string body = {};
  std::optional<std::int64_t> with = {};  // the second person
};
base::Result<Signers> signers_of(db::Database& database, const By& by);
// The person named, for work that the program itself has no post for; `missing`: nobody is named.
base::Result<base::Actor> person_of(db::Database& database, const By& by,
                                    const base::RefusalKind& missing);
// Told to the person; what their post may not is kept in the history first.
int refused(db::Database& database, const base::Actor& actor, const std::string& command,
            staff::Deed deed, const base::Refusal& refusal, base::Terminal& terminal);

struct WriteOptions {
  By by = {};
  FactsText facts = {};
  std::string id = {};  // the command's
  std::string reason = {};
};
int add(db::Database& database, const WriteOptions& options, base::Terminal& terminal);
int correct(db::Database& database, const std::string& record, const WriteOptions& options,
            base::Terminal& terminal);
int reverse(db::Database& database, const std::string& record, const WriteOptions& options,
            base::Terminal& terminal);
// One after the other, each in a transaction of its own; ends at the first that is refused.
int confirm(db::Database& database, const std::vector<std::string>& records,
            const WriteOptions& options, base::Terminal& terminal);

struct ListOptions {
  std::string municipality = {};
  std::string programme = {};
  std::string kind = {};
  std::optional<int> year = {};
  std::string from_recorded = {};  // a day or a moment
  int limit = 50;
  std::string after = {};  // the number of the last record seen
};
// Of one programme, kind and year by the day things happened; otherwise the last recorded first,
// back to from_recorded.
int list(db::Database& database, const ListOptions& options, base::Terminal& terminal);
int show(db::Database& database, const std::string& municipality, const std::string& record,
         base::Terminal& terminal);
int kinds(base::Terminal& terminal);

}  // namespace figure::cli
