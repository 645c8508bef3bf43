// The record of statements that have been prepared, kept while tests watch: "every statement run by
// a test on both databases" is checked against it. Outside tests nothing is kept.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "db/db.h"

namespace db::statements {

void watch();
bool watched();
void note(Engine engine, const Statement& statement);
// Before each statement that is asked for rows or counts, its name: a test steps in between two of
// them. Set and taken away again ({}) while nobody asks anything.
void step_before_each(std::function<void(std::string_view)> step);
void step_before(const Statement& statement);

std::set<std::string> run_on(Engine engine);
std::string text_of(Engine engine, std::string_view name);  // "" of a statement never run

}  // namespace db::statements
