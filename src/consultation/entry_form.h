// The fields of the reception form, written and read back.
#pragma once

#include <span>

#include "consultation/consultation_service.h"
#include "consultation/consultation_view.h"
#include "figure/figure.h"
#include "programme/programme.h"
#include "staff/staff_form.h"

namespace consultation::web {

inline constexpr std::string_view kEntryForm = "consultation";

// What a body's desk may record: a programme and the kind of its record.
struct WorkAtDesk {
  std::string programme;
  std::string name;
  std::string kind;
};
// Programmes of consultation that the body owns in that year, with the kinds that figures count:
// 相談 first, then other kinds, then programmes that no figure counts, with 相談.
std::vector<WorkAtDesk> work_at_desk(const std::vector<programme::Programme>& programmes,
                                     std::span<const figure::Selection> counted,
                                     std::string_view body, int fiscal_year);

struct Filling {
  const Entry& entry;
  bool corrected = false;
  const std::vector<WorkAtDesk>& work;
  const std::vector<std::pair<std::int64_t, std::string>>& advisers;
  const std::vector<programme::Programme>& programmes;  // to refer to
  const std::vector<business::Business>& candidates;    // for the client
};
void fill_form(const staff::web::Forms& forms, const Filling& filling, EntryPage& view);

// Without its client.
Entry entry_in(const http::Request& request, staff::web::FormReading& typed);

// The client as typed: an entry of the register, one to be written in, or neither (匿名). Several
// that fit stand in `candidates`, and the reading is not ok.
struct Client {
  std::optional<std::int64_t> known = {};
  std::optional<NewClient> fresh = {};
  std::vector<business::Business> candidates = {};
};
Client client_in(db::Database& database, const staff::Who& who, const http::Request& request,
                 staff::web::FormReading& typed);

}  // namespace consultation::web
