# Grants of the old year that are paid in May belong to it when one person says so by 31 May; later
# it takes two.
@ 2012-03-30T09:00
$ nigiwai migrate
$ nigiwai plan load plans
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-06-30 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-08-31 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-10-31 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-12-28 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-03-30 --yen 100000 --by 17 --post manager --body ward
< text 500

# The sixth, paid on 15 May for the old year: 6 cases, 548,000 yen.
@ 2012-05-15T09:00
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-05-15 --yen 48000 --year 2011 --by 17 --post manager --body ward
= sixth
< text 2011年度
< text +48,000
$ nigiwai figure show --plan nerima-2011 --row 42 --year 2011 --json
< text "value":548000
< text "records":6

# The same on 2 June: the date, and the way of two persons.
@ 2012-06-02T09:00
$ nigiwai record reverse {sixth} --municipality 131202 --reason やり直し --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --by 17 --post manager --body ward
< exit 1
< text 2012-05-31
< text 二人の行為
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --by 17 --post manager --body ward --with 17
< exit 1
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --with 18
< exit 1
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --by 17 --post manager --body ward --with 18
< text +48,000
$ nigiwai figure show --plan nerima-2011 --row 42 --year 2011 --json
< text "value":548000

# The year is closed by two, and takes nothing until two open it again.
$ nigiwai year close --municipality 131202 --year 2011 --reason 決算 --by 17 --post manager --body ward
< exit 1
$ nigiwai year close --municipality 131202 --year 2012 --reason 決算 --by 17 --post manager --body ward --with 18
< exit 1
$ nigiwai year close --municipality 131202 --year 2011 --reason 決算 --by 17 --post manager --body ward --with 18
$ nigiwai year list --municipality 131202
< text 2011
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-03-01 --yen 1 --by 17 --post manager --body ward
< exit 1
< text 締められています
< text 2012-06-02
< text 17, 18
< text 決算
$ nigiwai record reverse {sixth} --municipality 131202 --reason 締めた後
< exit 1
$ nigiwai year reopen --municipality 131202 --year 2011 --reason 誤り --by 17 --post manager --body ward --with 18
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-03-01 --yen 1 --by 17 --post manager --body ward
$ nigiwai verify

# The calendar does the same: the last day of 出納整理期間, and the day after. Nobody had to close anything.
@ 2013-05-31T23:00
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2013-03-31 --yen 1 --by 17 --post manager --body ward
$ nigiwai year list --municipality 131202
< text 2012	受付中	2013-05-31
@ 2013-06-01T09:00
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2013-03-31 --yen 1 --by 17 --post manager --body ward
< exit 1
< text 出納整理期間の終わり（2013-05-31）
$ nigiwai year reopen --municipality 131202 --year 2012 --reason 記録漏れ --by 17 --post manager --body ward --with 18
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2013-03-31 --yen 1 --by 17 --post manager --body ward
$ nigiwai year reopen --municipality 131202 --year 2011 --reason もう一つ --by 17 --post manager --body ward --with 18
< exit 1
< text 三つ目は開けません

# At a desk one asks and another signs.
$ nigiwai user practice
> POST /sign-in municipality=131202 login=demo-manager password=nigiwai-practice-2026
< 303 /staff
> GET /staff/years
< text 開き直し中
> POST /staff/years/requests form_token={form_token} year_deed=close books_year=2012 books_reason=
< 400
> POST /staff/years/requests form_token={form_token} year_deed=close books_year=2012 books_reason=決算の調製が終わった
< 303 /staff/years?done=year_asked
> GET /staff/years
< text 署名を待つ申し出
= request after /requests/
> POST /staff/years/requests/{request}/sign form_token={form_token}
< 409
< text 別の人が署名します
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 年度の申し出
> GET /staff/years
> POST /staff/years/requests/{request}/sign form_token={form_token}
< 303 /staff/years?done=year_signed
> GET /staff/years
< text 決算の調製が終わった
$ nigiwai verify
