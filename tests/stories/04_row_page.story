# One row of the table, with everything the ward printed about it.
$ nigiwai migrate
$ nigiwai plan load plans

> GET /plans/nerima-2011/rows/42
< text 空き店舗入居促進事業
< text 空き店舗情報の発信や店舗改修および賃借料に対して補助金などの支援を行う。
< text 10,376千円（12事業）
< text 10,376,000
< text 10,136千円（19事業）
< text 未集計
< text 公表資料から転記
< text 達成度
< text アニメ産業・観光は除く

# Two quantities in one cell, each with its own unit.
> GET /plans/nerima-2011/rows/13
< text 貸付2,252件 利子補給 949,888,008円
< text 949,888,008
< text 2,252

# One mark over two sub-activities.
> GET /plans/nerima-2011/rows/9
< text EMS推進事業への助成
< text ISO認証取得支援事業補助金
< text エコアクション21等認証取得支援事業補助金

# Cells that are merged with the next row, and whose year nobody can tell, say so.
> GET /plans/nerima-2011/rows/28
< text 異業種交流事業への支援
< text 産業振興公社に事務移管

> GET /plans/nerima-2011/rows/7
< 404
