// Every edition by another path than the one that wrote it: from its stored bytes alone.
#include <algorithm>

#include "approval/approval_service.h"
#include "base/sha256.h"
#include "edition/edition_service.h"
#include "edition/edition_store.h"
#include "history/history.h"
#include "release/release_service.h"

namespace edition {
namespace {

using Findings = std::vector<db::Finding>;

class Verification {
 public:
  Verification(db::Read& tx, std::string municipality, Findings& findings)
      : tx_(tx),
        municipality_(std::move(municipality)),
        keys_(store::keys(tx, municipality_)),
        findings_(findings) {}

  void run() {
    for (const Key& key : keys_)
      if (const auto read = read_public_key(key.key.pem); !read || read->id != key.key.id)
        note("edition.verify_key", key.key.id);
    std::string plan;
    int expected = 0;
    for (const Edition& listed : in_order()) {
      if (listed.plan != plan) expected = 0;
      plan = listed.plan;
      if (listed.number != ++expected) note("edition.verify_number", name_of(listed));
      expected = listed.number;
      check(*store::edition(tx_, municipality_, listed.plan, listed.number));
    }
  }

 private:
  std::vector<Edition> in_order() {
    auto all = store::editions(tx_, municipality_);
    std::ranges::sort(all, [](const Edition& a, const Edition& b) {
      return a.plan != b.plan ? a.plan < b.plan : a.number < b.number;
    });
    return all;
  }

  static std::string name_of(const Edition& one) {
    return one.plan + "/" + std::to_string(one.number);
  }

  void note(std::string_view code, const std::string& name) {
    findings_.push_back({"edition", code, {{"municipality", municipality_}, {"edition", name}}});
  }

  void check_signed(const Signed& file, base::Instant issued_at, const std::string& name) {
    if (base::sha256_hex(file.content) != file.sha256) note("edition.verify_hash", name);
    const auto key =
        std::ranges::find_if(keys_, [&](const Key& one) { return one.key.id == file.key; });
    if (key == keys_.end() || !is_signed_by(key->key, file.content, file.signature))
      note("edition.verify_signature", name);
    else if (issued_at < key->valid_from || (key->retired_at && issued_at > *key->retired_at))
      note("edition.verify_key_days", name);
  }

  void check_deed(std::int64_t deed, std::string_view kind, const std::string& name) {
    const auto known = history::find(tx_, municipality_, history::DeedId{deed});
    if (!known || known->kind != kind || known->subject_key != name)
      note("edition.verify_deed", name);
  }

  void check(const Edition& one) {
    const std::string name = name_of(one);
    check_signed(one.file, one.issued_at, name);
    check_deed(one.deed, "edition.issue", name);
    const auto content = read_content(one.file.content);
    if (!content || content->number != one.number || content->plan != one.plan ||
        content->title != one.title || content->released_at != base::iso_japan(one.released_at) ||
        content->decided_on != base::iso(one.decided_on)) {
      note("edition.verify_content", name);
      return;
    }
    check_draft(one, *content, name);
    if (one.release) {
      const auto released = release::find(tx_, municipality_, *one.release);
      if (!released || released->plan != one.plan || released->effective_at != one.released_at ||
          base::iso_japan(released->mark) != content->known_at)
        note("edition.verify_release", name);
    }
    for (const Erratum& erratum : one.errata) {
      const std::string of = name + "/" + std::to_string(erratum.erratum);
      check_signed(erratum.file, erratum.issued_at, of);
      check_deed(erratum.deed, "edition.put_right", name);
      if (erratum.content.edition_sha256 != one.file.sha256 ||
          erratum.content.erratum != erratum.erratum)
        note("edition.verify_content", of);
    }
  }

  // What was issued is what was decided on, by two persons.
  void check_draft(const Edition& one, Content content, const std::string& name) {
    const auto draft = store::draft(tx_, municipality_, one.draft);
    content.number = 0;
    content.decided_on.clear();
    content.committee_on.clear();
    content.released_at.clear();
    if (!draft || draft->content != write(content)) {
      note("edition.verify_draft", name);
      return;
    }
    const auto paper = approval::find(tx_, municipality_, draft->approval);
    if (!paper || paper->state != approval::State::approved || draft->drafted_by == one.issued_by)
      note("edition.verify_approval", name);
  }

  db::Read& tx_;
  const std::string municipality_;
  const std::vector<Key> keys_;
  Findings& findings_;
};

}  // namespace

std::vector<db::Finding> verify(db::Database& database) {
  Findings findings;
  database.read([&](db::Read& tx) {
    for (const std::string& municipality : store::municipalities(tx))
      Verification(tx, municipality, findings).run();
    return 0;
  });
  return findings;
}

}  // namespace edition
