// `nigiwai serve`: the pages and the API of one database until the program is told to stop.
#pragma once

#include "app/settings.h"
#include "base/terminal.h"

namespace app {

int serve(const Settings& settings, base::Terminal& terminal);

}  // namespace app
