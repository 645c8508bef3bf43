// How pages speak of a plan: the words, addresses and small views that several pages share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "http/http.h"
#include "plan/plan.h"
#include "plan/plan_service.h"
#include "plan/plan_view.h"

namespace plan {

// Addresses, in the language of the request.
std::string plan_url(base::Language language, std::string_view slug);
std::string table_url(base::Language language, std::string_view slug);
std::string row_url(base::Language language, std::string_view slug, std::string_view row);
std::string document_url(base::Language language, std::string_view slug, std::string_view document);
std::string csv_url(base::Language language, std::string_view slug);
std::string json_url(std::string_view slug);
// What the table can be taken away as; `query` begins with ? or is empty.
std::vector<FileView> table_files(base::Language language, std::string_view slug,
                                  const std::string& query);
std::string programme_url(base::Language language, std::string_view municipality,
                          std::string_view programme);
std::string compare_url(base::Language language, std::string_view type);  // "": every kind

// What kind of support a programme is.
std::string type_words(base::Language language, programme::ProgrammeType type);

// 2011～2014年度（平成23～26年度）: both eras, the second as printed.
std::string period_words(base::Language language, const Period& period);
// That the period is over, or has not begun; "" while it runs. `today` decides.
std::string period_note(base::Language language, const Period& period, base::Date today);

// 2011、2012年度 or 2011～2014年度
std::string years_words(base::Language language, const std::vector<int>& fiscal_years);

// 1,058; 8.30; 2/3: thousands grouped, decimals as printed.
std::string grouped(const base::Number& number);
// 延べ、約 …: what the words around a number make of it; "" for a plain number.
std::string qualifier_words(base::Language language, const base::Quantity& quantity);

std::string state_words(base::Language language, CellState state);
// What a cell says beside its text: the kind of absence, or where the work went; "" where the text
// says it.
std::string state_beside(base::Language language, const Plan& plan, const Reading& reading);

RatingView rating_view(base::Language language, const Plan& plan,
                       const std::optional<Rating>& rating);
std::vector<CaveatView> caveat_views(const Plan& plan);

// Headers of neighbouring columns as one: 23年度 and 25年度 are 23～25年度.
std::string columns_words(const std::string& first, const std::string& last);

// ☆ (1) 創業セミナーの実施: sign, number and title as printed.
std::string printed_title(const Row& row);

// №42, or the title where no number is printed.
std::string number_words(base::Language language, const Row& row);
RelatedRow related_view(base::Language language, const Plan& plan, const Row& row);

// The rating's own word in this plan (達成度); "" when the plan has no scale.
std::string rating_header(const Plan& plan);

// Does the plan have a table with cells?
bool has_table(const Plan& plan);

}  // namespace plan
