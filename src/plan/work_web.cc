// Whose eyes reach which line, and the table that leads to every cell.
#include "plan/work_web.h"

#include <algorithm>
#include <array>

#include "http/paging.h"
#include "http/request.h"
#include "paper/paper_web.h"
#include "plan/adoption.h"
#include "plan/cell_words.h"
#include "plan/confirmations_web.h"
#include "plan/work_view.h"
#include "staff/municipality_service.h"
#include "ui/plan/work_table.h"

namespace plan::web {
namespace {

using staff::Deed;
using staff::web::Shows;
using staff::web::StaffRoute;
using staff::web::word;

// clang-format off
constexpr std::array kRoutes = {
    StaffRoute{"GET",  "/staff/plans/{slug}/table",                               Deed::read_work,       get_work_table,          Shows::work},
    StaffRoute{"GET",  "/staff/plans/{slug}/rows/{row}/cells/{column}",           Deed::read_work,       get_work_cell,           Shows::work},
    StaffRoute{"GET",  "/staff/plans/{slug}/rows/{row}/figures/{figure}/{year}",  Deed::read_work,       get_work_records,        Shows::work},
    StaffRoute{"GET",  "/staff/plans/{slug}/rows/{row}/figures/{figure}/{year}/records.csv", Deed::read_work, get_work_records_csv, Shows::work},
    StaffRoute{"GET",  "/staff/records/{record}",                                 Deed::read_work,       get_work_record,         Shows::work},
    StaffRoute{"POST", "/staff/records/{record}/confirmation",                    Deed::confirm_records, post_work_confirmation},
    StaffRoute{"GET",  "/staff/settled-years",                                    Deed::read_work,       get_settlements,         Shows::work},
    StaffRoute{"POST", "/staff/settled-years",                                    Deed::check_answer,    post_settlement},
    StaffRoute{"GET",  "/staff/years",                                            Deed::read_work,       get_years,               Shows::work},
    StaffRoute{"POST", "/staff/years/requests",                                   Deed::close_year,      post_year_request},
    StaffRoute{"POST", "/staff/years/requests/{request}/sign",                    Deed::close_year,      post_year_signature},
    StaffRoute{"POST", "/staff/years/requests/{request}/turn-down",               Deed::close_year,      post_year_refusal},
    StaffRoute{"POST", "/staff/records/{record}/reversal",                        Deed::write_records,   post_work_reversal},
    StaffRoute{"POST", "/staff/records/{record}/papers",                          Deed::write_records,   post_work_papers,        Shows::own, paper::web::kUploadBytesMax},
    StaffRoute{"GET",  "/staff/confirmations",                                    Deed::confirm_records, get_confirmations,       Shows::work},
    StaffRoute{"POST", "/staff/confirmations",                                    Deed::confirm_records, post_confirmations,      Shows::work},
    StaffRoute{"GET",  "/staff/releases",                                         Deed::release_figures, get_releases,            Shows::work},
    StaffRoute{"GET",  "/staff/releases/new",                                     Deed::release_figures, get_new_release},
    StaffRoute{"POST", "/staff/releases",                                         Deed::release_figures, post_release,            Shows::work},
    StaffRoute{"POST", "/staff/releases/{release}/withdrawal",                    Deed::release_figures, post_withdrawal,         Shows::work},
};
// clang-format on

// Cells by where what they show is from; the rest says nothing.
struct Shares {
  std::int64_t computed = 0;
  std::int64_t entered = 0;
  std::int64_t printed = 0;
  std::int64_t nothing = 0;
  std::int64_t single = 0;  // of the computed ones: without any typed total

  std::int64_t all() const { return computed + entered + printed + nothing; }
};

void add_cell(Shares& shares, const Reading* reading, const Computed* computed) {
  if (reading == nullptr || !reading->text) {
    ++shares.nothing;
    return;
  }
  switch (reading->source) {
    case ReadingSource::computed:
      ++shares.computed;
      if (computed != nullptr && computed->singles_percent == 100) ++shares.single;
      return;
    case ReadingSource::entered:
      ++shares.entered;
      return;
    case ReadingSource::printed:
      ++shares.printed;
      return;
  }
}

SharesView shares_view(const http::Request& request, const Shares& shares) {
  SharesView view;
  if (shares.all() == 0) return view;
  std::string sentence;
  const auto line = [&](std::string_view key, std::int64_t count) {
    const std::string label = word(request, key);
    const std::string value = staff::web::say(
        request, "plan_work.shares_cells",
        {{"count", std::to_string(count)}, {"percent", output::percent(count, shares.all())}});
    view.lines.push_back({label, value, "", ""});
    sentence += (sentence.empty() ? "" : " / ") + label + " " + value;
  };
  line("plan_work.shares_computed", shares.computed);
  line("plan_work.shares_entered", shares.entered);
  line("plan_work.shares_printed", shares.printed);
  line("plan_work.shares_nothing", shares.nothing);
  if (shares.computed > 0) {
    view.lines.front().note =
        staff::web::say(request, "plan_work.shares_single",
                        {{"count", std::to_string(shares.single)},
                         {"percent", output::percent(shares.single, shares.computed)}});
  }
  view.bar =
      output::divided_bar({{"a", shares.computed}, {"b", shares.entered}, {"c", shares.printed}},
                          shares.all(), std::move(sentence));
  return view;
}

// Records count here that nobody has confirmed yet.
bool has_unconfirmed(const Worked& worked, const figure::Table& confirmed,
                     const std::vector<figure::Held>& held, const CellPlace& place,
                     const Column& column) {
  const auto found = worked.table.computed.find(place);
  if (found == worked.table.computed.end()) return false;
  for (const auto& part : found->second.figures) {
    const auto figure = std::ranges::find_if(held, [&](const figure::Held& one) {
      return one.row == place.row && one.definition.key == part.definition.key;
    });
    if (figure == held.end()) continue;
    figure::Value sure;
    for (const int year : column.fiscal_years) {
      const auto at = confirmed.find({figure->id.value, year});
      if (at == confirmed.end()) continue;
      sure.sum += at->second.sum;
    }
    if (sure.sum.records < part.value.sum.records) return true;
  }
  return false;
}

}  // namespace

std::span<const StaffRoute> staff_routes() {
  return kRoutes;
}

std::string work_table_path(std::string_view slug) {
  return "/staff/plans/" + std::string(slug) + "/table";
}

std::string work_cell_path(std::string_view slug, std::string_view row, std::string_view column) {
  return http::encode_path("/staff/plans/" + std::string(slug) + "/rows/" + std::string(row) +
                           "/cells/" + std::string(column));
}

std::string work_records_path(std::string_view slug, std::string_view row, std::string_view figure,
                              int fiscal_year) {
  return http::encode_path("/staff/plans/" + std::string(slug) + "/rows/" +
                           (row.empty() ? "-" : std::string(row)) + "/figures/" +
                           std::string(figure) + "/" + std::to_string(fiscal_year));
}

std::string work_sample_path(std::string_view slug, std::string_view row, std::string_view figure,
                             int fiscal_year) {
  return work_records_path(slug, row, figure, fiscal_year) + "/sample";
}

std::string work_record_path(std::int64_t record) {
  return "/staff/records/" + std::to_string(record);
}

Owners owners(db::Read& tx, std::string_view municipality) {
  Owners known{std::string(municipality), programme::programmes(tx, municipality), {}};
  for (const auto& body : staff::bodies(tx, municipality))
    if (body.kind == "municipality") known.town = body.key;
  return known;
}

base::Result<Worked> open_work(const staff::web::Desk& desk, const base::Actor& actor,
                               std::string_view slug) {
  auto table = open_table(actor, desk.database, slug, {});
  if (!table) return std::unexpected(table.error());
  Worked worked{*std::move(table), {}, {}};
  desk.database.read([&](db::Read& tx) {
    worked.work = row_work(tx, worked.table.plan.municipality, slug);
    worked.owners = owners(tx, worked.table.plan.municipality);
    return 0;
  });
  return worked;
}

bool is_seen(const staff::Who& who, const Worked& worked, const Row& row) {
  const Plan& plan = worked.table.plan;
  const auto reaches = [&](std::string_view body) {
    return staff::may(who, Deed::read_work, {plan.municipality, body});
  };
  bool owned = false;
  for (const auto& column : plan.columns) {
    for (const int year : column.fiscal_years) {
      const auto* owner = owner_of(plan, row, year, worked.work, worked.owners.programmes);
      if (owner == nullptr) continue;
      owned = true;
      if (reaches(owner->body)) return true;
    }
  }
  return !owned && reaches(worked.owners.town);
}

std::string body_of(const Owners& owners, std::string_view programme, int fiscal_year) {
  const auto found = std::ranges::find(owners.programmes, programme, &programme::Programme::key);
  const auto* owner =
      found == owners.programmes.end() ? nullptr : programme::owner_in(*found, fiscal_year);
  return owner == nullptr ? owners.town : owner->body;
}

bool may_with(const staff::Who& who, Deed deed, const Owners& owners, std::string_view programme,
              int fiscal_year) {
  const std::string body = body_of(owners, programme, fiscal_year);
  return staff::may(who, deed, {owners.municipality, body});
}

http::Response get_work_table(const staff::web::Desk& desk, const http::Request& request,
                              const staff::web::Visitor& visitor) {
  const std::string slug = request.capture("slug");
  const auto worked = open_work(desk, visitor.actor, slug);
  if (!worked) return staff::web::refused(request, visitor.visit, worked.error());
  const Plan& plan = worked->table.plan;
  visitor.looked = {"plan", slug, {}};
  figure::Table confirmed;
  std::vector<figure::Held> held;
  desk.database.read([&](db::Read& tx) {
    confirmed = figure::table(tx, plan.municipality, slug, figure::Scope::confirmed);
    held = figure::figures(tx, plan.municipality, slug);
    return 0;
  });
  WorkTablePage view;
  view.title = plan.title;
  view.lead = word(request, "plan_work.table_lead");
  view.nothing = word(request, "plan_work.table_none");
  view.page = staff::web::frame(request, visitor.visit, plan.title);
  for (const auto& column : plan.columns) view.headers.push_back(column.header);
  Shares shares;
  for (const Row* leaf : leaves(plan)) {
    if (!is_seen(visitor.visit.who, *worked, *leaf)) continue;
    WorkRow line{programme_row(plan, *leaf).number.value_or(""), leaf->title, {}};
    for (const auto& column : plan.columns) {
      const CellPlace place{leaf->key, column.key};
      const Cell* cell = find_cell(*leaf, column.key);
      const Reading* reading = cell == nullptr ? nullptr : shown(*cell);
      const auto computed = worked->table.computed.find(place);
      add_cell(shares, reading,
               computed == worked->table.computed.end() ? nullptr : &computed->second);
      WorkCell one;
      one.header = column.header;
      one.url = http::address(request.language, work_cell_path(slug, leaf->key, column.key));
      one.text = reading == nullptr ? word(request, "plan_work.nothing_yet")
                                    : said(request.language, *reading);
      if (reading != nullptr)
        one.source = word(request, "plan.source_short_" + std::string(in_db(reading->source)));
      if (has_unconfirmed(*worked, confirmed, held, place, column))
        one.unconfirmed = word(request, "plan_work.unconfirmed");
      const auto compared = worked->table.comparisons.find(place);
      if (compared != worked->table.comparisons.end() &&
          std::ranges::any_of(compared->second, [](const Comparison& pair) {
            return pair.agreement == Agreement::differs;
          }))
        one.differs = word(request, "plan_work.differs");
      line.cells.push_back(std::move(one));
    }
    view.rows.push_back(std::move(line));
  }
  view.shares = shares_view(request, shares);
  return staff::web::page(pages::work_table(view, request.language));
}

}  // namespace plan::web
