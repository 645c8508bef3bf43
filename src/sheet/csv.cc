// The CSV reader: one pass over the bytes, one state (inside quotes or not).
#include "sheet/csv.h"

#include "base/japanese_text.h"

namespace sheet {

namespace {

class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, CsvLimits limits)
      : text_(text), separator_(separator), limits_(limits) {}

  base::Result<Grid> read() {
    while (at_ < text_.size()) {
      if (auto refused = read_field(); !refused) return std::unexpected(refused.error());
      if (grid_.rows.size() > limits_.rows_max || cells_ > limits_.cells_max) {
        return base::refuse(too_large, {{"rows_max", std::to_string(limits_.rows_max)}});
      }
    }
    if (!row_.empty()) end_row();
    return std::move(grid_);
  }

 private:
  base::Result<bool> read_field() {
    std::string field;
    if (text_[at_] == '"') {
      if (auto refused = read_quoted(field); !refused) return refused;
    } else {
      const auto end = text_.find_first_of(std::string{separator_, '\r', '\n'}, at_);
      field = text_.substr(at_, end - at_);
      at_ = end == std::string_view::npos ? text_.size() : end;
    }
    row_.push_back(std::move(field));
    ++cells_;
    return end_field();
  }

  base::Result<bool> read_quoted(std::string& field) {
    const std::size_t opened_at = at_++;
    while (true) {
      const auto quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return base::refuse(quote_open, place(opened_at));
      field += text_.substr(at_, quote - at_);
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') return true;
      field += '"';
      ++at_;
    }
  }

  base::Result<bool> end_field() {
    if (at_ >= text_.size()) return true;
    if (text_[at_] == separator_) {
      ++at_;
      if (at_ >= text_.size() || text_[at_] == '\r' || text_[at_] == '\n') row_.emplace_back();
      if (at_ >= text_.size()) return true;
    }
    if (text_[at_] == '\r' || text_[at_] == '\n') {
      if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
      ++at_;
      end_row();
      return true;
    }
    if (text_[at_ - 1] == '"') return base::refuse(text_after_quote, place(at_));
    return true;
  }

  void end_row() {
    grid_.rows.push_back(std::move(row_));
    row_.clear();
  }

  std::vector<base::Fact> place(std::size_t at) const {
    return {{"row", std::to_string(grid_.rows.size() + 1)},
            {"address", address(grid_.rows.size(), row_.size())},
            {"byte", std::to_string(at)}};
  }

  std::string_view text_;
  char separator_;
  CsvLimits limits_;
  std::size_t at_ = 0;
  std::size_t cells_ = 0;
  Grid grid_;
  std::vector<std::string> row_;
};

}  // namespace

base::Result<Grid> read_csv(std::string_view text, char separator, CsvLimits limits) {
  if (text.size() > limits.bytes_max) {
    return base::refuse(too_large, {{"rows_max", std::to_string(limits.rows_max)}});
  }
  if (!base::is_valid_utf8(text)) return base::refuse(not_utf8);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return CsvReader(text, separator, limits).read();
}

}  // namespace sheet
