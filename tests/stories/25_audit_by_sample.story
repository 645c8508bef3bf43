# An auditor goes from a figure of the practice town to a random sample of its records, looks at each, concludes, and
# takes the working paper away. What cannot be drawn is refused with what to do; nobody else sees the sample.
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai town build --years 2014

> POST /sign-in municipality=990019 login=demo-auditor password=nigiwai-practice-2026
< 303 /staff
> GET /staff/samples
< text 標本はまだありません
> GET /staff/plans/nerima-2011-practice/rows/2/figures/participants/2014
< text 標本を抽出する
> GET /staff/plans/nerima-2011-practice/rows/2/figures/participants/2014/sample
< text 39件の記録

> POST /staff/plans/nerima-2011-practice/rows/2/figures/participants/2014/sample title=参加者の監査 scope=all method=simple size=40 seed=31415926 form_token={form_token}
< 400
< text 39件以下にしてください
> POST /staff/plans/nerima-2011-practice/rows/2/figures/participants/2014/sample title=参加者の監査 scope=all method=simple size=0 seed=31415926 form_token={form_token}
< 400
> POST /staff/plans/nerima-2011-practice/rows/2/figures/participants/2014/sample title=参加者の監査 scope=all method=simple size=1 seed=dice form_token={form_token}
< 400
< text 「dice」は使えません
> POST /staff/plans/nerima-2011-practice/rows/2/figures/participants/2014/sample title=参加者の監査 scope=all method=simple size=1 seed=31415926 form_token={form_token}
< 303
> GET /staff/samples
= sample after /staff/samples/
> GET /staff/samples/{sample}
< text 単純無作為抽出
< text 31415926
< text 残り1件
> GET /staff/samples/{sample}/items/1
< text 記録番号
< text 結果を書く
> POST /staff/samples/{sample}/items/1 verdict=exception form_token={form_token}
< 400
< text 確かめたものを一つ以上
> POST /staff/samples/{sample}/conclusion conclusion=よい form_token={form_token}
< 409
< text まだ確かめていない記録が1件
> POST /staff/samples/{sample}/items/1 verdict=verified seen[]=deed form_token={form_token}
< 303
> POST /staff/samples/{sample}/conclusion conclusion=誤りはない。 form_token={form_token}
< 303
> GET /staff/samples/{sample}
< text 監査済み
< text 誤りはない。
> GET /staff/samples/{sample}/paper.csv
< 200
< text 記録した行為
$ nigiwai verify
$ nigiwai audit list --municipality 990019
< text 参加者の監査
$ nigiwai audit sample --plan nerima-2011-practice --row 2 --figure participants --year 2014 --size 5 --seed 7 --method by_month --title 月別
< text 層化無作為抽出
$ nigiwai audit sample --plan nerima-2011-practice --row 2 --figure participants --year 2013 --size 5 --seed 7 --title 前年
< exit 1
< text 0件
$ nigiwai audit redraw /nowhere.csv --seed 7 --size 5
< exit 1

> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=990019 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff/samples/{sample}
< 403
