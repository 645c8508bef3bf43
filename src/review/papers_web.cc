// Papers of a review on the screen, as Excel and as PDF: the lines that the reader may see.
#include "output/pdf.h"
#include "review/review_sheet.h"
#include "review/review_web.h"
#include "review/review_words.h"
#include "ui/review/review.h"
#include "ui/review/sheet.h"

namespace review::web {
namespace {

using staff::web::say;
using staff::web::word;

constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

http::Response file(std::string bytes, std::string_view content_type, const std::string& name) {
  http::Response response = staff::web::page(std::move(bytes));
  response.content_type = content_type;
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

http::Response pdf_file(const http::Request& request, const Visitor& visitor,
                        const output::Table& table, output::Paper paper, const std::string& name) {
  auto bytes = output::pdf(table, {.paper = paper});
  if (!bytes) return staff::web::refused(request, visitor.visit, bytes.error());
  return file(*std::move(bytes), "application/pdf", name);
}

output::Table committee(const Opened& opened, const http::Request& request,
                        const Visitor& visitor) {
  return committee_table(opened, lines_of(opened, visitor.visit.who), request.language,
                         base::now());
}

std::string file_name(const Review& review, std::string_view ending) {
  return "review-" + review.plan + "-" + review.period + std::string(ending);
}

}  // namespace

http::Response get_papers(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  ReviewPage view;
  view.heading = word(request, "review_pages.papers_title");
  view.page = frame(request, visitor, view.heading, &*opened);
  view.lead = heading_of(request, *opened);
  view.rule = rule_words(request.language, *opened);
  view.progress = word(request, "review_pages.papers_lead");
  const std::string path = http::address(request.language, path_of(opened->review));
  view.links = {{word(request, "review_pages.papers_xlsx"), path + "/papers.xlsx", true},
                {word(request, "review_pages.papers_pdf"), path + "/papers.pdf", true},
                {word(request, "review_pages.own_form_title"), path + "/own-form", true}};
  for (const Line& line : lines_of(*opened, visitor.visit.who)) {
    const std::string name =
        objective_name(request.language, objective_of(opened->bench.plan, *line.row));
    if (view.groups.empty() || view.groups.back().name != name) view.groups.push_back({name, {}});
    view.groups.back().lines.push_back(row_line(request, *opened, line));
    if (!view.groups.back().lines.back().notes.empty()) view.has_notes = true;
    view.groups.back().lines.back().sheet_url =
        http::address(request.language, row_path(opened->review, line.row->key) + "/sheet");
  }
  return staff::web::page(pages::review(view, request.language));
}

http::Response get_papers_xlsx(const Desk& desk, const http::Request& request,
                               const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  return file(output::xlsx({committee(*opened, request, visitor)}), kWorkbook,
              file_name(opened->review, ".xlsx"));
}

http::Response get_papers_pdf(const Desk& desk, const http::Request& request,
                              const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  return pdf_file(request, visitor, committee(*opened, request, visitor), output::Paper::a3,
                  file_name(opened->review, ".pdf"));
}

http::Response get_sheet(const Desk& desk, const http::Request& request, const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto line = line_of(*opened, visitor.visit.who, request.capture("row"));
  if (!line) return staff::web::refused(request, visitor.visit, line.error());
  SheetPage view;
  view.heading = say(request, "review_pages.sheet_title",
                     {{"row", line_title(opened->bench.plan, *line->row)}});
  view.page = frame(request, visitor, view.heading, &*opened);
  view.as_of = say(request, "review_pages.as_of",
                   {{"day", day_words(request.language, base::japan_date(base::now()))}});
  view.pdf_url =
      http::address(request.language, row_path(opened->review, line->row->key) + "/sheet.pdf");
  for (const auto& [label, value] : sheet_facts(*opened, *line, request.language))
    view.facts.push_back({label, value});
  return staff::web::page(pages::sheet(view, request.language));
}

http::Response get_sheet_pdf(const Desk& desk, const http::Request& request,
                             const Visitor& visitor) {
  const auto opened = asked(desk, request, visitor);
  if (!opened) return staff::web::refused(request, visitor.visit, opened.error());
  const auto line = line_of(*opened, visitor.visit.who, request.capture("row"));
  if (!line) return staff::web::refused(request, visitor.visit, line.error());
  return pdf_file(request, visitor, sheet_table(*opened, *line, request.language, base::now()),
                  output::Paper::a4, file_name(opened->review, "-" + line->row->key + ".pdf"));
}

}  // namespace review::web
