# Grants of the old year that are paid in May belong to it when one person says so by 31 May; later
# it takes two.
@ 2012-03-30T09:00
$ nigiwai migrate
$ nigiwai plan load plans
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-06-30 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-08-31 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-10-31 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2011-12-28 --yen 100000 --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-03-30 --yen 100000 --by 17 --post manager --body ward
< text 500

# The sixth, paid on 15 May for the old year: 6 cases, 548,000 yen.
@ 2012-05-15T09:00
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-05-15 --yen 48000 --year 2011 --by 17 --post manager --body ward
= sixth
< text 2011年度
< text +48,000
$ nigiwai figure show --plan nerima-2011 --row 42 --year 2011 --json
< text "value":548000
< text "records":6

# The same on 2 June: the date, and the way of two persons.
@ 2012-06-02T09:00
$ nigiwai record reverse {sixth} --municipality 131202 --reason やり直し --by 17 --post manager --body ward
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --by 17 --post manager --body ward
< exit 1
< text 2012-05-31
< text 二人の行為
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --by 17 --post manager --body ward --with 17
< exit 1
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --with 18
< exit 1
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-06-02 --yen 48000 --year 2011 --by 17 --post manager --body ward --with 18
< text +48,000
$ nigiwai figure show --plan nerima-2011 --row 42 --year 2011 --json
< text "value":548000

# The year is closed by two, and takes nothing until two open it again.
$ nigiwai year close --municipality 131202 --year 2011 --reason 決算 --by 17 --post manager --body ward
< exit 1
$ nigiwai year close --municipality 131202 --year 2012 --reason 決算 --by 17 --post manager --body ward --with 18
< exit 1
$ nigiwai year close --municipality 131202 --year 2011 --reason 決算 --by 17 --post manager --body ward --with 18
$ nigiwai year list --municipality 131202
< text 2011
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-03-01 --yen 1 --by 17 --post manager --body ward
< exit 1
< text 締められています
$ nigiwai record reverse {sixth} --municipality 131202 --reason 締めた後
< exit 1
$ nigiwai year reopen --municipality 131202 --year 2011 --reason 誤り --by 17 --post manager --body ward --with 18
$ nigiwai record add --municipality 131202 --programme vacant-shop-entry --kind grant_paid --on 2012-03-01 --yen 1 --by 17 --post manager --body ward
$ nigiwai verify
