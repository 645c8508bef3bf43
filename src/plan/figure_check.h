// The rules between figures.toml and the plan beside it: whose definitions they are, rows and
// columns that exist, every leaf defined or said why not, programmes and bodies of the register.
// What the file alone tells is checked by figure::read_definitions.
#pragma once

#include "base/json_file.h"
#include "figure/figure.h"
#include "plan/plan.h"
#include "programme/programme.h"

namespace plan {

// Mistakes with row and key: 13.columns.2011. Also gives every column entry the fiscal years that
// the plan's column has.
void check_figures(figure::DefinitionSet& set, const Plan& plan, base::Mistakes& mistakes);

// For definitions whose register is read together with them.
void check_register(const figure::DefinitionSet& set, const programme::Register& reg,
                    base::Mistakes& mistakes);

// A programme that a definition names and nobody knows, in the order of the file; for registers
// that are in the database.
struct NamedProgramme {
  std::string row;
  std::string figure;
  std::string programme;
};
std::vector<NamedProgramme> programmes_named(const figure::DefinitionSet& set);

}  // namespace plan
