# A backup of either database is one file; restored it is the same data, in a fresh place.
$ nigiwai migrate
$ nigiwai plan load plans
$ nigiwai backup {data}/copy.nigiwai

# An earlier backup is never written over.
$ nigiwai backup {data}/copy.nigiwai
< exit 1
< text copy.nigiwai

$ nigiwai restore {data}/copy.nigiwai --db sqlite:{data}/restored.sqlite --data {data}/restored
$ nigiwai plan list --db sqlite:{data}/restored.sqlite
< text nerima-2011
< text hamura-2021
$ nigiwai verify --db sqlite:{data}/restored.sqlite

$ nigiwai report --plan nerima-2011 --format csv --db sqlite:{data}/restored.sqlite
< text 貸付2,252件 利子補給 949,888,008円

# A database that holds data is not overwritten, and a file that is no backup is refused.
$ nigiwai restore {data}/copy.nigiwai
< exit 1
$ nigiwai restore README.md --db sqlite:{data}/other.sqlite --data {data}/other
< exit 1
< text README.md
$ nigiwai restore {data}/absent.nigiwai --db sqlite:{data}/other.sqlite --data {data}/other
< exit 1
< text absent.nigiwai

$ nigiwai verify
