# Work leaves records, records become the figures of the plan: four rows by command line.
@ 2011-06-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans

# Row 1: visitors of the craft fair.
$ nigiwai record add --municipality 131202 --programme craft-fair-support --kind event_held --on 2011-05-28 --people 3,200 --by 17 --post clerk --body ward
= fair
< text nerima-2011 1 来場者（visitors） 2011年度 3,200人

# Row 13: a loan counts, and an interest subsidy adds yen.
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-05-30 --yen 5,000,000 --id paper-1
= loan
< text nerima-2011 13
< text 1件
< text 予算執行の記録がまだありません
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-05-30 --yen 5,000,000 --id paper-1
< text {loan}
< text この操作は前に済んでいます
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-05-30 --yen 5,000,001 --id paper-1
< exit 1

# Row 17: a consultation, row 42: a vacant shop.
$ nigiwai record add --municipality 131202 --programme commerce-industry-advice --kind consultation_held --on 2011-05-31 --set channel=phone --set topic=finance
< text nerima-2011 17
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-05-31 --yen 500000
= grant
< text nerima-2011 42

# The next day: a correction, a reversal, a confirmation; each answers with what it moved.
@ 2011-06-02T09:00
$ nigiwai record correct {fair} --municipality 131202 --programme craft-fair-support --kind event_held --on 2011-05-28 --people 3,300 --reason 数え直し
< text 3,300人
< text +100
$ nigiwai record reverse {loan} --municipality 131202 --reason 二重入力
= reversal
< text -1
$ nigiwai record reverse {reversal} --municipality 131202 --reason 取消しの取消し
< exit 1
< text 取消しは取り消せません
$ nigiwai record reverse {loan} --municipality 131202 --reason もう一度
< exit 1
$ nigiwai record reverse {grant} --municipality 131202
< exit 1
< text 理由
$ nigiwai record confirm {grant} --municipality 131202 --by 18 --post chief --body ward
< text 確認済み

# Yesterday is still known.
$ nigiwai figure show --plan nerima-2011 --row 1
< text 3,300人
$ nigiwai figure show --plan nerima-2011 --row 1 --as-known 2011-06-01
< text 3,200人
< no text 3,300人
$ nigiwai figure mark --municipality 131202 --name 点検
$ nigiwai figure marks --municipality 131202
< text 点検
$ nigiwai figure diff --plan nerima-2011 --row 1 --figure visitors --year 2011 --from 2011-06-01 --until 点検
< text 3,200人 → 3,300人
< text 訂正
$ nigiwai figure show --plan nerima-2011 --row 1 --as-known 2011-07-01
< exit 1
< text まだ来ていません

# From the figure to its records, and from a record to every cell it counts in.
$ nigiwai figure records --plan nerima-2011 --row 1 --figure visitors --year 2011
< text 2011-05-28
< text 1件のうち1件
$ nigiwai figure records --plan nerima-2011 --row 1 --figure visitors --year 2011 --format csv -o {data}/records.csv
$ nigiwai record show {grant} --municipality 131202
< text 補助金の支払
< text nerima-2011 42
< text record.add
$ nigiwai record show {fair} --municipality 131202
< text 数え直し
$ nigiwai record list --municipality 131202 --programme vacant-shop-entry --kind grant_paid --year 2011
< text {grant}

# How a figure is computed, in words; every row of the plan has its words or its reason.
$ nigiwai figure explain --plan nerima-2011 --row 13
< text 貸付実行
$ nigiwai figure explain --plan nerima-2011
< text 1件＝融資1口の実行
$ nigiwai figure check plans/131202/nerima-2011/figures.toml plans/131202/nerima-2018/figures.toml
< text 誤りはありません
$ nigiwai figure list --plan nerima-2011
< text visitors

# What the program keeps is proved against the records.
$ nigiwai seal
$ nigiwai verify

# The same by the API: a token for one person, shown once.
$ nigiwai token issue --municipality 131202 --person 17 --name 練馬花子 --post clerk --body ward --may write --days 30
= token
> GET /api/v1/staff/plans/nerima-2011/figures
< 401
< header www-authenticate: Bearer
< header content-type: application/problem+json
& Authorization: Bearer {token}
> GET /api/v1/staff/plans/nerima-2011/rows/1/figures/visitors?year=2011
< text "shown":"3,300"
< header cache-control: no-store
& Authorization: Bearer {token}
& Idempotency-Key: web-1
> POST /api/v1/staff/records {"programme":"craft-fair-support","kind":"event_held","occurred_on":"2011-06-01","people":100}
< 201
< text "value":"3,400"
= added record
& Authorization: Bearer {token}
> GET /api/v1/staff/records/{added}
< text "row":"1"
# A clerk records; confirming is for the chief. A post that is not in the table gets no token.
& Authorization: Bearer {token}
> POST /api/v1/staff/records/{added}/confirmation {}
< 403
< text staff.post_may_not
$ nigiwai token issue --municipality 131202 --person 18 --name 練馬太郎 --post 係長 --body ward --may write
< exit 1
< text 権限の表にありません
$ nigiwai token issue --municipality 131202 --person 18 --name 練馬太郎 --post chief --body ward --may write --days 30
= chief
& Authorization: Bearer {chief}
> POST /api/v1/staff/records/{added}/confirmation {}
< 200
> POST /api/v1/staff/records {"programme":"craft-fair-support"}
< 401
& Authorization: Bearer {token}
> POST /api/v1/staff/records {"programme":"craft-fair-support"}
< 400
< text occurred_on
$ nigiwai verify
