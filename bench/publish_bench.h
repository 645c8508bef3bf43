// `nigiwai bench publish`: a table of 59 lines drafted, decided on, issued and signed, beside the
// bare write of the same bytes with the same signature; and the comparison of two tables of 5,000
// lines. On SQLite, and on the PostgreSQL that is named.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

// 0 when every limit is kept.
int publish_bench(std::ostream& out, const std::string& plans_folder,
                  const std::optional<std::string>& postgres_url);
