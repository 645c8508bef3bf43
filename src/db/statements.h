// The record of statements that have been prepared, kept while tests watch: "every statement run by
// a test on both databases" is checked against it. Outside tests nothing is kept.
#pragma once

#include <set>
#include <string>

#include "db/db.h"

namespace db::statements {

void watch();
bool watched();
void note(Engine engine, const Statement& statement);
std::set<std::string> run_on(Engine engine);

}  // namespace db::statements
