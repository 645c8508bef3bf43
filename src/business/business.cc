// The rules of the register: what an entry has to say, and what makes two entries look alike.
#include "business/business.h"

#include <array>
#include <stdexcept>

#include "base/corporate_number.h"
#include "base/japanese_text.h"
#include "base/words.h"

namespace business {
namespace {

struct Field {
  std::string_view name;
  std::string Content::* text;
};
constexpr std::array kFields = {
    Field{"name", &Content::name},       Field{"kana", &Content::kana},
    Field{"address", &Content::address}, Field{"trade", &Content::trade},
    Field{"phone", &Content::phone},     Field{"contact_person", &Content::contact_person},
    Field{"mail", &Content::mail}};

std::unexpected<base::Refusal> about(std::string_view field, base::Refusal refusal) {
  refusal.facts.push_back({"field", std::string(field)});
  return std::unexpected(std::move(refusal));
}

base::Result<void> check_consent(std::string_view field, const std::optional<Consent>& consent,
                                 base::Date today) {
  if (consent && consent->on > today)
    return about(field, base::refuse(consent_in_future, {{"day", base::iso(consent->on)}}).error());
  return {};
}

bool is_phone(std::string_view phone) {
  const std::string folded = base::fold_width(phone);
  return folded.find_first_not_of("0123456789-+() ") == folded.npos;
}

void drop_all(std::string& text, std::string_view part) {
  for (auto at = text.find(part); at != text.npos; at = text.find(part))
    text.erase(at, part.size());
}

}  // namespace

std::string_view in_db(Kind kind) {
  switch (kind) {
    case Kind::business:
      return "business";
    case Kind::founder:
      return "founder";
  }
  throw std::logic_error("business: unknown kind");
}

std::optional<Kind> kind_from(std::string_view code) {
  for (const Kind kind : {Kind::business, Kind::founder})
    if (in_db(kind) == code) return kind;
  return std::nullopt;
}

base::Result<Content> check(Content content, base::Date today) {
  if (base::is_blank(content.name)) return about("name", base::refuse(name_missing).error());
  for (const Field& field : kFields)
    if (const auto fit =
            base::check_text(content.*field.text, base::Lines::one, kLineCharactersMax);
        !fit)
      return about(field.name, fit.error());
  if (!content.corporate_number.empty()) {
    if (content.kind == Kind::founder)
      return about("corporate_number", base::refuse(founder_with_number).error());
    const auto number = base::CorporateNumber::of(content.corporate_number);
    if (!number) return about("corporate_number", number.error());
    content.corporate_number = number->text();
  }
  if (!is_phone(content.phone))
    return about("phone", base::refuse(phone_unreadable, {{"phone", content.phone}}).error());
  if (const auto fit = check_consent("contact", content.contact, today); !fit)
    return std::unexpected(fit.error());
  if (const auto fit = check_consent("share", content.share, today); !fit)
    return std::unexpected(fit.error());
  return content;
}

std::vector<std::string> differing(const Content& before, const Content& after) {
  std::vector<std::string> fields;
  if (before.kind != after.kind) fields.emplace_back("kind");
  for (const Field& field : kFields)
    if (before.*field.text != after.*field.text) fields.emplace_back(field.name);
  if (before.corporate_number != after.corporate_number) fields.emplace_back("corporate_number");
  if (before.contact != after.contact) fields.emplace_back("contact");
  if (before.share != after.share) fields.emplace_back("share");
  return fields;
}

std::string name_key(std::string_view name) {
  std::string key = base::search_key(name);
  std::string_view forms = base::words(base::Language::ja, "business.legal_forms");
  while (!forms.empty()) {
    const auto space = forms.find(' ');
    drop_all(key, base::search_key(forms.substr(0, space)));
    forms = space == forms.npos ? std::string_view() : forms.substr(space + 1);
  }
  std::string bare;
  for (const char c : key)
    if (c != ' ') bare += c;
  return bare.empty() ? base::search_key(name) : bare;
}

std::string phone_key(std::string_view phone) {
  std::string digits;
  for (const char c : base::fold_width(phone))
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

}  // namespace business
