// `nigiwai job list` and `nigiwai seal`: what works by itself, as a person sees it.
#pragma once

#include <string>

#include "base/terminal.h"
#include "db/db.h"

namespace app {

int list_jobs(db::Database& database, const std::string& municipality, base::Terminal& terminal);
// Seals every municipality whose history went on since the last seal; `serve` does so every minute.
int seal(db::Database& database, base::Terminal& terminal);

}  // namespace app
