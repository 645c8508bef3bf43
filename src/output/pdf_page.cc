// Draws a table by Pango and Cairo. Every cell is measured first; then lines that merged cells tie
// together are put on pages as blocks, and only then anything is drawn, because page n/N stands
// on the first page already.
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "output/pdf.h"

namespace output {

namespace {

// Points. Letters a council member can read at arm's length.
constexpr double kMargin = 28.0;
constexpr double kPadding = 2.5;
constexpr double kLine = 0.5;
constexpr double kNoteShare = 0.85;
constexpr double kSmallest = 3.0;
constexpr double kShrink = 0.92;

struct Size {
  double width;
  double height;
};

Size size_of(Paper paper) {
  return paper == Paper::a3 ? Size{1190.55, 841.89} : Size{841.89, 595.28};
}
double letters_of(Paper paper) {
  return paper == Paper::a3 ? 8.5 : 6.8;
}

enum class Letters { normal, note, bold, title };

// One layout, used again and again.
class Pen {
 public:
  Pen(cairo_t* cairo, double letters)
      : cairo_(cairo),
        letters_(letters),
        layout_(pango_cairo_create_layout(cairo), g_object_unref) {
    PangoContext* context = pango_layout_get_context(layout_.get());
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_language(context, pango_language_from_string("ja"));
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    font_ = pango_font_description_from_string("Noto Sans CJK JP, Noto Sans JP, sans-serif");
  }
  ~Pen() { pango_font_description_free(font_); }
  Pen(const Pen&) = delete;
  Pen& operator=(const Pen&) = delete;

  double height(const std::string& text, Letters letters, double width) {
    if (text.empty()) return 0;
    set(text, letters, width, Align::left);
    int high = 0;
    pango_layout_get_size(layout_.get(), nullptr, &high);
    return static_cast<double>(high) / PANGO_SCALE;
  }

  // Returns how high the text stands.
  double write(const std::string& text, Letters letters, double x, double y, double width,
               Align align) {
    if (text.empty()) return 0;
    set(text, letters, width, align);
    cairo_move_to(cairo_, x, y);
    pango_cairo_show_layout(cairo_, layout_.get());
    int high = 0;
    pango_layout_get_size(layout_.get(), nullptr, &high);
    return static_cast<double>(high) / PANGO_SCALE;
  }

  double letters() const { return letters_; }

 private:
  void set(const std::string& text, Letters letters, double width, Align align) {
    const double share = letters == Letters::note    ? kNoteShare
                         : letters == Letters::title ? 1.6
                                                     : 1.0;
    const bool bold = letters == Letters::bold || letters == Letters::title;
    pango_font_description_set_absolute_size(font_, letters_ * share * PANGO_SCALE);
    pango_font_description_set_weight(font_, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout_.get(), font_);
    pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_alignment(layout_.get(), align == Align::left     ? PANGO_ALIGN_LEFT
                                              : align == Align::centre ? PANGO_ALIGN_CENTER
                                                                       : PANGO_ALIGN_RIGHT);
    pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  }

  cairo_t* cairo_;
  double letters_;
  std::unique_ptr<PangoLayout, void (*)(gpointer)> layout_;
  PangoFontDescription* font_ = nullptr;
};

struct Page {
  std::size_t first = 0;  // lines
  std::size_t end = 0;
  std::size_t first_below = 0;  // texts below the table
  std::size_t end_below = 0;
};

class Drawing {
 public:
  Drawing(cairo_t* cairo, const Table& table, Paper paper, double letters)
      : cairo_(cairo), table_(table), size_(size_of(paper)), pen_(cairo, letters) {
    cairo_set_line_width(cairo_, kLine);
    measure_columns();
    heading_heights_ = heights_of(table_.headings, true);
    heights_ = heights_of(table_.lines, false);
  }

  // False when a block is higher than a page: smaller letters are needed.
  bool divide() {
    std::size_t at = 0;
    Page page;
    double left = room() - above_height() - sum(heading_heights_, 0, heading_heights_.size());
    while (at < table_.lines.size()) {
      const std::size_t end = block_end(at);
      const double block = sum(heights_, at, end);
      if (block > left) {
        if (page.end == page.first) return false;
        pages_.push_back(page);
        page = {.first = at, .end = at};
        left = room() - sum(heading_heights_, 0, heading_heights_.size());
        if (block > left) return false;
      }
      left -= block;
      page.end = at = end;
    }
    return divide_below(page, left);
  }

  void draw() {
    cairo_tag_begin(cairo_, "Document", nullptr);
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      draw_page(pages_[i], i);
      cairo_show_page(cairo_);
    }
    cairo_tag_end(cairo_, "Document");
  }

 private:
  double content_width() const { return size_.width - 2 * kMargin; }
  // Between the running head and the page number.
  double top() const { return kMargin + pen_.letters() * 1.8; }
  double room() const { return size_.height - kMargin - pen_.letters() * 2.2 - top(); }

  static double sum(const std::vector<double>& heights, std::size_t first, std::size_t end) {
    double all = 0;
    for (std::size_t i = first; i < end; ++i) all += heights[i];
    return all;
  }

  void measure_columns() {
    double all = 0;
    for (const auto& column : table_.columns) all += column.width;
    left_.push_back(kMargin);
    for (const auto& column : table_.columns) {
      left_.push_back(left_.back() + content_width() * column.width / all);
    }
  }

  double width_of(const Cell& cell) const {
    const auto first = static_cast<std::size_t>(cell.column);
    return left_[first + static_cast<std::size_t>(cell.columns)] - left_[first];
  }

  double height_of(const Cell& cell, Letters letters) {
    const double width = width_of(cell) - 2 * kPadding;
    return pen_.height(cell.text, letters, width) + pen_.height(cell.note, Letters::note, width) +
           2 * kPadding;
  }

  // Each line as high as its highest cell; what a merged cell needs more goes to its last line.
  std::vector<double> heights_of(const std::vector<Line>& lines, bool headings) {
    std::vector<double> heights(lines.size(), pen_.letters() * 1.4 + 2 * kPadding);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (const auto& cell : lines[i].cells) {
        if (cell.rows == 1)
          heights[i] = std::max(heights[i], height_of(cell, letters_in(lines[i], headings)));
      }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (const auto& cell : lines[i].cells) {
        if (cell.rows == 1) continue;
        const std::size_t end = std::min(lines.size(), i + static_cast<std::size_t>(cell.rows));
        const double lacking =
            height_of(cell, letters_in(lines[i], headings)) - sum(heights, i, end);
        if (lacking > 0) heights[end - 1] += lacking;
      }
    }
    return heights;
  }

  static Letters letters_in(const Line& line, bool headings) {
    return headings || line.band ? Letters::bold : Letters::normal;
  }

  // Lines that merged cells tie together, with the bands above them.
  std::size_t block_end(std::size_t at) const {
    const auto& lines = table_.lines;
    std::size_t end = at + 1;
    bool only_bands = true;
    for (std::size_t i = at; i < end; ++i) {
      for (const auto& cell : lines[i].cells) {
        end = std::max(end, i + static_cast<std::size_t>(cell.rows));
      }
      only_bands = only_bands && lines[i].band;
      if (only_bands) ++end;
      end = std::min(end, lines.size());
    }
    return end;
  }

  double above_height() {
    double height = pen_.height(table_.title, Letters::title, content_width()) + kPadding;
    for (const auto& text : table_.above) {
      height += pen_.height(text, Letters::normal, content_width());
    }
    return height + 2 * kPadding;
  }

  bool divide_below(Page page, double left) {
    page.first_below = page.end_below = 0;
    left -= 2 * kPadding;
    for (std::size_t i = 0; i < table_.below.size(); ++i) {
      const double height = pen_.height(table_.below[i], Letters::normal, content_width());
      if (height > room()) return false;
      if (height > left) {
        pages_.push_back(page);
        page = {.first = page.end, .end = page.end, .first_below = i, .end_below = i};
        left = room();
      }
      left -= height;
      page.end_below = i + 1;
    }
    pages_.push_back(page);
    return true;
  }

  void draw_page(const Page& page, std::size_t number) {
    draw_edges(number);
    double y = top();
    if (number == 0) y = draw_above(y);
    if (page.end > page.first) {
      cairo_tag_begin(cairo_, "Table", nullptr);
      y = draw_lines(table_.headings, heading_heights_, 0, table_.headings.size(), y, true);
      y = draw_lines(table_.lines, heights_, page.first, page.end, y, false);
      cairo_tag_end(cairo_, "Table");
    }
    y += 2 * kPadding;
    for (std::size_t i = page.first_below; i < page.end_below; ++i) {
      cairo_tag_begin(cairo_, "P", nullptr);
      y += pen_.write(table_.below[i], Letters::normal, kMargin, y, content_width(), Align::left);
      cairo_tag_end(cairo_, "P");
    }
  }

  // Title and day in the head, the mark above them (the first page has the title larger), the
  // page's number in the foot.
  void draw_edges(std::size_t number) {
    cairo_tag_begin(cairo_, "P", nullptr);
    const double half = content_width() / 2;
    if (number > 0) pen_.write(table_.title, Letters::note, kMargin, kMargin, half, Align::left);
    pen_.write(table_.as_of, Letters::note, kMargin + half, kMargin, half, Align::right);
    pen_.write(table_.mark, Letters::bold, kMargin, kMargin / 2, content_width(), Align::centre);
    const double foot = size_.height - kMargin - pen_.letters();
    pen_.write(std::to_string(number + 1) + "/" + std::to_string(pages_.size()), Letters::normal,
               kMargin, foot, content_width(), Align::centre);
    cairo_tag_end(cairo_, "P");
  }

  double draw_above(double y) {
    cairo_tag_begin(cairo_, "H1", nullptr);
    y += pen_.write(table_.title, Letters::title, kMargin, y, content_width(), Align::left);
    cairo_tag_end(cairo_, "H1");
    y += kPadding;
    for (const auto& text : table_.above) {
      cairo_tag_begin(cairo_, "P", nullptr);
      y += pen_.write(text, Letters::normal, kMargin, y, content_width(), Align::left);
      cairo_tag_end(cairo_, "P");
    }
    return y + 2 * kPadding;
  }

  double draw_lines(const std::vector<Line>& lines, const std::vector<double>& heights,
                    std::size_t first, std::size_t end, double y, bool headings) {
    for (std::size_t i = first; i < end; ++i) {
      cairo_tag_begin(cairo_, "TR", nullptr);
      for (const auto& cell : lines[i].cells) {
        const std::size_t last = std::min(lines.size(), i + static_cast<std::size_t>(cell.rows));
        draw_cell(cell, y, sum(heights, i, last), letters_in(lines[i], headings), headings);
      }
      cairo_tag_end(cairo_, "TR");
      y += heights[i];
    }
    return y;
  }

  void draw_cell(const Cell& cell, double y, double height, Letters letters, bool heading) {
    const double x = left_[static_cast<std::size_t>(cell.column)], width = width_of(cell);
    cairo_set_line_width(cairo_, heading ? 2 * kLine : kLine);
    cairo_rectangle(cairo_, x, y, width, height);
    if (heading) {
      cairo_set_source_rgb(cairo_, 0.92, 0.92, 0.92);
      cairo_fill_preserve(cairo_);
      cairo_set_source_rgb(cairo_, 0, 0, 0);
    }
    cairo_stroke(cairo_);
    const Align align = heading ? Align::centre
                        : letters == Letters::bold
                            ? Align::left
                            : table_.columns[static_cast<std::size_t>(cell.column)].align;
    const char* tag = letters == Letters::bold ? "TH" : "TD";
    const double inside = width - 2 * kPadding;
    cairo_tag_begin(cairo_, tag, nullptr);
    y += kPadding;
    y += pen_.write(cell.text, letters, x + kPadding, y, inside, align);
    pen_.write(cell.note, Letters::note, x + kPadding, y, inside, align);
    cairo_tag_end(cairo_, tag);
  }

  cairo_t* cairo_;
  const Table& table_;
  Size size_;
  Pen pen_;
  std::vector<double> left_;  // of each column, and the right edge
  std::vector<double> heading_heights_;
  std::vector<double> heights_;
  std::vector<Page> pages_;
};

// Cairo would write the time of drawing, and the same table would be another file each time.
const std::string kNoMoment = "1970-01-01T00:00:00Z";

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string draw_pdf(const Table& table, Paper paper) {
  const Size size = size_of(paper);
  for (double letters = letters_of(paper); letters >= kSmallest; letters *= kShrink) {
    std::string bytes;
    cairo_surface_t* surface =
        cairo_pdf_surface_create_for_stream(append, &bytes, size.width, size.height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, table.title.c_str());
    const std::string& made_at = table.made_at.empty() ? kNoMoment : table.made_at;
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made_at.c_str());
    cairo_t* cairo = cairo_create(surface);
    bool fits = false;
    {
      Drawing drawing(cairo, table, paper, letters);
      fits = drawing.divide();
      if (fits) drawing.draw();
    }
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    const auto status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
      throw std::runtime_error(cairo_status_to_string(status));
    }
    if (fits) return bytes;
  }
  throw std::runtime_error("a line of the table is higher than a page");
}

}  // namespace output
