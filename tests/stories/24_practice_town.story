# A town in a jar: the fictional city works a year through the services, its interest subsidies come to the very yen
# that Nerima published, and an auditor goes from the sum to the working of one payment in three clicks. What cannot be
# built leaves nothing behind; production does not start beside it.
$ nigiwai migrate
$ nigiwai plan load plans/131202

$ nigiwai town compare
< exit 1
< text nigiwai town build
$ nigiwai town build --plan atlantis
< exit 1
< text atlantis
$ nigiwai town build --plan nerima-2003
< exit 1
< text figures.toml
$ nigiwai town build --seed many
< exit 2
< text many
$ nigiwai town build --scale 0
< exit 2
< text 「0」
$ nigiwai town build --years 1999
< exit 1
< text 1999年度
$ nigiwai town build --plans /nowhere
< exit 1
< text 誤り
$ nigiwai plan list
< no text 練習用

$ nigiwai town build --years 2011
< text にぎわい市（練習用）
$ nigiwai town build --years 2011
< exit 1
< text nigiwai town reset
$ nigiwai town compare
< exit 1
< no text №13 2011
< text №13 2012：公表「貸付2,158件 利子補給 807,994,168円」 集計できません（記録がありません）
< text 28/2011
$ nigiwai verify

# The public sees a town for practice, and of Nerima what it saw before.
> GET /plans/nerima-2011-practice/table
< 200
< text にぎわい市（練習用）
< text 949,888,008円
< no text 練馬区
> GET /plans/nerima-2011/table
< 200
< no text 練習用

# From the sum to one of its payments: the table, the cell, its records, the record with its working.
> POST /sign-in municipality=990019 login=demo-auditor password=nigiwai-practice-2026
< 303 /staff
> GET /staff/plans/nerima-2011-practice/table
< text 貸付2,252件 利子補給 949,888,008円
< text にぎわい市商工業振興計画（練習用）
> GET /staff/plans/nerima-2011-practice/rows/13/cells/2011
< text 949,888,008
> GET /staff/plans/nerima-2011-practice/rows/13/figures/interest/2011
< 200
= record after /staff/records/
> GET /staff/records/{record}
< text 利子補給計算書（練習用）
< text 片端入れ
< text 円未満切捨て

# Five tasks for whoever signed in, told from what they did since: the auditor opened a record just now.
> GET /staff/practice
< 200
< text 監査の課題
< text 5つの課題のうち1つができました。
< text 数字から記録1件まで開く
> GET /practice
< text 練習用の市ができています。
< text demo-corporation-chief

# Production does not start beside it.
$ nigiwai serve --production
< exit 1
< text nigiwai town reset

# Taken away, whole: the real plan is as it was.
$ nigiwai town reset
$ nigiwai town reset
< exit 1
$ nigiwai verify
> GET /plans/nerima-2011-practice/table
< 404
> GET /plans/nerima-2011/table
< 200
