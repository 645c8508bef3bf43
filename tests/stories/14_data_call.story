# The work of May 2015: the planner asks the owners for the results of 2014. The corporation owns eleven
# lines since April 2014 and answers by form; the ward answers by a link; chiefs confirm, planning
# checks, another person approves.
@ 2015-05-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice

# The planner sees who owes what before anything is sent.
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff/data-calls
< text 照会はまだありません
> POST /staff/data-calls/new form_token={form_token} step=preview plan=nerima-2011 fiscal_year=2030 title=実績 due_year=2015 due_month=5 due_day=20
< 400
< text 2030年度だけの欄がありません
> POST /staff/data-calls/new form_token={form_token} step=preview plan=nerima-2011 fiscal_year=2014 title=平成26年度実績の照会 due_year=平成27 due_month=5 due_day=20 message=期限までに回答してください。
< 200
< text 産業振興公社
< text この内訳で照会を出す
> POST /staff/data-calls/new form_token={form_token} step=open plan=nerima-2011 fiscal_year=2014 title=平成26年度実績の照会 due_year=2015 due_month=4 due_day=30
< 400
< text 回答期限「2015-04-30」は過ぎています
> POST /staff/data-calls/new form_token={form_token} command=open step=open plan=nerima-2011 fiscal_year=2014 title=平成26年度実績の照会 due_year=2015 due_month=5 due_day=20 message=期限までに回答してください。
< 303
= call after /staff/data-calls/
> POST /staff/data-calls/new form_token={form_token} command=open step=open plan=nerima-2011 fiscal_year=2014 title=平成26年度実績の照会 due_year=2015 due_month=5 due_day=20 message=期限までに回答してください。
< 303 /staff/data-calls/{call}?done=opened
> GET /staff/data-calls/{call}
< text まだ開いていません
< text 速報（2015年6月1日から確定）
> GET /staff/data-calls/{call}/sheets/1
< text 練馬区
> GET /staff/data-calls/1
< 404
> POST /staff/data-calls/{call}/sheets/1/rows/17 form_token={form_token} text=1件 version=0
< 403
< text この操作ができる職

# A link for somebody of the ward who never signs in.
& Origin: http://nigiwai.example
> POST /staff/data-calls/{call}/sheets/1/link form_token={form_token}
< 403
> POST /staff/data-calls/{call}/sheets/1/link form_token={form_token}
< text 二度と表示できません
= secret after /answer/
> POST /sign-out form_token={form_token}
< 303

# The corporation sees its own lines alone.
> POST /sign-in municipality=131202 login=demo-corporation password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 平成26年度実績の照会
< text 産業振興公社
< no text 練馬区
> GET /staff/data-calls/{call}
> GET /staff/data-calls/{call}/sheets/1
< 403
> GET /staff/data-calls/{call}/sheets/2
< text 区内景況調査
> GET /staff/data-calls/{call}/sheets/2/rows/21
< text 前の年度の実績
> POST /staff/data-calls/{call}/sheets/2/rows/21 form_token={form_token} version=0 text=貸付3件 absence=not_yet_counted
< 400
< text どちらか一方にしてください
> POST /staff/data-calls/{call}/sheets/2/rows/21 form_token={form_token} version=0 absence=not_carried_out
< 400
< text 備考がありません
> POST /staff/data-calls/{call}/sheets/2/rows/21 form_token={form_token} command=a version=0 "text=10,376千円（3事業）" executed_yen=１０，３７６，０００
< 303
> POST /staff/data-calls/{call}/sheets/2/rows/21 form_token={form_token} command=a version=0 "text=10,376千円（3事業）" executed_yen=１０，３７６，０００
< 303
> GET /staff/data-calls/{call}/sheets/2/rows/21
< text 数量の読み取り
< text 10,376千円
< text 10,376,000円
< text 回答済み・確認待ち
> POST /staff/data-calls/{call}/sheets/2/rows/17 form_token={form_token} version=0 text=1件
< 404
> GET /staff/data-calls/{call}/sheets/2/confirm
< 403
> POST /sign-out form_token={form_token}
< 303

# By the link: one sheet, no cookie; from another site nothing is taken.
> GET /answer/{secret}
< header referrer-policy: no-referrer
< header cache-control: no-store
< text 商工相談
< no text 区内景況調査
> GET /answer/{secret}/rows/17
< text 回答する人の氏名
& Origin: http://elsewhere.example
> POST /answer/{secret}/rows/17 name=電話の人 version=0 text=1,040件
< 403
> POST /answer/{secret}/rows/17 version=0 text=1,040件
< 400
< text 回答する人の氏名
> POST /answer/{secret}/rows/17 name=相談員 version=0 text=1,040件
< 303
> POST /answer/{secret}/rows/21 name=相談員 version=0 text=1件
< 404
> GET /answer/guessed
< 404
< text このリンクは使えません

# The chief of the corporation confirms; the value is the entered reading of the plan from then on.
> POST /sign-in municipality=131202 login=demo-corporation-chief password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 所属の確認を待つ回答 1件
> POST /staff/data-calls/{call}/sheets/2/confirm form_token={form_token} step=return "line[]=1 21"
< 400
< text 理由がありません
> POST /staff/data-calls/{call}/sheets/2/confirm form_token={form_token} step=sign "line[]=1 21"
< 303
> POST /staff/data-calls/{call}/sheets/2/confirm form_token={form_token} step=sign "line[]=1 21"
< 409
> POST /sign-out form_token={form_token}
< 303

# At the command line: who is how far, the sheet of an owner, and what is to be sent. A day that was
# missed is made up for; nothing is sent by the program.
@ 2015-05-23T09:00
$ nigiwai datacall list --municipality 131202
< text 平成26年度実績の照会
< text open
$ nigiwai datacall show {call} --municipality 131202
< exit 1
< text 期限を過ぎて未回答のある担当が2
$ nigiwai datacall open --plan nerima-2011 --year 2013 --municipality 131202 --preview
< text 練馬区
$ nigiwai datacall open --plan nerima-2011 --year 2013 --title 照会 --due 5月 --municipality 131202
< exit 1
< text 期限「5月」は日付として読めません
$ nigiwai datacall sheet {call} 2 -o {data}/sheet.xlsx --municipality 131202
$ nigiwai datacall read {call} 2 {data}/sheet.xlsx --municipality 131202
< text 変わる事業 0件
$ nigiwai datacall read {call} 1 {data}/sheet.xlsx --municipality 131202
< exit 1
< text 別の照会か別の担当
$ nigiwai datacall read {call} 2 {data}/nothing.xlsx --municipality 131202
< exit 1
< text 読めません
$ nigiwai datacall remind --municipality 131202
< text 2015-05-20	due
< text 期限（2015年5月20日）を3日過ぎています
< text 送る督促 2件

# Planning checks, and nobody approves what they checked; the day after the due day some are late.
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 期限を3日過ぎています
> POST /staff/data-calls/{call}/sheets/2/check form_token={form_token} step=sign "line[]=1 21"
< 303
> POST /staff/data-calls/{call}/sheets/2/approve form_token={form_token} step=sign "line[]=1 21"
< 403
> GET /staff/data-calls/{call}
< text 送る督促
> POST /staff/data-calls/{call}/sheets/1/notices/2015-05-20 form_token={form_token} end=dropped
< 303
> POST /staff/data-calls/{call}/sheets/1/notices/2015-05-20 form_token={form_token} end=sent
< 409
> POST /staff/data-calls/{call}/sheets/1/notices/2015-05-21 form_token={form_token} end=sent
< 404
> POST /staff/data-calls/{call}/sheets/1/remind form_token={form_token}
< 303
> GET /staff/data-calls/{call}
< text 3日の遅れ
< text 1回（最後は2015年5月23日
> POST /staff/data-calls/{call}/close form_token={form_token}
< 303
> POST /answer/{secret}/rows/18 name=相談員 version=0 text=5件
< 409
< text 締め切られています
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-manager password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 公表の承認を待つ値
> POST /staff/data-calls/{call}/sheets/2/approve form_token={form_token} step=sign "line[]=1 21"
< 303
> GET /staff/data-calls/{call}/sheets/2
< text 承認済み

# The corporation finds a mistake in the approved value and asks for a correction; the planner lets
# it be answered again, although the call is closed, and all three signs are given anew.
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-corporation password=nigiwai-practice-2026
< 303 /staff
> GET /staff/data-calls/{call}/sheets/2/rows/21
< text 承認済みの値の訂正を申し出る
> POST /staff/data-calls/{call}/sheets/2/rows/21 form_token={form_token} version=1 text=10,400千円
< 409
> POST /staff/data-calls/{call}/sheets/2/rows/21/correction form_token={form_token} correction_reason=
< 400
< text 理由がありません
> POST /staff/data-calls/{call}/sheets/2/rows/21/correction form_token={form_token} correction_reason=1事業が重複していた
< 303
> POST /staff/data-calls/{call}/sheets/2/rows/21/correction form_token={form_token} correction_reason=もう一度
< 409
< text すでに申し出ています
> POST /staff/data-calls/{call}/sheets/2/rows/21/reopen form_token={form_token} settle_as=reopened
< 403
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 訂正の申出 1件
> GET /staff/data-calls/{call}
< text 1事業が重複していた
> POST /staff/data-calls/{call}/sheets/2/rows/21/reopen form_token={form_token} settle_as=declined
< 400
> POST /staff/data-calls/{call}/sheets/2/rows/21/reopen form_token={form_token} settle_as=reopened
< 303
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-corporation password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 再回答が必要な事業 1件
> POST /staff/data-calls/{call}/sheets/2/rows/21 form_token={form_token} version=1 "text=8,376千円（2事業）"
< 303
> GET /staff/data-calls/{call}/sheets/2/rows/21
< text 10,376千円（3事業） → 8,376千円（2事業）
< text 1事業が重複していた
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-corporation-chief password=nigiwai-practice-2026
< 303 /staff
> POST /staff/data-calls/{call}/sheets/2/confirm form_token={form_token} step=sign "line[]=2 21"
< 303
> POST /sign-out form_token={form_token}
< 303

# The council approves the accounts of 2014; from that day on its values are settled.
@ 2015-09-30T09:00
> POST /sign-in municipality=131202 login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> POST /staff/settled-years form_token={form_token} settled_year=2014 council_on_year=2015 council_on_month=10 council_on_day=1 settle_reason=認定第1号
< 400
< text まだ来ていません
> POST /staff/settled-years form_token={form_token} settled_year=2014 council_on_year=平成27 council_on_month=9 council_on_day=25 settle_reason=認定第1号
< 303
> GET /staff/settled-years
< text 2015年9月25日
> GET /staff/data-calls/{call}
< text 決算（2015年9月25日に議会が認定）
> GET /staff/plans/nerima-2011/rows/21/cells/2014
< text 決算（2015年9月25日）
> POST /sign-out form_token={form_token}
< 303

# The link is over two weeks after the due day.
@ 2015-06-04T00:00
> GET /answer/{secret}
< 404
$ nigiwai verify
