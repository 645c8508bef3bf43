# The advice desk and the diary without a browser: a clerk records a conversation from a file and a fair by its
# numbers, a program does the same through the staff API, and whoever has no right is told so.
@ 2011-10-08T15:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai consultation list --municipality 131202
< exit 2
$ nigiwai consultation add tests/stories/desk_talk.json --municipality 131202 --by 17 --post clerk --body ward --id talk-1
< text を記録しました
= talk
$ nigiwai consultation add tests/stories/desk_talk.json --municipality 131202 --by 17 --post clerk --body ward --id talk-1
< text もう一度は記録していません
$ nigiwai consultation show {talk} --municipality 131202 --by 17 --post clerk --body ward
< text 資金繰りの相談
< text 大泉製作所
$ nigiwai consultation show {talk} --municipality 131202 --by 31 --post clerk --body corporation
< exit 1
< no text 資金繰り
$ nigiwai consultation list --municipality 131202 --by 17 --post planner --body ward
< exit 1
< text planner
$ nigiwai consultation due --municipality 131202 --by 17 --post clerk --body ward
< text 2011-10-08
@ 2011-10-10T09:00
$ nigiwai consultation due --municipality 131202 --by 17 --post clerk --body ward
< exit 1
< text 期限を過ぎた自分の対応が1件
$ nigiwai consultation step {talk} next_done --municipality 131202 --by 17 --post clerk --body ward
$ nigiwai consultation due --municipality 131202 --by 17 --post clerk --body ward
$ nigiwai consultation count --municipality 131202 --by 17 --post clerk --body ward --json
< text "consultations":1,"visits":1,"clients":1
$ nigiwai consultation export --municipality 131202 --by 17 --post clerk --body ward
< text 通常
$ nigiwai figure show --plan nerima-2011 --row 17 --year 2011
< text 1件

# The diary: what it asks, an entry, its figure, a correction, a table.
$ nigiwai diary form craft-fair-support --municipality 131202 --by 17 --post clerk --body ward
< text event_held
< text 来場者（人）
$ nigiwai diary log craft-fair-support --on 2011-10-08 --set people=おおぜい --municipality 131202 --by 17 --post clerk --body ward
< exit 1
< text おおぜい
$ nigiwai diary log craft-fair-support --on 2011-10-08 --set people=4,700 --place 区役所 --municipality 131202 --by 17 --post clerk --body ward
< text 4,700
= entry
$ nigiwai diary correct {entry} --set people=4070 --municipality 131202 --by 17 --post clerk --body ward
< exit 1
< text 理由が空です
$ nigiwai diary correct {entry} --set people=4070 --reason 数え違い --municipality 131202 --by 17 --post clerk --body ward
< text 4,070
$ nigiwai diary paste craft-fair-support tests/stories/desk_table.csv --municipality 131202 --by 17 --post clerk --body ward
< text --commit
$ nigiwai diary paste craft-fair-support tests/stories/desk_table.csv --commit --municipality 131202 --by 17 --post clerk --body ward
< text 2件を記録しました
$ nigiwai diary paste craft-fair-support tests/stories/desk_table.csv --commit --municipality 131202 --by 17 --post clerk --body ward
< text すべて記録済み
$ nigiwai figure show --plan nerima-2011 --row 1 --year 2011
< text 6,170人
$ nigiwai diary take-back {entry} --reason 雨で中止 --municipality 131202 --by 17 --post clerk --body ward
$ nigiwai diary list --municipality 131202 --by 17 --post clerk --body ward
< text 1,200人
< text 取消済み
$ nigiwai diary export --municipality 131202 --by 17 --post clerk --body ward
< no text 4070

# A program, with the token of a person.
$ nigiwai token issue --municipality 131202 --person 17 --name 練馬花子 --post clerk --body ward --may write --days 30
= token
> GET /api/v1/staff/diary/entries
< 401
& Authorization: Bearer {token}
& Idempotency-Key: fair-9
> POST /api/v1/staff/diary/entries {"programme":"craft-fair-support","first":"2011-10-09","numbers":{"event_held":{"people":"30"}}}
< 201
= logged entry
& Authorization: Bearer {token}
& Idempotency-Key: fair-9
> POST /api/v1/staff/diary/entries {"programme":"craft-fair-support","first":"2011-10-09","numbers":{"event_held":{"people":"30"}}}
< 201
< text "repeated":true
& Authorization: Bearer {token}
> GET /api/v1/staff/diary/entries/{logged}
< text "2011-10-09"
& Authorization: Bearer {token}
> POST /api/v1/staff/diary/entries/{logged}/taking-back {"version":1,"reason":"別の催しだった"}
< 200
$ nigiwai verify
