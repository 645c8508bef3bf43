# The first start names nobody's password: a link that works once. From it one administrator makes
# the others, and every door opens only to the post that may.
@ 2026-04-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202

# Without signing in every page of the staff leads to signing in.
> GET /staff/people?text=%E8%8A%B1
< 303 /sign-in?back=%2Fstaff%2Fpeople%3Ftext%3D%25E8%258A%25B1
= secret after /invitation/
> GET /sign-in
< text 職員のサインイン
< no text 練習用の利用者

# The link: what is too short is said, what is right is taken once.
> GET /invitation/{secret}
< text パスワードの設定
< text 15文字以上
> POST /invitation/{secret} password=kantan password_again=kantan
< 400
< text 15文字以上にしてください
> POST /invitation/{secret} "password=tsuki no sabaku wo" "password_again=tsuki no sabaku"
< 400
< text 2回のパスワードが同じではありません
> POST /invitation/{secret} "password=tsuki no sabaku wo" "password_again=tsuki no sabaku wo"
< 303 /sign-in?done=password_set
> GET /invitation/{secret}
< 410
< text このリンクは使えません

# Signing in: nobody learns which half was wrong; the way back is a path of this site alone.
> POST /sign-in login=admin password=wrong
< 403
< text 利用者IDまたはパスワードが違います
> POST /sign-in login=nobody password=wrong
< 403
< text 利用者IDまたはパスワードが違います
& Origin: https://elsewhere.example
> POST /sign-in login=admin "password=tsuki no sabaku wo"
< 403
< text 別のサイト
> POST /sign-in login=admin "password=tsuki no sabaku wo" back=//elsewhere.example
< 303 /staff
< header set-cookie: HttpOnly; SameSite=Lax
> GET /staff
< header cache-control: no-store
< text システム管理
< text 年度異動

# A person and a unit; a form without the token of this session does nothing and loses nothing.
> POST /staff/people/new login=hanako "name=練馬 花子" body=ward
< 403
< text まだ受け付けていません
< text 練馬 花子
> POST /staff/people/new form_token={form_token} login= "name=練馬 花子" body=ward
< 400
< text 利用者IDを入力してください
> POST /staff/people/new form_token={form_token} command=once login=Hanako "name=練馬 花子" body=ward
< 303
= person after /staff/people/
> POST /staff/people/new form_token={form_token} command=once login=Hanako "name=練馬 花子" body=ward
< 303 /staff/people/{person}?done=person_added
> POST /staff/people/new form_token={form_token} login=hanako "name=別人" body=ward
< 409
< text すでに使われています
> POST /staff/units form_token={form_token} fiscal_year=2026 unit=shoko unit_name=商工係 body=ward above=
< 303 /staff/units?fiscal_year=2026&done=unit_added
> GET /staff/units?fiscal_year=2026
< text 商工係
> POST /staff/people/{person}/posts form_token={form_token} post=clerk unit=shoko from_year=令和8 from_month=4 from_day=1
< 303 /staff/people/{person}?done=post_given
> POST /staff/people/{person}/posts form_token={form_token} post=clerk unit=shoko from_year=2026 from_month=2 from_day=30
< 400
> POST /staff/people/{person}/invitation form_token={form_token}
< text 一度だけ使え
= hers after /invitation/
> GET /staff/people?text=%E8%8A%B1
< text 係員（商工係）

# She signs in and finds the doors of her post, and no other.
> POST /sign-out form_token={form_token}
< 303 /sign-in?done=signed_out
> POST /invitation/{hers} "password=umi wa hiroi na" "password_again=umi wa hiroi na"
< 303 /sign-in?done=password_set
> POST /sign-in login=hanako "password=umi wa hiroi na" back=/account
< 303 /account
> GET /account
< text 練馬 花子
< text 商工係
> GET /staff/transfer
< 403
< text この操作ができる職
< text システム管理
> GET /staff/people/new
< 403
> GET /staff/permissions
< text 年度を締める
< text 二人

# The session ends while she types: nothing typed is lost, and nobody else sends it.
@ 2026-04-01T12:00
> POST /account/password form_token={form_token} written_by=hanako old_password=x password=y reason=覚え書き
< 401
< text サインインの期限が切れました
< no text value="y"
> POST /sign-in login=hanako "password=umi wa hiroi na" kept_path=/account/password kept_by=hanako kept.reason=覚え書き
< text まだ送られていません
< text 覚え書き
> POST /sign-out form_token={form_token}
< 303 /sign-in?done=signed_out

# Five wrong passwords, and the door waits; an administrator opens it.
> POST /sign-in login=hanako password=1
< 403
> POST /sign-in login=hanako password=2
< 403
> POST /sign-in login=hanako password=3
< 403
> POST /sign-in login=hanako password=4
< 403
> POST /sign-in login=hanako password=5
< 403
> POST /sign-in login=hanako "password=umi wa hiroi na"
< 429
< text 待ってから
> POST /sign-in login=admin "password=tsuki no sabaku wo"
< 303 /staff
> GET /staff/people/{person}
< text 続けて5回失敗しています
> POST /staff/people/{person}/unlock form_token={form_token}
< 303 /staff/people/{person}?done=unlocked

# The transfer: a mistake is told with its line and nothing moves; then all move at once.
> POST /staff/transfer form_token={form_token} step=preview day_year=2027 day_month=4 day_day=1 moves=hanako\t係長\nnobody\t係員
< 400
< text 2行目
> POST /staff/transfer form_token={form_token} step=preview day_year=2027 day_month=4 day_day=1 moves=hanako\t係長
< text まだ何も変わっていません
< text 係員（商工係）
> POST /staff/transfer form_token={form_token} step=apply day_year=2027 day_month=4 day_day=1 moves=hanako\t係長
< 303 /staff/transfer?done=transferred
> POST /staff/transfer form_token={form_token} step=apply day_year=2027 day_month=5 day_day=1 moves=admin\t係員
< 409
< text システム管理の職に就く人がいなくなる
@ 2027-04-01T09:00
$ nigiwai user list --municipality 131202
< text hanako	練馬 花子	ward	chief	active
$ nigiwai user show hanako --municipality 131202 --json
< text "post":"clerk"
< text "until":"2027-03-31"

# Practice accounts never stand beside real people, and production never starts beside them.
$ nigiwai user practice
< exit 1
< text 実際の利用者がいる
$ nigiwai user end hanako --municipality 131202 --reason 退職
$ nigiwai user end admin --municipality 131202 --reason 退職
< exit 1
$ nigiwai verify
