// The 110 cells with figures and the wordings without of Nerima's progress table 2011-2014 and
// action plan 2018-2019, against a transcription made by hand: values, units and yen, in order.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "base/quantity.h"
#include "base/quantity_json.h"

namespace base {
namespace {

struct FigureCell {
  std::string_view text;
  std::string_view figures;  // value and unit, =yen for money, divided by spaces
};

constexpr FigureCell figure_cells[] = {
    {"来場者数 3,200人", "3200人"},
    {"来場者数 3,800人", "3800人"},
    {"来場者数 2,850人", "2850人"},
    {"来場者数 4,700人", "4700人"},
    {"全4日開催 参加者37名", "4日 37名"},
    {"全３日開催 参加者35名", "3日 35名"},
    {"全4日開催 参加者39名", "4日 39名"},
    {"全４日開催 参加者39名", "4日 39名"},
    {"1件", "1件"},
    {"1件", "1件"},
    {"3件", "3件"},
    {"1件", "1件"},
    {"１０駅、１１団体、４施設で実施", "10駅 11団体 4施設"},
    {"１０駅、１１団体、３施設で実施", "10駅 11団体 3施設"},
    {"１０駅、１１団体、３施設で実施", "10駅 11団体 3施設"},
    {"４０件", "40件"},
    {"４２件", "42件"},
    {"２７件", "27件"},
    {"貸付2,252件 利子補給 949,888,008円", "2252件 949888008円=949888008"},
    {"貸付2,158件 利子補給 807,994,168円", "2158件 807994168円=807994168"},
    {"貸付2,271件 利子補給 712,314,955円", "2271件 712314955円=712314955"},
    {"補助377件 補助額 6,703,968円", "377件 6703968円=6703968"},
    {"補助352件 補助額 9,192,274円", "352件 9192274円=9192274"},
    {"補助409件 補助額 9,824,627円", "409件 9824627円=9824627"},
    {"受講者28人", "28人"},
    {"受講者34人", "34人"},
    {"受講者46人", "46人"},
    {"受講者23人", "23人"},
    {"62件", "62件"},
    {"47件", "47件"},
    {"59件", "59件"},
    {"1,058件", "1058件"},
    {"992件", "992件"},
    {"1,025件", "1025件"},
    {"年3回 各8,000部発行", "3回 8000部"},
    {"年3回 各8,000部発行", "3回 8000部"},
    {"年3回 各8,000部発行", "3回 8000部"},
    {"8,000部発行", "8000部"},
    {"8,000部発行", "8000部"},
    {"四半期毎に200部発行", "200部"},
    {"四半期毎に200部発行", "200部"},
    {"四半期毎に200部発行", "200部"},
    {"9件 817,000円", "9件 817000円=817000"},
    {"11件 1,001,000円", "11件 1001000円=1001000"},
    {"6件 548,000円", "6件 548000円=548000"},
    {"参加企業83社 うち区内5社", "83社 5社"},
    {"参加企業54社 うち区内15社", "54社 15社"},
    {"参加企業59社 うち区内2社", "59社 2社"},
    {"受講者　５２名", "52名"},
    {"受講者　７3名", "73名"},
    {"入門講座148名、ステップアップ28名、ブラッシュアップ9名", "148名 28名 9名"},
    {"入門講座152名、ステップアップ42名、ブラッシュアップ17名", "152名 42名 17名"},
    {"入門講座168名、ステップアップ43名、ブラッシュアップ20名", "168名 43名 20名"},
    {"受講者28人", "28人"},
    {"受講者34人", "34人"},
    {"受講者46人", "46人"},
    {"11事業 16,648千円", "11事業 16648千円=16648000"},
    {"12事業 8,089千円", "12事業 8089千円=8089000"},
    {"10事業 8,098千円", "10事業 8098千円=8098000"},
    {"159事業 83,746千円", "159事業 83746千円=83746000"},
    {"160事業 87,325千円", "160事業 87325千円=87325000"},
    {"152事業 80,420千円", "152事業 80420千円=80420000"},
    {"30,637千円", "30637千円=30637000"},
    {"28,162千円", "28162千円=28162000"},
    {"27,979千円", "27979千円=27979000"},
    {"1商店街", "1商店街"},
    {"1商店街", "1商店街"},
    {"10商店街", "10商店街"},
    {"1,100千円（11組合）", "1100千円=1100000 11組合"},
    {"1,000千円（10組合）", "1000千円=1000000 10組合"},
    {"1,000千円（10組合）", "1000千円=1000000 10組合"},
    {"3組合 延べ389店", "3組合 389店"},
    {"3組合 延べ377店", "3組合 377店"},
    {"3組合 延べ339店", "3組合 339店"},
    {"４事業 3,209千円", "4事業 3209千円=3209000"},
    {"２事業 2,377千円", "2事業 2377千円=2377000"},
    {"10,376千円（12事業）", "10376千円=10376000 12事業"},
    {"10,278千円（13事業）", "10278千円=10278000 13事業"},
    {"10,136千円（19事業）", "10136千円=10136000 19事業"},
    {"0事業 0円", "0事業 0円=0"},
    {"１事業 3,203千円", "1事業 3203千円=3203000"},
    {"２事業 2,743千円", "2事業 2743千円=2743000"},
    {"6件", "6件"},
    {"7件", "7件"},
    {"4件", "4件"},
    {"4件", "4件"},
    {"0件", "0件"},
    {"5件", "5件"},
    {"全6日制 受講生５２人", "6日 52人"},
    {"全7日制 受講生65人", "7日 65人"},
    {"入門（3日）75人 実践（5日）44人", "3日 75人 5日 44人"},
    {"あっせん235件", "235件"},
    {"あっせん230件", "230件"},
    {"2回実施 115人参加", "2回 115人"},
    {"2回実施 94人参加", "2回 94人"},
    {"2回実施 110人参加", "2回 110人"},
    {"141人表彰", "141人"},
    {"117人表彰", "117人"},
    {"129人表彰", "129人"},
    {"開催回数16回 参加者数644名", "16回 644名"},
    {"開催回数17回 参加者数585名", "17回 585名"},
    {"開催回数18回 参加者数649名", "18回 649名"},
    {"4,832件", "4832件"},
    {"4,495件", "4495件"},
    {"4,717件", "4717件"},
    {"4地域 (継続2地域、 新規2地域)", "4地域 2地域 2地域"},
    {"5地域 (継続4地域、 新規1地域)", "5地域 4地域 1地域"},
    {"3地域 (継続)", "3地域"},
    {"3地域 (継続)", "3地域"},
    {"3地域 (継続)", "3地域"},
};

struct WordCell {
  std::string_view text;
  CellState state;
};

constexpr WordCell word_cells[] = {
    {"１月に西武池袋店で実施", CellState::words},
    {"1月に西武池袋店で実施", CellState::words},
    {"未実施", CellState::not_carried_out},
    {"-", CellState::dash},
    {"支援", CellState::words},
    {"産業振興公社に事務移管", CellState::handed_over},
    {"検討", CellState::words},
    {"整備支援", CellState::words},
    {"整備", CellState::words},
    {"GISに掲載 ねりマップ上に公開", CellState::words},
    {"まち楽練馬の開設", CellState::words},
    {"検討調整", CellState::words},
    {"空き店舗活用事業で対応", CellState::done_elsewhere},
    {"区ＨＰ上で「ねりまの商店街」を作成して情報提供", CellState::words},
    {"区ＨＰ上で「ねりまの商店街」を更新して情報提供", CellState::words},
    {"―", CellState::dash},
    {"他事業（都事業、区建築課）で対応", CellState::done_elsewhere},
    {"実施", CellState::words},
    {"平成25年3月 一部決定", CellState::words},
    {"事業認可 組合設立", CellState::words},
    {"整備着手", CellState::words},
    {"整備完了予定", CellState::words},
    {"地区計画決定", CellState::words},
    {"調査・検討", CellState::words},
    {"調査", CellState::words},
    {"モデル事業実施", CellState::words},
    {"事業継続", CellState::words},
    {"運営", CellState::words},
    {"大規模改修工事", CellState::words},
    {"創業セミナーの実施", CellState::words},
    {"創業セミナー・創業支援融資の実施", CellState::words},
    {"創業支援融資の実施", CellState::words},
    {"空き店舗入居促進事業の実施", CellState::words},
    {"—", CellState::dash},
    {"産業見本市の開催", CellState::words},
    {"開催", CellState::words},
    {"企業間交流の活性化、販路拡大支援の実施", CellState::words},
    {"商談交流会の開催", CellState::words},
    {"セミナー・個別相談会の実施", CellState::words},
    {"福祉・生活関連産業支援に係るモデル事業の開始", CellState::words},
    {"福祉・生活関連産業支援に係るモデル事業の実施", CellState::words},
    {"事業承継支援の実施", CellState::words},
    {"事業承継支援アドバイザー派遣事業の開始", CellState::words},
    {"アニメコンペティション練馬の開催、検証", CellState::words},
    {"アニメコンペティション練馬の開催", CellState::words},
    {"実施・検証", CellState::words},
    {"個店連携支援 実施", CellState::words},
    {"店舗改修支援 実施", CellState::words},
    {"充実", CellState::words},
    {"まちゼミ支援 実施", CellState::words},
    {"開始", CellState::words},
    {"商店街の魅力発信 事業の実施", CellState::words},
};

std::string figures_of(const CellReading& reading) {
  std::string out;
  for (const Quantity& quantity : reading.quantities) {
    if (!out.empty()) out += ' ';
    out += number_text(quantity.value) + quantity.unit;
    if (quantity.yen) out += '=' + std::to_string(*quantity.yen);
  }
  return out;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ' ') continue;
    if (text.substr(at, 3) == "　") {
      at += 2;
      continue;
    }
    out += text[at];
  }
  return out;
}

TEST_CASE("the cells of the real plans equal their transcription") {
  for (const FigureCell& cell : figure_cells) {
    CAPTURE(cell.text);
    const CellReading reading = read_cell(cell.text);
    CHECK(figures_of(reading) == cell.figures);
    CHECK(reading.state == CellState::quantities);
    CHECK(reading.unread.empty());
  }
}

TEST_CASE("they are read alike when the spaces are lost") {
  for (const FigureCell& cell : figure_cells) {
    CAPTURE(cell.text);
    CHECK(figures_of(read_cell(without_spaces(cell.text))) == cell.figures);
  }
}

TEST_CASE("the cells without figures say what they print") {
  for (const WordCell& cell : word_cells) {
    CAPTURE(cell.text);
    const CellReading reading = read_cell(cell.text);
    CHECK(name_of(reading.state) == name_of(cell.state));
    CHECK(reading.quantities.empty());
    CHECK(reading.unread.empty());
  }
}

}  // namespace
}  // namespace base
