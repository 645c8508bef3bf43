# The work of October 2011 in the diary: an officer at a fair writes down 4,700 visitors, and row 1 of the plan
# follows at once, unconfirmed and open to that entry; the count is corrected to 4,070; a month is entered in a
# grid and from a table; somebody of another body sees nothing of it.
@ 2011-10-08T15:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice

> GET /staff/diary
< 303 /sign-in?back=%2Fstaff%2Fdiary
> POST /sign-in municipality=131202 login=demo-clerk password=nigiwai-practice-2026
< 303 /staff
> GET /staff/diary
< text 2011年度（平成23年度）の担当事業です
< text 伝統工芸展への支援
< text この条件の記入はありません
> GET /staff/diary/nothing
< 404
< text 台帳にありません

# What is typed at the venue: full-width digits, the unit behind them, the day in an era.
> GET /staff/diary/craft-fair-support
< text 来場者（人）
< text 1件＝催し1回の開催
> POST /staff/diary/craft-fair-support form_token={form_token} first_year=2011 first_month=10 first_day=8
< 400
< text 数が一つも入力されていません
> POST /staff/diary/craft-fair-support form_token={form_token} first_year=2011 first_month=10 first_day=9 event_held--people=4700
< 400
< text 今日（2011-10-08）より後です
> POST /staff/diary/craft-fair-support form_token={form_token} first_year=2011 first_month=10 first_day=8 event_held--people=おおぜい place=区役所
< 400
< text 「おおぜい」は数として読めません
> POST /staff/diary/craft-fair-support form_token={form_token} command=fair first_year=平成23 first_month=10 first_day=8 event_held--count=1 event_held--people=４，７００人 place=区役所
< 303
= entry after /staff/diary/entries/
> POST /staff/diary/craft-fair-support form_token={form_token} command=fair first_year=平成23 first_month=10 first_day=8 event_held--count=1 event_held--people=４，７００人 place=区役所
< 303 /staff/diary/entries/{entry}?done=logged
> POST /staff/diary/craft-fair-support form_token={form_token} command=fair2 first_year=2011 first_month=10 first_day=8 event_held--people=4700 place=区役所
< 409
< text 二度送っていないか確かめ

# Row 1 follows at once: on the entry, in the cell, month by month, unconfirmed.
> GET /staff/diary/entries/{entry}
< text この記入を除くと
< text 4,700人
< text 未確認（確認済みは0人）
> GET /staff/plans/nerima-2011/rows/1/cells/2011
< text 4,700人
< text 2011-10
> GET /staff/plans/nerima-2011/table
< text 未確認

# 4,070 it was: the correction needs a reason and is visible as one.
> POST /staff/diary/entries/{entry}/correction form_token={form_token} version=1 first_year=2011 first_month=10 first_day=8 event_held--count=1 event_held--people=4070 place=区役所
< 400
< text 理由が空です
> POST /staff/diary/entries/{entry}/correction form_token={form_token} version=1 first_year=2011 first_month=10 first_day=8 event_held--count=1 event_held--people=4070 place=区役所 reason=数え違い
< 303
> POST /staff/diary/entries/{entry}/correction form_token={form_token} version=1 first_year=2011 first_month=10 first_day=8 event_held--count=1 event_held--people=4000 place=区役所 reason=x
< 409
< text ほかの人が先に変えました
> GET /staff/diary/entries/{entry}
< text 4,070人
< text 取り消した記録
< text 日誌の訂正
< text 数え違い
> GET /staff/plans/nerima-2011/rows/1/cells/2011
< text 4,070人

# A month in a grid, and the same month from a table: what is there already is left out.
@ 2011-10-31T18:00
> POST /sign-in municipality=131202 login=demo-clerk password=nigiwai-practice-2026
< 303 /staff
> GET /staff/diary/flower-pots/months/201110
< text 10月31日
< text 空欄は「記入なし」で、0とは違います
= seen after seen-
> POST /staff/diary/flower-pots/months/201110 form_token={form_token} seen=seen-{seen} d3--site_planted-station--count=0
< 400
< text 件数が0です
> POST /staff/diary/flower-pots/months/201110 form_token={form_token} seen=seen-{seen} d3--site_planted-station--count=2 d3--organisation_supported--count=1 d4--site_planted-facility--count=３
< 303
> GET /staff/diary/flower-pots/months/201110?done=month_saved
< text この月を保存しました
> POST /staff/diary/flower-pots/months/201110 form_token={form_token} seen=seen-{seen} d3--site_planted-station--count=2
< 409
< text 開いてからほかの人が変えました
> POST /staff/diary/flower-pots/paste form_token={form_token} step=preview "table=日付,駅,場所\n10/3,2,\n"
< 200
> GET /staff/diary/flower-pots/months/2011
< 404

# The corporation sees nothing of the ward's work.
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-corporation password=nigiwai-practice-2026
< 303 /staff
> GET /staff/diary
< no text 伝統工芸展
> GET /staff/diary/entries/{entry}
< 403
> GET /staff/diary/craft-fair-support
< 403
> POST /staff/diary/entries/{entry}/taking-back form_token={form_token} version=2 reason=x
< 403
