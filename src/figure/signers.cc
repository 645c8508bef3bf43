// A person signs in their own municipality; the system, for the whole installation, anywhere.
#include "figure/signers.h"

#include "base/japanese_text.h"

namespace figure {
namespace {

bool acts_in(const base::Actor& actor, std::string_view municipality) {
  return actor.municipality == municipality ||
         (actor.kind == base::ActorKind::system && actor.municipality.empty());
}

}  // namespace

base::Result<void> check_signers(const Signers& signers, std::string_view municipality) {
  if (!acts_in(signers.first, municipality) ||
      (signers.second && !acts_in(*signers.second, municipality)))
    return base::refuse(not_permitted, {{"municipality", std::string(municipality)}});
  // The program itself is no person.
  if (signers.second && (signers.first.id == 0 || signers.second->id == 0))
    return base::refuse(record::second_person_missing);
  if (signers.second && signers.second->id == signers.first.id)
    return base::refuse(record::same_person_twice, {{"person", std::to_string(signers.first.id)}});
  return {};
}

base::Result<void> check_permitted(const Signers& signers, staff::Deed deed,
                                   std::string_view municipality, std::string_view body) {
  if (auto signed_by = check_signers(signers, municipality); !signed_by) return signed_by;
  const auto permitted = [&](const base::Actor& actor) {
    const std::string_view whose = body.empty() ? std::string_view(actor.body) : body;
    return staff::permits(actor, deed, {municipality, whose});
  };
  if (auto first = permitted(signers.first); !first || !signers.second) return first;
  return permitted(*signers.second);
}

base::Result<void> check_two(const Signers& signers, std::string_view municipality) {
  if (auto signed_by = check_signers(signers, municipality); !signed_by) return signed_by;
  if (!signers.second) return base::refuse(record::second_person_missing);
  return {};
}

base::Result<void> check_reason(std::string_view reason) {
  if (base::is_blank(reason)) return base::refuse(record::reason_missing);
  return {};
}

}  // namespace figure
