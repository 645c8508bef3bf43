// What a command says goes to the person, what it found to the output.
#include "edition/edition_cli.h"

#include <fstream>
#include <iterator>

#include "base/json_text.h"
#include "edition/anchor_service.h"
#include "edition/edition_service.h"
#include "edition/fetch.h"
#include "edition/key_file.h"
#include "plan/report.h"
#include "plan/written_file.h"

namespace edition::cli {
namespace {

using base::Terminal;

base::Result<std::string> bytes_of(const std::string& name) {
  if (is_url(name)) return fetch(name);
  std::ifstream file(name, std::ios::binary);
  std::string bytes;
  char block[65536];
  while (file.read(block, sizeof block) || file.gcount() > 0) {
    bytes.append(block, static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > kFileBytesMax) return base::refuse(not_a_signed_file);
  }
  if (!file.eof()) return base::refuse(plan::file_not_read, {{"file", name}});
  return bytes;
}

int told(const base::Result<Checked>& checked, const VerifyOptions& options, Terminal& terminal) {
  if (!checked) return terminal.refuse(checked.error());
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().field("sound", true).field("publisher", checked->publisher);
    json.field("plan", checked->plan).field("number", checked->number);
    json.field("erratum", checked->erratum).field("title", checked->title);
    json.field("released_at", checked->released_at).field("sha256", checked->sha256);
    json.field("key", checked->key).end_object();
    terminal.out << json.text() << '\n';
    return base::kDone;
  }
  terminal.tell(checked->is_erratum ? "edition.cli_erratum_sound" : "edition.cli_sound",
                {{"file", options.file},
                 {"publisher", checked->publisher},
                 {"plan", checked->plan_title.empty() ? checked->plan : checked->plan_title},
                 {"number", std::to_string(checked->number)},
                 {"erratum", std::to_string(checked->erratum)},
                 {"at", checked->released_at},
                 {"sha256", checked->sha256},
                 {"key", checked->key}});
  if (checked->key_retired_at)
    terminal.tell("edition.cli_key_retired", {{"at", *checked->key_retired_at}});
  terminal.tell("edition.cli_no_seal");
  return base::kDone;
}

}  // namespace

int new_key(db::Database& database, const Options& options, Terminal& terminal) {
  const auto key = edition::new_key(base::Actor::system(options.municipality), database,
                                    options.keys, options.municipality);
  if (!key) return terminal.refuse(key.error());
  terminal.out << key->key.id << '\n';
  terminal.tell(
      "edition.cli_key_made",
      {{"key", key->key.id}, {"file", key_path(options.keys, options.municipality).string()}});
  return base::kDone;
}

int list_keys(db::Database& database, const Options& options, Terminal& terminal) {
  const auto all = database.read([&](db::Read& tx) { return keys(tx, options.municipality); });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("keys").begin_array();
    for (const Key& one : all) {
      json.begin_object().field("key", one.key.id);
      json.field("valid_from", base::iso_japan(one.valid_from)).key("retired_at");
      if (one.retired_at)
        json.string(base::iso_japan(*one.retired_at));
      else
        json.null();
      json.field("public_pem", one.key.pem).end_object();
    }
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const Key& one : all)
    terminal.out << one.key.id << '\t' << base::iso_japan(one.valid_from) << '\t'
                 << (one.retired_at ? base::iso_japan(*one.retired_at) : "") << '\n'
                 << one.key.pem;
  if (all.empty()) terminal.tell("edition.cli_no_keys");
  return base::kDone;
}

int retire_key(db::Database& database, const Options& options, Terminal& terminal) {
  const auto done =
      edition::retire_key(base::Actor::system(options.municipality), database, options.keys,
                          options.municipality, options.key, options.reason);
  if (!done) return terminal.refuse(done.error());
  terminal.tell("edition.cli_key_gone", {{"key", options.key}});
  return base::kDone;
}

int list(db::Database& database, const Options& options, Terminal& terminal) {
  const auto all =
      database.read([&](db::Read& tx) { return editions(tx, options.municipality, Eyes::staff); });
  if (terminal.json) {
    base::JsonWriter json;
    json.begin_object().key("editions").begin_array();
    for (const Edition& one : all) {
      json.begin_object().field("plan", one.plan).field("number", one.number);
      json.field("title", one.title).field("released_at", base::iso_japan(one.released_at));
      json.field("sha256", one.file.sha256).field("key", one.file.key);
      json.field("errata", one.errata.size()).field("withdrawn", one.withdrawn.has_value());
      json.end_object();
    }
    terminal.out << json.end_array().end_object().text() << '\n';
    return base::kDone;
  }
  for (const Edition& one : all)
    terminal.out << one.plan << '\t' << one.number << '\t' << base::iso_japan(one.released_at)
                 << '\t' << one.file.sha256 << '\t' << one.title << '\n';
  if (all.empty()) terminal.tell("edition.cli_none");
  return base::kDone;
}

int anchor(db::Database& database, const Options& options, Terminal& terminal) {
  const auto made =
      make_anchor(base::Actor::system(options.municipality), database, options.municipality);
  if (!made) return terminal.refuse(made.error());
  const int code = plan::cli::write_out(write(*made), options.output, terminal);
  if (code == base::kDone) terminal.tell("edition.cli_anchor");
  return code;
}

int verify(const VerifyOptions& options, Terminal& terminal) {
  const auto pem = bytes_of(options.key);
  if (!pem) return terminal.refuse(pem.error());
  const auto known = read_keys(*pem);
  if (known.empty())
    return terminal.refuse(base::refuse(no_keys_in_file, {{"file", options.key}}).error());
  const auto bytes = bytes_of(options.file);
  if (!bytes) return terminal.refuse(bytes.error());
  return told(check_file(*bytes, known), options, terminal);
}

int verify(db::Database& database, const VerifyOptions& options, Terminal& terminal) {
  const auto bytes = bytes_of(options.file);
  if (!bytes) return terminal.refuse(bytes.error());
  const auto known = known_keys(database.read([](db::Read& tx) { return keys(tx); }));
  return told(check_file(*bytes, known), options, terminal);
}

}  // namespace edition::cli
