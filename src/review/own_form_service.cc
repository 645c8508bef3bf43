// The deed names the file by its hash, so that it is known later which form was in use.
#include <algorithm>

#include "base/japanese_text.h"
#include "base/sha256.h"
#include "history/history.h"
#include "review/own_form.h"
#include "review/own_form_store.h"
#include "staff/permission.h"

namespace review {
namespace {

base::Result<void> permits(const base::Actor& actor) {
  return staff::permits(actor, staff::Deed::check_answer, {actor.municipality, actor.body});
}

std::int64_t deed_of(db::Write& tx, const base::Actor& actor, std::string_view kind,
                     std::int64_t form, std::string reason) {
  return history::write(tx, actor,
                        {.kind = std::string(kind),
                         .municipality = actor.municipality,
                         .subject_kind = "own_form",
                         .subject_key = std::to_string(form),
                         .reason = std::move(reason),
                         .payload_json = ""})
      .value;
}

std::string fitting_name(std::string_view name) {
  std::string text;
  std::size_t characters = 0;
  for (const char c : name) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && characters++ == kOwnFormNameCharactersMax) break;
    text += c;
  }
  return base::check_text(text, base::Lines::one, kOwnFormNameCharactersMax) ? text : "form.xlsx";
}

}  // namespace

base::Result<std::int64_t> upload_own_form(const base::Actor& actor, db::Database& database,
                                           std::string_view name, std::string_view bytes) {
  if (const auto may = permits(actor); !may) return std::unexpected(may.error());
  if (bytes.size() > kOwnFormBytesMax)
    return base::refuse(own_form_too_large, {{"max", std::to_string(kOwnFormBytesMax / 1024)}});
  const std::string hash = base::sha256_hex(bytes);
  return database.write([&](db::Write& tx) -> base::Result<std::int64_t> {
    store::drop_tried(tx, actor.municipality, actor.id);
    OwnForm form{tx.new_id(), fitting_name(name), std::string(bytes), actor.id};
    const auto deed = deed_of(tx, actor, "review.try_form", form.id, hash);
    store::add_own_form(tx, actor.municipality, form, hash, deed);
    return form.id;
  });
}

base::Result<void> keep_own_form(const base::Actor& actor, db::Database& database,
                                 std::int64_t form) {
  if (const auto may = permits(actor); !may) return may;
  return database.write([&](db::Write& tx) -> base::Result<void> {
    const auto all = store::own_forms(tx, actor.municipality, actor.id);
    const auto found = std::ranges::find(all, form, &OwnForm::id);
    if (found == all.end()) return base::refuse(own_form_unknown);
    if (found->kept) return base::refuse(own_form_kept_already);
    const auto deed = deed_of(tx, actor, "review.keep_form", form, base::sha256_hex(found->bytes));
    if (!store::keep_own_form(tx, actor.municipality, form, deed))
      return base::refuse(own_form_kept_already);
    store::drop_kept_but(tx, actor.municipality, form);
    return {};
  });
}

std::vector<OwnForm> own_forms(db::Read& tx, std::string_view municipality, std::int64_t person) {
  std::vector<OwnForm> list;
  for (OwnForm& one : store::own_forms(tx, municipality, person)) {
    const bool is_there =
        std::ranges::any_of(list, [&](const OwnForm& other) { return other.kept == one.kept; });
    if (!is_there) list.push_back(std::move(one));
  }
  std::ranges::stable_partition(list, [](const OwnForm& one) { return !one.kept; });
  return list;
}

}  // namespace review
