// A sample as it is told to people: what was asked of which figure, how chance chose, and of each
// record what stands behind it. Page, working paper and command say the same.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "http/http.h"
#include "sampling/sampling_service.h"

namespace sampling {

struct Fact {
  std::string label;
  std::string value;
};

// A sampled record with what stands behind it now.
struct ToldItem {
  Item item;
  std::string stratum;
  std::string day;
  std::string what;      // 利子補給の支払 1件 412,345円
  std::string adds;      // to the figure; empty where adding says nothing
  std::string recorded;  // when and by whom
  std::string confirmed;
  std::string papers;
  std::string working;  // 計算書・覚書: あり
  std::string since;    // taken back after the drawing
  std::string seen;
  std::string verdict;
  std::string found_by;
};

struct Told {
  Opened opened;
  std::string plan_title;
  std::string row;     // number and title; empty: a total
  std::string figure;  // 利子補給（2011年度）
  std::string adds;              // all of the population; empty where adding says nothing
  std::string value;             // of the figure as known at the mark
  std::vector<std::string> how;  // it is computed
  std::vector<ToldItem> items;
  std::map<std::string, std::string, std::less<>> strata;  // names of the strata
  std::string drawn_by;
  std::string concluded_by;  // of the last conclusion or reopening
};
// Refusals: unknown_sample, those of figure::find and of plan::open.
base::Result<Told> told(db::Read& tx, const http::Request& request, std::string_view municipality,
                        std::int64_t sample);

// 表紙: figure, definition, period, population, method, seed, list, who and when.
std::vector<Fact> cover(const http::Request& request, const Told& told);
// How anybody draws the same sample from the exported list.
std::vector<std::string> how_to_redraw(const http::Request& request, const Sample& sample);

std::string method_words(const http::Request& request, Method method);
std::string verdict_words(const http::Request& request, Verdict verdict);
std::string evidence_words(const http::Request& request, std::span<const Evidence> seen);
std::string progress_words(const http::Request& request, const Tally& tally);
// 412,345円; empty where the figure is no plain sum.
std::string adds_words(const figure::Definition& definition, std::int64_t adds);

}  // namespace sampling
