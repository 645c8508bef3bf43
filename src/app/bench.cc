// Hands each name to its measurement.
#include "app/bench.h"

#include <filesystem>
#include <iostream>

#include "bench/db_bench.h"
#include "bench/desk_bench.h"
#include "bench/diary_bench.h"
#include "bench/figures_bench.h"
#include "bench/history_bench.h"
#include "bench/http_bench.h"
#include "bench/import_bench.h"
#include "bench/load_bench.h"
#include "bench/login_bench.h"
#include "bench/output_bench.h"
#include "bench/practice_bench.h"
#include "bench/publish_bench.h"
#include "bench/quantity_bench.h"

namespace app {

std::vector<std::string> bench_names() {
  return {"quantity", "load", "db",    "figures", "http", "render",  "output", "login",
          "history",  "edit", "diary", "desk",    "town", "publish", "import"};
}

int bench(const BenchOptions& options, base::Terminal& terminal) {
  if (options.what == "quantity") return quantity_bench(terminal.out);
  const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
  if (options.what == "publish") return publish_bench(terminal.out, "plans", options.postgres);
  if (options.what == "import")
    return import_bench(terminal.out, program, {.postgres_url = options.postgres});
  if (options.what == "load") return load_bench(terminal.out, "plans", program);
  if (options.what == "http") return http_bench(terminal.out, "plans", program);
  if (options.what == "render") return render_bench(terminal.out, "plans");
  if (options.what == "login") return login_bench(terminal.out, "plans", program);
  if (options.what == "output") return output_bench(terminal.out, "plans", program);
  if (options.what == "figures")
    return figures_bench(terminal.out,
                         {.records = options.records, .postgres_url = options.postgres});
  if (options.what == "history")
    return history_bench(terminal.out, {.rows = options.rows, .postgres_url = options.postgres});
  if (options.what == "town") return practice_bench(terminal.out, "plans");
  if (options.what == "edit") return edit_bench(terminal.out, {.postgres_url = options.postgres});
  if (options.what == "diary") return diary_bench(terminal.out, {.postgres_url = options.postgres});
  if (options.what == "desk")
    return desk_bench(terminal.out, "plans", program,
                      {.consultations = options.consultations, .postgres_url = options.postgres});
  return db_bench(terminal.out, {.postgres_url = options.postgres});
}

}  // namespace app
