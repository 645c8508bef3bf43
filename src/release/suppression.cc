// Kept back until nothing more has to be: each round looks at every sum, and a round that keeps
// nothing more back is the last.
#include "release/suppression.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <utility>

namespace release {
namespace {

// Every kind of record stands here; a kind without a line is taken to be about a person, and a test
// tells of it.
constexpr std::pair<std::string_view, About> kAbout[] = {
    {"grant_decided", About::business},
    {"grant_fixed", About::business},
    {"grant_paid", About::business},
    {"loan_mediated", About::business},
    {"loan_executed", About::business},
    {"interest_subsidy_paid", About::business},
    {"small_loan_aid_paid", About::business},
    {"guarantee_fee_paid", About::business},
    {"consultation_held", About::business},
    {"guidance_visited", About::business},
    {"adviser_dispatched", About::business},
    {"consumer_consulted", About::person},
    {"session_held", About::nobody},
    {"participant_enrolled", About::person},
    {"event_held", About::nobody},
    {"company_joined", About::business},
    {"introduction_made", About::business},
    {"certificate_issued", About::business},
    {"award_given", About::nobody},
    {"information_published", About::nobody},
    {"issue_published", About::nobody},
    {"survey_answered", About::business},
    {"notification_received", About::nobody},
    {"milestone_reached", About::nobody},
    {"site_planted", About::nobody},
    {"room_let", About::business},
    {"coins_issued", About::business},
    {"coins_settled", About::business},
    {"meeting_held", About::nobody},
    {"organisation_supported", About::nobody},
    {"street_supported", About::nobody},
    {"shop_joined", About::business},
};

class Round {
 public:
  Round(const Problem& problem, std::int64_t threshold)
      : problem_(problem),
        threshold_(std::max(threshold, kThresholdMin)),
        hidden_(problem.cells.size(), false) {
    for (const std::size_t cell : problem.hidden) hidden_[cell] = true;
    for (std::size_t i = 0; i < problem.cells.size(); ++i)
      if (problem.cells[i].shown && is_small(i)) hidden_[i] = true;
  }

  std::vector<bool> run() {
    do {
      changed_ = false;
      for (const auto& list : problem_.together) hide_together(list);
      for (const Sum& sum : problem_.sums) look_at(sum);
    } while (changed_);
    return std::move(hidden_);
  }

 private:
  const Cell& cell(std::size_t i) const { return problem_.cells[i]; }
  bool is_small(std::size_t i) const {
    const std::int64_t many = std::abs(cell(i).contributors);
    return cell(i).sensitive && many > 0 && many < threshold_;
  }
  // What nobody reads: kept back, or standing nowhere.
  bool is_unread(std::size_t i) const { return hidden_[i] || !cell(i).shown; }
  // What nobody may be able to work out.
  bool is_secret(std::size_t i) const { return hidden_[i] || is_small(i); }

  void hide(std::size_t i) {
    if (hidden_[i]) return;
    hidden_[i] = true;
    changed_ = true;
  }

  void hide_together(const std::vector<std::size_t>& list) {
    if (std::ranges::any_of(list, [&](std::size_t i) { return hidden_[i]; }))
      for (const std::size_t i : list) hide(i);
  }

  // The shown part that costs least to keep back: the smallest that is not nothing, else a nothing.
  std::optional<std::size_t> least_shown(const Sum& sum) const {
    std::optional<std::size_t> least;
    const auto cost = [&](std::size_t i) {
      const std::int64_t many = std::abs(cell(i).contributors);
      return std::pair(many == 0, many);
    };
    for (const std::size_t part : sum.parts)
      if (!is_unread(part) && (!least || cost(part) < cost(*least))) least = part;
    return least;
  }

  void look_at(const Sum& sum) {
    if (is_unread(sum.total)) {
      look_at_unread_total(sum);
      return;
    }
    std::int64_t together = 0;
    std::int64_t some = 0;
    bool secret = false;
    for (const std::size_t part : sum.parts) {
      if (!is_unread(part)) continue;
      const std::int64_t many = std::abs(cell(part).contributors);
      together += many;
      some += many > 0 ? 1 : 0;
      secret = secret || is_secret(part);
    }
    // The total less what is read gives what is unread together: one alone, or too few, are told.
    if (!secret || (some >= 2 && together >= threshold_)) return;
    if (const auto further = least_shown(sum); further) {
      hide(*further);
    } else if (together != 0 && (some < 2 || together < threshold_)) {
      hide(sum.total);
    }
  }

  // A total that nobody reads must not be the sum of what everybody reads.
  void look_at_unread_total(const Sum& sum) {
    if (!is_secret(sum.total)) return;
    // Too few in all: a nothing among the parts would tell when there was something.
    if (is_small(sum.total)) {
      for (const std::size_t part : sum.parts)
        if (cell(part).shown && cell(part).sensitive) hide(part);
      return;
    }
    if (std::ranges::any_of(sum.parts, [&](std::size_t part) { return is_unread(part); })) return;
    if (const auto further = least_shown(sum)) hide(*further);
  }

  const Problem& problem_;
  const std::int64_t threshold_;
  std::vector<bool> hidden_;
  bool changed_ = false;
};

}  // namespace

About about(std::string_view record_kind) {
  const auto* found =
      std::ranges::find(kAbout, record_kind, &std::pair<std::string_view, About>::first);
  return found == std::end(kAbout) ? About::person : found->second;
}

bool is_sensitive(const figure::Definition& definition) {
  if (definition.measure == figure::Measure::milestone ||
      definition.measure == figure::Measure::carried_out)
    return false;
  return std::ranges::any_of(definition.records, [](const figure::Selection& selection) {
    return about(selection.kind) != About::nobody;
  });
}

std::int64_t contributors(const figure::Definition& definition, const figure::Sum& sum) {
  switch (definition.measure) {
    case figure::Measure::count:
    case figure::Measure::people:
    case figure::Measure::distinct_businesses:
      return sum.value;
    case figure::Measure::yen:
    case figure::Measure::attribute:
    case figure::Measure::milestone:
    case figure::Measure::carried_out:
    case figure::Measure::ratio:
      return sum.records;
  }
  return sum.records;
}

std::vector<bool> suppressed(const Problem& problem, std::int64_t threshold) {
  return Round(problem, threshold).run();
}

bool may_move(const figure::Sum& before, const figure::Sum& after, std::int64_t threshold) {
  const std::int64_t further = std::abs(after.records - before.records);
  return further == 0 || further >= std::max(threshold, kThresholdMin);
}

}  // namespace release
