// Which sentence a fault has.
#include "db/db.h"

namespace db {
namespace {

constexpr base::RefusalKind kSentences[] = {
    {"db.cannot_open", 503},  {"db.wrong_password", 503}, {"db.read_only", 503},
    {"db.busy", 503},         {"db.disk_full", 507},      {"db.corrupt", 500},
    {"db.newer_schema", 503}, {"db.constraint", 409},     {"db.other", 500}};

}  // namespace

base::Refusal as_refusal(const Fault& fault, std::string_view where) {
  const base::RefusalKind& kind = kSentences[static_cast<std::size_t>(fault.kind())];
  return base::Refusal{
      kind.code, kind.http_status, {{"where", std::string(where)}, {"detail", fault.what()}}};
}

}  // namespace db
