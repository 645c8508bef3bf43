// Who may open a paper and who may take it off.
#include "paper/paper.h"

#include "base/japanese_text.h"

namespace paper {
namespace {

bool is_in_charge(const base::Actor& actor, const Paper& paper) {
  const auto post = staff::post_from(actor.post);
  return actor.body == paper.subject.body &&
         (post == staff::Post::chief || post == staff::Post::manager);
}

}  // namespace

std::string_view in_db(Eyes eyes) {
  return eyes == Eyes::personal ? "personal" : "staff";
}

std::optional<Eyes> eyes_from(std::string_view code) {
  for (const Eyes eyes : {Eyes::staff, Eyes::personal})
    if (in_db(eyes) == code) return eyes;
  return std::nullopt;
}

base::Result<void> may_open(const base::Actor& actor, const Paper& paper) {
  const staff::Place place{paper.subject.municipality, paper.subject.body};
  if (const auto may = staff::permits(actor, staff::Deed::use_papers, place); !may) return may;
  const bool audits =
      actor.kind == base::ActorKind::system || staff::post_from(actor.post) == staff::Post::auditor;
  if (paper.eyes == Eyes::personal && !audits && actor.body != paper.subject.body)
    return base::refuse(of_own_body_only, {{"file", paper.name}});
  if (paper.taken_off_deed && !audits)
    return base::refuse(taken_off_already, {{"file", paper.name}});
  return {};
}

base::Result<void> may_take_off(const base::Actor& actor, const Paper& paper) {
  if (const auto may = may_open(actor, paper); !may) return may;
  if (paper.taken_off_deed) return base::refuse(taken_off_already, {{"file", paper.name}});
  if (paper.held) return base::refuse(is_held, {{"file", paper.name}});
  const bool is_own = actor.kind == base::ActorKind::staff && paper.kept_by == actor.id;
  if (actor.kind != base::ActorKind::system && !is_own && !is_in_charge(actor, paper))
    return base::refuse(not_yours, {{"file", paper.name}});
  return {};
}

base::Result<void> check_reason(std::string_view reason) {
  if (base::is_blank(reason)) return base::refuse(reason_missing);
  if (!base::check_text(reason, base::Lines::many, kReasonCharactersMax))
    return base::refuse(reason_too_long, {{"max", std::to_string(kReasonCharactersMax)}});
  return {};
}

}  // namespace paper
