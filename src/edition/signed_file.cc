// Three lines and no other form: whoever saves the file anew in another layout is told so, instead
// of being told that it was forged.
#include "edition/signed_file.h"

#include <algorithm>
#include <array>

#include "base/json_file.h"
#include "base/json_text.h"
#include "base/sha256.h"
#include "edition/content.h"

namespace edition {
namespace {

constexpr std::string_view kOpening = "{\"content\":\n";
constexpr std::string_view kAlgorithm = "Ed25519";
constexpr std::string_view kPemEnd = "-----END PUBLIC KEY-----";

std::string tail_of(const Signed& one) {
  base::JsonWriter json;
  json.begin_object().field("sha256", one.sha256).field("key", one.key);
  json.field("algorithm", kAlgorithm).field("signature", one.signature).end_object();
  return json.take();
}

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Checked told(const Content& content) {
  Checked checked;
  checked.publisher = content.publisher;
  checked.plan = content.plan;
  checked.plan_title = content.plan_title;
  checked.number = content.number;
  checked.title = content.title;
  checked.released_at = content.released_at;
  checked.lines = content.lines.size();
  return checked;
}

Checked told(const ErratumContent& content) {
  Checked checked;
  checked.is_erratum = true;
  checked.publisher = content.publisher;
  checked.plan = content.plan;
  checked.number = content.number;
  checked.erratum = content.erratum;
  checked.released_at = content.issued_at;
  return checked;
}

}  // namespace

Signed sign(std::string content, const PrivateKey& key) {
  Signed one;
  one.sha256 = base::sha256_hex(content);
  one.key = key.public_key().id;
  one.signature = key.sign(content);
  one.content = std::move(content);
  return one;
}

std::string write_file(const Signed& one) {
  return std::string(kOpening) + one.content + "\n," + tail_of(one).substr(1) + "\n";
}

base::Result<Signed> read_file(std::string_view file) {
  if (!file.starts_with(kOpening)) return base::refuse(not_a_signed_file);
  const std::string_view rest = file.substr(kOpening.size());
  const auto end = rest.find("\n,");
  if (end == std::string_view::npos) return base::refuse(part_missing, {{"part", "signature"}});
  Signed one;
  one.content = rest.substr(0, end);
  const std::string tail = "{" + std::string(rest.substr(end + 2));
  base::Mistakes mistakes("");
  const auto parsed = base::JsonFile::parse(tail, mistakes);
  if (!parsed) return base::refuse(part_missing, {{"part", "signature"}});
  base::JsonObject object = parsed->root().object();
  const auto part = [&](const char* name, std::string& into) {
    into = object.maybe_text(name).value_or("");
    return !into.empty();
  };
  std::string algorithm;
  const std::array parts = {std::pair{"sha256", &one.sha256}, std::pair{"key", &one.key},
                            std::pair{"algorithm", &algorithm},
                            std::pair{"signature", &one.signature}};
  for (const auto& [name, into] : parts)
    if (!part(name, *into)) return base::refuse(part_missing, {{"part", name}});
  object.end();
  if (!mistakes.none() || algorithm != kAlgorithm || !is_digits(one.sha256, 64) ||
      !is_digits(one.key, 16) || write_file(one) != file)
    return base::refuse(not_a_signed_file);
  return one;
}

base::Result<Checked> check_file(std::string_view file, std::span<const KnownKey> keys) {
  const auto one = read_file(file);
  if (!one) return std::unexpected(one.error());
  const std::string hash = base::sha256_hex(one->content);
  if (hash != one->sha256)
    return base::refuse(content_altered, {{"stated", one->sha256}, {"found", hash}});
  const auto content = read_content(one->content);
  const auto erratum = content ? std::nullopt : read_erratum(one->content);
  if (!content && !erratum) return base::refuse(content_unreadable);
  const auto key =
      std::ranges::find_if(keys, [&](const KnownKey& known) { return known.key.id == one->key; });
  if (key == keys.end()) return base::refuse(no_such_public_key, {{"key", one->key}});
  if (!is_signed_by(key->key, one->content, one->signature))
    return base::refuse(signature_of_another, {{"key", one->key}});
  Checked checked = content ? told(*content) : told(*erratum);
  checked.sha256 = one->sha256;
  checked.key = one->key;
  checked.key_retired_at = key->retired_at;
  return checked;
}

std::vector<KnownKey> read_keys(std::string_view pem) {
  std::vector<KnownKey> keys;
  while (!pem.empty()) {
    const auto end = pem.find(kPemEnd);
    if (end == std::string_view::npos) break;
    const std::string_view block = pem.substr(0, end + kPemEnd.size());
    if (auto key = read_public_key(std::string(block) + "\n")) keys.push_back({*std::move(key)});
    pem.remove_prefix(end + kPemEnd.size());
  }
  return keys;
}

}  // namespace edition
