// An import, what taking it over would do, and the file somebody sent, as JSON: the same for the
// command line and for programs.
#pragma once

#include <string>

#include "base/json_text.h"
#include "importer/import_service.h"

namespace importer {

// {"import": "12", "state": "draft", "version": 2, …}
void write_import(base::JsonWriter& json, const Import& one);
// What would change, with the places of the cells in the file.
void write_proposal(base::JsonWriter& json, const Proposed& proposed);

}  // namespace importer
