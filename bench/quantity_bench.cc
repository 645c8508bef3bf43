// Reads a fixed set of cells, as officials write them, again and again; the rounds' median counts.
#include "quantity_bench.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ostream>
#include <string_view>

#include "base/quantity.h"

namespace {

// Nerima 2011-2014 and 2018-2019, then wordings of other municipalities: about 16 signs a cell.
constexpr std::string_view cells[] = {
    "来場者数 3,200人",
    "全4日開催 参加者37名",
    "1月に西武池袋店で実施",
    "未実施",
    "1件",
    "-",
    "支援",
    "１０駅、１１団体、４施設で実施",
    "貸付2,252件 利子補給 949,888,008円",
    "補助377件 補助額 6,703,968円",
    "受講者28人",
    "産業振興公社に事務移管",
    "1,058件",
    "整備支援",
    "GISに掲載 ねりマップ上に公開",
    "年3回 各8,000部発行",
    "四半期毎に200部発行",
    "9件 817,000円",
    "参加企業83社 うち区内5社",
    "受講者　５２名",
    "入門講座148名、ステップアップ28名、ブラッシュアップ9名",
    "11事業 16,648千円",
    "1,100千円（11組合）",
    "空き店舗活用事業で対応",
    "区ＨＰ上で「ねりまの商店街」を作成して情報提供",
    "3組合 延べ389店",
    "他事業（都事業、区建築課）で対応",
    "平成25年3月 一部決定",
    "入門（3日）75人 実践（5日）44人",
    "2回実施 115人参加",
    "開催回数16回 参加者数644名",
    "5地域 (継続4地域、 新規1地域)",
    "会員数：1,234人（前年比＋12人）",
    "実施回数：4回、参加者数：計120人",
    "1人当たり5万円",
    "目標値 R7：1,200件 実績 R4：980件(81.7%)",
    "創業件数 累計45件（うち女性12件）",
    "商談会 2回（参加63社、商談件数128件、成約9件）",
    "融資実行 延べ312件・2,345,600千円",
    "空き店舗率 8.3%→7.9%",
    "対前年比▲3.2ポイント",
    "10～15件",
    "ふるさと納税寄附額 2億3,456万円",
    "補助率2/3（上限50万円）",
    "検討",
    "実施",
    "継続実施",
    "令和5年3月31日現在 45事業者",
};
constexpr int rounds = 7;
constexpr int passes_a_round = 400;

struct Round {
  double cells_a_second = 0;
  std::size_t quantities = 0;  // kept, so that the reading cannot be left out
};

Round measure() {
  using Clock = std::chrono::steady_clock;
  Round round;
  const auto begin = Clock::now();
  for (int pass = 0; pass < passes_a_round; ++pass) {
    for (const std::string_view cell : cells)
      round.quantities += base::read_cell(cell).quantities.size();
  }
  const std::chrono::duration<double> seconds = Clock::now() - begin;
  round.cells_a_second = passes_a_round * static_cast<double>(std::size(cells)) / seconds.count();
  return round;
}

}  // namespace

int quantity_bench(std::ostream& out) {
  std::array<double, rounds> speeds{};
  std::size_t quantities = 0;
  for (double& speed : speeds) {
    const Round round = measure();
    speed = round.cells_a_second;
    quantities = round.quantities;
  }
  std::ranges::sort(speeds);
  out << "quantity  " << static_cast<long>(speeds[rounds / 2]) << " cells/s (median of " << rounds
      << "; " << static_cast<long>(speeds.front()) << " to " << static_cast<long>(speeds.back())
      << "; " << std::size(cells) << " cells with " << quantities / passes_a_round
      << " quantities)\n";
  return 0;
}
