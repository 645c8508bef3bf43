// Plans as files: plans/<code>/register.json and plans/<code>/<slug>/plan.json with
// documents/*.json and, where its figures are declared, figures.toml beside it. Reading is pure of
// any database: what comes back is nouns, hashes, and every mistake of every file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "plan/plan.h"
#include "programme/programme.h"

namespace plan {

struct RegisterFile {
  std::string path;
  std::string hash;  // SHA-256 of the bytes
  programme::Register content;
};

struct PlanFile {
  std::string path;
  std::string hash;  // SHA-256 over plan.json and its documents
  Plan content;      // with documents
  // figures.toml, with the fiscal years of the plan's columns.
  std::optional<figure::DefinitionSet> figures = {};
};

struct PlanSet {
  std::vector<RegisterFile> registers;
  std::vector<PlanFile> plans;
  std::vector<base::Mistake> mistakes;
};

// Each path is a file (plan.json, register.json) or a folder that is searched for them, in name
// order. A path that is not there, cannot be read or holds none is a mistake like any other.
PlanSet read_plan_set(const std::vector<std::filesystem::path>& paths);

}  // namespace plan
