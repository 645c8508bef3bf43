// The table of kinds. A new kind is a line here and its words in ui/words/record.*.toml; a kind
// that has records is never changed, only followed by another.
#include "record/record_kind.h"

#include <algorithm>
#include <iterator>

namespace record {
namespace {

using programme::ProgrammeType;
using enum Carries;

constexpr std::string_view kCourses[] = {"entry",    "step_up",    "brush_up", "practice",
                                         "owner",    "succession", "it_use",   "startup",
                                         "consumer", "job",        "craft",    "other"};
constexpr std::string_view kChannels[] = {"visit", "phone", "mail", "online", "on_site"};
constexpr std::string_view kTopics[] = {"finance",    "tax",   "labour",   "management",
                                        "succession", "sales", "startup",  "csr",
                                        "it",         "legal", "contract", "other"};
constexpr std::string_view kSupports[] = {"refit",      "rent",        "event",     "equipment",
                                          "exhibition", "development", "operation", "certification",
                                          "exchange",   "greening",    "other"};
constexpr std::string_view kHalves[] = {"first", "second"};
constexpr std::string_view kSizes[] = {"large", "medium"};
constexpr std::string_view kSites[] = {"station", "facility", "road"};
constexpr std::string_view kMedia[] = {"magazine",   "pamphlet", "report",
                                       "newsletter", "web",      "map"};
constexpr std::string_view kActions[] = {"opened", "updated", "listed"};
constexpr std::string_view kMilestones[] = {"considered",
                                            "studied",
                                            "coordinated",
                                            "partly_decided",
                                            "plan_decided",
                                            "approved",
                                            "supported",
                                            "building_started",
                                            "completion_planned",
                                            "built",
                                            "pilot",
                                            "carried_out",
                                            "continued",
                                            "operated",
                                            "renovated",
                                            "surveyed",
                                            "opened",
                                            "started",
                                            "improved",
                                            "reviewed",
                                            "held",
                                            "held_and_reviewed",
                                            "ended"};

constexpr Attribute kCourse[] = {{"course", AttributeType::code, kCourses, false}};
constexpr Attribute kAdvice[] = {{"channel", AttributeType::code, kChannels, false},
                                 {"topic", AttributeType::code, kTopics, false}};
constexpr Attribute kSupport[] = {{"support", AttributeType::code, kSupports, false}};
constexpr Attribute kHalf[] = {{"half", AttributeType::code, kHalves, true},
                               {"lent_in", AttributeType::whole_number, {}, true}};
constexpr Attribute kSize[] = {{"size", AttributeType::code, kSizes, true}};
constexpr Attribute kSite[] = {{"site", AttributeType::code, kSites, true}};
constexpr Attribute kIssue[] = {{"copies", AttributeType::whole_number, {}, true},
                                {"medium", AttributeType::code, kMedia, false}};
constexpr Attribute kInformation[] = {{"action", AttributeType::code, kActions, true},
                                      {"medium", AttributeType::code, kMedia, false}};
constexpr Attribute kMilestone[] = {{"milestone", AttributeType::code, kMilestones, true}};
constexpr Attribute kMeeting[] = {{"organisations", AttributeType::whole_number, {}, false}};

// code, procedure, people, yen, business, in_town, attributes
constexpr RecordKind kKinds[] = {
    {"grant_decided", ProgrammeType::subsidy, none, YenBasis::decided, optional, none, kSupport},
    {"grant_fixed", ProgrammeType::subsidy, none, YenBasis::fixed, optional, none, kSupport},
    {"grant_paid", ProgrammeType::subsidy, none, YenBasis::paid, optional, none, kSupport},
    {"loan_mediated", ProgrammeType::loan, none, YenBasis::decided, optional, none, {}},
    {"loan_executed", ProgrammeType::loan, none, YenBasis::lent, optional, none, {}},
    {"interest_subsidy_paid", ProgrammeType::loan, none, YenBasis::paid, optional, none, kHalf},
    {"small_loan_aid_paid", ProgrammeType::loan, none, YenBasis::paid, optional, none, {}},
    {"guarantee_fee_paid", ProgrammeType::loan, none, YenBasis::paid, optional, none, {}},
    {"consultation_held", ProgrammeType::consultation, none, YenBasis::none, optional, none,
     kAdvice},
    {"guidance_visited", ProgrammeType::consultation, none, YenBasis::none, optional, none,
     kAdvice},
    {"adviser_dispatched", ProgrammeType::consultation, none, YenBasis::none, optional, none,
     kAdvice},
    {"consumer_consulted", ProgrammeType::consultation, none, YenBasis::none, none, none, kAdvice},
    {"session_held", ProgrammeType::gathering, optional, YenBasis::none, none, none, kCourse},
    {"participant_enrolled", ProgrammeType::gathering, required, YenBasis::none, optional, optional,
     kCourse},
    {"event_held", ProgrammeType::gathering, optional, YenBasis::none, none, none, {}},
    {"company_joined", ProgrammeType::matching, none, YenBasis::none, optional, required, {}},
    {"introduction_made", ProgrammeType::matching, none, YenBasis::none, optional, none, {}},
    {"certificate_issued", ProgrammeType::certification, none, YenBasis::none, optional, none, {}},
    {"award_given", ProgrammeType::certification, required, YenBasis::none, optional, none, {}},
    {"information_published", ProgrammeType::directory, none, YenBasis::none, none, none,
     kInformation},
    {"issue_published", ProgrammeType::publication, none, YenBasis::none, none, none, kIssue},
    {"survey_answered", ProgrammeType::survey, none, YenBasis::none, optional, none, {}},
    {"notification_received", ProgrammeType::notification, none, YenBasis::none, optional, none,
     kSize},
    {"milestone_reached", ProgrammeType::project, none, YenBasis::none, none, none, kMilestone},
    {"site_planted", ProgrammeType::project, none, YenBasis::none, none, none, kSite},
    {"room_let", ProgrammeType::facility, none, YenBasis::none, optional, none, {}},
    {"coins_issued", ProgrammeType::currency, none, YenBasis::paid, optional, none, {}},
    {"coins_settled", ProgrammeType::currency, none, YenBasis::paid, optional, none, {}},
    {"meeting_held", ProgrammeType::network, optional, YenBasis::none, none, none, kMeeting},
    {"organisation_supported", ProgrammeType::network, none, YenBasis::none, optional, none, {}},
    {"street_supported", ProgrammeType::subsidy, none, YenBasis::none, optional, none, {}},
    {"shop_joined", ProgrammeType::subsidy, none, YenBasis::none, optional, none, {}},
};

// No kind demands a business, and no code could be taken for a number.
static_assert(std::ranges::none_of(kKinds, [](const RecordKind& kind) {
  return kind.business == required;
}));
static_assert(std::ranges::all_of(kKinds, [](const RecordKind& kind) {
  return std::ranges::all_of(kind.attributes, [](const Attribute& attribute) {
    return std::ranges::all_of(attribute.codes, [](std::string_view code) {
      return code.front() >= 'a' && code.front() <= 'z';
    });
  });
}));

}  // namespace

std::span<const RecordKind> kinds() {
  return kKinds;
}

const RecordKind* find_kind(std::string_view code) {
  const auto found = std::ranges::find(kKinds, code, &RecordKind::code);
  return found == std::end(kKinds) ? nullptr : &*found;
}

const Attribute* find_attribute(const RecordKind& kind, std::string_view name) {
  const auto found = std::ranges::find(kind.attributes, name, &Attribute::name);
  return found == kind.attributes.end() ? nullptr : &*found;
}

std::string_view name_of(YenBasis basis) {
  switch (basis) {
    case YenBasis::none:
      return "none";
    case YenBasis::lent:
      return "lent";
    case YenBasis::decided:
      return "decided";
    case YenBasis::fixed:
      return "fixed";
    case YenBasis::paid:
      return "paid";
  }
  return {};
}

}  // namespace record
