// How a procedure records: the case, the record that first stands for it and the deed are one act
// of a person, so there is one deed. It is the procedure's own, of its kind and about its case;
// beside what the procedure says it names the record and its seal, and `nigiwai verify` proves the
// record by it. The case and that record have one number. Later corrections are deeds of their own.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure_service.h"

namespace figure {

// The kinds of such deeds; verify_deed_store.cc looks for them.
inline constexpr std::array<std::string_view, 1> kProcedureDeeds = {"consultation.record"};

struct Act {
  std::string_view kind;          // one of the above
  std::string_view subject_kind;  // what the procedure calls its case
  std::int64_t number = 0;        // of the case: tx.new_id() of this transaction
  std::vector<base::Fact> says;   // codes only, as all deeds
};
// As figure::post; a repeat is told apart by the procedure.
base::Result<Posted> post(db::Write& tx, const Signers& signers, std::string_view municipality,
                          const Act& act, const record::Facts& facts);

}  // namespace figure
