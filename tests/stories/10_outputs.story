# The table of Nerima 2011-14 taken away: for print, for a spreadsheet, for machines.
$ nigiwai migrate
$ nigiwai plan load plans

$ nigiwai report --plan nerima-2011 --format pdf -o {data}/table.pdf
< text table.pdf
$ nigiwai report --plan nerima-2011 --format xlsx --paper a4 -o {data}/table.xlsx
$ nigiwai report --plan nerima-2011 --format html
< text 貸付2,252件 利子補給 949,888,008円
$ nigiwai report --plan nerima-2011 --format csv-long -o {data}/table-long.csv
< text table-long-definitions.csv
$ nigiwai report --plan nerima-2011 --format xlsx-long -o {data}/table-long.xlsx

$ nigiwai report --check {data}/table-long.csv
< text 0件
$ nigiwai report --check {data}/table-long.xlsx --against {data}/table-long.csv
< text 30の規則
$ nigiwai report --check {data}/table.xlsx
< exit 1
< text L1-12
$ nigiwai report --check {data}/table.pdf
< exit 1
< text UTF-8

> GET /plans/nerima-2011/table
< text 様式（PDF）
> GET /plans/nerima-2011/table.pdf?paper=a4
< header content-type: application/pdf
< text %PDF-
> GET /plans/nerima-2011/table.xlsx
< header content-disposition: nerima-2011.xlsx
> GET /plans/nerima-2011/table-long.csv?rating=C
< text quantity_value
> GET /plans/nerima-2011/table.json
< text 949888008
> GET /plans/nerima-2011/table.pdf?paper=a0
< 400
