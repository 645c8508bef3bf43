# The successor of a plan is built from its predecessor: a tree that people write together, where nobody's words are
# lost, nothing is half done, and another person adopts what one person asked for.
@ 2026-05-11T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202 plans/131211
$ nigiwai user practice
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 計画をつくる・使う

# It begins: bad names are refused with what to do, then the tree is there with numbers, titles and owners.
> GET /staff/plans
< text 計画案はありません
> POST /staff/plans form_token={form_token} slug=次期 plan_title=次期計画 period=平成27～30年度
< 400
< text 識別名「次期」は使えません
> POST /staff/plans form_token={form_token} slug=nerima-2011 plan_title=次期計画 period=平成27～30年度 levels=目標\n＊事業
< 409
< text すでにほかの計画に使われています
> POST /staff/plans form_token={form_token} slug=nerima-2015 plan_title=次期計画 period=いつか
< 400
< text 年度として読めません
> POST /staff/plans form_token={form_token} slug=nerima-2015 plan_title=次期計画 period=平成27～30年度 predecessor=adachi-2021
< 404
> POST /staff/plans form_token={form_token} command=first slug=nerima-2015 plan_title=次期計画 period=平成27～30年度 predecessor=nerima-2011
< 303 /staff/plans/nerima-2015/draft?done=draft_made
> POST /staff/plans form_token={form_token} command=first slug=nerima-2015 plan_title=次期計画 period=平成27～30年度 predecessor=nerima-2011
< 303 /staff/plans/nerima-2015/draft?done=draft_made
> GET /staff/plans/nerima-2015/draft
< text 42 空き店舗入居促進事業
< text まちの魅力を活かした産業活動の推進
< text 指標がありません
$ nigiwai draft list --municipality 131202
< text nerima-2015	次期計画	平成27～30年度	draft
$ nigiwai draft list --municipality 131211
< no text nerima-2015

# The tree: a forged line, a circle, the first of all; what can be done is done and can be undone.
> POST /staff/plans/nerima-2015/draft/move form_token={form_token} step=1.up
< 409
< text その向きにはもう動かせません
> POST /staff/plans/nerima-2015/draft/move form_token={form_token} step=999.up
< 404
< text 行「999」はありません
> POST /staff/plans/nerima-2015/draft/lines/1/place form_token={form_token} parent=2
< 409
< text 自分の下に置くことはできません
> POST /staff/plans/nerima-2015/draft/lines form_token={form_token} kind=node line_title=にぎわいの創出 number=F
< 303
= node after #line-
> POST /staff/plans/nerima-2015/draft/lines form_token={form_token} kind=row parent={node} number=42 line_title=別の事業
< 409
< text 番号「42」は「空き店舗入居促進事業」に付けられたことがあります
> POST /staff/plans/nerima-2015/draft/lines form_token={form_token} kind=row parent={node} number=101 line_title=創業塾
< 303
= row after #line-
> POST /staff/plans/nerima-2015/draft/lines/{row}/split form_token={form_token} line_title=創業塾（夜間） number=101-2
< 303
= deed after deed=
= night after #line-
> POST /staff/plans/nerima-2015/draft/undo form_token={form_token} deed=12345
< 404
> POST /staff/plans/nerima-2015/draft/lines/{night}/merge form_token={form_token} into={row}
< 303
> GET /staff/plans/nerima-2015/draft
< text 終了した行
< text ほかの行に統合

# A line: every mistake is named with its field and what was typed stays; then it is kept.
> POST /staff/plans/nerima-2015/draft/lines/{row} form_token={form_token} based_on=1 title=創業塾 number=101 owner_1_from=2014 owner_1_body=ward target_1_2015=30 money_planned_2015=-5
< 400
< text 「2014」は計画期間（2015～2018年度）の外です
< text 目標「30」に指標がありません
< text 0より小さく
> POST /staff/plans/nerima-2015/draft/lines/{row} form_token={form_token} based_on=2 title=創業塾 number=101 "description=創業する人を育てる" owner_1_from=平成27 owner_1_body=ward owner_1_department=経済課 indicator_1_label=修了者 indicator_1_unit=人 target_1_2015=30人 "money_planned_2015=3,000千円"
< 303 /staff/plans/nerima-2015/draft/lines/{row}?done=line_saved
> GET /staff/plans/nerima-2015/draft/lines/{row}
< text → 3000000
< text → 30人

# Two people wrote at once: both texts are shown, and one is chosen.
> POST /staff/plans/nerima-2015/draft/lines/{row} form_token={form_token} based_on=2 title=創業塾（仮） number=101 description=急いで書いた
< 409
< text ほかの人が先に保存しました
< text 急いで書いた
< text 創業する人を育てる
> POST /staff/plans/nerima-2015/draft/lines/{row}/resolve form_token={form_token} based_on=3 title=創業塾 number=101 take_description=edited mine_description=急いで書いた theirs_description=創業する人を育てる edited_description=創業する人を急いで育てる owner_1_from=2015 owner_1_body=ward indicator_1_label=修了者 indicator_1_unit=人 target_1_2015=30人
< 303 /staff/plans/nerima-2015/draft/lines/{row}?done=line_saved

# What is typed and not sent is kept, without passwords, for this person alone.
> POST /account/unsent form_token={form_token} path=/staff/plans/nerima-2015/draft/lines/{row} fields=description=tochu&password=himitsu&based_on=4
< 204
> GET /staff/plans/nerima-2015/draft/lines/{row}
< text まだ送っていない入力
> GET /staff/plans/nerima-2015/draft/lines/{row}?unsent=restore
< text tochu
< no text himitsu
> POST /account/unsent/discard form_token={form_token} path=//elsewhere.example
< 400
> POST /account/unsent/discard form_token={form_token} path=/staff/plans/nerima-2015/draft/lines/{row}
< 303 /staff/plans/nerima-2015/draft/lines/{row}?done=unsent_dropped

# A table from a spreadsheet: nothing is kept while a row is wrong.
> POST /staff/plans/nerima-2015/draft/paste form_token={form_token} step=preview mode=update "table=番号\t予算額 平成27年度\n42\t-5\n999\t1"
< 400
< text 2行目：金額「-5」が0より小さく
< text 3行目：番号「999」
> POST /staff/plans/nerima-2015/draft/paste form_token={form_token} step=apply mode=update "table=番号\t予算額 平成27年度\n42\t3,000千円"
< 303

# In review: no word changes any more, comments come and are answered.
> POST /staff/plans/nerima-2015/draft/steps form_token={form_token} way=to_review
< 303 /staff/plans/nerima-2015/draft/steps?done=handed_on
> POST /staff/plans/nerima-2015/draft/lines/{row}/end form_token={form_token} reason=廃止
< 409
< text 作成中ではないため
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-clerk password=nigiwai-practice-2026
< 303 /staff
> GET /staff/plans/nerima-2015/draft/lines/{row}
< text 意見を書く
> POST /staff/plans/nerima-2015/draft/lines/{row}/comments form_token={form_token} comment=回数を決めてください
< 303
> POST /staff/plans/nerima-2015/draft/lines/{row} form_token={form_token} based_on=4 title=勝手に直す
< 403
< text 計画担当
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff/plans/nerima-2015/draft/lines/{row}
< text 回数を決めてください
= comment after answer-
> POST /staff/plans/nerima-2015/draft/lines/{row}/answer form_token={form_token} comment={comment} answer=年2回とします
< 303 /staff/plans/nerima-2015/draft/lines/{row}?done=comment_answered#comments
> POST /staff/plans/nerima-2015/draft/steps form_token={form_token} way=to_proposed
< 303
> POST /staff/plans/nerima-2015/draft/adopt form_token={form_token} reason=答申
< 403
$ nigiwai draft adopt nerima-2015 --municipality 131202 --by demo-planner --reason 答申
< exit 1
> POST /sign-out form_token={form_token}
< 303

# Another person adopts; staff see the plan, the public does not.
> POST /sign-in municipality=131202 login=demo-manager password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 決定待ち
> POST /staff/plans/nerima-2015/draft/adopt form_token={form_token} reason=審議会の答申を受けて
< 303 /staff/plans/nerima-2015/draft/steps?done=adopted
> POST /staff/plans/nerima-2015/draft/adopt form_token={form_token} reason=もう一度
< 409
> GET /staff/plans/nerima-2015?year=2015
< text 修了者 30人
> GET /staff/plans/nerima-2015/draft/compare?from=predecessor
< text 101 創業塾
> GET /staff/plans/nerima-2015/draft/lines/{row}
< text 急いで育てる
> GET /plans/nerima-2015
< 404
> POST /sign-out form_token={form_token}
< 303

# Its lines count the work from now on, as the plan before counted it; what is confirmed and released is public.
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2015-05-20 --yen 500,000 --by 17 --post clerk --body ward
= grant
$ nigiwai record confirm {grant} --municipality 131202 --by 18 --post chief --body ward
$ nigiwai release open --municipality 131202 --plan nerima-2015 --row 42 --title 空き店舗の随時公表
> GET /plans/nerima-2015/figures
< 200
< text 空き店舗の随時公表
< text 実施
$ nigiwai draft show nerima-2015 --municipality 131202 --as-known 2026-05-11T08:59
< no text 創業塾
$ nigiwai draft show nerima-2015 --municipality 131202
< text 101 創業塾
$ nigiwai draft import nowhere.json --municipality 131202
< exit 1
$ nigiwai draft import plans/131202/nerima-2018/plan.json --draft nerima-2019 --period 平成30～34年度 --municipality 131202
$ nigiwai draft succeed nerima-2016 --plan nerima-2011 --title 別の案 --period 平成28～30年度 --municipality 131202
$ nigiwai verify
