// The table of counters and the rules that separate a counter from the words behind it.
#include "base/cell_unit.h"

#include <algorithm>
#include <array>

#include "base/cell_number.h"
#include "base/cell_word_table.h"
#include "base/cell_words.h"

namespace base {
namespace {

// One string a group; entries are separated by spaces.
constexpr std::u32string_view counters[] = {
    // people and bodies
    U"人 名 名様 者 人分 名分 人日 人月 人組 人工 人回 人・日 人・月 人・回 人・泊 人・時 人・時間 "
    U"社 団体 組合 組合員 企業 会社 法人 機関 "
    U"事業者 事業所 事業主 経営体 商店街 商店会 商店 "
    U"店 店舗 店街 個店 工場 農家 農業者 漁業者 生産者 世帯 戸 家族 家庭 校 大学 高校 小学校 "
    U"中学校 学校 園 保育園 幼稚園 "
    U"学級 学年 クラス 組 班 隊 チーム グループ サークル 会 部会 部局 分科会 協議会 委員会 研究会 "
    U"町会 "
    U"自治会 支部 部署 課 局 "
    U"会員 会員企業 病院 医院 診療所 銀行 金融機関 支援機関 商工会 商工会議所 協会 社会福祉法人 "
    U"市町村 市区町村 市区 都道府県 "
    U"自治体 か国 ヶ国 カ国 ヵ国 ケ国 箇国 国 都市 人材 講師 指導員 相談員 支援員 登録者 参加者 "
    U"受講者 来場者 "
    U"グループ企業 大学生 学生 生徒 児童 子ども 親子 夫婦 ペア 組織 拠点 サポーター ボランティア "
    U"個人 起業家 創業者 事務所 営業所 支店",
    // times and spans of time
    U"回 度 回線 回答 日 日間 日分 週 週間 か月 ヶ月 カ月 ヵ月 ケ月 箇月 か月間 ヶ月間 カ月間 "
    U"ヵ月間 ケ月間 か月分 "
    U"年 年間 周年 か年 ヶ年 カ年 ヵ年 ケ年 箇年 か年間 ヶ年間 時間 分 分間 秒 秒間 泊 泊日 コマ "
    U"時限 "
    U"限 夜 晩 シーズン サイクル クール ターン 四半期 期間 世代",
    // places
    U"か所 ヶ所 カ所 ヵ所 ケ所 箇所 個所 かしょ カショ 駅 駅前 施設 会場 地区 地域 地点 区域 "
    U"エリア ゾーン ブロック 路線 系統 停留所 バス停 区間 "
    U"区 市 町 村 都 府 都県 町村 圏域 県 街区 団地 公園 広場 集落 丁 筆 区画 室 部屋 棟 基 台 "
    U"台分 床 席 "
    U"座席 ベッド ルート コース 航路 水域 港 島 橋 橋梁 池 井戸 校区 学区 "
    U"スペース ブース 小間 テント 屋台 ステーション スポット ポート 車両 便 両 隻 艇 機 ゲート "
    U"物件 空き店舗 店舗分 会館 館 図書館 公民館 児童館 ホール 教室 会議室 サテライト",
    // things, papers and deeds
    U"件 件分 案件 部 冊 冊子 枚 通 号棟 頁 ページ P 紙 誌 本 個 箇 つ ヶ コ 点 品 品種 品目 種 "
    U"種類 種別 銘柄 ブランド 作品 商品 製品 アイテム 食 食分 杯 皿 "
    U"メニュー セット 組分 箱 袋 缶 ケース パック 束 対 双 足 着 羽 頭 匹 尾 株 株式 苗 輪 鉢 本分 "
    U"票 口 口座 口分 契約 事業 事業分 施策 取組 プロジェクト プログラム プラン "
    U"計画 講座 講演 講義 講習 講習会 研修 研修会 セミナー 教材 イベント 行事 公演 ステージ 試合 "
    U"競技 種目 大会 会議 議題 項目 "
    U"分野 部門 業種 業態 職種 科目 単位 言語 か国語 ヶ国語 カ国語 ヵ国語 ケ国語 国語 段階 工程 "
    U"工区 系 案 例 式 軒 事例 問 設問 "
    U"語 字 文字 行 曲 話 編 幕  制度 規格 特許 提案 テーマ モデル パターン タイプ 色 サイズ 筋 門 "
    U"張 面 脚 玉 巻 首 句 畳 俵 樽 葉 往復 通話 データセット 手続 協定 枠 業務 媒体 帳票 番組 "
    U"サービス 河川 条例 類型 台・日 灯 柱 管 路 線 "
    U"条 "
    U"箇条 "
    U"タイトル アカウント 次元 カップ",
    // the net
    U"フォロワー アクセス PV ビュー ダウンロード DL 登録 いいね 再生 クリック 閲覧 ユーザー ユーザ "
    U"UU セッション インプレッション リーチ サイト 投稿 記事 チャンネル 友だち 友達 ポスト シェア "
    U"imp",
    // shares and marks
    U"% パーセント ポイント %ポイント ％ポイント ‰ 割 pt Pt pts PT %pt p P 倍 位 級 歳 才 点満点 "
    U"星 ドル ユーロ 元 円 銭 度数",
    // measures
    U"㎡ m² m2 平方メートル 平方キロ k㎡ km² km2 ㎢ ha ヘクタール a アール 坪 km ㎞ キロ "
    U"キロメートル m メートル cm ㎝ センチ mm ㎜ ミリ t トン ㌧ kg ㎏ キログラム g グラム mg "
    U"kWh KWh kwh MWh GWh kW KW MW Wh キロワット キロワット時 L l ℓ リットル kl kL KL ml mL m³ ㎥ "
    U"m3 立方メートル t-CO2 t-CO2eq t-CO2e tCO2 t-CO₂ tCO₂ kg-CO2 kgCO2 kg-CO₂ トン-CO2 MJ GJ TJ "
    U"Mbps Gbps MB GB TB ℃ bps dB db ppm ルクス lx dpi inch インチ h min kcal cal kPa cc V kV kVA "
    U"Hz ㏊ ㌶ ㌃ ㎘ ㍑ ㌔ ㌢ ㍍ ㌘ ㌕ ㌖ ㌗ "
    U"㎾ ㎿ ㏄ ㎎ ㎖ ㌻",
};

// Words that begin like a counter and are none: 人口 is not 人.
constexpr std::u32string_view false_beginnings[] = {
    U"社会", U"人口", U"名簿", U"会員", U"町内", U"区内",     U"市内", U"区民", U"市民", U"町民",
    U"村民", U"店主", U"点検", U"品評", U"台風", U"本部",     U"日程", U"時期", U"席上", U"機会",
    U"場所", U"部長", U"回収", U"市場", U"名称", U"名所",     U"名産", U"名物", U"年金", U"年末",
    U"年始", U"年齢", U"日本", U"国内", U"国際", U"国立",     U"市立", U"区立", U"県内", U"県立",
    U"地元", U"校長", U"園長", U"会長", U"組長", U"事業年度", U"課題", U"局面", U"号",
};

// Names of bodies: a run that ends with one of them is that body, not a counter and a verb.
constexpr std::u32string_view body_endings[] = {
    U"法人",   U"機関", U"団体",   U"組合", U"企業",   U"会社",   U"施設", U"学校", U"大学",
    U"会議所", U"協会", U"事業者", U"業者", U"事業所", U"商店街", U"店舗", U"会場", U"地区",
    U"地域",   U"世帯", U"農家",   U"講座", U"市町",   U"町村",   U"区市", U"県",   U"大会",
};

// Signs that never are a counter of their own.
constexpr std::u32string_view no_counters =
    U"第増減新旧上下前後中内外約計他等済未無有主各毎以目次号番階月時代型式版判丁期用的化制性率額数"
    U"値"
    U"比超強弱余々級位対";

// 500円券, 100年企業: these stay what they are.
constexpr std::u32string_view never_compound[] = {U"円",   U"年",   U"件",   U"時間",
                                                  U"か月", U"ヶ月", U"カ月", U"%"};

// Between two numbers these belong to the second: 3回各8,000部, 男3人女2人.
constexpr std::u32string_view opens_next = U"各全約計内延男女新旧他外総累";

constexpr std::size_t unit_signs_max = 8;

const WordTable& unit_table() {
  static const WordTable table(counters);
  return table;
}

bool is_noun_script(Script script) {
  return script == Script::kanji || script == Script::katakana;
}

std::size_t noun_run_end(const CellText& text, std::size_t at) {
  while (is_noun_script(text.script(at))) ++at;
  return at;
}

bool ends_with_body(const CellText& text, std::size_t from, std::size_t to) {
  return std::ranges::any_of(body_endings, [&](std::u32string_view body) {
    return body.size() <= to - from && text.says(to - body.size(), body);
  });
}

// Latin units end where the letters end: 5km, but not 5kmh.
bool letters_go_on(const CellText& text, std::size_t end) {
  const bool letter_unit = text.script_before(end) == Script::letter;
  const bool powered = text.digit(end - 1);  // m2, t-CO2
  return (letter_unit && text.digit(end)) ||
         ((letter_unit || powered) && text.script(end) == Script::letter);
}

// Hiragana behind a single kanji that is no particle: the kanji is the stem of a verb.
bool is_verb_ending(const CellText& text, std::size_t at) {
  constexpr std::u32string_view particles = U"のでがをにはとへもや";
  return text.script(at) == Script::hiragana && particles.find(text.code(at)) == particles.npos;
}

// 1本化, 2交代制, 3段階式: such words name a manner, not a thing that is counted.
bool forms_no_noun(const CellText& text, std::size_t end) {
  constexpr std::u32string_view endings = U"化制性的型式系用順";
  return endings.find(text.code_before(end)) != endings.npos;
}

// 3コンテンツ are no 3コ: a katakana word is whole, but 5ポイントアップ says what became of the
// points.
std::size_t katakana_word_end(const CellText& text, std::size_t end) {
  constexpr std::u32string_view changes[] = {U"アップ", U"ダウン", U"プラス", U"マイナス"};
  const bool inside = text.script_before(end) == Script::katakana;
  if (!inside || longest_of(changes, text, end) != 0) return end;
  while (text.script(end) == Script::katakana) ++end;
  return end;
}

// Where the counter that begins at `at` ends, given the words glued behind it; 0 if it is none.
std::size_t counter_end(const CellText& text, std::size_t at, std::size_t known) {
  if (deed_length(text, at) > known && text.code(at) != U'割')
    return 0;  // 6対応, 2着工: no pairs, no arrivals
  const std::size_t end = katakana_word_end(text, at + known);
  if (end - at > unit_signs_max) return 0;
  if (letters_go_on(text, end)) return 0;
  if (!is_noun_script(text.script_before(end))) return end;
  const std::size_t run_end = noun_run_end(text, end);
  const std::size_t rest = run_end - end;
  if (rest == 0 || follows_a_counter(text, end) || is_kanji_numeral(text.code(end))) return end;
  const std::size_t false_length = longest_of(false_beginnings, text, at);
  if (longest_of(never_compound, text, at) == known) return end;
  if (rest == 1 && text.digit(run_end) && opens_next.find(text.code(end)) != opens_next.npos)
    return end;
  if (rest == 1 && is_verb_ending(text, run_end)) return end;  // 2回含む, 3社並ぶ
  constexpr std::u32string_view no_bodies = U"回日名間泊件";   // 3回講座 are three times
  const bool may_be_body = no_bodies.find(text.code_before(end)) == no_bodies.npos;
  const bool compound =
      rest == 1 || false_length > known || (may_be_body && ends_with_body(text, at, run_end));
  if (!compound) return end;
  if (forms_no_noun(text, run_end)) return 0;
  return run_end - at <= unit_signs_max ? run_end : 0;
}

// An unknown noun: a short run of kanji or katakana, a deed at its end cut off.
std::size_t noun_end(const CellText& text, std::size_t at) {
  std::size_t end = noun_run_end(text, at);
  if (end == at || end - at > unit_signs_max + 4) return 0;
  end -= deed_length_at_end(text, at, end);
  if (end == at || end - at > unit_signs_max) return 0;
  if (follows_a_counter(text, at)) return 0;
  if (forms_no_noun(text, end) || is_kanji_numeral(text.code(at))) return 0;
  if (text.digit(end)) return 0;  // 男3女5: it may be the label of the next number
  const bool one_sign = end - at == 1;
  if (no_counters.find(text.code(at)) != no_counters.npos) return 0;
  if (one_sign && text.script(at) != Script::kanji) return 0;
  if (longest_of(false_beginnings, text, at) != 0) return 0;
  return end;
}

// 78社・団体: both words count the one number, if nothing more follows them; 0 otherwise.
std::size_t joint_unit_end(const CellText& text, std::size_t at) {
  if (text.code(at) != U'・') return 0;
  const std::size_t known = unit_table().longest(text, at + 1);
  const std::size_t end = at + 1 + known;
  const Script next = text.script(end);
  constexpr std::u32string_view closing = U")、。,";
  const bool closed = next == Script::end || next == Script::line_break ||
                      next == Script::hiragana ||
                      (next == Script::mark && closing.find(text.code(end)) != closing.npos);
  return known != 0 && closed ? end : 0;
}

// The counter without a scale word; base_end 0 if there is none.
ReadUnit read_base_unit(const CellText& text, std::size_t at, bool noun_allowed) {
  ReadUnit unit{.begin = at, .base_begin = at, .base_end = 0, .end = 0, .scale = 1, .known = true};
  if (const std::size_t known = known_unit_length(text, at)) {
    unit.base_end = counter_end(text, at, known);
    unit.known = unit.base_end == at + known;
  } else if (noun_allowed) {
    unit.base_end = noun_end(text, at);
    unit.known = false;
  }
  unit.end = unit.base_end;
  return unit;
}

std::optional<ReadUnit> read_scaled_unit(const CellText& text, std::size_t at, bool noun_allowed) {
  const ScaleWord scale = read_scale(text, at);
  if (scale.length == 0) return std::nullopt;
  ReadUnit unit = read_base_unit(text, at + scale.length, noun_allowed);
  if (unit.base_end == 0) {
    const std::size_t after = at + scale.length;
    if (is_word_script(text.script(after)) && !follows_a_counter(text, after)) return std::nullopt;
    if (scale.factor < 10'000) return std::nullopt;  // 12,345千 円
    unit.base_begin = unit.base_end = unit.end = after;
    unit.known = true;
  }
  unit.begin = at;
  unit.scale = scale.factor;
  return unit;
}

// 12,345(千円), 12,345（単位：千円）: the unit in brackets of its own.
std::optional<ReadUnit> read_bracketed_unit(const CellText& text, std::size_t at) {
  if (text.code(at) != U'(') return std::nullopt;
  std::size_t begin = at + 1;
  if (text.says(begin, U"単位")) begin = text.skip_spaces(begin + 2);
  if (begin != at + 1 && text.code(begin) == U':') begin = text.skip_spaces(begin + 1);
  auto unit = read_unit(text, begin, false);
  if (!unit || text.code(unit->end) != U')') return std::nullopt;
  ++unit->end;
  return unit;
}

// After a space only a known counter counts, and only if it stands alone: 「5 店舗改修」 is not
// 5店舗.
std::optional<ReadUnit> read_spaced_unit(const CellText& text, std::size_t at) {
  const std::size_t begin = text.skip_spaces(at);
  auto unit = read_unit(text, begin, false);
  if (!unit) return std::nullopt;
  const bool words_follow =
      is_noun_script(text.script(unit->end)) && !follows_a_counter(text, unit->end);
  if (words_follow || text.script(unit->end) == Script::letter) return std::nullopt;
  return unit;
}

}  // namespace

std::size_t known_unit_length(const CellText& text, std::size_t at) {
  return unit_table().longest(text, at);
}

std::optional<ReadUnit> read_unit(const CellText& text, std::size_t at, bool noun_allowed) {
  if (text.script(at) == Script::space) return read_spaced_unit(text, at);
  if (text.code(at) == U'(') return read_bracketed_unit(text, at);
  if (auto scaled = read_scaled_unit(text, at, noun_allowed)) return scaled;
  ReadUnit unit = read_base_unit(text, at, noun_allowed);
  if (unit.base_end == 0) return std::nullopt;
  if (const std::size_t end = joint_unit_end(text, unit.end)) unit.base_end = unit.end = end;
  return unit;
}

void set_unit(const CellText& text, const ReadUnit& unit, Quantity& quantity) {
  quantity.unit = text.folded(unit.begin, unit.base_end);
  quantity.base_unit = text.folded(unit.base_begin, unit.base_end);
  quantity.scale = unit.scale;
}

bool set_yen(Quantity& quantity) {
  std::int64_t scaled = 0;
  const auto too_large = [&](const Number& number) {
    return __builtin_mul_overflow(number.numerator, quantity.scale, &scaled);
  };
  if (quantity.range && too_large(quantity.range->high)) return false;
  if (too_large(quantity.value)) return false;
  const bool whole = scaled % quantity.value.denominator == 0;
  if (quantity.base_unit == "円" && whole) quantity.yen = scaled / quantity.value.denominator;
  return true;
}

void take_unit_of_label(const CellText& text, std::size_t begin, std::size_t end,
                        Quantity& quantity) {
  constexpr std::u32string_view units[] = {
      U"円", U"人",   U"件",   U"社",   U"%",  U"回",       U"店", U"名", U"店舗", U"団体",
      U"者", U"か所", U"箇所", U"世帯", U"戸", U"ポイント", U"ha", U"㎡", U"km",   U"t"};
  std::size_t open = begin;
  while (open < end && text.code(open) != U'(') ++open;
  const auto unit = open < end ? read_unit(text, open, false) : std::nullopt;
  if (!unit || unit->end != end) return;
  const std::size_t length = unit->base_end - unit->base_begin;
  if (length == 0 || longest_of(units, text, unit->base_begin) != length) return;
  Quantity with_unit = quantity;
  set_unit(text, *unit, with_unit);
  if (set_yen(with_unit)) quantity = std::move(with_unit);
}

std::size_t read_per_suffix(const CellText& text, std::size_t at) {
  if (text.code(at) != U'/') return at;
  const bool month = text.code(at + 1) == U'月';  // 4件／月; no counter of its own
  const std::size_t length = month ? 1 : known_unit_length(text, at + 1);
  const std::size_t end = at + 1 + length;
  const Script next = text.script(end);
  const bool goes_on =
      is_word_script(next) && next != Script::hiragana && !follows_a_counter(text, end);
  return length == 0 || goes_on ? at : end;
}

}  // namespace base
