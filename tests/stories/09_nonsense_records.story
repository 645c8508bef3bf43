# An interest subsidy of 2011 on a loan of 2009 adds yen and no loan; nonsense is refused with field,
# value and what to do.
@ 2012-04-10T09:00
$ nigiwai migrate
$ nigiwai plan load plans

$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind interest_subsidy_paid --on 2011-09-30 --yen 48,000 --set half=first --set lent_in=2009
< text +48,000
$ nigiwai figure show --plan nerima-2011 --row 13 --figure interest --year 2011
< text 2011年度 48,000円
$ nigiwai figure show --plan nerima-2011 --row 13 --figure loans --year 2011
< no text 2011年度

# A day to come, a day that does not exist, amounts and counts beyond all bounds.
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2012-04-11 --yen 1
< exit 1
< text 2012-04-11
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-31 --yen 1
< exit 1
< text 2011-09-31
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1000000000000000000
< exit 1
< text 1000000000000000000
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 99999999999999999999
< exit 1
< text 「yen」の値「99999999999999999999」
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1.5
< exit 1
< text 「yen」の「1.5」
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen=-3
< exit 1
< text -3
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1 --count=-1
< exit 1
< text 件数

# Facts that a kind does not carry, or that it needs; names that nobody declared.
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30
< exit 1
< text 金額が要ります
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1 --people 3
< exit 1
< text 人数を数えません
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1 --set colour=red
< exit 1
< text colour
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind interest_subsidy_paid --on 2011-09-30 --yen 1 --set half=third --set lent_in=2009
< exit 1
< text third
$ nigiwai record add --municipality 131202 --programme no-such-programme --kind loan_executed --on 2011-09-30 --yen 1
< exit 1
< text no-such-programme
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_dreamt --on 2011-09-30 --yen 1
< exit 1
< text loan_dreamt
$ nigiwai record add --municipality 999999 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1
< exit 1
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1 --year 2009
< exit 1
< text 2009
$ nigiwai record add --municipality 131202 --programme business-loan-mediation --kind loan_executed --on 2011-09-30 --yen 1 --in-town perhaps
< exit 1
< text perhaps
$ nigiwai record show 1 --municipality 131202
< exit 1
$ nigiwai record show x --municipality 131202
< exit 1
$ nigiwai figure show --plan atlantis --row 1
< exit 1
< text atlantis
$ nigiwai figure show --plan nerima-2011 --row 999
< exit 1
< text 999
$ nigiwai figure check README.md
< exit 1
< text README.md
$ nigiwai record import README.md --municipality 131202
< exit 1
< text 何も記録していません
$ nigiwai verify
