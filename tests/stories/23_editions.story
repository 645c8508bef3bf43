# A plan's table becomes an edition: frozen, decided on, signed by a key that lies in no database, issued by another
# person for a minute, checked by somebody who has nothing but the file and the key, put right beside, and withdrawn.
@ 2015-06-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice
$ nigiwai edition list --municipality 131202
< text 公表版はまだありません

# Keys: there is none, then one, and never two at once.
$ nigiwai edition key list --municipality 131202
< text 鍵はまだありません
> GET /editions/keys
< text 鍵はまだありません
> GET /plans/nerima-2011/editions
< text 公表版はまだありません

# The planner freezes the table and sends it on its way.
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff/editions
< text 署名の鍵がありません
> POST /staff/editions form_token={form_token} plan=nerima-2011 edition_title= paper_text=伺い decide=director
< 400
> POST /staff/editions form_token={form_token} plan=nowhere edition_title=平成26年度進捗状況 paper_text=伺い decide=director
< 404
> POST /staff/editions form_token={form_token} plan=nerima-2011 edition_title=平成26年度進捗状況 paper_text=公表したい。 decide=director
< 303
= draft after /staff/editions/
> GET /staff/editions/{draft}
< text 回議中
< text 空き店舗
= paper after /staff/approvals/
> POST /staff/editions/{draft}/issue form_token={form_token}
< 409
< text 鍵がありません
> POST /sign-out form_token={form_token}
< 303

# Nobody outside knows of it.
> GET /plans/nerima-2011/editions/1
< 404
> GET /staff/editions/{draft}
< 303

# The director decides; the manager, not the planner, issues it for ten o'clock of the last day of June.
> POST /sign-in municipality=131202 login=demo-director password=nigiwai-practice-2026
< 303 /staff
> GET /staff/approvals/{paper}
< text 公表したい。
> POST /staff/approvals/{paper}/sign form_token={form_token}
< 303
> POST /sign-out form_token={form_token}
< 303
$ nigiwai edition key new --municipality 131202 --data {data}
< text データベースにもバックアップにも入りません
= key
$ nigiwai edition key new --municipality 131202 --data {data}
< exit 1
< text すでに使っています
> POST /sign-in municipality=131202 login=demo-manager password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 公表を決めてください
> GET /staff/editions/{draft}
< text 署名して公表を決める
> POST /staff/editions/{draft}/issue form_token={form_token} released_year=2015 released_month=5 released_day=1 time=10:00
< 400
< text 過ぎて
> POST /staff/editions/{draft}/issue form_token={form_token} committee_year=2015 committee_month=7 committee_day=1 released_year=2015 released_month=6 released_day=30 time=10:00
< 400
< text 委員会に知らせた日
> POST /staff/editions/{draft}/issue form_token={form_token} committee_year=2015 committee_month=6 committee_day=20 released_year=2015 released_month=6 released_day=30 time=10:00
< 303 /staff/plans/nerima-2011/editions/1?done=issued
> POST /sign-out form_token={form_token}
< 303

# Until ten o'clock it is nowhere; at ten it is at its address, in every form.
> GET /plans/nerima-2011/editions/1
< 404
> GET /plans/nerima-2011/editions/1/edition.json
< 404
> GET /plans/nerima-2011/editions
< text 公表版はまだありません
> GET /editions/feed.atom
< no text <entry>
@ 2015-06-30T10:00
> GET /plans/nerima-2011/editions/1
< text 平成26年度進捗状況
< text 公印でも
< text 空き店舗入居促進事業
> GET /plans/nerima-2011/editions/latest
< 303 /plans/nerima-2011/editions/1
> GET /plans/nerima-2011/editions/1/edition.json
< text "format":"nigiwai-edition-1"
< text "key":"{key}"
> GET /plans/nerima-2011/editions/1/edition.csv
< text 空き店舗入居促進事業
> GET /editions/keys/{key}.pem
< text BEGIN PUBLIC KEY
> GET /editions/feed.atom
< text 第1版を公表しました
> GET /editions/verify
< text openssl pkeyutl -verify
> POST /editions/verify file=@edition.json:hello
< 400
< text 署名付きファイルではありません

# An erratum: proposed by one, issued by another; the edition stays.
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff/plans/nerima-2011/editions/1
< text 正誤を提案する
> POST /staff/plans/nerima-2011/editions/1/proposals form_token={form_token} kind=erratum row=42 column=nothing new_text=1 reason=誤り
< 400
> POST /staff/plans/nerima-2011/editions/1/proposals form_token={form_token} kind=erratum row=42 column=2011 new_text=補助6件 reason=転記の誤り
< 303
> GET /staff/plans/nerima-2011/editions/1
< no text この内容で公表する
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-manager password=nigiwai-practice-2026
< 303 /staff
> GET /staff/plans/nerima-2011/editions/1
= proposal after /proposals/
> POST /staff/plans/nerima-2011/editions/1/proposals/{proposal}/confirm form_token={form_token}
< 303
> GET /plans/nerima-2011/editions/1
< text 転記の誤り
> GET /plans/nerima-2011/editions/1/errata/1
< text "format":"nigiwai-erratum-1"
> GET /plans/nerima-2011/editions/1/clocks
< text 補助6件
> GET /staff/plans/nerima-2011/editions/1/clocks?known=2015-06-01
< text 2015-06-01 の値

# The anchor, printed and kept elsewhere; and everything fits.
$ nigiwai edition anchor --municipality 131202 --data {data} -o {data}/anchor.txt
$ nigiwai verify --anchor {data}/anchor.txt
< text 誤りは見つかりませんでした

# A retired key signs nothing any more; what it signed stays good.
$ nigiwai edition key retire {key} --municipality 131202 --data {data} --reason 年度替え
$ nigiwai edition key list --municipality 131202 --data {data}
< text 2015-06-30
$ nigiwai verify
< text 誤りは見つかりませんでした

# The feed of the site told of all of it; and the whole way goes without a browser too.
> GET /feed.atom
< text 第1版を公表しました
< text 転記の誤り
$ nigiwai edition key new --municipality 131202 --data {data}
$ nigiwai edition draft nerima-2011 --municipality 131202 --data {data} --title 平成27年度進捗状況 --text 公表したい。 --decide director --by demo-clerk
< exit 1
$ nigiwai edition draft nerima-2011 --municipality 131202 --data {data} --title 平成27年度進捗状況 --text 公表したい。 --co-sign chief --decide director --by demo-planner
= second
$ nigiwai edition drafts --municipality 131202 --data {data}
< text 回議中
$ nigiwai edition issue {second} --municipality 131202 --data {data} --by demo-manager
< exit 1
< text 決裁が終わっていません
$ nigiwai edition decide {second} --municipality 131202 --data {data} --by demo-director
< exit 1
$ nigiwai edition decide {second} --municipality 131202 --data {data} --by demo-chief
< text 回議中
$ nigiwai edition decide {second} --municipality 131202 --data {data} --by demo-director
< text 決裁済み
$ nigiwai edition issue {second} --municipality 131202 --data {data} --by demo-planner
< exit 1
< text 別の人が公表を決めます
$ nigiwai edition issue {second} --municipality 131202 --data {data} --by demo-manager --at 2015-06-01T10:00
< exit 1
$ nigiwai edition issue {second} --municipality 131202 --data {data} --by demo-manager
< text nerima-2011	2
$ nigiwai edition show nerima-2011 2 --municipality 131202 --data {data}
< text 平成27年度進捗状況
$ nigiwai edition erratum nerima-2011 2 --municipality 131202 --data {data} --row 42 --column 2011 --text 補助7件 --reason 転記の誤り --by demo-planner
= mended
$ nigiwai edition confirm {mended} --municipality 131202 --data {data} --by demo-planner
< exit 1
$ nigiwai edition confirm {mended} --municipality 131202 --data {data} --by demo-manager
$ nigiwai edition withdraw nerima-2011 2 --municipality 131202 --data {data} --reason 別の年の表だった --by demo-planner
= drop
$ nigiwai edition reject {drop} --municipality 131202 --data {data} --by demo-manager
$ nigiwai edition show nerima-2011 2 --municipality 131202 --data {data} --json
< text "new":"補助7件"
< text "withdrawn_at":""
$ nigiwai edition verify nowhere.json
< exit 1
$ nigiwai edition show nerima-2011 9 --municipality 131202 --data {data}
< exit 1
$ nigiwai verify
< text 誤りは見つかりませんでした
