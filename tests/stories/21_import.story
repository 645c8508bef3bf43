# A table of another year is read, corrected, taken over, followed back to its file, corrected again and undone.
@ 2026-05-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice

# The planner sends a table; what was understood is shown before anything is in a plan.
> POST /sign-in login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff
< text 表の取込
> GET /staff/imports
< text 取込はまだありません
> GET /staff/imports/new
> POST /staff/imports/new form_token={form_token} command=one
< 400
< text ファイルが選ばれていません
> POST /staff/imports/new form_token={form_token} command=two table_file=@表.pdf:%PDF-1.4
< 400
> POST /staff/imports/new form_token={form_token} command=three "table_file=@進捗.csv:番号,事業名,令和4年度実績,評価\n1,空き店舗の活用,3件,拡充\n2,創業の相談,40件,現状継続\n"
< 303
= import after /staff/imports/
> POST /staff/imports/new form_token={form_token} command=three "table_file=@進捗.csv:番号,事業名,令和4年度実績,評価\n1,空き店舗の活用,3件,拡充\n2,創業の相談,40件,現状継続\n"
< 303 /staff/imports/{import}?done=import_begun
> GET /staff/imports/{import}
< text まだ取り込んでいません
< text 令和4年度実績
< text 現状継続

# Nothing is taken over before it is said where it goes.
> GET /staff/imports/{import}/take
< 400
< text 識別名
> POST /staff/imports/{import}/plan form_token={form_token} seen=1 target=new_plan slug=hamura plan_title=羽村市産業振興計画 plan_kind=plan from_year=2022 until_year=2026
< 303
> GET /staff/imports/{import}/take
< 200
< text 現状継続
> POST /staff/imports/{import}/take form_token={form_token} seen=1 standing=0 command=four
< 409
< text 別の人がこの下書きを直しました
> POST /staff/imports/{import}/take form_token={form_token} seen=2 standing=0 command=five
< 303 /staff/imports/{import}?done=import_taken
> GET /staff/imports/{import}
< text この表は計画に取り込まれています
> GET /staff/imports/{import}/source?line=3&column=3
< 200
< text 40件
< text C3

# Staff see the plan, the public does not yet.
> GET /staff/plans/hamura/table
< 200
< text 空き店舗の活用
> GET /plans/hamura
< 404

# A corrected file: the differences alone.
> POST /staff/imports/{import}/again form_token={form_token} command=six "table_file=@訂正.csv:番号,事業名,令和4年度実績,評価\n1,空き店舗の活用,3件,拡充\n2,創業の相談,44件,現状継続\n"
< 303
= correction after /staff/imports/
> GET /staff/imports/{correction}/take
< text 変わる欄（1件）
< text 40件
< text 44件
> POST /staff/imports/{import}/undo form_token={form_token} command=seven reason=誤り
< 303
> GET /plans/hamura
< 404

# The same from the command line; a clerk works with no imports.
$ nigiwai import list --municipality 131202
< text undone
$ nigiwai verify
< exit 0
> GET /staff
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in login=demo-clerk password=nigiwai-practice-2026
< 303
> GET /staff/imports
< 403
