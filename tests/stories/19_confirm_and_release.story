# From a clerk's entry to a public figure: a fair's visitors are logged, confirmed by another person,
# published at a minute that everybody can rely on, put right afterwards so that everybody sees it,
# and withdrawn.
@ 2011-06-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice

$ nigiwai record add --municipality 131202 --programme craft-fair-support --kind event_held --on 2011-05-28 --people 4,700 --by 17 --post clerk --body ward
= fair

# Staff see it at once, unconfirmed; the public sees nothing of it.
> POST /sign-in municipality=131202 login=demo-chief password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 1件が確認待ち
> GET /staff/plans/nerima-2011/table
< text 未確認
> GET /plans/nerima-2011/figures
< text まだ公表されていません

# Who wrote it does not confirm it.
$ nigiwai record confirm {fair} --municipality 131202 --by 17 --post chief --body ward
< exit 1
< text あなたが記録したか署名した実績です
> GET /staff/confirmations
< text 記録 1件・取消し 0件
> POST /staff/confirmations form_token={form_token} programme=craft-fair-support kind=event_held year=2011 month=2011-05 do=confirm
< 400
< text 実績が選ばれていません
> POST /staff/confirmations form_token={form_token} programme=craft-fair-support kind=event_held year=2011 month=2011-05 do=confirm record[]=42
< 404
> POST /staff/confirmations form_token={form_token} programme=craft-fair-support kind=event_held year=2011 month=2011-05 do=send_back record[]={fair}
< 400
< text 理由
> POST /staff/confirmations form_token={form_token} programme=craft-fair-support kind=event_held year=2011 month=2011-05 do=confirm record[]={fair}
< 303 /staff/confirmations?done=records_confirmed
> GET /staff/confirmations
< text 確認を待っている実績はありません
> GET /staff/releases
< 403

# Confirmed is not public yet.
> GET /plans/nerima-2011/figures
< no text 4,700
> GET /api/v1/plans/nerima-2011/figures
< no text 4700
> POST /sign-out form_token={form_token}
< 303

# The planner publishes, from ten o'clock on.
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff/releases
< text 公表はまだありません
> POST /staff/releases form_token={form_token} plan=nerima-2011 kind=publication release_name=平成23年度の途中経過 effective_year=2011 effective_month=5 effective_day=31 time=10:00
< 400
< text 過ぎています
> POST /staff/releases form_token={form_token} plan=nowhere kind=publication release_name=だれも決めていない計画
< 409
< text 公表できる実績値がありません
> POST /staff/releases form_token={form_token} plan=nerima-2011 kind=continuous release_name=随時 rows=999
< 400
< text 999
> POST /staff/releases form_token={form_token} plan=nerima-2011 kind=publication release_name=平成23年度の途中経過 effective_year=平成23 effective_month=6 effective_day=1 time=１０：００
< 200
< text 4,700人
> GET /plans/nerima-2011/figures
< no text 4,700
> POST /staff/releases form_token={form_token} command=one step=release plan=nerima-2011 kind=publication release_name=平成23年度の途中経過 effective_year=平成23 effective_month=6 effective_day=1 time=１０：００
< 303 /staff/releases?done=released
> POST /staff/releases form_token={form_token} command=one step=release plan=nerima-2011 kind=publication release_name=平成23年度の途中経過 effective_year=平成23 effective_month=6 effective_day=1 time=１０：００
< 303 /staff/releases?done=released
$ nigiwai release list --municipality 131202
< text 予定
> GET /staff/releases
< text 公表の予定
> POST /sign-out form_token={form_token}
< 303

# Not a second earlier: no page, no file, no feed and no answer of the API knows of it.
@ 2011-06-01T09:59:59
> GET /plans/nerima-2011/figures
< text まだ公表されていません
> GET /plans/nerima-2011/figures.csv
< no text 4700
> GET /api/v1/plans/nerima-2011/figures
< no text 4700
> GET /api/v1/plans/nerima-2011/rows/1
< no text computed
> GET /feed.atom
< no text 途中経過

@ 2011-06-01T10:00
> GET /plans/nerima-2011/figures
< text 4,700人
< text 平成23年度の途中経過
> GET /plans/nerima-2011/rows/1/figures/visitors
< text 4,700人
< text 2011年6月1日 10:00
> GET /plans/nerima-2011/figures.csv
< text 4700
> GET /api/v1/plans/nerima-2011/figures
< text "value":4700
> GET /api/v1/plans/nerima-2011/rows/1
< text computed
> GET /plans/nerima-2011/rows/1
< text 公表資料の値は変えていません
> GET /plans/nerima-2011/table
< text 記録の合計
> GET /feed.atom
< text 実績値を公表しました（平成23年度の途中経過）
> GET /open-data/catalog.jsonld
< text figures.csv

# The lines of row 1 are opened, so that a correction follows at once; until it is confirmed nobody
# outside sees it.
$ nigiwai release open --municipality 131202 --plan nerima-2011 --row 1 --title 伝統工芸展の随時公表
= open
$ nigiwai release open --municipality 131202 --plan nerima-2011 --row 1 --title もう一度
< exit 1
< text すでに「伝統工芸展の随時公表」で随時公表
@ 2011-06-02T09:00
$ nigiwai record correct {fair} --municipality 131202 --programme craft-fair-support --kind event_held --on 2011-05-28 --people 4,070 --reason 数え直し --by 17 --post clerk --body ward
= corrected
> GET /plans/nerima-2011/figures
< text 4,700人
< no text 4,070
> POST /sign-in municipality=131202 login=demo-chief password=nigiwai-practice-2026
< 303 /staff
> GET "/staff/confirmations?programme=craft-fair-support&kind=event_held&year=2011&month=2011-05"
< text 4,700人 → 1件 4,070人（訂正）
> POST /staff/confirmations form_token={form_token} programme=craft-fair-support kind=event_held year=2011 month=2011-05 do=confirm record[]={corrected}
< 303
> GET /plans/nerima-2011/figures
< text 4,070人
< text 4,700人 → 4,070人
> GET /plans/nerima-2011/rows/1
< text 訂正
< text 4,700人 → 4,070人
< text 記録の訂正
< no text demo
> GET /feed.atom
< text 4,700人 → 4,070人
> GET /plans/nerima-2011/figures.csv
< text 4070
< no text 4700
> POST /sign-out form_token={form_token}
< 303

# Withdrawn, with a reason that everybody reads: the publication before it holds again.
$ nigiwai release withdraw {open} --municipality 131202 --reason 会場を数え直すため
$ nigiwai release withdraw {open} --municipality 131202 --reason もう一度
< exit 1
< text すでに
$ nigiwai release withdraw 42 --municipality 131202 --reason もう一度
< exit 1
< text 見つかりません
> GET /plans/nerima-2011/figures
< text 4,700人
< text 取り下げました
< text 会場を数え直すため
> GET /feed.atom
< text 公表を取り下げました
$ nigiwai verify
