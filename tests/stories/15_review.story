# A review of a year: the rule is published, marks are proposed by one person and decided by
# another, what comes next is said, the paper goes its way, and nothing of it is public.
@ 2026-05-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice

# The rule is tried on the year that is over before it is published: rows whose words the rule does
# not know are told, and no mark was printed to differ from.
$ nigiwai rating replay --plan nerima-2018 --rule tests/stories/review_rule.toml
< text 13-4
< text 評語がない
$ nigiwai rating replay --plan nerima-2011
< exit 1
< text 目安が公表されていません
# Nerima 2011-14 printed marks and neither targets nor a rule: everything is without a target.
$ nigiwai rating replay --plan nerima-2011 --rule tests/stories/review_rule.toml
< exit 1
< text 指標も目標もありません
$ nigiwai rating rule --plan nerima-2018 --file tests/stories/review_rule.toml
< text 第1版
$ nigiwai rating rule --plan nerima-2018 --file tests/stories/01_first_start.story
< exit 1

# The planner opens the review and proposes; a mark other than the rule's needs a reason.
> POST /sign-in login=demo-planner password=nigiwai-practice-2026
< 303 /staff
> GET /staff/reviews
< text 練習用の目安
> POST /staff/reviews form_token={form_token} plan=nerima-2018 from_year=2010 to_year=2019
< 400
< text 2018年度から2019年度まで
> POST /staff/reviews form_token={form_token} plan=nerima-2018 from_year=2019 to_year=2019
< 303 /staff/reviews/nerima-2018/2019?done=begun
> GET /staff/reviews/nerima-2018/2019
< text 3地域
< text 100.0%
> GET /staff/reviews/nerima-2018/2019/rows/13-4
< text 実績 3地域 ÷ 目標 3地域
< text 目安の案は「A」です
> POST /staff/reviews/nerima-2018/2019/rate form_token={form_token} mark.13-4=A mark.13-5=B reason.13-5=
< 400
< text 13-5：目安か前の人の評語と違うときは、理由を入力してください。
> POST /staff/reviews/nerima-2018/2019/rate form_token={form_token} mark.13-4=A mark.13-5=B reason.13-5=利用が伸びていない mark.13-1-2=
< 303 /staff/reviews/nerima-2018/2019?done=rated
> POST /staff/reviews/nerima-2018/2019/rows/13-4/decision form_token={form_token} mark=A reason=
< 409
< text 案を書いた人は決められません
> POST /staff/reviews/nerima-2018/2019/rows/99/proposal form_token={form_token} mark=A reason=
< 404
> GET /staff/reviews/nerima-2018/2019/rate?size=50&unrated=1
< no text 地域数</strong>
< text 行のうち1～
> POST /staff/reviews/nerima-2018/2019/rows/13-4/note-owner form_token={form_token} version=0 note=よその備考
< 403
> POST /staff/reviews/nerima-2018/2019/rows/13-4/note-planner form_token={form_token} version=0 note=
< 400
< text 備考が空です
> POST /staff/reviews/nerima-2018/2019/rows/13-4/note-planner form_token={form_token} version=0 note=地域の数え方を変えた
< 303
> GET /staff/reviews/nerima-2018/2019/papers
< no text 地域の数え方を変えた
> POST /staff/reviews/nerima-2018/2019/rows/13-4/note-print form_token={form_token} side=planner version=1 printed=1
< 303
> GET /staff/reviews/nerima-2018/2019/papers
< text 地域の数え方を変えた
> GET /staff/reviews/nerima-2018/2019/rows/13-4/sheet
< text 地域の数え方を変えた
> GET /staff/reviews/nerima-2018/2019/own-form
< text 様式はまだありません
> GET /staff/reviews/nerima-2018/2019/own-form/1/filled.xlsx
< 404
> POST /staff/reviews/nerima-2018/2019/own-form form_token={form_token}
< 400
< text ファイルが選ばれていません
> POST /staff/reviews/nerima-2018/2019/approval form_token={form_token} paper_title=点検 paper_text=伺い co_sign= decide=manager
< 409
< text まだ決まっていない行が
> POST /sign-out form_token={form_token}
< 303

# Another person decides; a third looks again; the auditor reads and writes nothing.
> POST /sign-in login=demo-manager password=nigiwai-practice-2026
< 303 /staff
> GET /staff/reviews/nerima-2018/2019/decide
< text 利用が伸びていない
> POST /staff/reviews/nerima-2018/2019/decide form_token={form_token} mark.13-4=A mark.13-5=A reason.13-5=目標に達した
< 303 /staff/reviews/nerima-2018/2019?done=rated
> GET /staff/reviews/nerima-2018/2019/rows/13-5
< text 目標に達した
< text 利用が伸びていない
> POST /staff/reviews/nerima-2018/2019/rows/13-4/action form_token={form_token} direction=expand action_text=地域を増やす owner_body=ward due_year=2026 due_month=9 due_day=30
< 303 /staff/reviews/nerima-2018/2019/rows/13-4?done=action
> GET /staff/reviews/nerima-2018/2019/actions
< text 拡充：地域を増やす
> GET /staff/reviews/nerima-2018/2019/papers
< text 地域を増やす
> GET /staff/reviews/nerima-2018/2019/papers.xlsx
< header content-disposition: review-nerima-2018-2019.xlsx
> GET /staff/reviews/nerima-2018/2019/rows/13-4/sheet
< text 評価シート
> GET /staff/reviews/nerima-2018/2019/rows/13-4/sheet.pdf
< header content-type: application/pdf
> GET /staff/reviews/gaps?plan=nerima-2018&year=2019
< text 足りないもの 2019年度
> GET /staff/reviews/gaps.csv?plan=nerima-2018&year=2019
< header content-type: text/csv
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in login=demo-auditor password=nigiwai-practice-2026
< 303 /staff
> GET /staff/reviews/nerima-2018/2019
< 200
> POST /staff/reviews/nerima-2018/2019/rate form_token={form_token} mark.13-4=B reason.13-4=監査
< 403

# What was decided is not public before a publication.
> GET /plans/nerima-2018/rows/13-4
< no text 地域を増やす
> GET /staff/reviews/nerima-2018/2017
< 404

# The office's own form: what it asks for and nobody knows is told with its cell.
$ nigiwai report --plan nerima-2018 --format xlsx -o {data}/table.xlsx
$ nigiwai rating form --plan nerima-2018 --year 2019 --template {data}/table.xlsx -o {data}/filled.xlsx
< exit 1
< text 差し込む場所
$ nigiwai rating form --plan nerima-2018 --year 2010 --template {data}/table.xlsx -o {data}/filled.xlsx
< exit 1
< text 2018年度から2019年度まで
