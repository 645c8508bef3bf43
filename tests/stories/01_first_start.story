# A newcomer asks the program who it is.
$ nigiwai --version
< text nigiwai 0.

$ nigiwai --help
< text serve
< text migrate
< text plan

$ nigiwai serve --help
< text --port
< text --data

# A command that does not exist, or an option that does not, is a matter of usage.
$ nigiwai fly
< exit 2
< text fly

$ nigiwai plan list --colour-of-the-sky
< exit 2

# Each mistake of usage has its Japanese sentence, with the word it is about.
$ nigiwai record list
< exit 2
< text 「--municipality」がありません。
$ nigiwai figure
< exit 2
< text 命令がありません。
$ nigiwai record list --municipality 131202 --limit x
< exit 2
< text 「--limit」の値「x」を読み取れません。
$ nigiwai figure records --plan a --row 1 --figure f --year 2011 --sort big
< exit 2
< text 「--sort」に「big」は使えません。oldest, newest, largest から選んでください。
$ nigiwai serve --workers 999
< exit 2
< text 「--workers」の値「999」は使えません。1から256までにしてください。
$ nigiwai figure mark --municipality 131202 --name x --by 0
< exit 2
< text 「--by」の値「0」は使えません。1以上にしてください。
$ nigiwai record list --lang en
< exit 2
< text "--municipality" is missing.

# Before the tables are there, the program says what to do and does nothing half.
$ nigiwai plan list
< exit 1
< text migrate

# The tables are laid, then the real plans are loaded; both are harmless when repeated.
$ nigiwai migrate
$ nigiwai migrate
$ nigiwai plan load plans
$ nigiwai plan load plans
$ nigiwai plan list
< text nerima-2011
< text nerima-2018
< text nerima-2003
< text adachi-2021
< text setagaya-2021
< text machida-2021
< text hamura-2021

# The database, its references and the files' hashes are whole.
$ nigiwai verify

# The same plans in the browser.
> GET /healthz
> GET /
< text 練馬区商工業振興計画
< text 足立区地域産業活性化計画
< text 世田谷区地域産業活性化計画
< text 町田市地域産業活性化計画
< text 羽村市地域産業活性化計画
< header content-security-policy: default-src
< header x-content-type-options: nosniff
