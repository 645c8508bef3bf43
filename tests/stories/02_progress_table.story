# 練馬区商工業振興計画 (平成23～26年度) 進捗状況: 51 programmes, 59 rows, 56 printed ratings, as published.
$ nigiwai migrate
$ nigiwai plan load plans

$ nigiwai plan show nerima-2011
< text 練馬区商工業振興計画
< text 51

$ nigiwai report --plan nerima-2011 --format csv
< text 貸付2,252件 利子補給 949,888,008円
< text 10,376千円（12事業）
< text 産業振興公社に事務移管

$ nigiwai report --plan nerima-2011 --format json
< text 949888008
< text アニメ産業・観光は除く

> GET /plans/nerima-2011
< text 練馬区商工業振興計画
< text アニメ産業・観光は除く
< text まちの魅力を活かした産業活動の推進
< text みどり、環境と調和し、発展する産業活動の推進

> GET /plans/nerima-2011/table
< text 23年度
< text 26年度
< text 貸付2,252件 利子補給 949,888,008円
< text 伝統工芸展への支援
< text 来場者数 3,200人
< text 空き店舗入居促進事業
< text 10,376千円（12事業）
< text 産業振興公社に事務移管
< text 未集計
< text アニメ産業・観光は除く

> GET /api/v1/plans/nerima-2011
< header content-type: application/json
< text 貸付2,252件 利子補給 949,888,008円
< text アニメ産業・観光は除く

# The plans of the four cities print that the council decides; it stands wherever they are shown.
> GET /plans/adachi-2021
< text 議会の議決を受け、確定するものです
> GET /plans/hamura-2021/table
< text 議会の議決を受け、確定するものです
