// `nigiwai bench town`: the practice town as it is shipped. How long it takes to work four years
// through the services and to pour the town into a database, and how many records a second come in
// by the bulk door when the town is larger.
#pragma once

#include <iosfwd>
#include <string>

// 0 when every limit is kept.
int practice_bench(std::ostream& out, const std::string& plans_folder);
