// How pages and files speak of an edition.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "edition/compare.h"
#include "edition/edition.h"
#include "edition/edition_view.h"

namespace edition {

// 2015年6月30日 10:00
std::string moment_words(base::Language language, base::Instant at);
// 第2版
std::string number_words(base::Language language, int number);
std::string source_words(base::Language language, std::string_view source);
std::string next_words(base::Language language, const Line& line);
// Publisher, number, days and moments, hash, key.
std::vector<FactLine> facts_of(base::Language language, const Edition& edition,
                               const Content& content);
std::string header_of(const Content& content, std::string_view column);
std::string erratum_words(base::Language language, const Content& content, const Erratum& erratum);
std::string withdrawn_words(base::Language language, const Edition& edition);
std::vector<ChangedLine> changed_lines(base::Language language,
                                       const std::vector<LineChanges>& changes);
TableView table_view(base::Language language, const Content& content,
                     const std::vector<Erratum>& errata);
// Where all values come from the same source it is said once, above the table, and no more beside
// each. Empty where they do not.
std::string say_source_once(base::Language language, TableView& table);

}  // namespace edition
