// Rates, marks and actions as the pages and papers of reviews write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "review/review_service.h"

namespace review {

std::string period_words(base::Language language, const Review& review);
// 86.7％, or why there is none.
std::string attainment_words(base::Language language, const Attainment& attainment);
// Target, result and formula with its numbers, one line each.
std::vector<std::string> working_words(base::Language language, const Attainment& attainment);
std::string proposal_words(base::Language language, const Proposal& proposal);
std::string rule_words(base::Language language, const Opened& opened);
std::string owner_words(base::Language language, const Bench& bench, const programme::Owner* owner);
std::string body_name(const Bench& bench, std::string_view body);
std::string mark_words(const RowRating* rating);
std::string action_words(base::Language language, const Bench& bench, const NextAction* action);
std::string followed_words(base::Language language, const FollowedAction* followed);
// As it is printed, or the absence with its reason and the line that did it instead; empty:
// nothing.
std::string result_words(base::Language language, const plan::Reading* reading);
// Of the owner and of planning, those that go on the papers.
std::string printed_notes(base::Language language, const Line& line);
std::string day_words(base::Language language, base::Date day);
// The outermost place above a line, which the pages group by.
const plan::Node* objective_of(const plan::Plan& plan, const plan::Row& row);
std::string objective_name(base::Language language, const plan::Node* node);

}  // namespace review
