# A day at the advice desk: a founder comes to the counter, comes again, is written down twice by mistake; the plan's
# row 17 follows each time, and nobody types a number. The corporation sees nothing of it.
@ 2012-05-15T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice

> POST /sign-in municipality=131202 login=demo-clerk password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 商工相談
< text 自分の期限はありません
> GET /staff/consultations
< text 今年度の相談はまだありません

# What is wrong is said, and nothing is half done: no founder is written in by a form that is refused.
> POST /staff/consultations/new form_token={form_token} client_kind=founder client=練馬花子 day_year=平成24 day_month=５ day_day=15 from=11:00 until=10:00 programme=commerce-industry-advice/consultation_held channel=visit topics[]=startup secrecy=ordinary content=開業したい
< 400
< text 終了「10:00」が開始「11:00」より後になっていません
< text 開業したい
> GET /staff/businesses?q=花子
< text 見つかりません
> POST /staff/consultations/new form_token={form_token} client_kind=founder client=練馬花子 day_year=2013 day_month=5 day_day=15 programme=commerce-industry-advice/consultation_held channel=visit topics[]=startup secrecy=ordinary content=開業したい
< 400
< text 今日（2012-05-15）より後です

# The same form five times is one consultation.
> POST /staff/consultations/new form_token={form_token} command=click client_kind=founder client=練馬花子 day_year=平成24 day_month=５ day_day=15 from=１０時 until=10:30 programme=commerce-industry-advice/consultation_held channel=visit topics[]=startup secrecy=ordinary content=開業したい next_action=融資の資料を送る next_on_year=2012 next_on_month=5 next_on_day=16 referral=startup-support
< 303
= consultation after /staff/consultations/
> POST /staff/consultations/new form_token={form_token} command=click client_kind=founder client=練馬花子 day_year=平成24 day_month=５ day_day=15 from=１０時 until=10:30 programme=commerce-industry-advice/consultation_held channel=visit topics[]=startup secrecy=ordinary content=開業したい next_action=融資の資料を送る next_on_year=2012 next_on_month=5 next_on_day=16 referral=startup-support
< 303 /staff/consultations/{consultation}?done=held
> GET /staff/consultations/{consultation}
< text 10:00から10:30まで（30分）
< text 紹介した（結果待ち）
< text 練馬区商工業振興計画 №17 商工相談 2012年度
= client after /staff/clients/

# She comes again, is known, and asks about something nobody else is to read.
> POST /staff/consultations/new form_token={form_token} client_kind=known client=花子 day_year=2012 day_month=5 day_day=15 programme=commerce-industry-advice/consultation_held channel=phone topics[]=legal secrecy=secret content=共同経営者とのもめごと
< 303
= secret after /staff/consultations/
> POST /staff/consultations/new form_token={form_token} client_kind=anonymous day_year=2012 day_month=5 day_day=15 programme=commerce-industry-advice/consultation_held channel=phone topics[]=tax secrecy=ordinary content=確定申告の時期
< 303
= mistake after /staff/consultations/
> GET /staff/consultations
< text 3件・延べ2者・1者
< text 練馬区商工業振興計画 №17：3件

# One of them was written down by mistake, one on the wrong day.
> POST /staff/consultations/{mistake}/withdraw form_token={form_token} reason=
< 400
> POST /staff/consultations/{mistake}/withdraw form_token={form_token} reason=二重の入力
< 303
> GET /staff/consultations
< text 2件・延べ2者・1者
< text 練馬区商工業振興計画 №17：2件
> POST /staff/consultations/{secret}/correct form_token={form_token} version=1 client_kind=known client=花子 day_year=2012 day_month=3 day_day=30 programme=commerce-industry-advice/consultation_held channel=phone topics[]=legal secrecy=secret content=共同経営者とのもめごと reason=日の誤り
< 303
> GET /staff/consultations
< text 練馬区商工業振興計画 №17：1件
> GET /staff/plans/nerima-2011/rows/17/figures/consultations/2011
< text 1件
> GET /staff/clients/{client}
< text 共同経営者とのもめごと
< text 開業したい
> POST /sign-out form_token={form_token}
< 303

# The corporation opens neither by any address, and the history knows that it tried.
> POST /sign-in municipality=131202 login=demo-corporation password=nigiwai-practice-2026
< 303 /staff
> GET /staff/consultations/{secret}
< 403
< no text もめごと
< no text 花子
> GET /staff/clients/{client}
< no text もめごと
< no text 開業したい
> GET /staff/consultations/list.csv
< no text 花子
> POST /staff/consultations/{secret}/withdraw form_token={form_token} reason=消したい
< 403
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in municipality=131202 login=demo-auditor password=nigiwai-practice-2026
< 303 /staff
> GET /staff/history?review=refused
< text /staff/consultations/{secret}
> GET /staff/consultations/{secret}
< text 秘の相談です
< no text もめごと
> GET /search?q=花子
< no text 練馬花子
$ nigiwai verify
