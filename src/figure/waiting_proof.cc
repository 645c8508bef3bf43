// What waits for confirmation against the records themselves: nothing waits without a reason, and
// nothing that has one is left out.
#include "figure/proof.h"
#include "figure/waiting_store.h"

namespace figure {
namespace {

constexpr std::string_view kRoom = "figure";
constexpr int kToldMax = 20;

// The rest of a flood is only said to be there: one more than is told was asked for.
void tell(std::string_view municipality, std::string_view code,
          const std::vector<std::int64_t>& records, Findings& findings) {
  const base::Fact where{"municipality", std::string(municipality)};
  for (std::size_t i = 0; i < records.size() && i < kToldMax; ++i)
    findings.push_back({kRoom, code, {where, {"record", std::to_string(records[i])}}});
  if (records.size() > kToldMax)
    findings.push_back(
        {kRoom, "record.more_waiting_differs", {where, {"told", std::to_string(kToldMax)}}});
}

}  // namespace

void prove_waiting(db::Read& tx, std::string_view municipality, Findings& findings) {
  tell(municipality, "record.waits_without_reason",
       store::waiting_without_reason(tx, municipality, kToldMax + 1), findings);
  tell(municipality, "record.waits_unlisted",
       store::waiting_without_row(tx, municipality, kToldMax + 1), findings);
}

}  // namespace figure
