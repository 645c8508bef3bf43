// The Excel file of a sheet and its way back: taken, filled, shown cell by cell, then stored as one
// deed. The same for staff and for the holder of a link.
#pragma once

#include "datacall/sheet_pages.h"

namespace datacall::web {

http::Response excel_file(const Eyes& eyes, const OpenedSheet& opened,
                          const std::vector<staff::Body>& bodies);
http::Response excel_page(const Eyes& eyes, const OpenedSheet& opened);
// A file is read and shown; what was shown and sent again is stored. `by` has no name yet when it
// is the holder of a link: it is asked for.
http::Response take_excel(const Eyes& eyes, const OpenedSheet& opened, db::Database& database,
                          By by);

}  // namespace datacall::web
