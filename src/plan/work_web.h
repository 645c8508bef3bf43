// The pages of a figure for staff: the working table, a cell with its readings, the records behind
// a figure, one record with its deeds and every cell it counts in. Work of another body is shown
// to those whose post reaches it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "figure/moved.h"
#include "plan/computed_service.h"
#include "plan/row_work.h"
#include "plan/work_view.h"
#include "staff/staff_page.h"

namespace plan::web {

std::span<const staff::web::StaffRoute> staff_routes();

std::vector<staff::StartSection> start_part(const staff::web::Desk& desk,
                                            const http::Request& request,
                                            const staff::Visit& visit);

http::Response get_work_table(const staff::web::Desk& desk, const http::Request& request,
                              const staff::web::Visitor& visitor);
http::Response get_work_cell(const staff::web::Desk& desk, const http::Request& request,
                             const staff::web::Visitor& visitor);
http::Response get_work_records(const staff::web::Desk& desk, const http::Request& request,
                                const staff::web::Visitor& visitor);
http::Response get_work_records_csv(const staff::web::Desk& desk, const http::Request& request,
                                    const staff::web::Visitor& visitor);
http::Response get_work_record(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor);
http::Response post_work_confirmation(const staff::web::Desk& desk, const http::Request& request,
                                      const staff::web::Visitor& visitor);
http::Response post_work_reversal(const staff::web::Desk& desk, const http::Request& request,
                                  const staff::web::Visitor& visitor);
http::Response post_work_papers(const staff::web::Desk& desk, const http::Request& request,
                                const staff::web::Visitor& visitor);

http::Response get_settlements(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor);
http::Response post_settlement(const staff::web::Desk& desk, const http::Request& request,
                               const staff::web::Visitor& visitor);

// The years' books: /staff/years
http::Response get_years(const staff::web::Desk& desk, const http::Request& request,
                         const staff::web::Visitor& visitor);
http::Response post_year_request(const staff::web::Desk& desk, const http::Request& request,
                                 const staff::web::Visitor& visitor);
http::Response post_year_signature(const staff::web::Desk& desk, const http::Request& request,
                                   const staff::web::Visitor& visitor);
http::Response post_year_refusal(const staff::web::Desk& desk, const http::Request& request,
                                 const staff::web::Visitor& visitor);

// ---- what these pages share

// Who owns the work of a municipality.
struct Owners {
  std::string municipality;
  std::vector<programme::Programme> programmes;
  std::string town;  // the municipality's own body: what nobody owns is its matter
};
Owners owners(db::Read& tx, std::string_view municipality);

// A plan as somebody works with it.
struct Worked {
  OpenedTable table;
  std::vector<RowWork> work;
  Owners owners;
};
// Refusals: those of open_table.
base::Result<Worked> open_work(const staff::web::Desk& desk, const base::Actor& actor,
                               std::string_view slug);
// Does a post of theirs reach the line, in any year of the plan?
bool is_seen(const staff::Who& who, const Worked& worked, const Row& row);
// May they do this with records of the programme? By its owner in that year.
bool may_with(const staff::Who& who, staff::Deed deed, const Owners& owners,
              std::string_view programme, int fiscal_year);

// Whose records of the programme those of that year are.
std::string body_of(const Owners& owners, std::string_view programme, int fiscal_year);

// Addresses without the language; done() and http::address() put it in front.
std::string work_table_path(std::string_view slug);
std::string work_cell_path(std::string_view slug, std::string_view row, std::string_view column);
std::string work_records_path(std::string_view slug, std::string_view row, std::string_view figure,
                              int fiscal_year);
std::string work_record_path(std::int64_t record);
// Of the form with which an auditor draws a sample of these records; the room of samples answers.
std::string work_sample_path(std::string_view slug, std::string_view row, std::string_view figure,
                             int fiscal_year);

// A record as its page tells it, for pages of other rooms ({{>plan/record …}}): papers and deeds
// with it. Refusals: record::unknown_record, staff::not_permitted to read work.
struct ShownRecord {
  figure::OpenedRecord opened;
  figure::RecordDeeds deeds;
  RecordView view;
};
base::Result<ShownRecord> shown_record(const staff::web::Desk& desk, const http::Request& request,
                                       const staff::web::Visitor& visitor, record::RecordId id);

}  // namespace plan::web
