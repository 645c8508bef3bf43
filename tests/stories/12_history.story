# Whoever looks at people leaves a deed; the auditor sees it, and what was refused and what was done
# at night, and marks it. What is past its years two persons erase.
@ 2026-04-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
> GET /sign-in
= secret after /invitation/
> POST /invitation/{secret} "password=tsuki no sabaku wo" "password_again=tsuki no sabaku wo"
< 303 /sign-in?done=password_set
> POST /sign-in login=admin "password=tsuki no sabaku wo"
< 303 /staff
> GET /staff
< text システム管理

# The administrator makes a clerk and an auditor.
> POST /staff/people/new form_token={form_token} login=hanako "name=練馬 花子" body=ward
< 303
= clerk after /staff/people/
> POST /staff/people/{clerk}/posts form_token={form_token} post=clerk unit= from_year=2026 from_month=4 from_day=1
< 303 /staff/people/{clerk}?done=post_given
> POST /staff/people/{clerk}/invitation form_token={form_token}
= hers after /invitation/
> POST /staff/people/new form_token={form_token} login=kansa "name=監査 太郎" body=ward
< 303
= auditor after /staff/people/
> POST /staff/people/{auditor}/posts form_token={form_token} post=auditor unit= from_year=2026 from_month=4 from_day=1
< 303 /staff/people/{auditor}?done=post_given
> POST /staff/people/{auditor}/invitation form_token={form_token}
= his after /invitation/
> GET /staff/history
< 403
> GET /staff
< text 保存年限
> POST /sign-out form_token={form_token}
< 303

# At night the clerk looks up her own colleague and tries a door that is not hers.
> POST /invitation/{hers} "password=umi wa hiroi na" "password_again=umi wa hiroi na"
< 303
> POST /invitation/{his} "password=yama wa takai na" "password_again=yama wa takai na"
< 303
@ 2026-04-01T22:30
> POST /sign-in login=hanako "password=umi wa hiroi na"
< 303
> GET /staff/people/{auditor}
< text 監査 太郎
> GET /staff/transfer
< 403
> POST /sign-out form_token={form_token}
< 303

# In the morning the auditor finds both, looks at one deed whole, and marks it with a note.
@ 2026-04-02T09:00
> POST /sign-in login=kansa "password=yama wa takai na"
< 303
> GET /staff
< text 未確認の行為
> GET /staff/history?person=hanako
< text 閲覧
< text 権限のない操作の拒否
> GET /staff/history/of?kind=person&key={auditor}
< text 職の付与
< text 練馬 花子
> GET /staff/history/review?reason=out_of_hours
< text 時間外の閲覧
< text 監査 太郎
= deed after /history/deeds/
> GET /staff/history/deeds/{deed}
< text どこから
< text 127.0.0.1
< text 鎖の中の位置
> POST /staff/history/review form_token={form_token} "note=本人に確かめた"
< 400
< text 行為が選ばれていません
> POST /staff/history/review form_token={form_token} {deed}=seen "note=本人に確かめた"
< 303 /staff/history/review?done=marked_seen
> POST /staff/history/review form_token={form_token} {deed}=seen "note=もう一度"
< 409
< text すでに確認済み
> GET /staff/history/review?state=seen
< text 本人に確かめた
> GET /staff/history.csv?kind=staff.post_give
< text 職の付与
> GET /staff/history?kind=staff.export
< text 書き出し

# Seven years later what was read is past its years: one proposes, another erases.
@ 2033-04-01T09:00
> POST /sign-in login=kansa "password=yama wa takai na"
< 303
> GET /staff/history/retention
< text 5年
< text 消去を提案する
> POST /staff/history/retention/years_5/propose form_token={form_token} reason=年限
< 303 /staff/history/retention?done=erasure_proposed
> POST /staff/history/retention/years_5/erase form_token={form_token} reason=年限
< 409
< text ほかの人が行ってください
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in login=admin "password=tsuki no sabaku wo"
< 303
> GET /staff/history/retention
< text 提案のとおり消去する
> POST /staff/history/retention/years_5/erase form_token={form_token} reason=年限
< 303 /staff/history/retention?done=erased
$ nigiwai verify
