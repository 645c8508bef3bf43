// Consultations as a table for a file: codes as words, days as ISO, nothing that was said. A closed
// one keeps its line, so that the lines are as many as the conversations.
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "consultation/consultation_service.h"
#include "consultation/desk_words.h"
#include "output/sheet.h"

namespace consultation {

// Its cells: number, day, client, programme, topics, channel, adviser, secrecy, state.
std::vector<std::string> line_cells(base::Language language, const web::Names& names,
                                    const Opened& opened);
output::Sheet consultations_sheet(base::Language language, const web::Names& names,
                                  const std::vector<Opened>& consultations);

}  // namespace consultation
