// The pages of imports: the list, a draft with what was understood of it, what taking it over would
// do, the source of a cell. Officers of the plans work with imports; whoever reads the plans' work
// may look at the source of a cell; what is public of a source everybody may.
#pragma once

#include <span>
#include <vector>

#include "importer/web_words.h"

namespace importer::web {

std::span<const staff::web::StaffRoute> staff_routes();
std::vector<staff::StartSection> start_part(const Desk& desk, const http::Request& request,
                                            const staff::Visit& visit);
std::vector<staff::web::PrintedPlace> printed_places(db::Read& tx, std::string_view municipality,
                                                     std::string_view plan, std::string_view row,
                                                     staff::web::SourceEyes eyes);
// /plans/{slug}/rows/{row}/source
http::Response get_row_source(const Desk& desk, const http::Request& request);

http::Response get_imports(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_new(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_new(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_import(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response show_import(const Desk& desk, const http::Request& request, const Visitor& visitor,
                           const staff::web::Tried& tried);
http::Response post_table(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_offer(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_header(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_columns(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_ratings(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_target(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_rows(const Desk& desk, const http::Request& request, const Visitor& visitor);

http::Response get_take(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_take(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_undo(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_again(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response post_drop(const Desk& desk, const http::Request& request, const Visitor& visitor);
http::Response get_source(const Desk& desk, const http::Request& request, const Visitor& visitor);

// The form that brings a file: a new one, or one that corrects an import.
void add_file_fields(const staff::web::Forms& forms, staff::FormView& form, bool with_paste);
// Refusals: no_file_chosen, file_and_paste, nothing_pasted, those of begin().
base::Result<ImportId> begin_sent(const Desk& desk, const http::Request& request,
                                  const Visitor& visitor, std::optional<ImportId> corrects);
std::string_view file_field_of(std::string_view refusal);

}  // namespace importer::web
