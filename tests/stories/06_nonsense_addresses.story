# Addresses that somebody mistypes, guesses or forges get a page that helps, never a fault.
$ nigiwai migrate
$ nigiwai plan load plans

> GET /no-such-page
< 404
< header content-type: text/html
< header content-security-policy: default-src

> GET /plans/atlantis-2011
< 404
> GET /plans/nerima-2011/rows/999
< 404
> GET /plans/nerima-2011/rows/四十二
< 404
> GET /plans/nerima-2011/rows/42'%20OR%20'1'='1
< 404
> GET /plans/nerima-2011/rows/42/more
< 404
> GET /../../etc/passwd
< 400
< no text root:
> GET /plans/%2e%2e/%2e%2e/etc/passwd
< 400
< no text root:
> GET /plans/%ff%fe
< 400
> GET /plans/%00
< 400
> GET /plans/%zz
< 400

> GET /api/v1/plans/atlantis-2011
< 404
< header content-type: application/problem+json
< text atlantis-2011

# Script in an address comes back as letters.
> GET /plans/%3Cscript%3Ealert(1)%3C%2Fscript%3E
< 404
< no text <script>alert

# A method that a page does not know.
> DELETE /plans/nerima-2011
< 405
> POST /plans/nerima-2011 a=b
< 405

# And the server is still there.
> GET /healthz
