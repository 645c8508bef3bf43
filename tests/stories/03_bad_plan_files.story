# A mistake in a plan file is told with file, place and reason, and nothing of the whole load remains.
$ nigiwai migrate

$ nigiwai plan load plans/no-such-folder
< exit 1
< text no-such-folder

$ nigiwai plan load plans tests/stories/bad_plans/broken_json
< exit 1
< text bad_plans/broken_json/plan.json

$ nigiwai plan load tests/stories/bad_plans/unknown_key
< exit 1
< text bad_plans/unknown_key/plan.json
< text colour

$ nigiwai plan load plans tests/stories/bad_plans/wrong_year
< exit 1
< text bad_plans/wrong_year/plan.json
< text 12011

$ nigiwai plan load tests/stories/bad_plans/not_utf8
< exit 1
< text bad_plans/not_utf8/plan.json
< text UTF-8

$ nigiwai plan load tests/stories/bad_plans/twice
< exit 1
< text bad_plans/twice/plan.json
< text slug

$ nigiwai plan list
< no text nerima-2011

$ nigiwai verify

# After the good load, a bad one leaves the good state.
$ nigiwai plan load plans
$ nigiwai plan load tests/stories/bad_plans/unknown_key
< exit 1
$ nigiwai plan list
< text nerima-2011
< text hamura-2021
$ nigiwai verify
