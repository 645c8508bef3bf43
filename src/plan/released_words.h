// What is released, in words: which release a line is told by and since when, what was withdrawn,
// what was put right, and where a printed number and the records differ.
#pragma once

#include <string>
#include <vector>

#include "base/words.h"
#include "plan/plan_view.h"
#include "plan/public_reading.h"
#include "release/public_figures.h"

namespace plan {

// 記録の合計 4,690人（差 −10人）; "" where they agree.
std::string apart_in_short(base::Language language, const Cell& cell);
// 公表 4,700人／記録の合計 4,690人（差 −10人）。公表値は変えていません。
std::vector<std::string> apart_sentences(base::Language language, const Cell& cell);

// 「平成23年度実績」として2012年6月1日 10:00に公表しました。…
std::string released_sentence(base::Language language, const release::PublicRow& row);
std::string release_words(base::Language language, const release::Release& release);
// Of the plan's releases that were taken back.
std::vector<std::string> withdrawn_sentences(base::Language language,
                                             const release::PublicPlan& plan);
// The day, 来場者 2011年度 4,700人 → 4,070人, why.
FactView correction_fact(base::Language language, const release::PublicPlan& plan,
                         const release::Correction& correction);
std::string correction_words(base::Language language, const release::PublicPlan& plan,
                             const release::Correction& correction);

// 2012年6月1日 10:00
std::string moment_words(base::Language language, base::Instant at);

// /plans/{slug}/figures, without the language.
std::string figures_path(std::string_view slug);

}  // namespace plan
