# Files are attached to a record, read, taken off, refused with what to do, and a backup brings them
# back into another place and the other kind of database.
@ 2026-05-01T09:00
$ nigiwai migrate
$ nigiwai plan load plans/131202
$ nigiwai user practice
$ nigiwai record add --municipality 131202 --programme craft-fair-support --kind event_held --on 2026-04-28 --people 3200 --by 17 --post clerk --body ward
= record

# The clerk attaches two at once; both are on the page of the record.
> POST /sign-in login=demo-clerk password=nigiwai-practice-2026
< 303 /staff
> GET /staff/records/{record}
< text 添付書類はありません
< text pdf, png, jpg
> POST /staff/records/{record}/papers form_token={form_token} command=one papers=@名簿.csv:年度,件 papers=@契約書.pdf:%PDF-1.4 eyes=staff
< 303 /staff/records/{record}?done=paper_attached
> POST /staff/records/{record}/papers form_token={form_token} command=one papers=@名簿.csv:年度,件 papers=@契約書.pdf:%PDF-1.4 eyes=staff
< 303 /staff/records/{record}?done=paper_attached
> GET /staff/records/{record}?done=paper_attached
< text 添付書類（2件）
< text 契約書.pdf
< text 名簿.csv
= paper after /staff/papers/
> GET /staff/papers/{paper}
< 200
< header content-disposition: attachment; filename="paper-{paper}.pdf"; filename*=UTF-8''%E5%A5%91%E7%B4%84%E6%9B%B8.pdf
< header x-content-type-options: nosniff
< header content-security-policy: sandbox
< text %PDF-1.4

# What is no PDF, what is empty and what has another ending is refused; nothing of it is kept.
> POST /staff/records/{record}/papers form_token={form_token} papers=@偽物.pdf:MZ
< 400
< text 「偽物.pdf」の中身は pdf ではありません
> POST /staff/records/{record}/papers form_token={form_token} papers=@空.pdf:
< 400
< text 中身が空です
> POST /staff/records/{record}/papers form_token={form_token} papers=@setup.exe:MZ
< 400
< text 添付できるのは pdf, png, jpg
> POST /staff/records/{record}/papers form_token={form_token} eyes=staff
< 400
< text 添付するファイルが選ばれていません

# Personal data: the own body and the auditor alone. A guessed number opens nothing.
> POST /staff/records/{record}/papers form_token={form_token} papers=@受講者名簿.txt:氏名 eyes=personal
< 303
> POST /sign-out form_token={form_token}
< 303
> POST /sign-in login=demo-corporation password=nigiwai-practice-2026
< 303
> GET /staff/papers/{paper}
< 403
> GET /staff/papers/1
< 404
> GET /staff/papers/%E3%81%82
< 404
> GET /staff
> POST /sign-out form_token={form_token}
< 303

# The auditor sees that it was tried, and who read what.
> POST /sign-in login=demo-auditor password=nigiwai-practice-2026
< 303 /staff
> GET /staff/history/review
< text 権限のない操作
> GET /staff/papers/{paper}
< 200
> GET /staff/history
< text 添付書類
< text 書類の添付
> GET /staff
> POST /sign-out form_token={form_token}
< 303

# Taken off with a reason by whoever attached it; the line stays, the file too.
> POST /sign-in login=demo-clerk password=nigiwai-practice-2026
< 303
> GET /staff/papers/{paper}/take-off?back=/staff/records/{record}
< text 書類を外す
> POST /staff/papers/{paper}/take-off form_token={form_token} back=/staff/records/{record} reason=
< 400
< text 理由を入力してください
> POST /staff/papers/{paper}/take-off form_token={form_token} back=/staff/records/{record} reason=別の件の書類
< 303 /staff/records/{record}?done=paper_taken_off
> GET /staff/records/{record}
< text 添付書類（2件）
< text 外した書類（1件）
< text 別の件の書類
> GET /staff/papers/{paper}
< 409

# Who keeps the machine sees what there is; nothing is swept that is attached, or was.
$ nigiwai paper list --municipality 131202
< text 契約書.pdf
< text record {record}
$ nigiwai paper sweep
< text 0件
$ nigiwai verify

# A backup carries the files, to either kind of database; the restored place is verified with them.
$ nigiwai backup {data}/copy.nigiwai
$ nigiwai restore {data}/copy.nigiwai --db sqlite:{data}/other/nigiwai.sqlite --data {data}/other
$ nigiwai verify --db sqlite:{data}/other/nigiwai.sqlite
$ nigiwai verify --db sqlite:{data}/other/nigiwai.sqlite --files {data}/nowhere
< exit 1
< text の中身がありません
$ nigiwai paper list --municipality 131202 --db sqlite:{data}/other/nigiwai.sqlite
< text 名簿.csv
