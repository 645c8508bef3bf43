// 町の職員と事業者: who works in the practice town and who comes to it, written in through the
// services before the first day's work. Nobody resembles anybody: people are a post and a number,
// businesses a trade and a number, and every name says 練習用. One of each post may sign in, as
// everywhere for practice: demo-clerk … demo-administrator, and demo-corporation with its chief.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "town/draw.h"

namespace town {

struct Townspeople {
  std::vector<base::Actor> clerks;              // of the municipality
  base::Actor chief;                            // who confirms its work
  std::vector<base::Actor> corporation_clerks;  // from fiscal year 2014
  base::Actor corporation_chief;
  base::Actor manager;  // who closes the years, with the planner
  base::Actor planner;  // who publishes the figures
  std::vector<std::int64_t> businesses;
};

// The clock stands at the town's first morning.
base::Result<Townspeople> settle(db::Database& jar, Draw draw);

}  // namespace town
