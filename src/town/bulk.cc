// Full batches, each on the evening of its last day.
#include "town/bulk.h"

#include "figure/figure_service.h"
#include "town/twin.h"

namespace town {
namespace {

class Bulk {
 public:
  Bulk(db::Database& jar, const OnDay& on_day, std::int64_t total)
      : jar_(jar), on_day_(on_day), total_(total) {
    batch_.reserve(figure::kBulkMax);
  }

  base::Result<void> add(const record::Facts& facts, base::Date entered) {
    day_ = entered;
    batch_.push_back(facts);
    return batch_.size() == figure::kBulkMax ? send() : base::Result<void>{};
  }

  base::Result<void> send() {
    if (batch_.empty()) return {};
    base::fix_clock(base::parse_japan(base::iso(day_) + "T17:00").value());
    const figure::Signers program{.first = base::Actor::system(std::string(kTown)), .second = {}};
    const auto posted = figure::write(jar_, [&](db::Write& tx) {
      return figure::post_all(tx, program, kTown, {}, batch_, /*confirmed=*/true);
    });
    if (!posted) return std::unexpected(posted.error());
    done_ += std::ssize(batch_);
    batch_.clear();
    if (on_day_) on_day_(day_, done_, total_);
    return {};
  }

 private:
  db::Database& jar_;
  const OnDay& on_day_;
  const std::int64_t total_;
  std::int64_t done_ = 0;
  base::Date day_{2011, 4, 1};
  std::vector<record::Facts> batch_;
};

}  // namespace

base::Result<void> post_in_bulk(db::Database& jar, const std::vector<std::int64_t>& businesses,
                                const std::vector<Piece>& pieces, std::int64_t scale,
                                const OnDay& on_day) {
  Bulk bulk(jar, on_day, std::ssize(pieces) * scale);
  for (const Piece& piece : pieces) {
    record::Facts facts = piece.facts;
    if (facts.business) facts.business = businesses[static_cast<std::size_t>(*facts.business - 1)];
    for (std::int64_t copy = 0; copy < scale; ++copy)
      if (auto added = bulk.add(facts, piece.entered); !added) return added;
  }
  return bulk.send();
}

}  // namespace town
