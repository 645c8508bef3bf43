// The word catalogue: every sentence a person reads, in Japanese and English, stands in
// ui/words/<room>.{ja,en}.toml and is compiled in. Code names a sentence by its key "room.name";
// templates by {{w:room.name}}. A key that is used and not there, or there and not used, fails the
// build.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

enum class Language { ja, en };

// The sentence under `key`, as written in the catalogue, slots unfilled. An unknown key is a bug
// and throws std::logic_error (the build's check finds literal keys; this finds composed ones).
std::string_view words(Language language, std::string_view key);

// The sentence with its {slots} filled by the facts of the same name; a slot without a fact stays
// visible as {slot}.
std::string say(Language language, std::string_view key, const std::vector<Fact>& facts = {});

// A refusal as its sentence.
std::string say(Language language, const Refusal& refusal);

// Is there a sentence under this key? Used by the tests that walk every refusal.
bool has_words(std::string_view key);

}  // namespace base
