// What the figures of an adopted plan count. A printed plan comes with figures.toml; one written
// here says by its lines (事業・指標・単位) what it is measured by, and its definitions follow from
// them: as another plan counts the same work already, otherwise as the programme's type and the
// indicator's unit say. Nothing is guessed: an indicator whose unit no record carries (％, 点) has
// no figure.
#pragma once

#include <span>

#include "figure/figure.h"
#include "plan/row_work.h"

namespace plan {

// `elsewhere`: the definitions of the municipality's other plans, the oldest first. Every leaf has
// a row: with a figure for each indicator that can be counted, else with whether its work was done
// (実施), else with the reason why nothing is counted.
figure::DefinitionSet adopted_figures(const Plan& content, std::span<const RowWork> work,
                                      std::span<const programme::Programme> programmes,
                                      std::span<const figure::Definition> elsewhere);

// Whether a figure is one of those: the others were declared in a file, and stay.
bool is_adopted_figure(std::string_view key);

}  // namespace plan
