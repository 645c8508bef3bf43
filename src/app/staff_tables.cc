// A room with staff pages is named here once.
#include "app/staff_tables.h"

#include "approval/approval_web.h"
#include "business/business_web.h"
#include "consultation/consultation_service.h"
#include "consultation/consultation_web.h"
#include "datacall/datacall_web.h"
#include "diary/diary_web.h"
#include "edition/edition_web.h"
#include "importer/importer_web.h"
#include "paper/paper_web.h"
#include "plan/confirmations_web.h"
#include "plan/work_web.h"
#include "planning/planning_web.h"
#include "review/review_web.h"
#include "sampling/sampling_web.h"
#include "town/practice_web.h"

namespace app {

std::vector<const staff::web::StaffRoute*> all_staff_routes() {
  std::vector<const staff::web::StaffRoute*> all;
  for (const auto& table :
       {staff::web::staff_routes(), paper::web::staff_routes(), approval::web::staff_routes(),
        plan::web::staff_routes(), datacall::web::staff_routes(), review::web::staff_routes(),
        planning::web::staff_routes(), edition::web::staff_routes(), sampling::web::staff_routes(),
        diary::web::staff_routes(), business::web::staff_routes(),
        consultation::web::staff_routes(), importer::web::staff_routes(),
        town::web::staff_routes()}) {
    for (const auto& route : table) all.push_back(&route);
  }
  return all;
}

std::span<const staff::web::StartPart> start_parts() {
  static constexpr staff::web::StartPart kParts[] = {
      approval::web::start_part,     plan::web::start_part,     plan::web::confirmations_part,
      datacall::web::start_part,     review::web::start_part,   planning::web::start_part,
      edition::web::start_part,      sampling::web::start_part, diary::web::start_part,
      consultation::web::start_part, importer::web::start_part, town::web::start_part};
  return kParts;
}

std::span<const staff::web::RecordSource> record_sources() {
  static constexpr staff::web::RecordSource kSources[] = {diary::web::record_source,
                                                          consultation::web::record_source};
  return kSources;
}

staff::web::PrintedPlaces printed_places() {
  return importer::web::printed_places;
}

staff::ThingEyes thing_eyes() {
  return consultation::may_know_of;
}

}  // namespace app
