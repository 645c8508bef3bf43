// What work leaves behind: the kinds of record (実績記録の種類), declared here once with what one
// record of each kind is, which numbers it carries, and which attributes with which values. They
// are the kinds that the procedures (subsidy, loan, consultation, gathering …) write, so a figure
// declared over a kind stays the same when its procedure arrives.
//
// Words: record.kind_<code> (貸付実行), record.one_<code> (what one record is),
// record.attribute_<name>, record.code_<value>.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "programme/programme.h"

namespace record {

// May the number be said, must it, or has the kind no such number?
enum class Carries { none, optional, required };

// Planned, lent, decided, fixed and paid yen are different things; the kind says which its yen are.
enum class YenBasis { none, lent, decided, fixed, paid };

enum class AttributeType { code, whole_number };

struct Attribute {
  std::string_view name;
  AttributeType type = AttributeType::code;
  std::span<const std::string_view> codes;  // of type code
  bool required = false;
};

struct RecordKind {
  std::string_view code;
  programme::ProgrammeType type;  // the procedure that writes it
  Carries people = Carries::none;
  YenBasis yen = YenBasis::none;  // none: the kind carries no yen; otherwise yen is required
  Carries business = Carries::none;
  Carries in_town = Carries::none;
  std::span<const Attribute> attributes;
};

std::span<const RecordKind> kinds();
const RecordKind* find_kind(std::string_view code);
const Attribute* find_attribute(const RecordKind& kind, std::string_view name);
std::string_view name_of(YenBasis basis);  // "paid"

}  // namespace record
