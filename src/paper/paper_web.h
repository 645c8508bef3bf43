// Papers on the pages of other rooms, in a few lines:
//
//   view.papers = paper::web::section(desk, request, visitor, {subject, path, may_add}, tried);
//                                                          // and {{>paper/section papers}}
//   StaffRoute{"POST", "/staff/records/{record}/papers", deed, post_paper, Shows::own,
//              paper::web::kUploadBytesMax}
//   const auto attached = paper::web::attach_sent(desk, request, visitor, subject);
//   if (!attached) … the page again with paper::web::tried_upload(request, attached.error())
//
// Reading one (/staff/papers/{paper}) and taking it off are pages of this room.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "paper/paper_service.h"
#include "paper/paper_view.h"
#include "staff/staff_page.h"

namespace paper::web {

std::span<const staff::web::StaffRoute> staff_routes();

// Files of 20 MB together, and what a form has around them.
inline constexpr std::size_t kUploadBytesMax = kFileBytesMax + 512 * 1024;

struct SectionOf {
  Subject subject;
  std::string path;      // of the page that shows it, without the language; files go to path/papers
  bool may_add = false;  // what the room's own rights say
};
SectionView section(const staff::web::Desk& desk, const http::Request& request,
                    const staff::web::Visitor& visitor, const SectionOf& of,
                    const staff::web::Tried& tried);

// The files of a form that section() showed, or of any form with its fields. A form sent twice
// attaches once.
base::Result<std::vector<PaperId>> attach_sent(const staff::web::Desk& desk,
                                               const http::Request& request,
                                               const staff::web::Visitor& visitor,
                                               const Subject& subject);
staff::web::Tried tried_upload(const http::Request& request, const base::Refusal& refusal);

// For a room that takes files in a form of its own, to save them together with its thing.
void add_fields(const staff::web::Forms& forms, staff::FormView& form, bool required);
std::vector<Brought> sent_files(const http::Request& request);
Eyes sent_eyes(const http::Request& request);

std::string paper_path(PaperId paper);

}  // namespace paper::web
